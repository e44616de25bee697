"""What a teacher rules for a class, as records beside its ``class.json``: lateness, groups, a bank of comments.

::

    teacher/
    ├── late.json      {"due": "2026-12-04 18:00", "per_day": 0.1, "most": 0.5}
    ├── groups.csv     student;group      one copy counts for all of a group
    └── comments.csv   code;comment       "#source" in the workbook of open answers is written out
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crm_course.foundations import checks, reading
from crm_course.foundations.errors import CourseError, FileProblem

from . import texts
from .classroom import Classroom

__all__ = ["Late", "Rules", "read"]

LATE, GROUPS, COMMENTS = "late.json", "groups.csv", "comments.csv"
_DAY = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """When copies are due (local time), the share of the points that each day begun costs, and the most that it may cost."""

    due: dt.datetime
    per_day: float = 0.1
    most: float = 1.0

    def __post_init__(self) -> None:
        checks.share("per_day", self.per_day)
        checks.share("most", self.most)

    def penalty(self, handed_in: float) -> float:
        """The share of the points that a copy handed in at `handed_in` (seconds since 1970) loses.

        >>> Late(due=dt.datetime(2026, 12, 4, 18), per_day=0.1, most=0.25).penalty(dt.datetime(2026, 12, 5, 19).timestamp())
        0.2
        """
        days = math.ceil((handed_in - self.due.timestamp()) / _DAY)
        return round(min(max(days, 0) * self.per_day, self.most), 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a class; by default none."""

    late: Late | None = None
    groups: Mapping[str, str] = field(default_factory=dict)
    """Student → group."""
    comments: Mapping[str, str] = field(default_factory=dict)
    """Code → comment."""


def read(folder: Path, room: Classroom) -> Rules:
    """The records in a class's folder; one that makes no sense is said, and nothing is graded by it."""
    return Rules(late=_late(folder / LATE), groups=_groups(folder / GROUPS, room), comments=_pairs(folder / COMMENTS))


def _late(path: Path) -> Late | None:
    if not path.is_file():
        return None
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return Late(**{**told, "due": dt.datetime.fromisoformat(told["due"])})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileProblem(texts.BAD_RECORD, path=str(path), why=str(error)) from error


def _groups(path: Path, room: Classroom) -> dict[str, str]:
    return {room.expect(student).name: group for student, group in _pairs(path).items() if group}


def _pairs(path: Path) -> dict[str, str]:
    """The first two columns of a table, if there is one."""
    if not path.is_file():
        return {}
    try:
        table = reading.table(path)
        return {str(one).strip(): str(other).strip() for one, other in zip(table.iloc[:, 0], table.iloc[:, 1], strict=True)}
    except (CourseError, IndexError) as error:
        raise FileProblem(texts.BAD_RECORD, path=str(path), why=str(error)) from error
