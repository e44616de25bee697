"""Exercises on a log: rules, friction, the planted truth, a ROPO estimate to defend."""

# %%
from crm_course.foundations.vocabulary import CHANNELS
from crm_course.journeys.builder import build
from crm_course.journeys.touchpoints import friction
from crm_course.journeys.truth import score
from crm_course.journeys.webrooming import ropo, showrooming
from crm_course.workbook.precision import TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from ..given import Given

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


def _thinnest(given: Given, *, best: bool = False, by: str = "conversions") -> str:
    from crm_course.journeys.attribution import evidence

    ranked = evidence(given.built).sort_values(by, ascending=not best)
    return str(ranked["channel"].iloc[0])

# %% [markdown] tags=["lang-fr"]
# ## Une pause plus courte
# `given.leading` tient les contacts d’avant l’achat. Combien de parcours y a-t-il si une pause de plus de 7 jours en ouvre un nouveau ?
# - Indice : La règle se donne à `journeys.build`.
# - Indice : Le nombre de parcours est la longueur (`len`) du résultat.
# - Erreur default-pause : C’est le nombre avec la pause habituelle de 30 jours.
# - Erreur contacts : Vous avez compté les contacts.
# - Pourquoi : La même clientèle fait {now:number0} parcours au lieu de {before:number0} : le taux d’achat par parcours baisse d’autant, sans que rien n’ait changé.

# %% [markdown] tags=["lang-en"] of="85b3d280"
# ## A shorter pause
# `given.leading` holds the contacts before the purchase. How many journeys are there if a pause of more than 7 days begins a new one?
# - Hint: The rule is given to `journeys.build`.
# - Hint: The number of journeys is the length (`len`) of the result.
# - Mistake default-pause: That is the number with the usual pause of 30 days.
# - Mistake contacts: You counted contacts.
# - Why: The same customers make {now:number0} journeys instead of {before:number0}: conversion per journey falls accordingly, though nothing has changed.

