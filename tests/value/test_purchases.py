"""Three models of purchases: published fits, identities, brute force, borders and refusals."""

import mpmath
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from value import data

from crm_course import value
from crm_course.foundations.errors import InvalidValue
from crm_course.value import bgnbd, paretonbd

ONE = pd.DataFrame({"frequency": [2, 0], "recency": [30.43, 0.0], "T": [38.86, 38.86]})
MODELS = ("mbg-nbd", "bg-nbd", "pareto-nbd")


@pytest.fixture(scope="module")
def fits():
    return {model: value.fit(data.histories(), model) for model in MODELS}


# Fader, Hardie and Lee (2005), table 2: r .243, α 4.414, a .793, b 2.426, LL −9 582.4; Fader and Hardie (2005) for Pareto/NBD
@pytest.mark.parametrize(
    ("model", "parameters", "log_likelihood"),
    [
        ("bg-nbd", (0.24259, 4.41353, 0.79289, 2.42575), -9582.42556),
        ("mbg-nbd", (0.5248, 6.183, 0.8914, 1.614), -9582.13268),
        ("pareto-nbd", (0.5533, 10.578, 0.6062, 11.668), -9594.97393),
    ],
)
def test_cdnow_has_the_published_fit(fits, model, parameters, log_likelihood):
    found = fits[model]
    assert tuple(found.parameters.values()) == pytest.approx(parameters, rel=1.5e-4)
    assert found.log_likelihood == pytest.approx(log_likelihood, abs=2e-5)
    assert found.converged
    assert found.border is None
    assert found.customers == 2357


def test_cdnow_standard_errors(fits):
    assert list(fits["bg-nbd"].standard_errors.values()) == pytest.approx([0.01256, 0.3782, 0.1857, 0.7053], rel=5e-4)


@pytest.mark.parametrize(
    ("model", "alive", "expected"),
    [("bg-nbd", (0.72661, 1.0), 1.2259), ("mbg-nbd", (0.70613, 0.3897), 1.2627), ("pareto-nbd", (0.86912, 0.2951), 1.4551)],
)
def test_cdnow_predictions_of_one_customer(fits, model, alive, expected):
    assert fits[model].alive(ONE).tolist() == pytest.approx(alive, rel=1e-4)
    assert fits[model].expected(39, ONE)[0] == pytest.approx(expected, rel=5e-5)


def test_bg_nbd_holds_everyone_who_bought_once_for_alive_and_the_others_do_not(fits):
    once = pd.DataFrame({"frequency": 0, "recency": 0.0, "T": [5.0, 50.0, 500.0]})
    assert (fits["bg-nbd"].alive(once) == 1).all()
    assert (fits["mbg-nbd"].alive(once) < 0.6).all()
    assert fits["pareto-nbd"].alive(once).is_monotonic_decreasing


def test_expected_of_a_new_customer(fits):
    months = fits["bg-nbd"].expected_of_new([1, 4, 39, 52, 78])
    assert months.tolist() == pytest.approx([0.053185, 0.195766, 1.195016, 1.444021, 1.857972], rel=1e-5)
    assert np.ndim(fits["bg-nbd"].expected_of_new(39)) == 0


def test_expectation_to_forty_digits():
    """Gauss's closed form at the published parameters, computed to 40 digits."""
    theta = np.array([0.243, 4.414, 0.793, 2.426])
    found = bgnbd.expected(theta, 39.0, np.array([2.0]), np.array([30.43]), np.array([38.86]), 0)[0]
    assert found == pytest.approx(1.22602817477, rel=1e-9)


@settings(max_examples=25)
@given(
    theta=st.tuples(*[st.floats(0.05, 30)] * 4), x=st.integers(0, 60), age=st.floats(1, 200), part=st.floats(0.01, 1), t=st.floats(0.1, 200),
    passed=st.sampled_from([0, 1]),
)  # fmt: skip
def test_bg_expectation_is_gauss_s_function(theta, x, age, part, t, passed):
    r, alpha, a, b = (mpmath.mpf(one) for one in theta)
    if abs(theta[2] - 1) < 1e-3:
        return  # the closed form is singular there
    recency = part * age if x else 0.0
    found = bgnbd.expected(np.array(theta), t, np.array([float(x)]), np.array([recency]), np.array([age]), passed)[0]
    alive = bgnbd.alive(np.array(theta), np.array([float(x)]), np.array([recency]), np.array([age]), passed)[0]
    y, age, t = x + passed, mpmath.mpf(age), mpmath.mpf(t)
    gauss = mpmath.hyp2f1(r + x, b + y, a + b + y - 1, t / (alpha + age + t))
    closed = (a + b + y - 1) / (a - 1) * (1 - ((alpha + age) / (alpha + age + t)) ** (r + x) * gauss)
    assert found == pytest.approx(float(closed) * alive, rel=1e-7)


