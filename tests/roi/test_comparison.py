"""Two plans: both readings of Sens Confort, what must be true, where the gain comes from."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_course.foundations.errors import UnknownName
from crm_course.roi import Plan, compare, on_extra_sales


def test_first_reading_as_published(shop, omni):
    project = compare(shop, omni)
    assert round(project.gain) == 8_400
    assert project.pays
    assert round(project.required_turnover) == 1_607_692
    assert (round(project.required_growth, 3), round(project.growth, 3)) == (0.340, 0.367)
    assert round(project.highest_variable_rate, 5) == 0.74512
    assert round(project.highest_fixed_costs) == 228_400
    assert np.isnan(project.indifference)


def test_second_reading_as_published(shop, extra):
    assert round(extra.contribution_margin) == 492_400
    assert round(extra.result) == 272_400
    assert round(compare(shop, extra).gain) == 74_400


def test_the_turnover_that_is_needed_does_it(shop, omni, extra):
    for project in (compare(shop, omni), compare(shop, extra), compare(shop, extra, through="online")):
        after = project.after.at(project.required_turnover, project.through)
        assert after.result == pytest.approx(shop.result)
        assert project.after.at(project.break_even_turnover, project.through).result == pytest.approx(0, abs=1e-6)


def test_what_makes_the_difference_is_an_assumption(shop, extra):
    # through the site alone each euro more leaves 26 %: (400 000 − 40 000) / …; mix unchanged, 30.02 %
    assert compare(shop, extra, through="online").required_turnover == pytest.approx(1_640_000 - 74_400 / 0.26)
    assert compare(shop, extra, through="").required_turnover == pytest.approx((198_000 + 220_000) / (492_400 / 1_640_000))
    generous = replace(extra, fixed_costs=100_000)
    needed = compare(shop, generous, through="online").required_turnover
    assert needed < 1_200_000
    assert generous.at(needed, "online").result == pytest.approx(shop.result)


def test_where_the_gain_comes_from(shop, omni):
    parts = compare(shop, omni).breakdown
    assert (parts.volume, parts.margin_erosion, parts.structure) == pytest.approx((138_600, -90_200, -40_000))


money = st.floats(1_000, 1e7)
plans = st.builds(
    lambda turnover, rate, fixed: Plan(turnover=turnover, variable_rates={"all": rate}, fixed_costs=fixed), money, st.floats(0, 0.95), money
)


@given(plans, plans)
def test_identities(before, after):
    project = compare(before, after)
    size = before.turnover + after.turnover + before.fixed_costs + after.fixed_costs
    assert project.breakdown.gain == pytest.approx(project.gain, abs=1e-9 * size)
    assert after.at(max(project.required_turnover, 0)).result >= before.result - 1e-9 * size
    if project.highest_fixed_costs >= 0:
        assert replace(after, fixed_costs=project.highest_fixed_costs).result == pytest.approx(before.result, abs=1e-9 * size)
    if np.isfinite(project.indifference):
        same = project.indifference
        assert before.at(same).result == pytest.approx(after.at(same).result, abs=1e-6 * (size + same))


def test_arrays_of_scenarios(shop, omni):
    project = compare(shop, replace(omni, turnover=np.array([1_500_000, 1_640_000])))
    assert project.gain == pytest.approx([-28_000, 8_400])
    assert project.pays.tolist() == [False, True]
    assert project.required_turnover == pytest.approx(418_000 / 0.26)
    assert "2 scenarios" in project.sentence("en")
    assert "50%" in project.sentence("en")


def test_sentences_follow_the_figures(shop, omni):
    assert "8 400 €" in compare(shop, omni).sentence("fr").replace("\u202f", " ").replace("\u00a0", " ")
    assert "provided that turnover grows by at least 34%" in compare(shop, omni).sentence("en")
    assert "costs €12,400 a year" in compare(shop, omni.at(1_560_000)).sentence("en")
    assert "each additional sale loses money" in compare(shop, replace(omni, variable_rates={"all": 1.1})).sentence("en")
    assert "even if turnover does not grow" in compare(shop, replace(omni, fixed_costs=10_000)).sentence("en")
    assert "the result is the same" in compare(shop, shop).sentence("en")


def test_edges(shop, omni):
    nothing = compare(replace(shop, turnover=0), omni)
    assert nothing.growth == nothing.required_growth == np.inf
    assert compare(shop, replace(omni, variable_rates={"all": 1.0})).required_turnover == np.inf
    with pytest.raises(UnknownName, match="through"):
        compare(shop, omni, through="web")


def test_no_extra_sales_means_no_new_costs(shop, omni):
    smaller = on_extra_sales(shop, omni.at(1_000_000))
    assert smaller.channels["online"] == 0
    assert smaller.variable_costs["delivery"] == 0
