"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="staffing",
    place=30,
    question=Text(fr="Combien de conseillers ?", en="How many agents?"),
    summary=Text(
        fr="Appels d’un quart d’heure, durée, objectif de décroché : le nombre de conseillers qu’il faut.",
        en="Calls of a quarter hour, talk time, service target: how many agents it takes.",
    ),
)
