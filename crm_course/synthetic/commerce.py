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

from crm_course.foundations.integers import as_counts

from .calendar import DAY, PAST_DAYS, RUN_UP, Calendar, Spread, minutes, past_days, spread
from .parameters import World
from .plan import Columns, Plan, codes_of
from .streams import Draws, lookup, value_table

__all__ = [
    "clock",
    "deliveries",
    "fair_days",
    "hours_of",
    "lines",
    "moment",
    "more",
    "on_days",
    "once",
    "open_days",
    "orders",
    "projects",
    "returns",
    "spread_of",
    "touches",
    "worked_days",
]

SHORTEST, LONGEST = 6, RUN_UP
"""Days from the first touch of a project to its decision (before closed days are skipped)."""
_CLOSED_DAYS = 4
"""The longest run of closed days, so that touches always come before the decision."""
HOURS_OF = {"shop": "shop", "field": "phone", "kiosk": "shop", "fair": "shop", "mail": "phone"}
"""Whose hours a channel keeps; letters are opened and recorded in office hours."""
TAKEN, SERVED = -1, -2
"""Instead of a mode of delivery: taken away at once; nothing to deliver."""


def moment(plan: Plan, draws: Draws, name: str, day: NDArray[Any], hours: NDArray[Any], profiles: tuple[str, ...]) -> NDArray[np.int64]:
    """A second in the opening hours of that day or of the next one that is open.

    `hours` says for each row which of `profiles` holds.
    """
    days = on_days(plan.world, plan.calendar, draws, name, profiles, hours, day)
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
    days = (np.arange(len(cal.open_next), dtype=np.int64), cal.open_next, cal.working_next)
    ways = [np.concatenate(pair) for pair in zip(days, past_days(cal.start), strict=True)] if past else days
    kind = {"online": 0, "shop": 1, "phone": 2, "line": 1 if world.line.saturday else 2}
    return np.stack([ways[kind[profile]] for profile in profiles])


def on_days(
    world: World, cal: Calendar, draws: Draws, name: str, profiles: tuple[str, ...], hours: NDArray[Any], day: NDArray[Any]
) -> NDArray[np.int64]:
    """For each row the day on which somebody is there: the next open one, or by what the weekdays weigh."""
    if not world.weekdays:
        return np.asarray(open_days(world, cal, profiles)[hours, day])
    found, lot = np.asarray(day, np.int64).copy(), draws.halves(f"{name}.weekday", len(day))
    for code, profile in enumerate(profiles):
        rows = np.flatnonzero(np.asarray(hours) == code)
        found[rows] = spread_of(world, cal, profile).chosen(found[rows], lot[rows])
    return found


def spread_of(world: World, cal: Calendar, profile: str, past: bool = False) -> Spread:
    """How what is wished for a day spreads over the open ones; with `past`, of the days before the first, day −1 last."""
    weights = dict(world.weekdays)[profile if profile != "line" or world.line.saturday else "phone"]
    if past:
        return spread(cal.start - PAST_DAYS, PAST_DAYS + 30, weights, -PAST_DAYS)
    return spread(cal.start, len(cal.open_next), weights, 0)


def worked_days(plan: Plan, draws: Draws, name: str, day: NDArray[Any]) -> NDArray[np.int64]:
    """For each day the working day on which the warehouse gets to it."""
    if not plan.world.weekdays:
        return np.asarray(plan.calendar.working_next[day])
    return spread_of(plan.world, plan.calendar, "working").chosen(day, draws.halves(f"{name}.weekday", len(day)))


def hours_of(channel: str, world: World) -> str:
    """The profile of the hours in which somebody answers on a channel."""
    return world.line.hours if channel == "phone" else HOURS_OF.get(channel, "online")


