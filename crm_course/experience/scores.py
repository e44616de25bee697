"""Do they recommend us, are they satisfied, was it easy: three scores, each with its interval.

Assumptions: the answers are a random sample of many customers, each answering once. The
interval says what chance alone can do; it says nothing of those who chose not to answer.
The default interval holds its level with 10 answers as with 1 000: the score interval for
the NPS and the CES, Wilson's for the CSAT.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from crm_course.foundations import checks, intervals
from crm_course.foundations.language import Text

from . import sentences, texts
from .answers import Tally, tally
from .measures import Effort, Measure, NetPromoter, Satisfaction

__all__ = ["CesResult", "CsatResult", "NpsResult", "Result", "ces", "csat", "group_of", "nps"]

Kind = TypeVar("Kind", bound="Result")

_MANY = 5
"""Answers from which on it is told that none lies above 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the three results share.

    Attributes
    ----------
    low, high : float
        Limits of the confidence interval, in the unit of the score or share.
    standard_error : float
        Of the score or share, as observed: a description; the interval does not rest on it.
    mean : float
        Mean of the answers on their own scale: a description, not the score.
    responses : int
        People who answered.
    effective_responses : float
        Answers without weights that would be as precise (Kish).
    confidence : float
        Level of the interval, 0–1.
    measure, tally
        The convention used, and the distribution of the answers.
    """

    low: float
    high: float
    standard_error: float
    mean: float
    responses: int
    effective_responses: float
    confidence: float
    measure: Measure = field(repr=False)
    tally: Tally = field(repr=False)

    @property
    def notice(self) -> Text | None:
        """What to be careful about, or ``None``."""
        unseen = not self.measure.scale and not set(self.tally.scores) & (self.measure.positive | self.measure.negative)
        low = isinstance(self.measure, NetPromoter) and self.responses >= _MANY and self.tally.scores[-1] <= 5 and self.tally.scores[0] > 0
        cautions = (self.measure.notice, texts.LOW_SCALE if low else None, texts.NONE_COUNTED if unseen else None)
        return texts.joined(caution for caution in cautions if caution)

    def sentence(self) -> str:
        """The finding and its uncertainty, in the language in force."""
        return f"{self.finding()} {self.uncertainty()}"

    def finding(self) -> str:
        """The figure and what it is made of, in one sentence."""
        return sentences.finding(self)

    def uncertainty(self) -> str:
        """The interval, in one sentence."""
        return sentences.uncertainty(self)

    def meaning(self) -> str:
        """What it means for a decision, in three sentences."""
        return sentences.meaning(self)

    def _repr_markdown_(self) -> str:
        caution = f"\n\n*{self.notice}*" if self.notice else ""
        return f"**{self.finding()}** {self.uncertainty()}{caution}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NpsResult(Result):
    """A Net Promoter Score, in points from −100 to 100; shares from 0 to 1."""

    score: float
    promoter_share: float
    passive_share: float
    detractor_share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CsatResult(Result):
    """A satisfaction rate: `share` of satisfied customers, 0–1, as are its limits."""

    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CesResult(Result):
    """A Customer Effort Score in points from −100 to 100; above 0, low effort is the more frequent."""

    score: float
    low_share: float
    medium_share: float
    high_share: float


def nps(answers: Any, *, scale: tuple[int, int] = (0, 10), weights: Any = None, confidence: float = 0.95) -> NpsResult:
    """Net Promoter Score: share of 9 and 10 less share of 6 and below, in points.

    Parameters
    ----------
    answers : array or Series of scores; or {score: count}, or a frame of scores and counts
    scale : (int, int)
        (0, 10), the standard question, or (1, 10), which sets a notice.
    weights : array, or {score: weight}, optional
        How many customers each answer stands for.
    confidence : float
        Level of the interval, 0–1.

    Returns
    -------
    NpsResult

    Raises
    ------
    InvalidValue
        A score off the scale, a missing answer, a negative count, no answer at all…

    >>> few = nps({10: 3, 8: 2, 3: 1})  # Rocks (2016): 1/3, standard error 0.304
    >>> round(few.score, 1), round(few.standard_error, 1)
    (33.3, 30.4)
    >>> round(few.low), round(few.high)
    (-31, 75)
    """
    return _measured(NpsResult, NetPromoter(scale=scale), answers, weights, confidence)


def csat(answers: Any, *, satisfied: Iterable[int], weights: Any = None, confidence: float = 0.95) -> CsatResult:
    """Satisfaction rate: the share of answers among the `satisfied` scores, 0–1.

    Parameters
    ----------
    answers, weights, confidence
        As for :func:`nps`.
    satisfied : set of int
        The scores that say satisfied: ``{3, 4}`` on a scale of 4, ``{4, 5}`` on one of 5.

    >>> welcome = csat({1: 40, 2: 45, 3: 10, 4: 5}, satisfied={3, 4})
    >>> welcome.share, welcome.mean
    (0.15, 1.8)
    """
    return _measured(CsatResult, Satisfaction(satisfied=satisfied), answers, weights, confidence)


def ces(answers: Any, *, low: Iterable[int], high: Iterable[int], weights: Any = None, confidence: float = 0.95) -> CesResult:
    """Customer Effort Score: share of low effort less share of high effort, in points.

    Parameters
    ----------
    answers, weights, confidence
        As for :func:`nps`.
    low, high : set of int
        The scores that say low effort and high effort. There is no default: two
        conventions on the same answers can give two signs.

    >>> site = {5: 22, 4: 40, 3: 10, 2: 16, 1: 12}
    >>> ces(site, low={1, 2}, high={4, 5}).score, ces(site, low={1, 2}, high={5}).score
    (-34.0, 6.0)
    """
    return _measured(CesResult, Effort(low=low, high=high), answers, weights, confidence)


def group_of(result: Result) -> tuple[float, float, float]:
    """Positive, negative and all answers, as effective counts."""
    scale = result.effective_responses / result.tally.mass
    positive, negative = (result.tally.mass_of(wanted) * scale for wanted in (result.measure.positive, result.measure.negative))
    return positive, negative, result.effective_responses


# -- private ------------------------------------------------------------------------------


def _measured(kind: type[Kind], measure: Measure, answers: Any, weights: Any, confidence: float) -> Kind:
    confidence = checks.confidence(confidence)
    given = tally(answers, weights=weights, scale=measure.scale)
    masses = given.mass_of(measure.positive), given.mass_of(measure.negative), given.mass
    positive, negative, n = (mass * given.effective_responses / given.mass for mass in masses)
    limits = measure.limits((positive, negative, n), confidence)
    return kind(
        **{measure.value: float(measure.figure(masses))},
        **_shares(measure, masses),
        standard_error=measure.unit * math.sqrt(max(float(intervals.net_variance(positive, negative, n)), 0) / n),
        low=float(limits.low),
        high=float(limits.high),
        mean=given.mean,
        responses=given.responses,
        effective_responses=given.effective_responses,
        confidence=confidence,
        measure=measure,
        tally=given,
    )


def _shares(measure: Measure, masses: tuple[float, float, float]) -> dict[str, float]:
    positive, negative, total = masses
    parts = (positive, total - positive - negative, negative)
    return {name: max(part, 0.0) / total for name, part in zip(measure.shares, parts, strict=False)}
