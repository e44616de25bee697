"""The question turned round: how many calls, which handle time, which patience?

Each answer is the root of a measure that only rises or only falls; the assumptions are
those of :mod:`~crm_course.contact_center.queue`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .erlang import blocking
from .queue import measures
from .rows import Floats, crossing, numbers, plain
from .staffing import Promise, greatest_load, most_load

__all__ = ["agents_for_level", "calls_taken", "handle_seconds_allowed", "load_for_blocking", "patience_explaining"]

_REACH = 1e6
"""Patience is sought from a millionth of a handle time to a million of them."""


def calls_taken(
    agents: Any,
    handle_seconds: Any,
    *,
    interval_seconds: Any = 900,
    within_seconds: Any = 20,
    patience_seconds: Any = None,
    **promise: Any,
) -> Any:
    """The most calls per interval that `agents` can take and keep the promise.

    Parameters
    ----------
    agents, handle_seconds, interval_seconds, within_seconds, patience_seconds
        As in :func:`queue`.
    **promise
        `service_level`, `max_abandonment`, `max_occupancy`, `max_mean_wait_seconds`, as in
        :func:`agents_needed`.

    >>> round(calls_taken(14, 180, interval_seconds=1800), 2)
    108.68
    """
    staff, handle, interval, within, patience = _rows(agents, handle_seconds, interval_seconds, within_seconds, patience_seconds)
    valid = _positive(handle, interval) & (staff >= 0) & np.isfinite(staff) & (within >= 0) & (patience >= 0)
    safe = [np.where(valid, row, 1.0) for row in (staff, handle, within, patience)]
    load = np.where(safe[0] > 0, greatest_load(Promise(**promise), np.maximum(safe[0], 1e-9), *safe[1:]), 0.0)
    return plain(np.where(valid, load * np.where(valid, interval, 1.0) / safe[1], np.nan))


def handle_seconds_allowed(
    calls: Any,
    agents: Any,
    *,
    interval_seconds: Any = 900,
    within_seconds: Any = 20,
    patience_seconds: Any = None,
    **promise: Any,
) -> Any:
    """The longest mean handle time with which `agents` keep the promise under `calls` calls.

    Parameters are those of :func:`calls_taken`. Infinite without calls.

    >>> round(handle_seconds_allowed(100, 14, interval_seconds=1800), 1)
    194.9
    """
    count, staff, interval, within, patience = _rows(calls, agents, interval_seconds, within_seconds, patience_seconds)
    valid = _positive(interval) & (count >= 0) & np.isfinite(count) & (staff > 0) & np.isfinite(staff) & (within >= 0) & (patience >= 0)
    count, staff, interval, within, patience = (np.where(valid, row, 1.0) for row in (count, staff, interval, within, patience))
    rate = np.where(count > 0, count, 1.0) / interval
    terms = Promise(**promise)
    longest = most_load(terms, staff, patience) / rate
    found = crossing(lambda handle: terms.slack(rate * handle, staff, handle, within, patience), longest * 1e-9, longest)
    return plain(np.where(valid, np.where(count > 0, found, np.inf), np.nan))


def patience_explaining(abandonment_share: Any, calls: Any, handle_seconds: Any, agents: Any, *, interval_seconds: Any = 900) -> Any:
    """The mean patience, in seconds, under which this share of calls is abandoned.

    NaN where no patience explains it: fewer abandonments than endless patience would leave
    (load above the agents), or more than if everyone hung up at once.

    >>> lost = 0.05
    >>> patience = patience_explaining(lost, 50, 180, 11)
    >>> round(patience, 1)
    672.7
    """
    lost, count, handle, staff, interval = numbers(
        abandonment_share=abandonment_share, calls=calls, handle_seconds=handle_seconds, agents=agents, interval_seconds=interval_seconds
    )
    valid = _positive(handle, interval) & (count > 0) & np.isfinite(count) & (staff > 0) & np.isfinite(staff) & (lost > 0) & (lost < 1)
    lost, count, handle, staff, interval = (np.where(valid, row, 0.5) for row in (lost, count, handle, staff, interval))
    load = count * handle / interval

    def abandoned(log_patience: Floats) -> Floats:
        return measures(load, staff, handle, np.zeros_like(load), handle * np.exp(log_patience)).abandonment_share - lost

    ends = np.full_like(load, np.log(_REACH))
    possible = valid & (abandoned(-ends) > 0) & (abandoned(ends) < 0)
    return plain(np.where(possible, handle * np.exp(crossing(abandoned, -ends, ends)), np.nan))


def agents_for_level(
    service_level: Any,
    calls: Any,
    handle_seconds: Any,
    *,
    interval_seconds: Any = 900,
    within_seconds: Any = 20,
    patience_seconds: Any = None,
) -> Any:
    """Agents, with decimals, that deliver a service level exactly: full-time equivalents, not people.

    Between two whole numbers Erlang's formulas go on smoothly; that is what a curve of cost
    needs. For people to be put on a roster use :func:`agents_needed`.

    >>> round(agents_for_level(0.8, 50, 180), 3)
    13.037
    """
    level, count, handle, interval, within, patience = numbers(
        service_level=service_level, calls=calls, handle_seconds=handle_seconds, interval_seconds=interval_seconds,
        within_seconds=within_seconds, patience_seconds=np.inf if patience_seconds is None else patience_seconds,
    )  # fmt: skip
    valid = _positive(handle, interval) & (count > 0) & np.isfinite(count) & (level > 0) & (level < 1) & (within >= 0) & (patience >= 0)
    level, count, handle, interval, within, patience = (
        np.where(valid, row, 0.5) for row in (level, count, handle, interval, within, patience)
    )
    load = count * handle / interval
    low = np.where(np.isinf(patience), load, 1e-6)
    spread = 40 * np.sqrt(load) + 40

    def missing(agents: Floats) -> Floats:
        return level - measures(load, agents, handle, within, patience).service_level

    return plain(np.where(valid, crossing(missing, low, load + spread), np.nan))


def load_for_blocking(lines: Any, blocking_share: Any) -> Any:
    """The load, in erlangs, that so many lines take while losing a given share of calls (Erlang B turned round).

    >>> round(load_for_blocking(15, 0.01), 3)
    8.108
    """
    count, share = numbers(lines=lines, blocking_share=blocking_share)
    valid = _positive(count) & (share > 0) & (share < 1)
    count, share = np.where(valid, count, 1.0), np.where(valid, share, 0.5)
    found = crossing(lambda load: share - blocking(load, count), np.zeros_like(count), count / (1 - share) + 1e-9)
    return plain(np.where(valid, found, np.nan))


def _rows(first: Any, second: Any, interval: Any, within: Any, patience: Any) -> list[Floats]:
    return numbers(
        calls=first,
        agents=second,
        interval_seconds=interval,
        within_seconds=within,
        patience_seconds=np.inf if patience is None else patience,
    )


def _positive(*rows: Floats) -> Any:
    return np.logical_and.reduce([(row > 0) & np.isfinite(row) for row in rows])
