"""What is right and what is wrong, worked out once for all the copies that have the same data.

A question computes its answer, its mistakes and its tables from what is given. For a class
with the same data that would be the same work for each copy; here it is done when first asked
for, and kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from crm_course.workbook.produced import PREPARE
from crm_course.workbook.queries import run
from crm_course.workbook.questions import Exercise, Question

__all__ = ["worked_out"]


def worked_out(exercise: Exercise, given: Any, seed: int) -> Exercise:
    """`exercise` asked on `given`, whose answers, mistakes, tables and facts are each computed at most once."""
    return replace(exercise, questions=tuple(_question(question, given, seed) for question in exercise.questions))


def _question(question: Question, given: Any, seed: int) -> Question:
    tables = _once(question.tables, given)

    def produced(make: Callable[[Any], Any]) -> Any:
        return _once(lambda given: _plain(replace(question, tables=tables), make(given), given, seed), given)

    return replace(
        question, tables=tables, facts=_once(question.facts, given),
        answer=produced(question.answer) if question.answer else None,
        mistakes=tuple(replace(mistake, value=produced(mistake.value)) for mistake in question.mistakes),
        rubric=tuple(replace(line, numbers=_once(line.numbers, given)) for line in question.rubric),
    )  # fmt: skip


def _once(make: Callable[[Any], Any] | None, given: Any) -> Any:
    """`make`, which gives the same each time, asked once."""
    if make is None:
        return None
    asked = cache(lambda: make(given))
    return lambda _: asked()


def _plain(question: Question, value: Any, given: Any, seed: int) -> Any:
    """A function as its results, a query as its rows, a chart as its specification: what marking would ask of it each time."""
    if question.kind == "function":
        return PREPARE["function"](value, question, given, seed)
    if question.kind == "sql" and isinstance(value, str):
        assert question.tables is not None  # a query has them
        return run(value, question.tables(given))
    if question.kind == "chart" and hasattr(value, "to_dict"):
        return value.to_dict()
    return value
