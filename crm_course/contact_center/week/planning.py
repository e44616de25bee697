"""From calls expected to shifts, euros and a promise: the plan of a week.

Agents at the phones follow from the calls of each interval, shifts from the agents a day at
a time, and what the plan delivers is read back from the queue: at the calls expected, and
if as many came as the upper limit allows.

Assumptions: those of :func:`queue`; an interval starts with the queue of its own calls.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from ..queue import queue
from ..queue_profile import Line
from ..staffing import agents_needed
from . import texts
from .given import frame_of, moment_of, numbers_of
from .shifts import Schedule, ShiftType, schedule

__all__ = ["WeekPlan", "plan_week", "usual_shifts"]

_HEDGES = ("calls", "high", "high95")
_HOURS = (4, 7, 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """A week planned.

    Attributes
    ----------
    frame : DataFrame
        ``start, calls, required, agents, service_level, if_many``: `agents` are those at the
        phones, `if_many` the service level if the calls of `high` came.
    shifts : DataFrame
        ``day, shift, start, end, agents``: hours of the day.
    hours, cost : float
        On the roster; and what they cost in euros, leave and training included.
    service_level, if_many : float
        Share of calls answered in time, over the week.
    schedule : Schedule
        The shifts with their bound.
    """

    frame: pd.DataFrame = field(repr=False)
    shifts: pd.DataFrame = field(repr=False)
    hours: float
    cost: float
    service_level: float
    if_many: float
    schedule: Schedule = field(repr=False)
    line: Line = field(repr=False)

    def by_day(self) -> pd.DataFrame:
        """``day, calls, hours, service_level, if_many``."""
        day = self.frame["start"].dt.normalize()
        weights = self.frame.assign(
            day=day, kept=self.frame["calls"] * self.frame["service_level"], few=self.frame["calls"] * self.frame["if_many"]
        )
        sums = weights.groupby("day")[["calls", "kept", "few"]].sum()
        hours = self.shifts.assign(hours=(self.shifts["end"] - self.shifts["start"]) * self.shifts["agents"]).groupby("day")["hours"].sum()
        known = sums["calls"].where(sums["calls"] > 0)
        return pd.DataFrame({"calls": sums["calls"], "hours": hours.reindex(sums.index).fillna(0.0), "service_level": sums["kept"] / known,
                             "if_many": sums["few"] / known}).rename_axis("day").reset_index()  # fmt: skip

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.WEEK_PLAN.say(
            calls=self.frame["calls"].sum(), hours=self.hours, cost=self.cost, level=self.service_level, seconds=self.line.within_seconds,
            many=self.if_many,
        )  # fmt: skip

    def _repr_markdown_(self) -> str:
        return self.sentence()


def plan_week(
    coming: Any, line: Line, *, shifts: Any = None, breaks: Any = None, staff_for: str = "calls", handle_seconds: Any = None,
    understaffing_price: float | None = None, time_limit: float = 10,
) -> WeekPlan:  # fmt: skip
    """The shifts for the calls of :func:`forecast`.

    Parameters
    ----------
    coming : DataFrame
        ``start, calls[, high, high95, handle_seconds]`` per interval, in local time.
    line : Line
        Promise, patience and costs; its calls are not used.
    shifts : sequence of ShiftType, optional
        In intervals from midnight; :func:`usual_shifts` of the opening hours without it.
    breaks : Break, optional
        As for :func:`schedule`.
    staff_for : str
        ``calls`` (those expected), ``high`` or ``high95`` (a limit of the forecast).
    handle_seconds : float, optional
        Where `coming` has none; that of the line without it.
    understaffing_price, time_limit
        As for :func:`schedule`.

    >>> coming = pd.DataFrame({"start": pd.date_range("2026-03-02 08:00", periods=32, freq="15min"), "calls": 20.0})
    >>> plan = plan_week(coming, Line(calls=0, talk_seconds=200, patience_seconds=120))
    >>> plan.hours, plan.schedule.proven, plan.service_level > 0.8
    (48.0, True, True)
    """
    checks.choice("staff_for", staff_for, _HEDGES)
    frame = frame_of(coming, ("start", "calls", staff_for), "coming").reset_index(drop=True)
    if frame.empty:
        raise InvalidValue("coming", texts.RULE_SOME_CALLS, 0)
    start, calls = _clock(frame["start"]), numbers_of(frame, "calls", texts.RULE_CALLS, empty=False)
    handle = _handle(frame, line, handle_seconds)
    asked = _promise(line)
    needed = agents_needed(np.maximum(frame[staff_for].to_numpy(dtype=float), calls), handle, **asked)
    needed = np.where(calls > 0, needed, 0).astype(float)
    minutes = round(line.interval_seconds / 60)
    days, place, slot = _grid(start, minutes)
    need = np.zeros((len(days), 1440 // minutes))
    np.maximum.at(need, (place, slot), needed)
    types = usual_shifts(slot.min(), slot.max() + 1, minutes) if shifts is None else shifts
    made = schedule(need, types, breaks=breaks, understaffing_price=understaffing_price, time_limit=time_limit)
    agents = np.atleast_2d(made.coverage)[place, slot]
    many = frame["high"].to_numpy(dtype=float) if "high" in frame.columns else calls
    levels = [_level(volume, handle, agents, line) for volume in (calls, np.maximum(many, calls))]
    table = pd.DataFrame(
        {"start": start, "calls": calls, "required": needed, "agents": agents, "service_level": levels[0], "if_many": levels[1]}
    )
    worked = _worked(days, types, made, minutes)
    hours = float(((worked["end"] - worked["start"]) * worked["agents"]).sum())
    weight = calls / max(calls.sum(), 1e-9)
    return WeekPlan(
        frame=table, shifts=worked, hours=hours, cost=hours * line.hourly_cost / (1 - line.shrinkage), schedule=made, line=line,
        service_level=float((weight * levels[0]).sum()), if_many=float((weight * levels[1]).sum()),
    )  # fmt: skip


def usual_shifts(first: int, last: int, minutes: int = 15) -> list[ShiftType]:
    """Shifts of 4, 7 and 8 hours that begin on the half-hour within `first` to `last` (intervals of `minutes` from midnight).

    A house open for less than four hours has one shift, its opening hours.

    >>> [shift.name for shift in usual_shifts(32, 50)]
    ['08:00-12:00', '08:30-12:30']
    """
    step, found = max(30 // minutes, 1), []
    for length in (hours * 60 // minutes for hours in _HOURS):
        begins = list(range(int(first), int(last) - length + 1, step))
        if begins and begins[-1] + length < last:
            begins.append(int(last) - length)
        found += [ShiftType(start=begin, length=length, name=_named(begin, begin + length, minutes)) for begin in begins]
    return found or [ShiftType(start=int(first), length=int(last - first), name=_named(int(first), int(last), minutes))]


# -- private ------------------------------------------------------------------------------


def _named(begin: int, end: int, minutes: int) -> str:
    return "-".join(f"{at * minutes // 60:02d}:{at * minutes % 60:02d}" for at in (begin, end))


def _clock(starts: pd.Series) -> pd.Series:
    """Local times without a zone."""
    if not pd.api.types.is_datetime64_any_dtype(starts.dtype):
        starts = pd.Series([moment_of("start", start) for start in starts])
    return starts if starts.dt.tz is None else starts.dt.tz_localize(None)


def _handle(frame: pd.DataFrame, line: Line, given: Any) -> Any:
    if given is not None:
        return np.full(len(frame), checks.positive("handle_seconds", given))
    if "handle_seconds" not in frame.columns:
        return np.full(len(frame), line.handle_seconds)
    known = numbers_of(frame, "handle_seconds", texts.RULE_SECONDS)
    return np.where(known > 0, known, line.handle_seconds)


def _promise(line: Line) -> dict[str, Any]:
    return {"interval_seconds": line.interval_seconds, "within_seconds": line.within_seconds, "service_level": line.service_level,
            "patience_seconds": line.patience_seconds}  # fmt: skip


def _grid(start: pd.Series, minutes: int) -> tuple[pd.DatetimeIndex, Any, Any]:
    """Days from the first to the last, and each interval's day and place in it."""
    days = pd.date_range(start.min().normalize(), start.max().normalize(), freq="D")
    minute = (start.dt.hour * 60 + start.dt.minute).to_numpy()
    return days, days.get_indexer(pd.DatetimeIndex(start.dt.normalize())), minute // minutes


