"""Which day is written here? One date or moment, as people and programs write it, French or English."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

import pandas as pd

__all__ = ["COMPACT", "ISO", "LIVED", "LOCAL", "is_unset", "parse", "possible", "read_cell"]

LIVED = 120
"""Years that nobody reaches."""

_ZONE = r"(?:\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_TIME = rf"(?:(?:[T ,]+(?:à |at |a )?|T)(\d{{1,2}})[:h](\d{{2}})?(?::(\d{{2}})(?:[.,](\d+))?)?(?:\s?([AaPp])\.?[Mm]\.?)?{_ZONE})?"
_DAY_NAME = r"(?:[^\W\d_]{2,9}\.?,? )?"
ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
LOCAL = re.compile(rf"({_DAY_NAME})(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}|\d{{2}}){_TIME}$")
COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(Z)?")
_WORDED = re.compile(rf"{_DAY_NAME}(\d{{1,2}})(?:er|st|nd|rd|th)?[ -]([^\W\d_]{{3,9}})\.?[ -](\d{{4}}|\d{{2}}){_TIME}")
_MONTH_WORD = re.compile(rf"{_DAY_NAME}([^\W\d_]{{3,9}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_NAMES = ("jan", "fev feb", "mar", "avr apr", "mai may", "jun juin", "jul juil", "aou aug", "sep", "oct", "nov", "dec")
_MONTHS = {word: month for month, words in enumerate(_NAMES, start=1) for word in words.split()}
_ZEROS = re.compile(r"[0:\s/.T-]*0[0:\s/.T-]*")


def parse(
    cell: object, *, month_first: bool = False, zone: str | None = "Europe/Paris", birth: bool = False, today: dt.date | None = None
) -> dt.datetime | None:
    """One date or moment by a given convention; None if it is none.

    >>> parse("1er juil. 2026"), parse("08/11/2026 3:05 PM", month_first=True)
    (datetime.datetime(2026, 7, 1, 0, 0), datetime.datetime(2026, 8, 11, 15, 5))
    """
    return read_cell(" ".join(str(cell).split()), month_first, zone, birth, today or dt.date.today())


def is_unset(cell: object) -> bool:
    """Whether a cell is a date that a program left unset: 00/00/0000."""
    return bool(_ZEROS.fullmatch(str(cell))) and len(str(cell)) > 7


def possible(moment: dt.datetime, birth: bool, today: dt.date) -> bool:
    """Whether a moment can be what it is said to be: of our time, and a birth past and less than 120 years ago."""
    if birth:
        return moment.date() <= today and today.year - moment.year < LIVED
    return 1900 <= moment.year <= 2100


def read_cell(text: str, month_first: bool, zone: str | None, birth: bool, today: dt.date) -> dt.datetime | None:
    """:func:`parse` of a cell without double spaces."""
    try:
        made = _moment(text, month_first, birth, today)
    except ValueError:
        return None
    if made is None:
        return None
    moment, stamp = made
    if stamp:
        offset = "+00:00" if stamp in ("Z", "UTC", "GMT") else stamp
        moment = pd.Timestamp(moment.isoformat() + offset).tz_convert(zone or "UTC").tz_localize(None).to_pydatetime()
    return moment if possible(moment, birth, today) else None


def _moment(text: str, month_first: bool, birth: bool, today: dt.date) -> tuple[dt.datetime, str] | None:
    if match := ISO.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]), match.groups()[3:])
    if match := LOCAL.fullmatch(text):
        first, second = int(match[2]), int(match[3])
        day, month = (second, first) if month_first else (first, second)
        return _made(_year(match[4], month, day, birth, today), month, day, match.groups()[4:])
    if match := _WORDED.fullmatch(text):
        month, day = _month(match[2]), int(match[1])
        return _made(_year(match[3], month, day, birth, today), month, day, match.groups()[3:])
    if match := _MONTH_WORD.fullmatch(text):
        return _made(int(match[3]), _month(match[1]), int(match[2]), match.groups()[3:])
    if match := COMPACT.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3]), (match[4], match[5], match[6], None, None, match[7]))
    return None


def _made(year: int, month: int, day: int, clock: Sequence[str | None]) -> tuple[dt.datetime, str]:
    hour, minute, second, fraction, half, stamp = clock
    at = int(hour or 0)
    if half:
        if not 1 <= at <= 12:
            raise ValueError("an hour with AM or PM")
        at = at % 12 + (12 if half.lower() == "p" else 0)
    return dt.datetime(year, month, day, at, int(minute or 0), int(second or 0), int((fraction or "0")[:6].ljust(6, "0"))), stamp or ""


def _year(text: str, month: int, day: int, birth: bool, today: dt.date) -> int:
    """A year; of two digits the latest that can be: a birth is past, another date at most twenty years ahead."""
    if len(text) == 4:
        return int(text)
    near = 2000 + int(text)
    last = (today.year, today.month, today.day) if birth else (today.year + 20, 12, 31)
    return near if (near, month, day) <= last else near - 100


def _month(word: str) -> int:
    """A month from its name or abbreviation, French or English; 0 if it is none."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter))
    return _MONTHS.get(plain[:4]) or _MONTHS.get(plain[:3], 0)
