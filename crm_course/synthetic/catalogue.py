"""What does a catalogue in the letter box change? Dear paper, a control group drawn by lot, and parcels that come back.

Every customer may get it: nobody has to agree to paper, and nothing tells who opened it. Some copies come back because the
address is old; some receivers order what they would not have ordered, and send back as others do.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calendar import DAY
from .parameters import Mailings
from .plan import Columns, Plan
from .streams import Draws

__all__ = ["campaigns", "caused", "events", "mailed_days", "members", "merged", "uplift"]

_POSTED, _BACK = 9 * 3600, (6, 20)
"""When catalogues are posted; days after which those come back that reached nobody."""
_ORDERS = (3, 24)
"""Days from the posting to the order that it causes."""


def mailed_days(plan: Plan) -> NDArray[np.int64]:
    """The working days on which catalogues are posted; the last window closes inside the data."""
    rule = plan.world.mailings
    if rule is None:
        return np.zeros(0, np.int64)
    days = 40 + np.arange(int(plan.months * rule.per_year / 12), dtype=np.int64) * round(365.25 / rule.per_year)
    return np.asarray(plan.calendar.working_next[days[days < plan.calendar.days - rule.window_days - 6]])


def campaigns(plan: Plan, before: int, members_by_campaign: NDArray[np.int64]) -> Columns:
    """The mailings as campaigns, numbered after the `before` others, with what they cost."""
    rule, days = plan.world.mailings or Mailings(), mailed_days(plan)
    names = np.empty(len(days), object)
    names[:] = [f"catalogue-{plan.calendar.start + int(day)}" for day in days]
    return {
        "campaign_id": before + np.arange(len(days), dtype=np.int64) + 1, "name": names, "channel": np.repeat(plan.codes("catalogue"), len(days)),
        "sent_at": days * DAY + _POSTED, "window_days": np.full(len(days), rule.window_days), "discount": np.zeros(len(days)),
        "cost_cents": members_by_campaign * rule.cost_cents + rule.setup_cents,
    }  # fmt: skip


def members(plan: Plan, draws: Draws, people: Columns, before: int) -> Columns:
    """Who gets which catalogue, and who is left out by lot; campaigns are numbered from `before`."""
    rule, days, n = plan.world.mailings or Mailings(), mailed_days(plan), len(people["_index"])
    customer, campaign = np.nonzero(people["created_on"][:, None] < days)
    m, cells = len(customer), customer * len(days) + campaign

    def lot(name: str, share: float | NDArray[Any]) -> NDArray[np.bool_]:
        return np.asarray(draws.chance(f"catalogue.{name}", share, n * len(days))[cells])

    treated = ~lot("control", rule.control)
    delivered = treated & lot("delivered", rule.delivered)
    pull = _pull(plan, people, customer)
    return {
        "_customer": customer, "_campaign": before + campaign, "arm": (~treated).astype(np.int8), "version": np.zeros(m, np.int8),
        "_delivered": delivered, "_caused": delivered & draws.chance("catalogue.caused", pull, m), "_day": days[campaign],
        "_own": np.zeros(m, np.int64), "_recent": np.zeros(m, np.int64), "_before": np.zeros(m, np.int64),
    }  # fmt: skip


def _pull(plan: Plan, people: Columns, customer: NDArray[np.int64]) -> NDArray[np.float64]:
    rule = plan.world.mailings or Mailings()
    return np.asarray(np.asarray(rule.pull)[people["_segment"][customer] % len(rule.pull)])


def caused(draws: Draws, mailed: Columns) -> Columns:
    """The orders that catalogues cause: customer and day."""
    rows = np.flatnonzero(mailed["_caused"])
    return {"_customer": mailed["_customer"][rows], "_day": mailed["_day"][rows] + draws.whole("catalogue.order_day", *_ORDERS, len(rows))}


def events(plan: Plan, draws: Draws, people: Columns, mailed: Columns) -> Columns:
    """Copies that were delivered, and those that came back."""
    row = np.flatnonzero(mailed["arm"] == 0)
    came, n = mailed["_delivered"][row], len(row)
    later = np.where(came, 2, draws.whole("catalogue.back", *_BACK, n))
    return {
        "campaign_id": mailed["_campaign"][row] + 1, "customer_id": people["customer_id"][mailed["_customer"][row]],
        "ts": (mailed["_day"][row] + later) * DAY + _POSTED + draws.whole("catalogue.second", 0, 6 * 3600, n), "kind": (~came).astype(np.int8),
    }  # fmt: skip


def uplift(plan: Plan, people: Columns, member: Columns) -> NDArray[np.float64]:
    """The expected extra orders of each member of a mailing, had he been treated."""
    rule = plan.world.mailings or Mailings()
    return np.asarray(rule.delivered * _pull(plan, people, member["_customer"]) * member["_alive"])


def merged(some: Columns, mailed: Columns) -> Columns:
    """Members or events of messages, then those of catalogues: what both know of them."""
    return {name: np.concatenate([some[name], mailed[name]]) for name in some if name in mailed}
