"""The chain of mailings, the whale curve, positions, stages, baskets and offers."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import value
from crm_course.foundations.errors import InvalidData, InvalidValue

STAY = [0.3, 0.2, 0.15, 0.05]


# -- the chain ----------------------------------------------------------------------------


def test_pfeifer_and_carraway():
    """Pfeifer and Carraway (2000), horizon 4: 50.115, 4.220, 0.592, −1.980, 0."""
    case = value.migration(STAY, 40, 4, 0.2, horizon=4)
    assert case.values.tolist() == pytest.approx([50.115, 4.220, 0.592, -1.980, 0], abs=5e-4)


def test_for_ever_and_the_best_stop():
    case = value.migration(STAY, 40, 4, 0.2)
    assert case.values.tolist() == pytest.approx([52.320, 5.554, 1.251, -1.820, 0], abs=5e-4)
    assert case.stop_after == 3
    assert case.best_values.tolist() == pytest.approx([53.149, 6.621, 2.644, 0, 0], abs=5e-4)
    assert "Dernier envoi au rang 3" in case.sentence()


@settings(max_examples=20)
@given(st.lists(st.floats(0, 0.9), min_size=1, max_size=4), st.floats(1, 60), st.floats(0, 10), st.floats(0.05, 0.5))
def test_a_long_horizon_is_for_ever_and_no_stop_is_better(stay, margin, cost, rate):
    case = value.migration(stay, margin, cost, rate)
    assert value.migration(stay, margin, cost, rate, horizon=600).values == pytest.approx(case.values, rel=1e-6, abs=1e-6)
    assert (case.best_values >= case.values - 1e-9).all() or case.best_values[0] >= case.values[0] - 1e-9
    stops = [value.migration([*stay[:stop], *[0.0] * (len(stay) - stop)], margin, 0.0, rate).values[0] for stop in range(len(stay) + 1)]
    assert max(stops) >= case.best_values[0] - 1e-6  # written to for nothing is never worse


def test_the_chain_by_simulation():
    rng, n, rate = np.random.default_rng(1), 60_000, 0.2
    state, worth = np.zeros(n, np.int64), np.full(n, 36.0)
    chances = np.array([*STAY, 0.0])
    for period in range(1, 60):
        buys = rng.random(n) < chances[state]
        state = np.where(buys, 0, np.minimum(state + 1, 4))
        worth += (40.0 * buys - 4.0 * (state < 4)) / (1 + rate) ** period
    assert value.migration(STAY, 40, 4, 0.2).values[0] == pytest.approx(worth.mean(), abs=4 * worth.std() / np.sqrt(n))


def test_writing_that_never_pays_and_what_is_no_chance():
    assert value.migration([0.01], 10, 5, 0.1).stop_after == 0
    with pytest.raises(InvalidValue, match="shares between 0 and 1"):
        value.migration([30, 20], 40, 4, 0.2)
    with pytest.raises(InvalidValue, match="infinite"):
        value.migration([1.0], 40, 4, 0)


# -- profits ------------------------------------------------------------------------------


@given(st.lists(st.floats(-1e4, 1e4), min_size=1, max_size=60))
def test_whale_peak_is_the_profit_of_those_who_bring_any(profits):
    curve = value.whale(profits)
    assert curve.peak == pytest.approx(sum(p for p in profits if p > 0), abs=1e-6)
    assert curve.frame["cumulative"].max() <= curve.peak + 1e-6
    assert curve.frame["cumulative"].iloc[-1] == pytest.approx(curve.total, abs=1e-6)
    assert curve.peak_share == sum(p > 0 for p in profits) / len(profits)


def test_whale_keeps_customers_and_refuses_gaps():
    curve = value.whale(pd.Series({"a": 10.0, "b": -4.0, "c": 30.0}))
    assert curve.frame["customer_id"].tolist() == ["c", "a", "b"]
    assert curve.destroyed == 4
    assert curve.peak_of_total == pytest.approx(40 / 36)
    with pytest.raises(InvalidData, match=r"profit \(line 3\)"):
        value.whale([1.0, None])


def test_cost_to_serve_wants_every_channel():
    calls = pd.DataFrame({"customer_id": [1, 1, 2], "channel": ["phone", "email", "chat"]})
    with pytest.raises(InvalidValue, match="absent: chat"):
        value.cost_to_serve(calls, {"phone": 4.5, "email": 2.0})


def test_share_of_wallet():
    assert value.share_of_wallet(120, 400) == 0.3
    assert value.share_of_wallet([1, 5, 2], [2, 4, 0]).tolist() == pytest.approx([0.5, np.nan, np.nan], nan_ok=True)
    with pytest.raises(InvalidValue, match="at least what is spent"):
        value.share_of_wallet(5, 4)


@given(st.integers(1, 30))
def test_wallet_allocation_adds_up(brands):
    assert value.wallet_allocation(np.arange(1, brands + 1), brands).sum() == pytest.approx(1)


# -- positions ----------------------------------------------------------------------------


def test_the_four_names():
    loyalty, worth = pd.Series([0.9, 0.1, 0.9, 0.1, 0.5], list("abcde")), pd.Series([500, 500, 5, 5, 100], list("abcde"))
    found = value.matrix(loyalty, worth, cuts={"loyalty": 0.5, "value": 100})
    assert found.to_dict() == {"a": "dream", "b": "at_risk", "c": "worries", "d": "short_term", "e": "dream"}
    assert value.matrix(loyalty, worth[::-1], cuts=(0.5, 100)).to_dict() == found.to_dict()
    assert value.matrix([np.nan], [1.0], cuts=(0, 0))[0] is None


def test_movement_matches_by_customer_and_tells_who_left():
    before = pd.Series({"a": "dream", "b": "dream", "c": "worries"})
    after = pd.Series({"b": "at_risk", "a": "dream", "d": "short_term"})
    table = value.movement(before, after)
    assert table.loc["dream", ["dream", "at_risk"]].tolist() == [1, 1]
    assert table.loc["worries", "absent"] == table.loc["absent", "short_term"] == 1
    assert table.to_numpy().sum() == 4


def test_positions_refuse_what_does_not_match():
    with pytest.raises(InvalidValue, match="two cut-offs"):
        value.matrix([1], [1], cuts=3)
    with pytest.raises(InvalidValue, match="same customers"):
        value.matrix(pd.Series([1.0], ["a"]), pd.Series([1.0], ["b"]), cuts=(0, 0))
    with pytest.raises(InvalidValue, match="dream"):
        value.movement(["dreams"], ["dream"])
    with pytest.raises(InvalidValue, match="2 in number"):
        value.movement(["dream", "dream"], ["dream"])


# -- stages -------------------------------------------------------------------------------

ORDERS = pd.DataFrame(
    [
        ("new", "2026-11-10", 20, "web"),
        ("active", "2026-01-01", 20, "shop"), ("active", "2026-06-01", 20, "shop"), ("active", "2026-10-20", 20, "shop"),
        ("mature", "2023-01-01", 20, "shop"), ("mature", "2025-01-01", 20, "shop"), ("mature", "2026-09-01", 20, "shop"),
        ("fading", "2025-01-01", 400, "web"), ("fading", "2025-02-01", 400, "web"),
        ("once", "2025-01-15", 10, "shop"),
    ],
    columns=["customer_id", "ordered_at", "amount", "channel"],
)  # fmt: skip
CONTACTS = pd.DataFrame(
    [("prospect", "2026-11-01", "mission"), ("cold", None, None), ("new", "2026-11-15", "support"), ("active", "2025-12-20", "mission")],
    columns=["customer_id", "ts", "stage"],
)


def test_every_stage_has_its_moment_and_its_action():
    found = value.stages(ORDERS, CONTACTS, on="2026-11-30").set_index("customer_id")
    assert found["stage"].to_dict() == {
        "new": "new", "active": "active", "mature": "mature", "fading": "fading", "once": "fading", "prospect": "prospect", "cold": "cold",
    }  # fmt: skip
    assert found.loc["new", ["moment", "action"]].tolist() == ["first_service_request", "support"]
    assert found.loc["active", ["moment", "action", "orders"]].tolist() == ["reorder", "share_of_wallet", 3]
    assert found.loc["fading", ["moment", "action"]].tolist() == ["silence", "lengthen"]
    assert found.loc["cold", ["moment", "action"]].tolist() == ["none", "influence"]
    assert found.loc["prospect", "moment"] == "first_contact"


def test_the_parcel_is_a_moment_when_it_has_come():
    rows = ORDERS.head(1).assign(delivered_at="2026-11-14")
    assert value.stages(rows, None, on="2026-11-13")["moment"].tolist() == ["first_order"]
    assert value.stages(rows, None, on="2026-11-30")["moment"].tolist() == ["first_parcel"]


def test_sensitive_categories():
    found = value.sensitive(ORDERS, CONTACTS, on="2026-11-30")
    members = found.groupby("category")["customer_id"].agg(set).to_dict()
    assert members == {"web": {"new", "fading"}, "new": {"new"}, "good_fading": {"fading"}}
    assert found["customer_id"].iloc[0] == "fading"


def test_a_contact_of_tomorrow_is_refused():
    with pytest.raises(InvalidData, match="at most 1 Nov 2026"):
        value.stages(ORDERS[ORDERS["ordered_at"] < "2026-11"], CONTACTS.assign(ts="2026-12-01"), on="2026-11-01")


# -- baskets ------------------------------------------------------------------------------


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from("abcd")), min_size=2, max_size=40))
def test_together_counts_as_one_would_by_hand(rows):
    lines = pd.DataFrame(rows, columns=["order_id", "article"])
    baskets = lines.groupby("order_id")["article"].agg(set)
    found = value.together(lines, least=1)
    for row in found.itertuples():
        both = sum({row.article, row.other} <= basket for basket in baskets)
        one, other = (sum(name in basket for basket in baskets) for name in (row.article, row.other))
        assert row.orders == both
        assert row.lift == pytest.approx(both * len(baskets) / (one * other))
        assert row.low <= row.lift + 1e-12
        assert row.lift <= row.high + 1e-12


def test_the_interval_of_a_lift_holds_1_when_articles_know_nothing_of_each_other():
    rng, inside = np.random.default_rng(6), 0
    for _ in range(60):
        held = rng.random((800, 2)) < (0.3, 0.2)
        lines = pd.DataFrame(np.argwhere(held), columns=["order_id", "product_id"])
        lines = pd.concat([lines, pd.DataFrame({"order_id": np.arange(800), "product_id": 9})])
        row = value.together(lines, least=1).query("article == 0 and other == 1").iloc[0]
        inside += row["low"] <= 1 <= row["high"]
    assert 0.90 <= inside / 60 <= 0.99


def test_families_tell_cross_sell_from_up_sell_and_a_bundle_may_lose():
    lines = pd.DataFrame({"order_id": [1, 1, 1], "product_id": ["tea", "pot", "green tea"], "family": ["tea", "ware", "tea"]})
    kinds = value.together(lines, least=1).set_index(["article", "other"])["kind"].to_dict()
    assert kinds[("green tea", "tea")] == "up-sell"
    assert kinds[("pot", "tea")] == "cross-sell"
    assert value.bundle(200, 10, margin=15, rebate=4).adds == -690
    assert value.bundle(200, 10, margin=3, rebate=4).needed == np.inf


# -- brands and offers --------------------------------------------------------------------


def test_the_level_is_the_lower_of_the_two():
    brands = pd.DataFrame({"brand": list("abcd"), "interactive_share": [0.7, 0.7, 0.1, 0.35], "customer_value": [200.0, 10, 200, 70]})
    found = value.strategy(brands)
    assert found["level"].tolist() == [3, 1, 1, 2]
    assert found["held_by"].tolist() == ["nothing", "value", "channels", "both"]
    assert found["strategy"].tolist() == ["steer_relationships", "process_contacts", "process_contacts", "manage_services"]
    with pytest.raises(InvalidData, match="Did you mean 0.7"):
        value.strategy(brands.assign(interactive_share=70.0))


MENU = pd.DataFrame(
    [
        ("gifts", "none", 0, 0, 0), ("gifts", "birthday", 2, 2, 3), ("gifts", "welcome box", 6, 4, 5),
        ("delivery", "5 days", 0, 1, 1), ("delivery", "2 days", 4, 4, 6),
        ("answers", "letter", 0, 0, 0), ("answers", "call in 24 h", 3, 5, 4),
    ],
    columns=["item", "level", "cost", "satisfaction", "perceived_value"],
)  # fmt: skip
SEGMENTS = pd.DataFrame({"segment": ["S1", "S2", "S3"], "customers": [100, 300, 600], "weight": [5.0, 2.0, 1.0]})


def test_without_a_budget_each_gets_what_he_values_most():
    found = value.service_offer(SEGMENTS, MENU).set_index("segment")
    assert found.loc["S3", ["gifts", "delivery", "answers"]].tolist() == ["welcome box", "2 days", "call in 24 h"]
    assert found.loc["S1", "cost"] == 1300
    assert found.loc["S1", ["satisfaction", "perceived_value"]].tolist() == [13, 15]
    assert found["offers"].isna().all()


@pytest.mark.parametrize("budget", [0, 500, 1_700, 4_000, 9_000])
def test_the_budget_is_spent_best(budget):
    found = value.service_offer(SEGMENTS, MENU, budget=budget)
    assert found["cost"].sum() <= budget
    worth = float((found["perceived_value"] * SEGMENTS["customers"] * SEGMENTS["weight"]).sum())
    by_item = [rows.index.tolist() for _, rows in MENU.groupby("item")]
    lines = list(product(*by_item))
    cost, points = ([MENU.loc[list(line), name].sum() for line in lines] for name in ("cost", "perceived_value"))
    best = 0.0
    for choice in product(range(len(lines)), repeat=3):
        spent = sum(cost[place] * size for place, size in zip(choice, SEGMENTS["customers"], strict=True))
        if spent <= budget:
            best = max(best, sum(points[p] * n * w for p, n, w in zip(choice, SEGMENTS["customers"], SEGMENTS["weight"], strict=True)))
    assert worth == pytest.approx(best)


def test_offers_refuse_what_cannot_be_served():
    with pytest.raises(InvalidValue, match="at least €4,000"):
        value.service_offer(SEGMENTS, MENU[MENU["level"].eq("2 days")], budget=100)
    with pytest.raises(InvalidValue, match="delivery"):
        value.service_offer(SEGMENTS, MENU.assign(item="deliveries"))
    with pytest.raises(InvalidValue, match="every segment"):
        value.service_offer(SEGMENTS, MENU.assign(segment="S1"))
