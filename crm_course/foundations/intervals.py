"""How sure can we be of a share, or of a net score, from so many answers?

Assumptions: answers are independent draws from many customers; with weights, `n` is the
effective number of answers. Counts need not be whole. Every function takes scalars or
arrays, row by row; a row that makes no sense (`n` of 0) is NaN and raises nothing.

A *net score* is the share of positive answers less the share of negative ones, from −1
to 1: the NPS and the CES are net scores times 100.

Sources: Wilson (1927); Newcombe (1998), *Statistics in Medicine* 17, 873–890, method 10;
Tango (1998), same volume, 891–908; Rocks (2016), *The American Statistician* 70, 365–372;
Zou and Donner (2008), *Statistics in Medicine* 27, 1693–1702 (square-and-add).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "Interval",
    "constrained_variance",
    "mean_limits",
    "net_adjusted_wald",
    "net_difference",
    "net_score_limits",
    "net_scores_p_value",
    "net_variance",
    "net_wald",
    "proportions_p_value",
    "share_difference",
    "t_value",
    "wilson",
    "z_value",
]

Floats = NDArray[np.float64]
_HALVINGS = 54
"""Bisections of an interval of length 2 down to the precision of a float."""


class Interval(NamedTuple):
    """Lower and upper limits; each a number, or an array with a value per row."""

    low: Any
    high: Any


# -- quantiles ----------------------------------------------------------------------------


def z_value(confidence: float) -> float:
    """The normal quantile of a two-sided level: 1.96 for 0.95.

    >>> round(z_value(0.95), 4)
    1.96
    """
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 + confidence / 2)


def t_value(confidence: float, degrees: ArrayLike) -> Any:
    """Student's quantile of a two-sided level with so many degrees of freedom.

    >>> round(float(t_value(0.95, 9)), 3)
    2.262
    """
    from scipy.special import stdtrit

    return stdtrit(_rows(degrees), 0.5 + confidence / 2)[()]


def mean_limits(mean: ArrayLike, deviation: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Student's interval of a mean; `deviation` has the divisor n − 1. Fewer than 2 values: NaN."""
    mean, deviation, n = _rows(mean), _rows(deviation), _rows(n)
    with np.errstate(divide="ignore", invalid="ignore"):
        half = t_value(confidence, np.where(n > 1, n - 1, np.nan)) * deviation / np.sqrt(n)
    return Interval((mean - half)[()], (mean + half)[()])


# -- shares -------------------------------------------------------------------------------


def wilson(count: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Wilson's score interval of the share `count` / `n`; never below 0 or above 1.

    >>> low, high = wilson(15, 100)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0931, 0.2328)
    """
    count, n = _rows(count), _rows(n)
    square = z_value(confidence) ** 2
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(square * (count * (n - count) / n + square / 4))
        low, high = (count + square / 2 - spread) / (n + square), (count + square / 2 + spread) / (n + square)
    empty = ~(n > 0)
    low = np.where(empty, np.nan, np.where(count <= 0, 0.0, low))
    high = np.where(empty, np.nan, np.where(count >= n, 1.0, high))
    return Interval(low[()], high[()])


def share_difference(count_a: ArrayLike, n_a: ArrayLike, count_b: ArrayLike, n_b: ArrayLike, confidence: float = 0.95) -> Interval:
    """Newcombe's interval of the share of a less the share of b.

    >>> low, high = share_difference(56, 70, 48, 80)
    >>> round(float(low), 4), round(float(high), 4)
    (0.0524, 0.3339)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        a, b = _rows(count_a) / _rows(n_a), _rows(count_b) / _rows(n_b)
    return _square_and_add(a, wilson(count_a, n_a, confidence), b, wilson(count_b, n_b, confidence))


def proportions_p_value(count_a: ArrayLike, n_a: ArrayLike, count_b: ArrayLike, n_b: ArrayLike) -> Any:
    """Two-sided p-value of the pooled score test that two shares are equal.

    >>> round(float(proportions_p_value(5, 83, 12, 99)), 3)
    0.159
    """
    count_a, n_a, count_b, n_b = map(_rows, (count_a, n_a, count_b, n_b))
    with np.errstate(divide="ignore", invalid="ignore"):
        pooled = (count_a + count_b) / (n_a + n_b)
        variance = pooled * (1 - pooled) * (1 / n_a + 1 / n_b)
        return _two_sided(count_a / n_a - count_b / n_b, variance)


# -- net scores ---------------------------------------------------------------------------


