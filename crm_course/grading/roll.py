"""Who is behind the marks: the class by e-mail, ID and Moodle's number, and who handed in nothing.

It lies beside the runs of a gradebook, so that the files for Moodle can be written again when
open answers have been read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from crm_course.foundations.files import write_whole

from . import worksheet
from .classroom import Classroom
from .submissions import Copy
from .who import Pairing
from .worksheet import Worksheet

__all__ = ["Listed", "Roll", "drawn", "read", "write"]

ROLL, WORKSHEET = "roll.json", "worksheet.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of those who are marked: name, e-mail, ID number, Moodle's number of what was handed in; whether anything was."""

    name: str
    email: str = ""
    number: str = ""
    participant: str = ""
    absent: bool = False


@dataclass(frozen=True, kw_only=True)
class Roll:
    """Everybody, and the worksheet to fill, if there is one."""

    listed: tuple[Listed, ...] = ()
    per_question: bool = False
    worksheet: Worksheet | None = None

    def of(self, name: str) -> Listed:
        """The one of that name; of a copy that nobody knows, the name alone."""
        return next((each for each in self.listed if each.name == name), Listed(name=name))

    @property
    def absent(self) -> tuple[Listed, ...]:
        """Who handed in nothing."""
        return tuple(each for each in self.listed if each.absent)


def drawn(room: Classroom, pairing: Pairing, copies: Iterable[Copy], sheet: Worksheet | None) -> tuple[Listed, ...]:
    """The list of a class, or without one of those who handed in and those on the worksheet."""
    if room.students:
        missing = {student.name for student in pairing.absent}
        return tuple(
            Listed(name=each.name, email=each.email, number=each.number, participant=pairing.numbers.get(each.name, ""),
                   absent=each.name in missing)
            for each in room.students.values()
        )  # fmt: skip
    rows = {row.number: row for row in sheet.rows} if sheet else {}
    present = []
    for copy in copies:
        row = rows.pop(copy.number, None)
        email, number = (row.email, row.idnumber) if row else ("", "")
        present.append(Listed(name=copy.student, participant=copy.number, email=email, number=number))
    return (*present, *(Listed(name=row.name or row.number, email=row.email, number=row.idnumber, participant=row.number, absent=True)
                        for row in rows.values()))  # fmt: skip


def write(folder: Path, listed: Sequence[Listed], *, sheet: Path | None, per_question: bool) -> None:
    """Keep the list beside the runs, and the worksheet as it was given."""
    told = {"per_question": per_question, "listed": [asdict(each) for each in listed]}
    write_whole(folder / ROLL, json.dumps(told, ensure_ascii=False, indent=1))
    if sheet is not None:
        write_whole(folder / WORKSHEET, sheet.read_bytes())
    elif (folder / WORKSHEET).exists():
        (folder / WORKSHEET).unlink()


def read(folder: Path) -> Roll:
    """The list kept beside the runs; an empty one where there is none."""
    if not (folder / ROLL).is_file():
        return Roll()
    told = json.loads((folder / ROLL).read_text(encoding="utf-8"))
    kept = folder / WORKSHEET
    return Roll(
        listed=tuple(Listed(**each) for each in told["listed"]), per_question=told["per_question"],
        worksheet=worksheet.read(kept) if kept.is_file() else None,
    )  # fmt: skip
