"""How does the day go? A plan per quarter-hour, and what becomes of it.

The plan takes each quarter-hour by itself, as if it had lasted for ever; `as_it_goes`
follows the real queue through the day with the exact Markov chain, and `simulated` with
calls drawn one by one, so that the plan's error is seen and not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .paid_time import rostered
from .queue import queue
from .servers import Shift, serve
from .staffing import agents_needed
from .transient import follow

if TYPE_CHECKING:
    from .rows import Floats

__all__ = ["DayPlan", "mail_order_day", "plan_day"]

_SENSE = Text(fr="un nombre d’appels, avec une durée de traitement", en="a number of calls, with a handle time")

_UNBROKEN = Text(fr="une suite d’intervalles sans trou, d’un seul jour", en="intervals of one day without a gap")
_UNBROKEN_WAY = Text(
    fr="Suivez un jour à la fois, et mettez 0 appel aux intervalles où il n’en est pas venu.",
    en="Follow one day at a time, and put 0 calls where none came.",
)
_ONCE = Text(fr="un intervalle présent une seule fois", en="an interval that stands once")
_ONCE_WAY = Text(
    fr="Additionnez les lignes d’un même intervalle, ou retirez celle qui est en double ; intervals(…) le fait depuis un relevé.",
    en="Add up the lines of one interval, or drop the one that is double; intervals(…) does it from a log.",
)
_TIMED = Text(fr="une durée de traitement en secondes", en="a handle time in seconds")
_ITS_COLUMNS = Text(fr="un tableau avec « calls » et « start » ou « start_hour »", en='a frame with "calls" and "start" or "start_hour"')


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan(Said):
    """A day by quarter-hours (or other intervals), its agents and what they deliver.

    `frame` has one row per interval: `start_hour`, `calls`, `handle_seconds`, `load`,
    `required` (agents that the promise needs), `agents` (those planned), `rostered`
    (people on the roster for them), `service_level`, `wait_share`, `mean_wait_seconds`,
    `abandonment_share`, `occupancy`. Intervals that make no sense are NaN. `notices` is what the
    reader should know of the log that it comes from.
    """

    frame: pd.DataFrame
    interval_seconds: float
    within_seconds: float
    patience_seconds: float | None
    target: float | None
    shrinkage: float
    notices: tuple[str, ...] = ()

    @property
    def service_level(self) -> float:
        """Share of the day's calls served within the threshold, as planned."""
        return self._over_calls("service_level")

    @property
    def abandonment_share(self) -> float:
        """Share of the day's calls abandoned, as planned."""
        return self._over_calls("abandonment_share")

    @property
    def agent_hours(self) -> float:
        """Hours at the phones."""
        return float(self.frame["agents"].sum() * self.interval_seconds / 3600)

    @property
    def paid_hours(self) -> float:
        """Hours to pay, shrinkage included."""
        return self.agent_hours / (1 - self.shrinkage)

    @property
    def peak(self) -> int:
        """The most agents at the phones at once."""
        return int(self.frame["agents"].max())

    def with_agents(self, agents: Any) -> DayPlan:
        """The same day with other agents: one number for all intervals, or one for each."""
        frame = self.frame.assign(agents=np.broadcast_to(np.asarray(agents), len(self.frame)))
        return replace(self, frame=_delivering(frame, self._timing(), self.shrinkage))

    def as_it_goes(self) -> pd.DataFrame:
        """Plan beside reality: the exact queue followed through the day from an empty start.

        Returns
        -------
        DataFrame
            `start_hour`, `calls`, `agents`, and for the plan and as it goes:
            `planned_wait_share`, `wait_share`, `planned_service_level`, `service_level`,
            `abandonment_share`, `mean_queue`, `left_at_end` (people in the system).
        """
        frame = self._complete()
        hanging_up = 1 / self.patience_seconds if self.patience_seconds else 0.0
        moments = follow(
            frame["calls"].to_numpy(float) / self.interval_seconds, 1 / frame["handle_seconds"].to_numpy(float), frame["agents"].to_numpy(),
            hanging_up, seconds=self.interval_seconds, within=self.within_seconds,
        )  # fmt: skip
        planned = frame[["wait_share", "service_level"]].add_prefix("planned_")
        real = pd.DataFrame(moments, index=frame.index)[["wait_share", "service_level", "abandonment_share", "mean_queue", "left_at_end"]]
        return pd.concat([frame[["start_hour", "calls", "agents"]], planned, real], axis=1)

    def simulated(self, *, rng: np.random.Generator | int, days: int = 200) -> pd.DataFrame:
        """The day played many times: per interval, what the calls of that interval met.

        Parameters
        ----------
        rng : Generator or int
        days : int
            Days played; standard errors are between days.

        Returns
        -------
        DataFrame
            `start_hour`, `calls`, `service_level`, `service_level_se`, `abandonment_share`,
            `mean_wait_seconds`; NaN where no call came.
        """
        source = np.random.default_rng(rng)
        played = [self._played(source) for _ in range(checks.whole("days", days, least=2))]
        counts, served, lost, waits = (np.array([day[part] for day in played]) for part in range(4))
        total = counts.sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            level = served.sum(axis=0) / total
            spread = np.sqrt(((served - level * counts) ** 2).sum(axis=0)) / total
            found = {"service_level": level, "service_level_se": spread, "abandonment_share": lost.sum(axis=0) / total}
            return self.frame[["start_hour", "calls"]].assign(**found, mean_wait_seconds=waits.sum(axis=0) / total)

    def sentence(self) -> str:
        """The finding in words."""
        days = self.frame["start"].dt.normalize().nunique() if "start" in self.frame else 1
        told = (texts.DAY_FINDING if days < 2 else texts.DAYS_FINDING).say(
            days=days, calls=self.frame["calls"].sum(), level=self.service_level, seconds=self.within_seconds, peak=self.peak,
            hours=self.agent_hours, paid=self.paid_hours,
        )  # fmt: skip
        unknown = int(self.frame["agents"].isna().sum())
        return " ".join([told, *([texts.UNKNOWN.say(count=unknown)] if unknown else []), *self.notices])

    def _over_calls(self, measure: str) -> float:
        calls, values = self.frame["calls"].to_numpy(float), self.frame[measure].to_numpy(float)
        known = np.isfinite(calls) & np.isfinite(values) & (calls > 0)
        return float(np.average(values[known], weights=calls[known])) if known.any() else float("nan")

    def _complete(self) -> pd.DataFrame:
        """The frame, if every interval makes sense; a handle time where there is no call."""
        wrong = self.frame.index[self.frame["agents"].isna()]
        if len(wrong):
            raise InvalidData("calls", _SENSE, self.frame.loc[wrong[0], "calls"], line=int(wrong[0]) + 2)
        hours = self.frame["start_hour"].to_numpy(float)
        if np.any(np.abs(np.diff(hours) - self.interval_seconds / 3600) > 1e-6):
            raise InvalidData("start_hour", _UNBROKEN, hours.tolist(), hint=_UNBROKEN_WAY)
        return self.frame.assign(handle_seconds=self.frame["handle_seconds"].where(self.frame["calls"] > 0, 1.0))

    def _timing(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("interval_seconds", "within_seconds", "patience_seconds")}

    def _played(self, source: np.random.Generator) -> tuple[Floats, Floats, Floats, Floats]:
        """One day: calls, served in time, abandoned and seconds waited, by interval of arrival."""
        frame, size = self._complete(), len(self.frame)
        number = source.poisson(frame["calls"].to_numpy(float))
        place = np.repeat(np.arange(size), as_counts(number))
        arrival = np.sort(place + source.random(place.size)) * self.interval_seconds
        handle = source.exponential(frame["handle_seconds"].to_numpy(float)[place])
        patience = np.full(place.size, np.inf) if self.patience_seconds is None else source.exponential(self.patience_seconds, place.size)
        shifts = [Shift(at * self.interval_seconds, int(agents)) for at, agents in enumerate(frame["agents"])]
        calls = serve(arrival, handle, patience, [*shifts, Shift(size * self.interval_seconds, shifts[-1].agents)])
        lost = np.isnan(calls.start)
        in_time = ~lost & (calls.wait <= self.within_seconds)
        waited = np.where(np.isfinite(calls.wait), calls.wait, size * self.interval_seconds - calls.arrival)
        sums = (np.bincount(as_counts(place), weights=weights, minlength=size) for weights in (in_time * 1.0, lost * 1.0, waited))
        return (number.astype(float), *sums)  # type: ignore[return-value]


