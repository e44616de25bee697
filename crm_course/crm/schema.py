"""Which tables does the customer base have? Those of the data dictionary, and nothing else.

Every table is made from :mod:`crm_course.foundations.vocabulary`: a column that is added
there appears in new stores, and in old ones when they are next opened. What the extracts of
other tools hold (the silos, the register, the telephone, the log of logins) and what chapters compute stay outside.

A store keeps what is known: only keys are compulsory.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.vocabulary import CHANNELS, STORE_COLUMNS, TABLES, Column

from . import keys
from .law.register import first_lines
from .texts import NEWER, NOT_A_STORE

__all__ = ["METADATA", "STAGES", "VERSION", "declared", "personal_columns", "prepare", "references_to", "set_values", "table", "unguarded"]

VERSION = 2
"""Raised when stored values change their meaning; added tables and columns need no new version."""

_OUTSIDE = {
    "answers",
    "events",
    "silo_till",
    "silo_web_shop",
    "silo_call_centre",
    "silo_social",
    "establishments",
    "contact_volumes",
    "logins",
}

STAGES: tuple[tuple[str, float, str], ...] = (
    ("new", 0.10, "open"),
    ("qualified", 0.25, "open"),
    ("proposal", 0.50, "open"),
    ("negotiation", 0.75, "open"),
    ("won", 1.0, "won"),
    ("lost", 0.0, "lost"),
)
"""The pipeline of a new store: stage, chance to win, outcome."""

_INDEXES = {
    "contact_points": ("normalised",),
    "consents": ("channel",),
    "tickets": ("status",),
    "organisations": ("siren",),
    "activities": ("ts",),
    "tasks": ("due_on",),
}


def declared(name: str) -> tuple[Column, ...]:
    """The columns of a table of the store: the dictionary's, then those that the store adds."""
    return TABLES[name].columns + STORE_COLUMNS.get(name, ())


_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = sa.DateTime().with_variant(sqlite.DATETIME(truncate_microseconds=True), "sqlite")  # type: ignore[no-untyped-call]
_TYPES: dict[str, Any] = {
    "text": sa.Text(), "category": sa.Text(), "integer": _WHOLE, "cents": _WHOLE, "number": sa.Float(), "share": sa.Float(),
    "date": sa.Date(), "datetime": _MOMENT, "boolean": sa.Boolean(),
}  # fmt: skip


def _column(owner: str, column: Column) -> sa.Column[Any]:
    parts: list[Any] = [sa.ForeignKey(column.key)] if "." in column.key and column.key.split(".")[0] not in _OUTSIDE else []
    if parts and column.key.split(".")[0] == owner:
        parts = [sa.ForeignKey(column.key, deferrable=True, initially="DEFERRED")]
    kind = sa.Text(collation="C").with_variant(sa.Text(), "sqlite") if column.name == "term" else _TYPES[column.kind]
    primary = column.key == "primary"
    required = primary or (bool(parts) and not column.nullable)
    return sa.Column(column.name, kind, *parts, primary_key=primary, nullable=not required, autoincrement=False)


def _metadata() -> sa.MetaData:
    metadata = sa.MetaData()
    for name, described in TABLES.items():
        if name in _OUTSIDE:
            continue
        options: dict[str, Any] = {"sqlite_with_rowid": False} if len(described.primary) > 1 or name == "settings" else {}
        made = sa.Table(name, metadata, *(_column(name, column) for column in declared(name)), **options)
        first = described.primary[0]
        wanted = [column.name for column in declared(name) if "." in column.key and column.name != first]
        for column in dict.fromkeys([*wanted, *_INDEXES.get(name, ())]):
            if (name, column) != ("search_terms", "customer_id"):
                known = made.c[column].is_not(None) if made.c[column].nullable else None  # what is not known is not looked up
                sa.Index(f"ix_{name}_{column}", made.c[column], sqlite_where=known, postgresql_where=known)
    return metadata


METADATA = _metadata()


def table(name: str) -> sa.Table:
    """The table of this name."""
    return METADATA.tables[name]


def references_to(parent: str) -> list[sa.Column[Any]]:
    """Every column of the store that refers to the key of `parent`."""
    return [key.parent for each in METADATA.sorted_tables for key in each.foreign_keys if key.column.table.name == parent]


def personal_columns() -> dict[str, list[str]]:
    """The columns that hold personal data, by table."""
    found = {name: [column.name for column in declared(name) if column.personal] for name in METADATA.tables}
    return {name: columns for name, columns in found.items() if columns}


# -- making and upgrading -----------------------------------------------------------------


def fingerprint() -> str:
    """A short hash of all tables, columns (and which must be given) and indexes: has the dictionary changed since?"""
    words = [
        f"{t.name}({','.join(c.name if c.nullable else f'{c.name}!' for c in t.c)})[{','.join(sorted(str(i.name) for i in t.indexes))}]"
        for t in METADATA.sorted_tables
    ]
    return hashlib.sha256("|".join(words).encode()).hexdigest()[:16]


def prepare(connection: sa.Connection, name: str) -> str:
    """Make the tables of a new store, or bring those of an older one up to date.

    Runs inside the caller's transaction: a store is upgraded whole or not at all.

    Returns
    -------
    str
        ``"new"``, ``"current"`` or ``"upgraded"``.

    Raises
    ------
    FileProblem
        If the store was made by a newer version, or the tables are not those of a store.
    """
    present = set(sa.inspect(connection).get_table_names())
    if not present:
        METADATA.create_all(connection)
        _first_rows(connection)
        _protect(connection)
        return "new"
    if "settings" not in present or "customers" not in present:
        raise FileProblem(NOT_A_STORE, name=name)
    rows = connection.execute(sa.select(*table("settings").c["name", "value"])).all()
    settings: dict[str, str] = {row.name: row.value for row in rows}
    version = int(settings.get("version", 1))
    if version > VERSION:
        raise FileProblem(NEWER, name=name, version=version, known=VERSION)
    if version == VERSION and settings.get("fingerprint") == fingerprint():
        return "current"
    _add_what_is_missing(connection, present)
    for step in range(version, VERSION):
        _STEPS[step](connection)
    set_values(connection, version=str(VERSION), fingerprint=fingerprint())
    _protect(connection)
    return "upgraded"


