"""Read a data set before you trust it."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="02",
    id="synthetic",
    slug=Text(fr="lire-des-donnees", en="read-data"),
    short=Text(fr="Données", en="Data"),
    title=Text(fr="Lire un jeu de données avant de s’y fier", en="Read a data set before you trust it"),
    summary=Text(
        fr="Doublons, trous, valeurs impossibles : ce qu’un fichier cache, et comment noter un nettoyage.",
        en="Duplicates, gaps, impossible values: what a file hides, and how to mark a cleaning.",
    ),
)
