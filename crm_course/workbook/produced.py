"""Answers that are asked what they give: a function on inputs, a query on tables, a chart on its data.

A function becomes its results, a query its rows, a chart its mark and the values that it
draws. The right answer and the named mistakes of such a question are of the same sort (a
function, a query, a chart), so that both sides are prepared alike and compared as plain data.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

from .chart_facts import facts_of
from .values import ANSWER, folded, plain

if TYPE_CHECKING:
    import pandas as pd

    from .questions import Question

__all__ = ["PREPARE", "Results", "alike", "inputs_of", "rows_agreement", "same_labels"]

_FUNCTION = Text(
    fr="une fonction : donnez son nom, sans parenthèses", en="a function: give its name, without brackets"
)  # fmt: skip
_QUERY = Text(
    fr="une requête SQL entre guillemets, ou le tableau qu’elle donne", en="an SQL query between quotes, or the table that it gives"
)
_CHART = Text(fr="un graphique Altair", en="an Altair chart")


class Results(list[Any]):
    """What a function gave for each input, in order; ``None`` where it failed."""


def inputs_of(question: Question, given: Any, seed: int) -> list[tuple[Any, ...]]:
    """The inputs on which a function is asked: drawn anew for each `seed`, so that none can be learnt by heart."""
    import numpy as np

    assert question.inputs is not None  # a function has them
    return [tuple(each) for each in question.inputs(given, np.random.default_rng(seed))]


def _function(answer: Any, question: Question, given: Any, seed: int) -> Any:
    if type(answer) is Results:
        return answer
    if not callable(answer):
        raise InvalidValue(ANSWER, _FUNCTION, answer)
    return Results(_given_by(answer, arguments) for arguments in inputs_of(question, given, seed))


def _given_by(function: Callable[..., Any], arguments: Sequence[Any]) -> Any:
    try:
        return plain(function(*arguments))
    except Exception:  # a learner's function may fail in any way: that input is then wrong
        return None


def _query(answer: Any, question: Question, given: Any, seed: int) -> Any:
    from .queries import run

    if isinstance(answer, str):
        assert question.tables is not None  # a query has them
        answer = run(answer, question.tables(given))
    if type(answer).__name__ != "DataFrame":
        raise InvalidValue(ANSWER, _QUERY, answer)
    return {"rows": _rows(answer)}


def _rows(frame: pd.DataFrame) -> list[list[Any]]:
    """Rows of plain cells; a date is the text that a database gives, whatever is empty is None."""
    cells = frame.astype(object).where(frame.notna(), None)
    return [plain(list(row)) for row in cells.itertuples(index=False, name=None)]


def _chart(answer: Any, question: Question, given: Any, seed: int) -> Any:
    spec = answer if isinstance(answer, Mapping) else answer.to_dict() if hasattr(answer, "to_dict") else None
    if not isinstance(spec, Mapping) or not ("mark" in spec or spec.get("layer")):
        raise InvalidValue(ANSWER, _CHART, type(answer).__name__)
    return facts_of(spec)


PREPARE: dict[str, Callable[[Any, Question, Any, int], Any]] = {"function": _function, "sql": _query, "chart": _chart}
"""By kind of question: how an answer becomes plain data."""


# -- comparing ----------------------------------------------------------------------------


def alike(value: Any, expected: Any, question: Question) -> bool:
    """Whether two plain values are one: numbers within the tolerance, texts but for case and accents, lists item by item."""
    if isinstance(expected, bool) or expected is None:
        return value is expected
    if isinstance(expected, str):
        return isinstance(value, str) and folded(value) == folded(expected)
    if isinstance(expected, Mapping):
        return isinstance(value, Mapping) and same_labels(value, expected) and all(
            any(folded(key) == folded(other) and alike(item, expected[other], question) for other in expected) for key, item in value.items()
        )  # fmt: skip
    if isinstance(expected, Sequence):
        return isinstance(value, Sequence) and not isinstance(value, str) and len(value) == len(expected) and all(
            alike(one, other, question) for one, other in zip(value, expected, strict=True)
        )  # fmt: skip
    try:
        return _near(reading.number(value), float(expected), question)
    except InvalidValue:
        return _empty(value) and _empty(expected)


def same_labels(value: Mapping[Any, Any], expected: Mapping[Any, Any]) -> bool:
    """Whether both have the same labels, each as often: spelled otherwise they are still the same."""
    return sorted(map(folded, value)) == sorted(map(folded, expected))


def _near(value: float, expected: float, question: Question) -> bool:
    return abs(value - expected) <= max(question.tolerance, 1e-9 * abs(expected), 1e-12) * (1 + 1e-9)


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def rows_agreement(value: Sequence[Any], expected: Sequence[Any], question: Question) -> float:
    """Rows found, less rows that should not be there, over the expected ones; names of columns do not matter.

    Their order matters where the question is `ordered`: all is then right, or nothing.
    """
    if question.ordered:
        return float(alike(value, expected, question))
    left = list(value)
    found = 0
    for row in expected:
        twin = next((position for position, other in enumerate(left) if alike(other, row, question)), None)
        if twin is not None:
            left.pop(twin)
            found += 1
    return max(0.0, (found - len(left)) / max(len(expected), 1))
