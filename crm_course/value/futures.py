"""What may a customer do next? Purchases drawn from what a model leaves open about him.

Assumptions: those of the model. Given his history, a customer is alive with the model's probability; if so, his rate and
his risk of leaving are drawn from what the model knows of them, then his purchases. The draws are the same for the same
histories: their seed is fixed, their number is said where they are used.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .purchases import Purchases

__all__ = ["draws"]

Floats = NDArray[np.float64]


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
