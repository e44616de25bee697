"""Where is a likelihood highest, how sure are its parameters, and is there a summit at all?

Newton's method with a trust region on the logarithms of the parameters, with exact derivatives. A summit is a place
where the gradient of the mean log-likelihood is below 1e-5 and the surface bends down in every direction. Where the
data do not show a difference between customers, the surface rises for ever: a *border*, said as such.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["CURVED", "FARTHEST", "FLAT", "NEAR", "Summit", "climb"]

Floats = NDArray[np.float64]
Surface = Callable[[Floats], tuple[float, Floats, Floats]]

FARTHEST = 11.0
"""Logarithm of the largest parameter tried, and of the smallest, less its sign: 60 000 is as good as infinite."""

FLAT = 1e-5
"""The gradient of the mean log-likelihood below which a place is flat."""

CURVED = 1e-6
"""The curvature below which a summit cannot be told from a ridge that rises for ever."""


NEAR = 1e-2
"""The longest step that Newton's method may still want to make on a summit: on a ridge it wants a long one, however flat the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summit:
    """The highest place found, in logarithms of the parameters.

    Attributes
    ----------
    logs : array
        Where it is.
    gradient, hessian : array
        Of the mean log-likelihood there.
    value : float
        The mean log-likelihood.
    converged : bool
        Flat, bent down in every direction, with nowhere left to go, and inside the limits.
    loose : array
        If not: the direction in which the surface does not fall, one entry a parameter.
    """

    logs: Floats
    value: float
    gradient: Floats
    hessian: Floats
    converged: bool
    loose: Floats


def climb(surface: Surface, start: Floats, *, steps: int = 60) -> Summit:
    """The summit of a surface that gives value, gradient and Hessian, from `start`."""
    at, radius = np.asarray(start, np.float64), 1.0
    value, gradient, hessian = surface(at)
    for _ in range(steps):
        step = _step(gradient, hessian, radius, at)
        if np.abs(step).max() < 1e-9 or np.abs(gradient).max() < 1e-12:
            break
        trial = surface(at + step)
        promised = gradient @ step + step @ hessian @ step / 2
        gained = trial[0] - value
        kept = np.isfinite(trial[0]) and gained > 0
        radius = min(2 * radius, 1.5) if kept and gained > 0.7 * promised else radius if kept and gained > 0.2 * promised else radius / 4
        if kept:
            at, (value, gradient, hessian) = at + step, trial
        if not kept and promised < 1e-15 * (1 + abs(value)):
            break  # what is left to gain is below the noise of the sum
    return _judged(at, value, gradient, hessian)


# -- private ------------------------------------------------------------------------------


def _step(gradient: Floats, hessian: Floats, radius: float, at: Floats) -> Floats:
    """Newton's step where the surface bends down, uphill elsewhere, inside `radius` and the limits."""
    bends, axes = np.linalg.eigh(hessian)
    least = max(np.abs(bends).max() * 1e-12, 1e-300)
    step = axes @ ((axes.T @ gradient) / np.maximum(np.abs(bends), least))
    size = np.linalg.norm(step)
    step = step * min(1.0, radius / size) if size > 0 else step
    return np.asarray(np.clip(at + step, -FARTHEST, FARTHEST) - at)


def _judged(at: Floats, value: float, gradient: Floats, hessian: Floats) -> Summit:
    bends, axes = np.linalg.eigh(hessian)
    inside = bool(np.abs(at).max() < FARTHEST - 0.5)
    converged = inside and bool(np.abs(gradient).max() < FLAT) and bool(bends[-1] < -CURVED)
    converged = converged and bool(np.abs(axes.T @ gradient / bends).max() < NEAR)
    loose = axes[:, -1] if inside else np.where(np.abs(at) >= FARTHEST - 0.5, 1.0, 0.0)
    return Summit(logs=at, value=value, gradient=gradient, hessian=hessian, converged=converged, loose=loose)
