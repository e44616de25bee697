"""What is known outside? A register extract, a credit bureau, competitors' prices: beside the star, asked together with it.

An external table lies in the warehouse's folder, outside its versions: a build does not touch it. It is
asked as ``ext_<name>``. If it names customers (``customer_id``), an erasure takes the rows of the person out of it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd

from crm_course.foundations import sheets
from crm_course.foundations.errors import InvalidValue

from .building import current, manifest
from .source import libraries
from .texts import NAME_RULE, TABLE_RULE

__all__ = ["beside"]


def beside(folder: str | Path, name: str, table: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Put an external table beside a warehouse, where a query finds it as ``ext_<name>``.

    Parameters
    ----------
    name : str
        Lower-case letters, digits and ``_``.
    table : DataFrame, or path of a CSV or XLSX
        Anew under the same name, it takes the place of the one before.

    Returns
    -------
    DataFrame
        ``name, rows`` of all external tables.
    """
    duckdb, arrow = libraries()
    current(folder)
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name):
        raise InvalidValue("name", NAME_RULE, name)
    frame = sheets.table(table) if isinstance(table, str | Path) else table
    if not isinstance(frame, pd.DataFrame) or frame.columns.empty:
        raise InvalidValue("table", TABLE_RULE, type(table).__name__)
    place = Path(folder) / "beside"
    place.mkdir(exist_ok=True)
    rows: Any = arrow.Table.from_pandas(frame.rename(columns=str), preserve_index=False)
    with duckdb.connect() as database:
        database.register("given", rows)
        write(database, "SELECT * FROM given", place / f"ext_{name}.parquet")
        files = sorted(place.glob("ext_*.parquet"))
        known = [(one.stem, database.execute("SELECT count(*) FROM read_parquet(?)", [str(one)]).fetchall()[0][0]) for one in files]
    return pd.DataFrame(known, columns=["name", "rows"])


def write(database: Any, sql: str, path: Path) -> None:
    """A query as a Parquet file, whole or not at all."""
    made = path.with_name(f".{path.name}")
    quoted = str(made).replace("'", "''")
    database.execute(f"COPY ({sql}) TO '{quoted}' (FORMAT parquet, COMPRESSION zstd)")
    made.replace(path)


def without_the_gone(folder: str | Path) -> None:
    """Take out of external tables the customers whom the warehouse no longer knows."""
    duckdb, _ = libraries()
    if "dim_customer" not in manifest(folder)["tables"]:
        return
    known = str(current(folder) / "dim_customer.parquet").replace("'", "''")
    with duckdb.connect() as database:
        for path in sorted((Path(folder) / "beside").glob("ext_*.parquet")):
            own = f"read_parquet('{str(path).replace(chr(39), chr(39) * 2)}')"
            if "customer_id" in {row[0] for row in database.execute(f"DESCRIBE SELECT * FROM {own}").fetchall()}:
                number = "TRY_CAST(TRY_CAST(customer_id AS DOUBLE) AS BIGINT)"  # a column with a gap comes as decimals, a sheet as texts
                kept = f"SELECT customer_id FROM read_parquet('{known}')"
                write(database, f"SELECT * FROM {own} WHERE {number} IS NULL OR {number} IN ({kept})", path)
