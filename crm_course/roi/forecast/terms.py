"""A table whose every cell is a figure and the formula that gives it, from one declaration.

A line is declared once: key, label, kind, and a function of the period. The function computes
with :class:`Term`, which adds, multiplies… and notes what it did: the value stands in a frame,
the formula in a workbook, and neither can say what the other does not.

>>> table = Table("Calcul", periods=("1", "2"))
>>> price = table.given("price", "Prix", [10.0, 12.0])
>>> sold = table.line("sold", "Ventes", lambda t: price(t) * 3 + price(t - 1))
>>> sold(1).value, sold(1).text
(46.0, "'Calcul'!$C$3")
>>> table.formulas["sold"]
["(('Calcul'!$B$2*3)+0)", "(('Calcul'!$C$2*3)+'Calcul'!$B$2)"]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

__all__ = ["Line", "Table", "Term", "greatest", "least", "rounded", "total", "when"]


@dataclass(frozen=True, slots=True)
class Term:
    """A figure, and how a spreadsheet gets it."""

    value: float
    text: str

    def __add__(self, other: Term | float) -> Term:
        return _joined(self, "+", other, self.value + term(other).value)

    def __radd__(self, other: float) -> Term:
        return term(other) + self

    def __sub__(self, other: Term | float) -> Term:
        return _joined(self, "-", other, self.value - term(other).value)

    def __rsub__(self, other: float) -> Term:
        return term(other) - self

    def __mul__(self, other: Term | float) -> Term:
        return _joined(self, "*", other, self.value * term(other).value)

    def __rmul__(self, other: float) -> Term:
        return term(other) * self

    def __truediv__(self, other: Term | float) -> Term:
        """The ratio; 0 where there is nothing to divide by."""
        divisor = term(other)
        return Term(self.value / divisor.value if divisor.value else 0.0, f"IF({divisor.text}=0,0,{self.text}/{divisor.text})")

    def __neg__(self) -> Term:
        return Term(-self.value, f"(-{self.text})")


Line = Callable[[int], Term]
"""A line of a table: the cell of a period; 0 before the first."""


def term(value: Term | float) -> Term:
    """A figure that stands for itself."""
    return value if isinstance(value, Term) else Term(float(value), f"{float(value):.15g}")


def greatest(*terms: Term | float) -> Term:
    """The greatest of several."""
    known = [term(one) for one in terms]
    return Term(max(one.value for one in known), f"MAX({','.join(one.text for one in known)})")


def least(*terms: Term | float) -> Term:
    """The least of several."""
    known = [term(one) for one in terms]
    return Term(min(one.value for one in known), f"MIN({','.join(one.text for one in known)})")


def when(positive: Term, then: Term | float, other: Term | float) -> Term:
    """`then` where a figure is above 0, else `other`."""
    yes, no = term(then), term(other)
    return Term(yes.value if positive.value > 0 else no.value, f"IF({positive.text}>0,{yes.text},{no.text})")


def rounded(one: Term, digits: int = 2) -> Term:
    """To the cent, or to so many digits."""
    return Term(round(one.value, digits), f"ROUND({one.text},{digits})")


def total(line: Line, first: int, last: int) -> Term:
    """The sum of a line's cells from one period to another."""
    cells = [line(period) for period in range(first, last + 1)]
    begin, end = cells[0].text, cells[-1].text.rpartition("!")[2]
    return Term(sum(cell.value for cell in cells), f"SUM({begin}:{end})")


class Table:
    """Lines over the same periods, as they will stand on the sheet `title`: the first in row `first`, labels in column `left` (0 is A), periods beside."""

    def __init__(self, title: str, periods: Sequence[str], *, first: int = 2, left: int = 0) -> None:
        self.title, self.periods = title, tuple(periods)
        self.first, self.left = first, left
        self.keys: list[str] = []
        self.labels: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.styles: dict[str, str] = {}
        self.figures: dict[str, list[float]] = {}
        self.formulas: dict[str, list[str]] = {}

    def line(self, key: str, label: str, cell: Callable[[int], Term | float], *, kind: str = "money", style: str = "") -> Line:
        """Declare a line; `cell` may look back at lines declared before, and at its own earlier cells."""
        row = self._declare(key, label, kind, style)
        for period in range(len(self.periods)):
            found = term(cell(period))
            self.figures[key].append(found.value)
            self.formulas[key].append(found.text)
        return self._reader(key, row)

    def running(self, key: str, label: str, step: Callable[[int, Term], Term], *, kind: str = "money", style: str = "") -> Line:
        """Declare a line whose cell follows from the one before: `step(period, before)`."""
        row = self._declare(key, label, kind, style)
        read = self._reader(key, row)
        for period in range(len(self.periods)):
            found = step(period, read(period - 1))
            self.figures[key].append(found.value)
            self.formulas[key].append(found.text)
        return read

    def given(self, key: str, label: str, values: Sequence[float], *, kind: str = "money") -> Line:
        """A line of figures that are given."""
        row = self._declare(key, label, kind, "input")
        self.figures[key] = [float(value) for value in values]
        self.formulas[key] = [""] * len(self.periods)
        return self._reader(key, row)

    def row_of(self, key: str) -> int:
        """The row of a line, from 1."""
        return self.first + self.keys.index(key)

    def at(self, key: str, period: int) -> Term:
        """A cell."""
        return self._reader(key, self.row_of(key))(period)

    @property
    def after(self) -> int:
        """The first row of a table that stands under this one, an empty row, a heading and heads between."""
        return self.first + len(self.keys) + 3

    def frame(self, keys: Sequence[str] | None = None, *, since: int = 0) -> pd.DataFrame:
        """The values: a row per line, a column per period."""
        rows = {key: self.figures[key][since:] for key in (self.keys if keys is None else keys)}
        return pd.DataFrame.from_dict(rows, orient="index", columns=list(self.periods[since:]))

    def _declare(self, key: str, label: str, kind: str, style: str) -> int:
        self.keys.append(key)
        self.labels[key], self.kinds[key], self.styles[key] = label, kind, style
        self.figures[key], self.formulas[key] = [], []
        return self.first + len(self.keys) - 1

    def _reader(self, key: str, row: int) -> Line:
        def read(period: int) -> Term:
            if not 0 <= period < len(self.periods):
                return Term(0.0, "0")
            return Term(self.figures[key][period], f"'{self.title}'!${_letters(self.left + period + 1)}${row}")

        return read


def single(table: Table, key: str, label: str, value: float, kind: str = "money") -> Term:
    """A figure that holds for all periods: given in the first cell of a line."""
    row = table._declare(key, label, kind, "input")
    table.figures[key] = [float(value)]
    table.formulas[key] = [""]
    return Term(float(value), f"'{table.title}'!$B${row}")


def _joined(left: Term, sign: str, right: Term | float, value: float) -> Term:
    return Term(value, f"({left.text}{sign}{term(right).text})")


def _letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
