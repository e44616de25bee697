"""How likely are these purchases if customers buy at their own rate and may leave at any moment?

Assumptions: a customer buys at random moments at rate λ, and stays for an exponential time of rate μ; λ varies between
customers as a Gamma (r, α), μ as a Gamma (s, β), independently. The published closed form takes differences of Gauss's
functions that underflow for loyal customers; here the moment of leaving τ is integrated, every term positive and in
logarithms, so that nothing cancels.

Sources: Schmittlein, Morrison and Colombo (1987), *Management Science* 33, 1–24; Fader and Hardie (2005), "A note on
deriving the Pareto/NBD model"; Gauss–Legendre over log(τ + min(α, β)), cut where the integrand has lost e^40.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

__all__ = ["alive", "expected", "expected_of_new", "lasting", "surface"]

Floats = NDArray[np.float64]
_NODES = 40
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(_NODES)
_LOST = 40.0


def surface(x: Floats, recency: Floats, age: Floats, weight: Floats) -> Callable[[Floats], tuple[float, Floats, Floats]]:
    """Mean log-likelihood, gradient and Hessian in the logarithms of r, α, s, β."""
    from scipy.special import digamma, gammaln, zeta

    share = weight / weight.sum()
    distinct, place = np.unique(x, return_inverse=True)
    mass = np.bincount(as_counts(place), weights=share)

    def at(logs: Floats) -> tuple[float, Floats, Floats]:
        r, alpha, s, beta = theta = np.exp(logs)
        moment, log_share, total = _moments(theta, x, recency, age)
        posterior = np.exp(log_share) * share[:, None]
        value = mass @ (gammaln(distinct + r) - gammaln(r)) + share @ total
        gone = np.ones(moment.shape[1])
        gone[0] = 0.0  # the first column is the customer who has not left
        count, a1, b1 = x[:, None], moment / (alpha + moment), moment / (beta + moment)
        stay_rate, stay_risk = -r * np.log1p(moment / alpha), -s * np.log1p(moment / beta)
        # derivatives of the density of each moment in the logarithms of r, α, s, β: small where α and β are large
        parts = np.stack([stay_rate, r * a1 - count * (1 - a1), gone + stay_risk, s * b1 - gone * (1 - b1)])
        weighted = parts * posterior
        mean = weighted.sum(axis=2)
        slope = mean.sum(axis=1)
        curve = np.einsum("ink,jnk->ij", weighted, parts) - (mean / np.where(share > 0, share, 1)) @ mean.T
        rise = r * (mass @ (digamma(distinct + r) - digamma(r)))
        slope[0] += rise
        curve[0, 0] += (posterior * stay_rate).sum() + rise + r**2 * (mass @ (zeta(2, distinct + r) - zeta(2, r)))
        curve[1, 1] -= (posterior * (r + count) * a1 * (1 - a1)).sum()
        curve[2, 2] += (posterior * stay_risk).sum()
        curve[3, 3] -= (posterior * (s + gone) * b1 * (1 - b1)).sum()
        for one, other, more in ((0, 1, r * (posterior * a1).sum()), (2, 3, s * (posterior * b1).sum())):
            curve[one, other] += more
            curve[other, one] += more
        return float(value), slope, curve

    return at


def alive(theta: Floats, x: Floats, recency: Floats, age: Floats) -> Floats:
    """The probability that a customer with this history has not left."""
    return np.exp(_moments(theta, x, recency, age)[1][:, 0])


def expected(theta: Floats, t: float, x: Floats, recency: Floats, age: Floats) -> Floats:
    """Repeat purchases expected in the next `t` units of time."""
    r, alpha, s, beta = theta
    return np.asarray((r + x) / (alpha + age) * lasting(s, beta + age, t) * alive(theta, x, recency, age))


def expected_of_new(theta: Floats, t: float) -> float:
    """Repeat purchases expected of a new customer in his first `t` units of time."""
    r, alpha, s, beta = theta
    return float(r / alpha * lasting(s, beta, t))


def lasting(s: float, beta: Floats | float, t: float) -> Floats:
    """The mean time that a customer stays within the next `t`: ∫ (β / (β + u))^s du from 0 to t; s = 1 is no exception."""
    ratio = np.log1p(t / np.asarray(beta))
    power = (1 - s) * ratio
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(beta * ratio * np.where(np.abs(power) < 1e-12, 1.0, np.expm1(power) / np.where(power == 0, 1, power)))


# -- private ------------------------------------------------------------------------------


def _moments(theta: Floats, x: Floats, recency: Floats, age: Floats) -> tuple[Floats, Floats, Floats]:
    """Moments of leaving (the first column: not yet), and the logarithm of each one's share of the likelihood."""
    r, alpha, s, beta = theta
    k, low = r + x, min(alpha, beta)
    with np.errstate(over="ignore"):
        end = np.minimum(age, (alpha + recency) * np.exp(np.minimum(_LOST / k, 700)) - alpha)
    start, reach = np.log(low + recency), np.log((low + end) / (low + recency))
    steps = (_POINTS + 1) / 2 * reach[:, None]
    moment = np.minimum(recency[:, None] + (low + recency)[:, None] * np.expm1(steps), age[:, None])
    with np.errstate(divide="ignore"):
        logs = np.log(_WEIGHTS / 2) + np.log(reach)[:, None] + start[:, None] + steps
    logs = logs + np.log(s) - np.log(beta + moment) + _staying(theta, x[:, None], moment)
    stays = _staying(theta, x, age)
    every, moments = np.column_stack([stays, logs]), np.column_stack([age, moment])
    top = every.max(axis=1)
    total = top + np.log(np.exp(every - top[:, None]).sum(axis=1))
    return moments, every - total[:, None], total


def _staying(theta: Floats, x: Floats, until: Floats) -> Floats:
    """The logarithm of the density of x purchases and of staying `until`, without Γ(r + x) / Γ(r)."""
    r, alpha, s, beta = theta
    return np.asarray(-s * np.log1p(until / beta) - r * np.log1p(until / alpha) - x * np.log(alpha + until))
