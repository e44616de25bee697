"""From a copy to its marks: run it behind the wall, compare here, say it in the learner's language."""

from __future__ import annotations

import base64
import contextlib
import json
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import CourseError, FileProblem, shown
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import current, number, speaking
from crm_course.workbook import mark
from crm_course.workbook.feedback import Feedback
from crm_course.workbook.produced import Results, inputs_of
from crm_course.workbook.queries import stored
from crm_course.workbook.questions import Exercise, Question
from crm_course.workbook.values import not_plain, plain

from . import texts
from .answer_cache import worked_out
from .catalogue import Catalogue
from .classroom import Classroom
from .decoding import Function, Unreadable
from .in_text import in_text
from .marks import Graded, Mark, one_line
from .running import Job, Run
from .sandbox import Sandbox
from .submissions import Copy, Sheet

__all__ = ["CopyProblem", "Grader"]

Asked = tuple[Exercise, Any, Mapping[str, bytes]]
"""An exercise, what is given for it, and the student's files of data."""

_SHOWN, _DIGITS = 600, 6


class CopyProblem(CourseError):
    """A copy that cannot be graded: why, in one sentence."""


@dataclass
class Grader:
    """Grades one copy after the other with the same questions and the same sandbox.

    Attributes
    ----------
    catalogue : Catalogue
    exercises : sequence of str
        Ids of the exercises to grade.
    sandbox : Sandbox
    classroom : Classroom
        Who has which data.
    seed : int
        For the hidden inputs of functions.
    store : Path, optional
        Where runs are kept, so that what was run already is not run again.
    language : str, optional
        Of the feedback; by default each copy's own.
    """

    catalogue: Catalogue
    exercises: Sequence[str]
    sandbox: Sandbox
    classroom: Classroom = field(default_factory=Classroom)
    seed: int = 1
    store: Path | None = None
    language: str | None = None
    _worked: dict[tuple[str, str, str], Asked] = field(default_factory=dict, init=False, repr=False)

    def grade(self, copy: Copy) -> Graded:
        """All marks of a copy.

        Raises
        ------
        CopyProblem
            If nothing of it can be graded.
        SandboxLost
            If the process behind the wall is gone: grade it again.
        """
        if copy.problem is not None:
            raise CopyProblem(copy.problem, **copy.why)
        sheets = copy.sheets_by_exercise(self.catalogue.ids())
        unread = [problem for sheet in copy.sheets if (problem := sheet.problem)]
        if not set(sheets) & set(self.exercises):
            raise unread[0] if unread else CopyProblem(texts.NO_EXERCISE)
        own = _language(copy.sheets)
        language = self.language or self.classroom.language(copy.student) or own or "fr"
        with speaking(language):
            notices = self.classroom.notices(copy) if self.classroom.students else _ignored(sheets, self.exercises)
            notices += [problem.message() for problem in unread]
            done = [self._exercise(name, copy.student, sheets.get(name, []), own or language) for name in self.exercises]
            problems = [each.problem for each in done if each.problem]
            if problems and not any(each.run.ended for each in done):
                raise problems[0]
            notices += [notice for each in done for notice in each.notices]
        runs = [each.run for each in done]
        return Graded(
            student=copy.student, language=language, marks=tuple(mark for each in done for mark in each.marks),
            notices=tuple(dict.fromkeys(map(one_line, notices))),
            errors=tuple(dict.fromkeys(f"{cell + 1} · {words}" for run in runs for cell, words in run.problems.items())),
            sources=tuple(dict.fromkeys(source for run in runs for source in run.sources)), name=self.classroom.name(copy.student),
        )  # fmt: skip

    def _exercise(self, exercise_id: str, student: str, sheets: Sequence[Sheet], spoken: str) -> _Done:
        """The marks of one exercise; where none of its notebooks can be read, that costs the others nothing."""
        exercise, given, files = self._asked(exercise_id, student)
        try:
            run, notices = self._best(exercise, given, files, sheets)
        except (CopyProblem, FileProblem) as problem:
            why = problem.message()
            return _Done(marks=[_error(student, question, why) for question in exercise.questions], notices=[why], problem=problem)
        if typed := in_text(exercise, given, run):
            run = replace(run, offered={**run.offered, **typed})
            notices = [*notices, texts.IN_TEXT.say(questions=", ".join(typed))]
        return _Done(
            run=run,
            marks=[self._mark(student, question, run, given, _language(sheets) or spoken) for question in exercise.questions],
            notices=notices,
        )

    def _asked(self, exercise_id: str, student: str) -> Asked:
        """An exercise as it is asked of a student; worked out once in each language for all who have the same data."""
        exercise = self.catalogue.exercise(exercise_id)
        owner = student if exercise.personal is not None and self.classroom.student(student) else ""
        key = exercise_id, current(), owner
        if key not in self._worked:
            given, files = self.classroom.given(exercise, student)
            asked = worked_out(exercise, given, self.seed), given, files
            if owner:
                return asked
            self._worked[key] = asked
        return self._worked[key]

    # -- running --------------------------------------------------------------------------

    def _best(self, exercise: Exercise, given: Any, files: Mapping[str, bytes], sheets: Sequence[Sheet]) -> tuple[Run, list[str]]:
        """The run of the notebook that answers most, for a copy may hold drafts.

        The latest is run first. Once a copy's time by the clock is over, no further one is begun:
        all of them together take five times that at most: the last may be run three times, and then its queries.
        """
        if not sheets:
            return Run(), []
        end = time.monotonic() + self.sandbox.limits.wait_seconds
        runs: list[tuple[Run, Sheet]] = []
        problems: list[CourseError] = []
        late = []
        for sheet in sorted(sheets, key=lambda sheet: -sheet.changed):
            if time.monotonic() > end:
                late.append(sheet.name)
                continue
            try:
                runs.append((self._read(self._run(exercise, given, files, sheet), sheet), sheet))
            except (CopyProblem, FileProblem) as error:
                problems.append(error)
        if not runs:
            raise problems[0]
        best, chosen = max(
            runs, key=lambda pair: (len(pair[0].offered), round(pair[1].changed), not pair[1].is_backup, -sheets.index(pair[1]))
        )
        others = ", ".join(sheet.name for sheet in sheets if sheet is not chosen)
        notices = [texts.SEVERAL.say(count=len(sheets), chosen=chosen.name, others=others)] if len(sheets) > 1 else []
        notices += [problem.message() for problem in problems]
        notices += [texts.NOT_RUN.say(names=", ".join(late))] if late else []
        if any(words.startswith("CellTime") for words in best.problems.values()):
            notices.append(texts.CELL_TIME.say())
        return best, notices + [texts.ENDED[word].say() for word in dict.fromkeys(best.ended) if word in texts.ENDED]

    @staticmethod
    def _read(run: Run, sheet: Sheet) -> Run:
        """A run, unless the file was no notebook that can be run."""
        kind, _, language = run.unreadable.partition(" ")
        if kind == "language":
            raise CopyProblem(texts.NOT_PYTHON, language=language, path=sheet.name)
        if kind:
            raise CopyProblem(texts.IN_FILE, why=texts.NOT_JSON, path=sheet.name)
        return run

    def _run(self, exercise: Exercise, given: Any, files: Mapping[str, bytes], sheet: Sheet) -> Run:
        calls = {
            question.id: (question.variable, inputs_of(question, given, self.seed))
            for question in exercise.questions
            if question.kind == "function"
        }
        job = Job(
            notebook=sheet.content, wanted={question.id: question.variable for question in exercise.questions},
            given=f"from crm_course import workbook\nfrom crm_course.workbook import check, hint\n{exercise.setup}",
            calls=calls, files={**sheet.helpers(), **files}, here=sheet.here,
        )  # fmt: skip
        return self._with_queries(exercise, given, self._once(job))

    def _once(self, job: Job) -> Run:
        """What came of a job, now or before."""
        return self._kept(job) or self._keep(job, self.sandbox.run(job))

    def _with_queries(self, exercise: Exercise, given: Any, run: Run) -> Run:
        """Run the copy's SQL where no code of the learner's runs, and add what it gives."""
        asked = {
            question.id: {"text": run.offered[question.id], "tables": _tables(question, given)}
            for question in exercise.questions
            if question.kind == "sql" and isinstance(run.offered.get(question.id), str)
        }
        if not asked:
            return run
        answered = self._once(Job(queries=asked))
        return Run.from_data({**run.as_data(), "called": {**run.called, **answered.called}})

    # -- keeping --------------------------------------------------------------------------

    def _place(self, job: Job) -> Path | None:
        return self.store / f"{job.fingerprint()[:40]}.json" if self.store else None

    def _kept(self, job: Job) -> Run | None:
        place = self._place(job)
        if place is None or not place.exists():
            return None
        try:
            kept = json.loads(place.read_text(encoding="utf-8"))
            return (
                Run.from_data(kept["run"])
                if kept["level"] == self.sandbox.level and kept["limits"] == self.sandbox.limits.as_data()
                else None
            )
        except (ValueError, KeyError, TypeError):  # cut short by a crash: it is run again
            return None

    def _keep(self, job: Job, run: Run) -> Run:
        place = self._place(job)
        if place and "machine" not in run.ended:
            kept = {"level": self.sandbox.level, "limits": self.sandbox.limits.as_data(), "run": run.as_data()}
            write_whole(place, json.dumps(kept), durable=False)
        return run

    # -- marking --------------------------------------------------------------------------

    def _mark(self, student: str, question: Question, run: Run, given: Any, written: str) -> Mark:
        """The mark of one question; one that fails by itself (a teacher's own may) costs none of the others."""
        try:
            return self._marked(student, question, run, given, written)
        except Exception as error:
            why = texts.QUESTION_FAILS.say(why=f"{type(error).__name__}: {error}")
            return _error(student, question, why)

    def _marked(self, student: str, question: Question, run: Run, given: Any, written: str) -> Mark:
        answer = run.answers.get(question.id)
        if question.kind == "function" and isinstance(answer, Function):
            answer = Results(None if isinstance(each, Unreadable) else each for each in run.results(question.id))
            if not answer:
                answer = Unreadable("?")
        if question.kind == "sql" and isinstance(answer, str):
            answer = next(iter(run.results(question.id)), Unreadable("?"))
        said = self._said(question, answer, given, written)
        message = said.message if said.answered else texts.NO_ANSWER.say()
        return Mark(
            student=student, question=question.id, points=round(said.credit * question.points, 4), out_of=question.points,
            mistake="" if said.mistake in (None, "unreadable") else said.mistake or "", status=_status(question, said), message=message,
            answer="" if answer is None else _words(answer),
        )  # fmt: skip

    def _said(self, question: Question, answer: Any, given: Any, written: str) -> Feedback:
        if isinstance(answer, Unreadable | Function):
            refusal = not_plain(getattr(answer, "what", "function"), getattr(answer, "attribute", ""))
            return Feedback(question=question.id, correct=False, credit=0.0, mistake="unreadable", message=refusal.message())
        return mark(question, answer, given, written=written, seed=self.seed)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """One exercise of a copy: the run that counts, its marks, what is to be known; or why there are no marks."""

    run: Run = field(default_factory=Run)
    marks: Sequence[Mark]
    notices: Sequence[str]
    problem: CourseError | None = None


