"""The tables that come into this chapter: frames, with the columns that they must have."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations.errors import InvalidValue, UnknownName

from . import texts

__all__ = ["table", "undated"]


def table(name: str, given: Any, *columns: str) -> pd.DataFrame:
    """`given`, if it is a frame with these columns.

    Raises
    ------
    InvalidValue
        If it is no frame.
    UnknownName
        If a column is missing; the closest is proposed.
    """
    if not isinstance(given, pd.DataFrame):
        raise InvalidValue(name, texts.RULE_TABLE, type(given).__name__)
    for column in columns:
        if column not in given.columns:
            raise UnknownName(texts.COLUMN, column, map(str, given.columns))
    return given


def undated(column: pd.Series) -> Any:
    """The first cell of a column that is no date; the first of all where each is one by itself."""
    known = column.dropna()
    read = pd.to_datetime(known.astype(str), format="ISO8601", errors="coerce", utc=True)
    bad = known[read.isna().to_numpy()]
    return (bad if len(bad) else known).iloc[0]
