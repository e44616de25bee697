from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm_course.contact_center import erlang_b, erlang_c
from crm_course.contact_center.erlang import log_less
from crm_course.foundations.errors import InvalidValue


def points(size, seed):
    """Loads from 0.1 to 10 000 erl, agents up to 12 000: near the load, and anywhere."""
    rng = np.random.default_rng(seed)
    load = np.exp(rng.uniform(np.log(0.1), np.log(1e4), size))
    near = np.clip(np.round(load + rng.normal(0, 5, size) * np.sqrt(load)), 1, 12_000)
    agents = np.where(rng.random(size) < 0.6, near, np.round(np.exp(rng.uniform(0, np.log(12_000), size))))
    agents[::4] += 0.37
    return load, agents


def test_erlang_b_and_c_keep_twelve_digits_from_a_tenth_to_ten_thousand_erlangs(exact):
    load, agents = points(260, seed=1)
    blocked, waits = erlang_b(load, agents), erlang_c(load, agents)
    for a, n, b, c in zip(load.tolist(), agents.tolist(), blocked.tolist(), waits.tolist(), strict=True):
        reference = exact.erlang_b(a, n)
        if reference > 1e-300:
            assert abs(b / reference - 1) < 1e-12, (a, n)
            if n > a:
                assert abs(c / exact.erlang_c(a, n) - 1) < 1e-12, (a, n)


def test_erlang_b_is_the_recursion_in_exact_fractions():
    load, blocked = Fraction(79, 8), Fraction(1)
    for n in range(1, 31):
        blocked = load * blocked / (n + load * blocked)
        assert erlang_b(float(load), n) == pytest.approx(float(blocked), rel=1e-14)


@pytest.mark.parametrize(
    ("function", "load", "agents", "published", "digits"),
    [
        (erlang_b, 8.108, 15, 0.01, 4),  # Westbay manual
        (erlang_c, 10, 14, 0.174132, 6),  # Call Centre Helper: 100 calls per half-hour, 180 s
        (erlang_c, 10, 11, 0.682118, 6),
        (erlang_c, 10, 13, 0.285270, 6),  # pyworkforce documentation
        (erlang_c, 10, 15, 0.102042, 6),
    ],
)
def test_published_values(function, load, agents, published, digits):
    assert round(function(load, agents), digits) == published


def test_telefonica_needs_26_agents_for_20_erlangs_and_fifteen_percent_that_wait():
    assert erlang_c(20, 25) > 0.15 >= erlang_c(20, 26)


@settings(max_examples=60)
@given(st.floats(0.01, 3000), st.floats(0.5, 3000))
def test_the_recursion_holds_between_any_two_numbers_of_agents(load, agents):
    fewer = erlang_b(load, agents)
    assert erlang_b(load, agents + 1) == pytest.approx(load * fewer / (agents + 1 + load * fewer), rel=5e-12, abs=1e-300)


@settings(max_examples=60)
@given(st.floats(0.01, 2000), st.floats(0.01, 2000))
def test_more_agents_never_hurt_and_waiting_is_likelier_than_blocking(load, agents):
    assert 0 <= erlang_b(load, agents + 0.5) <= erlang_b(load, agents) <= 1
    assert erlang_b(load, agents) <= erlang_c(load, agents) <= 1


def test_edges():
    assert [erlang_b(0, 0), erlang_b(5, 0), erlang_b(0, 5)] == [1, 1, 0]
    assert [erlang_c(5, 5), erlang_c(6, 5), erlang_c(0, 5)] == [1, 1, 0]
    assert np.isnan(erlang_b([-1, np.nan, np.inf, 3], [3, 3, 3, -1])).all()
    assert erlang_b(0.1, 12_000) == 0
    assert erlang_b(1e-320, 3) == 0


def test_shapes_follow_the_inputs():
    assert isinstance(erlang_b(3, 4), float)
    assert erlang_c([[1.0], [2.0]], [3, 4, 5]).shape == (2, 3)
    assert erlang_b([], []).shape == (0,)


def test_text_is_refused_by_name():
    with pytest.raises(InvalidValue, match="load must be a number or an array of numbers, got 'ten'"):
        erlang_b("ten", 3)


def test_log_less_does_not_cancel():
    assert log_less(np.array(1 + 1e-7), np.array(1.0)) == pytest.approx(-5e-15, rel=1e-6)
    assert log_less(np.array(8.0), np.array(2.0)) == pytest.approx(np.log(4) - 3)
