"""The chapter's exercises: two customers, a chain by hand, a log with a known truth, a figure to defend."""

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise

from . import log_exercises, path_exercises
from .data_exercises import given

__all__ = ["EXERCISE", "given"]

EXERCISE = Exercise(
    id="journeys",
    title=Text(fr="Par quels chemins viennent-ils ? Exercices", en="Which ways do they come? Exercises"),
    introduction=Text(
        fr="Vous suivez deux clients, vous calculez un crédit à la main, vous lisez un journal dont la vérité est connue, et vous défendez un chiffre devant la direction.\n\n"
        "Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.",
        en="You follow two customers, compute a credit by hand, read a log whose truth is known, and defend a figure before the management.\n\n"
        "Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.",
    ),
    given=given,
    setup="from crm_course import journeys\nfrom crm_course.journeys import exercises\n\ngiven = exercises.given()\ngiven.paths",
    questions=(*path_exercises.QUESTIONS, *log_exercises.QUESTIONS),
    minutes=120,
)
