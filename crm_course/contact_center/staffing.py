"""How many agents keep the promise? The exact minimum.

Every promise becomes easier with one agent more and harder with one call more. So for given
handle time, threshold and patience the minimum is a staircase in the load: the n-th step
ends at the greatest load that n agents can take. The steps are found once by root search,
and a million intervals are looked up in them; a load within a billionth of a step, and
intervals that each have their own handle time, are decided by the formula itself.

A promise counts as kept when it is met to twelve digits, so that 8 erlangs on 10 agents are
80 % occupied, whatever the binary fractions say. The search starts below the load where
callers are impatient (the queue is stable there), and above it where they are not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from .queue import legal, loads, measures
from .rows import Floats, crossing, floats

__all__ = ["Promise", "agents_needed"]

Integers = NDArray[np.int64]

TIE = 1e-12
"""A promise met to twelve digits is kept."""

_NEAR = 1e-9
"""Loads closer to a step than this are decided by the formula."""

_BELOW_ONE = Text(fr="une part de 0 à moins de 1", en="a share from 0 to below 1")
_ALWAYS = Text(
    fr="Aucun effectif ne garantit 100 % : visez par exemple 0,99.", en="No number of agents guarantees 100%: aim at 0.99, for example."
)
_NEEDS_PATIENCE = Text(
    fr="accompagné de « patience_seconds » : sans elle, personne ne raccroche",
    en="given together with patience_seconds: without it nobody hangs up",
)
_SOMETHING = Text(fr="au moins une promesse", en="at least one promise")


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What is promised to callers and agents; None where nothing is promised."""

    service_level: float | None = 0.8
    max_abandonment: float | None = None
    max_occupancy: float | None = None
    max_mean_wait_seconds: float | None = None

    def __post_init__(self) -> None:
        if self.service_level is not None and checks.share("service_level", self.service_level) == 1:
            raise InvalidValue("service_level", _BELOW_ONE, self.service_level, _ALWAYS)
        if self.max_abandonment is not None:
            checks.positive("max_abandonment", checks.share("max_abandonment", self.max_abandonment))
        if self.max_occupancy is not None:
            checks.positive("max_occupancy", checks.share("max_occupancy", self.max_occupancy))
        if self.max_mean_wait_seconds is not None:
            checks.positive("max_mean_wait_seconds", self.max_mean_wait_seconds)
        if all(term is None for term in (self.service_level, self.max_abandonment, self.max_occupancy, self.max_mean_wait_seconds)):
            raise InvalidValue("service_level", _SOMETHING, None)

    def slack(self, load: Floats, agents: Floats, handle: Floats, within: Floats, patience: Floats) -> Floats:
        """How far the tightest term is from being broken; negative where it is."""
        found = measures(load, agents, handle, within, patience)
        slack = np.where(np.isinf(patience) & (load >= agents) & (load > 0), -1.0, 1.0)
        if self.service_level is not None:
            slack = np.minimum(slack, found.service_level - self.service_level * (1 - TIE))
        if self.max_abandonment is not None:
            slack = np.minimum(slack, self.max_abandonment * (1 + TIE) - found.abandonment_share)
        if self.max_occupancy is not None:
            slack = np.minimum(slack, self.max_occupancy * (1 + TIE) - found.occupancy)
        if self.max_mean_wait_seconds is not None:
            cap = self.max_mean_wait_seconds * (1 + TIE)
            slack = np.minimum(slack, (cap - found.mean_wait_seconds) / (cap + found.mean_wait_seconds + handle))
        return np.where(np.isnan(slack), -1.0, slack)


