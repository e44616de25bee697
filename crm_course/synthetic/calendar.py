"""When do people buy, and when is anybody there: days, seasons, holidays, opening hours.

Time in a world is counted in seconds since its first midnight, in local time. Nobody is
seen between 2 and 3 at night, so that the two hours when clocks change hold no event.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.holidays import public_holidays
from crm_course.foundations.integers import as_counts

from .parameters import World
from .streams import value_table

__all__ = ["DAY", "PAST_DAYS", "RUN_UP", "Calendar", "calendar", "minutes", "past_days", "quarter_shares"]

DAY = 86_400
"""Seconds in a day."""
PAST_DAYS = 5 * 365
"""The oldest customers came so many days before the first day."""
RUN_UP = 21
"""Days before the first on which projects begin that are decided after it: a company does not start cold."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a world, as arrays by day number; day 0 is the first.

    The arrays run some weeks past the last day, for promises made before it.
    """

    start: np.datetime64
    days: int
    """Days of the world; what happens later is not in the data."""
    month: NDArray[np.int64]
    """Months since the first one."""
    month_of_year: NDArray[np.int64]
    open_next: NDArray[np.int64]
    """The next day that is neither a Sunday nor a public holiday, the day itself included."""
    working_next: NDArray[np.int64]
    """The same, Saturdays left out too."""
    cumulated: NDArray[np.float64]
    """Intensity of new projects since the start, in average years, up to each midnight."""
    run_up: NDArray[np.float64]
    """The same for the midnights of the run-up, the last of which is the one before the start: below zero."""
    visits: NDArray[np.float64]
    """The same for visits of the site: events, but no season."""
    fairs: NDArray[np.int64]
    """Open days with an event, up to each midnight."""
    desk_days: NDArray[np.int64]
    """The days on which customer service is there, in order."""
    desk_before: NDArray[np.int64]
    """How many of them come before each day."""
    desk_hours: tuple[int, int]
    """When it opens, and how long it stays, in seconds."""

    @property
    def end(self) -> int:
        """The last second, excluded."""
        return self.days * DAY

    def worked(self, ts: NDArray[np.int64], seconds: NDArray[np.int64]) -> NDArray[np.int64]:
        """The moment when customer service has been there for so many seconds since `ts`."""
        start, length = self.desk_hours
        day = ts // DAY
        there = self.desk_days.take(self.desk_before[day], mode="clip") == day
        done: NDArray[np.int64] = self.desk_before[day] * length + there * np.clip(ts % DAY - start, 0, length) + seconds
        return np.asarray(self.desk_days.take(done // length, mode="clip") * DAY + start + done % length)

    def later(self, ts: NDArray[np.int64], days: NDArray[np.int64]) -> NDArray[np.int64]:
        """The same time so many days of customer service later; `ts` is on one of these days."""
        moved = self.desk_days.take(self.desk_before[ts // DAY] + days, mode="clip") * DAY + ts % DAY
        return np.where(days > 0, moved, ts)


_AHEAD = 160


@lru_cache(maxsize=16)
def calendar(world: World, months: int) -> Calendar:
    """The calendar of a world over so many months."""
    start = np.datetime64(world.start, "D")
    last = (start.astype("datetime64[M]") + months).astype("datetime64[D]")
    days = int((last - start).astype(np.int64))
    every = start + np.arange(days + _AHEAD, dtype=np.int64)
    return Calendar(
        start=start,
        days=days,
        **_days(world, every),
        **_intensity(world, start - RUN_UP + np.arange(RUN_UP + days + _AHEAD, dtype=np.int64)),
    )


def _days(world: World, every: NDArray[Any]) -> dict[str, Any]:
    """Months, closing, the days of customer service, events."""
    start = every[0]
    month = (every.astype("datetime64[M]") - start.astype("datetime64[M]")).astype(np.int64)
    closed = _closed(every)
    weekday = (every.astype(np.int64) + 3) % 7
    desk = ~closed & ((weekday != 5) | (world.line.saturday and world.line.hours != "phone"))
    fair = np.any([_during(every, event.month, event.day, event.days) for event in world.events], axis=0) & ~closed
    return {"month": month, "month_of_year": _month_of_year(every), "open_next": _next(closed), "working_next": _next(closed | (weekday == 5)),
            "fairs": np.concatenate([[0], np.cumsum(fair)]), "desk_days": np.flatnonzero(desk), "desk_before": np.cumsum(desk) - desk,
            "desk_hours": _desk_hours(world.line.hours)}  # fmt: skip


def _intensity(world: World, every: NDArray[Any]) -> dict[str, Any]:
    """New projects and visits of the site since the start; `every` begins with the run-up."""
    lively = np.full(len(every), 1 / 365.25)
    for event in world.events:
        lively = lively * np.where(_during(every, event.month, event.day, event.days), event.factor, 1.0)
    needs = lively * np.asarray(world.season)[_month_of_year(every) - 1] / np.mean(world.season)
    return {"run_up": -np.cumsum(needs[:RUN_UP][::-1])[::-1], "cumulated": np.concatenate([[0.0], np.cumsum(needs[RUN_UP:])]),
            "visits": np.concatenate([[0.0], np.cumsum(lively[RUN_UP:])])}  # fmt: skip


def _month_of_year(every: NDArray[Any]) -> NDArray[np.int64]:
    month: NDArray[np.int64] = every.astype("datetime64[M]").astype(np.int64) % 12 + 1
    return month


def _desk_hours(hours: str) -> tuple[int, int]:
    open_hours = np.flatnonzero(_HOURS[hours])
    return int(open_hours[0]) * 3600, int(open_hours[-1] + 1 - open_hours[0]) * 3600


def _closed(every: NDArray[Any]) -> NDArray[np.bool_]:
    years = range(int(str(every[0])[:4]), int(str(every[-1])[:4]) + 1)
    off = np.array(sorted(day for year in years for day in public_holidays(year)), dtype="datetime64[D]")
    return np.asarray(((every.astype(np.int64) + 3) % 7 == 6) | np.isin(every, off))


@lru_cache(maxsize=16)
def past_days(start: np.datetime64) -> tuple[NDArray[np.int64], ...]:
    """The days before the first, day −1 last: the day itself, the next open one, the next working one."""
    every = start + np.arange(-PAST_DAYS, 30, dtype=np.int64)
    closed, saturday = _closed(every), (every.astype(np.int64) + 3) % 7 == 5
    days = (np.arange(len(every), dtype=np.int64), _next(closed), _next(closed | saturday))
    return tuple(kind[:PAST_DAYS] - PAST_DAYS for kind in days)


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """On which day something happens that somebody wishes for a day: a few open days, each with its share.

    What is wished is served in turn, each weekday as much as it weighs: nothing piles up on the day after a closed one.
    """

    days: NDArray[np.int64]
    """The candidates of each day (days × 4)."""
    upto: NDArray[np.int64]
    """The share of each candidate and those before it, in 1/65 536 (days × 3)."""

    def chosen(self, day: NDArray[Any], lot: NDArray[np.uint16]) -> NDArray[np.int64]:
        """The day that each lot of 16 bits gives."""
        place = np.asarray(day, np.int64) * self.days.shape[1]
        for bound in self.upto.T:
            place += lot >= bound.take(day)
        return np.asarray(self.days.ravel().take(place), np.int64)

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of each candidate (days × 4)."""
        edges = np.clip(self.upto, 0, 65_536) / 65_536
        return np.diff(np.hstack([np.zeros((len(edges), 1)), edges, np.ones((len(edges), 1))]), axis=1)


