"""When will it be running? A plan with its critical path, and what chance does to it.

Each task has three durations: if all goes well, the likely one, if it goes badly. The
weighted mean (low + 4 likely + high) / 6 gives the plan; its critical path is the chain
that has no slack. That plan is too early: where several chains end together, the latest of
them decides, and the latest of several is later than each (the merge bias). The simulation
shows by how much.

Source: Malcolm and others (1959) for PERT; Clark (1962) for the merge bias; durations
drawn from the beta-PERT distribution (Vose 2000).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .naming import label

__all__ = ["Plan", "Simulated", "plan"]

Floats = NDArray[np.float64]
_COLUMNS = ("name", "low", "likely", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """The plan, many times over.

    Attributes
    ----------
    mean, sd : float
        Of the total duration, in the unit of the tasks (weeks, in sentences and charts).
    criticality : pandas.Series
        Share of draws in which each task was on a critical path, 0–1.
    durations : array
        One total duration per draw.
    """

    mean: float
    sd: float
    criticality: pd.Series
    durations: Floats = field(repr=False)

    def share_by(self, duration: float) -> float:
        """Share of draws that are over by `duration`, 0–1."""
        return float((self.durations <= checks.finite("duration", duration)).mean())

    def quantile(self, share: float) -> float:
        """The duration that is kept in `share` of the draws."""
        return float(np.quantile(self.durations, checks.share("share", share)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Said):
    """A plan of tasks.

    Attributes
    ----------
    duration : float
        Of the whole, at each task's weighted mean.
    critical : tuple of str
        Tasks without slack, in order of their start.
    slack : pandas.Series
        By how much each task may be late without delaying the whole.
    frame : pandas.DataFrame
        ``name, mean, sd, start, end, slack, critical``; `sd` is PERT's (high − low) / 6.
    """

    duration: float
    critical: tuple[str, ...]
    slack: pd.Series
    frame: pd.DataFrame = field(repr=False)
    _after: tuple[tuple[int, ...], ...] = field(repr=False)
    _order: tuple[int, ...] = field(repr=False)
    _estimates: Floats = field(repr=False)

    @property
    def sd(self) -> float:
        """PERT's standard deviation of the critical path: too small, see :meth:`simulate`."""
        return float(np.sqrt((self.frame.loc[self.frame["critical"], "sd"] ** 2).sum()))

    def simulate(self, draws: int, rng: np.random.Generator | int) -> Simulated:
        """The plan with durations drawn from beta-PERT distributions, each task by itself."""
        spans = _drawn(self._estimates, checks.whole("draws", draws, least=1), np.random.default_rng(rng))
        ends = _ends(spans, self._after, self._order)
        total = ends.max(axis=0)
        left = _left(spans, self._after, self._order)  # from a task's start to the end of the whole
        critical = np.abs(ends - spans + left - total) <= 1e-9 * np.maximum(total, 1.0)
        return Simulated(
            mean=float(total.mean()), sd=float(total.std(ddof=1)) if draws > 1 else 0.0, durations=total,
            criticality=pd.Series(critical.mean(axis=1), index=self.slack.index, name="criticality"),
        )  # fmt: skip

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.PLAN.say(duration=self.duration, path=" → ".join(label(name) for name in self.critical))


