"""Where does the inventory position stand at the end of each period, once orders are placed?

The position is what is there, plus what is on the way, less what waits. All three policies are played on whole
blocks of periods: a loop over periods is in none of them. A negative demand is goods that come back;
where it lifts the position above its highest level, batches are taken back, as the formulas suppose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .rows import Floats

__all__ = ["PLAYED", "Played"]

Played = tuple[Floats, NDArray[np.bool_], NDArray[np.bool_]]
"""Position after ordering, whether something was ordered, whether a cycle of orders was closed; one per period."""


def batches(start: float, demand: Floats, levels: Mapping[str, Any], at: int) -> Played:
    """(s,Q): at or below s, as many batches of Q as bring the position above s."""
    before = start - np.cumsum(demand)
    bought = np.floor((levels["s"] - before) / levels["Q"]) + 1
    ordered = np.diff(bought, prepend=0) != 0
    return before + levels["Q"] * bought, ordered, ordered


def reviews(start: float, demand: Floats, levels: Mapping[str, Any], at: int) -> Played:
    """(R,S): every R periods, up to S. `at` is the number of periods played before."""
    every = int(levels["R"])
    closed = (np.arange(at + 1, at + 1 + len(demand), dtype=np.int64) % every) == 0
    position, ordered = _lifted(start, np.cumsum(demand), np.flatnonzero(closed), levels["S"])
    return position, ordered, closed


def lifts(start: float, demand: Floats, levels: Mapping[str, Any], at: int) -> Played:
    """(s,S): at or below s, up to S."""
    used = np.cumsum(demand)
    follow = _steps if (demand < 0).any() else _jumps
    position, ordered = _lifted(start, used, follow(start, used, levels["s"], levels["S"]), levels["S"])
    return position, ordered, ordered


PLAYED = {"s,Q": batches, "R,S": reviews, "s,S": lifts}
"""How each kind of policy is played."""


def _lifted(start: float, used: Floats, when: NDArray[np.intp], top: float) -> tuple[Floats, NDArray[np.bool_]]:
    """The position when it is lifted to `top` at the end of the periods `when`, and where that took an order."""
    brought = np.concatenate([[0.0], top - start + used[when]])
    times = np.zeros(len(used), dtype=np.intp)
    times[when] = 1
    ordered = np.zeros(len(used), dtype=bool)
    ordered[when] = np.diff(brought) != 0
    return start - used + brought[np.cumsum(times)], ordered


def _jumps(start: float, used: Floats, low: float, top: float) -> NDArray[np.intp]:
    """The periods in which (s,S) orders: from each order straight to the next, as demand only adds up."""
    following = np.searchsorted(used, used + (top - low)).tolist()
    when, now, last = [], int(np.searchsorted(used, start - low)), len(used)
    while now < last:
        when.append(now)
        now = following[now]
    return np.array(when, dtype=np.intp)


def _steps(start: float, used: Floats, low: float, top: float) -> NDArray[np.intp]:
    """The same, period by period, for a demand that may come back."""
    when, brought = [], start
    for now, gone in enumerate(used.tolist()):
        if brought - gone <= low:
            when.append(now)
            brought = top + gone
    return np.array(when, dtype=np.intp)
