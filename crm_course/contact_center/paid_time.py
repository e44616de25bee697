"""How many people on the roster for so many at the phones? Exact rounding up.

Of the hours paid, a share is not spent at the phones: paid leave, RTT (days off that
compensate for working more than 35 hours), training, meetings, breaks, illness. That share
is the shrinkage. 21 agents at 30 % shrinkage are exactly 30 people; computed in binary
fractions, 21 / (1 - 0.3) is a hair above 30 and rounds up to 31. So decimals are read as
they are written, and the quotient is a fraction.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from .rows import floats

__all__ = ["PaidTime", "rostered"]

_BELOW_ONE = Text(fr="une part de 0 à moins de 1", en="a share from 0 to below 1")
_NOBODY = Text(fr="À 100 %, personne n’est jamais en ligne.", en="At 100% nobody is ever at the phones.")


def rostered(agents: Any, shrinkage: Any) -> Any:
    """People to put on the roster so that `agents` are at the phones.

    Parameters
    ----------
    agents : int, float or array
        Agents at the phones, at least 0; NaN stays NaN.
    shrinkage : float, str, Decimal or Fraction
        Share of paid time not spent at the phones, from 0 to below 1; read as it is
        written: 0.3 is three tenths.

    Returns
    -------
    int or array of int
        ``agents ÷ (1 - shrinkage)``, rounded up exactly; floats if a row is NaN.

    >>> rostered(21, 0.30), rostered(14, 0.30)
    (30, 20)
    """
    present = 1 - exact_share("shrinkage", shrinkage)
    counts = floats("agents", agents)
    distinct, place = np.unique(counts, return_inverse=True)
    people = np.array([_rounded_up(count, present) for count in distinct.tolist()])
    whole = people if np.isnan(people).any() else people.astype(np.int64)
    found = whole[place].reshape(counts.shape)
    return found.item() if counts.ndim == 0 else found


def exact_share(name: str, value: Any) -> Fraction:
    """A share from 0 to below 1 as the fraction that its decimals write."""
    written = value if isinstance(value, Fraction) else Fraction(str(checks.finite(name, value) if isinstance(value, float) else value))
    if checks.share(name, written) == 1:
        raise InvalidValue(name, _BELOW_ONE, value, _NOBODY)
    return written


def _rounded_up(count: float, present: Fraction) -> float:
    if not (count >= 0 and math.isfinite(count)):
        return math.nan
    return float(math.ceil(Fraction(str(count)) / present))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidTime:
    """Where a year's paid days go, and the shrinkage that follows.

    Attributes
    ----------
    paid_days : number
        Days paid in a year, public holidays included (52 weeks of 5 days: 260).
    leave_days, holidays, rtt_days, training_days, absence_days : number
        Days of paid leave, public holidays, RTT, training, illness and other absence.
    break_share : number
        Of a day present, the share spent away from the phones: breaks, meetings, coaching.

    >>> PaidTime(leave_days=25, holidays=8, rtt_days=9, training_days=5, absence_days=13, break_share=0.09).shrinkage
    Fraction(3, 10)
    """

    paid_days: Any = 260
    leave_days: Any = 25
    holidays: Any = 8
    rtt_days: Any = 0
    training_days: Any = 0
    absence_days: Any = 0
    break_share: Any = 0

    def __post_init__(self) -> None:
        away = self._away()
        if any(days < 0 for days in away) or sum(away) >= Fraction(str(self.paid_days)):
            raise InvalidValue("paid_days", _ENOUGH, self.paid_days)
        exact_share("break_share", self.break_share)

    @property
    def shrinkage(self) -> Fraction:
        """Share of paid time not spent at the phones, exactly."""
        present = 1 - sum(self._away()) / Fraction(str(self.paid_days))
        return 1 - present * (1 - exact_share("break_share", self.break_share))

    def _away(self) -> list[Fraction]:
        named = ("leave_days", "holidays", "rtt_days", "training_days", "absence_days")
        return [Fraction(str(checks.finite(name, getattr(self, name)))) for name in named]


_ENOUGH = Text(
    fr="plus grand que la somme des jours d’absence, tous positifs", en="more than the days away together, none of which is negative"
)
