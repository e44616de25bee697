"""How is a plan of rounds made shorter without starting again?

Three moves, each kept only if it shortens the plan: a stretch of a round is driven backwards (2-opt), one to three stops move to a better
place in any round (Or-opt), two rounds swap what comes after a point (2-opt*). They are tried until none helps.
"""

from __future__ import annotations

import numpy as np

from .rows import Floats

__all__ = ["improved"]

_LEAST = 1e-9
_TURNS = 60
"""Passes over the plan; it stops long before."""


def improved(routes: list[list[int]], away: Floats, load: Floats, limit: float) -> list[list[int]]:
    """The same stops in shorter rounds."""
    for _ in range(_TURNS):
        routes = [_untangled(route, away) for route in routes if route]
        if not (_moved(routes, away, load, limit) or _crossed(routes, away, load, limit)):
            break
    return [route for route in routes if route]


def _untangled(route: list[int], away: Floats) -> list[int]:
    """The round with its best reversals, one after the other."""
    path = np.array([0, *route, 0])
    while True:
        here, after = path[:-1], path[1:]
        gain = away[here, after][:, None] + away[here, after][None, :] - away[np.ix_(here, here)] - away[np.ix_(after, after)]
        gain[np.tril_indices(len(here))] = 0
        i, j = np.unravel_index(int(np.argmax(gain)), gain.shape)
        if gain[i, j] <= _LEAST:
            return [int(stop) for stop in path[1:-1]]
        path[i + 1 : j + 1] = path[i + 1 : j + 1][::-1]


def _moved(routes: list[list[int]], away: Floats, load: Floats, limit: float) -> bool:
    """Move chains of one to three stops where they save most; says whether anything moved."""
    any_moved = False
    for source in range(len(routes)):
        at = 0
        while at < len(routes[source]):
            if any(_placed(routes, source, at, size, away, load, limit) for size in (1, 2, 3) if at + size <= len(routes[source])):
                any_moved = True
            else:
                at += 1
    return any_moved


def _placed(routes: list[list[int]], source: int, at: int, size: int, away: Floats, load: Floats, limit: float) -> bool:
    """Take one chain out and put it where it costs least, if that is a gain."""
    chain, rest = routes[source][at : at + size], routes[source][:at] + routes[source][at + size :]
    before, after = (routes[source][at - 1] if at else 0), (routes[source][at + size] if at + size < len(routes[source]) else 0)
    gain = away[before, chain[0]] + away[chain[-1], after] - away[before, after]
    weight = load[chain].sum()
    best, to = gain - _LEAST, None
    for target, route in enumerate(routes):
        kept = rest if target == source else route
        if target != source and load[kept].sum() + weight > limit + 1e-9:
            continue
        ends = np.array([0, *kept, 0])
        gaps = away[ends[:-1], ends[1:]]
        for way in (chain, chain[::-1]):
            cost = away[ends[:-1], way[0]] + away[way[-1], ends[1:]] - gaps
            place = int(np.argmin(cost))
            if cost[place] < best:
                best, to = float(cost[place]), (target, place, way)
    if to is None:
        return False
    target, place, way = to
    routes[source] = rest
    routes[target] = routes[target][:place] + way + routes[target][place:]
    return True


def _crossed(routes: list[list[int]], away: Floats, load: Floats, limit: float) -> bool:
    """Let two rounds swap their ends where that saves most; says whether any did."""
    for one in range(len(routes)):
        for two in range(one + 1, len(routes)):
            for turned in (False, True):
                left, right = routes[one], routes[two][::-1] if turned else routes[two]
                a, b = np.array([0, *left, 0]), np.array([0, *right, 0])
                joined = away[np.ix_(a[:-1], b[1:])] + away[np.ix_(b[:-1], a[1:])].T
                gain = away[a[:-1], a[1:]][:, None] + away[b[:-1], b[1:]][None, :] - joined
                heads, other = np.cumsum(load[a[:-1]])[:, None], np.cumsum(load[b[:-1]])[None, :]
                total_a, total_b = heads[-1, 0], other[0, -1]
                fits = (heads + total_b - other <= limit + 1e-9) & (other + total_a - heads <= limit + 1e-9)
                gain = np.where(fits, gain, 0)
                i, j = np.unravel_index(int(np.argmax(gain)), gain.shape)
                if gain[i, j] > 1e-7:
                    routes[one], routes[two] = left[:i] + right[j:], right[:j] + left[i:]
                    return True
    return False
