"""The table of contents: every part of the course, in reading order.

Adding a chapter to the workbook is adding a line here. A part's lesson is a py:percent
file (``lesson``), its exercise a module with an ``EXERCISE`` (``exercises``).
"""

from __future__ import annotations

import difflib
import importlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, get_args

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

if TYPE_CHECKING:
    from .questions import Exercise, Question

__all__ = ["AUDIENCES", "CONTENTS", "Audience", "Part", "exercise", "part", "question"]

Audience = Literal["student", "teacher"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the course: a lesson, an exercise, or both.

    `id` is the prefix of its questions; `slug` names its files: ``04-satisfaction.ipynb``;
    `audience` says for whom it is: what is for teachers is not handed out to a class;
    `short` is its name where there is little room.
    """

    number: str
    id: str
    slug: Text
    title: Text
    summary: Text
    lesson: str = ""
    exercises: str = ""
    audience: Audience = "student"
    short: Text | None = None

    def filename(self, language: str) -> str:
        """The name of its notebooks in `language`."""
        return f"{self.number}-{self.slug.say(language)}.ipynb"


CONTENTS: tuple[Part, ...] = (
    Part(
        number="00", id="home", slug=Text(fr="accueil", en="home"),
        title=Text(fr="Accueil : la carte du cours", en="Home: the map of the course"),
        summary=Text(fr="Par où commencer, et où vous en êtes.", en="Where to begin, and how far you are."),
        lesson="crm_course.workbook.home_lesson",
    ),
    Part(
        number="01", id="sens-confort", slug=Text(fr="sens-confort", en="sens-confort"),
        short=Text(fr="Sens Confort", en="Sens Confort"),
        title=Text(fr="Étude de cas : Sens Confort", en="Case study: Sens Confort"),
        summary=Text(
            fr="Une entreprise de chauffage passe à l’omnicanal : clients, chiffres, décision.",
            en="A heating company goes omnichannel: customers, figures, decision.",
        ),
        lesson="crm_course.cases.sens_confort_lesson",
        exercises="crm_course.cases.sens_confort_exercises",
    ),
    Part(
        number="02", id="synthetic", slug=Text(fr="lire-des-donnees", en="read-data"),
        short=Text(fr="Données", en="Data"),
        title=Text(fr="Lire un jeu de données avant de s’y fier", en="Read a data set before you trust it"),
        summary=Text(
            fr="Doublons, trous, valeurs impossibles : ce qu’un fichier cache, et comment noter un nettoyage.",
            en="Duplicates, gaps, impossible values: what a file hides, and how to mark a cleaning.",
        ),
        lesson="crm_course.synthetic.lesson",
        exercises="crm_course.synthetic.exercises",
    ),
    Part(
        number="11", id="crm", slug=Text(fr="base-clients", en="customer-base"),
        short=Text(fr="Base clients", en="Customer base"),
        title=Text(fr="Que savons-nous de nos clients ? La base clients", en="What do we know of our customers? The customer base"),
        summary=Text(
            fr="Réunir ses fichiers, ouvrir une fiche à 360°, savoir qui l’on a le droit de contacter, répondre aux personnes.",
            en="Bring one’s files together, open a 360° card, know whom one may contact, answer people.",
        ),
        lesson="crm_course.crm.lesson",
        exercises="crm_course.crm.exercises",
    ),
    Part(
        number="13", id="journeys", slug=Text(fr="parcours", en="journeys"),
        short=Text(fr="Parcours", en="Journeys"),
        title=Text(fr="Par quels chemins viennent-ils ? Parcours, attribution, ROPO", en="Which ways do they come? Journeys, attribution, ROPO"),
        summary=Text(
            fr="Suivre les clients d’un canal à l’autre, et ne pas confondre crédit et cause.",
            en="Follow customers from channel to channel, and tell credit from cause.",
        ),
        lesson="crm_course.journeys.lesson",
        exercises="crm_course.journeys.exercises",
    ),
    Part(
        number="14", id="experience", slug=Text(fr="satisfaction", en="satisfaction"),
        short=Text(fr="Satisfaction", en="Satisfaction"),
        title=Text(fr="Sont-ils satisfaits ? NPS, CSAT, CES", en="Are they happy? NPS, CSAT, CES"),
        summary=Text(
            fr="Mesurer la satisfaction, et savoir ce que l’on sait vraiment avec peu de réponses.",
            en="Measure satisfaction, and know what few answers really tell.",
        ),
        lesson="crm_course.experience.lesson",
        exercises="crm_course.experience.exercises",
    ),
    Part(
        number="17", id="contact-center", slug=Text(fr="centre-de-contacts", en="contact-center"),
        short=Text(fr="Centre de contacts", en="Contact centre"),
        title=Text(fr="Combien de conseillers ? Erlang et la file d’attente", en="How many agents? Erlang and the queue"),
        summary=Text(
            fr="Tenir une promesse au téléphone avec le moins de monde possible, et voir la file que la formule décrit.",
            en="Keep a promise on the phone with as few people as possible, and see the queue that the formula describes.",
        ),
        lesson="crm_course.contact_center.lesson",
        exercises="crm_course.contact_center.exercises",
    ),
    Part(
        number="18", id="roi", slug=Text(fr="rentabilite", en="does-it-pay"),
        short=Text(fr="Rentabilité", en="Profitability"),
        title=Text(fr="Est-ce rentable ? Le compte de résultat différentiel", en="Does it pay? The differential income statement"),
        summary=Text(
            fr="Marge sur coût variable, seuil de rentabilité, et ce qui doit être vrai pour gagner.",
            en="Contribution margin, break-even, and what must be true to gain.",
        ),
        lesson="crm_course.roi.lesson",
        exercises="crm_course.roi.exercises",
    ),
    Part(
        number="21", id="mail-order-house", slug=Text(fr="vente-par-correspondance", en="mail-order-house"),
        short=Text(fr="Vente à distance", en="Mail order"),
        title=Text(fr="Étude de cas : la maison de vente par correspondance", en="Case study: the mail-order house"),
        summary=Text(
            fr="Une journée à couvrir, une enquête à lire, des motifs à compter, un canal à peser ; chacun a sa maison.",
            en="A day to staff, a survey to read, reasons to count, a channel to weigh; each has a house of his own.",
        ),
        exercises="crm_course.cases.mail_order_exercises",
    ),
    Part(
        number="90", id="make-a-company", audience="teacher", slug=Text(fr="fabriquer-une-entreprise", en="make-a-company"),
        title=Text(fr="Fabriquer l’entreprise de son cours", en="Make the company of your course"),
        summary=Text(
            fr="Choisir un monde, y semer un effet, l’abîmer, en tirer les données de chaque élève, et garder le corrigé.",
            en="Choose a world, sow an effect, soil it, draw each student’s data from it, and keep the key.",
        ),
        lesson="crm_course.synthetic.teachers_lesson",
    ),
    Part(
        number="91", id="make-a-class", audience="teacher", slug=Text(fr="faire-une-classe", en="make-a-class"),
        title=Text(fr="Une classe, de la liste au carnet de notes", en="A class, from the roster to the gradebook"),
        summary=Text(
            fr="Distribuer les dossiers, noter sans risque, lire qui bute sur quoi, reprendre les points donnés à la main.",
            en="Hand out the folders, grade without risk, read who is stuck on what, take in points given by hand.",
        ),
        lesson="crm_course.grading.teachers_lesson",
    ),
)  # fmt: skip


def part(part_id: str) -> Part:
    """The part with this id; an unknown one proposes the closest."""
    known = {entry.id: entry for entry in CONTENTS}
    if part_id not in known:
        raise UnknownName(Text(fr="partie", en="part"), part_id, known)
    return known[part_id]


@lru_cache
def exercise(exercise_id: str) -> Exercise:
    """The exercise with this id, loaded when first asked for."""
    known = {entry.id: entry.exercises for entry in CONTENTS if entry.exercises}
    if exercise_id not in known:
        raise UnknownName(Text(fr="exercice", en="exercise"), exercise_id, known)
    return importlib.import_module(known[exercise_id]).EXERCISE  # type: ignore[no-any-return]


def question(question_id: str) -> Question:
    """The question with this id; an unknown one proposes the closest of all."""
    prefix = str(question_id).partition(".")[0]
    exercises = [entry.id for entry in CONTENTS if entry.exercises]
    near = exercises if prefix not in exercises else [prefix]
    known = {asked.id: asked for name in near for asked in exercise(name).questions}
    if question_id not in known:
        closest = difflib.get_close_matches(str(question_id), known, n=1)
        one_of_each = [exercise(name).questions[0].id for name in exercises]
        raise UnknownName(Text(fr="question", en="question"), question_id, known if near == [prefix] else {*one_of_each, *closest})
    return known[question_id]
