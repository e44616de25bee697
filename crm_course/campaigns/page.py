"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="campaigns",
    place=60,
    question=Text(fr="Le message marche-t-il ?", en="Does the message work?"),
    summary=Text(
        fr="Envois, ouvertures, clics, ventes : ce qu’un message ajoute vraiment.",
        en="Sent, opened, clicked, sold: what a message really adds.",
    ),
)
