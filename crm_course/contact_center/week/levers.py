"""What else can a supervisor move? Overflow, the days of a mailing, norms, what may leave the house.

Plain functions on plain figures: each says in euros, calls or agents what one lever moves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName

from ..staffing import agents_needed
from . import texts
from .given import frame_of, numbers_of

__all__ = ["Spread", "added_sales", "may_leave", "norms_by_day", "overflow", "spread_mailing"]

AT_LEAST = ("service_level", "answered_share", "first_contact_share")
"""Indicators that should be above their norm; every other should be below."""


def overflow(calls: Any, base: float, handle_seconds: float, **promise: Any) -> pd.DataFrame:
    """Two sites: the base line takes up to `base` calls per interval, the rest overflows.

    Frame ``calls, base, over, agents_base, agents_over, agents_pooled``: what each site needs,
    and what one queue for both would need. The base site is flat, the other carries the peaks.

    >>> overflow([40, 70], 50, 180)[["over", "agents_base", "agents_over", "agents_pooled"]].to_numpy().tolist()
    [[0.0, 11.0, 0.0, 11.0], [20.0, 14.0, 7.0, 18.0]]
    """
    volume = np.atleast_1d(np.asarray(calls, dtype=float))
    if volume.ndim != 1 or not np.isfinite(volume).all() or (volume < 0).any():
        raise InvalidValue("calls", texts.RULE_CALLS, calls)
    at_base = np.minimum(volume, checks.non_negative("base", base))
    frame = pd.DataFrame({"calls": volume, "base": at_base, "over": volume - at_base})
    for name, part in (("agents_base", at_base), ("agents_over", volume - at_base), ("agents_pooled", volume)):
        frame[name] = np.where(part > 0, agents_needed(np.maximum(part, 1e-9), handle_seconds, **promise), 0).astype(float)
    return frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A mailing spread over days: share `sent` each day, `calls` of each day with it, the `peak`, and the `peak_at_once` if all went on the best single day."""

    sent: NDArray[np.float64]
    calls: NDArray[np.float64] = field(repr=False)
    peak: float
    peak_at_once: float

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.SPREAD.say(peak=self.peak, once=self.peak_at_once, days=int((self.sent > 0.005).sum()))

    def _repr_markdown_(self) -> str:
        return self.sentence()


def spread_mailing(daily_calls: Sequence[float], brought: float, response: Sequence[float], *, within: int) -> Spread:
    """Which share of a mailing to send on each of the first `within` days, so that the busiest day is as calm as can be.

    Parameters
    ----------
    daily_calls : sequence
        Calls of each day without the mailing.
    brought : float
        Calls that the whole mailing brings.
    response : sequence
        Share of them on the day of sending, the day after, …; they sum to 1 at most.
    within : int
        Days on which it may be sent.

    >>> plan = spread_mailing([100] * 8, 400, [0.5, 0.5], within=4)
    >>> plan.peak, plan.peak_at_once
    (200.0, 300.0)
    """
    from scipy import optimize

    base, answer = np.asarray(daily_calls, dtype=float), np.asarray(response, dtype=float)
    days = checks.whole("within", within, least=1)
    for name, row in (("daily_calls", base), ("response", answer)):
        if row.ndim != 1 or not row.size or not np.isfinite(row).all() or (row < 0).any():
            raise InvalidValue(name, texts.RULE_CALLS, row.tolist())
    if not 0 < answer.sum() <= 1 + 1e-9 or days > len(base):
        raise InvalidValue(
            "response" if days <= len(base) else "within", texts.RULE_SPREAD, float(answer.sum()) if days <= len(base) else within
        )
    moved = np.zeros((len(base), days))
    for day in range(days):
        reach = min(len(answer), len(base) - day)
        moved[day : day + reach, day] = checks.non_negative("brought", brought) * answer[:reach]
    found: Any = optimize.linprog(np.append(np.zeros(days), 1.0), A_ub=np.column_stack([moved, -np.ones(len(base))]), b_ub=-base,
                                  A_eq=np.append(np.ones(days), 0.0)[None], b_eq=[1.0])  # fmt: skip
    sent = np.round(found.x[:days], 9)
    calls = base + moved @ sent
    return Spread(sent=sent, calls=calls, peak=round(float(calls.max()), 6), peak_at_once=float((base[:, None] + moved).max(axis=0).min()))


