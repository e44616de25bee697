"""How short can any plan of rounds be? A bound that holds for all of them.

Every stop is entered and left once, the depot at least as often as there are full vans; and any group of stops needs as many vans in and out as
its load fills. Roads may be taken by halves, so that the shortest plan of this kind is a linear programme: it is never longer
than a true plan. Groups are added where the solution breaks them, a few times over.

Source: the two-index formulation with rounded capacity cuts, P. Toth, D. Vigo (eds), *Vehicle Routing*, 2nd ed., SIAM 2014, ch. 2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, sparse

from .rows import Floats

__all__ = ["shortest_possible"]

_TURNS, _NEAREST, _ADDED = 18, 8, 20
"""How often groups are added, how many roads of each stop the search begins with, how many groups a turn adds."""


def shortest_possible(away: Floats, load: Floats, limit: float, length: float) -> float:
    """A lower bound on the length of all rounds together; `length` is that of a known plan."""
    n = len(load)
    if n <= 2:
        return float(2 * away[0, 1]) if n == 2 else 0.0
    one, two = np.triu_indices(n, 1)
    bound = float(2 / limit * (load * away[0]).sum())  # every load travels to its stop, and the van comes back
    near = np.argsort(np.argsort(away, axis=1), axis=1) <= _NEAREST
    roads, groups = (one == 0) | near[one, two] | near[two, one], [np.arange(1, n)]
    for _ in range(_TURNS):
        found = _solved(away, load, limit, one, two, groups, roads)
        if found is None:
            break
        value, used, short = found
        bound, roads = max(bound, value), roads | short
        new = _broken(used, load, limit, one, two)
        if (not new and not short.any()) or bound >= length * (1 - 1e-9):
            break
        groups += [group for group in new if not any(np.array_equal(group, old) for old in groups)]
    return bound


def _solved(
    away: Floats, load: Floats, limit: float, one: Any, two: Any, groups: list[NDArray[np.intp]], roads: NDArray[np.bool_]
) -> tuple[float, Floats, NDArray[np.bool_]] | None:
    """The shortest plan by halves of some roads: a bound that holds for all roads, what is used, and the roads that would shorten it.

    Its prices bound every plan: whatever a road costs less than the prices of its ends and of the groups it enters is taken off.
    """
    n, at = len(load), np.flatnonzero(roads)
    inside = np.zeros((len(groups), n))
    for place, group in enumerate(groups):
        inside[place, group] = 1
    crossing = (inside[:, one] != inside[:, two]).astype(float)
    vans = np.array([_vans(load[group].sum(), limit) for group in groups])
    ends = np.concatenate([one[at], two[at]]), np.tile(np.arange(len(at)), 2)
    touch = sparse.csr_array((np.ones(2 * len(at)), ends), shape=(n, len(at)))[1:]
    cost, most = away[one, two], np.where(one == 0, 2.0, 1.0)  # to a single stop and back
    solve: Any = optimize.linprog
    found = solve(
        cost[at], A_ub=sparse.csr_array(-crossing[:, at]), b_ub=-2.0 * vans, A_eq=touch, b_eq=np.full(n - 1, 2.0),
        bounds=np.column_stack([np.zeros(len(at)), most[at]]), method="highs-ds",
    )  # fmt: skip
    if found.status != 0:
        return None
    stops, entered = np.concatenate([[0.0], found.eqlin.marginals]), np.maximum(-found.ineqlin.marginals, 0)
    left = cost - stops[one] - stops[two] - entered @ crossing
    used = np.zeros(len(one))
    used[at] = found.x
    return float(2 * stops.sum() + 2 * entered @ vans + most @ np.minimum(left, 0)), used, ~roads & (left < -1e-7)


def _vans(load: float, limit: float) -> int:
    return max(1, int(np.ceil(load / limit - 1e-9)))


def _broken(used: Floats, load: Floats, limit: float, one: Any, two: Any) -> list[NDArray[np.intp]]:
    """Groups of stops that too few vans enter, the most broken first: what is tied together, and what grows around each stop."""
    n = len(load)
    weight = np.zeros((n, n))
    weight[one, two] = used
    weight += weight.T
    found: dict[bytes, tuple[float, NDArray[np.intp]]] = {}
    count, part = sparse.csgraph.connected_components(weight[1:, 1:] > 1e-6, directed=False)
    for group in (np.flatnonzero(part == each) + 1 for each in range(count)):
        missing = 2 * _vans(load[group].sum(), limit) - float(weight[group].sum() - weight[np.ix_(group, group)].sum())
        found[group.tobytes()] = missing, group
    for start in range(1, n):
        for missing, group in _grown(start, weight, load, limit):
            found[group.tobytes()] = missing, group
    ranked = sorted(found.values(), key=lambda pair: -pair[0])
    return [group for missing, group in ranked[:_ADDED] if missing > 1e-3]


def _grown(start: int, weight: Floats, load: Floats, limit: float) -> Iterator[tuple[float, NDArray[np.intp]]]:
    """Grow a group from a stop, always by the stop most tied to it; give the most broken one."""
    n = len(load)
    inside = np.zeros(n, dtype=bool)
    inside[start] = True
    tie, cut, total = weight[start].copy(), float(weight[start].sum()), float(load[start])
    worst, found = 1e-3, None
    for _ in range(n - 2):
        open_tie = np.where(inside, -1.0, tie)
        open_tie[0] = -1.0
        nearest = int(np.argmax(open_tie))
        if open_tie[nearest] <= 0:
            break
        cut += float(weight[nearest].sum()) - 2 * float(tie[nearest])
        inside[nearest], total = True, total + float(load[nearest])
        tie += weight[nearest]
        missing = 2 * _vans(total, limit) - cut
        if missing > worst:
            worst, found = missing, np.flatnonzero(inside)
    if found is not None:
        yield worst, found
