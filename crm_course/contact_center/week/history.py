"""A history of calls as days by intervals: the shape in which it can be learnt from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidData, InvalidValue, MissingPart, UnknownName
from crm_course.foundations.holidays import public_holidays
from crm_course.foundations.integers import as_counts

from . import texts
from .given import frame_of, moment_of, numbers_of

__all__ = ["History", "off_days", "read"]

Floats = NDArray[np.float64]
_OFFSET = re.compile(r"\d(?:Z|[+-]\d\d:?\d\d)$")
LEAST_DAYS = 14
"""Two of each weekday: below, a forecast would be a guess."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Calls by day and interval.

    Attributes
    ----------
    days : DatetimeIndex
        Every day from the first to the last, at midnight, local time.
    slots : array
        Starts of the intervals within a day, in minutes, in order.
    minutes : int
        Length of an interval.
    calls : array (days × slots)
        NaN where the history has no row.
    zone : tzinfo or None
        Of the history's times.
    """

    days: pd.DatetimeIndex
    slots: NDArray[np.int64]
    minutes: int
    calls: Floats
    zone: Any

    @property
    def weekday(self) -> NDArray[np.int64]:
        """Monday is 0."""
        return self.days.day_of_week.to_numpy(dtype=np.int64)

    @property
    def open(self) -> Any:
        """Which intervals are ever open, by weekday (7 × slots), as the last thirteen weeks tell."""
        recent = np.arange(len(self.days)) >= len(self.days) - 91
        return np.array([(np.nan_to_num(self.calls[(self.weekday == day) & recent]) > 0).any(axis=0) for day in range(7)])

    def until(self, day: int) -> History:
        """The history that ends before its day number `day`."""
        return History(days=self.days[:day], slots=self.slots, minutes=self.minutes, calls=self.calls[:day], zone=self.zone)


def read(history: pd.DataFrame) -> History:
    """The history of a frame ``start, calls[, reason …]``, one row per interval (and reason).

    Raises
    ------
    InvalidData
        Negative or missing calls, an interval that stands twice, less than two weeks.
    """
    history = frame_of(history, ("start", "calls"), "history").reset_index(drop=True)
    start, calls = _starts(history["start"]), numbers_of(history, "calls", texts.RULE_CALLS)
    _refuse(history, start, calls)
    zone = start.dt.tz
    keys = pd.DataFrame({"start": start, "reason": history["reason"] if "reason" in history.columns else ""})
    if keys.duplicated().any():
        raise InvalidData("start", texts.RULE_ONE_ROW, str(start[keys.duplicated()].iloc[0]), hint=texts.WAY_ONE_ROW)
    moment = start if zone is None else start.dt.tz_convert("UTC")  # an hour that a clock lives twice is two
    summed = pd.Series(calls).groupby(moment, sort=True).sum(min_count=1)
    moments = pd.DatetimeIndex(summed.index) if zone is None else pd.DatetimeIndex(summed.index).tz_convert(zone)
    return _laid_out(moments, summed.to_numpy(dtype=np.float64), zone)


def off_days(days: Iterable[Any], holidays: Any) -> NDArray[np.bool_]:
    """Which of `days` are holidays: True for the eleven of France, False for none, dates of one's own, or a subdivision such as ``"57"``."""
    dates = [pd.Timestamp(day).date() for day in days]
    if holidays is False or holidays is None:
        return np.zeros(len(dates), dtype=bool)
    years = {date.year for date in dates}
    if holidays is True:
        off = set().union(*(public_holidays(year) for year in years)) if years else set()
    elif isinstance(holidays, str):
        off = _of_subdivision(holidays, years)
    elif not np.iterable(holidays):
        raise InvalidValue("holidays", texts.RULE_HOLIDAYS, holidays)
    else:
        off = {moment_of("holidays", day).date() for day in holidays}
    return np.array([date in off for date in dates], dtype=bool)


# -- private ------------------------------------------------------------------------------


