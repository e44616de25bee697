"""Whom to call first? The customers who are worth most and may be leaving.

Assumptions: what is at stake with a customer is his value times the probability that he has left: high for good customers
who fade, low for those who are surely there and for those who are surely gone. A call is worth its cost only if it changes
something: try it on half of the list (the chapter of campaigns says how).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.intervals import z_value
from crm_course.foundations.said import Said

from . import history, texts
from .futures import limits
from .history import PER_YEAR, summary
from .holdout import Holdout, validate
from .ledger import columns, days_of, numbers
from .positions import matrix
from .purchases import Purchases, fit
from .spending import Spend, fit_spend
from .worth import Capital, customer_capital, lifetime

__all__ = ["Base", "appraise", "to_call"]


def to_call(worth: pd.DataFrame, alive: Any, *, size: int = 50) -> pd.DataFrame:
    """The customers with most at stake.

    Parameters
    ----------
    worth : DataFrame
        ``customer_id``, ``value``, ``low``, ``high``, as made by :func:`lifetime`.
    alive : array
        Probability of each still being a customer, in the same order.
    size : int

    Returns
    -------
    DataFrame
        The rows of `worth` with ``alive`` and ``stake`` = value × (1 − alive), euros; the highest stake first.

    >>> two = pd.DataFrame({"customer_id": ["sure", "fading"], "value": [100.0, 80.0], "low": 0.0, "high": 200.0})
    >>> to_call(two, [0.99, 0.5])["customer_id"].tolist()
    ['fading', 'sure']
    """
    columns(texts.LIFETIMES, worth, "customer_id", "value")
    there = numbers(texts.ALIVE, alive, least=0)
    found = worth.reset_index(drop=True).assign(alive=there, stake=worth["value"].to_numpy() * (1 - there))
    return found.sort_values("stake", ascending=False, kind="stable", ignore_index=True).head(checks.whole("size", size, least=1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Base(Said):
    """A customer base appraised from its orders.

    Attributes
    ----------
    customers : DataFrame
        ``customer_id``, ``frequency``, ``days_since_last``, ``alive``, ``value``, ``low``, ``high``, ``position``.
    capital : Capital
    low, high : float
        80 % interval of the capital, euros: chance and parameters.
    purchases : Purchases
    spend : Spend
    check : Holdout or None
        The last third of the file predicted from the first two; None where it is too short.
    until : date
    cuts : (float, float)
        Of the positions: half alive, and the mean value.
    """

    customers: pd.DataFrame = field(repr=False)
    capital: Capital
    low: float
    high: float
    purchases: Purchases
    spend: Spend
    check: Holdout | None
    until: Any
    cuts: tuple[float, float]

    def call(self, size: int = 50) -> pd.DataFrame:
        """The `size` customers with most at stake."""
        shown = ["customer_id", "value", "low", "high"]
        called = to_call(self.customers[shown], self.customers["alive"], size=size)
        return called.merge(self.customers[["customer_id", "frequency", "days_since_last"]], on="customer_id", how="left")

    def sentence(self) -> str:
        """What the base is worth, how sure that is, and whether the model held on the file's own past."""
        said = texts.BASE_FOUND.say(customers=self.capital.customers, total=self.capital.total, low=self.low, high=self.high)
        return f"{said} {self.check.sentence()}" if self.check else said


def appraise(
    orders: pd.DataFrame, *, margin: float, years: float = 3, discount_rate: float = 0.10, model: str = "mbg-nbd", until: Any = None
) -> Base:
    """From orders to a base appraised: histories, two models, values, positions, and a check on the file's own past.

    Parameters
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount``.
    margin, years, discount_rate
        As for :func:`lifetime`.
    model : {"mbg-nbd", "bg-nbd", "pareto-nbd"}
    until : date, optional
        The last day observed; by default that of the last order.
    """
    columns(texts.ORDERS, orders, "customer_id", "ordered_at", "amount")
    days = days_of(orders["ordered_at"])
    end = str(np.datetime64(int(days.max()), "D")) if until is None else until
    table = summary(orders, until=end)
    purchases, spend = fit(table, model), fit_spend(table)
    worth = lifetime(purchases, spend, table, margin=margin, years=years, discount_rate=discount_rate)
    customers = worth.assign(
        frequency=table["frequency"], days_since_last=((table["T"] - table["recency"]) * 7).round(), alive=purchases.alive(table)
    )
    cuts = (0.5, float(customers["value"].mean()))
    customers["position"] = matrix(customers["alive"], customers["value"], cuts=cuts)
    capital = customer_capital(worth)
    low, high = _around(purchases, spend, table, capital.total, years)
    return Base(
        customers=customers, capital=capital, low=low, high=high, purchases=purchases, spend=spend,
        check=_checked(orders, days, model), until=end, cuts=cuts,
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _around(purchases: Purchases, spend: Spend, table: pd.DataFrame, total: float, years: float) -> tuple[float, float]:
    """The capital's interval: that of purchases, widened by how well the mean spend is known, relative to the total."""
    x, recency, age = history.histories(table)
    t = float(round(years * PER_YEAR[purchases.unit]))
    expected = float(purchases.expected_at(t, x, recency, age).sum())
    low, high = limits(purchases, t, x, recency, age, 0.80)
    money = table.loc[table["frequency"] > 0, "monetary_value"]
    spread = float(money.std() / np.sqrt(len(money)) / money.mean()) * z_value(0.80)
    half = float(np.hypot((high - low) / 2 / expected, spread)) if expected > 0 else 0.0
    return max(total * (1 - half), 0.0), total * (1 + half)


def _checked(orders: pd.DataFrame, days: Any, model: str) -> Holdout | None:
    """The last third predicted from the first two; None where nobody came back in them."""
    split = int(days.min() + (days.max() - days.min()) * 2 // 3)
    first = days <= split
    days_each = pd.Series(days[first]).groupby(orders["customer_id"].to_numpy()[first]).nunique()
    if days.max() - days.min() < 90 or not (days_each > 1).sum() >= 10:
        return None
    return validate(orders, until=str(np.datetime64(split, "D")), model=model)
