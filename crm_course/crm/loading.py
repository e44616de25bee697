"""How do the tables of a world get into the store? Whole tables, many rows at a time.

Rows are turned into plain values column by column and handed to the driver in one
``executemany`` (SQLite) or ``COPY`` (PostgreSQL). A large table that was empty gets its
indexes when its rows are in. Loading again adds only what is new: a row whose key is
there is left as it is.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidData
from crm_course.foundations.said import Said
from crm_course.foundations.vocabulary import Column

from . import schema, texts
from .texts import UNREADABLE_VALUE

__all__ = ["Loaded", "append", "next_number", "plain_columns", "present_keys", "typed"]

_LARGE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded(Said):
    """What loading did: rows added and already known by table, and values that could not be read."""

    tables: pd.DataFrame
    """``table``, ``added``, ``known``."""
    unreadable: pd.DataFrame
    """``table``, ``line``, ``field``, ``reason``; the field was left empty."""

    @property
    def added(self) -> int:
        """Rows added, over all tables."""
        return int(self.tables["added"].sum())

    def sentence(self) -> str:
        """What was loaded, in the language in force."""
        said = texts.LOADED.say(added=self.added, tables=int((self.tables["added"] > 0).sum()), known=int(self.tables["known"].sum()))
        return f"{said} {texts.LOADED_UNREADABLE.say(count=len(self.unreadable))}" if len(self.unreadable) else said


# -- from a frame to values of the declared kinds -----------------------------------------


def typed(frame: pd.DataFrame, columns: Sequence[Column]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`frame` with exactly `columns`, each of its kind, and the cells that could not be read.

    Dates and moments become ``datetime64[s]`` (moments in French wall-clock time), whole numbers
    ``int64`` or, with holes, objects; what is missing or unreadable becomes missing.
    """
    made: dict[str, Any] = {}
    bad = []
    for column in columns:
        if column.name not in frame.columns:
            made[column.name] = np.full(len(frame), None, dtype=object)
            continue
        values = frame[column.name]
        made[column.name] = found = _kind(values, column.kind)
        lost = np.flatnonzero(np.asarray(pd.isna(found)) & values.notna().to_numpy()) if found is not values else ()
        bad += [(int(row) + 2, column.name) for row in lost if values.iloc[row] != ""]
    unreadable = pd.DataFrame(bad, columns=["line", "field"])
    return pd.DataFrame(made, index=frame.index, copy=False), unreadable.assign(reason=UNREADABLE_VALUE.say())


def _kind(values: pd.Series, kind: str) -> Any:
    if kind in ("date", "datetime"):
        return _moments(values, day=kind == "date")
    if kind in ("integer", "cents"):
        return _whole(values)
    if kind in ("number", "share"):
        return pd.to_numeric(values, errors="coerce").astype(float)
    if kind == "boolean":
        return values.astype(object) if values.isna().any() else values.astype(bool)
    return values


def _moments(values: pd.Series, *, day: bool) -> pd.Series:
    if not isinstance(values.dtype, np.dtype) or values.dtype.kind != "M":
        zoned = isinstance(values.dtype, pd.DatetimeTZDtype)
        values = values if zoned else _read(values)
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_convert("Europe/Paris").dt.tz_localize(None)
    return (values.dt.normalize() if day else values).astype("datetime64[s]")


def _read(values: pd.Series) -> pd.Series:
    """A column of dates and moments of any kind; missing where there is none."""
    if values.isna().all():
        return pd.Series(np.full(len(values), np.datetime64("NaT", "s")), index=values.index)
    if all(value is None or value != value or isinstance(value, dt.date) for value in values.tolist()):
        return pd.to_datetime(values).astype("datetime64[s]")
    try:
        found = dates.read(values.astype(object)).values  # noqa: PD011 - the reading's, not a frame's
    except InvalidData:  # numbers that count from a start nobody knows: told as unreadable
        return pd.Series(pd.NaT, index=values.index, dtype="datetime64[s]")
    return found.astype("datetime64[s]")


def _whole(values: pd.Series) -> Any:
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iu":
        return values
    numbers = pd.to_numeric(values, errors="coerce")
    if numbers.notna().all():
        return numbers.astype(np.int64)
    whole = numbers.where(numbers.isna() | (numbers % 1 == 0))
    return whole.astype("Int64")


def plain_columns(frame: pd.DataFrame, columns: Sequence[Column]) -> list[list[Any]]:
    """The values of a typed frame as lists of what a driver binds; missing is None."""
    return [_plain(frame[column.name], column.kind) for column in columns]


