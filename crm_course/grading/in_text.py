"""An answer that stands in a text cell: the cell of a question turned into text, or words written below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crm_course.foundations.language import LANGUAGES, speaking
from crm_course.workbook.build import statement
from crm_course.workbook.questions import Exercise

from .running import Run

__all__ = ["in_text"]


def in_text(exercise: Exercise, given: Any, run: Run) -> dict[str, str]:
    """By question without an answer, what a copy holds for it in text cells.

    A cell that carries the question counts for any kind of question; words below it, which are none of those handed out,
    for an open one.
    """
    missing = {question.id: question.kind for question in exercise.questions if run.answers.get(question.id) is None}
    found: dict[str, list[str]] = {}
    handed_out: set[str] | None = None
    for own, below, words in run.prose if missing else ():
        if own in missing:
            found.setdefault(own, []).append(words.strip())
        elif missing.get(below) == "open":
            handed_out = set(_handed_out(exercise, given)) if handed_out is None else handed_out
            if _bare(words) not in handed_out:
                found.setdefault(below, []).append(words.strip())
    return {question: "\n\n".join(words) for question, words in found.items()}


def _handed_out(exercise: Exercise, given: Any) -> Iterator[str]:
    """The text cells of the notebook as it was given, in each language."""
    for language in LANGUAGES:
        with speaking(language):
            for position, question in enumerate(exercise.questions, start=1):
                place = position if exercise.numbered else None
                yield from (_bare(statement(question, given, place, boxed=boxed)) for boxed in (False, True))
            if exercise.closing:
                yield _bare(exercise.closing.say())


def _bare(words: str) -> str:
    return " ".join(words.split())
