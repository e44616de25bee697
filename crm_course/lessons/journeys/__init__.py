"""Which ways do they come? Journeys, attribution, ROPO."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="13",
    id="journeys",
    slug=Text(fr="parcours", en="journeys"),
    short=Text(fr="Parcours", en="Journeys"),
    title=Text(
        fr="Par quels chemins viennent-ils ? Parcours, attribution, ROPO", en="Which ways do they come? Journeys, attribution, ROPO"
    ),
    summary=Text(
        fr="Suivre les clients d’un canal à l’autre, et ne pas confondre crédit et cause.",
        en="Follow customers from channel to channel, and tell credit from cause.",
    ),
)
