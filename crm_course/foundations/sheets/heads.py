"""Which line names the columns, and which lines are no entries? Titles, headings, totals.

The header is the first line that names several columns. Titles may stand above it, a second
heading below it (as SurveyMonkey and merged cells make), totals and remarks at the foot.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from . import texts

__all__ = ["Head", "apart", "blank", "head_of", "sums", "typed", "unique"]

Cells = Sequence[str]
_TITLES = 15
"""Lines above the header, at most."""
_NUMBER = r"[+\-−]?\s?(?:€\s?)?\d[\d\s.,'’\u00a0\u202f]*(?:e[+-]?\d+)?\s?(?:%|€|k€|eur|s|sec|min|h|pts?)?"
_DATE = (
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ,àa]+\d{1,2}[:h]\d{2}.*)?|\d{1,2}(?:er)? [^\W\d_]{3,9}\.? \d{4}.*|[^\W\d_]{3,9} \d{1,2}, \d{4}.*"
)
_TIME = r"(?:\d+[:h]\d{2}(?::\d{2}(?:[.,]\d+)?)?)(?:\s?[ap]m)?"
_TYPED = re.compile(rf"(?:{_NUMBER}|{_DATE}|{_TIME}|\S+@\S+\.\S+)", re.IGNORECASE)
_DATED = re.compile(rf"(?:{_DATE}|\S+@\S+\.\S+|\+\d[\d .]{{7,}}|0[1-9](?:[ .]?\d\d){{4}})", re.IGNORECASE)
_NOTHING = frozenset({"", "-", "–", "—", ".", "/", "n/a", "na", "nc", "nan", "none", "null", "#n/a", "(not set)", "nd", "s/o"})
_SECOND = re.compile(
    r"response|open-ended response|réponse(?: libre| ouverte)?|réponses?|question|other \(please specify\)|autre \(veuillez préciser\)|\{.*importid.*\}",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\s*(?:(?:(?:sous|grand|sub)[ -]?)?tota(?:ls?|ux)\b|somme\b|sum\b|moyennes?\b|averages?\b|(?:nombre|nb) (?:de |d[’'])|number of |"
    r"\(?\d[\d\s]* (?:lignes?|rows?|enregistrements?|records?|clients?|contacts?|résultats?|results?|réponses?|responses?)\b|"
    r"(?:count|compte|rows?|lignes?|records?) ?(?::|$)|cumuls?\b|ensemble\b|summe\b|gesamt\w*|suma\b|totale\b|(?:report|à reporter|solde) (?:total|général|final)\b)",
    re.IGNORECASE,
)
_SUMS = re.compile(rf"{_TOTAL.pattern}|--|==|__|\*\*|\+\+", re.IGNORECASE)
_RULE = re.compile(r"(?:[-=_*+]{2,})?")
"""A line drawn between header and entries."""
_NOTE = re.compile(
    r".*[:©]|source\b|note\b|export|généré|generated|édité|imprimé|printed|page \d|\*|[-=_]{2,}|fin (?:du |de |d[’'])|end of |[ée]dit[ée]|extrait|extraction",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the entries begin: lines `above` the header, lines of the `header` itself, and the columns' names."""

    above: int
    header: int
    names: tuple[str, ...]


def blank(cells: Cells) -> bool:
    """Whether no cell is filled."""
    return not any(cell and not cell.isspace() for cell in cells)


def typed(cell: str) -> bool:
    """Whether a cell is a figure, a date, a time or an address rather than words."""
    return bool(_TYPED.fullmatch(cell.strip()))


def head_of(rows: Sequence[Cells], *, named: bool | None = None) -> Head:
    """Find the header among the first rows of a table.

    Parameters
    ----------
    rows : sequence of lines, each a sequence of cells
    named : bool, optional
        Whether a line names the columns; told from the rows where it is not said.

    >>> head_of([["Clients au 30/11", ""], ["Nom", "Note"], ["Durand", "9"]])
    Head(above=1, header=1, names=('Nom', 'Note'))
    """
    filled = [sum(1 for cell in row if cell and not cell.isspace()) for row in rows]
    first = next((n for n in range(len(rows)) if filled[n] > 1), next((n for n in range(len(rows)) if filled[n]), 0))
    first = first if first < _TITLES else next(n for n in range(len(rows)) if filled[n])
    while (following := _next(filled, first)) < _TITLES and _is_title(rows[first], rows[following], filled[first], filled[following]):
        first = following
    first = _under_titles(rows, filled, first)
    names = [" ".join(cell.split()) for cell in rows[first]] if rows else []
    below = [row for row in rows[first + 1 :] if not blank(row)]
    if named is False or (named is None and _no_names(names, below)):
        return Head(first, 0, unique([""] * len(names)))
    if below and _is_second(names, below):
        return Head(first, _next(filled, first) - first + 1, unique(_joined(names, below[0])))
    return Head(first, 1, unique(names))


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """Names of columns, each once: the second « Note » is « Note (2) », one without a name is numbered.

    >>> unique(["Note", "Note"])
    ('Note', 'Note (2)')
    """
    taken: dict[str, int] = {}
    made: list[str] = []
    for place, name in enumerate(names, start=1):
        plain = name or texts.COLUMN.say(n=place)
        taken[plain] = taken.get(plain, 0) + 1
        made.append(plain if taken[plain] == 1 else f"{plain} ({taken[plain]})")
    return tuple(made)


