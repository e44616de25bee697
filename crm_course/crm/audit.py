"""Who did what to the data, and when? A log that can be added to, and holds no personal data."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa

from . import schema
from .loading import next_number

__all__ = ["now", "write"]


def now() -> dt.datetime:
    """The present moment, to the second, in the wall-clock time of the store's owner."""
    return dt.datetime.now().replace(microsecond=0)


def write(connection: sa.Connection, actor: str, action: str, subject: str | None = None, rows: int | None = None) -> None:
    """Add a line to the audit log, in the transaction of what it tells about.

    `subject` is a number of a card or the name of a table or tool, never a name of a person.
    """
    line = {
        "audit_id": next_number(connection, "audit_log"),
        "ts": now(),
        "actor": actor,
        "action": action,
        "subject": subject,
        "rows": rows,
    }
    connection.execute(schema.table("audit_log").insert(), line)