# %%
question(
    "journeys.shorter-pause", "number", competences=("omni.journeys",),
    facts=lambda given: {"now": len(build(given.leading, gap_days=7)), "before": len(given.built)},
    answer=lambda given: len(build(given.leading, gap_days=7)),
    solution="len(journeys.build(given.leading, gap_days=7))",
    mistakes={
        "default-pause": lambda given: len(given.built),
        "contacts": lambda given: len(given.leading),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Six commentaires dans un journal
# Les six commentaires de Sens Confort sont devenus un journal, `given.comments` : un client par commentaire. Combien de contacts ont *échoué* sur chaque canal ? Un canal sans échec reste vide.
# - Indice : La colonne `outcome` dit comment chaque contact s’est terminé.
# - Indice : `journeys.friction` compte les points de friction par canal.
# - Erreur all-contacts : Vous avez compté tous les contacts, y compris ceux qui ont abouti.
# - Erreur one-per-customer : Vous avez compté une fois chaque client. Trois appels sans réponse sont trois échecs.
# - Pourquoi : Le téléphone concentre les échecs, mais ils commencent souvent ailleurs : un site sans contact envoie les gens au standard.

# %% [markdown] tags=["lang-en"] of="8935ced4"
# ## Six comments in a log
# The six comments of Sens Confort became a log, `given.comments`: one customer per comment. How many contacts *failed* on each channel? A channel without failure stays empty.
# - Hint: The column `outcome` says how each contact ended.
# - Hint: `journeys.friction` counts friction points by channel.
# - Mistake all-contacts: You counted all contacts, those that succeeded too.
# - Mistake one-per-customer: You counted each customer once. Three calls without an answer are three failures.
# - Why: The phone gathers the failures, but they often begin elsewhere: a site without a contact sends people to the switchboard.

# %%
question(
    "journeys.comments", "table", rows={code: CHANNELS[code] for code in ("shop", "web", "app", "phone", "email", "chat", "social")}, competences=("omni.remedies", "orders.reasons"), starter="given.comments",
    answer=lambda given: _points(given, "failed"),
    solution='journeys.friction(given.comments).query("point == \'failed\'").set_index(\'channel\')[\'count\']',
    mistakes={
        "all-contacts": lambda given: {str(k): int(v) for k, v in given.comments["channel"].value_counts().items()},
        "one-per-customer": (lambda given: {str(k): int(v) for k, v in given.comments[given.comments["outcome"] == "failed"].drop_duplicates(["customer_id", "channel"])["channel"].value_counts().items()}, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Qui s’en va ?
# Combien de ces six clients s’arrêtent sur un échec, sans autre contact ensuite ?
# - Indice : Regardez le dernier contact de chaque client.
# - Indice : Dans `journeys.friction`, ce point s’appelle « lost ».
# - Erreur all-failures : Ce sont tous les échecs : certains sont suivis d’un autre contact.
# - Erreur escapes : Ce sont les changements de canal après un échec : ces clients-là insistent.
# - Pourquoi : Un client perdu ne se plaint plus : le journal est souvent le seul à le dire.

# %% [markdown] tags=["lang-en"] of="fbe92f6d"
# ## Who walks away?
# How many of these six customers stop at a failure, without any contact afterwards?
# - Hint: Look at each customer’s last contact.
# - Hint: In `journeys.friction` this point is called “lost”.
# - Mistake all-failures: These are all failures: some are followed by another contact.
# - Mistake escapes: These are changes of channel after a failure: these customers insist.
# - Why: A lost customer no longer complains: the log is often the only one to say so.

# %%
question(
    "journeys.lost", "number", competences=("omni.journeys", "ndrc.omnichannel"),
    answer=_lost,
    solution='journeys.friction(given.comments).query("point == \'lost\'")[\'count\'].sum()',
    mistakes={
        "all-failures": lambda given: sum(_points(given, "failed").values()),
        "escapes": lambda given: sum(_points(given, "escape").values()),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le dernier clic ment
# `given.log.caused` dit combien d’achats chaque canal a causés. Quelle part du crédit le modèle « dernier contact » place-t-il sur le mauvais canal (`given.built`) ?
# - Indice : `journeys.score` compare tous les modèles à la vérité.
# - Indice : Dans sa table `models`, cherchez la ligne « last » et la colonne « misplaced ».
# - Erreur distance-not-halved : Vous avez additionné tous les écarts : chaque crédit mal placé y compte deux fois, là où il manque et là où il est de trop.
# - Erreur best-model : C’est l’erreur du modèle le plus proche, non celle du dernier contact.
# - Erreur what-is-right : C’est la part bien placée.
# - Pourquoi : Qui conclut une vente n’est pas toujours qui la cause : le dernier contact place {last:percent} du crédit ailleurs. Le meilleur modèle en place encore {best:percent}.

# %% [markdown] tags=["lang-en"] of="70b5c2fa"
# ## Last click lies
# `given.log.caused` says how many purchases each channel caused. What share of the credit does the model “last touch” put on the wrong channel (`given.built`)?
# - Hint: `journeys.score` compares all models with the truth.
# - Hint: In its table `models`, look for the row “last” and the column “misplaced”.
# - Mistake distance-not-halved: You added up all differences: each credit misplaced counts twice there, where it is missing and where it is too much.
# - Mistake best-model: That is the error of the closest model, not of the last touch.
# - Mistake what-is-right: That is the share rightly placed.
# - Why: Who closes a sale is not always who causes it: the last touch puts {last:percent} of the credit elsewhere. The best model still misplaces {best:percent}.

# %%
question(
    "journeys.last-click-lies", "share", unit="%", points=2, precision=TENTH_OF_A_PERCENT.within(0.001),
    competences=("ndrc.e-commerce", "crm.decide"),
    facts=lambda given: {"best": float(score(given.built, given.log.caused).models["misplaced"].iloc[0]), "last": _misplaced(given, "last")},
    answer=lambda given: _misplaced(given, "last"),
    solution="journeys.score(given.built, given.log.caused).models.set_index('model').loc['last', 'misplaced']",
    mistakes={
        "distance-not-halved": (lambda given: 2 * _misplaced(given, "last"), 0.5),
        "best-model": lambda given: float(score(given.built, given.log.caused).models["misplaced"].iloc[0]),
        "what-is-right": (lambda given: 1 - _misplaced(given, "last"), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Préparés sur le web
# Dans `given.log.events`, quelle part des achats en magasin *identifiés* a été précédée d’un contact en ligne dans les 30 jours, tous rayons confondus ?
# - Indice : `journeys.ropo` donne le taux par rayon ; il en faut un seul pour tous.
# - Indice : Additionnez « researched » et « identified » avant de diviser.
# - Erreur of-all-purchases : Vous avez divisé par tous les achats. Des achats anonymes, on ne sait rien : c’est un minimum, pas le taux des identifiés.
# - Erreur showrooming : C’est l’inverse : les achats en ligne préparés en magasin.
# - Erreur coverage : C’est la couverture : la part des achats identifiés.
# - Pourquoi : La vraie part est de {true:percent} : les clients identifiés ne ressemblent pas aux autres.

# %% [markdown] tags=["lang-en"] of="a65f3cbc"
# ## Prepared on the web
# In `given.log.events`, what share of the *identified* purchases in the shop came after an online contact within 30 days, all departments together?
# - Hint: `journeys.ropo` gives the rate by department; a single one for all is needed.
# - Hint: Add up “researched” and “identified” before dividing.
# - Mistake of-all-purchases: You divided by all purchases. Of anonymous purchases nothing is known: that is a minimum, not the rate of the identified.
# - Mistake showrooming: That is the reverse: online purchases prepared in the shop.
# - Mistake coverage: That is the coverage: the share of purchases identified.
# - Why: The true share is {true:percent}: identified customers are not like the others.

# %%
question(
    "journeys.ropo", "share", unit="%", precision=TENTH_OF_A_PERCENT.within(0.001), competences=("omni.ropo",),
    facts=lambda given: {"true": given.log.prepared},
    answer=_rate,
    solution="journeys.ropo(given.log.events.assign(all='all'), by='all')['rate'].iloc[0]",
    mistakes={
        "of-all-purchases": (lambda given: _rate(given, "floor"), 0.5),
        "showrooming": _showroomed,
        "coverage": lambda given: _rate(given, "coverage"),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui reste possible
# Sans rien supposer des achats anonymes, entre quelles bornes la part de *tous* les achats en magasin se trouve-t-elle ?
# - Ligne floor : au moins
# - Ligne ceiling : au plus
# - Indice : Si aucun achat anonyme n’a été préparé, quelle est la part ? Et si tous l’ont été ?
# - Indice : Divisez dans les deux cas par tous les achats en magasin.
# - Erreur sampling-interval : C’est l’intervalle à 95 % du taux des identifiés : il dit le hasard de l’échantillon, rien des achats anonymes.
# - Erreur from-nothing-to-all : Une partie des achats est connue : les bornes sont plus serrées.
# - Pourquoi : La vérité ({true:percent}) est entre les bornes ; l’intervalle du taux des identifiés peut la manquer.

# %% [markdown] tags=["lang-en"] of="1bb8cd94"
# ## What remains possible
# Supposing nothing about the anonymous purchases, between which bounds does the share of *all* shop purchases lie?
# - Row floor: at least
# - Row ceiling: at most
# - Hint: If no anonymous purchase was prepared, what is the share? And if all were?
# - Hint: Divide by all shop purchases in both cases.
# - Mistake sampling-interval: That is the 95% interval of the rate of the identified: it tells the luck of the sample, nothing of the anonymous purchases.
# - Mistake from-nothing-to-all: Part of the purchases is known: the bounds are tighter.
# - Why: The truth ({true:percent}) lies between the bounds; the interval of the rate of the identified may miss it.

# %%
question(
    "journeys.ropo-bounds", "table", unit="%", points=2, precision=TENTH_OF_A_PERCENT.within(0.001),
    competences=("omni.ropo", "crm.decide"),
    facts=lambda given: {"true": given.log.prepared},
    answer=lambda given: {"floor": _rate(given, "floor"), "ceiling": _rate(given, "ceiling")},
    solution="journeys.ropo(given.log.events.assign(all='all'), by='all')[['floor', 'ceiling']].iloc[0]",
    mistakes={
        "sampling-interval": lambda given: {"floor": _rate(given, "low"), "ceiling": _rate(given, "high")},
        "from-nothing-to-all": lambda given: {"floor": 0.0, "ceiling": 1.0},
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le canal le plus fragile
# Pour quel canal de `given.built` le crédit repose-t-il sur le moins d’achats ?
# - Indice : `journeys.evidence` dit sur quoi chaque crédit repose.
# - Indice : Comparez la colonne « conversions ».
# - Erreur best-known : C’est le canal le mieux connu.
# - Erreur fewest-journeys : C’est le canal de moins de parcours ; comptez les achats.
# - Pourquoi : Avant d’y couper un budget, attendez davantage d’achats, ou faites une expérience.

# %% [markdown] tags=["lang-en"] of="09a2728b"
# ## The frailest channel
# For which channel of `given.built` does the credit rest on the fewest purchases?
# - Hint: `journeys.evidence` says what each credit rests on.
# - Hint: Compare the column “conversions”.
# - Mistake best-known: That is the best known channel.
# - Mistake fewest-journeys: That is the channel with the fewest journeys; count the purchases.
# - Why: Before cutting a budget there, wait for more purchases, or run an experiment.

# %%
question(
    "journeys.thin-channel", "choice", competences=("crm.decide",),
    options={name: CHANNELS[name] for name in ("shop", "web", "search", "social", "email", "chat", "display", "app")},
    answer=lambda given: _thinnest(given),
    solution="journeys.evidence(given.built).sort_values('conversions')['channel'].iloc[0]",
    mistakes={
        "best-known": lambda given: _thinnest(given, best=True),
        "fewest-journeys": lambda given: _thinnest(given, by="journeys"),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un chiffre à défendre
# La direction demande : « combien de ventes du magasin doit-on au web ? » Une enquête dit 75 %. Répondez en 5 à 10 lignes : le taux du journal, sa couverture, les bornes, ce que l’enquête et le journal mesurent, ce qu’aucun des deux ne dit, votre recommandation.
# - Indice : Trois nombres au moins : le taux, la couverture, les bornes.
# - Indice : Qui est dans le journal ? Qui répond à l’enquête ?
# - Critère : le taux des achats identifiés est donné
# - Critère : la couverture est donnée
# - Critère : les deux bornes sont données
# - Critère : préparer n’est pas causer : cela est dit
# - Critère : une mesure est proposée (expérience, carte, compte unique)
# - Modèle : Dans le journal, {rate:percent} des achats en magasin identifiés ont été préparés en ligne. Mais seuls {coverage:percent} des achats sont identifiés : pour l’ensemble, la part est entre {floor:percent} et {ceiling:percent}. L’enquête (75 %) repose sur la mémoire des clients, le journal sur ceux qui montrent leur carte. Ni l’une ni l’autre ne dit que le web a causé ces ventes : certains seraient venus de toute façon. Je recommande un compte unique pour identifier plus d’achats, et une expérience sur quelques magasins.

# %% [markdown] tags=["lang-en"] of="5ce32089"
# ## A figure to defend
# Management asks: “how many of the shop’s sales do we owe to the web?” A survey says 75%. Answer in 5 to 10 lines: the log’s rate, its coverage, the bounds, what survey and log measure, what neither of them says, your recommendation.
# - Hint: Three numbers at least: the rate, the coverage, the bounds.
# - Hint: Who is in the log? Who answers the survey?
# - Criterion: the rate of identified purchases is given
# - Criterion: the coverage is given
# - Criterion: both bounds are given
# - Criterion: to prepare is not to cause: this is said
# - Criterion: a measure is proposed (experiment, card, single account)
# - Model: In the log, {rate:percent} of identified shop purchases were prepared online. But only {coverage:percent} of purchases are identified: for all of them the share is between {floor:percent} and {ceiling:percent}. The survey (75%) rests on customers’ memory, the log on those who show their card. Neither says that the web caused these sales: some would have come anyway. I recommend a single account, to identify more purchases, and an experiment in a few shops.

# %%
question(
    "journeys.defend", "open", points=3, competences=("omni.argument", "ndrc.information"),
    facts=lambda given: {name: _rate(given, name) for name in ("rate", "coverage", "floor", "ceiling")},
    rubric=[
        {"numbers": lambda given: [100 * _rate(given)]},
        {"numbers": lambda given: [100 * _rate(given, "coverage")]},
        {"numbers": lambda given: [100 * _rate(given, "floor"), 100 * _rate(given, "ceiling")]},
        {"words": (r"caus", r"sans le web", r"without the web", r"anyway|de toute façon")},
        {"words": (r"expérien|experiment", r"carte|card", r"compte unique|single account", r"identif")},
    ],
)
