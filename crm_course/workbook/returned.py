"""What a teacher returned: marks of open answers, in the page of feedback that a learner puts into the folder of the course."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

__all__ = ["marked", "marks"]

_NAME = "crm-course-marks"
_META = re.compile(rf'<meta name="{_NAME}" content="([^"]*)">')
_HEAD = 100_000


def marked(credits: Mapping[str, float]) -> str:
    """The line of a page's head that carries marks: question to the share of its points."""
    data = json.dumps({name: round(credit, 4) for name, credit in credits.items()})
    return f'<meta name="{_NAME}" content="{html.escape(data, quote=True)}">'


def marks(root: Path) -> dict[str, float]:
    """The marks in the pages that lie in `root`; of one question, those of the newest page."""
    found: dict[str, float] = {}
    for path in sorted(root.glob("*.html"), key=lambda page: (page.stat().st_mtime, page.name)):
        try:
            head = path.read_text(encoding="utf-8", errors="replace")[:_HEAD]
            told = json.loads(html.unescape(match[1])) if (match := _META.search(head)) else {}
        except (OSError, ValueError):  # another page, or a damaged one
            continue
        if isinstance(told, dict):
            found |= {str(name): float(credit) for name, credit in told.items() if isinstance(credit, int | float) and 0 <= credit <= 1}
    return found
