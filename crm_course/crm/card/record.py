"""What do we know of this customer? The card: one person, all channels, on one time line.

One statement gathers every fact about a person (``_FACTS``: orders, interactions, tickets,
surveys, consents, notes…), each as number, moment, channel, code, status, measure, words.
The parts of the card are views of these facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import sqlalchemy as sa

from .. import schema
from ..audit import now
from ..base import Base
from ..keys import NoCustomer, card_number
from . import texts
from .actions import next_actions
from .page import head, page

__all__ = ["Customer", "Value", "customer"]

_COLUMNS = ("part", "number", "ts", "channel", "what", "status", "measure", "words", "until")


def _facts(part: str, name: str, number: str, ts: str, **others: str | sa.ColumnElement[Any]) -> sa.Select[Any]:
    """The facts of one table, in the common columns; ``"=text"`` is a constant."""
    table = schema.table(name)

    def value(key: str) -> sa.ColumnElement[Any]:
        given = others.get(key)
        kind = sa.Float() if key == "measure" else sa.Text()
        source = sa.null() if given is None else table.c[given] if isinstance(given, str) else given
        return sa.cast(source, kind)

    cells = [value(key) for key in _COLUMNS[3:]]
    query = sa.select(sa.literal_column(f"'{part}'"), table.c[number], sa.cast(table.c[ts], sa.Text()), *cells)
    return query.where(table.c.customer_id == sa.bindparam("customer")) if "customer_id" in table.c else query


def _joined() -> list[sa.Select[Any]]:
    """Facts that reach the customer through another table."""
    orders, lines, sent = schema.table("orders"), schema.table("order_lines"), schema.table("deliveries")
    returns, campaigns, events = schema.table("returns"), schema.table("campaigns"), schema.table("campaign_events")
    mine = orders.c.customer_id == sa.bindparam("customer")
    delivered = _facts("delivery", "deliveries", "delivery_id", "delivered_on", what="mode", status="status")
    returned = _facts("return", "returns", "return_id", "returned_on", what="reason", measure="refund_cents")
    mailed = _facts("campaign", "campaign_events", "event_id", "ts", channel=campaigns.c.channel, what="kind", words=campaigns.c.name)
    return [
        delivered.join(orders, sent.c.order_id == orders.c.order_id).where(mine, sent.c.delivered_on.is_not(None)),
        returned.join(lines, returns.c.order_line_id == lines.c.order_line_id)
        .join(orders, lines.c.order_id == orders.c.order_id).where(mine),
        mailed.join(campaigns, events.c.campaign_id == campaigns.c.campaign_id),
    ]  # fmt: skip


_FACTS = sa.union_all(
    _facts("contact", "contact_points", "contact_point_id", "since", channel="kind", words="value"),
    _facts("consent", "consents", "consent_id", "ts", channel="channel", what="purpose", status="status", words="proof"),
    _facts("order", "orders", "order_id", "ordered_at", channel="channel", what="delivery_mode", status="status", measure="total_cents"),
    _facts("interaction", "interactions", "interaction_id", "ts", channel="channel", what="kind", status="stage").where(
        schema.table("interactions").c.kind != sa.literal_column("'purchase'")  # the order says it
    ),
    _facts(
        "ticket", "tickets", "ticket_id", "opened_at", channel="channel", what="reason", status="status", words="subject", until="due_at"
    ),
    _facts("survey", "surveys", "response_id", "answered_at", what="wave", measure="recommend", words="verbatim"),
    _facts("activity", "activities", "activity_id", "ts", channel="channel", what="kind", status="outcome", words="summary"),
    _facts("note", "notes", "note_id", "ts", words="body"),
    _facts("document", "documents", "document_id", "ts", words="title"),
    _facts("task", "tasks", "task_id", "due_on", what="priority", words="title", until="done_at"),
    _facts(
        "opportunity",
        "opportunities",
        "opportunity_id",
        "opened_on",
        channel="channel",
        what="stage",
        measure="amount_cents",
        words="title",
    ),
    _facts("request", "person_requests", "request_id", "received_on", what="kind", status="answered_on", until="due_on"),
    *_joined(),
)

_TIMELINE = ("order", "delivery", "return", "interaction", "ticket", "survey", "activity", "note", "document", "campaign", "consent")
_COMPILED: dict[tuple[str, int], tuple[str, Any]] = {}


def customer(store: Base, customer_id: int) -> Customer:
    """All that is known of a customer: the 360° card.

    Raises
    ------
    UnknownName
        If there is no such card.
    """
    number = card_number(customer_id)
    with store.reading() as connection:
        profile = connection.exec_driver_sql(*_ready(connection, 0, number)).mappings().first()
        rows = connection.exec_driver_sql(*_ready(connection, 1, number)).all() if profile else []
    if profile is None:
        raise NoCustomer(number)
    return Customer(customer_id=number, profile=dict(profile), facts=tuple(map(tuple, rows)))


def _ready(connection: sa.Connection, which: int, number: int) -> tuple[str, Any]:
    """A statement in the words of the driver, written once, and its parameters."""
    key = (connection.dialect.name, which)
    if key not in _COMPILED:
        customers = schema.table("customers")
        query = _FACTS if which else sa.select(customers).where(customers.c.customer_id == sa.bindparam("customer"))
        compiled = query.compile(dialect=connection.dialect)
        _COMPILED[key] = compiled.string, len(compiled.positiontup) if compiled.positional and compiled.positiontup else 0
    statement, places = _COMPILED[key]
    return statement, (number,) * places if places else {"customer": number}


# -- the record ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """What a customer bought so far; amounts in euros."""

    orders: int
    revenue: float
    basket: float
    first_order: dt.datetime | None
    last_order: dt.datetime | None
    recommend: float | None
    """The latest answer to "would you recommend us?", 0–10."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """The 360° card: profile, and every fact over all channels."""

    customer_id: int
    profile: Mapping[str, Any]
    facts: tuple[tuple[Any, ...], ...]
    """``part, number, ts, channel, what, status, measure, words, until``; moments are ISO text."""

    @property
    def name(self) -> str:
        """First and last name, else the company, else the number."""
        names = [self.profile.get("first_name"), self.profile.get("last_name")]
        said = " ".join(name for name in names if name)
        return said or self.profile.get("company") or texts.UNNAMED.say(number=self.customer_id)

    @property
    def timeline(self) -> pd.DataFrame:
        """All contacts over all channels, latest first: ts, kind, channel, what, status, amount (€), words, number."""
        frame = self._part(*_TIMELINE)
        amount = frame["measure"].where(frame["kind"].isin(["order", "return"])) / 100
        frame = frame.assign(amount=amount)[["ts", "kind", "channel", "what", "status", "amount", "words", "number"]]
        return frame.sort_values("ts", ascending=False, kind="stable", ignore_index=True)

    @property
    def contact_points(self) -> pd.DataFrame:
        """E-mail addresses and numbers: kind, value, since."""
        return self._part("contact")[["channel", "words", "ts"]].set_axis(["kind", "value", "since"], axis=1)

    @property
    def consents(self) -> pd.DataFrame:
        """The log of consents, oldest first: ts, channel, purpose, status, proof."""
        frame = self._part("consent").sort_values(["ts", "number"], ignore_index=True)
        return frame[["ts", "channel", "what", "status", "words"]].set_axis(["ts", "channel", "purpose", "status", "proof"], axis=1)

    @property
    def orders(self) -> pd.DataFrame:
        """Orders: number, ts, channel, status, amount (€)."""
        frame = self._part("order").sort_values("ts", ignore_index=True)
        return frame.assign(amount=frame["measure"] / 100)[["number", "ts", "channel", "status", "amount"]]

    @property
    def tickets(self) -> pd.DataFrame:
        """Tickets: number, ts, channel, reason, status, due_at, subject."""
        frame = (
            self._part("ticket").sort_values("ts", ignore_index=True).assign(due_at=lambda f: pd.to_datetime(f["until"], format="ISO8601"))
        )
        return frame[["number", "ts", "channel", "what", "status", "due_at", "words"]].rename(
            columns={"what": "reason", "words": "subject"}
        )

    @property
    def surveys(self) -> pd.DataFrame:
        """Survey answers: number, ts, wave, recommend, verbatim."""
        frame = self._part("survey").sort_values("ts", ignore_index=True)
        return frame[["number", "ts", "what", "measure", "words"]].set_axis(["number", "ts", "wave", "recommend", "verbatim"], axis=1)

    @property
    def opportunities(self) -> pd.DataFrame:
        """Sales in progress or concluded: number, opened_on, stage, amount (€), title."""
        frame = self._part("opportunity")
        frame = frame.assign(amount=frame["measure"] / 100)
        return frame[["number", "ts", "what", "amount", "words"]].set_axis(["number", "opened_on", "stage", "amount", "title"], axis=1)

    @property
    def value(self) -> Value:
        """Orders, turnover and the latest score."""
        bought = sorted((fact[2], fact[6] or 0.0) for fact in self.facts if fact[0] == "order" and fact[5] != "cancelled")
        scores = sorted((fact[2], fact[6]) for fact in self.facts if fact[0] == "survey" and fact[6] is not None)
        revenue = sum(cents for _, cents in bought) / 100
        return Value(
            orders=len(bought), revenue=revenue, basket=revenue / len(bought) if bought else 0.0,
            first_order=_moment(bought[0][0]) if bought else None, last_order=_moment(bought[-1][0]) if bought else None,
            recommend=scores[-1][1] if scores else None,
        )  # fmt: skip

    @property
    def next_actions(self) -> pd.DataFrame:
        """What to do next, most pressing first: due, action."""
        return next_actions(self.profile, self.facts, now())

    @property
    def frame(self) -> pd.DataFrame:
        """The head of the card, in words: field, value."""
        return head(self)

    def sentence(self) -> str:
        """The customer in a sentence."""
        if self.profile.get("erased_on"):
            day = dt.date.fromisoformat(str(self.profile["erased_on"])[:10])
            return texts.ERASED.say(day=day, number=self.customer_id)
        value, met = self.value, [fact for fact in self.facts if fact[0] in _TIMELINE and fact[0] != "consent"]
        channels = {fact[3] for fact in met if fact[3]}
        return texts.SUMMARY.say(name=self.name, orders=value.orders, revenue=value.revenue, contacts=len(met), channels=len(channels))

    def _part(self, *parts: str) -> pd.DataFrame:
        frame = pd.DataFrame([fact for fact in self.facts if fact[0] in parts], columns=["kind", *_COLUMNS[1:]])
        return frame.assign(
            ts=pd.to_datetime(frame["ts"], format="ISO8601").astype("datetime64[s]"), measure=frame["measure"].astype(float)
        )

    def _repr_html_(self) -> str:
        return page(self)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(str(text))