def set_values(connection: sa.Connection, **values: str) -> None:
    """Write settings of the store."""
    settings = table("settings")
    for name, value in values.items():
        connection.execute(settings.delete().where(settings.c.name == name))
        connection.execute(settings.insert(), {"name": name, "value": value})


def _first_rows(connection: sa.Connection) -> None:
    set_values(connection, version=str(VERSION), fingerprint=fingerprint(), secret=secrets.token_hex(32))
    channels = [{"channel": code, "label_fr": text.say("fr"), "label_en": text.say("en")} for code, text in CHANNELS.items()]
    connection.execute(table("channels").insert(), channels)
    stages = [{"stage": s, "position": n, "probability": p, "outcome": o} for n, (s, p, o) in enumerate(STAGES)]
    connection.execute(table("pipeline_stages").insert(), stages)
    connection.execute(table("processing_register").insert(), first_lines())


def _add_what_is_missing(connection: sa.Connection, present: set[str]) -> None:
    METADATA.create_all(connection)
    inspector = sa.inspect(connection)
    for name in sorted(present & set(METADATA.tables)):
        there = {column["name"]: column["nullable"] for column in inspector.get_columns(name)}
        for column in table(name).c:
            if column.nullable and not there.get(column.name, True):
                _may_be_empty(connection, name, column.name)
            if column.name not in there:
                kind = column.type.compile(connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {column.name} {kind}")
        indexed = {index["name"] for index in inspector.get_indexes(name)}
        for index in table(name).indexes:
            if index.name not in indexed:
                index.create(connection)


def _may_be_empty(connection: sa.Connection, name: str, column: str) -> None:
    """Let a column that had to be given be empty: an order may be nobody's."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"ALTER TABLE {name} ALTER COLUMN {column} DROP NOT NULL")
        return
    made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).scalar_one()
    loose = re.sub(rf"^(\s*{column}\s[^,]*?)\s+NOT NULL", r"\1", made, flags=re.MULTILINE)
    cookie = connection.exec_driver_sql("PRAGMA schema_version").scalar_one()
    connection.exec_driver_sql("PRAGMA writable_schema = ON")  # what stands in the rows stays as it is (sqlite.org, ALTER TABLE)
    connection.exec_driver_sql("UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (loose, name))
    connection.exec_driver_sql(f"PRAGMA schema_version = {int(cookie) + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")


def _from_1(connection: sa.Connection) -> None:
    """Version 1 had no search index and no comparable form of addresses and numbers."""
    points, customers, found = table("contact_points"), table("customers"), table("search_terms")
    known: dict[int, list[str]] = {}
    for point, customer, value in connection.execute(sa.select(*points.c["contact_point_id", "customer_id", "value"])).all():
        normalised = keys.email(value or "") or keys.phone(value or "")
        connection.execute(points.update().where(points.c.contact_point_id == point).values(normalised=normalised))
        known.setdefault(customer, []).append(normalised or "")
    connection.execute(found.delete())
    rows = []
    for customer, *names in connection.execute(sa.select(*customers.c["customer_id", "first_name", "last_name", "company", "town"])).all():
        rows += [{"term": term, "customer_id": customer} for term in keys.terms([n or "" for n in names], known.get(customer, []))]
    if rows:
        connection.execute(found.insert(), rows)


_STEPS = {1: _from_1}

_APPEND_ONLY = {"consents": ("channel", "purpose", "status", "ts", "proof"), "audit_log": ("ts", "actor", "action", "subject", "rows")}


def _protect(connection: sa.Connection) -> None:
    """Consents and audit log can be added to, not rewritten: the database itself refuses."""
    for name, columns in _APPEND_ONLY.items():
        for statement in _guards(connection.dialect.name, name, columns):
            connection.exec_driver_sql(statement)


@contextmanager
def unguarded(connection: sa.Connection, name: str) -> Iterator[None]:
    """Lift the guard of a log for the undoing of an import, within its transaction; nothing else may."""
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS keep_{name}_rows" + ("" if connection.dialect.name == "sqlite" else f" ON {name}"))
    yield
    _protect(connection)


def _guards(dialect: str, name: str, columns: tuple[str, ...]) -> list[str]:
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, 'append-only: {name}'); END"
        return [
            f"CREATE TRIGGER IF NOT EXISTS keep_{name}_rows BEFORE DELETE ON {name} {refuse}",
            f"CREATE TRIGGER IF NOT EXISTS keep_{name}_values BEFORE UPDATE OF {', '.join(columns)} ON {name} {refuse}",
        ]
    body = f"BEGIN RAISE EXCEPTION 'append-only: {name}'; END"
    return [
        f"CREATE OR REPLACE FUNCTION keep_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE OR REPLACE TRIGGER keep_{name}_rows BEFORE DELETE ON {name} FOR EACH ROW EXECUTE FUNCTION keep_{name}()",
        f"CREATE OR REPLACE TRIGGER keep_{name}_values BEFORE UPDATE OF {', '.join(columns)} ON {name} "
        f"FOR EACH ROW EXECUTE FUNCTION keep_{name}()",
    ]
