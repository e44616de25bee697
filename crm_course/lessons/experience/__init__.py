"""Are they happy? NPS, CSAT, CES."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="14",
    id="experience",
    slug=Text(fr="satisfaction", en="satisfaction"),
    short=Text(fr="Satisfaction", en="Satisfaction"),
    title=Text(fr="Sont-ils satisfaits ? NPS, CSAT, CES", en="Are they happy? NPS, CSAT, CES"),
    summary=Text(
        fr="Mesurer la satisfaction, et savoir ce que l’on sait vraiment avec peu de réponses.",
        en="Measure satisfaction, and know what few answers really tell.",
    ),
)
