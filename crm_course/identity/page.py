"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="identity",
    place=15,
    question=Text(fr="Est-ce la même personne ?", en="Is it the same person?"),
    summary=Text(
        fr="Les deux fiches dont la machine doute, ce qui parle pour et contre, et ce que coûte une erreur.",
        en="The two records that the machine doubts, what speaks for and against, and what a mistake costs.",
    ),
)
