"""One order for a season: published values, bounds, an independent computation, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from crm_course import supply
from crm_course.foundations.errors import InvalidValue
from crm_course.supply import losses


def test_the_wetsuit_of_cachon_and_terwiesch():
    suit = supply.newsvendor(190, 110, 90, 3192, 1181)
    assert suit.in_stock == 0.8
    assert (suit.quantity, suit.expected_profit) == pytest.approx((4185.95, 222296.50), abs=0.01)


def test_examples_4_3_and_the_page_of_the_peer_are_matched_as_costs():
    # Snyder & Shen, example 4.3: h 0.18, p 0.70, N(50, 8); a price equal to p and no cost leave p · mean − cost
    example = supply.newsvendor(0.70, 0, -0.18, 50, 8)
    assert example.quantity == pytest.approx(56.60395592743389, rel=1e-12)
    assert 0.70 * 50 - example.expected_profit == pytest.approx(1.997605193176645, rel=1e-12)
    page = supply.newsvendor(18, 0, -2, 120, 10)
    assert (page.quantity, 18 * 120 - page.expected_profit) == pytest.approx((132.815515655446, 35.09966638649737), rel=1e-12)


def test_a_catalogue_item_and_its_usual_slips():
    assert supply.newsvendor(40, 22, 8, 900, 250).quantity == pytest.approx(939.3, abs=0.1)
    upside_down = 900 + 250 * stats.norm.ppf(14 / 32)
    assert upside_down == pytest.approx(861, abs=0.5)


def test_example_3_1_the_economic_batch():
    batch = supply.economic_batch(8, 0.225, 1300)
    assert batch == pytest.approx(304.0467800264368, rel=1e-12)
    assert 8 * 1300 / batch + 0.225 * batch / 2 == pytest.approx(68.41052550594829, rel=1e-12)


@given(
    cost=st.floats(1, 100), margin=st.floats(0.5, 100), fall=st.floats(0.5, 100), mean=st.floats(10, 1e4), cv=st.floats(0.01, 0.4),
    other=st.floats(0.3, 3),
)  # fmt: skip
def test_no_other_quantity_earns_more(cost, margin, fall, mean, cv, other):
    best = supply.newsvendor(cost + margin, cost, cost - fall, mean, cv * mean)
    refused = losses.missed(best.quantity * other, mean, cv * mean)
    left = best.quantity * other - mean + refused
    assert margin * mean - fall * left - margin * refused <= best.expected_profit + 1e-6 * abs(best.expected_profit) + 1e-6
    assert 0 < best.in_stock < 1
    assert best.left_over >= 0


def test_the_profit_is_that_of_the_seasons_drawn():
    found = supply.newsvendor(40, 22, 8, 900, 250, goodwill=3)
    demand = np.random.default_rng(4).normal(900, 250, 400_000)
    sold = np.minimum(demand, found.quantity)
    profit = 40 * sold + 8 * (found.quantity - sold) - 22 * found.quantity - 3 * (demand - sold)
    assert profit.mean() == pytest.approx(found.expected_profit, abs=4 * profit.std() / len(demand) ** 0.5)
    assert 1 - sold.sum() / demand.sum() == pytest.approx(1 - found.fill_rate, rel=0.02)


def test_a_peer_agrees_on_a_hundred_items():
    peer = pytest.importorskip("stockpyl.newsvendor")
    rng = np.random.default_rng(5)
    price, mean = rng.uniform(5, 50, 100), rng.uniform(50, 500, 100)
    ours = supply.newsvendor(price, 0, -1.0, mean, mean / 4)
    for place in range(100):
        quantity, cost = peer.newsvendor_normal(1.0, price[place], mean[place], mean[place] / 4)
        assert ours.quantity[place] == pytest.approx(quantity, rel=1e-9)
        assert price[place] * mean[place] - ours.expected_profit[place] == pytest.approx(cost, rel=1e-9)


def test_one_bad_item_does_not_stop_the_catalogue():
    found = supply.newsvendor([40, 10, 40], [22, 22, 22], [8, 8, 30], 900, 250)
    assert np.isnan(found.quantity).tolist() == [False, True, True]


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"price": 20}, "price must be above the cost"),
        ({"salvage": 25}, "salvage must be below the cost"),
        ({"sd": -1}, "sd must be a number of at least 0"),
        ({"mean": "many"}, "mean must be a number or an array"),
        ({"cost": float("nan")}, "cost must be a finite number"),
    ],
)
def test_an_item_that_makes_no_sense_is_refused_in_words(bad, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        supply.newsvendor(**{"price": 40, "cost": 22, "salvage": 8, "mean": 900, "sd": 250} | bad)


def test_a_second_order_is_worth_more_than_either_way_alone():
    season = supply.push_or_pull(190, 110, 90, 3192, 1181, cost_on_order=132)
    assert season.both > max(season.push, season.pull)
    demand = np.random.default_rng(6).normal(3192, 1181, 400_000)
    later = np.maximum(demand - season.first, 0)
    profit = 190 * demand - 110 * season.first - 132 * later + 90 * np.maximum(season.first - demand, 0)
    assert profit.mean() == pytest.approx(season.both, abs=4 * profit.std() / len(demand) ** 0.5)
    with pytest.raises(InvalidValue, match="cost_on_order must be between"):
        supply.push_or_pull(190, 110, 90, 3192, 1181, cost_on_order=100)


@pytest.mark.parametrize("shape", ["normal", "gamma"])
@pytest.mark.parametrize(("x", "mean", "sd"), [(90, 100, 40), (150, 100, 40), (-5, 100, 40), (3, 5, 4)])
def test_losses_are_the_integrals_they_are_named_after(shape, x, mean, sd):
    law = stats.norm(mean, sd) if shape == "normal" else stats.gamma((mean / sd) ** 2, scale=sd**2 / mean)
    ends = (max(x, -500), mean + 40 * sd)
    once = integrate.quad(lambda y: law.sf(y), *ends, limit=400)[0]
    twice = integrate.quad(lambda y: (y - x) * law.sf(y), *ends, limit=400)[0]
    assert float(losses.missed(x, mean, sd, shape)) == pytest.approx(once, rel=1e-7)
    assert float(losses.missed_squared(x, mean, sd, shape)) == pytest.approx(twice, rel=1e-7)
    assert float(losses.within(x, mean, sd, shape)) == pytest.approx(law.cdf(x), abs=1e-12)


def test_a_demand_that_is_sure_misses_what_is_missing():
    assert losses.missed([80, 120], 100, 0).tolist() == [20, 0]
    assert losses.within([80, 100], 100, 0).tolist() == [0, 1]
