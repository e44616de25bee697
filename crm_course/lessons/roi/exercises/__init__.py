"""The chapter's exercises: a furniture maker's site, cash over the years, risk, an argument."""

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise

from ..given import given
from . import cash, plan, project, risk, trap

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
    given=given,
    setup='from crm_course import roi\n\ngiven = workbook.given("roi")\ngiven',
    questions=(
        *plan.QUESTIONS,
        *project.QUESTIONS,
        *cash.QUESTIONS,
        *trap.QUESTIONS,
        *risk.QUESTIONS,
    ),
    minutes=180,
)
