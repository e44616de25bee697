"""`converged` is never true where there is no summit: judged from the likelihood's values alone, over many drawn shops."""

import numpy as np
import pytest
from scipy import optimize
from value import data

from crm_course import value
from crm_course.value import bgnbd, paretonbd, purchases

MODELS = ("mbg-nbd", "bg-nbd", "pareto-nbd")
HIGHER = 0.02
"""A log-likelihood higher by so much elsewhere, and what was found is no maximum."""


def shop(number):
    """A summary of a shop drawn from one of the models, its parameters anywhere: borders, few customers, short files too."""
    rng = np.random.default_rng(number)
    model = MODELS[number % 3]
    r, leaving = rng.uniform(0.15, 6), rng.uniform(0.1, 4)
    spread = np.exp(rng.uniform(-1.5, 6))  # towards the same risk for all
    third, fourth = (
        (leaving * spread, leaving * spread * rng.uniform(1, 8)) if model != "pareto-nbd" else (spread, spread * rng.uniform(10, 300))
    )
    weeks = int(rng.integers(20, 110))
    rows, _ = data.drawn(
        rng, int(np.exp(rng.uniform(4, 7.3))), (r, r * rng.uniform(2, 25), third, fourth), model, weeks=weeks, joining=min(26, weeks // 2)
    )
    table = value.summary(rows, until=str((rows["ordered_at"].max()).date()))
    return table if (table["frequency"] > 0).sum() >= 2 else shop(number + 100_000)


def heights(table, model):
    """The log-likelihood of a model, and how it rises, as a function of the logarithms of its parameters."""
    x, recency, age = (table[name].to_numpy(float) for name in ("frequency", "recency", "T"))
    rows = purchases._collapsed(x, recency, age)
    surface = paretonbd.surface(*rows) if model == "pareto-nbd" else bgnbd.surface(*rows, int(model == "mbg-nbd"))

    def at(logs):
        height, slope, _ = surface(np.asarray(logs))
        return height * len(x), slope * len(x)

    return at


def higher(height, summit, top, rng, moves=6):
    """How much higher one gets from other places: beside the summit, far from it, and at the borders; judged by the height alone."""
    shift = [
        np.zeros(4),
        *(rng.normal(0, 1.5, 4) for _ in range(2)),
        np.array([0, 0, 5, 5]),
        np.array([0, 0, -3, 0]),
        np.array([5, 5, 0, 0]),
    ]
    bounds = [(-10.5, 10.5 + np.log(200))] * 4

    def depth(logs):
        here, slope = height(logs)
        return -here, -slope

    found = [
        optimize.minimize(depth, np.clip(summit + move, -10, 10), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 60}).fun
        for move in shift
    ]
    return -min(found) - top


def bends_down(height, summit):
    """Whether second differences of the height are negative in every direction."""
    step, axes, high = 1e-2, np.eye(4), lambda logs: height(logs)[0]
    curve = np.array(
        [
            [
                (
                    high(summit + step * (one + other))
                    - high(summit + step * (one - other))
                    - high(summit - step * (one - other))
                    + high(summit - step * (one + other))
                )
                for other in axes
            ]
            for one in axes
        ]
    ) / (4 * step**2)
    return np.linalg.eigvalsh(curve)[-1] < 0


@pytest.mark.parametrize("model", MODELS)
def test_a_fit_that_says_it_converged_is_a_maximum(model, thorough):
    shops, converged = 1_000 if thorough else 4, 0
    for number in range(shops):
        table = shop(number)
        found = value.fit(table, model)
        if not found.converged:
            assert found.border is not None
            assert np.isnan(list(found.standard_errors.values())).all()
            continue
        converged += 1
        height, summit = heights(table, model), np.log(found.theta)
        top = height(summit)[0]
        assert top == pytest.approx(found.log_likelihood, abs=1e-6 * abs(top)), number
        assert bends_down(height, summit), number
        assert higher(height, summit, top, np.random.default_rng(number), moves=6 if thorough else 3) < HIGHER, number
    assert 0 < converged < shops
