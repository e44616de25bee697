import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course.contact_center import agents_needed, queue, rostered
from crm_course.contact_center.staffing import Promise, least
from crm_course.foundations.errors import InvalidValue

LEVELS = (0.5, 0.8, 0.9, 0.95, 0.99)
THRESHOLDS = (0, 10, 20, 60, 300)
HANDLES = (90, 180, 400)


def cases():
    """1 275 combinations of load, handle time, threshold and level."""
    loads = (0.05, 0.3, 0.9, 1.0, 2.5, 4.99, 5.0, 9.0, 10.0, 14.7, 20.0, 33.3, 60.0, 99.5, 100.0, 137.0, 180.2)
    return list(itertools.product(loads, HANDLES, THRESHOLDS, LEVELS))


def test_no_wrong_decision_against_an_exact_reference_of_over_a_thousand_cases(exact):
    rows = cases()
    assert len(rows) > 1000
    load, handle, within, level = np.array(rows).T
    calls = load * 900 / handle
    wrong = []
    for target in LEVELS:
        chosen = level == target
        found = agents_needed(calls[chosen], handle[chosen], within_seconds=within[chosen], service_level=target)
        for a, h, t, n in zip(load[chosen].tolist(), handle[chosen].tolist(), within[chosen].tolist(), found, strict=True):
            if exact.agents_c(str(a), (t, h), target) != n:  # decimals as they are written: a tie is a promise kept
                wrong.append((a, h, t, target, n))
    assert wrong == []


def test_looked_up_and_computed_row_by_row_agree(exact):
    rng = np.random.default_rng(4)
    calls = rng.integers(0, 400, 5_000)
    many = agents_needed(calls, 180)
    assert many.dtype.kind == "i"
    distinct = np.unique(calls)
    one_by_one = {count: agents_needed(int(count), 180) for count in distinct[::9]}
    assert all((many[calls == count] == needed).all() for count, needed in one_by_one.items())
    assert all(exact.agents_c(str(count / 5), (20, 180), 0.8) == needed for count, needed in one_by_one.items() if count)


def test_mixed_promises_against_the_exact_reference(exact):
    for load, level, occupancy, wait in itertools.product((0.7, 4.0, 8.0, 21.3, 68.0), (None, 0.8), (0.75, 0.8, 0.9), (None, 10)):
        found = agents_needed(load * 5, 180, service_level=level, max_occupancy=occupancy, max_mean_wait_seconds=wait)
        assert found == exact.agents_c(str(load), (20, 180), level, occupancy, wait and (wait, 180)), (load, level, occupancy, wait)


def test_impatient_callers_against_the_exact_reference(exact):
    rng = np.random.default_rng(5)
    for _ in range(60):
        load, pace = float(np.exp(rng.uniform(np.log(0.5), np.log(120)))), float(np.exp(rng.uniform(np.log(0.4), np.log(8))))
        level, cap = float(rng.choice([0.7, 0.8, 0.9])), rng.choice([None, 0.03, 0.1])
        found = agents_needed(load * 5, 180, patience_seconds=180 / pace, service_level=level, max_abandonment=cap)

        def kept(agents, load=load, pace=pace, level=level, cap=cap):
            line = exact.erlang_a(load, agents, pace, 20 / 180, digits=60)
            return line.served_within >= level and (cap is None or line.abandonment <= cap)

        assert kept(found)
        assert found == 1 or not kept(found - 1)


def test_impatient_staffing_may_lie_below_the_load():
    assert agents_needed(100 * 900 / 240, 240, patience_seconds=60) == 91
    assert agents_needed(750, 240, patience_seconds=180) == 194


def test_many_impatient_intervals_with_their_own_handle_times():
    rng = np.random.default_rng(6)
    calls, handle = rng.integers(0, 120, 6_000), rng.uniform(120, 240, 6_000)
    found = agents_needed(calls, handle, patience_seconds=90, max_abandonment=0.05)
    line = queue(calls, handle, found, patience_seconds=90)
    fewer = queue(calls, handle, np.maximum(found - 1, 0), patience_seconds=90)
    kept = (line.service_level >= 0.8) & (line.abandonment_share <= 0.05)
    assert kept.all()
    assert not ((fewer.service_level >= 0.8) & (fewer.abandonment_share <= 0.05))[found > 0].any()


