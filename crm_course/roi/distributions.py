"""How sure are we of a figure? Five shapes for what is not known exactly.

Each turns standard normal scores into values (`of_normal`), so that any of them can be
correlated with any other through the scores; `mean` and `sd` are those of the values.

>>> Triangular(low=0.2, mode=0.3, high=0.5).quantile(0.5).round(4)
np.float64(0.3268)
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from . import texts

__all__ = ["Beta", "Distribution", "Empirical", "LogNormal", "Normal", "Triangular", "pert", "uplift_prior"]

Floats = NDArray[np.float64]


class Distribution(Protocol):
    """What a shape must offer: its mean, its standard deviation, its values."""

    @property
    def mean(self) -> float:
        """Expected value."""

    @property
    def sd(self) -> float:
        """Standard deviation."""

    def of_normal(self, scores: Floats) -> Floats:
        """Values with the given normal scores."""

    def quantile(self, share: ArrayLike) -> Floats:
        """The value that a share of all cases does not exceed."""


class _ByScores:
    """Shapes whose values follow from their normal scores: quantiles by way of these."""

    __slots__ = ()

    def quantile(self: Distribution, share: ArrayLike) -> Floats:
        """The value that a share of all cases does not exceed."""
        return self.of_normal(np.asarray(special.ndtri(np.asarray(share, float))))


class _ByQuantiles:
    """Shapes whose quantiles are exact: values of normal scores from a fine table of these.

    The table has a step of 1/400 of a standard deviation, from −8 to +8; between its
    points the error is below 1e-6 of the width of a smooth shape.
    """

    __slots__ = ()

    def of_normal(self: Distribution, scores: Floats) -> Floats:
        """Values with the given normal scores."""
        values, steps = _table(cast(Hashable, self))
        place = np.clip((scores + GRID_END) * GRID_DENSITY, 0, len(values) - 1.000001)
        whole = place.astype(np.intp)
        place -= whole
        place *= steps.take(whole)
        place += values.take(whole)
        return place


GRID_END, GRID_DENSITY = 8.0, 400


@lru_cache(maxsize=64)
def _table(shape: Hashable) -> tuple[Floats, Floats]:
    values = cast(Distribution, shape).quantile(special.ndtr(np.linspace(-GRID_END, GRID_END, int(2 * GRID_END * GRID_DENSITY) + 1)))
    return values, np.diff(values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal(_ByScores):
    """Errors on both sides alike: a forecast and its standard deviation."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        checks.finite("mean", self.mean)
        checks.non_negative("sd", self.sd)

    def of_normal(self, scores: Floats) -> Floats:
        """Values with the given normal scores."""
        return self.mean + self.sd * scores


