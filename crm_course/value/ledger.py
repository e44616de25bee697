"""Who bought, when, for how much? The one door through which orders enter this chapter.

A row is an order: ``customer_id``, ``ordered_at``, ``amount`` in euros. A day is the day as it is written: a time
with a zone counts on its own clock. What is missing, negative or dated after the end is refused with its line,
never dropped in silence.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.language import Text

from . import texts

__all__ = ["EPOCH", "Ledger", "aligned", "coded", "columns", "day_of", "days_of", "numbers", "read", "yes_or_no"]

EPOCH = dt.date(1970, 1, 1)
"""Days are counted from here."""

_IN_A_DAY = {"s": 86_400, "ms": 86_400_000, "us": 86_400_000_000, "ns": 86_400_000_000_000}
_SPARE = 4
"""Whole-number ids are counted in place if they fill at least a quarter of their range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Orders as arrays: `codes` point into the sorted `customers`; `days` since 1970; `amounts` in euros."""

    customers: Any
    codes: NDArray[np.int64]
    days: NDArray[np.int64]
    amounts: NDArray[np.float64]

    @property
    def size(self) -> int:
        """Customers."""
        return len(self.customers)

    def first(self) -> NDArray[np.int64]:
        """Each customer's first day."""
        found = np.full(self.size, np.iinfo(np.int64).max)
        np.minimum.at(found, self.codes, self.days)
        return found

    def last(self) -> NDArray[np.int64]:
        """Each customer's last day."""
        found = np.full(self.size, np.iinfo(np.int64).min)
        np.maximum.at(found, self.codes, self.days)
        return found

    def chosen(self, rows: NDArray[np.bool_]) -> Ledger:
        """The rows chosen; customers keep their places."""
        return Ledger(customers=self.customers, codes=self.codes[rows], days=self.days[rows], amounts=self.amounts[rows])


def read(orders: pd.DataFrame, *, until: int | None = None, end: Text = texts.UNTIL, amounts: bool = True) -> Ledger:
    """Orders as a :class:`Ledger`.

    Parameters
    ----------
    orders : DataFrame
        One row an order: ``customer_id``, ``ordered_at``, ``amount`` (euros, 0 or more).
    until : int, optional
        The last day that may occur, since 1970; a later order is refused.
    end : Text
        What that day is called.
    amounts : bool
        Whether amounts are needed; without, they are 0.

    Raises
    ------
    InvalidValue
        Not a frame, no row, a column missing, a value missing, a negative amount, an order after the end.
    """
    columns(texts.ORDERS, orders, "customer_id", "ordered_at", *(["amount"] if amounts else []))
    days = days_of(orders["ordered_at"])
    spent = numbers(texts.AMOUNT, orders["amount"], least=0, way=texts.WAY_RETURN) if amounts else np.zeros(len(days))
    if until is not None and days.max() > until:
        line = int(np.argmax(days > until))
        limit, late = EPOCH + dt.timedelta(until), int((days > until).sum())
        raise InvalidData(
            texts.ORDERED_AT, texts.RULE_UNTIL, str(orders["ordered_at"].iloc[line]), line=line + 2, hint=texts.WAY_UNTIL,
            end=end, limit=limit, late=late,
        )  # fmt: skip
    customers, codes = coded(orders["customer_id"])
    return Ledger(customers=customers, codes=codes, days=days, amounts=spent)


def columns(name: Text, frame: Any, *wanted: str) -> None:
    """Raise unless `frame` is a frame of at least one row with these columns."""
    if not isinstance(frame, pd.DataFrame):
        raise InvalidValue(name, texts.RULE_FRAME, type(frame).__name__, texts.WAY_COLUMNS, wanted=", ".join(wanted))
    absent = [column for column in wanted if column not in frame]
    if absent:
        raise InvalidValue(
            name, texts.RULE_COLUMNS, ", ".join(map(str, frame.columns)) or "–", texts.WAY_RENAME,
            wanted=", ".join(wanted), absent=", ".join(absent),
        )  # fmt: skip
    if not len(frame):
        raise InvalidValue(name, texts.RULE_ROWS, 0)


def day_of(name: Text, value: Any) -> int:
    """A date, or text that is one (2026-11-30), as days since 1970."""
    try:
        if isinstance(value, bool | int | float):
            raise TypeError
        moment = dt.datetime.fromisoformat(value) if isinstance(value, str) else pd.Timestamp(value)  # 01/04 is no date: which month?
        if pd.isna(moment):
            raise ValueError
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.RULE_DATE, value) from None
    return (moment.date() - EPOCH).days


