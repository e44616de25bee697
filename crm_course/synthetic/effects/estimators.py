"""What do rows say of an effect, and how surely: shares, differences, ratios, regressions.

Every estimator gives a value and a standard error that holds in small samples too, so that
(estimate − truth) / error has mean 0 and standard deviation 1 over many worlds. Where there
are too few rows for an honest error there is no estimate (NaN).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crm_course.foundations.integers import as_counts

__all__ = [
    "UNKNOWN",
    "Estimate",
    "clustered",
    "difference",
    "excess",
    "least_squares",
    "mean",
    "ratio",
    "ratio_of_means",
    "ratio_of_shares",
    "share",
    "slope",
]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the data say of an effect, with its standard error."""

    value: float
    error: float


UNKNOWN = Estimate(np.nan, np.nan)
"""Too few rows to say anything."""
_FEWEST = 10
"""Rows that a cause must strike, and spare, before its coefficient has an honest standard error."""
_SCORE = 20
"""Rows below which a share says nothing."""


def mean(outcome: NDArray[Any]) -> Estimate:
    """The mean of independent rows."""
    if len(outcome) < 2:
        return UNKNOWN
    return Estimate(float(outcome.mean()), float(outcome.std(ddof=1) / np.sqrt(len(outcome))))


def share(found: NDArray[np.bool_]) -> Estimate:
    """The share of rows where something is so, half a row added on each side (Jeffreys).

    A plain share and its error lean together when cases are few: their ratio is biased, and no case has no error.

    >>> share(np.arange(20) < 4)
    Estimate(value=0.214..., error=0.091...)
    """
    n = len(found)
    if n < _SCORE:
        return UNKNOWN
    value = (np.count_nonzero(found) + 0.5) / (n + 1)
    return Estimate(float(value), float(np.sqrt(value * (1 - value) / n)))


def difference(outcome: NDArray[Any], group: NDArray[np.bool_]) -> Estimate:
    """Mean outcome in the group less outside it, with unequal variances."""
    inside, outside = outcome[group].astype(float), outcome[~group].astype(float)
    if min(len(inside), len(outside)) < 2:
        return UNKNOWN
    error = np.sqrt(inside.var(ddof=1) / len(inside) + outside.var(ddof=1) / len(outside))
    return Estimate(float(inside.mean() - outside.mean()), float(error))


def excess(found: NDArray[np.bool_], group: NDArray[np.bool_], kind: NDArray[Any]) -> Estimate:
    """The share in the group, less the share that its rows would have if each kind were as outside it (indirect standardisation)."""
    value, variance = share(found[group]), 0.0
    if np.isnan(value.value):
        return UNKNOWN
    expected, rows = 0.0, np.count_nonzero(group)
    for one in np.unique(kind[group]):
        weight = np.count_nonzero(group & (kind == one)) / rows
        usual = found[~group & (kind == one)]
        if len(usual) < _FEWEST:
            return UNKNOWN
        expected += weight * usual.mean()
        variance += weight**2 * usual.mean() * (1 - usual.mean()) / len(usual)
    return Estimate(float(value.value - expected), float(np.hypot(value.error, np.sqrt(variance))))


def ratio(inside: float, outside: float, scale: float) -> Estimate:
    """Logarithm of the ratio of two Poisson counts per unit of exposure; `scale` is outside exposure over inside.

    Half a case more in each count keeps the error of a few cases from being too small.
    """
    if min(inside, outside) == 0:
        return UNKNOWN
    return Estimate(float(np.log(inside / outside * scale)), float(np.sqrt(1 / (inside + 0.5) + 1 / (outside + 0.5))))


def ratio_of_means(outcome: NDArray[Any], group: NDArray[np.bool_]) -> Estimate:
    """Logarithm of the mean outcome in the group over that outside it; rows are independent, errors by the delta method."""
    inside, outside = outcome[group].astype(float), outcome[~group].astype(float)
    if min(np.count_nonzero(inside), np.count_nonzero(outside)) < _FEWEST:
        return UNKNOWN
    one, other = (values.var(ddof=1) / len(values) / values.mean() ** 2 for values in (inside, outside))
    return Estimate(float(np.log(inside.mean() / outside.mean())), float(np.sqrt(one + other)))


