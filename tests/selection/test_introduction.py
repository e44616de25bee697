"""Costs, the plan, the obstacles, adoption."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from crm_course import roi, selection
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName

SEVEN = pd.DataFrame({"name": list("abcdefg"), "low": [2, 3, 4, 4, 4, 3, 3], "likely": [4, 5, 5, 6, 5, 4, 5], "high": [6, 9, 7, 10, 7, 8, 8],
                      "after": ["", None, "a", "a", "b c", "d", "e"]})  # fmt: skip
SOLD = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500]
"""Room air conditioners in the United States, 1949–61, thousands (Bass 1969)."""


# -- the plan -----------------------------------------------------------------------------


def test_the_published_plan():
    plan = selection.plan(SEVEN)
    assert plan.duration == pytest.approx(19.5)
    assert plan.critical == ("a", "c", "e", "g")
    assert plan.sd == pytest.approx(1.2802, abs=5e-5)
    assert plan.slack[["a", "c", "e", "g"]].tolist() == [0, 0, 0, 0]
    assert plan.slack["b"] == pytest.approx(4 + 5 + 1 / 6 - (5 + 1 / 3))


def test_chance_makes_it_later_and_wider():
    run = selection.plan(SEVEN).simulate(60_000, 5)
    assert run.mean == pytest.approx(19.51, abs=0.03)
    assert run.sd == pytest.approx(1.43, abs=0.02)
    assert run.share_by(21) == pytest.approx(0.847, abs=0.006)
    assert run.criticality["a"] > 0.9 > run.criticality["b"]
    assert run.quantile(run.share_by(21)) == pytest.approx(21, abs=0.05)


@pytest.mark.parametrize(("paths", "mean"), [(1, 20.0), (2, 21.13), (3, 21.70), (5, 22.33)])
def test_the_latest_of_several_is_later_than_each(paths, mean):
    # chains of many small tasks come near to N(20, 2): beta-PERT with low 8, likely 20, high 32 has sd 4.54 each
    width = 2 * math.sqrt(7) / math.sqrt(8)  # two tasks a chain, each with the variance 2
    tasks = [{"name": f"{chain}-{part}", "low": 10 - 2 * width, "likely": 10, "high": 10 + 2 * width, "after": f"{chain}-0" if part else ""}
             for chain in range(paths) for part in range(2)]  # fmt: skip
    run = selection.plan(pd.DataFrame(tasks)).simulate(40_000, 2)
    assert selection.plan(pd.DataFrame(tasks)).duration == pytest.approx(20)
    spread = run.sd if paths == 1 else selection.plan(pd.DataFrame(tasks[:2])).simulate(40_000, 2).sd
    assert run.mean - 20 == pytest.approx((mean - 20) * spread / 2, abs=0.06)


def test_slack_is_what_a_task_may_be_late():
    rng = np.random.default_rng(0)
    for _ in range(15):
        names = [f"t{number}" for number in range(9)]
        after = [
            " ".join(rng.choice(names[:place], rng.integers(0, min(place, 3) + 1), replace=False)) if place else "" for place in range(9)
        ]
        days = rng.integers(1, 10, 9)
        tasks = pd.DataFrame({"name": names, "low": days, "likely": days, "high": days, "after": after})
        plan = selection.plan(tasks)
        for name in names:
            delay = pd.Series(names).eq(name).to_numpy() * (plan.slack[name] + 1)
            late = tasks.assign(**{column: tasks[column] + delay for column in ("low", "likely", "high")})
            assert selection.plan(late).duration == pytest.approx(plan.duration + 1)
        assert plan.simulate(3, 1).durations.tolist() == pytest.approx([plan.duration] * 3)  # nothing uncertain, nothing late


@pytest.mark.parametrize(
    ("tasks", "message"),
    [
        (SEVEN.assign(after=["e", "", "a", "a", "b c", "d", "e"]), "tasks must be free of circles, got '(a → c → e|c → e → a|e → a → c) →"),
        (SEVEN.assign(high=1), "a must be three durations in order"),
        (SEVEN.assign(name=["a a", *"bcdefg"]), "a name without spaces"),
        (SEVEN.assign(name=["b", *"bcdefg"]), "given once"),
        (SEVEN.drop(columns="likely"), "column must be one of"),
    ],
)
def test_what_is_no_plan_is_said(tasks, message):
    with pytest.raises(InvalidValue, match=message):
        selection.plan(tasks)


def test_an_unknown_task_to_wait_for():
    with pytest.raises(UnknownName, match="task to wait for must be one of a, b"):
        selection.plan(SEVEN.assign(after=["", "", "z", "", "", "", ""]))
    with pytest.raises(InvalidData, match="b must be three durations"):
        selection.plan(SEVEN.assign(low=[2, None, 4, 4, 4, 3, 3]))


# -- costs --------------------------------------------------------------------------------


def test_costs_are_those_that_the_appraisal_counts():
    terms = {"licence": 600, "integration": 15_000, "training_per_user": 500, "support_rate": 0.15, "turnover_of_users": 0.1}
    appraised = roi.crm_cost(10, benefit_per_user=0, adoption=[0] * 5, **terms)
    costs = selection.ownership(terms, users=10, years=5)
    assert costs.sum(axis=1).to_numpy() == pytest.approx(-appraised.frame["net"].to_numpy())


def test_what_an_offer_adds():
    offer = selection.Offer(licence=100, migration=50, hosting=10, yearly_rise=0.1, least_users=5)
    costs = selection.ownership(offer, users=3, years=2)
    assert costs["licences"].tolist() == pytest.approx([0, 500, 550])
    assert costs["hosting"].tolist() == pytest.approx([0, 10, 11])
    assert costs["migration"].tolist() == [50, 0, 0]


def test_the_invented_vendors_can_be_costed():
    totals = {vendor: selection.ownership(row, users=20).to_numpy().sum() for vendor, row in selection.VENDORS.iterrows()}
    assert all(total > 50_000 for total in totals.values())


def test_a_misspelt_cost_is_not_left_aside():
    with pytest.raises(UnknownName, match='Did you mean "integration"'):
        selection.ownership({"licence": 1, "intergration": 2}, users=1)
    with pytest.raises(UnknownName, match="licence"):
        selection.ownership({"vendor": "x"}, users=1)
    with pytest.raises(InvalidValue, match=r"Did you mean 0\.15"):
        selection.Offer(licence=1, support_rate=15)


# -- the tables ---------------------------------------------------------------------------


def test_there_are_25_areas_and_each_opens_something():
    assert len(selection.AREAS) == 25
    assert selection.AREAS["area"].is_unique
    assert set(selection.AREAS["component"]) == {"operational", "analytical", "collaborative"}
    assert set(selection.AREAS["phase"]) == {"mission", "order", "fulfilment", "support"}
    for area in selection.AREAS["area"]:
        assert callable(selection.opened(area)), area


def test_the_twelve_obstacles():
    assert len(selection.RISKS) == 12
    losses = selection.expected_losses(selection.RISKS, 40_000)
    assert losses["expected_loss"].is_monotonic_decreasing
    assert losses["expected_loss"].sum() == pytest.approx((selection.RISKS["probability"] * selection.RISKS["impact"]).sum() * 40_000)
    with pytest.raises(InvalidValue, match=r"Did you mean 0\.3"):
        selection.expected_losses(selection.RISKS.assign(probability=30), 1)


# -- adoption -----------------------------------------------------------------------------


def test_the_curve():
    curve = selection.adoption(1000, innovators=0.03, imitators=0.38)
    assert np.round(curve.share(np.arange(1, 9)), 3).tolist() == [0.036, 0.085, 0.151, 0.233, 0.331, 0.439, 0.549, 0.652]
    assert (round(curve.peak, 2), round(curve.peak_share, 4)) == (6.19, 0.4605)
    assert curve.peak_share == pytest.approx(0.5 - 0.03 / (2 * 0.38))
    assert curve.frame(60)["new"].sum() == pytest.approx(1000, abs=1)


def test_the_curve_solves_its_equation():
    curve, step = selection.adoption(1, innovators=0.02, imitators=0.5), 1e-5
    for time in (0.5, 3.0, 9.0):
        slope = (curve.share(time + step) - curve.share(time - step)) / (2 * step)
        assert slope == pytest.approx((0.02 + 0.5 * curve.share(time)) * (1 - curve.share(time)), rel=1e-6)


def test_the_published_fit():
    found = selection.fit_adoption(SOLD)
    assert (round(found.m), round(found.p, 5), round(found.q, 4)) == (18713, 0.00944, 0.3748)
    assert found.curve.peak == pytest.approx(9.58, abs=0.01)
    assert found.low < found.m < found.high
    assert found.conclusive


@pytest.mark.parametrize("years", [6, 8, 10])
def test_early_counts_do_not_know_the_ceiling(years):
    assert not selection.fit_adoption(SOLD[:years]).conclusive


def test_a_drawn_curve_is_found_again():
    exact = selection.adoption(500, innovators=0.03, imitators=0.4).frame(16)["new"]
    found = selection.fit_adoption(list(exact))
    assert (found.m, found.p, found.q) == pytest.approx((500, 0.03, 0.4), rel=1e-4)


def test_what_is_no_count_is_said():
    with pytest.raises(InvalidValue, match="at least five periods"):
        selection.fit_adoption([3, 4, 5])
    with pytest.raises(InvalidValue, match="at least 0"):
        selection.fit_adoption([3, 4, -5, 6, 7])
    with pytest.raises(InvalidValue, match="nobody imitates"):
        selection.adoption(10, innovators=0, imitators=0.4)


def test_first_logins_by_week():
    log = pd.DataFrame(
        {"user_id": [1, 2, 1, 3, None], "ts": pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-20", "2026-01-21", "2026-01-22"])}
    )
    assert selection.new_adopters(log) == [2, 0, 1]
