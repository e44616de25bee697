"""What a manager's tables add up to: calls by quarter-hour, stock by month, costs by channel.

They are sums over the rows of the other tables, block after block, so that the totals agree
whatever the number of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from .calendar import DAY, quarter_shares
from .environment import calls_by_queue, late_share, served_share
from .plan import NONE, Columns, Plan
from .streams import Draws

__all__ = ["Totals"]

_CALLS = ("offered", "answered", "abandoned", "answered_in_20s", "wait_seconds_total", "handle_seconds_total")


@dataclass(slots=True)
class Totals:
    """Running sums of a world."""

    plan: Plan
    calls: NDArray[np.int64] = field(init=False)
    sold: NDArray[np.int64] = field(init=False)
    early: NDArray[np.int64] = field(init=False)
    """Pieces sold in a month before its first day out of stock."""
    busy: list[NDArray[np.int64]] = field(default_factory=list)
    """First and last second of each call answered, a pair of rows for each block and queue."""
    contacts: NDArray[np.int64] = field(init=False)
    cost: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.plan
        self.calls = np.zeros((len(_CALLS), plan.calendar.days * 96 * 2), np.int64)
        self.sold = np.zeros((plan.months, len(plan.world.products)), np.int64)
        self.early = np.zeros_like(self.sold)
        self.contacts = np.zeros((plan.months, len(plan.online)), np.int64)
        self.cost = np.zeros_like(self.contacts)

    def add(self, block: dict[str, Columns]) -> None:
        """Add the rows of a block."""
        plan, month = self.plan, self.plan.calendar.month
        lines, log = block["order_lines"], block["interactions"]
        at, before = (month[lines["_day"]], lines["_product"]), ~plan.emptied[lines["_day"], lines["_product"]]
        sold = lines["quantity"] * ~block["orders"]["_cancelled"][lines["_order"]]
        np.add.at(self.sold, at, sold)
        np.add.at(self.early, at, sold * before)
        cell = month[log["ts"] // DAY] * len(plan.online) + log["channel"]
        size = self.contacts.size
        self.contacts += np.bincount(as_counts(cell), minlength=size).reshape(self.contacts.shape)
        self.cost += np.bincount(as_counts(cell), log["_cost"], size).astype(np.int64).reshape(self.contacts.shape)
        for queue, call in enumerate(self._heard(block)):
            cell = (call["ts"] // 900) * 2 + queue
            wait, gone = call["wait"], call["abandoned"]
            talked = call["ts"][~gone] + wait[~gone]
            self.busy.append(np.stack([talked, talked + call["handle"][~gone]]))
            for row, value in enumerate((1, ~gone, gone, ~gone & (wait <= 20), wait, call["handle"])):
                np.add.at(self.calls[row], cell, np.asarray(value, np.int64))

    @staticmethod
    def _heard(block: dict[str, Columns]) -> tuple[Columns, Columns]:
        """The calls of the two queues: sales (advice and orders), support (tickets)."""
        ticket, sale = block["tickets"], block["_sales_calls"]
        phone = ticket["wait_seconds"] != NONE
        support = {"ts": ticket["opened_at"][phone], "wait": ticket["wait_seconds"][phone],
                   "abandoned": ticket["_abandoned"][phone], "handle": ticket["handle_seconds"][phone]}  # fmt: skip
        return sale, support

    # -- tables ---------------------------------------------------------------------------

    def call_table(self) -> Columns:
        """One row for each queue and quarter-hour of opening."""
        plan, cal = self.plan, self.plan.calendar
        opening = np.flatnonzero(quarter_shares(plan.world.line.hours) > 0)
        next_open = cal.open_next if plan.world.line.saturday else cal.working_next
        days = np.flatnonzero(next_open[: cal.days] == np.arange(cal.days, dtype=np.int64))
        interval = (days[:, None] * 96 + opening).ravel()
        rows = (interval[:, None] * 2 + np.arange(2, dtype=np.int64)).ravel()
        agents = np.maximum(plan.queue.agents[cal.month[interval // 96], interval % 96], self._talking()[interval])
        columns: dict[str, NDArray[Any]] = {"interval_start": np.repeat(interval * 900, 2), "queue": np.tile(np.arange(2, dtype=np.int8), len(interval)),
                   "agents": np.repeat(agents, 2), "free_share": np.full(len(rows), 1 - plan.world.service.elsewhere)}  # fmt: skip
        seen = [self.calls[k].take(rows, mode="clip") for k in range(len(_CALLS))]
        if plan.world.firm_customers > plan.customers:
            seen = [one + other for one, other in zip(seen, self._others(interval), strict=True)]
        return columns | dict(zip(_CALLS, seen, strict=True))

    def _others(self, interval: NDArray[np.int64]) -> list[NDArray[np.int64]]:
        """The calls of the firm's other customers, queue by queue: received as the line of their quarter-hour receives."""
        plan, world, cal = self.plan, self.plan.world, self.plan.calendar
        day, quarter = interval // 96, interval % 96
        month, line, draws = cal.month[day], plan.queue, Draws(plan.key)
        season = np.asarray(world.season)[cal.month_of_year[day] - 1] / np.mean(world.season)
        shape = season * quarter_shares(world.line.hours)[quarter]
        daily = np.array(calls_by_queue(world, world.firm_customers - plan.customers))
        mean = (shape[:, None] * daily).ravel()
        wait_share, wait_seconds = (np.repeat(values[month, quarter], 2) for values in (line.wait_share, line.wait_seconds))
        stays = served_share(wait_seconds, world.service.patience_seconds)
        lost = wait_share * (1 - stays)
        slow = (1 - lost) * np.repeat(late_share(line, 20, world.service.patience_seconds)[month, quarter], 2)
        gone, later, soon = (
            draws.counts(f"calls.{name}", mean * part) for name, part in (("gone", lost), ("later", slow), ("soon", 1 - lost - slow))
        )
        both = 1 / (1 / wait_seconds + 1 / world.service.patience_seconds)
        waited = np.round(gone * both + later * (20 + both) + soon * np.minimum(both, 8) * wait_share).astype(np.int64)
        handled = (later + soon) * world.service.handle_seconds * draws.whole("calls.handle", 90, 110, len(mean)) // 100
        return [gone + later + soon, later + soon, gone, soon, waited, handled]

    def _talking(self) -> NDArray[np.int64]:
        """The most calls in progress at once in each quarter-hour: as many agents were there."""
        began, ended = np.sort(np.concatenate(self.busy, axis=1), axis=1)
        seen = np.concatenate([began, ended // 900 * 900])  # a call that began before goes on when its last quarter-hour opens
        most = np.zeros(self.plan.calendar.days * 96, np.int64)
        talking = np.searchsorted(began, seen, side="right") - np.searchsorted(ended, seen, side="right")
        np.maximum.at(most, np.minimum(seen // 900, len(most) - 1), talking)
        return most

    def stock_table(self, draws: Draws) -> Columns:
        """One row for each product and month: opening + received − sold = closing.

        What was there when a month opens is sold before the first day out of stock; a month that ends out of stock closes at 0.
        """
        cal, sold = self.plan.calendar, self.sold
        months, products = sold.shape
        first = np.searchsorted(cal.month, np.arange(months + 1, dtype=np.int64))
        out = np.add.reduceat(self.plan.shelves[: cal.days].astype(np.int64), as_counts(first[:-1]))
        most = np.where(self.plan.shelves[first[1:] - 1], 0, np.int64(2**62 - 1))  # that each month may close with
        for month in range(months - 1, 0, -1):
            opens = np.where(out[month], self.early[month], most[month] + sold[month])
            most[month - 1] = np.minimum(most[month - 1], opens)
        usual = sold.mean(axis=0) + 2
        wanted = (usual * (0.4 + draws.uniform("stock.closing", months * products).reshape(months, products))).astype(np.int64)
        opening, closing = np.empty_like(sold), np.minimum(wanted, most)
        start = np.minimum(usual.astype(np.int64), np.where(out[0], self.early[0], most[0] + sold[0]))
        for month in range(months):  # what was not needed stays on the shelf
            opening[month] = closing[month - 1] if month else start
            closing[month] = np.maximum(closing[month], opening[month] - sold[month])
        received = closing + sold - opening
        stocked = np.tile([not product.service for product in self.plan.world.products], months)
        columns = {"month": np.repeat(first[:-1], as_counts(products)), "product_id": np.tile(np.arange(products, dtype=np.int64) + 1, months), "opening": opening.ravel(),
                "received": received.ravel(), "sold": sold.ravel(), "closing": closing.ravel(), "days_out": out.ravel()}  # fmt: skip
        return {name: values[stocked] for name, values in columns.items()}

    def cost_table(self) -> Columns:
        """One row for each month and channel used: contacts and what they cost."""
        month, channel = np.nonzero(self.contacts)
        contacts, cost = self.contacts[month, channel], self.cost[month, channel]
        first = np.searchsorted(self.plan.calendar.month, np.arange(self.plan.months, dtype=np.int64))
        return {"month": first[month], "channel": channel.astype(np.int8), "contacts": contacts,
                "unit_cost_cents": np.round(cost / contacts).astype(np.int64), "cost_cents": cost}  # fmt: skip
