"""What came across the wall, read as plain data on the grader's side.

Only JSON comes across; from it only built-in values, pandas frames and two markers are made.
Whatever does not have the expected form is :class:`Unreadable`, never an error of ours.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

__all__ = ["ChartSpec", "Function", "Unreadable", "decode"]

_MOST_DEPTH = 12
_MOST_DIGITS = 400


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An answer that is no plain data: what it was, and the attribute that may have been meant."""

    what: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Function:
    """The learner defined a function by that name; what it gives is asked for separately."""


class ChartSpec(dict[str, Any]):
    """An Altair chart as its Vega-Lite specification."""


def decode(message: Any) -> Any:
    """The value that a message stands for."""
    try:
        return _decoded(message, 0)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, InvalidOperation, ZeroDivisionError):
        return Unreadable("?")


def _decoded(message: Any, depth: int) -> Any:
    if depth > _MOST_DEPTH:
        raise ValueError("too deep")
    if message is None or type(message) in (bool, str, int):
        return message
    if type(message) is float and math.isfinite(message):
        return message
    if type(message) is not dict:
        raise ValueError("not a message")
    for kind, read in _READERS.items():
        if kind in message:
            return read(message[kind], message, depth)
    raise ValueError("unknown kind")


def _items(body: Any, message: Any, depth: int) -> list[Any]:
    return [_decoded(item, depth + 1) for item in _list(body)]


def _map(body: Any, message: Any, depth: int) -> dict[Any, Any]:
    return {_decoded(key, depth + 1): _decoded(item, depth + 1) for key, item in _list(body)}


def _list(body: Any) -> list[Any]:
    if type(body) is not list:
        raise ValueError("not a list")
    return body


def _series(body: Any, message: Any, depth: int) -> Any:
    import pandas as pd

    index, values = (_items(part, message, depth) for part in _list(body))
    return pd.Series(values, index=index, dtype=object)


def _frame(body: Any, message: Any, depth: int) -> Any:
    import pandas as pd

    labels, index, columns = _list(body)
    read = {position: _items(column, message, depth) for position, column in enumerate(_list(columns))}
    frame = pd.DataFrame(read, index=_items(index, message, depth), dtype=object)
    frame.columns = pd.Index(_items(labels, message, depth), dtype=object)
    return frame


def _special(body: Any, message: Any, depth: int) -> float:
    if body not in ("nan", "inf", "-inf"):
        raise ValueError(body)
    return float(body)


def _fraction(body: Any, message: Any, depth: int) -> Fraction:
    """As Python writes one: an exponent would be written out, digit by digit."""
    text = str(body)
    if not re.fullmatch(r"-?\d{1,400}(/\d{1,400})?", text, re.ASCII):
        raise ValueError("not a fraction")
    return Fraction(text)


def _decimal(body: Any, message: Any, depth: int) -> Decimal | float:
    value = Decimal(str(body)[:400])
    if value.is_nan():
        return math.nan
    if value.is_finite() and abs(value.adjusted()) > _MOST_DIGITS:
        raise ValueError("too long")
    return value


_READERS: dict[str, Callable[[Any, Any, int], Any]] = {
    "blank": lambda body, message, depth: ...,
    "int": lambda body, message, depth: int(str(body)[:1300]),
    "float": _special,
    "fraction": _fraction,
    "decimal": _decimal,
    "list": _items,
    "map": _map,
    "series": _series,
    "frame": _frame,
    "chart": lambda body, message, depth: ChartSpec(body),
    "function": lambda body, message, depth: Function(),
    "too-much": lambda body, message, depth: Unreadable(str(body)[:80]),
    "other": lambda body, message, depth: Unreadable(str(body)[:300], str(message.get("attribute") or "")[:40]),
}
