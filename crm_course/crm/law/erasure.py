"""How is a person forgotten? The accounts stay, under a number that means nobody.

In one transaction: a surrogate card takes the place of the person's in everything that must
be kept (orders, invoices, the log of consents, counts of contacts), personal columns emptied;
what is about the person alone is deleted; free texts that name the person, wherever they
stand, are blacked out; a keyed hash keeps old files from bringing the person back. The database
overwrites what it deletes; then every byte of the file is searched for what named the person,
and if anything is found the file is rewritten, so that no byte of it tells who it was.

In PostgreSQL the tables are rewritten too; the server's own write-ahead log and backups are
the administrator's to rotate.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import mmap
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.said import Said

from .. import audit, keys, schema
from ..base import Base
from ..keys import NoCustomer, card_number
from ..rows import among
from . import opposition
from .rights import overdue
from .texts import ERASED_COPIES, ERASED_PEOPLE, NOT_SCRUBBED, NOTHING_TO_ERASE, REDACTED

__all__ = ["Erasure", "erase_person", "finish_scrubbing", "purge"]

_ALONE = (
    "contact_points",
    "addresses",
    "notes",
    "documents",
    "tasks",
    "leads",
    "search_terms",
    "external_ids",
    "merge_journal",
    "import_changes",
)
"""Tables whose rows are about the person alone: they go."""

_KEPT = ("kind", "acquisition_channel", "created_on", "shop_id")
"""What a surrogate card keeps: nothing that tells who it was."""

_FREE_TEXTS = (
    ("activities", "summary"), ("notes", "body"), ("tasks", "title"), ("documents", "title"), ("documents", "body"), ("leads", "need"),
    ("tickets", "subject"), ("opportunities", "title"), ("surveys", "verbatim"), ("consents", "evidence"), ("imports", "attested"), ("imports", "file"),
    ("merge_journal", "before"), ("knowledge_articles", "body"), ("knowledge_articles", "title"), ("campaigns", "name"),
)  # fmt: skip
_OWN_TEXTS = {"consents": ("evidence",)}
"""Columns to empty that the dictionary does not call personal, but that may name the person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure(Said):
    """What an erasure did."""

    people: int
    orders: int
    rows: int
    copies: int = 0
    """Warehouses of this base that were written again without them."""
    scrubbed: bool
    """Whether no byte of the file tells who it was; if not, it is rewritten when it is next opened."""

    def sentence(self) -> str:
        """What was erased and what was kept."""
        if not self.people:
            return NOTHING_TO_ERASE.say()
        said = ERASED_PEOPLE.say(count=self.people, orders=self.orders, rows=self.rows)
        said = f"{said} {ERASED_COPIES.say(count=self.copies)}" if self.copies else said
        return said if self.scrubbed else f"{said} {NOT_SCRUBBED.say()}"


def erase_person(store: Base, customer_id: int) -> Erasure:
    """Erase a person (GDPR, art. 17): invoices stay under a surrogate, no trace of who it was.

    Raises
    ------
    NoCustomer
        If there is no such card (or it was erased before); nothing is changed then.
    """
    return _erase(store, [customer_id], on_request=True)


def purge(store: Base, *, on: dt.date | None = None) -> Erasure:
    """Erase every card that is overdue."""
    return _erase(store, overdue(store, on=on)["customer_id"].tolist(), on_request=False)


def _erase(store: Base, numbers: Iterable[int], *, on_request: bool) -> Erasure:
    """Erase people; on request, an old file cannot bring them back, while after a purge they may return by themselves."""
    wanted = sorted({card_number(number) for number in numbers})
    if not wanted:
        return Erasure(people=0, orders=0, rows=0, scrubbed=True)
    secret = store.secret
    with store.writing() as connection:
        _surrogates(connection, wanted)
        known = _identifiers(connection)
        if on_request:
            _list(connection, secret, wanted, known)
        rows = _delete_own(connection) + _empty_kept(connection) + _black_out(connection, known)
        orders = _count_orders(connection)
        traces = _without_others(connection, known.traces)
        schema.set_values(connection, scrubbing="pending")
        audit.write(connection, store.actor, "erase" if on_request else "purge", rows=len(wanted))
        connection.exec_driver_sql("DROP TABLE erasing")
    scrubbed = finish_scrubbing(store, traces)
    return Erasure(people=len(wanted), orders=orders, rows=rows, scrubbed=scrubbed, copies=_copies(store))


