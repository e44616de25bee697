"""Who is who? Four tools, one customer."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="12",
    id="identity",
    slug=Text(fr="une-personne-une-fiche", en="one-person-one-record"),
    short=Text(fr="Une personne, une fiche", en="One person, one record"),
    title=Text(fr="Qui est qui ?", en="Who is who?"),
    summary=Text(
        fr="Quatre outils, un seul client : combien de clients, à quel point c’est sûr, et que demander au comptoir.",
        en="Four tools, one customer: how many customers, how sure it is, and what to ask at the counter.",
    ),
)
