"""Who made the sale? Attribution models, and what they do not prove."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="13b",
    id="attribution",
    slug=Text(fr="attribution", en="attribution"),
    short=Text(fr="Attribution", en="Attribution"),
    title=Text(fr="Qui a fait vendre ? Attribution et cause", en="Who made the sale? Attribution and cause"),
    summary=Text(
        fr="Huit façons de partager les mêmes ventes ; ne pas confondre crédit et cause.",
        en="Eight ways of sharing the same sales; tell credit from cause.",
    ),
    minutes=60,
    paths=("engineer",),
)