@settings(max_examples=6)
@given(theta=st.tuples(*[st.floats(0.05, 30)] * 4), x=st.integers(0, 300), age=st.floats(1, 200), part=st.floats(0.01, 1))
def test_pareto_alive_is_the_published_form(theta, x, age, part):
    """1 / (1 + s / (r + s + x) · …) with the moment of leaving integrated to 30 digits."""
    recency = part * age if x else 0.0
    r, alpha, s, beta = (mpmath.mpf(one) for one in theta)
    found = paretonbd.alive(np.array(theta), np.array([float(x)]), np.array([recency]), np.array([age]))[0]
    with mpmath.workdps(30):
        stays = (alpha + age) ** -(r + x) * (beta + age) ** -s
        cuts = [recency + (age - recency) * mpmath.mpf(k) / 64 for k in range(65)]
        gone = mpmath.quad(lambda at: s * (beta + at) ** (-s - 1) * (alpha + at) ** -(r + x), cuts) if age > recency else 0
        assert found == pytest.approx(float(stays / (stays + gone)), rel=1e-7)


def test_likelihoods_are_probabilities():
    """Over all histories of a short time, BG/NBD and Pareto/NBD densities add up to 1."""
    theta, end = np.array([0.8, 1.5, 1.2, 2.0]), 1.0
    for surface in (lambda *d: bgnbd.surface(*d, 0), lambda *d: bgnbd.surface(*d, 1), paretonbd.surface):

        def likelihood(x, recency, surface=surface):
            rows = (np.array([float(x)]), np.array([recency]), np.array([end]), np.ones(1))
            return np.exp(surface(*rows)(np.log(theta))[0])

        total = likelihood(0, 0.0)
        for x in range(1, 40):  # given the last, the x − 1 others may be anywhere before: t^(x−1) / (x − 1)!
            points, weights = np.polynomial.legendre.leggauss(24)
            times = (points + 1) / 2 * end
            density = [likelihood(x, t) * t ** (x - 1) / float(mpmath.factorial(x - 1)) for t in times]
            total += float(np.dot(weights, density)) / 2 * end
        assert total == pytest.approx(1, abs=2e-4)


@pytest.mark.parametrize("model", MODELS)
def test_gradients_and_hessians_are_those_of_the_value(model):
    x, recency, age = np.array([0.0, 1, 4, 30]), np.array([0.0, 0.2, 0.7, 0.9]), np.array([1.0, 0.5, 0.9, 1.0])
    rows = (x, recency, age, np.array([3.0, 2, 1, 1]))
    surface = paretonbd.surface(*rows) if model == "pareto-nbd" else bgnbd.surface(*rows, int(model == "mbg-nbd"))
    at, step = np.log([0.8, 1.3, 0.7, 0.9]), 1e-5
    _, slope, curve = surface(at)
    for place, axis in enumerate(np.eye(4) * step):
        up, down = surface(at + axis), surface(at - axis)
        assert slope[place] == pytest.approx((up[0] - down[0]) / (2 * step), abs=1e-8)
        assert curve[place] == pytest.approx((up[1] - down[1]) / (2 * step), abs=1e-7)


def test_loyal_customers_make_no_nan():
    many = pd.DataFrame({"frequency": [400, 0, 3, 150], "recency": [155.9, 0, 20.0, 60.0], "T": [156.0, 156.0, 156.0, 156.0]})
    for model in MODELS:
        found = value.fit(many, model)
        assert np.isfinite(found.log_likelihood)
        assert np.isfinite(found.expected(52, many)).all()
        assert found.alive(many).between(0, 1).all()


def test_a_border_is_said_and_predictions_go_on():
    rng = np.random.default_rng(5)
    rows, _ = data.drawn(rng, 3000, (5, 25, 20_000, 60_000), "mbg-nbd", weeks=52)
    table = value.summary(rows, until="2024-12-29")
    found = value.fit(table)
    assert not found.converged
    assert "leaving" in found.border.say("en")
    assert "départ" in found.sentence()
    assert np.isnan(list(found.standard_errors.values())).all()
    assert np.isfinite(found.expected(52, table)).all()


def test_the_time_unit_changes_the_scale_only():
    rows = data.orders()
    week, day = (value.fit(value.summary(rows, until="1998-06-30", unit=unit)) for unit in ("week", "day"))
    assert day.parameters["alpha"] == pytest.approx(7 * week.parameters["alpha"], rel=1e-6)
    assert day.parameters["a"] == pytest.approx(week.parameters["a"], rel=1e-6)
    assert day.expected_of_new(70) == pytest.approx(week.expected_of_new(10), rel=1e-7)


