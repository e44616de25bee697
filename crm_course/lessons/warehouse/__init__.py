"""What does the whole tell? A star, its questions, and the picture of it all."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="19",
    id="warehouse",
    slug=Text(fr="entrepot", en="warehouse"),
    short=Text(fr="L’entrepôt", en="The warehouse"),
    title=Text(fr="Que dit l’ensemble ?", en="What does the whole tell?"),
    summary=Text(
        fr="L’étoile que tout le monde peut interroger, les questions de tout CRM au centime près, et l’image de l’ensemble.",
        en="The star that anyone may ask, the questions of every CRM to the cent, and the picture of the whole.",
    ),
)
