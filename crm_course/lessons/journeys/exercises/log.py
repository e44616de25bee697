"""Exercises on a log: rules, friction, the planted truth, a ROPO estimate to defend."""

from __future__ import annotations

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS
from crm_course.journeys.builder import build
from crm_course.journeys.touchpoints import friction
from crm_course.journeys.truth import score
from crm_course.journeys.webrooming import ropo, showrooming
from crm_course.workbook.questions import Criterion, Mistake, Question

from ..given import Given

__all__ = ["QUESTIONS"]

_TENTH = Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent")


def _misplaced(given: Given, model: str) -> float:
    return float(score(given.built, given.log.caused).models.set_index("model")["misplaced"].to_dict()[model])


def _rate(given: Given, column: str = "rate") -> float:
    return float(ropo(given.log.events.assign(all="all"), by="all")[column].iloc[0])


def _showroomed(given: Given) -> float:
    return float(showrooming(given.log.events.assign(all="all"), by="all")["rate"].iloc[0])


def _points(given: Given, point: str) -> dict[str, int]:
    found = friction(given.comments)
    counts = found[found["point"] == point].set_index("channel")["count"]
    return {str(name): int(count) for name, count in counts.items()}


def _lost(given: Given) -> int:
    return sum(_points(given, "lost").values())


