"""Question 2: three means, and what a mean does not say."""

from __future__ import annotations

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

from .counting import mean, share

__all__ = ["QUESTIONS"]

_CENT = Text(fr="deux décimales suffisent", en="two decimals are enough")


def _mean_question(name: str, counts: str, letter: str, fr: str, en: str, lowest_best: bool = False) -> Question:
    return Question(
        id=f"sens-confort.mean-{name}",
        competences=("omni.survey",),
        kind="number",
        title=Text(fr=f"Q2{letter}. Moyenne : {fr}", en=f"Q2{letter}. Mean: {en}"),
        statement=Text(
            fr=f"Calculez la moyenne de `case.survey.{counts}`, un dictionnaire `{{{{note : nombre de réponses}}}}`.",
            en=f"Compute the mean of `case.survey.{counts}`, a dictionary `{{{{score: number of answers}}}}`.",
        ),
        answer=lambda case: mean(getattr(case.survey, counts)),
        solution=f"sum(s * n for s, n in case.survey.{counts}.items()) / sum(case.survey.{counts}.values())",
        tolerance=0.005,
        tolerance_reason=_CENT,
        mistakes=(
            Mistake(
                name="mean-of-the-scale",
                value=lambda case: sum(getattr(case.survey, counts)) / len(getattr(case.survey, counts)),
                message=Text(
                    fr="C’est la moyenne des notes possibles : chaque note compte autant de fois qu’elle a été donnée.",
                    en="That is the mean of the possible scores: each score counts as many times as it was given.",
                ),
            ),
            Mistake(
                name="mean-of-the-counts",
                value=lambda case: sum(getattr(case.survey, counts).values()) / len(getattr(case.survey, counts)),
                message=Text(
                    fr="C’est la moyenne des effectifs. On cherche la moyenne des notes, pondérée par les effectifs.",
                    en="That is the mean of the counts. Wanted is the mean of the scores, weighted by the counts.",
                ),
            ),
            Mistake(
                name="not-divided",
                value=lambda case: sum(score * count for score, count in getattr(case.survey, counts).items()),
                credit=0.25,
                message=Text(
                    fr="Le total pondéré est juste : il reste à le diviser par le nombre de réponses.",
                    en="The weighted total is right: it remains to divide it by the number of answers.",
                ),
            ),
        ),
        hints=(
            Text(fr="Une moyenne pondérée : chaque note multipliée par son effectif.", en="A weighted mean: each score times its count."),
            Text(
                fr="Divisez la somme de note × effectif par la somme des effectifs.",
                en="Divide the sum of score × count by the sum of counts.",
            ),
        ),
        why=Text(
            fr="La somme des notes × effectifs, divisée par le nombre de réponses.",
            en="The sum of scores × counts, divided by the number of answers.",
        ),
    )


QUESTIONS = (
    _mean_question("recommend", "recommend", "a", "recommander l’entreprise (1 à 10)", "recommending the company (1 to 10)"),
    _mean_question("welcome", "welcome", "b", "accueil et salle d’exposition (1 à 4)", "welcome and showroom (1 to 4)"),
    _mean_question("site", "site", "c", "effort sur le site (5 à 1)", "effort on the site (5 to 1)"),
    Question(
        id="sens-confort.meaning",
        competences=("omni.survey", "crm.decide"),
        kind="choice",
        title=Text(fr="Q2d. Que dit cette moyenne ?", en="Q2d. What does this mean say?"),
        statement=Text(
            fr="Reprenez la moyenne de la question Q2a. Quelle lecture est juste ?",
            en="Take the mean of question Q2a again. Which reading is right?",
        ),
        facts=lambda case: {
            "mean": mean(case.survey.recommend),
            "as_share": mean(case.survey.recommend) / 10,
            "top": share(case.survey.recommend, {9, 10}),
            "below": share(case.survey.recommend, {1, 2, 3, 4, 5, 6}),
        },
        options={
            "chance": Text(
                fr="un client a autant de chances sur dix de recommander l’entreprise",
                en="a customer has that many chances out of ten of recommending the company",
            ),
            "half": Text(
                fr="près de la moitié des clients recommandent l’entreprise", en="almost half of the customers recommend the company"
            ),
            "level": Text(
                fr="la note moyenne est basse ; elle ne dit pas combien de clients recommandent",
                en="the average score is low; it does not say how many customers recommend",
            ),
            "fine": Text(fr="proche du milieu de l’échelle, donc tout va bien", en="close to the middle of the scale, so all is well"),
        },
        answer=lambda case: "level",
        solution='"level"',
        mistakes=(
            Mistake(
                name="mean-read-as-chance",
                value=lambda case: "chance",
                message=Text(
                    fr="Une note moyenne n’est pas une probabilité : {mean:number2} sur 10 ne fait pas {as_share:percent0} de chances. Les notes 9 et 10 ne sont que {top:percent0} des réponses.",
                    en="A mean score is not a probability: {mean:number2} out of 10 does not make a {as_share:percent0} chance. Scores 9 and 10 are only {top:percent0} of the answers.",
                ),
            ),
            Mistake(
                name="mean-read-as-share",
                value=lambda case: "half",
                message=Text(
                    fr="La moyenne ne compte pas des personnes. Comptez les notes 9 et 10 : {top:percent0}.",
                    en="The mean does not count people. Count scores 9 and 10: {top:percent0}.",
                ),
            ),
            Mistake(
                name="middle-of-the-scale",
                value=lambda case: "fine",
                message=Text(
                    fr="Le milieu de l’échelle n’est pas neutre ici : de 1 à 6, le client déconseille, et ce sont {below:percent0} des réponses.",
                    en="The middle of the scale is not neutral here: from 1 to 6 the customer advises against, and that is {below:percent0} of the answers.",
                ),
            ),
        ),
        hints=(
            Text(
                fr="Deux enquêtes très différentes peuvent avoir la même moyenne.", en="Two very different surveys can have the same mean."
            ),
        ),
        why=Text(
            fr="Une moyenne résume un niveau, pas une part : seules {top:percent0} des réponses sont des 9 ou des 10.",
            en="A mean sums up a level, not a share: only {top:percent0} of the answers are 9s or 10s.",
        ),
    ),
)
