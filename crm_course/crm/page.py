"""The question that this chapter's page answers."""

from crm_course.foundations.language import Text
from crm_course.foundations.pages import Page

__all__ = ["PAGE"]

PAGE = Page(
    name="crm",
    place=80,
    question=Text(fr="Que savons-nous de nos clients ?", en="What do we know of our customers?"),
    summary=Text(
        fr="Vos fichiers clients réunis : la fiche de chacun, ses demandes, vos affaires, et qui vous avez le droit de contacter.",
        en="Your customer files brought together: everyone’s card, tickets, your sales, and whom you may contact.",
    ),
)
