import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course.contact_center import queue
from crm_course.contact_center.impatience import impatient


def test_erlang_a_keeps_ten_digits_from_a_tenth_to_ten_thousand_erlangs(exact):
    rng = np.random.default_rng(2)
    size = 90
    load = np.exp(rng.uniform(np.log(0.1), np.log(1e4), size))
    load[:3] = [1e4, 1e4, 9_000]
    agents = np.where(
        rng.random(size) < 0.75, np.round(load + rng.normal(0, 3, size) * np.sqrt(load)), np.round(load * rng.uniform(0.3, 2, size))
    )
    agents = np.clip(agents, 1, 12_000)
    pace = np.exp(rng.uniform(np.log(0.1), np.log(20), size))
    within = np.where(rng.random(size) < 0.2, 0, np.exp(rng.uniform(np.log(1e-3), np.log(2), size)))
    found = impatient(load, agents, pace, within)
    for row, case in enumerate(zip(load, agents, pace, within, strict=True)):
        reference = exact.erlang_a(*case)
        for name, value in vars(reference).items():
            if value > 1e-25:  # the reference cancels below
                assert abs(getattr(found, name)[row] / value - 1) < 1e-10, (name, case)


def test_the_closed_form_is_the_stationary_chain(exact):
    closed, chain = exact.erlang_a(11, 9, 3, 0.1), exact.chain_a(11, 9, 3, 120)
    assert abs(closed.wait_share / chain.wait_share - 1) < 1e-30
    assert abs(closed.abandonment / chain.abandonment - 1) < 1e-30
    assert abs(11 * closed.served_share / chain.busy - 1) < 1e-30


def test_palm_as_garnett_mandelbaum_and_reiman_have_it():
    line = queue(48 * 15, 60, 50, patience_seconds=120)
    assert round(line.wait_share, 6) == 0.467774
    assert round(line.abandonment_share, 7) == 0.0309122
    assert round(line.mean_wait_seconds, 5) == 3.70947
    assert round(line.service_level, 6) == 0.943019


def test_a_calculator_on_the_web_is_wrong_by_fifty_points():
    assert queue(20 * 5, 180, 21, patience_seconds=60).service_level == pytest.approx(0.83, abs=0.006)


cases = st.tuples(st.floats(0.05, 500), st.integers(1, 520), st.floats(5, 2000), st.floats(0, 200))


@settings(max_examples=60)
@given(cases)
def test_identities(case):
    load, agents, patience, within = case
    line = queue(load * 5, 180, agents, within_seconds=within, patience_seconds=patience)
    assert line.mean_wait_seconds == pytest.approx(line.abandonment_share * patience, rel=1e-9)
    assert line.occupancy * agents == pytest.approx(load * (1 - line.abandonment_share), rel=1e-9)
    assert line.mean_wait_seconds == pytest.approx(line.wait_share * line.mean_wait_waiting_seconds, rel=1e-9, abs=1e-280)
    ulp = 1 + 1e-12
    assert 0 <= line.service_level <= line.service_level_less_abandons * ulp <= ulp**2
    assert line.service_level <= line.service_level_of_answered * ulp <= ulp**2
    assert 1 - line.wait_share <= line.service_level + 1e-12


@settings(max_examples=30)
@given(st.floats(0.5, 300), st.floats(1.02, 2.0), st.floats(0, 100))
def test_endless_patience_is_erlang_c_and_none_is_erlang_b(load, room, within):
    agents = load * room + 0.5
    endless, long = (queue(load * 5, 180, agents, within_seconds=within, patience_seconds=patience) for patience in (None, 1e9))
    assert long.service_level == pytest.approx(endless.service_level, abs=2e-5)
    lossy = queue(load * 5, 180, agents, patience_seconds=0)
    from crm_course.contact_center import erlang_b

    assert lossy.abandonment_share == pytest.approx(erlang_b(load, agents), rel=1e-9)
    assert lossy.mean_wait_seconds == 0


def test_scales_far_apart_stay_finite():
    load = np.array([1e-6, 1e4, 1e4, 0.5, 9_999.0])
    agents = np.array([1, 1, 12_000, 12_000, 10_000.0])
    for pace in (1e-6, 1e-3, 1.0, 1e3, 1e9):
        found = impatient(load, agents, np.full(5, pace), np.full(5, 0.1))
        for name in found._fields:
            assert np.isfinite(getattr(found, name)).all(), (name, pace)
