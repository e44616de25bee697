"""Home: the map of the course."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="00",
    id="home",
    slug=Text(fr="accueil", en="home"),
    title=Text(fr="Accueil : la carte du cours", en="Home: the map of the course"),
    summary=Text(fr="Par où commencer, et où vous en êtes.", en="Where to begin, and how far you are."),
)
