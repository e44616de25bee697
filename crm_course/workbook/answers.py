"""Is it the same answer? Each kind of question reads what was typed and compares it.

"12,5 %", "0.125" and 0.125 are one share; "−76" and -76 one number, and so is a Series that
holds nothing else; only plain values count: an object that merely behaves like a number is
refused. Functions, queries and charts
are asked what they give first (:mod:`~crm_course.workbook.produced`).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from .produced import alike, rows_agreement, same_labels
from .values import ANSWER, folded, plain

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["KINDS", "ONE_VALUE", "Reader", "misplaced"]

_OPTION = Text(fr="un choix parmi {options}", en="one of {options}")
_ROWS = Text(
    fr="un tableau : une valeur par ligne, par exemple {{1: …, 2: …}}", en="a table: one value per row, for example {{1: …, 2: …}}"
)
_NUMBER = Text(fr="un seul nombre", en="one number")
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


def _quantity(value: Any) -> reading.Quantity:
    """A number and its sign; ``x = 4,43``, which Python takes for two values, is told so."""
    if type(value) is list and len(value) == 2 and all(type(part) is int for part in value):
        raise InvalidValue(ANSWER, _NUMBER, value, _POINT, whole=value[0], rest=value[1])
    return reading.quantity(value, name=ANSWER)


def _number(value: Any, question: Question) -> float:
    return _quantity(value).value


_EUROS = {"k€": 1e3, "M€": 1e6}


def _money(value: Any, question: Question) -> float:
    """In the question's unit: euros, or thousands of them."""
    amount, unit = _quantity(value)
    return amount / _EUROS.get(question.unit, 1.0) if unit == "€" else amount


def _share(value: Any, question: Question) -> reading.Quantity:
    return _quantity(value)


def _close(value: float, expected: Any, question: Question) -> float:
    margin = max(question.tolerance, 1e-9 * abs(float(expected)), 1e-12)
    return float(abs(value - float(expected)) <= margin * (1 + 1e-9))


def _close_share(value: reading.Quantity, expected: Any, question: Question) -> float:
    """With its sign a percentage; a bare number above 1 is a share (a rate may be), or else a percentage without its sign."""
    amount, unit = value
    as_share = unit != "%" and _close(amount, expected, question)
    return float(as_share or ((unit == "%" or abs(amount) > 1) and _close(amount / 100, expected, question)))


def _choice(value: Any, question: Question) -> str:
    wanted = folded(value)
    for key, label in question.options.items():
        if wanted in {folded(key), folded(label.say("fr")), folded(label.say("en"))}:
            return key
    for key in question.options:
        if _same_share(value, key):
            return key
    raise InvalidValue(ANSWER, _OPTION, value, options=", ".join(question.options))


def _same_share(value: Any, key: str) -> bool:
    """Whether a number means an option that is one: "0.10" is 0.1, "0,10" and "10 %"."""
    try:
        return reading.share(value) == reading.number(key)
    except InvalidValue:
        return False


_BETWEEN = (r"[;\n]", r"[;\n]|,\s|\s(?:et|and)\s", r"[,;\s]+")
"""What stands between choices in a text; the next where one does not give choices."""


def _choices(value: Any, question: Question) -> frozenset[str]:
    if isinstance(value, Mapping):
        value = list(value.values())
    if not isinstance(value, str):
        return frozenset(_choice(item, question) for item in (value if isinstance(value, list) else [value]) if item != "")
    *first, last = ([part.strip() for part in re.split(between, value)] for between in _BETWEEN)
    for parts in first:
        with contextlib.suppress(InvalidValue):
            return _choices(parts, question)
    return _choices(last, question)


def _overlap(value: frozenset[str], expected: Any, question: Question) -> float:
    """Right options chosen, less wrong ones, over the right ones."""
    right = frozenset(expected)
    return max(0.0, (len(value & right) - len(value - right)) / len(right))


def _table(value: Any, question: Question) -> dict[str, Any]:
    if isinstance(value, list):
        value = dict(enumerate(value, start=1))
    if not isinstance(value, Mapping) or not value:
        raise InvalidValue(ANSWER, _ROWS, value)
    return {folded(key): item for key, item in value.items()}


def _cells(value: Mapping[str, Any], expected: Any, question: Question) -> float:
    wanted = _table(plain(expected), question)
    return sum(_cell(value.get(row, ""), cell, question) for row, cell in wanted.items()) / len(wanted)


def _cell(value: Any, expected: Any, question: Question) -> float:
    if isinstance(expected, str):
        return float(folded(value) == folded(expected))
    try:
        if question.unit == "%":
            return _close_share(_share(value, question), expected, question)
        return _close(reading.number(value), expected, question)
    except InvalidValue:
        return 0.0


def misplaced(value: Mapping[str, Any], expected: Any, question: Question) -> list[str]:
    """The labels expected of a table, if its right values are all there, but not each under its label alone."""
    wanted = plain(expected)
    rows = [[label, *_leaves(item)] for label, item in value.items()]
    named = [[row[1:] for row in rows if folded(label) in map(folded, row)] for label in wanted]
    in_order = [[row[1:]] for row in rows] if set(value) != set(_table(wanted, question)) else []
    found = any(
        len(places) == len(wanted)
        and all(
            any(_cell(item, cell, question) for row in held for item in row) for held, cell in zip(places, wanted.values(), strict=True)
        )
        for places in (named, in_order)
    )
    return [str(label) for label in wanted] if found else []


def _leaves(value: Any) -> Iterator[Any]:
    """The single values of lists and tables, however deep."""
    if not isinstance(value, list | Mapping):
        yield value
        return
    for item in value.values() if isinstance(value, Mapping) else value:
        yield from _leaves(item)


def _short(value: Any, question: Question) -> str:
    if not isinstance(value, str):
        raise InvalidValue(ANSWER, _WORDS, value)
    return folded(value)


def _spelled(value: str, expected: Any, question: Question) -> float:
    spellings = expected if isinstance(expected, list | tuple) else (expected,)
    return float(value in {folded(spelling) for spelling in spellings})


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
    "number": Reader(_number, _close),
    "money": Reader(_money, _close),
    "share": Reader(_share, _close_share),
    "choice": Reader(_choice, lambda value, expected, question: float(value == expected)),
    "choices": Reader(_choices, _overlap),
    "table": Reader(_table, _cells),
    "text": Reader(_short, _spelled),
    "function": Reader(_facts, _results),
    "sql": Reader(_facts, lambda value, expected, question: rows_agreement(value["rows"], expected["rows"], question)),
    "chart": Reader(_facts, _same_chart),
    "open": Reader(_open, lambda value, expected, question: 0.0),
}
"""The reader of each kind of question."""

ONE_VALUE = frozenset({"number", "money", "share", "choice", "text"})
"""Kinds whose answer is one value: one that stands alone in a list or a Series is that value."""
