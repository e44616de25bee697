"""Every rule finds what breaks it: a valid world, one thing that could not happen, and the rule that says so."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from crm_course import synthetic
from crm_course.foundations.vocabulary import TABLES
from crm_course.synthetic.generate import WORLD_TABLES
from crm_course.synthetic.quality import coherence

Frames = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def sound() -> Frames:
    """A world with shops, takeaways, campaigns, withdrawals, returns: nothing in it could not happen."""
    others = (synthetic.world(name, customers=60, months=3).tables for name in ("mail-order", "b2b-wholesale"))
    only_there = {name: table for tables in others for name, table in tables.items() if name in ("establishments", "contact_volumes")}
    return synthetic.world("chez-vous", customers=900, seed=3).tables | only_there


def first(frame: pd.DataFrame, chosen: object = None) -> int:
    """The place of the first row, or of the first chosen one."""
    places = np.arange(len(frame)) if chosen is None else np.flatnonzero(np.asarray(chosen, bool))
    assert len(places), "the world has no row to break"
    return int(places[0])


def put(frame: pd.DataFrame, row: int, column: str, value: object) -> None:
    """Change one cell; a column that cannot hold the value becomes one of objects, as in a file that was badly read."""
    if isinstance(frame[column].dtype, pd.CategoricalDtype):
        frame[column] = frame[column].astype(object)
    frame.iloc[row, frame.columns.get_loc(column)] = value


def earlier(table: str, column: str, days: int = 4_000, where: Callable[[Frames], object] | None = None) -> Callable[[Frames], None]:
    """Move a moment into the past."""

    def broken(tables: Frames) -> None:
        row = first(tables[table], where(tables) if where else tables[table][column].notna())
        put(tables[table], row, column, tables[table][column].iloc[row] - pd.Timedelta(days=days))

    return broken


def fewer(column: str, queue: str) -> Callable[[Frames], None]:
    """No call at all in the quarter-hours of a queue, though tickets and the log know of some."""

    def broken(tables: Frames) -> None:
        tables["calls"].loc[tables["calls"]["queue"] == queue, column] = 0

    return broken


def plus(
    table: str, column: str, amount: float | pd.Timedelta, where: Callable[[Frames], object] | None = None
) -> Callable[[Frames], None]:
    """Add to a number."""

    def broken(tables: Frames) -> None:
        row = first(tables[table], where(tables) if where else None)
        put(tables[table], row, column, tables[table][column].iloc[row] + amount)

    return broken


def becomes(table: str, column: str, value: object, where: Callable[[Frames], object] | None = None) -> Callable[[Frames], None]:
    """Write another value."""
    return lambda tables: put(tables[table], first(tables[table], where(tables) if where else None), column, value)


def order_of(tables: Frames, table: str) -> pd.DataFrame:
    """The order of each row."""
    return tables["orders"].set_index("order_id").loc[tables[table]["order_id"]].reset_index()


def an_answer_to_another(tables: Frames) -> None:
    answers = tables["surveys"]
    put(answers, 0, "customer_id", answers["customer_id"].iloc[0] % len(tables["customers"]) + 1)


def one_line_deferred_alone(tables: Frames) -> None:
    lines = tables["order_lines"]
    day = order_of(tables, "order_lines")["ordered_at"].dt.normalize()
    kept = (order_of(tables, "order_lines")["delivery_mode"] != "takeaway").to_numpy()
    many = lines.assign(day=day.to_numpy())[kept].groupby(["product_id", "day"]).size()
    product, when = many.index[many.to_numpy() > 1][0]
    row = first(lines, kept & (lines["product_id"] == product).to_numpy() & (day == when).to_numpy())
    put(lines, row, "deferred", not lines["deferred"].iloc[row])


def a_message_to_nobody_s_wish(tables: Frames) -> None:
    consents = tables["consents"]
    member = tables["campaign_members"]["customer_id"].iloc[0]
    gone = (consents["customer_id"] == member) & (consents["channel"] == "email")
    tables["consents"] = consents[~gone]


def an_opening_without_delivery(tables: Frames) -> None:
    events = tables["campaign_events"]
    row = events[events["kind"] == "opened"].iloc[0]
    here = (events["customer_id"] == row["customer_id"]) & (events["campaign_id"] == row["campaign_id"])
    tables["campaign_events"] = events[~(here & (events["kind"] == "delivered"))]


def a_withdrawal_forgotten(tables: Frames) -> None:
    events, consents = tables["campaign_events"], tables["consents"]
    who = events.loc[events["kind"] == "unsubscribed", "customer_id"].iloc[0]
    tables["consents"] = consents[
        ~((consents["customer_id"] == who) & (consents["status"] == "withdrawn") & (consents["channel"] == "email"))
    ]


def a_late_recommendation(tables: Frames) -> None:
    people = tables["customers"]
    row = first(people, people["referred_by"].notna())
    put(people, row, "referred_by", people["customer_id"].iloc[-1])
    put(people, len(people) - 1, "created_on", people["created_on"].iloc[row] + pd.Timedelta(days=1))


def one_company_at_two_addresses(tables: Frames) -> None:
    people = tables["customers"]
    people["siren"] = people["siren"].astype(object)
    people.loc[people.index[:2], "siren"] = "123456789"


def a_mobile_given_up(tables: Frames) -> None:
    consents, points = tables["consents"], tables["contact_points"]
    who = consents.loc[consents["channel"] == "sms", "customer_id"].iloc[0]
    tables["contact_points"] = points[~((points["customer_id"] == who) & (points["kind"] == "mobile"))]


def the_same_number_twice(tables: Frames) -> None:
    points = tables["contact_points"]
    put(points, 1, "value", points["value"].iloc[0])


def the_same_item_twice(tables: Frames) -> None:
    lines = tables["order_lines"]
    row = first(lines, lines["order_id"].duplicated())
    put(lines, row, "product_id", lines["product_id"].iloc[row - 1])


def discounted(tables: Frames) -> object:
    return tables["returns"].merge(tables["order_lines"], on="order_line_id").merge(tables["orders"], on="order_id")["discount_cents"] > 0


def a_return_on_sunday(tables: Frames) -> None:
    day = tables["returns"]["returned_on"].iloc[0]
    put(tables["returns"], 0, "returned_on", day + pd.Timedelta(days=6 - day.day_of_week))


def something_sent_back_is_a_service(tables: Frames) -> None:
    sent_back = tables["returns"].merge(tables["order_lines"], on="order_line_id")["product_id"].iloc[0]
    becomes("products", "category", "maintenance", lambda t: t["products"]["product_id"] == sent_back)(tables)


def one_month_sold_twice(tables: Frames) -> None:
    plus("stock", "sold", 3)(tables)
    plus("stock", "received", 3)(tables)


def closed_on_a_sunday(tables: Frames) -> None:
    rows = tables["tickets"]
    row = first(rows, rows["closed_at"].notna())
    when = rows["closed_at"].iloc[row]
    put(rows, row, "closed_at", when + pd.Timedelta(days=6 - when.day_of_week))


def cancelled(tables: Frames) -> pd.Series:
    return tables["orders"]["status"] == "cancelled"


def a_cancelled_order_on_its_way(tables: Frames) -> None:
    number = tables["orders"].loc[cancelled(tables), "order_id"].iloc[0]
    put(tables["deliveries"], 0, "order_id", number)


def a_cancelled_order_invoiced(tables: Frames) -> None:
    number = tables["orders"].loc[cancelled(tables), "order_id"].iloc[0]
    put(tables["invoices"], 0, "order_id", number)


BREAKS: dict[str, Callable[[Frames], None]] = {
    "who leaves no name buys in the shop and takes away": becomes("orders", "delivery_mode", "home", lambda t: t["orders"]["customer_id"].isna()),
    "a cancelled order does not leave": a_cancelled_order_on_its_way,
    "a cancelled order is not invoiced": a_cancelled_order_invoiced,
    "a request is cancelled as its order is": becomes("order_requests", "outcome", "accepted", lambda t: t["order_requests"]["outcome"] == "cancelled"),
    "an order comes after the customer": earlier("orders", "ordered_at"),
    "total = goods − discount + shipping": plus("orders", "total_cents", 1),
    "an order comes after its campaign": earlier("orders", "ordered_at", where=lambda t: t["orders"]["campaign_id"].notna()),
    "an order in a shop has its shop": becomes("orders", "shop_id", pd.NA, lambda t: t["orders"]["channel"] == "shop"),
    "the discount comes from a campaign": becomes("orders", "campaign_id", pd.NA, lambda t: t["orders"]["discount_cents"] > 0),
    "an item is out for all or for none on the same day": one_line_deferred_alone,
    "what is taken away was on the shelf": becomes(
        "order_lines", "deferred", True, lambda t: order_of(t, "order_lines")["delivery_mode"] == "takeaway"
    ),
    "amount = price × quantity": plus("order_lines", "amount_cents", -1),
    "the quantity is at least 1": becomes("order_lines", "quantity", 0),
    "lines add up to the goods": plus("orders", "goods_cents", 100),
    "delivery is by the mode of the order": becomes("deliveries", "mode", "relay"),
    "delivery comes after the order": earlier("deliveries", "delivered_on"),
    "delivery comes after shipping": earlier("deliveries", "delivered_on"),
    "late = after the promised day": becomes("deliveries", "status", "late", lambda t: t["deliveries"]["status"] == "on-time"),
    "a return comes after delivery": earlier("returns", "returned_on", where=lambda t: t["returns"].merge(t["order_lines"], on="order_line_id")["order_id"].isin(
        t["deliveries"]["order_id"])),
    "no more is returned than was ordered": plus("returns", "quantity", 9),
    "the refund is what was paid, discount taken off": plus("returns", "refund_cents", 100, discounted),
    "a service is not sent back": something_sent_back_is_a_service,
    "a return arrives on a working day": a_return_on_sunday,
    "an order carries the campaign clicked before it, in its window": becomes("orders", "campaign_id", pd.NA, lambda t: t["orders"]["campaign_id"].notna()),
    "cash is paid in the shop only, and at most 1,000 euros": becomes("orders", "payment", "cash", lambda t: t["orders"]["channel"] == "web"),
    "an order by letter is recorded in the office": becomes("orders", "channel", "mail", lambda t: t["orders"]["ordered_at"].dt.hour >= 20),
    "what is installed is installed, a service is not delivered": becomes("products", "category", "heat-pump"),
    "an item has one line in an order": the_same_item_twice,
    "a service is not stocked": becomes("products", "category", "maintenance"),
    "a delay complained of is a delay": becomes("deliveries", "status", "on-time", lambda t: t["deliveries"]["order_id"].isin(
        t["tickets"].loc[t["tickets"]["reason"] == "parcel-late", "order_id"])),
    "only callers wait on the line": becomes("tickets", "wait_seconds", 30, lambda t: t["tickets"]["channel"] != "phone"),
    "who hung up was not served": becomes("tickets", "handle_seconds", 200, lambda t: t["tickets"]["status"] == "abandoned"),
    "a ticket comes after its order": earlier("tickets", "opened_at", where=lambda t: t["tickets"]["order_id"].notna()),
    "a ticket comes after the customer": earlier("tickets", "opened_at"),
    "closing comes after opening": earlier("tickets", "closed_at"),
    "a ticket is closed by somebody who is there": closed_on_a_sunday,
    "a refund is waited for after a return": becomes("tickets", "reason", "refund-delay", lambda t: ~t["tickets"]["order_id"].isin(
        t["order_lines"].loc[t["order_lines"]["order_line_id"].isin(t["returns"]["order_line_id"]), "order_id"])),
    "a promotion missed comes from a campaign": becomes("tickets", "reason", "promotion-missed", lambda t: ~t["tickets"]["order_id"].isin(
        t["orders"].loc[t["orders"]["campaign_id"].notna(), "order_id"])),
    "a comment fits its order": becomes("surveys", "verbatim", "Merci ! Installation propre et rapide."),
    "an answer comes after delivery": earlier("surveys", "answered_at", where=lambda t: order_of(t, "surveys")["delivery_mode"] != "takeaway"),
    "who answers has ordered": an_answer_to_another,
    "scores are on their scale": becomes("surveys", "recommend", 11),
    "an interaction comes after the customer": earlier("interactions", "ts"),
    "a purchase comes after the channels met": earlier("interactions", "ts", 40, lambda t: t["interactions"]["opportunity_id"].isin(
        t["interactions"].loc[t["interactions"]["stage"] == "mission", "opportunity_id"].dropna()) & t["interactions"]["converted"]),
    "a purchase is worth its order’s total": plus("interactions", "value", 5, lambda t: t["interactions"]["converted"]),
    "tracking comes after sending": earlier("campaign_events", "ts"),
    "only the treated get the message": becomes("campaign_events", "customer_id", 10**9),
    "only what is delivered is opened, only what is opened is clicked": an_opening_without_delivery,
    "who unsubscribed has withdrawn his consent": a_withdrawal_forgotten,
    "only those who agreed are written to": a_message_to_nobody_s_wish,
    "offered = answered + abandoned": plus("calls", "abandoned", 1),
    "answered within 20 s ≤ answered": plus("calls", "answered_in_20s", 99),
    "both queues have the same agents": plus("calls", "agents", 1),
    "sales calls answered count those of the event log": fewer("answered", "sales"),
    "calls of the support queue count those of the tickets": fewer("offered", "support"),
    "sales are the pieces ordered and not cancelled": one_month_sold_twice,
    "closing = opening + received − sold": plus("stock", "closing", 1),
    "a shelf that was empty in a month had sold what it opened with, and closes with what came in since": becomes(
        "stock", "days_out", 3, lambda t: t["stock"]["opening"] > t["stock"]["sold"]),
    "a shelf that is empty all month stays at zero": becomes("stock", "days_out", 31, lambda t: t["stock"]["closing"] > 0),
    "stock is not negative": becomes("stock", "opening", -1),
    "cost = contacts × unit cost, but for rounding": plus("channel_costs", "cost_cents", 1_000_000),
    "the town matches the postcode": becomes("customers", "town", "Guingamp"),
    "who recommends was there before": a_late_recommendation,
    "one becomes a customer between 18 and 100": becomes("customers", "birth_date", pd.Timestamp("2013-05-01")),
    "the home shop is that of the town, if it has one": becomes("customers", "shop_id", 1, lambda t: t["customers"]["town"] == "Caen"),
    "the contacts of a company are at its address": one_company_at_two_addresses,
    "who comes through the shop comes on an open day": becomes(
        "customers", "created_on", pd.Timestamp("2024-05-01"), lambda t: t["customers"]["acquisition_channel"] == "shop"),
    "consent in person is given in opening hours": plus(
        "consents", "ts", pd.Timedelta(hours=12), lambda t: t["consents"]["proof"] == "in-person"),
    "agreeing to SMS takes a mobile": a_mobile_given_up,
    "numbers and addresses reach nobody": becomes("contact_points", "value", "06 12 34 56 78", lambda t: t["contact_points"]["kind"] == "mobile"),
    "an address or number has one holder": the_same_number_twice,
}  # fmt: skip
RULES = {rule.say("en"): needed for needed, rule, _ in coherence._RULES}


def test_no_rule_lacks_its_break() -> None:
    assert set(BREAKS) == set(RULES)
    assert len(RULES) == len(coherence._RULES)


@pytest.mark.parametrize("name", synthetic.WORLDS)
def test_a_world_breaks_no_rule(name: str) -> None:
    assert synthetic.violations(synthetic.world(name, customers=500, seed=8).tables).empty


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_what_breaks_it(sound: Frames, rule: str) -> None:
    tables = {name: frame.copy() for name, frame in sound.items()}
    BREAKS[rule](tables)
    found = synthetic.violations({name: tables[name] for name in RULES[rule]}).set_index("rule")["rows"]
    text = next(said for _, said, _ in coherence._RULES if said.say("en") == rule).say()
    assert found.get(text, 0) >= 1
    assert text not in set(synthetic.violations({name: sound[name] for name in RULES[rule]})["rule"])


# -- rules of the dictionary: keys, references, gaps, categories ---------------------------

PLACES = [(name, column.name) for name in WORLD_TABLES for column in TABLES[name].columns]


def shape(table: str, tables: Frames) -> set[str]:
    """The rules of the dictionary that a table breaks."""
    others = {name for name, _ in TABLES[table].foreign.values()} | {table}
    found = synthetic.violations({name: tables[name] for name in others})
    return set(found.loc[found["table"] == table, "rule"])


@pytest.mark.parametrize("table", [name for name in WORLD_TABLES if TABLES[name].primary])
def test_a_key_twice_is_seen(sound: Frames, table: str) -> None:
    twice = sound | {table: pd.concat([sound[table], sound[table].head(1)])}
    assert any(", ".join(TABLES[table].primary) in rule for rule in shape(table, twice))


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, c in PLACES if not TABLES[t][c].nullable])
def test_a_gap_is_seen(sound: Frames, table: str, column: str) -> None:
    frame = sound[table].copy()
    frame[column] = frame[column].astype(object).where(np.arange(len(frame)) > 0, None)
    rules = {rule for rule, bad in coherence._shape(TABLES[table], frame, {}) if bad.any()}
    assert any(rule.say("en") == f"{column} is given" for rule in rules)


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, c in PLACES if TABLES[t][c].categories])
def test_an_unknown_word_is_seen(sound: Frames, table: str, column: str) -> None:
    frame = sound[table].copy()
    put(frame, 0, column, "nonsense")
    rules = {rule for rule, bad in coherence._shape(TABLES[table], frame, {}) if bad.any()}
    assert any(rule.say("en") == f"{column} is a value of the dictionary" for rule in rules)


@pytest.mark.parametrize(("table", "column"), [(t, c) for t, c in PLACES if c in TABLES[t].foreign and c != "siret"])
def test_a_reference_to_nothing_is_seen(sound: Frames, table: str, column: str) -> None:
    frame = sound[table].copy()
    put(frame, 0, column, -9)
    other = TABLES[table].foreign[column][0]
    rules = {rule for rule, bad in coherence._shape(TABLES[table], frame, sound | {table: frame}) if bad.any()}
    assert any(rule.say("en") == f"{column} leads to a row of {other}" for rule in rules)