def agents_needed(
    calls: Any,
    handle_seconds: Any,
    *,
    interval_seconds: Any = 900,
    service_level: float | None = 0.8,
    within_seconds: Any = 20,
    patience_seconds: Any = None,
    max_abandonment: float | None = None,
    max_occupancy: float | None = None,
    max_mean_wait_seconds: float | None = None,
) -> Any:
    """The fewest agents at the phones that keep every promise, exactly; inputs broadcast.

    Parameters
    ----------
    calls, handle_seconds, interval_seconds, within_seconds, patience_seconds
        As in :func:`queue`.
    service_level : float or None
        Least share served within `within_seconds`, of all calls offered; below 1.
    max_abandonment : float, optional
        Greatest share of calls abandoned; needs `patience_seconds`.
    max_occupancy : float, optional
        Greatest share of their time that agents are on calls.
    max_mean_wait_seconds : float, optional
        Greatest mean wait, of all calls.

    Returns
    -------
    int or array of int
        0 without calls. If a row makes no sense the array is of floats, and NaN there.

    >>> agents_needed(100, 180, interval_seconds=1800)
    14
    >>> agents_needed([0, 25, 50, 100], 180).tolist()
    [0, 8, 14, 24]
    """
    promise = Promise(
        service_level=service_level, max_abandonment=max_abandonment,
        max_occupancy=max_occupancy, max_mean_wait_seconds=max_mean_wait_seconds,
    )  # fmt: skip
    if max_abandonment is not None and patience_seconds is None:
        raise InvalidValue("max_abandonment", _NEEDS_PATIENCE, max_abandonment)
    named = {
        "calls": calls, "handle_seconds": handle_seconds, "interval_seconds": interval_seconds, "within_seconds": within_seconds,
        "patience_seconds": np.inf if patience_seconds is None else patience_seconds,
    }  # fmt: skip
    parts = [floats(name, value) for name, value in named.items()]
    shape = np.broadcast_shapes(*(part.shape for part in parts))
    found = _for_rows(promise, *(_row(part, shape) for part in parts))
    if shape:
        return found.reshape(shape)
    return int(found[0]) if found.dtype.kind == "i" else float(found[0])


# -- the staircase --------------------------------------------------------------------------


def _row(part: Floats, shape: tuple[int, ...]) -> Floats:
    """A column of the table: one value for all rows, or one for each."""
    return part.reshape(1) if part.size == 1 and shape else np.atleast_1d(np.broadcast_to(part, shape).ravel())


def _for_rows(promise: Promise, calls: Floats, handle: Floats, interval: Floats, within: Floats, patience: Floats) -> Any:
    """The minimum for every row, NaN where it makes no sense."""
    valid = legal(calls, handle, np.zeros(1), interval, within, patience)
    if not valid.all():
        calls, handle, interval, within, patience = (np.where(valid, part, 1.0) for part in (calls, handle, interval, within, patience))
    load, handled = loads(calls, handle, interval)
    case = _Case(promise, np.broadcast_to(load, valid.shape), _one(handled), _one(within), _one(patience))
    found = case.minimum()
    return found if valid.all() else np.where(valid, found, np.nan)


def _one(part: Floats) -> Floats:
    """A column that says the same everywhere, as one value."""
    return part[:1] if part.size > 1 and part[0] == part[-1] and (part == part[0]).all() else part


