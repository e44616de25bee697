"""What happened, and what is to be done? Calls, visits, notes, tasks, written by the team."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.vocabulary import CHANNELS

from . import audit, schema
from .base import Base
from .card.texts import ROWS_RULE, TASK_RULE, WORDS_RULE
from .keys import NoCustomer, card_number
from .loading import next_number

__all__ = [
    "activity",
    "add",
    "add_note",
    "add_task",
    "add_within",
    "finish_task",
    "insert",
    "known_customer",
    "record_call",
    "record_visit",
]

_USUAL_CHANNEL = {"call": "phone", "visit": "shop", "message": "email", "meeting": "shop"}


def activity(
    store: Base, customer_id: int, kind: str, summary: str = "", *, channel: str | None = None, direction: str = "outbound",
    outcome: str | None = None, at: dt.datetime | None = None, opportunity_id: int | None = None,
) -> int:  # fmt: skip
    """Note a call, a visit, a message or a meeting; returns its number.

    Parameters
    ----------
    kind : {"call", "visit", "message", "meeting"}
    direction : {"outbound", "inbound"}
        Who began: a call that the customer makes counts as his latest contact.
    outcome : {"done", "no-answer", "refused"}, optional
    at : datetime, optional
        When it was; now by default.
    """
    checks.choice("kind", kind, _USUAL_CHANNEL)
    checks.choice("direction", direction, ("inbound", "outbound"))
    checks.choice("outcome", outcome, (None, "done", "no-answer", "refused"))
    checks.choice("channel", channel or _USUAL_CHANNEL[kind], CHANNELS)
    return add(
        store, "activities", customer_id=customer_id, kind=kind, summary=summary or None, direction=direction, outcome=outcome,
        channel=channel or _USUAL_CHANNEL[kind], ts=at or audit.now(), opportunity_id=opportunity_id,
    )  # fmt: skip


def record_call(store: Base, customer_id: int, summary: str = "", **details: Any) -> int:
    """Note a phone call; see :func:`activity` for the details."""
    return activity(store, customer_id, "call", summary, **details)


def record_visit(store: Base, customer_id: int, summary: str = "", **details: Any) -> int:
    """Note a visit, in the shop or at home; see :func:`activity` for the details."""
    return activity(store, customer_id, "visit", summary, **details)


def add_note(store: Base, customer_id: int, body: str) -> int:
    """Write a note on a card; returns its number."""
    if not str(body).strip():
        raise InvalidValue("body", WORDS_RULE, "")
    return add(store, "notes", customer_id=customer_id, body=str(body), ts=audit.now())


def add_task(store: Base, title: str, *, customer_id: int | None = None, due_on: dt.date | None = None, priority: str = "normal") -> int:
    """Put something on the list of things to do; returns its number."""
    if not str(title).strip():
        raise InvalidValue("title", WORDS_RULE, "")
    checks.choice("priority", priority, ("low", "normal", "high", "urgent"))
    return add(store, "tasks", customer_id=customer_id, title=str(title), due_on=due_on, priority=priority)


def finish_task(store: Base, task_id: int) -> None:
    """Tick a task off."""
    tasks = schema.table("tasks")
    with store.writing() as connection:
        done = connection.execute(tasks.update().where(tasks.c.task_id == task_id, tasks.c.done_at.is_(None)).values(done_at=audit.now()))
        if done.rowcount == 0:
            raise InvalidValue("task_id", TASK_RULE, task_id)


def add(store: Base, name: str, **values: Any) -> int:
    """Add a row under the next free number, and a line to the audit log."""
    with store.writing() as connection:
        return add_within(connection, store.actor, name, **values)


def add_within(connection: sa.Connection, actor: str, name: str, **values: Any) -> int:
    """:func:`add` inside a transaction that does more."""
    (key,) = schema.table(name).primary_key.columns
    if values.get("customer_id") is not None:
        values["customer_id"] = known_customer(connection, values["customer_id"])
    number = next_number(connection, name)
    connection.execute(schema.table(name).insert(), {key.name: number, **values})
    audit.write(connection, actor, "record", subject=name, rows=1)
    return number


def known_customer(connection: sa.Connection, customer_id: Any) -> int:
    """The number of a card that exists and was not erased."""
    customers, number = schema.table("customers"), card_number(customer_id)
    found = connection.execute(sa.select(customers.c.erased_on).where(customers.c.customer_id == number)).first()
    if found is None or found[0] is not None:
        raise NoCustomer(number)
    return number


def insert(store: Base, name: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Add rows to any table that people fill in (teams, users, articles, shops, products…)."""
    closed = {"settings", "audit_log", "opposition_list", "search_terms", "external_ids", "consents", "customers", "contact_points"}
    checks.choice("table", name, sorted(set(schema.METADATA.tables) - closed))
    given = [dict(row) for row in rows]
    columns = schema.table(name).c.keys()
    for row in given:
        if not row or set(row) - set(columns):
            raise InvalidValue(name, ROWS_RULE, sorted(map(str, set(row) - set(columns))), columns=", ".join(columns))
    keys = list(schema.table(name).primary_key.columns)
    with store.writing() as connection:
        if len(keys) == 1 and isinstance(keys[0].type, sa.BigInteger | sa.Integer):
            first = next_number(connection, name)
            given = [{keys[0].name: first + position, **row} for position, row in enumerate(given)]
        if given:
            wanted = {column for row in given for column in row}
            connection.execute(schema.table(name).insert(), [{column: row.get(column) for column in wanted} for row in given])
            audit.write(connection, store.actor, "record", subject=name, rows=len(given))
    return len(given)
