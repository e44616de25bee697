"""The chapter's exercises: a furniture maker's site, cash over the years, risk, an argument."""

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise

from . import cash_exercises, plan_exercises, project_exercises, risk_exercises, trap_exercises
from .practice import practice

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    id="roi",
    title=Text(fr="Est-ce rentable ? Exercices", en="Does it pay? Exercises"),
    introduction=Text(
        fr="Un ébéniste veut un site, une entreprise de chauffage hésite. Vous refaites les comptes, vous trouvez une erreur publiée, "
        "vous dites quelles sont les chances, et vous écrivez à des associés réticents.\n\n"
        "Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.",
        en="A furniture maker wants a site, a heating company hesitates. You redo the accounts, find a published error, "
        "tell the chances, and write to reluctant shareholders.\n\n"
        "Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.",
    ),
    given=practice,
    setup="from crm_course import roi\n\ngiven = roi.practice()\ngiven",
    questions=(
        *plan_exercises.QUESTIONS,
        *project_exercises.QUESTIONS,
        *cash_exercises.QUESTIONS,
        *trap_exercises.QUESTIONS,
        *risk_exercises.QUESTIONS,
    ),
    minutes=180,
)
