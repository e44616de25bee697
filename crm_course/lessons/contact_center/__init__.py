"""How many agents? Erlang and the queue."""

from crm_course.foundations.language import Text
from crm_course.workbook.part import Part

PART = Part(
    number="17",
    id="contact-center",
    slug=Text(fr="centre-de-contacts", en="contact-center"),
    short=Text(fr="Centre de contacts", en="Contact centre"),
    title=Text(fr="Combien de conseillers ? Erlang et la file d’attente", en="How many agents? Erlang and the queue"),
    summary=Text(
        fr="Tenir une promesse au téléphone avec le moins de monde possible, et voir la file que la formule décrit.",
        en="Keep a promise on the phone with as few people as possible, and see the queue that the formula describes.",
    ),
)
