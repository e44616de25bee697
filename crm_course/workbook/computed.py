"""What a question computes from its data, computed once: an answer is checked several times on the same data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from crm_course.foundations import language

__all__ = ["computed"]

_KEPT: dict[tuple[int, int, str], tuple[Any, Any, Any]] = {}
_MOST = 512
"""So many are kept, with their data; then all are let go."""


def computed(make: Callable[[Any], Any], given: Any) -> Any:
    """What `make(given)` gives in the language in force; computed anew for other data, never for the same object.

    >>> data = [3, 4]
    >>> computed(sum, data), computed(max, data), computed(sum, [1, 1])
    (7, 4, 2)
    """
    key = id(make), id(given), language.current()
    if key not in _KEPT:
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[key] = make, given, make(given)  # both are held, so that no other object takes their identity
    return _KEPT[key][2]