def plan_day(
    calls: Any,
    handle_seconds: Any = None,
    *,
    start_hour: float = 8.0,
    interval_seconds: float | None = None,
    within_seconds: float = 20,
    patience_seconds: float | None = None,
    shrinkage: float = 0.0,
    service_level: float | None = 0.8,
    **promise: Any,
) -> DayPlan:
    """Plan a day interval by interval: the fewest agents that keep the promise in each.

    Parameters
    ----------
    calls : array, Series by time, or frame
        Calls forecast in each interval, in order. A Series whose index holds moments, times of the day
        (``"9h30"``) or hours (``9.5``) is planned at these, a frame (:func:`~crm_course.contact_center.intervals.intervals`, `mail_order_day`) at its `start` or
        `start_hour`, with its `handle_seconds`; intervals that are missing are told.
    handle_seconds : float or array
        Mean handle time, of the day or of each interval; needed where `calls` has none.
    start_hour : float
        When the first interval begins, where `calls` does not tell: 8.5 is half past eight.
    interval_seconds : float, optional
        Length of the intervals: that of the frame, else a quarter-hour.
    within_seconds, patience_seconds
        As in :func:`queue`.
    shrinkage : float
        Share of paid time not spent at the phones.
    service_level, **promise
        As in :func:`agents_needed`.

    Raises
    ------
    InvalidData, InvalidValue
        If a frame has no calls or times, or nothing tells the handle time.

    >>> plan = plan_day([20, 50, 100], 180)
    >>> plan.frame["agents"].tolist(), plan.agent_hours
    ([7, 14, 24], 11.25)
    """
    frame, length, notices = _as_intervals(calls, start_hour, interval_seconds)
    if handle_seconds is None and "handle_seconds" not in frame:
        raise InvalidValue("handle_seconds", _TIMED, None)
    if handle_seconds is not None:
        frame = frame.assign(handle_seconds=np.broadcast_to(np.asarray(handle_seconds, dtype=float), len(frame)))
    timing: dict[str, Any] = {"interval_seconds": length, "within_seconds": within_seconds, "patience_seconds": patience_seconds}
    required = agents_needed(
        frame["calls"].to_numpy(), frame["handle_seconds"].to_numpy(float), service_level=service_level, **timing, **promise
    )
    planned = frame.assign(required=required, agents=required)
    return DayPlan(
        frame=_delivering(planned, timing, shrinkage), target=service_level, shrinkage=float(shrinkage), notices=notices, **timing
    )


