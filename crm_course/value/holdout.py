"""Is the model any good? Fit it to the first part of the file, and let it predict the rest.

Assumptions: customers of the first part only; the second runs from `until` to the last order. The interval holds what
chance leaves open once the model is believed, and how little its parameters are known; it does not hold that the model
is wrong. If the truth lies outside, the model is off, and the sentence says so. "Same as last period" is each customer's
past rate carried on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.intervals import wilson
from crm_course.foundations.language import percent
from crm_course.foundations.said import Said

from . import history, ledger, purchases, texts
from .futures import limits
from .purchases import Purchases

__all__ = ["Holdout", "calibration", "validate"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdout(Said):
    """A prediction beside what happened.

    Attributes
    ----------
    predicted, actual : float
        Repeat purchase days of all customers in the second part.
    low, high : float
        Interval of the total, at `confidence`.
    mean_absolute_error : float
        Per customer, in purchase days.
    naive, naive_error : float
        The total that "same as last period" predicts, and its mean absolute error.
    t : float
        Length of the second part, in units of time.
    model : Purchases
        Fitted to the first part.
    frame : DataFrame
        ``customer_id``, ``predicted``, ``actual``, ``naive``, ``alive``.
    """

    predicted: float
    actual: float
    low: float
    high: float
    confidence: float
    mean_absolute_error: float
    naive: float
    naive_error: float
    t: float
    model: Purchases = field(repr=False)
    frame: pd.DataFrame = field(repr=False)

    @property
    def holds(self) -> bool:
        """Whether what happened lies within the interval."""
        return self.low <= self.actual <= self.high

    def sentence(self) -> str:
        """Predicted, actual, and whether chance explains the gap."""
        said = texts.HOLDOUT_HOLDS if self.holds else texts.HOLDOUT_OFF
        gap = self.predicted / self.actual - 1 if self.actual else float("nan")
        naive_gap = self.naive / self.actual - 1 if self.actual else float("nan")
        figures = {name: getattr(self, name) for name in ("predicted", "actual", "low", "high", "confidence")}
        return said.say(**figures, gap=_signed(gap), naive_gap=_signed(naive_gap), **({} if self.holds else {"rest": 1 - self.confidence}))


def validate(
    orders: pd.DataFrame, *, until: Any, model: str = "mbg-nbd", unit: str = "week", end: Any = None, confidence: float = 0.90
) -> Holdout:
    """Fit `model` to the orders up to `until`, and compare what it predicts with the orders after.

    Parameters
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount``; both parts.
    until : date
        The last day of the first part.
    model : {"mbg-nbd", "bg-nbd", "pareto-nbd"}
    unit : {"week", "day", "month"}
    end : date, optional
        The last day of the second part; by default that of the last order.
    confidence : float
        Level of the interval of the total.

    Raises
    ------
    InvalidValue
        No order up to `until`, or none after it.
    """
    split, level = ledger.day_of(texts.UNTIL, until), checks.confidence(confidence)
    book = ledger.read(orders)
    last = int(book.days.max()) if end is None else ledger.day_of(texts.END, end)
    known, later = book.days <= split, (book.days > split) & (book.days <= last)
    if last <= split or not known.any():
        raise InvalidValue(texts.UNTIL, texts.RULE_SPLIT, str(until), first=_date(book.days.min()), last=_date(book.days.max()))
    first = _only(book.chosen(known))
    table = history._summed(first, split, unit)
    fitted = purchases.fit(table, model)
    t = (last - split) / history.UNIT_DAYS[unit]
    actual = _purchase_days(book.chosen(later), first.customers, book.customers)
    return _compared(fitted, table, actual, t, level)


def calibration(alive: Any, still_there: Any, groups: int = 10) -> pd.DataFrame:
    """The probabilities of being alive beside the share that is, by group of equal size.

    Parameters
    ----------
    alive : array
        Predicted probabilities, 0–1.
    still_there : array of bool
        The truth: known in a world that was made, or for contracts.
    groups : int

    Returns
    -------
    DataFrame
        ``group`` (1 the least alive), ``customers``, ``predicted`` (mean), ``actual`` (share), ``low``, ``high`` (95 %).

    >>> calibration([0.1, 0.2, 0.8, 0.9], [False, False, True, True], groups=2)[["predicted", "actual"]].round(2).values.tolist()
    [[0.15, 0.0], [0.85, 1.0]]
    """
    said, true = ledger.numbers(texts.ALIVE, alive, least=0), ledger.yes_or_no(texts.STILL_THERE, still_there)
    if said.size and said.max() > 1:
        raise InvalidValue(texts.ALIVE, texts.RULE_SHARE, said.max())
    if said.shape != true.shape or not said.size:
        raise InvalidValue(texts.STILL_THERE, texts.RULE_SAME_LENGTH, true.size, size=said.size)
    order = np.argsort(said, kind="stable")
    place = np.empty(len(said), np.int64)
    place[order] = np.arange(len(said)) * checks.whole("groups", groups, least=1) // len(said)
    table = pd.DataFrame({"group": place + 1, "predicted": said, "actual": true}).groupby("group")
    found = table.agg(customers=("actual", "size"), predicted=("predicted", "mean"), actual=("actual", "mean")).reset_index()
    found["low"], found["high"] = wilson(table["actual"].sum().to_numpy(), found["customers"].to_numpy())
    return found


# -- private ------------------------------------------------------------------------------


def _signed(share: float) -> str:
    return ("+" if share > 0 else "") + percent(share)


def _date(day: Any) -> str:
    return str(np.datetime64(int(day), "D"))


def _only(book: ledger.Ledger) -> ledger.Ledger:
    """The customers who are in it, renumbered."""
    present, codes = np.unique(book.codes, return_inverse=True)
    return ledger.Ledger(customers=book.customers[present], codes=codes.astype(np.int64), days=book.days, amounts=book.amounts)


def _purchase_days(later: ledger.Ledger, wanted: Any, customers: Any) -> Floats:
    """Distinct days of purchase of each wanted customer."""
    pairs = np.unique(np.column_stack([later.codes, later.days]), axis=0)[:, 0] if len(later.days) else np.empty(0, np.int64)
    per = np.bincount(as_counts(pairs), minlength=len(customers))
    return np.asarray(per[pd.Index(customers).get_indexer(pd.Index(wanted))], np.float64)


def _compared(fitted: Purchases, table: pd.DataFrame, actual: Floats, t: float, level: float) -> Holdout:
    x, recency, age = history.histories(table)
    predicted = fitted.expected_at(t, x, recency, age)
    with np.errstate(divide="ignore", invalid="ignore"):
        naive = np.where(age > 0, x / age * t, 0.0)
    total = float(predicted.sum())
    low, high = limits(fitted, t, x, recency, age, level)
    frame = pd.DataFrame({"customer_id": table["customer_id"], "predicted": predicted, "actual": actual, "naive": naive,
                          "alive": fitted.alive_at(x, recency, age)})  # fmt: skip
    return Holdout(
        predicted=total, actual=float(actual.sum()), low=low, high=high, confidence=level,
        mean_absolute_error=float(np.abs(predicted - actual).mean()), naive=float(naive.sum()),
        naive_error=float(np.abs(naive - actual).mean()), t=t, model=fitted, frame=frame,
    )  # fmt: skip
