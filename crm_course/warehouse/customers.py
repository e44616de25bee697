"""Where did the customer live when he bought? Every customer in all his versions (slowly changing dimension, type 2).

A version holds on ``[valid_from, valid_to)``, in UTC; the last is open until the year 9999. A
customer who changed gets a new version at the moment of the build; of a customer who is no
longer in the store, every version goes.

Source: Kimball, Ross, The Data Warehouse Toolkit, 3rd ed., ch. 5 (type 2).
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from .star import kept

__all__ = ["versions"]


def versions(database: Any, before: Path | None, moment: dt.datetime) -> tuple[int, dt.datetime]:
    """Make ``dim_customer`` from the customers of today and the versions of before.

    Returns
    -------
    tuple of int and datetime
        People of before who are no longer in the store; the moment from which changes hold, later than
        every change that is known: a clock that goes back does not turn the order around.
    """
    columns = [column.name for column in kept("customers")]
    listed = ", ".join(columns)
    first = "coalesce(CAST(created_on AS TIMESTAMP), TIMESTAMP '1970-01-01')"
    newest = f"SELECT {listed}, 1 AS version, {first} AS valid_from, TIMESTAMP '9999-12-31' AS valid_to FROM customers"
    if before is None or not before.exists():
        database.execute(f"CREATE TABLE dim_customer AS SELECT *, true AS is_current FROM ({newest})")
        return 0, moment
    old = str(before).replace("'", "''")
    there = {row[0] for row in database.execute(f"DESCRIBE SELECT * FROM read_parquet('{old}')").fetchall()}
    known = ", ".join(column if column in there else f"NULL AS {column}" for column in columns)
    database.execute(f"CREATE TEMP TABLE was AS SELECT {known}, version, valid_from, valid_to FROM read_parquet('{old}')")
    gone = int(database.execute("SELECT count(DISTINCT customer_id) FROM was ANTI JOIN customers USING (customer_id)").fetchall()[0][0])
    latest = database.execute("SELECT max(valid_from) FROM was WHERE version > 1").fetchall()[0][0]
    at = max(moment, latest + dt.timedelta(seconds=1)) if latest else moment
    differs = " OR ".join(f"c.{name} IS DISTINCT FROM w.{name}" for name in columns if name in there and name != "customer_id") or "false"
    database.execute(
        "CREATE TEMP TABLE changed AS SELECT c.customer_id, w.version, greatest(?, w.valid_from + INTERVAL 1 SECOND) AS since "
        f"FROM customers c JOIN was w ON w.customer_id = c.customer_id AND w.valid_to = TIMESTAMP '9999-12-31' WHERE {differs}",
        [at],
    )
    own = ", ".join(f"w.{name}" for name in columns)
    now = ", ".join(f"c.{name}" for name in columns)
    database.execute(
        "CREATE TABLE dim_customer AS SELECT *, valid_to = TIMESTAMP '9999-12-31' AS is_current FROM ("
        f"SELECT {own}, w.version, w.valid_from, CASE WHEN w.version = x.version THEN x.since ELSE w.valid_to END AS valid_to "
        "FROM was w SEMI JOIN customers USING (customer_id) LEFT JOIN changed x USING (customer_id) "
        f"UNION ALL SELECT {now}, x.version + 1, x.since, TIMESTAMP '9999-12-31' FROM changed x JOIN customers c USING (customer_id) "
        f"UNION ALL SELECT * FROM ({newest}) ANTI JOIN was USING (customer_id)) ORDER BY customer_id, version"
    )
    return gone, at
