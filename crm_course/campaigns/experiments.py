"""Did it change anything? Two arms, the split checked first, the effect with its interval.

If the arms are not as large as they were drawn, something chose who came in, and no figure
below means what it says: the sample-ratio test comes first. Earlier behaviour of the same
people takes variance away without touching the effect (CUPED).

Source: Newcombe (1998) for two shares; Welch (1947) for two means; Deng and others (2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.intervals import proportions_p_value, share_difference, t_value
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Test", "sample_ratio_p_value", "test"]

Floats = NDArray[np.float64]
_MISMATCH = 0.001
"""Below, the split is not believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Test(Said):
    """A test of two arms.

    Attributes
    ----------
    lift : float
        Treated less control: a difference of shares (0.008 is 0.8 points), or of means.
    low, high : float
        95 % interval.
    p_value : float
        Two-sided, of no difference.
    ratio_mismatch : float
        p-value of the split of people: tiny where the arms are not as they were drawn.
    variance_saved : float
        Share of the variance that earlier behaviour explains, 0–1; 0 without it.
    treated, control : int
        People.
    """

    __test__ = False  # not one of pytest's

    lift: float
    low: float
    high: float
    p_value: float
    ratio_mismatch: float
    variance_saved: float
    treated: int
    control: int
    of_shares: bool

    @property
    def more_than_noise(self) -> bool:
        """Whether the split can be believed and the interval leaves out zero."""
        return self.ratio_mismatch >= _MISMATCH and (self.low > 0 or self.high < 0)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        if self.ratio_mismatch < _MISMATCH:
            return texts.MISMATCH.say(treated=self.treated, control=self.control)
        said = (texts.LIFT_SHARES if self.of_shares else texts.LIFT_MEANS).say(**self._figures())
        return f"{said} {(texts.MORE_THAN_NOISE if self.more_than_noise else texts.MAY_BE_NOISE).say()}"

    def _figures(self) -> dict[str, float]:
        scale = 100 if self.of_shares else 1
        return {name: scale * getattr(self, name) for name in ("lift", "low", "high")}


def test(treated: Any, control: Any, *, before: tuple[Any, Any] | None = None, control_share: float = 0.5) -> Test:
    """The effect of a message, from two arms.

    Parameters
    ----------
    treated, control : (int, int) or array
        A tuple of two whole numbers is (successes, people); anything else is a value per person.
    before : (array, array), optional
        The same people's behaviour before, in the same order: takes variance away. Values only.
    control_share : float
        Share of people that was meant to be held out.

    >>> found = test((500, 10_000), (420, 10_000))
    >>> round(found.lift, 4), round(found.low, 4), round(found.high, 4)
    (0.008, 0.0022, 0.0138)
    >>> round(test((1200, 10_300), (1160, 10_000)).ratio_mismatch, 4)
    0.0352
    """
    if _is_counts(treated) != _is_counts(control):
        raise InvalidValue("control", texts.RULE_SAME_FORM, control)
    if _is_counts(treated):
        if before is not None:
            raise InvalidValue("before", texts.RULE_VALUES, before)
        return _of_counts(treated, control, control_share)
    own, others = _values("treated", treated), _values("control", control)
    saved = 0.0
    if before is not None:
        own, others, saved = _adjusted(own, others, before)
    return _of_values(own, others, control_share, saved)


test.__test__ = False  # type: ignore[attr-defined]  # not one of pytest's


def sample_ratio_p_value(treated: int, control: int, *, control_share: float = 0.5) -> float:
    """The chance of a split at least as uneven, if people were drawn as meant (chi-square).

    >>> sample_ratio_p_value(821_588, 815_482) < 2e-6
    True
    """
    from scipy import special

    held = checks.confidence(control_share, "control_share")
    total = treated + control
    off = (control - total * held) ** 2 * (1 / (total * held) + 1 / (total * (1 - held)))
    return float(special.chdtrc(1, off))


# -- private ------------------------------------------------------------------------------


def _is_counts(arm: Any) -> bool:
    return (
        isinstance(arm, tuple) and len(arm) == 2 and all(isinstance(part, int | np.integer) and not isinstance(part, bool) for part in arm)
    )


def _values(name: str, arm: Any) -> Floats:
    try:
        values = np.asarray(arm, dtype=float).ravel()
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.RULE_ARM, arm) from None
    if not np.isfinite(values).all():
        raise InvalidValue(name, texts.RULE_ARM, "NaN", texts.WAY_MISSING, missing=int((~np.isfinite(values)).sum()))
    if values.size < 2:
        raise InvalidValue(name, texts.RULE_TWO_PEOPLE, values.size)
    return values


def _of_counts(treated: tuple[int, int], control: tuple[int, int], control_share: float) -> Test:
    for name, (successes, people) in (("treated", treated), ("control", control)):
        if people < 2:
            raise InvalidValue(name, texts.RULE_TWO_PEOPLE, people)
        if not 0 <= successes <= people:
            raise InvalidValue(name, texts.RULE_SUCCESSES, successes, people=people)
    low, high = share_difference(*treated, *control)
    return Test(
        lift=treated[0] / treated[1] - control[0] / control[1], low=float(low), high=float(high), p_value=float(proportions_p_value(*treated, *control)),
        ratio_mismatch=sample_ratio_p_value(treated[1], control[1], control_share=control_share), variance_saved=0.0,
        treated=int(treated[1]), control=int(control[1]), of_shares=True,
    )  # fmt: skip


def _of_values(own: Floats, others: Floats, control_share: float, saved: float) -> Test:
    from scipy import special

    errors = np.array([own.var(ddof=1) / own.size, others.var(ddof=1) / others.size])
    error = float(np.sqrt(errors.sum()))
    lift = float(own.mean() - others.mean())
    degrees = errors.sum() ** 2 / (errors**2 / (np.array([own.size, others.size]) - 1)).sum() if error else 1.0
    half = float(t_value(0.95, degrees)) * error
    p = float(2 * special.stdtr(degrees, -abs(lift) / error)) if error else float(lift == 0)
    return Test(
        lift=lift, low=lift - half, high=lift + half, p_value=p, variance_saved=saved, treated=own.size, control=others.size, of_shares=False,
        ratio_mismatch=sample_ratio_p_value(own.size, others.size, control_share=control_share),
    )  # fmt: skip


def _adjusted(own: Floats, others: Floats, before: tuple[Any, Any]) -> tuple[Floats, Floats, float]:
    """Values less what earlier behaviour foretells, and the share of variance so saved."""
    try:
        first, second = (_values("before", part) for part in before)
    except (TypeError, ValueError) as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue("before", texts.RULE_BEFORE, before) from None
    if first.size != own.size or second.size != others.size:
        raise InvalidValue("before", texts.RULE_BEFORE, f"{first.size}, {second.size}")
    # slope and share are taken within the arms, so that the effect does not count as noise
    x = np.concatenate([first - first.mean(), second - second.mean()])
    y = np.concatenate([own - own.mean(), others - others.mean()])
    if not (x @ x and y @ y):
        return own, others, 0.0
    slope, centre = float(x @ y / (x @ x)), float(np.concatenate([first, second]).mean())
    return own - slope * (first - centre), others - slope * (second - centre), float((x @ y) ** 2 / ((x @ x) * (y @ y)))
