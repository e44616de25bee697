"""One block of customers, from their names to the last ticket: the story told once.

Everything that could happen to a customer is drawn first; then the moment is found when he
leaves, and what would have come later is cut. Rows are put in the order of time and numbered.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts

from . import besides, catalogue, commerce, eventlog, marketing, office, people, service, silos
from .calendar import DAY
from .parameters import CASH_LIMIT_CENTS
from .plan import BLOCK, NEVER, NONE, STRIDE, Columns, Plan, codes_of
from .streams import Draws

__all__ = ["block"]

_STATUS = codes_of("orders", "status")
_CASH = codes_of("orders", "payment")["cash"]
_LATE = codes_of("deliveries", "status")
_TICKET = codes_of("tickets", "status")


def block(plan: Plan, number: int) -> dict[str, Columns]:
    """The tables of block `number`; columns that begin with an underscore are for the truth."""
    draws = Draws(plan.key, number)
    first = number * BLOCK
    folk = people.customers(plan, draws, first, min(BLOCK, plan.customers - first))
    points = people.contact_points(plan, draws, folk)
    marketing.readers(plan, draws, folk)
    member = marketing.members(plan, draws, folk)
    mailed = catalogue.members(plan, draws, folk, len(marketing.sent_days(plan)))
    project = commerce.projects(plan, draws, folk, _caused(draws, member, mailed))
    project = marketing.turned_away(plan, member, project)
    order = commerce.orders(plan, draws, project)
    line = commerce.lines(plan, draws, folk, order)
    commerce.deliveries(plan, draws, order)
    ticket = service.receive(plan, draws, service.order_tickets(plan, draws, order), "tickets")
    service.satisfaction(plan, draws, folk, order, ticket)
    left = _leaving(order, len(folk["_index"]))
    member["_alive"] = left[member["_customer"]] > member["_opened_at"] + 6 * DAY
    mailed["_alive"] = left[mailed["_customer"]] > (mailed["_day"] + 14) * DAY
    project, order, line, ticket = _cut(plan, left, project, order, line, ticket)
    order, line, ticket = besides.added(plan, draws, folk, order, line, ticket)
    order["_campaign"] = marketing.credited(plan, member, order)
    _amounts(plan, order)
    back = commerce.returns(plan, draws, order, line)
    service.explain(plan, draws, ticket, order, _sent_back(order, line, back))
    touch = commerce.touches(plan, draws, project)
    project["_decided"] = project["_start"] + project["_wait"] < plan.calendar.days
    ticket = _merged(ticket, service.receive(plan, draws, service.request_tickets(plan, draws, folk, left), "requests"))
    browse = eventlog.browsing(plan, draws, folk, left)
    log = eventlog.interactions(plan, draws, folk, order, touch, project, ticket, browse, member)
    tables = {
        "customers": folk, "contact_points": points, "consents": people.consents(plan, draws, folk, folk["_unsubscribed"]),
        "orders": order, "order_lines": line, "deliveries": _delivered(plan, order), "returns": back,
        "tickets": _timely(ticket, "opened_at", plan), "surveys": service.answers(plan, draws, order),
        "campaign_members": catalogue.merged(member, mailed),
        "campaign_events": catalogue.merged(marketing.tracking(plan, draws, folk, member), catalogue.events(plan, draws, folk, mailed)),
        "interactions": log, "web_sessions": eventlog.sessions(plan, draws, log),
        **silos.silos(plan, draws, folk, log),
    }  # fmt: skip
    folk["_left"] = left
    tables["_sales_calls"] = _sales_calls(plan, draws, log)
    tables["_projects"] = project
    _number(plan, number, tables)
    for name, rows in (
        office.records(plan, draws, tables) | marketing.referrals(plan, draws, folk, left) | people.prospects(plan, draws, folk)
    ).items():
        tables[name] = {_KEYS_OF_RECORDS[name]: number * STRIDE + 1 + np.arange(_rows(rows), dtype=np.int64)} | rows
    return tables


def _caused(draws: Draws, member: Columns, mailed: Columns) -> Columns:
    """The orders that campaigns cause, those by post after those by message."""
    some, others = marketing.caused(draws, member), catalogue.caused(draws, mailed)
    both = {name: np.concatenate([some[name], others[name]]) for name in some}
    return both | {"_mailed": np.repeat([False, True], as_counts([len(some["_day"]), len(others["_day"])]))}


def _leaving(order: Columns, customers: int) -> NDArray[np.int64]:
    """The second at which each customer leaves for good: after the first order that made him."""
    left = np.full(customers, -NEVER, np.int64)
    gone = order["_leaves"] < -NEVER
    np.minimum.at(left, order["_customer"][gone], order["_leaves"][gone])
    return left


def _cut(plan: Plan, left: NDArray[np.int64], project: Columns, order: Columns, line: Columns, ticket: Columns) -> tuple[Columns, ...]:
    """What was begun before the customer left and seen before the last day; orders in order of time."""
    begun = project["_start"] * DAY <= left[project["_customer"]]
    new_project = np.where(begun, np.cumsum(begun) - 1, NONE)
    kept = (order["_start"] * DAY <= left[order["_customer"]]) & (order["_ts"] < plan.calendar.end)
    rows = np.flatnonzero(kept)
    rows = rows[np.argsort(order["_ts"][rows], kind="stable")]
    new_order = np.full(len(kept), NONE, np.int64)
    new_order[rows] = np.arange(len(rows), dtype=np.int64)
    project = {name: values[..., begun] for name, values in project.items()}
    order = {name: values[rows] for name, values in order.items()}
    order["_project"] = new_project[order["_project"]]
    line = _follow(line, new_order)
    ticket = _follow(ticket, new_order)
    place = np.argsort(line["_order"], kind="stable")
    line = {name: values[place] for name, values in line.items()}
    line["_day"] = order["_ts"][line["_order"]] // DAY
    return project, order, line, ticket


def _follow(child: Columns, new_order: NDArray[np.int64]) -> Columns:
    kept = new_order[child["_order"]] >= 0
    child = {name: values[kept] for name, values in child.items()}
    child["_order"] = new_order[child["_order"]]
    return child


def _sent_back(order: Columns, line: Columns, back: Columns) -> NDArray[np.int64]:
    """The day of the first return of each order."""
    day = np.full(len(order["_ts"]), -NEVER, np.int64)
    np.minimum.at(day, line["_order"][back["_line"]], back["returned_on"])
    return day


def _amounts(plan: Plan, order: Columns) -> None:
    """Discount, shipping, total and payment, and how far the order is on the last day."""
    world, days = plan.world, plan.calendar.days
    percent = round(100 * world.campaigns.discount)
    order["_discount"] = np.where(order["_campaign"] >= 0, order["_goods"] * percent // 100, 0)
    shipped = np.array([row[0] in ("home", "relay") for row in world.deliveries] + [False, False])[order["_mode"]]
    order["_shipping"] = np.where(shipped, world.shipping_cents, 0)
    order["_total"] = order["_goods"] - order["_discount"] + order["_shipping"]
    cash = (order["channel"] == plan.codes("shop")[0]) & (order["_total"] <= CASH_LIMIT_CENTS)
    order["payment"] = np.where(cash, order["payment"], np.where(order["payment"] == _CASH, order["_no_cash"], order["payment"]))
    collect = np.array([row[0] == "collect" for row in world.deliveries] + [False, True])[order["_mode"]]
    done = np.where(collect, _STATUS["collected"], _STATUS["delivered"])
    order["status"] = np.where(
        order["_delivered"] < days, done, np.where(order["_shipped"] < days, _STATUS["shipped"], _STATUS["placed"])
    ).astype(np.int8)
    order["status"][order["_cancelled"]] = _STATUS["cancelled"]


def _delivered(plan: Plan, order: Columns) -> Columns:
    """The deliveries of the orders that were neither taken away nor cancelled, services left out."""
    of, days = np.flatnonzero((order["_mode"] >= 0) & ~order["_cancelled"]), plan.calendar.days
    modes = np.array([codes_of("deliveries", "mode")[row[0]] for row in plan.world.deliveries], np.int8)
    shipped, delivered = order["_shipped"][of], order["_delivered"][of]
    status = np.where(order["_late"][of], _LATE["late"], _LATE["on-time"])
    return {
        "_order": of, "mode": modes[order["_mode"][of]], "promised_on": order["_promised"][of],
        "shipped_on": np.where(shipped < days, shipped, NEVER), "delivered_on": np.where(delivered < days, delivered, NEVER),
        "status": np.where(delivered < days, status, np.where(order["_promised"][of] < days - 1, _LATE["late"], _LATE["pending"])).astype(np.int8),
    }  # fmt: skip


def _merged(some: Columns, others: Columns) -> Columns:
    return {name: np.concatenate([some[name], others[name]]) for name in others}


def _timely(rows: Columns, name: str, plan: Plan) -> Columns:
    """Rows before the last second, in order of time; tickets still open have no end."""
    place = eventlog.by_time(rows[name], plan.calendar.end)
    rows = {column: values[place] for column, values in rows.items()}
    open_still = rows["_closed"] >= plan.calendar.end
    rows["closed_at"] = np.where(open_still, NEVER, rows["_closed"])
    rows["status"] = np.where(open_still, _TICKET["open"], np.where(rows["_abandoned"], _TICKET["abandoned"], _TICKET["closed"])).astype(
        np.int8
    )
    return rows


def _sales_calls(plan: Plan, draws: Draws, log: Columns) -> Columns:
    """Advice asked and orders given on the phone, and the calls of those who hung up first."""
    kinds = codes_of("interactions", "kind")
    phone = (log["channel"] == plan.codes("phone")[0]) & np.isin(log["kind"], [kinds["call"], kinds["purchase"]])
    return service.sales_calls(plan, draws, log["ts"][phone])


def _number(plan: Plan, number: int, tables: dict[str, Columns]) -> None:
    """Give every row its number and every reference the number of the row it means."""
    base = number * STRIDE + 1
    order, line = tables["orders"], tables["order_lines"]
    for name, key in _KEYS.items():
        tables[name][key] = base + np.arange(_rows(tables[name]), dtype=np.int64)
    owner = tables["customers"]["customer_id"]
    order["opportunity_id"] = _referred(order["_project"], base)
    for name in ("orders", "tickets", "campaign_members"):
        tables[name]["customer_id"] = np.where(tables[name]["_customer"] >= 0, owner[tables[name]["_customer"]], NONE)
    tables["surveys"]["customer_id"] = order["customer_id"][tables["surveys"]["_order"]]
    for name in ("order_lines", "deliveries", "tickets", "surveys", "interactions", "web_sessions"):
        tables[name]["order_id"] = _referred(tables[name]["_order"], base)
    tables["interactions"]["opportunity_id"] = _referred(tables["interactions"]["_project"], base)
    tables["returns"]["order_line_id"] = line["order_line_id"][tables["returns"]["_line"]]
    for name, date in _SINCE.items():
        tables[name][date] = tables[name].pop("_since")
    log = tables["interactions"]
    log["value"], log["cost"] = log["_value"] / 100, log["_cost"] / 100
    _complete(plan, tables)


def _referred(place: NDArray[Any], base: int) -> NDArray[np.int64]:
    return np.where(place >= 0, place + base, NONE)


def _rows(table: Columns) -> int:
    return len(next(iter(table.values())))


_KEYS = {
    "contact_points": "contact_point_id", "consents": "consent_id", "orders": "order_id", "order_lines": "order_line_id",
    "deliveries": "delivery_id", "returns": "return_id", "tickets": "ticket_id", "surveys": "response_id", "campaign_events": "event_id",
    "interactions": "interaction_id", "web_sessions": "session_id", "silo_till": "card_number", "silo_web_shop": "account_id",
    "silo_call_centre": "caller_id",
}  # fmt: skip
_KEYS_OF_RECORDS = {
    "order_requests": "request_id", "invoices": "invoice_id", "credit_notes": "credit_note_id", "parcels": "parcel_id",
    "referral_messages": "invitation_id", "prospects": "prospect_id",
}  # fmt: skip
_SINCE = {"silo_till": "opened_on", "silo_web_shop": "registered_on", "silo_call_centre": "first_call_on", "silo_social": "followed_on"}


def _complete(plan: Plan, tables: dict[str, Columns]) -> None:
    """The columns that only renaming or a look-up separates from the dictionary's."""
    order, world = tables["orders"], plan.world
    modes = np.array(
        [codes_of("orders", "delivery_mode")[mode] for mode in (*(row[0] for row in world.deliveries), "service", "takeaway")],
        np.int8,
    )
    shop = (order["channel"] == plan.codes("shop")[0]) | (order["channel"] == plan.codes("kiosk")[0])
    at = np.where(
        order["_customer"] >= 0,
        tables["customers"]["shop_id"][order["_customer"]],
        1 + (order["_shop"].astype(np.int64) * len(world.shops) >> 16),
    )
    order |= {
        "ordered_at": order["_ts"], "shop_id": np.where(shop, at, NONE), "campaign_id": _referred(order["_campaign"], 1),
        "delivery_mode": modes[order["_mode"]], "goods_cents": order["_goods"], "discount_cents": order["_discount"],
        "shipping_cents": order["_shipping"], "total_cents": order["_total"],
    }  # fmt: skip
    tables["order_lines"]["product_id"] = tables["order_lines"]["_product"] + 1
    tables["campaign_members"]["campaign_id"] = tables["campaign_members"]["_campaign"] + 1
    survey = tables["surveys"]
    survey["wave"] = _quarters(plan, survey["answered_at"])
    log, line = tables["interactions"], tables["order_lines"]
    log["place"] = (~log["_online"]).astype(np.int8)
    rank = np.array([plan.categories.index(item.category) for item in world.products])
    dearest = _main_category(order, line, rank)
    log["category"] = np.where(log["_order"] >= 0, dearest[log["_order"]] if len(dearest) else NONE, NONE).astype(np.int8)


def _main_category(order: Columns, line: Columns, rank: NDArray[np.int64]) -> NDArray[np.int64]:
    """The product category of the first line of each order."""
    category = np.full(len(order["_ts"]), NONE, np.int64)
    category[line["_order"][::-1]] = rank[line["_product"]][::-1]
    return category


def _quarters(plan: Plan, ts: NDArray[np.int64]) -> NDArray[Any]:
    month = plan.calendar.month[ts // DAY] + int(plan.world.start[5:7]) - 1
    words = np.array([f"{plan.world.start_year + quarter // 4}-T{quarter % 4 + 1}" for quarter in range(plan.months // 3 + 2)], object)
    return words[month // 3]
