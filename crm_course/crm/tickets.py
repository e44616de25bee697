"""Who waits for an answer? The ticket desk: reasons, priorities, due times.

An answer is due after 4 hours for an urgent ticket, a day for a high one, two days for a
normal one and five for a low one, by the clock from its opening: what a shop may promise and
keep. The reasons are those of the data dictionary, in their families.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said
from crm_course.foundations.vocabulary import CHANNELS, CONTACT_REASONS, family_of

from . import activities, audit, schema
from .base import Base
from .card import texts
from .card.texts import label
from .rows import framed

__all__ = ["DUE_HOURS", "Desk", "close_ticket", "desk", "open_ticket"]

DUE_HOURS = {"urgent": 4, "high": 24, "normal": 48, "low": 120}
"""Hours until an answer is due, by priority."""

_USUAL = {"sav-safety": "urgent", "payment-dispute": "high", "parcel-not-received": "high", "refund-missing": "high"}
_SHOWN = ("ticket_id", "customer_id", "opened_at", "channel", "family", "reason", "priority", "due_at", "subject")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk(Said):
    """The open tickets at a moment, what comes first on top."""

    at: dt.datetime
    tickets: pd.DataFrame
    """ticket_id, customer_id, opened_at, channel, family, reason, priority, due_at, subject, late."""

    @property
    def reasons(self) -> pd.DataFrame:
        """Open tickets by family and reason: tickets, late, share of all."""
        counted = self.tickets.groupby(["family", "reason"], as_index=False).agg(tickets=("ticket_id", "size"), late=("late", "sum"))
        counted["share"] = counted["tickets"] / max(len(self.tickets), 1)
        return counted.sort_values(["tickets", "reason"], ascending=[False, True], ignore_index=True)

    @property
    def late(self) -> int:
        """How many are past their due time."""
        return int(self.tickets["late"].sum())

    def sentence(self) -> str:
        """The desk in a sentence."""
        if self.tickets.empty:
            return texts.DESK_EMPTY.say()
        first = self.reasons.iloc[0]
        return texts.DESK.say(open=len(self.tickets), late=self.late, reason=label(first["reason"]), share=first["share"])


def open_ticket(
    store: Base, customer_id: int, reason: str, subject: str = "", *, channel: str = "phone", priority: str | None = None,
    order_id: int | None = None, at: dt.datetime | None = None,
) -> int:  # fmt: skip
    """Open a ticket; returns its number.

    Parameters
    ----------
    reason : str
        A contact reason of the data dictionary: ``"parcel-late"``, ``"refund-missing"``…
    priority : {"low", "normal", "high", "urgent"}, optional
        By default urgent for safety, high for money and lost parcels, normal otherwise.
    """
    checks.choice("reason", reason, [known for family in CONTACT_REASONS.values() for known in family.reasons])
    checks.choice("channel", channel, CHANNELS)
    chosen = checks.choice("priority", priority or _USUAL.get(reason, "normal"), DUE_HOURS)
    opened = at or audit.now()
    return activities.add(
        store, "tickets", customer_id=customer_id, order_id=order_id, opened_at=opened, channel=channel, family=family_of(reason),
        reason=reason, priority=chosen, subject=subject or None, status="open", contacts=1,
        due_at=opened + dt.timedelta(hours=DUE_HOURS[chosen]),
    )  # fmt: skip


def close_ticket(store: Base, ticket_id: int, *, at: dt.datetime | None = None) -> None:
    """Close an open ticket."""
    tickets = schema.table("tickets")
    with store.writing() as connection:
        here = sa.and_(tickets.c.ticket_id == ticket_id, tickets.c.status == "open")
        if connection.execute(tickets.update().where(here).values(status="closed", closed_at=at or audit.now())).rowcount == 0:
            raise InvalidValue("ticket_id", texts.TICKET_RULE, ticket_id)
        audit.write(connection, store.actor, "record", subject="tickets", rows=1)


def desk(store: Base, *, at: dt.datetime | None = None) -> Desk:
    """The ticket desk: what was open at a moment (now by default), late ones first, then by due time."""
    moment = at or audit.now()
    tickets = schema.table("tickets")
    open_then = sa.and_(tickets.c.opened_at <= moment, sa.or_(tickets.c.closed_at.is_(None), tickets.c.closed_at > moment))
    still = sa.or_(tickets.c.status == "open", tickets.c.closed_at > moment)
    query = sa.select(*(tickets.c[name] for name in _SHOWN)).where(open_then, still).order_by(tickets.c.due_at, tickets.c.ticket_id)
    with store.reading() as connection:
        frame = framed(connection.execute(query).all(), list(_SHOWN))
    frame = frame.astype({"opened_at": "datetime64[s]", "due_at": "datetime64[s]"})
    return Desk(at=moment, tickets=frame.assign(late=frame["due_at"] < pd.Timestamp(moment)))