QUESTIONS = (
    Question(
        id="journeys.shorter-pause",
        competences=("omni.journeys",),
        kind="number",
        title=Text(fr="Une pause plus courte", en="A shorter pause"),
        statement=Text(
            fr="`given.leading` tient les contacts d’avant l’achat. Combien de parcours y a-t-il si une pause de plus de 7 jours en ouvre un nouveau ?",
            en="`given.leading` holds the contacts before the purchase. How many journeys are there if a pause of more than 7 days begins a new one?",
        ),
        answer=lambda given: len(build(given.leading, gap_days=7)),
        solution="len(journeys.build(given.leading, gap_days=7))",
        mistakes=(
            Mistake(name="default-pause", value=lambda given: len(given.built), message=Text(fr="C’est le nombre avec la pause habituelle de 30 jours.", en="That is the number with the usual pause of 30 days.")),
            Mistake(name="contacts", value=lambda given: len(given.leading), message=Text(fr="Vous avez compté les contacts.", en="You counted contacts.")),
        ),
        hints=(Text(fr="La règle se donne à `journeys.build`.", en="The rule is given to `journeys.build`."), Text(fr="Le nombre de parcours est la longueur (`len`) du résultat.", en="The number of journeys is the length (`len`) of the result.")),
        why=Text(fr="La même clientèle fait {now:number0} parcours au lieu de {before:number0} : le taux d’achat par parcours baisse d’autant, sans que rien n’ait changé.", en="The same customers make {now:number0} journeys instead of {before:number0}: conversion per journey falls accordingly, though nothing has changed."),
        facts=lambda given: {"now": len(build(given.leading, gap_days=7)), "before": len(given.built)},
    ),
    Question(
        id="journeys.comments",
        competences=("omni.remedies", "orders.reasons"),
        kind="table",
        title=Text(fr="Six commentaires dans un journal", en="Six comments in a log"),
        statement=Text(
            fr="Les six commentaires de Sens Confort sont devenus un journal, `given.comments` : un client par commentaire. "
            "Combien de contacts ont *échoué* sur chaque canal ? Donnez `{{\"web\": …, \"phone\": …, …}}`, sans les canaux à 0.",
            en="The six comments of Sens Confort became a log, `given.comments`: one customer per comment. "
            "How many contacts *failed* on each channel? Give `{{\"web\": …, \"phone\": …, …}}`, without channels at 0.",
        ),
        starter="given.comments",
        answer=lambda given: _points(given, "failed"),
        solution="journeys.friction(given.comments).query(\"point == 'failed'\").set_index('channel')['count']",
        mistakes=(
            Mistake(name="all-contacts", value=lambda given: {str(k): int(v) for k, v in given.comments["channel"].value_counts().items()}, message=Text(fr="Vous avez compté tous les contacts, y compris ceux qui ont abouti.", en="You counted all contacts, those that succeeded too.")),
            Mistake(name="one-per-customer", value=lambda given: {str(k): int(v) for k, v in given.comments[given.comments["outcome"] == "failed"].drop_duplicates(["customer_id", "channel"])["channel"].value_counts().items()}, credit=0.5, message=Text(fr="Vous avez compté une fois chaque client. Trois appels sans réponse sont trois échecs.", en="You counted each customer once. Three calls without an answer are three failures.")),
        ),
        hints=(Text(fr="La colonne `outcome` dit comment chaque contact s’est terminé.", en="The column `outcome` says how each contact ended."), Text(fr="`journeys.friction` compte les points de friction par canal.", en="`journeys.friction` counts friction points by channel.")),
        why=Text(fr="Le téléphone concentre les échecs, mais ils commencent souvent ailleurs : un site sans contact envoie les gens au standard.", en="The phone gathers the failures, but they often begin elsewhere: a site without a contact sends people to the switchboard."),
    ),
    Question(
        id="journeys.lost",
        competences=("omni.journeys", "ndrc.omnichannel"),
        kind="number",
        title=Text(fr="Qui s’en va ?", en="Who walks away?"),
        statement=Text(fr="Combien de ces six clients s’arrêtent sur un échec, sans autre contact ensuite ?", en="How many of these six customers stop at a failure, without any contact afterwards?"),
        answer=_lost,
        solution="journeys.friction(given.comments).query(\"point == 'lost'\")['count'].sum()",
        mistakes=(
            Mistake(name="all-failures", value=lambda given: sum(_points(given, "failed").values()), message=Text(fr="Ce sont tous les échecs : certains sont suivis d’un autre contact.", en="These are all failures: some are followed by another contact.")),
            Mistake(name="escapes", value=lambda given: sum(_points(given, "escape").values()), message=Text(fr="Ce sont les changements de canal après un échec : ces clients-là insistent.", en="These are changes of channel after a failure: these customers insist.")),
        ),
        hints=(Text(fr="Regardez le dernier contact de chaque client.", en="Look at each customer’s last contact."), Text(fr="Dans `journeys.friction`, ce point s’appelle « lost ».", en="In `journeys.friction` this point is called “lost”.")),
        why=Text(fr="Un client perdu ne se plaint plus : le journal est souvent le seul à le dire.", en="A lost customer no longer complains: the log is often the only one to say so."),
    ),
    Question(
        id="journeys.last-click-lies",
        competences=("ndrc.e-commerce", "crm.decide"),
        kind="share",
        unit="%",
        points=2,
        title=Text(fr="Le dernier clic ment", en="Last click lies"),
        statement=Text(
            fr="`given.log.caused` dit combien d’achats chaque canal a causés. Quelle part du crédit le modèle « dernier contact » place-t-il sur le mauvais canal (`given.built`) ?",
            en="`given.log.caused` says how many purchases each channel caused. What share of the credit does the model “last touch” put on the wrong channel (`given.built`)?",
        ),
        answer=lambda given: _misplaced(given, "last"),
        solution="journeys.score(given.built, given.log.caused).models.set_index('model').loc['last', 'misplaced']",
        tolerance=0.001,
        tolerance_reason=_TENTH,
        mistakes=(
            Mistake(name="distance-not-halved", value=lambda given: 2 * _misplaced(given, "last"), credit=0.5, message=Text(fr="Vous avez additionné tous les écarts : chaque crédit mal placé y compte deux fois, là où il manque et là où il est de trop.", en="You added up all differences: each credit misplaced counts twice there, where it is missing and where it is too much.")),
            Mistake(name="best-model", value=lambda given: float(score(given.built, given.log.caused).models["misplaced"].iloc[0]), message=Text(fr="C’est l’erreur du modèle le plus proche, non celle du dernier contact.", en="That is the error of the closest model, not of the last touch.")),
            Mistake(name="what-is-right", value=lambda given: 1 - _misplaced(given, "last"), credit=0.5, message=Text(fr="C’est la part bien placée.", en="That is the share rightly placed.")),
        ),
        hints=(
            Text(fr="`journeys.score` compare tous les modèles à la vérité.", en="`journeys.score` compares all models with the truth."),
            Text(fr="Dans sa table `models`, cherchez la ligne « last » et la colonne « misplaced ».", en="In its table `models`, look for the row “last” and the column “misplaced”."),
        ),
        why=Text(fr="Le site et la caisse concluent toutes les ventes et n’en causent aucune à eux seuls. Le meilleur modèle se trompe encore de {best:percent}.", en="The site and the till close all sales and cause none by themselves. The best model is still wrong by {best:percent}."),
        facts=lambda given: {"best": float(score(given.built, given.log.caused).models["misplaced"].iloc[0])},
    ),
    Question(
        id="journeys.ropo",
        competences=("omni.ropo",),
        kind="share",
        unit="%",
        title=Text(fr="Préparés sur le web", en="Prepared on the web"),
        statement=Text(
            fr="Dans `given.log.events`, quelle part des achats en magasin *identifiés* a été précédée d’un contact en ligne dans les 30 jours, tous rayons confondus ?",
            en="In `given.log.events`, what share of the *identified* purchases in the shop came after an online contact within 30 days, all departments together?",
        ),
        answer=_rate,
        solution="journeys.ropo(given.log.events.assign(all='all'), by='all')['rate'].iloc[0]",
        tolerance=0.001,
        tolerance_reason=_TENTH,
        mistakes=(
            Mistake(name="of-all-purchases", value=lambda given: _rate(given, "floor"), credit=0.5, message=Text(fr="Vous avez divisé par tous les achats. Des achats anonymes, on ne sait rien : c’est un minimum, pas le taux des identifiés.", en="You divided by all purchases. Of anonymous purchases nothing is known: that is a minimum, not the rate of the identified.")),
            Mistake(name="showrooming", value=_showroomed, message=Text(fr="C’est l’inverse : les achats en ligne préparés en magasin.", en="That is the reverse: online purchases prepared in the shop.")),
            Mistake(name="coverage", value=lambda given: _rate(given, "coverage"), message=Text(fr="C’est la couverture : la part des achats identifiés.", en="That is the coverage: the share of purchases identified.")),
        ),
        hints=(
            Text(fr="`journeys.ropo` donne le taux par rayon ; il en faut un seul pour tous.", en="`journeys.ropo` gives the rate by department; a single one for all is needed."),
            Text(fr="Additionnez « researched » et « identified » avant de diviser.", en="Add up “researched” and “identified” before dividing."),
        ),
        why=Text(fr="La vraie part est de {true:percent} : les clients identifiés ne ressemblent pas aux autres.", en="The true share is {true:percent}: identified customers are not like the others."),
        facts=lambda given: {"true": given.log.prepared},
    ),
    Question(
        id="journeys.ropo-bounds",
        competences=("omni.ropo", "crm.decide"),
        kind="table",
        unit="%",
        points=2,
        title=Text(fr="Ce qui reste possible", en="What remains possible"),
        statement=Text(
            fr="Sans rien supposer des achats anonymes, entre quelles bornes la part de *tous* les achats en magasin se trouve-t-elle ? Donnez `{{\"floor\": …, \"ceiling\": …}}`.",
            en="Supposing nothing about the anonymous purchases, between which bounds does the share of *all* shop purchases lie? Give `{{\"floor\": …, \"ceiling\": …}}`.",
        ),
        answer=lambda given: {"floor": _rate(given, "floor"), "ceiling": _rate(given, "ceiling")},
        solution="journeys.ropo(given.log.events.assign(all='all'), by='all')[['floor', 'ceiling']].iloc[0]",
        tolerance=0.001,
        tolerance_reason=_TENTH,
        mistakes=(
            Mistake(name="sampling-interval", value=lambda given: {"floor": _rate(given, "low"), "ceiling": _rate(given, "high")}, message=Text(fr="C’est l’intervalle à 95 % du taux des identifiés : il dit le hasard de l’échantillon, rien des achats anonymes.", en="That is the 95% interval of the rate of the identified: it tells the luck of the sample, nothing of the anonymous purchases.")),
            Mistake(name="from-nothing-to-all", value=lambda given: {"floor": 0.0, "ceiling": 1.0}, message=Text(fr="Une partie des achats est connue : les bornes sont plus serrées.", en="Part of the purchases is known: the bounds are tighter.")),
        ),
        hints=(
            Text(fr="Si aucun achat anonyme n’a été préparé, quelle est la part ? Et si tous l’ont été ?", en="If no anonymous purchase was prepared, what is the share? And if all were?"),
            Text(fr="Divisez dans les deux cas par tous les achats en magasin.", en="Divide by all shop purchases in both cases."),
        ),
        why=Text(fr="La vérité ({true:percent}) est entre les bornes ; l’intervalle du taux des identifiés peut la manquer.", en="The truth ({true:percent}) lies between the bounds; the interval of the rate of the identified may miss it."),
        facts=lambda given: {"true": given.log.prepared},
    ),
    Question(
        id="journeys.thin-channel",
        competences=("crm.decide",),
        kind="choice",
        title=Text(fr="Le canal le plus fragile", en="The frailest channel"),
        statement=Text(fr="Pour quel canal de `given.built` le crédit repose-t-il sur le moins d’achats ?", en="For which channel of `given.built` does the credit rest on the fewest purchases?"),
        options={name: CHANNELS[name] for name in ("shop", "web", "search", "social", "email", "chat", "display", "app")},
        answer=lambda given: _thinnest(given),
        solution="journeys.evidence(given.built).sort_values('conversions')['channel'].iloc[0]",
        mistakes=(
            Mistake(name="best-known", value=lambda given: _thinnest(given, best=True), message=Text(fr="C’est le canal le mieux connu.", en="That is the best known channel.")),
            Mistake(name="fewest-journeys", value=lambda given: _thinnest(given, by="journeys"), message=Text(fr="C’est le canal de moins de parcours ; comptez les achats.", en="That is the channel with the fewest journeys; count the purchases.")),
        ),
        hints=(Text(fr="`journeys.evidence` dit sur quoi chaque crédit repose.", en="`journeys.evidence` says what each credit rests on."), Text(fr="Comparez la colonne « conversions ».", en="Compare the column “conversions”.")),
        why=Text(fr="Avant d’y couper un budget, attendez davantage d’achats, ou faites une expérience.", en="Before cutting a budget there, wait for more purchases, or run an experiment."),
    ),
    Question(
        id="journeys.defend",
        competences=("omni.argument", "ndrc.information"),
        kind="open",
        points=3,
        title=Text(fr="Un chiffre à défendre", en="A figure to defend"),
        statement=Text(
            fr="La direction demande : « combien de ventes du magasin doit-on au web ? » Une enquête dit 75 %. Répondez en 5 à 10 lignes : le taux du journal, sa couverture, les bornes, "
            "ce que l’enquête et le journal mesurent, ce qu’aucun des deux ne dit, votre recommandation.",
            en="Management asks: “how many of the shop’s sales do we owe to the web?” A survey says 75%. Answer in 5 to 10 lines: the log’s rate, its coverage, the bounds, "
            "what survey and log measure, what neither of them says, your recommendation.",
        ),
        rubric=(
            Criterion(text=Text(fr="le taux des achats identifiés est donné", en="the rate of identified purchases is given"), numbers=lambda given: [100 * _rate(given)]),
            Criterion(text=Text(fr="la couverture est donnée", en="the coverage is given"), numbers=lambda given: [100 * _rate(given, "coverage")]),
            Criterion(text=Text(fr="les deux bornes sont données", en="both bounds are given"), numbers=lambda given: [100 * _rate(given, "floor"), 100 * _rate(given, "ceiling")]),
            Criterion(text=Text(fr="préparer n’est pas causer : cela est dit", en="to prepare is not to cause: this is said"), words=(r"caus", r"sans le web", r"without the web", r"anyway|de toute façon")),
            Criterion(text=Text(fr="une mesure est proposée (expérience, carte, compte unique)", en="a measure is proposed (experiment, card, single account)"), words=(r"expérien|experiment", r"carte|card", r"compte unique|single account", r"identif")),
        ),
        model=Text(
            fr="Dans le journal, {rate:percent} des achats en magasin identifiés ont été préparés en ligne. Mais seuls {coverage:percent} des achats sont identifiés : pour l’ensemble, la part est entre {floor:percent} et {ceiling:percent}. "
            "L’enquête (75 %) repose sur la mémoire des clients, le journal sur ceux qui montrent leur carte. Ni l’une ni l’autre ne dit que le web a causé ces ventes : certains seraient venus de toute façon. "
            "Je recommande un compte unique pour identifier plus d’achats, et une expérience sur quelques magasins.",
            en="In the log, {rate:percent} of identified shop purchases were prepared online. But only {coverage:percent} of purchases are identified: for all of them the share is between {floor:percent} and {ceiling:percent}. "
            "The survey (75%) rests on customers’ memory, the log on those who show their card. Neither says that the web caused these sales: some would have come anyway. "
            "I recommend a single account, to identify more purchases, and an experiment in a few shops.",
        ),
        facts=lambda given: {name: _rate(given, name) for name in ("rate", "coverage", "floor", "ceiling")},
        hints=(Text(fr="Trois nombres au moins : le taux, la couverture, les bornes.", en="Three numbers at least: the rate, the coverage, the bounds."), Text(fr="Qui est dans le journal ? Qui répond à l’enquête ?", en="Who is in the log? Who answers the survey?")),
    ),
)  # fmt: skip


def _thinnest(given: Given, *, best: bool = False, by: str = "conversions") -> str:
    from crm_course.journeys.attribution import evidence

    ranked = evidence(given.built).sort_values(by, ascending=not best)
    return str(ranked["channel"].iloc[0])
