"""Contact reasons, whose agents are not linear in calls; skills, between the pooled and the separate answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from crm_course import contact_center as cc
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName

QUARTER = pd.DataFrame({
    "reason": ["place-order", "deferred-when", "parcel-late", "refund-delay", "item-missing", "opening-hours", "card-problem", "sav-quality"],
    "calls": [45, 16, 9, 8, 6, 6, 5, 5], "handle_seconds": [245, 210, 300, 330, 360, 120, 300, 280],
})  # fmt: skip
"""A quarter-hour of a hundred calls of 257 s."""


def test_removing_a_reason_frees_fewer_agents_than_its_calls():
    mean = (QUARTER["calls"] * QUARTER["handle_seconds"]).sum() / 100
    before = cc.agents_needed(100, mean)
    freed = cc.without_reason(QUARTER, "deferred-when")
    assert freed.agents_before == before == cc.reasons(QUARTER).agents
    assert freed.calls == 16
    left = QUARTER[QUARTER["reason"] != "deferred-when"]
    assert before - freed.agents == cc.agents_needed(84, (left["calls"] * left["handle_seconds"]).sum() / 84)
    assert freed.agents <= freed.linear_in_minutes < freed.linear_in_calls
    assert freed.euros == pytest.approx(freed.agents * 0.25 * 24 / 0.7)


def test_half_a_reason_frees_some():
    half, whole = (cc.without_reason(QUARTER, "deferred-when", removed=part) for part in (0.5, 1.0))
    assert half.calls == 8
    assert 0 < half.agents <= whole.agents
    assert cc.without_reason(QUARTER, "deferred-when", removed=0).agents == 0


def test_three_orders_of_the_same_reasons():
    found = cc.reasons(QUARTER)
    assert found.non_order_share == pytest.approx(0.55)
    assert found.frame["share"].sum() == pytest.approx(1)
    assert found.order_by("contacts")[:2] == ["place-order", "deferred-when"]
    assert found.order_by("minutes") != found.order_by("contacts")
    assert (found.frame["agents"] >= 0).all()


def test_a_log_of_contacts_and_its_counts_are_one():
    log = QUARTER.loc[QUARTER.index.repeat(QUARTER["calls"])].drop(columns="calls")
    listed = cc.reasons(log, line=cc.Line(calls=100, talk_seconds=200, patience_seconds=1e9))
    counted = cc.reasons(QUARTER, line=cc.Line(calls=100, talk_seconds=200, patience_seconds=1e9))
    pd.testing.assert_frame_equal(listed.frame, counted.frame)
    assert np.isnan(cc.reasons(log).agents)  # nobody said how many come in an interval


def test_a_share_that_moves_is_told_from_one_that_varies():
    rng = np.random.default_rng(3)
    shares = np.where(np.arange(60) == 50, 0.30, 0.16)
    days = pd.DataFrame({"day": np.repeat(np.arange(60), 2), "reason": ["late", "other"] * 60})
    late = rng.binomial(900, shares)
    chart = cc.control_chart(days.assign(calls=np.column_stack([late, 900 - late]).ravel()), "late")
    assert chart.loc[chart["out"], "day"].tolist() == [50]
    assert (chart["low"] <= chart["centre"]).all()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: cc.without_reason(QUARTER, "deferred-wen"), 'Did you mean "deferred-when"'),
        (lambda: cc.without_reason(QUARTER, "deferred-when", service_levl=0.8), 'Did you mean "service_level"'),
        (lambda: cc.without_reason(QUARTER, "deferred-when", shrinkage=1), "from 0 to below 1"),
        (lambda: cc.reasons(QUARTER.assign(calls=-1)), "at least 0"),
        (lambda: cc.reasons(QUARTER.assign(handle_seconds=0)), "a handle time in seconds"),
        (lambda: cc.reasons(QUARTER.assign(calls=0)), "at least one call"),
        (lambda: cc.control_chart(QUARTER, "place-order"), "column must be one of"),
    ],
)
def test_what_is_no_table_of_reasons_is_said(wrong, message):
    with pytest.raises((InvalidValue, InvalidData), match=message):
        wrong()


# -- skills -------------------------------------------------------------------------------

TWO = pd.DataFrame({"skill": ["order", "returns"], "calls": [50, 50], "handle_seconds": [180, 180]})


def test_everyone_knows_everything_is_one_queue():
    mix = cc.skills(TWO, pd.DataFrame({"skills": ["order returns"], "agents": [24]}), rng=3)
    exact = cc.queue(100, 180, 24).service_level
    for name in ("order", "returns"):
        assert mix.service_level[name] == pytest.approx(exact, abs=4 * mix.standard_error[name] + 1e-3)
    assert (mix.pooled, mix.separate) == (24, 28)


def test_each_knows_one_thing_is_two_queues():
    mix = cc.skills(TWO, pd.DataFrame({"skills": ["order", "returns"], "agents": [14, 14]}), rng=3)
    exact = cc.queue(50, 180, 14).service_level
    assert mix.service_level["order"] == pytest.approx(exact, abs=4 * mix.standard_error["order"] + 1e-3)


def test_a_few_versatile_people_are_worth_many():
    some, none = (cc.skills(TWO, pd.DataFrame(teams), rng=3).service_level.min() for teams in (
        {"skills": ["order", "returns", "order returns"], "agents": [10, 10, 5]}, {"skills": ["order", "returns"], "agents": [13, 12]}))  # fmt: skip
    assert some > none


def test_a_team_below_the_load_is_refused():
    with pytest.raises(InvalidValue, match="more people than the load.*20.0 erlangs"):
        cc.skills(TWO, pd.DataFrame({"skills": ["order returns"], "agents": [20]}), rng=1)
    with pytest.raises(InvalidValue, match="returns must be more people"):
        cc.skills(TWO, pd.DataFrame({"skills": ["order"], "agents": [40]}), rng=1)
    with pytest.raises(UnknownName, match='Did you mean "returns"'):
        cc.skills(TWO, pd.DataFrame({"skills": ["order return"], "agents": [40]}), rng=1)


def test_the_same_seed_plays_the_same_calls():
    teams = pd.DataFrame({"skills": [["order", "returns"]], "agents": [24]})
    assert cc.skills(TWO, teams, rng=5).service_level.tolist() == cc.skills(TWO, teams, rng=np.random.default_rng(5)).service_level.tolist()
