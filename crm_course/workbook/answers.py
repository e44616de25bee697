"""Is it the same answer? Each kind of question reads what was typed and compares it.

"12,5 %", "0.125" and 0.125 are one share; "−76" and -76 one number, and so is a Series that
holds nothing else; only plain values count: an object that merely behaves like a number is
refused. Functions, queries and charts
are asked what they give first (:mod:`~crm_course.workbook.produced`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from . import amounts, tabled
from .amounts import Amount
from .choosing import chosen, chosen_all
from .produced import alike, rows_agreement, same_labels
from .values import ANSWER, day, folded, plain

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["KINDS", "ONE_VALUE", "Reader", "misplaced"]

_NUMBER = Text(fr="un seul nombre", en="one number")
_THOUSANDS = Text(
    fr="Dans une cellule, la virgule sépare deux valeurs : pour des milliers, écrivez {whole}{rest} sans espace ; pour un nombre à virgule, "
    "écrivez {whole}.{rest}, avec un point.",
    en="In a cell a comma stands between two values: write {whole}{rest} for thousands, {whole}.{rest} for a decimal.",
)
_POINT = Text(
    fr="Dans une cellule, la virgule sépare deux valeurs : écrivez {whole}.{rest}, avec un point.",
    en="In a cell a comma stands between two values: write {whole}{rest} for thousands, {whole}.{rest} for a decimal.",
)
_WORDS = Text(fr="un texte entre guillemets", en="a text between quotes")


@dataclass(frozen=True, slots=True)
class Reader:
    """How answers of one kind are read, and how much of the expected one they hold (0–1)."""

    read: Callable[[Any, Question], Any]
    agreement: Callable[[Any, Any, Question], float]


def _amount(value: Any, question: Question) -> Amount:
    """A number and its unit; ``x = 4,43``, which Python takes for two values, is told so."""
    if type(value) is list and len(value) == 2 and all(type(part) is int for part in value):
        way = _POINT if len(str(value[1])) != 3 else _THOUSANDS
        raise InvalidValue(ANSWER, _NUMBER, value, way, whole=value[0], rest=value[1])
    return amounts.read(value, question)


_EUROS = {"k€": 1e3, "M€": 1e6}


def _money(value: Any, question: Question) -> Amount:
    """In the question's unit: euros, or thousands of them."""
    found, scale = _amount(value, question), _EUROS.get(question.unit, 1.0)
    return replace(found, value=found.value / scale, step=found.step / scale) if found.unit == "€" else found


def _margin(expected: float, question: Question) -> float:
    return max(question.tolerance, 1e-9 * abs(expected), 1e-12) * (1 + 1e-9)


def _close(found: Amount, expected: Any, question: Question) -> float:
    return float(not found.wrong and abs(found.value - float(expected)) <= _margin(float(expected), question))


def _close_share(found: Amount, expected: Any, question: Question) -> float:
    """With its sign a percentage; a bare number above 1 is a share (a rate may be), or else a percentage without its sign."""
    return float(
        not found.wrong and any(abs(each.value - float(expected)) <= _margin(float(expected), question) for each in as_shares(found))
    )


def as_shares(found: Amount) -> list[Amount]:
    """What an amount may mean as a share, 0–1."""
    hundredth = replace(found, value=found.value / 100, step=found.step / 100)
    if found.unit == "%":
        return [hundredth]
    return [found, hundredth] if abs(found.value) > 1 else [found]


def _overlap(value: frozenset[str], expected: Any, question: Question) -> float:
    """Right options chosen, less wrong ones, over the right ones."""
    right = frozenset(expected)
    return max(0.0, (len(value & right) - len(value - right)) / len(right))


def _cells(value: Mapping[str, Any], expected: Any, question: Question) -> float:
    """Right rows, less rows that should not be there, over the expected ones."""
    wanted = tabled.read(plain(expected), question)
    if not value.keys() & wanted.keys() and (turned := tabled.turned(value)).keys() & wanted.keys():
        value = turned
    right = sum(_cell(value.get(row, ""), cell, question) for row, cell in wanted.items())
    extra = sum(row not in wanted and not _is_empty(cell) for row, cell in value.items())
    return max(0.0, right - extra) / len(wanted)


