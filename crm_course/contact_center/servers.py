"""The floor of a call centre, call by call: who is served, when, and who hangs up.

A discrete-event simulation of one team. Those free are a heap of times; those who wait
stand in two lines, VIP first, each in order of arrival; a caller leaves when his patience
ends, and may call again. When the team shrinks, those idle leave first, then those who
finish first; nobody drops a call.

All chance is drawn beforehand: the run itself is a function of its inputs, so that two
staffings can be compared on the very same calls.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .rows import Floats

__all__ = ["Calls", "Redial", "Shift", "serve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """Calls in order of arrival, one entry each; times in seconds.

    `start` is NaN for those who hung up. `origin` is the number of the caller's first call.
    """

    arrival: Floats
    handle: Floats
    patience: Floats
    vip: NDArray[np.bool_]
    start: Floats
    origin: NDArray[np.int64]

    @property
    def wait(self) -> Floats:
        """Time in the queue, until served or until hanging up."""
        return np.where(np.isnan(self.start), self.patience, self.start - self.arrival)


class Shift(NamedTuple):
    """So many agents from this moment on."""

    time: float
    agents: int


class Redial(NamedTuple):
    """One draw for someone who hangs up: does he call again, when, and with what times?"""

    again: bool
    after: float
    handle: float
    patience: float


def serve(
    arrival: Floats,
    handle: Floats,
    patience: Floats,
    shifts: Sequence[Shift],
    *,
    vip: NDArray[np.bool_] | None = None,
    redial: Iterator[Redial] | None = None,
) -> Calls:
    """Let every call be served or hang up.

    Parameters
    ----------
    arrival : array
        Seconds, rising.
    handle, patience : array
        Seconds for each call; infinite patience never hangs up.
    shifts : sequence of Shift
        The first before the first call.
    vip : array of bool, optional
        Who goes before the others.
    redial : iterator of Redial, optional
        Draws for those who hang up, used in turn; a call made again keeps the caller's rank.

    >>> calls = serve(np.array([0.0, 1.0, 2.0]), np.full(3, 10.0), np.array([5.0, 99.0, 5.0]), [Shift(0.0, 1)])
    >>> calls.start.tolist(), calls.wait.tolist()
    ([0.0, 10.0, nan], [0.0, 9.0, 5.0])
    """
    ranks = np.zeros(arrival.size, dtype=bool) if vip is None else vip
    floor = _Floor(arrival, handle, patience, ranks)
    one_line = vip is None and len(shifts) == 1 and shifts[0].agents > 0
    if redial is not None:
        (floor.run_in_order_with_redials if one_line else floor.run_with_redials)(shifts, redial)
    elif one_line:
        floor.run_in_order(shifts[0])
    else:
        floor.run(shifts)
    return floor.calls()


class _Floor:
    """The state of the team and of the two lines while a run goes on."""

    __slots__ = ("again", "arrival", "expiry", "first", "free", "handle", "line", "origin", "patience", "start", "vip")

    def __init__(self, arrival: Floats, handle: Floats, patience: Floats, vip: NDArray[np.bool_]) -> None:
        self.arrival, self.handle, self.patience = arrival.tolist(), handle.tolist(), patience.tolist()
        self.vip, self.start = vip.tolist(), [math.nan] * arrival.size
        self.origin = list(range(arrival.size))
        self.free: list[float] = []
        self.first: deque[int] = deque()
        self.line: deque[int] = deque()
        self.again: list[tuple[float, int]] = []
        self.expiry: list[tuple[float, int]] = []

    def run_in_order(self, shift: Shift) -> None:
        """One line, one shift: each call's wait is known when it comes, from who is free first."""
        free, start = [shift.time] * shift.agents, []
        for came, busy, patience in zip(self.arrival, self.handle, self.patience, strict=True):
            moment = free[0]
            if moment <= came:
                moment = came
            elif moment - came > patience:
                start.append(math.nan)
                continue
            start.append(moment)
            heapreplace(free, moment + busy)
        self.start = start

    def run_in_order_with_redials(self, shifts: Sequence[Shift], draws: Iterator[Redial]) -> None:
        """The same, calls made again falling into their place."""
        arrival, handle, patience, start, again = self.arrival, self.handle, self.patience, self.start, self.again
        free, fresh, total = [shifts[0].time] * shifts[0].agents, 0, len(self.arrival)
        while again or fresh < total:
            if again and (fresh == total or again[0][0] < arrival[fresh]):
                came, call = heappop(again)
            else:
                came, call, fresh = arrival[fresh], fresh, fresh + 1
            moment = free[0] if free[0] > came else came
            if moment - came > patience[call]:
                self.recall(came + patience[call], call, next(draws))
            else:
                start[call] = moment
                heapreplace(free, moment + handle[call])

    def run(self, shifts: Sequence[Shift]) -> None:
        """Every call once, with two lines and shifts that change."""
        arrival, handle, vip, start, free, first, line = self.arrival, self.handle, self.vip, self.start, self.free, self.first, self.line
        ends = [*(shift.time for shift in shifts[1:]), math.inf]
        call, total = 0, len(arrival)
        for shift, end in zip(shifts, ends, strict=True):
            self.change(shift)
            while call < total and (now := arrival[call]) < end:
                if (line or first) and free and free[0] <= now:
                    self.advance(now)
                if line or first or not free or free[0] > now:
                    (first if vip[call] else line).append(call)
                else:
                    start[call] = now
                    heapreplace(free, now + handle[call])
                call += 1
            self.advance(end)

    def run_with_redials(self, shifts: Sequence[Shift], draws: Iterator[Redial]) -> None:
        """The same with callers who call again: hanging up is an event in its own right."""
        arrival, handle, vip, start, free, line = self.arrival, self.handle, self.vip, self.start, self.free, self.line
        expiry, again, patience = self.expiry, self.again, self.patience
        fresh, total, ends = 0, len(arrival), [*(shift.time for shift in shifts[1:]), math.inf]
        for shift, end in zip(shifts, ends, strict=True):
            self.change(shift)
            while True:
                now, call = (arrival[fresh], fresh) if fresh < total else (math.inf, -1)
                if again and again[0][0] < now:
                    now, call = again[0]
                while expiry and expiry[0][0] < now and expiry[0][0] < end:
                    self.hang_up(*heappop(expiry), draws)
                    if again and again[0][0] < now:
                        now, call = again[0]
                if now >= end:
                    break
                if call < total:
                    fresh += 1
                else:
                    heappop(again)
                if (line or self.first) and free and free[0] <= now:
                    self.advance(now)
                if line or self.first or not free or free[0] > now:
                    (self.first if vip[call] else line).append(call)
                    heappush(expiry, (now + patience[call], call))
                else:
                    start[call] = now
                    heapreplace(free, now + handle[call])
            self.advance(end)

    def change(self, shift: Shift) -> None:
        """Bring the team to the shift's size: idle people leave first, then those who finish first."""
        self.advance(shift.time)
        for _ in range(len(self.free) - shift.agents):
            heappop(self.free)
        joining = shift.agents - len(self.free)
        if joining > 0:
            self.free.extend([shift.time] * joining)
            heapify(self.free)
            self.advance(shift.time)

    def advance(self, now: float) -> None:
        """Serve those who wait, as people come free up to `now`."""
        arrival, handle, patience, start, free, first, line = (
            self.arrival, self.handle, self.patience, self.start, self.free, self.first, self.line
        )  # fmt: skip
        while (line or first) and free and free[0] <= now:
            call = first.popleft() if first else line.popleft()
            moment = free[0]
            came = arrival[call]
            if moment - came <= patience[call]:
                start[call] = moment if moment > came else came
                heapreplace(free, start[call] + handle[call])

    def hang_up(self, now: float, call: int, draws: Iterator[Redial]) -> None:
        """Unless the caller was served in time, his draw says whether and when he calls again."""
        self.advance(now)
        if math.isnan(self.start[call]):
            self.recall(now, call, next(draws))

    def recall(self, now: float, call: int, draw: Redial) -> None:
        """Enter the call that follows one hung up, if the draw says so."""
        again, after, handle, patience = draw
        if again:
            heappush(self.again, (now + after, len(self.arrival)))
            self.arrival.append(now + after)
            self.handle.append(handle)
            self.patience.append(patience)
            self.start.append(math.nan)
            self.vip.append(self.vip[call])
            self.origin.append(self.origin[call])

    def calls(self) -> Calls:
        """What happened, in order of arrival."""
        order = np.argsort(np.array(self.arrival), kind="stable")
        columns = {name: np.array(getattr(self, name))[order] for name in ("arrival", "handle", "patience", "vip", "start", "origin")}
        return Calls(**columns)
