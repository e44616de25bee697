"""What can still be promised, and for when?

The stock that is projected is not what can be promised: a later order may own it already. What is free in a period is the least
that any period from then on will have in hand.

Assumptions: orders and receipts of a period pass before its end; receipts come as announced.

Source: the look-ahead rule of available-to-promise; it gives the cumulative quantity that can be promised by a period without breaking any promise made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue

from . import texts
from .rows import Floats, floats

__all__ = ["availability", "free"]


def availability(on_hand: Any, receipts: Any, orders: Any) -> pd.DataFrame:
    """What one item can still promise, period by period; or many items at once.

    Parameters
    ----------
    on_hand : float, or array over items
        Units there today; orders that are late already belong in the first period.
    receipts, orders : array, Series, {period: units} or frame of period, quantity
        Units that come in, units promised already, in each period; the first period is 1, or what the index of a Series of dates says. For
        many items: arrays or frames of items × periods.

    Returns
    -------
    DataFrame
        ``period, projected, promised, available_to_promise``, with ``item`` first where there are many. `projected` is the stock at the end of
        the period, below 0 if promises were made that cannot be kept; `promised` the orders of the period;
        `available_to_promise` all that can be promised for delivery by that period, never below 0.

    Raises
    ------
    InvalidValue
        A stock, receipt or order below 0, receipts before today (period 1), receipts and orders over different periods.

    >>> availability(50, [0, 0, 40, 0, 0, 40], [20, 10, 15, 5, 12, 8])["available_to_promise"].tolist()
    [20.0, 20.0, 28.0, 28.0, 28.0, 60.0]
    """
    periods, coming, going = _per_period(_listed(receipts), _listed(orders))
    stock = _stock(on_hand, coming)
    projected = stock + np.cumsum(coming - going, axis=-1)
    found = {"projected": projected, "promised": going, "available_to_promise": free(projected)}
    if projected.ndim == 1:
        return pd.DataFrame({"period": periods, **found}, copy=False)
    items = receipts.index if isinstance(receipts, pd.DataFrame) else np.arange(len(projected), dtype=np.int64)
    columns = {name: values.ravel() for name, values in found.items()}
    return pd.DataFrame({"item": np.repeat(items, len(periods)), "period": np.tile(periods, len(projected)), **columns}, copy=False)


def free(projected: Floats) -> Floats:
    """The least that this period or any later one will have in hand, never below 0; along the last axis."""
    least: Floats = np.minimum.accumulate(projected[..., ::-1], axis=-1)[..., ::-1]
    return np.maximum(least, 0)


# -- private ------------------------------------------------------------------------------


def _listed(given: Any) -> Any:
    """A frame of period and quantity, or a Series by number of period, as a mapping; anything else as it is."""
    if isinstance(given, pd.DataFrame) and {"period", "quantity"} <= set(given.columns):
        return given.groupby("period")["quantity"].sum().to_dict()
    numbered = isinstance(given, pd.Series) and pd.api.types.is_integer_dtype(given.index.dtype)
    if numbered and not given.index.equals(pd.RangeIndex(len(given))):
        return given.groupby(level=0).sum().to_dict()
    return given


def _per_period(receipts: Any, orders: Any) -> tuple[Any, Floats, Floats]:
    """The periods, and what comes in and goes out in each."""
    if isinstance(receipts, Mapping) or isinstance(orders, Mapping):
        last = max([1, *_keys("receipts", receipts), *_keys("orders", orders)])
        receipts, orders = _spread("receipts", receipts, last), _spread("orders", orders, last)
    coming, going = _checked("receipts", receipts), _checked("orders", orders)
    both = isinstance(receipts, pd.Series) and isinstance(orders, pd.Series)
    if coming.shape != going.shape or (both and not receipts.index.equals(orders.index)):
        raise InvalidValue("orders", texts.RULE_SAME_PERIODS, going.shape, texts.WAY_SAME_PERIODS, shape=str(coming.shape))
    return _labels(receipts, coming.shape[-1]), coming, going


def _labels(given: Any, count: int) -> Any:
    """What the periods are called: the dates of a Series, else 1, 2, 3…"""
    index = given.index if isinstance(given, pd.Series) else given.columns if isinstance(given, pd.DataFrame) else None
    dated = index is not None and isinstance(index, pd.DatetimeIndex | pd.PeriodIndex)
    return index.to_numpy() if dated and index is not None else np.arange(1, count + 1, dtype=np.int64)


def _keys(name: str, given: Any) -> list[int]:
    """The periods of a mapping; one before the first is before today."""
    if not isinstance(given, Mapping):
        return [len(given)]
    for key in given:
        if isinstance(key, bool) or not isinstance(key, int | np.integer):
            raise InvalidValue(name, texts.RULE_PERIOD, key)
        if key < 1:
            raise InvalidValue(name, texts.RULE_TODAY, key, texts.WAY_TODAY)
    return [int(key) for key in given]


def _spread(name: str, given: Any, last: int) -> Floats:
    """A mapping, or a shorter row, over `last` periods."""
    row = np.zeros(last)
    if isinstance(given, Mapping):
        row[[int(key) - 1 for key in given]] = floats(name, list(given.values()))
    else:
        row[: len(given)] = floats(name, given)
    return row


def _checked(name: str, given: Any) -> Floats:
    array = floats(name, given)
    if array.ndim not in (1, 2) or not array.size:
        raise InvalidValue(name, texts.RULE_ROWS, given)
    if not (array >= 0).all() or not np.isfinite(array).all():
        place = int(np.argmax(~(array.ravel() >= 0) | ~np.isfinite(array.ravel())))
        raise InvalidData(name, texts.RULE_AT_LEAST_0, array.ravel()[place], line=place % array.shape[-1] + 1)
    return array


def _stock(on_hand: Any, coming: Floats) -> Any:
    if coming.ndim == 1:
        return checks.non_negative("on_hand", on_hand)
    stock = np.broadcast_to(floats("on_hand", on_hand), coming.shape[:1])
    if not (stock >= 0).all() or not np.isfinite(stock).all():
        place = int(np.argmax(~(stock >= 0) | ~np.isfinite(stock)))
        raise InvalidData("on_hand", texts.RULE_AT_LEAST_0, stock[place], line=place + 1)
    return stock[:, None]
