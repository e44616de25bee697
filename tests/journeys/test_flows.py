"""Transitions, frequent ways, funnel, times and comparisons, each counted again by hand."""

import itertools
from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import InvalidData


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000))
def test_transitions_are_counted(make_log, seed):
    built = journeys.build(make_log(np.random.default_rng(seed)))
    counted = Counter()
    for row in built.paths.itertuples():
        steps = ["(start)", *row.path.split(" > ")]
        for pair in itertools.pairwise(steps):
            counted[pair] += row.journeys
        counted[steps[-1], "(conversion)"] += row.conversions
        counted[steps[-1], "(null)"] += row.journeys - row.conversions
    found = journeys.transitions(built)
    assert {(row.source, row.target): row.count_ for row in found.rename(columns={"count": "count_"}).itertuples()} == +counted
    np.testing.assert_allclose(journeys.transition_matrix(built).sum(axis=1), 1.0)
    assert found.loc[found["source"] == "(start)", "count"].sum() == len(built)


def test_flow_steps_lose_nobody(make_log, rng):
    built = journeys.build(make_log(rng))
    steps = journeys.flow_steps(built, steps=50)
    into = steps[steps["target"].isin(["(conversion)", "(null)"])]["journeys"].sum()
    assert into == len(built)
    for step in range(2, 6):
        arriving = steps[(steps["step"] == step - 1) & ~steps["target"].str.startswith("(")].groupby("target")["journeys"].sum()
        leaving = steps[steps["step"] == step].groupby("source")["journeys"].sum()
        pd.testing.assert_series_equal(arriving, leaving, check_names=False)


def test_frequent_paths_carry_their_success():
    table = pd.DataFrame({"path": ["a", "b", "a > b"], "conversions": [10, 0, 5], "nulls": [90, 20, 5]})
    top = journeys.frequent_paths(table, 2)
    assert top["path"].tolist() == ["a", "b"]
    assert top[["share", "conversion", "low", "high"]].round(4).iloc[0].tolist() == [0.7692, 0.1, 0.0552, 0.1744]  # Wilson 10/100


def test_step_times():
    events = pd.DataFrame({"customer_id": [1, 1, 2, 2], "channel": ["web", "shop", "web", "shop"], "converted": False,
                           "ts": pd.to_datetime(["2026-01-01 00:00", "2026-01-01 04:00", "2026-01-01 00:00", "2026-01-01 02:00"])})  # fmt: skip
    times = journeys.step_times(journeys.build(events))
    assert times[["source", "target", "count", "median_hours"]].to_numpy().tolist() == [["web", "shop", 2, 3.0]]


def test_funnel_wants_phases_in_order():
    rows = [
        (1, 1, "mission"),
        (1, 3, "order"),
        (1, 8, "fulfilment"),
        (2, 1, "mission"),
        (2, 2, "support"),
        (3, 5, "order"),
        (4, 1, "mission"),
        (4, 2, "order"),
    ]
    events = pd.DataFrame(rows, columns=["customer_id", "day", "stage"]).assign(channel="web", converted=False)
    events["ts"] = pd.Timestamp("2026-01-01") + pd.to_timedelta(events["day"], unit="D")
    table = journeys.funnel(events)
    assert table["customers"].tolist() == [3, 2, 1, 0]
    assert table["dropped"].round(3).tolist() == [0.0, 0.333, 0.5, 1.0]
    assert table["median_days"].tolist()[1:3] == [1.5, 5.0]
    with pytest.raises(InvalidData, match="stage must be a column"):
        journeys.funnel(events.drop(columns="stage"))


def test_groups_that_do_not_differ_and_one_that_does(make_log):
    one = journeys.build(make_log(np.random.default_rng(1), rows=3000, customers=300))
    other = journeys.build(make_log(np.random.default_rng(2), rows=3000, customers=300))
    same = journeys.compare_groups(one, other)
    assert (same["adjusted"] > 0.05).all()
    apart = journeys.compare_groups(one, journeys.build(make_log(np.random.default_rng(2), rows=3000, customers=300), exclude=["k2"]))
    assert apart.loc[0, "channel"] == "k2"
    assert apart.loc[0, "adjusted"] < 1e-6
    assert apart.loc[0, "other"] == 0
    assert (apart["adjusted"] >= apart["p_value"]).all()


def test_p_value_of_a_published_comparison():
    """5 of 83 against 12 of 99: p = 0.159."""
    one = pd.DataFrame({"path": ["a", "b"], "conversions": 0, "nulls": [5, 78]})
    other = pd.DataFrame({"path": ["a", "b"], "conversions": 0, "nulls": [12, 87]})
    table = journeys.compare_groups(journeys.from_paths(one), journeys.from_paths(other)).set_index("channel")
    assert table.loc["a", "p_value"] == pytest.approx(0.159, abs=5e-4)


def test_transitions_of_two_groups_use_the_exits_of_each():
    one = pd.DataFrame({"path": ["a > b", "a"], "conversions": [8, 2], "nulls": [0, 0]})
    other = pd.DataFrame({"path": ["a"], "conversions": [10], "nulls": [0]})
    table = journeys.compare_groups(journeys.from_paths(one), journeys.from_paths(other), of="transitions").set_index(["source", "target"])
    assert table.loc[("a", "b"), ["one", "other"]].tolist() == [0.8, 0.0]
    assert np.isnan(table.loc[("b", "(conversion)"), "other"])
