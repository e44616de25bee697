"""What may a person ask of us, and what must we do? Requests, the copy of the data, what is overdue.

A request is answered within a month (GDPR, art. 12). The copy holds everything that any table
says about the person (art. 15), in a form that another tool can read (art. 20). Erasing is in
``erasure.py``.
"""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.files import write_whole
from crm_course.foundations.said import Said
from crm_course.foundations.vocabulary import TABLES

from .. import audit, schema
from ..activities import known_customer
from ..base import Base
from ..card.page import table as html_table
from ..keys import NoCustomer, card_number
from ..loading import next_number
from ..rows import framed
from . import contactable, opposition, rules
from .consent import end_of
from .texts import EXPORT_TITLE, EXPORTED

__all__ = ["PersonExport", "export_person", "overdue", "record_request"]

RIGHTS = ("access", "rectification", "erasure", "objection", "portability", "restriction")
_DERIVED = ("search_terms",)
_THROUGH = {"order_lines": "order_id", "deliveries": "order_id", "returns": "order_line_id", "opportunity_history": "opportunity_id"}


def record_request(store: Base, customer_id: int, kind: str, received_on: dt.date) -> int:
    """Record that a person exercises a right, with the day its answer is due by law; an objection takes effect at once, on every channel."""
    checks.choice("kind", kind, RIGHTS)
    secret = store.secret
    with store.writing() as connection:
        number = known_customer(connection, customer_id)
        request = next_number(connection, "person_requests")
        line = {
            "request_id": request,
            "customer_id": number,
            "kind": kind,
            "received_on": received_on,
            "due_on": rules.answer_due(received_on),
        }
        connection.execute(schema.table("person_requests").insert(), line)
        if kind == "objection":
            _object(connection, secret, number, received_on)
        audit.write(connection, store.actor, "request", subject=f"{kind} {number}", rows=1)
    return request


def _object(connection: sa.Connection, secret: str, number: int, since: dt.date) -> None:
    moment, first = dt.datetime.combine(since, dt.time()), next_number(connection, "consents")
    lines = [{"consent_id": first + n, "customer_id": number, "channel": channel, "purpose": "marketing", "status": "withdrawn",
              "ts": moment, "proof": "form"} for n, channel in enumerate(rules.CHANNELS)]  # fmt: skip
    connection.execute(schema.table("consents").insert(), lines)
    points = schema.table("contact_points")
    known = connection.execute(sa.select(*points.c["kind", "normalised"]).where(points.c.customer_id == number)).all()
    for kind, address in known:
        for channel in {"email": ("email",), "mobile": ("sms", "phone")}.get(kind, ("phone",)):
            opposition.write(connection, secret, [address or ""], channel=channel, reason="objection", since=moment)


# -- the copy of the data -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonExport(Said):
    """All that the store holds about one person."""

    customer_id: int
    on: dt.date
    tables: Mapping[str, pd.DataFrame]
    """Only tables that hold something about the person."""

    def sentence(self) -> str:
        """How much there is."""
        return EXPORTED.say(rows=sum(map(len, self.tables.values())), tables=len(self.tables))

    def to_json(self) -> str:
        """The copy in a form that another tool can read."""
        tables = {name: json.loads(frame.to_json(orient="records", date_format="iso")) for name, frame in self.tables.items()}
        return json.dumps({"customer_id": self.customer_id, "on": self.on.isoformat(), "tables": tables}, ensure_ascii=False, indent=1)

    def to_html(self) -> str:
        """The copy as a page to read or print, with the labels of the data dictionary."""
        title = html.escape(EXPORT_TITLE.say(number=self.customer_id, day=self.on))
        parts = "".join(
            f"<h2>{html.escape(TABLES[name].label.say())}</h2>{html_table(_labelled(name, frame))}" for name, frame in self.tables.items()
        )
        return (
            f'<!doctype html><meta charset="utf-8"><title>{title}</title><body style="font-family:system-ui"><h1>{title}</h1>{parts}</body>'
        )

    def save(self, path: str | Path) -> None:
        """Write the copy, whole or not at all: ``.html`` to read, anything else as JSON."""
        target = Path(path)
        write_whole(target, self.to_html() if target.suffix == ".html" else self.to_json())


def _labelled(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    kept = frame.dropna(axis=1, how="all")
    return kept.rename(columns={column.name: column.label.say() for column in schema.declared(name)})


def export_person(store: Base, customer_id: int) -> PersonExport:
    """All that is stored about a person (GDPR, art. 15 and 20), from every table; the audit log remembers that a copy was made."""
    number = card_number(customer_id)
    with store.writing() as connection:
        tables = {}
        for each in schema.METADATA.sorted_tables:
            if each.name in _DERIVED:
                continue
            mine = _rows_of(each, number)
            rows = connection.execute(sa.select(each).where(mine)).all() if mine is not None else []
            if rows:
                tables[each.name] = _frame(each.name, rows)
        if "customers" not in tables:
            raise NoCustomer(number)
        audit.write(connection, store.actor, "export", subject=str(number), rows=sum(map(len, tables.values())))
    return PersonExport(customer_id=number, on=audit.now().date(), tables=tables)


def _frame(name: str, rows: Any) -> pd.DataFrame:
    frame = framed(rows, [column.name for column in schema.declared(name)])
    whole = [c.name for c in schema.declared(name) if c.kind in ("integer", "cents")]
    moments = [c.name for c in schema.declared(name) if c.kind in ("date", "datetime")]
    return frame.astype(dict.fromkeys(whole, "Int64")).astype(dict.fromkeys(moments, "datetime64[s]"))


def _rows_of(each: sa.Table, number: int) -> sa.ColumnElement[bool] | None:
    """Which rows of a table are about this person."""
    if "customer_id" in each.c:
        return each.c.customer_id == number
    if each.name in _THROUGH:
        link = each.c[_THROUGH[each.name]]
        (key,) = link.foreign_keys
        inner = _rows_of(key.column.table, number)
        return None if inner is None else link.in_(sa.select(key.column).where(inner))
    if each.name == "organisations":
        customers = schema.table("customers").c
        return each.c.organisation_id.in_(sa.select(customers.organisation_id).where(customers.customer_id == number))
    return None


# -- what is overdue ----------------------------------------------------------------------


def overdue(store: Base, *, on: dt.date | None = None) -> pd.DataFrame:
    """Cards whose last contact is older than the retention: customer_id, last_contact, kept_until."""
    until = end_of(on)
    customers = schema.table("customers").c
    with store.reading() as connection:
        query = sa.select(customers.customer_id, customers.created_on).where(customers.erased_on.is_(None))
        base = framed(connection.execute(query).all(), ["customer_id", "created_on"])
        last = contactable.last_contacts(connection, until)
    known = pd.Series(last.reindex(base["customer_id"]).to_numpy(), index=base.index).fillna(base["created_on"].astype("datetime64[s]"))
    late = base.assign(last_contact=known)[(known < pd.Timestamp(rules.earliest_kept(until.date()))).to_numpy()]
    ends = [rules.kept_until(moment.date()) for moment in late["last_contact"]]
    frame = late[["customer_id", "last_contact"]].assign(kept_until=pd.to_datetime(pd.Series(ends, index=late.index, dtype=object)))
    return frame.sort_values("last_contact", ignore_index=True)
