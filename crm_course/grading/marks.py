"""One answer's mark, and all that is said of one copy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["STATUSES", "Graded", "Mark", "one_line"]

STATUSES = ("right", "partly", "wrong", "missing", "unreadable", "to-read", "read", "error")
"""``to-read``: an open answer, its points proposed, for a human to confirm; ``read``: confirmed; ``error``: not graded."""


_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]+")


def one_line(words: str) -> str:
    """`words` as a terminal can show them: what a learner wrote moves no cursor and sets no colour.

    >>> one_line("R\\x1b[2J")
    'R·[2J'
    """
    return _COMMANDS.sub("·", words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The mark of one question: points of how many, named mistake, status, words for the learner.

    `answer` is the answer as a reader recognises it.
    """

    student: str
    question: str
    points: float
    out_of: float
    mistake: str = ""
    status: str = "missing"
    message: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """All marks of one copy, and what happened while it ran.

    Attributes
    ----------
    notices : tuple of str
        For the teacher: limits passed, data swapped, more than one notebook…
    errors : tuple of str
        The learner's own errors, cell by cell.
    sources : tuple of str
        His cells, for the similarity report.
    fingerprint : str
        Of what was graded; the same copy need not be graded again.
    name : str
        The student as the class list writes the name, where there is one.
    unknown : bool
        Whether nobody of the class is known to have handed it in.
    penalty : float
        Share of the points (0–1) that lateness costs.
    """

    student: str
    language: str
    marks: tuple[Mark, ...]
    notices: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    fingerprint: str = ""
    name: str = ""
    unknown: bool = False
    penalty: float = 0.0

    @property
    def called(self) -> str:
        """The student's name for people to read: that of the class list, else that of the copy."""
        return self.name or self.student

    @property
    def is_graded(self) -> bool:
        """Whether the copy could be graded at all."""
        return any(mark.status != "error" for mark in self.marks)

    @property
    def points(self) -> float:
        """Points earned, less what lateness costs."""
        return sum(mark.points for mark in self.marks) * (1 - self.penalty)

    @property
    def mark_20(self) -> float:
        """The mark out of twenty."""
        return 20 * self.points / self.out_of if self.out_of else 0.0

    @property
    def to_read(self) -> int:
        """Open answers that nobody has read yet: the points proposed for them are no marks."""
        return sum(mark.status == "to-read" for mark in self.marks)

    @property
    def standing(self) -> str:
        """``final``, ``provisional`` while open answers are to be read, or ``error``."""
        return "error" if not self.is_graded else "provisional" if self.to_read else "final"

    @property
    def out_of(self) -> float:
        """Points that there were."""
        return sum(mark.out_of for mark in self.marks)

    def as_data(self) -> dict[str, Any]:
        """As kept in a file."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Graded:
        """As read from a file of ours."""
        lists = {name: tuple(data[name]) for name in ("notices", "errors", "sources")}
        return cls(**{**data, **lists, "marks": tuple(Mark(**mark) for mark in data["marks"])})
