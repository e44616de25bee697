"""A world's tables as a statistician reads them: one row per order, project, answer, member.

Only what a learner also has is used: the public tables, joined by their keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from ..parameters import World
from .estimators import Estimate, least_squares

__all__ = ["WHOLE_FROM", "Estimate", "View", "seconds"]

WHOLE_FROM = 27
"""Days from the first one on which every project is in the data with all the channels that it met."""
_RIPE = np.timedelta64(60, "D")
"""Orders and projects younger than that on the last day are left out: their story is not over."""


def _dense(number: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different numbers from 0 up, and the place of each number among them (that of −1 means nothing)."""
    most = int(number.max(initial=-1))
    if most >= 8 * len(number):
        known = np.unique(number[number >= 0])
        return known, np.searchsorted(known, number)
    there = np.zeros(most + 2, bool)  # the last place is that of −1
    there[number] = True
    there[-1] = False
    return np.flatnonzero(there), (np.cumsum(there) - 1)[number]


def _own(columns: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """The tables without the orders that were cancelled, or are nobody's."""
    orders = columns["orders"]
    customer, status = orders["customer_id"], orders.get("status")
    kept = ~np.asarray(customer.isna()) if isinstance(customer, pd.arrays.IntegerArray) else np.ones(len(customer), bool)
    if status is not None and "cancelled" in status.categories:
        kept &= np.asarray(status != "cancelled")
    if kept.all():
        return columns
    orders = {name: values[kept] for name, values in orders.items()}
    lines = _with(columns["order_lines"], "order_id", orders["order_id"])
    return {
        **columns,
        "orders": orders,
        "order_lines": lines,
        "returns": _with(columns["returns"], "order_line_id", lines["order_line_id"]),
    }


def _with(rows: Mapping[str, Any], key: str, known: NDArray[np.int64]) -> Mapping[str, Any]:
    """The rows whose key is known; the known ones are sorted."""
    found = rows[key].to_numpy(np.int64, na_value=-1) if isinstance(rows[key], pd.arrays.IntegerArray) else np.asarray(rows[key])
    place = np.minimum(np.searchsorted(known, found), max(len(known) - 1, 0))
    kept = known[place] == found if len(known) else np.zeros(len(found), bool)
    return {name: values[kept] for name, values in rows.items()}


class View:
    """The joins that several estimates share, made when first asked for.

    Orders that were cancelled and those of passers-by take part in no estimate: they, their lines and their returns are left out
    (``given`` has them).

    Parameters
    ----------
    columns : mapping of mapping of array
        The tables, column by column: whole numbers that may be missing and categories as pandas'
        arrays, all else as NumPy's. Of a world too large to hold, only the columns that are read.
    world : World
    end : datetime64
        The day after the last.
    """

    def __init__(self, columns: Mapping[str, Mapping[str, Any]], world: World, end: np.datetime64) -> None:
        self.given, self.columns, self.world, self.end = columns, _own(columns), world, end

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return len(next(iter(self.columns[table].values())))

    def array(self, table: str, column: str) -> NDArray[Any]:
        """A column as an array (whole numbers that may be missing: −1)."""
        values = self.columns[table][column]
        return values.to_numpy(np.int64, na_value=-1) if isinstance(values, pd.arrays.IntegerArray) else np.asarray(values)

    def holds(self, table: str, column: str, word: str) -> NDArray[np.bool_]:
        """Where a category column holds `word`."""
        values = self.columns[table][column]
        known = values.categories
        return np.asarray(values.codes == known.get_loc(word)) if word in known else np.zeros(len(values), bool)

    def row_of(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each order number, −1 where there is none."""
        known = self.array("orders", "order_id")
        if not len(known):
            return np.full(len(ids), -1, np.int64)
        place = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        return np.where((ids >= 0) & (known[place] == ids), place, -1)

    # -- one value per order --------------------------------------------------------------

    def per_order(self, table: str, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether an order has a row of `table` among the chosen ones."""
        found = np.zeros(self.rows("orders"), bool)
        row = self.row_of(self.array(table, "order_id")[chosen])
        found[row[row >= 0]] = True
        return found

    @cached_property
    def late(self) -> NDArray[np.bool_]:
        """Orders delivered late."""
        return self.per_order("deliveries", self.holds("deliveries", "status", "late"))

    @cached_property
    def deferred(self) -> NDArray[np.bool_]:
        """Orders with an item out of stock."""
        return self.per_order("order_lines", self.array("order_lines", "deferred"))

    @cached_property
    def ripe(self) -> NDArray[np.bool_]:
        """Delivered orders that are old enough for all that follows to be in the data."""
        known = self.per_order("deliveries", ~np.isnat(self.array("deliveries", "delivered_on")))
        return known & (self.array("orders", "ordered_at") < self.end - _RIPE)

    @cached_property
    def peak(self) -> NDArray[np.bool_]:
        """Orders of a peak month."""
        month = self.array("orders", "ordered_at").astype("datetime64[M]").astype(np.int64) % 12 + 1
        return np.isin(month, self.world.peak)

    @cached_property
    def waited(self) -> NDArray[np.bool_]:
        """Orders with a long wait on the phone."""
        seconds = self.array("tickets", "wait_seconds")
        return self.per_order("tickets", seconds > self.world.service.long_wait_seconds)

    @cached_property
    def repeated(self) -> NDArray[np.bool_]:
        """Orders with a ticket that took several contacts."""
        return self.per_order("tickets", self.array("tickets", "contacts") > 1)

    @cached_property
    def lateness(self) -> list[Estimate]:
        """Regression of lateness on the deferred item and the peak month."""
        return least_squares(self.late[self.ripe].astype(float), np.stack([self.deferred, self.peak])[:, self.ripe])

    @cached_property
    def feelings(self) -> list[Estimate]:
        """Regression of NPS points on lateness, long wait and repeated contacts."""
        return least_squares(self.points, np.stack([self.late, self.waited, self.repeated])[:, self.answered])

    @cached_property
    def contentment(self) -> list[Estimate]:
        """Regression of being satisfied on the same causes."""
        satisfied = (self.array("surveys", "satisfaction") >= 4).astype(float)
        return least_squares(satisfied, np.stack([self.late, self.waited, self.repeated])[:, self.answered])

    @cached_property
    def purchases(self) -> list[Estimate]:
        """Regression of the purchase on the channels met."""
        met, bought = self.projects
        return least_squares(bought.astype(float), met)

    @cached_property
    def recommended(self) -> NDArray[np.bool_]:
        """Orders of customers who came by recommendation."""
        owner = np.searchsorted(self.array("customers", "customer_id"), self.array("orders", "customer_id"))
        return self.holds("customers", "acquisition_channel", "referral")[owner]

    def of_orders(self, values: NDArray[Any], table: str) -> NDArray[Any]:
        """What is known of its order, for each row of `table`."""
        return values[self.row_of(self.array(table, "order_id"))]

    def ticket_of(self, family: str) -> NDArray[np.bool_]:
        """Orders with a ticket of this family."""
        return self.per_order("tickets", self.holds("tickets", "family", family))

    # -- one value per answer, project, member --------------------------------------------

    @cached_property
    def answered(self) -> NDArray[np.int64]:
        """The row of the order of each answer."""
        return self.row_of(self.array("surveys", "order_id"))

    @cached_property
    def points(self) -> NDArray[np.float64]:
        """Each answer's part of the NPS: 100, 0 or −100."""
        score = self.array("surveys", "recommend")
        return np.asarray(100.0 * ((score >= 9).astype(np.int64) - (score <= 6)))

    @cached_property
    def projects(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Projects with at least one touch, long enough ago and wholly in the data: which channels they met, and whether they were bought."""
        number = self.array("interactions", "opportunity_id")
        mission = (number >= 0) & self.holds("interactions", "stage", "mission")
        known, place = _dense(number)
        met = np.zeros((len(self.world.touches), len(known)), bool)
        for row, touch in zip(met, self.world.touches, strict=True):
            row[place[mission & self.holds("interactions", "channel", touch.channel) & self.holds("interactions", "kind", touch.kind)]] = (
                True
            )
        bought = np.zeros(len(known), bool)
        bought[place[(number >= 0) & self.array("interactions", "converted")]] = True
        ts = seconds(self.array("interactions", "ts"))[mission]
        first, last = np.full(len(known), int(seconds(self.end))), np.zeros(len(known), np.int64)
        first[place[mission][::-1]] = ts[::-1]  # the log is in order of time
        last[place[mission]] = ts
        kept = met.any(axis=0) & (first >= self.whole_from) & (last < int(seconds(self.end - _RIPE)))
        return met[:, kept], bought[kept]

    @property
    def whole_from(self) -> int:
        """The second from which projects are in the data from their beginning."""
        return int(seconds(np.datetime64(self.world.start, "D") + WHOLE_FROM))

    @cached_property
    def prepared(self) -> NDArray[np.bool_]:
        """Orders whose project met a channel, wholly in the data."""
        number = self.array("interactions", "opportunity_id")
        here = number[(number >= 0) & self.holds("interactions", "stage", "mission")]
        return np.isin(self.array("orders", "opportunity_id"), here) & (seconds(self.array("orders", "ordered_at")) >= self.whole_from)

    @cached_property
    def researched(self) -> NDArray[np.bool_]:
        """Orders whose project met the site."""
        return self._met("web")

    @cached_property
    def visited(self) -> NDArray[np.bool_]:
        """Orders whose project met the shop before."""
        return self._met("shop")

    def _met(self, channel: str) -> NDArray[np.bool_]:
        number = self.array("interactions", "opportunity_id")
        here = number[(number >= 0) & self.holds("interactions", "channel", channel) & self.holds("interactions", "stage", "mission")]
        return np.isin(self.array("orders", "opportunity_id"), here)

    def early_projects(self, days: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """For each customer, the projects of which a channel is first seen so many days after he came (or after the first day), and whether all these days are in the data."""
        number = self.array("interactions", "opportunity_id")
        of_project = np.flatnonzero((number >= 0) & self.holds("interactions", "stage", "mission"))
        first = of_project[np.unique(number[of_project], return_index=True)[1]]  # the log is in order of time
        came = np.maximum(seconds(self.array("customers", "created_on")), seconds(np.datetime64(self.world.start)))
        owner = np.searchsorted(self.array("customers", "customer_id"), self.array("interactions", "customer_id")[first])
        early = seconds(self.array("interactions", "ts"))[first] < came[owner] + days * 86_400
        return np.bincount(as_counts(owner[early]), minlength=len(came)), came + days * 86_400 <= int(seconds(self.end))

    @cached_property
    def first_orders(self) -> NDArray[np.int64]:
        """The row of the first order of each customer."""
        first: NDArray[np.int64] = np.unique(self.array("orders", "customer_id"), return_index=True)[1]
        return first

    def members_of(self, channel: str) -> NDArray[np.bool_]:
        """The campaign members who are written to through a channel."""
        campaign = self.array("campaign_members", "campaign_id") - 1
        return np.asarray(self.holds("campaigns", "channel", channel)[campaign])

    @cached_property
    def received_lately(self) -> NDArray[np.int64]:
        """For each campaign member, how many messages had been delivered to him in the days before, as many as the company's readers remember."""
        customer, campaign = self.array("campaign_members", "customer_id"), self.array("campaign_members", "campaign_id") - 1
        sent, reach = seconds(self.array("campaigns", "sent_at")), self.world.campaigns.fatigue_days * 86_400
        known, person = np.unique(customer, return_inverse=True)
        got = np.zeros((len(known), len(sent)), bool)
        mine = self.tracked("delivered") & self.members_of(self.world.campaigns.channel)
        got[person[mine], campaign[mine]] = True
        lately = (sent < sent[:, None]) & (sent // 86_400 * 86_400 >= sent[:, None] // 86_400 * 86_400 - reach)
        return np.asarray((got.astype(np.int64) @ lately.T.astype(np.int64))[person, campaign])

    @cached_property
    def orders_in_window(self) -> NDArray[np.int64]:
        """Orders of each campaign member in the campaign's window."""
        campaign = self.array("campaign_members", "campaign_id") - 1
        window = self.array("campaigns", "window_days")[campaign] * 86_400
        base = self.array("campaign_members", "customer_id") * np.int64(1 << 34) + seconds(self.array("campaigns", "sent_at"))[campaign]
        return np.asarray(np.searchsorted(self.order_moments, base + window) - np.searchsorted(self.order_moments, base))

    @cached_property
    def order_moments(self) -> NDArray[np.int64]:
        """Customer and second of every order in one number, sorted: orders of a customer in a period are a difference of places."""
        return np.sort(self.array("orders", "customer_id") * np.int64(1 << 34) + seconds(self.array("orders", "ordered_at")))

    @cached_property
    def quarter(self) -> NDArray[np.int64]:
        """The quarter-hour of the day (0–95) of each row of calls."""
        return seconds(self.array("calls", "interval_start")) % 86_400 // 900

    @cached_property
    def returned(self) -> NDArray[np.bool_]:
        """Order lines that were sent back."""
        return np.isin(self.array("order_lines", "order_line_id"), self.array("returns", "order_line_id"))

    def tracked(self, kind: str, after: int = 0) -> NDArray[np.bool_]:
        """Whether each campaign member has an event of this kind, so many seconds `after` the sending at least."""
        many = self.rows("campaigns") + 1
        member, event = (
            self.array(table, "customer_id") * many + self.array(table, "campaign_id") for table in ("campaign_members", "campaign_events")
        )
        chosen = self.holds("campaign_events", "kind", kind)
        if after:
            sent = seconds(self.array("campaigns", "sent_at"))[self.array("campaign_events", "campaign_id") - 1]
            chosen = chosen & (seconds(self.array("campaign_events", "ts")) - sent >= after)
        return np.isin(member, event[chosen])


def seconds(moments: NDArray[Any] | np.datetime64) -> NDArray[np.int64]:
    """Moments as whole seconds."""
    return np.asarray(moments).astype("datetime64[s]").astype(np.int64)
