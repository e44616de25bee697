"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="experience",
    place=20,
    question=Text(fr="Vos clients sont-ils contents ?", en="Are they happy?"),
    summary=Text(
        fr="Vos réponses d’enquête : NPS, CSAT, CES, leur incertitude, et combien de réponses il manque pour être sûr.",
        en="Your survey answers: NPS, CSAT, CES, their uncertainty, and how many more answers it takes to be sure.",
    ),
)