def _error(student: str, question: Question, why: str) -> Mark:
    return Mark(student=student, question=question.id, points=0.0, out_of=question.points, status="error", message=why)


def _status(question: Question, said: Feedback) -> str:
    if not said.answered:
        return "missing"
    if said.mistake == "unreadable":
        return "unreadable"
    if question.kind == "open":
        return "to-read"
    return "right" if said.correct else "partly" if said.credit else "wrong"


def _words(answer: Any) -> str:
    if isinstance(answer, str):
        return answer.strip()
    if isinstance(answer, Unreadable):
        return answer.what
    return shown(_rounded(answer), _SHOWN) if not isinstance(answer, float) else _rounded(answer)


def _rounded(answer: Any) -> Any:
    """An answer as it is shown: figures rounded and written as in the language in force."""
    if isinstance(answer, float) and math.isfinite(answer):
        digits = max(0, _DIGITS - 1 - math.floor(math.log10(abs(answer)))) if answer else 0
        return number(answer, min(digits, 12)) if digits else number(round(answer), 0)
    with contextlib.suppress(CourseError):
        answer = plain(answer)
    if isinstance(answer, Mapping):
        return {key: _rounded(value) for key, value in answer.items()}
    return [_rounded(value) for value in answer] if isinstance(answer, list) else answer


def _language(sheets: Sequence[Sheet]) -> str:
    """The language that a copy's notebooks are written in, or nothing."""
    return next((language for sheet in sheets if (language := sheet.language)), "")


def _ignored(sheets: Mapping[str, Sequence[Sheet]], exercises: Sequence[str]) -> list[str]:
    others = sorted(set(sheets) - set(exercises))
    return [texts.NOT_ASKED.say(exercises=", ".join(others))] if others else []


def _tables(question: Question, given: Any) -> str:
    """The tables of a query as a database, the one that the right query is asked of, as text."""
    assert question.tables is not None
    return base64.b64encode(stored(question.tables(given))).decode()
