"""Grading as a test session: students and questions as tests, marks as their outcome."""

from __future__ import annotations

import secrets
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import IO, Any

import pytest

from crm_course.foundations import checks
from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import speaking

from . import cleanup, outputs, roll, rules, texts, who, worksheet
from .archives import WHOLE_CLASS, Unpacker, is_archive
from .catalogue import Catalogue
from .classroom import Classroom, read_secret
from .grader import CopyProblem, Grader
from .isolation import Limits, available, usable
from .marks import Graded, Mark, one_line
from .results import Results
from .sandbox import Sandbox, SandboxLost
from .submissions import Copy, find, left_out, no_notebooks
from .worksheet import Worksheet

__all__ = ["GradingSession"]

_SEED, _OPENED = "crm_course_seed", "crm_course_opened"


class GradingSession:
    """The hooks of a session that grades."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.folder = Path(config.args[0])
        option = config.option
        self.gradebook: Path | None = None
        self._sandbox: Sandbox | None = None
        self._opened: tuple[Path, IO[str]] | None = None
        self._last: tuple[str, Graded | CourseError] | None = None
        self.told: list[str] = []
        self.problems: dict[str, set[str]] = {}
        self.level = option.isolation or available()
        try:
            self.gradebook = outputs.named(option.gradebook, self.folder) if option.gradebook else None
            self.limits = _limits(option)
            if not usable(self.level):
                raise SandboxLost(texts.NO_LEVEL, level=self.level)
            self.results = Results(
                outputs.places(self.gradebook).results if self.gradebook else _nowhere(), kept=self.gradebook is not None
            )
            unpacker = Unpacker(self._place_to_open)
            if is_archive(self.folder):
                self.folder = unpacker.opened(self.folder, WHOLE_CLASS)
            found = find(self.folder, unpacker)
            self.catalogue = Catalogue.of(map(Path, option.pack))
            self.classroom = self._classroom(option)
            self.worksheet = self._worksheet(option.worksheet)
            told = who.corrections(_class_folder(option.class_file)) if option.class_file else {}
            self.pairing = who.pair(found, self.classroom, worksheet=self.worksheet, told=told)
            self.copies = self.pairing.copies() if self.classroom.students else found
            self.rules = rules.read(_class_folder(option.class_file), self.classroom) if option.class_file else rules.Rules()
            self.listed = roll.drawn(self.classroom, self.pairing, self.copies, self.worksheet, self.rules)
            self.exercises = self._exercises(option.exercise)
            if option.regrade and not self._is_worker:
                self.results.clear()
            given = getattr(config, "workerinput", {})
            self.seed = given.get(_SEED) or self.results.seed(secrets.randbits(40))
        except CourseError as error:
            self._give_back()
            raise pytest.UsageError(error.message()) from error
        except OSError as error:
            raise pytest.UsageError(_cannot_write(self.gradebook or self.folder, error)) from error

    @property
    def _is_worker(self) -> bool:
        return hasattr(self.config, "workerinput")

    def _place_to_open(self) -> Path:
        """Where archives are opened: beside the runs, or for this session alone."""
        if self.results.kept:
            return self.results.folder / "opened"
        given = getattr(self.config, "workerinput", {}).get(_OPENED)
        if given:
            return Path(given)
        self._opened = self._opened or cleanup.own_folder()
        return self._opened[0]

    def _give_back(self) -> None:
        """Remove what was opened for this session alone."""
        if self._opened is not None:
            shutil.rmtree(self._opened[0], ignore_errors=True)
            self._opened[1].close()

    def _worksheet(self, named: str | None) -> Worksheet | None:
        """The worksheet that was named, or one that lies among the copies."""
        if named:
            return worksheet.read(Path(named))
        return worksheet.among(sorted(self.folder.glob("*.csv")))

    @staticmethod
    def _classroom(option: Any) -> Classroom:
        if not option.class_file:
            return Classroom()
        if not option.secret_file:
            raise pytest.UsageError(texts.SECRET_NEEDED.say())
        return Classroom.read(Path(option.class_file), read_secret(Path(option.secret_file)))

    def _exercises(self, named: list[str]) -> tuple[str, ...]:
        """Those named, else those of the class, else those that a quarter of the copies hold."""
        for exercise in named:
            self.catalogue.exercise(exercise)
        if named or self.classroom.exercises:
            return tuple(named) or self.classroom.exercises
        known = self.catalogue.ids()
        held = [{sheet.speaks_of(known) for sheet in copy.sheets} - {""} for copy in self.copies]
        least = sum(bool(each) for each in held) / 4
        return tuple(name for name in known if (count := sum(name in each for each in held)) and count >= least)

    # -- grading --------------------------------------------------------------------------

    @cached_property
    def grader(self) -> Grader:
        """The grader, its sandbox started when the first copy is run."""
        option = self.config.option
        hidden = [self.folder, self.results.folder, *self.catalogue.packs]
        hidden += [Path(option.class_file)] if option.class_file else []
        ready = [self.catalogue.exercise(name).setup for name in self.exercises]
        self._sandbox = Sandbox(self.limits, level=self.level, hidden=hidden, ready=ready)
        return Grader(
            catalogue=self.catalogue, exercises=self.exercises, sandbox=self._sandbox, classroom=self.classroom,
            seed=self.seed, store=self.results.runs, language=option.feedback_language,
        )  # fmt: skip

    def graded(self, copy: Copy) -> Graded:
        """The marks of a copy, graded once however many of its questions are asked for; a copy's problem is told once."""
        if self._last is not None and self._last[0] == copy.slug:
            outcome = self._last[1]
            if isinstance(outcome, CourseError):
                pytest.skip(texts.TOLD_ABOVE.say())
            return outcome
        outcome = self._outcome(copy)
        self._last = copy.slug, outcome
        if isinstance(outcome, CourseError):
            with speaking(self.config.option.feedback_language):
                pytest.fail(one_line(f"{copy.student}: {outcome.message()}"), pytrace=False)
        return outcome

    def _outcome(self, copy: Copy) -> Graded | CourseError:
        """The marks of a copy, or why there are none; both are kept."""
        try:
            outcome: Graded | CourseError = self.grader.grade(copy)
        except CourseError as error:
            outcome = error
        except Exception as error:  # of the machine, or a fault of ours: it is told, and the next copies are graded
            outcome = CopyProblem(texts.GRADER_FAILS, why=f"{type(error).__name__}: {error}")
        try:
            if isinstance(outcome, Graded):
                self.results.write(outcome, copy)
            else:
                self.results.write_problem(
                    copy, outcome, self.asked(), self.config.option.feedback_language or "fr", self.classroom.name(copy.student)
                )
        except OSError as error:
            outcome = CopyProblem(texts.CANNOT_WRITE, path=str(self.results.folder), why=error.strerror or str(error))
        return outcome

    def asked(self) -> list[tuple[str, float]]:
        """Every question that is graded, with its points."""
        return [(q.id, q.points) for name in self.exercises for q in self.catalogue.exercise(name).questions]

    # -- hooks ----------------------------------------------------------------------------

    def pytest_sessionstart(self) -> None:
        """A machine that shuts down ends a session as Ctrl-C does: what was graded is written, what was started is ended."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, signal.default_int_handler)

    def pytest_report_header(self) -> list[str]:
        """Which isolation is in force, and what is graded."""
        return [self._isolation(), texts.GRADING.say(count=len(self.copies), exercises=", ".join(self.exercises) or "–")]

    def _isolation(self) -> str:
        return texts.ISOLATION.say(level=self.level, what=texts.LEVELS[self.level])

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Every worker draws the same hidden inputs, and finds archives opened where the others do."""
        node.workerinput[_SEED] = self.seed
        if self._opened is not None:
            node.workerinput[_OPENED] = str(self._opened[0])

    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """The folder of the copies is read by us alone: nothing in it is a test."""
        return Copies.from_parent(parent, path=path, session_of=self) if path == self.folder else None

    def pytest_report_teststatus(self, report: pytest.TestReport) -> tuple[str, str, str] | None:
        """A mark is no failure: what is shown is the points."""
        told = dict(report.user_properties)
        if report.when != "call" or "points" not in told or report.failed:
            return None
        status = str(told["status"])
        words = f"{texts.STATUSES[status]} {told['points']:g}/{told['out_of']:g} {told['mistake']}".strip()
        return texts.STATUSES[status].say(), texts.LETTERS[status], words

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """End what was started, also by workers that had to be killed; write the gradebook where the whole session is seen."""
        if self._sandbox is not None:
            self._sandbox.close()
        self._give_back()
        cleanup.sweep()
        if self.gradebook and not self._is_worker and not self.config.option.collectonly:
            try:
                roll.write(
                    self.results.folder,
                    self.listed,
                    sheet=self.worksheet.path if self.worksheet else None,
                    per_question=self.config.option.per_question,
                    comments=self.rules.comments,
                )
                self.told = outputs.write(self.gradebook, self.results.read(self.copies), self.catalogue).lines()
            except OSError as error:
                self.told = [_cannot_write(self.gradebook, error)]
                session.exitstatus = pytest.ExitCode.INTERNAL_ERROR

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Where the marks are, who needs a look; how copies were kept apart, where "-q" left the header out."""
        first = [self._isolation()] if self.config.option.verbose < 0 else []
        taken = {self.worksheet.path.name} if self.worksheet else set()
        aside = [name for name in no_notebooks(self.folder, self.copies) if name not in taken]
        passed = ((texts.LEFT_OUT, left_out(self.folder)), (texts.NO_COPY_OF, aside))
        unknown = self.pairing.unknown if self.classroom.students else ()
        first += [texts.UNKNOWN_COPIES.say(count=len(unknown))] if unknown else []
        for line in [*first, *self.told, *(told.say(names=", ".join(names)) for told, names in passed if names)]:
            terminalreporter.write_line(line)


def _class_folder(path: str) -> Path:
    """The ``teacher/`` folder, though its file was named."""
    return Path(path) if Path(path).is_dir() else Path(path).parent


def _limits(option: Any) -> Limits:
    """As asked for: with none or less of a limit, every copy would get nothing, or have no end."""
    return Limits(
        cell_seconds=checks.positive("--cell-seconds", option.cell_seconds),
        copy_seconds=checks.positive("--copy-seconds", option.copy_seconds),
        memory_mb=checks.whole("--memory-mb", option.memory_mb, least=1),
    )


def _cannot_write(path: Path, error: OSError) -> str:
    return texts.CANNOT_WRITE.say(path=str(path.parent), why=error.strerror or str(error))


def _nowhere() -> Path:
    return Path(tempfile.gettempdir(), "crm-grading-nowhere")


class Copies(pytest.Directory):
    """The folder of copies."""

    def __init__(self, *, session_of: GradingSession, **options: Any) -> None:
        super().__init__(**options)
        self.session_of = session_of

    def collect(self) -> Iterator[pytest.Collector]:
        """One collector a student."""
        for copy in self.session_of.copies:
            yield Student.from_parent(self, name=copy.student, copy=copy, grading=self.session_of)


class Student(pytest.Collector):
    """One student's copy."""

    def __init__(self, *, copy: Copy, grading: GradingSession, **options: Any) -> None:
        super().__init__(**options)
        self.copy, self.grading = copy, grading

    def collect(self) -> Iterator[pytest.Item]:
        """One test a question."""
        for question, out_of in self.grading.asked() or [("copie", 0.0)]:
            yield Asked.from_parent(self, name=question, copy=self.copy, grading=self.grading, out_of=out_of)


class Asked(pytest.Item):
    """One question of one student: the mark is its outcome, and only a copy that cannot be graded fails."""

    def __init__(self, *, copy: Copy, grading: GradingSession, out_of: float, **options: Any) -> None:
        super().__init__(**options)
        self.copy, self.grading, self.out_of = copy, grading, out_of
        self.found: Mark | None = None

    def setup(self) -> None:
        """Run the copy; an error here is a copy that could not be graded, told at the first of its questions."""
        graded = self.grading.graded(self.copy)
        self.found = next((mark for mark in graded.marks if mark.question == self.name), None)

    def runtest(self) -> None:
        """Tell the mark."""
        if self.found is None or self.found.status == "error":
            why = self.found.message if self.found else texts.NO_EXERCISE.say()
            if why in self.grading.problems.setdefault(self.copy.slug, set()):
                pytest.skip(texts.TOLD_ABOVE.say())
            self.grading.problems[self.copy.slug].add(why)
            pytest.fail(one_line(f"{self.copy.student}: {why}"), pytrace=False)
        for name in ("points", "out_of", "mistake", "status"):
            self.user_properties.append((name, getattr(self.found, name)))

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it stands in a report."""
        return self.path, None, f"{self.copy.student} · {self.name}"
