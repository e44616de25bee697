import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course import contact_center as cc
from crm_course.contact_center.rows import crossing


@settings(max_examples=40)
@given(st.integers(1, 300), st.floats(60, 900), st.one_of(st.none(), st.floats(20, 600)), st.floats(0.3, 0.95))
def test_calls_taken_is_where_the_promise_is_just_kept(agents, handle, patience, level):
    calls = cc.calls_taken(agents, handle, patience_seconds=patience, service_level=level)
    assert cc.queue(calls, handle, agents, patience_seconds=patience).service_level == pytest.approx(level, rel=1e-9)
    assert cc.agents_needed(calls * 0.999999, handle, patience_seconds=patience, service_level=level) == agents
    assert cc.agents_needed(calls * 1.000001, handle, patience_seconds=patience, service_level=level) == agents + 1


@pytest.mark.parametrize("patience", [None, 90])
def test_the_longest_handle_time(patience):
    longest = cc.handle_seconds_allowed(50, [12, 14], patience_seconds=patience, service_level=0.8)
    assert cc.queue(50, longest, [12, 14], patience_seconds=patience).service_level == pytest.approx(0.8, rel=1e-9)
    assert cc.handle_seconds_allowed(0, 5) == np.inf


@settings(max_examples=40)
@given(st.floats(1, 200), st.floats(0.6, 1.3), st.floats(10, 1000))
def test_the_patience_that_made_the_abandonments_is_found_again(load, ratio, patience):
    agents = max(1, round(load * ratio))
    lost = cc.queue(load * 5, 180, agents, patience_seconds=patience).abandonment_share
    if lost > 1e-6 and lost > 1 - agents / load + 1e-6:
        assert cc.patience_explaining(lost, load * 5, 180, agents) == pytest.approx(patience, rel=1e-5)


def test_abandonments_that_no_patience_explains():
    assert np.isnan(cc.patience_explaining([0.01, 0.99], 60, 180, 10)).all()  # 12 erl on 10 agents lose at least a sixth


def test_agents_with_decimals_deliver_the_level_exactly():
    for patience in (None, 60):
        agents = cc.agents_for_level([0.5, 0.8, 0.99], 50, 180, patience_seconds=patience)
        assert cc.queue(50, 180, agents, patience_seconds=patience).service_level == pytest.approx([0.5, 0.8, 0.99], rel=1e-10)
        assert int(np.ceil(agents[1])) == cc.agents_needed(50, 180, patience_seconds=patience)


def test_westbays_table():
    assert cc.load_for_blocking([5, 10, 15, 20], 0.01) == pytest.approx([1.361, 4.461, 8.108, 12.031], abs=6e-4)


def test_rows_that_make_no_sense():
    assert np.isnan(cc.calls_taken([-1, 10], [180, 0])).all()
    assert np.isnan(cc.agents_for_level(1.5, 50, 180))
    assert cc.calls_taken(0, 180) == 0


def test_crossing_finds_ends_and_roots():
    low, high = np.zeros(4), np.full(4, 3.0)
    shift = np.array([-1.0, 0.0, 2.0, 5.0])
    assert crossing(lambda x: shift - x, low, high).tolist() == pytest.approx([0, 0, 2, 3])
    steep = crossing(lambda x: np.exp(-40 * x) - 1e-12, np.zeros(1), np.full(1, 50.0))
    assert steep[0] == pytest.approx(12 * np.log(10) / 40, rel=1e-12)
