"""How well are callers received? Mystery calls, marked on a grid.

An observer calls as a customer would and marks each criterion from 0 to `top`. A call's
score is the weighted mean of its marks, out of 100; a campaign's is the mean of its calls,
with Student's interval, for a campaign has few calls.

Assumptions: calls are drawn at random over hours and advisers; marks are a scale of equal
steps. Source of the weighted kappa: Cohen (1968), *Psychological Bulletin* 70, 213–220.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks, intervals
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import guards, texts

__all__ = ["Campaign", "Grid", "agreement"]

EQUAL = MappingProxyType(dict.fromkeys(texts.CRITERIA, 1.0))
"""Image, welcome, listening, script, competence: the same weight each, until you decide otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A marking grid: criteria, their weights, and the best mark.

    Parameters
    ----------
    weights : {criterion: weight}
        Only their proportions matter.
    top : float
        The best mark; 0 is the worst.

    >>> Grid(top=5).score({"image": 5, "welcome": 4, "listening": 3, "script": 5, "competence": 3})
    80.0
    """

    weights: Mapping[str, float] = field(default_factory=lambda: EQUAL)
    top: float = 5.0

    def __post_init__(self) -> None:
        checks.positive(texts.TOP_MARK, self.top)
        if not isinstance(self.weights, Mapping) or not self.weights:
            raise InvalidValue(texts.WEIGHTS, texts.RULE_GRID, self.weights)
        for name, weight in self.weights.items():
            checks.non_negative(label(name), weight)
        if not sum(self.weights.values()):
            raise InvalidValue(texts.WEIGHTS, texts.RULE_WEIGHTS_NOT_ALL_ZERO, 0)

    @property
    def shares(self) -> dict[str, float]:
        """Each criterion's share of the score, 0–1."""
        total = sum(self.weights.values())
        return {name: weight / total for name, weight in self.weights.items()}

    def score(self, marks: Mapping[str, float]) -> float:
        """The score of one call, 0–100, from its mark on each criterion."""
        return float(self.scores(pd.DataFrame([dict(marks)]))[0])

    def scores(self, calls: pd.DataFrame) -> guards.Floats:
        """The score of each call, 0–100; one row per call, one column per criterion."""
        return 100 * sum((share * self._marks(calls, name) for name, share in self.shares.items()), np.zeros(len(calls))) / self.top

    def campaign(self, calls: pd.DataFrame, *, confidence: float = 0.95) -> Campaign:
        """The score of a campaign of calls, and of each criterion, with intervals."""
        level = checks.confidence(confidence)
        scores = self.scores(calls)
        if not scores.size:
            raise InvalidValue(texts.CALLS, texts.RULE_NOT_EMPTY, 0)
        low, high = _limits(scores, 100, level)
        rows = [self._row(calls, name, share, level) for name, share in self.shares.items()]
        return Campaign(
            score=float(scores.mean()), low=low, high=high, calls=scores.size, confidence=level, top=self.top, criteria=pd.DataFrame(rows)
        )

    def _row(self, calls: pd.DataFrame, name: str, share: float, confidence: float) -> dict[str, Any]:
        marks = self._marks(calls, name)
        low, high = _limits(marks, self.top, confidence)
        return {"criterion": name, "weight": share, "mark": marks.mean(), "low": low, "high": high}

    def _marks(self, calls: pd.DataFrame, name: str) -> guards.Floats:
        if name not in calls.columns:
            raise UnknownName(texts.CRITERION, name, map(str, calls.columns))
        marks = guards.numbers(label(name), calls[name])
        bad = ~((marks >= 0) & (marks <= self.top))
        if bad.any():
            raise InvalidValue(
                label(name), texts.RULE_MARK, marks[bad.argmax()], texts.WAY_PLACE, top=self.top, place=int(bad.argmax()) + 1
            )
        return marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Said):
    """What a campaign of mystery calls found.

    Attributes
    ----------
    score, low, high : float
        Mean score of the calls and its interval, 0–100; with one call the limits are NaN.
    calls : int
        Calls marked.
    criteria : DataFrame
        One row per criterion: `weight` (share of the score), mean `mark`, `low`, `high`.
    """

    score: float
    low: float
    high: float
    calls: int
    confidence: float
    top: float
    criteria: pd.DataFrame = field(repr=False, compare=False)

    @property
    def weakest(self) -> str:
        """The criterion with the lowest mean mark."""
        return str(self.criteria["criterion"].iloc[int(self.criteria["mark"].argmin())])

    def sentence(self) -> str:
        """The finding, in the language in force."""
        mark = self.criteria["mark"].min()
        return texts.CAMPAIGN.say(
            score=self.score, low=self.low, high=self.high, calls=self.calls, weakest=label(self.weakest), mark=mark, top=self.top
        )


def agreement(first: Any, second: Any) -> float:
    """How far two observers of the same calls agree: Cohen's kappa with quadratic weights.

    1: always the same mark; 0: no more than chance; below 0: less than chance. NaN if both
    gave one and the same mark throughout.

    >>> yes_no = [1] * 25 + [0] * 25
    >>> round(agreement(yes_no, [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15), 6)
    0.4
    """
    a, b = (guards.numbers(texts.MARKS, marks) for marks in (first, second))
    if a.size != b.size or not a.size or np.isnan(a).any() or np.isnan(b).any():
        raise InvalidValue(texts.MARKS, texts.RULE_SAME_CALLS, f"{a.size} / {b.size}")
    chance = np.mean(a**2) + np.mean(b**2) - 2 * a.mean() * b.mean()
    return float(1 - np.mean((a - b) ** 2) / chance) if chance > 1e-12 else float("nan")


def label(criterion: str) -> Text:
    """The criterion's name as a reader knows it."""
    return texts.CRITERIA.get(criterion) or Text.literal(str(criterion))


def _limits(values: guards.Floats, top: float, confidence: float) -> tuple[float, float]:
    """Student's limits, kept within 0 and `top`; unknown for a single value."""
    if values.size < 2:
        return float("nan"), float("nan")
    low, high = intervals.mean_limits(values.mean(), values.std(ddof=1), values.size, confidence)
    return max(float(low), 0.0), min(float(high), top)
