"""A gradebook in one's hands: grade a folder of copies, read the marks, the feedback and the report.

:func:`grade` types the very command that a teacher types, ``pytest --submissions=… --gradebook …``,
and shows what it shows; a :class:`Gradebook` is what that command left in the folder.
"""

from __future__ import annotations

import codecs
import importlib.util
import io
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from crm_course.foundations.errors import CourseError, FileProblem, MissingPart
from crm_course.foundations.language import Text, current

from . import marking_sheet, outputs, report, texts
from .catalogue import Catalogue
from .exports import harmless
from .isolation import available
from .results import Results
from .submissions import safe_name

if TYPE_CHECKING:
    from IPython.display import Markdown

__all__ = ["Gradebook", "grade"]

_GRADED, _SOME_NOT = 0, 1
_NAMES = {"student": str, "other": str, texts.STUDENT.fr: str, texts.STUDENT.en: str}
"""Columns of names: neither NA nor 007 is anything else."""


class GradingFailed(CourseError):
    """The session of grading ended before its end: what it said last."""


@dataclass(frozen=True)
class Gradebook:
    """The marks of a class and what lies beside them.

    Parameters
    ----------
    path : Path
        The CSV that ``--gradebook`` named.
    packs : tuple of Path
        Folders of questions of one's own.
    """

    path: Path
    packs: tuple[Path, ...] = ()

    @property
    def marks(self) -> pd.DataFrame:
        """One line a student and question: ``student, question, points, out_of, mistake, status``."""
        return self._table(self._places.marks)

    @property
    def students(self) -> pd.DataFrame:
        """One line a student: points by exercise, in all, out of, out of twenty, and the open answers that are still to be read."""
        return self._table(self._places.students).set_index("student")

    @property
    def workbook(self) -> Path:
        """The XLSX whose first sheet holds the open answers beside their rubric."""
        return self._places.workbook

    @property
    def open_answers(self) -> pd.DataFrame:
        """The open answers as the workbook shows them; :meth:`take` reads the points back."""
        return pd.read_excel(self.workbook, dtype=_NAMES, keep_default_na=False, na_values=[""])

    @property
    def alike(self) -> pd.DataFrame:
        """The pairs of copies worth a look: ``student, other, same_wrong_answers, same_cells, questions``."""
        return self._table(self._places.similar)

    @property
    def report(self) -> report.ClassReport:
        """Who is stuck where, and which mistake is common."""
        return report.read(self.path, Catalogue.of(self.packs).own)

    def feedback(self, student: str) -> Markdown:
        """What a student reads of his copy, to be shown in a notebook."""
        from IPython.display import Markdown

        path = self._places.feedback / f"{safe_name(student)}.md"
        try:
            words = path.read_text(encoding="utf-8")
        except OSError as error:
            raise FileProblem(texts.NO_FEEDBACK, student=Text.literal(student), path=str(self._places.feedback)) from error
        smaller = re.sub("^#", "###", words, flags=re.MULTILINE)  # a title inside a notebook, not of it
        return Markdown(smaller)  # type: ignore[no-untyped-call]

    def take(self, workbook: Path) -> int:
        """Take in the points given by hand in a workbook, and write the gradebook anew; how many marks are by hand now.

        What ``crm-course class marks`` does.
        """
        in_class = set(self.marks["student"])
        where = self._places
        with outputs.writing(self.path.absolute().parent):
            marking_sheet.catch_up(where.workbook, where.results)
            marking_sheet.read(workbook, where.results)
            graded = [each for each in Results(where.results, kept=True).everything() if harmless(each.called) in in_class]
            written = outputs.write(self.path.absolute(), graded, Catalogue.of(self.packs))
        return sum(mark.status == "read" for each in written.graded for mark in each.marks)

    def _repr_mimebundle_(self, **_: Any) -> Any:
        from crm_course.foundations.theme import bundle

        from .charts import marks_chart

        return bundle(marks_chart(self.marks))

    @property
    def _places(self) -> outputs.Places:
        return outputs.places(self.path)

    def _table(self, path: Path) -> pd.DataFrame:
        try:
            return pd.read_csv(path, dtype=_NAMES, keep_default_na=False)
        except (OSError, ValueError) as error:
            raise FileProblem(texts.NOT_A_GRADEBOOK, path=str(path)) from error


def grade(
    submissions: Path,
    gradebook: Path,
    *,
    teacher: Path | None = None,
    secret_file: Path | None = None,
    packs: Sequence[Path] = (),
    cell_seconds: float = 20.0,
) -> Gradebook:
    """Grade a folder of copies as the command does, and show what it says.

    Parameters
    ----------
    submissions : Path
        One folder or one notebook for each student.
    gradebook : Path
        The CSV to write; feedback, workbook and reports go beside it.
    teacher, secret_file : Path, optional
        The ``teacher/`` folder of a class and its secret, if each has data of his own.
    packs : sequence of Path
        Folders of questions of one's own.
    cell_seconds : float
        Computing time for one cell, in seconds.

    Raises
    ------
    MissingPart
        If pytest is not installed.
    GradingFailed
        If the session could not be held; a copy that cannot be graded does not stop it.
    """
    if importlib.util.find_spec("pytest") is None:
        raise MissingPart(texts.GRADING_MISSING)
    command = [sys.executable, "-m", "pytest", "-qq", "--color=no", "-p", "no:cacheprovider", f"--submissions={submissions}",
               "--gradebook", str(gradebook), "--cell-seconds", f"{cell_seconds:g}"]  # fmt: skip
    command += [part for name, path in (("--class", teacher), ("--secret-file", secret_file)) if path for part in (name, str(path))]
    command += [part for pack in packs for part in ("--pack", str(pack))]
    level = available()
    print(texts.ISOLATION.say(level=level, what=texts.LEVELS[level]))
    status, said = _typed(command)
    if status not in (_GRADED, _SOME_NOT):
        raise GradingFailed(texts.GRADING_FAILED, why=Text.literal(said.strip()[-_SHOWN:]))
    return Gradebook(gradebook, packs=tuple(packs))


_SHOWN = 1500


def _typed(command: Sequence[str]) -> tuple[int, str]:
    """Run a command and show what it says as it says it; its status, and all that it said."""
    environment = {**os.environ, "CRM_COURSE_LANGUAGE": current(), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    said, decoder = [], codecs.getincrementaldecoder("utf-8")("replace")
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment) as process:
        assert isinstance(process.stdout, io.BufferedReader)
        while some := process.stdout.read1():
            said.append(decoder.decode(some))
            print(said[-1], end="", flush=True)
    return process.returncode, "".join(said)
