"""A table as a learner gives it: label → value, from whatever shape of it was at hand.

A dictionary, a Series, a frame with its labels in a column or as index, upright or lying, pairs,
records, columns, or lines of text, "web : 12". Which of two columns holds the labels is told by
the question: its options are values, its rows labels; else words are, or the first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import LANGUAGES, Text

from .values import ANSWER, folded

if TYPE_CHECKING:
    from .questions import Question

__all__ = ["leaves", "read", "turned"]

_ROWS = Text(
    fr="un tableau : une valeur par ligne, par exemple {{1: …, 2: …}}", en="a table: one value per row, for example {{1: …, 2: …}}"
)
_PAIR = re.compile(r"(?P<label>[^:=\t|→]+?)\s*(?:[:=\t|→]|->)\s*(?P<cell>.+)")


def read(value: Any, question: Question) -> dict[str, Any]:
    """Folded label → cell; :class:`InvalidValue` if `value` is no table."""
    value = _by_label(_lines(value) if isinstance(value, str) else value, question)
    if isinstance(value, list):
        value = dict(enumerate(value, start=1))
    if not isinstance(value, Mapping) or not value:
        raise InvalidValue(ANSWER, _ROWS, value)
    named = {folded(label.say(language)): folded(key) for key, label in question.rows.items() for language in LANGUAGES}
    return {named.get(folded(key), folded(key)): item for key, item in value.items()}


def leaves(value: Any) -> Iterator[Any]:
    """The single values of lists and tables, however deep."""
    if not isinstance(value, list | Mapping):
        yield value
        return
    for item in value.values() if isinstance(value, Mapping) else value:
        yield from leaves(item)


def turned(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """Cell → label, where the values were taken for labels; `table` itself where its cells are no labels."""
    cells = [folded(cell) for cell in table.values() if not isinstance(cell, list | Mapping)]
    return dict(zip(cells, table, strict=True)) if len(set(cells)) == len(table) else table


def _lines(text: str) -> Any:
    """Lines of text, each a label and its value; the text itself if any line is not."""
    parts = [part.strip(" -•|{}\"'") for part in re.split(r"[\n;]" if re.search(r"[\n;]", text) else r",\s", text) if part.strip(" -•|{}")]
    pairs = [_PAIR.fullmatch(part) for part in parts]
    return {pair["label"].strip(" \"'"): pair["cell"].strip(" \"'|") for pair in pairs if pair} if parts and all(pairs) else text


def _by_label(value: Any, question: Question) -> Any:
    """A column of labels and one of values, in any of the shapes that a frame takes, as label → value; else `value`."""
    if isinstance(value, Mapping) and value and all(isinstance(cell, Mapping) and len(cell) == 1 for cell in value.values()):
        return {label: next(iter(cell.values())) for label, cell in value.items()}  # rows of one column
    if isinstance(value, Mapping) and len(value) == 1:
        ((_, only),) = value.items()
        if isinstance(only, Mapping):
            return only  # one column, or one row
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], Mapping):
        return value[0]
    first, second = _two_columns(value, question)
    if len(first) != len(second) or not first:
        return value
    labels, cells = (second, first) if _is_labels(second, first, question) else (first, second)
    return dict(zip(labels, cells, strict=True)) if len({folded(label) for label in labels}) == len(labels) else value


def _is_labels(second: list[Any], first: list[Any], question: Question) -> bool:
    """Whether of two columns the second holds the labels."""
    if question.options:
        return _are_options(first, question) and not _are_options(second, question)
    return _are_words(second) and not _are_words(first)


def _are_options(cells: list[Any], question: Question) -> bool:
    known = {folded(key) for key in question.options}
    return all(folded(cell) in known for cell in cells)


def _two_columns(value: Any, question: Question) -> tuple[list[Any], list[Any]]:
    """The two columns of a table that was given row by row or column by column; nothing of any other thing."""
    rows = list(value.values()) if isinstance(value, Mapping) else value if isinstance(value, list) else []
    if (
        rows
        and all(isinstance(row, Mapping) and len(row) == 2 and row.keys() == rows[0].keys() for row in rows)
        and _are_words(list(rows[0]))
    ):
        one, other = rows[0]
        return [row[one] for row in rows], [row[other] for row in rows]
    if isinstance(value, list) and len(rows) > 1 and all(isinstance(row, list) and len(row) == 2 for row in rows):
        return [row[0] for row in rows], [row[1] for row in rows]
    if isinstance(value, Mapping) and len(rows) == 2 and all(isinstance(column, list | Mapping) for column in rows):
        first, second = (list(column.values()) if isinstance(column, Mapping) else column for column in rows)
        told = _are_words(first) or _are_words(second) or _are_options(first, question) or _are_options(second, question)
        return (first, second) if told else ([], [])
    return [], []


def _are_words(cells: list[Any]) -> bool:
    return all(isinstance(cell, str) for cell in cells)
