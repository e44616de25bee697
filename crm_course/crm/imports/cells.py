"""What do the cells say? Each kind of field read from text, whole columns at a time.

A cell that cannot be read refuses its line, with the field and the reason, never the value:
reports may be sent around. An empty cell is no mistake.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.vocabulary import CHANNELS

from .. import keys
from .mapping import FIELDS
from .texts import FIELD_LABELS, REASONS

__all__ = ["dates", "read_cells"]

_BAD = object()
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_YES = {"1", "yes", "oui", "true", "vrai", "x", "y", "o", "subscribed", "inscrit", "abonne", "opt", "in", "optin", "actif", "active"} | {
    "opt in",
    "double opt in",
}
_NO = {"0", "no", "non", "false", "faux", "n", "unsubscribed", "desinscrit", "desabonne", "blacklisted", "cleaned", "optout"} | {"opt out"}
_TITLES = {"m": "mr", "mr": "mr", "monsieur": "mr", "mme": "mrs", "mrs": "mrs", "ms": "mrs", "miss": "mrs", "madame": "mrs", "mlle": "mrs"}


def read_cells(part: pd.DataFrame, mapping: Mapping[str, str], month_first: bool | None) -> tuple[pd.DataFrame, list[tuple[int, str, str]]]:
    """The fields of some lines, and the cells that could not be read.

    Parameters
    ----------
    part : DataFrame
        Text cells, indexed by line number.
    mapping : mapping
        Header → field.
    month_first : bool
        How 03/04/2026 is read where no other date of the column tells.

    Returns
    -------
    fields : DataFrame
        A column per field (None where empty), without the refused lines.
    refused : list of (line, field label, reason)
    """
    made: dict[str, list[Any]] = {}
    refused: list[tuple[int, str, str]] = []
    for header, field in mapping.items():
        if not field:
            continue
        cells = [str(cell).strip() for cell in part[header].tolist()]
        kind = FIELDS[field]
        values = _COLUMNS[kind](cells) if kind != "date" else _dates(cells, _month_first(cells, month_first))
        bad = [n for n, value in enumerate(values) if value is _BAD]
        refused += [(int(part.index[n]), FIELD_LABELS[field].say(), REASONS[_WHY[kind]].say()) for n in bad]
        made[field] = values
    frame = pd.DataFrame(made, index=part.index, dtype=object)
    return frame.drop(index=sorted({line for line, _, _ in refused})), refused


def _each(read: Callable[[str], Any]) -> Callable[[list[str]], list[Any]]:
    """A reader of columns from one of cells; equal cells are read once."""

    def column(cells: list[str]) -> list[Any]:
        known: dict[str, Any] = {"": None}
        for cell in cells:
            if cell not in known:
                found = read(cell)
                known[cell] = _BAD if found is None else found
        return [known[cell] for cell in cells]

    return column


def _text(cell: str) -> Any:
    return " ".join(cell.split()) if len(cell) <= 2000 and not _CONTROL.search(cell) else None


def _yes(cell: str) -> Any:
    word = keys.fold(cell)
    return True if word in _YES else False if word in _NO else None


def _amount(cell: str) -> Any:
    try:
        value = reading.number(cell)
    except InvalidValue:
        return None
    return value if abs(value) < 1e13 else None


def _chance(cell: str) -> Any:
    """Odoo writes 0–100, others 0–1 or 40 %: above 1 it is a percentage."""
    value = _amount(cell.removesuffix("%"))
    if value is None or not 0 <= value <= 100:
        return None
    return value / 100 if value > 1 or cell.endswith("%") else value


def _siren(cell: str) -> Any:
    digits = re.sub(r"[\s.]", "", cell).removesuffix(".0")
    return digits[:9] if re.fullmatch(r"\d{9}|\d{14}", digits) else None


def _postcode(cell: str) -> Any:
    return keys.postcode(cell) or (cell if len(cell) <= 10 and not _CONTROL.search(cell) else None)


_CHANNELS = {keys.fold(word): code for code, text in CHANNELS.items() for word in (code, text.fr, text.en)}
_COLUMNS: dict[str, Callable[[list[str]], list[Any]]] = {
    "text": _each(_text), "email": _each(keys.email), "phone": _each(keys.phone), "yes": _each(_yes), "amount": _each(_amount),
    "chance": _each(_chance), "siren": _each(_siren), "postcode": _each(_postcode),
    "title": _each(lambda cell: _TITLES.get(keys.fold(cell), "")),
    "channel": _each(lambda cell: _CHANNELS.get(keys.fold(cell), "")),
}  # fmt: skip
_WHY = {"text": "text", "email": "email", "phone": "phone", "yes": "yes", "amount": "amount", "chance": "amount", "siren": "siren",
        "postcode": "text", "date": "date", "title": "text", "channel": "text"}  # fmt: skip

# -- dates --------------------------------------------------------------------------------

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[T ]+(?:à )?(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:\s?([AaPp])[Mm])?)?")


_WORDED = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ([^\W\d_]{3,9})\.? (\d{4})")
_NAMES = ("jan", "fev feb", "mar", "avr apr", "mai may", "jun juin", "jul juil", "aou aug", "sep", "oct", "nov", "dec")
_MONTHS = {word: month for month, words in enumerate(_NAMES, start=1) for word in words.split()}


def _month(word: str) -> int:
    """A month from its name or abbreviation, French or English; 0 if it is none."""
    plain = keys.fold(word)
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3], 0)


def _month_first(cells: list[str], usual: bool | None) -> bool:
    """Whether a column writes 12/31/2026: told by the dates that can only be read one way."""
    found = [match for cell in cells[:5000] if (match := _LOCAL.fullmatch(cell))]
    if any(int(match[1]) > 12 for match in found):
        return False
    return any(int(match[2]) > 12 for match in found) or bool(usual)


def dates(values: Sequence[Any]) -> list[dt.datetime | None]:
    """Dates and moments of any kind, as people and programs write them; None where there is none."""
    cells = ["" if value is None or value != value else str(value).strip() for value in values]
    found = _dates(cells, _month_first(cells, None))
    return [None if value is _BAD else value for value in found]


def _dates(cells: list[str], month_first: bool) -> list[Any]:
    return _each(lambda cell: _date(cell, month_first))(cells)


def _date(cell: str, month_first: bool) -> dt.datetime | None:
    """A date or moment, in French wall-clock time where a zone is given; None if it is none."""
    iso, local, worded = _ISO.fullmatch(cell), _LOCAL.fullmatch(cell), _WORDED.fullmatch(cell)
    try:
        if worded:
            return _possible(dt.datetime(int(worded[3]), _month(worded[2]), int(worded[1])))
        if iso:
            year, month, day, hour, minute, second = (int(part or 0) for part in iso.groups()[:6])
            found = dt.datetime(year, month, day, hour, minute, second)
            return _paris(found, iso[7]) if iso[7] else _possible(found)
        if local:
            first, second_, year = int(local[1]), int(local[2]), int(local[3])
            day, month = (second_, first) if month_first else (first, second_)
            hour = int(local[4] or 0) % (12 if local[7] else 24) + (12 if (local[7] or "").lower() == "p" else 0)
            year += 0 if year > 99 else 2000 if year < 50 else 1900
            return _possible(dt.datetime(year, month, day, hour, int(local[5] or 0), int(local[6] or 0)))
    except ValueError:
        return None
    return None


def _paris(moment: dt.datetime, zone: str) -> dt.datetime | None:
    stamped = pd.Timestamp(moment.isoformat() + ("+00:00" if zone == "Z" else zone))
    return _possible(stamped.tz_convert("Europe/Paris").tz_localize(None).to_pydatetime())


def _possible(moment: dt.datetime) -> dt.datetime | None:
    return moment if 1900 <= moment.year <= 2100 else None