def projects(plan: Plan, draws: Draws, people: Columns, caused: Columns) -> Columns:
    """Purchase projects, by customer and time: first day, days to decide, channels met, bought or not.

    Those that `caused` holds (customer, day, whether by post) are bought on the day they begin, without meeting a channel.
    """
    world, cal = plan.world, plan.calendar
    clock = np.concatenate([cal.run_up, cal.cumulated])
    needs = np.array([segment.needs_per_year for segment in world.segments])[people["_segment"]] * people["_keen"]
    since = clock[np.maximum(people["created_on"] + 1, -RUN_UP) + RUN_UP]
    left = np.maximum(cal.cumulated[cal.days] - since, 0.0)
    customer = np.repeat(np.arange(len(needs), dtype=np.int64), as_counts(draws.counts("projects.count", needs * left)))
    n = len(customer)
    at = since[customer] + draws.uniform("projects.start", n) * left[customer]
    start = np.searchsorted(clock[: RUN_UP + cal.days + 1], at, side="right") - 1 - RUN_UP
    wait = draws.whole("projects.wait", SHORTEST, LONGEST, n)
    met = np.stack([draws.chance(f"projects.{touch.channel}", touch.share, n) for touch in world.touches])
    met &= np.array([touch.channel != "fair" for touch in world.touches])[:, None] | (fair_days(cal, start, wait)[1] > 0)
    effects = np.array([touch.effect for touch in world.touches])
    bought = draws.chance("projects.bought", world.conversion + effects @ met, n)
    own, more = start + wait >= 0, len(caused["_day"])
    columns = {
        "_customer": np.concatenate([customer[own], caused["_customer"]]), "_start": np.concatenate([start[own], caused["_day"]]),
        "_wait": np.concatenate([wait[own], np.zeros(more, np.int64)]), "_met": np.hstack([met[:, own], np.zeros((len(met), more), bool)]),
        "_bought": np.concatenate([bought[own], np.ones(more, bool)]), "_caused": np.repeat([False, True], as_counts([own.sum(), more])),
        "_mailed": np.concatenate([np.zeros(as_counts(own.sum()), bool), caused["_mailed"]]),
    }  # fmt: skip
    place = np.argsort(columns["_customer"] * np.int64(1 << 20) + columns["_start"] + RUN_UP, kind="stable")
    return {name: values[..., place] for name, values in columns.items()}


