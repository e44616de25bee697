"""Is a question pack fit for a class? Each right answer passes, each mistake is caught, both languages are there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import LANGUAGES, Text, speaking
from crm_course.workbook import Feedback, mark
from crm_course.workbook.build import exercise_notebook
from crm_course.workbook.questions import Exercise, Question

from . import texts
from .distribution import pack_part

__all__ = ["Finding", "findings"]

_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something to mend in a pack: which question, and what."""

    question: str
    words: Text
    values: dict[str, Any]

    def say(self) -> str:
        """The finding in the language in force."""
        return self.words.say(**self.values)


def findings(exercise: Exercise) -> list[Finding]:
    """Everything to mend in one exercise; nothing if it is fit."""
    try:
        given = exercise.given()
    except Exception as error:  # a teacher's own code may fail in any way
        return [_finding(exercise.id, texts.GIVEN_FAILS, why=f"{type(error).__name__}: {error}")]
    found = [each for question in exercise.questions for each in (*_answers(question, given), *_words(question, given))]
    return found + list(_shadows(exercise)) + list(_leaks(exercise, given))


def _shadows(exercise: Exercise) -> Iterator[Finding]:
    """No answer takes the name of something that the exercise gives."""
    given = {node.id for node in ast.walk(ast.parse(exercise.setup)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for question in exercise.questions:
        if question.variable in given:
            yield _finding(question.id, texts.SHADOW, name=question.variable)


def _finding(question: str, words: Text, **values: Any) -> Finding:
    return Finding(question=question, words=words, values=values)


def _answers(question: Question, given: Any) -> Iterator[Finding]:
    """The right answer and each mistake, marked as a learner's would be."""
    try:
        right = _right(question, given)
        if right is None:
            yield _finding(question.id, texts.NO_MODEL)
        elif _can_be_marked(question) and not _passes(said := mark(question, right, given)):
            yield _finding(question.id, texts.RIGHT_REFUSED, message=said.message)
        for mistake in question.mistakes:
            caught = mark(question, mistake.value(given), given)
            if caught.mistake != mistake.name:
                yield _finding(question.id, texts.MISTAKE_MISSED, name=mistake.name, caught=caught.mistake or texts.STATUSES["right"].say())
    except Exception as error:  # a teacher's own code may fail in any way
        yield _finding(question.id, texts.QUESTION_FAILS, why=f"{type(error).__name__}: {error}")


def _passes(said: Feedback) -> bool:
    """Whether a right answer is taken for one; of an open one, all that a program can find must be found."""
    return said.credit == 1 if said.to_read else said.correct


def _right(question: Question, given: Any) -> Any:
    if question.answer is not None:
        return question.answer(given)
    return question.model.say(**question.facts(given)) if question.model else None


def _can_be_marked(question: Question) -> bool:
    """Whether the course can tell a right answer: of an open question, if a line of its rubric can be found."""
    return question.kind != "open" or any(line.words or line.numbers for line in question.rubric)


def _words(question: Question, given: Any) -> Iterator[Finding]:
    """Both languages, hints, and an explanation."""
    named = [question.title, question.statement, *question.hints, *(mistake.message for mistake in question.mistakes)]
    for words in (*named, *([question.why] if question.why else [])):
        for language in LANGUAGES:
            try:
                words.say(language, **question.facts(given))
            except (KeyError, ValueError, CourseError) as error:
                yield _finding(question.id, texts.WORDS_FAIL, quoted=Text.literal(words.fr[:60]), why=str(error))
        if len(words.fr) > _LEAST_LETTERS * 5 and words.fr == words.en:
            yield _finding(question.id, texts.SAME_WORDS, quoted=Text.literal(words.fr[:60]))
    if not question.hints:
        yield _finding(question.id, texts.NO_HINTS)
    if question.kind != "open" and question.why is None:
        yield _finding(question.id, texts.NO_WHY)


def _leaks(exercise: Exercise, given: Any) -> Iterator[Finding]:
    """Nothing of the solutions stands in the notebook that students get."""
    part = pack_part(exercise, 1)
    for language in LANGUAGES:
        with speaking(language):
            try:
                book = exercise_notebook(part, language, exercise)
            except Exception as error:  # a teacher's own code may fail in any way
                yield _finding(exercise.id, texts.QUESTION_FAILS, why=f"{type(error).__name__}: {error}")
                return
        for question in exercise.questions:
            told = question.kind in ("choice", "choices")  # its options stand there, the right one among them
            if not told and len(question.solution) > _LEAST_LETTERS and question.solution.strip("\"'") in book:
                yield _finding(question.id, texts.LEAK, solution=Text.literal(question.solution[:60]))
