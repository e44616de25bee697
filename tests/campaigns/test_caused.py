"""What the message caused, whom to write to, whom it changes."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course import campaigns, synthetic
from crm_course.foundations.errors import CourseError, InvalidData, InvalidValue, UnknownName

# -- caused -------------------------------------------------------------------------------


def test_the_case_of_three_answers():
    found = campaigns.incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05, clicked=200)
    assert (found.caused, found.roi, found.naive_roi, found.last_click_roi) == pytest.approx((80, 2.2, 19.0, 7.0))
    assert (found.low / 100, found.high / 100) == pytest.approx((0.22, 1.38), abs=0.005)  # in points of 10 000 people
    assert np.isnan(campaigns.incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05).last_click_roi)


@given(st.integers(0, 50), st.integers(50, 500), st.integers(0, 50), st.integers(50, 500), st.floats(-5, 50), st.floats(0.01, 2))
def test_it_is_the_difference_of_shares_scaled(orders, people, others, held, margin, cost):
    found = campaigns.incrementality((orders, people), (others, held), margin=margin, cost=cost)
    effect = campaigns.test((orders, people), (others, held))
    assert found.caused == pytest.approx(people * effect.lift, abs=1e-9)
    assert (found.low, found.high) == pytest.approx((people * effect.low, people * effect.high))
    assert found.roi == pytest.approx((found.caused * margin - found.spent) / found.spent)
    assert found.roi_low <= found.roi + 1e-9
    assert found.roi <= found.roi_high + 1e-9


def orders_after(tables):
    """Each person of each e-mail campaign, and his orders within its window."""
    sent = tables["campaigns"].loc[tables["campaigns"]["channel"] == "email", ["campaign_id", "sent_at", "window_days"]]
    members = tables["campaign_members"][["campaign_id", "customer_id", "arm"]].merge(sent, on="campaign_id").reset_index()
    orders = members.merge(tables["orders"][["customer_id", "ordered_at"]], on="customer_id")
    at, begin = pd.to_datetime(orders["ordered_at"]), pd.to_datetime(orders["sent_at"])
    inside = orders[(at >= begin) & (at < begin + pd.to_timedelta(orders["window_days"], unit="D"))]
    return members.assign(orders=members["index"].map(inside.groupby("index").size()).fillna(0).astype(int))


def test_held_out_people_tell_the_planted_truth(thorough):
    off, credited = [], []
    for seed in range(36 if thorough else 3):
        made = synthetic.world("mail-order", customers=1500 if thorough else 800, months=24, seed=seed)
        members = orders_after(made.tables)
        treated, control = (members[members["arm"] == arm]["orders"] for arm in ("treated", "control"))
        found = campaigns.incrementality((int(treated.sum()), len(treated)), (int(control.sum()), len(control)), margin=20, cost=0.05)
        truth = made.uplift * len(treated)
        off.append((found.caused - truth) / ((found.high - found.low) / 2 / 1.959964))
        credited.append(treated.sum() / truth)
    assert abs(np.mean(off)) < 3 / np.sqrt(len(off))
    assert np.mean(credited) > 4  # "all who bought" is wrong by that factor
    if thorough:
        assert 0.85 < np.std(off) < 1.15


@pytest.mark.parametrize(
    ("mailed", "options", "message"),
    [
        ((120, 100), {}, "Count once who orders twice"), ((1, 1), {}, "at least two people"), (3, {}, "two numbers"), ((1, 2, 3), {}, "two numbers"),
        ((-1, 10), {}, "at least 0"), ((1, 10), {"cost": -1}, "cost"), ((1, 10), {"clicked": 2}, "between 0 and the orders"), ((1.5, 10), {}, "whole number"),
    ],
)  # fmt: skip
def test_pairs_that_cannot_be_are_said(mailed, options, message):
    with pytest.raises(InvalidValue, match=message):
        campaigns.incrementality(mailed, (1, 10), **{"margin": 1, "cost": 1} | options)


# -- cells --------------------------------------------------------------------------------


def test_break_even_with_and_without_returns():
    cells = pd.DataFrame({"cell": ["a"], "mailed": [100], "shrunk": [0.06]})
    assert campaigns.mail(cells, margin=60 * 0.25, cost=0.80).break_even == pytest.approx(0.0533, abs=5e-5)
    late = campaigns.mail(cells, margin=60 * 0.25, cost=0.80, returns=0.30)
    assert late.break_even == pytest.approx(0.0762, abs=5e-5)
    assert (len(late.cells), late.expected_profit) == (0, 0)


def test_shrinkage_lies_between_the_cell_and_the_mean():
    rng = np.random.default_rng(1)
    history = pd.DataFrame({"a": rng.integers(0, 6, 4000), "b": rng.integers(0, 6, 4000)})
    history["ordered"] = rng.random(4000) < 0.03 + 0.02 * (history["a"] > 3)
    cells = campaigns.response_cells(history, ["a", "b"])
    mean = float(cells["orders"].sum() / cells["mailed"].sum())
    assert cells["mailed"].sum() == 4000
    assert (np.sign(cells["shrunk"] - cells["rate"]) * np.sign(mean - cells["rate"]) >= 0)[(cells["rate"] - mean).abs() > 0.01].all()
    assert cells["shrunk"].std() < cells["rate"].std()
    assert ((cells["low"] < cells["shrunk"]) & (cells["shrunk"] < cells["high"])).all()
    grouped = history.groupby(["a", "b"])["ordered"].agg(mailed="count", orders="sum").reset_index()
    pd.testing.assert_frame_equal(campaigns.response_cells(grouped, ["a", "b"]), cells, check_dtype=False)


def test_the_prior_is_found_again():
    rng = np.random.default_rng(7)
    true = rng.beta(3, 57, 3000)
    history = pd.DataFrame({"cell": range(3000), "mailed": 200, "orders": rng.binomial(200, true)})
    cells = campaigns.response_cells(history, "cell")
    weight = ((cells["shrunk"] - cells["rate"]) / (0.05 - cells["rate"]))[(cells["rate"] - 0.05).abs() > 0.03].mean()
    assert weight == pytest.approx(60 / 260, abs=0.02)
    assert np.mean((true > cells["low"]) & (true < cells["high"])) == pytest.approx(0.95, abs=0.01)


def test_shrunk_cells_earn_nearly_what_an_oracle_would_and_promise_no_more(thorough):
    rng, sums = np.random.default_rng(9), {"own": 0.0, "promised": 0.0, "boasted": 0.0, "naive": 0.0, "oracle": 0.0}
    for _ in range(60 if thorough else 8):
        true, size = rng.beta(2, 38, 125), rng.integers(40, 400, 125)
        history = pd.DataFrame({"cell": range(125), "mailed": size, "orders": rng.binomial(size, true)})
        cells = campaigns.response_cells(history, "cell")
        gain = pd.Series((true * 15 - 0.80) * size)
        shrunk, raw = (campaigns.mail(table, margin=15, cost=0.80) for table in (cells, cells.drop(columns="shrunk")))
        sums["own"] += gain[shrunk.cells["cell"]].sum()
        sums["naive"] += gain[raw.cells["cell"]].sum()
        sums["promised"] += shrunk.expected_profit
        sums["boasted"] += raw.expected_profit
        sums["oracle"] += gain.clip(lower=0).sum()
    assert sums["own"] >= 0.9 * sums["oracle"]
    assert sums["promised"] == pytest.approx(sums["own"], rel=0.05)
    assert sums["boasted"] > 1.05 * sums["naive"]  # the best cells were lucky: re-mailed, they fall back


@pytest.mark.parametrize("orders", [[0, 0], [5, 5], [0, 3]])
def test_extreme_cells_are_no_trouble(orders):
    cells = campaigns.response_cells(pd.DataFrame({"cell": ["a", "b"], "mailed": [5, 5], "orders": orders}), "cell")
    assert np.isfinite(cells[["shrunk", "low", "high"]].to_numpy()).all()
    assert cells["shrunk"].between(0, 1).all()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: campaigns.response_cells(pd.DataFrame({"a": [1], "orders": [2]}), "a"), "at most the number of people"),
        (lambda: campaigns.response_cells(pd.DataFrame({"town": [1], "orders": [1]}), "twon"), 'Did you mean "town"'),
        (lambda: campaigns.response_cells(pd.DataFrame({"a": [1]}), "a"), "orders"),
        (lambda: campaigns.response_cells(pd.DataFrame({"a": [], "orders": []}), "a"), "at least one row"),
        (lambda: campaigns.mail(pd.DataFrame({"a": [1]}), margin=1, cost=1), "column"),
        (lambda: campaigns.mail(pd.DataFrame({"mailed": [1], "rate": [0.1]}), margin=0, cost=1), "above 0"),
        (lambda: campaigns.mail(pd.DataFrame({"mailed": [1], "rate": [0.1]}), margin=1, cost=1, returns=30), r"Did you mean 0\.3"),
    ],
)
def test_cells_that_cannot_be_are_said(call, message):
    with pytest.raises((InvalidValue, InvalidData, UnknownName), match=message):
        call()


# -- uplift -------------------------------------------------------------------------------


def people(n, seed):
    """The sure, whom no message changes; the persuadable; those whom it drives away."""
    rng = np.random.default_rng(seed)
    kind, arm = rng.choice(["sure", "persuadable", "asleep"], n, p=[0.4, 0.35, 0.25]), rng.random(n) < 0.5
    base = pd.Series(kind).map({"sure": 0.45, "persuadable": 0.08, "asleep": 0.20}).to_numpy()
    effect = pd.Series(kind).map({"sure": 0.0, "persuadable": 0.12, "asleep": -0.10}).to_numpy()
    features = pd.DataFrame({"kind": kind, "age": rng.normal(45, 12, n)})
    return features, arm, rng.random(n) < base + effect * arm, effect, base


def test_models_tell_apart_whom_the_message_changes():
    features, arm, bought, effect, base = people(6000, 3)
    found = campaigns.uplift(features, arm, bought)
    for kind in ("sure", "persuadable", "asleep"):
        rows = (features["kind"] == kind).to_numpy()
        assert found[rows].mean() == pytest.approx(effect[rows].mean(), abs=0.05)
    chosen, sure = np.argsort(-found)[:2000], np.argsort(-base)[:2000]
    assert effect[chosen].sum() >= 1.3 * max(effect[sure].sum(), 1)  # writing to the sure buyers changes nothing
    assert campaigns.qini(found, arm, bought).low > 0
    assert 0.2 < campaigns.qini(found, arm, bought).best_share < 0.9


def test_nobody_is_scored_by_a_model_that_saw_him():
    rng = np.random.default_rng(0)
    noise, arm, bought = rng.normal(size=(600, 40)), np.arange(600) % 2 == 0, rng.random(600) < 0.3
    found = campaigns.qini(campaigns.uplift(noise, arm, bought), arm, bought)
    assert found.low < 0 < found.high
    assert np.array_equal(campaigns.uplift(noise, arm, bought), campaigns.uplift(noise, arm, bought))


@pytest.mark.parametrize("score", ["continuous", "ties", "backwards", "constant"])
def test_the_coefficient_is_that_of_another_package(score):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it calls a deprecated function of scikit-learn
        from sklift.metrics import qini_auc_score, qini_curve

        rng = np.random.default_rng(1)
        x, arm = rng.normal(size=3000), rng.random(3000) < 0.4
        bought = rng.random(3000) < 0.1 + 0.1 * arm * (x > 0)
        ranking = {"continuous": x, "ties": np.round(x), "backwards": -x, "constant": np.zeros(3000)}[score]
        other = qini_auc_score(bought.astype(int), ranking, arm.astype(int))
        share, extra = qini_curve(bought.astype(int), ranking, arm.astype(int))
    found = campaigns.qini(ranking, arm, bought)
    assert found.value == pytest.approx(other, abs=1e-9)
    assert np.interp(found.frame["share"] * 3000, share, extra) == pytest.approx(found.frame["extra"].to_numpy(), abs=1e-9)
    assert found.frame["random"].iloc[-1] == pytest.approx(found.frame["extra"].iloc[-1])


def test_a_perfect_ranking_is_one_and_order_does_not_matter():
    arm, bought = np.array([1, 1, 0, 0, 1, 0] * 5), np.array([1, 0, 0, 1, 1, 0] * 5)
    perfect = np.where(arm == 1, bought, -bought)
    assert campaigns.qini(perfect, arm, bought).value == pytest.approx(1)
    turned = np.random.default_rng(0).permutation(30)
    assert campaigns.qini(perfect[turned], arm[turned], bought[turned]).value == pytest.approx(1)


def test_the_interval_holds_the_value_of_other_people(thorough):
    _, arm, bought, effect, _ = people(40_000, 21)
    truth = campaigns.qini(effect, arm, bought).value
    inside = []
    for seed in range(200 if thorough else 40):
        _, arm, bought, effect, _ = people(1500, 100 + seed)
        found = campaigns.qini(effect, arm, bought)
        inside.append(found.low < truth < found.high)
    assert np.mean(inside) >= (0.90 if thorough else 0.85)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: campaigns.qini([1, 2, 3, 4], [1, 0, 1, 0], [10.5, 0, 1, 0]), "did he order"),
        (lambda: campaigns.qini([1, 2, 3, 4], [1, 0, 0, 0], [1, 0, 1, 0]), "two arms of at least two"),
        (lambda: campaigns.qini([1, 2, 3], [1, 0, 1, 0], [1, 0, 1, 0]), "as long as"),
        (lambda: campaigns.qini([1, np.nan, 3, 4], [1, 0, 1, 0], [1, 0, 1, 0]), "1 are missing"),
        (lambda: campaigns.uplift([[1.0], [np.nan]] * 10, [1, 0] * 10, [1, 0] * 10), "without gaps"),
        (lambda: campaigns.uplift([[1.0], [2.0]] * 10, [1, 0] * 10, [1, 0] * 10), "at least 5 people of each kind"),
    ],
)
def test_rankings_that_cannot_be_are_said(call, message):
    with pytest.raises(CourseError, match=message):
        call()
