"""Frames of the chapter as a reader sees them: columns and codes in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.language import Text
from crm_course.foundations.shown import Kind, Shown
from crm_course.foundations.vocabulary import STORE_COLUMNS, TABLES

from .card import texts as words
from .card.texts import label
from .law.texts import REASONS

__all__ = ["table"]

_DECLARED = {column.name: column for table_ in TABLES.values() for column in table_.columns} | {
    column.name: column for columns in STORE_COLUMNS.values() for column in columns
}
_KINDS: dict[str, Kind] = {"on": "date", "since": "date", "due": "date", "kept_until": "date", "last_contact": "date", "amount": "money",
                           "revenue": "money", "basket": "money", "forecast": "money"}  # fmt: skip


def table(frame: pd.DataFrame) -> Any:
    """`frame` in the language in force: labels for columns and codes, dates as people write them."""
    return shown.show(frame, {str(name): _column(str(name), frame[name]) for name in frame.columns})


def _column(name: str, values: pd.Series) -> Shown:
    declared = _DECLARED.get(name)
    text = words.FIELDS.get(name) or (declared.label if declared else Text.literal(name))
    return Shown(label=text, kind=_kind(name, values), say=_saying(name, values))


def _kind(name: str, values: pd.Series) -> Kind:
    """By declaration; by its type where a frame of the chapter has columns of its own."""
    if values.dtype.kind == "M" or name in _KINDS:
        return _KINDS.get(name, "date")
    return "code" if values.dtype.kind in "iu" else "number" if values.dtype.kind == "f" else "text"


def _saying(name: str, values: pd.Series) -> Callable[[Any], str] | None:
    if values.dtype.kind in "Miufb" or name in _KINDS:
        return None
    return (lambda code: REASONS[code].say()) if name == "reason" and set(values.dropna()) <= set(REASONS) else label
