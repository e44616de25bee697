"""Whom to serve how? A house that steers its service by its customers' value."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="15b",
    id="serving",
    slug=Text(fr="qui-servir-comment", en="whom-to-serve-how"),
    short=Text(fr="Qui servir comment", en="Whom to serve how"),
    title=Text(
        fr="Qui servir comment ? Étapes, coût de service, niveaux de service",
        en="Whom to serve how? Stages, cost to serve, levels of service",
    ),
    summary=Text(
        fr="Savoir où en est chaque client, ce qu’il coûte à servir, quoi lui proposer, et quel service chaque groupe mérite.",
        en="Know where each customer stands, what he costs to serve, what to offer him, and which service each group deserves.",
    ),
)
