"""Who brings profit and who costs it, once serving is paid for? And which share of his purchases do we have?

Assumptions: a customer's profit is his margin less his contacts times their unit costs, over one period. A customer who
costs more than he brings today may be worth keeping for tomorrow: the curve says what is, not what to do.

Sources: Kaplan and Narayanan (2001) for the whale curve; Keiningham et al. (2011), *Harvard Business Review* 89 (10), for the
wallet allocation rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import ledger, texts

__all__ = ["Whale", "cost_to_serve", "share_of_wallet", "wallet_allocation", "whale"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whale(Said):
    """Profit added up from the best customer to the worst.

    Attributes
    ----------
    frame : DataFrame
        ``customer_id`` (where known), ``profit``, ``cumulative`` (euros), ``customers_share`` (0–1), the best first.
    total : float
        Profit of all, euros.
    peak : float
        The highest cumulative profit, euros: that of those who bring any.
    peak_share : float
        Share of the customers, the best first, who make the peak, 0–1.
    """

    frame: pd.DataFrame = field(repr=False)
    total: float
    peak: float
    peak_share: float

    @property
    def destroyed(self) -> float:
        """Euros that the customers past the peak cost: peak less total."""
        return self.peak - self.total

    @property
    def peak_of_total(self) -> float:
        """The peak over the total (1.5 = 150 %); NaN if the total is not above 0."""
        return self.peak / self.total if self.total > 0 else float("nan")

    def sentence(self) -> str:
        """Who makes the profit, and what the others cost."""
        return texts.WHALE.say(peak=self.peak, peak_share=self.peak_share, destroyed=self.destroyed, total=self.total)


def whale(profits: Any) -> Whale:
    """The whale curve of customers' profits.

    Parameters
    ----------
    profits : Series by customer, DataFrame with ``customer_id`` and ``profit``, or array
        Euros; may be negative.

    >>> curve = whale([100.0, 50, -30, -20])
    >>> curve.peak, curve.peak_share, curve.total
    (150.0, 0.5, 100.0)
    """
    who: Any = None
    if isinstance(profits, pd.DataFrame):
        ledger.columns(texts.PROFITS, profits, "profit")
        who, profits = profits.get("customer_id"), profits["profit"]
    elif isinstance(profits, pd.Series):
        who = profits.index
    values = ledger.numbers(texts.PROFITS, profits)
    if not values.size:
        raise InvalidValue(texts.PROFITS, texts.RULE_ROWS, 0)
    order = np.argsort(-values, kind="stable")
    cumulative = values[order].cumsum()
    frame = pd.DataFrame(
        {"profit": values[order], "cumulative": cumulative, "customers_share": np.arange(1, len(values) + 1) / len(values)}
    )
    if who is not None:
        frame.insert(0, "customer_id", np.asarray(who)[order])
    bring = int((values > 0).sum())
    return Whale(
        frame=frame, total=float(values.sum()), peak=float(cumulative[bring - 1]) if bring else 0.0, peak_share=bring / len(values)
    )


def cost_to_serve(contacts: pd.DataFrame, unit_costs: Mapping[str, float]) -> pd.Series:
    """What each customer's contacts cost, euros.

    Parameters
    ----------
    contacts : DataFrame
        ``customer_id``, ``channel``; one row a contact.
    unit_costs : dict
        Euros a contact, by channel; every channel met must have one.

    Returns
    -------
    Series
        Euros by customer; ``.attrs["nobody"]``, euros of contacts of whom the customer is not known.

    >>> calls = pd.DataFrame({"customer_id": [1, 1, 2], "channel": ["phone", "email", "email"]})
    >>> cost_to_serve(calls, {"phone": 4.5, "email": 2.0}).to_dict()
    {1: 6.5, 2: 2.0}
    """
    ledger.columns(texts.CONTACTS, contacts, "customer_id", "channel")
    unknown = sorted(set(contacts["channel"].dropna().astype(str)) - set(unit_costs))
    if unknown or contacts["channel"].isna().any():
        raise InvalidValue(texts.UNIT_COSTS, texts.RULE_EVERY_CHANNEL, ", ".join(unit_costs) or "–", absent=", ".join(unknown) or "?")
    costs = contacts["channel"].astype(str).map({name: checks.non_negative(name, cost) for name, cost in unit_costs.items()})
    found = costs.groupby(contacts["customer_id"], observed=True).sum().rename("cost")
    found.attrs["nobody"] = float(costs[contacts["customer_id"].isna()].sum())
    return found


def share_of_wallet(own: Any, total: Any) -> Any:
    """Which share of what he spends in our trade a customer spends with us, 0–1.

    Parameters
    ----------
    own, total : float or array
        Euros with us, and with all. Series are matched by their index. A wrong pair of numbers is refused; a wrong row of
        arrays is NaN, as is a total of 0.

    >>> share_of_wallet(120, 400)
    0.3
    """
    if np.ndim(own) == 0 and np.ndim(total) == 0:
        checks.non_negative("own", own)
        if checks.positive("total", total) < own:
            raise InvalidValue("total", texts.RULE_TOTAL, total, own=float(own))
        return float(own) / float(total)
    total = ledger.aligned(texts.TOTAL, own, total)
    index = next((one.index for one in (own, total) if isinstance(one, pd.Series)), None)
    part, whole = np.broadcast_arrays(np.asarray(own, np.float64), np.asarray(total, np.float64))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where((part >= 0) & (whole > 0) & (part <= whole), part / whole, np.nan)
    return share if index is None else pd.Series(share, index=index, name="share_of_wallet")


def wallet_allocation(rank: Any, brands: Any) -> Any:
    """The share of wallet that a brand ranked `rank` of the `brands` used may expect: (1 − rank / (n + 1)) · 2 / n.

    >>> wallet_allocation([1, 2, 3], 3).round(4).tolist()
    [0.5, 0.3333, 0.1667]
    """
    rank, brands = np.asarray(rank, np.float64), np.asarray(brands, np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((rank >= 1) & (rank <= brands), (1 - rank / (brands + 1)) * 2 / brands, np.nan)[()]
