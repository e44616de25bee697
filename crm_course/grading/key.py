"""The right answers, for the teacher: one line a student and question, and each exercise solved."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crm_course.foundations.errors import FileProblem, shown
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import speaking
from crm_course.workbook.build import blank, exercise_notebook
from crm_course.workbook.contents import CONTENTS, Part
from crm_course.workbook.produced import PREPARE
from crm_course.workbook.questions import Exercise, Question
from crm_course.workbook.values import plain

from . import texts
from .catalogue import Catalogue
from .classroom import CLASS_FILE, Classroom, read_secret
from .distribution import TEACHER, pack_part
from .exports import harmless
from .outputs import writing

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["answer_key", "answers", "filled", "right", "solved", "write"]


def answer_key(
    exercise: str | None = None,
    *,
    class_folder: str | Path | None = None,
    secret_file: str | Path | None = None,
    student: str | None = None,
) -> pd.DataFrame:
    """The right answers, for the teacher: of the example's data, or of a class's.

    Parameters
    ----------
    exercise : str, optional
        By default every exercise of the course, or of the class.
    class_folder, secret_file : path, optional
        The class as it was made (its ``teacher`` folder, or the one above), and its secret.
    student : str, optional
        Whose data; by default each student's, in a column ``student``.

    Returns
    -------
    DataFrame
        ``question, kind, unit, answer, tolerance``; a share is 0–1, a choice its key; the answer of
        an open question is a model, that of a function, a query or a chart one that is right.

    Raises
    ------
    UnknownName, FileProblem
        If there is no such exercise or student, or the class cannot be read.

    >>> round(float(answer_key("roi").set_index("question").loc["roi.margin-rate", "answer"]), 3)
    0.368
    """
    import pandas as pd

    catalogue = Catalogue.of()
    room = _room(class_folder, secret_file)
    names = [exercise] if exercise is not None else list(room.exercises) or catalogue.ids()
    everybody = [each.name for each in room.students.values()] if student is None else [room.expect(student).name]
    rows = [
        {
            "student": name,
            "question": question.id,
            "kind": question.kind,
            "unit": question.unit,
            "answer": _value(question, given),
            "tolerance": question.tolerance,
        }
        for exercise_id in names
        for name in everybody or [""]
        for asked in [catalogue.exercise(exercise_id)]
        for given in [room.given(asked, name)[0]]
        for question in asked.questions
    ]
    frame = pd.DataFrame(rows, columns=["student", "question", "kind", "unit", "answer", "tolerance"])
    return frame if len(everybody) > 1 else frame.drop(columns="student")


def _room(class_folder: str | Path | None, secret_file: str | Path | None) -> Classroom:
    """The class of a folder, or none."""
    if class_folder is None:
        return Classroom()
    if secret_file is None:
        raise FileProblem(texts.NO_SECRET, path="secret_file")
    folder = Path(class_folder)
    return Classroom.read(folder / TEACHER if (folder / TEACHER / CLASS_FILE).is_file() else folder, read_secret(Path(secret_file)))


def _value(question: Question, given: Any) -> Any:
    """The right answer of a question as a plain value."""
    if question.answer is None or question.kind in PREPARE:
        return _told(question, given)
    value = plain(question.answer(given))
    if question.kind == "choices":
        return sorted(value)
    return value[0] if question.kind == "text" and isinstance(value, list) else value


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