def plan(tasks: pd.DataFrame | Mapping[str, Any]) -> Plan:
    """A plan from its tasks.

    Parameters
    ----------
    tasks : DataFrame
        ``name, low, likely, high, after``: three durations in one unit, low ≤ likely ≤ high;
        `after` names the tasks that must be over first, parted by spaces (empty: none).

    Raises
    ------
    InvalidValue
        The tasks wait for each other in a circle, which is named.

    >>> found = plan(pd.DataFrame({"name": ["data", "training", "start"], "low": [2, 1, 1], "likely": [4, 2, 1], "high": [6, 3, 1],
    ...                            "after": ["", "", "data training"]}))
    >>> found.duration, found.critical, found.slack["training"].item()
    (5.0, ('data', 'start'), 2.0)
    """
    names, estimates, after = _read(pd.DataFrame(tasks))
    order = _topological(names, after)
    mean = (estimates @ [1.0, 4.0, 1.0]) / 6
    ends, left = _ends(mean[:, None], after, order)[:, 0], _left(mean[:, None], after, order)[:, 0]
    start, duration = ends - mean, float(ends.max())
    slack = duration - left - start
    slack[np.abs(slack) <= 1e-9 * max(duration, 1.0)] = 0.0
    frame = pd.DataFrame({"name": names, "mean": mean, "sd": (estimates[:, 2] - estimates[:, 0]) / 6, "start": start, "end": ends,
                          "slack": slack, "critical": slack == 0})  # fmt: skip
    critical = sorted(np.flatnonzero(slack == 0), key=lambda task: (start[task], order.index(task)))
    return Plan(
        duration=duration, critical=tuple(names[task] for task in critical), slack=pd.Series(slack, index=names, name="slack"), frame=frame,
        _after=after, _order=order, _estimates=estimates,
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _read(tasks: pd.DataFrame) -> tuple[list[str], Floats, tuple[tuple[int, ...], ...]]:
    for column in _COLUMNS:
        if column not in tasks.columns:
            raise UnknownName(texts.COLUMN, column, map(str, tasks.columns))
    names = [str(name).strip() for name in tasks["name"]]
    if not names:
        raise InvalidValue(texts.TASKS, texts.RULE_SOME, [])
    for name in names:
        if not name or len(name.split()) > 1:
            raise InvalidValue(texts.TASK, texts.RULE_ONE_WORD, name, texts.WAY_ONE_WORD)
        if names.count(name) > 1:
            raise InvalidValue(texts.TASK, texts.RULE_ONCE, name, texts.WAY_ONE_ROW)
    estimates = tasks[["low", "likely", "high"]].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    for name, three in zip(names, estimates, strict=True):
        if not (np.isfinite(three).all() and 0 <= three[0] <= three[1] <= three[2]):
            raise InvalidData(Text.literal(name), texts.RULE_THREE, [float(part) for part in three])
    after = tasks["after"] if "after" in tasks.columns else [""] * len(names)
    return names, estimates, tuple(_places(cell, names) for cell in after)


def _places(cell: Any, names: list[str]) -> tuple[int, ...]:
    if cell is None or (isinstance(cell, float) and np.isnan(cell)):
        return ()
    waited = str(cell).split() if isinstance(cell, str) else list(map(str, cell))
    for name in waited:
        if name not in names:
            raise UnknownName(texts.TASK_BEFORE, name, names)
    return tuple(names.index(name) for name in dict.fromkeys(waited))


def _topological(names: list[str], after: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    order: list[int] = []
    waiting = dict(enumerate(map(set, after)))
    while waiting:
        ready = [task for task, before in waiting.items() if not before & waiting.keys()]
        if not ready:
            raise InvalidValue(texts.TASKS, texts.RULE_NO_CIRCLE, " → ".join(_circle(names, waiting)), texts.WAY_CIRCLE)
        order += ready
        for task in ready:
            del waiting[task]
    return tuple(order)


def _circle(names: list[str], waiting: dict[int, set[int]]) -> list[str]:
    walked = [next(iter(waiting))]
    while (before := min(waiting[walked[-1]] & waiting.keys())) not in walked:
        walked.append(before)
    circle = walked[walked.index(before) :]
    return [names[task] for task in reversed([*circle, circle[0]])]


def _ends(spans: Floats, after: tuple[tuple[int, ...], ...], order: tuple[int, ...]) -> Floats:
    ends = np.zeros_like(spans)
    for task in order:
        ends[task] = spans[task]
        if after[task]:
            ends[task] += ends[list(after[task])].max(axis=0)
    return ends


def _left(spans: Floats, after: tuple[tuple[int, ...], ...], order: tuple[int, ...]) -> Floats:
    left = np.array(spans, dtype=float)
    for task in reversed(order):
        for before in after[task]:
            np.maximum(left[before], spans[before] + left[task], out=left[before])
    return left


def _drawn(estimates: Floats, draws: int, rng: np.random.Generator) -> Floats:
    low, likely, high = estimates.T[..., None]
    width = np.where(high > low, high - low, 1.0)
    drawn = rng.beta(1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width, size=(len(estimates), draws))
    return np.asarray(np.where(high > low, low + width * drawn, likely))
