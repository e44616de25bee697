"""Which traces do customers leave: the event log over all channels, and the sessions of the site."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from .besides import kept_by_customers
from .calendar import DAY
from .commerce import moment
from .plan import NONE, Columns, Plan, codes_of
from .streams import Draws, lookup, value_table

__all__ = ["browsing", "interactions", "sessions"]

_DEVICES = (0.40, 0.52, 0.08)
"""Desktop, mobile, tablet."""
_SOURCES = (("direct", 0.34), ("search", 0.38), ("social", 0.12), ("email", 0.09), ("display", 0.07))
_CONTACT_COST = {
    "phone": 520,
    "email": 240,
    "chat": 210,
    "web": 90,
    "shop": 900,
    "social": 260,
    "mail": 480,
    "ivr": 40,
    "sms": 30,
    "fax": 350,
}
"""Cost of a contact with customer service, in cents."""
_PAGES = value_table(range(1, 21), [21 - k for k in range(1, 21)])


def browsing(plan: Plan, draws: Draws, people: Columns, left: NDArray[np.int64]) -> Columns:
    """Visits of the site without a project, until the customer leaves."""
    days = plan.calendar.days
    since = np.maximum(people["created_on"] + 1, 0)
    until = np.clip(left // DAY, since, days)
    seen = plan.calendar.visits
    count = draws.counts("web_sessions.count", plan.world.browsing_per_year * (seen[until] - seen[since]))
    customer = np.repeat(np.arange(len(count), dtype=np.int64), as_counts(count))
    first, last = seen[since][customer], seen[until][customer]
    day = np.searchsorted(seen, first + draws.uniform("web_sessions.day", len(customer)) * (last - first), side="right") - 1
    ts = moment(plan, draws, "web_sessions", day, np.zeros(len(day), np.int8), ("online",))
    known = draws.chance("web_sessions.known", plan.world.browsing_identified, len(day))
    return {"_customer": customer, "_ts": ts, "_known": known}


def interactions(plan: Plan, draws: Draws, people: Columns, order: Columns, touch: Columns, project: Columns,
                 ticket: Columns, browse: Columns, member: Columns) -> Columns:  # fmt: skip
    """Every contact, by time: touches of projects, purchases, service contacts, visits of the site, clicks."""
    world, kinds, stages = plan.world, codes_of("interactions", "kind"), codes_of("interactions", "stage")
    clicks, own = np.flatnonzero(member["_clicked"]), np.flatnonzero(kept_by_customers(order))
    of_ticket = ticket["_order"]
    kind_of_touch = np.array([kinds[met.kind] for met in world.touches], np.int8)
    online_touch = np.array([met.place == "online" for met in world.touches])
    cost_of_touch = np.array([met.cost_cents for met in world.touches], np.int64)
    known_touch = np.array([met.identified for met in world.touches])
    channel_of_touch = plan.codes(*(met.channel for met in world.touches))
    online = np.isin(np.arange(len(plan.online), dtype=np.int64), np.flatnonzero(plan.online))
    contact_cost = plan.by_channel(_CONTACT_COST, 300)
    parts: list[tuple[Any, ...]] = [
        # customer, ts, channel, kind, stage, project, order, converted, value, cost, online, known
        (project["_customer"][touch["_project"]], touch["_ts"], channel_of_touch[touch["_touch"]], kind_of_touch[touch["_touch"]],
         stages["mission"], touch["_project"], NONE, False, 0, cost_of_touch[touch["_touch"]], online_touch[touch["_touch"]],
         draws.chance("interactions.known", known_touch[touch["_touch"]], len(touch["_ts"]))),
        (order["_customer"][own], order["_ts"][own], order["channel"][own], kinds["purchase"], stages["order"], order["_project"][own],
         own, True, order["_total"][own], 0, online[order["channel"][own]], True),
        (ticket["_customer"], ticket["opened_at"], ticket["channel"], kinds["contact"], stages["support"],
         np.where(of_ticket >= 0, order["_project"][of_ticket], NONE) if len(order["_ts"]) else NONE,
         of_ticket, False, 0, contact_cost[ticket["channel"]], online[ticket["channel"]], True),
        (browse["_customer"], browse["_ts"], plan.codes("web")[0], kinds["session"], stages["mission"], NONE, NONE, False, 0, 4, True, browse["_known"]),
        (member["_customer"][clicks], member["_opened_at"][clicks] + 90, plan.codes("email")[0], kinds["click"], stages["mission"],
         NONE, NONE, False, 0, 8, True, True),
    ]  # fmt: skip
    sizes = [len(part[0]) for part in parts]

    def joined(place: int, kind: Any) -> NDArray[Any]:
        return np.concatenate([np.broadcast_to(np.asarray(part[place], kind), size) for part, size in zip(parts, sizes, strict=True)])

    place = by_time(joined(1, np.int64), plan.calendar.end)
    at_place = {name: joined(k, kind)[place] for k, (name, kind) in enumerate(_LOG.items())}
    device = draws.pick("interactions.device", lookup(_DEVICES), len(place))
    at_place["device"] = np.where(at_place["_online"], device, 3).astype(np.int8)
    at_place["customer_id"] = people["customer_id"][at_place.pop("_customer")]
    return at_place


_LOG: dict[str, Any] = {
    "_customer": np.int64, "ts": np.int64, "channel": np.int8, "kind": np.int8, "stage": np.int8, "_project": np.int64, "_order": np.int64,
    "converted": np.bool_, "_value": np.int64, "_cost": np.int64, "_online": np.bool_, "identified": np.bool_,
}  # fmt: skip


def by_time(ts: NDArray[np.int64], end: int) -> NDArray[np.int64]:
    """The rows before `end`, in order of time; rows of the same second keep their order.

    Second and row are packed into one number, which sorts ten times faster than an argsort.
    """
    row = np.flatnonzero(ts < end)
    packed = np.sort((ts[row].astype(np.uint64) << np.uint64(26)) | row.astype(np.uint64))
    return (packed & np.uint64((1 << 26) - 1)).astype(np.int64)


def sessions(plan: Plan, draws: Draws, log: Columns) -> Columns:
    """Visits of the site, by time: those of the event log on the web or the app; a cookie stands for a device of a customer."""
    codes = plan.codes("web", "app")
    kinds = codes_of("interactions", "kind")
    here = np.flatnonzero(
        ((log["channel"] == codes[0]) | (log["channel"] == codes[1])) & ((log["kind"] == kinds["session"]) | log["converted"])
    )
    n, customer = len(here), log["customer_id"][here]
    pages = draws.pick("web_sessions.pages", _PAGES, n).astype(np.int64) + 3 * log["converted"][here]
    source = draws.pick("web_sessions.source", lookup(tuple(share for _, share in _SOURCES)), n)
    return {
        "visitor": (customer * 4 + log["device"][here]) * 2_654_435_761 % (1 << 40),
        "customer_id": np.where(log["identified"][here], customer, NONE),
        "ts": log["ts"][here],
        "device": log["device"][here],
        "source": plan.codes(*(name for name, _ in _SOURCES))[source],
        "pages": pages,
        "seconds": pages * draws.whole("web_sessions.seconds", 9, 70, n),
        "_order": log["_order"][here],
    }
