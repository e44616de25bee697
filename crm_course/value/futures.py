"""What may a customer do next? Purchases drawn from what a model leaves open about him.

Assumptions: those of the model. Given his history, a customer is alive with the model's probability; if so, his rate and
his risk of leaving are drawn from what the model knows of them, then his purchases. The draws are the same for the same
histories: their seed is fixed, their number is said where they are used.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.intervals import z_value

from .purchases import Purchases

__all__ = ["draws", "limits"]

Floats = NDArray[np.float64]
_SEED, _DRAWS = 20_051, 100_000


def draws(model: Purchases, rng: np.random.Generator, t: float, x: Floats, recency: Floats, age: Floats, *, size: int) -> Floats:
    """`size` futures of each customer: purchase days in the next `t` (customers × size)."""
    theta = model.theta
    shape = (len(x), size)
    here = rng.random(shape) < model.alive_at(x, recency, age)[:, None]
    rate = rng.gamma((theta[0] + x)[:, None], 1 / (theta[1] + age)[:, None], shape)
    stay = _stay(model, rng, t, x, age, rate)
    count = rng.poisson(rate * stay).astype(np.float64)
    if model.model != "pareto-nbd":
        count = np.minimum(count, _last_purchase(model, rng, x, rate.shape))
    return np.where(here, count, 0.0)


def limits(model: Purchases, t: float, x: Floats, recency: Floats, age: Floats, confidence: float) -> tuple[float, float]:
    """Interval of the purchases of all customers in the next `t`: what chance leaves open, and what the parameters do."""
    predicted = model.expected_at(t, x, recency, age)
    half = z_value(confidence) * float(np.sqrt(_chance(model, t, x, recency, age, predicted) + _ignorance(model, t, x, recency, age)))
    return max(float(predicted.sum()) - half, 0.0), float(predicted.sum()) + half


# -- private ------------------------------------------------------------------------------


def _stay(model: Purchases, rng: np.random.Generator, t: float, x: Floats, age: Floats, rate: Floats) -> Floats:
    if model.model != "pareto-nbd":
        return np.full(rate.shape, float(t))
    risk = rng.gamma(model.theta[2], 1 / (model.theta[3] + age)[:, None], rate.shape)
    return np.minimum(rng.standard_exponential(rate.shape) / np.maximum(risk, 1e-300), t)


def _last_purchase(model: Purchases, rng: np.random.Generator, x: Floats, shape: tuple[int, ...]) -> Floats:
    """After which of his coming purchases he leaves: 1, 2, …"""
    a, b = model.theta[2:]
    chance = rng.beta(a, (b + x + (model.model == "mbg-nbd"))[:, None], shape)
    with np.errstate(divide="ignore"):
        last = np.ceil(rng.standard_exponential(shape) / -np.log1p(-np.minimum(chance, 1 - 1e-15)))
    return np.maximum(last, 1.0)


def _chance(model: Purchases, t: float, x: Floats, recency: Floats, age: Floats, predicted: Floats) -> float:
    """Variance of the total if the parameters were known: squared distances of drawn futures from their means."""
    rng = np.random.default_rng(_SEED)
    size = max(4, _DRAWS // len(x))
    total = 0.0
    for begin in range(0, len(x), 100_000):
        rows = slice(begin, begin + 100_000)
        count = draws(model, rng, t, x[rows], recency[rows], age[rows], size=size)
        total += float(((count - predicted[rows, None]) ** 2).sum()) / size
    return total


def _ignorance(model: Purchases, t: float, x: Floats, recency: Floats, age: Floats) -> float:
    """Variance of the predicted total because the parameters are estimates (delta method)."""

    def total(shift: Floats) -> float:
        moved = dict(zip(model.parameters, model.theta * np.exp(shift), strict=True))
        return float(replace(model, parameters=moved).expected_at(t, x, recency, age).sum())

    step = 1e-4
    slope = np.array([(total(step * axis) - total(-step * axis)) / (2 * step) for axis in np.eye(len(model.theta))])
    return float(slope @ model.covariance @ slope)