def ratio_of_shares(found: NDArray[np.bool_], group: NDArray[np.bool_], stratum: NDArray[np.int64]) -> Estimate:
    """Logarithm of the share in the group over that outside it, like compared with like: the same in every stratum.

    Mantel and Haenszel's ratio, with the error of Greenland and Robins (Biometrics 41, 1985), honest for many small strata.
    """
    rows = [
        np.bincount(as_counts(stratum[part]), minlength=stratum.max(initial=0) + 1)
        for part in (group & found, group, ~group & found, ~group)
    ]
    a, inside, b, outside = (count.astype(float) for count in rows)
    both = np.maximum(inside + outside, 1)
    hit, usual = (a * outside / both).sum(), (b * inside / both).sum()
    if min(hit, usual) == 0:
        return UNKNOWN
    variance = ((inside * outside * (a + b) - a * b * both) / both**2).sum() / (hit * usual)
    return Estimate(float(np.log(hit / usual)), float(np.sqrt(variance)))


def slope(outcome: NDArray[Any], dose: NDArray[Any]) -> Estimate:
    """Total outcome over total dose, with an error from the spread of independent cells, each as if left out (jackknife)."""
    used, total = dose > 0, dose.sum()
    if used.sum() < _FEWEST or dose.max() == total:
        return UNKNOWN
    value = outcome[used].sum() / total
    left = (outcome[used] - value * dose[used]) / (1 - dose[used] / total)
    return Estimate(float(value), float(np.sqrt(np.square(left).sum()) / total))


def least_squares(outcome: NDArray[Any], causes: ArrayLike) -> list[Estimate]:
    """Coefficients of a linear regression: the constant, then one for each cause that is there or not.

    Errors are robust to unequal variances, each residual counted as if its row had been left out
    (HC3; MacKinnon and White, J. Econometrics 29, 1985).
    """
    given = np.asarray(causes)
    x = np.vstack([np.ones(len(outcome)), *given])
    squares = _products(x, x)
    if len(outcome) <= len(x) or np.linalg.matrix_rank(squares) < len(x):
        return [UNKNOWN] * len(x)
    inverse = np.linalg.inv(squares)
    beta = inverse @ _products(x, outcome[None, :])[:, 0]
    spread = np.einsum("kl,li->ki", inverse, x)
    leverage = np.einsum("ki,ki->i", x, spread)
    spread *= (outcome - np.einsum("ki,k->i", x, beta)) / np.maximum(1 - leverage, 1e-9)
    errors = np.sqrt(np.einsum("ki,ki->k", spread, spread))
    struck = np.minimum(given.sum(axis=1), len(outcome) - given.sum(axis=1)) >= _FEWEST
    return [Estimate(float(b), float(e)) if well else UNKNOWN for b, e, well in zip(beta, errors, [True, *struck], strict=True)]


def clustered(outcome: NDArray[Any], causes: ArrayLike, of: NDArray[np.int64]) -> list[Estimate]:
    """Coefficients of a linear regression whose rows come in clusters (the messages of a person): the constant, then one for each cause.

    Rows of a cluster may lean together as they like; errors come from the spread of whole clusters (Liang and Zeger, Biometrika 73, 1986).
    """
    x = np.vstack([np.ones(len(outcome)), *np.asarray(causes, float)])
    _, cluster = np.unique(of, return_inverse=True)
    groups, squares = int(cluster.max(initial=-1)) + 1, _products(x, x)
    if groups < _FEWEST or np.linalg.matrix_rank(squares) < len(x):
        return [UNKNOWN] * len(x)
    inverse = np.linalg.inv(squares)
    beta = inverse @ _products(x, np.asarray(outcome, float)[None, :])[:, 0]
    residual = outcome - np.einsum("ki,k->i", x, beta)
    sums = np.stack([np.bincount(as_counts(cluster), row * residual, groups) for row in x])
    spread = inverse @ _products(sums, sums) @ inverse * groups / (groups - 1)
    return [Estimate(float(b), float(e)) for b, e in zip(beta, np.sqrt(np.maximum(np.diag(spread), 0.0)), strict=True)]


def _products(a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
    """Sums of products of rows; kept away from the threads of a linear-algebra library, which cost more than they bring."""
    return np.asarray(np.einsum("ki,li->kl", a, b))
