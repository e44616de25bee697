"""What does one purchase of each customer bring? The Gamma–Gamma model of spend per purchase day.

Assumptions: a customer's purchases scatter around his own mean as a Gamma; the means differ between customers as an
inverse Gamma; how much he spends has nothing to do with how often he buys. That last one is shown, not hoped:
`independence` is the correlation with its interval. Spend is turnover, above 0: costs are taken off later.

Source: Fader and Hardie (2013), "The Gamma–Gamma model of monetary value"; Fisher's interval of a correlation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.intervals import z_value
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import history, texts
from .climbing import Summit, climb

__all__ = ["Independence", "Spend", "fit_spend"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Independence(Said):
    """Correlation of frequency and spend among those who bought again, −1 to 1, with its 95 % interval."""

    correlation: float
    low: float
    high: float

    def __float__(self) -> float:
        return self.correlation

    @property
    def holds(self) -> bool:
        """Whether spend tells less than a tenth of a standard deviation's square about frequency: |correlation| ≤ 0.3."""
        return abs(self.correlation) <= 0.3

    def sentence(self) -> str:
        """Whether the model's assumption can be lived with."""
        said = texts.INDEPENDENT if self.holds else texts.DEPENDENT
        return said.say(correlation=self.correlation, low=self.low, high=self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spend(Said):
    """A fitted Gamma–Gamma model.

    Attributes
    ----------
    parameters : dict
        ``p``, ``q`` and ``v`` (euros).
    standard_errors : dict
        NaN where not converged.
    log_likelihood : float
    converged : bool
    border : Text or None
    independence : Independence
    customers : int
        Who bought again, and so could be used.
    """

    parameters: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    converged: bool
    border: Text | None
    independence: Independence
    customers: int
    theta: Floats = field(repr=False)

    @property
    def mean(self) -> float:
        """Expected spend of a customer of whom nothing is known, euros; ∞ if q ≤ 1."""
        p, q, v = self.theta
        return float(p * v / (q - 1)) if q > 1 else math.inf

    def expected(self, summary: pd.DataFrame) -> pd.Series:
        """Expected euros per purchase day of each customer: his own mean, drawn towards that of all."""
        x, _, _, money = history.histories(summary, spend=True)
        return pd.Series(self.expected_at(x, money), index=summary.index, name="expected_spend")

    def expected_at(self, x: Floats, money: Floats) -> Floats:
        """As :meth:`expected`, on arrays."""
        p, q, v = self.theta
        with np.errstate(divide="ignore"):
            return np.where(p * x + q > 1, p * (v + x * money) / np.maximum(p * x + q - 1, 0), np.inf)

    def sentence(self) -> str:
        """What a purchase brings on average, and whether the assumption holds."""
        return f"{texts.SPEND_FOUND.say(mean=self.mean, customers=self.customers)} {self.independence.sentence()}"


def fit_spend(summary: pd.DataFrame) -> Spend:
    """Fit the Gamma–Gamma model to those who bought again.

    Parameters
    ----------
    summary : DataFrame
        ``frequency``, ``recency``, ``T``, ``monetary_value`` (euros per repeat day, above 0 for those who bought again).

    Raises
    ------
    InvalidValue
        Fewer than three customers bought again, or all spend alike; a spend of 0 or less.

    >>> four = pd.DataFrame({"frequency": [1, 2, 4, 1], "recency": [2.0, 5, 9, 3], "T": [20.0] * 4, "monetary_value": [20.0, 35, 28, 60]})
    >>> sorted(fit_spend(four).parameters)
    ['p', 'q', 'v']
    """
    x, _, _, money = history.histories(summary, spend=True)
    again = x > 0
    x, money = x[again], money[again]
    if len(x) < 3 or np.ptp(money) == 0:
        raise InvalidValue(texts.named("monetary_value"), texts.RULE_VARIED, len(x), texts.WAY_SOMEONE)
    scale = float(np.median(money))
    summit = _highest(x, money / scale)
    theta = np.exp(summit.logs) * [1, 1, scale]
    errors = np.full(3, np.nan)
    if summit.converged:
        errors = theta * np.sqrt(np.diag(np.linalg.inv(-summit.hessian * len(x))))
    return Spend(
        parameters=dict(zip("pqv", map(float, theta), strict=True)),
        standard_errors=dict(zip("pqv", map(float, errors), strict=True)),
        log_likelihood=summit.value * len(x) - len(x) * math.log(scale),
        converged=summit.converged,
        border=None if summit.converged else texts.BORDER_SPEND,
        independence=_independence(x, money),
        customers=len(x),
        theta=np.asarray(theta),
    )


# -- private ------------------------------------------------------------------------------


def _highest(x: Floats, money: Floats) -> Summit:
    found = [climb(lambda logs: _surface(logs, x, money), np.log(start)) for start in ((2.0, 2.0, 1.0), (6.0, 4.0, 0.5))]
    return max(found, key=lambda one: (one.value > max(each.value for each in found) - 1e-9, one.converged))


def _surface(logs: Floats, x: Floats, money: Floats) -> tuple[float, Floats, Floats]:
    """Mean log-likelihood, gradient and Hessian in the logarithms of p, q, v."""
    from scipy.special import digamma, gammaln, zeta

    p, q, v = theta = np.exp(logs)
    px, total, paid = p * x, p * x + q, x * money
    log_ratio = np.log(paid) - np.log(paid + v)
    value = gammaln(total) - gammaln(px) - gammaln(q) + q * (np.log(v) - np.log(paid + v)) + px * log_ratio - np.log(money)
    slope = np.array(
        [
            (x * (digamma(total) - digamma(px) + log_ratio)).mean(),
            (digamma(total) - digamma(q) + np.log(v) - np.log(paid + v)).mean(),
            (q / v - total / (paid + v)).mean(),
        ]
    )
    tri, inverse = zeta(2, total), 1 / (paid + v)
    pq, pv, qv = (x * tri).mean(), -(x * inverse).mean(), (1 / v - inverse).mean()
    curve = np.array(
        [
            [(x * x * (tri - zeta(2, px))).mean(), pq, pv],
            [pq, (tri - zeta(2, q)).mean(), qv],
            [pv, qv, (-q / v**2 + total * inverse**2).mean()],
        ]
    )
    return float(value.mean()), slope * theta, curve * np.outer(theta, theta) + np.diag(slope * theta)


def _independence(x: Floats, money: Floats) -> Independence:
    if np.ptp(x) == 0:
        return Independence(correlation=math.nan, low=math.nan, high=math.nan)
    found = float(np.corrcoef(x, money)[0, 1])
    if len(x) < 4:
        return Independence(correlation=found, low=-1.0, high=1.0)
    half = z_value(0.95) / math.sqrt(len(x) - 3)
    middle = math.atanh(min(max(found, -1 + 1e-15), 1 - 1e-15))
    return Independence(correlation=found, low=math.tanh(middle - half), high=math.tanh(middle + half))