def test_a_fit_finds_what_made_the_data():
    rng = np.random.default_rng(11)
    for model, truth in (("mbg-nbd", (0.8, 6.0, 0.9, 2.5)), ("bg-nbd", (0.8, 6.0, 0.9, 2.5)), ("pareto-nbd", (0.8, 6.0, 1.2, 20.0))):
        rows, _ = data.drawn(rng, 6_000, truth, model)
        found = value.fit(value.summary(rows, until="2025-12-28"), model)
        distance = (np.log(found.theta) - np.log(truth)) / (np.array(list(found.standard_errors.values())) / found.theta)
        assert np.abs(distance).max() < 4.5, model  # days, not moments, are seen: a little bias


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        ([10_000, 8_000, 6_480], "fit_renewals"),
        (pd.DataFrame({"customer_id": [1], "ordered_at": ["2026-01-01"], "amount": [1.0]}), "value.summary"),
        (pd.DataFrame({"frequency": [0, 0], "recency": [0.0, 0], "T": [5.0, 9]}), "someone bought on another day"),
        (pd.DataFrame({"frequency": [1], "recency": [9.0], "T": [5.0]}), "recency.* must be at most T"),
        (pd.DataFrame({"frequency": [1], "recency": [0.0], "T": [5.0]}), "above 0 for those who bought again"),
        (pd.DataFrame({"frequency": [-1], "recency": [1.0], "T": [5.0]}), "at least 0"),
        (pd.DataFrame({"frequency": [1.5], "recency": [1.0], "T": [5.0]}), "whole number"),
        (pd.DataFrame({"frequency": [1]}), "Absent: recency, T"),
    ],
)
def test_what_is_no_history_is_refused_in_words(frame, message):
    with pytest.raises(InvalidValue, match=message):
        value.fit(frame)


def test_a_model_in_months_is_not_asked_in_weeks(fits):
    rows = data.orders()
    monthly = value.fit(value.summary(rows, until="1998-06-30", unit="month"))
    weekly = value.summary(rows, until="1998-06-30")
    for ask in (monthly.alive, lambda table: monthly.expected(3, table)):
        with pytest.raises(InvalidValue, match=r"unit of the model \(month\), got 'week'"):
            ask(weekly)
    with pytest.raises(InvalidValue, match="bg-nbd"):
        value.fit(weekly, "bgnbd")
    with pytest.raises(InvalidValue, match="at least 0"):
        fits["bg-nbd"].expected(-1, ONE)


def test_drawn_futures_have_the_expected_mean(fits):
    from crm_course.value.futures import draws

    x, recency, age = np.array([0.0, 2, 7]), np.array([0.0, 30.43, 30]), np.array([38.86, 38.86, 35])
    for model, fitted in fits.items():
        count = draws(fitted, np.random.default_rng(1), 39.0, x, recency, age, size=40_000)
        near = 4.5 * count.std(axis=1) / np.sqrt(40_000)
        assert (np.abs(count.mean(axis=1) - fitted.expected_at(39.0, x, recency, age)) < near).all(), model


def test_pareto_discounted_residual_transactions_have_three_ways():
    """Discounted residual purchases at δ = .0027 a week: what other figures are in circulation (6.503, .4557, 20.828) none of the three gives.

    The closed form with Tricomi's function (Fader, Hardie and Lee 2005); our expectations, discounted; and the risk of leaving integrated
    by itself: a customer of rate λ and risk μ who is there brings λ / (μ + δ), weighed by the likelihood of his history.
    """
    theta, delta = np.array([0.553, 10.578, 0.606, 11.669]), 0.0027
    x, recency, age = np.array([2.0, 0, 7]), np.array([30.43, 0, 35]), np.array([38.86] * 3)
    edges = np.concatenate([[0], np.geomspace(1, 12_000, 400)])
    totals = np.array([paretonbd.expected(theta, edge, x, recency, age) for edge in edges])
    ours = (np.diff(totals, axis=0) * np.exp(-delta * (edges[1:] + edges[:-1]) / 2)[:, None]).sum(axis=0)
    tricomi = mpmath.hyperu(theta[2], theta[2], delta * (theta[3] + 38.86))
    closed = (
        paretonbd.alive(theta, x, recency, age)
        * (theta[0] + x)
        / (theta[1] + age)
        * float(delta ** (theta[2] - 1) * (theta[3] + 38.86) ** theta[2] * tricomi)
    )
    third = [
        _residual(*(mpmath.mpf(float(one)) for one in (*theta, delta, n, last, whole)))
        for n, last, whole in zip(x, recency, age, strict=True)
    ]
    assert third == pytest.approx([6.48377, 0.477136, 20.65887], rel=2e-6)
    assert closed.tolist() == pytest.approx(third, rel=1e-6)
    assert ours.tolist() == pytest.approx(third, rel=2e-4)


def _residual(r, alpha, s, beta, delta, x, recency, age):
    """By the gamma densities alone: no hypergeometric function, none of the package's own formulas."""
    mp = mpmath

    def risk(weight):  # the mean of a function of μ; μ = u^(1/s) takes the pole of its density away
        scale = beta**s / mp.gamma(s)
        return (
            mp.quad(lambda u: weight(u ** (1 / s)) * mp.e ** (-beta * u ** (1 / s)) / s, [0, 1e-4, 1e-3, 1e-2, 0.05, 0.2, 0.5, 1, 2])
            * scale
        )

    there = (alpha + age) ** -(r + x) * risk(lambda m: mp.e ** (-m * age))
    left = mp.quad(lambda t: (alpha + t) ** -(r + x) * s * beta**s * (beta + t) ** (-s - 1), [recency, (recency + age) / 2, age])
    ahead = (r + x) * (alpha + age) ** -(r + x + 1) * risk(lambda m: mp.e ** (-m * age) / (m + delta))
    return float(ahead / (there + left))
