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
from ..rows import among, framed
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
    with store.reading() as connection:
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

    The law decides on the same facts as for one person; only who could be allowed at all is put
    before it, and of the last contact only whether it is recent enough.
    """
    checks.choice("channel", channel, rules.CHANNELS)
    checks.choice("purpose", purpose, consent.PURPOSES)
    with store.reading() as connection:
        base = _reached(connection, channel)
        said = _said(connection, channel, purpose, until, None)
        bought = _bought(connection, until, None)
        contract = bought.index[bought["contract"].astype(bool)]
        asked = np.fromiter(_pairs(connection, _open_tickets(until), None), dtype=np.int64)
        held = np.fromiter(_pairs(connection, _restrictions(until), None), dtype=np.int64)
        number = base["customer_id"].to_numpy()
        in_progress = np.isin(number, contract)
        facts = base.assign(
            consent=_of(said, base["customer_id"]).fillna(""), reachable=True, erased=False, restricted=np.isin(number, held),
            customer=np.isin(number, bought.index), contract=in_progress, service=in_progress | np.isin(number, asked),
            last_contact=pd.Timestamp(until),
        )  # fmt: skip
        open_ = rules.decide(facts, channel, purpose, until.date(), sector)["allowed"].to_numpy()
        facts = facts[open_]
        if purpose == "marketing":
            facts = facts.assign(last_contact=_recent(connection, facts, until))
    found = rules.decide(facts, channel, purpose, until.date(), sector)
    return pd.Series(
        found.loc[found["allowed"], "reason"].to_numpy(), index=facts.loc[found["allowed"], "customer_id"].to_numpy(), dtype=object
    )


def _reached(connection: sa.Connection, channel: str) -> pd.DataFrame:
    """Whoever has an address for a channel and was not erased: customer_id, professional, created_on (text)."""
    c, points = schema.table("customers").c, schema.table("contact_points").c
    if channel == "mail":
        there = sa.and_(*(sa.func.coalesce(c[name], "") != "" for name in ("street", "postcode", "town")))
    else:
        there = c.customer_id.in_(sa.select(points.customer_id).where(points.kind.in_(_POINTS[channel]), points.value.is_not(None)))
    query = sa.select(c.customer_id, sa.case((c.kind == "company", 1), else_=0), sa.cast(c.created_on, sa.Text())).where(
        c.erased_on.is_(None), there
    )
    frame = framed(connection.execute(query).all(), ["customer_id", "professional", "created_on"])
    return frame.astype({"customer_id": "int64", "professional": bool})


def _recent(connection: sa.Connection, facts: pd.DataFrame, until: dt.datetime) -> np.ndarray[Any, Any]:
    """`until` for who gave a sign of life that still counts, nothing for the others."""
    since = dt.datetime.combine(rules.earliest_kept(until.date()), dt.time())
    number = facts["customer_id"].to_numpy()
    alive = np.isin(number, _signs(connection, since, until))
    quiet = (
        ~alive & ~(facts["created_on"].fillna("9") < since.date().isoformat()).to_numpy()
    )  # known since then, or nobody knows since when
    if quiet.any():
        alive |= quiet & ~np.isin(number, _signs(connection, None, since - dt.timedelta(seconds=1)))
    return np.where(alive, np.datetime64(until, "s"), np.datetime64("NaT", "s"))


def _signs(connection: sa.Connection, since: dt.datetime | None, until: dt.datetime) -> np.ndarray[Any, Any]:
    """Who gave a sign of life of their own between two moments."""
    found = []
    for column, moment, wanted in _sources():
        here = [column.is_not(None), moment <= until, *([] if since is None else [moment >= since]), *([] if wanted is None else [wanted])]
        found.append(np.fromiter(connection.execute(sa.select(column).where(*here)).scalars(), dtype=np.int64))
    return np.unique(np.concatenate(found))


def _shown(connection: sa.Connection, channel: str, allowed: pd.Series) -> pd.DataFrame:
    """customer_id, first_name, last_name, company, address and reason of some people, in the order of their numbers."""
    c, numbers = schema.table("customers").c, np.sort(allowed.index.to_numpy(dtype=np.int64))
    names = ["customer_id", "first_name", "last_name", "company"] + (["street", "postcode", "town"] if channel == "mail" else [])
    query = sa.select(*(c[name] for name in names)).order_by(c.customer_id)
    here = among(connection, c.customer_id, numbers.tolist()) if len(numbers) < _FEW else sa.true()
    frame = framed(connection.execute(query.where(here)).all(), names).astype({"customer_id": "int64"})
    frame = frame[np.isin(frame["customer_id"], numbers)].reset_index(drop=True)
    only = numbers if len(numbers) < _FEW else None
    frame = frame.assign(address=_addresses(connection, channel, frame, only), reason=allowed.reindex(frame["customer_id"]).to_numpy())
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
    found: dict[int, Any] = dict(map(tuple, connection.execute(_one(query, points.customer_id, only)).all()))  # the newest of several
    return _of(pd.Series(found, dtype="object"), base["customer_id"])


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
        .where(orders.c.ordered_at <= until)
        .group_by(orders.c.customer_id)
    )
    rows = connection.execute(_one(query, orders.c.customer_id, only)).all()
    return framed(rows, ["customer_id", "contract"]).set_index("customer_id")


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
