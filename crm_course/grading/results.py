"""What is known so far: a file for each copy, written whole, so that a stopped session goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from crm_course.foundations.errors import CourseError
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import speaking

from .marks import Graded, Mark, one_line
from .submissions import Copy

__all__ = ["Results"]

_SEED_FILE = "inputs.json"


class Results:
    """The folder beside a gradebook that holds runs and marks.

    Parameters
    ----------
    folder : Path
    kept : bool
        False where there is no gradebook: nothing is written then.
    """

    def __init__(self, folder: Path, *, kept: bool) -> None:
        self.folder, self.kept = folder, kept

    @property
    def runs(self) -> Path | None:
        """Where what came back of the sandbox is kept."""
        return self.folder / "runs" if self.kept else None

    def clear(self) -> None:
        """Forget what was run: all is run again. What a human gave stays, and so do the hidden inputs."""
        for path in sorted(self.folder.glob("*/*.json")) if self.kept else ():
            path.unlink()

    def seed(self, fresh: int) -> int:
        """The number from which hidden inputs are drawn: drawn once for a gradebook."""
        path = self.folder / _SEED_FILE
        if not self.kept:
            return fresh
        if not path.exists():
            write_whole(path, json.dumps({"seed": fresh}))
        return int(json.loads(path.read_text(encoding="utf-8"))["seed"])

    def write(self, graded: Graded, copy: Copy) -> None:
        """Keep the marks of a copy; half a character, which a string of Python may hold, is kept as "?"."""
        if self.kept:
            stamped = replace(graded, fingerprint=_fingerprint(copy))
            write_whole(self._place(copy), json.dumps(stamped.as_data(), ensure_ascii=False).encode(errors="replace"))

    def write_problem(self, copy: Copy, error: CourseError, asked: Iterable[tuple[str, float]], language: str, name: str = "") -> None:
        """Keep that a copy could not be graded, and why: no points, and a row for each question all the same."""
        with speaking(language):
            why = one_line(error.message())
            marks = tuple(
                Mark(student=copy.student, question=name, points=0.0, out_of=out_of, status="error", message=why) for name, out_of in asked
            )
        self.write(Graded(student=copy.student, language=language, marks=marks, notices=(why,), name=name, unknown=copy.unknown), copy)

    def read(self, copies: Iterable[Copy]) -> list[Graded]:
        """The marks of those of `copies` that were graded as they are now."""
        found = []
        for copy in copies:
            place = self._place(copy)
            if place.exists():
                graded = Graded.from_data(json.loads(place.read_text(encoding="utf-8")))
                if graded.fingerprint == _fingerprint(copy):
                    found.append(graded)
        return found

    def everything(self) -> list[Graded]:
        """The marks of every copy that was ever graded for this gradebook, by name."""
        files = sorted((self.folder / "marks").glob("*.json"))
        return [Graded.from_data(json.loads(path.read_text(encoding="utf-8"))) for path in files]

    def _place(self, copy: Copy) -> Path:
        return self.folder / "marks" / f"{copy.slug}.json"


def _fingerprint(copy: Copy) -> str:
    """Of a copy's files as they are: name, size, time."""
    digest = hashlib.sha256(copy.student.encode())
    for sheet in copy.sheets:
        told = sheet.path.lstat()
        digest.update(os.fsencode(sheet.path.name) + f"|{told.st_size}|{told.st_mtime_ns}".encode())
    return digest.hexdigest()[:32]
