"""What it costs to serve, and ways out for a segment that costs more than it brings."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import supply
from crm_course.foundations.errors import InvalidValue

MINUTES = {"order": 8, "inquiry": 44, "credit check": 50}
QUARTER = pd.DataFrame({"customer_id": [1], "order": [49_000], "inquiry": [1_400], "credit check": [2_500]})


def test_the_example_of_kaplan_and_anderson():
    served = supply.cost_to_serve(QUARTER, MINUTES, 0.80, 700_000)
    assert (served.used, served.unused_capacity, served.unused_cost) == pytest.approx((578_600, 121_400, 97_120))
    assert served.customers["cost"].sum() == pytest.approx(462_880)
    assert served.used / served.capacity == pytest.approx(0.83, abs=0.005)
    assert pytest.approx(35.20) == 44 * 0.80  # an inquiry, where the classic way charges 40: idle time included


counts = st.lists(st.tuples(st.integers(1, 5), st.sampled_from("ab"), st.integers(0, 20), st.integers(0, 20)), min_size=1, max_size=20)


@settings(max_examples=40)
@given(counts, st.floats(0, 3))
def test_what_customers_are_charged_is_what_was_worked(rows, rate):
    table = pd.DataFrame(rows, columns=["customer_id", "channel", "call", "mail"])
    served = supply.cost_to_serve(table, {"call": 4, "mail": 7}, rate, 1000)
    worked = sum(4 * call + 7 * mail for _, _, call, mail in rows)
    assert served.used == pytest.approx(worked)
    assert served.customers["cost"].sum() == pytest.approx(worked * rate)
    assert served.channels["cost"].sum() == pytest.approx(worked * rate)
    assert served.segments["minutes"].tolist() == pytest.approx([worked])
    assert served.customers["customer_id"].is_unique
    assert served.unused_capacity == pytest.approx(1000 - worked)


def test_segments_and_the_whale():
    table = pd.DataFrame({"customer_id": [1, 2, 3, 1], "segment": ["a", "a", "b", "a"], "margin": [50, 10, 5, 10], "call": [1, 2, 6, 1]})
    served = supply.cost_to_serve(table, {"call": 5}, 1.0, 60)
    assert served.customers.set_index("customer_id")["result"].to_dict() == {3: -25, 1: 50, 2: 0}
    assert served.customers["customer_id"].tolist()[0] == 3  # the dearest first
    assert served.segments.set_index("segment")[["customers", "result"]].values.tolist() == [[2, 50], [1, -25]]
    whale = served.whale()
    assert whale["result"].max() == 50
    assert whale["result"].iloc[-1] == served.customers["result"].sum() == 25
    with pytest.raises(InvalidValue, match='the column "margin"'):
        supply.cost_to_serve(QUARTER, MINUTES, 1, 1).whale()


def test_more_work_than_people_is_said():
    served = supply.cost_to_serve(QUARTER, MINUTES, 0.80, 500_000)
    assert served.unused_capacity == -78_600
    assert "Il manque du monde" in served.sentence()


@pytest.mark.parametrize(
    ("change", "minutes", "rate", "sentence"),
    [
        ({}, {"order": 8, "inquiry": 44}, 1, "activities must be one of"),
        ({}, {**MINUTES, "cal": 3}, 1, "minutes must be one of"),
        ({"order": -1}, MINUTES, 1, r"order \(line 1\) must be a number of at least 0"),
        ({"order": np.nan}, MINUTES, 1, r"order \(line 1\)"),
        ({}, {**MINUTES, "order": -8}, 1, "minutes.*must be a number of at least 0"),
        ({}, MINUTES, -1, "cost_per_minute must be a number of at least 0"),
    ],
)
def test_what_cannot_be_charged_is_refused_in_words(change, minutes, rate, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        supply.cost_to_serve(QUARTER.assign(**change), minutes, rate, 700_000)


SMALL = supply.SegmentCase(orders=1000, basket=25, margin_share=0.3, minutes=10, cost_per_minute=0.8)


def test_letting_go_saves_nothing_while_the_team_is_paid():
    ways = supply.ways_out(SMALL).set_index("way")
    assert ways.loc["let go", "capacity_follows"] == 0
    assert ways.loc["let go", "capacity_stays"] == -8000
    assert ways.loc["keep", "capacity_follows"] == ways.loc["keep", "capacity_stays"] == -500
    assert (ways["capacity_follows"] >= ways["capacity_stays"]).all()
    assert ways.loc["steer"].tolist() == [1000, 7500, 6000, 2700, -500]  # half the orders take 2 minutes
    assert ways.loc["price"].tolist() == pytest.approx([850, 850 * 9.5, 8500, 850 * 1.5, 850 * 9.5 - 8000])
    # 400 small orders of 15 €: 200 rise to 30 €, 200 leave
    assert ways.loc["minimum basket"].tolist() == pytest.approx([800, 7500 - 200 * 4.5 + 200 * 4.5, 8000, 1100, -500])


def test_a_way_out_that_nobody_takes_changes_nothing():
    still = dataclasses.replace(SMALL, steered_share=0, fee=0, lost_to_fee=0, small_share=0)
    ways = supply.ways_out(still).set_index("way")
    assert (ways.loc[["steer", "price", "minimum basket"]] == ways.loc["keep"]).all().all()
    with pytest.raises(InvalidValue, match="margin_share must be a share"):
        dataclasses.replace(SMALL, margin_share=30)


def test_demand_from_the_customer_base():
    base = pd.DataFrame(
        {"group": ["active", "new"], "customers": [4000, 1000], "order_share": [0.2, 0.1], "units": [2, 1], "ordered": [30, 0]}
    )
    plan = supply.plan_demand(base)
    assert plan.mean == 1600 + 100 + 30
    rng = np.random.default_rng(3)
    drawn = 30 + 2 * rng.binomial(4000, 0.2, 200_000) + rng.binomial(1000, 0.1, 200_000)
    assert plan.sd == pytest.approx(drawn.std(), rel=0.01)
    swayed = supply.plan_demand(base.assign(rate_sd=[0.02, 0.0], units_sd=[0.5, 0.0]))
    rate = rng.normal(0.2, 0.02, 200_000)
    count = rng.binomial(4000, rate)
    total = rng.normal(2 * count, 0.5 * np.sqrt(count)) + rng.binomial(1000, 0.1, 200_000)
    assert swayed.sd == pytest.approx(total.std(), rel=0.01)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"order_share": 20}, "order_share .* must be a share"),
        ({"unit": 1}, 'Did you mean "units"'),
        ({"customers": -1}, "customers .* at least 0"),
    ],
)
def test_a_base_that_makes_no_sense_is_refused_in_words(change, sentence):
    base = pd.DataFrame({"group": ["active"], "customers": [4000], "order_share": [0.2], "units": [2]}).assign(**change)
    with pytest.raises(InvalidValue, match=sentence):
        supply.plan_demand(base)
