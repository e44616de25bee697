"""How do the formulas take one item, a catalogue or a million items?

Every formula of stock broadcasts: numbers in, number out; arrays in, arrays out. One item that
makes no sense raises, in words; among many it becomes NaN, so that one bad line does not stop
the catalogue.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.language import Text

__all__ = ["Floats", "broadcast", "floats", "plain", "quantities"]

Floats = NDArray[np.float64]

_NUMBERS = Text(fr="un nombre ou un tableau de nombres", en="a number or an array of numbers")
_QUANTITY = Text(fr="une quantité supérieure ou égale à 0", en="a quantity of at least 0")
_FLAT = Text(fr="une suite de nombres, un par période", en="a sequence of numbers, one per period")


def floats(name: str, value: Any) -> Floats:
    """`value` as an array of floats; text, nothing or a yes/no raises."""
    try:
        if isinstance(value, str | bytes | bool) or value is None:
            raise TypeError
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidValue(name, _NUMBERS, value) from None


def broadcast(**named: Any) -> tuple[bool, dict[str, Floats]]:
    """Whether a single item is asked about, and each value as an array of floats of one shape."""
    arrays = {name: floats(name, value) for name, value in named.items()}
    one = all(array.ndim == 0 for array in arrays.values())
    if one:
        for name, array in arrays.items():
            checks.finite(name, array.item())
    return one, dict(zip(arrays, np.broadcast_arrays(*arrays.values()), strict=True))


def plain(values: ArrayLike) -> Any:
    """A 0-dimensional result as a float, an array as it is."""
    array = np.asarray(values)
    return array.item() if array.ndim == 0 else array


def quantities(name: str, value: Any) -> Floats:
    """`value` as a row of quantities of at least 0, one per period; a bad one is named by its place."""
    array = floats(name, value)
    if array.ndim != 1:
        raise InvalidValue(name, _FLAT, value)
    bad = ~(np.isfinite(array) & (array >= 0))
    if bad.any():
        place = int(np.argmax(bad))
        raise InvalidData(name, _QUANTITY, array[place], line=place + 1)
    return array