@dataclass(frozen=True, slots=True, kw_only=True)
class LogNormal(_ByScores):
    """Never below 0, long to the right: sizes, delays, amounts. `mean` and `sd` are of the values."""

    mean: float
    sd: float

    def __post_init__(self) -> None:
        checks.positive("mean", self.mean)
        checks.non_negative("sd", self.sd)

    def of_normal(self, scores: Floats) -> Floats:
        """Values with the given normal scores."""
        spread = np.log1p((self.sd / self.mean) ** 2)
        return np.asarray(self.mean * np.exp(np.sqrt(spread) * scores - spread / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Triangular(_ByQuantiles):
    """At least, most likely, at most: what an expert can tell."""

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        _check_order(self.low, self.mode, self.high)

    @property
    def mean(self) -> float:
        """Expected value."""
        return (self.low + self.mode + self.high) / 3

    @property
    def sd(self) -> float:
        """Standard deviation."""
        a, b, c = self.low, self.high, self.mode
        return float(np.sqrt(max(a * a + b * b + c * c - a * b - a * c - b * c, 0.0) / 18))

    def quantile(self, share: ArrayLike) -> Floats:
        """The value that a share of all cases does not exceed."""
        p, width = np.asarray(share, float), self.high - self.low
        rise, fall = self.mode - self.low, self.high - self.mode
        rising = p * width <= rise
        root = np.sqrt(np.where(rising, p * rise, (1 - p) * fall) * width)
        return np.where(rising, self.low + root, self.high - root)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beta(_ByQuantiles):
    """A share between `low` and `high`, of any shape: ``Beta(a=successes + 1, b=failures + 1)``."""

    a: float
    b: float
    low: float = 0.0
    high: float = 1.0

    def __post_init__(self) -> None:
        checks.positive("a", self.a)
        checks.positive("b", self.b)
        _check_order(self.low, self.low, self.high)

    @property
    def mean(self) -> float:
        """Expected value."""
        return self.low + (self.high - self.low) * self.a / (self.a + self.b)

    @property
    def sd(self) -> float:
        """Standard deviation."""
        total = self.a + self.b
        return float((self.high - self.low) * np.sqrt(self.a * self.b / (total + 1)) / total)

    def quantile(self, share: ArrayLike) -> Floats:
        """The value that a share of all cases does not exceed."""
        return np.asarray(self.low + (self.high - self.low) * special.betaincinv(self.a, self.b, np.asarray(share, float)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Empirical(_ByQuantiles):
    """What was observed: past years, a survey, a bootstrap; straight between observations."""

    values: tuple[float, ...]

    def __post_init__(self) -> None:
        values = tuple(sorted(checks.finite("values", value) for value in self.values))
        if len(values) < 2:
            raise InvalidValue("values", texts.OBSERVED_RULE, values)
        object.__setattr__(self, "values", values)

    @property
    def mean(self) -> float:
        """Mean of the interpolated distribution."""
        middles, _ = self._pieces()
        return float(middles.mean())

    @property
    def sd(self) -> float:
        """Standard deviation of the interpolated distribution."""
        middles, widths = self._pieces()
        return float(np.sqrt(middles.var() + (widths**2).mean() / 12))

    def quantile(self, share: ArrayLike) -> Floats:
        """The value that a share of all cases does not exceed."""
        return np.asarray(np.interp(np.asarray(share, float), np.linspace(0, 1, len(self.values)), self.values))

    def _pieces(self) -> tuple[Floats, Floats]:
        values = np.asarray(self.values)
        return (values[1:] + values[:-1]) / 2, np.diff(values)


def pert(low: float, mode: float, high: float) -> Beta:
    """At least, most likely, at most, with less weight on the ends than a triangle (PERT)."""
    _check_order(low, mode, high)
    if low == high:
        raise InvalidValue("high", texts.ORDER_RULE, (low, mode, high))
    return Beta(a=1 + 4 * (mode - low) / (high - low), b=1 + 4 * (high - mode) / (high - low), low=low, high=high)


def uplift_prior(uplift: float, low: float, high: float, *, confidence: float = 0.95, carried: float = 1.0) -> Normal | Empirical:
    """An uplift with its interval, from an experiment or a survey, as the prior of a growth.

    Parameters
    ----------
    uplift, low, high : float
        Relative change and the ends of its confidence interval: 0.26, 0.10, 0.42.
    confidence : float
        Of the interval.
    carried : float
        Share of the uplift that is believed to carry over from what was measured to the
        turnover of a year (an assumption: 1 is all of it).

    Returns
    -------
    Normal
        When the interval is even around the uplift; otherwise an ``Empirical`` whose two
        halves have each the spread of their own side.

    >>> growth = uplift_prior(0.26, 0.10, 0.42)
    >>> growth.mean, round(growth.sd, 4)
    (0.26, 0.0816)
    """
    _check_order(low, uplift, high)
    carried = checks.share("carried", carried)
    z = float(special.ndtri((1 + checks.confidence(confidence)) / 2))
    below, above = (uplift - low) / z, (high - uplift) / z
    if abs(above - below) <= 0.05 * (above + below):
        return Normal(mean=carried * uplift, sd=carried * (high - low) / (2 * z))
    scores = special.ndtri((np.arange(2_000) + 0.5) / 2_000)
    return Empirical(values=tuple(carried * (uplift + np.where(scores < 0, below, above) * scores)))


def scaled(shape: Distribution, factor: float) -> Distribution:
    """The same doubt, relative to its size, about a figure `factor` times as large.

    >>> scaled(Normal(mean=100.0, sd=5.0), 2.0)
    Normal(mean=200.0, sd=10.0)
    """
    if isinstance(shape, Empirical):
        return Empirical(values=tuple(factor * value for value in shape.values))
    sizes = {field.name for field in fields(cast(Any, shape))} - {"a", "b"}
    return cast(Distribution, replace(cast(Any, shape), **{name: factor * getattr(shape, name) for name in sizes}))


def correlated_scores(correlation: ArrayLike, draws: int, rng: np.random.Generator) -> Floats:
    """Standard normal scores, one row per variable, with the given correlation matrix."""
    matrix = np.asarray(correlation, float)
    scores = rng.standard_normal((len(matrix), draws))
    if np.array_equal(matrix, np.eye(len(matrix))):
        return scores
    return np.asarray(square_root(matrix) @ scores)


def square_root(matrix: Floats) -> Floats:
    """A matrix whose product with its transpose is `matrix`; correlations that contradict each other are refused."""
    values, vectors = np.linalg.eigh(matrix)
    if values.min(initial=0.0) < -1e-9:
        raise InvalidValue("correlations", texts.CORRELATION_RULE, np.round(matrix, 3).tolist())
    root: Floats = vectors * np.sqrt(np.maximum(values, 0.0))
    return root


def _check_order(low: float, mode: float, high: float) -> None:
    for name, value in (("low", low), ("mode", mode), ("high", high)):
        checks.finite(name, value)
    if not low <= mode <= high:
        raise InvalidValue("low, mode, high", texts.ORDER_RULE, (low, mode, high))
