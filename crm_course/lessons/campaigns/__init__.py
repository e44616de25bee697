"""Does the message work? What it caused, how many to be sure, whom to write to."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="16",
    id="campaigns",
    slug=Text(fr="campagnes", en="campaigns"),
    short=Text(fr="Campagnes", en="Campaigns"),
    title=Text(fr="Le message marche-t-il ?", en="Does the message work?"),
    summary=Text(
        fr="Savoir ce qu’une lettre d’information rapporte, et non ce qu’on lui attribue ; combien de temps attendre avant de croire un test.",
        en="Know what a newsletter earns, not what it is credited with; how long to wait before believing a test.",
    ),
)
