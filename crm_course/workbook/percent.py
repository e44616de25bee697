"""The cells of a py:percent script: prose twice, French first; code once.

Lessons and exercises are written so. Markdown cells tagged ``lang-fr`` and ``lang-en`` stand
side by side; the English one carries ``of="…"``, a hash of the French that it translates, so
that a French cell that changes flags its twin.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_course.foundations.errors import CourseError
from crm_course.foundations.language import LANGUAGES, Text

__all__ = ["Cell", "ScriptProblem", "cells", "fingerprint", "pairs", "stale", "stamp"]


class ScriptProblem(CourseError):
    """A script that cannot be read: which cell, and what is missing."""


_NO_TWIN = Text(
    fr="{script} : la cellule {position} « {start} » n’a pas sa jumelle « {language} ».",
    en='{script}: cell {position} "{start}" has no twin in "{language}".',
)
_STALE = Text(
    fr="{script} : le français a changé depuis la traduction de la cellule « {start} ».",
    en='{script}: the French has changed since the translation of the cell "{start}".',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: prose (`language` is ``fr`` or ``en``) or code, and the line of the file where it begins."""

    prose: bool
    source: str
    line: int
    language: str = ""
    of: str = ""

    @property
    def start(self) -> str:
        """Its first words."""
        return self.source[:50]


_HEAD = re.compile(r"^# %%(?P<prose> \[markdown\])?(?P<rest>.*)$")


def cells(text: str) -> list[Cell]:
    """The cells of a script, empty ones left out; what stands above the first (a docstring) is none."""
    lines = text.splitlines()
    heads = [(number, found) for number, line in enumerate(lines) if (found := _HEAD.match(line))]
    ends = [number for number, _ in heads[1:]] + [len(lines)]
    made = [_cell(found, lines[number + 1 : end], number + 2) for (number, found), end in zip(heads, ends, strict=True)]
    return [cell for cell in made if cell.source]


def _cell(head: re.Match[str], lines: Sequence[str], line: int) -> Cell:
    if not head["prose"]:
        return Cell(prose=False, source="\n".join(lines).strip("\n"), line=line + _blank(lines))
    words = "\n".join(row.removeprefix("#").removeprefix(" ") for row in lines if row.startswith("#")).strip()
    language = next((name for name in LANGUAGES if f'"lang-{name}"' in head["rest"]), "")
    of = re.search(r'of="(\w*)"', head["rest"])
    return Cell(prose=True, source=words, line=line, language=language, of=of[1] if of else "")


def _blank(lines: Sequence[str]) -> int:
    """How many empty lines stand first."""
    return next((count for count, row in enumerate(lines) if row.strip()), 0)


def pairs(found: Sequence[Cell], script: str) -> Iterator[tuple[Cell, Cell]]:
    """French cell and English twin in order; a code cell is its own twin."""
    position = 0
    while position < len(found):
        cell = found[position]
        if not cell.prose:
            yield cell, cell
            position += 1
            continue
        twin = found[position + 1] if position + 1 < len(found) else None
        if cell.language != "fr" or twin is None or twin.language != "en":
            missing = "fr" if cell.language != "fr" else "en"
            raise ScriptProblem(_NO_TWIN, script=script, position=position + 1, start=cell.start, language=missing)
        yield cell, twin
        position += 2


def fingerprint(french: str) -> str:
    """The hash of a French cell that its English twin carries as ``of``."""
    return hashlib.sha256(french.strip().encode()).hexdigest()[:8]


def stale(path: Path, script: str) -> list[str]:
    """What to translate again: one sentence per English cell left behind."""
    found = pairs(cells(path.read_text(encoding="utf-8")), script)
    return [_STALE.say("en", script=script, start=twin.start) for cell, twin in found if cell.prose and twin.of != fingerprint(cell.source)]


def stamp(path: Path, script: str) -> int:
    """Write into each English cell the hash of the French beside it; returns how many changed.

    To be run after the translations were brought up to date, never instead.
    """
    text = path.read_text(encoding="utf-8")
    hashes = iter([fingerprint(cell.source) for cell, _ in pairs(cells(text), script) if cell.prose])
    stamped = re.sub(
        r'^(# %% \[markdown\].*?tags=\["lang-en"\])(?: of="\w*")?[ \t]*$', lambda m: f'{m[1]} of="{next(hashes)}"', text, flags=re.MULTILINE
    )
    path.write_text(stamped, encoding="utf-8")
    return sum(a != b for a, b in zip(text.splitlines(), stamped.splitlines(), strict=True))
