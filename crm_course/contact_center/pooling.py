"""What does one large team save over several small ones? Economies of pooling.

Merged queues need fewer agents for the same promise, because one team's lull takes the
other's rush. The saving supposes that everyone can take every call in the same time; a
longer handle time of generalists eats it up, and the break-even is computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from crm_course.foundations.said import Said

from . import texts
from .inverse import handle_seconds_allowed
from .rows import numbers
from .staffing import agents_needed

__all__ = ["Pooling", "pooling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pooling(Said):
    """Agents needed by separate teams and by one."""

    calls: tuple[float, ...]
    handle_seconds: tuple[float, ...]
    separate: tuple[int, ...]
    pooled: int
    pooled_handle_seconds: float
    handle_seconds_allowed: float
    """Mean handle time up to which one team of as many agents as the separate ones keeps the promise."""

    @property
    def saved(self) -> int:
        """Agents spared by pooling."""
        return sum(self.separate) - self.pooled

    def sentence(self) -> str:
        """The finding in words."""
        return texts.POOLING_FINDING.say(
            teams=len(self.separate), separate=sum(self.separate), pooled=self.pooled, saved=self.saved,
            slower=self.handle_seconds_allowed / self.pooled_handle_seconds - 1,
        )  # fmt: skip


def pooling(calls: Any, handle_seconds: Any, **timing_and_promise: Any) -> Pooling:
    """Compare one team per call stream with one team for all.

    Parameters
    ----------
    calls : array
        Calls per interval of each stream.
    handle_seconds : float or array
        Mean handle time of each stream.
    **timing_and_promise
        `interval_seconds`, `within_seconds`, `patience_seconds` and the promise, as in
        :func:`agents_needed`.

    >>> teams = pooling([25, 25, 25, 25], 180)
    >>> teams.separate, teams.pooled, teams.saved
    ((8, 8, 8, 8), 24, 8)
    """
    counts, handles = numbers(calls=np.atleast_1d(calls), handle_seconds=handle_seconds)
    separate = agents_needed(counts, handles, **timing_and_promise)
    mean_handle = float(np.average(handles, weights=counts))
    total = float(counts.sum())
    return Pooling(
        calls=tuple(counts.tolist()), handle_seconds=tuple(handles.tolist()), separate=tuple(separate.tolist()),
        pooled=agents_needed(total, mean_handle, **timing_and_promise), pooled_handle_seconds=mean_handle,
        handle_seconds_allowed=handle_seconds_allowed(total, int(separate.sum()), **timing_and_promise),
    )  # fmt: skip
