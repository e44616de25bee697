"""What customers find when they come: shelves that are empty on some days, a line that is busy.

Both are drawn or computed before any customer exists. Empty shelves come from spells; the
wait comes from the calls that a manager would expect in the quarter-hour and the agents
that he put on the line (Erlang C), so that a peak with the usual staff means waiting. Other
work takes an agent as a call does: the manager gave agents in number for it, not in time.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from .calendar import Calendar, quarter_shares
from .parameters import World
from .streams import Draws

__all__ = ["Queue", "calls_by_queue", "empty_shelves", "expected_calls", "late_share", "probability_of_waiting", "queue", "served_share"]

_SPELL = (3, 15)
"""Shortest and longest time out of stock, in days."""
_SLOT = 30
"""Days in which at most one such time begins, on any of them alike; the first slot lies before the first day."""
_SATURATED = 420
"""Mean wait in seconds where the calls exceed what the agents can take."""
_TARGET, _WITHIN = 0.8, 20
"""The manager's aim on an average day: 80 % answered in 20 s."""


def empty_shelves(world: World, calendar: Calendar, draws: Draws) -> NDArray[np.bool_]:
    """Whether a product is out of stock on a day: an array of days × products."""
    days, products = len(calendar.month), len(world.products)
    slots = -(-(days + _SPELL[1]) // _SLOT)
    chance = np.tile([product.out_share * 2 * _SLOT / sum(_SPELL) for product in world.products], slots)
    struck = draws.chance("stock.spell", chance, slots * products)
    first = (
        np.repeat(np.arange(slots, dtype=np.int64), as_counts(products)) * _SLOT
        - _SPELL[1]
        + draws.whole("stock.day", 0, _SLOT - 1, slots * products)
    )
    length = draws.whole("stock.length", *_SPELL, slots * products)
    change = np.zeros((days + 1, products), np.int64)
    product = np.tile(np.arange(products, dtype=np.int64), slots)
    for day, step in ((first, 1), (first + length, -1)):
        np.add.at(change, (np.clip(day, 0, days)[struck], product[struck]), step)
    return np.cumsum(change, axis=0)[:-1] > 0


@dataclass(frozen=True, slots=True)
class Queue:
    """The telephone line by month and quarter-hour of the day (arrays of months × 96)."""

    agents: NDArray[np.int64]
    wait_share: NDArray[np.float64]
    """Share of callers who have to wait."""
    wait_seconds: NDArray[np.float64]
    """Mean wait of those who wait."""


def queue(world: World, calendar: Calendar, customers: int) -> Queue:
    """Agents given, and the wait that follows, for the calls expected."""
    months = int(calendar.month[calendar.days - 1]) + 1
    month_of_year = calendar.month_of_year[np.searchsorted(calendar.month, np.arange(months, dtype=np.int64))]
    season = np.asarray(world.season)[month_of_year - 1] / np.mean(world.season)
    profile = quarter_shares(world.line.hours)
    handle = world.service.handle_seconds
    usual = expected_calls(world, customers) * profile * handle / 900
    free = 1 - world.service.elsewhere
    agents = np.maximum(1, np.ceil(_least_agents(usual, handle) * world.service.agents_share / free - 1e-9)).astype(np.int64)
    load = season[:, None] * usual + world.service.elsewhere * agents
    share = probability_of_waiting(load, np.broadcast_to(agents, load.shape))
    spare = np.maximum(agents - load, handle / (4 * _SATURATED))
    wait = np.where(load < agents, np.minimum(handle / spare, _SATURATED), _SATURATED)
    return Queue(np.broadcast_to(agents, load.shape), share, wait)


def expected_calls(world: World, customers: int) -> float:
    """Calls of an average working day, as a manager would forecast them from the parameters."""
    return sum(calls_by_queue(world, customers))


def calls_by_queue(world: World, customers: int) -> tuple[float, float]:
    """Of an average working day: the calls for advice and orders, and those for service."""
    mix = np.array(
        [
            np.dot([way.share for way in world.acquisition], [way.segments[k] for way in world.acquisition])
            for k in range(len(world.segments))
        ]
    )
    projects = 0.8 * customers * float(np.dot(mix, [segment.needs_per_year for segment in world.segments]))
    orders = projects * (world.conversion + sum(touch.share * touch.effect for touch in world.touches))
    service = world.service
    late = world.late_share + world.late_peak * len(world.peak) / 12
    tickets = orders * (service.delivery_ticket + service.other_ticket + service.late_ticket * late + 0.05 * service.deferred_ticket)
    by_phone = dict(service.channels).get("phone", 0.0)
    touched = sum(touch.share for touch in world.touches if touch.channel == "phone")
    ordered = sum((with_web + without) / 2 for channel, with_web, without in world.order_channels if channel == "phone")
    support = by_phone * (tickets + 0.8 * customers * service.requests_per_year)
    days = 302 if world.line.saturday else 252
    return (projects * touched + orders * ordered) / days, support / days


def probability_of_waiting(load: NDArray[np.float64], agents: NDArray[np.int64]) -> NDArray[np.float64]:
    """Erlang C: the share of callers who wait, for a load in erlangs; 1 where the load exceeds the agents.

    >>> float(probability_of_waiting(np.array([10.0]), np.array([14])).round(6)[0])
    0.174132
    """
    blocked, result = np.ones(load.shape), np.ones(load.shape)
    for n in range(1, int(agents.max(initial=1)) + 1):
        blocked = load * blocked / (n + load * blocked)
        here = (agents == n) & (load < n)
        result = np.where(here, n * blocked / (n - load * (1 - blocked)), result)
    return result


def _least_agents(load: NDArray[np.float64], handle: float) -> NDArray[np.int64]:
    """The least agents that reach the manager's aim, by quarter-hour."""
    found, blocked = np.zeros(len(load), np.int64), np.ones(len(load))
    n = 0
    while (found == 0).any():
        n += 1
        blocked = load * blocked / (n + load * blocked)
        waits = np.where(load < n, n * blocked / np.maximum(n - load * (1 - blocked), 1e-12), 1.0)
        level = 1 - waits * np.exp(-np.maximum(n - load, 0.0) * _WITHIN / handle)
        found = np.where((found == 0) & (level >= _TARGET) & (load < n), n, found)
    return found


def served_share(wait_seconds: NDArray[np.float64], patience: float) -> NDArray[np.float64]:
    """Of those who have to wait, the share that is answered before they hang up; waits are whole seconds."""
    still, stays = np.exp(-1 / wait_seconds), np.exp(-1 / patience)
    return np.asarray((1 - still) * stays / (1 - still * stays))


def late_share(line: Queue, seconds: int, patience: float) -> NDArray[np.float64]:
    """The share of the calls answered that wait longer, once those who hang up have left; waits are whole seconds."""
    still, stays = np.exp(-1 / line.wait_seconds), np.exp(-1 / patience)
    served = served_share(line.wait_seconds, patience)
    return np.asarray(line.wait_share * served * (still * stays) ** seconds / (1 - line.wait_share * (1 - served)))
