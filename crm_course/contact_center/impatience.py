"""What do callers do who will not wait for ever? Erlang A.

Assumptions: as in Erlang C, but each caller hangs up after a random patience, exponential
with a known mean. The queue is then stable under any load, and part of the calls is
abandoned.

Method. Time is counted in handle times; `pace` is handle time ÷ patience. Let V be the wait
that a caller with endless patience would meet. Its density while waiting is proportional to
``f(w) = exp(load (1 - exp(-pace w)) / pace - agents w)``. Integrated by parts, every measure
becomes a sum of positive integrals of ``q(w) = exp(-pace w) f(w)``: the share served of those
who wait is ``agents × ∫q``, abandonments are ``∫ q (load (1 - exp(-pace w)) + pace)``.
q is log-concave, so 40 Gauss–Legendre points on each side of its peak and of the threshold
give every measure with relative errors near 1e-13: nothing is ever subtracted.

Sources: C. Palm (1946); A. Mandelbaum and S. Zeltyn, "Service engineering in action: the
Palm/Erlang-A queue" (2007), for the offered wait; O. Garnett, A. Mandelbaum and M. Reiman,
"Designing a call center with impatient customers" (2002).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .erlang import blocking, log_less
from .rows import Floats

__all__ = ["Impatient", "impatient"]

DEPTH = 36.0
"""A panel ends where q has fallen by exp(-36), one part in 4e15."""

_CHUNK = 512
"""Rows at a time: what fits into a processor's cache."""

_POINTS, _WEIGHTS = (half / 2 for half in np.polynomial.legendre.leggauss(40))
_POINTS = _POINTS + 0.5


class Impatient(NamedTuple):
    """Erlang A at one threshold; shares of all calls, times in handle times."""

    wait_share: Floats
    served_share: Floats
    served_within: Floats
    abandonment: Floats
    waits_longer: Floats
    wait_served: Floats
    wait_waiting: Floats


def impatient(load: Floats, agents: Floats, pace: Floats, within: Floats) -> Impatient:
    """Erlang A on legal arrays of one shape.

    Parameters
    ----------
    load : array
        In erlangs, above 0.
    agents : array
        Above 0; may be fractional.
    pace : array
        Mean handle time ÷ mean patience, above 0 and finite.
    within : array
        The threshold ÷ mean handle time, at least 0.

    >>> one = np.ones(1)
    >>> measures = impatient(48 * one, 50 * one, 0.5 * one, one / 3)
    >>> [round(float(share[0]), 6) for share in (measures.wait_share, measures.served_within)]
    [0.467774, 0.943019]
    """
    rows = [part.ravel() for part in np.broadcast_arrays(load, agents, pace, within)]
    pieces = [_measured(*(part[at : at + _CHUNK] for part in rows)) for at in range(0, max(rows[0].size, 1), _CHUNK)]
    return Impatient(*(np.concatenate(column).reshape(np.shape(load)) for column in zip(*pieces, strict=True)))


def _measured(load: Floats, agents: Floats, pace: Floats, within: Floats) -> Impatient:
    blocked = blocking(load, agents)
    peak = _Peak.of(load, agents, pace)
    threshold = np.minimum(within, peak.at + 700 / pace)
    before, after, density = _integrals(peak, pace, threshold)
    free = np.exp(peak.depth)
    served = (1 - blocked) * free + agents * blocked * (before.mass + after.mass)
    scale = free + load * blocked * (before.mass + after.mass)
    hung_up = load * (before.gone + after.gone) + pace * (before.mass + after.mass)
    waiting = free + load * (before.mass + after.mass)
    return Impatient(
        wait_share=blocked * waiting / scale,
        served_share=served / scale,
        served_within=((1 - blocked) * free + agents * blocked * before.mass) / scale,
        abandonment=blocked * hung_up / scale,
        waits_longer=blocked * (density + load * np.exp(-pace * threshold) * after.mass) / scale,
        wait_served=agents * blocked * (before.waited + after.waited) / served,
        wait_waiting=hung_up / pace / waiting,
    )


# -- the integrals of q, relative to its peak ----------------------------------------------


class _Peak(NamedTuple):
    """Where q is highest, how it falls from there, and ``-log q`` there."""

    at: Floats
    slope: Floats
    bend: Floats
    depth: Floats

    @classmethod
    def of(cls, load: Floats, agents: Floats, pace: Floats) -> _Peak:
        leaving = agents + pace
        inside = load > leaving
        rest = log_less(load, leaving)
        at = np.where(inside, np.log(np.maximum(load / leaving, 1.0)) / pace, 0.0)
        bend = np.where(inside, leaving, load) / pace
        return cls(at, np.where(inside, 0.0, leaving - load), bend, np.where(inside, leaving / pace * rest, 0.0))


