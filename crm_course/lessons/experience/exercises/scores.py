"""Redo with other numbers: NPS, CSAT, CES of seven points, the interval of ten answers."""

from __future__ import annotations

from crm_course.experience.bookshop import Bookshop, Counts
from crm_course.experience.scores import CesResult, NpsResult, ces, csat, nps
from crm_course.foundations import intervals
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

__all__ = ["QUESTIONS", "ease", "net", "share_of"]

TENTH = Text(fr="arrondi au dixième", en="rounded to a tenth")


def share_of(counts: Counts, least: int, most: int = 10) -> float:
    """Share of the answers from `least` to `most`, 0–1."""
    return sum(count for score, count in counts.items() if least <= score <= most) / sum(counts.values())


def net(counts: Counts, promoters_from: int, detractors_to: int) -> float:
    """A net score with other limits than the NPS has."""
    return 100 * (share_of(counts, promoters_from) - share_of(counts, 0, detractors_to))


def ease(shop: Bookshop) -> CesResult:
    """The CES of seven points: 5 to 7 is easy, 1 to 3 is not."""
    return ces(shop.ease, low={5, 6, 7}, high={1, 2, 3})


def _week(shop: Bookshop) -> NpsResult:
    return nps(shop.first_week)


QUESTIONS = (
    Question(
        id="experience.nps",
        competences=("omni.survey",),
        kind="number",
        unit="points",
        title=Text(fr="Le NPS de la librairie", en="The NPS of the bookshop"),
        statement=Text(
            fr="`shop.recommend` donne l’effectif de chaque note, de 0 à 10. Quel est le NPS, en points ?",
            en="`shop.recommend` holds the count of each score, from 0 to 10. What is the NPS, in points?",
        ),
        facts=lambda shop: {"promoters": nps(shop.recommend).promoter_share, "detractors": nps(shop.recommend).detractor_share},
        answer=lambda shop: nps(shop.recommend).score,
        solution="experience.nps(shop.recommend).score",
        tolerance=0.05,
        tolerance_reason=TENTH,
        mistakes=(
            Mistake(
                name="promoters-from-7",
                value=lambda shop: net(shop.recommend, 7, 6),
                message=Text(
                    fr="Vous avez compté les 7 et les 8 comme promoteurs : ce sont des passifs, ils ne comptent que dans le total.",
                    en="You counted 7 and 8 as promoters: they are passives, and count only in the total.",
                ),
            ),
            Mistake(
                name="detractors-to-8",
                value=lambda shop: net(shop.recommend, 9, 8),
                message=Text(
                    fr="Vous avez retranché les passifs (7 et 8) : seuls les 6 et moins sont des détracteurs.",
                    en="You subtracted the passives (7 and 8): only 6 and below are detractors.",
                ),
            ),
            Mistake(
                name="passives-left-out-of-the-total",
                value=lambda shop: net({s: c for s, c in shop.recommend.items() if s not in (7, 8)}, 9, 6),
                credit=0.5,
                message=Text(
                    fr="Bonne différence, mauvais diviseur : les passifs comptent dans le total des réponses.",
                    en="The right difference over the wrong total: passives count among the answers.",
                ),
            ),
        ),
        hints=(
            Text(fr="Trois groupes : 9–10, 7–8, 0–6.", en="Three groups: 9–10, 7–8, 0–6."),
            Text(
                fr="Part des promoteurs moins part des détracteurs, fois 100 ; le total est celui de toutes les réponses.",
                en="Share of promoters less share of detractors, times 100; the total is that of all answers.",
            ),
        ),
        why=Text(
            fr="{promoters:percent} de promoteurs moins {detractors:percent} de détracteurs.",
            en="{promoters:percent} promoters less {detractors:percent} detractors.",
        ),
    ),
    Question(
        id="experience.csat",
        competences=("omni.survey", "orders.quality"),
        kind="share",
        unit="%",
        title=Text(fr="L’accueil", en="The welcome"),
        statement=Text(
            fr="`shop.welcome` va de 1 (pas du tout satisfait) à 5 (très satisfait). Quel est le CSAT, si l’on dit satisfaits ceux qui répondent 4 ou 5 ?",
            en="`shop.welcome` goes from 1 (not at all satisfied) to 5 (very satisfied). What is the CSAT, if those who answer 4 or 5 are satisfied?",
        ),
        facts=lambda shop: {"satisfied": share_of(shop.welcome, 4), "mean": csat(shop.welcome, satisfied={4, 5}).mean},
        answer=lambda shop: csat(shop.welcome, satisfied={4, 5}).share,
        solution="experience.csat(shop.welcome, satisfied={4, 5}).share",
        tolerance=0.0005,
        tolerance_reason=TENTH,
        mistakes=(
            Mistake(
                name="mean-as-share",
                value=lambda shop: csat(shop.welcome, satisfied={4, 5}).mean / 5,
                message=Text(
                    fr="Vous avez divisé la note moyenne par 5. Une moyenne n’est pas une part de clients : comptez les satisfaits.",
                    en="You divided the mean by 5. A mean is not a share of customers: count the satisfied.",
                ),
            ),
            Mistake(
                name="only-the-very-satisfied",
                value=lambda shop: share_of(shop.welcome, 5),
                credit=0.25,
                message=Text(fr="Vous n’avez compté que les 5.", en="You counted the 5s only."),
            ),
            Mistake(
                name="neutral-as-satisfied",
                value=lambda shop: share_of(shop.welcome, 3),
                credit=0.25,
                message=Text(fr="Un 3 sur 5 n’est pas un client satisfait.", en="A 3 out of 5 is not a satisfied customer."),
            ),
        ),
        hints=(
            Text(fr="Le CSAT est une part de clients.", en="The CSAT is a share of customers."),
            Text(fr="Additionnez les effectifs de 4 et de 5, divisez par le total.", en="Add the counts of 4 and 5, divide by the total."),
        ),
        why=Text(
            fr="{satisfied:percent} de satisfaits ; la moyenne ({mean:number}) dit autre chose.",
            en="{satisfied:percent} are satisfied; the mean ({mean:number}) says something else.",
        ),
    ),
    Question(
        id="experience.ces",
        competences=("omni.survey",),
        kind="number",
        unit="points",
        title=Text(fr="L’effort, sur sept points", en="Effort, on seven points"),
        statement=Text(
            fr="`shop.ease` : « Commander a été facile », de 1 (pas du tout) à 7 (tout à fait). Quel est le CES, "
            "si 5 à 7 disent un effort faible et 1 à 3 un effort élevé ?",
            en="`shop.ease`: “Ordering was easy”, from 1 (not at all) to 7 (entirely). What is the CES, if 5 to 7 say low effort and 1 to 3 high effort?",
        ),
        facts=lambda shop: {"low": ease(shop).low_share, "high": ease(shop).high_share},
        answer=lambda shop: ease(shop).score,
        solution="experience.ces(shop.ease, low={5, 6, 7}, high={1, 2, 3}).score",
        tolerance=0.05,
        tolerance_reason=TENTH,
        mistakes=(
            Mistake(
                name="sign-of-effort",
                value=lambda shop: -ease(shop).score,
                credit=0.25,
                message=Text(
                    fr="Le signe est inversé : ici, une note élevée dit que c’était facile. Relisez la question posée au client.",
                    en="The sign is reversed: here a high answer says that it was easy. Read again what the customer was asked.",
                ),
            ),
            Mistake(
                name="two-extremes-only",
                value=lambda shop: 100 * (share_of(shop.ease, 6) - share_of(shop.ease, 1, 2)),
                credit=0.5,
                message=Text(
                    fr="Vous n’avez gardé que 6–7 et 1–2 : ce n’est pas la convention demandée.",
                    en="You kept 6–7 and 1–2 only: that is not the convention asked for.",
                ),
            ),
            Mistake(
                name="mean-of-effort",
                value=lambda shop: ease(shop).mean,
                message=Text(fr="C’est la note moyenne, non une différence de parts.", en="That is the mean, not a difference of shares."),
            ),
        ),
        hints=(
            Text(fr="Quelle note donne un client qui n’a eu aucun mal ?", en="Which score does a customer give who had no trouble at all?"),
            Text(
                fr="Part d’effort faible moins part d’effort élevé, fois 100.",
                en="Share of low effort less share of high effort, times 100.",
            ),
        ),
        why=Text(
            fr="{low:percent} d’effort faible moins {high:percent} d’effort élevé ; dites toujours la convention à côté du score.",
            en="{low:percent} low effort less {high:percent} high effort; always state the convention beside the score.",
        ),
    ),
    Question(
        id="experience.first-week",
        competences=("omni.survey", "crm.decide"),
        kind="number",
        unit="points",
        title=Text(fr="Les premières réponses", en="The first answers"),
        statement=Text(
            fr="`shop.first_week` : la même question, la première semaine du retrait en magasin. Le NPS est de {score:points}. "
            "Quelle est la borne basse de son intervalle de confiance à 95 %, en points ?",
            en="`shop.first_week`: the same question in the first week of click-and-collect. The NPS is {score:points}. "
            "What is the lower limit of its 95% confidence interval, in points?",
        ),
        facts=lambda shop: {"score": _week(shop).score, "low": _week(shop).low, "responses": _week(shop).responses},
        answer=lambda shop: _week(shop).low,
        solution="experience.nps(shop.first_week).low",
        tolerance=0.5,
        tolerance_reason=Text(fr="arrondi au point", en="rounded to a point"),
        mistakes=(
            Mistake(
                name="textbook-interval",
                value=lambda shop: (
                    100 * intervals.net_wald(_week(shop).promoter_share * _week(shop).responses, 0, _week(shop).responses).low
                ),
                credit=0.5,
                message=Text(
                    fr="C’est la formule des manuels (score ± 1,96 erreur type). Avec si peu de réponses, elle promet trop : lisez `.low` du résultat.",
                    en="That is the textbook formula (score ± 1.96 standard errors). With so few answers it promises too much: read the result’s `.low`.",
                ),
            ),
            Mistake(
                name="one-standard-error",
                value=lambda shop: _week(shop).score - _week(shop).standard_error,
                message=Text(
                    fr="Vous avez retranché une seule erreur type : c’est loin d’une confiance de 95 %.",
                    en="You subtracted a single standard error: far from 95% confidence.",
                ),
            ),
        ),
        hints=(
            Text(fr="Le résultat de `experience.nps` porte ses deux bornes.", en="The result of `experience.nps` holds its two limits."),
            Text(fr="`experience.nps(shop.first_week)` puis `.low`.", en="`experience.nps(shop.first_week)`, then `.low`."),
        ),
        why=Text(
            fr="Presque tous ravis, mais {responses:number} seulement : le vrai score peut n’être que de {low:points}.",
            en="Almost all delighted, but only {responses:number}: the true score may be as low as {low:points}.",
        ),
    ),
)
