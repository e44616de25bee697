"""Question 3: NPS, CSAT, and the CES under two conventions."""

from __future__ import annotations

from crm_course import experience
from crm_course.cases.sens_confort_facts import SensConfort
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

from .counting import mean, net, share

__all__ = ["QUESTIONS"]

_POINT = Text(fr="arrondi au point", en="rounded to a point")
_TENTH = Text(fr="arrondi au dixième de pour cent", en="rounded to a tenth of a percent")


def _effort(case: SensConfort, high: set[int]) -> float:
    return experience.ces(case.survey.site, low={1, 2}, high=high).score


QUESTIONS = (
    Question(
        id="sens-confort.nps",
        competences=("omni.survey", "ndrc.information"),
        kind="number",
        unit="points",
        points=2,
        title=Text(fr="Q3a. Le NPS", en="Q3a. The NPS"),
        statement=Text(
            fr="Calculez le Net Promoter Score de la première question. Promoteurs : 9 et 10 ; passifs : 7 et 8 ; détracteurs : 6 et moins.",
            en="Compute the Net Promoter Score of the first question. Promoters: 9 and 10; passives: 7 and 8; detractors: 6 and below.",
        ),
        facts=lambda case: {
            "promoters": share(case.survey.recommend, {9, 10}),
            "passives": share(case.survey.recommend, {7, 8}),
            "detractors": share(case.survey.recommend, {1, 2, 3, 4, 5, 6}),
            "nps": experience.nps(case.survey.recommend, scale=(1, 10)).score,
        },
        answer=lambda case: experience.nps(case.survey.recommend, scale=(1, 10)).score,
        solution="experience.nps(case.survey.recommend, scale=(1, 10)).score",
        tolerance=0.5,
        tolerance_reason=_POINT,
        mistakes=(
            Mistake(
                name="passives-for-promoters",
                value=lambda case: net(case.survey.recommend, {7, 8}, {1, 2, 3, 4, 5, 6}),
                credit=0.25,
                message=Text(
                    fr="Vous avez retranché les détracteurs des passifs (7 et 8). Une copie de ce corrigé circule avec cette erreur. Le NPS part des promoteurs (9 et 10).",
                    en="You took the detractors from the passives (7 and 8). A worked copy with this mistake is in circulation. The NPS starts from the promoters (9 and 10).",
                ),
            ),
            Mistake(
                name="passives-counted-as-promoters",
                value=lambda case: net(case.survey.recommend, {7, 8, 9, 10}, {1, 2, 3, 4, 5, 6}),
                credit=0.25,
                message=Text(
                    fr="Vous avez compté les passifs (7 et 8) parmi les promoteurs. Ils ne comptent ni pour, ni contre.",
                    en="You counted the passives (7 and 8) among the promoters. They count neither for nor against.",
                ),
            ),
            Mistake(
                name="detractors-to-five",
                value=lambda case: net(case.survey.recommend, {9, 10}, {1, 2, 3, 4, 5}),
                credit=0.25,
                message=Text(fr="La note 6 est encore celle d’un détracteur.", en="A score of 6 is still a detractor’s."),
            ),
            Mistake(
                name="promoters-alone",
                value=lambda case: 100 * share(case.survey.recommend, {9, 10}),
                message=Text(
                    fr="C’est la part des promoteurs. Il reste à retrancher celle des détracteurs.",
                    en="That is the share of promoters. It remains to subtract that of the detractors.",
                ),
            ),
            Mistake(
                name="mean-for-nps",
                value=lambda case: mean(case.survey.recommend),
                message=Text(
                    fr="C’est la moyenne des notes. Le NPS est une différence de deux parts.",
                    en="That is the mean of the scores. The NPS is a difference of two shares.",
                ),
            ),
            Mistake(
                name="mean-as-percentage",
                value=lambda case: 10 * mean(case.survey.recommend),
                message=Text(
                    fr="C’est la moyenne sur 100. Le NPS est une différence de deux parts.",
                    en="That is the mean out of 100. The NPS is a difference of two shares.",
                ),
            ),
        ),
        hints=(
            Text(fr="Trois groupes : comptez d’abord chacun.", en="Three groups: count each of them first."),
            Text(fr="Les passifs ne comptent que dans le total.", en="The passives count only in the total."),
            Text(
                fr="NPS = part des promoteurs − part des détracteurs, en points.",
                en="NPS = share of promoters − share of detractors, in points.",
            ),
        ),
        why=Text(
            fr="{promoters:percent0} de promoteurs moins {detractors:percent0} de détracteurs ; les {passives:percent0} de passifs ne comptent que dans le total.",
            en="{promoters:percent0} promoters less {detractors:percent0} detractors; the {passives:percent0} of passives count only in the total.",
        ),
    ),
    Question(
        id="sens-confort.csat",
        competences=("omni.survey", "orders.quality"),
        kind="share",
        unit="%",
        title=Text(fr="Q3b. Le CSAT", en="Q3b. The CSAT"),
        statement=Text(
            fr="Quelle part des clients est satisfaite de l’accueil et de la salle d’exposition ? (3 « plutôt » et 4 « très satisfait »)",
            en="Which share of the customers is satisfied with welcome and showroom? (3 “rather” and 4 “very satisfied”)",
        ),
        facts=lambda case: {"satisfied": share(case.survey.welcome, {3, 4}), "mean": mean(case.survey.welcome)},
        answer=lambda case: experience.csat(case.survey.welcome, satisfied={3, 4}).share,
        solution="experience.csat(case.survey.welcome, satisfied={3, 4}).share",
        tolerance=0.001,
        tolerance_reason=_TENTH,
        mistakes=(
            Mistake(
                name="csat-as-mean",
                value=lambda case: mean(case.survey.welcome) / 100,
                message=Text(
                    fr="{mean:number} est la moyenne des notes. Le CSAT est une part : combien de clients sur cent sont satisfaits ?",
                    en="{mean:number} is the mean of the scores. The CSAT is a share: how many customers in a hundred are satisfied?",
                ),
            ),
            Mistake(
                name="mean-over-scale",
                value=lambda case: mean(case.survey.welcome) / 4,
                message=Text(
                    fr="C’est la moyenne rapportée à 4, non une part de clients.", en="That is the mean over 4, not a share of customers."
                ),
            ),
            Mistake(
                name="very-satisfied-only",
                value=lambda case: share(case.survey.welcome, {4}),
                credit=0.5,
                message=Text(
                    fr="Vous n’avez compté que les « très satisfaits » ; « plutôt satisfait » en est aussi.",
                    en="You counted only the “very satisfied”; “rather satisfied” belongs to it too.",
                ),
            ),
            Mistake(
                name="dissatisfied-share",
                value=lambda case: share(case.survey.welcome, {1, 2}),
                credit=0.25,
                message=Text(fr="C’est la part des clients insatisfaits.", en="That is the share of dissatisfied customers."),
            ),
        ),
        hints=(
            Text(fr="Le CSAT compte des personnes, pas des notes.", en="The CSAT counts people, not scores."),
            Text(fr="Additionnez les réponses 3 et 4, puis divisez par le total.", en="Add the answers 3 and 4, then divide by the total."),
        ),
        why=Text(fr="{satisfied:percent0} des clients répondent 3 ou 4.", en="{satisfied:percent0} of the customers answer 3 or 4."),
    ),
    Question(
        id="sens-confort.ces",
        competences=("omni.survey", "ndrc.digital"),
        kind="number",
        unit="points",
        title=Text(fr="Q3c. Le CES, effort élevé de 4 à 5", en="Q3c. The CES, high effort from 4 to 5"),
        statement=Text(
            fr="Convention : effort faible 1–2, effort élevé 4–5. Calculez le CES net : part d’effort faible moins part d’effort élevé, en points.",
            en="Convention: low effort 1–2, high effort 4–5. Compute the net CES: share of low effort less share of high effort, in points.",
        ),
        facts=lambda case: {"low": share(case.survey.site, {1, 2}), "high": share(case.survey.site, {4, 5})},
        answer=lambda case: _effort(case, {4, 5}),
        solution="experience.ces(case.survey.site, low={1, 2}, high={4, 5}).score",
        tolerance=0.5,
        tolerance_reason=_POINT,
        mistakes=(
            Mistake(
                name="ces-sign",
                value=lambda case: -_effort(case, {4, 5}),
                credit=0.5,
                message=Text(
                    fr="La valeur est juste, le signe est inversé : on retranche l’effort élevé de l’effort faible. Négatif, le client peine.",
                    en="The value is right, the sign is reversed: high effort is subtracted from low effort. Negative means that the customer struggles.",
                ),
            ),
            Mistake(
                name="other-convention",
                value=lambda case: _effort(case, {5}),
                credit=0.25,
                message=Text(
                    fr="C’est l’autre convention, où seul 5 est un effort élevé.",
                    en="That is the other convention, where only 5 is high effort.",
                ),
            ),
            Mistake(
                name="ces-as-mean",
                value=lambda case: mean(case.survey.site),
                message=Text(
                    fr="C’est l’effort moyen. Ici le CES est une différence de deux parts.",
                    en="That is the mean effort. Here the CES is a difference of two shares.",
                ),
            ),
        ),
        hints=(
            Text(fr="Sur cette échelle, 5 est l’effort le plus élevé.", en="On this scale 5 is the highest effort."),
            Text(fr="Comptez 1 et 2, comptez 4 et 5, retranchez.", en="Count 1 and 2, count 4 and 5, subtract."),
        ),
        why=Text(
            fr="{low:percent0} d’effort faible moins {high:percent0} d’effort élevé : le site demande trop.",
            en="{low:percent0} low effort less {high:percent0} high effort: the site asks too much.",
        ),
    ),
    Question(
        id="sens-confort.ces-other",
        competences=("omni.survey",),
        kind="number",
        unit="points",
        title=Text(fr="Q3d. Le CES, selon la légende du document", en="Q3d. The CES, by the document’s own legend"),
        statement=Text(
            fr="La légende du document dit : 1–2 faible, 3–4 moyen, 5 élevé. Recalculez le CES net avec cette convention.",
            en="The document’s legend says: 1–2 low, 3–4 medium, 5 high. Compute the net CES again with this convention.",
        ),
        facts=lambda case: {"first": _effort(case, {4, 5}), "second": _effort(case, {5})},
        answer=lambda case: _effort(case, {5}),
        solution="experience.ces(case.survey.site, low={1, 2}, high={5}).score",
        tolerance=0.5,
        tolerance_reason=_POINT,
        mistakes=(
            Mistake(
                name="first-convention-again",
                value=lambda case: _effort(case, {4, 5}),
                message=Text(
                    fr="C’est le résultat de la convention précédente : ici, 4 est un effort moyen.",
                    en="That is the result of the convention before: here 4 is a medium effort.",
                ),
            ),
            Mistake(
                name="ces-sign",
                value=lambda case: -_effort(case, {5}),
                credit=0.5,
                message=Text(fr="Signe inversé : effort faible moins effort élevé.", en="Reversed sign: low effort less high effort."),
            ),
        ),
        hints=(Text(fr="Seul le groupe de l’effort élevé change.", en="Only the group of high effort changes."),),
        why=Text(
            fr="Mêmes réponses, deux conventions, deux signes : {first:points} puis {second:points}. Écrivez toujours la convention.",
            en="Same answers, two conventions, two signs: {first:points}, then {second:points}. Always write the convention down.",
        ),
    ),
)
