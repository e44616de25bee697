"""What a declaration holds: the records of a column and of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from ..language import Text

__all__ = ["Column", "Kind", "Table", "declare"]

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
    refers: str = ""
    """``"table.column"`` that a part of the primary key refers to."""
    personal: bool = False
    nullable: bool = False
    categories: tuple[str, ...] = ()
    """The values of a category, whose labels stand in ``LABELS``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: one row per `grain`."""

    name: str
    label: Text
    grain: Text
    columns: tuple[Column, ...]

    def __getitem__(self, name: str) -> Column:
        return {column.name: column for column in self.columns}[name]

    @property
    def primary(self) -> tuple[str, ...]:
        """The columns that together name one row."""
        return tuple(column.name for column in self.columns if column.key == "primary")

    @property
    def foreign(self) -> dict[str, tuple[str, str]]:
        """Columns that refer to another table, with the table and column they refer to."""
        referred = {column.name: (column.refers or column.key).partition(".") for column in self.columns}
        return {name: (table, other) for name, (table, dot, other) in referred.items() if dot}


def declare(name: str, kind: Kind, fr: str, en: str, **options: Any) -> Column:
    """A column in one line; a category's values come as one string, ``"late on-time"``."""
    options.setdefault("unit", "c€" if kind == "cents" else "")
    if isinstance(options.get("categories"), str):
        options["categories"] = tuple(options["categories"].split())
    return Column(name=name, kind=kind, label=Text(fr=fr, en=en), **options)
