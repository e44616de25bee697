"""Which copies resemble each other more than chance would have it: a hint for a human, never a mark.

Two things are counted for each pair: wrong values that they share with hardly anyone else (where
each has data of his own, the more telling), and cells that are theirs alone, letter for letter.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from crm_course.foundations.files import write_whole

from .exports import harmless
from .marks import Graded

__all__ = ["Pair", "pairs", "write"]

Thing = TypeVar("Thing", bound=Hashable)
_FEW = 3
_LEAST_LETTERS = 40
_LEAST_VALUES, _LEAST_CELLS = 2, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two copies that resemble each other: on which wrong answers, and in how many cells."""

    one: str
    other: str
    questions: tuple[str, ...]
    cells: int


def pairs(graded: Sequence[Graded], handed_out: Collection[str] = ()) -> list[Pair]:
    """The pairs worth a look, the most alike first; cells that were `handed_out` are nobody's own."""
    given = {_bare(source) for source in handed_out}
    values = _shared(
        ((mark.question, mark.answer), each.student)
        for each in graded
        for mark in each.marks
        if mark.status == "wrong" and not mark.mistake and mark.answer
    )
    written = ((_bare(source), each.student) for each in graded for source in each.sources)
    cells = _shared((cell, student) for cell, student in written if len(cell) >= _LEAST_LETTERS and cell not in given)
    found = [
        Pair(one=one, other=other, questions=tuple(sorted(question for question, _ in values[one, other])), cells=len(cells[one, other]))
        for one, other in sorted({*values, *cells})
    ]
    telling = [pair for pair in found if len(pair.questions) >= _LEAST_VALUES or pair.cells >= _LEAST_CELLS]
    return sorted(telling, key=lambda pair: -(2 * len(pair.questions) + pair.cells))


def _shared(items: Iterable[tuple[Thing, str]]) -> dict[tuple[str, str], set[Thing]]:
    """By pair of students, what they have in common with hardly anyone else."""
    holders: dict[Thing, set[str]] = defaultdict(set)
    for thing, student in items:
        holders[thing].add(student)
    common: dict[tuple[str, str], set[Thing]] = defaultdict(set)
    for thing, students in holders.items():
        if len(students) <= _FEW:
            for one, other in combinations(sorted(students), 2):
                common[one, other].add(thing)
    return common


def _bare(source: str) -> str:
    """A cell without comments, spaces or the lines that every copy has."""
    lines = (re.sub(r"#.*", "", line) for line in source.splitlines() if not re.match(r"\s*(check|hint)\(", line))
    return re.sub(r"\s+", "", "".join(lines))


def write(path: Path, found: Sequence[Pair]) -> None:
    """The pairs as a table."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("student", "other", "same_wrong_answers", "same_cells", "questions"))
    for pair in found:
        rows.writerow((harmless(pair.one), harmless(pair.other), len(pair.questions), pair.cells, " ".join(pair.questions)))
    write_whole(path, out.getvalue())
