"""When was it? A column of dates, read by one convention.

One column was written by one tool, so it is read one way: the convention is found from all of
its cells (21/04/2026 cannot be a month), or given. Where no cell tells, the day comes first,
as in French, and the reading says that this was assumed. Cells that do not fit are told, never
bent: a date that cannot be is no date.

Clock numbers (seconds or milliseconds since 1970, days as spreadsheets count them, ``20260304``)
are recognised by column and named. Days counted from a start that only the reader knows are
asked for. A year of two digits is what it can be: a birth lies in the past and nobody is 120.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from . import checks
from .date_cells import COMPACT, ISO, LOCAL, is_unset, parse, possible, read_cell
from .errors import InvalidData
from .language import Text
from .sheets.kinds import nothing

__all__ = ["CONVENTIONS", "Dates", "Evidence", "clock_of", "parse", "read"]

CONVENTIONS = {
    "iso": Text(fr="année, mois, jour", en="year, month, day"),
    "day_first": Text(fr="jour, mois, année", en="day, month, year"),
    "month_first": Text(fr="mois, jour, année", en="month, day, year"),
    "unix_seconds": Text(fr="secondes depuis 1970", en="seconds since 1970"),
    "unix_milliseconds": Text(fr="millisecondes depuis 1970", en="milliseconds since 1970"),
    "unix_microseconds": Text(fr="microsecondes depuis 1970", en="microseconds since 1970"),
    "unix_nanoseconds": Text(fr="nanosecondes depuis 1970", en="nanoseconds since 1970"),
    "excel_days": Text(fr="jours d’un tableur (depuis 1900)", en="days of a spreadsheet (since 1900)"),
    "excel_days_1904": Text(fr="jours d’un tableur (depuis 1904)", en="days of a spreadsheet (since 1904)"),
    "compact": Text(fr="année, mois, jour sans séparateur", en="year, month, day without separators"),
}
"""How a column of dates can be written."""

_DATE = Text(fr="date", en="date")
_ORDER = Text(fr="convention des dates", en="convention of the dates")
_RULE = Text(fr="une date ou un moment", en="a date or a moment")
_START_RULE = Text(fr="une date, et non un nombre sans origine", en="a date, not a number without an origin")
_START_WAY = Text(
    fr="Dites ce que compte cette colonne (secondes depuis 1970, jours d’un tableur…), ou ajoutez ces jours à leur date de départ.",
    en="Say what this column counts (seconds since 1970, days of a spreadsheet…), or add these days to their first date.",
)
_ONE_RULE = Text(fr="écrite comme le reste de la colonne ({convention})", en="written as the rest of the column ({convention})")
_READ = Text(fr="{column} : lu comme {convention}.", en="{column}: read as {convention}.")
_ASSUMED = Text(
    fr="{column} : aucun jour au-dessus de 12 ; lu comme {convention}, à vérifier.",
    en="{column}: no day above 12; read as {convention}, please check.",
)
_LEFT = Text(fr="Cellules sans date lisible : {count:number}.", en="Cells without a date that can be read: {count:number}.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dates:
    """A column of dates, read.

    Attributes
    ----------
    values : Series of datetime64
        The moments on the clock of `zone`, without a zone; NaT where there is none.
    refused : bool array
        Cells that are filled and are no date by the column's convention.
    convention : str
        A key of :data:`CONVENTIONS`.
    assumed : bool
        Whether no cell told day and month apart.
    """

    values: pd.Series
    refused: np.ndarray
    convention: str
    assumed: bool
    column: str = ""
    first_refused: Any = None

    def sentence(self) -> str:
        """How the column was read, and what was left."""
        said = (_ASSUMED if self.assumed else _READ).say(column=self.column or _DATE, convention=CONVENTIONS[self.convention])
        return f"{said} {_LEFT.say(count=int(self.refused.sum()))}" if self.refused.any() else said

    def checked(self) -> pd.Series:
        """The values, if every filled cell is a date.

        Raises
        ------
        InvalidData
            For the first that is none: its column and line, counted as in a file with a header.
        """
        if self.refused.any():
            place = int(np.argmax(self.refused))
            rule = _RULE if self.convention in ("iso", "compact") else _ONE_RULE
            raise InvalidData(self.column or _DATE, rule, self.first_refused, line=place + 2, convention=CONVENTIONS[self.convention])
        return self.values


def read(
    cells: Sequence[Any] | pd.Series,
    *,
    convention: str | None = None,
    zone: str | None = "Europe/Paris",
    birth: bool = False,
    assume: str = "day_first",
    today: dt.date | None = None,
) -> Dates:
    """Read a column of dates or moments.

    Parameters
    ----------
    cells : sequence or Series
        Text, dates, moments or clock numbers.
    convention : str, optional
        A key of :data:`CONVENTIONS`; found from the whole column where it is not said.
    zone : str, optional
        The clock on which moments that carry a zone are put; moments without one stay as they are.
    birth : bool
        Whether these are dates of birth: in the past, less than 120 years ago.
    assume : ``day_first`` or ``month_first``
        What is taken where no cell tells.
    today : date, optional
        The day from which two-digit years and births are judged.

    Raises
    ------
    InvalidData
        If the column counts days or hours from a start that nobody knows.
    UnknownName
        If there is no such convention.

    >>> found = read(["03/04/2026", "21/04/2026", "-"])
    >>> found.convention, found.assumed, found.values.dt.strftime("%d %b").tolist()
    ('day_first', False, ['03 Apr', '21 Apr', nan])
    >>> read([1_772_000_000, 1_779_776_000]).convention, read(["12/05/35"], birth=True).values[0].year
    ('unix_seconds', 1935)
    """
    column = cells if isinstance(cells, pd.Series) else pd.Series(list(cells), dtype=object)
    name = "" if column.name is None else str(column.name)
    if convention is not None:
        checks.choice(_ORDER, convention, CONVENTIONS)
    checks.choice(_ORDER, assume, ("day_first", "month_first"))
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        values, found, assumed = _on_clock(column, zone), "iso", False
        return Dates(values=values, refused=np.zeros(len(column), bool), convention=found, assumed=False, column=name)
    clock = convention if convention and convention.startswith(("unix", "excel")) else None
    if clock or (convention is None and (clock := clock_of(column, birth=birth))):
        values = _clocked(column, clock, zone, birth, today or dt.date.today())
        found, assumed = clock, False
    else:
        evidence = Evidence(assume)
        evidence.add(column.tolist())
        found, assumed = (convention, False) if convention else (evidence.convention, evidence.assumed)
        values = _written(column, found, zone, birth, today or dt.date.today())
    if zone not in (None, "UTC") and not clock and _SAYS_UTC.search(name):
        values = _on_clock(values.dt.tz_localize("UTC"), zone) if not _zoned(column) else values
    refused = values.isna().to_numpy()
    if refused.any():
        refused = refused & ~np.array([nothing(cell) or is_unset(cell) for cell in column], dtype=bool)
    first = column.iloc[int(np.argmax(refused))] if refused.any() else None
    return Dates(values=values, refused=refused, convention=found, assumed=assumed, column=name, first_refused=first)


_SAYS_UTC = re.compile(r"\b(?:utc|gmt)\b", re.IGNORECASE)


def _zoned(column: pd.Series) -> bool:
    """Whether the cells themselves carry a zone."""
    return any(
        re.search(r"(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$", str(cell).strip()) and not re.fullmatch(r"[\d/.-]+", str(cell).strip())
        for cell in column.head(200)
    )


class Evidence:
    """What the cells of a column tell of its convention, gathered part by part.

    >>> seen = Evidence()
    >>> seen.add(["03/04/2026", "04/25/2026"])
    >>> seen.convention, seen.assumed
    ('month_first', False)
    """

    def __init__(self, assume: str = "day_first") -> None:
        self.assume = assume
        self.day = self.month = self.iso = self.either = self.halves = self.compact = 0

    def add(self, cells: Sequence[Any]) -> None:
        """Look at some more cells."""
        for cell in set(map(str, cells)):
            if match := LOCAL.match(cell.strip()):
                first, second = int(match[2]), int(match[3])
                self.day += first > 12 >= second
                self.month += second > 12 >= first
                self.either += first <= 12 and second <= 12
                self.halves += bool(match[9])
            elif ISO.match(cell.strip()):
                self.iso += 1
            elif COMPACT.fullmatch(cell.strip()):
                self.compact += 1

    @property
    def assumed(self) -> bool:
        """Whether day and month are told apart by nothing but a habit."""
        return bool(self.either) and not self.day and not self.month

    @property
    def convention(self) -> str:
        """The convention that the cells tell; the habit where they tell none."""
        if not self.day + self.month + self.either:
            return "compact" if self.compact > self.iso else "iso"
        if self.day != self.month:
            return "day_first" if self.day > self.month else "month_first"
        return "month_first" if self.halves and not self.day else self.assume  # 3:05 PM is written where the month comes first


def clock_of(column: pd.Series, *, birth: bool = False) -> str | None:
    """Which clock a column of numbers counts by; None if it is no column of numbers.

    Nine of ten must fit the clock; the others are refused when they are read. Of births the
    days of a spreadsheet may begin a lifetime ago.

    Raises
    ------
    InvalidData
        If it is one, and counts from a start that only its reader knows.

    >>> clock_of(pd.Series([46_084.5, 46_085.0])), clock_of(pd.Series(["2026-03-04"]))
    ('excel_days', None)
    """
    numbers = _numbers(column)
    if numbers is None or not len(numbers):
        return None
    low, high = float(numbers.min()), float(numbers.max())
    if low >= 19_000_101 and high <= 21_001_231 and _all_days(numbers):
        return None
    spans = _CLOCKS | ({"excel_days": _BORN} if birth else {})
    found = next((clock for clock, (least, most) in spans.items() if np.mean((numbers >= least) & (numbers <= most)) >= _ENOUGH), None)
    if found is None and not (low >= 10**13 and high < 10**14 and np.all(numbers == np.floor(numbers))):
        raise InvalidData(str(column.name or "date"), _START_RULE, low, hint=_START_WAY)
    return found


# -- clocks -------------------------------------------------------------------------------

_CLOCKS = {"excel_days": (18_264, 109_575), "unix_seconds": (3e8, 7.3e9), "unix_milliseconds": (3e11, 7.3e12),
           "unix_microseconds": (3e14, 7.3e15), "unix_nanoseconds": (3e17, 7.3e18)}  # fmt: skip
"""From 1950 (spreadsheets) or 1979 to 2200."""
_BORN = (1_000, 109_575)
"""Days of a spreadsheet on which somebody alive may be born."""
_ENOUGH = 0.9
_UNITS: dict[str, Literal["s", "ms", "us", "ns"]] = {
    "unix_seconds": "s",
    "unix_milliseconds": "ms",
    "unix_microseconds": "us",
    "unix_nanoseconds": "ns",
}
_EPOCHS = {"excel_days": "1899-12-30", "excel_days_1904": "1904-01-01"}
_FIGURE = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)


def _numbers(column: pd.Series) -> np.ndarray | None:
    """The filled cells as numbers; None if nine of ten are none."""
    if pd.api.types.is_numeric_dtype(column.dtype) and not pd.api.types.is_bool_dtype(column.dtype):
        numbers = np.asarray(column.to_numpy(dtype=float, na_value=np.nan))
        finite: np.ndarray = numbers[np.isfinite(numbers)]
        return finite
    filled = [cell for cell in column.tolist() if not nothing(cell)]
    kept = [float(str(cell).replace(",", ".")) for cell in filled if not isinstance(cell, bool) and _FIGURE.fullmatch(str(cell).strip())]
    return np.array(kept) if filled and len(kept) >= 0.9 * len(filled) else None


def _all_days(numbers: np.ndarray) -> bool:
    """Whether numbers are days written without separators: 20260304."""
    months, days = numbers // 100 % 100, numbers % 100
    return bool(np.all((numbers == np.floor(numbers)) & (months >= 1) & (months <= 12) & (days >= 1) & (days <= 31)))


def _clocked(column: pd.Series, clock: str, zone: str | None, birth: bool, today: dt.date) -> pd.Series:
    counted = pd.api.types.is_numeric_dtype(column.dtype)
    numbers = column.astype(float) if counted else pd.Series([_as_float(cell) for cell in column.tolist()], index=column.index, dtype=float)
    least, most = _BORN if birth and clock == "excel_days" else _CLOCKS.get(clock, (0, 1e5))
    numbers = numbers.where((numbers >= least) & (numbers <= most))
    if clock in _EPOCHS:
        seconds = (numbers * 86_400).round()  # a spreadsheet's moment has no more than its second
        days = pd.Series(pd.Timestamp(_EPOCHS[clock]) + pd.to_timedelta(seconds, unit="s"), index=column.index)
        return days.where(np.array([bool(pd.notna(day)) and possible(day, True, today) for day in days], dtype=bool)) if birth else days
    return _on_clock(pd.to_datetime(numbers, unit=_UNITS[clock], utc=True), zone)


def _as_float(cell: Any) -> float:
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        return float("nan")


def _on_clock(column: pd.Series, zone: str | None) -> pd.Series:
    if column.dt.tz is None:
        return column.copy()
    moved: pd.Series = column.dt.tz_convert(zone or "UTC").dt.tz_localize(None)
    return moved


# -- written dates ------------------------------------------------------------------------

_FORMATS = {
    "iso": ((r"\d{4}-\d\d-\d\d", "%Y-%m-%d"), (r"\d{4}-\d\d-\d\d \d\d:\d\d", "%Y-%m-%d %H:%M"), (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "%Y-%m-%d %H:%M:%S"),
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", "%Y-%m-%dT%H:%M:%S")),
    "day_first": ((r"\d\d/\d\d/\d{4}", "%d/%m/%Y"), (r"\d\d/\d\d/\d{4} \d\d:\d\d", "%d/%m/%Y %H:%M"), (r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", "%d/%m/%Y %H:%M:%S")),
    "month_first": ((r"\d\d/\d\d/\d{4}", "%m/%d/%Y"), (r"\d\d/\d\d/\d{4} \d\d:\d\d", "%m/%d/%Y %H:%M"), (r"\d\d/\d\d/\d{4} \d\d:\d\d:\d\d", "%m/%d/%Y %H:%M:%S")),
}  # fmt: skip
"""Shapes that many cells of a column share, read all at once; every other cell is read by itself."""


def _written(column: pd.Series, convention: str, zone: str | None, birth: bool, today: dt.date) -> pd.Series:
    codes, unique = pd.factorize(column)
    texts = [str(int(cell)) if isinstance(cell, float) and cell.is_integer() else " ".join(str(cell).split()) for cell in unique]
    moments = _at_once(texts, convention)
    local = convention in ("day_first", "month_first")
    for place in np.flatnonzero(np.isnat(moments)):
        if local or not LOCAL.match(texts[place]):  # 04/25/2026 is no date in a column that begins with the year
            moments[place] = read_cell(texts[place], convention == "month_first", zone, birth, today) or np.datetime64("NaT")
    for place in _impossible(moments, birth, today):
        moments[place] = np.datetime64("NaT")
    return pd.Series(np.append(moments, np.datetime64("NaT"))[codes], index=column.index)


def _at_once(texts: list[str], convention: str) -> np.ndarray:
    first = texts[0] if texts else ""
    shape = next((shape for pattern, shape in _FORMATS.get(convention, ()) if re.fullmatch(pattern, first)), None)
    if shape is None:
        return np.full(len(texts), np.datetime64("NaT"), dtype="datetime64[us]")
    return pd.to_datetime(pd.Index(texts, dtype=object), format=shape, errors="coerce").to_numpy().astype("datetime64[us]")


def _impossible(moments: np.ndarray, birth: bool, today: dt.date) -> np.ndarray:
    """Places of the moments that cannot be."""
    far = ~np.isnat(moments) & ((moments < np.datetime64("1910-01-01")) | (moments > np.datetime64(today if birth else "2100-01-01")))
    return np.array([place for place in np.flatnonzero(far) if not possible(moments[place].item(), birth, today)], dtype=np.int64)
