"""The data dictionary: every table and column, named once for the whole course.

It is data, in three files beside this one that any spreadsheet opens; frames, files, stores and
dictionary pages are derived from it. A chapter that needs a new column adds a line:

``tables.csv``
    a table a line: what it is about (``area``), its name, its labels, what one row is (``grain``).
``columns.csv``
    a column a line: name, kind, unit (cents are in c€), ``key`` (``primary``, or the ``table.column`` it refers to),
    ``personal``, ``nullable``, the values of a category (``@channels``, ``@families``, ``@reasons`` stand for all of them),
    labels and descriptions. ``holder`` is ``store`` for what only the customer base keeps beside the files it was fed from.
``labels.csv``
    how codes read on screen: channels, families of contact reasons and their reasons, families of articles, every other code.

>>> column("answers", "recommend").label.say("en")
'Would recommend (0–10)'
>>> TABLES["order_lines"].foreign["product_id"]
('products', 'product_id')
>>> family_of("parcel-late")
'delivery'
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import cast

from ..errors import UnknownName
from ..language import Text
from .records import Column, Family, Kind, Table

__all__ = [
    "CHANNELS",
    "CONTACT_REASONS",
    "LABELS",
    "PRODUCT_FAMILIES",
    "STORE_COLUMNS",
    "TABLES",
    "Column",
    "Family",
    "Kind",
    "Table",
    "column",
    "family_of",
    "tables_of",
]


def _lines(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files(__name__).joinpath(name).read_text(encoding="utf-8").splitlines()))


def _text(line: dict[str, str], prefix: str = "") -> Text:
    return Text(fr=line[f"{prefix}fr"], en=line[f"{prefix}en"])


_CODES = _lines("labels.csv")


def _labels(group: str, family: str = "") -> dict[str, Text]:
    return {line["code"]: _text(line) for line in _CODES if (line["group"], line["family"]) == (group, family)}


CHANNELS: dict[str, Text] = _labels("channel")
"""Channel names as they stand in data, with their labels."""

CONTACT_REASONS: dict[str, Family] = {
    name: Family(label=label, reasons=_labels("reason", name)) for name, label in _labels("family").items()
}
"""Why customers get in touch: families and reasons; all but ``order-taking`` are non-order contacts."""

PRODUCT_FAMILIES: dict[str, Text] = _labels("product")
"""Families of articles, by their code in ``category``: some words mean something else in other columns."""

LABELS: dict[str, Text] = {line["code"]: _text(line) for line in _CODES if line["group"] != "product"}
"""How every code of the data reads; families of articles apart."""

_GROUPS = {
    "@channels": tuple(CHANNELS),
    "@families": tuple(CONTACT_REASONS),
    "@reasons": tuple(reason for family in CONTACT_REASONS.values() for reason in family.reasons),
}


def _column(line: dict[str, str]) -> Column:
    categories = line["categories"]
    return Column(
        name=line["column"],
        kind=cast(Kind, line["kind"]),
        label=_text(line),
        description=_text(line, "description_") if line["description_fr"] else None,
        unit=line["unit"] or ("c€" if line["kind"] == "cents" else ""),
        key=line["key"],
        refers=line["refers"],
        personal=bool(line["personal"]),
        nullable=bool(line["nullable"]),
        categories=_GROUPS.get(categories, tuple(categories.split())),
    )


_COLUMNS = _lines("columns.csv")


def _columns(table: str, holder: str = "") -> Iterator[Column]:
    return (_column(line) for line in _COLUMNS if (line["table"], line["holder"]) == (table, holder))


TABLES: dict[str, Table] = {
    line["table"]: Table(
        name=line["table"], area=line["area"], label=_text(line), grain=_text(line, "grain_"), columns=tuple(_columns(line["table"]))
    )
    for line in _lines("tables.csv")
}
"""Every table of the course, by name."""

STORE_COLUMNS: dict[str, tuple[Column, ...]] = {
    table: tuple(_columns(table, "store")) for table in dict.fromkeys(line["table"] for line in _COLUMNS if line["holder"] == "store")
}
"""Columns that the customer base keeps beside those of the files it was fed from."""


def tables_of(*areas: str) -> tuple[str, ...]:
    """The names of the tables of some areas, in the order of the dictionary."""
    return tuple(table.name for table in TABLES.values() if table.area in areas)


def column(table: str, name: str) -> Column:
    """The declaration of a column; an unknown name proposes the closest."""
    if table not in TABLES:
        raise UnknownName("table", table, TABLES)
    columns = {declared.name: declared for declared in TABLES[table].columns}
    if name not in columns:
        raise UnknownName("column", name, columns)
    return columns[name]


def family_of(reason: str) -> str:
    """The family of a contact reason: ``parcel-late`` → ``delivery``."""
    return next(name for name, family in CONTACT_REASONS.items() if reason in family.reasons)