def _starts(cells: pd.Series) -> pd.Series:
    """The begins of intervals: moments, or text by one convention; what carries a zone keeps it, mixed offsets are those of Paris or refused."""
    if pd.api.types.is_datetime64_any_dtype(cells.dtype):
        return cells
    if pd.api.types.is_numeric_dtype(cells.dtype):
        raise InvalidData("start", texts.RULE_MOMENT, cells.iloc[0] if len(cells) else None, line=2)
    zoned = cells.map(lambda cell: getattr(cell, "tzinfo", None) is not None or bool(_OFFSET.search(str(cell))))
    return _put_on_a_clock(cells.astype(str)) if len(cells) and zoned.all() else dates.read(cells, zone=None).checked()


def _put_on_a_clock(cells: pd.Series) -> pd.Series:
    moments = pd.to_datetime(cells, utc=True, errors="coerce")
    for zone in ("UTC", "Europe/Paris"):
        local = moments.dt.tz_convert(zone)
        if (local.dt.strftime("%Y-%m-%d %H:%M") == cells.str.slice(0, 16).str.replace("T", " ")).all():
            return local
    raise InvalidData("start", texts.RULE_ONE_ZONE, cells.iloc[0], line=2, hint=texts.WAY_ONE_ZONE)


def _refuse(history: pd.DataFrame, start: pd.Series, calls: Floats) -> None:
    if start.isna().any():
        place = int(np.argmax(start.isna().to_numpy()))
        raise InvalidData("start", texts.RULE_MOMENT, history["start"].iloc[place], line=place + 2)
    if not np.nansum(calls) > 0:
        raise InvalidValue("calls", texts.RULE_SOME_CALLS, 0)


def _laid_out(moments: pd.DatetimeIndex, calls: Any, zone: Any) -> History:
    known = ~np.isnan(calls)
    local = moments.tz_localize(None) if zone is not None else moments
    minute = (local.hour * 60 + local.minute).to_numpy(dtype=np.int64)
    day = local.normalize()
    days = pd.date_range(day[0], day[-1], freq="D")
    if len(days) < LEAST_DAYS and not _twice_each(day.unique()):
        raise InvalidValue(texts.HISTORY, texts.RULE_LENGTH, len(days), texts.WAY_LENGTH)
    length, slots = _length(local), np.unique(minute)
    off_grid = (minute - slots[0]) % length != 0
    if off_grid.any():
        raise InvalidData("start", texts.RULE_GRID, str(moments[int(np.argmax(off_grid))]), hint=texts.WAY_GRID, minutes=length)
    grid = np.full((len(days), len(slots)), np.nan)
    rows, columns = (day - days[0]).days.to_numpy(dtype=np.int64), np.searchsorted(slots, minute)
    # the hour that a clock going back lives twice: its two quarters are one of the same name, at their mean
    total, count = np.zeros_like(grid), np.zeros_like(grid)
    np.add.at(total, (rows[known], columns[known]), calls[known])
    np.add.at(count, (rows[known], columns[known]), 1.0)
    grid[count > 0] = total[count > 0] / count[count > 0]
    return History(days=days, slots=slots, minutes=length, calls=grid, zone=zone)


def _twice_each(days: pd.DatetimeIndex) -> bool:
    """Whether each weekday that is ever there is there twice: two weeks of a house that closes on some days are fewer than fourteen days."""
    return len(days) >= 8 and bool((np.bincount(as_counts(days.day_of_week))[np.unique(days.day_of_week)] >= 2).all())


def _length(local: pd.DatetimeIndex) -> int:
    gaps = np.diff(local.asi8) // np.int64(60 * 10 ** {"s": 0, "ms": 3, "us": 6, "ns": 9}[local.unit])
    gaps = gaps[(gaps > 0) & (gaps <= 1440)]
    if not gaps.size:
        raise InvalidData("start", texts.RULE_GRID, str(local[0]), hint=texts.WAY_GRID, minutes=1)
    values, counts = np.unique(gaps, return_counts=True)
    return int(values[np.argmax(counts)])


def _of_subdivision(name: str, years: Iterable[int]) -> set[dt.date]:
    try:
        import holidays as package
    except ImportError:
        raise MissingPart(texts.NO_HOLIDAYS) from None
    country: Any = package.France  # type: ignore[attr-defined]
    known = country.subdivisions
    if name not in known:
        raise UnknownName("holidays", name, known)
    return set(country(subdiv=name, years=list(years)))
