"""Which tables has the star? Facts that are counted and summed, dimensions that they are counted by.

A fact keeps the names of the data dictionary. What is personal and no question needs (names,
streets, addresses, free texts) does not leave the store.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_course.foundations.vocabulary import STORE_COLUMNS, TABLES, Column

__all__ = ["DERIVED", "SOURCES", "STAR", "StarTable", "columns_of", "kept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StarTable:
    """A table of the star: the store's table it is made from, its key, and the moment that orders its rows."""

    source: str
    key: str
    moment: str = ""
    sql: str = ""
    """How it is made, where it is more than a copy."""


STAR: dict[str, StarTable] = {
    "fact_sales": StarTable(source="orders", key="order_id", moment="ordered_at"),
    "fact_order_lines": StarTable(
        source="order_lines",
        key="order_line_id",
        moment="ordered_at",
        sql="SELECT order_lines.*, orders.customer_id, orders.ordered_at, orders.channel, orders.shop_id FROM order_lines LEFT JOIN orders USING (order_id)",
    ),
    "fact_interactions": StarTable(source="interactions", key="interaction_id", moment="ts"),
    "fact_campaign_events": StarTable(source="campaign_events", key="event_id", moment="ts"),
    "fact_opportunities": StarTable(source="opportunity_history", key="history_id", moment="ts"),
    "fact_consents": StarTable(source="consents", key="consent_id", moment="ts"),
    "fact_consent_state": StarTable(
        source="consents",
        key="consent_id",
        moment="ts",
        sql="SELECT * FROM consents QUALIFY row_number() OVER (PARTITION BY customer_id, channel, purpose ORDER BY ts DESC, consent_id DESC) = 1",
    ),
    "fact_opportunity_snapshots": StarTable(
        source="opportunity_history",
        key="snapshot_id",
        moment="snapshot_on",
        sql="""SELECT * FROM (
                 SELECT h.*, m.month_end AS snapshot_on, h.opportunity_id || '/' || strftime(m.month_end, '%Y-%m') AS snapshot_id
                 FROM (SELECT DISTINCT last_day(ts) AS month_end FROM opportunity_history WHERE ts IS NOT NULL) AS m
                 JOIN opportunity_history AS h ON h.ts < m.month_end + INTERVAL 1 DAY
                 QUALIFY row_number() OVER (PARTITION BY h.opportunity_id, m.month_end ORDER BY h.ts DESC, h.history_id DESC) = 1)
               WHERE stage NOT IN ('won', 'lost') OR last_day(ts) = snapshot_on""",
    ),
    "fact_tickets": StarTable(source="tickets", key="ticket_id", moment="opened_at"),
    "fact_deliveries": StarTable(source="deliveries", key="delivery_id", moment="promised_on"),
    "fact_returns": StarTable(source="returns", key="return_id", moment="returned_on"),
    "fact_order_requests": StarTable(source="order_requests", key="request_id", moment="requested_at"),
    "fact_invoices": StarTable(source="invoices", key="invoice_id", moment="invoiced_on"),
    "dim_product": StarTable(source="products", key="product_id"),
    "dim_channel": StarTable(source="channels", key="channel"),
    "dim_shop": StarTable(source="shops", key="shop_id"),
    "dim_campaign": StarTable(source="campaigns", key="campaign_id"),
    "dim_area": StarTable(
        source="customers",
        key="postcode",
        sql="SELECT postcode, min(town) AS town, left(postcode, 2) AS department FROM customers WHERE postcode IS NOT NULL GROUP BY postcode",
    ),
}
"""The tables that are copied from the store or derived from it; ``dim_customer`` and ``dim_date`` have files of their own."""

_FREE = ("evidence",)
"""Free texts that may name a person though the dictionary does not call them personal."""
_PLACE = ("title", "postcode", "town")
"""Personal, and kept: they tell where, not who."""


def kept(table: str) -> tuple[Column, ...]:
    """The columns of a table of the store that the star may hold."""
    declared = TABLES[table].columns + STORE_COLUMNS.get(table, ())
    return tuple(column for column in declared if (not column.personal or column.name in _PLACE) and column.name not in _FREE)


SOURCES = tuple(dict.fromkeys(["customers", *(table.source for table in STAR.values())]))
"""The tables of the store that are read."""

DERIVED = {
    "fact_order_lines": {name: f"orders.{name}" for name in ("customer_id", "ordered_at", "channel", "shop_id")},
    "fact_opportunity_snapshots": {"snapshot_on": "opportunity_history.ts", "snapshot_id": "opportunity_history.opportunity_id"},
    "dim_area": {"postcode": "customers.postcode", "town": "customers.town", "department": "customers.postcode"},
}
"""Columns that do not stand in the table's own source, with what they come from."""


def columns_of(name: str) -> dict[str, str]:
    """Each column of a table of the star, with the column of the store that it comes from."""
    source = STAR[name].source
    own = {} if name == "dim_area" else {column.name: f"{source}.{column.name}" for column in kept(source)}
    return own | DERIVED.get(name, {})
