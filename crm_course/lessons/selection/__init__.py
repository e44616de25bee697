"""Which system, and how to bring it in? Criteria, cost, plan, adoption."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="23",
    id="selection",
    slug=Text(fr="choisir-un-crm", en="choosing-a-crm"),
    short=Text(fr="Choisir un CRM", en="Choosing a CRM"),
    title=Text(fr="Quel outil, et comment l’introduire ?", en="Which system, and how to bring it in?"),
    summary=Text(
        fr="Une grille que personne ne peut fausser, le coût sur cinq ans, et la semaine où l’introduction sera en danger.",
        en="A comparison that nobody can bend, the cost over five years, and the week in which the introduction will be in danger.",
    ),
)