def _as_intervals(calls: Any, start_hour: float, interval_seconds: float | None) -> tuple[pd.DataFrame, float, tuple[str, ...]]:
    """Calls with the hour at which each interval begins, the length of an interval, and what is to be told."""
    if isinstance(calls, pd.Series):
        calls = _timed(calls)
    if isinstance(calls, pd.DataFrame) and isinstance(calls.index, pd.DatetimeIndex) and not {"start", "start_hour"} & set(calls):
        _once(calls.index)
        calls = calls.rename_axis("start").reset_index()
    if not isinstance(calls, pd.DataFrame):
        counts, length = np.atleast_1d(np.asarray(calls, dtype=float)), interval_seconds or 900.0
        return pd.DataFrame({"start_hour": start_hour + np.arange(counts.size) * length / 3600, "calls": counts}), length, ()
    if "calls" not in calls or not {"start", "start_hour"} & set(calls):
        raise InvalidData("calls", _ITS_COLUMNS, ", ".join(map(str, calls.columns)))
    frame = calls[[name for name in ("start", "start_hour", "calls", "handle_seconds") if name in calls]].reset_index(drop=True)
    frame = frame.assign(calls=frame["calls"].to_numpy(dtype=float, na_value=np.nan))
    if "start" not in frame:
        midnight = pd.Timestamp(2001, 1, 1)  # any day: only the hours between count
        starts = midnight + pd.to_timedelta(frame["start_hour"].astype(float), unit="h").dt.round("s")
        _once(pd.DatetimeIndex(starts))
        length = interval_seconds or 60.0 * calls.attrs.get("minutes", 0) or min(_usual_step(starts), 3600.0)
        return frame, length, _holes(starts, length) if starts.is_monotonic_increasing else ()
    frame = frame.sort_values("start", kind="stable", ignore_index=True)
    starts = pd.to_datetime(frame["start"])
    _once(pd.DatetimeIndex(starts))
    if "start_hour" not in frame:
        frame.insert(0, "start_hour", starts.dt.hour + starts.dt.minute / 60 + starts.dt.second / 3600)
    length = interval_seconds or 60.0 * calls.attrs.get("minutes", 0) or _usual_step(starts)
    told = calls.attrs.get("notices", ())
    return frame, length, tuple(told) or _holes(starts, length)


