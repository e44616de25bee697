"""How many are still there? Cohorts by first purchase, and survival of those who have a contract.

Assumptions: a cohort is everyone whose first order falls in the same period; age 0 is that period. A period that the
file does not cover to its last day is unfinished: its rates are masked, never 0. In :func:`survival`, leaving is seen
or not yet seen (censored), and has nothing to do with when one was observed last.

Sources: Kaplan and Meier (1958), *JASA* 53, 457–481; Greenwood's variance; interval on the log(−log) scale as in
Kalbfleisch and Prentice (1980), § 1.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.intervals import z_value
from crm_course.foundations.said import Said

from . import ledger, texts

__all__ = ["Cohorts", "Survival", "cohorts", "survival"]

_PERIODS = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts(Said):
    """Who came back, by period of the first order.

    Attributes
    ----------
    counts : DataFrame
        Customers who ordered, by cohort (rows) and age in periods (columns 0, 1, …), as seen in the file; what lies
        outside `complete` is not finished, or not yet begun.
    retention : DataFrame
        Shares of the cohort, 0–1; NaN where not complete.
    complete : DataFrame
        Whether the cell's period, and the cohort's own, is covered to its last day.
    """

    counts: pd.DataFrame
    retention: pd.DataFrame
    complete: pd.DataFrame

    @property
    def pooled(self) -> pd.Series:
        """By age: customers who ordered over customers of the cohorts that reached this age, complete cells only."""
        whole = self.complete.to_numpy()
        sizes = np.where(whole, self.counts.to_numpy()[:, :1], 0).sum(axis=0)
        seen = np.where(whole, self.counts.to_numpy(), 0).sum(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            return pd.Series(np.where(sizes > 0, seen / sizes, np.nan), index=self.counts.columns, name="pooled")

    @property
    def mean(self) -> pd.Series:
        """By age: the mean of the cohorts' rates. A cohort of 5 weighs as much as one of 500: not the rate of a customer."""
        return self.retention.mean(axis=0).rename("mean")

    def sentence(self) -> str:
        """How many come back one period later, and how that is counted."""
        later = self.pooled.iloc[1:].dropna()
        if later.empty:
            return texts.COHORTS_NONE.say()
        return texts.COHORTS_FOUND.say(
            age=int(later.index[-1]), first=later.iloc[0], last=later.iloc[-1], mean=self.mean.loc[later.index[0]]
        )


