"""How likely are these purchases if customers buy at their own rate and may leave after each purchase?

Assumptions: a customer buys at random moments at rate λ; λ varies between customers as a Gamma (r, α). After each
repeat purchase he leaves for good with probability p; p varies as a Beta (a, b). In the *modified* model he may leave
after his first purchase too: without that, BG/NBD holds everyone who bought once for alive.

Both are one formula with y = x chances to leave already passed, or y = x + 1.

Sources: Fader, Hardie and Lee (2005), *Marketing Science* 24, 275–284; Batislam, Denizel and Filiztekin (2007),
*International Journal of Research in Marketing* 24, 201–209; Hoppe and Wagner (2007), *Marketing JRM* 2, 75–90.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

__all__ = ["alive", "expected", "expected_of_new", "surface"]

Floats = NDArray[np.float64]
_NODES = 161
"""Points of the trapezoidal rule over the logit of p."""


def surface(x: Floats, recency: Floats, age: Floats, weight: Floats, passed: int) -> Callable[[Floats], tuple[float, Floats, Floats]]:
    """Mean log-likelihood, gradient and Hessian in the logarithms of r, α, a, b; `passed` is 0 (BG) or 1 (modified)."""
    from scipy.special import digamma, gammaln, zeta

    distinct, place = np.unique(x, return_inverse=True)
    share = weight / weight.sum()
    mass = np.bincount(as_counts(place), weights=share)

    def at(logs: Floats) -> tuple[float, Floats, Floats]:
        r, alpha, a, b = theta = np.exp(logs)
        y, k = distinct + passed, r + distinct
        late, early = alpha + age, alpha + recency
        u, gap, power = np.log(late), np.log(late / early), k[place]
        with np.errstate(divide="ignore"):
            ahead = np.where(y > 0, b + y - 1, np.inf)
            z = (np.log(a) - np.log(ahead))[place] + power * gap
        sigma = 1 / (1 + np.exp(-np.clip(z, -700, 700)))
        soft = np.logaddexp(0, z)
        dead = np.bincount(as_counts(place), weights=share * sigma)
        value = mass @ (gammaln(k) - gammaln(r) + r * np.log(alpha) + _beta_ratio(a, b, y)) + share @ (soft - power * u)
        inverse, drift = 1 / late, power * (1 / late - 1 / early)
        flow, bend = share * sigma, share * sigma * (1 - sigma)
        near, far = 1 / ahead, digamma(a + b) - digamma(a + b + y)
        slope = np.array(
            [
                mass @ (digamma(k) - digamma(r)) + np.log(alpha) - share @ u + flow @ gap,
                r / alpha - share @ (power * inverse) + flow @ drift,
                mass @ far + dead.sum() / a,
                mass @ (digamma(b + y) - digamma(b) + far) - dead @ near,
            ]
        )
        tri = zeta(2, a + b) - zeta(2, a + b + y)
        curve = np.zeros((4, 4))
        curve[0, 0] = mass @ (zeta(2, k) - zeta(2, r))
        curve[0, 1] = 1 / alpha - share @ inverse + flow @ (1 / late - 1 / early)
        curve[1, 1] = -r / alpha**2 + share @ (power * inverse**2) + flow @ (power * (1 / early**2 - inverse**2))
        curve[2, 2] = mass @ tri - dead.sum() / a**2
        curve[2, 3] = mass @ tri
        curve[3, 3] = mass @ (tri + zeta(2, b + y) - zeta(2, b)) + dead @ near**2
        by_x = np.bincount(as_counts(place), weights=bend)
        gap_bend, drift_bend = bend * gap, bend * drift
        crossed = np.array([[gap_bend @ gap, gap_bend @ drift], [0, drift_bend @ drift]])
        curve[:2, :2] += np.triu(crossed)
        for row, moved in ((0, gap_bend), (1, drift_bend)):
            curve[row, 2] = moved.sum() / a
            curve[row, 3] = -np.bincount(as_counts(place), weights=moved, minlength=len(distinct)) @ near
        curve[2, 2] += by_x.sum() / a**2
        curve[2, 3] -= by_x @ near / a
        curve[3, 3] += by_x @ near**2
        curve = np.triu(curve) + np.triu(curve, 1).T
        return float(value), slope * theta, curve * np.outer(theta, theta) + np.diag(slope * theta)

    return at


def alive(theta: Floats, x: Floats, recency: Floats, age: Floats, passed: int) -> Floats:
    """The probability that a customer with this history has not left."""
    r, alpha, a, b = theta
    y = x + passed
    with np.errstate(divide="ignore"):
        odds = np.log(a) - np.log(np.where(y > 0, b + y - 1, np.inf)) + (r + x) * np.log((alpha + age) / (alpha + recency))
    return np.asarray(1 / (1 + np.exp(np.clip(odds, -700, 700))))


def expected(theta: Floats, t: float, x: Floats, recency: Floats, age: Floats, passed: int) -> Floats:
    """Repeat purchases expected in the next `t` units of time.

    The closed form with Gauss's function is singular at a = 1 and overflows at the border; here E[(1 − e^(−λpt))/p] is
    integrated over p (λ in closed form).
    """
    pairs, place = _distinct(x, age)
    later = _if_alive(theta, t, pairs[:, 0], theta[1] + pairs[:, 1], passed)
    return np.asarray(later[place] * alive(theta, x, recency, age, passed))


def expected_of_new(theta: Floats, t: float, passed: int) -> float:
    """Repeat purchases expected of a new customer in his first `t` units of time."""
    start = _if_alive(theta, t, np.zeros(1), theta[1:2], passed)
    stays = theta[3] / (theta[2] + theta[3]) if passed else 1.0
    return float(start[0] * stays)


# -- private ------------------------------------------------------------------------------


def _beta_ratio(a: float, b: float, y: Floats) -> Floats:
    """log of B(a, b + y) / B(a, b)."""
    from scipy.special import gammaln

    return np.asarray(gammaln(b + y) - gammaln(b) + gammaln(a + b) - gammaln(a + b + y))


def _distinct(x: Floats, age: Floats) -> tuple[Floats, NDArray[np.intp]]:
    pairs, place = np.unique(np.column_stack([x, age]), axis=0, return_inverse=True)
    return pairs, place.ravel()


def _if_alive(theta: Floats, t: float, x: Floats, rate: Floats, passed: int) -> Floats:
    r, _, a, b = theta
    chances, which = np.unique(x + passed, return_inverse=True)
    p, weights = _beta_nodes(a, b + chances)
    found = np.empty(len(x))
    for begin in range(0, len(x), 4096):  # a few megabytes at a time
        rows = slice(begin, begin + 4096)
        nodes, mass = p[which[rows]], weights[which[rows]]
        found[rows] = _mean_over_p(nodes, mass, (r + x[rows])[:, None], (t / rate[rows])[:, None], a, (b + chances)[which[rows]])
    return found


def _mean_over_p(p: Floats, mass: Floats, power: Floats, reach: Floats, a: float, b: Floats) -> Floats:
    """E[g(p)], g(p) = (1 − (1 + p·reach)^−power) / p: a straight line in closed form, the rest by the trapezoidal rule."""
    g = -np.expm1(-power * np.log1p(p * reach)) / p
    at_0, at_1 = (power * reach)[:, 0], -np.expm1(-power * np.log1p(reach))[:, 0]
    line = at_0[:, None] * (1 - p) + at_1[:, None] * p
    return np.asarray((at_0 * b + at_1 * a) / (a + b) + ((g - line) * mass).sum(axis=1))


def _beta_nodes(a: float, b: Floats) -> tuple[Floats, Floats]:
    """For each `b`: points p and weights of the Beta (a, b) density over logit p."""
    from scipy.special import betaln, expit

    centre, spread = np.log((a + 1) / (b + 1)), np.sqrt(1 / (a + 1) + 1 / (b + 1))
    left, right = 9 * spread + 36 / (a + 1), 9 * spread + 36 / (b + 1)
    logits = (centre - left)[:, None] + np.linspace(0, 1, _NODES) * (left + right)[:, None]
    log_p, log_q = -np.logaddexp(0, -logits), -np.logaddexp(0, logits)
    step = (left + right) / (_NODES - 1)
    density = np.exp(a * log_p + b[:, None] * log_q - betaln(a, b)[:, None])
    return np.maximum(expit(logits), 1e-300), density * step[:, None]
