"""A platform whose own integers have 32 bits, as in a browser, imitated on one where they have 64.

``narrowed("crm_course.synthetic")`` gives every module of the package a numpy whose own whole numbers (those that
nobody asked a width for) are of 32 bits, and which, as there, refuses to repeat or count by wider ones.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from typing import Any

import numpy as np

_LEAST, _MOST = -(2**31), 2**31 - 1


def _own(made: Any) -> Any:
    """What numpy chose the width of, in 32 bits; what does not fit stays wide, as there."""
    if isinstance(made, tuple):
        return tuple(_own(one) for one in made)
    if isinstance(made, np.ndarray) and made.dtype == np.int64 and (not made.size or (made.min() >= _LEAST and made.max() <= _MOST)):
        return made.astype(np.int32)
    return made


def _wide(given: Any) -> bool:
    return getattr(given, "dtype", None) in (np.dtype(np.int64), np.dtype(np.uint64), np.dtype(np.uint32))


def _taken(number: Any) -> Any:
    if _wide(number) and np.ndim(number):
        raise TypeError(f"Cannot cast array data from {number.dtype} to int32 according to the rule 'safe'")
    return number


_CHOSEN = {"array": 1, "asarray": 1, "arange": 3, "full": 2, "cumsum": 2, "sum": 2, "tile": 9, "where": 9, "repeat": 9}
"""Functions that choose a width where none is asked for, and the place of the argument by which it is."""
_PLACES = {"flatnonzero", "nonzero", "searchsorted", "argsort", "bincount"}
"""Functions whose whole numbers are the platform's own."""
_COUNTS = {"repeat": 1, "bincount": 0}


class _Stepwise:
    """A function of numpy with its ``reduceat``, which too wants the platform's own whole numbers."""

    def __init__(self, function: Any) -> None:
        self.function = function

    def __call__(self, *given: Any, **options: Any) -> Any:
        return self.function(*given, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.function, name)

    def reduceat(self, values: Any, places: Any, **options: Any) -> Any:
        return self.function.reduceat(values, _taken(places), **options)


class Narrow:
    """numpy, but for the width of whole numbers that nobody asked for."""

    intp = np.int32

    def __getattr__(self, name: str) -> Any:
        function = getattr(np, name)
        if isinstance(function, np.ufunc):
            return _Stepwise(function)
        if name not in _CHOSEN and name not in _PLACES:
            return function

        def made(*given: Any, **options: Any) -> Any:
            if name == "where" and not any(_wide(one) for one in given) and any(isinstance(one, int) and one > _MOST for one in given):
                raise OverflowError(f"{given[1:]} do not fit in 32 bits: there, they would be cut without a word")
            if name in _COUNTS:
                _taken(given[_COUNTS[name]])
            result = function(*given, **options)
            asked = name in _CHOSEN and ("dtype" in options or len(given) > _CHOSEN[name] or any(_wide(one) for one in given))
            return result if asked else _own(result)

        return made


def narrowed(*packages: str) -> None:
    """Give all modules of these packages such a numpy."""
    narrow = Narrow()
    for package in packages:
        root = importlib.import_module(package)
        names = (
            [package, *(one.name for one in pkgutil.walk_packages(root.__path__, f"{package}."))]
            if hasattr(root, "__path__")
            else [package]
        )
        for name in names:
            if name.rpartition(".")[2] not in ("lesson", "teachers_lesson", "exercises", "__main__"):
                importlib.import_module(name)
    for name, module in list(sys.modules.items()):
        if name.startswith(packages) and getattr(module, "np", None) is np:
            module.__dict__["np"] = narrow