def _is_empty(cell: Any) -> bool:
    """An empty cell, or a count of nothing."""
    return (
        cell is None
        or cell is ...
        or (isinstance(cell, str) and cell.strip(" .…") in ("", "0"))
        or (isinstance(cell, int | float) and not cell)
    )


def _cell(value: Any, expected: Any, question: Question) -> float:
    if isinstance(expected, str):
        return float(folded(value) == folded(expected) or (bool(question.options) and _is_option(value, expected, question)))
    try:
        return (_close_share if question.unit == "%" else _close)(_amount(value, question), expected, question)
    except InvalidValue:
        return 0.0


def _is_option(value: Any, expected: str, question: Question) -> bool:
    """Whether a cell names an option: by its words, where its key is expected."""
    try:
        return chosen(value, question) == expected
    except InvalidValue:
        return False


def misplaced(value: Mapping[str, Any], expected: Any, question: Question) -> list[str]:
    """The labels expected of a table, if its right values are all there, but not each under its label alone."""
    wanted = plain(expected)
    rows = [[label, *tabled.leaves(item)] for label, item in value.items()]
    named = [[row[1:] for row in rows if folded(label) in map(folded, row)] for label in wanted]
    in_order = [[row[1:]] for row in rows] if set(value) != set(tabled.read(wanted, question)) else []
    found = any(
        len(places) == len(wanted)
        and all(
            any(_cell(item, cell, question) for row in held for item in row) for held, cell in zip(places, wanted.values(), strict=True)
        )
        for places in (named, in_order)
    )
    return [question.rows[label].say() if label in question.rows else str(label) for label in wanted] if found else []


def _short(value: Any, question: Question) -> str:
    if not isinstance(value, str):
        raise InvalidValue(ANSWER, _WORDS, value)
    return folded(value)


def _spelled(value: str, expected: Any, question: Question) -> float:
    spellings = expected if isinstance(expected, list | tuple) else (expected,)
    if value in {folded(spelling) for spelling in spellings}:
        return 1.0
    days = {str(spelling) for spelling in spellings if _ISO.fullmatch(str(spelling))}
    return float(bool(days) and day(value) in days)


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _facts(value: Any, question: Question) -> Any:
    return value  # prepared before: nothing is left to read


def _results(value: list[Any], expected: Any, question: Question) -> float:
    """The share of the inputs on which a function gives what is expected; results for other inputs are none."""
    if len(value) != len(expected):
        return 0.0
    return sum(alike(one, other, question) for one, other in zip(value, expected, strict=True)) / max(len(expected), 1)


def _same_chart(value: dict[str, Any], expected: Any, question: Question) -> float:
    """Half for the values drawn, a quarter for the mark, a quarter for an axis and a title that do not mislead.

    A chart of other things than those asked for gets nothing, however well it is drawn.
    """
    if not same_labels(value["values"], expected["values"]):
        return 0.0
    honest = value["titled"] >= expected["titled"] and value["from_zero"] >= expected["from_zero"]
    drawn, mark = alike(value["values"], expected["values"], question), value["mark"] == expected["mark"]
    return 0.5 * bool(drawn) + 0.25 * bool(mark) + 0.25 * bool(honest)


def _open(value: Any, question: Question) -> str:
    if not isinstance(value, str) or not value.strip():
        raise InvalidValue(ANSWER, _WORDS, value)
    return value.strip()


KINDS: dict[str, Reader] = {
    "number": Reader(_amount, _close),
    "money": Reader(_money, _close),
    "share": Reader(_amount, _close_share),
    "choice": Reader(chosen, lambda value, expected, question: float(value == expected)),
    "choices": Reader(chosen_all, _overlap),
    "table": Reader(tabled.read, _cells),
    "text": Reader(_short, _spelled),
    "function": Reader(_facts, _results),
    "sql": Reader(_facts, lambda value, expected, question: rows_agreement(value["rows"], expected["rows"], question)),
    "chart": Reader(_facts, _same_chart),
    "open": Reader(_open, lambda value, expected, question: 0.0),
}
"""The reader of each kind of question."""

ONE_VALUE = frozenset({"number", "money", "share", "choice", "text"})
"""Kinds whose answer is one value: one that stands alone in a list or a Series is that value."""
