"""Case study: Sens Confort."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="01",
    id="sens-confort",
    slug=Text(fr="sens-confort", en="sens-confort"),
    short=Text(fr="Sens Confort", en="Sens Confort"),
    title=Text(fr="Étude de cas : Sens Confort", en="Case study: Sens Confort"),
    summary=Text(
        fr="Une entreprise de chauffage passe à l’omnicanal : clients, chiffres, décision.",
        en="A heating company goes omnichannel: customers, figures, decision.",
    ),
)
