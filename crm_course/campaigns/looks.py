"""When may I look? What peeking costs, boundaries that pay for it, and a sequence that is always valid.

Five looks at 5 % are not 5 % of false alarms but 14 %: each look is a chance to be fooled.
Boundaries ask for more at each look; a confidence sequence holds at all looks at once.

Source: Armitage, McPherson and Rowe (1969), by their recursion; Pocock (1977); O'Brien and
Fleming (1979); the normal mixture of Robbins (1970) in the asymptotic form of Waudby-Smith
and others (2021).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.intervals import z_value
from crm_course.foundations.said import Said

from . import texts
from .arms import treated_mask

__all__ = ["Sequence", "always_valid", "boundaries", "peeking"]

Floats = NDArray[np.float64]
Rule = Literal["obrien-fleming", "pocock"]
_MOST_LOOKS = 200
_FIRST = 50
"""People of whom at least so many are known before the sequence is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence(Said):
    """A difference of means as people come in, with limits that hold at every look at once.

    `frame` has one row per person from the fiftieth on: ``people, lift, low, high``.
    """

    frame: pd.DataFrame = field(repr=False)
    alpha: float

    @property
    def stopped_at(self) -> int | None:
        """After how many people zero was first outside the limits; None if never."""
        out = self.frame[(self.frame["low"] > 0) | (self.frame["high"] < 0)]
        return int(out["people"].iloc[0]) if len(out) else None

    @property
    def significant(self) -> bool:
        """Whether zero has ever been outside the limits."""
        return self.stopped_at is not None

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        last = self.frame.iloc[-1]
        if self.stopped_at is None:
            return texts.NOT_YET.say(people=int(last["people"]), low=last["low"], high=last["high"])
        return texts.MAY_STOP.say(people=self.stopped_at, low=last["low"], high=last["high"])


def peeking(looks: int, *, alpha: float = 0.05) -> float:
    """Share of false alarms when a test at level `alpha` is read at so many equally spaced looks.

    >>> [round(peeking(looks), 4) for looks in (1, 2, 5, 10)]
    [0.05, 0.0831, 0.1417, 0.1934]
    """
    count = _looks(looks)
    return _crossed(np.full(count, z_value(1 - checks.confidence(alpha, "alpha"))))


def boundaries(looks: int, rule: Rule = "obrien-fleming", *, alpha: float = 0.05) -> Floats:
    """z that must be passed at each look so that all looks together keep the level.

    ``pocock`` asks for the same at each look; ``obrien-fleming`` for much at first, and
    hardly more than usual at the last.

    >>> boundaries(3, "pocock").round(3).tolist(), boundaries(3).round(3).tolist()
    ([2.289, 2.289, 2.289], [3.471, 2.454, 2.004])
    """
    count, level = _looks(looks), checks.confidence(alpha, "alpha")
    return np.asarray(_solved(count, checks.choice("rule", rule, ("obrien-fleming", "pocock")), level))


def always_valid(values: Any, arm: Any, *, alpha: float = 0.05, tightest_at: int = 1000) -> Sequence:
    """The effect as people come in, with limits that may be read as often as one likes.

    Parameters
    ----------
    values : array
        What each person did, in the order in which they came in.
    arm : array
        ``treated`` or ``control`` (or True and False, 1 and 0) of each.
    tightest_at : int
        Where the limits are tightest, in people.

    >>> rng = np.random.default_rng(1)
    >>> arm = np.arange(4000) % 2 == 0
    >>> always_valid(rng.normal(0.3 * arm, 1), arm).significant
    True
    """
    seen, treated = _read(values, arm)
    level = checks.confidence(alpha, "alpha")
    own, others = (_running(seen, mask) for mask in (treated, ~treated))
    people = np.arange(1, seen.size + 1, dtype=float)
    ready = (own.count >= 2) & (others.count >= 2) & (people >= min(_FIRST, seen.size))
    with np.errstate(divide="ignore", invalid="ignore"):
        lift = own.total / own.count - others.total / others.count
        variance = people * (own.variance / own.count + others.variance / others.count)
    half = np.sqrt(variance) * _width(people, level, checks.whole("tightest_at", tightest_at, least=1))
    frame = pd.DataFrame({"people": people.astype(np.int64), "lift": lift, "low": lift - half, "high": lift + half})
    return Sequence(frame=frame[ready].reset_index(drop=True), alpha=level)


# -- private ------------------------------------------------------------------------------


def _looks(looks: int) -> int:
    count = checks.whole("looks", looks, least=1)
    if count > _MOST_LOOKS:
        raise InvalidValue("looks", texts.RULE_LOOKS, looks, texts.WAY_LOOKS, most=_MOST_LOOKS)
    return count


def _crossed(limits: Floats) -> float:
    """The chance that a standard random walk, looked at after each step, ever passes its limits (in standard deviations)."""
    ends = limits * np.sqrt(np.arange(1, limits.size + 1))
    nodes, weights = _gauss(40 + 5 * math.ceil(ends.max()))  # five to a step's standard deviation
    density, reach = np.array([1.0]), np.array([0.0])
    inside = 1.0
    for end in ends:
        points = nodes * end
        step = np.exp(-0.5 * (points[:, None] - reach[None, :]) ** 2) / math.sqrt(2 * math.pi)
        density, reach = (step @ density) * weights * end, points  # chance in each node's share of the line
        inside = float(density.sum())
    return 1 - inside


@cache
def _gauss(count: int) -> tuple[Floats, Floats]:
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return np.asarray(nodes), np.asarray(weights)


@cache
def _solved(count: int, rule: Rule, alpha: float) -> tuple[float, ...]:
    from scipy import optimize

    shape = np.ones(count) if rule == "pocock" else np.sqrt(count / np.arange(1, count + 1))
    constant = optimize.brentq(lambda c: _crossed(c * shape) - alpha, 0.5, 8, xtol=1e-10)
    return tuple((constant * shape).tolist())


@dataclass(frozen=True, slots=True)
class _Running:
    count: Floats
    total: Floats
    variance: Floats


def _running(values: Floats, mask: NDArray[np.bool_]) -> _Running:
    count, total, squares = (np.cumsum(np.where(mask, part, 0.0)) for part in (np.ones_like(values), values, values**2))
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.maximum(squares - total**2 / count, 0.0) / (count - 1)
    return _Running(count, total, variance)


def _width(people: Floats, alpha: float, tightest_at: int) -> Floats:
    """Half-width in standard deviations of one observation, from the normal mixture."""
    rho = (-2 * math.log(alpha) + math.log(-2 * math.log(alpha) + 1)) / tightest_at  # ρ², nearly best at that size
    return np.asarray(np.sqrt((people * rho + 1) / (people**2 * rho) * np.log((people * rho + 1) / alpha**2)))


def _read(values: Any, arm: Any) -> tuple[Floats, NDArray[np.bool_]]:
    seen = np.asarray(values, dtype=float).ravel()
    if seen.size < 4 or not np.isfinite(seen).all():
        raise InvalidValue("values", texts.RULE_SEQUENCE, seen.size if seen.size < 4 else "NaN")
    return seen, treated_mask(arm, seen.size)
