"""Whom must we never take up again? The opposition list, kept as keyed hashes.

After an erasure nothing may tell who it was; and yet an old file must not bring the person
back, nor a newsletter tool subscribe again who unsubscribed. So the list holds no address,
only a keyed hash of it (HMAC-SHA-256, the key made at random for each store): it answers
"is this one listed?" and nothing else.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from .. import keys, schema
from ..rows import among

__all__ = ["ALL", "any_erased", "erased_numbers", "erased_prints", "listed", "write"]

ALL = "all"
"""The channel of an erasure: every one."""


def write(
    connection: sa.Connection,
    secret: str,
    identifiers: Iterable[str],
    *,
    channel: str,
    reason: str,
    since: dt.datetime,
    import_id: int | None = None,
) -> None:
    """List identifiers (comparable forms, or ``customer:42``) for a channel; listing again changes nothing."""
    table = schema.table("opposition_list")
    prints = {keys.print_of(secret, identifier) for identifier in identifiers if identifier}
    there = set(
        connection.execute(
            sa.select(table.c.print).where(table.c.channel == channel, among(connection, table.c.print, sorted(prints)))
        ).scalars()
    )
    rows = [
        {"print": each, "channel": channel, "reason": reason, "since": since, "import_id": import_id} for each in sorted(prints - there)
    ]
    if rows:
        connection.execute(table.insert(), rows)


def listed(connection: sa.Connection) -> dict[str, set[str]]:
    """The prints of the list, by channel."""
    table = schema.table("opposition_list")
    found: dict[str, set[str]] = {}
    for each, channel in connection.execute(sa.select(*table.c["print", "channel"])).all():
        found.setdefault(channel, set()).add(each)
    return found


def any_erased(connection: sa.Connection) -> bool:
    """Whether anyone was erased on request."""
    table = schema.table("opposition_list")
    return connection.execute(sa.select(table.c.print).where(table.c.reason == "erasure").limit(1)).first() is not None


def erased_prints(connection: sa.Connection) -> set[str]:
    """The prints of all who were erased on request."""
    table = schema.table("opposition_list")
    return set(connection.execute(sa.select(table.c.print).where(table.c.reason == "erasure")).scalars())


def erased_numbers(connection: sa.Connection, secret: str, numbers: pd.Series) -> np.ndarray[Any, Any]:
    """Which of these customer numbers were erased on request."""
    prints = erased_prints(connection)
    if not prints:
        return np.array([], dtype=np.int64)
    unique = pd.unique(numbers.dropna())
    return np.array([number for number in unique if keys.print_of(secret, f"customer:{int(number)}") in prints], dtype=np.int64)
