"""What does this customer cost to serve, and what is to be done with a segment that costs more than it brings?

A minute has a cost, an activity takes minutes: what a customer asks for is charged with both. What the teams are paid for and nobody uses is
shown apart. It is charged to nobody: idle time is a decision of the house, not of its customers.

Assumptions: minutes per activity are those of the work, not of the roster; `capacity` is the minutes that are paid for and can be worked.

Source: R. S. Kaplan, S. R. Anderson, "Time-driven activity-based costing", *Harvard Business Review*, November 2004.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.said import Said

from . import texts
from .rows import Floats, floats

__all__ = ["CostToServe", "cost_to_serve"]

_ABOUT = ("customer_id", "segment", "channel", "margin")


@dataclass(frozen=True, slots=True, kw_only=True)
class CostToServe(Said):
    """What serving costs.

    Attributes
    ----------
    customers : ``customer_id, minutes, cost`` and, where given, ``segment, margin, result``; the dearest first.
    segments, channels : the same, summed, with the number of ``customers``; one row for all where none is named.
    used : minutes worked.
    unused_capacity : minutes paid for that nobody used; below 0 if more was asked for than there is.
    unused_cost : euros for those; charged to no customer.
    """

    customers: pd.DataFrame = field(repr=False)
    segments: pd.DataFrame = field(repr=False)
    channels: pd.DataFrame = field(repr=False)
    used: float
    unused_capacity: float
    unused_cost: float

    @property
    def capacity(self) -> float:
        """Minutes paid for."""
        return self.used + self.unused_capacity

    def whale(self) -> pd.DataFrame:
        """Results added up from the best customer to the worst: ``customers, result``, the first as a share of all, the second in euros."""
        if "result" not in self.customers.columns:
            raise InvalidValue("activities", texts.RULE_COLUMN, list(self.customers.columns), column="margin")
        ranked = np.sort(self.customers["result"].to_numpy())[::-1]
        share = np.arange(len(ranked) + 1) / max(1, len(ranked))
        return pd.DataFrame({"customers": share, "result": np.concatenate([[0.0], np.cumsum(ranked)])})

    def sentence(self) -> str:
        """The finding in words."""
        said = texts.SERVED if self.unused_capacity >= 0 else texts.SERVED_BEYOND
        return said.say(
            cost=float(self.customers["cost"].sum()), used=self.used, share=self.used / self.capacity if self.capacity else 0.0,
            unused=abs(self.unused_capacity), unused_cost=abs(self.unused_cost),
        )  # fmt: skip


def cost_to_serve(activities: pd.DataFrame, minutes: Mapping[str, float], cost_per_minute: float, capacity: float) -> CostToServe:
    """The cost to serve each customer, channel and segment.

    Parameters
    ----------
    activities : DataFrame
        ``customer_id`` and a count for each activity; ``segment``, ``channel`` and ``margin`` (euros) where they are known. A customer may have
        several rows.
    minutes : {activity: minutes}
        What one of each takes.
    cost_per_minute : float
        Euros: what the teams cost over the minutes that they can work.
    capacity : float
        Minutes that can be worked in the period.

    Raises
    ------
    InvalidValue
        An activity without minutes or minutes without activity, a count, a time, a cost or a capacity below 0.

    >>> quarter = pd.DataFrame({"customer_id": [1], "order": [49_000], "inquiry": [1_400], "credit check": [2_500]})
    >>> served = cost_to_serve(quarter, {"order": 8, "inquiry": 44, "credit check": 50}, 0.80, 700_000)
    >>> served.used, served.unused_capacity, served.unused_cost
    (578600.0, 121400.0, 97120.0)
    """
    rate, paid = checks.non_negative("cost_per_minute", cost_per_minute), checks.non_negative("capacity", capacity)
    spent = _minutes(activities, minutes)
    table = activities[[name for name in _ABOUT if name in activities.columns]].assign(minutes=spent, cost=spent * rate)
    customers = _summed(table, "customer_id").drop(columns="customers")
    if "segment" in table.columns:
        customers.insert(
            1, "segment", table.groupby("customer_id", sort=False)["segment"].first().reindex(customers["customer_id"]).to_numpy()
        )
    used = float(spent.sum())
    return CostToServe(
        customers=customers.sort_values("cost", ascending=False, kind="stable", ignore_index=True), segments=_summed(table, "segment"),
        channels=_summed(table, "channel"), used=used, unused_capacity=paid - used, unused_cost=(paid - used) * rate,
    )  # fmt: skip


def _minutes(activities: pd.DataFrame, minutes: Mapping[str, float]) -> Floats:
    """Minutes of each row."""
    if "customer_id" not in activities.columns:
        raise InvalidValue("activities", texts.RULE_COLUMN, list(activities.columns), column="customer_id")
    counted = [name for name in activities.columns if name not in _ABOUT]
    for name in counted:
        if name not in minutes:
            raise UnknownName("activities", name, minutes)
    for name in minutes:
        if name not in counted:
            raise UnknownName("minutes", name, counted)
    if "margin" in activities.columns:
        _known("margin", floats("margin", activities["margin"].to_numpy()), -np.inf)
    spent = np.zeros(len(activities))
    for name in counted:
        count = floats(name, activities[name].to_numpy())
        _known(name, count, 0.0)
        spent += count * checks.non_negative(f"minutes[{name!r}]", minutes[name])
    return spent


def _known(name: str, values: Floats, least: float) -> None:
    bad = ~np.isfinite(values) | (values < least)
    if bad.any():
        place = int(np.argmax(bad))
        rule = texts.RULE_UNITS if least < 0 else texts.RULE_AT_LEAST_0
        raise InvalidData(name, rule, values[place], line=place + 1)


def _summed(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Minutes, cost and result by customer, segment or channel; one row for all where nobody said."""
    groups = table[by] if by in table.columns else pd.Series(texts.ALL.say(), index=table.index, name=by)
    figures = [name for name in ("minutes", "cost", "margin") if name in table.columns]
    found = table.groupby(groups, sort=False, dropna=False)[figures].sum()
    found.insert(0, "customers", table.groupby(groups, sort=False, dropna=False)["customer_id"].nunique())
    if "margin" in figures:
        found["result"] = found["margin"] - found["cost"]
    found.index.name = by
    return found.reset_index()
