"""How does the store become columns? SQLite is read by ADBC, any other database row by row.

Every table is read in one transaction, so that a sale and its lines are of the same moment, and
typed as the data dictionary says; a column that the store has and the dictionary has not is told.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from crm_course.crm.base import Base
from crm_course.crm.schema import set_values, table
from crm_course.foundations.errors import MissingPart
from crm_course.foundations.vocabulary import Column

from .star import SOURCES, kept
from .texts import MISSING

__all__ = ["extract", "libraries", "origin", "remember"]

_TYPES = {
    "text": "VARCHAR", "category": "VARCHAR", "integer": "BIGINT", "cents": "BIGINT", "number": "DOUBLE", "share": "DOUBLE", "date": "DATE",
    "datetime": "TIMESTAMP", "boolean": "BOOLEAN",
}  # fmt: skip


def libraries() -> tuple[Any, Any]:
    """DuckDB and Arrow, or a sentence that says how to install them."""
    try:
        import duckdb
        import pyarrow
    except ImportError as error:
        raise MissingPart(MISSING, module=error.name or "duckdb") from None
    return duckdb, pyarrow


def extract(store: Base, database: Any) -> list[str]:
    """Put the tables of the store that the star needs into a DuckDB connection; returns columns that the dictionary does not know."""
    _, arrow = libraries()
    strange: list[str] = []
    with _reader(store) as read:
        for name in SOURCES:
            wanted = kept(name)
            present, rows = read(name, [column.name for column in wanted])
            strange += [f"{name}.{column}" for column in present if column not in table(name).c]
            database.register("incoming", rows if rows is not None else arrow.table({}))
            database.execute(f"CREATE TABLE {name} AS SELECT {', '.join(_typed(column, present) for column in wanted)} FROM incoming")
            database.unregister("incoming")
    return strange


def _typed(column: Column, present: list[str]) -> str:
    kind = _TYPES[column.kind]
    if column.name not in present:
        return f"NULL::{kind} AS {column.name}"
    if kind == "BOOLEAN":
        return (
            f"(CAST({column.name} AS VARCHAR) IN ('1', 'true', 'True')) AS {column.name}"
            if not column.nullable
            else (
                f"CASE WHEN {column.name} IS NULL THEN NULL ELSE CAST({column.name} AS VARCHAR) IN ('1', 'true', 'True') END AS {column.name}"
            )
        )
    return f"TRY_CAST({column.name} AS {kind}) AS {column.name}"


class _reader:
    """A reader of whole tables, in one transaction of the source."""

    def __init__(self, store: Base) -> None:
        self.store = store
        self.connection: Any = None
        self.quick: Any = None

    def __enter__(self) -> Any:
        address = self.store.engine.url
        if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
            try:
                import adbc_driver_sqlite.dbapi as adbc
            except ImportError as error:
                raise MissingPart(MISSING, module=error.name or "adbc_driver_sqlite") from None
            self.quick = adbc.connect(f"file:{address.database}?mode=ro", autocommit=False)
            return self._by_adbc
        self.connection = self.store.engine.connect()
        return self._by_rows

    def __exit__(self, *_: object) -> None:
        for opened in (self.quick, self.connection):
            if opened is not None:
                opened.close()

    def _by_adbc(self, name: str, wanted: list[str]) -> tuple[list[str], Any]:
        with self.quick.cursor() as cursor:
            cursor.execute(f"SELECT name FROM pragma_table_info('{name}')")
            present = [row[0] for row in cursor.fetchall()]
            cast = ", ".join(f"CAST({column} AS TEXT) AS {column}" for column in wanted if column in present)
            cursor.execute(f"SELECT {cast} FROM {name}")
            return present, cursor.fetch_arrow_table()

    def _by_rows(self, name: str, wanted: list[str]) -> tuple[list[str], Any]:
        _, arrow = libraries()
        source = table(name)
        rows = self.connection.execute(source.select()).all()
        columns = list(source.c.keys())
        text = [[None if value is None else str(value) for value in column] for column in zip(*rows, strict=True)] or [[] for _ in columns]
        return columns, arrow.table({column: arrow.array(values, arrow.string()) for column, values in zip(columns, text, strict=True)})


def origin(store: Base) -> str:
    """Which base this is: its file, or its address without a password."""
    address = store.engine.url
    if address.get_backend_name() == "sqlite" and address.database not in (None, "", ":memory:"):
        return str(Path(str(address.database)).resolve())
    return address.render_as_string(hide_password=True)


def remember(store: Base, folder: str | Path) -> None:
    """Note in the base that a warehouse of it lies in `folder`."""
    settings, place = table("settings"), str(Path(folder).resolve())
    with store.reading() as connection:
        known = json.loads(connection.scalar(sa.select(settings.c.value).where(settings.c.name == "warehouses")) or "[]")
    if place not in known:
        with store.writing() as connection:
            set_values(connection, warehouses=json.dumps([*known, place]))
