"""Shifts: proven, against brute force; breaks that float; tours with their bound."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import contact_center as cc
from crm_course.foundations.errors import InvalidValue

TYPES = np.array([[1, 1, 1, 0, 0, 0], [0, 1, 1, 1, 0, 0], [0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1], [1, 1, 0, 0, 0, 0]])


def _by_trying(required, types, most=4):
    costs = types.sum(axis=1)
    feasible = (sum(n * cost for n, cost in zip(counts, costs, strict=True)) for counts in itertools.product(range(most), repeat=len(types))
                if (np.array(counts) @ types >= required).all())  # fmt: skip
    return min(feasible)


@given(st.lists(st.integers(0, 3), min_size=6, max_size=6))
@settings(max_examples=15, deadline=None)
def test_the_cheapest_is_the_cheapest(required):
    plan = cc.schedule(required, TYPES)
    assert plan.cost == _by_trying(np.array(required), TYPES)
    assert plan.proven
    assert plan.gap == 0
    assert (plan.coverage >= required).all()
    assert (plan.counts @ TYPES == plan.coverage).all()


def test_a_week_is_its_days():
    week = np.array([[1, 2, 2, 1, 1, 1], [0, 0, 0, 0, 0, 0], [3, 3, 1, 0, 0, 2]])
    plan = cc.schedule(week, TYPES)
    assert plan.counts.shape == (3, 5)
    assert plan.cost == sum(cc.schedule(day, TYPES).cost for day in week)


def test_being_short_has_a_price():
    peak = [0, 0, 5, 0, 0, 0]
    dear, cheap = (cc.schedule(peak, TYPES, understaffing_price=price) for price in (10, 0.1))
    assert (dear.coverage >= peak).all()
    assert cheap.counts.sum() == 0
    assert cheap.missing.tolist() == peak
    assert cheap.cost == pytest.approx(0.5)


def test_an_interval_that_no_shift_reaches():
    unreached = TYPES[:, :].copy()
    unreached[:, 5] = 0
    with pytest.raises(InvalidValue, match="interval no. must be reached by at least one shift, got 5.*understaffing_price"):
        cc.schedule([1, 1, 1, 1, 1, 1], unreached)
    assert cc.schedule([1, 1, 1, 1, 1, 1], unreached, understaffing_price=3).missing.tolist() == [0, 0, 0, 0, 0, 1]


def test_floating_breaks_leave_the_phones_one_at_a_time():
    required = np.array([2, 2, 3, 3, 3, 3, 2, 2])
    long = [cc.ShiftType(start=0, length=8), *(cc.ShiftType(start=start, length=2) for start in (0, 2, 4, 6))]
    plan = cc.schedule(required, long, breaks=cc.Break(length=1, earliest=2, latest=5))
    assert (plan.coverage >= required).all()
    away = np.zeros(8)
    for row in plan.breaks.itertuples():
        away[row.break_at] += row.agents
    whole = np.array([[1] * 8, *np.kron(np.eye(4), [1, 1])])
    assert (plan.counts @ whole - away == plan.coverage).all()
    fixed = cc.schedule(required, long, breaks=(1, 3, 3))
    assert plan.cost <= fixed.cost  # a break that may float is never dearer


def test_records_and_rows_say_the_same():
    records = [cc.ShiftType(start=0, length=3), cc.ShiftType(start=1, length=3), cc.ShiftType(start=3, length=3, cost=1)]
    rows = np.array([[1, 1, 1, 0, 0, 0], [0, 1, 1, 1, 0, 0], [0, 0, 0, 1, 1, 1]])
    assert cc.schedule([1, 1, 1, 0, 0, 0], records).cost == cc.schedule([1, 1, 1, 0, 0, 0], rows).cost == 3
    assert cc.schedule([0, 0, 0, 1, 0, 0], records).cost == 1


def test_tours_give_two_days_off_and_show_their_bound():
    required = np.tile([2, 2, 2, 2, 1, 1], (7, 1))
    plan = cc.tours(required, [cc.ShiftType(start=0, length=4), cc.ShiftType(start=2, length=4)], time_limit=5)
    working = plan.people["people"].sum() * 5
    assert plan.counts.sum() == working  # everyone works five days
    assert plan.bound <= plan.cost + 1e-6
    assert plan.gap <= 0.002
    assert not hasattr(plan, "proven")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda: cc.schedule([1, -1], [[1, 1]]), "a number of agents per interval"),
        (lambda: cc.schedule([1, 1], [[1, 2]]), "an array of 0 and 1"),
        (lambda: cc.schedule([1, 1], [cc.ShiftType(start=1, length=4)]), "inside the day of 2 intervals"),
        (lambda: cc.schedule([1, 1], [[1, 1]], breaks=(1, 3, 2)), "a length, an earliest"),
        (lambda: cc.tours(np.ones((5, 2)), [cc.ShiftType(start=0, length=2)]), "a week of seven days"),
    ],
)
def test_what_is_no_schedule_is_said(wrong, message):
    with pytest.raises(InvalidValue, match=message):
        wrong()
