"""A class's data in one go: one folder a student, and one for the teacher beside them.

::

    out/
    ├── class.json                what was asked, so that an interrupted run goes on
    ├── students/le-goff-anne/    what Anne gets
    └── teacher/le-goff-anne/     the truth of Anne's data: never hand this folder out

Each folder appears when it is complete. The same order with the same folder makes only
what is missing; another order is refused.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from crm_course.foundations import checks
from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import LANGUAGES, Text

from ..generate import HOLDOUT, check_prediction, planned, world
from ..parameters import EDITIONS, World
from ..plan import Plan
from ..quality.errors import levels
from .files import PACKAGE, check_formats, new_folder
from .roster import folder_names

__all__ = ["Job", "Result", "edition_of", "make_class"]

LEDGER = "class.json"

_OTHER = Text(
    fr="Le dossier « {path} » contient déjà autre chose ; rien n’a été touché. Choisissez un dossier nouveau, "
       "ou relancez exactement la même commande pour reprendre où elle s’était arrêtée.",
    en='The folder "{path}" already holds something else; nothing was touched. Choose a new folder, '
       "or run the very same command again to go on where it stopped.",
)  # fmt: skip
_STOPPED = Text(
    fr="Arrêt pour « {who} » : {why} Les dossiers déjà complets restent ; relancez la même commande pour finir.",
    en='Stopped at "{who}": {why} Folders that are complete stay; run the same command again to finish.',
)


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a teacher orders; `world` is the name of one of the course, or a record of his own."""

    world: str | World
    customers: int = 1000
    months: int = 24
    seed: int = 7
    dirt: str = "none"
    formats: tuple[str, ...] = ("csv",)
    language: str = "fr"
    secret: str = ""
    locale: str = "fr_FR"
    edition: str | None = None
    students: tuple[str, ...] = ()
    prediction: int | None = None
    holdout: float = HOLDOUT

    def mark(self) -> str:
        """A fingerprint of the order, the secret included without being told; workers play no part."""
        asked = asdict(self) | {"students": None, "edition": self.plan.world.edition}
        if self.prediction is None:  # an order without it is the order that it was before there was any
            del asked["prediction"], asked["holdout"]
        return hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()

    def check(self) -> None:
        """Refuse an order that cannot be met, before anything is written."""
        planned(self.world, customers=self.customers, months=self.months, seed=self.seed, locale=self.locale, edition=self.edition)
        levels(self.dirt)
        check_prediction(self.prediction, self.holdout)
        check_formats(self.formats)
        checks.choice("language", self.language, LANGUAGES)

    @cached_property
    def plan(self) -> Plan:
        """The world of one data set that is no student's."""
        return planned(self.world, customers=self.customers, months=self.months, seed=self.seed, locale=self.locale, edition=self.edition)

    @property
    def passes_by(self) -> bool:
        """Whether the data are written block after block: errors, predictions and students' worlds need the whole in memory."""
        return not self.students and not levels(self.dirt) and self.prediction is None

    @property
    def steps(self) -> int:
        """How often the work comes on: by student, or by block and the company as a whole."""
        return self.plan.blocks + 1 if self.passes_by else max(len(self.students), 1)

    def people(self) -> Iterator[tuple[str | None, str]]:
        """Each student with a folder name; without a roster, one nameless data set."""
        if not self.students:
            yield None, "data"
        yield from zip(self.students, folder_names(list(self.students)), strict=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one student's data."""

    student: str
    folder: str
    rows: int = 0
    errors: int = 0
    found: bool = True
    kept: bool = False


def edition_of(out: Path) -> str | None:
    """The edition in which the data of a class's folder were begun; None where there are none yet."""
    try:
        begun = json.loads((out / LEDGER).read_text("utf-8")).get("edition")
    except (OSError, ValueError, AttributeError):
        return None
    return begun if begun in EDITIONS else None


def make_class(job: Job, out: Path, *, workers: int = 1, done: Callable[[Result], Any] = lambda result: None,
               step: Callable[[], Any] = lambda: None) -> list[Result]:  # fmt: skip
    """Write the data of a class under `out`; `done` is called after each student, `step` at each of the job's steps.

    Raises
    ------
    FileProblem
        If `out` holds something else, or cannot be written; folders already complete stay.
    """
    job.check()
    _open_ledger(job, out)
    kept = [
        Result(student=student or "", folder=folder, kept=True)
        for student, folder in job.people()
        if _complete(out, folder) == (True, True)
    ]
    waiting = [(student, folder) for student, folder in job.people() if folder not in {one.folder for one in kept}]
    if job.passes_by and waiting:
        results = [_passed_by(job, out, waiting[0][1], step)]
    else:
        results = []
        for result in itertools.chain(kept, _run(job, out, waiting, workers)):
            results.append(result)
            done(result)
            step()
    return results


def _passed_by(job: Job, out: Path, folder: str, step: Callable[[], Any]) -> Result:
    """One data set without errors, of any size."""
    from .large import save

    data, truth = _complete(out, folder)
    made, rows = save(job.plan, None if data else out / "students" / folder, None if truth else out / "teacher" / folder, job.formats,
                      job.language, step=step)  # fmt: skip
    return Result(student="", folder=folder, rows=rows, found=made.found == len(made.asked))


def _open_ledger(job: Job, out: Path) -> None:
    ledger = out / LEDGER
    if ledger.is_file():
        try:
            known = json.loads(ledger.read_text("utf-8")).get("mark")
        except (OSError, ValueError):
            known = None
        if known != job.mark():
            raise FileProblem(_OTHER, path=str(out))
        return
    with new_folder(out) as target:
        public = {name: value for name, value in asdict(job).items() if name != "secret"}
        (target / LEDGER).write_text(
            json.dumps(public | {"edition": job.plan.world.edition, "mark": job.mark()}, ensure_ascii=False, indent=1) + "\n", "utf-8"
        )


def _complete(out: Path, folder: str) -> tuple[bool, bool]:
    """Whether a student's data and their truth are there; what somebody else put in their place is not."""
    return (out / "students" / folder / PACKAGE).is_file(), (out / "teacher" / folder / "provenance.json").is_file()


def _run(job: Job, out: Path, waiting: list[tuple[str | None, str]], workers: int) -> Iterator[Result]:
    if workers <= 1 or len(waiting) < 2:
        for student, folder in waiting:
            yield _told(_one(job, out, student, folder), student)
        return
    with ProcessPoolExecutor(workers) as pool:
        tasks = {pool.submit(_one, job, out, student, folder): student for student, folder in waiting}
        try:
            for task in as_completed(tasks):
                yield _told(task.result(), tasks[task])
        finally:
            pool.shutdown(cancel_futures=True)


def _told(result: Result | str, student: str | None) -> Result:
    if isinstance(result, str):
        raise FileProblem(_STOPPED, who=student or "data", why=result)
    return result


def _one(job: Job, out: Path, student: str | None, folder: str) -> Result | str:
    """Make and write one data set; a problem comes back as a sentence, which travels between processes."""
    from crm_course.foundations.language import speaking

    try:
        with speaking(job.language):
            made = world(job.world, customers=job.customers, months=job.months, seed=job.seed, student=student, dirt=job.dirt,
                         secret=job.secret, locale=job.locale, edition=job.edition, prediction=job.prediction, holdout=job.holdout)  # fmt: skip
            data, truth = _complete(out, folder)
            if not truth:
                made.save_truth(out / "teacher" / folder, job.language)
            if not data:
                made.save(out / "students" / folder, job.formats, job.language)
    except FileProblem as problem:
        return problem.message(job.language)
    rows = sum(map(len, made.tables.values()))
    return Result(student=student or "", folder=folder, rows=rows, errors=len(made.errors), found=bool(made.gate["found"].all()))
