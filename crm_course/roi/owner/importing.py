"""What the owner drops on the page: his spreadsheet, a CSV, or a study saved before.

Nothing of a file is ever run. What cannot be read is refused in one sentence that says
what, where, and what to do; whoever asked still has what he had.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from crm_course.foundations import reading, sheets
from crm_course.foundations.errors import CourseError, FileProblem, InvalidData
from crm_course.foundations.language import LANGUAGES, Text

from ..study import Study
from ..study_file import from_words
from . import accounts
from . import texts as words
from .accounts import Accounts
from .figures import Row, rows_of, study_of

__all__ = ["accounts_of", "read", "template"]

LARGEST_UNPACKED = 200_000_000
"""Bytes of an XLSX once unpacked; more is not a table of figures."""

Cells = list[Any]


def read(content: bytes, filename: str, base: Study | None = None) -> Study:
    """The study that a file holds, whatever its kind.

    Parameters
    ----------
    content : bytes
    filename : str
        What errors call it.
    base : Study, optional
        Whose season and doubts a table of figures keeps.

    Raises
    ------
    FileProblem, InvalidData
        In the owner's words.
    """
    if len(content) > reading.LARGEST_FILE:
        raise FileProblem(words.TOO_LARGE, path=filename, size=len(content) / 1e6, limit=reading.LARGEST_FILE / 1e6)
    if content[:2] == b"PK":
        return study_of(_rows(_spreadsheet(content, filename), filename), base)
    if _is_saved(content):
        return from_words(content.decode("utf-8-sig", errors="replace"), filename)
    return study_of(_checked(_rows(_separated(content, filename), filename)), base)


def accounts_of(content: bytes, filename: str) -> Accounts | None:
    """The books of a year, if that is what a file holds: a trial balance or a profit and loss account.

    Raises
    ------
    InvalidData
        If it does, and has no turnover.
    """
    if _is_saved(content):
        return None
    try:
        sheet = sheets.read(content, filename=filename)
    except CourseError:  # whatever it is, `read` says what is wrong with it
        return None
    if _places(list(sheet.frame.columns)) or not accounts.is_accounts(sheet):
        return None
    return accounts.read(sheet)


def _is_saved(content: bytes) -> bool:
    """Whether a file is a study saved here."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def template(study: Study) -> bytes:
    """An XLSX that holds the figures of a study, to be filled in with one's own."""
    import openpyxl
    from openpyxl.styles import Alignment, Font, PatternFill

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = words.SHEET.say()
    sheet.append([words.HOW.say(units=words.UNITS)])
    sheet.merge_cells("A1:D1")
    sheet["A1"].alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[1].height = 66
    sheet.append([title.say() for title in (*_TITLES, words.SOURCE)])
    for cell in sheet[2]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8F1F7")
    for row in rows_of(study):
        sheet.append([row.item, row.unit, row.before, row.after, row.source or None])
        for cell in sheet[sheet.max_row][2:4]:
            cell.fill = PatternFill("solid", fgColor="FFF6D6")
            cell.number_format = "0.0##%" if "%" in row.unit else "#,##0.##"
        for cell in (*sheet[sheet.max_row][:2], *([sheet.cell(sheet.max_row, 5)] if row.source else [])):
            cell.data_type = "s"
    for column, width in zip("ABCDE", (46, 34, 20, 20, 40), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_TITLES = (words.ITEM, words.UNIT, words.BEFORE, words.AFTER)


# -- a table of cells ---------------------------------------------------------------------


def _rows(lines: Iterator[tuple[int, Cells]], filename: str) -> list[Row]:
    """The lines under the titles; the titles may stand anywhere, in any order, in either language."""
    places: list[int] = []
    rows = []
    for line, cells in lines:
        if places:
            item, unit, before, after, source = (cells[place] if 0 <= place < len(cells) else None for place in places)
            if any(cell not in (None, "") for cell in (item, unit, before, after)):
                rows.append(Row(_words(item), _words(unit), before, after, line, _words(source)))
        else:
            places = _places(cells)
    if not places:
        raise FileProblem(words.NO_HEADER, path=filename, header=" | ".join(title.say() for title in _TITLES))
    return rows


def _places(cells: Sequence[Any]) -> list[int]:
    named = [_words(cell).strip().casefold() for cell in cells]
    found = [
        next((named.index(title.say(tongue).casefold()) for tongue in LANGUAGES if title.say(tongue).casefold() in named), -1)
        for title in (*_TITLES, words.SOURCE)
    ]
    return found if min(found[:4]) >= 0 else []  # where a figure comes from need not be said


def _words(cell: Any) -> str:
    return "" if cell is None else str(cell)


# -- CSV ----------------------------------------------------------------------------------


def _separated(content: bytes, filename: str) -> Iterator[tuple[int, Cells]]:
    """The header and the lines of a CSV, in any usual encoding; a broken line is refused."""
    if not content.strip():
        return
    try:
        found = sheets.read(content, filename=filename)
    except FileProblem as error:
        raise FileProblem(words.UNREADABLE, path=filename) from error
    broken = found.refused[found.refused["kind"].isin(["cells", "quote"])]
    if len(broken):
        raise InvalidData(Text.literal(filename), words.LINE_RULE, broken["reason"].iloc[0], line=int(broken["line"].iloc[0]))
    yield found.above + 1, list(found.frame.columns)
    yield from zip(found.frame.index.tolist(), found.frame.to_numpy().tolist(), strict=True)


def _checked(rows: list[Row]) -> list[Row]:
    """`rows`, if all their figures use the same decimal mark; a reader could not know otherwise."""
    seen: dict[str, tuple[Row, Any]] = {}
    for row in rows:
        for entry in (row.before, row.after):
            mark = re.search(r"([.,])(?:\d{1,2}|\d{4,})\D*$", str(entry or ""))
            if mark:
                seen.setdefault(mark[1], (row, entry))
    if len(seen) == 2:
        row, entry = max(seen.values(), key=lambda found: found[0].line)
        comma, point = seen[","][0].line, seen["."][0].line
        raise InvalidData(Text.literal(row.item), words.MARK_RULE, entry, line=row.line, comma=comma, point=point)
    return rows


# -- XLSX ---------------------------------------------------------------------------------


def _spreadsheet(content: bytes, filename: str) -> Iterator[tuple[int, Cells]]:
    import openpyxl

    _safe(content, filename)
    try:
        values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, KeyError, OSError, TypeError, AttributeError, SyntaxError) as error:
        raise FileProblem(words.UNREADABLE, path=filename) from error
    name = _sheet_name(values, filename)
    known, written = values[name], formulas[name]
    start = 0
    for row, originals in zip(known.iter_rows(), written.iter_rows(), strict=True):
        cells = [_value(cell, original) for cell, original in zip(row, originals, strict=True)]
        if not start and _places(cells):
            start = row[0].row
            _check_merged(written, start, filename)
        yield row[0].row, cells


