"""How are results said? The sentences of the chapter's records, from its texts."""

from __future__ import annotations

import math
from typing import Any, Protocol

from crm_course.foundations.language import Text, percent, points

from . import texts
from .measures import Measure

__all__ = ["convention", "finding", "meaning", "more_answers", "precision", "uncertainty", "verdict", "written"]


class Scored(Protocol):
    """What a sentence needs of a result."""

    @property
    def measure(self) -> Measure: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...
    @property
    def mean(self) -> float: ...
    @property
    def responses(self) -> int: ...
    @property
    def confidence(self) -> float: ...


class Planned(Protocol):
    """What a sentence needs of a plan for more answers."""

    @property
    def more(self) -> float: ...
    @property
    def above(self) -> bool: ...
    @property
    def target(self) -> float: ...
    @property
    def chance(self) -> float: ...
    @property
    def sure(self) -> bool: ...
    @property
    def measure(self) -> Measure: ...


def finding(result: Scored) -> str:
    """The figure and what it is made of."""
    values = {name: getattr(result, name) for name in (result.measure.value, *result.measure.shares)}
    return texts.FINDINGS[type(result).__name__].say(**values, responses=result.responses, **_scores(result.measure))


def uncertainty(result: Scored) -> str:
    """The interval."""
    said = texts.UNCERTAINTY_SHARE if result.measure.value == "share" else texts.UNCERTAINTY
    return said.say(low=result.low, high=result.high, confidence=result.confidence)


def meaning(result: Scored) -> str:
    """What it means for a decision, in three sentences."""
    return f"{verdict(result)} {precision(result)} {texts.MEAN_IS_NOT.say(mean=result.mean)}"


def verdict(result: Scored) -> str:
    """Which side prevails, if chance allows to say."""
    verdicts, middle = _VERDICTS[type(result).__name__]
    side = "above" if result.low > middle else "below" if result.high < middle else "unsure"
    return verdicts[side].say()


def precision(result: Scored) -> str:
    """How finely the score is known, in points."""
    half = 50 / result.measure.unit * (result.high - result.low)
    return texts.PRECISION.say(responses=result.responses, half=half)


def convention(measure: Measure) -> Text:
    """Which scores count for and against."""
    said, scores = texts.CONVENTION[_KINDS[type(measure).__name__]], _scores(measure)
    return Text(**{language: said.say(language, **scores) for language in ("fr", "en")})


def more_answers(plan: Planned) -> str:
    """How many more answers, and what for."""
    target = written(plan.target, plan.measure)
    if plan.sure:
        return texts.MORE_SURE[plan.above].say(target=target)
    if math.isinf(plan.more):
        return texts.MORE_NEVER.say(target=target)
    return texts.MORE_NEEDED[plan.above].say(target=target, more=_rounded(plan.more), chance=plan.chance)


def written(value: float, measure: Any) -> str:
    """A score in points, or a share in percent."""
    return percent(value) if measure.unit == 1 else points(value)


# -- private ------------------------------------------------------------------------------

_KINDS = {"NetPromoter": "nps", "Satisfaction": "csat", "Effort": "ces"}
_VERDICTS = {
    "NpsResult": (texts.NPS_MEANS, 0.0),
    "CsatResult": (texts.CSAT_MEANS, 0.5),
    "CesResult": (texts.CES_MEANS, 0.0),
}


def _scores(measure: Measure) -> dict[str, Text]:
    named = {"positive": measure.positive, "negative": measure.negative}
    return {name: texts.listed(scores) for name, scores in named.items() if scores}


def _rounded(count: float) -> float:
    """A plan is an order of magnitude: two significant figures from 100 on."""
    step: int = 10 ** max(math.floor(math.log10(count)) - 1, 0)
    return math.ceil(count / step) * step
