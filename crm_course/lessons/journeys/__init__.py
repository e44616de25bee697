"""Which ways do they come? Journeys, attribution, ROPO."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="13",
    id="journeys",
    slug=Text(fr="parcours", en="journeys"),
    short=Text(fr="Parcours", en="Journeys"),
    title=Text(fr="Par quels chemins viennent-ils ? Parcours et ROPO", en="Which ways do they come? Journeys and ROPO"),
    summary=Text(
        fr="Suivre les clients d’un canal à l’autre, voir où ils tombent, et mesurer ce qui se prépare en ligne.",
        en="Follow customers from channel to channel, see where they fall, and measure what is prepared online.",
    ),
)
