"""Which number is meant? Numbers as people type and paste them.

French and English habits are both understood: ``8 400 €``, ``12,5 %``, ``−76``, ``(76)``,
``1.640.000,50``, ``1,640,000.50``. Two numbers in one entry are no number. Which mark is the
decimal one is told by the whole column, where there is one: :func:`decimal_mark`.

>>> quantity("12,5 %")
Quantity(value=12.5, unit='%')
>>> share("12,5 %"), share("0.125")
(0.125, 0.125)
"""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from .errors import InvalidValue
from .language import Text, current

__all__ = ["Marks", "Quantity", "decimal_mark", "number", "quantity", "share"]


class Quantity(NamedTuple):
    """A number and the sign that stood behind it (``%``, ``€``, ``points`` or nothing); thousands and millions of euros are euros."""

    value: float
    unit: str


_UNITS = {"%": "%", "pct": "%", "pourcent": "%", "point": "points", "points": "points", "pt": "points", "pts": "points"}
_EUROS = re.compile(r"([km]?)(?:€|eur|euros?)(?:/an|/year|paran|ayear|peryear)?")
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6}
_MINUS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
"""Hyphens, dashes and the minus sign itself: before a number, all are typed for a minus."""
_NUMBER_RULE = Text(fr="un nombre, par exemple 8 400 ou 12,5", en="a number, for example 8,400 or 12.5")
_TWO_NUMBERS = re.compile(r"\d[\s\u00a0\u202f'’_]+\d(?!\d\d(?!\d))")
"""Digits apart that are no group of three: ``9 10`` is two numbers."""
_SHAPE = re.compile(
    r"(?P<before>€|eur)?\s*(?P<sign>[+-])?\s*(?P<again>€)?\s*(?P<digits>\d[\d.,]*|[.,]\d+)(?P<power>e[+-]?\d+)?\s*(?P<unit>\D*)"
)


def quantity(entry: Any, *, name: str | Text = "number", language: str | None = None, mark: str = "") -> Quantity:
    """Read a number and its unit from text or from a number.

    Parameters
    ----------
    entry : str, int, float, Fraction, Decimal or numpy scalar
        What was typed. A lone separator before exactly three digits (``1,640``) is a
        thousands separator in English for the comma, a decimal mark otherwise.
    name : str or Text
        What an error calls it.
    mark : str
        ``","`` or ``"."`` where the column that it stands in tells the decimal mark.

    Raises
    ------
    InvalidValue
        If it is not one finite number.
    """
    if isinstance(entry, str):
        value, unit = _typed(entry, name, language, mark)
    elif isinstance(entry, numbers.Number) and not isinstance(entry, bool | complex):
        value, unit = _real(entry), ""
    else:
        raise InvalidValue(name, _NUMBER_RULE, entry)
    if not math.isfinite(value):
        raise InvalidValue(name, _NUMBER_RULE, entry)
    return Quantity(value, unit)


def _real(entry: Any) -> float:
    try:
        return float(entry)
    except (OverflowError, ValueError):  # an integer beyond what a float can hold, a NaN that must not be used
        return math.inf


def number(entry: Any, *, name: str | Text = "number", language: str | None = None, mark: str = "") -> float:
    """The number alone, whatever unit stands behind it."""
    return quantity(entry, name=name, language=language, mark=mark).value


def share(entry: Any, *, name: str | Text = "share", language: str | None = None) -> float:
    """A share between 0 and 1: ``12,5 %`` is 0.125, and so is ``0.125``."""
    value, unit = quantity(entry, name=name, language=language)
    return value / 100 if unit == "%" else value