def sums(cell: str) -> bool:
    """Whether a cell begins as the label of a total or of a count does."""
    return _SUMS.match(cell) is not None


def apart(cells: Cells, header: Cells, *, foot: bool) -> str:
    """Why a line is no entry: ``header`` (repeated), ``total``, ``note`` (at the `foot` only), or empty.

    >>> apart(["TOTAL", "", "200,00"], ["Nom", "Tél", "Achats"], foot=False), apart(["Total SA", "01 99 00 12 34", "5"], ["a", "b", "c"], foot=False)
    ('total', '')
    """
    begins = cells[0] or next((cell for cell in cells if cell and not cell.isspace()), "") if cells else ""
    if _RULE.fullmatch(begins.strip()) and all(_RULE.fullmatch(cell.strip()) for cell in cells):
        return "note"
    if begins == header[0] or begins.strip() == header[0]:
        return "header" if len(header) > 1 and [" ".join(cell.split()) for cell in cells] == list(header) else ""
    if _TOTAL.match(begins.strip()) and _only_sums(cells, begins):
        return "total"
    if foot and len(header) > 2 and sum(1 for cell in cells if cell and not cell.isspace()) == 1 and _NOTE.match(begins.strip()):
        return "note"
    return ""


# -- private ------------------------------------------------------------------------------


def _next(filled: Sequence[int], place: int) -> int:
    return next((n for n in range(place + 1, len(filled)) if filled[n]), len(filled) + _TITLES)


def _is_title(row: Cells, following: Cells, filled: int, more: int) -> bool:
    """Whether a line of several cells is a title: « Exporté le ; 30/11/2026 » above a wider line of names."""
    if more <= filled or more < 2 or any(typed(cell) for cell in following if cell):
        return False
    if any(typed(cell) or cell.lstrip().startswith("#") for cell in row if cell):
        return True
    return 2 * filled <= more and all(row[:filled])


def _under_titles(rows: Sequence[Cells], filled: Sequence[int], first: int) -> int:
    """The first line of names that is twice as wide as all lines above it, where these are but labels and their values."""
    widest = 0
    for place in range(first, min(len(rows), _TITLES)):
        wide = filled[place] > 2 and filled[place] >= 2 * widest and widest
        if wide and not any(typed(cell) for cell in rows[place] if cell) and any(filled[place + 1 :]):
            return place
        if filled[place] and not all(rows[place][: filled[place]]):
            break
        widest = max(widest, filled[place])
    return first


def _no_names(names: Sequence[str], below: Sequence[Cells]) -> bool:
    """Whether the first line is an entry already: figures, dates or addresses, as those below it."""
    cells = [cell for cell in names if cell]
    alike = [
        place
        for place, cell in enumerate(names)
        if cell and typed(cell) and any(len(row) > place and typed(row[place]) for row in below[:5])
    ]
    if not alike or _steps(cells):
        return False
    return all(typed(cell) for cell in cells) or any(_DATED.fullmatch(names[place]) for place in alike)


def _steps(cells: Sequence[str]) -> bool:
    """Whether cells count on by one: scores 1 … 10 or years may be the names of columns."""
    if len(cells) < 2 or not all(cell.isdecimal() for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    rise = {later - sooner for sooner, later in pairwise(numbers)}
    return rise in ({1}, {-1}) and (len(cells) > 2 or 1990 <= min(numbers) <= max(numbers) <= 2100)


def _is_second(names: Sequence[str], below: Sequence[Cells]) -> bool:
    """Whether the line under the header goes on with it."""
    under, rest = below[0], below[1:]
    words = [cell.strip() for cell in under if cell.strip()]
    if words and all(_SECOND.fullmatch(cell) for cell in words):
        return True
    gaps = [place for place, cell in enumerate(under) if cell.strip() and (place >= len(names) or not names[place])]
    spoken = gaps and rest and not any(typed(cell) for cell in words) and not any(cell.lower() in _NOTHING for cell in words)
    return bool(spoken) and any(
        typed(row[place]) for row in rest[:5] for place in range(min(len(row), len(under))) if row[place] and not typed(under[place])
    )


def _joined(names: Sequence[str], under: Cells) -> list[str]:
    """Heading and second heading as one name; a heading reaches over the columns without one to its right."""
    made, over = [], ""
    for place in range(max(len(names), len(under))):
        upper = names[place] if place < len(names) else ""
        lower = " ".join(under[place].split()) if place < len(under) else ""
        over = upper or (over if lower else "")
        made.append(upper or over if not lower or _SECOND.fullmatch(lower) else f"{over} – {lower}" if over else lower)
    return made


def _only_sums(cells: Cells, begins: str) -> bool:
    """Whether nothing but figures stands beside a word of totals; a telephone number is no sum."""
    others = [cell.strip() for cell in cells if cell and not cell.isspace() and cell is not begins]
    return all((typed(cell) and not _DATED.fullmatch(cell)) or cell.lower() in _NOTHING for cell in others)
