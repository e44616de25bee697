"""The right answers, for the teacher: one line a student and question, and each exercise solved."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import shown
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import speaking
from crm_course.workbook.build import blank, exercise_notebook
from crm_course.workbook.contents import CONTENTS, Part
from crm_course.workbook.produced import PREPARE
from crm_course.workbook.questions import Exercise, Question

from . import texts
from .catalogue import Catalogue
from .classroom import Classroom
from .distribution import pack_part
from .exports import harmless
from .outputs import writing

__all__ = ["answers", "filled", "right", "solved", "write"]


def write(out: Path, room: Classroom, catalogue: Catalogue, language: str) -> int:
    """Write ``answers.csv`` and a solved notebook for each exercise; how many answers there are."""
    rows = list(answers(room, catalogue))
    sheet = io.StringIO()
    csv.writer(sheet, lineterminator="\n").writerows([("student", "exercise", "question", "answer"), *rows])
    with writing(out, texts.NO_OUT):
        write_whole(out / "answers.csv", sheet.getvalue())
        for position, name in enumerate(room.exercises, start=1):
            exercise = catalogue.exercise(name)
            part = next((part for part in CONTENTS if part.id == name and name not in catalogue.own), None) or pack_part(exercise, position)
            write_whole(out / part.filename(language), solved(exercise, part, language))
    return len(rows)


def answers(room: Classroom, catalogue: Catalogue) -> Iterator[tuple[str, str, str, str]]:
    """Student, exercise, question and right answer; one line for all where the data are everybody's."""
    for name in room.exercises:
        exercise = catalogue.exercise(name)
        students = [student.name for student in room.students.values()] if exercise.personal and room.students else [""]
        for student in students:
            given, _ = room.given(exercise, student)
            for question in exercise.questions:
                yield harmless(student), name, question.id, _told(question, given)


def _told(question: Question, given: Any) -> str:
    if question.answer is None:
        return question.model.say(**question.facts(given)) if question.model else ""
    if question.kind in PREPARE:
        return question.solution
    return shown(question.answer(given), 2000)


def solved(exercise: Exercise, part: Part, language: str) -> str:
    """The exercise's notebook with a right answer in each place: what a learner could have typed."""
    given = exercise.given()
    with speaking(language):
        return filled(exercise_notebook(part, language, exercise), exercise, lambda question: right(question, given))


def right(question: Question, given: Any) -> str:
    """A right answer as a learner types it."""
    return question.solution or repr(_told(question, given))


def filled(notebook: str, exercise: Exercise, typed: Callable[[Question], str]) -> str:
    """The notebook of an exercise with what is `typed` in the place of each answer."""
    book = json.loads(notebook)
    known = {question.id: question for question in exercise.questions}
    for cell in book["cells"]:
        question = known.get(cell["metadata"].get("crm_course", {}).get("question", ""))
        if question is not None:
            cell["source"] = blank(question, typed(question)).splitlines(keepends=True)
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"
