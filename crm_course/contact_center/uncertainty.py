"""What becomes of the promise when the forecast is off?

A plan is made for the calls forecast; the calls that come are the forecast times a random
factor. Assumption: the factor has mean 1, a known coefficient of variation and a gamma
distribution (calls are then negative binomial), and is the same during one interval.

What is delivered is counted in calls, not in intervals: the busy quarter-hours are both the
worst served and the fullest. The mean over calls is taken over the size-biased factor, which
is gamma again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from crm_course.foundations import checks
from crm_course.foundations.said import Said

from . import texts
from .queue import legal, loads, measures, queue
from .rows import Floats, numbers
from .staffing import TIE, least

__all__ = ["Delivered", "agents_needed_under_error", "delivered_under_error"]

_DRAWS = 512
"""The distribution of the factor is represented by so many equally likely values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(Said):
    """What a staffing promises on the forecast and delivers on what comes."""

    agents: float
    error_cv: float
    promised: float
    delivered: float
    kept_share: float
    """Share of intervals that reach the target."""
    abandonment_share: float
    target: float

    def sentence(self) -> str:
        """The finding in words."""
        return texts.ERROR_FINDING.say(
            agents=self.agents, cv=self.error_cv, promised=self.promised, delivered=self.delivered, kept=self.kept_share, target=self.target
        )


def delivered_under_error(
    calls: float,
    handle_seconds: float,
    agents: float,
    *,
    error_cv: float,
    service_level: float = 0.8,
    interval_seconds: float = 900,
    within_seconds: float = 20,
    patience_seconds: float | None = None,
) -> Delivered:
    """What `agents` deliver when the calls are off by `error_cv`.

    Parameters
    ----------
    calls, handle_seconds, agents, interval_seconds, within_seconds, patience_seconds
        As in :func:`queue`, for one interval; `calls` is the forecast.
    error_cv : float
        Coefficient of variation of actual over forecast calls: 0.1 for ten percent.
    service_level : float
        The target, for the share of intervals that reach it.

    >>> off = delivered_under_error(750, 240, 194, error_cv=0.1, patience_seconds=180)
    >>> round(off.promised, 3), round(off.delivered, 3)
    (0.808, 0.698)
    """
    timing = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "patience_seconds": patience_seconds}
    cv = checks.non_negative("error_cv", error_cv)
    by_call = queue(calls * _factors(cv, by_call=True), handle_seconds, agents, **timing)
    by_interval = queue(calls * _factors(cv, by_call=False), handle_seconds, agents, **timing)
    return Delivered(
        agents=agents, error_cv=cv, target=checks.share("service_level", service_level),
        promised=queue(calls, handle_seconds, agents, **timing).service_level,
        delivered=float(by_call.service_level.mean()), abandonment_share=float(by_call.abandonment_share.mean()),
        kept_share=float((by_interval.service_level >= service_level * (1 - TIE)).mean()),
    )  # fmt: skip


def agents_needed_under_error(
    calls: Any,
    handle_seconds: Any,
    *,
    error_cv: float,
    service_level: float = 0.8,
    interval_seconds: Any = 900,
    within_seconds: Any = 20,
    patience_seconds: Any = None,
) -> Any:
    """The fewest agents that deliver the service level on average over all calls, forecast errors included.

    Parameters are those of :func:`delivered_under_error`; inputs broadcast.

    Returns
    -------
    int or array of int
        0 without calls. Rows that make no sense are NaN, in an array of floats.

    >>> agents_needed_under_error(750, 240, error_cv=0.1, patience_seconds=180)
    203
    >>> agents_needed_under_error(750, 240, error_cv=0, patience_seconds=180)
    194
    """
    rows = numbers(
        calls=calls, handle_seconds=handle_seconds, interval_seconds=interval_seconds, within_seconds=within_seconds,
        patience_seconds=np.inf if patience_seconds is None else patience_seconds,
    )  # fmt: skip
    shape = rows[0].shape
    count, handle, interval, within, patience = (row.ravel() for row in rows)
    valid = legal(count, handle, np.zeros_like(count), interval, within, patience)
    count, handle, interval, within, patience = (np.where(valid, row, 1.0) for row in (count, handle, interval, within, patience))
    load, handle = loads(count, handle, interval)
    factors, target = _factors(checks.non_negative("error_cv", error_cv), by_call=True), _target(service_level)

    def kept(some: Any, agents: Floats) -> Any:
        parts = np.broadcast_arrays(
            load[some, None] * factors, *(part[:, None] for part in (agents, handle[some], within[some], patience[some]))
        )
        return measures(*parts).service_level.mean(axis=1) >= target

    busy = np.flatnonzero(load > 0)
    found = np.zeros(load.shape, dtype=np.int64)
    found[busy] = least(lambda some, agents: kept(busy[some], agents), np.ceil(load[busy] + np.sqrt(load[busy])), np.zeros(busy.size))
    if not valid.all():
        return np.where(valid, found, np.nan).reshape(shape) if shape else float("nan")
    return found.reshape(shape) if shape else int(found[0])


def _target(service_level: float) -> float:
    return checks.confidence(service_level, "service_level") * (1 - TIE)


def _factors(cv: float, *, by_call: bool) -> Floats:
    """Equally likely values of actual ÷ forecast: met by intervals, or by calls."""
    if cv == 0:
        return np.ones(1)
    shape = cv**-2
    middles = (np.arange(_DRAWS) + 0.5) / _DRAWS
    return np.asarray(special.gammaincinv(shape + by_call, middles) / shape)
