"""Who is stuck where, and which mistake is common: a gradebook read over."""

from __future__ import annotations

import csv
import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from crm_course.foundations.errors import FileProblem, UnknownName
from crm_course.foundations.language import percent
from crm_course.workbook import contents
from crm_course.workbook.competences import COMPETENCES, Competence

from . import texts
from .exports import COLUMNS
from .tables import Packs, said_of, title_of

__all__ = ["AboutCompetence", "AboutQuestion", "AboutStudent", "ClassReport", "read"]

_STUCK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutQuestion:
    """Share of a question's points that the class earned (0–1), copies without an answer, the commonest mistake and how often."""

    question: str
    earned: float
    missing: int
    mistake: str = ""
    times: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutStudent:
    """Share of the points that a student earned (0–1), and the questions on which he earned less than half."""

    student: str
    earned: float
    stuck: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutCompetence:
    """Share of the points that the class earned (0–1) on the questions that train a competence."""

    competence: Competence
    earned: float
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """A class's gradebook read over: the hardest question and the weakest competence first, who needs help first."""

    questions: tuple[AboutQuestion, ...]
    students: tuple[AboutStudent, ...]
    competences: tuple[AboutCompetence, ...] = ()
    own: Packs = field(default_factory=dict, repr=False, compare=False)
    to_read: int = 0
    errors: int = 0

    @property
    def remark(self) -> str:
        """What these figures do not count for sure: open answers to be read, copies that are not graded."""
        said = [texts.REPORT_TO_READ.say(count=self.to_read)] if self.to_read else []
        return " ".join([*said, *([texts.REPORT_ERRORS.say(count=self.errors)] if self.errors else [])])

    def _repr_markdown_(self) -> str:
        return _table(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    student: str
    question: str
    points: float
    out_of: float
    mistake: str
    status: str


def read(path: Path, own: Packs | None = None) -> ClassReport:
    """The report of a gradebook in long form; `own` are a teacher's exercises, whose titles it says.

    Raises
    ------
    FileProblem
        If it is none.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            names, *rows = csv.reader(file)
            lines = [_Line(**dict(zip(COLUMNS, row, strict=True)) | {"points": float(row[2]), "out_of": float(row[3])}) for row in rows]  # type: ignore[arg-type]
    except (OSError, ValueError, IndexError) as error:
        raise FileProblem(texts.NOT_A_GRADEBOOK, path=str(path)) from error
    if tuple(names) != COLUMNS or not lines:
        raise FileProblem(texts.NOT_A_GRADEBOOK, path=str(path))
    marked, lines = lines, [line for line in lines if line.status != "error"] or lines  # a copy that is not graded earned nothing known
    questions = [_question(name, list(group)) for name, group in _by(lines, "question")]
    students = [_student(name, list(group)) for name, group in _by(lines, "student")]
    return ClassReport(
        questions=tuple(sorted(questions, key=lambda each: each.earned)),
        students=tuple(sorted(students, key=lambda each: each.earned)),
        competences=tuple(sorted(_competences(lines), key=lambda each: each.earned)), own=own or {},
        to_read=sum(line.status == "to-read" for line in lines), errors=len({line.student for line in marked if line.status == "error"}),
    )  # fmt: skip


def _by(lines: list[_Line], name: str) -> Iterable[tuple[str, Iterable[_Line]]]:
    return groupby(sorted(lines, key=lambda line: getattr(line, name)), key=lambda line: getattr(line, name))


def _question(name: str, lines: list[_Line]) -> AboutQuestion:
    mistake, times = next(iter(Counter(line.mistake for line in lines if line.mistake).most_common(1)), ("", 0))
    missing = sum(line.status == "missing" for line in lines)
    return AboutQuestion(question=name, earned=_earned(lines), missing=missing, mistake=mistake, times=times)


def _competences(lines: list[_Line]) -> Iterator[AboutCompetence]:
    """Those that the questions asked train; a teacher's own questions are not in the course."""
    trained = {question: _trained(question) for question in dict.fromkeys(line.question for line in lines)}
    for key, competence in COMPETENCES.items():
        questions = tuple(question for question, keys in trained.items() if key in keys)
        if questions:
            yield AboutCompetence(
                competence=competence, earned=_earned([line for line in lines if line.question in questions]), questions=questions
            )


def _trained(question: str) -> tuple[str, ...]:
    try:
        return contents.question(question).competences
    except UnknownName:
        return ()


def _student(name: str, lines: list[_Line]) -> AboutStudent:
    stuck = tuple(line.question for line in lines if line.points < _STUCK * line.out_of)
    return AboutStudent(student=name, earned=_earned(lines), stuck=stuck)


def _earned(lines: list[_Line]) -> float:
    out_of = sum(line.out_of for line in lines)
    return sum(line.points for line in lines) / out_of if out_of else 0.0


def _table(found: ClassReport) -> str:
    """A class's report as Markdown tables: the questions, the competences that they train, the students."""
    questions = [
        (title_of(each.question, found.own), percent(each.earned, 0), str(each.missing), _mistake(each, found.own))
        for each in found.questions
    ]
    competences = [(each.competence.label.say(), percent(each.earned, 0), str(len(each.questions))) for each in found.competences]
    students = [
        (html.escape(each.student).replace("|", "·"), percent(each.earned, 0), ", ".join(title_of(name, found.own) for name in each.stuck))
        for each in found.students
    ]
    tables = (
        [texts.REPORT_QUESTIONS.say(), "| :-- | --: | --: | :-- |", *map(_row, questions)],
        [texts.REPORT_COMPETENCES.say(), "| :-- | --: | --: |", *map(_row, competences)] if competences else [],
        [texts.REPORT_STUDENTS.say(), "| :-- | --: | :-- |", *map(_row, students)],
    )
    shown = ["\n".join(lines) for lines in tables if lines]
    return "\n\n".join([*shown, *([found.remark] if found.remark else [])])


def _mistake(about: AboutQuestion, own: Packs) -> str:
    return texts.MISTAKE_TIMES.say(times=about.times, said=said_of(about.question, about.mistake, own)) if about.mistake else ""


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
