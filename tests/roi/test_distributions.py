"""Shapes of doubt: moments, quantiles against scipy, the prior from an uplift, bad input."""

import numpy as np
import pytest
from scipy import stats

from crm_course import roi
from crm_course.foundations.errors import InvalidValue

SHAPES = {
    "normal": (roi.Normal(mean=10, sd=2), stats.norm(10, 2)),
    "lognormal": (roi.LogNormal(mean=10, sd=3), stats.lognorm(np.sqrt(np.log(1.09)), scale=10 / np.sqrt(1.09))),
    "triangular": (roi.Triangular(low=1, mode=2, high=5), stats.triang(0.25, 1, 4)),
    "beta": (roi.Beta(a=2, b=5, low=-1, high=3), stats.beta(2, 5, -1, 4)),
    "pert": (roi.pert(1, 2, 5), stats.beta(2, 4, 1, 4)),
}


@pytest.mark.parametrize("name", SHAPES)
def test_against_scipy(name):
    shape, reference = SHAPES[name]
    assert shape.mean == pytest.approx(reference.mean())
    assert shape.sd == pytest.approx(reference.std())
    shares = np.array([0.001, 0.1, 0.25, 0.5, 0.9, 0.999])
    assert shape.quantile(shares) == pytest.approx(reference.ppf(shares))
    scores = np.linspace(-4, 4, 999)
    assert shape.of_normal(scores) == pytest.approx(reference.ppf(stats.norm.cdf(scores)), abs=5e-5)


@pytest.mark.parametrize("name", SHAPES)
def test_draws_have_the_moments(name):
    shape, _ = SHAPES[name]
    drawn = roi.draw({"x": shape}, 400_000, rng=1)["x"]
    assert drawn.mean() == pytest.approx(shape.mean, abs=5 * shape.sd / np.sqrt(400_000))
    assert drawn.std() == pytest.approx(shape.sd, rel=0.01)


def test_observations():
    shape = roi.Empirical(values=(3, 1, 2))
    assert shape.values == (1.0, 2.0, 3.0)
    assert (shape.mean, shape.sd) == pytest.approx((2, np.sqrt(4 / 12)))
    assert shape.quantile([0, 0.25, 1]).tolist() == [1, 1.5, 3]
    drawn = roi.draw({"x": shape}, 100_000, rng=1)["x"]
    assert drawn.min() >= 1
    assert drawn.max() <= 3
    assert drawn.std() == pytest.approx(shape.sd, rel=0.01)


def test_degenerate_shapes_are_constants():
    scores = np.array([-2.0, 0.0, 2.0])
    assert roi.Triangular(low=2, mode=2, high=2).of_normal(scores).tolist() == [2, 2, 2]
    assert roi.Normal(mean=3, sd=0).of_normal(scores).tolist() == [3, 3, 3]
    assert roi.LogNormal(mean=3, sd=0).of_normal(scores) == pytest.approx([3, 3, 3])


def test_an_uplift_with_its_interval_becomes_a_prior():
    prior = roi.uplift_prior(0.26, 0.10, 0.42)
    assert isinstance(prior, roi.Normal)
    assert prior.quantile([0.025, 0.975]) == pytest.approx([0.10, 0.42])
    half = roi.uplift_prior(0.26, 0.10, 0.42, carried=0.5)
    assert (half.mean, half.sd) == pytest.approx((0.13, prior.sd / 2))
    skewed = roi.uplift_prior(0.26, 0.20, 0.60)
    assert skewed.quantile([0.025, 0.5, 0.975]) == pytest.approx([0.20, 0.26, 0.60], abs=0.005)
    wider = roi.uplift_prior(0.26, 0.10, 0.42, confidence=0.8)
    assert wider.sd > prior.sd


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: roi.Normal(mean=1, sd=-1), "sd must be a number of at least 0"),
        (lambda: roi.LogNormal(mean=0, sd=1), "mean must be a number above 0"),
        (lambda: roi.Triangular(low=3, mode=2, high=5), "in order"),
        (lambda: roi.Beta(a=0, b=1), "a must be a number above 0"),
        (lambda: roi.Beta(a=1, b=1, low=2, high=1), "in order"),
        (lambda: roi.Empirical(values=(1,)), "at least two observations"),
        (lambda: roi.pert(1, 1, 1), "in order"),
        (lambda: roi.uplift_prior(0.5, 0.1, 0.3), "in order"),
        (lambda: roi.uplift_prior(0.2, 0.1, 0.3, confidence=95), r"Did you mean 0\.95"),
        (lambda: roi.uplift_prior(0.2, 0.1, 0.3, carried=50), "carried must be a share"),
    ],
)
def test_bad_shapes(call, words):
    with pytest.raises(InvalidValue, match=words):
        call()
