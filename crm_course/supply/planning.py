"""What will they ask for? Demand planned from what the house knows of its customers.

A forecast from past sales knows the sum; the customer base knows who will ask. Each group orders with its own probability and its own
quantity; what is already ordered is certain. The mean and the standard deviation that follow go straight into
:func:`~crm_course.supply.newsvendor` and :func:`~crm_course.supply.safety_stock`.

Assumptions: customers decide independently, except for what sways a whole group at once (`rate_sd`: weather, a game, the catalogue), so that
variance is customers · (p · units_sd² + p (1 − p) · units²) + (customers · units · rate_sd)².
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidData, UnknownName
from crm_course.foundations.said import Said

from . import texts
from .rows import floats

__all__ = ["DemandPlan", "plan_demand"]

_COLUMNS = ("group", "customers", "order_share", "units", "units_sd", "rate_sd", "ordered")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandPlan(Said):
    """Planned demand: `mean` and `sd` in units, and the same by group in `frame` (group, mean, sd)."""

    mean: float
    sd: float
    frame: pd.DataFrame

    def sentence(self) -> str:
        """The finding in words."""
        return texts.DEMAND_PLAN.say(mean=self.mean, sd=self.sd, groups=len(self.frame))


def plan_demand(groups: pd.DataFrame) -> DemandPlan:
    """Demand of a season from the groups of the customer base.

    Parameters
    ----------
    groups : DataFrame
        ``group, customers, order_share, units`` and, where known, ``units_sd`` (units of one order to the next), ``rate_sd`` (how far the
        group's share may be off, all together) and ``ordered`` (units that are ordered already, beside these customers).

    Raises
    ------
    InvalidValue
        A column that is missing or unknown, a share outside 0–1, a figure below 0.

    >>> base = pd.DataFrame({"group": ["active", "new"], "customers": [4000, 1000], "order_share": [0.2, 0.1], "units": [1, 1]})
    >>> plan = plan_demand(base)
    >>> plan.mean, round(plan.sd, 1)
    (900.0, 27.0)
    """
    for name in groups.columns:
        if name not in _COLUMNS:
            raise UnknownName("groups", name, _COLUMNS)
    for name in _COLUMNS[:4]:
        if name not in groups.columns:
            raise UnknownName("groups", name, groups.columns)
    given = {name: _column(groups, name) for name in _COLUMNS[1:]}
    n, p, units = given["customers"], given["order_share"], given["units"]
    mean = n * p * units + given["ordered"]
    variance = n * (p * given["units_sd"] ** 2 + p * (1 - p) * units**2) + (n * units * given["rate_sd"]) ** 2
    frame = pd.DataFrame({"group": groups["group"].to_numpy(), "mean": mean, "sd": np.sqrt(variance)})
    return DemandPlan(mean=float(mean.sum()), sd=float(np.sqrt(variance.sum())), frame=frame)


def _column(groups: pd.DataFrame, name: str) -> Any:
    values = floats(name, groups[name].to_numpy()) if name in groups.columns else np.zeros(len(groups))
    most = 1 if name == "order_share" else np.inf
    bad = ~(np.isfinite(values) & (values >= 0) & (values <= most))
    if bad.any():
        place = int(np.argmax(bad))
        raise InvalidData(name, texts.RULE_SHARE if name == "order_share" else texts.RULE_AT_LEAST_0, values[place], line=place + 1)
    return values
