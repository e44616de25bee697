"""Workbooks by XlsxWriter: one sheet a table, text as text, dates as dates, a row at a time in little memory."""

from __future__ import annotations

import errno
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import Text

from ..fingerprints import has_clock

__all__ = ["workbook"]

EXCEL_ROWS = 1_048_575
_TOO_LONG = Text(
    fr="La table « {table} » a au moins {rows:number0} lignes ; une feuille Excel en tient {most:number0}. Choisissez csv ou parquet.",
    en='The table "{table}" has at least {rows:number0} rows; an Excel sheet holds {most:number0}. Choose csv or parquet.',
)


@contextmanager
def workbook(folder: Path, name: str, language: str) -> Iterator[Callable[[str, pd.DataFrame], None]]:
    """One workbook, one sheet a table: filters, a frozen header, columns wide enough for dates."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    sheets: dict[str, tuple[Any, int]] = {}
    content = io.BytesIO()
    try:
        with TemporaryDirectory() as drafts, xlsxwriter.Workbook(content, {"constant_memory": True, "tmpdir": drafts}) as book:
            book.set_properties({"created": pd.Timestamp("2026-01-01").to_pydatetime()})
            header, day, clock = (
                book.add_format(look) for look in ({"bold": True}, {"num_format": "dd/mm/yyyy"}, {"num_format": "dd/mm/yyyy hh:mm:ss"})
            )

            def add(table: str, rows: pd.DataFrame) -> None:
                sheet, filled = sheets.get(table) or (_new_sheet(book, table, rows, header), 0)
                if filled + len(rows) > EXCEL_ROWS:
                    raise FileProblem(_TOO_LONG, table=table, rows=filled + len(rows), most=EXCEL_ROWS)
                cells = [(_writer(sheet, rows[column], day, clock), rows[column].astype(object).tolist()) for column in rows]
                for row in range(len(rows)):
                    for place, (write, values) in enumerate(cells):
                        value = values[row]
                        if value is not None and value is not pd.NA and value == value:
                            write(filled + row + 1, place, value)
                sheets[table] = sheet, filled + len(rows)
                if filled + len(rows):
                    sheet.autofilter(0, 0, filled + len(rows), rows.shape[1] - 1)

            yield add
    except XlsxFileError as error:  # of the disk, in the library's words
        raise OSError(errno.ENOSPC if "no space left" in str(error).lower() else errno.EIO, str(error)) from error
    (folder / f"{name}.xlsx").write_bytes(content.getbuffer())


def _new_sheet(book: Any, table: str, rows: pd.DataFrame, header: Any) -> Any:
    sheet = book.add_worksheet(table[:31])
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(rows):
        sheet.set_column(place, place, 20 if rows[column].dtype.kind == "M" and has_clock(str(column)) else 14)
        sheet.write_string(0, place, str(column), header)
    return sheet


def _writer(sheet: Any, column: pd.Series[Any], day: Any, clock: Any) -> Callable[[int, int, Any], Any]:
    kind = "O" if isinstance(column.dtype, pd.CategoricalDtype) else column.dtype.kind
    if kind == "M":
        style = clock if has_clock(str(column.name)) else day
        return lambda row, place, value: sheet.write_datetime(row, place, value.to_pydatetime(), style)
    if kind == "b":
        return lambda row, place, value: sheet.write_boolean(row, place, value)
    if kind in "iuf":
        return lambda row, place, value: sheet.write_number(row, place, value)
    return lambda row, place, value: sheet.write_string(row, place, str(value))