def _timed(calls: pd.Series) -> pd.Series | pd.DataFrame:
    """A Series with the times that its index holds; as it is, where the index only counts on."""
    index = calls.index.to_timestamp() if isinstance(calls.index, pd.PeriodIndex) else calls.index
    if isinstance(index, pd.DatetimeIndex):
        return calls.set_axis(index).to_frame("calls")
    hours = list(index.total_seconds() / 3600) if isinstance(index, pd.TimedeltaIndex) else [_hour(label) for label in index]
    if not len(hours) or any(hour is None for hour in hours):
        return calls
    return pd.DataFrame({"start_hour": np.array(hours, dtype=float), "calls": calls.to_numpy(dtype=float, na_value=np.nan)})


def _hour(label: Any) -> float | None:
    """The hour of the day that a label says: 9.5 for « 9h30 », ``"09:30-09:45"``, 9:30 or 9.5; a whole number only counts on."""
    if isinstance(label, dt.time):
        return label.hour + label.minute / 60 + label.second / 3600
    if isinstance(label, str) and (found := _CLOCK.match(label.strip())):
        return int(found[1]) + int(found[2] or 0) / 60 + int(found[3] or 0) / 3600
    return float(label) if isinstance(label, float | np.floating) and 0 <= label < 48 else None


_CLOCK = re.compile(r"(\d{1,2})\s?[:hH](?:(\d{2})(?::(\d{2}))?)?(?!\d)")


def _once(starts: pd.DatetimeIndex) -> None:
    """Refuse an interval that stands twice: nobody knows whether to add or to drop."""
    if starts.has_duplicates:
        twice = starts[starts.duplicated()][0]
        raise InvalidData("start", _ONCE, f"{twice:%Y-%m-%d %H:%M}", hint=_ONCE_WAY)


def _usual_step(starts: pd.Series) -> float:
    """The shortest time between two intervals; a quarter-hour for one alone."""
    steps = starts.diff().dt.total_seconds().dropna()
    return float(steps[steps > 0].min()) if (steps > 0).any() else 900.0


def _holes(starts: pd.Series, length: float) -> tuple[str, ...]:
    """What to say of intervals that are missing within a day."""
    steps = starts.groupby(starts.dt.normalize()).diff().dt.total_seconds() / length
    missing = int((steps[steps > 1] - 1).sum())
    return (texts.MISSING.say(count=missing),) if missing else ()


def mail_order_day(volume: float = 1.0) -> pd.DataFrame:
    """A day at the order line of a mail-order house, 8:00 to 20:00: `start_hour`, `calls`, `handle_seconds`.

    Invented for the course: two rushes, and a peak of twice the slack hours, the swing that
    mail-order houses report. `volume` multiplies the calls: 2 for the day a catalogue drops.

    >>> float(mail_order_day()["calls"].sum())
    2800.0
    """
    hourly = [120, 220, 290, 300, 230, 180, 210, 250, 270, 290, 260, 180]
    shape = np.interp(np.arange(48) / 4 + 0.125, np.arange(12) + 0.5, np.array(hourly) / 4)
    calls = np.rint(shape * sum(hourly) / shape.sum())
    calls[calls.argmax()] += sum(hourly) - calls.sum()
    return pd.DataFrame({"start_hour": 8 + np.arange(48) / 4, "calls": np.rint(calls * volume), "handle_seconds": 240.0})


def _delivering(frame: pd.DataFrame, timing: dict[str, Any], shrinkage: Any) -> pd.DataFrame:
    """The frame with what its agents deliver."""
    found = queue(frame["calls"].to_numpy(float), frame["handle_seconds"].to_numpy(float), frame["agents"].to_numpy(float), **timing)
    names = ("load", "service_level", "wait_share", "mean_wait_seconds", "abandonment_share", "occupancy")
    return frame.assign(rostered=rostered(frame["agents"].to_numpy(float), shrinkage), **{name: getattr(found, name) for name in names})
