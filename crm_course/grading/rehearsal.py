"""A rehearsal before the real class: copies as students hand them in, the good, the wrong and the wild.

Nobody grades a class for the first time on the day it counts. Each copy here is a student's own
folder, its exercises filled in by code on his own data: what a teacher then sees in the gradebook
is what he will see in June.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, speaking
from crm_course.workbook import mark
from crm_course.workbook.build import FOLDERS
from crm_course.workbook.produced import PREPARE
from crm_course.workbook.questions import Exercise, Question
from crm_course.workbook.values import plain

from . import texts
from .catalogue import Catalogue
from .classroom import Classroom
from .key import filled, right

__all__ = ["MANNERS", "rehearse"]

MANNERS: dict[str, Text] = {
    "right": Text(fr="répond juste", en="answers right"),
    "mistaken": Text(fr="fait des erreurs connues", en="makes known mistakes"),
    "blank": Text(fr="rend sans avoir répondu", en="hands in without an answer"),
    "endless": Text(fr="écrit une boucle sans fin", en="writes a loop without end"),
    "quits": Text(fr="arrête Python au milieu", en="ends Python in the middle"),
    "copied": Text(fr="rend le dossier d’un autre", en="hands in somebody else’s folder"),
}
"""What a student of the rehearsal does, and how it is said."""

_FIRST_NUMBER = 81001
_FIRST_LINES = {"endless": "while True:\n    pass\n", "quits": "import sys\nsys.exit()\n"}


def rehearse(
    room: Classroom, students: Path, handed_in: Path, manners: Mapping[str, str], catalogue: Catalogue | None = None
) -> pd.DataFrame:
    """Hand in a copy for each student of `manners`, made from his folder.

    Parameters
    ----------
    room : Classroom
        As :func:`make_class` gave it.
    students : Path
        The folders that the class was given.
    handed_in : Path
        Where the copies go, called as Moodle calls them; a copy that is there already is left alone.
    manners : mapping of str to str
        Student to one of :data:`MANNERS`. Who copies takes the folder of the first student named.
    catalogue : Catalogue, optional
        With a teacher's own packs, if the class has their exercises.

    Returns
    -------
    DataFrame
        One line for each copy: who, and what he does, in the language in force.
    """
    known = catalogue or Catalogue.of()
    exercises = {name: known.exercise(name) for name in room.exercises}
    original = next(iter(manners))
    numbers = {student.name: number for number, student in enumerate(room.students.values(), start=_FIRST_NUMBER)}
    for name, manner in manners.items():
        checks.choice("manner", manner, MANNERS)
        student = room.expect(name)
        owner = room.expect(original) if manner == "copied" else student
        target = handed_in / f"{student.first} {student.last or student.name}_{numbers[student.name]}_assignsubmission_file".strip()
        if target.exists():
            continue
        shutil.copytree(students / owner.folder, target)
        typing = "right" if manner == "copied" else manner
        with speaking(student.language):
            for path in sorted((target / FOLDERS["exercise"]).rglob("*.ipynb")):
                _fill(path, exercises, room, owner.name, typing)
    return pd.DataFrame({texts.STUDENT.say(): list(manners), texts.MANNER.say(): [MANNERS[each].say() for each in manners.values()]})


def _fill(path: Path, exercises: Mapping[str, Exercise], room: Classroom, student: str, manner: str) -> None:
    notebook = path.read_text(encoding="utf-8")
    exercise = exercises.get(json.loads(notebook)["metadata"]["crm_course"]["part"])
    if exercise is None or manner == "blank":
        return
    given, _ = room.given(exercise, student)
    written = filled(notebook, exercise, _typing(manner, given))
    if manner in _FIRST_LINES:
        written = _with_first_lines(written, _FIRST_LINES[manner])
    write_whole(path, written)


def _typing(manner: str, given: Any) -> Callable[[Question], str]:
    """What a student types: code, a mistake's value, or (whose copy goes wild) the right value."""
    own = {"mistaken": _mistake, "endless": _value, "quits": _value}.get(manner)
    return lambda question: (own(question, given) if own else "") or right(question, given)


def _value(question: Question, given: Any) -> str:
    """The right answer as a value, typed; nothing where it is no value."""
    return repr(plain(question.answer(given))) if question.answer and question.kind not in PREPARE else ""


def _mistake(question: Question, given: Any) -> str:
    """The first of a question's mistakes that is caught on these data, typed; nothing where there is none, or it is no value."""
    for each in () if question.kind in PREPARE else question.mistakes:
        value = plain(each.value(given))
        if mark(question, value, given).mistake == each.name:
            return repr(value)
    return ""


def _with_first_lines(notebook: str, lines: str) -> str:
    """The first answer of a notebook with `lines` before it."""
    book = json.loads(notebook)
    cell = next(cell for cell in book["cells"] if "question" in cell["metadata"].get("tags", []))
    cell["source"] = lines.splitlines(keepends=True) + list(cell["source"])
    return json.dumps(book, ensure_ascii=False, indent=1) + "\n"
