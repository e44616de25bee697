"""Whole numbers of a width that is asked for: the same on a platform whose own are of 32 bits (a browser) and on one of 64.

Identifiers and moments are ``np.int64``, said where they are made; where numpy wants the platform's own whole
numbers (how often to repeat, what to count, where a sum begins), they pass through :func:`as_counts`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = ["as_counts"]


def as_counts(values: ArrayLike) -> NDArray[Any]:
    """Whole numbers in the width that ``np.repeat``, ``np.bincount`` and ``reduceat`` take; a copy only where it has to be.

    >>> np.repeat([7, 8], as_counts(np.array([2, 1], np.int64))).tolist()
    [7, 7, 8]
    """
    return np.asarray(values).astype(np.intp, copy=False)
