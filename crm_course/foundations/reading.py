"""What did the reader type, paste or drop? Numbers and tables as people write them.

French and English habits are both understood: ``8 400 €``, ``12,5 %``, ``−76``,
``1.640.000,50``, ``1,640,000.50``; a CSV with ``;`` and decimal commas, or an XLSX.

>>> quantity("12,5 %")
Quantity(value=12.5, unit='%')
>>> share("12,5 %"), share("0.125")
(0.125, 0.125)
"""

from __future__ import annotations

import csv
import io
import math
import numbers
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .errors import FileProblem, InvalidData, InvalidValue, reason
from .language import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Quantity", "number", "quantity", "share", "table"]

LARGEST_FILE = 20_000_000
"""Bytes; a file above is refused before it is read."""


class Quantity(NamedTuple):
    """A number and the sign that stood behind it (``%``, ``€``, ``points`` or nothing); thousands and millions of euros are euros."""

    value: float
    unit: str


_UNITS = {"%": "%", "pct": "%", "pourcent": "%", "point": "points", "points": "points", "pt": "points", "pts": "points"}
_EUROS = re.compile(r"([km]?)(?:€|eur|euros?)(?:/an|/year|paran|ayear|peryear)?")
_SCALES = {"": 1.0, "k": 1e3, "m": 1e6}
_MINUS = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-")
"""Hyphens, dashes and the minus sign itself: before a number, all are typed for a minus."""
_NUMBER_RULE = Text(fr="un nombre, par exemple 8 400 ou 12,5", en="a number, for example 8,400 or 12.5")
_SHAPE = re.compile(
    r"(?P<before>€)?\s*(?P<sign>[+-])?\s*(?P<again>€)?\s*(?P<digits>\d[\d.,]*|[.,]\d+)(?P<power>e[+-]?\d+)?\s*(?P<unit>\D*)"
)


def quantity(entry: Any, *, name: str | Text = "number", language: str | None = None) -> Quantity:
    """Read a number and its unit from text or from a number.

    Parameters
    ----------
    entry : str, int, float, Fraction, Decimal or numpy scalar
        What was typed. A lone separator before exactly three digits (``1,640``) is a
        thousands separator in English for the comma, a decimal mark otherwise.
    name : str or Text
        What an error calls it.

    Raises
    ------
    InvalidValue
        If it is not one finite number.
    """
    if isinstance(entry, str):
        value, unit = _typed(entry, name, language)
    elif isinstance(entry, numbers.Number) and not isinstance(entry, bool | complex):
        value, unit = _real(entry), ""
    else:
        raise InvalidValue(name, _NUMBER_RULE, entry)
    if not math.isfinite(value):
        raise InvalidValue(name, _NUMBER_RULE, entry)
    return Quantity(value, unit)


def _real(entry: Any) -> float:
    try:
        return float(entry)
    except (OverflowError, ValueError):  # an integer beyond what a float can hold, a NaN that must not be used
        return math.inf


def number(entry: Any, *, name: str | Text = "number", language: str | None = None) -> float:
    """The number alone, whatever unit stands behind it."""
    return quantity(entry, name=name, language=language).value


def share(entry: Any, *, name: str | Text = "share", language: str | None = None) -> float:
    """A share between 0 and 1: ``12,5 %`` is 0.125, and so is ``0.125``."""
    value, unit = quantity(entry, name=name, language=language)
    return value / 100 if unit == "%" else value


def _typed(entry: str, name: str | Text, language: str | None) -> tuple[float, str]:
    text = re.sub(r"[\s\u00a0\u202f'’_]+", "", entry.translate(_MINUS)).lower()
    match = _SHAPE.fullmatch(text)
    unit = match["unit"].strip("./") if match else ""
    euros = _EUROS.fullmatch(unit)
    digits = _plain(match["digits"], language) if match and (euros or not unit or unit in _UNITS) else None
    if match is None or digits is None:
        raise InvalidValue(name, _NUMBER_RULE, entry)
    value = float(f"{match['sign'] or ''}{digits}{match['power'] or ''}") * (_SCALES[euros[1]] if euros else 1.0)
    return value, "€" if euros or match["before"] or match["again"] else _UNITS.get(unit, "")


