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

TABLES: dict[str, Table] = {table.name: table for table in (_ANSWERS,)}
"""Every table of the course, by name."""


def column(table: str, name: str) -> Column:
    """The declaration of a column; an unknown name proposes the closest."""
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    columns = {declared.name: declared for declared in TABLES[table].columns}
    if name not in columns:
        raise UnknownName("column", name, columns)
    return columns[name]
