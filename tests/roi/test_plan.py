"""One plan: published figures, exact fractions, identities, stepped costs, bad input."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.roi import CostLine, Plan

money = st.floats(1_000, 1e7)
rates = st.dictionaries(st.sampled_from("abcde"), st.floats(0, 0.19), min_size=1)


def test_sens_confort_as_published(shop, omni):
    assert (shop.contribution_margin, omni.contribution_margin) == pytest.approx((378_000, 426_400))
    assert (shop.result, omni.result) == pytest.approx((198_000, 206_400))
    assert (round(shop.break_even_turnover), round(omni.break_even_turnover)) == (571_429, 846_154)
    assert (round(shop.safety_margin_rate, 3), round(omni.safety_margin_rate, 3)) == (0.524, 0.484)
    assert (round(shop.operating_leverage, 2), round(omni.operating_leverage, 2)) == (1.91, 2.07)


def test_openstax_break_even():
    # OpenStax, Principles of Accounting 2, 3.2: price 90, variable cost 40, fixed costs 85 000: 1 700 units, 153 000
    plan = Plan(turnover=90 * 2_000, variable_rates={"unit": 40 / 90}, fixed_costs=85_000)
    assert plan.break_even_turnover == pytest.approx(153_000)
    assert plan.break_even_turnover / 90 == pytest.approx(1_700)


def test_against_exact_fractions(omni):
    rate = 1 - sum(Fraction(str(share)) for share in omni.variable_rates.values())
    assert rate == Fraction(26, 100)
    assert omni.break_even_turnover == pytest.approx(float(Fraction(220_000) / rate), rel=1e-14)
    assert omni.break_even_days() == pytest.approx(float(Fraction(220_000) / rate * 360 / 1_640_000), rel=1e-14)
    assert omni.break_even_days(year=365) / omni.break_even_days() == pytest.approx(365 / 360)


@given(money, rates, money)
def test_at_break_even_the_result_is_zero_and_the_margin_pays_the_fixed_costs(turnover, shares, fixed):
    plan = Plan(turnover=turnover, variable_rates=shares, fixed_costs=fixed)
    assert plan.at(plan.break_even_turnover).result == pytest.approx(0, abs=1e-6 * fixed)
    assert plan.safety_margin * plan.contribution_margin_rate == pytest.approx(plan.result, rel=1e-9, abs=1e-6 * fixed)


@given(money, rates, money)
def test_leverage_predicts_a_small_change(turnover, shares, fixed):
    plan = Plan(turnover=turnover, variable_rates=shares, fixed_costs=fixed)
    if abs(plan.result) < 1:
        return
    moved = plan.at(1.01 * turnover).result
    assert moved / plan.result - 1 == pytest.approx(0.01 * plan.operating_leverage, rel=1e-6, abs=1e-9)


def test_arrays_give_arrays_row_by_row(omni):
    turnovers = np.array([0.0, 846_153.846154, 1_640_000])
    plans = replace(omni, turnover=turnovers)
    assert plans.result == pytest.approx([-220_000, 0, 206_400], abs=1e-3)
    assert plans.safety_margin_rate[2] == pytest.approx(omni.safety_margin_rate)
    assert plans.safety_margin_rate[0] == -np.inf
    assert plans.result.shape == plans.contribution_margin.shape == (3,)


def test_a_bad_row_becomes_nan_and_the_others_stay(omni):
    plans = replace(omni, turnover=[1_640_000, -1.0, float("nan"), float("inf")])
    assert np.isnan(plans.result).tolist() == [False, True, True, True]


def test_variable_rates_above_one_have_no_break_even(shop):
    plan = replace(shop, variable_rates={"purchases": 1.05})
    assert plan.break_even_turnover == plan.break_even_days() == np.inf
    assert plan.safety_margin == -np.inf
    assert "105" in plan.sentence("fr")
    assert "pas de seuil de rentabilité" in plan.sentence("fr")
    assert "no break-even" in plan.sentence("en")
    exactly = replace(shop, variable_rates={"purchases": 1.0})
    assert exactly.break_even_turnover == np.inf


def test_no_turnover_and_a_loss_are_said_in_words(shop):
    closed = replace(shop, turnover=0)
    assert closed.result == -180_000
    assert round(closed.break_even_turnover) == 571_429
    assert closed.safety_margin_rate == -np.inf
    assert "Sans chiffre d’affaires" in closed.sentence("fr")
    assert "It would take sales of" in replace(shop, turnover=400_000).sentence("en")
    assert replace(shop, turnover=400_000).break_even_days() > 360


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"variable_rates": {"purchases": 68}}, r"purchases must be a rate written as a share.*got 68\. Did you mean 0\.680\?"),
        ({"variable_rates": {"purchases": -0.1}}, "purchases must be a rate"),
        ({"variable_rates": 0.68}, "numbers by name"),
        ({"variable_rates": {"purchases": "68 %"}}, "purchases must be a number"),
        ({"turnover": -1}, "turnover must be an amount of at least 0, got -1"),
        ({"turnover": None}, "turnover must be a number"),
        ({"turnover": True}, "turnover must be a finite number"),
        ({"turnover": float("nan")}, "turnover must be a finite number"),
        ({"turnover": ["a", "b"]}, "turnover must be a number, or an array"),
        ({"fixed_costs": float("inf")}, "fixed_costs must be a finite number"),
        ({"channels": {"web": 2_000_000}}, "channels must be at most the turnover"),
        ({"bases": {"purchases": "web"}, "channels": {"wib": 1.0}}, 'Did you mean "wib"'),
        ({"bases": {"purchase": "web"}, "channels": {"web": 1.0}}, 'Did you mean "purchases"'),
        ({"channels": {"purchases": 10.0}}, "must be unique"),
        ({"lines": (CostLine(name="van", amount=1, per="order"),), "volumes": {"orders": 3}}, 'Did you mean "orders"'),
    ],
)
def test_bad_plans_are_refused_in_words(shop, changes, words):
    with pytest.raises(InvalidValue, match=words):
        replace(shop, **changes)


def test_a_stepped_cost_needs_a_volume_and_a_channel_must_exist(shop):
    with pytest.raises(InvalidValue, match="a volume"):
        CostLine(name="van", amount=1, every=10)
    with pytest.raises(UnknownName, match="through must be one of"):
        shop.at(1_000_000, "web")


def test_errors_speak_french(shop):
    with pytest.raises(InvalidValue) as caught:
        replace(shop, variable_rates={"purchases": 68})
    assert caught.value.message("fr").startswith(
        "« purchases » doit être un taux écrit en part".replace("« ", "«\u202f").replace(" »", "\u202f»")
    )


# -- lines with other bases ---------------------------------------------------------------


@pytest.fixture(scope="module")
def shipper():
    return Plan(
        turnover=1_000_000, variable_rates={"purchases": 0.7}, fixed_costs=100_000, volumes={"orders": 10_000},
        lines=(CostLine(name="post", amount=6.0, per="orders"), CostLine(name="van", amount=12_000, per="orders", every=2_000),
               CostLine(name="rent", amount=20_000)),
    )  # fmt: skip


def test_lines_per_order_per_year_and_by_steps(shipper):
    assert shipper.variable_costs == pytest.approx({"purchases": 700_000, "post": 60_000})
    assert shipper.structure_costs == 100_000 + 5 * 12_000 + 20_000
    assert shipper.variable_rate == pytest.approx(0.76)
    assert replace(shipper, volumes={"orders": 10_001}).structure_costs == 192_000


def test_break_even_with_steps_is_the_lowest_turnover_that_pays(shipper):
    found = shipper.break_even_turnover
    tried = np.linspace(1_000, 3_000_000, 300_001)
    paid = np.array([shipper.at(turnover).result >= -1e-6 for turnover in tried[::60]])
    first = tried[::60][np.argmax(paid)]
    assert first - 600 <= found <= first + 1e-6
    assert shipper.at(found).result == pytest.approx(0, abs=1e-6)
    assert shipper.at(found - 5).result < 0


def test_steps_that_cost_more_than_they_bring_have_no_break_even(shipper):
    dear = replace(shipper, lines=(CostLine(name="van", amount=60_000, per="orders", every=2_000),))
    assert dear.break_even_turnover == np.inf


def test_costs_of_one_channel_follow_its_sales(extra):
    assert extra.variable_costs["delivery"] == pytest.approx(0.02 * 440_000)
    assert extra.at(2_000_000, "online").channels["online"] == 800_000
    assert extra.at(1_000_000, "online").channels["online"] == 0
    assert extra.at(820_000).channels["online"] == pytest.approx(220_000)


def test_the_plan_shows_its_figures_in_both_languages(omni, extra):
    from crm_course.foundations.language import speaking

    with speaking("fr"):
        assert "| − Achats | 68\u202f% | 1\u202f115\u202f200\u00a0€ |" in omni._repr_markdown_()
        assert "(sur\u00a0: Ventes en ligne)" in extra._repr_markdown_()
    with speaking("en"):
        assert "| − Purchases | 68% | €1,115,200 |" in omni._repr_markdown_()
