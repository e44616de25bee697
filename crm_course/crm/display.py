"""Frames of the chapter as a reader sees them: columns and codes in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations.language import date
from crm_course.foundations.tables import laid_out
from crm_course.foundations.vocabulary import STORE_COLUMNS, TABLES

from .card import texts as words
from .card.texts import label
from .law.texts import REASONS

__all__ = ["table"]

_LABELS = {column.name: column.label for table_ in TABLES.values() for column in table_.columns} | {
    column.name: column.label for columns in STORE_COLUMNS.values() for column in columns
}


def table(frame: pd.DataFrame) -> Any:
    """`frame` in the language in force: labels for columns and codes, dates as people write them."""
    shown = {_heading(str(name)): _column(str(name), frame[name]) for name in frame.columns}
    return laid_out(pd.DataFrame(shown), numbers=[_heading(str(name)) for name in frame.columns if frame[name].dtype.kind in "iuf"])


def _heading(name: str) -> str:
    text = words.FIELDS.get(name) or _LABELS.get(name)
    return text.say() if text else name


def _column(name: str, values: pd.Series) -> list[Any]:
    if values.dtype.kind == "M" or name in ("on", "since"):
        return ["" if pd.isna(value) else date(pd.Timestamp(value).date()) for value in values]
    if name == "reason" and set(values.dropna()) <= set(REASONS):
        return [REASONS[value].say() for value in values]
    if values.dtype.kind in "iufb":
        return list(values)
    return [label(value) for value in values]
