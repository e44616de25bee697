"""Which column is what? Proposed from the headers, corrected by the reader, remembered.

A chapter declares the fields that it can use; each says by which words people and tools call
it, in French and in English, and which kinds of column can be it. A column is proposed for the
field whose words its header says best: as a whole, at its beginning, or somewhere in it. What
is not recognised is left out, in sight, and the reader's choice counts before any proposal.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from . import checks
from .errors import InvalidData
from .files import write_whole
from .folding import fold
from .language import Text
from .sheets import Sheet, kind_of, nothing

__all__ = ["Brought", "Field", "brought", "forget", "model", "propose", "remember", "remembered"]

_COLUMN, _FIELD = Text(fr="colonne du fichier", en="column of the file"), Text(fr="contenu d’une colonne", en="content of a column")
_NEEDED = Text(fr="reconnue : {field} (colonnes reçues : {columns})", en="recognised: {field} (columns given: {columns})")
_CHOOSE = Text(fr="Dites quelle colonne la contient.", en="Say which column holds it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a column can be.

    Attributes
    ----------
    name : str
    label : Text
        As the reader chooses it.
    words : str
        How headers say it, without accents, separated by ``|``: ``"date d appel|call date"``; a word ending in
        ``*`` stands for all that begin with it.
    alone : str
        Headers that say it only where nothing else is in them.
    never : str
        Words that rule it out.
    kinds : tuple of str
        The kinds of column that it can be (:data:`crm_course.foundations.sheets.KINDS`); any, where there are none.
    needed : bool
        Whether nothing can be done without it.
    example : tuple of str
        Cells of the model file.
    """

    name: str
    label: Text
    words: str = ""
    alone: str = ""
    never: str = ""
    kinds: tuple[str, ...] = ()
    needed: bool = False
    example: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Brought:
    """A table that a reader brought, and what its columns are.

    Attributes
    ----------
    frame : DataFrame
        Text cells; its index is the line in the file where it came from one.
    mapping : mapping
        Column → name of a field, or empty.
    told : str
        How the file was read: what was left out, and why.
    """

    frame: pd.DataFrame
    mapping: Mapping[str, str]
    told: str = ""

    def column(self, field: str) -> str | None:
        """The column that is a field."""
        return next((column for column, name in self.mapping.items() if name == field), None)

    def cells(self, field: str) -> pd.Series | None:
        """The cells of a field, missing ones empty; None where no column is it."""
        column = self.column(field)
        return None if column is None else self.frame[column].map(lambda cell: "" if nothing(cell) else cell)

    def line(self, place: int) -> int:
        """The line of a row in its file: the header of a table without lines is 1."""
        return int(self.frame.index[place]) if self.frame.index.name == "line" else place + 2

    def require(self, fields: Collection[Field]) -> None:
        """Raise unless each needed field has its column.

        Raises
        ------
        InvalidData
            Naming the first that has none, and the columns that there are.
        """
        for field in fields:
            if field.needed and self.column(field.name) is None:
                raise InvalidData(_COLUMN, _NEEDED, None, hint=_CHOOSE, field=field.label, columns=", ".join(map(str, self.frame.columns)))


def propose(frame: pd.DataFrame, fields: Sequence[Field], kinds: Mapping[str, str] | None = None) -> dict[str, str]:
    """Column → name of the field that it seems to be, or empty; each field once.

    >>> when = Field(name="start", label=Text(fr="Début", en="Start"), words="date d appel|call date|debut", kinds=("date",))
    >>> propose(pd.DataFrame({"Date d'appel": ["04/03/2026 09:15"], "Début": ["x"]}), [when])
    {"Date d'appel": 'start', 'Début': ''}
    """
    columns = [str(column) for column in frame.columns]
    known = kinds or {}
    found = {
        column: known.get(column) or kind_of([str(cell) for cell in frame.iloc[:, place].head(500).tolist()])
        for place, column in enumerate(columns)
    }
    scores = sorted(
        (-score, order, place)
        for order, field in enumerate(fields)
        for place, column in enumerate(columns)
        if (score := _fits(found[column], field, _said(fold(column), field)))
    )
    chosen: dict[str, str] = {}
    for _, order, place in scores:
        if columns[place] not in chosen and fields[order].name not in chosen.values():
            chosen[columns[place]] = fields[order].name
    return {column: chosen.get(column, "") for column in columns}


