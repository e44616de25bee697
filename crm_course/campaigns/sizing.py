"""How many to be sure? The size of a test of two shares, with its power counted out.

Source: the pooled normal formula (Fleiss 1981), as ``power.prop.test``; the power it gives
is summed over all outcomes of the two binomials.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.intervals import z_value
from crm_course.foundations.said import Said

from . import texts

__all__ = ["SampleSize", "WinnersCurse", "exact_power", "sample_size", "winners_curse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize(Said):
    """People that a test needs.

    Attributes
    ----------
    treated, control : int
        Of each arm.
    base, lift : float
        What was asked for, as shares: `lift` is a difference, not a ratio.
    power, alpha : float
        Chance to see the lift if it is there, and of a false alarm if it is not, as asked for.
    """

    treated: int
    control: int
    base: float
    lift: float
    power: float
    alpha: float

    @property
    def per_arm(self) -> int:
        """People of each arm, where both are equal."""
        if self.treated != self.control:
            raise InvalidValue("per_arm", texts.RULE_EQUAL_ARMS, f"{self.treated} / {self.control}", texts.WAY_EQUAL_ARMS)
        return self.treated

    @property
    def exact_power(self) -> float:
        """The chance that the test of that size really has, counted out over all outcomes."""
        return exact_power(self.base, self.lift, self.treated, self.control, alpha=self.alpha)

    def sentence(self) -> str:
        """The answer in one sentence, in the language in force."""
        return texts.SIZE.say(treated=self.treated, control=self.control, base=self.base, lift=100 * self.lift, power=self.power)


def sample_size(base: float, lift: float, *, power: float = 0.8, alpha: float = 0.05, control_share: float = 0.5) -> SampleSize:
    """People needed to see a lift.

    Parameters
    ----------
    base : float
        Share without the message, 0–1.
    lift : float
        Difference to be seen, as a share: 0.05 is +5 points (not 5 % more).
    power, alpha : float
        Chance to see it; share of false alarms, two-sided.
    control_share : float
        Share of all people held out.

    >>> sample_size(0.20, 0.05).per_arm, sample_size(0.50, 0.25, power=0.9).per_arm
    (1094, 77)
    """
    start, change = checks.share("base", base), checks.finite("lift", lift)
    if change == 0 or not 0 < start + change < 1:
        raise InvalidValue("lift", texts.RULE_LIFT, lift, texts.WAY_LIFT, base=start)
    wanted, level, held = (
        checks.confidence(power, "power"),
        checks.confidence(alpha, "alpha"),
        checks.confidence(control_share, "control_share"),
    )
    ratio = held / (1 - held)
    end, mean = start + change, (start + change + ratio * start) / (1 + ratio)
    alarm, see = z_value(1 - level), z_value(2 * wanted - 1) if wanted > 0.5 else -z_value(1 - 2 * wanted)
    spread = alarm * math.sqrt(mean * (1 - mean) * (1 + 1 / ratio)) + see * math.sqrt(end * (1 - end) + start * (1 - start) / ratio)
    treated = max((spread / change) ** 2, 2.0)
    return SampleSize(
        treated=math.ceil(treated - 1e-9), control=math.ceil(treated * ratio - 1e-9), base=start, lift=change, power=wanted, alpha=level
    )


def exact_power(base: float, lift: float, treated: int, control: int, *, alpha: float = 0.05) -> float:
    """The chance of a significant pooled z-test, summed over all outcomes; `lift` 0 gives its share of false alarms.

    >>> round(exact_power(0.20, 0.05, 1094, 1094), 4), round(exact_power(0.20, 0, 1094, 1094), 3)
    (0.801, 0.05)
    """
    found = _outcomes(base, lift, treated, control, alpha)
    return float(found.treated @ found.seen @ found.control)


@dataclass(frozen=True, slots=True, kw_only=True)
class WinnersCurse(Said):
    """What a test that is too small says when it speaks.

    Attributes
    ----------
    power : float
        Chance that the result is significant.
    estimate : float
        The mean lift of the significant results, as a difference of shares.
    wrong_sign : float
        Share of the significant results that point the wrong way.
    lift : float
        The true one.
    """

    power: float
    estimate: float
    wrong_sign: float
    lift: float

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.CURSE.say(power=self.power, estimate=100 * self.estimate, lift=100 * self.lift)


def winners_curse(base: float, lift: float, per_arm: int, *, alpha: float = 0.05) -> WinnersCurse:
    """How much a significant result exaggerates, over all outcomes of two equal arms.

    >>> found = winners_curse(0.12, 0.01, 2000)
    >>> round(found.power, 3), round(found.estimate, 4), round(found.wrong_sign, 3)
    (0.159, 0.0254, 0.011)
    """
    found = _outcomes(base, lift, per_arm, per_arm, alpha)
    chance = found.treated[:, None] * found.control[None, :] * found.seen
    power = float(chance.sum())
    wrong = float(chance[found.difference * lift < 0].sum())
    return WinnersCurse(power=power, estimate=float((chance * found.difference).sum()) / power, wrong_sign=wrong / power, lift=lift)


# -- private ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Outcomes:
    """Chances of the counts of each arm, the difference of shares of each pair, and whether it is significant."""

    treated: NDArray[np.float64]
    control: NDArray[np.float64]
    difference: NDArray[np.float64]
    seen: NDArray[np.bool_]


def _outcomes(base: float, lift: float, treated: int, control: int, alpha: float) -> _Outcomes:
    start, end = checks.share("base", base), checks.share("base + lift", base + checks.finite("lift", lift))
    n, m = checks.whole("treated", treated, least=1), checks.whole("control", control, least=1)
    z = z_value(1 - checks.confidence(alpha, "alpha"))
    (own, own_chance), (others, others_chance) = _likely(n, end), _likely(m, start)
    pooled = (own[:, None] + others[None, :]) / (n + m)
    difference = own[:, None] / n - others[None, :] / m
    seen = np.abs(difference) > z * np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    return _Outcomes(own_chance, others_chance, difference, seen)


def _likely(size: int, share: float) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The outcomes that hold all but 1e-14 of the chance, and their chances."""
    from scipy import stats

    low, high = max(int(stats.binom.ppf(1e-14, size, share)) - 1, 0), min(int(stats.binom.isf(1e-14, size, share)) + 2, size + 1)
    counts = np.arange(low, high)
    return counts, np.asarray(stats.binom.pmf(counts, size, share))
