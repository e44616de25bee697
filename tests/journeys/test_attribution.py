"""Credit rules by hand, identities for all models, intervals that cover."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import journeys
from crm_course.foundations.errors import InvalidValue, UnknownName

FOUR = pd.DataFrame({
    "customer_id": 1, "channel": ["search", "email", "direct", "direct"], "converted": [False, False, False, True],
    "ts": pd.to_datetime(["2026-01-01", "2026-01-08", "2026-01-15", "2026-01-15"]) + pd.to_timedelta([0, 0, 0, 0], unit="s"), "value": [0, 0, 0, 100.0],
})  # fmt: skip


def credits(frame, **options):
    return journeys.attribute(frame, **options).set_index("channel")["credit"].to_dict()


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("first", {"search": 1, "email": 0, "direct": 0}),
        ("last", {"search": 0, "email": 0, "direct": 1}),
        ("last-non-direct", {"search": 0, "email": 1, "direct": 0}),
        ("linear", {"search": 0.25, "email": 0.25, "direct": 0.5}),
        ("position", {"search": 0.4, "email": 0.1, "direct": 0.5}),
        ("time-decay", {"search": 0.25 / 2.75, "email": 0.5 / 2.75, "direct": 2 / 2.75}),  # ages 14, 7, 0, 0 days
        ("markov", {"search": 1 / 3, "email": 1 / 3, "direct": 1 / 3}),
        ("shapley", {"search": 1 / 3, "email": 1 / 3, "direct": 1 / 3}),
    ],
)
def test_one_journey_by_hand(model, expected):
    built = journeys.build(FOUR)
    assert credits(built, model=model) == pytest.approx(expected)
    assert journeys.attribute(built, model)["value"].sum() == pytest.approx(100)


def test_position_of_one_and_two_contacts():
    table = pd.DataFrame({"path": ["a", "b > c"], "conversions": [1, 1], "nulls": [0, 0]})
    assert credits(table, model="position") == {"a": 1.0, "b": 0.5, "c": 0.5}


def test_only_direct_visits_keep_their_credit():
    table = pd.DataFrame({"path": ["direct > direct"], "conversions": [1], "nulls": [0]})
    assert credits(table, model="last-non-direct") == {"direct": 1.0}


def test_time_decay_without_a_clock_halves_at_each_step():
    table = pd.DataFrame({"path": ["a > b > c"], "conversions": [7], "nulls": [0]})
    assert credits(table, model="time-decay") == pytest.approx({"a": 1.0, "b": 2.0, "c": 4.0})


def test_half_life_is_an_option():
    built = journeys.build(FOUR)
    assert credits(built, model="time-decay", half_life_days=1e9)["direct"] == pytest.approx(0.5)


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), model=st.sampled_from(journeys.MODELS), order=st.sampled_from([1, 2]))
def test_every_model_gives_away_what_was_bought_whatever_the_order_of_rows(make_log, seed, model, order):
    events = make_log(np.random.default_rng(seed))
    built = journeys.build(events)
    frame = journeys.attribute(built, model, order=order)
    assert frame["credit"].sum() == pytest.approx(events["converted"].sum())
    assert frame["value"].sum() == pytest.approx(events.loc[events["converted"], "value"].sum())
    assert (frame["credit"] >= 0).all()
    pd.testing.assert_frame_equal(journeys.attribute(journeys.build(events.sample(frac=1, random_state=seed)), model, order=order), frame)


@pytest.mark.parametrize("model", journeys.MODELS)
def test_one_contact_each_all_models_agree(model):
    table = pd.DataFrame({"path": ["a", "b"], "conversions": [3, 1], "nulls": [3, 1]})
    assert credits(table, model=model) == pytest.approx({"a": 3, "b": 1})


@pytest.mark.parametrize("model", journeys.MODELS)
def test_nobody_bought(model, make_log, rng):
    built = journeys.build(make_log(rng).assign(converted=False))
    frame = journeys.attribute(built, model, intervals=True)
    assert (frame[["credit", "value", "share", "low", "high"]] == 0).all(axis=None)


def test_comparison_has_a_column_per_model_and_each_adds_up(make_log, rng):
    table = journeys.compare_models(journeys.build(make_log(rng)))
    assert list(table.columns) == list(journeys.MODELS)
    np.testing.assert_allclose(table.sum(), 1.0)


@pytest.mark.parametrize("model", journeys.MODELS)
def test_intervals_hold_the_share_and_are_reproducible(model, planted):
    built = journeys.build(planted[0])
    frame = journeys.attribute(built, model, intervals=True)
    assert ((frame["low"] <= frame["share"]) & (frame["share"] <= frame["high"])).all()
    shuffled = journeys.build(planted[0].sample(frac=1, random_state=4))
    pd.testing.assert_frame_equal(journeys.attribute(shuffled, model, intervals=True), frame)


def test_intervals_of_a_path_table_and_of_second_order(planted):
    built = journeys.build(planted[0])
    from_log = journeys.attribute(built, order=2, intervals=True).set_index("channel")
    from_table = journeys.attribute(built.paths, order=2, intervals=True).set_index("channel")
    np.testing.assert_allclose(from_table["share"], from_log["share"].loc[from_table.index])
    width = (from_log["high"] - from_log["low"]) / (from_table["high"] - from_table["low"]).loc[from_log.index]
    assert width.between(0.75, 1.33).all()  # one journey per customer here, so the two resamplings agree up to noise


@pytest.mark.parametrize("model", ["last", "markov"])
def test_intervals_cover(model):
    """80 logs of 300 customers from one law: about 95 % of intervals hold the law's own share."""
    rng = np.random.default_rng(11)
    law = pd.DataFrame({"path": ["a > b", "a", "b", "c > b"], "chance": [0.25, 0.35, 0.25, 0.15], "buys": [0.3, 0.1, 0.2, 0.3]})
    exact = law.assign(conversions=law["chance"] * law["buys"], nulls=law["chance"] * (1 - law["buys"]))
    true = journeys.attribute(exact, model).set_index("channel")["share"]
    inside = []
    for seed in range(80):
        number = rng.multinomial(300, law["chance"])
        bought = rng.binomial(number, law["buys"])
        table = pd.DataFrame({"path": law["path"], "conversions": bought, "nulls": number - bought})
        frame = journeys.attribute(table, model, intervals=True, seed=seed).set_index("channel")
        inside += [frame.loc[name, "low"] <= true[name] <= frame.loc[name, "high"] for name in ("a", "b")]
    assert 0.88 <= np.mean(inside) <= 0.99


def test_a_channel_with_few_purchases_is_marked():
    table = pd.DataFrame({"path": ["a > b", "b"], "conversions": [5, 60], "nulls": [100, 100]})
    assert journeys.evidence(table).set_index("channel")["thin"].to_dict() == {"a": True, "b": False}


def test_unknown_model_proposes_the_closest():
    with pytest.raises(UnknownName, match='Did you mean "markov"'):
        journeys.attribute(FOUR.assign(path="a", conversions=1), "markow")
    with pytest.raises(InvalidValue, match="half_life_days must be a number above 0"):
        journeys.attribute(journeys.build(FOUR), "time-decay", half_life_days=0)
