"""Every lesson run as a reader runs it, for a page that shows what comes out."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from crm_course.foundations.errors import CourseError
from crm_course.workbook.build import FOLDERS, lesson_notebook
from crm_course.workbook.contents import CONTENTS, Part
from crm_course.workbook.workspace import prepare

from . import texts

__all__ = ["executed"]

SECONDS = 600
"""A cell that takes longer is stopped."""


def executed(language: str, told: Callable[[str], Any]) -> Iterator[tuple[Part, dict[str, Any]]]:
    """Each lesson with its results, in the order of the course, run in a learner's folder of its own.

    Raises
    ------
    CourseError
        If one stops; it names the lesson and what was said.
    """
    with tempfile.TemporaryDirectory(prefix="crm-course-") as folder:
        prepare(Path(folder), languages=[language])
        for part in (each for each in CONTENTS if each.lesson):
            told(part.title.say())
            yield part, _run(part, language, Path(folder))


def _run(part: Part, language: str, folder: Path) -> dict[str, Any]:
    book = nbformat.reads(lesson_notebook(part, language), as_version=4)  # type: ignore[no-untyped-call]
    place = folder / FOLDERS["lesson"] / language
    try:
        with _as_in_a_server(place / part.filename(language)):
            NotebookClient(book, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": str(place)}}).execute()
    except CellExecutionError as error:
        raise CourseError(texts.STOPPED, lesson=part.title.say(), why=f"{error.ename}: {error.evalue}"[:300]) from error
    made: dict[str, Any] = json.loads(nbformat.writes(book))  # type: ignore[no-untyped-call]
    return made


@contextmanager
def _as_in_a_server(path: Path) -> Iterator[None]:
    """A kernel that is told its notebook leaves no picture beside a chart: the page draws it itself."""
    before = os.environ.get("JPY_SESSION_NAME")
    os.environ["JPY_SESSION_NAME"] = str(path)
    try:
        yield
    finally:
        if before is None:
            del os.environ["JPY_SESSION_NAME"]
        else:
            os.environ["JPY_SESSION_NAME"] = before