def _copies(store: Base) -> int:
    """Warehouses that were built from this base, written again without who was erased.

    What builds them stands above this chapter and is found by its name, at the moment it is needed.
    """
    settings = schema.table("settings")
    with store.reading() as connection:
        known = json.loads(connection.scalar(sa.select(settings.c.value).where(settings.c.name == "warehouses")) or "[]")
    return sum(importlib.import_module("crm_course.warehouse.forgetting").forget(store, folder) for folder in known)


# -- who, and what names them -------------------------------------------------------------

_ERASING = sa.table("erasing", sa.column("old", sa.BigInteger), sa.column("new", sa.BigInteger))
_OLD = sa.select(_ERASING.c.old)


def _surrogates(connection: sa.Connection, numbers: Sequence[int]) -> None:
    """A temporary table old → new, and a surrogate card for each; new numbers are below zero."""
    customers = schema.table("customers")
    there = set[int]()
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        query = sa.select(customers.c.customer_id).where(customers.c.customer_id.in_(part), customers.c.erased_on.is_(None))
        there.update(connection.execute(query).scalars())
    if missing := [number for number in numbers if number not in there]:
        raise NoCustomer(missing[0])
    lowest = min(int(connection.scalar(sa.select(sa.func.min(customers.c.customer_id))) or 0), 0)
    connection.exec_driver_sql("CREATE TEMP TABLE erasing (old BIGINT PRIMARY KEY, new BIGINT NOT NULL)")
    connection.execute(_ERASING.insert(), [{"old": old, "new": lowest - 1 - n} for n, old in enumerate(numbers)])
    kept = sa.select(_ERASING.c.new, *(customers.c[name] for name in _KEPT), sa.literal(audit.now().date(), sa.Date())).join_from(
        _ERASING, customers, customers.c.customer_id == _ERASING.c.old
    )
    connection.execute(customers.insert().from_select(["customer_id", *_KEPT, "erased_on"], kept))


@dataclass(frozen=True, slots=True)
class _Known:
    """What names the people to erase: addresses and numbers, and phrases (folded names, streets)."""

    contacts: dict[int, list[str]]
    addresses: frozenset[str]
    phrases: frozenset[str]
    traces: frozenset[str] = frozenset()
    """What named them, as it stood in the file."""


def _identifiers(connection: sa.Connection) -> _Known:
    points, customers = schema.table("contact_points").c, schema.table("customers").c
    contacts: dict[int, list[str]] = {}
    traces = set[str]()
    for number, value, plain in connection.execute(
        sa.select(points.customer_id, points.value, points.normalised).where(points.customer_id.in_(_OLD))
    ).all():
        traces |= {value or "", plain or ""}
        contacts.setdefault(number, []).extend(filter(None, {plain, keys.email(value or ""), keys.phone(value or "")}))
    phrases = set[str]()
    people = sa.select(customers.first_name, customers.last_name, customers.street).where(customers.customer_id.in_(_OLD))
    for first, last, street in connection.execute(people).all():
        both = keys.fold(f"{first or ''} {last or ''}"), keys.fold(f"{last or ''} {first or ''}")
        phrases.update(both if first and last else ())
        traces |= {street or "", f"{first}{last}" if first and last else ""}  # a row's texts stand side by side in the file
        phrases.update(keys.fold(text) for text in (street,) if text and len(keys.fold(text).split()) > 2)
    rare = _rare_names(connection)
    traces |= {
        name
        for name in connection.execute(sa.select(customers.last_name).where(customers.customer_id.in_(_OLD))).scalars()
        if name and keys.fold(name) in rare
    }
    addresses = frozenset(each for found in contacts.values() for each in found)
    return _Known(contacts, addresses, frozenset((phrases | rare) - {""}), frozenset(each for each in traces | rare if len(each) > 3))


