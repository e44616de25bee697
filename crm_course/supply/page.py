"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="supply",
    place=70,
    question=Text(fr="Peut-on le promettre ?", en="Can we promise it?"),
    summary=Text(fr="La date que l’on peut promettre, et ce que servir coûte.", en="The date that can be promised, and the cost to serve."),
)