def _safe(content: bytes, filename: str) -> None:
    """Refuse what is no workbook, what would unpack to a monster, and what brings macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
    except zipfile.BadZipFile as error:
        raise FileProblem(words.UNREADABLE, path=filename) from error
    if any(name.endswith("vbaProject.bin") for name in sizes):
        raise FileProblem(words.MACROS, path=filename)
    if sum(sizes.values()) > LARGEST_UNPACKED:
        raise FileProblem(words.TOO_LARGE, path=filename, size=sum(sizes.values()) / 1e6, limit=LARGEST_UNPACKED / 1e6)


def _sheet_name(book: Any, filename: str) -> str:
    """The sheet of the figures, by its name in either language."""
    wanted = {words.SHEET.say(tongue).casefold() for tongue in LANGUAGES}
    found = [name for name in book.sheetnames if name.strip().casefold() in wanted]
    if not found:
        raise FileProblem(words.NO_SHEET, path=filename, sheet=words.SHEET, found=", ".join(book.sheetnames))
    return str(found[0])


def _check_merged(sheet: Any, start: int, filename: str) -> None:
    merged = [area for area in sheet.merged_cells.ranges if area.max_row >= start]
    if merged:
        raise FileProblem(words.MERGED, path=filename, sheet=sheet.title, cells=", ".join(sorted(str(area) for area in merged)))


def _value(cell: Any, original: Any) -> Any:
    """A cell as words or as a number; a formula counts by its saved result; percent as typed."""
    formula = original.data_type == "f"
    if formula and (cell.value is None or isinstance(cell.value, str)):
        return f"={str(original.value).lstrip('=')}" if cell.value is None else cell.value
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        percent = "%" in re.sub(r'"[^"]*"|\\.', "", cell.number_format or "")
        return float(cell.value) if percent or not _in_percent(cell) else str(float(cell.value))
    return cell.value if cell.value is None else str(cell.value)


def _in_percent(cell: Any) -> bool:
    """Whether the unit on the cell's line is a percentage: 68 then means 68 %."""
    return any(isinstance(other.value, str) and other.value.strip().startswith("%") for other in cell.parent[cell.row])
