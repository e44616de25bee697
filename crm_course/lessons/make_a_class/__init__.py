"""A class, from the roster to the gradebook."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="91",
    id="make-a-class",
    audience="teacher",
    slug=Text(fr="faire-une-classe", en="make-a-class"),
    title=Text(fr="Une classe, de la liste au carnet de notes", en="A class, from the roster to the gradebook"),
    summary=Text(
        fr="Distribuer les dossiers, noter sans risque, lire qui bute sur quoi, reprendre les points donnés à la main.",
        en="Hand out the folders, grade without risk, read who is stuck on what, take in points given by hand.",
    ),
)
