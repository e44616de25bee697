"""What are the chances? Critical values, simulation, value of information."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="18c",
    id="roi-risk",
    slug=Text(fr="risque", en="risk"),
    short=Text(fr="Risque", en="Risk"),
    title=Text(fr="Quelles chances ? Le plan face au doute", en="What are the chances? The plan and doubt"),
    summary=Text(
        fr="Valeurs critiques, tirages, valeur de l’information.",
        en="Critical values, draws, value of information.",
    ),
    minutes=60,
    paths=("engineer",),
)
