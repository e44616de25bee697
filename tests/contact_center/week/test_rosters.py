"""Named rosters: no rule broken, by an independent reading; what is in the way, where none exists."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from crm_course import contact_center as cc
from crm_course.foundations.errors import InvalidValue, UnknownName

SHIFTS = ("early", "day", "late", "night")


def _instance(rng):
    days = int(rng.integers(7, 22))
    required = pd.DataFrame([(day, shift, int(rng.integers(0, 3))) for day in range(days) for shift in SHIFTS[: rng.integers(2, 5)]],
                            columns=["day", "shift", "agents"])  # fmt: skip
    people = int(required.groupby("day")["agents"].sum().max() * 2 + 3)
    team = pd.DataFrame({"agent": [f"P{n}" for n in range(people)], "weekly_hours": rng.choice([21, 28, 35], people),
                         "away": [list(rng.choice(days, rng.integers(0, 3), replace=False)) for _ in range(people)]})  # fmt: skip
    return required, team


def test_no_rule_is_broken(thorough):
    rng, made = np.random.default_rng(4), 0
    for _ in range(200 if thorough else 6):
        required, team = _instance(rng)
        rules = cc.law.RULES[("general", "outsourced")[int(rng.integers(2))]]
        try:
            plan = cc.roster(required, team, rules=rules, time_limit=10)
        except InvalidValue:
            continue
        made += 1
        assert plan.broken.empty, plan.broken
        assert cc.check_roster(plan.frame, rules).empty
        covered = plan.frame.groupby(["day", "shift"]).size()
        for row in required.itertuples():
            assert covered.get((row.day, row.shift), 0) >= row.agents
        away = dict(zip(team["agent"], team["away"], strict=True))
        assert not any(row.day in away[row.agent] for row in plan.frame.itertuples())
        assert plan.bound <= plan.load + 1e-6
    assert made >= 0.8 * (200 if thorough else 6)


def test_a_late_shift_before_an_early_one_is_found():
    bad = pd.DataFrame({"agent": ["Ana", "Ana"], "day": ["2026-03-02", "2026-03-03"], "shift": ["late", "early"]})
    found = cc.check_roster(bad, "general")
    assert found[["rule", "value", "limit"]].to_numpy().tolist() == [["daily_rest_hours", 10.0, 11.0]]
    assert cc.check_roster(bad, cc.law.RULES["general"].having(daily_rest_hours=9)).empty
    assert cc.check_roster(bad.assign(shift=["early", "late"])).empty


def test_seven_days_in_a_row_break_three_rules():
    seven = pd.DataFrame({"agent": "Ben", "day": range(7), "shift": "08:00-15:00"})
    assert set(cc.check_roster(seven)["rule"]) == {"days_in_a_row", "days_a_week", "week_hours", "weekly_rest_hours"}


def test_two_shifts_in_one_day_are_one_too_many():
    twice = pd.DataFrame({"agent": ["Ben", "Ben"], "day": [0, 0], "shift": ["early", "late"]})
    assert "one_shift" in set(cc.check_roster(twice)["rule"])


def test_hours_may_stand_in_columns_or_in_a_table():
    rows = pd.DataFrame({"agent": ["Ben", "Ben"], "day": [0, 1], "shift": ["A", "B"]})
    assert cc.check_roster(rows.assign(start=[14, 6], end=[22, 13]))["rule"].tolist() == ["daily_rest_hours"]
    assert cc.check_roster(rows, shifts={"A": (14, 22), "B": (6, 13)})["rule"].tolist() == ["daily_rest_hours"]
    with pytest.raises(InvalidValue, match="shift must be a name that tells its hours, got 'A'"):
        cc.check_roster(rows)


def test_the_rule_in_the_way_is_named():
    required = pd.DataFrame([(day, shift, 1) for day in range(6) for shift in ("late", "early")], columns=["day", "shift", "agents"])
    team = pd.DataFrame({"agent": ["Ana", "Ben"], "weekly_hours": [42, 42]})
    assert cc.roster(required, team, rules="general").broken.empty  # one early, one late, all week
    away = team.assign(away=["0", ""])
    with pytest.raises(InvalidValue, match="1.0 shift.s. stay uncovered: add people"):
        cc.roster(required, away, rules="general")
    every_day = pd.DataFrame([(day, "early", 1) for day in range(7)], columns=["day", "shift", "agents"])
    with pytest.raises(InvalidValue, match="In the way: .*6 days .L3132-1"):
        cc.roster(every_day, pd.DataFrame({"agent": ["Ana"], "weekly_hours": [49]}), rules=cc.law.RULES["general"].having(
            week_hours=None, weekly_rest_hours=None, days_a_week=None))  # fmt: skip


def test_part_time_works_less():
    required = pd.DataFrame([(day, "early", 2) for day in range(5)], columns=["day", "shift", "agents"])
    team = pd.DataFrame({"agent": ["full", "part", "third"], "weekly_hours": [35, 14, 35]})
    plan = cc.roster(required, team, rules="general")
    assert (plan.frame["agent"] == "part").sum() <= 2
    assert plan.table().shape[1] == 5


def test_rules_are_dated_data():
    frame = cc.law.RULES["outsourced"].frame()
    assert {"rule", "label", "limit", "article", "read_on"} <= set(frame.columns)
    assert cc.law.RULES["outsourced"].limit("high_week_hours") == 42
    with pytest.raises(UnknownName, match='Did you mean "daily_rest_hours"'):
        cc.law.RULES["general"].having(daily_rest_hour=9)
    with pytest.raises(UnknownName, match="rules must be one of general, outsourced"):
        cc.roster(
            pd.DataFrame({"day": [0], "shift": ["day"], "agents": [1]}),
            pd.DataFrame({"agent": ["A"], "weekly_hours": [35]}),
            rules="genral",
        )
