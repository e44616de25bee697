"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="staffing",
    place=30,
    question=Text(fr="Combien de conseillers ?", en="How many agents?"),
    summary=Text(
        fr="Votre historique d’appels : la prévision de la semaine, le planning, son coût et sa promesse ; ou un seul quart d’heure.",
        en="Your history of calls: the week’s forecast, the roster, its cost and its promise; or a single quarter-hour.",
    ),
)