def norms_by_day(days: Any, norms: Mapping[str, float]) -> pd.DataFrame:
    """Each indicator of each day beside the house's norm: frame ``day, indicator, value, norm, kept``; a missing value is neither.

    >>> norms_by_day({"day": [1], "service_level": [0.75], "wait_seconds": [20]}, {"service_level": 0.8, "wait_seconds": 25})["kept"].tolist()
    [False, True]
    """
    frame = frame_of(days, ("day",), "days")
    unknown = [name for name in norms if name not in frame.columns]
    if unknown:
        raise UnknownName(texts.COLUMN, unknown[0], map(str, frame.columns))
    rows = []
    for name, norm in norms.items():
        for day, value in zip(frame["day"], frame[name], strict=True):
            kept = None if pd.isna(value) else bool(value >= norm - 1e-12) if name in AT_LEAST else bool(value <= norm + 1e-12)
            rows.append((day, name, value, norm, kept))
    return pd.DataFrame(rows, columns=["day", "indicator", "value", "norm", "kept"])


def may_leave(
    reasons: Any, *, longest_seconds: float = 240, stays: Sequence[str] = ("place-order",), saved_share: float = 0.45
) -> pd.DataFrame:
    """Which contacts may be handled far away, and what that would save: frame ``reason, contacts, cost, leaves, why, saved``.

    Parameters
    ----------
    reasons : DataFrame
        ``reason, contacts, minutes, cost`` of :func:`reasons`.
    longest_seconds : float
        Complex requests stay: those that take longer than this on average.
    stays : sequence
        Reasons that stay for what the customer is worth, whatever they take.
    saved_share : float
        Share of the cost that goes when a contact leaves; what must be done again at home is in it.
    """
    table = frame_of(reasons, ("reason", "contacts", "minutes", "cost"), "reasons").reset_index(drop=True)
    contacts, minutes, cost = (numbers_of(table, name, texts.RULE_CALLS, empty=False) for name in ("contacts", "minutes", "cost"))
    seconds = 60 * minutes / np.maximum(contacts, 1e-9)
    valuable = table["reason"].isin(list(stays)).to_numpy()
    complex_ = seconds > checks.positive("longest_seconds", longest_seconds)
    why = np.where(valuable, texts.WHY_VALUE.say(), np.where(complex_, texts.WHY_COMPLEX.say(), texts.WHY_SIMPLE.say()))
    leaves = ~valuable & ~complex_
    return pd.DataFrame({"reason": table["reason"], "contacts": contacts, "cost": cost, "leaves": leaves, "why": why,
                         "saved": np.where(leaves, cost * checks.share("saved_share", saved_share), 0.0)})  # fmt: skip


def added_sales(
    *, offered: float, accepted: float, margin: float, seconds: float, hourly_cost: float = 24, shrinkage: float = 0.3
) -> float:
    """Euros that an offer at the end of a contact earns, per contact: what is sold less the time that offering takes.

    Parameters
    ----------
    offered, accepted : float
        Share of contacts with an offer, and share of offers accepted.
    margin : float
        Euros per sale.
    seconds : float
        That an offer takes, accepted or not.
    hourly_cost, shrinkage : float
        As for :class:`Line`.

    >>> round(added_sales(offered=0.5, accepted=0.1, margin=8, seconds=30), 3)
    0.257
    """
    away = checks.share("shrinkage", shrinkage)
    if away == 1:
        raise InvalidValue("shrinkage", texts.RULE_BELOW_ONE, shrinkage)
    hour = checks.positive("hourly_cost", hourly_cost) / (1 - away)
    part = checks.share("offered", offered)
    return part * (
        checks.share("accepted", accepted) * checks.finite("margin", margin) - checks.non_negative("seconds", seconds) / 3600 * hour
    )
