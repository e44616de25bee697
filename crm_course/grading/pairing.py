"""The pairing of copies and students as a teacher sees it before anything is graded."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import who, worksheet
from .archives import WHOLE_CLASS, Unpacker, is_archive
from .classroom import Classroom
from .submissions import find
from .who import HOW, Match, Pairing

__all__ = ["shown_pairing"]


def shown_pairing(
    class_folder: Path, submissions: Path, sheet: Path | None, said: Sequence[str]
) -> tuple[Pairing, list[tuple[str, str, str]]]:
    """Who is who among the copies, after the corrections that are `said`: the pairing, and copy, student, how known."""
    folder = class_folder if class_folder.is_dir() else class_folder.parent
    room = Classroom.read(folder, None)
    with tempfile.TemporaryDirectory() as opened:
        unpacker = Unpacker(Path(opened))
        place = unpacker.opened(submissions, WHOLE_CLASS) if is_archive(submissions) else submissions
        copies = find(place, unpacker)
        known = worksheet.read(sheet) if sheet else worksheet.among(sorted(place.glob("*.csv")))
        if said:
            who.correct(folder, room, copies, said)
        pairing = who.pair(copies, room, worksheet=known, told=who.corrections(folder))
        return pairing, [_row(match) for match in pairing.matches]


def _row(match: Match) -> tuple[str, str, str]:
    name = ", ".join(match.copy.entries) or match.copy.student
    if match.student is None:
        return name, "?", f"{HOW[''].say()} {', '.join(match.nearest)}".strip()
    return name, match.student.name, HOW[match.how].say()
