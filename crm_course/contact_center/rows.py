"""How do the formulas take one quarter-hour, a day or a million?

Every formula of the chapter broadcasts: numbers in, number out; arrays in, arrays out. A
row that makes no sense (negative calls, a missing handle time) is not an error: it becomes
NaN, so that one bad cell of a year does not stop the plan.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

__all__ = ["Floats", "Measure", "crossing", "floats", "numbers", "plain"]

Floats = NDArray[np.floating[Any]]
Measure = Callable[[Floats], Floats]

_NUMBERS = Text(fr="un nombre ou un tableau de nombres", en="a number or an array of numbers")


def floats(name: str, value: Any) -> Floats:
    """`value` as an array of floats; text raises."""
    try:
        if isinstance(value, str | bytes | bool) or value is None:
            raise TypeError
        return np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue(name, _NUMBERS, value) from None


def numbers(**named: Any) -> list[Floats]:
    """Each value as an array of floats, all of one shape; text raises and names the culprit."""
    return list(np.broadcast_arrays(*(floats(name, value) for name, value in named.items())))


def plain(values: Floats) -> Any:
    """A 0-dimensional result as a float, an array as it is."""
    return float(values) if values.ndim == 0 else values


def crossing(measure: Measure, low: Floats, high: Floats, *, steps: int = 80) -> Floats:
    """Where a decreasing `measure` crosses zero between `low` and `high`, row by row.

    Chandrupatla's method: inverse quadratic where the curve allows it, bisection where not.
    A row whose measure does not change sign gives the nearer end.

    Parameters
    ----------
    measure : callable
        Array in, array of the same shape out; positive at `low`, negative at `high`.
    low, high : array
        The brackets.
    steps : int
        At most so many evaluations; a dozen is usual.

    >>> abs(float(crossing(lambda x: 2 - x * x, np.array([0.0]), np.array([2.0]))[0]) - 2**0.5) < 1e-15
    True
    """
    a, b = np.array(high, dtype=float), np.array(low, dtype=float)
    fa, fb = np.array(measure(a), dtype=float), np.array(measure(b), dtype=float)
    end = np.where(fa >= 0, a, np.where(fb <= 0, b, np.nan))
    c, fc, t = a.copy(), fa.copy(), np.full_like(a, 0.5)
    with np.errstate(all="ignore"):
        for _ in range(steps):
            x = a + t * (b - a)
            fx = measure(x)
            same = np.sign(fx) == np.sign(fa)
            c, fc = np.where(same, a, b), np.where(same, fa, fb)
            b, fb = np.where(same, b, a), np.where(same, fb, fa)
            a, fa = x, fx
            best = np.where(np.abs(fa) < np.abs(fb), a, b)
            margin = 4 * np.finfo(float).eps * np.abs(best)
            reach = margin / np.abs(b - a)
            if np.all((reach > 0.5) | (fa == 0) | np.isfinite(end) | np.isnan(fa)):
                break
            t = np.clip(_interpolated(a, fa, b, fb, c, fc), reach, 1 - reach)
    return np.asarray(np.where(np.isnan(end), best, end))


def _interpolated(a: Floats, fa: Floats, b: Floats, fb: Floats, c: Floats, fc: Floats) -> Floats:
    """The next step as a share of the bracket: inverse quadratic if it is safe, else one half."""
    xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
    safe = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
    step = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
    return np.where(safe & np.isfinite(step), step, 0.5)
