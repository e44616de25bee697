"""Make the company of your course."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="90",
    id="make-a-company",
    audience="teacher",
    slug=Text(fr="fabriquer-une-entreprise", en="make-a-company"),
    title=Text(fr="Fabriquer l’entreprise de son cours", en="Make the company of your course"),
    summary=Text(
        fr="Choisir un monde, y semer un effet, l’abîmer, en tirer les données de chaque élève, et garder le corrigé.",
        en="Choose a world, sow an effect, soil it, draw each student’s data from it, and keep the key.",
    ),
)
