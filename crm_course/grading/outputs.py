"""The files beside a gradebook, and the lines that say where they are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crm_course.foundations.errors import CourseError, FileProblem, reason
from crm_course.foundations.language import Text
from crm_course.workbook.build import handed_out

from . import texts
from .catalogue import Catalogue
from .marks import Graded
from .roll import Roll

__all__ = ["Places", "Written", "named", "places", "write", "writing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where everything goes that belongs to one gradebook."""

    marks: Path
    students: Path
    moodle: Path
    worksheet: Path
    feedback_zip: Path
    pronote: Path
    workbook: Path
    feedback: Path
    similar: Path
    results: Path


def named(gradebook: str, submissions: Path) -> Path:
    """The gradebook's whole path.

    Raises
    ------
    FileProblem
        If it has the name of what is written beside it, or would lie among the copies.
    """
    path = Path(gradebook).absolute()
    if path.suffix.lower() != ".csv":
        raise FileProblem(texts.NOT_CSV, path=gradebook, other=Path(gradebook).with_suffix(".csv").name)
    if path.resolve().is_relative_to(submissions.resolve()):
        raise FileProblem(texts.AMONG_COPIES, path=gradebook, other=str(submissions.parent / path.name))
    return path


@contextlib.contextmanager
def writing(path: Path, said: Text = texts.CANNOT_WRITE) -> Iterator[None]:
    """Where the system refuses to write, that is a sentence: what, and why."""
    try:
        yield
    except OSError as error:
        if isinstance(error, FileProblem):  # a sentence already
            raise
        raise FileProblem(said, path=str(path), why=reason(error)) from error


def places(gradebook: Path) -> Places:
    """The names beside ``marks.csv``: ``marks.students.csv``, ``marks.moodle.csv``, ``marks.xlsx``, ``marks-feedback/``…"""
    stem = gradebook.with_suffix("")
    return Places(
        marks=gradebook, students=stem.with_name(f"{stem.name}.students.csv"), moodle=stem.with_name(f"{stem.name}.moodle.csv"),
        worksheet=stem.with_name(f"{stem.name}.worksheet.csv"), feedback_zip=stem.with_name(f"{stem.name}-feedback.zip"), pronote=stem.with_name(f"{stem.name}.pronote.csv"),
        workbook=stem.with_name(f"{stem.name}.xlsx"), feedback=stem.with_name(f"{stem.name}-feedback"),
        similar=stem.with_name(f"{stem.name}.similar.csv"), results=stem.with_name(f"{stem.name}-kept"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written, for the last lines of the session."""

    places: Places
    graded: Sequence[Graded]
    alike: int
    untaken: str = ""
    roll: Roll = field(default_factory=Roll)

    def lines(self) -> list[str]:
        """Where the marks are; which copies need a look, and why."""
        graded = sum(each.is_graded for each in self.graded)
        told = [texts.WRITTEN.say(count=graded, path=str(self.places.marks)), texts.BESIDE.say(
            feedback=self.places.feedback.name, workbook=self.places.workbook.name, students=self.places.students.name)]  # fmt: skip
        if any(each.participant for each in self.roll.listed) or self.roll.worksheet:
            filled = self.places.worksheet.name if self.roll.worksheet else "–"
            told.append(texts.FOR_MOODLE.say(moodle=self.places.moodle.name, worksheet=filled, feedback=self.places.feedback_zip.name))
        if absent := self.roll.absent:
            told.append(texts.ABSENT.say(count=len(absent), names=Text.literal(", ".join(each.name for each in absent))))
        if graded < len(self.graded):
            told.append(texts.REFUSED.say(count=len(self.graded) - graded))
        waiting = sum(mark.status == "to-read" for each in self.graded for mark in each.marks)
        if waiting:
            told.append(texts.TO_READ.say(count=waiting, workbook=self.places.workbook.name))
        if self.untaken:
            told.append(texts.UNTAKEN.say(workbook=self.places.workbook.name, why=self.untaken))
        if self.alike:
            told.append(texts.ALIKE.say(count=self.alike, path=self.places.similar.name))
        return told + [texts.ABOUT.say(student=each.student, notice=notice) for each in self.graded for notice in each.notices]


def write(gradebook: Path, graded: Sequence[Graded], catalogue: Catalogue) -> Written:
    """Write every file that belongs to a gradebook; a workbook that somebody wrote into is read before, and left where it cannot be."""
    from . import exports, feedback, marking_sheet, roll, similarity

    where = places(gradebook)
    known = roll.read(where.results)
    graded = known.applied(graded)
    untaken = ""
    try:
        marking_sheet.catch_up(where.workbook, where.results)
        marking_sheet.write(where.workbook, graded, catalogue, where.results)
    except CourseError as error:
        untaken = error.message()
    graded = marking_sheet.apply(graded, where.results)
    exports.write_long(where.marks, graded)
    exports.write_students(where.students, where.pronote, graded)
    exports.write_moodle(where.moodle, graded, known)
    exports.write_worksheet(where.worksheet, graded, known)
    feedback.write(where.feedback, graded, catalogue)
    exports.write_feedback_zip(where.feedback_zip, where.feedback, graded, known)
    exercises = dict.fromkeys(mark.question.partition(".")[0] for each in graded for mark in each.marks)
    pairs = similarity.pairs(graded, [cell for name in exercises for cell in handed_out(catalogue.exercise(name))])
    similarity.write(where.similar, pairs)
    return Written(places=where, graded=graded, alike=len(pairs), untaken=untaken, roll=known)
