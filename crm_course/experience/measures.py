"""Which answers count for, and which against? One measure per question, its convention in sight.

A measure sorts scores into positive, neutral and negative; the NPS and the CES are the
share of positive answers less the share of negative ones, in points from −100 to 100; the
CSAT is the share of positive ones, from 0 to 1.

Sources: Reichheld (2003), *Harvard Business Review* 81(12) for the NPS; Dixon, Freeman and
Toman (2010), *Harvard Business Review* 88(7/8) for the CES.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from crm_course.foundations import intervals
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.intervals import Interval
from crm_course.foundations.language import Text

from . import guards, texts

__all__ = ["NPS", "Effort", "Measure", "NetPromoter", "Satisfaction"]

Group: TypeAlias = tuple[Any, Any, Any]
"""Positive, negative and all answers: counts (effective ones, with weights)."""


class _Net:
    """A net score, in points: 100 times positive less negative, over all."""

    __slots__ = ()
    value: ClassVar[str] = "score"
    """The name of the figure in results and frames."""
    unit: ClassVar[float] = 100.0
    """The figure over a share."""

    @staticmethod
    def limits(group: Group, confidence: float) -> Interval:
        """The score interval: it holds its level at 10 answers, where Wald's does not."""
        return Interval(*(100 * limit for limit in intervals.net_score_limits(*group, confidence)))

    @staticmethod
    def difference(a: Group, b: Group, confidence: float) -> Interval:
        """The interval of a less b."""
        return Interval(*(100 * limit for limit in intervals.net_difference(a, b, confidence)))

    @staticmethod
    def p_value(a: Group, b: Group) -> Any:
        """The p-value of "a and b are equal"."""
        return intervals.net_scores_p_value(a, b)

    @staticmethod
    def figure(group: Group) -> Any:
        """The score itself."""
        return 100 * _ratio(np.subtract(group[0], group[1]), group[2])

    @staticmethod
    def variance_at(target: float, group: Group) -> float:
        """Variance of one answer, of share 0–1, if the true figure were `target`."""
        return float(intervals.constrained_variance(target / 100, *group))


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPromoter(_Net):
    """Net Promoter Score: promoters answer 9 or 10, detractors 6 or less.

    Parameters
    ----------
    scale : (int, int)
        (0, 10) is the standard question; (1, 10) is accepted with a notice.
    column : str
        Where a frame holds the answers.
    """

    scale: tuple[int, int] = (0, 10)
    column: str = "recommend"

    label: ClassVar[Text] = texts.NPS
    shares: ClassVar[tuple[str, str, str]] = ("promoter_share", "passive_share", "detractor_share")

    def __post_init__(self) -> None:
        object.__setattr__(self, "scale", guards.scale(self.scale))

    @property
    def positive(self) -> frozenset[int]:
        """The promoters' scores."""
        return frozenset((9, 10))

    @property
    def negative(self) -> frozenset[int]:
        """The detractors' scores."""
        return frozenset(range(self.scale[0], 7))

    @property
    def notice(self) -> Text | None:
        """That 1–10 is not the standard question."""
        return texts.NOT_STANDARD if self.scale != (0, 10) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort(_Net):
    """Customer Effort Score: share of answers of low effort less share of high effort.

    Two conventions on the same answers can give two signs, so none is the default.

    Parameters
    ----------
    low, high : set of int
        The scores that say low effort, and high effort: ``low={1, 2}, high={4, 5}`` where 5
        is the greatest effort; ``low={5, 6, 7}, high={1, 2, 3}`` where 7 is "it was easy".
    column : str
        Where a frame holds the answers.
    """

    low: Iterable[int]
    high: Iterable[int]
    column: str = "effort"

    label: ClassVar[Text] = texts.CES
    shares: ClassVar[tuple[str, str, str]] = ("low_share", "medium_share", "high_share")
    scale: ClassVar[None] = None
    notice: ClassVar[None] = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", guards.score_set(texts.LOW_EFFORT, self.low))
        object.__setattr__(self, "high", guards.score_set(texts.HIGH_EFFORT, self.high))
        both = self.positive & self.negative
        if both:
            raise InvalidValue(texts.HIGH_EFFORT, texts.RULE_APART, sorted(self.negative), texts.WAY_APART, both=texts.listed(both))

    @property
    def positive(self) -> frozenset[int]:
        """The scores of low effort."""
        return frozenset(self.low)

    @property
    def negative(self) -> frozenset[int]:
        """The scores of high effort."""
        return frozenset(self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """Customer satisfaction: the share of answers whose score says satisfied.

    Parameters
    ----------
    satisfied : set of int
        ``{3, 4}`` on a scale of 4, ``{4, 5}`` on a scale of 5.
    column : str
        Where a frame holds the answers.
    """

    satisfied: Iterable[int]
    column: str = "satisfaction"

    label: ClassVar[Text] = texts.CSAT
    shares: ClassVar[tuple[str, ...]] = ()
    scale: ClassVar[None] = None
    notice: ClassVar[None] = None
    value: ClassVar[str] = "share"
    unit: ClassVar[float] = 1.0
    negative: ClassVar[frozenset[int]] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "satisfied", guards.score_set(texts.SATISFIED, self.satisfied))

    @property
    def positive(self) -> frozenset[int]:
        """The scores that say satisfied."""
        return frozenset(self.satisfied)

    @staticmethod
    def limits(group: Group, confidence: float) -> Interval:
        """Wilson's interval."""
        return intervals.wilson(group[0], group[2], confidence)

    @staticmethod
    def difference(a: Group, b: Group, confidence: float) -> Interval:
        """Newcombe's interval of a less b."""
        return intervals.share_difference(a[0], a[2], b[0], b[2], confidence)

    @staticmethod
    def p_value(a: Group, b: Group) -> Any:
        """The p-value of "a and b are equal"."""
        return intervals.proportions_p_value(a[0], a[2], b[0], b[2])

    @staticmethod
    def figure(group: Group) -> Any:
        """The share itself."""
        return _ratio(group[0], group[2])

    @staticmethod
    def variance_at(target: float, group: Group) -> float:
        """Variance of one answer if the true share were `target`."""
        return target * (1 - target)


Measure: TypeAlias = NetPromoter | Satisfaction | Effort

NPS = NetPromoter()
"""The standard question: from 0 to 10, how likely are you to recommend us?"""


def _ratio(part: ArrayLike, whole: ArrayLike) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.divide(part, whole)
