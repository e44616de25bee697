"""How many calls next week? A forecast by interval, with limits that hold.

The total of a day is learnt first, in logarithms: its weekday, public holidays, planned
events with what they do to the days after, the wave of the year, and the level of late.
Older days count less, ridge keeps small effects small. The day is then spread over its
intervals by the shape of the last twelve same weekdays. What the day's total misses by, and
how unruly calls are within a day, are estimated from the history; the limits hold both.

Forecasting totals and splitting them is better than forecasting each interval by itself:
an interval's history is mostly noise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import texts
from .given import frame_of, moment_of
from .history import History, off_days, read

__all__ = ["Backtest", "backtest", "forecast"]

Floats = NDArray[np.float64]
_FADING = 0.997
"""Weight of a day beside the day after it."""
_LAGS = 9
"""An event acts on its day and the eight after it."""
_SHAPE_WEEKS = 12
_NAIVE_WEEKS = 8
_RIDGE = {"one": 1e-6, "weekday": 0.3, "holiday": 0.5, "event": 1.0, "wave": 3.0}
_SPEEDS = (0.02, 0.05, 0.1, 0.2, 0.35)
_LOWS = (("low", 0.1), ("low95", 0.025))
_HIGHS = (("high", 0.9), ("high95", 0.975))
_LEVELS = ("low", "high", "low95", "high95")


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest(Said):
    """How good the forecast would have been.

    Attributes
    ----------
    error : float
        Absolute errors over calls (WAPE) by interval, 0–1.
    naive_error : float
        The same for the mean of the last eight same weekdays.
    coverage, coverage95 : float
        Share of intervals inside the 80 % and the 95 % limits.
    frame : pandas.DataFrame
        ``start, calls, forecast, naive, low, high, low95, high95``, each as seen a week before.
    """

    error: float
    naive_error: float
    coverage: float
    coverage95: float
    frame: pd.DataFrame = field(repr=False)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.BACKTEST_BETTER if self.error < self.naive_error else texts.BACKTEST_WORSE
        return said.say(error=self.error, naive=self.naive_error, coverage=self.coverage)


def forecast(history: pd.DataFrame, horizon: int | tuple[Any, Any], *, events: Any = None, holidays: Any = True) -> pd.DataFrame:
    """The calls of the coming intervals: frame ``start, calls, low, high, low95, high95``.

    Parameters
    ----------
    history : DataFrame
        ``start, calls`` per interval, as :func:`intervals` gives; with a column ``reason``,
        the reasons of an interval are summed. At least two weeks.
    horizon : int or (start, end)
        So many open intervals after the last day of the history, or those from `start` to
        before `end`.
    events : DataFrame or mapping, optional
        Planned events, past and coming: ``day, event``, or ``{event: [days]}``. An event never
        seen before is taken for a mean one.
    holidays : bool, str or iterable of dates
        The eleven public holidays of France; False: none; ``"57"``: with those of Moselle.

    Returns
    -------
    DataFrame
        `low` and `high` hold four intervals in five, `low95` and `high95` nineteen in twenty;
        calls are means, with decimals. A day on which the house has always been closed is 0.
    """
    past = read(history)
    starts = _asked(past, horizon)
    days = starts.tz_localize(None).normalize().unique()
    model = _Learnt(past, _Calendar(events, holidays))
    mean, spread = model.days(days)
    return model.intervals(starts, days, mean, spread)


def backtest(history: pd.DataFrame, *, weeks: int, events: Any = None, holidays: Any = True) -> Backtest:
    """Each of the last `weeks` weeks forecast from what was known before it, beside the naive mean."""
    past, count = read(history), checks.whole("weeks", weeks, least=1)
    first = len(past.days) - 7 * count
    if first < 8 * 7:
        raise InvalidValue("weeks", texts.RULE_WEEKS, weeks, texts.WAY_WEEKS, most=max((len(past.days) - 56) // 7, 0))
    calendar = _Calendar(events, holidays)
    frame = pd.concat([_week(past, calendar, first + 7 * week) for week in range(count)], ignore_index=True)
    calls = frame["calls"].to_numpy(dtype=float)
    inside = [(frame[low] <= calls) & (calls <= frame[high]) for low, high in (("low", "high"), ("low95", "high95"))]
    total = calls.sum() or np.nan
    return Backtest(
        error=float(np.abs(frame["forecast"] - calls).sum() / total), naive_error=float(np.abs(frame["naive"] - calls).sum() / total),
        coverage=float(inside[0].mean()), coverage95=float(inside[1].mean()), frame=frame,
    )  # fmt: skip


# -- what is asked ------------------------------------------------------------------------


def _asked(past: History, horizon: int | tuple[Any, Any]) -> pd.DatetimeIndex:
    """Open intervals, local time without a zone."""
    if isinstance(horizon, tuple | list):
        if len(horizon) != 2:
            raise InvalidValue("horizon", texts.RULE_HORIZON, str(horizon))
        start, end = (_local(moment, past) for moment in horizon)
        if not end > start:
            raise InvalidValue("horizon", texts.RULE_HORIZON, str(horizon))
        days = pd.date_range(start.normalize(), end, freq="D")
    else:
        count = checks.whole("horizon", horizon, least=1)
        per_week = max(int(past.open.sum()), 1)
        start, end = past.days[-1] + pd.Timedelta(1, "D"), None
        days = pd.date_range(start, periods=7 * (count // per_week + 2), freq="D")
    every = pd.DatetimeIndex(
        np.concatenate([day.to_datetime64() + past.slots[past.open[day.day_of_week]].astype("timedelta64[m]") for day in days])
    )
    every = _on_the_clock(every, past.zone)
    local = every.tz_localize(None)
    return every[:count] if end is None else every[(local >= start) & (local < end)]


def _on_the_clock(every: pd.DatetimeIndex, zone: Any) -> pd.DatetimeIndex:
    """Local times as moments: an hour that the clock leaves out is none, one that it lives twice is two."""
    if zone is None:
        return every
    both = [every.tz_localize(zone, ambiguous=np.full(len(every), first), nonexistent="NaT") for first in (True, False)]
    return both[0].union(both[1]).dropna()


def _local(moment: Any, past: History) -> pd.Timestamp:
    time = moment_of("horizon", moment)
    if time.tz is not None:
        time = (time.tz_convert(past.zone) if past.zone is not None else time).tz_localize(None)
    return time


# -- the calendar -------------------------------------------------------------------------


class _Calendar:
    """Holidays and planned events, day by day."""

    def __init__(self, events: Any, holidays: Any) -> None:
        self.holidays = holidays
        self.events = _read_events(events)

    def off(self, days: pd.DatetimeIndex) -> NDArray[np.bool_]:
        return off_days(days, self.holidays)

    def lags(self, days: pd.DatetimeIndex, name: str | None = None) -> Floats:
        """How many events (of one name) lie 0, 1, … days before each day."""
        found = np.zeros((len(days), _LAGS))
        for event, day in self.events:
            if name is None or event == name:
                after = (days - day).days
                hit = (after >= 0) & (after < _LAGS)
                found[np.flatnonzero(hit), after[hit]] += 1
        return found

    def names(self, days: pd.DatetimeIndex) -> list[str]:
        """Events that the history has seen at least twice."""
        seen = [event for event, day in self.events if days[0] <= day <= days[-1]]
        return sorted({name for name in seen if seen.count(name) >= 2})


def _read_events(events: Any) -> list[tuple[str, pd.Timestamp]]:
    if events is None:
        return []
    if isinstance(events, Mapping):
        return [
            (str(name), _midnight(day))
            for name, days in events.items()
            for day in (days if np.iterable(days) and not isinstance(days, str) else [days])
        ]
    if isinstance(events, pd.DataFrame):
        days = frame_of(events, ("day",), "events")["day"]
        names = events["event"] if "event" in events.columns else pd.Series("event", index=events.index)
        return [(str(name), _midnight(day)) for name, day in zip(names, days, strict=True)]
    if isinstance(events, str) or not np.iterable(events):
        raise InvalidValue("events", texts.RULE_EVENTS, events)
    return [("event", _midnight(day)) for day in events]


def _midnight(day: Any) -> pd.Timestamp:
    return moment_of("events", day).tz_localize(None).normalize()


# -- what is learnt -----------------------------------------------------------------------


class _Learnt:
    """The day's total in logarithms, the shape of the day, and how much both are off."""

    def __init__(self, past: History, calendar: _Calendar) -> None:
        self.past, self.calendar = past, calendar
        self.shape = _shapes(past, calendar)
        self.total = _totals(past, self.shape)
        self.off = calendar.off(past.days)
        self.closed_on_holidays = _always_closed(past, self.off)
        used = np.isfinite(self.total) & (self.total > 0)
        if used.sum() < 7:
            raise InvalidValue(texts.HISTORY, texts.RULE_LENGTH, int(used.sum()), texts.WAY_LENGTH)
        self.used = np.flatnonzero(used)
        self.names = calendar.names(past.days)
        self.wave = len(past.days) > 300
        self._fit()

    def _fit(self) -> None:
        columns, ridge = self._columns(self.past.days)
        known, age = columns[self.used], self.used[-1] - self.used
        weight, target = _FADING**age, np.log(self.total[self.used])
        inner = (known * weight[:, None]).T @ known + np.diag(ridge)
        self.effects = np.linalg.solve(inner, (known * weight[:, None]).T @ target)
        # what the fit has seen it misses by too little: as many days as effects are spent
        spent = float(np.trace(np.linalg.solve(inner, (known * weight[:, None]).T @ known)))
        rest = target - known @ self.effects
        self.rest = rest * np.sqrt(len(rest) / max(len(rest) - spent, len(rest) / 4))
        self.speed, self.level, self.spread = _level(rest, self.rest)
        # the shape is a mean of so many same weekdays: what it was learnt from lies too near to it, and it is off itself
        same = min(max(len(self.used) / max(int(self.past.open.any(axis=1).sum()), 1), 2.0), float(_SHAPE_WEEKS))
        self.noise = self._within_days() * (same / (same - 1)) * (1 + 1 / same)

    def _columns(self, days: pd.DatetimeIndex) -> tuple[Floats, Floats]:
        off = self.calendar.off(days)
        parts: list[tuple[str, Any]] = [
            ("one", np.ones((len(days), 1))),
            ("weekday", np.eye(7)[days.day_of_week]),
            ("holiday", np.column_stack([off, self.calendar.off(days - pd.Timedelta(1, "D")) & ~off])),
        ]
        if self.calendar.events:
            parts.append(("event", self.calendar.lags(days)))
            parts += [("event", self.calendar.lags(days, name)) for name in self.names if len(self.names) > 1]
        if self.wave:
            angle = 2 * np.pi * days.day_of_year.to_numpy() / 365.25
            parts.append(("wave", np.column_stack([turn(k * angle) for k in (1, 2, 3) for turn in (np.sin, np.cos)])))
        ridge = np.concatenate([np.full(part.shape[1], _RIDGE[name]) for name, part in parts])
        return np.column_stack([part for _, part in parts]).astype(float), ridge

    def _within_days(self) -> Floats:
        """Variance over mean of an interval's calls within its day, and the part that grows with the square of the mean."""
        recent = self.used[-7 * _SHAPE_WEEKS :]
        means = self.total[recent, None] * self.shape[self.past.weekday[recent]]
        seen = self.past.calls[recent]
        good = np.isfinite(seen) & (means > 0.5)
        mean, square = means[good], (seen - means)[good] ** 2
        if mean.size < 20:
            return np.array([1.0, 0.0])
        # square = a mean + b mean²: weighted least squares, as both are rough
        columns, weight = np.column_stack([mean, mean**2]), 1 / mean**2
        a, b = np.linalg.lstsq(columns * np.sqrt(weight)[:, None], square * np.sqrt(weight), rcond=None)[0]
        if b < 0:
            a, b = float((square / mean).mean()), 0.0
        return np.array([max(a, 0.2), min(b, 1.0)])

    def days(self, days: pd.DatetimeIndex) -> tuple[Floats, float]:
        """The mean total of each day, and the standard deviation of its logarithm."""
        columns, _ = self._columns(days)
        log = columns @ self.effects + self.level
        total = np.exp(log + self.spread**2 / 2)
        closed = self.calendar.off(days) & self.closed_on_holidays
        return np.where(closed, 0.0, total), self.spread

    def intervals(self, when: pd.DatetimeIndex, days: pd.DatetimeIndex, total: Floats, spread: float) -> pd.DataFrame:
        starts = when.tz_localize(None)
        place = days.get_indexer(starts.normalize())
        slot = np.searchsorted(self.past.slots, (starts.hour * 60 + starts.minute).to_numpy())
        mean = total[place] * self.shape[starts.day_of_week.to_numpy(), slot]
        limits = _limits(mean, self.noise[0] * mean + (self.noise[1] + np.expm1(spread**2)) * mean**2)
        return pd.DataFrame({"start": when, "calls": mean, **limits})


