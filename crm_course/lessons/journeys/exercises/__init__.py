"""The chapter's exercises: two customers, a chain by hand, a log with a known truth, a figure to defend."""

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise, Personal

from ..given import given, read, tables
from . import log, paths

__all__ = ["EXERCISE"]

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
    setup='from crm_course import journeys\n\ngiven = workbook.given("journeys")\ngiven.paths',
    questions=(*paths.QUESTIONS, *log.QUESTIONS),
    minutes=120,
    personal=Personal(tables=tables, read=read),
)
