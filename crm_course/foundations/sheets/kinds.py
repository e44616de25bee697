"""What is in a column? A guess for the whole column, to be said and corrected.

===========  =======================================================================
``empty``    no cell is filled
``yes``      yes and no, true and false, in either language
``date``     dates or moments, also as clock numbers (:mod:`~crm_course.foundations.dates`)
``time``     times of the day or durations: ``00:03:20``
``email``    e-mail addresses
``phone``    telephone numbers
``code``     figures that name: leading zeros, or too long to count with
``number``   figures that count
``text``     words
===========  =======================================================================

A column is what nine of ten of its filled cells are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

__all__ = ["KINDS", "NOTHING", "kind_of", "lost", "nothing"]

KINDS = ("empty", "yes", "date", "time", "email", "phone", "code", "number", "text")
_SAMPLE = 2_000
_ENOUGH = 0.9
NOTHING = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "--",
        ".",
        "/",
        "n/a",
        "#n/a",
        "#na",
        "nan",
        "none",
        "null",
        "<na>",
        "nat",
        "(not set)",
        "(none)",
        "n.c.",
        "nc",
        "s/o",
        "n.a.",
    }
)
"""How tools write that nothing is known."""
_YES = frozenset(["oui", "non", "yes", "no", "true", "false", "vrai", "faux", "y", "n", "o", "x"])
_LOST = re.compile(r"\d(?:[.,]\d{1,8})?E\+(\d{2})", re.IGNORECASE)
_TESTS = (
    ("date", re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ].*)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})(?:[T ,àa]+\d{1,2}[:h]\d{2}.*)?|"
                        r"(?:[^\W\d_]{3,9}\.?,? )?\d{1,2}(?:er|st|nd|rd|th)? [^\W\d_]{3,9}\.? \d{4}.*|[^\W\d_]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?, \d{4}.*")),
    ("time", re.compile(r"\d+[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp][Mm])?")),
    ("email", re.compile(r"(?:mailto:|.*<)?[^@\s]+@[^@\s]+\.[^@\s]+>?")),
    ("phone", re.compile(r"(?:\+|00)\d[\d\s.()\-/]{6,}\d|\(?0[1-9]\)?(?:[\s.\-/]?\d\d){4}")),
    ("code", re.compile(r"0\d+|\d{12,}|[A-Z]{1,4}[-_]?\d+")),
    ("number", re.compile(r"[+\-−]?\s?€?\s?(?:\d[\d\s.,'’\u00a0\u202f]*|[.,]\d+)(?:e[+-]?\d+)?\s?(?:%|€|k€|eur)?", re.IGNORECASE)),
)  # fmt: skip


def nothing(cell: object) -> bool:
    """Whether a cell says that there is no value: empty, ``-``, ``N/A``, ``NULL``, ``(not set)`` …

    >>> nothing("n/a"), nothing(float("nan")), nothing("0")
    (True, True, False)
    """
    if cell is None or cell != cell:
        return True
    return " ".join(str(cell).split()).lower() in NOTHING


def lost(cell: str) -> bool:
    """Whether a long number was cut to its first digits by a spreadsheet: ``1.51E+11``.

    >>> lost("1.51E+11"), lost("1,23457E+12"), lost("151000000000"), lost("2E+03")
    (True, True, False, False)
    """
    found = _LOST.fullmatch(cell.strip())
    return bool(found) and int(found[1]) > 8  # type: ignore[index]


def kind_of(cells: Sequence[str] | Iterable[str]) -> str:
    """What a column holds, from its first filled cells.

    >>> kind_of(["01000", "22200"]), kind_of(["9", "10", "N/A"]), kind_of(["04/03/2026", "", "21/04/2026"])
    ('code', 'number', 'date')
    """
    filled = list(islice((cell.strip() for cell in cells if not nothing(cell)), _SAMPLE))
    if not filled:
        return "empty"
    if all(cell.casefold() in _YES for cell in filled):
        return "yes"
    shares = {kind: sum(1 for cell in filled if test.fullmatch(cell)) / len(filled) for kind, test in _TESTS}
    if shares["number"] >= _ENOUGH and any(re.fullmatch(r"0\d+", cell) for cell in filled) and all(cell.isdecimal() for cell in filled):
        return "phone" if shares["phone"] >= _ENOUGH else "code"
    return next((kind for kind, share in shares.items() if share >= _ENOUGH), "text")
