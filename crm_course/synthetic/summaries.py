"""What a manager's tables add up to: calls by quarter-hour, stock by month, costs by channel.

They are sums over the rows of the other tables, block after block, so that the totals agree
whatever the number of blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calendar import DAY, quarter_shares
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
    contacts: NDArray[np.int64] = field(init=False)
    cost: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        plan = self.plan
        self.calls = np.zeros((len(_CALLS), plan.calendar.days * 96 * 2), np.int64)
        self.sold = np.zeros((plan.months, len(plan.world.products)), np.int64)
        self.contacts = np.zeros((plan.months, len(plan.online)), np.int64)
        self.cost = np.zeros_like(self.contacts)

    def add(self, block: dict[str, Columns]) -> None:
        """Add the rows of a block."""
        plan, month = self.plan, self.plan.calendar.month
        lines, log = block["order_lines"], block["interactions"]
        np.add.at(self.sold, (month[lines["_day"]], lines["_product"]), lines["quantity"])
        cell = month[log["ts"] // DAY] * len(plan.online) + log["channel"]
        size = self.contacts.size
        self.contacts += np.bincount(cell, minlength=size).reshape(self.contacts.shape)
        self.cost += np.bincount(cell, log["_cost"], size).astype(np.int64).reshape(self.contacts.shape)
        for queue, call in enumerate(self._heard(block)):
            cell = (call["ts"] // 900) * 2 + queue
            wait, gone = call["wait"], call["abandoned"]
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
        days = np.flatnonzero(next_open[: cal.days] == np.arange(cal.days))
        interval = (days[:, None] * 96 + opening).ravel()
        rows = (interval[:, None] * 2 + np.arange(2)).ravel()
        agents = plan.queue.agents[cal.month[interval // 96], interval % 96]
        columns: dict[str, NDArray[Any]] = {"interval_start": np.repeat(interval * 900, 2), "queue": np.tile(np.arange(2, dtype=np.int8), len(interval)),
                   "agents": np.repeat(agents, 2)}  # fmt: skip
        return columns | {name: self.calls[k].take(rows, mode="clip") for k, name in enumerate(_CALLS)}

    def stock_table(self, draws: Draws) -> Columns:
        """One row for each product and month: opening + received − sold = closing."""
        plan = self.plan
        months, products = self.sold.shape
        usual = self.sold.mean(axis=0) + 2
        closing = (usual * (0.4 + draws.uniform("stock.closing", months * products).reshape(months, products))).astype(np.int64)
        opening = np.vstack([usual.astype(np.int64), closing[:-1]])
        received = np.maximum(closing + self.sold - opening, 0)
        for month in range(months):  # what was not needed stays on the shelf
            opening[month] = closing[month - 1] if month else opening[month]
            received[month] = np.maximum(closing[month] + self.sold[month] - opening[month], 0)
            closing[month] = opening[month] + received[month] - self.sold[month]
        cal = plan.calendar
        days_out = np.stack([plan.shelves[: cal.days][cal.month[: cal.days] == month].sum(axis=0) for month in range(months)])
        first = np.searchsorted(cal.month, np.arange(months))
        stocked = np.tile([not product.service for product in plan.world.products], months)
        columns = {"month": np.repeat(first, products), "product_id": np.tile(np.arange(products) + 1, months), "opening": opening.ravel(),
                "received": received.ravel(), "sold": self.sold.ravel(), "closing": closing.ravel(), "days_out": days_out.ravel()}  # fmt: skip
        return {name: values[stocked] for name, values in columns.items()}

    def cost_table(self) -> Columns:
        """One row for each month and channel used: contacts and what they cost."""
        month, channel = np.nonzero(self.contacts)
        contacts, cost = self.contacts[month, channel], self.cost[month, channel]
        first = np.searchsorted(self.plan.calendar.month, np.arange(self.plan.months))
        return {"month": first[month], "channel": channel.astype(np.int8), "contacts": contacts,
                "unit_cost_cents": np.round(cost / contacts).astype(np.int64), "cost_cents": cost}  # fmt: skip