def cohorts(orders: pd.DataFrame, every: str = "month", *, until: Any = None) -> Cohorts:
    """Customers by period of their first order, and how many order again in each later period.

    Parameters
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``; one row an order.
    every : {"week", "month", "quarter", "year"}
    until : date, optional
        The last day that the file covers; by default the day of its last order.

    >>> three = pd.DataFrame({"customer_id": [1, 1, 2, 3], "ordered_at": ["2026-01-05", "2026-02-28", "2026-01-09", "2026-02-03"]})
    >>> found = cohorts(three)
    >>> found.counts.loc["2026-01"].tolist(), float(found.retention.loc["2026-01", 1])
    ([2, 1], 0.5)
    """
    frequency = _PERIODS[checks.choice("every", every, _PERIODS)]
    end = None if until is None else ledger.day_of(texts.UNTIL, until)
    book = ledger.read(orders, until=end, amounts=False)
    end = int(book.days.max()) if end is None else end
    start = int(book.days.min())
    calendar = pd.period_range(pd.Timestamp(start, unit="D"), pd.Timestamp(end, unit="D"), freq=frequency)
    closes = calendar.end_time.normalize().to_numpy().astype("datetime64[D]").astype(np.int64)
    place = np.searchsorted(closes, np.arange(start, end + 1), side="left")[book.days - start]
    return _table(book, place, calendar, closes <= end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival(Said):
    """The Kaplan–Meier curve: `frame` has ``time``, ``at_risk``, ``share`` still there after it, ``low``, ``high``."""

    frame: pd.DataFrame
    confidence: float

    @property
    def median(self) -> float:
        """The first time at which half or fewer are still there; ∞ if that is not seen."""
        reached = self.frame.loc[self.frame["share"] <= 0.5, "time"]
        return float(reached.iloc[0]) if len(reached) else np.inf

    def sentence(self) -> str:
        """When half have left, if that is seen, and how many are left at the end."""
        last = self.frame.iloc[-1]
        said = texts.SURVIVAL_MEDIAN if np.isfinite(self.median) else texts.SURVIVAL_NO_MEDIAN
        return said.say(median=self.median, time=last["time"], share=last["share"])


def survival(tenure: Any, left: Any, *, confidence: float = 0.95) -> Survival:
    """How long customers stay, when most have not left yet.

    Parameters
    ----------
    tenure : array
        Time from arrival to leaving, or to the last day observed; 0 or more, in any unit.
    left : array of bool
        Whether leaving was seen; those who have not left yet count as at risk until their last day.
    confidence : float

    Returns
    -------
    Survival
        One row per distinct time. Where all are still there, the limits are 1; where nobody is, they are not known.

    >>> found = survival([6, 6, 6, 6, 7, 9, 10, 10], [True, True, True, False, True, False, True, False])
    >>> found.frame["share"].round(3).tolist()
    [0.625, 0.469, 0.469, 0.234]
    """
    times, gone = ledger.numbers(texts.TENURE, tenure, least=0), ledger.yes_or_no(texts.LEFT, ledger.aligned(texts.LEFT, tenure, left))
    if not times.size or times.shape != gone.shape:
        raise InvalidValue(texts.LEFT, texts.RULE_SAME_LENGTH, gone.size, size=times.size)
    z = z_value(checks.confidence(confidence))
    moments, place = np.unique(times, return_inverse=True)
    leaving = np.bincount(as_counts(place), weights=gone)
    at_risk = np.cumsum(np.bincount(as_counts(place))[::-1])[::-1]
    share = np.cumprod(1 - leaving / at_risk)
    low, high = _log_log(share, leaving, at_risk, z)
    frame = pd.DataFrame({"time": moments, "at_risk": at_risk, "share": share, "low": low, "high": high})
    return Survival(frame=frame, confidence=confidence)


# -- private ------------------------------------------------------------------------------


def _table(book: ledger.Ledger, place: NDArray[np.int64], calendar: pd.PeriodIndex, finished: NDArray[np.bool_]) -> Cohorts:
    size = len(calendar)
    met = np.zeros((book.size, size), bool)
    met[book.codes, place] = True
    born = met.argmax(axis=1)
    active = np.zeros((size, size), np.int64)
    order = np.argsort(born, kind="stable")
    edges = np.searchsorted(born[order], np.arange(size + 1))
    for cohort in np.unique(born):
        active[cohort, : size - cohort] = met[order[edges[cohort] : edges[cohort + 1]], cohort:].sum(axis=0)
    whole = np.zeros((size, size), bool)
    for cohort in range(size):
        whole[cohort, : size - cohort] = finished[cohort:] & finished[cohort]
    there = active[:, 0] > 0
    rows, ages = calendar[there].rename("cohort"), pd.RangeIndex(size, name="age")
    counts, complete = (pd.DataFrame(table[there], index=rows, columns=ages) for table in (active, whole))
    retention = pd.DataFrame(np.where(complete, counts / counts[[0]].to_numpy(), np.nan), index=rows, columns=ages)
    return Cohorts(counts=counts, retention=retention, complete=complete)


def _log_log(
    share: NDArray[Any], leaving: NDArray[Any], at_risk: NDArray[Any], z: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(leaving / (at_risk * (at_risk - leaving)))
        half = z * np.sqrt(greenwood) / np.abs(np.log(share))
        low, high = share ** np.exp(half), share ** np.exp(-half)
    untouched, empty = share == 1, share == 0
    return tuple(np.where(untouched, 1.0, np.where(empty, np.nan, limit)) for limit in (low, high))  # type: ignore[return-value]
