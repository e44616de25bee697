"""Where does the plan of each quarter-hour lie? The exact queue, as time goes by.

The plan takes every quarter-hour as if it had lasted for ever. Here the chance of every
number of people in the system is followed through the day, with no such assumption: the
Markov chain whose arrival rate, service rate and agents change at each quarter-hour.

Method: uniformisation (A. Jensen, 1953). Within an interval the chain is a discrete chain
watched at Poisson times; every term is positive, so nothing cancels, and the Poisson weights
give the integrals over the interval as well. Agents who leave at a change finish their call
first; the state counts people, so they drop out of the service rate at once, which is exact
for agents who pass their caller on and a close view of those who finish.

The share served within the threshold is that of a caller who finds k people before him,
with the agents of the interval in which he calls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import special

from .rows import Floats

__all__ = ["Moment", "follow"]

LEFT_OUT = 1e-12
"""Poisson weights together smaller than this are left out."""


class Moment(NamedTuple):
    """One interval of the day as it really goes: means over the calls that come in it."""

    wait_share: float
    service_level: float
    abandonment_share: float
    mean_queue: float
    mean_busy: float
    left_at_end: float


@dataclass(frozen=True, slots=True)
class _Rates:
    """The chain of one interval: rates per second, for states 0 to the last."""

    arrivals: float
    service: float
    agents: int
    hanging_up: float
    states: Any

    @property
    def downward(self) -> Floats:
        served = self.service * np.minimum(self.states, self.agents)
        return np.asarray(served + self.hanging_up * np.maximum(self.states - self.agents, 0))

    def step(self, clock: float) -> Any:
        """One step of the uniformised chain, as a function from chances to chances."""
        up = np.full(self.states.size, self.arrivals / clock)
        up[-1] = 0.0
        down = self.downward / clock
        stay = 1 - up - down

        def move(chances: Floats) -> Floats:
            moved: Floats = chances * stay
            moved[1:] += chances[:-1] * up[:-1]
            moved[:-1] += chances[1:] * down[1:]
            return moved

        return move


def follow(
    arrivals: Floats, service: Floats, agents: Any, hanging_up: float, *, seconds: float, within: float, start: Floats | None = None
) -> list[Moment]:
    """Follow the chain through intervals of `seconds`.

    Parameters
    ----------
    arrivals, service : array
        Rates per second in each interval: calls, and calls that one agent ends.
    agents : array of int
        Agents at the phones in each interval.
    hanging_up : float
        Rate per second at which a waiting caller hangs up: 1 ÷ patience; 0 for never.
    seconds, within : float
        Length of an interval; threshold of the service level.
    start : array, optional
        Chances of 0, 1, 2… people at the start; by default the system is empty.

    >>> half_hour = follow(np.array([1 / 18]), np.array([1 / 180]), np.array([14]), 0.0, seconds=90_000, within=20)
    >>> round(half_hour[0].wait_share, 2)
    0.17
    """
    states = np.arange(_states(arrivals, service, agents, hanging_up, seconds))
    chances: Floats = np.zeros(states.size)
    if start is None:
        chances[0] = 1.0
    else:
        chances[: start.size] = start
    moments = []
    for rate, speed, staff in zip(arrivals.tolist(), service.tolist(), np.asarray(agents).tolist(), strict=True):
        chain = _Rates(rate, speed, int(staff), hanging_up, states)
        chances, mean = _passed(chain, chances, seconds)
        moments.append(_moment(chain, mean, chances, within))
    return moments


def _states(arrivals: Floats, service: Floats, agents: Any, hanging_up: float, seconds: float) -> int:
    """Room for every number of people that has a chance worth counting."""
    staff = np.asarray(agents, dtype=float)
    if hanging_up > 0:
        crowd = np.max(np.maximum(arrivals - service * staff, 0.0) / hanging_up + staff)
    else:
        crowd, most = 0.0, 0.0
        for rate, speed, here in zip(arrivals, service, staff, strict=True):
            crowd = max(0.0, crowd + (rate - speed * here) * seconds)
            most = max(most, crowd + here)
        crowd = most
    crowd = max(float(crowd), float(np.max(arrivals / service)))
    return int(crowd + 12 * np.sqrt(crowd) + 60)


def _passed(chain: _Rates, chances: Floats, seconds: float) -> tuple[Floats, Floats]:
    """Chances at the end of an interval, and their mean over it."""
    clock = float((chain.arrivals + chain.downward.max()) or 1.0)
    move = chain.step(clock)
    count = clock * seconds
    last = int(count + 8 * np.sqrt(count) + 30)
    steps = np.arange(last + 1)
    at_end = np.exp(special.xlogy(steps, count) - count - special.gammaln(steps + 1))
    over_time = special.gammainc(steps + 1, count) / count
    end, mean = np.zeros_like(chances), np.zeros_like(chances)
    for now, during in zip(at_end.tolist(), over_time.tolist(), strict=True):
        if now > 0:
            end += now * chances
        mean += during * chances
        chances = move(chances)
    return end / end.sum(), mean / mean.sum()


def _moment(chain: _Rates, mean: Floats, end: Floats, within: float) -> Moment:
    waiting = np.maximum(chain.states - chain.agents, 0)
    queue = float(mean @ waiting)
    arrivals = chain.arrivals
    return Moment(
        wait_share=float(mean[chain.agents :].sum()) if arrivals else 0.0,
        service_level=float(mean @ _served_within(chain, within)) if arrivals else 1.0,
        abandonment_share=chain.hanging_up * queue / arrivals if arrivals else 0.0,
        mean_queue=queue,
        mean_busy=float(mean @ np.minimum(chain.states, chain.agents)),
        left_at_end=float(end @ chain.states),
    )


def _served_within(chain: _Rates, within: float) -> Floats:
    """For each number of people found: the chance to be served within the threshold.

    A caller with j people before him in the queue moves up at rate ``agents × service +
    j × hanging up``, and hangs up himself at the rate of hanging up.
    """
    ahead = np.maximum(chain.states - chain.agents + 1, 0)
    if chain.agents == 0:
        return np.zeros(chain.states.size)
    move_up = np.where(ahead > 0, chain.agents * chain.service + (ahead - 1) * chain.hanging_up, 0.0)
    clock = float(move_up.max() + chain.hanging_up)
    count = clock * within
    last = int(count + 8 * np.sqrt(count) + 30)
    steps = np.arange(last + 1)
    weights = np.exp(special.xlogy(steps, count) - count - special.gammaln(steps + 1))
    served = (ahead == 0).astype(float)
    place, found = served.copy(), np.zeros(served.size)
    up = move_up / clock
    stay = np.where(ahead > 0, 1 - up - chain.hanging_up / clock, 1.0)
    for weight in weights.tolist():
        found += weight * place
        place = place * stay + up * np.concatenate([[0.0], place[:-1]])
    return np.asarray(found / weights.sum())
