"""Whom may we contact, on that date? The store's facts, put before the rules.

Facts are those of the date asked about: what was said, bought and asked until its end. A
customer is one who bought before; a contract is in progress while an order is not delivered.
The last contact is the person's own: a purchase, a visit, a call or message to us, a click,
a consent given, an answer to a survey; not our messages, and not an opened one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks

from .. import schema
from ..base import Base
from ..keys import NoCustomer, card_number
from ..rows import among, framed, numbers, raw, steadily
from . import consent, rules

__all__ = ["contactable", "last_contacts", "may_contact", "reach"]

_POINTS = {"email": ("email",), "sms": ("mobile",), "phone": ("mobile", "landline")}
_FEW = 20_000
"""People looked up by number; more are found by going over everybody."""
_NOT_THEIRS = ("advert", "message")
"""Interactions that the company began."""


def contactable(
    store: Base, channel: str, purpose: str = "marketing", *, on: dt.date | dt.datetime | None = None,
    customer_id: int | None = None, sector: str | None = None,
) -> pd.DataFrame | bool:  # fmt: skip
    """Whom may we contact? A frame of people, or a yes or no for one; see :func:`may_contact` for the reason.

    The frame has ``customer_id, first_name, last_name, company, address, reason``.
    """
    if customer_id is not None:
        return may_contact(store, customer_id, channel, purpose, on=on, sector=sector).allowed
    allowed = _allowed(store, channel, purpose, consent.end_of(on), _sector(sector))
    with steadily(), store.reading() as connection:
        return _shown(connection, channel, allowed)


def reach(store: Base, dates: Sequence[dt.date], *, purpose: str = "marketing", sector: str | None = None) -> pd.DataFrame:
    """How many cards may be solicited by each channel on some dates: channel, on, allowed, all."""
    customers, rows = schema.table("customers").c, []
    with store.reading() as connection:
        everyone = int(
            connection.scalar(sa.select(sa.func.count()).where(customers.erased_on.is_(None)).select_from(schema.table("customers"))) or 0
        )
    for channel in rules.CHANNELS:
        for on in dates:
            rows.append((channel, on, len(_allowed(store, channel, purpose, consent.end_of(on), _sector(sector))), everyone))
    return pd.DataFrame(rows, columns=["channel", "on", "allowed", "all"])


def may_contact(
    store: Base, customer_id: int, channel: str, purpose: str = "marketing", *,
    on: dt.date | dt.datetime | None = None, sector: str | None = None,
) -> rules.Verdict:  # fmt: skip
    """May we contact this person, on that date, and why? Yes or no, with the reason and the rule."""
    moment, number = consent.end_of(on), card_number(customer_id)
    facts = _facts(store, channel, purpose, moment, number)
    if facts.empty:
        raise NoCustomer(number)
    row = rules.decide(facts, channel, purpose, moment.date(), _sector(sector)).iloc[0]
    audience: Any = "professional" if facts["professional"].iloc[0] else "consumer"
    rule = rules.rule_on(channel, audience, moment.date(), sector)
    return rules.Verdict(
        allowed=bool(row["allowed"]), reason=str(row["reason"]), rule=rule, channel=channel, purpose=purpose, on=moment.date()
    )


def _sector(sector: str | None) -> str | None:
    return checks.choice("sector", sector, (None, *rules.SECTORS))


# -- everyone at once ---------------------------------------------------------------------


def _allowed(store: Base, channel: str, purpose: str, until: dt.datetime, sector: str | None) -> pd.Series:
    """The reason of everyone who may be contacted, by number.

    The law decides on the same facts as for one person; only who has an address is put before
    it, and of the last contact only whether it is recent enough, which is asked last.
    """
    checks.choice("channel", channel, rules.CHANNELS)
    checks.choice("purpose", purpose, consent.PURPOSES)
    with steadily(), store.reading() as connection:
        number = _reached(connection, channel)
        facts = _facts_of(connection, number, channel, purpose, until).assign(last_contact=pd.Timestamp(until))
        facts = facts[rules.decide(facts, channel, purpose, until.date(), sector)["allowed"].to_numpy()]
        if purpose == "marketing":
            facts = facts.assign(last_contact=_recent(connection, facts["customer_id"].to_numpy(), until))
    found = rules.decide(facts, channel, purpose, until.date(), sector)
    allowed = found["allowed"].to_numpy()
    return pd.Series(found["reason"].to_numpy()[allowed], index=facts["customer_id"].to_numpy()[allowed], dtype=object)


def _reached(connection: sa.Connection, channel: str) -> np.ndarray[Any, Any]:
    """The numbers of those who have an address for a channel and were not erased."""
    c, points = schema.table("customers").c, schema.table("contact_points").c
    if channel == "mail":
        whole = [sa.func.coalesce(c[name], "") != "" for name in ("street", "postcode", "town")]
        return numbers(connection, sa.select(c.customer_id).where(c.erased_on.is_(None), *whole))
    there = numbers(connection, sa.select(points.customer_id).where(points.kind.in_(_POINTS[channel]), points.value.is_not(None)))
    return np.setdiff1d(there, numbers(connection, sa.select(c.customer_id).where(c.erased_on.is_not(None))), assume_unique=True)


def _facts_of(connection: sa.Connection, number: np.ndarray[Any, Any], channel: str, purpose: str, until: dt.datetime) -> pd.DataFrame:
    """What the law asks of some people, but for their last contact."""
    c, orders = schema.table("customers").c, schema.table("orders").c
    granted, withdrawn = _words(connection, channel, purpose, until)
    said = np.full(len(number), "", dtype=object)
    said[_in(number, granted)], said[_in(number, withdrawn)] = "granted", "withdrawn"
    contract = _in(number, np.array([row[0] for row in raw(connection, _waiting(until))], dtype=np.int64))
    asked = _in(number, numbers(connection, _open_tickets(until)))
    return pd.DataFrame({
        "customer_id": number, "professional": _in(number, numbers(connection, sa.select(c.customer_id).where(c.kind == "company"))),
        "consent": said, "reachable": True, "erased": False, "restricted": _in(number, numbers(connection, _restrictions(until))),
        "customer": _in(number, numbers(connection, sa.select(orders.customer_id).where(orders.ordered_at <= until, *_bought_for_good(orders)))),
        "contract": contract, "service": contract | asked,
    })  # fmt: skip


def _bought_for_good(orders: Any) -> tuple[Any, Any]:
    """A cancelled order is no sale, and that of a passer-by nobody's."""
    return orders.customer_id.is_not(None), sa.func.coalesce(orders.status, "") != "cancelled"


