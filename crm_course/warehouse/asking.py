"""What does the warehouse say? Questions in SQL that can read and nothing else.

A statement is let through by its type (SELECT, or EXPLAIN of one), and runs in a database of its
own that can open the files of the version that is read, and whose settings are locked.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations.errors import InvalidValue, UnknownName

from .building import current, manifest
from .marts import MARTS
from .source import libraries
from .star import STAR, columns_of, kept
from .texts import COLUMN_RULE, READABLE_RULE, READING_RULE

__all__ = ["lineage", "quality", "query"]

_EXPLAIN = re.compile(r"(?:\s|--[^\n]*\n|/\*.*?\*/)*explain\s+(?:analyze\s+)?(?:\([^)]*\)\s*)?", re.IGNORECASE | re.DOTALL)


def query(folder: str | Path, sql: str) -> pd.DataFrame:
    """The answer to a question in SQL, as a frame.

    Tables: ``fact_sales`` (an order a row), ``fact_order_lines``, ``fact_interactions``, ``fact_tickets`` …,
    ``dim_customer`` (versions: ``valid_from, valid_to, is_current``), ``dim_date``, ``dim_product`` …,
    and the marts ``mart_marketing`` and ``mart_after_sales``.

    Raises
    ------
    InvalidValue
        If it is anything but a single reading statement, or not understood.
    FileProblem
        If nothing was built in `folder`.
    """
    duckdb, _ = libraries()
    version = current(folder)
    if not isinstance(sql, str):
        raise InvalidValue("sql", READING_RULE, type(sql).__name__)
    _reading_only(duckdb, sql)
    with duckdb.connect(config={"memory_limit": "1GB", "threads": 2}) as database:
        _prepare(database, version)
        try:
            return _framed(database.sql(sql))
        except duckdb.Error as error:
            problem = InvalidValue("sql", READABLE_RULE, sql, said=_first(error))
    raise problem  # outside, so that the reader sees one error and not two


def _first(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _framed(answer: Any) -> pd.DataFrame:
    """The frame of an answer; sums of whole numbers stay whole."""
    frame: pd.DataFrame = answer.df()
    whole = [name for name, kind in zip(answer.columns, map(str, answer.types), strict=True) if kind == "HUGEINT" and name in frame]
    return frame.astype({name: "int64" if frame[name].notna().all() else "Int64" for name in whole})


def _reading_only(duckdb: Any, sql: str) -> None:
    problem: InvalidValue | None = None
    try:
        statements = duckdb.extract_statements(sql)
        kinds = [_kind(duckdb, statement) for statement in statements]
    except duckdb.Error as error:
        problem = InvalidValue("sql", READABLE_RULE, sql, said=_first(error))
    else:
        if kinds != ["SELECT"]:
            problem = InvalidValue("sql", READING_RULE, sql)
    if problem is not None:
        raise problem


def _kind(duckdb: Any, statement: Any) -> str:
    """The type of a statement; of an EXPLAIN, that of what it explains: EXPLAIN ANALYZE runs it."""
    kind = str(statement.type).rpartition(".")[2].removesuffix("_STATEMENT")
    if kind != "EXPLAIN":
        return kind
    inner = duckdb.extract_statements(_EXPLAIN.sub("", statement.query, count=1))
    return str(inner[0].type).rpartition(".")[2].removesuffix("_STATEMENT") if len(inner) == 1 else "MULTI"


def _prepare(database: Any, version: Path) -> None:
    folder, outside = (str(path.resolve()).replace("'", "''") for path in (version, version.parent / "beside"))
    for setting in (
        "enable_progress_bar=false", "autoinstall_known_extensions=false", "autoload_known_extensions=false", "python_enable_replacements=false", "temp_directory=''", f"allowed_directories=['{folder}', '{outside}']",
        "enable_external_access=false",
    ):  # fmt: skip
        database.execute(f"SET {setting}")
    for file in sorted(version.glob("*.parquet")):
        database.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{folder}/{file.name}')")
    for file in sorted((version.parent / "beside").glob("ext_*.parquet")):
        database.execute(f"CREATE VIEW {file.stem} AS SELECT * FROM read_parquet('{outside}/{file.name}')")
    for name, sql in MARTS.items():
        database.execute(f"CREATE VIEW {name} AS {sql}")
    database.execute("SET lock_configuration=true")


def quality(folder: str | Path) -> pd.DataFrame:
    """The checks of the version that is read: ``table, check, found, passed``."""
    return pd.DataFrame(manifest(folder)["quality"], columns=["table", "check", "found", "passed"])


_OWN = {
    "dim_customer": {column.name: f"customers.{column.name}" for column in kept("customers")}
    | dict.fromkeys(("version", "valid_from", "valid_to", "is_current"), "customers.*"),
    "dim_date": dict.fromkeys(("date", "year", "quarter", "month", "week", "weekday", "sunday", "holiday"), "orders.ordered_at"),
}


def lineage(folder: str | Path, column: str) -> pd.DataFrame:
    """Where a column comes from: a step a row, ``layer, table, column, rows``, from the store to the star.

    >>> lineage(".", "sales")
    Traceback (most recent call last):
    crm_course.foundations.errors.InvalidValue: column must be a column of the warehouse, written table.column, got 'sales'.
    """
    table, dot, name = str(column).partition(".")
    if not dot:
        raise InvalidValue("column", COLUMN_RULE, column)
    if table not in STAR and table not in _OWN:
        raise UnknownName("table", table, [*STAR, *_OWN])
    columns = _OWN[table] if table in _OWN else columns_of(table)
    if name not in columns:
        raise UnknownName("column", name, columns)
    rows = manifest(folder)["tables"].get(table, 0)
    source, _, origin = columns[name].partition(".")
    steps = [("store", source, origin, pd.NA), ("star", table, name, rows)]
    return pd.DataFrame(steps, columns=["layer", "table", "column", "rows"]).astype({"rows": "Int64"})
