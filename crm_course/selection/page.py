"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="selection",
    place=90,
    question=Text(fr="Quel outil choisir ?", en="Which system?"),
    summary=Text(
        fr="Des critères pondérés, des candidats, et si le choix tient quand les poids bougent.",
        en="Weighted criteria, candidates, and whether the choice holds when the weights move.",
    ),
)