class _Part(NamedTuple):
    """Integrals over a part of the wait: of q, of q × share gone by then, of q × wait."""

    mass: Floats
    gone: Floats
    waited: Floats

    def plus(self, other: _Part, scale: Floats | float = 1.0) -> _Part:
        return _Part(*(mine + scale * theirs for mine, theirs in zip(self, other, strict=True)))


def _integrals(peak: _Peak, pace: Floats, threshold: Floats) -> tuple[_Part, _Part, Floats]:
    """Before the threshold, after it, and q at the threshold."""
    late = threshold >= peak.at
    gap = np.abs(threshold - peak.at)
    towards = np.where(late, -pace, pace)
    steepness = np.where(late, peak.slope, 0.0)
    density = np.exp(-steepness * gap - peak.bend * _exp_less(towards * gap))
    bend = peak.bend * np.exp(towards * gap)
    slope = peak.slope - peak.bend * pace * np.expm1(-pace * np.where(late, gap, 0.0))
    rise = peak.bend * pace * np.expm1(pace * np.where(late, 0.0, gap))
    between = _panel(peak.at, steepness, peak.bend, towards, gap)
    tail = _panel(
        np.maximum(peak.at, threshold),
        np.where(late, slope, peak.slope),
        np.where(late, bend, peak.bend),
        -pace,
        np.full_like(pace, np.inf),
    )
    start = np.minimum(peak.at, threshold)
    head = _panel(start, rise, np.where(late, peak.bend, bend), pace, start)
    to_head, to_tail = np.where(late, 1.0, density), np.where(late, density, 1.0)
    none = _Part(*(np.zeros_like(pace),) * 3)
    before = none.plus(between, late * 1.0).plus(head, to_head)
    after = none.plus(between, ~late * 1.0).plus(tail, to_tail)
    return before, after, density


def _panel(start: Floats, slope: Floats, bend: Floats, towards: Floats, limit: Floats) -> _Part:
    """Integrals from `start`, right (`towards` = −pace) or left (+pace), relative to q(start).

    At a distance d, q has fallen by ``slope × d + bend × (exp(v) - 1 - v)``, v = towards × d.
    """
    if not (limit > 0).all():
        return _some(limit > 0, start, slope, bend, towards, limit)
    length = np.minimum(limit, _reach(slope, bend, towards))
    distance = length[..., None] * _POINTS
    v = towards[..., None] * distance
    curve = np.expm1(v)
    less = _exp_less(v, curve)
    weight = length[..., None] * _WEIGHTS * np.exp(-slope[..., None] * distance - bend[..., None] * less)
    mass, moved = weight.sum(-1), (weight * distance).sum(-1)
    left = np.exp(-np.abs(towards) * start)
    gone = (1 - left) * mass - left * (weight * curve).sum(-1)
    return _Part(mass, gone, start * mass - np.sign(towards) * moved)


def _some(rows: NDArray[np.bool_], *arguments: Floats) -> _Part:
    """The panel for some rows only; the others have nothing to integrate."""
    part = _Part(*(np.zeros(rows.shape) for _ in _Part._fields))
    if rows.any():
        for whole, found in zip(part, _panel(*(argument[rows] for argument in arguments)), strict=True):
            whole[rows] = found
    return part


def _reach(slope: Floats, bend: Floats, towards: Floats) -> Floats:
    """The distance at which q has fallen by `DEPTH`: a bound from above, then Newton."""
    pace = np.abs(towards)
    depth = DEPTH / np.maximum(bend, 1e-200)
    bound = depth + np.sqrt(2 * depth)
    curved = np.where(towards < 0, bound, np.log1p(bound)) / pace
    distance = np.minimum(curved, DEPTH / np.maximum(slope, DEPTH / curved))
    for _ in range(2):
        v = towards * distance
        curve = np.expm1(v)
        fallen = slope * distance + bend * (curve - v)
        distance = distance - (fallen - DEPTH) / (slope + bend * towards * curve)
    return distance


def _exp_less(v: Floats, curve: Floats | None = None) -> Floats:
    """``exp(v) - 1 - v`` without cancellation; `curve` is ``expm1(v)`` where it is known."""
    plain: Floats = (np.expm1(v) if curve is None else curve) - v
    small = np.abs(v) < 0.1
    if not small.any():
        return plain
    series = np.ones_like(v)
    for k in range(11, 2, -1):
        series = 1 + v / k * series
    return np.where(small, v * v / 2 * series, plain)
