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

_TO_THE_LAST_BIT = {"xatol": 0.0, "xrtol": 4 * np.finfo(float).eps, "fatol": 0.0, "frtol": 0.0}
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


def crossing(measure: Measure, low: Floats, high: Floats) -> Floats:
    """Where a decreasing `measure` crosses zero between `low` and `high`, row by row.

    A row whose measure does not change sign gives the nearer end.

    Parameters
    ----------
    measure : callable
        Array in, array of the same shape out; positive at `low`, negative at `high`.
    low, high : array
        The brackets.

    >>> abs(float(crossing(lambda x: 2 - x * x, np.array([0.0]), np.array([2.0]))[0]) - 2**0.5) < 1e-15
    True
    """
    from scipy.optimize.elementwise import find_root  # heavy, and most questions are answered without it

    tried, rows = np.array(low, dtype=float), np.arange(low.size, dtype=np.int64).reshape(low.shape)

    def at(x: Any, row: Any) -> Any:
        tried.flat[row] = x  # the rows still sought move, the others stay where they were
        return np.asarray(measure(tried)).flat[row]

    with np.errstate(all="ignore"):
        first, last = measure(low), measure(high)
        root = find_root(at, (low, high), args=(rows,), tolerances=_TO_THE_LAST_BIT).x  # type: ignore[call-overload]
    return np.asarray(np.where(last >= 0, high, np.where(first <= 0, low, root)))
