"""What are they worth? Customer value, from the till to the fifty calls."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="15",
    id="value",
    slug=Text(fr="valeur-client", en="customer-value"),
    short=Text(fr="Valeur client", en="Customer value"),
    title=Text(fr="Combien valent-ils ? De la caisse aux cinquante appels", en="What are they worth? From the till to the fifty calls"),
    summary=Text(
        fr="Savoir qui reviendra, ce que chacun rapportera, qui servir comment, et quand cesser d’écrire.",
        en="Know who will come back, what each will bring, whom to serve how, and when to stop writing.",
    ),
)