def fair_days(cal: Calendar, start: NDArray[Any], wait: NDArray[Any] | int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each project, the fair days that were over when it began, and those that fall on its way."""
    before, after = (cal.fairs[np.maximum(day, 0)] for day in (start, start + wait - _CLOSED_DAYS))
    return before, after - before


def touches(plan: Plan, draws: Draws, project: Columns) -> Columns:
    """One row for each channel met by a project, before the decision; what was met before the first day is not in the data."""
    world = plan.world
    channel, of = np.nonzero(project["_met"])
    u, start, wait = draws.words("touches.day", len(of)).astype(np.int64), project["_start"][of], project["_wait"][of]
    day = start + (u * (wait - _CLOSED_DAYS) >> 32)
    at_fair = np.array([touch.channel == "fair" for touch in world.touches])[channel]
    over, many = fair_days(plan.calendar, start[at_fair], wait[at_fair])
    day[at_fair] = np.searchsorted(plan.calendar.fairs, over + (u[at_fair] * many >> 32), side="right") - 1
    seen = day >= 0
    channel, of, day = channel[seen], of[seen], day[seen]
    profiles = tuple(dict.fromkeys(touch.hours for touch in world.touches))
    hours = np.array([profiles.index(touch.hours) for touch in world.touches])[channel]
    ts = moment(plan, draws, "touches", day, hours, profiles)
    project["_met"] = np.zeros_like(project["_met"])
    project["_met"][channel[ts < plan.calendar.end], of[ts < plan.calendar.end]] = True
    return {"_touch": channel, "_project": of, "_ts": ts}


def orders(plan: Plan, draws: Draws, project: Columns) -> Columns:
    """Orders from projects that were bought, by customer and time."""
    world = plan.world
    origin = np.flatnonzero(project["_bought"])
    customer, start, n = project["_customer"][origin], project["_start"][origin], len(origin)
    web = next((k for k, touch in enumerate(world.touches) if touch.channel == "web"), 0)
    clicked = project["_caused"][origin] & ~project["_mailed"][origin]
    searched = (project["_met"][web][origin] | clicked).astype(np.int8)
    choice = np.stack([lookup(tuple(row[2] for row in world.order_channels)), lookup(tuple(row[1] for row in world.order_channels))])
    way = choice[searched, draws.halves("orders.channel", n)]
    if world.showrooming:
        way = _showroomed(plan, draws, project, origin, way, searched)
    profiles = ("online", "shop", "phone", "line")
    hours = np.array([profiles.index(hours_of(row[0], world)) for row in world.order_channels])[way]
    ts = moment(plan, draws, "orders", start + project["_wait"][origin], hours, profiles)
    place = np.argsort(customer * np.int64(1 << 33) + ts + np.int64(1 << 31), kind="stable")
    codes = plan.codes(*(row[0] for row in world.order_channels))
    mode = draws.pick("orders.mode", lookup(tuple(row[1] for row in world.deliveries)), n)
    away = (codes[way] == plan.codes("shop")[0]) & draws.chance("orders.takeaway", world.takeaway, n)
    columns = {
        "_customer": customer, "_start": start, "_ts": ts, "_project": origin,
        "channel": codes[way], "_mode": np.where(away, TAKEN, mode), "_shop": draws.halves("orders.shop", n), "_caused": clicked,
        "payment": _payments(draws, world, "orders.payment", n), "_no_cash": _payments(draws, world, "orders.payment_instead", n, "cash"),
    }  # fmt: skip
    return {name: values[place] for name, values in columns.items()}


def _payments(draws: Draws, world: World, name: str, n: int, without: str = "") -> NDArray[np.int8]:
    """Means of payment, one of them left out if the company has another."""
    rows = [row for row in world.payments if row[0] != without] or world.payments
    codes = np.array([codes_of("orders", "payment")[row[0]] for row in rows], np.int8)
    return np.asarray(codes[draws.pick(name, lookup(tuple(row[1] for row in rows)), n)])


def _showroomed(
    plan: Plan, draws: Draws, project: Columns, origin: NDArray[Any], way: NDArray[Any], searched: NDArray[Any]
) -> NDArray[Any]:
    """Who saw the article in the shop and would have bought it there may order it on the site."""
    world = plan.world
    channels = [row[0] for row in world.order_channels]
    seen = next(k for k, touch in enumerate(world.touches) if touch.channel == "shop")
    visited = project["_met"][seen][origin]
    in_shop = np.array(world.order_shares()["shop"][::-1])
    moved = draws.chance("orders.showrooming", world.showrooming / in_shop[searched], len(way))
    return np.where((way == channels.index("shop")) & visited & moved, channels.index("web"), way)


def lines(plan: Plan, draws: Draws, people: Columns, order: Columns) -> Columns:
    """The lines of orders: product, pieces, amount, and whether the shelf was empty that day."""
    world, items = plan.world, plan.world.products
    count = 1 + draws.pick("order_lines.count", lookup(world.lines), len(order["_ts"])).astype(np.int64)
    of = np.repeat(np.arange(len(count), dtype=np.int64), as_counts(count))
    of, product = once(world, of, _chosen(draws, world, order["_caused"][of]))
    of, product = once(world, of, _not_again(plan, draws, order, of, product))
    n = len(of)
    _hand_over(world, order, of, product)
    recommended = people["acquisition_channel"] == plan.acquisition_codes[plan.referral]
    several = world.several + world.several_referral * recommended[order["_customer"]]
    single = np.array([item.service or item.installed for item in items])[product]
    many = draws.chance("order_lines.several", several[of], n) & ~single
    quantity = 1 + many * more(draws, world, n)
    price = plan.prices[plan.calendar.month[order["_ts"][of] // DAY], product]
    taken = (order["_mode"] < 0)[of]
    deferred = plan.shelves[order["_ts"][of] // DAY, product] & ~taken
    order["_deferred"] = np.bincount(as_counts(of), deferred, len(count)) > 0
    order["_goods"] = np.bincount(as_counts(of), price * quantity, len(count)).astype(np.int64)
    return {
        "_order": of,
        "_product": product,
        "quantity": quantity,
        "unit_price_cents": price,
        "amount_cents": price * quantity,
        "deferred": deferred,
    }


def _chosen(draws: Draws, world: World, caused: NDArray[np.bool_]) -> NDArray[Any]:
    """The product of each line: by its weight; an order that a campaign caused is for what the campaign promotes."""
    weights, promoted = [item.weight for item in world.products], world.campaigns.promoted
    if not any(item.category in promoted for item in world.products):
        return draws.pick("order_lines.product", lookup(tuple(weights)), len(caused))
    chosen = tuple(item.weight * (item.category in promoted) for item in world.products)
    table = np.stack([lookup(tuple(weights)), lookup(chosen)])
    return np.asarray(table[caused.astype(np.int8), draws.halves("order_lines.product", len(caused))])


def more(draws: Draws, world: World, n: int, name: str = "order_lines.quantity") -> NDArray[np.int64]:
    """Pieces beyond the first, of lines with several."""
    if not world.pieces_tail:
        return draws.whole(name, 1, 2, n)
    return draws.pick(name, value_table(range(1, world.pieces_most), world.piece_weights()), n).astype(np.int64)


def once(world: World, of: NDArray[np.int64], product: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[Any]]:
    """One line for one product of an order: the first."""
    twice = np.zeros(len(of), bool)
    for back in range(1, len(world.lines)):
        twice[back:] |= (of[back:] == of[:-back]) & (product[back:] == product[:-back])
    return of[~twice], product[~twice]


def _not_again(plan: Plan, draws: Draws, order: Columns, of: NDArray[np.int64], product: NDArray[Any]) -> NDArray[Any]:
    """Who has one that still lasts buys something else: orders are by customer and time."""
    items = plan.world.products
    lasts = np.array([item.lasts_days for item in items], np.int64)
    if not lasts.any() or lasts.all():
        return product
    rows = np.flatnonzero(lasts[product])
    owner = order["_customer"][of[rows]] * len(items) + product[rows]
    place = np.argsort(owner, kind="stable")
    rows, day = rows[place], order["_ts"][of[rows[place]]] // DAY
    again = rows[1:][(np.diff(owner[place]) == 0) & (np.diff(day) < lasts[product[rows[1:]]])]
    changed = product.copy()
    changed[again] = draws.pick("order_lines.instead", lookup(tuple(item.weight * (item.lasts_days == 0) for item in items)), len(again))
    return changed


def _hand_over(world: World, order: Columns, of: NDArray[np.int64], product: NDArray[Any]) -> None:
    """What is installed is installed, with all that goes with it; services alone are not delivered."""
    n = len(order["_ts"])
    installed, tangible = (np.bincount(as_counts(of), np.array(kind)[product], n) > 0 for kind in (
        [item.installed for item in world.products], [not item.service for item in world.products]))  # fmt: skip
    installation = next((place for place, row in enumerate(world.deliveries) if row[0] == "installation"), None)
    order["_mode"] = np.where(tangible, order["_mode"], SERVED)
    if installation is not None:
        order["_mode"] = np.where(installed, installation, order["_mode"])


def deliveries(plan: Plan, draws: Draws, order: Columns) -> None:
    """Add to orders the day promised, shipped, delivered, and whether it was late."""
    world, cal, n = plan.world, plan.calendar, len(order["_ts"])
    day = order["_ts"] // DAY
    lead = np.array([row[2] for row in world.deliveries])[np.maximum(order["_mode"], 0)]
    promised = worked_days(plan, draws, "deliveries.promised", day + lead)
    peak = np.isin(cal.month_of_year[day], world.peak)
    risk = world.late_share + world.late_peak * peak + world.late_deferred * order["_deferred"]
    taken = order["_mode"] < 0
    late = draws.chance("deliveries.late", risk, n) & ~taken
    delay = draws.pick("deliveries.delay", value_table(range(1, 15), [14 - k for k in range(14)]), n)
    delivered = np.where(late, worked_days(plan, draws, "deliveries.delivered", promised + delay), promised)
    order["_peak"], order["_late"], order["_promised"] = peak, late, np.where(taken, day, promised)
    order["_delivered"] = np.where(taken, day, delivered)
    order["_shipped"] = np.minimum(worked_days(plan, draws, "deliveries.shipped", day + 1 + order["_deferred"]), order["_delivered"])


def returns(plan: Plan, draws: Draws, order: Columns, line: Columns) -> Columns:
    """Lines sent back after delivery, late deliveries more often; what was paid for them is paid back."""
    world, n = plan.world, len(line["_order"])
    late = order["_late"][line["_order"]]
    share = np.array([item.sent_back for item in world.products])[line["_product"]]
    sold = ~order["_cancelled"][line["_order"]]
    back = np.flatnonzero(draws.chance("returns.back", share + world.return_late * late * (share > 0), n) & sold)
    of, m = line["_order"][back], len(back)
    day = worked_days(plan, draws, "returns", order["_delivered"][of] + draws.whole("returns.day", 2, 14, m))
    reason = draws.pick("returns.reason", lookup((0.35, 0.20, 0.15, 0.0, 0.30)), m)
    reason = np.where(late[back] & draws.chance("returns.too_late", world.return_too_late, m), 3, reason)
    kept = day < plan.calendar.days
    refund = line["amount_cents"][back] * (order["_goods"] - order["_discount"])[of] // order["_goods"][of]
    columns: Columns = {"_line": back, "returned_on": day, "reason": reason.astype(np.int8), "quantity": line["quantity"][back],
               "refund_cents": refund}  # fmt: skip
    return {name: values[kept] for name, values in columns.items()}
