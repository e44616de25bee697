"""Which customers? All of them, or those that a few filters leave, in the order of their names."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import checks

from .. import schema
from ..base import Base
from ..rows import framed

__all__ = ["listed"]

_SHOWN = ("customer_id", "last_name", "first_name", "company", "postcode", "town", "acquisition_channel", "created_on")


def listed(
    store: Base,
    *,
    town: str = "",
    channel: str = "",
    since: dt.date | None = None,
    silent_since: dt.date | None = None,
    limit: int | None = None,
) -> pd.DataFrame:
    """Cards that fit every filter that is given, by name; erased ones are not listed.

    Parameters
    ----------
    town, channel : str
        Where they live; how they were won.
    since : date, optional
        Customers since that day or later.
    silent_since : date, optional
        Those who have ordered, and not since that day.
    limit : int, optional
        At most so many.
    """
    customers, orders = schema.table("customers"), schema.table("orders")
    query = sa.select(*(customers.c[name] for name in _SHOWN)).where(customers.c.erased_on.is_(None))
    if town:
        query = query.where(customers.c.town == town)
    if channel:
        query = query.where(customers.c.acquisition_channel == channel)
    if since is not None:
        query = query.where(customers.c.created_on >= since)
    if silent_since is not None:
        last = (
            sa.select(orders.c.customer_id)
            .group_by(orders.c.customer_id)
            .having(sa.func.max(orders.c.ordered_at) < dt.datetime.combine(silent_since, dt.time()))
        )
        query = query.where(customers.c.customer_id.in_(last))
    query = query.order_by(customers.c.last_name, customers.c.first_name, customers.c.customer_id)
    if limit is not None:
        query = query.limit(checks.whole("limit", limit, least=1))
    with store.reading() as connection:
        return framed(connection.execute(query).all(), list(_SHOWN))
