"""How far am I? Every answer noted in the workspace, and nothing ever overwritten.

The journal is a file of lines, ``.crm-course/progress.jsonl``, one per answer or hint, only
ever added to: a power cut can at worst leave a last line half-written, which is skipped.
Outside a workspace nothing is noted.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import Text

from . import returned

__all__ = [
    "DEFERRED",
    "JOURNAL",
    "MARKER",
    "Standing",
    "hints_taken",
    "is_deferred",
    "note",
    "note_hint",
    "note_judged",
    "settle",
    "standing",
    "tries_made",
    "workspace",
]

MARKER = ".crm-course"
JOURNAL = "progress.jsonl"
DEFERRED = "deferred.json"
DRIVE = Path("/drive")
"""Where a browser's storage is seen by the kernel that runs in it."""

_UNWRITABLE = Text(
    fr="Votre réponse est corrigée, mais la progression ne peut être notée dans « {path} » : {why}. Libérez de la place ou rendez le dossier accessible en écriture.",
    en='Your answer is marked, but the progress cannot be noted in "{path}": {why}. Free some space or make the folder writable.',
)

_session: Counter[str] = Counter()
_tried: Counter[str] = Counter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a learner stands on one question: best credit so far, tries, hints taken."""

    question: str
    credit: float = 0.0
    tries: int = 0
    hints: int = 0
    last_mistake: str | None = None


def workspace(start: Path | None = None) -> Path | None:
    """The workspace that holds `start` (default: the current folder), or ``None``."""
    here = (start or Path.cwd()).resolve()
    return next((folder for folder in (here, *here.parents) if (folder / MARKER).is_dir()), None) or settle(here)


def settle(here: Path, platform: str = sys.platform, drive: Path = DRIVE) -> Path | None:
    """In a browser, make its storage the learner's folder, so that progress is kept; elsewhere nothing."""
    if platform != "emscripten" or not here.is_relative_to(drive) or not drive.is_dir():
        return None
    try:
        (drive / MARKER).mkdir(exist_ok=True)
    except OSError:  # a browser that lends no storage: the notebook works, nothing is kept
        return None
    return drive


def is_deferred(question_id: str) -> bool:
    """Whether the teacher marks this question later: his folder says so in ``.crm-course/deferred.json``."""
    root = workspace()
    path = root / MARKER / DEFERRED if root else None
    if path is None or not path.exists():
        return False
    try:
        return str(question_id).partition(".")[0] in json.loads(path.read_text(encoding="utf-8"))
    except ValueError:  # damaged: the question is then marked at once, as usual
        return False


def note(question: str, credit: float, *, correct: bool, mistake: str | None = None, root: Path | None = None) -> None:
    """Add an answer's result to the journal of the workspace, if there is one."""
    _tried[question] += 1
    _add({"question": question, "credit": round(credit, 4), "correct": correct, "mistake": mistake}, root)


def note_judged(question: str, credit: float, why: str, *, root: Path | None = None) -> None:
    """Add to the journal what a learner (or a neighbour) found of an open answer, line by line of its rubric, and why."""
    _add({"question": question, "credit": round(credit, 4), "judged": True, "why": why}, root)


def tries_made(question_id: str) -> int:
    """How many answers were given to a question: in the workspace, or else in this session."""
    root = workspace()
    if root is None:
        return _tried[question_id]
    known = standing(root).get(question_id)
    return known.tries if known else 0


def note_hint(question_id: str, *, root: Path | None = None) -> None:
    """Add to the journal that a hint was taken."""
    _session[question_id] += 1
    _add({"question": question_id, "hint": True}, root)


def hints_taken(question_id: str) -> int:
    """How many hints of a question were taken: in the workspace, or else in this session."""
    root = workspace()
    if root is None:
        return _session[question_id]
    known = standing(root).get(question_id)
    return known.hints if known else 0


def standing(root: Path | None = None) -> dict[str, Standing]:
    """Where the learner stands, by question id; questions never tried are absent. What a teacher marked comes over what the learner found."""
    found: dict[str, Standing] = {}
    home = root or workspace()
    for entry in _entries(home):
        asked = str(entry.get("question"))
        before = found.get(asked, Standing(question=asked))
        is_hint, judged = bool(entry.get("hint")), bool(entry.get("judged"))
        found[asked] = Standing(
            question=asked,
            credit=max(before.credit, float(entry.get("credit") or 0.0)),
            tries=before.tries + (not is_hint and not judged),
            hints=before.hints + is_hint,
            last_mistake=before.last_mistake if is_hint or judged else entry.get("mistake"),
        )
    for asked, credit in returned.marks(home).items() if home else ():
        found[asked] = replace(found.get(asked, Standing(question=asked)), credit=credit)
    return found


def _entries(root: Path | None) -> list[dict[str, Any]]:
    if root is None or not (root / MARKER / JOURNAL).is_file():
        return []
    entries = []
    for line in (root / MARKER / JOURNAL).read_text(encoding="utf-8", errors="replace").splitlines():
        try:
            entry = json.loads(line)
        except json.JSONDecodeError:
            continue  # a line cut short by a crash; the others stand
        if isinstance(entry, dict):
            entries.append(entry)
    return entries


def _add(entry: dict[str, Any], root: Path | None) -> None:
    home = root or workspace()
    if home is None:
        return
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    line = json.dumps({"at": now, **entry}, ensure_ascii=False)
    path = home / MARKER / JOURNAL
    try:
        with path.open("ab") as journal:
            # a line of its own, even after one that was cut short
            journal.write(f"{'' if _ends_a_line(path) else chr(10)}{line}\n".encode())
            journal.flush()
            os.fsync(journal.fileno())
    except OSError as error:
        raise FileProblem(_UNWRITABLE, path=str(path), why=error.strerror or str(error)) from error


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as journal:
        if journal.seek(0, os.SEEK_END) == 0:
            return True
        journal.seek(-1, os.SEEK_END)
        return journal.read(1) == b"\n"
