"""What a table of the week may be given as: frames, figures and moments, or a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.quantities import number

from . import texts

__all__ = ["frame_of", "moment_of", "numbers_of"]


def frame_of(table: Any, columns: Iterable[str], name: str) -> pd.DataFrame:
    """`table` as a frame that has `columns`: a frame, a mapping of columns, or a list of records.

    >>> frame_of([{"day": 0, "agents": 2}], ("day", "agents"), "required")["agents"].tolist()
    [2]
    """
    if isinstance(table, Mapping) or (isinstance(table, list | tuple) and table and all(isinstance(row, Mapping) for row in table)):
        try:
            table = pd.DataFrame(table)
        except ValueError:
            raise InvalidValue(name, texts.RULE_TABLE, type(table).__name__, columns=", ".join(columns)) from None
    if not isinstance(table, pd.DataFrame):
        raise InvalidValue(name, texts.RULE_TABLE, type(table).__name__, columns=", ".join(columns))
    for column in columns:
        if column not in table.columns:
            raise UnknownName(texts.COLUMN, column, map(str, table.columns))
    return table


def numbers_of(table: pd.DataFrame, column: str, rule: Text, *, empty: bool = True) -> NDArray[np.float64]:
    """A column of figures of at least 0, typed ones read as people type them; NaN where a cell is empty, if it may be."""
    cells = table[column]
    try:
        figures = cells.to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError):
        figures = np.array([_figure(cell, column, rule, line) for line, cell in enumerate(cells, start=2)])
    wrong = np.isinf(figures) | (figures < 0) | (np.isnan(figures) & (not empty))
    if wrong.any():
        place = int(np.argmax(wrong))
        raise InvalidData(column, rule, cells.iloc[place], line=place + 2)
    return figures


def _figure(cell: Any, column: str, rule: Text, line: int) -> float:
    if (
        cell is None
        or cell is pd.NA
        or cell is pd.NaT
        or (isinstance(cell, str) and not cell.strip())
        or (isinstance(cell, float) and np.isnan(cell))
    ):
        return float("nan")
    try:
        return number(cell)
    except InvalidValue:
        raise InvalidData(column, rule, cell, line=line) from None


def moment_of(name: str | Text, cell: Any) -> pd.Timestamp:
    """A moment: a date, a time stamp, or text in which the day stands first unless the year does.

    >>> moment_of("horizon", "02/03/2026"), moment_of("horizon", "2026-03-02 08:15")
    (Timestamp('2026-03-02 00:00:00'), Timestamp('2026-03-02 08:15:00'))
    """
    if isinstance(cell, str):
        read = dates.read([cell], zone=None)
        found: Any = pd.NaT if read.refused.any() else read.checked().iloc[0]
        if pd.isna(found):
            raise InvalidValue(name, texts.RULE_DATE, cell)
        return pd.Timestamp(found)
    if isinstance(cell, bool | int | float | np.number) or cell is None:
        raise InvalidValue(name, texts.RULE_DATE, cell)
    try:
        moment: Any = pd.Timestamp(cell)
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.RULE_DATE, cell) from None
    if pd.isna(moment):
        raise InvalidValue(name, texts.RULE_DATE, cell)
    return pd.Timestamp(moment)
