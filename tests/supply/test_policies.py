"""Rules for ordering: the formula, the simulation and a loop that anyone can read say the same."""

from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from crm_course import supply
from crm_course.foundations.errors import InvalidValue


@pytest.fixture
def periods(thorough):
    """Ten million where everything is tried, a tenth else."""
    return 10_000_000 if thorough else 1_000_000


def by_hand(kind, demand, lead, start, **levels):
    """One period after the other, as the conventions say it."""
    net, position, arriving, closing = start, start, {}, set()
    asked = served = stock = waiting = orders = 0.0
    cycles = []
    for t, wanted in enumerate(demand):
        net += arriving.pop(t, 0)
        served += min(wanted, max(net, 0))
        asked += wanted
        net, position = net - wanted, position - wanted
        stock, waiting = stock + max(net, 0), waiting + max(-net, 0)
        bought = 0
        if kind == "s,Q" and position <= levels["s"]:
            bought = levels["Q"] * (ceil((levels["s"] - position) / levels["Q"]) or 1)
            bought += levels["Q"] * (position + bought <= levels["s"])
        elif (kind == "R,S" and (t + 1) % levels["R"] == 0) or (kind == "s,S" and position <= levels["s"]):
            bought = levels["S"] - position
        if bought or (kind == "R,S" and (t + 1) % levels["R"] == 0):
            closing.add(t + lead)
        if bought:
            orders += 1
            position += bought
            arriving[t + lead + 1] = bought
        if t in closing:
            cycles.append(net >= 0)
    n = len(demand)
    return served / asked, np.mean(cycles) if cycles else np.nan, stock / n, waiting / n, orders / n


RULES = [("R,S", {"R": 1, "S": 30}), ("R,S", {"R": 3, "S": 44}), ("s,S", {"s": 14, "S": 31}), ("s,Q", {"s": 14, "Q": 1})]


@pytest.mark.parametrize("lead", [0, 1, 4])
@pytest.mark.parametrize(("kind", "levels"), RULES)
@pytest.mark.parametrize("periods", [7, 3000])
def test_played_in_blocks_as_played_by_hand(kind, levels, lead, periods):
    demand = np.random.default_rng(lead).poisson(6, periods)
    played = supply.policy(kind, lead=lead, **levels).simulated(demand, rng=1)
    start = levels["S"] if "S" in levels else levels["s"] + levels["Q"]
    found = (played.fill_rate, played.in_stock, played.stock, played.waiting, played.orders)
    assert found == pytest.approx(by_hand(kind, demand, lead, start, **levels), rel=1e-12, nan_ok=True)


@given(st.lists(st.integers(0, 9), min_size=30, max_size=60), st.integers(1, 20), st.integers(0, 3), st.integers(0, 10_000))
def test_batches_played_as_by_hand_wherever_they_begin(demand, batch, lead, seed):
    rule = supply.policy("s,Q", s=5, Q=batch, lead=lead)
    start = 5 + int(np.random.default_rng(seed).integers(1, batch + 1, dtype=np.int64))
    if not sum(demand):
        demand[0] = 1
    played = rule.simulated(demand, rng=seed)
    fill, _, stock, waiting, orders = by_hand("s,Q", demand, lead, start, s=5, Q=batch)
    assert (played.fill_rate, played.stock, played.waiting, played.orders) == pytest.approx((fill, stock, waiting, orders))


@pytest.mark.parametrize(
    ("kind", "lead", "levels"),
    [("s,Q", 0, {"s": 100, "Q": 150}), ("s,Q", 2, {"s": 300, "Q": 60}), ("R,S", 1, {"R": 1, "S": 210}), ("R,S", 2, {"R": 4, "S": 590})],
)
def test_the_formula_is_what_a_long_run_shows(kind, lead, levels, periods):
    rule = supply.policy(kind, lead=lead, holding=1, short=4, per_order=20, **levels)
    said = rule.expected(100, 20)
    found = rule.simulated(stats.norm(100, 20), rng=11, periods=periods)
    # two dozen figures are compared: 3.9 standard errors are to all of them what 3 are to one
    for name in ("fill_rate", "stock", "waiting", "orders", "cost", "in_stock"):
        assert abs(getattr(found, name) - getattr(said, name)) < 3.9 * found.se[name] + 1e-9, name


