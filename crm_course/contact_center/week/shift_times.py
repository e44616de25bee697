"""When does a shift begin and end? From its columns, its name, or a table of one's own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from crm_course.foundations.errors import InvalidValue

from . import texts

__all__ = ["NAMED", "clock", "shift_times", "times_of"]

NAMED: dict[str, tuple[float, float]] = {
    "early": (7.0, 14.0), "morning": (7.0, 14.0), "matin": (7.0, 14.0),
    "day": (9.0, 16.0), "journée": (9.0, 16.0), "midday": (11.0, 18.0),
    "late": (14.0, 21.0), "evening": (14.0, 21.0), "afternoon": (14.0, 21.0), "soir": (14.0, 21.0), "après-midi": (14.0, 21.0),
    "night": (21.0, 28.0), "nuit": (21.0, 28.0),
}  # fmt: skip
"""Shifts of seven hours by their usual names, in hours of the day; past 24 is the next day."""

_CLOCK = re.compile(r"^\s*(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?\s*(?:-|–|—|to|à)\s*(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?\s*$")
_HOUR = re.compile(r"^\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:[:hH]\s*(\d{2})?(?::\d{2})?)?\s*$")


def times_of(name: Any, shifts: Mapping[str, tuple[float, float]] | None = None) -> tuple[float, float]:
    """Begin and end of a shift, in hours; an end before the begin is the next day's.

    >>> times_of("08:30-15:30"), times_of("late"), times_of("22h-6h")
    ((8.5, 15.5), (14.0, 21.0), (22.0, 30.0))
    """
    if shifts and name in shifts:
        begin, end = (clock(hour) for hour in shifts[name])
    elif str(name).strip().casefold() in NAMED:
        begin, end = NAMED[str(name).strip().casefold()]
    elif said := _CLOCK.match(str(name)):
        first, minute, last, minutes = said.groups()
        begin, end = int(first) + int(minute or 0) / 60, int(last) + int(minutes or 0) / 60
    else:
        raise InvalidValue(texts.SHIFT, texts.RULE_SHIFT_NAME, name, texts.WAY_SHIFT_NAME)
    return begin, end if end > begin else end + 24


def clock(hour: Any) -> float:
    """An hour of the day: ``7.5``, ``"07:30"``, ``"7h30"``, a time or a moment.

    >>> clock("07:30"), clock("7h"), clock(22)
    (7.5, 7.0, 22.0)
    """
    if hasattr(hour, "hour") and hasattr(hour, "minute"):
        return float(hour.hour + hour.minute / 60)
    said = _HOUR.match(str(hour))
    if said is None or isinstance(hour, bool):
        raise InvalidValue(texts.SHIFT, texts.RULE_CLOCK, hour)
    return float(said[1].replace(",", ".")) + int(said[2] or 0) / 60


def shift_times(frame: pd.DataFrame, shifts: Mapping[str, tuple[float, float]] | None = None) -> dict[Any, tuple[float, float]]:
    """Begin and end of each shift of a frame: its columns ``start`` and ``end`` (hours), else its name."""
    if {"start", "end"} <= set(frame.columns) and not shifts:
        first = frame.drop_duplicates("shift")
        shifts = {name: (clock(begin), clock(end)) for name, begin, end in zip(first["shift"], first["start"], first["end"], strict=True)
                  if not (pd.isna(begin) or pd.isna(end))}  # fmt: skip
    return {name: times_of(name, shifts) for name in frame["shift"].unique()}
