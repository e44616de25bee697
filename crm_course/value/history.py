"""What does a model of purchases need to know of a customer? Four figures.

Assumptions: what counts are purchase *days* (two tickets on one day are one), and the first is left out: it made him a
customer, it is not a repeat. ``recency`` is the age at the last purchase, not the days since then (that is
``days_since_last`` of the RFM table): two meanings of one word, told apart by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.integers import as_counts

from . import ledger, texts

__all__ = ["PER_YEAR", "UNIT_DAYS", "histories", "summary", "unit_of"]

UNIT_DAYS: Mapping[str, float] = {"day": 1.0, "week": 7.0, "month": 365.25 / 12}
"""Days in a unit of time."""

PER_YEAR: Mapping[str, int] = {"day": 365, "week": 52, "month": 12}
"""Units in a year, for discounting."""


def summary(orders: pd.DataFrame, *, until: Any, unit: str = "week") -> pd.DataFrame:
    """Each customer's history in four figures, as purchase models read it.

    Parameters
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount`` (euros, 0 or more); one row an order.
    until : date
        The last day observed; an order after it is refused.
    unit : {"week", "day", "month"}
        Of the times: days / 7 for weeks, as decimals; a month is a twelfth of 365.25 days.

    Returns
    -------
    DataFrame
        ``customer_id``; ``frequency``, repeat purchase days; ``recency``, from the first purchase day to the last;
        ``T``, from the first purchase day to `until`; ``monetary_value``, euros per repeat day on average (NaN without
        one). ``.attrs["unit"]`` keeps the unit.

    Raises
    ------
    InvalidValue
        A column or a value missing, a negative amount, an order after `until`.

    >>> visits = pd.DataFrame({"customer_id": [7, 7, 7], "ordered_at": ["2026-01-01", "2026-01-15", "2026-01-15"],
    ...                        "amount": [30.0, 12.0, 8.0]})
    >>> summary(visits, until="2026-02-05").iloc[0].tolist()
    [7.0, 1.0, 2.0, 5.0, 20.0]
    """
    checks.choice("unit", unit, UNIT_DAYS)
    end = ledger.day_of(texts.UNTIL, until)
    return _summed(ledger.read(orders, until=end), end, unit)


def histories(summary: Any, *, spend: bool = False) -> tuple[NDArray[np.float64], ...]:
    """``frequency``, ``recency``, ``T`` (and ``monetary_value``) of a summary, checked.

    Raises
    ------
    InvalidValue
        Not such a frame; a recency beyond T; repeat purchases without a recency.
    """
    if isinstance(summary, pd.DataFrame) and "ordered_at" in summary and "frequency" not in summary:
        raise InvalidValue(texts.SUMMARY, texts.RULE_SUMMARY, texts.A_LIST_OF_ORDERS, texts.WAY_SUMMARY)
    if not isinstance(summary, pd.DataFrame):
        raise InvalidValue(texts.SUMMARY, texts.RULE_SUMMARY, summary, texts.WAY_CONTRACTS)
    ledger.columns(texts.SUMMARY, summary, "frequency", "recency", "T", *(["monetary_value"] if spend else []))
    x, recency, age = (ledger.numbers(texts.named(name), summary[name], least=0) for name in ("frequency", "recency", "T"))
    _refuse(recency > age + 1e-9, texts.named("recency"), texts.RULE_RECENCY, recency)
    _refuse((x > 0) != (recency > 0), texts.named("recency"), texts.RULE_REPEATED, recency)
    _refuse(x != np.floor(x), texts.named("frequency"), texts.RULE_WHOLE, x)
    if not spend:
        return x, recency, age
    money = summary["monetary_value"].to_numpy(dtype=np.float64, na_value=np.nan)
    _refuse((x > 0) & ~(money > 0), texts.named("monetary_value"), texts.RULE_SPEND, money, way=texts.WAY_SPEND)
    return x, recency, age, np.where(x > 0, money, 0.0)


def unit_of(summary: pd.DataFrame, unit: str | None) -> str:
    """The unit of a summary, checked against the one a model was fitted in; weeks if nothing is said."""
    own = summary.attrs.get("unit")
    if own and unit and own != unit:
        raise InvalidValue(texts.SUMMARY, texts.RULE_UNIT, own, texts.WAY_UNIT, unit=unit)
    return str(own or unit or "week")


# -- private ------------------------------------------------------------------------------


def _summed(book: ledger.Ledger, end: int, unit: str) -> pd.DataFrame:
    """One entry per customer and day; then sums per customer."""
    first = book.first()
    since = book.days - first[book.codes]
    span = int(since.max()) + 1
    key = book.codes * span + since
    order = np.argsort(key, kind="stable")
    fresh = np.concatenate([[True], np.diff(key[order]) > 0])
    repeat = since > 0
    count = np.bincount(as_counts(book.codes[order][fresh]), minlength=book.size) - 1
    spent = np.bincount(as_counts(book.codes[repeat]), weights=book.amounts[repeat], minlength=book.size)
    days = UNIT_DAYS[unit]
    with np.errstate(divide="ignore", invalid="ignore"):
        frame = pd.DataFrame(
            {
                "customer_id": book.customers,
                "frequency": count,
                "recency": (book.last() - first) / days,
                "T": (end - first) / days,
                "monetary_value": np.where(count > 0, spent / count, np.nan),
            }
        )
    frame.attrs["unit"] = unit
    return frame


def _refuse(bad: NDArray[np.bool_], name: Any, rule: Any, values: NDArray[Any], way: Any = None) -> None:
    if bad.any():
        line = int(np.argmax(bad))
        raise InvalidData(name, rule, values[line], line=line + 2, hint=way)
