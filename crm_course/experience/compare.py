"""Has it changed, or is it noise? Two results of one kind, their difference and its interval.

Assumption: the two groups are different customers (two waves, two shops, us and them). The
same customers asked twice are paired, and their difference is known better than this says.

Sources: Newcombe (1998) for shares; square-and-add over score limits (Zou and Donner 2008)
for net scores; score tests for the p-values.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from . import sentences, texts
from .measures import Measure, NetPromoter
from .scores import Result, group_of

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How much the first result is above the second.

    Attributes
    ----------
    difference : float
        First less second: points for the NPS and the CES, a share for the CSAT.
    low, high : float
        Limits of its confidence interval.
    p_value : float
        How often chance alone would show as great a difference between equal groups.
    notice : Text or None
        That the two NPS were not asked on the same scale, if so.
    """

    difference: float
    low: float
    high: float
    p_value: float
    confidence: float
    measure: Measure = field(repr=False)
    notice: Text | None = None

    @property
    def more_than_noise(self) -> bool:
        """Whether the interval leaves 0 out."""
        return self.low > 0 or self.high < 0

    def sentence(self) -> str:
        """The difference, its interval and the verdict, in the language in force."""
        said = texts.DIFFERENCE_SURE if self.more_than_noise else texts.DIFFERENCE_UNSURE
        unit = 100 / self.measure.unit
        return said.say(
            label=self.measure.label,
            difference=unit * self.difference,
            low=unit * self.low,
            high=unit * self.high,
            confidence=self.confidence,
        )

    def _repr_markdown_(self) -> str:
        return f"{self.sentence()}\n\n*{self.notice}*" if self.notice else self.sentence()


def compare(a: Result, b: Result, *, confidence: float = 0.95) -> Comparison:
    """The difference a − b of two results of one kind, with its interval and p-value.

    The verdict is the interval's; very near the limit, the test may say otherwise, for they
    estimate the noise in two ways.

    Parameters
    ----------
    a, b : NpsResult, CsatResult or CesResult
        For a change over time, ``compare(now, before)``.
    confidence : float
        Level of the interval, 0–1.

    Raises
    ------
    InvalidValue
        If the results are of two kinds, or of two conventions.

    >>> from crm_course.experience import csat
    >>> gap = compare(csat({1: 56, 0: 14}, satisfied={1}), csat({1: 48, 0: 32}, satisfied={1}))
    >>> round(gap.difference, 2), round(gap.low, 4), round(gap.high, 4)  # Newcombe (1998)
    (0.2, 0.0524, 0.3339)
    """
    confidence = checks.confidence(confidence)
    for result in (a, b):
        if not isinstance(result, Result):
            raise InvalidValue(texts.RESULTS, texts.RULE_RESULT, result, texts.WAY_RESULT)
    checks.same_kind(texts.RESULTS, b, a)
    if not isinstance(a.measure, NetPromoter) and _convention(a) != _convention(b):
        raise InvalidValue(
            texts.RESULTS, texts.RULE_CONVENTION, sorted(b.measure.positive), texts.WAY_CONVENTION, first=sentences.convention(a.measure)
        )
    groups = group_of(a), group_of(b)
    low, high = a.measure.difference(*groups, confidence)
    return Comparison(
        difference=getattr(a, a.measure.value) - getattr(b, b.measure.value),
        low=float(low),
        high=float(high),
        p_value=float(a.measure.p_value(*groups)),
        confidence=confidence,
        measure=a.measure,
        notice=texts.MIXED_SCALES if a.measure.scale != b.measure.scale else None,
    )


def _convention(result: Result) -> tuple[frozenset[int], frozenset[int]]:
    return result.measure.positive, result.measure.negative