def test_the_formula_for_a_demand_that_cannot_be_below_zero(periods):
    rule = supply.policy("s,Q", s=12, Q=10, lead=1)
    law = stats.gamma(1.5, scale=4)
    found, said = rule.simulated(law, rng=3, periods=periods // 2), rule.expected(6, law.std(), shape="gamma")
    assert abs(found.fill_rate - said.fill_rate) < 3 * found.se["fill_rate"]
    assert abs(rule.expected(6, law.std()).fill_rate - said.fill_rate) > 4 * found.se["fill_rate"]  # the normal is another demand


def test_the_review_covers_what_safety_stock_says():
    top = 100 * (3 + 2) + supply.safety_stock(100, 20, 2, review=3, in_stock=0.95)
    rule = supply.policy("R,S", R=3, S=top, lead=2)
    assert rule.expected(100, 20).in_stock == pytest.approx(0.95, rel=1e-12)


def test_example_4_7_of_the_textbook(periods):
    # Snyder & Shen, example 4.7: Poisson 6, h 1, p 4, K 5, (s, S) = (4, 10), cost 8.034111561471642
    rule = supply.policy("s,S", s=4, S=10, lead=0, holding=1, short=4, per_order=5)
    found = rule.simulated(lambda rng, size: rng.poisson(6, size), rng=7, periods=periods)
    assert abs(found.cost - 8.034111561471642) < 3 * found.se["cost"]


def test_example_5_1_of_the_textbook():
    # Snyder & Shen, example 5.1: h 0.225, p 7.5, K 8, 1 300 a year, sd 150, 1/12 of a year; (s, Q) = (126.8, 328.5)
    from crm_course.supply import losses

    low, batch, mean, sd = 126.8, 328.5, 1300 / 12, 150 / 12**0.5
    ends = losses.missed_squared([low, low + batch], mean, sd)
    waiting = (ends[0] - ends[1]) / batch
    stock = low + batch / 2 - mean + waiting
    assert 8 * 1300 / batch + 0.225 * stock + 7.5 * waiting == pytest.approx(78.07116250928294, rel=1e-9)


def test_goods_that_come_back_play_as_in_a_plain_loop():
    demand = np.random.default_rng(2).normal(3, 6, 4000)
    played = supply.policy("s,S", s=14, S=31, lead=1).simulated(demand, rng=1)
    position, orders = 31.0, 0
    for gone in demand:
        position -= gone
        if position <= 14:
            position, orders = 31.0, orders + 1
    assert played.orders == orders / 4000


def test_the_same_seed_plays_the_same():
    rule = supply.policy("s,Q", s=100, Q=33.3)
    once, again = (rule.simulated(stats.norm(50, 10), rng=5, periods=5000) for _ in range(2))
    assert once == again
    assert set(once.se) == {"fill_rate", "in_stock", "stock", "waiting", "orders", "cost"}


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: supply.policy("S,s", s=1, S=2), "kind must be one of R,S, s,Q, s,S"),
        (lambda: supply.policy("s,Q", s=1), "Q must be a level"),
        (lambda: supply.policy("s,Q", s=1, Q=2, S=3), "level must be one of Q, s"),
        (lambda: supply.policy("s,S", s=3, S=3), "S must be above s"),
        (lambda: supply.policy("R,S", R=1.5, S=3), "R must be a whole number"),
        (lambda: supply.policy("R,S", R=1, S=3, lead=-1), "lead must be a whole number"),
        (lambda: supply.policy("R,S", R=1, S=3, short=-1), "short must be a number of at least 0"),
        (lambda: supply.policy("s,S", s=1, S=3).expected(1, 1), "no simple formula"),
        (lambda: supply.policy("s,S", s=1, S=3).simulated([1, float("nan")], rng=1), r"demand \(line 2\) must be a finite number"),
        (lambda: supply.policy("s,S", s=1, S=3).simulated([], rng=1), "demand must be a quantity per period"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_in_words(call, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        call()
