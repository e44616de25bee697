"""What does a channel cost, and what would another budget bring?

The what-if believes an attribution model: it takes a channel's credit for what the
channel brings, and lets it grow with the budget to the power of an *elasticity* (0.5: four
times the money brings twice the purchases). Given a truth from an experiment in place of
credits, it says what another budget would really bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.said import Said

from .builder import touches
from .paths import Journeys
from .texts import BUDGET_SENTENCE

__all__ = ["BudgetChange", "budget_change", "channel_costs", "channel_returns"]


def channel_costs(journeys: Journeys) -> pd.Series:
    """Euros spent per channel on the journeys' contacts, from the log's `cost`; 0 where the log has none."""
    costs = pd.Series(0.0, index=pd.Index(journeys.channels, name="channel"))
    if journeys.events is None or "cost" not in journeys.events:
        return costs
    contacts = touches(journeys)
    spent = pd.to_numeric(contacts["cost"]).fillna(0.0).groupby(contacts["channel"].astype(str)).sum()
    return costs.add(spent, fill_value=0.0)


def channel_returns(credits: pd.DataFrame, costs: Mapping[str, float] | pd.Series) -> pd.DataFrame:
    """Credits beside costs: frame ``channel, credit, value, cost, cost_per_purchase, value_per_euro``.

    A channel without cost has ∞ euros per euro; without credit, ∞ cost per purchase.

    >>> credits = pd.DataFrame({"channel": ["web", "shop"], "credit": [4.0, 6.0], "value": [400.0, 900.0]})
    >>> channel_returns(credits, {"web": 100, "shop": 300})[["cost_per_purchase", "value_per_euro"]].values.tolist()
    [[25.0, 4.0], [50.0, 3.0]]
    """
    cost = credits["channel"].map(dict(costs)).fillna(0.0).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        per_purchase, per_euro = cost.to_numpy() / credits["credit"].to_numpy(), credits["value"].to_numpy() / cost.to_numpy()
    return credits[["channel", "credit", "value"]].assign(cost=cost, cost_per_purchase=per_purchase, value_per_euro=per_euro)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BudgetChange(Said):
    """What another budget would bring, if the credits were what the channels cause.

    `channels` holds a row per channel: cost, credit and value now and then; `cost_change`,
    `purchase_change` and `value_change` are the sums of the differences.
    """

    channels: pd.DataFrame
    elasticity: float

    @property
    def cost_change(self) -> float:
        """Euros more (or less) spent."""
        return float((self.channels["cost_then"] - self.channels["cost"]).sum())

    @property
    def purchase_change(self) -> float:
        """Purchases more (or less)."""
        return float((self.channels["credit_then"] - self.channels["credit"]).sum())

    @property
    def value_change(self) -> float:
        """Euros of sales more (or less)."""
        return float((self.channels["value_then"] - self.channels["value"]).sum())

    def sentence(self) -> str:
        """The finding, in the language in force."""
        return BUDGET_SENTENCE.say(cost=self.cost_change, purchases=self.purchase_change, value=self.value_change)


def budget_change(
    credits: pd.DataFrame, costs: Mapping[str, float] | pd.Series, changes: Mapping[str, float], *, elasticity: float = 0.5
) -> BudgetChange:
    """What changes of budget would bring.

    Parameters
    ----------
    credits : DataFrame
        ``channel, credit, value``: of a model, or caused (then the answer is causal).
    costs : mapping from channel to euros
    changes : mapping from channel to the change of its budget, as a share
        0.2 is 20 % more, −1 all of it less.
    elasticity : float
        Growth of purchases with the budget, from 0 (saturated) to 1 (proportional).

    Examples
    --------
    >>> credits = pd.DataFrame({"channel": ["web", "shop"], "credit": [4.0, 6.0], "value": [400.0, 900.0]})
    >>> change = budget_change(credits, {"web": 100, "shop": 300}, {"web": 3.0})
    >>> change.cost_change, change.purchase_change
    (300.0, 4.0)
    """
    checks.share("elasticity", elasticity)
    for channel in changes:
        if channel not in set(credits["channel"]):
            raise UnknownName("changes", channel, credits["channel"])
    table = channel_returns(credits, costs)[["channel", "credit", "value", "cost"]]
    factor = 1 + table["channel"].map({name: max(-1.0, checks.finite(name, change)) for name, change in changes.items()}).fillna(0.0)
    growth = np.where(factor == 1, 1.0, np.where(table["cost"] > 0, factor**elasticity, 1.0))
    then = {"cost_then": table["cost"] * factor, "credit_then": table["credit"] * growth, "value_then": table["value"] * growth}
    return BudgetChange(channels=table.assign(**then), elasticity=elasticity)