def _plain(values: pd.Series, kind: str) -> list[Any]:
    if kind in ("date", "datetime") and values.dtype.kind == "M":
        return _written(values.to_numpy(), day=kind == "date")
    if isinstance(values.dtype, pd.CategoricalDtype):
        words = np.array([*values.cat.categories, None], dtype=object)
        return words[values.cat.codes.to_numpy()].tolist()  # type: ignore[no-any-return]
    if isinstance(values.dtype, np.dtype) and values.dtype.kind in "iub":
        return values.to_numpy().tolist()
    objects = np.asarray(values, dtype=object)
    missing = pd.isna(objects)
    if missing.any():
        objects = objects.copy()
        objects[missing] = None
    return objects.tolist()  # type: ignore[no-any-return]


def _written(moments: np.ndarray[Any, Any], *, day: bool) -> list[Any]:
    """ISO text, as SQLite keeps it: ``2026-08-11`` or ``2026-08-11 09:30:00``."""
    text = np.datetime_as_string(moments, unit="D" if day else "s")
    if not day:
        text.view("U1").reshape(len(text), -1)[:, 10] = " "
    missing = np.isnat(moments)
    if not missing.any():
        return text.tolist()  # type: ignore[no-any-return]
    words = text.astype(object)
    words[missing] = None
    return words.tolist()  # type: ignore[no-any-return]


# -- into the database --------------------------------------------------------------------


def append(connection: sa.Connection, name: str, frame: pd.DataFrame, *, known: str = "refuse") -> int:
    """Add the rows of a typed `frame` to a table; returns how many were added.

    Parameters
    ----------
    known : {"refuse", "skip"}
        What to do with a row whose key is in the table already.
    """
    if frame.empty:
        return 0
    columns = [column for column in schema.declared(name) if column.name in frame.columns]
    table = schema.table(name)
    with _indexes_afterwards(connection, table, len(frame)) as empty:
        before = 0 if empty else _count(connection, table)
        (_copy if connection.dialect.name == "postgresql" else _execute_many)(connection, table, frame, columns, known)
    return len(frame) if known == "refuse" else _count(connection, table) - before


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)


def _execute_many(connection: sa.Connection, table: sa.Table, frame: pd.DataFrame, columns: Sequence[Column], known: str) -> None:
    verb = "INSERT OR IGNORE" if known == "skip" else "INSERT"
    driver: Any = connection.connection.driver_connection
    for start in range(0, len(frame), 100_000):
        part = frame.iloc[start : start + 100_000]
        lists = {column.name: values for column, values in zip(columns, plain_columns(part, columns), strict=True)}
        filled = {
            name: values for name, values in lists.items() if values.count(None) < len(part)
        } or lists  # nothing is what a row begins with
        statement = f"{verb} INTO {table.name} ({', '.join(filled)}) VALUES ({', '.join('?' * len(filled))})"
        driver.executemany(statement, zip(*filled.values(), strict=True))


def _copy(connection: sa.Connection, table: sa.Table, frame: pd.DataFrame, columns: Sequence[Column], known: str) -> None:
    names = ", ".join(column.name for column in columns)
    target = table.name
    if known == "skip":
        target = f"incoming_{table.name}"
        connection.exec_driver_sql(f"CREATE TEMP TABLE {target} (LIKE {table.name}) ON COMMIT DROP")
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {target} ({names}) FROM STDIN WITH (FORMAT csv, NULL '')") as copy:
        for start in range(0, len(frame), 100_000):
            part = frame.iloc[start : start + 100_000]
            lists = dict(zip(names.split(", "), plain_columns(part, columns), strict=True))
            buffer = io.StringIO()
            pd.DataFrame(lists, dtype=object).to_csv(buffer, index=False, header=False)
            copy.write(buffer.getvalue())
    if known == "skip":
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) SELECT {names} FROM {target} ON CONFLICT DO NOTHING")
        connection.exec_driver_sql(f"DROP TABLE {target}")


@contextmanager
def _indexes_afterwards(connection: sa.Connection, table: sa.Table, rows: int) -> Iterator[bool]:
    """Without its indexes while a large table fills up for the first time; says whether it was empty."""
    empty = connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is None
    waiting = sorted(table.indexes, key=lambda index: str(index.name)) if empty and rows >= _LARGE else []
    for index in waiting:
        index.drop(connection)
    yield empty
    if waiting and connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")  # no index is made while checks are pending
    for index in waiting:
        index.create(connection)


def present_keys(connection: sa.Connection, name: str, column: str) -> np.ndarray[Any, Any]:
    """The values of a key column, in ascending order."""
    key = schema.table(name).c[column]
    return np.array(connection.execute(sa.select(key).order_by(key)).scalars().all(), dtype=np.int64)


def next_number(connection: sa.Connection, name: str) -> int:
    """The next free number of a table whose key is a number."""
    (key,) = schema.table(name).primary_key.columns
    highest = connection.scalar(sa.select(sa.func.max(key)))
    return max(int(highest or 0), 0) + 1
