"""What does a caller live through? All measures of a queue, for one quarter-hour or a year.

Assumptions: calls come at random at a steady rate, handle times are exponential, the queue
has settled. With `patience_seconds` callers hang up (Erlang A); without, they wait for ever
(Erlang C) and a load that reaches the agents has no steady state: everyone waits, endlessly.

Three service levels carry one name in the trade; they are told apart here. With T the threshold:

====================================  ===================================================
``service_level``                     served within T, of all calls offered
``service_level_less_abandons``       the same, of the calls not abandoned within T
``service_level_of_answered``         the same, of the calls answered
====================================  ===================================================

And so are three mean waits: of all calls (also those abandoned), of those served, of those
who had to wait.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.said import Said

from . import texts
from .erlang import blocking
from .impatience import impatient
from .rows import Floats, numbers, plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Queue", "queue"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Said):
    """What callers and agents live through; every measure is shaped like the inputs.

    Shares are between 0 and 1, times in seconds. `valid` is False, and every measure NaN,
    where a row makes no sense.
    """

    load: Any
    wait_share: Any
    service_level: Any
    service_level_less_abandons: Any
    service_level_of_answered: Any
    mean_wait_seconds: Any
    mean_wait_served_seconds: Any
    mean_wait_waiting_seconds: Any
    abandonment_share: Any
    occupancy: Any
    queue_length: Any
    agents: Any
    within_seconds: Any
    valid: Any

    def frame(self) -> pd.DataFrame:
        """The measures as columns, one row per interval."""
        import pandas as pd

        return pd.DataFrame({field.name: np.atleast_1d(getattr(self, field.name)).ravel() for field in fields(self)})

    def sentence(self) -> str:
        """The finding in words: of one interval, or of all together."""
        if np.ndim(self.load):
            return self._of_many()
        endless = texts.QUEUE_ENDLESS if self.load > self.agents else texts.QUEUE_FULL
        words = endless if np.isinf(self.mean_wait_seconds) else texts.QUEUE_FINDING
        return words.say(
            agents=self.agents, level=self.service_level, seconds=self.within_seconds, wait=self.mean_wait_seconds,
            abandonment=self.abandonment_share, occupancy=self.occupancy,
        )  # fmt: skip

    def _of_many(self) -> str:
        valid = np.asarray(self.valid)
        if not valid.any():
            return texts.QUEUES_NONE.say(intervals=valid.size)
        levels = np.asarray(self.service_level)[valid]
        return texts.QUEUES.say(intervals=valid.size, flagged=int((~valid).sum()), low=levels.min(), high=levels.max(), mean=levels.mean())


def queue(
    calls: Any,
    handle_seconds: Any,
    agents: Any,
    *,
    interval_seconds: Any = 900,
    within_seconds: Any = 20,
    patience_seconds: Any = None,
) -> Queue:
    """Everything that `agents` people deliver to `calls` calls; inputs broadcast.

    Parameters
    ----------
    calls : float or array
        Calls offered per interval, at least 0.
    handle_seconds : float or array
        Mean time that an agent spends on a call: talk, hold and wrap-up (in French DMT).
    agents : float or array
        Agents at the phones, at least 0; may be fractional.
    interval_seconds : float or array
        Length of the interval: 900 for a quarter-hour, 1800 for a half-hour.
    within_seconds : float or array
        The threshold of the service level; 0 is legal: served at once.
    patience_seconds : float or array, optional
        Mean time a caller is willing to wait. None (or infinite): endless, Erlang C.

    Returns
    -------
    Queue
        Without calls nobody waits. In Erlang C a load of at least the agents gives a wait
        share of 1, an infinite mean wait and a service level of 0.

    >>> line = queue(100, 180, 14, interval_seconds=1800)
    >>> round(line.service_level, 6), round(line.mean_wait_seconds, 5), round(line.occupancy, 6)
    (0.88835, 7.83594, 0.714286)
    """
    rows = numbers(
        calls=calls, handle_seconds=handle_seconds, agents=agents, interval_seconds=interval_seconds,
        within_seconds=within_seconds, patience_seconds=np.inf if patience_seconds is None else patience_seconds,
    )  # fmt: skip
    valid = legal(*rows)
    safe = [np.where(valid, row, 1.0) for row in rows]
    load, handle = loads(safe[0], safe[1], safe[3])
    found = measures(load, safe[2], handle, safe[4], safe[5])
    measured = {name: plain(np.where(valid, value, np.nan)) for name, value in found._asdict().items()}
    waiting = safe[0] / safe[3] * found.mean_wait_seconds
    return Queue(
        **measured, load=plain(np.where(valid, load, np.nan)), queue_length=plain(np.where(valid, waiting, np.nan)),
        agents=plain(rows[2]), within_seconds=plain(rows[4]), valid=bool(valid) if valid.ndim == 0 else valid,
    )  # fmt: skip


# -- the same on legal arrays ---------------------------------------------------------------


class Measures(NamedTuple, Generic[T]):
    """The measures that do not depend on the length of the interval."""

    wait_share: T
    service_level: T
    service_level_less_abandons: T
    service_level_of_answered: T
    mean_wait_seconds: T
    mean_wait_served_seconds: T
    mean_wait_waiting_seconds: T
    abandonment_share: T
    occupancy: T


def legal(calls: Floats, handle: Floats, agents: Floats, interval: Floats, within: Floats, patience: Floats) -> NDArray[np.bool_]:
    """Which rows make sense; a quarter-hour without calls needs no handle time."""
    handled = ((handle > 0) & np.isfinite(handle)) | (calls == 0)
    counted = (calls >= 0) & np.isfinite(calls) & (agents >= 0) & np.isfinite(agents)
    timed = (interval > 0) & np.isfinite(interval) & (within >= 0) & (patience >= 0)
    return np.asarray(handled & counted & timed)


def loads(calls: Floats, handle: Floats, interval: Floats) -> tuple[Floats, Floats]:
    """Load in erlangs, and a handle time for every row: one second where none is known, as there is no call."""
    handled = np.where((handle > 0) & np.isfinite(handle), handle, 1.0)
    return calls * handled / interval, handled


def measures(load: Floats, agents: Floats, handle: Floats, within: Floats, patience: Floats) -> Measures[Floats]:
    """Erlang A where patience is finite, Erlang C where it is not."""
    endless = np.isinf(patience)
    if endless.all():
        return _patient(load, agents, handle, within)
    hung_up = _impatient(load, agents, handle, within, np.where(endless, 1.0, patience))
    if not endless.any():
        return hung_up
    waited = _patient(load, agents, handle, within)
    return Measures(*(np.where(endless, one, other) for one, other in zip(waited, hung_up, strict=True)))


def _patient(load: Floats, agents: Floats, handle: Floats, within: Floats) -> Measures[Floats]:
    lost = blocking(load, agents)
    spare = agents - load
    steady, empty = spare > 0, load == 0
    room = np.where(steady, spare, 1.0)
    waits = np.where(steady, agents * lost / (room + load * lost), 1.0) * ~empty
    at_once = room * (1 - lost) / (room + load * lost)
    level = np.where(empty, 1.0, np.where(steady, at_once - waits * np.expm1(-room * within / handle), 0.0))
    each = np.where(empty, 0.0, np.where(steady, handle / room, np.inf))
    mean = np.where(empty, 0.0, waits * each)
    busy = np.where(steady, load / np.where(agents > 0, agents, 1.0), 1.0 * ~empty)
    return Measures(waits, level, level, level, mean, mean, each, np.zeros_like(load), busy)


def _impatient(load: Floats, agents: Floats, handle: Floats, within: Floats, patience: Floats) -> Measures[Floats]:
    empty, nobody = load == 0, agents == 0
    staff = np.maximum(agents, 1e-9)
    found = impatient(np.maximum(load, 1e-290), staff, handle / np.maximum(patience, 1e-13 * handle), within / handle)
    level = np.where(empty, 1.0, np.where(nobody, 0.0, found.served_within))
    less = np.where(empty | nobody, level, found.served_within / (found.served_within + found.waits_longer))
    answered = np.where(empty, 1.0, np.where(nobody, 0.0, found.served_within / found.served_share))
    lost = np.where(empty, 0.0, np.where(nobody, 1.0, found.abandonment))
    return Measures(
        np.where(empty, 0.0, np.where(nobody, 1.0, found.wait_share)), level, less, answered,
        lost * patience, np.where(empty, 0.0, found.wait_served * handle), np.where(empty, 0.0, found.wait_waiting * handle),
        lost, np.where(empty, 0.0, load * found.served_share / staff),
    )  # fmt: skip
