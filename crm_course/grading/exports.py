"""Marks as files that other tools import: one line a question, and one line a student.

The first is plain CSV (comma, decimal point, UTF-8); for one line a student there is the same
for Moodle and, with ``;`` and decimal commas, for Pronote and French spreadsheets. A text that
a spreadsheet would run as a formula is written with an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from crm_course.foundations.files import write_whole
from crm_course.foundations.shown import harmless

from . import texts
from .marks import Graded

__all__ = ["COLUMNS", "harmless", "students_table", "write_long", "write_students"]

COLUMNS = ("student", "question", "points", "out_of", "mistake", "status")
_OUT_OF = 20


def write_long(path: Path, graded: Iterable[Graded]) -> None:
    """One line a student and question: ``student, question, points, out_of, mistake, status``."""
    lines = (
        (harmless(mark.student), mark.question, f"{mark.points:g}", f"{mark.out_of:g}", harmless(mark.mistake), mark.status)
        for each in graded
        for mark in each.marks
    )
    write_whole(path, _written([COLUMNS, *lines], ","))


def students_table(graded: Sequence[Graded]) -> tuple[list[str], list[tuple[str, list[float]]]]:
    """Points by exercise, in all, out of, and out of twenty: names of the columns, and one row a student."""
    exercises = list(dict.fromkeys(mark.question.partition(".")[0] for each in graded for mark in each.marks))
    rows = []
    for each in graded:
        parts = [sum(mark.points for mark in each.marks if mark.question.partition(".")[0] == name) for name in exercises]
        rows.append((each.called, [*parts, each.points, each.out_of, _OUT_OF * each.points / each.out_of if each.out_of else 0.0]))
    return [*exercises, "points", "out_of", "mark_20"], rows


def write_students(moodle: Path, pronote: Path, graded: Sequence[Graded]) -> None:
    """One line a student, twice: as Moodle imports it, and as Pronote and French spreadsheets do."""
    names, rows = students_table(graded)
    plain = [["student", *names], *([harmless(student), *(f"{value:.4g}" for value in values)] for student, values in rows)]
    write_whole(moodle, _written(plain, ","))
    titles = [texts.STUDENT.say("fr"), *names[:-3], texts.POINTS.say("fr"), texts.OUT_OF.say("fr"), texts.MARK_20.say("fr")]
    french = [titles, *([harmless(student), *(f"{value:.4g}".replace(".", ",") for value in values)] for student, values in rows)]
    write_whole(pronote, b"\xef\xbb\xbf" + _written(french, ";").encode())


def _written(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if delimiter == ";" else "\n").writerows(rows)
    return out.getvalue()
