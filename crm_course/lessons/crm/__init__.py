"""What do we know of our customers? The customer base."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="11",
    id="crm",
    slug=Text(fr="base-clients", en="customer-base"),
    short=Text(fr="Base clients", en="Customer base"),
    title=Text(fr="Que savons-nous de nos clients ? La base clients", en="What do we know of our customers? The customer base"),
    summary=Text(
        fr="Réunir ses fichiers, ouvrir une fiche à 360°, savoir qui l’on a le droit de contacter, répondre aux personnes.",
        en="Bring one’s files together, open a 360° card, know whom one may contact, answer people.",
    ),
)
