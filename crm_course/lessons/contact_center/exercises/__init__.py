"""The exercises on staffing: the after-sales line of a furniture shop."""

from __future__ import annotations

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise

from ..given import given
from . import judgement, staffing

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    id="contact-center",
    title=Text(fr="Le service après-vente : combien au téléphone ?", en="The after-sales line: how many at the phones?"),
    introduction=Text(
        fr="Un magasin de meubles ouvre une ligne de service après-vente et compte ses appels par demi-heures. "
        "Les chiffres sont inventés pour l’exercice.\n\n"
        "Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.",
        en="A furniture shop opens an after-sales line and counts its calls by half-hours. "
        "The figures are invented for the exercise.\n\n"
        "Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.",
    ),
    given=given,
    setup=f'from crm_course import contact_center\n\nline = workbook.given("contact-center")\ntable = {judgement.PRINTED}\nline',
    questions=(*staffing.QUESTIONS, *judgement.QUESTIONS),
    minutes=75,
    closing=Text(
        fr="Pour finir, avec vos données : comptez une journée d’appels par quart d’heure, donnez-la à "
        "`contact_center.plan_day(appels, dmt)`, et regardez `contact_center.day_chart(…)`. Où votre effectif d’aujourd’hui s’en écarte-t-il ?",
        en="To finish, with your own data: count a day of calls by quarter-hours, give it to "
        "`contact_center.plan_day(calls, handle_seconds)`, and look at `contact_center.day_chart(…)`. Where does your staffing of today differ?",
    ),
)
