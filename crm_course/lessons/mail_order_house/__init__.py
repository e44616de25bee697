"""Case study: the mail-order house."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="21",
    id="mail-order-house",
    slug=Text(fr="vente-par-correspondance", en="mail-order-house"),
    short=Text(fr="Vente à distance", en="Mail order"),
    title=Text(fr="Étude de cas : la maison de vente par correspondance", en="Case study: the mail-order house"),
    summary=Text(
        fr="Une journée à couvrir, une enquête à lire, des motifs à compter, un canal à peser ; chacun a sa maison.",
        en="A day to staff, a survey to read, reasons to count, a channel to weigh; each has a house of his own.",
    ),
)