def _without_others(connection: sa.Connection, traces: frozenset[str]) -> frozenset[str]:
    """The traces that nobody else left: a shared address, a namesake's name stay where they are."""
    points, c, found = schema.table("contact_points").c, schema.table("customers").c, set[str]()
    wanted = sorted(traces)
    for column in (
        points.value,
        points.normalised,
        c.street,
        c.last_name,
        sa.func.coalesce(c.first_name, "") + sa.func.coalesce(c.last_name, ""),
    ):
        found |= set(connection.execute(sa.select(column).where(among(connection, column, wanted)).distinct()).scalars())
    return traces - found


def _rare_names(connection: sa.Connection) -> set[str]:
    """Last names that nobody else in the store bears: alone, they name the person."""
    c = schema.table("customers").c
    mine = sa.select(c.last_name).where(c.customer_id.in_(_OLD), c.last_name.is_not(None))
    others = sa.select(c.last_name).where(c.customer_id.not_in(_OLD), c.last_name.in_(mine))
    shared = {keys.fold(name) for name in connection.execute(others).scalars()}
    names = {keys.fold(name) for name in connection.execute(mine).scalars()}
    return {name for name in names - shared if len(name) > 3}


def _list(connection: sa.Connection, secret: str, numbers: Sequence[int], known: _Known) -> None:
    moment = audit.now()
    listed = [*known.addresses, *(f"customer:{number}" for number in numbers)]
    opposition.write(connection, secret, listed, channel=opposition.ALL, reason="erasure", since=moment)


# -- the rows -----------------------------------------------------------------------------


def _delete_own(connection: sa.Connection) -> int:
    tables = [schema.table(name) for name in _ALONE]
    return sum(connection.execute(each.delete().where(each.c.customer_id.in_(_OLD))).rowcount for each in tables)


def _empty_kept(connection: sa.Connection) -> int:
    """Every other row about the person goes to the surrogate, without what is personal; then the card itself goes."""
    customers, personal = schema.table("customers"), schema.personal_columns()
    organisations = sa.select(customers.c.organisation_id).where(
        customers.c.customer_id.in_(_OLD), customers.c.organisation_id.is_not(None)
    )
    theirs = list(connection.execute(organisations).scalars())
    touched = 0
    for column in schema.references_to("customers"):
        name = column.table.name
        if name in _ALONE:
            continue
        blank = {} if name == "customers" else dict.fromkeys([*personal.get(name, []), *_OWN_TEXTS.get(name, ())])
        new = sa.select(_ERASING.c.new).where(_ERASING.c.old == column).scalar_subquery()
        touched += connection.execute(column.table.update().where(column.in_(_OLD)).values({**blank, column.name: new})).rowcount
    touched += connection.execute(customers.delete().where(customers.c.customer_id.in_(_OLD))).rowcount
    left = schema.table("organisations")
    for start in range(0, len(theirs), 500):
        some = left.c.organisation_id.in_(theirs[start : start + 500])
        used = sa.select(customers.c.organisation_id).where(customers.c.organisation_id.is_not(None))
        connection.execute(left.delete().where(some, left.c.organisation_id.not_in(used)))
    return touched


def _count_orders(connection: sa.Connection) -> int:
    orders = schema.table("orders").c
    return int(connection.scalar(sa.select(sa.func.count()).where(orders.customer_id.in_(sa.select(_ERASING.c.new)))) or 0)


# -- free texts that name them ------------------------------------------------------------

_EMAIL = re.compile(r"[^\s@<>,;:()\"]+@[^\s@<>,;:()\"]+")
_PHONE = re.compile(r"(?:\+|\b00|\b)\d[\d\s.\-/()]{7,18}\d")
_WORD = re.compile(r"[^\W_]+")