def _shapes(past: History, calendar: _Calendar) -> Floats:
    """Share of a day's calls in each interval, by weekday (7 × slots): the last twelve ordinary ones."""
    ordinary = ~calendar.off(past.days)
    everyday = _share(_means(past.calls[ordinary][-7 * _SHAPE_WEEKS :]))
    shapes = []
    for day in range(7):
        seen = _means(past.calls[np.flatnonzero((past.weekday == day) & ordinary)[-_SHAPE_WEEKS:]])
        shapes.append(_share(seen) if seen.sum() > 0 else np.where(past.open[day], everyday, 0.0))
    return np.array(shapes)


def _means(calls: Floats) -> Floats:
    """Mean calls by interval, over the days that have it."""
    seen = np.isfinite(calls).sum(axis=0)
    return np.asarray(np.nansum(calls, axis=0) / np.maximum(seen, 1))


def _share(calls: Floats) -> Floats:
    return np.asarray(calls / calls.sum() if calls.sum() > 0 else calls)


def _totals(past: History, shape: Floats) -> Floats:
    """Calls of each day; a day with gaps is filled up by its shape, and left out where most of it is missing."""
    known = np.isfinite(past.calls)
    seen = (shape[past.weekday] * known).sum(axis=1)
    total = np.nansum(past.calls, axis=1)
    return np.where(seen > 0.5, total / np.where(seen > 0.5, seen, 1.0), np.nan)