def brought(value: pd.DataFrame | Sheet | Brought, fields: Sequence[Field], corrected: Mapping[str, str] | None = None) -> Brought:
    """A table with what its columns are: as corrected, as remembered from another file of its shape, as proposed.

    Raises
    ------
    UnknownName
        If a correction names a column or a field that there is not; the closest is proposed.
    """
    if isinstance(value, Brought):
        frame, told, mapping = value.frame, value.told, dict(value.mapping)
    else:
        frame, told = (value.frame, value.sentence()) if isinstance(value, Sheet) else (value, "")
        mapping = remembered(frame, fields) or propose(frame, fields, value.kinds if isinstance(value, Sheet) else None)
    for column, name in (corrected or {}).items():
        checks.choice(_COLUMN, column, list(mapping))
        checks.choice(_FIELD, name, ("", *(field.name for field in fields)))
        mapping = {other: "" if name and given == name else given for other, given in mapping.items()} | {column: name}
    return Brought(frame=frame, mapping=mapping, told=told)


def model(fields: Sequence[Field], title: Text) -> bytes:
    """An XLSX with a column for each field, and example lines, to be filled in with one's own."""
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title.say())[:31]
    shown = [field for field in fields if field.example]
    sheet.append([field.label.say() for field in shown])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place in range(max((len(field.example) for field in shown), default=0)):
        sheet.append([field.example[place] if place < len(field.example) else None for field in shown])
    for letter in "ABCDEFGHIJKLMNOP"[: len(shown)]:
        sheet.column_dimensions[letter].width = 24
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


# -- what was chosen before ---------------------------------------------------------------


def remember(frame: pd.DataFrame, mapping: Mapping[str, str], fields: Sequence[Field]) -> None:
    """Keep a choice for the next file with these headers; no cell of the file is kept.

    Raises
    ------
    OSError
        If the place of the user's settings cannot be written.
    """
    known = _choices()
    known[_shape(frame, fields)] = {fold(column): name for column, name in mapping.items()}
    write_whole(_place(), json.dumps(dict(list(known.items())[-200:]), ensure_ascii=False, indent=1), durable=False)


def remembered(frame: pd.DataFrame, fields: Sequence[Field]) -> dict[str, str] | None:
    """What was chosen for a file with the same headers; None if there was none."""
    found = _choices().get(_shape(frame, fields))
    names = {field.name for field in fields} | {""}
    if not isinstance(found, dict) or not set(found.values()) <= names:
        return None
    return {str(column): found.get(fold(column), "") for column in frame.columns}


def forget() -> None:
    """Forget all choices."""
    _place().unlink(missing_ok=True)


def _place() -> Path:
    """The file of choices, where this system keeps a user's settings."""
    base = os.environ.get("CRM_COURSE_STATE") or os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return Path(base or Path.home() / ".local" / "state") / "crm-course" / "columns.json"


def _choices() -> dict[str, dict[str, str]]:
    try:
        found = json.loads(_place().read_text(encoding="utf-8"))
    except (OSError, ValueError):  # nothing was chosen yet, or the file is damaged: choices are proposed anew
        return {}
    return found if isinstance(found, dict) else {}


def _shape(frame: pd.DataFrame, fields: Sequence[Field]) -> str:
    """What files of one tool have in common: their headers."""
    said = "|".join(sorted(fold(column) for column in frame.columns)) + "||" + "|".join(field.name for field in fields)
    return hashlib.sha256(said.encode()).hexdigest()[:24]


# -- what a header says -------------------------------------------------------------------


def _fits(kind: str, field: Field, score: int) -> int:
    """The score, given what the column holds: cells of words rule a figure out, but where nothing else says the field and the header is its very name."""
    if not field.kinds or kind in (*field.kinds, "empty"):
        return score
    return 100 if score == 400 and kind == "text" else 0


def _said(header: str, field: Field) -> int:
    """How well a folded header says a field: 4 as a whole, 2 or 3 at its beginning or in it, longer words better; 0 not at all."""
    if field.never and _pattern(field.never).search(header):
        return 0
    if header in field.alone.split("|") or (field.words and _pattern(field.words).fullmatch(header)):
        return 400
    found = _pattern(field.words).search(header) if field.words else None
    return (300 if found.start() == 0 else 200) + len(found[0]) if found else 0


@lru_cache(maxsize=512)
def _pattern(words: str) -> re.Pattern[str]:
    said = sorted(words.split("|"), key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(word).replace(re.escape('*'), '[a-z0-9]*')}\b" for word in said))