@dataclass(slots=True)
class Marks:
    """What the cells of a column tell of its decimal mark; fed in parts."""

    commas: int = 0
    """Cells in which the comma can only be the decimal mark."""
    points: int = 0
    grouped: str = ""
    """The marks of the cells that tell nothing, each before exactly three digits."""

    def add(self, cells: Iterable[object]) -> None:
        """Look at some cells."""
        for cell in cells:
            if isinstance(cell, str) and (found := _MARKED.search(cell)):
                self._tell(found[0])

    @property
    def mark(self) -> str:
        """``","``, ``"."``, or nothing where no cell tells or they disagree."""
        return "," if self.commas and not self.points else "." if self.points and not self.commas else ""

    @property
    def of_money(self) -> str:
        """:attr:`mark`; where no cell tells, three digits behind a mark are thousands: nobody counts money in tenths of a cent."""
        return self.mark or ("" if self.commas else {",": ".", ".": ","}.get(self.grouped, ""))

    def _tell(self, digits: str) -> None:
        comma, point = digits.count(","), digits.count(".")
        last = "," if digits.rfind(",") > digits.rfind(".") else "."
        if not (comma and point):
            if comma + point > 1:
                last = "." if comma else ","
            elif re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
                self.grouped += last if last not in self.grouped else ""
                return
        self.commas, self.points = self.commas + (last == ","), self.points + (last == ".")


def decimal_mark(cells: Iterable[object]) -> str:
    """The decimal mark of a column, told from all of its cells; nothing where they do not tell.

    >>> decimal_mark(["1,234", "12.50"]), decimal_mark(["1.234", "12,50"]), decimal_mark(["1,234", "5"])
    ('.', ',', '')
    """
    marks = Marks()
    marks.add(cells)
    return marks.mark


_MARKED = re.compile(r"\d*[.,]\d[\d.,]*")


def _typed(entry: str, name: str | Text, language: str | None, mark: str) -> tuple[float, str]:
    plain, negative = _signed(entry.translate(_MINUS).strip())
    text = re.sub(r"[\s\u00a0\u202f'’_]+", "", plain).lower()
    match = _SHAPE.fullmatch(text) if not _TWO_NUMBERS.search(plain) else None
    unit = match["unit"].strip("./") if match else ""
    euros = _EUROS.fullmatch(unit)
    digits = _plain(match["digits"], language, mark) if match and (euros or not unit or unit in _UNITS) else None
    if match is None or digits is None or (negative and match["sign"]):
        raise InvalidValue(name, _NUMBER_RULE, entry)
    value = float(f"{match['sign'] or negative}{digits}{match['power'] or ''}") * (_SCALES[euros[1]] if euros else 1.0)
    return value, "€" if euros or match["before"] or match["again"] else _UNITS.get(unit, "")


def _signed(plain: str) -> tuple[str, str]:
    """Without the brackets or the minus behind it that book-keepers write for a minus, and that minus."""
    if found := _BRACKETS.fullmatch(plain):
        return found[1] + found[2], "-"
    if found := _BEHIND.fullmatch(plain):
        return found[1] + found[2], "-"
    return plain, ""


_BRACKETS = re.compile(r"\(([^()]*\d[^()]*)\)\s*((?:€|eur)?)", re.IGNORECASE)
_BEHIND = re.compile(r"(.*\d)\s*-\s*((?:€|eur)?)", re.IGNORECASE)


def _plain(digits: str, language: str | None, mark: str) -> str | None:
    """`digits` with a point as its only separator; None where groups make no sense."""
    comma, point = digits.count(","), digits.count(".")
    if comma and point:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    elif comma > 1 or point > 1:
        decimal = ""
    elif mark and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", digits):
        decimal = mark if mark in digits else ""
    elif comma and (language or current()) == "en" and re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        decimal = ""
    else:
        decimal = "," if comma else "."
    whole, _, fraction = digits.partition(decimal) if decimal else (digits, "", "")
    if not re.fullmatch(r"\d*|\d{1,3}([.,]\d{3})+", whole) or (not fraction.isdecimal() and fraction):
        return None
    return f"{re.sub('[.,]', '', whole) or '0'}.{fraction or '0'}"
