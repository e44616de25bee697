"""A learner's SQL query on the tables of an exercise: read-only, in memory, in bounded time.

>>> import pandas as pd
>>> run("SELECT sum(amount) AS total FROM orders", {"orders": pd.DataFrame({"amount": [8, 4]})})
   total
0     12
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["MOST_ROWS", "run", "stored"]

MOST_ROWS = 10_000
_SECONDS = 10.0
_QUERY = Text(fr="requête", en="query")
_RULE = Text(
    fr="une seule requête SELECT que SQLite comprend ({why})", en="one SELECT query that SQLite understands ({why})"
)  # fmt: skip
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, 33}  # 33: recursive


def stored(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """`tables` as an SQLite database: what is asked elsewhere is asked of the very same one."""
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        _fill(base, tables)
        return base.serialize()


def _fill(base: sqlite3.Connection, tables: Mapping[str, pd.DataFrame]) -> None:
    for name, table in tables.items():
        table.to_sql(name, base, index=False)


def run(query: str, tables: Mapping[str, pd.DataFrame] | bytes) -> pd.DataFrame:
    """The rows that `query` selects from `tables` (frames, or a database as :func:`stored` gave it), in its order.

    Raises
    ------
    InvalidValue
        If it is not one readable SELECT, writes, takes over ten seconds or gives over 10 000 rows.
    """
    import pandas as pd

    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        if isinstance(tables, bytes):
            base.deserialize(tables)
        else:
            _fill(base, tables)
        base.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY)
        deadline = time.monotonic() + _SECONDS
        base.set_progress_handler(lambda: time.monotonic() > deadline, 10_000)
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 10_000_000)
        try:
            cursor = base.execute(query)
            rows = cursor.fetchmany(MOST_ROWS + 1)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise InvalidValue(_QUERY, _RULE, query, why=str(error)) from error
    if len(rows) > MOST_ROWS or cursor.description is None:
        raise InvalidValue(_QUERY, _RULE, query, why=f"> {MOST_ROWS}" if rows else "SELECT")
    return pd.DataFrame(rows, columns=[column[0] for column in cursor.description])
