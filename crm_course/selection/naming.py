"""How the chapter's codes read, and back: criteria, tasks, obstacles, areas."""

from __future__ import annotations

from typing import Any

from crm_course.foundations.language import Text

from .catalogue import AREAS, RISKS, TASKS
from .texts import CODES

__all__ = ["code_of", "label", "named"]


def named(code: Any) -> Text:
    """A code in both languages; one's own words stay as they are."""
    if str(code) in CODES:
        return CODES[str(code)]
    for table, key in ((TASKS, "name"), (RISKS, "risk"), (AREAS, "area")):
        found = table[table[key] == code]
        if len(found):
            return Text(fr=str(found["fr"].iloc[0]), en=str(found["en"].iloc[0]))
    return Text.literal(str(code))


def label(code: Any) -> str:
    """A code as the reader knows it."""
    return named(code).say()


def code_of(words: Any) -> str:
    """The code of a criterion read in either language; one's own words stay as they are.

    >>> code_of("Délai"), code_of("Hotline")
    ('months', 'Hotline')
    """
    said = str(words).strip()
    return next((code for code, text in CODES.items() if said.casefold() in (code, text.fr.casefold(), text.en.casefold())), said)