@settings(max_examples=60)
@given(
    st.floats(0.01, 400), st.floats(20, 1200), st.floats(0.05, 0.99), st.floats(0, 120),
    st.one_of(st.none(), st.floats(5, 1000)), st.one_of(st.none(), st.floats(0.3, 0.95)),
)  # fmt: skip
def test_the_minimum_keeps_the_promise_and_one_fewer_does_not(load, handle, level, within, patience, occupancy):
    calls = load * 900 / handle
    timing = {"within_seconds": within, "patience_seconds": patience}
    found = agents_needed(calls, handle, service_level=level, max_occupancy=occupancy, **timing)
    line, fewer = (queue(calls, handle, agents, **timing) for agents in (found, found - 1))
    assert line.service_level >= level * (1 - 1e-11)
    assert occupancy is None or line.occupancy <= occupancy * (1 + 1e-11)
    broken = (
        fewer.service_level < level or (occupancy is not None and fewer.occupancy > occupancy) or (patience is None and load >= found - 1)
    )
    assert found == 1 or broken


def test_a_promise_met_exactly_is_kept():
    assert agents_needed(40, 180, service_level=None, max_occupancy=0.8) == 10
    assert agents_needed(1, 180, service_level=0.8, within_seconds=0) == 1  # 0.2 erl: one agent, 20% wait
    assert [agents_needed(n * 4.25, 180, service_level=None, max_occupancy=0.85) for n in range(1, 40)] == list(range(1, 40))


def test_edges():
    assert agents_needed(0, 180) == 0
    assert isinstance(agents_needed(50, 180), int)
    assert agents_needed([0, 50, 0], [0, 180, np.nan]).tolist() == [0, 14, 0]
    assert agents_needed([], 180).shape == (0,)
    assert agents_needed(50, [180, 240], patience_seconds=[[60], [600]]).shape == (2, 2)
    found = agents_needed([50, -1, np.nan], 180)
    assert found[0] == 14
    assert np.isnan(found[1:]).all()
    assert agents_needed(1e6, 180) > 200_000


def test_handle_times_that_vary_only_where_no_call_comes_change_nothing():
    assert agents_needed([0, 50, 50], [1, 180, 180]).tolist() == [0, 14, 14]


@pytest.mark.parametrize(
    ("promise", "message"),
    [
        ({"service_level": 80}, "service_level must be a share between 0 and 1, got 80. Did you mean 0.8?"),
        ({"service_level": 1}, "service_level must be a share from 0 to below 1, got 1. No number of agents guarantees 100%"),
        ({"max_abandonment": 0.05}, "max_abandonment must be given together with patience_seconds"),
        ({"service_level": None}, "service_level must be at least one promise"),
        ({"max_mean_wait_seconds": 0}, "max_mean_wait_seconds must be a number above 0"),
        ({"max_occupancy": 0}, "max_occupancy must be a number above 0"),
    ],
)
def test_promises_that_cannot_be(promise, message):
    with pytest.raises(InvalidValue, match=message.replace("?", r"\?").replace(".", r"\.")):
        agents_needed(50, 180, **promise)


def test_least_finds_any_step_from_any_guess():
    steps = np.array([1.0, 7, 12, 40, 1000])
    for guess in (1.0, 10.0, 5000.0):
        found = least(lambda rows, tried: tried >= steps[rows], np.full(5, guess), np.zeros(5))
        assert found.tolist() == steps.tolist()


def test_promise_is_a_record():
    assert Promise(service_level=None, max_occupancy=0.9).max_occupancy == 0.9


def test_published_rosters():
    assert rostered(14, 0.30) == 20  # Call Centre Helper


@pytest.mark.parametrize(("times", "promise"), [((120, 400), {}), ((15, 2400), {"patience_seconds": 90}), ((60, 900), {"patience_seconds": 60, "max_abandonment": 0.03}),
                                                ((100, 101), {"patience_seconds": 300, "service_level": 0.95}), ((200, 300), {"max_occupancy": 0.8})])  # fmt: skip
def test_rows_of_their_own_handle_time_are_what_the_formula_says(times, promise):
    rng = np.random.default_rng(3)
    handle = rng.uniform(*times, 12_000)
    load = rng.uniform(0.05, 60, handle.size)
    together = agents_needed(load * 900 / handle, handle, **promise)
    some = rng.choice(handle.size, 60, replace=False)
    assert together[some].tolist() == [agents_needed(load[row] * 900 / handle[row], handle[row], **promise) for row in some]
