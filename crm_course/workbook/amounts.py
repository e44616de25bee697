"""An amount as a learner types it: value, unit, how finely it was rounded, whether its point is doubtful.

``11,2 erlangs``, ``299 jours``, ``NPS = −76``, ``environ 67 %``, ``4,43 sur 10`` and ``1/3`` are
understood; whether the unit is the question's is told, never guessed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from crm_course.foundations import reading

from .spoken import split
from .units import unit_of
from .values import ANSWER

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["Amount", "is_rounding", "read"]

_MINUS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
_BEFORE = re.compile(r"^\s*(?:[^\d=]*=|environ|about|approx\.?|soit|≈|~)\s*", re.IGNORECASE)
_SCALE = re.compile(r"\s*(?:/|sur|out of|of)\s*\d{1,2}\s*$", re.IGNORECASE)
_FRACTION = re.compile(r"\s*([+-]?\d{1,6})\s*(?:/|sur|out of)\s*(\d{1,6})\s*", re.IGNORECASE)
_LONE = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
"""One separator before three digits: thousands for some, decimals for others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What was typed: `value` and `unit` as written, `step` of its last digit (0: none), `other` reading of a doubtful point, `wrong` unit."""

    value: float
    unit: str = ""
    step: float = 0.0
    other: float | None = None
    wrong: str = ""


def read(value: Any, question: Question) -> Amount:
    """The amount of an answer to `question`; :class:`InvalidValue` if it is not one number, or its unit means nothing here."""
    if not isinstance(value, str):
        number = reading.quantity(value, name=ANSWER).value
        return Amount(value=number, step=_step(number))
    text = _BEFORE.sub("", value.translate(_MINUS)).strip().rstrip(".")
    if question.kind == "share" and (parts := _FRACTION.fullmatch(text)) and int(parts[2]):
        return Amount(value=float(Fraction(int(parts[1]), int(parts[2]))))
    if question.kind == "number" and not unit_of(question.unit):
        text = _SCALE.sub("", text) if re.search(r"\d\s*(?:/|sur|out of|of)\s*\d", text) else text
    amount, unit, text = split(text, value, question)
    wanted = unit_of(question.unit) or ("%" if question.kind == "share" else "€" if question.kind == "money" else "")
    bare = re.sub(r"[^\d.,+-]", "", text)
    other = float(re.sub("[.,]", "", bare)) if _LONE.fullmatch(bare) and amount == float(bare.replace(",", ".")) else None
    return Amount(value=amount, unit=unit, step=_step(amount, text), other=other, wrong=unit if unit and unit != wanted else "")


def _step(amount: float, text: str = "") -> float:
    """The size of the last digit written: 0.1 for "3,3", 0.01 for "3,30", 1 000 for "846 000"."""
    if not math.isfinite(amount):
        return 0.0
    places = -int(Decimal(repr(abs(float(amount)))).normalize().as_tuple().exponent) if amount else 0
    zeros = re.fullmatch(r"\D*\d+[.,](\d*0)\D*", text)
    if zeros and not (len(zeros[1]) == 3 and abs(amount) >= 1_000):
        places = max(places, len(zeros[1]))
    return float(Decimal(1).scaleb(-places))


_COARSEST, _COARSEST_COUNT = 0.05, 0.01
"""A rounding that moves a value further than this share of it is another value; of a count, that has no tolerance, further than the second."""


def is_rounding(value: float, step: float, exact: float, *, is_count: bool = False) -> bool:
    """Whether `value`, written to the nearest `step`, is `exact` rounded.

    >>> is_rounding(67, 1, 66.67), is_rounding(846_000, 1_000, 846_153.8), is_rounding(66, 1, 66.67), is_rounding(-30, 10, -34)
    (True, True, False, False)
    """
    away = abs(value - exact)
    return step > 0 and away <= step / 2 * (1 + 1e-9) and away <= (_COARSEST_COUNT if is_count else _COARSEST) * abs(exact)
