"""Several years: net present value and what an internal rate hides."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="18b",
    id="roi-years",
    slug=Text(fr="plusieurs-annees", en="several-years"),
    short=Text(fr="Plusieurs années", en="Several years"),
    title=Text(fr="Plusieurs années : payer maintenant, gagner plus tard", en="Several years: pay now, gain later"),
    summary=Text(
        fr="Valeur actuelle nette, taux interne, amortissement, trésorerie.",
        en="Net present value, internal rate, depreciation, cash.",
    ),
    minutes=45,
    paths=("bts", "engineer"),
)
