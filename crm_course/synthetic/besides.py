"""Which orders hang on no project? Those of passers-by, who leave no name, and those that their customers cancel.

Both are like orders that were kept: as many by season, by shop, by channel. A passer-by pays, takes away and is gone: nothing
else in the data knows him. A cancelled order was recorded, and then neither left nor was invoiced.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from . import commerce
from .calendar import DAY
from .parameters import World
from .plan import NEVER, NONE, Columns, Plan, codes_of
from .streams import Draws, lookup

__all__ = ["added", "kept_by_customers"]

_AROUND, _EARLIER = 10, 20
"""Most days between a passer-by’s purchase and the one that it is like, and between a cancelled order and the one that was kept."""
_AT_ONCE = ("card", "cash")


def kept_by_customers(order: Columns) -> NDArray[np.bool_]:
    """Where an order has a customer and was not cancelled."""
    return np.asarray((order["_customer"] >= 0) & ~order["_cancelled"])


def added(plan: Plan, draws: Draws, people: Columns, order: Columns, line: Columns, ticket: Columns) -> tuple[Columns, Columns, Columns]:
    """Orders, lines and tickets with those of passers-by and the cancelled ones among them, by time."""
    order["_cancelled"] = np.zeros(len(order["_ts"]), bool)
    if not (plan.world.guests or plan.world.office) or not _goods(plan.world).any():
        return order, line, ticket
    made = [_guests(plan, draws, order), _cancelled(plan, draws, people, order)]
    for more, name in zip(made, ("guests", "cancelled"), strict=True):
        if len(more["_ts"]):
            order, line = _joined(order, line, more, _lines(plan, draws, name, more))
    place = np.argsort(order["_ts"], kind="stable")
    moved = np.empty(len(place), np.int64)
    moved[place] = np.arange(len(place), dtype=np.int64)
    line, ticket = line | {"_order": moved[line["_order"]]}, ticket | {"_order": moved[ticket["_order"]]}
    rows = np.argsort(line["_order"], kind="stable")
    return {name: values[place] for name, values in order.items()}, {name: values[rows] for name, values in line.items()}, ticket


def _goods(world: World) -> NDArray[np.float64]:
    """The weights of what can be carried."""
    return np.array([0.0 if item.service or item.installed else item.weight for item in world.products])


def _guests(plan: Plan, draws: Draws, order: Columns) -> Columns:
    """Purchases in the shop by people without a number."""
    world, cal, share = plan.world, plan.calendar, plan.world.guests
    shop = np.flatnonzero((order["channel"] == plan.codes("shop")[0]) & (share > 0))
    many = np.floor(np.log1p(-draws.uniform("guests.count", len(shop))) / np.log(share or 0.5))  # so many before somebody known comes
    like = np.repeat(shop, as_counts(many.astype(np.int64)))
    n = len(like)
    day = np.clip(order["_ts"][like] // DAY + draws.whole("guests.day", -_AROUND, _AROUND, n), 0, cal.days - 1)
    ts = commerce.moment(plan, draws, "guests", day, np.zeros(n, np.int8), ("shop",))
    ways = [row for row in world.payments if row[0] in _AT_ONCE] or world.payments
    codes = np.array([codes_of("orders", "payment")[row[0]] for row in ways], np.int8)
    paid, card = codes[draws.pick("guests.payment", lookup(tuple(row[1] for row in ways)), n)], codes_of("orders", "payment")["card"]
    made = _like(order, like, ts) | {
        "_customer": np.full(n, NONE, np.int64), "_mode": np.full(n, commerce.TAKEN, np.int64), "_shop": draws.halves("guests.shop", n),
        "payment": paid, "_no_cash": np.full(n, card, np.int8), "_shipped": ts // DAY, "_delivered": ts // DAY, "_promised": ts // DAY,
    }  # fmt: skip
    return {name: values[ts < cal.end] for name, values in made.items()}


def _cancelled(plan: Plan, draws: Draws, people: Columns, order: Columns) -> Columns:
    """Orders that customers placed some days before one that they kept, and cancelled before it left."""
    office = plan.world.office
    ratio = office.cancelled / (1 - office.refused - office.cancelled) if office else 0.0
    like = (
        np.flatnonzero(draws.chance("cancelled.like", ratio, len(order["_ts"])) & (order["_customer"] >= 0))
        if ratio
        else np.zeros(0, np.int64)
    )
    n, ways = len(like), [row[0] for row in plan.world.order_channels]
    codes = plan.codes(*ways)
    way = np.argsort(codes, kind="stable")[np.searchsorted(np.sort(codes), order["channel"][like])]
    since = np.maximum(people["created_on"][order["_customer"][like]], 0)
    day = np.maximum(order["_ts"][like] // DAY - draws.whole("cancelled.earlier", 0, _EARLIER, n), since)
    ts = commerce.moment(plan, draws, "cancelled", day, way, tuple(commerce.hours_of(channel, plan.world) for channel in ways))
    sent = [k for k, row in enumerate(plan.world.deliveries) if row[0] != "installation"]
    modes = np.array(sent or [commerce.TAKEN], np.int64)
    mode = modes[draws.pick("cancelled.mode", lookup(tuple(plan.world.deliveries[k][1] for k in sent) or (1.0,)), n)]
    never = np.full(n, -NEVER, np.int64)
    made = _like(order, like, ts) | {
        "_customer": order["_customer"][like], "_mode": mode, "payment": order["payment"][like], "_no_cash": order["_no_cash"][like],
        "_shipped": never, "_delivered": never, "_promised": never, "_cancelled": np.ones(n, bool),
    }  # fmt: skip
    return {name: values[(ts < plan.calendar.end) & bool(sent)] for name, values in made.items()}


def _like(order: Columns, like: NDArray[np.int64], ts: NDArray[np.int64]) -> Columns:
    """Orders of the same channel at other moments, of which nothing else is known."""
    n = len(like)
    empty = {name: np.zeros(n, values.dtype) for name, values in order.items()}
    far = np.full(n, -NEVER, np.int64)
    return empty | {"_ts": ts, "_start": ts // DAY, "channel": order["channel"][like], "_project": np.full(n, NONE, np.int64),
                    "_settled": far, "_leaves": far}  # fmt: skip


def _lines(plan: Plan, draws: Draws, name: str, order: Columns) -> Columns:
    """Their lines: goods, by what they weigh in the range."""
    world, n = plan.world, len(order["_ts"])
    count = 1 + draws.pick(f"{name}.lines", lookup(world.lines), n).astype(np.int64)
    of = np.repeat(np.arange(n, dtype=np.int64), as_counts(count))
    of, product = commerce.once(world, of, draws.pick(f"{name}.product", lookup(tuple(_goods(world).tolist())), len(of)))
    day = order["_ts"][of] // DAY
    quantity = 1 + draws.chance(f"{name}.several", world.several, len(of)) * commerce.more(draws, world, len(of), f"{name}.quantity")
    price = plan.prices[plan.calendar.month[day], product]
    deferred: NDArray[Any] = plan.shelves[day, product] & (order["_mode"][of] >= 0)
    order["_deferred"] = np.bincount(as_counts(of), deferred, n) > 0
    order["_goods"] = np.bincount(as_counts(of), price * quantity, n).astype(np.int64)
    return {"_order": of, "_product": product, "quantity": quantity, "unit_price_cents": price, "amount_cents": price * quantity,
            "deferred": deferred, "_day": day}  # fmt: skip


def _joined(order: Columns, line: Columns, more: Columns, lines: Columns) -> tuple[Columns, Columns]:
    n = len(order["_ts"])
    lines = lines | {"_order": lines["_order"] + n}
    return (
        {name: np.concatenate([order[name], more[name]]) for name in order},
        {name: np.concatenate([line[name], lines[name]]) for name in line},
    )