def days_of(moments: pd.Series) -> NDArray[np.int64]:
    """The day of each moment, since 1970, on its own clock."""
    if not pd.api.types.is_datetime64_any_dtype(moments):
        moments = _dated(moments)
    if getattr(moments.dt, "tz", None) is not None:
        moments = moments.dt.tz_localize(None)
    values = moments.to_numpy()
    if np.isnat(values).any():
        raise InvalidData(texts.ORDERED_AT, texts.RULE_DATE, None, line=int(np.argmax(np.isnat(values))) + 2, hint=texts.WAY_MISSING)
    return values.view(np.int64) // _IN_A_DAY[np.datetime_data(values.dtype)[0]]


def numbers(name: Text, column: Any, *, least: float | None = None, way: Text | None = None) -> NDArray[np.float64]:
    """A column as finite floats of at least `least`; the first that is not is refused with its line."""
    if isinstance(column, pd.DataFrame):
        raise InvalidValue(name, texts.RULE_COLUMN, texts.A_FRAME)
    given = pd.Series(column)
    try:
        values = np.asarray(given.to_numpy(dtype=np.float64, na_value=np.nan))
    except (TypeError, ValueError):
        bad = pd.to_numeric(given, errors="coerce").isna().to_numpy()
        raise InvalidData(name, texts.RULE_NUMBER, given.iloc[int(np.argmax(bad))], line=int(np.argmax(bad)) + 2) from None
    bad = ~np.isfinite(values)
    if bad.any():
        raise InvalidData(name, texts.RULE_NUMBER, given.iloc[int(np.argmax(bad))], line=int(np.argmax(bad)) + 2, hint=texts.WAY_MISSING)
    if least is not None and values.size and values.min() < least:
        line = int(np.argmax(values < least))
        raise InvalidData(name, texts.RULE_LEAST, values[line], line=line + 2, hint=way, least=least)
    return values


def yes_or_no(name: Text, answers: Any) -> NDArray[np.bool_]:
    """True or false (1 or 0) for each; what is missing is refused, not taken for a yes."""
    given = pd.Series(answers).astype(object)
    values = numbers(name, given.map(lambda one: float(one) if isinstance(one, bool | np.bool_) else one))
    wrong = ~np.isin(values, (0, 1))
    if wrong.any():
        raise InvalidValue(name, texts.RULE_YES_NO, values[wrong][0])
    return np.asarray(values.astype(bool))


def aligned(name: Text, one: Any, other: Any) -> Any:
    """`other` in the order of `one`: two Series are matched by their index.

    Raises
    ------
    InvalidValue
        Two Series that are not of the same customers, once each.
    """
    if not (isinstance(one, pd.Series) and isinstance(other, pd.Series)) or one.index.equals(other.index):
        return other
    if not (one.index.is_unique and other.index.is_unique and set(one.index) == set(other.index)):
        raise InvalidValue(name, texts.RULE_SAME_CUSTOMERS, len(other))
    return other.reindex(one.index)


def coded(ids: pd.Series) -> tuple[Any, NDArray[np.int64]]:
    """The distinct ids in order, and for each row the place of its id."""
    if ids.isna().any():
        raise InvalidData(texts.CUSTOMER, texts.RULE_KNOWN, None, line=int(np.argmax(ids.isna())) + 2, hint=texts.WAY_NOBODY)
    if isinstance(ids.dtype, np.dtype) and ids.dtype.kind in "iu" and len(ids):
        values = ids.to_numpy()
        low, span = int(values.min()), int(values.max()) - int(values.min()) + 1
        if span <= _SPARE * len(values) + 1_000:
            return _counted(values, low, span)
    codes, found = pd.factorize(ids, sort=False)
    order = _order(found)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return found.take(order) if hasattr(found, "take") else found[order], place[codes]


# -- private ------------------------------------------------------------------------------


def _dated(moments: pd.Series) -> pd.Series:
    try:
        if pd.api.types.is_numeric_dtype(moments):
            raise ValueError
        return pd.to_datetime(moments, format="ISO8601")
    except (TypeError, ValueError):
        known = pd.to_datetime(moments.astype(str), format="ISO8601", errors="coerce") if len(moments) else moments
        line = 0 if pd.api.types.is_numeric_dtype(moments) else int(np.argmax(pd.Series(known).isna()))
        raise InvalidData(texts.ORDERED_AT, texts.RULE_DATE, moments.iloc[line], line=line + 2) from None


def _counted(values: Any, low: int, span: int) -> tuple[Any, NDArray[np.int64]]:
    places = (values - values.dtype.type(low)).astype(np.int64)
    present = np.zeros(span, bool)
    present[places] = True
    return np.flatnonzero(present).astype(values.dtype) + values.dtype.type(low), (np.cumsum(present) - 1)[places]


def _order(found: Any) -> NDArray[np.intp]:
    try:
        return np.asarray(pd.Index(found).argsort())
    except TypeError:  # ids of several kinds have no order of their own
        return np.argsort(np.asarray([str(one) for one in found]), kind="stable")
