"""A pack tried as a class would: its notebooks built, filled in, handed in under a platform's names, graded behind the wall.

Two students with data of their own, one reading French and one English; each hands in the
notebook solved, and once as it was given. What a cell of the course's own cannot do, and what is
marked wrong though it is right, is found here before a class finds it.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import CourseError
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text
from crm_course.workbook.build import exercise_notebook
from crm_course.workbook.questions import Exercise

from . import texts, who
from .catalogue import Catalogue
from .classroom import Classroom, Student
from .distribution import pack_part
from .grader import Grader
from .isolation import Limits
from .key import filled, right
from .marks import Graded
from .packcheck import Finding
from .sandbox import Sandbox
from .submissions import find, safe_name

__all__ = ["tried"]

_STUDENTS = (
    Student(name="Lefèvre Zoé", last="Lefèvre", first="Zoé", language="fr"),
    Student(name="D’Angelo Noël", last="D’Angelo", first="Noël", language="en"),
)
_FIRST_NUMBER = 81001


def tried(exercises: Sequence[Exercise], packs: Sequence[Path] = (), *, limits: Limits | None = None) -> list[Finding]:
    """Everything to mend that shows when the exercises of a pack are run and graded; nothing if they are fit."""
    room = Classroom(
        edition="check", exercises=tuple(each.id for each in exercises), secret=secrets.token_bytes(16),
        students={safe_name(each.name): each for each in _STUDENTS},
    )  # fmt: skip
    catalogue = Catalogue(packs=tuple(packs), own={each.id: each for each in exercises})
    found: list[Finding] = []
    with tempfile.TemporaryDirectory() as folder, Sandbox(limits, hidden=[*packs, Path(folder)], ready=[e.setup for e in exercises]) as box:
        grader = Grader(catalogue=catalogue, exercises=room.exercises, sandbox=box, classroom=room)
        for solved in (True, False):
            handed = Path(folder, "solved" if solved else "empty")
            for number, student in enumerate(_STUDENTS, start=_FIRST_NUMBER):
                _hand_in(handed, number, student, room, exercises, solved=solved)
            for copy in who.pair(find(handed), room).copies():
                try:
                    found += _compared(grader.grade(copy), solved=solved)
                except CourseError as error:
                    found.append(_finding(exercises[0].id, texts.CHECK_FAILS, why=Text.literal(error.message())))
    return list({(each.question, each.say()): each for each in found}.values())


def _hand_in(folder: Path, number: int, student: Student, room: Classroom, exercises: Sequence[Exercise], *, solved: bool) -> None:
    """One student's copy, called as Moodle calls it."""
    place = folder / f"{student.first} {student.last}_{number}_assignsubmission_file"
    for position, exercise in enumerate(exercises, start=1):
        given, _ = room.given(exercise, student.name)
        part = pack_part(exercise, position)
        book = exercise_notebook(part, student.language, replace(exercise, given=_always(given)))
        if solved:
            book = filled(book, exercise, lambda question, given=given: right(question, given))  # type: ignore[misc]
        write_whole(place / part.filename(student.language), book)


def _always(given: Any) -> Any:
    return lambda: given


def _compared(graded: Graded, *, solved: bool) -> Iterator[Finding]:
    """What the marks of a copy should be, and are not; what its cells could not do."""
    for mark in graded.marks:
        expected = {"right", "to-read"} if solved else {"missing"}
        if mark.status not in expected:
            words = texts.CHECK_NOT_RIGHT if solved else texts.CHECK_NOT_EMPTY
            yield _finding(mark.question, words, status=texts.STATUSES[mark.status], message=Text.literal(mark.message[:300]))
    for error in graded.errors:
        cell, _, why = error.partition(" · ")
        yield _finding(graded.marks[0].question.partition(".")[0], texts.CHECK_CELL, cell=cell, why=Text.literal(why[:300]))


def _finding(question: str, words: Text, **values: Any) -> Finding:
    return Finding(question=question, words=words, values=values)
