"""Marks as files that other tools import: one line a question, and one line a student.

The first is plain CSV (comma, decimal point, UTF-8); for one line a student there is the same, one
with e-mail and ID for Moodle and, with ``;`` and decimal commas, one for Pronote and French spreadsheets. A text that
a spreadsheet would run as a formula is written with an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text
from crm_course.foundations.shown import harmless

from . import texts
from .marks import Graded
from .roll import Roll
from .submissions import safe_name
from .worksheet import Filled, Row

__all__ = ["COLUMNS", "harmless", "students_table", "write_feedback_zip", "write_long", "write_moodle", "write_students", "write_worksheet"]

COLUMNS = ("student", "question", "points", "out_of", "mistake", "status")


def write_long(path: Path, graded: Iterable[Graded]) -> None:
    """One line a student and question: ``student, question, points, out_of, mistake, status``."""
    lines = (
        (harmless(each.called), mark.question, f"{mark.points:g}", f"{mark.out_of:g}", harmless(mark.mistake), mark.status)
        for each in graded
        for mark in each.marks
    )
    write_whole(path, _written([COLUMNS, *lines], ","))


def students_table(graded: Sequence[Graded]) -> tuple[list[str], list[tuple[str, list[float]]]]:
    """Points by exercise, in all, out of, out of twenty, open answers still to read: names of the columns, and one row a student."""
    exercises = _exercises(graded)
    rows = [(each.called, [*_by_exercise(each, exercises), each.points, each.out_of, each.mark_20, each.to_read]) for each in graded]
    return [*exercises, "points", "out_of", "mark_20", "to_read"], rows


def _exercises(graded: Iterable[Graded]) -> list[str]:
    return list(dict.fromkeys(mark.question.partition(".")[0] for each in graded for mark in each.marks))


def _by_exercise(each: Graded, exercises: Iterable[str]) -> list[float]:
    return [sum(mark.points for mark in each.marks if mark.question.partition(".")[0] == name) for name in exercises]


def write_students(plain: Path, pronote: Path, graded: Sequence[Graded]) -> None:
    """One line a student, twice: plain CSV, and as Pronote and French spreadsheets read it."""
    names, rows = students_table(graded)
    lines = [["student", *names], *([harmless(student), *(f"{value:.4g}" for value in values)] for student, values in rows)]
    write_whole(plain, _written(lines, ","))
    titles: list[str | Text] = [texts.STUDENT, *names[:-4], texts.POINTS, texts.OUT_OF, texts.MARK_20, texts.COLUMNS["to_read"]]
    head = [title if isinstance(title, str) else title.say("fr") for title in titles]
    french = [head, *([harmless(student), *(f"{value:.4g}".replace(".", ",") for value in values)] for student, values in rows)]
    write_whole(pronote, b"\xef\xbb\xbf" + _written(french, ";").encode())


def write_moodle(path: Path, graded: Sequence[Graded], roll: Roll) -> None:
    """One line a student as Moodle imports it: e-mail and ID number to tell who, a column an exercise (and a question on demand).

    ``status`` is ``final``, ``provisional`` while open answers are to be read, ``error`` or ``absent``;
    the last two have no points: nobody knows of any.
    """
    exercises = _exercises(graded)
    questions = list(dict.fromkeys(mark.question for each in graded for mark in each.marks)) if roll.per_question else []
    head = ["email", "idnumber", "student", *exercises, *questions, "points", "out_of", "mark_20", "status", "to_read"]
    rows = []
    for each in [each for each in graded if not each.unknown]:
        known = roll.of(each.student)
        who = [known.email, known.number, harmless(each.called)]
        points = {mark.question: mark.points for mark in each.marks}
        values = [*_by_exercise(each, exercises), *(points.get(name, 0.0) for name in questions), each.points, each.out_of, each.mark_20]
        shown = [f"{value:.6g}" for value in values] if each.is_graded else [""] * len(values)
        rows.append([*who, *shown, each.standing, str(each.to_read)])
    empty = [""] * (len(exercises) + len(questions) + 3)
    rows += [[each.email, each.number, harmless(each.name), *empty, "absent", "0"] for each in roll.absent]
    write_whole(path, _written([head, *rows], ","))


def write_worksheet(path: Path, graded: Sequence[Graded], roll: Roll) -> None:
    """Moodle's worksheet with grades and comments filled in; nothing where there is none."""
    if roll.worksheet is None:
        return
    by_number = {roll.of(each.student).participant: each for each in graded if each.is_graded}

    def filled(row: Row) -> Filled | None:
        each = by_number.get(row.number)
        if each is None or not each.out_of:
            return None
        return Filled(
            share=each.points / each.out_of, comment=texts.PROVISIONAL.say(each.language, count=each.to_read) if each.to_read else ""
        )

    write_whole(path, roll.worksheet.filled(filled))


def write_feedback_zip(path: Path, folder: Path, graded: Sequence[Graded], roll: Roll) -> None:
    """Each student's page where Moodle looks for it: ``Name_81001_assignsubmission_file/feedback.html``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for each in graded:
            page = folder / f"{safe_name(each.student)}.html"
            if each.is_graded and page.is_file():
                number = roll.of(each.student).participant
                name = re.sub(r'[\\/:*?"<>|_\x00-\x1f]+', " ", each.called).strip(" .") or "?"
                entry = zipfile.ZipInfo(
                    f"{f'{name}_{number}_assignsubmission_file' if number else name}/feedback.html", (1980, 1, 1, 0, 0, 0)
                )
                entry.external_attr, entry.compress_type = 0o644 << 16, zipfile.ZIP_DEFLATED
                packed.writestr(entry, page.read_bytes())
    write_whole(path, out.getvalue())


def _written(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if delimiter == ";" else "\n").writerows(rows)
    return out.getvalue()