def _plain(digits: str, language: str | None) -> str | None:
    """`digits` with a point as its only separator; None where groups make no sense."""
    from .language import current

    comma, point = digits.count(","), digits.count(".")
    if comma and point:
        decimal = "," if digits.rfind(",") > digits.rfind(".") else "."
    elif comma > 1 or point > 1 or (comma and (language or current()) == "en" and re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits)):
        decimal = ""
    else:
        decimal = "," if comma else "."
    whole, _, fraction = digits.partition(decimal) if decimal else (digits, "", "")
    if not re.fullmatch(r"\d*|\d{1,3}([.,]\d{3})+", whole) or (not fraction.isdecimal() and fraction):
        return None
    return f"{re.sub('[.,]', '', whole) or '0'}.{fraction or '0'}"


# -- tables -------------------------------------------------------------------------------

_MISSING = Text(
    fr="Le fichier « {path} » est introuvable ou illisible : {why}. Vérifiez son nom et son dossier.",
    en='The file "{path}" cannot be found or read: {why}. Check its name and its folder.',
)
_TOO_LARGE = Text(
    fr="« {path} » pèse {size:number0} Mo ; la limite est de {limit:number0} Mo. Gardez les colonnes utiles et recommencez.",
    en='"{path}" is {size:number0} MB; the limit is {limit:number0} MB. Keep the columns that matter and try again.',
)
_NOT_A_TABLE = Text(
    fr="« {path} » n’est pas un tableau lisible : {why}. Enregistrez-le en CSV ou en XLSX.",
    en='"{path}" is not a readable table: {why}. Save it as CSV or XLSX.',
)
_EMPTY = Text(fr="le fichier est vide", en="the file is empty")
_UNEVEN = Text(fr="une ligne de {expected} cellules", en="a line of {expected} cells")


def table(source: str | Path | bytes, *, filename: str | None = None) -> pd.DataFrame:
    """Read a CSV (``;``, ``,`` or tab; UTF-8 or Windows) or the first sheet of an XLSX, every cell as text.

    Cells stay text, so that 01000 keeps its zero; read numbers with :func:`number`.
    An empty cell is the empty string.

    Parameters
    ----------
    source : path or bytes
    filename : str, optional
        The name to show and to tell the kind from, when `source` is bytes.

    Raises
    ------
    FileProblem
        If the file is missing, too large, empty or not a table.
    InvalidData
        If a line has more cells than the header: which one.
    """
    shown_name = filename or (Path(source).name if not isinstance(source, bytes) else "CSV")
    content = source if isinstance(source, bytes) else _bytes(Path(source))
    if len(content) > LARGEST_FILE:
        raise FileProblem(_TOO_LARGE, path=shown_name, size=len(content) / 1e6, limit=LARGEST_FILE / 1e6)
    if content[:2] == b"PK":
        return _spreadsheet(content, shown_name)
    if content[:4] == b"\xd0\xcf\x11\xe0" or b"\x00" in content[:2000]:
        raise FileProblem(_NOT_A_TABLE, path=shown_name, why="binary")
    return _separated(content, shown_name)


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise FileProblem(_TOO_LARGE, path=path.name, size=size / 1e6, limit=LARGEST_FILE / 1e6)
        return path.read_bytes()
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(_MISSING, path=str(path), why=reason(error)) from error


def _separated(content: bytes, name: str) -> pd.DataFrame:
    import pandas as pd

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if not text.strip():
        raise FileProblem(_NOT_A_TABLE, path=name, why=_EMPTY)
    head = text.lstrip().splitlines()[0]
    delimiter = max(";\t,", key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header: list[str] = []
    rows: list[list[str]] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if not header:
            header = [cell.strip() for cell in cells]
        elif len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            raise InvalidData(Text.literal(name), _UNEVEN, delimiter.join(cells), line=reader.line_num, expected=len(header))
        else:
            rows.append([*(cell.strip() for cell in cells), *[""] * len(header)][: len(header)])
    return pd.DataFrame(rows, columns=header, dtype=str)


def _spreadsheet(content: bytes, name: str) -> pd.DataFrame:
    import zipfile

    import pandas as pd

    try:
        frame = pd.read_excel(io.BytesIO(content), dtype=object, engine="openpyxl")
    except (zipfile.BadZipFile, ValueError, KeyError, OSError) as error:
        raise FileProblem(_NOT_A_TABLE, path=name, why=type(error).__name__) from error
    if frame.columns.empty:
        raise FileProblem(_NOT_A_TABLE, path=name, why=_EMPTY)
    cells = frame.astype(object).where(frame.notna(), "").map(str)
    cells.columns = [str(column).strip() for column in cells.columns]
    return cells
