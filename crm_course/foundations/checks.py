"""Guards at the door of every public function: name – rule – value – way out.

>>> share("target", 0.8)
0.8
>>> share("target", 80)
Traceback (most recent call last):
crm_course.foundations.errors.InvalidValue: target must be a share between 0 and 1, got 80. Did you mean 0.8?

Each guard returns the value, so that it can stand where the value is used.
A formula that broadcasts over rows does not guard rows: a bad row becomes NaN.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

from .errors import InvalidValue, UnknownName
from .language import Text

__all__ = ["choice", "confidence", "finite", "non_negative", "positive", "same_kind", "share", "whole"]

T = TypeVar("T")

_NUMBER = Text(fr="un nombre fini", en="a finite number")
_POSITIVE = Text(fr="un nombre supérieur à 0", en="a number above 0")
_NON_NEGATIVE = Text(fr="un nombre supérieur ou égal à 0", en="a number of at least 0")
_SHARE = Text(fr="une part entre 0 et 1", en="a share between 0 and 1")
_CONFIDENCE = Text(fr="un niveau entre 0 et 1, bornes exclues", en="a level strictly between 0 and 1")
_WHOLE = Text(fr="un nombre entier d’au moins {least}", en="a whole number of at least {least}")
_MEANT = Text(fr="Vouliez-vous dire {meant:number} ?", en="Did you mean {meant:number}?")
_KIND = Text(fr="de même nature que l’autre ({kind})", en="of the same kind as the other ({kind})")


def finite(name: str | Text, value: Any) -> float:
    """`value` as a float, if it is a finite number (not text, not a bool, not NaN)."""
    if isinstance(value, bool | str | bytes) or value is None:
        raise InvalidValue(name, _NUMBER, value)
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise InvalidValue(name, _NUMBER, value) from None
    if not math.isfinite(number):
        raise InvalidValue(name, _NUMBER, value)
    return number


def positive(name: str | Text, value: Any) -> float:
    """`value` as a float above 0."""
    number = finite(name, value)
    if number <= 0:
        raise InvalidValue(name, _POSITIVE, value)
    return number


def non_negative(name: str | Text, value: Any) -> float:
    """`value` as a float of at least 0."""
    number = finite(name, value)
    if number < 0:
        raise InvalidValue(name, _NON_NEGATIVE, value)
    return number


def share(name: str | Text, value: Any) -> float:
    """`value` as a share between 0 and 1; a percentage is recognised and the share proposed."""
    number = finite(name, value)
    if 1 < number <= 100:
        raise InvalidValue(name, _SHARE, value, _MEANT, meant=number / 100)
    if not 0 <= number <= 1:
        raise InvalidValue(name, _SHARE, value)
    return number


def confidence(value: Any, name: str | Text = "confidence") -> float:
    """`value` as a confidence level strictly between 0 and 1 (0.95, not 95)."""
    number = finite(name, value)
    if 1 < number < 100:
        raise InvalidValue(name, _CONFIDENCE, value, _MEANT, meant=number / 100)
    if not 0 < number < 1:
        raise InvalidValue(name, _CONFIDENCE, value)
    return number


def whole(name: str | Text, value: Any, *, least: int = 0) -> int:
    """`value` as a whole number of at least `least`."""
    number = finite(name, value)
    if number != int(number) or number < least:
        raise InvalidValue(name, _WHOLE, value, least=least)
    return int(number)


def choice(name: str | Text, value: T, choices: Iterable[T]) -> T:
    """`value`, if it is one of `choices`."""
    known: Collection[T] = list(choices)
    if value not in known:
        raise UnknownName(name, value, map(str, known))
    return value


def same_kind(name: str | Text, value: object, other: object) -> None:
    """Raise unless `value` is of the very type of `other`."""
    if type(value) is not type(other):
        raise InvalidValue(name, _KIND, type(value).__name__, kind=type(other).__name__)
