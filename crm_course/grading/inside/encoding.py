"""A learner's value as data: exact plain types become JSON, whatever else becomes its type's name.

Only exact types pass: a subclass of ``float`` with its own ``==`` is not a float. Nothing is
ever pickled. The other side of the wall reads this with :mod:`crm_course.grading.decoding`.

>>> encode([1, 2.5, "trois"])
{'list': [1, 2.5, 'trois']}
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["MOST_DEPTH", "MOST_ITEMS", "MOST_LETTERS", "TooMuch", "encode"]

MOST_DEPTH, MOST_ITEMS, MOST_LETTERS = 8, 50_000, 200_000
_EXACT_INTEGERS = 2**53
_SCALARS = frozenset(np.dtype(name).type for name in "?bhilqBHILQefd")
_CHARTS = frozenset({"Chart", "LayerChart", "HConcatChart", "VConcatChart", "ConcatChart", "FacetChart", "RepeatChart"})
_HINTED = ("score", "share", "gain", "result")


class TooMuch(Exception):
    """An answer too large or too deep to be one."""


class _Allowance:
    """How much of one answer may still be written."""

    def __init__(self) -> None:
        self.items, self.letters = MOST_ITEMS, MOST_LETTERS

    def spend(self, items: int = 1, letters: int = 0) -> None:
        self.items -= items
        self.letters -= letters
        if self.items < 0 or self.letters < 0:
            raise TooMuch


def encode(value: Any) -> Any:
    """`value` as JSON data; raises :class:`TooMuch` above the limits."""
    return _encoded(value, 0, _Allowance())


def _encoded(value: Any, depth: int, left: _Allowance) -> Any:
    left.spend()
    if depth > MOST_DEPTH:
        raise TooMuch
    write = _WRITERS.get(type(value))
    if write is not None:
        return write(value, depth, left)
    if type(value) in _SCALARS:
        return _encoded(value.item(), depth, left)
    if type(value).__module__.startswith("altair.") and type(value).__name__ in _CHARTS:
        return _chart(value, left)
    if callable(value) and not isinstance(value, type):
        return {"function": True}
    hint = next((name for name in _HINTED if name in getattr(type(value), "__slots__", ()) or hasattr(type(value), name)), None)
    return {"other": str(type(value).__name__)[:80], "attribute": hint}


def _whole(value: int, depth: int, left: _Allowance) -> Any:
    if abs(value) <= _EXACT_INTEGERS:
        return value
    if value.bit_length() > 4000:
        raise TooMuch
    return {"int": str(value)}


def _real(value: float, depth: int, left: _Allowance) -> Any:
    return value if math.isfinite(value) else {"float": repr(value)}


def _text(value: str, depth: int, left: _Allowance) -> Any:
    left.spend(0, len(value))
    return value.encode("utf-8", "replace").decode()


def _items(value: Any, depth: int, left: _Allowance) -> Any:
    return {"list": [_encoded(item, depth + 1, left) for item in value]}


def _map(value: dict[Any, Any], depth: int, left: _Allowance) -> Any:
    return {"map": [[_encoded(key, depth + 1, left), _encoded(item, depth + 1, left)] for key, item in value.items()]}


def _array(value: Any, depth: int, left: _Allowance) -> Any:
    left.spend(int(value.size))
    return _encoded(value.tolist(), depth, left)


def _series(value: Any, depth: int, left: _Allowance) -> Any:
    left.spend(len(value))
    return {"series": [_labels(value.index, depth, left), [_encoded(item, depth + 1, left) for item in value.tolist()]]}


def _frame(value: Any, depth: int, left: _Allowance) -> Any:
    left.spend(int(value.size))
    columns = [[_encoded(item, depth + 1, left) for item in value.iloc[:, position].tolist()] for position in range(value.shape[1])]
    return {"frame": [_labels(value.columns, depth, left), _labels(value.index, depth, left), columns]}


def _labels(index: Any, depth: int, left: _Allowance) -> list[Any]:
    return [_encoded(label, depth + 1, left) for label in index.tolist()]


def _chart(value: Any, left: _Allowance) -> Any:
    import json

    text = json.dumps(value.to_dict(), default=str)
    left.spend(0, len(text) // 10)
    return {"chart": json.loads(text)}


_WRITERS: dict[type, Callable[[Any, int, _Allowance], Any]] = {
    type(None): lambda value, depth, left: None,
    type(...): lambda value, depth, left: {"blank": True},
    type(pd.NaT): lambda value, depth, left: {"float": "nan"},
    type(pd.NA): lambda value, depth, left: {"float": "nan"},
    bool: lambda value, depth, left: value,
    int: _whole,
    float: _real,
    str: _text,
    list: _items,
    tuple: _items,
    set: _items,
    frozenset: _items,
    dict: _map,
    Fraction: lambda value, depth, left: {"fraction": str(value)[:400]},
    Decimal: lambda value, depth, left: {"decimal": str(value)[:400]},
    dt.date: lambda value, depth, left: value.isoformat(),
    dt.datetime: lambda value, depth, left: value.isoformat(),
    pd.Timestamp: lambda value, depth, left: value.isoformat(),
    pd.Period: lambda value, depth, left: str(value),
    pd.Timedelta: lambda value, depth, left: value.total_seconds(),
    np.datetime64: lambda value, depth, left: str(value),
    np.str_: lambda value, depth, left: _text(str(value), depth, left),
    np.ndarray: _array,
    pd.Index: lambda value, depth, left: _items(value.tolist(), depth, left),
    pd.RangeIndex: lambda value, depth, left: _items(value.tolist(), depth, left),
    pd.Categorical: lambda value, depth, left: _items(value.tolist(), depth, left),
    pd.Series: _series,
    pd.DataFrame: _frame,
}
