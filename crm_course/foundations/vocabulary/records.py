"""What a declaration holds: a column, a table, a family of contact reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..language import Text

__all__ = ["Column", "Family", "Kind", "Table"]

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
    area: str
    """``surveys journeys people commerce relations office stewardship``: what it is about."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of contact reasons: its label, and its reasons with theirs."""

    label: Text
    reasons: dict[str, Text]
