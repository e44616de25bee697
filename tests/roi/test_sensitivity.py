"""What must be true: critical values, tables, tornado, scenarios, switch points."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import roi
from crm_course.foundations.errors import InvalidValue, UnknownName


def test_published_critical_values(study):
    assert round(roi.goal_seek(study, of="gain", equals=0, by="turnover")) == 1_607_692
    assert round(roi.goal_seek(study, of="gain", equals=0, by="fixed_costs")) == 228_400
    total = roi.goal_seek(study, by="purchases") + 0.06
    assert round(total, 5) == 0.74512
    assert roi.goal_seek(study, by="growth") == pytest.approx(0.339744, abs=1e-6)


@given(st.sampled_from(["turnover", "fixed_costs", "purchases", "before.turnover", "before.fixed_costs"]), st.floats(-50_000, 100_000))
@settings(max_examples=40)
def test_the_value_found_does_it(by, aim):
    before = roi.Plan(turnover=1_200_000, variable_rates={"purchases": 0.68}, fixed_costs=180_000)
    after = roi.Plan(turnover=1_640_000, variable_rates={"purchases": 0.70}, fixed_costs=220_000)
    study = roi.Study(before=before, after=after)
    found = roi.goal_seek(study, of="gain", equals=aim, by=by)
    if np.isfinite(found):
        assert study.having({by: found}).outcome("gain") == pytest.approx(aim, abs=1e-4)


def test_goal_seek_on_what_follows_over_the_years(study):
    invested = replace(study, project=roi.Project(investment=20_000))
    price = roi.goal_seek(invested, of="npv", by="investment")
    assert invested.having(investment=price).outcome("npv") == pytest.approx(0, abs=1e-6)
    rate = roi.goal_seek(invested, of="npv", by="discount_rate")
    assert rate == pytest.approx(invested.outcome("irr"))
    assert roi.goal_seek(invested, of="payback", equals=3.0, by="investment") == pytest.approx(3 * 8_400 * 0.75 + 0.25 * 20_000, rel=0.2)


def test_the_nearest_of_several_values_is_given_and_all_can_be_asked_for(study):
    # an investment that pays between two discount rates only
    lines = (roi.CostLine(name="van", amount=30_000, per="orders", every=1_000),)
    stepped = replace(study, after=replace(study.after, fixed_costs=120_000, volumes={"orders": 3_500}, lines=lines), uncertain={})
    found = roi.goal_seek_all(stepped, by="turnover", between=(1_200_000, 2_400_000))
    present = stepped.after.turnover
    assert roi.goal_seek(stepped, by="turnover", between=(1_200_000, 2_400_000)) == found[np.argmin(abs(found - present))]


def test_nothing_in_reach_is_nan(study):
    assert np.isnan(roi.goal_seek(study, by="before.turnover", between=(1, 2)))
    assert roi.goal_seek_all(study, by="before.turnover", between=(1, 2)).size == 0


def test_a_value_already_there_is_found(study):
    assert roi.goal_seek(study, equals=study.outcome("gain"), by="turnover") == pytest.approx(1_640_000)


def test_critical_values_start_with_the_least_room(study):
    frame = roi.critical_values(study)
    assert frame.index[0] == "purchases"
    assert frame.loc["turnover", "change"] == pytest.approx(-32_307.69, abs=0.01)
    assert frame["relative_change"].abs().is_monotonic_increasing
    assert "investment" not in frame.index
    assert "investment" in roi.critical_values(replace(study, project=roi.Project(investment=9_000)), of="npv").index


def test_switch_points(study, shop, extra):
    site = replace(study, after=extra, through="online", uncertain={})
    other = replace(site, after=replace(extra, fixed_costs=180_000, variable_rates={**extra.variable_rates, "delivery": 0.12}))
    points = roi.switch_points(site, other, by="turnover", between=(1_200_000, 3_000_000))
    assert points == pytest.approx([1_200_000 + 40_000 / 0.10])
    assert roi.switch_points(site, site.having(fixed_costs=230_000), by="turnover").size == 0


def test_tables_are_what_one_what_if_at_a_time_gives(study):
    one = roi.one_way(study, "turnover", [1.5e6, 1.64e6], of=["gain", "result"])
    assert one.loc[1.5e6].tolist() == pytest.approx([-28_000, 170_000])
    two = roi.two_way(study, "turnover", [1.5e6, 1.64e6], "purchases", [0.66, 0.68, 0.70])
    for turnover in two.index:
        for rate in two.columns:
            assert two.loc[turnover, rate] == pytest.approx(study.having(turnover=turnover, purchases=rate).outcome("gain"))
    assert roi.one_way(study, "turnover", [1.5e6], of="break_even_turnover").iloc[0, 0] == pytest.approx(846_153.846)


def test_tornado(study):
    frame = roi.tornado(study, ["turnover", "purchases"], swing=0.10)
    assert frame.index.tolist() == ["purchases", "turnover"]
    assert frame.loc["turnover", ["at_low", "at_high"]].tolist() == pytest.approx([8_400 - 42_640, 8_400 + 42_640])
    assert frame["swing"].is_monotonic_decreasing
    believed = roi.tornado(study)
    assert believed.index.tolist() == ["turnover"]
    assert believed.loc["turnover", "low"] == pytest.approx(1_640_000 - 1.2815516 * 82_000)
    chosen = roi.tornado(study, {"returns": (0.0, 0.05)})
    assert chosen.loc["returns", "at_low"] == pytest.approx(8_400 + 0.03 * 1_640_000)
    assert len(roi.tornado(replace(study, uncertain={}))) == 7


def test_scenarios_side_by_side(study):
    named = replace(study, scenarios={"prudent": {"turnover": 1_500_000}, "ambitious": {"growth": 0.5, "returns": 0.02}})
    frame = roi.scenarios(named, of=["gain", "result"])
    assert frame.columns.tolist() == ["", "prudent", "ambitious"]
    assert frame.loc["gain"].tolist() == pytest.approx([8_400, -28_000, 0.27 * 1_800_000 - 220_000 - 198_000])


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        (lambda s: roi.goal_seek(s, by="turnovr"), UnknownName, 'Did you mean "turnover"'),
        (lambda s: roi.goal_seek(s, of="profit", by="turnover"), UnknownName, "of must be one of"),
        (lambda s: roi.goal_seek(s, by="turnover", between=(2, 1)), InvalidValue, "the lower one first"),
        (lambda s: roi.goal_seek(s, equals=float("nan"), by="turnover"), InvalidValue, "equals must be a finite number"),
        (lambda s: roi.two_way(s, "turnover", [1], "turnover", [2]), InvalidValue, "it takes two inputs"),
        (lambda s: roi.tornado(s, ["turnovr"]), UnknownName, "input must be one of"),
        (lambda s: roi.tornado(s, swing=-1), InvalidValue, "swing must be a number of at least 0"),
    ],
)
def test_bad_input(study, call, error, words):
    with pytest.raises(error, match=words):
        call(study)
