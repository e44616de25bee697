"""How much demand is missed, on average, when so much stock is there?

With a demand X over some periods and a stock x, ``missed`` is E[(X − x)⁺], the first-order loss,
and ``missed_squared`` E[((X − x)⁺)²] / 2, its integral from x upwards: what an average over
many levels of stock needs. For the normal, with z = (x − mean) / sd: sd (φ(z) − z (1 − Φ(z))) and
sd² ((z² + 1)(1 − Φ(z)) − z φ(z)) / 2.

The normal goes below zero when the mean is less than about two standard deviations: the gamma
does not, and has the same mean and standard deviation.

Source: L. V. Snyder, Z.-J. M. Shen, *Fundamentals of Supply Chain Theory*, 2nd ed., Wiley 2019, appendix C.
"""

from __future__ import annotations

from typing import Any, Literal, get_args

import numpy as np
from scipy import special

from crm_course.foundations import checks

from .rows import Floats

__all__ = ["Shape", "missed", "missed_squared", "shape", "within"]

Shape = Literal["normal", "gamma"]
_ROOT = 1 / np.sqrt(2 * np.pi)


def shape(value: str) -> str:
    """`value`, if it is the name of a shape of demand; else the closest is proposed."""
    checks.choice("shape", value, get_args(Shape))
    return value


def within(x: Any, mean: Any, sd: Any, of: str = "normal") -> Floats:
    """P(X ≤ x): the chance that a stock of `x` is enough.

    >>> round(float(within(120, 100, 20)), 4)
    0.8413
    """
    x, mean, sd = _floats(x, mean, sd)
    if of == "gamma":
        k, scale = _gamma(mean, sd)
        sure, found = x >= mean, special.gammainc(k, np.maximum(x, 0) / scale)
    else:
        sure, found = x >= mean, special.ndtr(_standard(x, mean, sd))
    return np.asarray(np.where(sd > 0, found, sure.astype(float)))


def missed(x: Any, mean: Any, sd: Any, of: str = "normal") -> Floats:
    """E[(X − x)⁺], in units.

    >>> round(float(missed(100, 100, 20)), 3)  # sd φ(0)
    7.979
    """
    x, mean, sd = _floats(x, mean, sd)
    if of == "gamma":
        k, scale = _gamma(mean, sd)
        above = np.maximum(x, 0) / scale
        found = mean * special.gammaincc(k + 1, above) - x * special.gammaincc(k, above)
    else:
        z = _standard(x, mean, sd)
        found = sd * _density(z) + (mean - x) * special.ndtr(-z)
    return np.asarray(np.where(sd > 0, np.maximum(found, 0), np.maximum(mean - x, 0)))


def missed_squared(x: Any, mean: Any, sd: Any, of: str = "normal") -> Floats:
    """E[((X − x)⁺)²] / 2, in units squared.

    >>> round(float(missed_squared(100, 100, 20)), 1)  # sd² / 4
    100.0
    """
    x, mean, sd = _floats(x, mean, sd)
    if of == "gamma":
        k, scale = _gamma(mean, sd)
        above = np.maximum(x, 0) / scale
        square = mean * (mean + scale) * special.gammaincc(k + 2, above)
        found = (square - 2 * x * mean * special.gammaincc(k + 1, above) + x * x * special.gammaincc(k, above)) / 2
    else:
        z = _standard(x, mean, sd)
        found = (((mean - x) ** 2 + sd**2) * special.ndtr(-z) + (mean - x) * sd * _density(z)) / 2
    return np.asarray(np.where(sd > 0, np.maximum(found, 0), np.maximum(mean - x, 0) ** 2 / 2))


def _standard(x: Floats, mean: Floats, sd: Floats) -> Floats:
    """How many standard deviations above the mean, 40 at most: beyond, nothing is left of the normal."""
    with np.errstate(over="ignore"):
        return np.clip((x - mean) / np.where(sd > 0, sd, 1), -40, 40)


def _density(z: Floats) -> Floats:
    return np.asarray(_ROOT * np.exp(-z * z / 2))


def _gamma(mean: Floats, sd: Floats) -> tuple[Floats, Floats]:
    """Shape and scale of the gamma of this mean and standard deviation."""
    spread = np.where(sd > 0, sd, 1)
    return (mean / spread) ** 2, spread**2 / np.where(mean > 0, mean, np.nan)


def _floats(*values: Any) -> list[Floats]:
    return [np.asarray(value, dtype=np.float64) for value in values]
