"""How is an import taken back? Whole, in one transaction.

The rows that it added go, the values that it replaced come back, its words of consent leave the
log, its refusals the opposition list. A card on which something else rests since then (a note, a
later file, an order of another source) stays, and so does a value that was changed again; they are
listed. The audit log remembers both the import and its undoing.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.vocabulary import TABLES

from .. import audit, schema
from ..base import Base
from ..loading import append
from ..rows import among, framed
from ..world import search_rows
from .people import SEARCHED
from .reports import Undone
from .texts import FIELD_LABELS, UNDO_RULE

__all__ = ["imports", "undo"]

_BELOW = ("order_lines", "orders", "opportunity_history", "opportunities", "notes", "consents")
"""Tables whose rows of the import go, each before what it refers to."""
_BESIDE = ("search_terms", "import_changes", "external_ids", "opportunity_history")
"""Tables that hold nothing that a card must stay for, but what a later import wrote."""


def imports(store: Base) -> pd.DataFrame:
    """The files that came in: import_id, ts, file, source, lines, added, updated, rejected, undone_at; the latest first."""
    table = schema.table("imports").c
    names = ["import_id", "ts", "file", "source", "lines", "added", "updated", "rejected", "undone_at"]
    with store.reading() as connection:
        rows = connection.execute(sa.select(*(table[name] for name in names)).order_by(table.import_id.desc())).all()
    return framed(rows, names).astype({"ts": "datetime64[s]", "undone_at": "datetime64[s]"})


def undo(store: Base, import_id: int) -> Undone:
    """Take an import back, whole; what rests on it since then stays, and is listed.

    Raises
    ------
    InvalidValue
        If there is no such import, or it is undone already.
    """
    with store.writing() as connection:
        row = _import(connection, import_id)
        number = int(row.import_id)
        made: dict[str, tuple[int, int]] = {name: (int(first), int(last)) for name, (first, last) in json.loads(row.made or "{}").items()}
        stay = _resting(connection, number, made)
        restored, changed_again = _restore(connection, number)
        counts = _remove(connection, number, made, stay)
        _index_again(connection, made, stay)
        table = schema.table("imports")
        connection.execute(table.update().where(table.c.import_id == number).values(undone_at=audit.now()))
        audit.write(connection, store.actor, "undo", subject=f"import {number}", rows=counts["customers"])
    kept = [(card, "") for card in sorted(stay)] + changed_again
    return Undone(
        import_id=number, file=row.file or "", removed=counts["customers"], restored=restored, orders=counts["orders"], consents=counts["consents"],
        refusals=counts["refusals"], kept=pd.DataFrame(kept, columns=["customer_id", "field"]),
    )  # fmt: skip


def _import(connection: sa.Connection, import_id: Any) -> Any:
    table = schema.table("imports").c
    known = list(connection.execute(sa.select(table.import_id).where(table.undone_at.is_(None)).order_by(table.import_id)).scalars())
    if isinstance(import_id, bool) or import_id not in known:
        raise InvalidValue("import_id", UNDO_RULE, import_id, known=", ".join(map(str, known[-10:])) or "–")
    return connection.execute(sa.select(schema.table("imports")).where(table.import_id == int(import_id))).one()


# -- what stays ---------------------------------------------------------------------------


def _within(column: Any, made: tuple[int, int]) -> sa.ColumnElement[bool]:
    return sa.and_(column >= made[0], column <= made[1])


def _resting(connection: sa.Connection, number: int, made: dict[str, tuple[int, int]]) -> set[int]:
    """The new cards of the import on which something rests that is not of this import."""
    if "customers" not in made:
        return set()
    cards, found = made["customers"], set[int]()
    for column in schema.references_to("customers"):
        table = column.table
        if table.name in _BESIDE or table.name == "customers":
            continue
        keys_ = list(table.primary_key.columns)
        mine = _within(keys_[0], made[table.name]) if table.name in made else sa.false()
        found |= set(connection.execute(sa.select(column).where(_within(column, cards), sa.not_(mine)).distinct()).scalars())
    external, changes, customers = schema.table("external_ids").c, schema.table("import_changes").c, schema.table("customers").c
    later = sa.or_(external.import_id.is_(None), external.import_id != number)
    found |= set(connection.execute(sa.select(external.customer_id).where(_within(external.customer_id, cards), later)).scalars())
    found |= set(
        connection.execute(sa.select(changes.customer_id).where(_within(changes.customer_id, cards), changes.import_id != number)).scalars()
    )
    referred = sa.select(customers.referred_by).where(_within(customers.referred_by, cards), sa.not_(_within(customers.customer_id, cards)))
    return found | set(connection.execute(referred).scalars())


# -- what comes back ----------------------------------------------------------------------


def _restore(connection: sa.Connection, number: int) -> tuple[int, list[tuple[int, str]]]:
    """Put back what the import replaced, where it still stands; how many, and what was changed again since."""
    changes, customers = schema.table("import_changes").c, schema.table("customers")
    names = list(
        connection.execute(sa.select(changes.field).where(changes.import_id == number).distinct().order_by(changes.field)).scalars()
    )
    restored, again, touched = 0, [], set[int]()
    for name in names:
        column = customers.c[name]
        query = (
            sa.select(changes.customer_id, changes.before, changes.after, column)
            .join_from(schema.table("import_changes"), customers, customers.c.customer_id == changes.customer_id)
            .where(changes.import_id == number, changes.field == name)
        )
        rows = connection.execute(query).all()
        back = [(card, before) for card, before, after, now in rows if (None if now is None else str(now)) == after]
        again += [(card, FIELD_LABELS[name].say()) for card, _, after, now in rows if (None if now is None else str(now)) != after]
        if back:
            statement = customers.update().where(customers.c.customer_id == sa.bindparam("number")).values({name: sa.bindparam("was")})
            connection.execute(statement, [{"number": card, "was": _value(name, before)} for card, before in back])
        restored += len(back)
        touched |= {card for card, _ in back}
    _names_again(connection, sorted(touched))
    return restored, again


def _value(name: str, text: str | None) -> Any:
    return dt.date.fromisoformat(text[:10]) if text is not None and TABLES["customers"][name].kind == "date" else text


def _names_again(connection: sa.Connection, numbers: list[int]) -> None:
    """The words of the search, anew, of cards whose names came back."""
    terms, c, points = schema.table("search_terms"), schema.table("customers").c, schema.table("contact_points").c
    for start in range(0, len(numbers), 20_000):
        part = numbers[start : start + 20_000]
        connection.execute(terms.delete().where(among(connection, terms.c.customer_id, part)))
        names = ["customer_id", *SEARCHED]
        cards = framed(
            connection.execute(sa.select(*(c[name] for name in names)).where(among(connection, c.customer_id, part))).all(), names
        )
        found = sa.select(points.customer_id, points.normalised).where(
            among(connection, points.customer_id, part), points.normalised.is_not(None)
        )
        reached = framed(connection.execute(found).all(), ["customer_id", "normalised"])
        for frame, named, whole in ((cards, list(SEARCHED), []), (reached, [], ["normalised"])):
            append(connection, "search_terms", search_rows(frame, named, whole), known="skip")


# -- what goes ----------------------------------------------------------------------------


def _remove(connection: sa.Connection, number: int, made: dict[str, tuple[int, int]], stay: set[int]) -> dict[str, int]:
    """Delete the rows of the import, those of the cards that stay apart; how many, by table."""
    log = schema.table("consents").c
    refused = sa.select(sa.func.count()).where(log.import_id == number, log.status == "withdrawn")
    counts = dict.fromkeys(("customers", "orders", "consents"), 0) | {"refusals": int(connection.scalar(refused) or 0)}
    points = list(connection.execute(_points(made)).all())
    with schema.unguarded(connection, "consents"):
        for name in _BELOW:
            if name in made:
                counts[name] = _delete(connection, name, made[name])
    stay |= _still_used(connection, made)
    if "contact_points" in made:
        _delete(connection, "contact_points", made["contact_points"], stay)
    external, listed = schema.table("external_ids"), schema.table("opposition_list")
    keep = among(connection, external.c.customer_id, sorted(stay))
    connection.execute(
        external.delete().where(external.c.import_id == number, sa.not_(sa.and_(keep, external.c.kind.in_(("person", "who")))))
    )
    connection.execute(listed.delete().where(listed.c.import_id == number))
    changes = schema.table("import_changes")
    connection.execute(changes.delete().where(changes.c.import_id == number))
    _forget_words(connection, made, points, stay)
    if "customers" in made:
        counts["customers"] = _delete(connection, "customers", made["customers"], stay)
    for name, child in (("organisations", "customers"), ("products", "order_lines")):
        if name in made:
            _delete_unused(connection, name, child, made[name])
    return counts


def _points(made: dict[str, tuple[int, int]]) -> Any:
    points = schema.table("contact_points").c
    return sa.select(points.customer_id, points.normalised).where(_within(points.contact_point_id, made.get("contact_points", (1, 0))))


def _delete(connection: sa.Connection, name: str, made: tuple[int, int], stay: Collection[int] = ()) -> int:
    """Delete a range of rows, but for those of cards that stay and those to which rows of others refer."""
    table = schema.table(name)
    (key,) = table.primary_key.columns
    wanted = [_within(key, made)]
    if stay:
        wanted.append(sa.not_(among(connection, table.c.customer_id, sorted(stay))))
    for child in schema.references_to(name) if name != "customers" else ():
        wanted.append(key.not_in(sa.select(child).where(_within(child, made))))
    return connection.execute(table.delete().where(*wanted)).rowcount


def _still_used(connection: sa.Connection, made: dict[str, tuple[int, int]]) -> set[int]:
    """New cards whose order or sale could not go: a delivery, a ticket of another source rests on it."""
    found = set[int]()
    for name in ("orders", "opportunities"):
        if name in made and "customers" in made:
            table = schema.table(name)
            (key,) = table.primary_key.columns
            left = sa.select(table.c.customer_id).where(_within(key, made[name]), _within(table.c.customer_id, made["customers"]))
            found |= set(connection.execute(left).scalars())
    return found


def _delete_unused(connection: sa.Connection, name: str, child: str, made: tuple[int, int]) -> None:
    table = schema.table(name)
    (key,) = table.primary_key.columns
    used = schema.table(child).c[key.name]
    connection.execute(table.delete().where(_within(key, made), key.not_in(sa.select(used).where(used.is_not(None), _within(used, made)))))


def _forget_words(connection: sa.Connection, made: dict[str, tuple[int, int]], points: Sequence[Any], stay: set[int]) -> None:
    """Take the words of the cards that go, and the addresses that go, out of the search."""
    terms = schema.table("search_terms")
    if "customers" in made:
        connection.execute(
            terms.delete().where(
                _within(terms.c.customer_id, made["customers"]), sa.not_(among(connection, terms.c.customer_id, sorted(stay)))
            )
        )
    new = made.get("customers", (1, 0))
    known = [{"word": word, "number": card} for card, word in points if word and not new[0] <= card <= new[1]]
    if known:
        here = sa.and_(terms.c.term == sa.bindparam("word"), terms.c.customer_id == sa.bindparam("number"))
        connection.execute(terms.delete().where(here), known)


def _index_again(connection: sa.Connection, made: dict[str, tuple[int, int]], stay: set[int]) -> None:
    """Nothing of a card that stays is lost to the search."""
    if stay and "customers" in made:
        _names_again(connection, sorted(stay))
