"""How long do contracts run? The shifted beta-geometric model of renewals.

Assumptions: at each renewal a customer leaves with his own constant probability, which differs between customers as a
Beta (α, β). So the renewal rate rises with age though nobody becomes more loyal: those at risk leave first. It is for
contracts, where leaving is seen; orders have no renewals.

Sources: Fader and Hardie (2007), *Journal of Interactive Marketing* 21, 76–90; Fader and Hardie (2010), *Marketing
Science* 29, 85–93 (residual lifetime).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .climbing import climb

__all__ = ["Renewals", "fit_renewals"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewals(Said):
    """A fitted model of renewals.

    Attributes
    ----------
    parameters : dict
        ``alpha`` and ``beta`` of the Beta of the probability to leave.
    standard_errors : dict
        NaN where not converged.
    log_likelihood : float
    converged : bool
    border : Text or None
    survivors : tuple of float
        As given.
    """

    parameters: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    converged: bool
    border: Text | None
    survivors: tuple[float, ...] = field(repr=False)

    def retention(self, t: Any) -> Any:
        """The share that renews at the `t`-th renewal (1, 2, …) of those still there: (β + t − 1) / (α + β + t − 1)."""
        alpha, beta = self.parameters.values()
        t = _renewals(t, 1)
        return ((beta + t - 1) / (alpha + beta + t - 1))[()]

    def survival(self, t: Any) -> Any:
        """The share still there after `t` renewals (0, 1, 2, …): B(α, β + t) / B(α, β)."""
        from scipy.special import betaln

        alpha, beta = self.parameters.values()
        return np.exp(betaln(alpha, beta + _renewals(t, 0)) - betaln(alpha, beta))[()]

    def residual_lifetime(self, discount_rate: float, renewals: int = 0) -> float:
        """Discounted number of periods still to come, in periods; times the margin of a period, it is the value.

        Parameters
        ----------
        discount_rate : float
            A period's.
        renewals : int
            0: a new customer, whose first period is paid at once. n ≥ 1: a customer who renewed n − 1 times and is
            about to decide for the n-th time; if he renews, he pays at once.

        >>> base = fit_renewals([10_000, 8_000, 6_480, 5_307, 4_391])
        >>> round(base.residual_lifetime(0.10, renewals=1), 2)
        3.31
        """
        alpha, beta = self.parameters.values()
        n = checks.whole("renewals", renewals)
        rate = checks.non_negative("discount_rate", discount_rate)
        if rate >= 2:
            raise InvalidValue("discount_rate", texts.RULE_RATE, rate, texts.WAY_MEANT, meant=rate / 100)
        start = 1.0 if n == 0 else float(self.retention(n))
        return start * _discounted(alpha, beta + n, 1 / (1 + rate))

    def sentence(self) -> str:
        """How renewal rises with age, and what a customer's contract is worth in periods at 10 %."""
        return texts.RENEWALS_FOUND.say(first=self.retention(1), fifth=self.retention(5), lifetime=self.residual_lifetime(0.10))


def fit_renewals(survivors: Any) -> Renewals:
    """Fit the model to the customers of one cohort still there at the start and after each renewal.

    Parameters
    ----------
    survivors : array
        ``[10000, 8000, 6480, …]``: never rising, the first above 0; two entries at least.

    Raises
    ------
    InvalidValue
        Orders or histories instead of counts; a count that rises; nobody left, so that there is nothing to learn.

    >>> {name: round(value, 2) for name, value in fit_renewals([10_000, 8_000, 6_480, 5_307, 4_391]).parameters.items()}
    {'alpha': 3.79, 'beta': 15.16}
    """
    counts = _counts(survivors)
    start = (1.0, 1.0 * max(counts[1], 0.5) / max(counts[0] - counts[1], 0.5))
    summit = climb(lambda logs: _surface(logs, counts), np.clip(np.log(start), -10, 10))
    theta = np.exp(summit.logs)
    errors = np.full(2, np.nan)
    if summit.converged:
        errors = theta * np.sqrt(np.diag(np.linalg.inv(-summit.hessian * counts[0])))
    nobody = counts[-1] == counts[0]
    return Renewals(
        parameters=dict(zip(("alpha", "beta"), map(float, theta), strict=True)),
        standard_errors=dict(zip(("alpha", "beta"), map(float, errors), strict=True)),
        log_likelihood=summit.value * float(counts[0]),
        converged=summit.converged,
        border=None if summit.converged else texts.BORDER_NOBODY if nobody else texts.BORDER_LEAVING,
        survivors=tuple(map(float, counts)),
    )


# -- private ------------------------------------------------------------------------------


def _counts(survivors: Any) -> Floats:
    if isinstance(survivors, pd.DataFrame):
        raise InvalidValue(texts.SURVIVORS, texts.RULE_SURVIVORS, texts.A_FRAME, texts.WAY_ORDERS)
    try:
        counts = np.asarray(survivors, np.float64)
    except (TypeError, ValueError):
        raise InvalidValue(texts.SURVIVORS, texts.RULE_SURVIVORS, survivors) from None
    if counts.ndim != 1 or len(counts) < 2 or not np.isfinite(counts).all() or counts[0] <= 0 or counts.min() < 0:
        raise InvalidValue(texts.SURVIVORS, texts.RULE_SURVIVORS, survivors)
    if (np.diff(counts) > 0).any():
        place = int(np.argmax(np.diff(counts) > 0)) + 1
        raise InvalidValue(texts.SURVIVORS, texts.RULE_FALLING, counts[place], texts.WAY_FALLING, place=place + 1, before=counts[place - 1])
    return counts


def _renewals(t: Any, least: int) -> Floats:
    for one in np.ravel(t):
        checks.non_negative("t", one - least if isinstance(one, int | float | np.number) else one)
    return np.asarray(t, np.float64)


def _surface(logs: Floats, counts: Floats) -> tuple[float, Floats, Floats]:
    """Mean log-likelihood, gradient and Hessian in the logarithms of α, β: each renewal is kept or lost."""
    alpha, beta = theta = np.exp(logs)
    age = np.arange(len(counts) - 1)
    kept, lost = counts[1:] / counts[0], -np.diff(counts) / counts[0]
    stay, whole, both = beta + age, alpha + beta + age, kept + lost
    value = kept @ np.log(stay) + lost.sum() * np.log(alpha) - both @ np.log(whole)
    pull = both @ (1 / whole)
    slope = np.array([lost.sum() / alpha - pull, kept @ (1 / stay) - pull])
    bend = both @ (1 / whole**2)
    curve = np.array([[bend - lost.sum() / alpha**2, bend], [bend, bend - kept @ (1 / stay**2)]])
    return float(value), slope * theta, curve * np.outer(theta, theta) + np.diag(slope * theta)


def _discounted(alpha: float, beta: float, factor: float) -> float:
    """Σ factor^t B(α, β + t) / B(α, β), t = 0, 1, …: Gauss's 2F1(1, β; α + β; factor)."""
    from scipy.special import hyp2f1

    if factor >= 1:
        return (alpha + beta - 1) / (alpha - 1) if alpha > 1 else math.inf
    return float(hyp2f1(1, beta, alpha + beta, factor))
