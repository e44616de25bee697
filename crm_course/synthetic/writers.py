"""The formats: CSV, XLSX, Parquet, SQLite, DuckDB.

Text stays text in all of them, so that 01000, 06 39 98 12 34 and a register number survive.
In a CSV a cell that a spreadsheet would execute gets an apostrophe before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations.errors import FileProblem, MissingPart
from crm_course.foundations.language import Text

from .fingerprints import cells

__all__ = ["WRITERS", "harmless"]

Tables = Mapping[str, pd.DataFrame]
BOOLEANS = {"fr": ("non", "oui"), "en": ("false", "true")}
_EXCEL_ROWS = 1_048_575

_MISSING = Text(
    fr='Le format « {format} » demande le paquet {package} : pip install "crm-course[data]".',
    en='The format "{format}" needs the package {package}: pip install "crm-course[data]".',
)
_TOO_LONG = Text(
    fr="La table « {table} » a {rows:number0} lignes ; une feuille Excel en tient {most:number0}. Choisissez csv ou parquet.",
    en='The table "{table}" has {rows:number0} rows; an Excel sheet holds {most:number0}. Choose csv or parquet.',
)


def harmless(word: str) -> str:
    """`word`, with an apostrophe before a sign that a spreadsheet would execute."""
    return f"'{word}" if word and word[0] in "=+-@\t\r" else word


def _csv(tables: Tables, folder: Path, name: str, language: str) -> None:
    """French: ``;``, decimal comma, UTF-8 with its mark. English: ``,``, decimal point, UTF-8."""
    separator, encoding = (";", "utf-8-sig") if language == "fr" else (",", "utf-8")
    for table, frame in tables.items():
        columns = [_csv_cells(frame[column], separator, language) for column in frame]
        with (folder / f"{table}.csv").open("w", encoding=encoding, newline="") as stream:
            stream.write(separator.join(map(str, frame.columns)) + "\n")
            stream.writelines(separator.join(row) + "\n" for row in zip(*columns, strict=True))


def _csv_cells(column: pd.Series[Any], separator: str, language: str) -> list[str]:
    words, kind = cells(column), column.dtype
    if getattr(kind, "kind", "O") == "b":
        no, yes = BOOLEANS[language]
        return [yes if word == "true" else no for word in words]
    if getattr(kind, "kind", "O") == "f":
        return [word.replace(".", ",") for word in words] if language == "fr" else words
    if getattr(kind, "kind", "O") in "iuM" or isinstance(kind, pd.Int64Dtype):
        return words
    plain = [word[1:-1].replace('""', '"') if word[:1] == '"' else word for word in words]
    return [_quoted(harmless(word), separator) for word in plain]


def _quoted(word: str, separator: str) -> str:
    return '"' + word.replace('"', '""') + '"' if separator in word or '"' in word or "\n" in word or "\r" in word else word


def _plain(frame: pd.DataFrame, missing: Any = None) -> pd.DataFrame:
    """Categories as text, missing values as `missing`."""
    return frame.astype({name: object for name, kind in frame.dtypes.items() if isinstance(kind, pd.CategoricalDtype)})


def _xlsx(tables: Tables, folder: Path, name: str, language: str) -> None:
    """One workbook, one sheet a table: text as text, dates as dates, filters and a frozen header."""
    import xlsxwriter

    for table, frame in tables.items():
        if len(frame) > _EXCEL_ROWS:
            raise FileProblem(_TOO_LONG, table=table, rows=len(frame), most=_EXCEL_ROWS)
    with xlsxwriter.Workbook(str(folder / f"{name}.xlsx"), {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": pd.Timestamp("2026-01-01").to_pydatetime()})
        header, clock = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for table, frame in tables.items():
            sheet = book.add_worksheet(table[:31])
            sheet.freeze_panes(1, 0)
            if len(frame):
                sheet.autofilter(0, 0, len(frame), frame.shape[1] - 1)
            for place, column in enumerate(frame):
                sheet.write_string(0, place, str(column), header)
            writers = [_cell_writer(sheet, frame[column], day, clock) for column in frame]
            values = [frame[column].astype(object).tolist() for column in frame]
            for row in range(len(frame)):
                for place, write in enumerate(writers):
                    value = values[place][row]
                    if value is not None and value is not pd.NA and value == value:
                        write(row + 1, place, value)


def _cell_writer(sheet: Any, column: pd.Series[Any], day: Any, clock: Any) -> Callable[[int, int, Any], Any]:
    kind = getattr(column.dtype, "kind", "O")
    if kind == "M":
        style = clock if str(column.name) == "ts" or str(column.name).endswith(("_at", "_start")) else day
        return lambda row, place, value: sheet.write_datetime(row, place, value.to_pydatetime(), style)
    if kind == "b":
        return lambda row, place, value: sheet.write_boolean(row, place, value)
    if kind in "iuf" and not isinstance(column.dtype, pd.CategoricalDtype):
        return lambda row, place, value: sheet.write_number(row, place, value)
    return lambda row, place, value: sheet.write_string(row, place, str(value))


def _parquet(tables: Tables, folder: Path, name: str, language: str) -> None:
    try:
        import pyarrow  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as error:
        raise MissingPart(_MISSING, format="parquet", package="pyarrow") from error
    for table, frame in tables.items():
        frame.to_parquet(folder / f"{table}.parquet", index=False)


def _sqlite(tables: Tables, folder: Path, name: str, language: str) -> None:
    connection = sqlite3.connect(folder / f"{name}.sqlite")
    try:
        with connection:
            for table, frame in tables.items():
                typed = ", ".join(f'"{column}" {_affinity(frame[column])}' for column in frame)
                connection.execute(f'CREATE TABLE "{table}" ({typed})')
                rows = zip(*(_sql_values(frame[column]) for column in frame), strict=True)
                connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * frame.shape[1])})', rows)
    finally:
        connection.close()


def _affinity(column: pd.Series[Any]) -> str:
    kind = getattr(column.dtype, "kind", "O")
    return (
        "TEXT"
        if isinstance(column.dtype, pd.CategoricalDtype)
        else {"i": "INTEGER", "u": "INTEGER", "b": "INTEGER", "f": "REAL"}.get(kind, "TEXT")
    )


def _sql_values(column: pd.Series[Any]) -> list[Any]:
    if _affinity(column) == "TEXT":
        plain = cells(column) if getattr(column.dtype, "kind", "O") == "M" else column.astype(object).where(column.notna(), None).tolist()
        return [None if word is None or word == "" else word for word in plain]
    return [None if value is pd.NA or value != value else value for value in column.tolist()]


def _duckdb(tables: Tables, folder: Path, name: str, language: str) -> None:
    try:
        import duckdb
    except ImportError as error:
        raise MissingPart(_MISSING, format="duckdb", package="duckdb") from error
    connection = duckdb.connect(str(folder / f"{name}.duckdb"))
    try:
        for table, frame in tables.items():
            connection.register("incoming", _plain(frame))
            connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM incoming')
            connection.unregister("incoming")
    finally:
        connection.close()


WRITERS: dict[str, Callable[[Tables, Path, str, str], None]] = {
    "csv": _csv, "xlsx": _xlsx, "parquet": _parquet, "sqlite": _sqlite, "duckdb": _duckdb,
}  # fmt: skip
"""How each format is written: tables, folder, name of the world, language."""

ONE_FILE = {"xlsx": "xlsx", "sqlite": "sqlite", "duckdb": "duckdb"}
"""Formats that hold all tables in one file, with its ending."""
