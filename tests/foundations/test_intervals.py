"""Intervals and tests: published values, identities, an independent computation, coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats

from crm_course.foundations import intervals

CONFIDENCES = st.sampled_from([0.8, 0.9, 0.95, 0.99])


@st.composite
def groups(draw, most=60):
    n = draw(st.integers(1, most))
    positive = draw(st.integers(0, n))
    return positive, draw(st.integers(0, n - positive)), n


# -- published values ---------------------------------------------------------------------


def test_newcombe_1998_difference_of_two_shares():
    low, high = intervals.share_difference(56, 70, 48, 80)
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_pooled_test_of_two_shares():
    assert intervals.proportions_p_value(5, 83, 12, 99) == pytest.approx(0.159, abs=5e-4)


def test_wilson_1927_in_newcombe_table():  # Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3
    for count, n, low, high in ((81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)):
        assert intervals.wilson(count, n) == pytest.approx((low, high), abs=5e-5)


def test_tango_interval_of_fagerland_lydersen_and_laake_2014():
    assert intervals.net_score_limits(1, 7, 21) == pytest.approx((-0.517, -0.026), abs=5e-4)


def test_variance_of_rocks_2016():
    assert intervals.net_variance(3, 1, 6) == pytest.approx(5 / 9)
    assert np.sqrt(intervals.net_variance(3, 1, 6) / 6) == pytest.approx(0.304, abs=5e-4)


# -- independent computation --------------------------------------------------------------


def brute_variance(score, positive, negative, n):
    """The most likely shares with a given net score, by numerical search instead of the closed form."""
    neutral = n - positive - negative
    low, high = max(0.0, -score) + 1e-12, (1 - score) / 2 - 1e-12

    def minus_log_likelihood(q):
        return -(positive * np.log(q + score) + negative * np.log(q) + neutral * np.log(1 - 2 * q - score))

    q = optimize.minimize_scalar(minus_log_likelihood, bounds=(low, high), method="bounded", options={"xatol": 1e-11}).x
    return 2 * q + score - score**2


@pytest.mark.parametrize(("positive", "negative", "n"), [(3, 1, 6), (6, 82, 100), (28, 22, 100), (9, 1, 12)])
def test_score_limits_invert_the_test_found_by_search(positive, negative, n):
    score, z = (positive - negative) / n, stats.norm.ppf(0.975)

    def excess(value):
        return n * (score - value) ** 2 - z**2 * brute_variance(value, positive, negative, n)

    expected = optimize.brentq(excess, -1 + 1e-9, score), optimize.brentq(excess, score, 1 - 1e-9)
    assert intervals.net_score_limits(positive, negative, n) == pytest.approx(expected, abs=1e-6)


def test_score_test_is_the_one_found_by_maximising_the_likelihood():
    a, b = (12, 30, 60), (20, 15, 50)

    def minus_log_likelihood(x):
        common, q_a, q_b = x
        shares = [(q_a + common, q_a, 1 - 2 * q_a - common), (q_b + common, q_b, 1 - 2 * q_b - common)]
        counts = [(p, m, n - p - m) for p, m, n in (a, b)]
        return -sum(k * np.log(max(s, 1e-300)) for c, s3 in zip(counts, shares, strict=True) for k, s in zip(c, s3, strict=True))

    fit = optimize.minimize(
        minus_log_likelihood, (0.0, 0.3, 0.3), method="Nelder-Mead", options={"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000}
    )
    common, q_a, q_b = fit.x
    variance = sum((2 * q + common - common**2) / n for q, n in ((q_a, 60), (q_b, 50)))
    z = ((12 - 30) / 60 - (20 - 15) / 50) / np.sqrt(variance)
    assert intervals.net_scores_p_value(a, b) == pytest.approx(2 * stats.norm.sf(abs(z)), abs=1e-6)


def test_quantiles_are_scipy_s():
    assert intervals.z_value(0.95) == pytest.approx(stats.norm.ppf(0.975), rel=1e-12)
    assert intervals.t_value(0.9, [3, 30]) == pytest.approx(stats.t.ppf(0.95, [3, 30]), rel=1e-9)
    assert intervals.mean_limits(10, 2, 9) == pytest.approx(stats.t.interval(0.95, 8, 10, 2 / 3))


# -- identities and bounds ----------------------------------------------------------------


@given(n=st.integers(1, 200), share=st.floats(0, 1), confidence=CONFIDENCES)
def test_without_neutral_answers_the_score_interval_is_wilson_stretched(n, share, confidence):
    positive = round(share * n)
    stretched = [2 * limit - 1 for limit in intervals.wilson(positive, n, confidence)]
    assert intervals.net_score_limits(positive, n - positive, n, confidence) == pytest.approx(stretched, abs=1e-9)


@given(a=st.tuples(st.integers(0, 40), st.integers(0, 40)), b=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_without_neutral_answers_the_score_test_is_the_pooled_test(a, b):
    n_a, n_b = sum(a), sum(b)
    if n_a and n_b:
        pooled = intervals.proportions_p_value(a[0], n_a, b[0], n_b)
        assert intervals.net_scores_p_value((*a, n_a), (*b, n_b)) == pytest.approx(pooled, abs=1e-9)


@given(group=groups(), confidence=CONFIDENCES)
def test_limits_are_bounded_hold_the_score_and_mirror(group, confidence):
    positive, negative, n = group
    low, high = intervals.net_score_limits(positive, negative, n, confidence)
    assert -1 <= low <= (positive - negative) / n <= high <= 1
    assert intervals.net_score_limits(negative, positive, n, confidence) == pytest.approx((-high, -low), abs=1e-12)


@given(group=groups())
def test_more_confidence_or_fewer_answers_give_a_wider_interval(group):
    positive, negative, n = group
    narrow, wide = (np.diff(intervals.net_score_limits(*group, confidence))[0] for confidence in (0.9, 0.99))
    assert narrow <= wide + 1e-12
    assert np.diff(intervals.net_score_limits(4 * positive, 4 * negative, 4 * n))[0] <= np.diff(intervals.net_score_limits(*group))[0]


@given(a=groups(), b=groups())
def test_differences_are_antisymmetric_and_equal_groups_do_not_differ(a, b):
    low, high = intervals.net_difference(a, b)
    assert intervals.net_difference(b, a) == pytest.approx((-high, -low), abs=1e-12)
    assert intervals.net_scores_p_value(a, b) == pytest.approx(intervals.net_scores_p_value(b, a), abs=1e-9)
    same_low, same_high = intervals.net_difference(a, a)
    assert same_low <= 0 <= same_high
    assert intervals.net_scores_p_value(a, a) == 1


# -- edges --------------------------------------------------------------------------------


def test_rows_are_computed_together_and_a_row_without_answers_is_nan():
    positive, negative, n = np.array([3, 0, 10]), np.array([1, 0, 0]), np.array([6, 0, 10])
    for limits in (intervals.net_score_limits, intervals.net_adjusted_wald, intervals.net_wald):
        low, high = limits(positive, negative, n)
        assert np.isnan([low[1], high[1]]).all()
        assert (low[0], high[0]) == pytest.approx(limits(3, 1, 6))
    low, _ = intervals.wilson(positive, n)
    assert np.isnan(low[1])
    assert np.isnan(intervals.net_scores_p_value((positive, negative, n), (positive, negative, n))).tolist() == [False, True, False]
    assert np.isnan(intervals.mean_limits(1.0, 0.0, 1).low)


def test_unanimous_answers_leave_doubt():
    low, high = intervals.net_score_limits(10, 0, 10)
    z2 = intervals.z_value(0.95) ** 2
    assert (low, high) == pytest.approx(((10 - z2) / (10 + z2), 1.0))
    assert intervals.net_wald(10, 0, 10) == (1.0, 1.0)  # the textbook interval does not


def test_scalars_in_scalars_out():
    for value in (*intervals.net_score_limits(3, 1, 6), *intervals.wilson(3, 6), intervals.net_scores_p_value((3, 1, 6), (1, 3, 6))):
        assert np.ndim(value) == 0


# -- coverage -----------------------------------------------------------------------------

TRUTHS = [(0.6, 0.1), (0.3, 0.3), (0.06, 0.82), (0.45, 0.25), (0.15, 0.15), (0.5, 0.5)]


def simulated_coverage(limits, n, seed=20, surveys=20_000):
    """Share of simulated surveys whose interval holds the truth, for each truth."""
    rng = np.random.default_rng(seed)
    covered = []
    for promoters, detractors in TRUTHS:
        answers = rng.multinomial(n, [promoters, detractors, 1 - promoters - detractors], surveys)
        low, high = limits(answers[:, 0], answers[:, 1], n)
        truth = promoters - detractors
        covered.append(np.mean((low <= truth + 1e-9) & (truth - 1e-9 <= high)))
    return np.array(covered)


@pytest.mark.parametrize(("n", "least"), [(10, 0.93), (30, 0.935), (100, 0.94)])
def test_the_score_interval_keeps_its_promise_at_small_n(n, least):
    covered = simulated_coverage(intervals.net_score_limits, n)
    assert covered.min() > least
    assert covered.mean() > 0.945


def test_the_textbook_interval_does_not():
    assert simulated_coverage(intervals.net_wald, 10).mean() < 0.90


@settings(max_examples=30)
@given(st.floats(0.05, 0.9), st.floats(0.05, 0.9))
def test_the_difference_of_two_small_groups_keeps_its_promise(first, second):
    rng = np.random.default_rng(3)
    shares = [(p, (1 - p) / 2, (1 - p) / 2) for p in (first, second)]
    a, b = (rng.multinomial(25, share, 4000) for share in shares)
    low, high = intervals.net_difference((a[:, 0], a[:, 1], 25), (b[:, 0], b[:, 1], 25))
    truth = shares[0][0] - shares[0][1] - shares[1][0] + shares[1][1]
    assert np.mean((low <= truth + 1e-9) & (truth - 1e-9 <= high)) > 0.925
