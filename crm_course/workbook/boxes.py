"""A box's last answer, kept between two openings of a notebook, so that its cell may be run again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crm_course.foundations.files import write_whole

from .progress import MARKER, workspace

__all__ = ["last", "remember"]

_FILE = "answers.json"
_session: dict[str, Any] = {}


def remember(question: str, answer: Any) -> None:
    """Keep a box's last answer, in the workspace if there is one, so that its cell may be run again."""
    _session[question] = answer
    root = workspace()
    if root is not None:
        write_whole(root / MARKER / _FILE, json.dumps({**_kept(root), question: answer}, ensure_ascii=False, indent=1))


def last(question: str) -> Any:
    """A box's last answer, or None."""
    root = workspace()
    return (_kept(root) if root is not None else _session).get(question)


def _kept(root: Path) -> dict[str, Any]:
    try:
        kept = json.loads((root / MARKER / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or damaged: the notebook's own outputs still hold the answers
        return {}
    return kept if isinstance(kept, dict) else {}
