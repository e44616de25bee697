"""The six questions of Sens Confort: comments, means, scores, investment, plan, argument."""

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise

from ..given import given
from . import argument, comments, investment, means, scores

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    id="sens-confort",
    title=Text(fr="Sens Confort : les six questions", en="Sens Confort: the six questions"),
    introduction=Text(
        fr="Vous êtes stagiaire auprès de la nouvelle directrice commerciale de Sens Confort. Elle attend de vous un diagnostic, des mesures et un avis.\n\n"
        "Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.",
        en="You are a trainee with the new sales director of Sens Confort. She expects a diagnosis, measures and an advice.\n\n"
        "Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.",
    ),
    given=given,
    setup='from crm_course import experience, roi\n\ncase = workbook.given("sens-confort")\ncase.company',
    questions=(*comments.QUESTIONS, *means.QUESTIONS, *scores.QUESTIONS, *investment.QUESTIONS, *argument.QUESTIONS),
    minutes=240,
    numbered=False,
)
