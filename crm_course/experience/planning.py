"""How many answers do we need? For a margin, or to be sure that a target is met or missed.

Assumption: each further answer is one more customer drawn at random; the formulas know
nothing of those who do not answer.

Source: Rocks (2016) for the variance of a net score; the normal sample-size formula.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from crm_course.foundations import checks, intervals
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import sentences, texts
from .measures import NPS, Measure
from .scores import Result, group_of

__all__ = ["MoreAnswers", "more_answers", "sample_size"]


def sample_size(
    margin: float,
    *,
    promoter_share: float | None = None,
    detractor_share: float | None = None,
    population: int | None = None,
    confidence: float = 0.95,
) -> int:
    """Answers needed to know an NPS to within ± `margin` points.

    The normal formula n = (z / margin)² × variance, raised where needed so that the score
    interval, which :func:`nps` reports, is no wider than the margin on either side of its
    middle.

    Parameters
    ----------
    margin : float
        Half-width of the interval, in points of NPS (5, not 0.05).
    promoter_share, detractor_share : float, optional
        What is expected, 0–1 (a pilot, last year). Without them, the worst case: half
        promoters, half detractors.
    population : int, optional
        Customers there are in all, if few: asking a good part of them needs fewer answers.
    confidence : float
        Level of the interval, 0–1.

    >>> sample_size(10), sample_size(10, promoter_share=0.06, detractor_share=0.82)
    (385, 120)
    """
    points, level = checks.positive(texts.MARGIN, margin), checks.confidence(confidence)
    if points > 100:
        raise InvalidValue(texts.MARGIN, texts.RULE_MARGIN, margin)
    shares = _expected(promoter_share, detractor_share)
    needed = (100 * intervals.z_value(level) / points) ** 2 * intervals.net_variance(*shares, 1)
    answers = max(math.ceil(needed - 1e-9), 1)
    answers = _enough(shares, answers, level, points)
    if population is None:
        return answers
    people = checks.whole(texts.POPULATION, population, least=1)
    return math.ceil(answers / (1 + (answers - 1) / people) - 1e-9)


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreAnswers(Said):
    """How many more answers until a score is surely above, or below, a target.

    Attributes
    ----------
    more : float
        Further answers: 0 if it is sure already, infinite if the score is the target.
    total : float
        All answers, with those in hand.
    above : bool
        Whether the score is above the target.
    chance : float
        Probability, 0–1, that so many answers do settle it, if the true shares are those
        observed.
    """

    more: float
    total: float
    above: bool
    target: float
    chance: float
    confidence: float
    measure: Measure = field(repr=False)

    @property
    def sure(self) -> bool:
        """Whether the answers in hand already settle it."""
        return self.more == 0

    def sentence(self) -> str:
        """The answer in one sentence, in the language in force."""
        return sentences.more_answers(self)


def more_answers(result: Result, target: float, *, chance: float = 0.8, confidence: float | None = None) -> MoreAnswers:
    """How many more answers to be sure that a score is above (or below) `target`.

    The number is planned as for a survey of that many answers whose true shares are those
    observed: n = ((z s₀ + z' s₁) / distance)², with s₀ and s₁ the standard deviations of
    one answer at the target and as observed, z the quantile of the level and z' that of
    `chance`. It is an order of magnitude, as is any plan from few answers.

    Parameters
    ----------
    result : NpsResult, CsatResult or CesResult
    target : float
        In points for the NPS and the CES; a share, 0–1, for the CSAT.
    chance : float
        Probability wanted, 0.5 or more, that the planned answers settle it.
    confidence : float, optional
        By default that of `result`.

    >>> from crm_course.experience import nps
    >>> more_answers(nps({10: 12, 8: 20, 3: 8}), 0).more
    351
    """
    if not isinstance(result, Result):
        raise InvalidValue(texts.RESULTS, texts.RULE_RESULT, result, texts.WAY_RESULT)
    goal, wanted = _target(result.measure, target), checks.confidence(chance, texts.CHANCE)
    if wanted < 0.5:
        raise InvalidValue(texts.CHANCE, texts.RULE_CHANCE, chance)
    level = checks.confidence(result.confidence if confidence is None else confidence)
    group = group_of(result)
    score = getattr(result, result.measure.value)
    low, high = result.measure.limits(group, level)
    if low > goal or high < goal:
        more: float = 0
    else:
        needed = _needed(result.measure, group, (score - goal) / result.measure.unit, goal, (level, wanted))
        more = max(_up(needed * result.responses / result.effective_responses) - result.responses, 1)
    return MoreAnswers(
        more=more, total=result.responses + more, above=score > goal, target=goal, chance=wanted, confidence=level, measure=result.measure
    )


# -- private ------------------------------------------------------------------------------


def _expected(promoters: float | None, detractors: float | None) -> tuple[float, float]:
    if promoters is None and detractors is None:
        return 0.5, 0.5
    if promoters is None or detractors is None:
        raise InvalidValue(texts.EXPECTED, texts.RULE_BOTH_SHARES, promoters if detractors is None else detractors)
    both = checks.share(texts.PROMOTER_SHARE, promoters), checks.share(texts.DETRACTOR_SHARE, detractors)
    if sum(both) > 1 + 1e-9:
        raise InvalidValue(texts.EXPECTED, texts.RULE_SUM, sum(both))
    return both


def _half_width(shares: tuple[float, float], answers: int, confidence: float) -> float:
    low, high = NPS.limits((shares[0] * answers, shares[1] * answers, answers), confidence)
    return float(high - low) / 2


def _enough(shares: tuple[float, float], answers: int, confidence: float, points: float) -> int:
    """The least number from `answers` on whose score interval is no wider than ± `points`."""
    short, enough = answers - 1, answers
    while _half_width(shares, enough, confidence) > points:
        short, enough = enough, 2 * enough
    while enough - short > 1:
        middle = (short + enough) // 2
        short, enough = (middle, enough) if _half_width(shares, middle, confidence) > points else (short, middle)
    return enough


def _target(measure: Measure, target: Any) -> float:
    if measure.unit == 1:
        return checks.share(texts.TARGET, target)
    goal = checks.finite(texts.TARGET, target)
    if not -100 <= goal <= 100:
        raise InvalidValue(texts.TARGET, texts.RULE_TARGET, target)
    return goal


def _needed(measure: Measure, group: tuple[float, float, float], distance: float, goal: float, levels: tuple[float, float]) -> float:
    """Effective answers needed; infinite where there is no distance to show."""
    if not distance:
        return math.inf
    observed = max(float(intervals.net_variance(*group)), 0)
    power = intervals.z_value(2 * levels[1] - 1) if levels[1] > 0.5 else 0.0
    spread = intervals.z_value(levels[0]) * math.sqrt(measure.variance_at(goal, group)) + power * math.sqrt(observed)
    return (spread / distance) ** 2


def _up(needed: float) -> float:
    return math.ceil(needed - 1e-9) if math.isfinite(needed) else math.inf