@dataclass(frozen=True, slots=True)
class _Case:
    """Rows to decide; handle time, threshold and patience are one value or one for each."""

    promise: Promise
    load: Floats
    handle: Floats
    within: Floats
    patience: Floats

    def of(self, rows: NDArray[np.intp]) -> _Case:
        """Some of the rows."""
        others = (part if part.size == 1 else part[rows] for part in (self.handle, self.within, self.patience))
        return _Case(self.promise, self.load[rows], *others)

    def minimum(self) -> Integers:
        """By the steps where all rows share them and there are enough rows; else by the formula."""
        busy = self.load > 0
        if not busy.all():
            found = np.zeros(self.load.size, dtype=np.int64)
            if busy.any():
                found[busy] = self.of(np.flatnonzero(busy)).minimum()
            return found
        if self.load.size <= 2 * (self.load.max(initial=0) + 20):
            return self.by_formula(np.ceil(self.load + np.sqrt(self.load)))
        if self.handle.size == self.within.size == self.patience.size == 1:
            return self.by_steps()
        if self.within.size == self.patience.size == 1 and self.load.size > 40 * (self.load.max() + 20):
            return self.by_chart(self.guess())
        return self.by_formula(np.ceil(self.load + np.sqrt(self.load)))

    def by_formula(self, guess: Floats) -> Integers:
        """Ask the formula, from a guess on; known not to be enough: the load, or nobody where callers hang up."""
        floor = np.where(np.isinf(self.patience), np.floor(self.load), -1.0)
        return least(lambda rows, agents: self.of(rows).kept(agents), guess, floor)

    def kept(self, agents: Floats) -> NDArray[np.bool_]:
        parts = (np.broadcast_to(part, agents.shape) for part in (self.load, agents, self.handle, self.within, self.patience))
        return np.asarray(self.promise.slack(*parts) >= 0)

    def by_steps(self) -> Integers:
        """Look every load up in the steps; decide those that stand on an edge by the formula."""
        ends = steps_up_to(self.promise, float(self.load.max()), self.handle[0], self.within[0], self.patience[0])
        edges = np.column_stack([ends * (1 - _NEAR), ends * (1 + _NEAR)]).ravel()
        place = _places(edges, self.load)
        found: Integers = (place >> 1) + 1
        close = np.flatnonzero(place & 1)
        if close.size:
            found[close] = self.of(close).by_formula(found[close] * 1.0)
        return found

    def by_chart(self, guess: Floats) -> Integers:
        """Between the steps of the same handle time, read from a chart of them; what lies near a step is decided by the formula."""
        chart, first, width, error = _chart(self.promise, self.load, self.handle, self.within[0], self.patience[0])
        place = np.log(self.handle / first) / width
        row = np.clip(place.astype(np.int64), 1, len(chart) - 3)
        weights = _cubic(place - row)
        found: Integers = np.clip(guess, 1, chart.shape[1] - 1).astype(np.int64)
        unsure = np.arange(len(found))
        sure = np.zeros(len(found), dtype=bool)
        for _ in range(4):
            load, agents = self.load[unsure], found[unsure]
            ends = [_read(chart, row[unsure], agents - less, weights[:, unsure]) for less in (1, 0)]
            low, high = ends[0] * (1 + error), ends[1] * (1 - error)
            sure[unsure] = (load > low) & (load <= high)
            step = np.where(load > ends[1] * (1 + error), 1, np.where(load < ends[0] * (1 - error), -1, 0))
            moved = (step != 0) & (agents + step >= 1) & (agents + step < chart.shape[1])
            found[unsure[moved]] += step[moved]
            unsure = unsure[moved]
        close = np.flatnonzero(~sure)
        if close.size:
            found[close] = self.of(close).by_formula(found[close] * 1.0)
        return found

    def guess(self, nodes: int = 12) -> Floats:
        """Agents by interpolation between the steps of a few handle times."""
        times = np.geomspace(self.handle.min(), self.handle.max() * (1 + 1e-9), nodes)
        position = np.log(self.handle / times[0]) / np.log(times[1] / times[0])
        below = np.clip(position.astype(int), 0, nodes - 2)
        found = np.empty_like(self.load)
        ends = [steps_up_to(self.promise, float(self.load.max()), time, self.within[0], self.patience[0]) for time in times]
        for node in range(nodes - 1):
            rows = np.flatnonzero(below == node)
            low, high = (np.searchsorted(ends[edge], self.load[rows]) + 1 for edge in (node, node + 1))
            found[rows] = np.rint(low + (position[rows] - node) * (high - low))
        return found


def _chart(
    promise: Promise, load: Floats, handle: Floats, within: float, patience: float, *, nodes: int = 14, rows: int = 384
) -> tuple[Floats, float, float, float]:
    """The steps (columns: 0, 1, 2… agents) at many handle times, from polynomials through a few; where the rows begin, how far they are apart, and a bound of the error.

    A step is a smooth function of the handle time. The error is seen at a few handle times between the rows.
    """
    low, high = np.log(handle.min()), np.log(handle.max() * (1 + 1e-9))
    width = max((high - low) / (rows - 4), 1e-6)
    first, last = low - 1.5 * width, low + (rows - 1.5) * width
    middle, half = (first + last) / 2, (last - first) / 2
    at = np.cos((np.arange(nodes) + 0.5) * np.pi / nodes)
    agents = max(len(steps_up_to(promise, float(load.max()), float(np.exp(end)), within, patience)) for end in (first, last))
    people = np.arange(1.0, agents + 1)
    known = np.array([greatest_load(promise, people, np.exp(middle + half * one), within, patience) for one in at])
    polynomial = np.polynomial.chebyshev.chebfit(at, known, nodes - 1)
    grid = first + width * np.arange(rows)
    chart = np.column_stack([np.zeros(rows), np.polynomial.chebyshev.chebval((grid - middle) / half, polynomial).T])
    off = 0.0
    for place in (1.5, 0.29 * rows, 0.63 * rows, rows - 2.5):
        true = greatest_load(promise, people, np.exp(first + width * place), within, patience)
        read = _read(chart, np.full(agents, int(place)), np.arange(1, agents + 1), np.tile(_cubic(np.array([place % 1])), agents))
        off = max(off, float((np.abs(read - true) / np.maximum(true, 1e-9))[true > 0].max(initial=0.0)))
    return chart, float(np.exp(first)), float(width), 20 * off + 1e-7


