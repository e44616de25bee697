"""How are tables looked at, so that a rule is one line? Values looked up, moments compared, days closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.holidays import public_holidays
from crm_course.foundations.language import Text

__all__ = ["Bad", "Rule", "before", "closed", "day_of", "differs", "looked_up", "moments_of", "rules"]

Bad = NDArray[np.bool_]
"""For each row, whether it breaks a rule."""
Rule = tuple[tuple[str, ...], Text, Callable[..., Any]]
"""The tables that a rule needs, the first of which it is about; what must hold; how to find the rows where it does not."""


def rules(*lines: tuple[str, str, str, Callable[..., Any]]) -> tuple[Rule, ...]:
    """Rules from lines of a table: names of tables, French, English, check."""
    return tuple((tuple(tables.split()), Text(fr=fr, en=en), check) for tables, fr, en, check in lines)


def looked_up(rows: pd.DataFrame, key: str, other: pd.DataFrame, column: str) -> pd.Series[Any]:
    """The value of `column` in the row of `other` that each row refers to."""
    first = other.drop_duplicates(key).reset_index(drop=True)
    place = pd.Index(first[key].astype("float64")).get_indexer(pd.Index(rows[key].astype("float64")))
    return first[column].reindex(place).set_axis(rows.index)


def moments_of(column: pd.Series[Any]) -> pd.Series[Any]:
    """Moments; a date that is not written year-month-day could mean two days, and is unknown here."""
    return pd.to_datetime(column, errors="coerce", format="ISO8601")


def before(earlier: pd.Series[Any], later: pd.Series[Any]) -> Bad:
    """Where the later moment comes before the earlier one; unknown moments say nothing."""
    return (moments_of(later) < moments_of(earlier)).to_numpy()


def day_of(column: pd.Series[Any]) -> pd.Series[Any]:
    """The days of moments."""
    days: pd.Series[Any] = moments_of(column).dt.normalize()
    return days


def differs(left: pd.Series[Any], right: pd.Series[Any]) -> Bad:
    """Where two columns hold different numbers; where the right one holds none, nothing is said."""
    return np.asarray(
        (left.to_numpy(dtype=float, na_value=np.nan) != right.to_numpy(dtype=float, na_value=np.nan)) & right.notna().to_numpy()
    )


def closed(moments: pd.Series[Any], *, saturdays: bool = False) -> Bad:
    """Sundays and public holidays; with `saturdays`, all days on which no office works."""
    day = day_of(moments)
    off = pd.DatetimeIndex([one for year in day.dt.year.dropna().unique() for one in public_holidays(int(year))])
    return np.asarray((day.dt.day_of_week >= (5 if saturdays else 6)) | day.isin(off))