def _black_out(connection: sa.Connection, known: _Known) -> int:
    longest = max((len(phrase.split()) for phrase in known.phrases), default=0)
    changed = 0
    for name, column in _FREE_TEXTS:
        each = schema.table(name)
        row_keys = list(each.primary_key.columns)
        rows = connection.execute(sa.select(*row_keys, each.c[column]).where(each.c[column].is_not(None), each.c[column] != "")).all()
        for *row, text in rows:
            clean = _redacted(text, known, longest)
            if clean != text:
                here = sa.and_(*(key == value for key, value in zip(row_keys, row, strict=True)))
                changed += connection.execute(each.update().where(here).values({column: clean})).rowcount
    return changed


def _redacted(text: str, known: _Known, longest: int) -> str:
    for start, end in sorted(_spans(text, known, longest), reverse=True):
        text = text[:start] + REDACTED.say() + text[end:]
    return text


def _spans(text: str, known: _Known, longest: int) -> set[tuple[int, int]]:
    """Where a text names one of the people; spans do not overlap."""
    found = [m.span() for m in _EMAIL.finditer(text) if keys.email(m[0].strip(".?!'")) in known.addresses]
    found += [m.span() for m in _PHONE.finditer(text) if keys.phone(m[0]) in known.addresses]
    found += _phrases(text, known.phrases, longest) if longest else []
    free, end = set(), 0
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            free.add((start, stop))
            end = stop
    return free


def _phrases(text: str, phrases: frozenset[str], longest: int) -> Iterator[tuple[int, int]] | list[tuple[int, int]]:
    words = [(match.start(), match.end(), keys.fold(match[0])) for match in _WORD.finditer(text)]
    return [
        (words[first][0], words[last - 1][1])
        for first in range(len(words))
        for last in range(first + 1, min(first + longest, len(words)) + 1)
        if " ".join(word for _, _, word in words[first:last]) in phrases
    ]


# -- the bytes ----------------------------------------------------------------------------


def finish_scrubbing(store: Base, traces: frozenset[str] | None = None) -> bool:
    """See to it that no byte of the file tells who was erased; says whether nothing is left to do.

    Deleted rows are overwritten where they stood, and every byte is searched for `traces`; where
    one is found, or where they are not known any more (an erasure that was cut short), the file
    is rewritten. If the store is in use elsewhere or the disk is full, it stays to be done at
    the next opening.
    """
    settings = schema.table("settings")
    with store.reading() as connection:
        pending: Any = connection.scalar(sa.select(settings.c.value).where(settings.c.name == "scrubbing"))
        if pending != "pending":
            return True
    try:
        with store.reading() as connection:
            done = _scrub_sqlite(connection, store.name, traces) if connection.dialect.name == "sqlite" else _rewrite_postgres(connection)
            if not done:
                return False
        with store.writing() as connection:
            schema.set_values(connection, scrubbing="done")
    except FileProblem:
        return False  # said in the report; the setting remembers
    return True


def _scrub_sqlite(connection: sa.Connection, name: str, traces: frozenset[str] | None) -> bool:
    if traces is None:
        connection.exec_driver_sql("VACUUM")
    if not _checkpoint(connection):
        return False
    if traces and _stands_in(Path(name), traces):
        connection.exec_driver_sql("VACUUM")
        return _checkpoint(connection)
    return True


def _stands_in(path: Path, traces: Iterable[str]) -> bool:
    """Whether any byte of a file still tells."""
    if not path.is_file() or not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(trace.encode()) >= 0 for trace in traces)


def _checkpoint(connection: sa.Connection) -> bool:
    """Bring the write-ahead log into the file and empty it; whether nobody kept it from that."""
    busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").first()
    return busy is None or busy[0] in (0, None)


def _rewrite_postgres(connection: sa.Connection) -> bool:
    touched = [*dict.fromkeys(c.table.name for c in schema.references_to("customers")), "customers", "organisations", "imports",
               "knowledge_articles", "campaigns"]  # fmt: skip
    for name in touched:
        connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {name}")
    return True
