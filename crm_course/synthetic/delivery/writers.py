"""The formats: CSV, XLSX, Parquet, SQLite, DuckDB.

Text stays text in all of them, so that 01000, 06 39 98 12 34 and a register number survive.
In a CSV a cell that a spreadsheet would execute gets an apostrophe before it.

Each writer takes the rows of its tables a part at a time, and its files do not depend on
how the rows were cut into parts.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations.errors import MissingPart
from crm_course.foundations.language import Text
from crm_course.foundations.shown import harmless

from ..fingerprints import cells, quoted, slices, taken
from .spreadsheet import workbook

__all__ = ["WRITERS", "harmless"]

Add = Callable[[str, pd.DataFrame], None]
"""Takes the next rows of a table: its name and the rows."""
BOOLEANS = {"fr": ("non", "oui"), "en": ("false", "true")}

_MISSING = Text(
    fr='Le format « {format} » demande le paquet {package} : pip install "crm-course[data]".',
    en='The format "{format}" needs the package {package}: pip install "crm-course[data]".',
)


@contextmanager
def _system_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Errors of a library about the disk as those of the system, which everybody knows how to tell."""
    try:
        yield
    except kinds as error:
        full = any(sign in str(error).lower() for sign in ("no space left", "disk is full"))
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error)) from error


def _kind(column: pd.Series[Any]) -> str:
    """Numpy's letter for what a column holds; ``O`` for words, codes included."""
    return "O" if isinstance(column.dtype, pd.CategoricalDtype) else str(getattr(column.dtype, "kind", "O"))


# -- CSV ----------------------------------------------------------------------------------


@contextmanager
def _csv(folder: Path, name: str, language: str) -> Iterator[Add]:
    """French: ``;``, decimal comma, UTF-8 with its mark. English: ``,``, decimal point, UTF-8."""
    separator, encoding = (";", "utf-8-sig") if language == "fr" else (",", "utf-8")
    with ExitStack() as files:
        streams: dict[str, Any] = {}

        def add(table: str, rows: pd.DataFrame) -> None:
            if table not in streams:
                streams[table] = files.enter_context((folder / f"{table}.csv").open("w", encoding=encoding, newline=""))
                streams[table].write(separator.join(map(str, rows.columns)) + "\n")
            for part in slices(rows):
                columns = [_csv_cells(part[column], separator, language) for column in part]
                streams[table].write("".join([separator.join(row) + "\n" for row in zip(*columns, strict=True)]))

        yield add


def _csv_cells(column: pd.Series[Any], separator: str, language: str) -> list[str]:
    kind = _kind(column)
    if isinstance(column.dtype, pd.CategoricalDtype):
        return taken([*quoted([harmless(str(word)) for word in column.dtype.categories], separator), ""], column.cat.codes.to_numpy())
    if kind == "O":
        return quoted([harmless(word) for word in column.astype(object).where(column.notna(), "").astype(str).tolist()], separator)
    words = cells(column)
    if kind == "b":
        no, yes = BOOLEANS[language]
        return [yes if word == "true" else no for word in words]
    return [word.replace(".", ",") for word in words] if kind == "f" and language == "fr" else words


# -- Parquet ------------------------------------------------------------------------------

_GROUP = 131_072
"""Rows of a row group."""