def _level(calls: Any, handle: Any, agents: Any, line: Line) -> Any:
    """Share answered in time of each interval; 1 where nobody calls, 0 where nobody answers."""
    level = np.where(calls > 0, 0.0, 1.0)
    busy = (calls > 0) & (agents > 0)
    if busy.any():
        level[busy] = queue(calls[busy], handle[busy], agents[busy], interval_seconds=line.interval_seconds, within_seconds=line.within_seconds,
                            patience_seconds=line.patience_seconds).service_level  # fmt: skip
    return level


def _worked(days: pd.DatetimeIndex, types: Any, made: Schedule, minutes: int) -> pd.DataFrame:
    rows = []
    for day, counts in zip(days, np.atleast_2d(made.counts), strict=True):
        for kind in np.flatnonzero(counts):
            shift = types[int(kind)]
            begin, end = (shift.start, shift.start + shift.length) if isinstance(shift, ShiftType) else _ones(shift)
            name = getattr(shift, "name", "") or _named(begin, end, minutes)
            rows.append((day, name, begin * minutes / 60, end * minutes / 60, int(counts[kind])))
    return pd.DataFrame(rows, columns=["day", "shift", "start", "end", "agents"])


def _ones(row: Any) -> tuple[int, int]:
    ones = np.flatnonzero(np.asarray(row))
    return int(ones[0]), int(ones[-1]) + 1
