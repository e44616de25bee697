"""What did the person agree to, when, and where is the proof? A log that is only added to.

Nothing is overwritten, so that "could we on that date?" can be answered years later. The
state on a date is the last word for each channel and purpose; of two at the same moment, the
one written later.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.vocabulary import CHANNELS

from .. import audit, schema
from ..activities import known_customer
from ..base import Base
from ..keys import card_number
from ..loading import next_number
from ..rows import framed
from . import opposition
from .texts import FUTURE_RULE

__all__ = ["FOREVER", "consents", "PROOFS", "PURPOSES", "end_of", "last_words", "record_consent"]

FOREVER = dt.datetime(9999, 1, 1)
"""A moment after every other."""
PURPOSES = ("marketing", "service")
PROOFS = ("form", "unsubscribe-link", "in-person", "phone-call", "file-import", "opposition-list")
_LISTED = {"email": ("email",), "sms": ("mobile",), "phone": ("mobile", "landline")}


def record_consent(
    store: Base, customer_id: int, channel: str, purpose: str = "marketing", status: str = "granted", *,
    at: dt.datetime | None = None, proof: str = "form", evidence: str | None = None,
) -> int:  # fmt: skip
    """Add a line to the log of consents: given or withdrawn, when, and with which proof; returns its number.

    A withdrawal also puts the address on the opposition list."""
    checks.choice("channel", channel, CHANNELS)
    checks.choice("purpose", purpose, PURPOSES)
    checks.choice("status", status, ("granted", "withdrawn"))
    checks.choice("proof", proof, PROOFS)
    moment = _moment(at)
    secret = store.secret
    with store.writing() as connection:
        number = known_customer(connection, customer_id)
        consent = next_number(connection, "consents")
        line = {"consent_id": consent, "customer_id": number, "channel": channel, "purpose": purpose, "status": status,
                "ts": moment, "proof": proof, "evidence": evidence}  # fmt: skip
        connection.execute(schema.table("consents").insert(), line)
        if status == "withdrawn" and purpose == "marketing":
            opposition.write(connection, secret, _addresses(connection, number, channel), channel=channel, reason="objection", since=moment)
        audit.write(connection, store.actor, "consent", subject=str(number), rows=1)
    return consent


def _moment(at: dt.datetime | None) -> dt.datetime:
    """The moment of a consent, in wall-clock time; one to come is refused."""
    if at is None:
        return audit.now()
    moment = at if isinstance(at, dt.datetime) else dt.datetime.combine(at, dt.time())
    if moment.tzinfo is not None:
        moment = pd.Timestamp(moment).tz_convert("Europe/Paris").tz_localize(None).to_pydatetime()
    if moment > audit.now() + dt.timedelta(days=1):
        raise InvalidValue("at", FUTURE_RULE, moment.isoformat(" "))
    return moment.replace(microsecond=0)


def _addresses(connection: sa.Connection, number: int, channel: str) -> list[str]:
    points = schema.table("contact_points")
    kinds = _LISTED.get(channel, ())
    query = sa.select(points.c.normalised).where(points.c.customer_id == number, points.c.kind.in_(kinds), points.c.normalised.is_not(None))
    return list(connection.execute(query).scalars())


def end_of(on: dt.date | dt.datetime | None) -> dt.datetime:
    """The moment up to which facts count: a day counts whole, None is now."""
    if on is None:
        return audit.now()
    if isinstance(on, dt.datetime):
        moment = on if on.tzinfo is None else pd.Timestamp(on).tz_convert("Europe/Paris").tz_localize(None).to_pydatetime()
        return moment.replace(microsecond=0)
    return dt.datetime.combine(on, dt.time(23, 59, 59))


def last_words(until: dt.datetime, *wanted: Any) -> sa.Subquery:
    """A query: the last line of the log until a moment, for each person, channel and purpose."""
    log = schema.table("consents")
    order = sa.func.row_number().over(
        partition_by=[log.c.customer_id, log.c.channel, log.c.purpose], order_by=[log.c.ts.desc(), log.c.consent_id.desc()]
    )
    lines = sa.select(log, order.label("rank")).where(log.c.ts <= until, *wanted).subquery()
    return sa.select(lines).where(lines.c.rank == 1).subquery()


def consents(store: Base, customer_id: int, *, on: dt.date | dt.datetime | None = None) -> pd.DataFrame:
    """What a person had agreed to on a date, the last word for each channel and purpose: channel, purpose, status, ts, proof."""
    last = last_words(end_of(on), schema.table("consents").c.customer_id == card_number(customer_id))
    query = sa.select(*last.c["channel", "purpose", "status", "ts", "proof"]).order_by(last.c.channel, last.c.purpose)
    with store.reading() as connection:
        frame = framed(connection.execute(query).all(), ["channel", "purpose", "status", "ts", "proof"])
    return frame.astype({"ts": "datetime64[s]"})
