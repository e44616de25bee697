"""The exercises on satisfaction: the survey of a bookshop, each learner's own."""

from __future__ import annotations

from crm_course.foundations.language import Text
from crm_course.workbook.questions import Exercise, Personal

from ..given import given, read, tables
from . import judgement, scores

__all__ = ["EXERCISE"]

EXERCISE = Exercise(
    id="experience",
    title=Text(
        fr="La librairie Le Marque-page : que dit une petite enquête ?", en="The bookshop Le Marque-page: what does a small survey say?"
    ),
    introduction=Text(
        fr="Une libraire de centre-ville vend aussi par son site. Elle a fait une petite enquête et veut savoir ce qu’elle peut en dire. "
        "Les chiffres sont inventés pour l’exercice.\n\n"
        "Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.",
        en="A bookseller in a town centre sells through her website too. She made a small survey and wants to know what it allows her to say. "
        "The figures are invented for the exercise.\n\n"
        "Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.",
    ),
    given=given,
    setup='from crm_course import experience\n\nshop = workbook.given("experience")\nshop',
    questions=(*scores.QUESTIONS, *judgement.QUESTIONS),
    minutes=60,
    personal=Personal(tables=tables, read=read),
    closing=Text(
        fr="Pour finir : tapez vos propres réponses clients dans `experience.explorer()`, et voyez combien il vous en manque.",
        en="To finish: type your own customers’ answers into `experience.explorer()`, and see how many you lack.",
    ),
)
