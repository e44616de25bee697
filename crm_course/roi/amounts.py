"""One amount, or one per scenario? Scalars in, scalars out; arrays in, arrays out.

A single wrong figure is refused in words. A wrong row among many becomes NaN, so that a
thousand scenarios are not lost for one.

>>> over(378_000.0, 1_200_000.0)
0.315
>>> amount("turnover", [1_000.0, -1.0]).tolist()
[1000.0, nan]
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

__all__ = ["Amount", "HIGHEST_RATE", "amount", "amounts", "over", "rate", "scalar", "share"]

Amount: TypeAlias = Any
"""A float, or an array with one value per scenario."""

HIGHEST_RATE = 2.0
"""A rate of 2 is 200 %: from there on, a percentage was typed for a share."""

_AMOUNT = Text(fr="un montant d’au moins {low:number}", en="an amount of at least {low:number}")
_RATE = Text(fr="un taux écrit en part, par exemple 0,08 pour 8 %", en="a rate written as a share, for example 0.08 for 8%")
_SHARE = Text(fr="une part entre 0 et 1", en="a share between 0 and 1")
_MEANT = Text(fr="Vouliez-vous dire {meant:number3} ?", en="Did you mean {meant:number3}?")
_NUMBERS = Text(fr="un nombre, ou un tableau de nombres", en="a number, or an array of numbers")
_NAMED = Text(
    fr="une liste de nombres par nom, par exemple {{'purchases': 0.68}}",
    en="numbers by name, for example {{'purchases': 0.68}}",
)


def amount(name: str | Text, value: Any, low: float = 0.0) -> Amount:
    """`value` as a finite amount of at least `low`; rows of an array that are not become NaN."""
    if np.ndim(_plain(name, value)) == 0:
        number = checks.finite(name, value)
        if number < low:
            raise InvalidValue(name, _AMOUNT, value, low=low)
        return number
    return _rows(name, value, low, np.inf)


def rate(name: str | Text, value: Any, low: float = 0.0) -> Amount:
    """`value` as a rate from `low` to below 200 %; a percentage is recognised and the share proposed."""
    if np.ndim(_plain(name, value)) == 0:
        number = checks.finite(name, value)
        if number >= HIGHEST_RATE:
            raise InvalidValue(name, _RATE, value, _MEANT, meant=number / 100)
        if number < low:
            raise InvalidValue(name, _RATE, value)
        return number
    return _rows(name, value, low, np.nextafter(HIGHEST_RATE, 0))


def share(name: str | Text, value: Any) -> Amount:
    """`value` as a share between 0 and 1."""
    return checks.share(name, value) if np.ndim(_plain(name, value)) == 0 else _rows(name, value, 0, 1)


def amounts(name: str | Text, values: Mapping[str, Any], guard: Any = amount) -> dict[str, Amount]:
    """A mapping of named amounts, each guarded under its own name."""
    if not isinstance(values, Mapping):
        raise InvalidValue(name, _NAMED, values)
    return {str(key): guard(str(key), value) for key, value in values.items()}


def over(numerator: Any, denominator: Any) -> Amount:
    """A ratio that is ∞ or NaN instead of an error where the denominator is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return scalar(np.true_divide(numerator, denominator))


def scalar(value: Any) -> Amount:
    """A float where there is one value, the array where there are several."""
    return float(value) if np.ndim(value) == 0 else value


def _plain(name: str | Text, value: Any) -> Any:
    """`value`, if numpy can read it as numbers; sequences of unequal length or text cannot."""
    if isinstance(value, str | bytes) or value is None:
        raise InvalidValue(name, _NUMBERS, value)
    return value


def _rows(name: str | Text, value: Any, low: float, high: float) -> NDArray[np.float64]:
    try:
        rows = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue(name, _NUMBERS, value) from None
    return np.where(np.isfinite(rows) & (rows >= low) & (rows <= high), rows, np.nan)
