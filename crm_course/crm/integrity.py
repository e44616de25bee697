"""Is the store sound, and what stands in its tables?"""

from __future__ import annotations

from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.errors import FileProblem

from . import schema, texts
from .base import Base
from .rows import framed

__all__ = ["check", "table"]

_DTYPES: dict[str, Any] = {
    "date": "datetime64[s]",
    "datetime": "datetime64[s]",
    "integer": "Int64",
    "cents": "Int64",
    "number": float,
    "share": float,
}


def table(store: Base, name: str) -> pd.DataFrame:
    """A whole table as a frame, typed as in the data dictionary; an unknown name proposes the closest."""
    checks.choice("table", name, schema.METADATA.tables)
    with store.reading() as connection:
        rows = connection.execute(sa.select(schema.table(name))).all()
    columns = schema.declared(name)
    frame = framed(rows, [column.name for column in columns])
    return frame.astype({column.name: _DTYPES[column.kind] for column in columns if column.kind in _DTYPES})


def check(store: Base) -> str:
    """Go through every page and key: a sentence if the store is sound, otherwise a :class:`FileProblem`."""
    with store.reading() as connection:
        if connection.dialect.name == "sqlite":
            found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if found != "ok":
                raise FileProblem(texts.CORRUPT, name=store.name)
            if broken is not None:
                raise FileProblem(texts.BROKEN_KEY, name=store.name, where=f"{broken[0]} → {broken[2]}")
        else:  # PostgreSQL checks keys as it writes; read every table once
            for each in schema.METADATA.sorted_tables:
                connection.execute(sa.select(sa.func.count()).select_from(each)).all()
    return texts.HEALTHY.say(tables=len(schema.METADATA.tables))
