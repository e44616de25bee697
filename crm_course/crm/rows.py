"""Rows of the database as frames."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

__all__ = ["among", "framed", "numbers", "raw", "steadily"]


def framed(rows: Iterable[Sequence[Any]], names: Iterable[str]) -> pd.DataFrame:
    """Rows as a frame with columns `names`; put together by columns, which is ten times faster than row by row."""
    columns = list(names)
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pd.DataFrame({name: list(values) for name, values in zip(columns, cells, strict=True)}, columns=columns)


def among(connection: sa.Connection, column: Any, values: Iterable[Any]) -> sa.ColumnElement[bool]:
    """Whether a column is one of many values, bound as one parameter."""
    wanted = list(values)
    if connection.dialect.name == "postgresql":
        return column == sa.any_(sa.bindparam(None, wanted, type_=postgresql.ARRAY(column.type)))  # type: ignore[no-any-return]
    each = sa.func.json_each(sa.bindparam(None, json.dumps(wanted))).table_valued("value")
    return column.in_(sa.select(each.c.value))  # type: ignore[no-any-return]


@contextmanager
def steadily() -> Iterator[None]:
    """Without the search for circles of objects: many rows make millions of objects and no circle, and would wait a third of their time."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:
            gc.enable()


def raw(connection: sa.Connection, query: Any) -> list[tuple[Any, ...]]:
    """The rows as the driver gives them: for many at a time, whose values need no turning."""
    cursor: Any = connection.execute(query).cursor
    return list(cursor.fetchall())


def numbers(connection: sa.Connection, query: Any) -> np.ndarray[Any, Any]:
    """The different whole numbers of a query's only column, in ascending order.

    SQLite hands them over as one text: a million rows would be a million objects.
    """
    if connection.dialect.name == "sqlite":
        (column,) = query.subquery().c
        text = connection.scalar(sa.select(sa.func.group_concat(column)))
        found = np.sort(np.fromstring(text, dtype=np.int64, sep=",")) if text else np.array([], dtype=np.int64)
    else:
        found = np.sort(np.fromiter(chain.from_iterable(raw(connection, query)), dtype=np.int64))
    return found[np.append(True, found[1:] != found[:-1])] if len(found) else found
