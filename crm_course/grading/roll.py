"""Who is behind the marks: the class by e-mail, ID and Moodle's number, and who handed in nothing.

It lies beside the runs of a gradebook, so that the files for Moodle can be written again when
open answers have been read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, speaking

from . import texts, worksheet
from .classroom import Classroom
from .marks import Graded
from .rules import Rules
from .submissions import Copy
from .who import Pairing
from .worksheet import Worksheet

__all__ = ["Listed", "Roll", "drawn", "read", "write"]

ROLL, WORKSHEET = "roll.json", "worksheet.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One of those who are marked: name, e-mail, ID number, Moodle's number of what was handed in; whether anything was.

    `shares` is who handed in for the group; `penalty` the share of the points that lateness costs.
    """

    name: str
    email: str = ""
    number: str = ""
    participant: str = ""
    absent: bool = False
    shares: str = ""
    penalty: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Roll:
    """Everybody, and the worksheet to fill, if there is one."""

    listed: tuple[Listed, ...] = ()
    per_question: bool = False
    worksheet: Worksheet | None = None
    comments: Mapping[str, str] = field(default_factory=dict)

    def of(self, name: str) -> Listed:
        """The one of that name; of a copy that nobody knows, the name alone."""
        return next((each for each in self.listed if each.name == name), Listed(name=name))

    def applied(self, graded: Iterable[Graded]) -> list[Graded]:
        """The marks with what lateness costs, and those of a group for each who shares them."""
        marked = {each.student: self._late(each) for each in graded}
        for member in self.listed:
            if member.shares in marked and member.name not in marked:
                marked[member.name] = _for(member.name, marked[member.shares])
        return list(marked.values())

    def _late(self, each: Graded) -> Graded:
        if not (penalty := self.of(each.student).penalty):
            return each
        with speaking(each.language):
            return replace(each, penalty=penalty, notices=(*each.notices, texts.LATE.say(penalty=penalty)))

    @property
    def absent(self) -> tuple[Listed, ...]:
        """Who handed in nothing."""
        return tuple(each for each in self.listed if each.absent)


def _for(name: str, graded: Graded) -> Graded:
    """The marks of a group for another of its members."""
    with speaking(graded.language):
        told = texts.SHARED.say(name=Text.literal(graded.called))
    return replace(
        graded, student=name, name=name, notices=(*graded.notices, told), marks=tuple(replace(m, student=name) for m in graded.marks)
    )


def drawn(
    room: Classroom, pairing: Pairing, copies: Sequence[Copy], sheet: Worksheet | None, rules: Rules | None = None
) -> tuple[Listed, ...]:
    """The list of a class, or without one of those who handed in and those on the worksheet."""
    if room.students:
        rules = rules or Rules()
        missing = {student.name for student in pairing.absent}
        handed = {copy.student: max((sheet.changed for sheet in copy.sheets), default=0.0) for copy in copies}
        first = {rules.groups[copy.student]: copy.student for copy in reversed(copies) if copy.student in rules.groups}
        return tuple(
            Listed(name=each.name, email=each.email, number=each.number, participant=pairing.numbers.get(each.name, ""),
                   absent=each.name in missing and rules.groups.get(each.name) not in first,
                   shares=first.get(rules.groups.get(each.name, ""), "") if each.name in missing else "",
                   penalty=rules.late.penalty(handed[each.name]) if rules.late and handed.get(each.name) else 0.0)
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


def write(
    folder: Path,
    listed: Sequence[Listed],
    *,
    sheet: Path | None = None,
    per_question: bool = False,
    comments: Mapping[str, str] | None = None,
) -> None:
    """Keep the list beside the runs, the worksheet as it was given, and the bank of comments."""
    told = {"per_question": per_question, "comments": dict(comments or {}), "listed": [asdict(each) for each in listed]}
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
        listed=tuple(Listed(**each) for each in told["listed"]), per_question=told["per_question"], comments=told.get("comments", {}),
        worksheet=worksheet.read(kept) if kept.is_file() else None,
    )  # fmt: skip