def _cubic(place: Floats) -> Floats:
    """Weights of the four rows around a place between the second and the third (0 to 1)."""
    t = place
    return np.array([-t * (t - 1) * (t - 2) / 6, (t + 1) * (t - 1) * (t - 2) / 2, -(t + 1) * t * (t - 2) / 2, (t + 1) * t * (t - 1) / 6])


def _read(chart: Floats, row: NDArray[np.int64], column: NDArray[np.int64], weights: Floats) -> Floats:
    flat, start = chart.ravel(), (row - 1) * chart.shape[1] + column
    return np.asarray(sum(weights[step] * flat[start + step * chart.shape[1]] for step in range(4)))


def _places(edges: Floats, loads: Floats, cells: int = 4096) -> NDArray[np.intp]:
    """``np.searchsorted(edges, loads)``, by a table of equal cells; only loads that share a cell with an edge are searched."""
    width = float(loads.max()) / cells
    borders = width * np.arange(cells + 2)
    first, last = (np.searchsorted(edges, borders * nearly) for nearly in (1 - 1e-12, 1 + 1e-12))
    cell = (loads * (1 / width)).astype(np.intp)
    place = first[cell]
    unsure = np.flatnonzero((first[:-1] != last[1:])[cell])
    place[unsure] = np.searchsorted(edges, loads[unsure])
    return place


def steps_up_to(promise: Promise, load: float, handle: float, within: float, patience: float) -> Floats:
    """The greatest loads that 1, 2, 3… agents can take, until one covers `load`."""
    agents = int(load / (promise.max_occupancy or 1.0) + 4 * np.sqrt(load) + 10)
    while True:
        ends = greatest_load(promise, np.arange(1.0, agents + 1), handle, within, patience)
        if ends[-1] * (1 - _NEAR) >= load:
            return ends
        agents = int(1.5 * agents) + 10


def greatest_load(promise: Promise, agents: Floats, handle: Any, within: Any, patience: Any) -> Floats:
    """The greatest load, in erlangs, under which `agents` keep the promise; 0 where none is."""
    handle, within, patience = (np.broadcast_to(np.asarray(part, dtype=float), agents.shape) for part in (handle, within, patience))
    found: Floats = crossing(
        lambda load: promise.slack(load, agents, handle, within, patience), np.zeros_like(agents), most_load(promise, agents, patience)
    )
    return found


def most_load(promise: Promise, agents: Floats, patience: Floats) -> Floats:
    """A load that surely breaks a term: more calls than can be served, busier than one agent alone would be."""
    caps = [np.where(np.isinf(patience), 1.0, np.inf)]
    if promise.service_level:
        caps.append(np.full_like(agents, 1 / promise.service_level))
    if promise.max_abandonment is not None and promise.max_abandonment < 1:
        caps.append(np.full_like(agents, 1 / (1 - promise.max_abandonment)))
    if promise.max_occupancy is not None and promise.max_occupancy < 1:
        caps.append(np.full_like(agents, promise.max_occupancy / (1 - promise.max_occupancy)))
    if promise.max_mean_wait_seconds is not None:
        share = np.minimum(promise.max_mean_wait_seconds / np.where(patience > 0, patience, 1.0), 1 - 1e-12)
        caps.append(1 / (1 - share))
    return np.asarray(agents * np.minimum(np.min(caps, axis=0), 1e6) * (1 + 1e-6))


def least(kept: Callable[[NDArray[np.intp], Floats], NDArray[np.bool_]], guess: Floats, floor: Floats) -> Integers:
    """The least whole number above `floor` for which `kept` holds, row by row: gallop from `guess`, then halve.

    `kept` is asked with row numbers and one candidate for each; it must stay true above the
    least number for which it is.
    """
    fails, holds = floor.copy(), np.full_like(floor, np.inf)
    probe, stride = np.maximum(guess, floor + 1), np.ones_like(floor)
    rows = np.arange(floor.size)
    fell = np.zeros(floor.shape, dtype=bool)
    while rows.size:
        tried = probe[rows]
        good = kept(rows, tried)
        holds[rows] = np.where(good, tried, holds[rows])
        fails[rows] = np.where(good, fails[rows], tried)
        fell[rows] |= ~good
        low, high = fails[rows], holds[rows]
        down = np.maximum(high - stride[rows], low + 1)
        probe[rows] = np.where(np.isinf(high), low + stride[rows], np.where(fell[rows], np.floor((low + high) / 2), down))
        stride[rows] *= 2
        rows = rows[holds[rows] - fails[rows] > 1]
    return holds.astype(np.int64)
