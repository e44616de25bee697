"""Tests done right: size, split, effect, covariate, looks, the winner's curse."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from crm_course import campaigns
from crm_course.foundations.errors import CourseError, InvalidValue

# -- how many -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "lift", "power", "n"),
    [
        (0.50, 0.25, 0.90, 77), (0.20, 0.05, 0.8, 1094), (0.12, 0.01, 0.8, 17_169), (0.05, 0.01, 0.8, 8158), (0.02, 0.005, 0.8, 13_809),
        (0.10, 0.02, 0.8, 3841), (0.20, 0.03, 0.8, 2943), (0.4 + 0.6 * 0.2, 0.6 * 0.03, 0.8, 12_071),
    ],
)  # fmt: skip
def test_published_and_computed_sizes(base, lift, power, n):
    found = campaigns.sample_size(base, lift, power=power)
    assert (found.per_arm, found.treated, found.control) == (n, n, n)


def test_the_power_is_counted_out():
    assert campaigns.sample_size(0.20, 0.05).exact_power == pytest.approx(0.8010, abs=5e-5)
    assert campaigns.exact_power(0.20, 0, 1094, 1094) == pytest.approx(0.0500, abs=5e-5)
    assert campaigns.exact_power(0.20, 0.05, 906, 906) == pytest.approx(0.7234, abs=5e-5)


@pytest.mark.parametrize(("base", "lift", "control_share"), [(0.1, 0.05, 0.5), (0.3, -0.1, 0.3), (0.05, 0.04, 0.2), (0.6, 0.08, 0.5)])
def test_the_power_asked_for_is_the_power_there_is(base, lift, control_share):
    found = campaigns.sample_size(base, lift, control_share=control_share)
    assert found.control / (found.treated + found.control) == pytest.approx(control_share, abs=0.002)
    assert found.exact_power == pytest.approx(0.8, abs=0.02)


def test_another_package_agrees_near_enough():
    from statsmodels.stats.power import NormalIndPower
    from statsmodels.stats.proportion import proportion_effectsize

    arcsine = NormalIndPower().solve_power(proportion_effectsize(0.25, 0.20), power=0.8, alpha=0.05)
    assert arcsine == pytest.approx(1091.9, abs=0.05)
    assert campaigns.sample_size(0.20, 0.05).per_arm == pytest.approx(arcsine, rel=0.003)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"base": 0.2, "lift": 5}, r"0\.05 means \+5 points"), ({"base": 0.2, "lift": 0}, "not zero"), ({"base": 20, "lift": 0.05}, r"Did you mean 0\.2"),
        ({"base": 0.2, "lift": 0.05, "power": 1}, "strictly between"), ({"base": 0.2, "lift": 0.05, "control_share": 0}, "control_share"),
    ],
)  # fmt: skip
def test_sizes_that_cannot_be_asked_for(arguments, message):
    with pytest.raises(InvalidValue, match=message):
        campaigns.sample_size(**arguments)


def test_unequal_arms_have_no_size_per_arm():
    with pytest.raises(InvalidValue, match='Read "treated" and "control"'):
        campaigns.sample_size(0.2, 0.05, control_share=0.2).per_arm  # noqa: B018


def test_the_winners_curse_against_draws():
    found = campaigns.winners_curse(0.12, 0.01, 2000)
    rng = np.random.default_rng(0)
    own, others = rng.binomial(2000, 0.13, 200_000) / 2000, rng.binomial(2000, 0.12, 200_000) / 2000
    mean = (own + others) / 2
    seen = np.abs(own - others) > 1.959964 * np.sqrt(mean * (1 - mean) / 1000)
    assert found.power == pytest.approx(seen.mean(), abs=0.004)
    assert found.estimate == pytest.approx((own - others)[seen].mean(), abs=3e-4)
    assert found.wrong_sign == pytest.approx((own < others)[seen].mean(), abs=0.002)
    assert (round(found.estimate, 4), round(found.wrong_sign, 3)) == (0.0254, 0.011)


# -- the effect ---------------------------------------------------------------------------


def test_the_split_comes_first():
    assert campaigns.test((500, 10_000), (420, 10_300)).ratio_mismatch == pytest.approx(0.0352, abs=5e-5)
    found = campaigns.test((50_000, 821_588), (49_000, 815_482))
    assert found.ratio_mismatch == pytest.approx(1.8e-6, rel=0.02)
    assert not found.more_than_noise
    assert campaigns.test((70, 700), (30, 300), control_share=0.3).ratio_mismatch == pytest.approx(1)
    assert campaigns.test((70, 700), (30, 301), control_share=0.3).ratio_mismatch == pytest.approx(
        stats.chisquare([700, 301], [700.7, 300.3]).pvalue
    )


def test_two_shares_agree_with_another_package():
    from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

    found = campaigns.test((12, 99), (5, 83))
    low, high = confint_proportions_2indep(12, 99, 5, 83, method="newcomb")
    assert (found.low, found.high) == pytest.approx((low, high))
    assert found.p_value == pytest.approx(proportions_ztest([12, 5], [99, 83])[1])
    assert found.lift == pytest.approx(12 / 99 - 5 / 83)


def test_two_means_are_welchs():
    rng = np.random.default_rng(3)
    own, others = rng.normal(1, 2, 80), rng.normal(0, 1, 50)
    found, other = campaigns.test(own, others), stats.ttest_ind(own, others, equal_var=False)
    assert found.p_value == pytest.approx(other.pvalue)
    assert (found.low, found.high) == pytest.approx(tuple(other.confidence_interval()))
    assert found.variance_saved == 0


def test_a_tuple_of_two_whole_numbers_is_counts_and_nothing_else_is():
    assert campaigns.test((1, 4), (2, 4)).lift == -0.25
    assert campaigns.test([1, 4], [2, 4]).lift == -0.5
    assert campaigns.test((1.0, 4.0), (2.0, 4.0)).lift == -0.5
    assert campaigns.test((np.int64(1), np.int64(4)), (2, 4)).lift == -0.25


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.7])
def test_earlier_behaviour_takes_variance_away_and_leaves_the_effect(correlation):
    rng = np.random.default_rng(11)
    runs = []
    for _ in range(150):
        before = rng.normal(size=(2, 400))
        now = correlation * before + np.sqrt(1 - correlation**2) * rng.normal(size=(2, 400))
        runs.append((campaigns.test(now[0] + 0.1, now[1], before=tuple(before)), campaigns.test(now[0] + 0.1, now[1])))
    ratio = np.var([one.lift for one, _ in runs]) / np.var([plain.lift for _, plain in runs])
    assert np.mean([one.lift for one, _ in runs]) == pytest.approx(0.1, abs=0.02)
    assert np.mean([one.variance_saved for one, _ in runs]) == pytest.approx(correlation**2, abs=0.01)
    assert ratio == pytest.approx(1 - correlation**2, abs=0.16)
    assert np.mean([one.high - one.low for one, _ in runs]) == pytest.approx(2 * 1.96 * np.sqrt((1 - correlation**2) / 200), rel=0.02)


@pytest.mark.parametrize(
    ("treated", "control", "options", "message"),
    [
        ((1, 1), (1, 10), {}, "at least two people"), ([1.0], [1, 2], {}, "at least two people"), ((11, 10), (1, 10), {}, r"between 0 and the number of people \(10\)"),
        ((1, 10), [1, 2], {}, "given as the other arm is"), ((1, 10), (1, 10), {"before": ([1], [2])}, "left out for counts"),
        ([1, 2], [1, np.nan], {}, "1 are missing"), (["a", "b"], [1, 2], {}, "a value per person"), ([1, 2], [1, 2], {"before": ([1, 2, 3], [1, 2])}, "as many values"),
        ([1, 2], [1, 2], {"before": 3}, "two arrays"), ((1, 10), (1, 10), {"control_share": 50}, r"Did you mean 0\.5"),
    ],
)  # fmt: skip
def test_arms_that_cannot_be_compared_are_said(treated, control, options, message):
    with pytest.raises(CourseError, match=message):
        campaigns.test(treated, control, **options)


# -- when to stop -------------------------------------------------------------------------


@pytest.mark.parametrize(("looks", "alarms"), [(1, 0.05), (2, 0.0831), (3, 0.1073), (5, 0.1417), (10, 0.1934), (20, 0.2479)])
def test_what_peeking_costs(looks, alarms):
    assert campaigns.peeking(looks) == pytest.approx(alarms, abs=5e-5)


def test_two_looks_by_the_bivariate_normal():
    inside = stats.multivariate_normal([0, 0], [[1, np.sqrt(0.5)], [np.sqrt(0.5), 1]])
    z = 1.959964
    both = inside.cdf([z, z]) - 2 * inside.cdf([z, -z]) + inside.cdf([-z, -z])
    assert campaigns.peeking(2) == pytest.approx(1 - both, abs=1e-5)


@pytest.mark.parametrize(("looks", "pocock", "final"), [(2, 2.178, 1.977), (3, 2.289, 2.004), (4, 2.361, 2.024), (5, 2.413, 2.040)])
def test_published_boundaries(looks, pocock, final):
    assert campaigns.boundaries(looks, "pocock") == pytest.approx(np.full(looks, pocock), abs=5e-4)
    found = campaigns.boundaries(looks)
    assert found[-1] == pytest.approx(final, abs=5e-4)
    assert found * np.sqrt(np.arange(1, looks + 1)) == pytest.approx(np.full(looks, found[0]))


@pytest.mark.parametrize("rule", ["obrien-fleming", "pocock"])
@pytest.mark.parametrize("looks", [5, 100])
def test_boundaries_keep_the_level(rule, looks, thorough):
    tests = 40_000 if thorough else 4_000
    rng = np.random.default_rng(looks)
    own, others = (rng.binomial(400, 0.2, (tests, looks)).cumsum(axis=1) for _ in range(2))
    n = 400 * np.arange(1, looks + 1)
    mean = (own + others) / (2 * n)
    z = np.abs(own - others) / np.sqrt(2 * n * mean * (1 - mean))
    alarms = (z > campaigns.boundaries(looks, rule)).any(axis=1).mean()
    assert alarms <= (0.053 if thorough else 0.05 + 3 * np.sqrt(0.05 * 0.95 / tests))
    assert (z > 1.96).any(axis=1).mean() > 2 * alarms


def test_the_sequence_may_be_read_always(thorough):
    tests, people = (2000, 2000) if thorough else (200, 1000)
    rng, arm = np.random.default_rng(5), np.arange(people) % 2 == 0
    alarms = np.mean([campaigns.always_valid(rng.random(people) < 0.2, arm).significant for _ in range(tests)])
    assert alarms <= 0.053


def test_the_sequence_finds_what_is_there():
    rng, arm = np.random.default_rng(2), np.array(["treated", "control"] * 3000)
    found = campaigns.always_valid(rng.normal(0.3 * (arm == "treated"), 1), arm)
    last = found.frame.iloc[-1]
    assert found.significant
    assert found.stopped_at < 6000
    assert last["low"] < 0.3 < last["high"]
    fixed = campaigns.test(rng.normal(0.3, 1, 3000), rng.normal(0, 1, 3000))
    assert last["high"] - last["low"] > fixed.high - fixed.low  # looking always has its price


@pytest.mark.parametrize("looks", [1, 2, 7, 30])
def test_more_looks_ask_for_more(looks):
    assert campaigns.peeking(looks + 1) > campaigns.peeking(looks)
    assert campaigns.boundaries(looks + 1, "pocock")[0] > campaigns.boundaries(looks, "pocock")[0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: campaigns.peeking(0), "at least 1"), (lambda: campaigns.peeking(10_000), "always_valid"),
        (lambda: campaigns.boundaries(3, "pockock"), 'Did you mean "pocock"'), (lambda: campaigns.always_valid([1, 2], [0, 1]), "at least four"),
        (lambda: campaigns.always_valid([1, 2, 3, 4], [0, 0, 0, 0]), "two arms of at least two"), (lambda: campaigns.always_valid([1, 2, 3, 4], [0, 1]), "as long as"),
        (lambda: campaigns.always_valid([1, 2, 3, 4], [0, 1, 2, 0]), "1 or 0"), (lambda: campaigns.always_valid([1, 2, 3, 4], ["a", "b"] * 2), "treated"),
    ],
)  # fmt: skip
def test_looks_that_cannot_be_are_said(call, message):
    with pytest.raises(CourseError, match=message):
        call()
