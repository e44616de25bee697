"""The week: forecast, roster, contact reasons and what fits beside the calls."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="22",
    id="week",
    slug=Text(fr="semaine", en="week"),
    short=Text(fr="La semaine", en="The week"),
    title=Text(
        fr="La semaine d’un centre de contacts : prévoir, planifier, supprimer les causes",
        en="A contact centre’s week: forecast, roster, remove causes",
    ),
    summary=Text(
        fr="Une année d’appels, un catalogue qui sort, des vacations que la loi permet, et un tiers d’appels qui n’auraient jamais dû être passés.",
        en="A year of calls, a catalogue that drops, shifts that the law allows, and a third of the calls that should never have been made.",
    ),
)