def _in(number: np.ndarray[Any, Any], others: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.isin(number, others)


def _words(connection: sa.Connection, channel: str, purpose: str, until: dt.datetime) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Whose last word is yes, and whose is no; the order of their words matters only to those who said both."""
    log = schema.table("consents").c
    wanted = (log.channel == channel, log.purpose == purpose)
    granted, withdrawn = (
        numbers(connection, sa.select(log.customer_id).where(*wanted, log.ts <= until, log.status == status))
        for status in ("granted", "withdrawn")
    )
    both = np.intersect1d(granted, withdrawn, assume_unique=True)
    if len(both):
        last = consent.last_words(until, *wanted, among(connection, log.customer_id, both.tolist()))
        no = numbers(connection, sa.select(last.c.customer_id).where(last.c.status == "withdrawn"))
        granted, withdrawn = np.setdiff1d(granted, no), np.setdiff1d(withdrawn, np.setdiff1d(both, no))
    return granted, withdrawn


def _recent(connection: sa.Connection, number: np.ndarray[Any, Any], until: dt.datetime) -> np.ndarray[Any, Any]:
    """`until` for who gave a sign of life that still counts, nothing for the others."""
    since = dt.datetime.combine(rules.earliest_kept(until.date()), dt.time())
    alive, c = _in(number, _signs(connection, since, until)), schema.table("customers").c
    if not alive.all():  # who never gave one counts from the day of the card; where nobody knows it, from now
        old = numbers(connection, sa.select(c.customer_id).where(c.created_on < since.date()))
        quiet = ~alive & ~_in(number, old)
        alive |= quiet & ~_in(number, _signs(connection, None, since - dt.timedelta(seconds=1))) if quiet.any() else False
    return np.where(alive, np.datetime64(until, "s"), np.datetime64("NaT", "s"))


def _signs(connection: sa.Connection, since: dt.datetime | None, until: dt.datetime) -> np.ndarray[Any, Any]:
    """Who gave a sign of life of their own between two moments."""
    found = []
    for column, moment, wanted in _sources():
        here = [column.is_not(None), moment <= until, *([] if since is None else [moment >= since]), *([] if wanted is None else [wanted])]
        found.append(numbers(connection, sa.select(column).where(*here)))
    return np.unique(np.concatenate(found))


def _shown(connection: sa.Connection, channel: str, allowed: pd.Series) -> pd.DataFrame:
    """customer_id, first_name, last_name, company, address and reason of some people, in the order of their numbers."""
    c, wanted = schema.table("customers").c, np.sort(allowed.index.to_numpy(dtype=np.int64))
    names = ["customer_id", "first_name", "last_name", "company"] + (["street", "postcode", "town"] if channel == "mail" else [])
    some = len(wanted) < _FEW
    query = sa.select(*(c[name] for name in names)).order_by(c.customer_id)
    frame = framed(raw(connection, query.where(among(connection, c.customer_id, wanted.tolist())) if some else query), names).astype(
        {"customer_id": "int64"}
    )
    frame = frame if len(frame) == len(wanted) else frame[_in(frame["customer_id"].to_numpy(), wanted)].reset_index(drop=True)
    frame = frame.assign(
        address=_addresses(connection, channel, frame, wanted if some else None), reason=allowed.reindex(frame["customer_id"]).to_numpy()
    )
    return frame[["customer_id", "first_name", "last_name", "company", "address", "reason"]]


# -- facts --------------------------------------------------------------------------------


def _facts(store: Base, channel: str, purpose: str, until: dt.datetime, only: int | None) -> pd.DataFrame:
    """One row a person, in the columns that :func:`rules.decide` asks for."""
    checks.choice("channel", channel, rules.CHANNELS)
    checks.choice("purpose", purpose, consent.PURPOSES)
    with store.reading() as connection:
        base = _people(connection, only)
        said = _said(connection, channel, purpose, until, only)
        address = _addresses(connection, channel, base, only)
        bought = _bought(connection, until, only)
        asked = _pairs(connection, _open_tickets(until), only)
        held = _pairs(connection, _restrictions(until), only)
        last = last_contacts(connection, until, only)
    number = base["customer_id"]
    contract = _of(bought["contract"], number).fillna(0).astype(bool)
    last_contact = _of(last, number).fillna(base["created_on"])
    # a card whose arrival is not known was met, at the latest, when we ask
    last_contact = last_contact.fillna(pd.Timestamp(until))
    return base.assign(
        consent=_of(said, number).fillna(""), address=address, reachable=address.notna(), customer=number.isin(bought.index),
        contract=contract, service=contract | number.isin(asked), restricted=number.isin(held), last_contact=last_contact,
    )  # fmt: skip


def _of(values: pd.Series, numbers: pd.Series) -> pd.Series:
    """The value of each number, missing where there is none."""
    return pd.Series(values.reindex(numbers).to_numpy(), index=numbers.index)


def _one(query: sa.Select[Any], column: sa.ColumnElement[Any], only: int | None) -> sa.Select[Any]:
    return query if only is None else query.where(column == only)


def _people(connection: sa.Connection, only: int | None) -> pd.DataFrame:
    c = schema.table("customers").c
    names = ["customer_id", "first_name", "last_name", "company", "street", "postcode", "town", "kind", "created_on", "erased_on"]
    rows = connection.execute(_one(sa.select(*(c[name] for name in names)), c.customer_id, only)).all()
    frame = framed(rows, names).astype({"customer_id": "int64", "created_on": "datetime64[s]"})
    return frame.assign(professional=frame["kind"] == "company", erased=frame["erased_on"].notna())


def _said(connection: sa.Connection, channel: str, purpose: str, until: dt.datetime, only: int | None) -> pd.Series:
    log = schema.table("consents").c
    wanted = [log.channel == channel, log.purpose == purpose] + ([] if only is None else [log.customer_id == only])
    last = consent.last_words(until, *wanted)
    return pd.Series(dict(connection.execute(sa.select(*last.c["customer_id", "status"])).all()), dtype="object")


def _addresses(connection: sa.Connection, channel: str, base: pd.DataFrame, only: int | np.ndarray[Any, Any] | None) -> pd.Series:
    if channel == "mail":
        parts = base[["street", "postcode", "town"]].astype(object).where(base[["street", "postcode", "town"]].notna(), "")
        whole = [f"{street}, {code} {town}" if street and code and town else None for street, code, town in parts.itertuples(index=False)]
        return pd.Series(whole, index=base.index, dtype=object)
    points = schema.table("contact_points").c
    query = sa.select(points.customer_id, points.value).where(points.kind.in_(_POINTS[channel])).order_by(points.contact_point_id)
    if isinstance(only, np.ndarray):
        query, only = query.where(among(connection, points.customer_id, only.tolist())), None
    rows = framed(raw(connection, _one(query, points.customer_id, only)), ["customer_id", "value"])
    newest = rows.drop_duplicates("customer_id", keep="last").set_index("customer_id")["value"].astype(object)
    return _of(newest, base["customer_id"])


def _bought(connection: sa.Connection, until: dt.datetime, only: int | None) -> pd.DataFrame:
    """Who bought until then, and whether an order was still in progress."""
    orders, sent = schema.table("orders"), schema.table("deliveries")
    delivered = sa.func.min(sent.c.delivered_on).label("delivered_on")
    arrived = sa.select(sent.c.order_id, delivered).group_by(sent.c.order_id).subquery()
    waiting = sa.or_(
        arrived.c.delivered_on > until.date(),
        sa.and_(arrived.c.delivered_on.is_(None), orders.c.status.in_(("placed", "shipped"))),
    )
    query = (
        sa.select(orders.c.customer_id, sa.func.max(sa.case((waiting, 1), else_=0)))
        .join_from(orders, arrived, arrived.c.order_id == orders.c.order_id, isouter=True)
        .where(orders.c.ordered_at <= until, *_bought_for_good(orders.c))
        .group_by(orders.c.customer_id)
    )
    rows = connection.execute(_one(query, orders.c.customer_id, only)).all()
    return framed(rows, ["customer_id", "contract"]).set_index("customer_id")


def _waiting(until: dt.datetime) -> Any:
    """Who has an order that was not delivered by then."""
    orders, sent = schema.table("orders"), schema.table("deliveries")
    arrived = sa.select(sent.c.order_id, sa.func.min(sent.c.delivered_on).label("delivered_on")).group_by(sent.c.order_id).subquery()
    late = sa.select(arrived.c.order_id).where(arrived.c.delivered_on > until.date())
    here = sa.select(arrived.c.order_id).where(arrived.c.delivered_on.is_not(None))
    waiting = sa.or_(orders.c.order_id.in_(late), sa.and_(orders.c.status.in_(("placed", "shipped")), orders.c.order_id.not_in(here)))
    return sa.select(orders.c.customer_id).where(orders.c.ordered_at <= until, orders.c.customer_id.is_not(None), waiting)


def _open_tickets(until: dt.datetime) -> Any:
    c = schema.table("tickets").c
    return sa.select(c.customer_id).where(c.opened_at <= until, c.status != "abandoned", sa.or_(c.closed_at.is_(None), c.closed_at > until))


def _restrictions(until: dt.datetime) -> Any:
    c = schema.table("person_requests").c
    return sa.select(c.customer_id).where(c.kind == "restriction", c.received_on <= until.date())


def _pairs(connection: sa.Connection, query: Any, only: int | None) -> set[int]:
    return set(connection.execute(_one(query, query.selected_columns[0], only)).scalars())


def _sources() -> list[tuple[Any, Any, Any]]:
    """Where a person's own signs of life stand: whose, when, and which of them are theirs."""
    t = schema.table
    events = t("interactions").c.kind.not_in(_NOT_THEIRS)
    clicked = t("campaign_events").c.kind == "clicked"
    theirs = t("activities").c.direction == "inbound"
    given = t("consents").c.status == "granted"
    sources: list[tuple[str, str, Any]] = [
        ("orders", "ordered_at", None), ("interactions", "ts", events), ("web_sessions", "ts", None), ("tickets", "opened_at", None),
        ("surveys", "answered_at", None), ("campaign_events", "ts", clicked), ("activities", "ts", theirs), ("consents", "ts", given),
        ("leads", "received_at", None),
    ]  # fmt: skip
    return [(t(name).c.customer_id, t(name).c[moment], wanted) for name, moment, wanted in sources]


def last_contacts(connection: sa.Connection, until: dt.datetime, only: int | None = None) -> pd.Series:
    """Each person's own last sign of life until a moment, by number."""
    parts = []
    for column, moment, wanted in _sources():
        query = sa.select(column, sa.func.max(moment).label("last")).where(moment <= until, column.is_not(None))
        parts.append(_one(query if wanted is None else query.where(wanted), column, only).group_by(column))
    every = sa.union_all(*parts).subquery()
    rows = connection.execute(sa.select(every.c.customer_id, sa.func.max(every.c["last"])).group_by(every.c.customer_id)).all()
    frame = framed(rows, ["customer_id", "last"])
    return frame.set_index("customer_id")["last"].astype("datetime64[s]")