def _always_closed(past: History, off: NDArray[np.bool_]) -> bool:
    """Whether the house has been closed on every public holiday that fell on a day it works."""
    works = past.open.any(axis=1)[past.weekday]
    tried = off & works
    return bool(tried.any() and (np.nansum(past.calls[tried], axis=1) == 0).all())


def _level(rest: Floats, wide: Floats) -> tuple[float, float, float]:
    """How fast the level follows, where it stands, and the spread around it a few days ahead."""
    best = (np.inf, _SPEEDS[0], 0.0)
    for speed in _SPEEDS:
        level = 0.0
        levels = np.empty(len(rest))
        for place, value in enumerate(rest):
            levels[place] = level
            level += speed * (value - level)
        ahead = rest[6:] - levels[: len(rest) - 6] if len(rest) > 20 else rest - levels
        cost = float((ahead[len(ahead) // 4 :] ** 2).mean())
        if cost < best[0]:
            best = (cost, speed, level)
    cost, speed, level = best
    stretch = float((wide**2).mean() / max((rest**2).mean(), 1e-12))
    return speed, level, float(np.sqrt(max(cost * stretch, 1e-6)))


def _limits(mean: Floats, variance: Floats) -> dict[str, Floats]:
    """Limits of counts with that mean and variance: whole numbers, from the gamma–Poisson family.

    A count lies inside with a chance that is as near as whole numbers allow: rounding both
    limits outward would hold more than is said, most of all where few call.
    """
    from scipy import stats

    safe = np.maximum(mean, 1e-9)
    over = np.maximum(variance, safe * 1.0001)
    law = stats.nbinom(safe**2 / (over - safe), safe / over)
    found: dict[str, Floats] = {}
    for (low, tail), (high, top) in zip(_LOWS, _HIGHS, strict=True):
        found[low] = _nearest(law, np.full_like(safe, tail), shift=1)
        found[high] = _nearest(law, law.cdf(found[low] - 1) + top - tail, shift=0)
    found["low95"], found["high95"] = np.minimum(found["low95"], found["low"]), np.maximum(found["high95"], found["high"])
    found["low"], found["high"] = np.minimum(found["low"], np.floor(mean)), np.maximum(found["high"], np.ceil(mean))
    return {name: np.where(mean > 0, found[name], 0.0) for name in _LEVELS}


def _nearest(law: Any, chance: Floats, *, shift: int) -> Floats:
    """The count k for which the chance of at most k − `shift` is nearest to `chance`."""
    at = law.ppf(np.minimum(chance, 1 - 1e-9))
    nearer = np.abs(law.cdf(at - 1) - chance) < np.abs(law.cdf(at) - chance)
    return np.asarray(np.maximum(np.where(nearer, at - 1, at) + shift, 0.0))


# -- backtest -----------------------------------------------------------------------------


def _week(past: History, calendar: _Calendar, first: int) -> pd.DataFrame:
    known, days = past.until(first), past.days[first : first + 7]
    model = _Learnt(known, calendar)
    starts = pd.DatetimeIndex(np.concatenate([day.to_datetime64() + past.slots.astype("timedelta64[m]") for day in days]))
    mean, spread = model.days(days)
    local = model.intervals(starts, days, mean, spread)
    naive = np.concatenate([_naive(known, day.day_of_week) for day in days])
    seen = past.calls[first : first + 7].ravel()
    kept = np.isfinite(seen) & np.concatenate([known.open[day.day_of_week] for day in days])
    frame = local.rename(columns={"calls": "forecast"}).assign(calls=seen, naive=naive)
    return pd.DataFrame(frame.loc[kept, ["start", "calls", "forecast", "naive", *_LEVELS]])


def _naive(known: History, weekday: int) -> Floats:
    return _means(known.calls[known.weekday == weekday][-_NAIVE_WEEKS:])
