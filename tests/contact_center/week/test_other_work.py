"""What fits beside the calls, and the other levers of a supervisor."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import contact_center as cc
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName

WORK = pd.DataFrame({"kind": ["mail", "e-mail", "mail"], "arrives": [0, 2, 4], "hours": [3.0, 1.0, 2.0], "due": [7, 3, 9]})


@given(st.lists(st.integers(0, 6), min_size=10, max_size=10), st.permutations([0, 1, 2]))
@settings(max_examples=30, deadline=None)
def test_no_order_of_the_work_does_more_in_time_and_nothing_is_lost(free, order):
    done = cc.fit_work(free, WORK.iloc[list(order)])
    frame = done.frame.set_index("kind").loc[["e-mail", "mail"]]
    assert (frame["in_time"] + frame["late"] + frame["left"]).to_numpy() == pytest.approx([1.0, 5.0])
    assert done.used.sum() / 4 + done.spare == pytest.approx(sum(free) / 4)
    assert (done.used <= np.array(free) + 1e-9).all()
    best = max(_done(free, ranks) for ranks in itertools.permutations(range(3)))
    assert frame["in_time"].sum() >= best - 1e-9


def _done(free, ranks):
    """Hours in time when work is taken by `ranks`, whatever its deadline, and none is begun too late."""
    left, total = WORK["hours"].tolist(), 0.0
    for now, agents in enumerate(free):
        room = agents / 4
        for one in ranks:
            if WORK["arrives"][one] <= now <= WORK["due"][one]:
                part = min(left[one], room)
                left[one], room, total = left[one] - part, room - part, total + part
    return total


@pytest.mark.parametrize(("calls", "agents"), [(50, 12), (50, 14), (80, 20)])
def test_one_chat_at_a_time_is_erlang_c(calls, agents):
    assert cc.chat_level(calls, [180], agents, within_seconds=20) == pytest.approx(float(cc.queue(calls, 180, agents).service_level))


def test_chats_held_together_are_what_a_simulation_sees():
    handle, agents, chats = (240, 320, 450), 3, 22
    rng, now, open_, waiting, waits, end = np.random.default_rng(8), 0.0, [0] * agents, [], [], 30_000
    rates = [0.0, *(held / seconds for held, seconds in zip((1, 2, 3), handle, strict=True))]
    for _ in range(end):  # exponential chats, each given to the agent who holds fewest, balanced when one ends
        total = chats / 900 + sum(rates[held] for held in open_)
        now += rng.exponential(1 / total)
        if rng.random() < chats / 900 / total:
            least = int(np.argmin(open_))
            if open_[least] < 3:
                open_[least] += 1
                waits.append(0.0)
            else:
                waiting.append(now)
        elif waiting:
            waits.append(now - waiting.pop(0))
        else:
            held = sum(open_) - 1
            open_ = [held // agents + (place < held % agents) for place in range(agents)]
    seen = np.mean(np.array(waits) <= 60)
    assert cc.chat_level(chats, handle, agents) == pytest.approx(seen, abs=0.03)


def test_three_chats_at_once_need_fewer_and_never_fewer_than_the_work():
    several, single = cc.chat_agents(50, (300, 400, 540)), cc.chat_agents(50, (300,))
    assert several < single
    assert several > 50 * 540 / 900 / 3
    with pytest.raises(InvalidValue, match="ends more chats an hour"):
        cc.chat_level(50, (300, 700), 10)


def test_calling_back_shortens_the_queue_of_those_who_stay():
    plain = cc.queue(50, 180, 11)
    nobody, half = (cc.call_back(50, 180, 11, accepted=part) for part in (0.0, 0.5))
    assert nobody.calls_back == pytest.approx(0, abs=1e-9)
    assert nobody.service_level == pytest.approx(float(plain.service_level))
    assert half.service_level > nobody.service_level
    stay = 50 - half.calls_back
    assert half.calls_back == pytest.approx(50 * 0.5 * float(cc.queue(stay, 180, 11).wait_share), rel=1e-6)


def test_a_base_line_and_its_overflow_need_more_than_one_queue():
    frame = cc.overflow([20, 40, 70, 90], 45, 200)
    assert (frame["base"] + frame["over"] == frame["calls"]).all()
    assert (frame["agents_base"] + frame["agents_over"] >= frame["agents_pooled"]).all()
    assert len(set(frame["agents_base"].iloc[2:])) == 1
    with pytest.raises(InvalidValue, match="at least 0"):
        cc.overflow([-1], 45, 200)


@given(st.lists(st.floats(50, 300), min_size=8, max_size=8), st.floats(0, 900))
@settings(max_examples=25, deadline=None)
def test_a_mailing_spread_is_never_worse_than_at_once(daily, brought):
    plan = cc.spread_mailing(daily, brought, [0.5, 0.3, 0.2], within=5)
    assert plan.sent.sum() == pytest.approx(1)
    assert (plan.sent >= -1e-9).all()
    assert plan.peak <= plan.peak_at_once + 1e-4
    assert plan.peak >= (sum(daily) + brought) / 8 - 1e-4
    assert plan.calls.max() == pytest.approx(plan.peak, abs=1e-4)


def test_what_may_leave_is_neither_complex_nor_valuable():
    table = pd.DataFrame(
        {
            "reason": ["place-order", "opening-hours", "item-wrong"],
            "contacts": [100, 20, 10],
            "minutes": [400, 20, 60],
            "cost": [200.0, 10, 30],
        }
    )
    found = cc.may_leave(table).set_index("reason")
    assert found["leaves"].to_dict() == {"place-order": False, "opening-hours": True, "item-wrong": False}
    assert found["saved"].sum() == pytest.approx(4.5)
    assert cc.may_leave(table, stays=(), longest_seconds=600)["leaves"].all()


def test_a_norm_is_kept_from_its_own_side():
    days = {"day": [1, 2, 3], "service_level": [0.8, 0.7, None], "wait_seconds": [30, 25, 20]}
    found = cc.norms_by_day(days, {"service_level": 0.8, "wait_seconds": 25})
    assert found["kept"].tolist() == [True, False, None, False, True, True]
    with pytest.raises(UnknownName, match='Did you mean "wait_seconds"'):
        cc.norms_by_day(days, {"wait_second": 25})


def test_offering_pays_from_a_break_even_on():
    hour = 24 / 0.7
    even = 30 / 3600 * hour / 8
    assert cc.added_sales(offered=0.5, accepted=even, margin=8, seconds=30) == pytest.approx(0)
    assert cc.added_sales(offered=0.5, accepted=even / 2, margin=8, seconds=30) < 0


def test_an_order_waits_for_the_night_it_can_reach():
    flow = cc.order_flow(21.95)
    ends = flow.groupby("channel")["end"].max()
    assert ends["phone"] == 50  # recorded after ten at night: a day later
    assert cc.order_flow(21).groupby("channel")["end"].max()["phone"] == 26
    for _, steps in flow.groupby("channel"):
        assert (steps["begin"].to_numpy()[1:] == steps["end"].to_numpy()[:-1]).all()
    assert cc.order_flow_chart(flow).to_dict()["description"]


def test_tools_are_weighed_in_minutes_contacts_and_euros():
    table = cc.tools_table(400_000, 245)
    assert len(table) == len(cc.TOOLS)
    assert table["euros"].is_monotonic_decreasing
    gain = cc.tool_gain("cti", 400_000, 245)
    assert gain["contacts"] == 0
    assert gain["euros"] == pytest.approx(400_000 * 18 / 3600 * 24 / 0.7 - 24_000)
    with pytest.raises(UnknownName, match="tool must be one of"):
        cc.tool_gain("telex", 1, 1)
    assert set(cc.trades_table()["place"].value_counts()) == {7}


def test_work_that_is_no_work_is_a_sentence():
    with pytest.raises(InvalidData, match="hours .line 2."):
        cc.fit_work([1], [{"kind": "mail", "arrives": 0, "hours": -1, "due": 2}])
    with pytest.raises(InvalidValue, match="within must be shares"):
        cc.spread_mailing([10, 10], 5, [1.0], within=3)
    assert cc.outgoing_contacts(0, reached=0.3, talk_seconds=60) == 0
