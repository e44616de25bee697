"""Which competences does the course train, and by which questions?

Each question names the competences that it trains; the table competences × chapters is made
from that.

Source of those of the BTS NDRC: ministère de l'enseignement supérieur, *Brevet de technicien
supérieur « Négociation et digitalisation de la relation client »*, référentiel, tableau de
synthèse « Activités – Blocs de compétences – Unités », in its own words. The competence
« Organiser et animer un évènement commercial » (block 1) and block 3, « Relation client et
animation de réseaux », are trained by no question of this course and stand in no table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crm_course.foundations.language import Text

from . import contents

if TYPE_CHECKING:
    import pandas as pd

    from .progress import Standing

__all__ = ["COMPETENCES", "SOURCES", "Competence", "course_frame"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """Something that a learner can do in the end; `source` is a key of :data:`SOURCES`."""

    key: str
    source: str
    label: Text


SOURCES: Mapping[str, Text] = {
    "ndrc-1": Text(
        fr="BTS NDRC, bloc 1 : relation client et négociation-vente",
        en="BTS NDRC, block 1: customer relations, negotiating and selling",
    ),
    "ndrc-2": Text(
        fr="BTS NDRC, bloc 2 : relation client à distance et digitalisation",
        en="BTS NDRC, block 2: remote and digital customer relations",
    ),
    "omnichannel": Text(fr="Cours sur la relation omnicanale", en="Course on the omnichannel relation"),
    "crm": Text(fr="Cours de CRM (GRC)", en="Course on CRM"),
    "orders": Text(fr="Cours sur la prise de commandes", en="Course on order handling"),
}
"""Where a competence comes from, in the order of the table."""


def _named(source: str, labels: Mapping[str, tuple[str, str]]) -> list[Competence]:
    return [Competence(key=key, source=source, label=Text(fr=fr, en=en)) for key, (fr, en) in labels.items()]


COMPETENCES: Mapping[str, Competence] = {
    each.key: each
    for each in (
        *_named("ndrc-1", {
            "ndrc.target": ("Cibler et prospecter la clientèle", "Target and prospect customers"),
            "ndrc.accompany": ("Négocier et accompagner la relation client", "Negotiate and accompany the customer relation"),
            "ndrc.information": ("Exploiter et mutualiser l’information commerciale", "Use and share commercial information"),
        }),
        *_named("ndrc-2", {
            "ndrc.omnichannel": ("Maîtriser la relation omnicanale", "Master the omnichannel relation"),
            "ndrc.digital": ("Animer la relation client digitale", "Run the digital customer relation"),
            "ndrc.e-commerce": ("Développer la relation client en e-commerce", "Develop the customer relation in e-commerce"),
        }),
        *_named("omnichannel", {
            "omni.journeys": ("Lire un parcours d’un canal à l’autre", "Read a journey from channel to channel"),
            "omni.remedies": ("Nommer un problème, y répondre par plusieurs canaux", "Name a problem, answer it through several channels"),
            "omni.ropo": ("Mesurer le ROPO et le showrooming", "Measure ROPO and showrooming"),
            "omni.survey": ("Calculer et interpréter NPS, CSAT, CES et moyennes", "Compute and interpret NPS, CSAT, CES and means"),
            "omni.forecast": ("Bâtir un prévisionnel différentiel et son seuil", "Build a differential forecast and its break-even"),
            "omni.argument": ("Convaincre des associés, chiffres à l’appui", "Convince shareholders, with figures"),
        }),
        *_named("crm", {
            "crm.card": ("Réunir ce que l’on sait d’un client en une fiche", "Bring what is known of a customer into one card"),
            "crm.quality": ("Juger des données avant de s’y fier", "Judge data before trusting them"),
            "crm.privacy": ("Respecter l’accord et les droits des personnes", "Respect people’s consent and rights"),
            "crm.benefit": ("Peser les coûts et les bénéfices d’un projet", "Weigh the costs and benefits of a project"),
            "crm.decide": ("Décider sans ignorer l’incertitude", "Decide without ignoring uncertainty"),
            "crm.select": ("Choisir une solution sur des critères pondérés", "Choose a solution on weighted criteria"),
            "crm.introduce": ("Introduire un outil : phases, risques, adoption", "Bring a system in: phases, risks, adoption"),
        }),
        *_named("orders", {
            "orders.staff": ("Dimensionner une équipe par la loi d’Erlang", "Staff a team by Erlang’s law"),
            "orders.reasons": ("Compter les motifs de contact et agir dessus", "Count contact reasons and act on them"),
            "orders.quality": ("Mesurer la qualité perçue et le service rendu", "Measure perceived quality and the service given"),
            "orders.stock": ("Régler un stock d’après une promesse", "Set a stock by a promise"),
            "orders.promise": ("Promettre une date que l’on peut tenir", "Promise a date that can be kept"),
            "orders.serve": ("Peser ce que servir coûte", "Weigh what serving costs"),
            "orders.channels": ("Choisir un canal d’après ce que coûte un contact", "Choose a channel by what a contact costs"),
        }),
    )
}  # fmt: skip
"""Every competence by key, in the order of the table."""


def course_frame(known: Mapping[str, Standing] | None = None) -> pd.DataFrame:
    """One row for each competence that a question trains.

    Parameters
    ----------
    known : mapping, optional
        A learner's standing by question id, as :func:`~crm_course.workbook.progress.standing` gives it.

    Returns
    -------
    DataFrame
        ``source, competence, part, question, credit``; `credit` is the best so far, 0–1.

    >>> frame = course_frame()
    >>> frame.loc[frame["question"] == "sens-confort.nps", "competence"].tolist()
    ['omni.survey', 'ndrc.information']
    """
    import pandas as pd

    reached = known or {}
    rows = [
        (COMPETENCES[key].source, key, part.id, question.id, reached[question.id].credit if question.id in reached else 0.0)
        for part in contents.CONTENTS
        if part.exercises
        for question in contents.exercise(part.id).questions
        for key in question.competences
    ]
    return pd.DataFrame(rows, columns=["source", "competence", "part", "question", "credit"])