@lru_cache(maxsize=64)
def spread(first: np.datetime64, length: int, weights: tuple[float, ...], shift: int) -> Spread:
    """Of `length` days from `first`, numbered from `shift`; closed are days without weight, Sundays unless they weigh, and public holidays."""
    every = first + np.arange(length, dtype=np.int64)
    weekday = (every.astype(np.int64) + 3) % 7
    weight = np.asarray(weights)[weekday]
    holiday = _closed(every) & (weekday != 6)
    there = (weight > 0) & ~(holiday if weights[6] == 0 else np.zeros(length, bool))
    last = max(k for k in range(7) if weights[k] > 0) if weights[6] == 0 else 0  # a week ends on its last open day, or on Monday
    week = (every.astype(np.int64) + 3 - last - 1) // 7
    week -= week[0]
    load = weight * there
    total = np.bincount(as_counts(week), load)[week]
    size = np.bincount(as_counts(week))[week]
    reached = np.cumsum(np.where(total > 0, load * size / np.where(total > 0, total, 1), there))
    following = _next(~there)
    day = np.arange(length, dtype=np.int64)
    before = np.maximum.accumulate(np.where(there, day, 0))
    latest = before[np.minimum(day + _LONGEST_CLOSED, length - 1)]
    candidate = np.minimum(np.searchsorted(reached, day + 1e-9, side="right"), length - 1)
    days, upto = [], []
    for _ in range(4):
        days.append(np.clip(following[np.maximum(candidate, day)], None, np.maximum(latest, following[day])))
        upto.append(np.clip(np.round((reached[candidate] - day) * 65_536), 0, 65_536).astype(np.int64))
        candidate = following[np.minimum(candidate + 1, length - 1)]
    return Spread(np.stack(days, axis=1) + shift, np.stack(upto[:3], axis=1))


_LONGEST_CLOSED = 4


def _during(every: NDArray[Any], month: int, day: int, days: int) -> NDArray[np.bool_]:
    first = {
        np.datetime64(f"{year:04d}-{month:02d}-{day:02d}") for year in np.unique(every.astype("datetime64[Y]").astype(np.int64) + 1970)
    }
    return np.asarray(np.any([(every >= start) & (every < start + days) for start in first], axis=0))


def _next(closed: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each day the first open one from it on."""
    place = np.where(closed, len(closed) - 1, np.arange(len(closed), dtype=np.int64))
    return np.minimum.accumulate(place[::-1])[::-1].astype(np.int64)


# -- hours of the day ---------------------------------------------------------------------

_HOURS: dict[str, tuple[float, ...]] = {
    # weight of each hour from 0 to 23
    "online": (3, 2, 0, 1, 1, 1, 2, 4, 6, 7, 7, 7, 8, 8, 7, 7, 7, 8, 9, 10, 12, 12, 9, 5),
    "shop": (0,) * 9 + (4, 7, 8, 3, 3, 6, 8, 9, 9, 6) + (0,) * 5,
    "phone": (0,) * 9 + (9, 11, 9, 0, 0, 8, 9, 8, 6) + (0,) * 6,
    "line": (0,) * 8 + (5, 8, 10, 10, 7, 6, 8, 8, 7, 8, 8, 5) + (0,) * 4,
}


@lru_cache(maxsize=8)
def minutes(hours: str) -> NDArray[Any]:
    """A look-up table of minutes of the day: ``online``, ``shop`` (9–19), ``phone`` (9–12, 14–18) or ``line`` (8–20)."""
    weights = np.repeat(np.asarray(_HOURS[hours], float), 60)
    return value_table(range(1440), tuple(weights / 60))


def quarter_shares(hours: str) -> NDArray[np.float64]:
    """The share of a day's contacts that falls in each of its 96 quarter-hours."""
    weights = np.repeat(np.asarray(_HOURS[hours], float), 4)
    return np.asarray(weights / weights.sum())
