"""How does a class get its workbooks in a minute? The rows are written here, all else by XlsxWriter.

XlsxWriter makes the workbook with its headers, styles, filters and frozen panes; the cells,
of which there are half a million for each student, are put into its sheets column by column
as text. They are, character by character, those that XlsxWriter writes.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pandas as pd

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import Text

from .fingerprints import cells, has_clock, slices, taken

__all__ = ["rows_as_xml", "workbook"]

EXCEL_ROWS = 1_048_575
_TOO_LONG = Text(
    fr="La table « {table} » a au moins {rows:number0} lignes ; une feuille Excel en tient {most:number0}. Choisissez csv ou parquet.",
    en='The table "{table}" has at least {rows:number0} rows; an Excel sheet holds {most:number0}. Choose csv or parquet.',
)
_DAY, _CLOCK = "dd/mm/yyyy", "dd/mm/yyyy hh:mm:ss"
_STYLES = {_DAY: ' s="2"', _CLOCK: ' s="3"'}
"""Styles in the order in which :func:`_skeleton` uses them: plain, bold, day, clock."""


@contextmanager
def workbook(folder: Path, name: str, language: str) -> Iterator[Callable[[str, pd.DataFrame], None]]:
    """One workbook, one sheet a table: text as text, dates as dates, filters and a frozen header."""
    heads: dict[str, pd.DataFrame] = {}
    filled: dict[str, int] = {}
    with TemporaryDirectory() as drafts, ExitStack() as files:
        streams: dict[str, TextIO] = {}

        def add(table: str, rows: pd.DataFrame) -> None:
            if table not in heads:
                heads[table], filled[table] = rows.iloc[:0], 0
                streams[table] = files.enter_context(Path(drafts, table).open("w", encoding="utf-8"))
            if filled[table] + len(rows) > EXCEL_ROWS:
                raise FileProblem(_TOO_LONG, table=table, rows=filled[table] + len(rows), most=EXCEL_ROWS)
            for part in slices(rows):
                streams[table].write(rows_as_xml(part, filled[table] + 2))
                filled[table] += len(part)

        yield add
        files.close()
        reach = [f"A1:{_letters(head.shape[1] - 1)}{filled[table] + 1}" for table, head in heads.items()]
        _put_together(folder / f"{name}.xlsx", _skeleton(heads, filled), [Path(drafts, table) for table in heads], reach)


def _skeleton(heads: dict[str, pd.DataFrame], filled: dict[str, int]) -> io.BytesIO:
    """The workbook without its rows."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": pd.Timestamp("2026-01-01").to_pydatetime()})
        bold, *dates = (book.add_format(look) for look in ({"bold": True}, {"num_format": _DAY}, {"num_format": _CLOCK}))
        for place, (table, head) in enumerate(heads.items()):
            sheet = book.add_worksheet(table[:31])
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, list(map(str, head.columns)), bold)
            for column in range(head.shape[1]):
                sheet.set_column(column, column, 20 if _look(head.iloc[:, column]) == _CLOCK else 14)
            if filled[table]:
                sheet.autofilter(0, 0, filled[table], head.shape[1] - 1)
            for k, style in enumerate(dates if not place else ()):  # a style is in the book when a cell has it
                sheet.write_blank(_SPARE, k, None, style)
    return content


_SPARE = 1
"""The row, counted from 0, whose empty cells carry the styles of dates; the real rows take its place."""


def _put_together(path: Path, skeleton: io.BytesIO, drafts: list[Path], reach: list[str]) -> None:
    """The skeleton with the rows in its sheets; `reach` is the area that each sheet fills."""
    with ZipFile(skeleton) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
            if sheet is None:
                target.writestr(entry, source.read(entry), ZIP_DEFLATED)
                continue
            number = int(sheet[1]) - 1
            xml = re.sub(rf'<row r="{_SPARE + 1}".*?</row>', "", source.read(entry).decode("utf-8"))
            xml = re.sub(r'<dimension ref="[^"]*"/>', f'<dimension ref="{reach[number]}"/>', xml)
            head, closing, tail = xml.partition("</sheetData>")
            entry.compress_type = ZIP_DEFLATED
            with target.open(entry, "w") as stream, drafts[number].open("rb") as rows:
                stream.write(head.encode())
                shutil.copyfileobj(rows, stream, 1 << 20)
                stream.write((closing + tail).encode())


# -- cells --------------------------------------------------------------------------------


def rows_as_xml(rows: pd.DataFrame, first: int) -> str:
    """Rows as a sheet holds them, the first of which has number `first`; a missing value has no cell.

    >>> rows_as_xml(pd.DataFrame({"a": [1], "b": ["x & y"]}), 2)
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="inlineStr"><is><t>x &amp; y</t></is></c></row>'
    """
    numbers = list(map(str, range(first, first + len(rows))))
    columns = [[f'<row r="{number}">' for number in numbers]]
    for place in range(rows.shape[1]):
        start = f'<c r="{_letters(place)}'
        columns.append([start + number + rest if rest else "" for number, rest in zip(numbers, _cells(rows.iloc[:, place]), strict=True)])
    return "".join(["".join(row) + "</row>" for row in zip(*columns, strict=True)])


def _letters(place: int) -> str:
    """The name of a column: A, …, Z, AA, …"""
    return (_letters(place // 26 - 1) if place >= 26 else "") + chr(65 + place % 26)


def _look(column: pd.Series[Any]) -> str:
    return "" if getattr(column.dtype, "kind", "O") != "M" else _CLOCK if has_clock(str(column.name)) else _DAY


def _cells(column: pd.Series[Any]) -> list[str]:
    """The rest of each cell after its place; nothing for a missing value."""
    kind = getattr(column.dtype, "kind", "O")
    if isinstance(column.dtype, pd.CategoricalDtype):
        return taken([*_texts([str(word) for word in column.dtype.categories]), ""], column.cat.codes.to_numpy())
    if kind == "M":
        style, days = _STYLES[_look(column)], (column.to_numpy() - np.datetime64("1899-12-30")) / np.timedelta64(1, "D")
        return [f'"{style}><v>{day:.16G}</v></c>' if day == day else "" for day in days.tolist()]
    if kind == "b":
        return taken(['" t="b"><v>0</v></c>', '" t="b"><v>1</v></c>'], column.to_numpy().astype(np.int8))
    if kind == "f":
        return [f'"><v>{value:.16G}</v></c>' if value == value else "" for value in column.tolist()]
    if kind in "iu":
        return [f'"><v>{word}</v></c>' if word else "" for word in cells(column)]
    return _texts([str(word) if known else "" for word, known in zip(column.tolist(), column.notna().tolist(), strict=True)])


_MARKS = re.compile(r"[&<>]")
_CONTROL = re.compile(r"(_x[0-9a-fA-F]{4}_|[\x00-\x08\x0b-\x1f\ufffe\uffff])")


def _texts(words: list[str]) -> list[str]:
    together = "".join(words)
    if _CONTROL.search(together):
        words = [
            _CONTROL.sub(lambda found: "_x005F" + found[0] if len(found[0]) > 1 else f"_x{ord(found[0]):04X}_", word) for word in words
        ]
    if _MARKS.search(together):
        words = [word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for word in words]
    return [
        f'" t="inlineStr"><is><t{_SPACE if word[:1].isspace() or word[-1:].isspace() else ""}>{word}</t></is></c>' if word else ""
        for word in words
    ]


_SPACE = ' xml:space="preserve"'
