"""In which order are the parcels delivered, and how much longer is that than it must be?

Savings: every stop begins as a round of its own; the two rounds whose joining saves most become one, while the van can carry it.
Then each round is untangled (2-opt: two crossing roads are swapped) and stops move to where they cost less, alone or two or three
together. No method is shown to be exact here: a bound says how much shorter any plan could be at most.

Assumptions: straight-line distances, in the unit of the coordinates; one depot; all vans alike; no time windows.

Sources: G. Clarke, J. W. Wright, "Scheduling of vehicles from a central depot to a number of delivery points", *Operations Research* 12
(1964), 568–581; G. A. Croes (1958) for 2-opt; I. Or (1976) for moving short chains.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.said import Said

from . import texts
from .bounds import shortest_possible
from .improving import improved
from .rows import Floats, floats

__all__ = ["Rounds", "rounds"]

_WEIGHTS = (1.0, 0.8, 0.9, 1.1, 1.2, 1.3, 1.5, 1.7)
"""Weights of the road between two stops in a saving: each makes another plan, and the shortest is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rounds(Said):
    """The rounds of a day.

    Attributes
    ----------
    routes : each round as the places of its stops in the frame, in the order of the visit; it starts and ends at the depot, place 0.
    length : of all rounds together, in the unit of the coordinates.
    bound : a length that no plan can go below.
    """

    routes: tuple[tuple[int, ...], ...]
    length: float
    bound: float

    @property
    def gap(self) -> float:
        """How much longer than the bound, as a share of it: the plan is at most that far from the best."""
        return self.length / self.bound - 1 if self.bound > 0 else 0.0

    def sentence(self) -> str:
        """The finding in words."""
        return texts.ROUNDS.say(
            rounds=len(self.routes), stops=sum(map(len, self.routes)), length=self.length, bound=self.bound, gap=max(self.gap, 0.0)
        )


def rounds(stops: pd.DataFrame, capacity: float) -> Rounds:
    """Delivery rounds from one depot: short, and with a bound that says how good.

    Parameters
    ----------
    stops : DataFrame
        ``x, y, quantity``; the first row is the depot, whose quantity does not count.
    capacity : float
        What one van carries, in the unit of the quantities.

    Raises
    ------
    InvalidValue
        A column that is missing, a figure that is not a number, a quantity below 0, a capacity below the largest parcel.

    >>> square = pd.DataFrame({"x": [0, 1, 1, 0], "y": [0, 0, 1, 1], "quantity": [0, 1, 1, 1]})
    >>> day = rounds(square, 3)
    >>> day.routes, day.length, round(day.bound, 9)
    (((1, 2, 3),), 4.0, 4.0)
    """
    places, load = _checked(stops)
    limit = checks.positive("capacity", capacity)
    if load.max(initial=0) > limit:
        raise InvalidValue("capacity", texts.RULE_CAPACITY, capacity, largest=float(load.max()))
    away = np.hypot(*(places[:, None] - places[None, :]).transpose(2, 0, 1))
    plans = (improved(_savings(away, load, limit, weight), away, load, limit) for weight in _WEIGHTS)
    length, routes = min(((_length(plan, away), plan) for plan in plans), key=lambda pair: pair[0])
    bound = shortest_possible(away, load, limit, length)
    return Rounds(routes=tuple(map(tuple, routes)), length=length, bound=min(bound, length))


def _checked(stops: pd.DataFrame) -> tuple[Floats, Floats]:
    """Coordinates and loads."""
    for name in ("x", "y", "quantity"):
        if name not in stops.columns:
            raise InvalidValue("stops", texts.RULE_COLUMN, list(stops.columns), column=name)
    if not len(stops):
        raise InvalidValue("stops", texts.RULE_DEPOT, 0)
    x, y, load = (floats(name, stops[name].to_numpy()).copy() for name in ("x", "y", "quantity"))
    load[0] = 0.0
    for name, values, rule in (("x", x, texts.RULE_UNITS), ("y", y, texts.RULE_UNITS), ("quantity", load, texts.RULE_AT_LEAST_0)):
        bad = ~np.isfinite(values) | ((values < 0) & (name == "quantity"))
        if bad.any():
            place = int(np.argmax(bad))
            raise InvalidData(name, rule, values[place], line=place + 1)
    return np.column_stack([x, y]), load


def _length(routes: list[list[int]], away: Floats) -> float:
    return float(sum(away[[0, *route], [*route, 0]].sum() for route in routes))


def _savings(away: Floats, load: Floats, limit: float, weight: float) -> list[list[int]]:
    """Rounds by Clarke and Wright: join ends, the largest saving first; `weight` is that of the road between them."""
    n = len(load)
    one, two = np.triu_indices(n - 1, 1)
    saved = away[0, one + 1] + away[0, two + 1] - weight * away[one + 1, two + 1]
    ranked = np.argsort(-saved, kind="stable")
    routes = {stop: [stop] for stop in range(1, n)}
    of, carried = list(range(n)), load.tolist()
    for first, second in zip((one[ranked] + 1).tolist(), (two[ranked] + 1).tolist(), strict=True):
        a, b = of[first], of[second]
        if a == b or carried[a] + carried[b] > limit + 1e-9:
            continue
        left, right = routes[a], routes[b]
        if first not in (left[0], left[-1]) or second not in (right[0], right[-1]):
            continue
        left = left if left[-1] == first else left[::-1]
        routes[a] = left + (right if right[0] == second else right[::-1])
        carried[a] += carried[b]
        for stop in routes.pop(b):
            of[stop] = a
    return list(routes.values())
