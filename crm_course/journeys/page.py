"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="journeys",
    place=40,
    question=Text(fr="Par où viennent-ils ?", en="Which ways do they come?"),
    summary=Text(
        fr="Les parcours de vos clients d’un canal à l’autre, et ce que chaque canal apporte.",
        en="Your customers’ journeys from channel to channel, and what each channel brings.",
    ),
)