@contextmanager
def _parquet(folder: Path, name: str, language: str) -> Iterator[Add]:
    """One file a table; rows are gathered into groups of one size, so that parts leave no trace."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise MissingPart(_MISSING, format="parquet", package="pyarrow") from error
    waiting: dict[str, Any] = {}
    with ExitStack() as files:
        open_files: dict[str, Any] = {}

        def put(table: str, least: int) -> None:
            while waiting[table].num_rows >= least:
                group, waiting[table] = waiting[table][:_GROUP], waiting[table][_GROUP:]
                coded = [column.dictionary_encode() if pa.types.is_dictionary(kind) else column
                         for column, kind in zip(group.columns, open_files[table].schema.types, strict=True)]  # fmt: skip
                open_files[table].write_table(pa.table(coded, schema=open_files[table].schema))
                if waiting[table].num_rows == 0:
                    return

        def add(table: str, rows: pd.DataFrame) -> None:
            if table not in open_files:
                schema = _arrow_schema(rows)
                open_files[table] = files.enter_context(pq.ParquetWriter(folder / f"{table}.parquet", schema))
                waiting[table] = pa.schema([(one.name, _plain_type(one.type)) for one in schema]).empty_table()
            plain = waiting[table].schema
            columns = [pa.array(rows[one.name].astype(object) if pa.types.is_string(one.type) else rows[one.name], type=one.type, from_pandas=True)
                       for one in plain]  # fmt: skip
            waiting[table] = pa.concat_tables([waiting[table], pa.table(columns, schema=plain)]).combine_chunks()
            put(table, _GROUP)

        yield add
        for table in waiting:
            put(table, 0)


def _plain_type(kind: Any) -> Any:
    import pyarrow as pa

    return pa.string() if pa.types.is_dictionary(kind) else kind


def _arrow_schema(rows: pd.DataFrame) -> Any:
    """What the columns are in Arrow: words as words even where all are missing, codes with their dictionary; and pandas' own note."""
    import pyarrow as pa

    kinds = {"b": pa.bool_(), "i": pa.int64(), "u": pa.int64(), "f": pa.float64(), "M": pa.timestamp("ms")}
    coded = [column for column, kind in rows.dtypes.items() if isinstance(kind, pd.CategoricalDtype)]
    note = pa.Schema.from_pandas(rows.iloc[:0].astype(dict.fromkeys(coded, pd.CategoricalDtype([]))), preserve_index=False).metadata
    return pa.schema(
        [
            (column, pa.dictionary(pa.int32(), pa.string()) if column in coded else kinds.get(_kind(rows[column]), pa.string()))
            for column in rows
        ]
    ).with_metadata(note)


# -- SQL ----------------------------------------------------------------------------------


@contextmanager
def _sqlite(folder: Path, name: str, language: str) -> Iterator[Add]:
    kinds = {"i": "INTEGER", "u": "INTEGER", "b": "INTEGER", "f": "REAL"}
    connection = sqlite3.connect(folder / f"{name}.sqlite")

    def add(table: str, rows: pd.DataFrame) -> None:
        connection.execute(_create(table, rows, kinds, "TEXT"))
        for part in slices(rows):
            values = zip(*(_sql_values(part[column]) for column in part), strict=True)
            connection.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * part.shape[1])})', values)

    with _system_errors(sqlite3.OperationalError), closing(connection), connection:
        yield add


def _create(table: str, rows: pd.DataFrame, kinds: dict[str, str], otherwise: str) -> str:
    typed = ", ".join(f'"{column}" {kinds.get(_kind(rows[column]), otherwise)}' for column in rows)
    return f'CREATE TABLE IF NOT EXISTS "{table}" ({typed})'


def _sql_values(column: pd.Series[Any]) -> list[Any]:
    if _kind(column) in "iubf":
        return [None if value is pd.NA or value != value else value for value in column.tolist()]
    plain = cells(column) if _kind(column) == "M" else column.astype(object).where(column.notna(), None).tolist()
    return [None if word is None or word == "" else word for word in plain]


@contextmanager
def _duckdb(folder: Path, name: str, language: str) -> Iterator[Add]:
    try:
        import duckdb
    except ImportError as error:
        raise MissingPart(_MISSING, format="duckdb", package="duckdb") from error
    kinds = {"i": "BIGINT", "u": "BIGINT", "b": "BOOLEAN", "f": "DOUBLE", "M": "TIMESTAMP"}
    connection = duckdb.connect(str(folder / f"{name}.duckdb"))

    def add(table: str, rows: pd.DataFrame) -> None:
        connection.execute(_create(table, rows, kinds, "VARCHAR"))
        codes = {column: object for column, kind in rows.dtypes.items() if isinstance(kind, pd.CategoricalDtype)}
        connection.register("incoming", rows.astype(codes))
        connection.execute(f'INSERT INTO "{table}" SELECT * FROM incoming')
        connection.unregister("incoming")

    with _system_errors(duckdb.Error), closing(connection):
        connection.begin()  # one wait for the disk, not one for each table
        yield add
        connection.commit()


WRITERS: dict[str, Callable[[Path, str, str], AbstractContextManager[Add]]] = {
    "csv": _csv, "xlsx": workbook, "parquet": _parquet, "sqlite": _sqlite, "duckdb": _duckdb,
}  # fmt: skip
"""How each format is written: folder, name of the world, language → what takes the rows."""

ONE_FILE = {"xlsx": "xlsx", "sqlite": "sqlite", "duckdb": "duckdb"}
"""Formats that hold all tables in one file, with its ending."""
