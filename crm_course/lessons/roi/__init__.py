"""Does it pay? The differential income statement."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="18",
    id="roi",
    slug=Text(fr="rentabilite", en="does-it-pay"),
    short=Text(fr="Rentabilité", en="Profitability"),
    title=Text(fr="Est-ce rentable ? Le compte de résultat différentiel", en="Does it pay? The differential income statement"),
    summary=Text(
        fr="Marge sur coût variable, seuil de rentabilité, et ce qui doit être vrai pour gagner.",
        en="Contribution margin, break-even, and what must be true to gain.",
    ),
)
