"""The data dictionary: every table and column, named once for the whole course.

A column is declared here with its name, type, unit, French and English label and whether
it is personal data. Frames, files, stores and dictionary pages are derived from it; a
chapter that needs a new column adds a line here.

>>> column("answers", "recommend").label.say("en")
'Would recommend (0–10)'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .errors import UnknownName
from .language import Text

__all__ = ["CHANNELS", "TABLES", "Column", "Table", "column"]

Kind = Literal["text", "integer", "number", "cents", "share", "date", "datetime", "boolean", "category"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its name, type, unit, labels, and whether it is personal data."""

    name: str
    kind: Kind
    label: Text
    description: Text | None = None
    unit: str = ""
    key: str = ""
    """``"primary"``, or ``"table.column"`` that it refers to."""
    personal: bool = False
    nullable: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: one row per `grain`."""

    name: str
    label: Text
    grain: Text
    columns: tuple[Column, ...]


CHANNELS: dict[str, Text] = {
    "shop": Text(fr="Magasin", en="Shop"),
    "web": Text(fr="Site web", en="Website"),
    "phone": Text(fr="Téléphone", en="Phone"),
    "email": Text(fr="E-mail", en="E-mail"),
    "social": Text(fr="Réseaux sociaux", en="Social networks"),
    "app": Text(fr="Application", en="App"),
    "chat": Text(fr="Chat", en="Chat"),
    "sms": Text(fr="SMS", en="SMS"),
    "mail": Text(fr="Courrier", en="Mail"),
    "kiosk": Text(fr="Borne", en="Kiosk"),
    "ivr": Text(fr="Serveur vocal", en="Voice server"),
    "fax": Text(fr="Fax", en="Fax"),
    "minitel": Text(fr="Minitel", en="Minitel"),
    "search": Text(fr="Moteur de recherche", en="Search engine"),
    "display": Text(fr="Bannières", en="Display"),
    "direct": Text(fr="Accès direct", en="Direct"),
}
"""Channel names as they stand in data, with their labels."""

_ANSWERS = Table(
    name="answers",
    label=Text(fr="Réponses à une enquête", en="Answers to a survey"),
    grain=Text(fr="une personne interrogée", en="a person asked"),
    columns=(
        Column(name="response_id", kind="text", key="primary", label=Text(fr="N° de réponse", en="Response")),
        Column(name="wave", kind="text", label=Text(fr="Vague", en="Wave"), nullable=True),
        Column(name="segment", kind="text", label=Text(fr="Segment", en="Segment"), nullable=True),
        Column(name="weight", kind="number", label=Text(fr="Poids", en="Weight"), nullable=True),
        Column(name="recommend", kind="integer", nullable=True, label=Text(fr="Recommanderait (0–10)", en="Would recommend (0–10)")),
        Column(name="satisfaction", kind="integer", nullable=True, label=Text(fr="Satisfaction", en="Satisfaction")),
        Column(name="effort", kind="integer", nullable=True, label=Text(fr="Effort", en="Effort")),
    ),
)

_EVENTS = Table(
    name="events",
    label=Text(fr="Journal des contacts", en="Event log"),
    grain=Text(fr="un contact entre un client et un canal", en="a contact between a customer and a channel"),
    columns=(
        Column(name="customer_id", kind="text", label=Text(fr="N° de client", en="Customer"), personal=True, nullable=True),
        Column(name="ts", kind="datetime", label=Text(fr="Date et heure", en="Date and time")),
        Column(name="channel", kind="category", label=Text(fr="Canal", en="Channel"), categories=tuple(CHANNELS)),
        Column(name="converted", kind="boolean", label=Text(fr="Achat", en="Purchase")),
        Column(name="value", kind="number", unit="€", nullable=True, label=Text(fr="Montant", en="Value")),
        Column(name="cost", kind="number", unit="€", nullable=True, label=Text(fr="Coût du contact", en="Cost of the contact")),
        Column(name="kind", kind="text", nullable=True, label=Text(fr="Nature du contact", en="Kind of contact")),
        Column(
            name="stage", kind="category", nullable=True, label=Text(fr="Phase", en="Stage"),
            categories=("mission", "order", "fulfilment", "support"),
        ),
        Column(name="place", kind="category", nullable=True, label=Text(fr="Lieu", en="Place"), categories=("online", "offline")),
        Column(
            name="device", kind="category", nullable=True, label=Text(fr="Appareil", en="Device"),
            categories=("desktop", "mobile", "tablet", "kiosk"),
        ),
        Column(name="identified", kind="boolean", nullable=True, label=Text(fr="Client reconnu", en="Customer recognised")),
        Column(
            name="carried", kind="boolean", nullable=True, label=Text(fr="Contexte repris", en="Context carried over"),
            description=Text(
                fr="La promotion ou le dossier du canal précédent était connu de celui-ci.",
                en="The promotion or the file of the previous channel was known to this one.",
            ),
        ),
        Column(
            name="consistent", kind="boolean", nullable=True, label=Text(fr="Réponse cohérente", en="Consistent answer"),
            description=Text(fr="Même réponse que sur le canal précédent.", en="The same answer as on the previous channel."),
        ),
        Column(
            name="outcome", kind="category", nullable=True, label=Text(fr="Issue", en="Outcome"), categories=("done", "failed"),
        ),
        Column(name="category", kind="text", nullable=True, label=Text(fr="Rayon", en="Category")),
        Column(name="segment", kind="text", nullable=True, label=Text(fr="Segment", en="Segment")),
    ),
)  # fmt: skip

TABLES: dict[str, Table] = {table.name: table for table in (_ANSWERS, _EVENTS)}
"""Every table of the course, by name."""


def column(table: str, name: str) -> Column:
    """The declaration of a column; an unknown name proposes the closest."""
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    columns = {declared.name: declared for declared in TABLES[table].columns}
    if name not in columns:
        raise UnknownName("column", name, columns)
    return columns[name]
