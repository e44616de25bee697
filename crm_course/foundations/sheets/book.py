"""What stands in a workbook? The rows of one sheet of an XLSX, each cell as its reader sees it, as text.

Dates come as ``2026-03-04`` or ``2026-03-04 09:15:00``, times and durations as ``00:03:20``
(``27:15:00``), whatever day the workbook counts from (1900 or 1904). A number keeps the zeros
that its format shows (``01000``). Nothing of a workbook is ever run.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import CourseError, FileProblem, UnknownName

from . import texts

__all__ = ["LARGEST_UNPACKED", "Book", "opened"]

LARGEST_UNPACKED = 1_000_000_000
"""Bytes of a workbook once unpacked; more is no table that people made."""
_ZEROS = re.compile(r'[0#\s."\\\-]*')
Row = tuple[int, list[str]]


@dataclass
class Book:
    """A sheet of a workbook, open."""

    names: tuple[str, ...]
    """The sheets that hold lines."""
    name: str
    """The one that is read."""
    _sheet: Any
    _formulas: Any = None
    problems: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Cells left empty so far: line, place, reason, what stood there."""

    def rows(self) -> Iterator[Row]:
        """Row number and cells of each row."""
        written = self._formulas.iter_rows(values_only=True) if self._formulas else None
        for number, row in enumerate(self._sheet.iter_rows(), start=1):
            cells = [self._text(cell, number, place) for place, cell in enumerate(row)]
            if written is not None:
                self._unsaved(number, cells, next(written, ()))
            yield number, cells

    def _text(self, cell: Any, line: int, place: int) -> str:
        if cell.data_type == "e":
            self.problems.append((line, place, "error", str(cell.value)))
            return ""
        return _spoken(cell.value, cell)

    def _unsaved(self, line: int, cells: list[str], written: Sequence[Any]) -> None:
        for place, formula in enumerate(written[: len(cells)]):
            if isinstance(formula, str) and formula.startswith("=") and not cells[place]:
                self.problems.append((line, place, "formula", ""))


def opened(source: str | Path | bytes, name: str, sheet: str | None) -> Book:
    """Open the sheet of a workbook that is named, or the only one that holds lines.

    Raises
    ------
    FileProblem
        If it is no workbook, damaged, too large, or brings macros.
    UnknownName
        If several sheets hold lines and none is named, or there is none of that name.
    """
    import openpyxl

    content = io.BytesIO(source if isinstance(source, bytes) else Path(source).read_bytes())  # no file stays open
    formulas = _checked(content, name)
    try:
        book = openpyxl.load_workbook(content, read_only=True, data_only=True)
        held = {each.title: each for each in book.worksheets if each.sheet_state == "visible" and _holds_lines(each)}
        if not held:
            raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.NO_ROWS)
        chosen = _chosen(tuple(held), sheet)
        written = openpyxl.load_workbook(content, read_only=True)[chosen] if formulas else None
    except CourseError:
        raise
    except Exception as error:  # a damaged workbook fails anywhere inside the library, in any way
        raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.BROKEN_BOOK) from error
    return Book(names=tuple(held), name=chosen, _sheet=held[chosen], _formulas=written)


# -- private ------------------------------------------------------------------------------


def _checked(content: Any, name: str) -> bool:
    """Refuse what is no workbook, brings macros or unpacks to a monster; whether a sheet has formulas."""
    try:
        with zipfile.ZipFile(content) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
            if not any(part.startswith("xl/") for part in sizes):
                raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.OTHER_BOOK)
            if any(part.endswith("vbaProject.bin") for part in sizes):
                raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.MACROS)
            if sum(sizes.values()) > LARGEST_UNPACKED:
                raise FileProblem(texts.TOO_LARGE, path=name, size=sum(sizes.values()) / 1e6, limit=LARGEST_UNPACKED / 1e6)
            return any(_has_formula(parts, part) for part in sizes if part.startswith("xl/worksheets/"))
    except zipfile.BadZipFile as error:
        raise FileProblem(texts.NOT_A_TABLE, path=name, why=texts.BROKEN_BOOK) from error


def _has_formula(parts: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with parts.open(name) as part:
        while block := part.read(1 << 20):
            if re.search(rb"<f[ >/]", tail + block):
                return True
            tail = block[-4:]
    return False


def _holds_lines(sheet: Any) -> bool:
    """Whether some row is filled; what a workbook says of its own size is not trusted."""
    sheet.reset_dimensions()
    return any(value is not None for row in sheet.iter_rows(max_row=200, values_only=True) for value in row)


def _chosen(names: tuple[str, ...], wanted: str | None) -> str:
    if wanted is None and len(names) == 1:
        return names[0]
    if wanted not in names:
        folded = {name.strip().casefold(): name for name in names}
        if (wanted or "").strip().casefold() not in folded:
            raise UnknownName(texts.SHEET, wanted, names)
        return folded[str(wanted).strip().casefold()]
    return str(wanted)


def _spoken(value: Any, cell: Any) -> str:
    if value is None or isinstance(value, str):
        return "" if value is None else value.strip()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    if isinstance(value, dt.timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, dt.time):
        return value.isoformat("seconds")
    return _digits(value, cell.number_format or "") if isinstance(value, int | float) else str(value)


def _digits(value: float, shown: str) -> str:
    """A number as text: whole ones without a point, with the zeros that their format puts before them."""
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value != int(value):
        return repr(value)
    zeros = shown.count("0") + shown.count("#") if shown.startswith("0") and _ZEROS.fullmatch(shown) and "." not in shown else 0
    return str(int(value)).zfill(zeros)
