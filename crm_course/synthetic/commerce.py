"""How does a need become an order, and an order a parcel on time or late?

A customer has purchase projects, by season. On the way each project meets channels; every
channel met adds its effect to the chance of buying. What is ordered while its shelf is
empty is deferred; a deferred order and a peak month make late deliveries more likely.

All that could happen is drawn here; :mod:`.service` then finds when a customer leaves, and
what would have come later is cut.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .calendar import DAY, Calendar, minutes, past_days
from .parameters import World
from .plan import NONE, Columns, Plan, codes_of
from .streams import Draws, lookup, value_table

__all__ = ["clock", "deliveries", "hours_of", "lines", "moment", "open_days", "orders", "projects", "returns", "touches"]

SHORTEST, LONGEST = 6, 21
"""Days from the first touch of a project to its decision (before closed days are skipped)."""
_CLOSED_DAYS = 4
"""The longest run of closed days, so that touches always come before the decision."""
HOURS_OF = {"shop": "shop", "field": "phone", "kiosk": "shop", "fair": "shop"}


def moment(plan: Plan, draws: Draws, name: str, day: NDArray[Any], hours: NDArray[Any], profiles: tuple[str, ...]) -> NDArray[np.int64]:
    """A second in the opening hours of that day or of the next one that is open.

    `hours` says for each row which of `profiles` holds.
    """
    days = open_days(plan.world, plan.calendar, profiles)[hours, day]
    ts: NDArray[np.int64] = days * DAY + clock(draws, name, hours, profiles)
    return ts


def clock(draws: Draws, name: str, hours: NDArray[Any], profiles: tuple[str, ...]) -> NDArray[np.int64]:
    """A second of the day in the opening hours that hold for each row."""
    n = len(hours)
    minute = _minutes(profiles)[hours, draws.halves(f"{name}.minute", n)]
    second: NDArray[np.int64] = minute.astype(np.int64) * 60 + draws.whole(f"{name}.second", 0, 59, n)
    return second


@lru_cache(maxsize=32)
def _minutes(profiles: tuple[str, ...]) -> NDArray[Any]:
    return np.stack([minutes(profile) for profile in profiles])


def open_days(world: World, cal: Calendar, profiles: tuple[str, ...], past: bool = False) -> NDArray[np.int64]:
    """For each of `profiles` and each day the next day on which somebody is there, the day itself included.

    With `past`, day −1 and those before it stand at the end, where numpy looks for them.
    """
    days = (np.arange(len(cal.open_next)), cal.open_next, cal.working_next)
    ways = [np.concatenate(pair) for pair in zip(days, past_days(cal.start), strict=True)] if past else days
    kind = {"online": 0, "shop": 1, "phone": 2, "line": 1 if world.line.saturday else 2}
    return np.stack([ways[kind[profile]] for profile in profiles])


def hours_of(channel: str, world: World) -> str:
    """The profile of the hours in which somebody answers on a channel."""
    return world.line.hours if channel == "phone" else HOURS_OF.get(channel, "online")


def projects(plan: Plan, draws: Draws, people: Columns) -> Columns:
    """Purchase projects, by customer: first day, days to decide, web research, bought or not."""
    world, cal = plan.world, plan.calendar
    needs = np.array([segment.needs_per_year for segment in world.segments])[people["_segment"]]
    since = cal.cumulated[np.maximum(people["created_on"] + 1, 0)]
    left = np.maximum(cal.cumulated[cal.days] - since, 0.0)
    customer = np.repeat(np.arange(len(needs)), draws.counts("projects.count", needs * left))
    n = len(customer)
    at = since[customer] + draws.uniform("projects.start", n) * left[customer]
    start = np.searchsorted(cal.cumulated[: cal.days + 1], at, side="right") - 1
    wait = draws.whole("projects.wait", SHORTEST, LONGEST, n)
    met = np.stack([draws.chance(f"projects.{touch.channel}", touch.share, n) for touch in world.touches])
    effects = np.array([touch.effect for touch in world.touches])
    bought = draws.chance("projects.bought", world.conversion + effects @ met, n)
    return {"_customer": customer, "_start": start, "_wait": wait, "_met": met, "_bought": bought}


def touches(plan: Plan, draws: Draws, project: Columns) -> Columns:
    """One row for each channel met by a project, before the decision."""
    world = plan.world
    channel, of = np.nonzero(project["_met"])
    span = project["_wait"][of] - _CLOSED_DAYS
    day = project["_start"][of] + (draws.words("touches.day", len(of)) * span >> np.int64(32))
    profiles = tuple(dict.fromkeys(touch.hours for touch in world.touches))
    hours = np.array([profiles.index(touch.hours) for touch in world.touches])[channel]
    return {"_touch": channel, "_project": of, "_ts": moment(plan, draws, "touches", day, hours, profiles)}


def orders(plan: Plan, draws: Draws, project: Columns, extra: Columns) -> Columns:
    """Orders from projects that were bought and from campaigns, by customer and time.

    `extra` holds the orders that a campaign caused: customer, day, campaign.
    """
    world = plan.world
    bought = np.flatnonzero(project["_bought"])
    customer = np.concatenate([project["_customer"][bought], extra["_customer"]])
    start = np.concatenate([project["_start"][bought], extra["_day"]])
    day = np.concatenate([start[: len(bought)] + project["_wait"][bought], extra["_day"]])
    campaign = np.concatenate([np.full(len(bought), NONE), extra["_campaign"]])
    origin = np.concatenate([bought, np.full(len(extra["_day"]), NONE)])
    web = next((k for k, touch in enumerate(world.touches) if touch.channel == "web"), 0)
    searched = np.concatenate([project["_met"][web][bought], np.ones(len(extra["_day"]), bool)]).astype(np.int8)
    choice = np.stack([lookup(tuple(row[2] for row in world.order_channels)), lookup(tuple(row[1] for row in world.order_channels))])
    n = len(customer)
    way = choice[searched, draws.halves("orders.channel", n)]
    if world.showrooming:
        way = _showroomed(plan, draws, project, origin, way, searched)
    profiles = ("online", "shop", "phone", "line")
    hours = np.array([profiles.index(hours_of(row[0], world)) for row in world.order_channels])[way]
    ts = moment(plan, draws, "orders", day, hours, profiles)
    place = np.argsort(customer * (1 << 33) + ts + (1 << 31), kind="stable")
    codes = plan.codes(*(row[0] for row in world.order_channels))
    mode = draws.pick("orders.mode", lookup(tuple(row[1] for row in world.deliveries)), n)
    away = (codes[way] == plan.codes("shop")[0]) & draws.chance("orders.takeaway", world.takeaway, n)
    columns = {
        "_customer": customer, "_start": start, "_ts": ts, "_project": origin, "_campaign": campaign, "_web": searched,
        "channel": codes[way], "_mode": np.where(away, -1, mode), "_shop": draws.halves("orders.shop", n),
        "payment": np.array([codes_of("orders", "payment")[row[0]] for row in world.payments], np.int8)[
            draws.pick("orders.payment", lookup(tuple(row[1] for row in world.payments)), n)],
    }  # fmt: skip
    return {name: values[place] for name, values in columns.items()}


def _showroomed(
    plan: Plan, draws: Draws, project: Columns, origin: NDArray[Any], way: NDArray[Any], searched: NDArray[Any]
) -> NDArray[Any]:
    """Who saw the article in the shop and would have bought it there may order it on the site."""
    world = plan.world
    channels = [row[0] for row in world.order_channels]
    seen = next(k for k, touch in enumerate(world.touches) if touch.channel == "shop")
    visited = np.where(origin >= 0, project["_met"][seen][np.maximum(origin, 0)], False)
    in_shop = np.array(world.order_shares()["shop"][::-1])
    moved = draws.chance("orders.showrooming", world.showrooming / in_shop[searched], len(way))
    return np.where((way == channels.index("shop")) & visited & moved, channels.index("web"), way)


def lines(plan: Plan, draws: Draws, people: Columns, order: Columns) -> Columns:
    """The lines of orders: product, pieces, amount, and whether the shelf was empty that day."""
    world = plan.world
    count = 1 + draws.pick("order_lines.count", lookup(world.lines), len(order["_ts"])).astype(np.int64)
    of = np.repeat(np.arange(len(count)), count)
    n = len(of)
    product = draws.pick("order_lines.product", lookup(tuple(item.weight for item in world.products)), n)
    recommended = people["acquisition_channel"] == plan.acquisition_codes[plan.referral]
    several = world.several + world.several_referral * recommended[order["_customer"]]
    more = draws.chance("order_lines.several", several[of], n)
    quantity = 1 + more * draws.whole("order_lines.quantity", 1, 2, n)
    price = np.array([item.price_cents for item in world.products])[product]
    taken = (order["_mode"] < 0)[of]
    deferred = plan.shelves[order["_ts"][of] // DAY, product] & ~taken
    order["_deferred"] = np.bincount(of, deferred, len(count)) > 0
    order["_goods"] = np.add.reduceat(price * quantity, np.cumsum(count) - count) if n else np.zeros(0, np.int64)
    return {
        "_order": of,
        "_product": product,
        "quantity": quantity,
        "unit_price_cents": price,
        "amount_cents": price * quantity,
        "deferred": deferred,
    }


def deliveries(plan: Plan, draws: Draws, order: Columns) -> None:
    """Add to orders the day promised, shipped, delivered, and whether it was late."""
    world, cal, n = plan.world, plan.calendar, len(order["_ts"])
    day = order["_ts"] // DAY
    lead = np.array([row[2] for row in world.deliveries])[np.maximum(order["_mode"], 0)]
    promised = cal.working_next[day + lead]
    peak = np.isin(cal.month_of_year[day], world.peak)
    risk = world.late_share + world.late_peak * peak + world.late_deferred * order["_deferred"]
    taken = order["_mode"] < 0
    late = draws.chance("deliveries.late", risk, n) & ~taken
    delay = draws.pick("deliveries.delay", value_table(range(1, 15), [14 - k for k in range(14)]), n)
    delivered = np.where(late, cal.working_next[promised + delay], promised)
    order["_peak"], order["_late"], order["_promised"] = peak, late, np.where(taken, day, promised)
    order["_delivered"] = np.where(taken, day, delivered)
    order["_shipped"] = np.minimum(cal.working_next[day + 1 + order["_deferred"]], order["_delivered"])


def returns(plan: Plan, draws: Draws, order: Columns, line: Columns) -> Columns:
    """Lines sent back after delivery; late deliveries more often."""
    world, n = plan.world, len(line["_order"])
    late = order["_late"][line["_order"]]
    share = np.array([item.return_share for item in world.products])[line["_product"]]
    back = np.flatnonzero(draws.chance("returns.back", share + world.return_late * late * (share > 0), n))
    of, m = line["_order"][back], len(back)
    day = order["_delivered"][of] + draws.whole("returns.day", 2, 14, m)
    reason = draws.pick("returns.reason", lookup((0.35, 0.20, 0.15, 0.0, 0.30)), m)
    reason = np.where(late[back] & draws.chance("returns.too_late", world.return_too_late, m), 3, reason)
    kept = day < plan.calendar.days
    columns: Columns = {"_line": back, "returned_on": day, "reason": reason.astype(np.int8), "quantity": line["quantity"][back],
               "refund_cents": line["amount_cents"][back]}  # fmt: skip
    return {name: values[kept] for name, values in columns.items()}
