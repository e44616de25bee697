"""What if those who hang up call again? Erlang X.

Assumption: a share of the callers who are lost, and possibly of those who were served but
not satisfied, call again, long enough after for the line to have settled; their calls then
add to the fresh ones as if they were new. The calls that the line sees solve

    attempts = fresh + redial share × attempts × abandonment(attempts) + reconnect share × attempts × served(attempts)

The right side grows more slowly than the left, so there is one solution, found by root
search. A line that counts its attempts as demand plans for calls that a better line would
never get.

Source: G. Koole, "Call Center Optimization" (2013), chapter on redials and reconnects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.said import Said

from . import texts
from .queue import Queue, legal, loads, measures, queue
from .rows import Floats, crossing, numbers, plain

__all__ = ["Redials", "redials"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Redials(Said):
    """The line as it settles with redials; arrays like the inputs.

    `attempts` are the calls that the line sees per interval, `fresh` those of them that are
    first calls. `queue` measures per attempt; `lost_share` is the share of people who never
    get through.
    """

    fresh: Any
    attempts: Any
    queue: Queue
    lost_share: Any

    @property
    def attempts_per_caller(self) -> Any:
        """How often one caller calls, on average."""
        return plain(np.asarray(self.attempts) / np.asarray(self.fresh))

    def sentence(self) -> str:
        """The finding in words: of one interval, or of all together."""
        if np.ndim(self.attempts):
            return self.queue.sentence()
        return texts.REDIAL_FINDING.say(
            fresh=self.fresh,
            attempts=self.attempts,
            level=self.queue.service_level,
            seconds=self.queue.within_seconds,
            lost=self.lost_share,
        )


def redials(
    calls: Any,
    handle_seconds: Any,
    agents: Any,
    *,
    patience_seconds: Any,
    redial_share: float,
    reconnect_share: float = 0.0,
    interval_seconds: Any = 900,
    within_seconds: Any = 20,
) -> Redials:
    """The queue that `calls` first calls make when the lost call again.

    Parameters
    ----------
    calls, handle_seconds, agents, patience_seconds, interval_seconds, within_seconds
        As in :func:`queue`; `calls` counts first calls only. Patience 0: a caller who finds
        nobody free is lost at once.
    redial_share : float
        Share of abandoned calls that come again, from 0 to below 1.
    reconnect_share : float
        Share of served calls that come again, from 0 to below 1.

    >>> line = redials(50, 180, 9, patience_seconds=60, redial_share=0.6)
    >>> round(line.attempts, 2), round(line.queue.abandonment_share, 4), round(line.lost_share, 4)
    (61.87, 0.3199, 0.1583)
    """
    again, back = (checks.share(name, value) for name, value in (("redial_share", redial_share), ("reconnect_share", reconnect_share)))
    checks.positive("1 - redial_share", 1 - again)
    checks.positive("1 - reconnect_share", 1 - back)
    rows = numbers(
        calls=calls, handle_seconds=handle_seconds, agents=agents, interval_seconds=interval_seconds,
        within_seconds=within_seconds, patience_seconds=patience_seconds,
    )  # fmt: skip
    valid = legal(*rows) & np.isfinite(rows[5])
    safe = [np.where(valid, row, 1.0) for row in rows]
    fresh, handle = loads(safe[0], safe[1], safe[3])

    def unmet(load: Floats) -> Floats:
        lost = measures(load, safe[2], handle, safe[4], safe[5]).abandonment_share
        return fresh - load * (1 - again * lost - back * (1 - lost))

    load = crossing(unmet, fresh, fresh / (1 - max(again, back)) * (1 + 1e-9))
    attempts = np.where(valid, np.where(fresh > 0, load / np.where(fresh > 0, fresh, 1.0), 1.0) * safe[0], np.nan)
    settled = queue(attempts, rows[1], rows[2], interval_seconds=rows[3], within_seconds=rows[4], patience_seconds=rows[5])
    lost = np.asarray(settled.abandonment_share) * (1 - again) * attempts / np.where(safe[0] > 0, safe[0], 1.0)
    return Redials(fresh=plain(rows[0]), attempts=plain(attempts), queue=settled, lost_share=plain(lost))