def net_variance(positive: ArrayLike, negative: ArrayLike, n: ArrayLike) -> Any:
    """Variance of one answer counted +1, 0 or −1, as observed.

    >>> round(float(net_variance(3, 1, 6)), 4)  # 5/9
    0.5556
    """
    positive, negative, n = map(_rows, (positive, negative, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        return ((positive + negative) / n - ((positive - negative) / n) ** 2)[()]


def net_wald(positive: ArrayLike, negative: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """The textbook interval, score ± z standard errors: too short when answers are few. To be compared, not used."""
    positive, negative, n = map(_rows, (positive, negative, n))
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (positive - negative) / n
        half = z_value(confidence) * np.sqrt(np.maximum(net_variance(positive, negative, n), 0) / n)
    return Interval(np.clip(score - half, -1, 1)[()], np.clip(score + half, -1, 1)[()])


def net_adjusted_wald(positive: ArrayLike, negative: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """Wald's interval after adding ¾ positive, 1½ neutral and ¾ negative answers (Rocks 2016)."""
    positive, negative, n = map(_rows, (positive, negative, n))
    limits = net_wald(positive + 0.75, negative + 0.75, n + 3, confidence)
    return Interval(*(np.where(n > 0, limit, np.nan)[()] for limit in limits))


def net_score_limits(positive: ArrayLike, negative: ArrayLike, n: ArrayLike, confidence: float = 0.95) -> Interval:
    """The net scores that a score test at this level does not reject (Tango's interval).

    Without neutral answers it is Wilson's interval, stretched to −1…1.

    >>> low, high = net_score_limits(1, 7, 21)  # Fagerland, Lydersen and Laake (2014): −0.517, −0.026
    >>> round(float(low), 3), round(float(high), 3)
    (-0.517, -0.026)
    """
    positive, negative, n = np.broadcast_arrays(*map(_rows, (positive, negative, n)))
    square = z_value(confidence) ** 2
    return Interval(_lowest(positive, negative, n, square)[()], (-_lowest(negative, positive, n, square))[()])


def net_difference(
    a: tuple[ArrayLike, ArrayLike, ArrayLike], b: tuple[ArrayLike, ArrayLike, ArrayLike], confidence: float = 0.95
) -> Interval:
    """Interval of the net score of a less that of b, by square-and-add over the score limits.

    Parameters
    ----------
    a, b : (positive, negative, n)
        Counts of the two independent groups.
    """
    return _square_and_add(_net(*a), net_score_limits(*a, confidence), _net(*b), net_score_limits(*b, confidence))


def net_scores_p_value(a: tuple[ArrayLike, ArrayLike, ArrayLike], b: tuple[ArrayLike, ArrayLike, ArrayLike]) -> Any:
    """Two-sided p-value of the score test that two net scores are equal.

    The variances are those of the most likely answers with one common score. Without
    neutral answers it is the pooled test of two proportions. Parameters as in
    :func:`net_difference`.
    """
    first, second = (_rows(a[0]), _rows(a[1]), _rows(a[2])), (_rows(b[0]), _rows(b[1]), _rows(b[2]))
    score_a, score_b = _net(*first), _net(*second)
    low, high = np.minimum(score_a, score_b), np.maximum(score_a, score_b)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        pull_a = first[2] * (score_a - middle) * constrained_variance(middle, *second)
        pull_b = second[2] * (score_b - middle) * constrained_variance(middle, *first)
        low, high = np.where(pull_a + pull_b > 0, middle, low), np.where(pull_a + pull_b > 0, high, middle)
    common = (low + high) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = constrained_variance(common, *first) / first[2] + constrained_variance(common, *second) / second[2]
    return _two_sided(score_a - score_b, variance)


def constrained_variance(score: ArrayLike, positive: ArrayLike, negative: ArrayLike, n: ArrayLike) -> Any:
    """Variance of one answer if the true net score were `score`, the rest being most likely.

    The negative share q of the most likely answers solves
    2n q² + ((2n − P + N) s − P − N) q − N s (1 − s) = 0, for P positive and N negative
    answers (Tango 1998).
    """
    score, positive, negative, n = map(_rows, (score, positive, negative, n))
    linear = (2 * n - positive + negative) * score - positive - negative
    constant = -negative * score * (1 - score)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (np.sqrt(np.maximum(linear**2 - 8 * n * constant, 0)) - linear) / (4 * n)
    return np.maximum(2 * share + score - score**2, 0)[()]


# -- private ------------------------------------------------------------------------------


def _rows(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def _net(positive: ArrayLike, negative: ArrayLike, n: ArrayLike) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray((_rows(positive) - _rows(negative)) / _rows(n))


def _lowest(positive: Floats, negative: Floats, n: Floats, square: float) -> Floats:
    """The lowest score not rejected, by bisection between −1 and the score observed."""
    score = _net(positive, negative, n)
    low, high = np.where(np.isnan(score), np.nan, -1.0), score
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rejected = n * (score - middle) ** 2 > square * constrained_variance(middle, positive, negative, n)
        low, high = np.where(rejected, middle, low), np.where(rejected, high, middle)
    return np.asarray(high)


def _square_and_add(a: Floats, limits_a: Interval, b: Floats, limits_b: Interval) -> Interval:
    difference = a - b
    low = difference - np.hypot(a - limits_a.low, limits_b.high - b)
    high = difference + np.hypot(limits_a.high - a, b - limits_b.low)
    return Interval(low[()], high[()])


_erfc = np.vectorize(math.erfc, otypes=[np.float64])


def _two_sided(difference: Floats, variance: Floats) -> Any:
    """Equal values have a p-value of 1, even where nothing varies."""
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = np.where(difference == 0, 0.0, np.abs(difference) / np.sqrt(variance))
    return _erfc(statistic / math.sqrt(2))[()]
