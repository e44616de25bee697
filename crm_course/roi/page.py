"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="roi",
    place=10,
    question=Text(fr="Est-ce que cela paie ?", en="Does it pay?"),
    summary=Text(
        fr="Un projet, deux plans annuels, un investissement : ce qu’il rapporte et ce qui doit être vrai pour cela.",
        en="A project, two annual plans, an investment: what it earns and what must be true for it.",
    ),
)
