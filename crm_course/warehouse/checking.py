"""Is what stands in the star sound? Checks derived from the data dictionary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from crm_course.foundations.vocabulary import TABLES

from .star import STAR, columns_of

__all__ = ["check"]

_PARENTS = {
    "customers": "dim_customer",
    "products": "dim_product",
    "shops": "dim_shop",
    "campaigns": "dim_campaign",
    "orders": "fact_sales",
}


def check(database: Any) -> pd.DataFrame:
    """Every check, with the rows that break it: ``table, check, found, passed``."""
    rows = [(table, name, int(database.execute(sql).fetchall()[0][0] or 0)) for table, name, sql in _checks()]
    frame = pd.DataFrame(rows, columns=["table", "check", "found"])
    return frame.assign(passed=frame["found"] == 0)


def _checks() -> Iterator[tuple[str, str, str]]:
    """Keys that repeat or miss, references to nothing, unknown categories, versions that overlap, sums that differ."""
    for name, table in STAR.items():
        yield name, f"key {table.key}", f"SELECT count(*) - count(DISTINCT {table.key}) FROM {name}"
        present, declared = columns_of(name), TABLES[table.source]
        for column, (parent, key) in declared.foreign.items():
            if column in present and parent in _PARENTS:
                yield (
                    name,
                    f"{column} → {_PARENTS[parent]}",
                    (f"SELECT count(*) FROM {name} WHERE {column} IS NOT NULL AND {column} NOT IN (SELECT {key} FROM {_PARENTS[parent]})"),
                )
        for each in declared.columns:
            if each.name in present and each.categories:
                known = ", ".join(f"'{one}'" for one in each.categories)
                yield (
                    name,
                    f"{each.name} known",
                    f"SELECT count(*) FROM {name} WHERE {each.name} IS NOT NULL AND {each.name} NOT IN ({known})",
                )
    yield (
        "fact_sales",
        "total_cents as in the store",
        ("SELECT coalesce((SELECT sum(total_cents) FROM fact_sales), 0) <> coalesce((SELECT sum(total_cents) FROM orders), 0)"),
    )
    yield (
        "fact_order_lines",
        "amount_cents as in the store",
        (
            "SELECT coalesce((SELECT sum(amount_cents) FROM fact_order_lines), 0) <> coalesce((SELECT sum(amount_cents) FROM order_lines), 0)"
        ),
    )
    following = "lead(valid_from) OVER (PARTITION BY customer_id ORDER BY version)"
    yield (
        "dim_customer",
        "versions without gap or overlap",
        (
            f"SELECT count(*) FROM (SELECT valid_from, valid_to, {following} AS next FROM dim_customer) "
            "WHERE valid_from >= valid_to OR coalesce(next <> valid_to, valid_to <> TIMESTAMP '9999-12-31')"
        ),
    )
    yield "dim_customer", "one current version", "SELECT count(*) - count(DISTINCT customer_id) FROM dim_customer WHERE is_current"
