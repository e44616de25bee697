"""What the chapter's tests share: CDNOW, and orders drawn from the models themselves."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd


def cdnow_file(name):
    """A data file of the package `lifetimes`; the package itself is not imported."""
    return Path(find_spec("lifetimes").submodule_search_locations[0]) / "datasets" / name


@cache
def _histories():
    return pd.read_csv(cdnow_file("cdnow_customers_summary_with_transactions.csv")).rename(
        columns={"ID": "customer_id", "x": "frequency", "t_x": "recency", "zbar": "monetary_value"}
    )


def histories():
    """2 357 customers over 39 weeks, as Fader, Hardie and Lee used them."""
    return _histories().copy()


@cache
def _orders():
    rows = pd.read_csv(cdnow_file("CDNOW_sample.txt"), sep=r"\s+", header=None, names=["master", "customer_id", "day", "discs", "amount"])
    return rows.assign(ordered_at=pd.to_datetime(rows["day"].astype(str), format="%Y%m%d"))[["customer_id", "ordered_at", "amount"]]


def orders():
    """The purchases of the same customers over 78 weeks."""
    return _orders().copy()


def drawn(rng, customers, parameters, model, *, weeks=104, joining=26):
    """Orders of a process that is the model itself, a day a purchase, and who is still alive at the end."""
    r, alpha, third, fourth = parameters
    rate = rng.gamma(r, 1 / alpha, customers)
    born = rng.integers(0, joining * 7, customers, dtype=np.int64) / 7
    moment, alive, who = born.copy(), np.ones(customers, bool), np.arange(customers)
    lost = rng.beta(third, fourth, customers) if model != "pareto-nbd" else np.zeros(customers)
    death = born + rng.exponential(1 / rng.gamma(third, 1 / fourth, customers)) if model == "pareto-nbd" else np.full(customers, np.inf)
    if model == "mbg-nbd":
        alive &= rng.random(customers) > lost
    rows, active = [np.column_stack([who, born])], alive.copy()
    while active.any():
        moment = moment + rng.exponential(1 / rate)
        active &= (moment < weeks) & (moment < death)
        rows.append(np.column_stack([who[active], moment[active]]))
        leaves = active & (rng.random(customers) < lost)
        alive &= ~leaves
        active &= ~leaves
    table = np.concatenate(rows)
    days = pd.to_timedelta(np.floor(table[:, 1] * 7), unit="D")
    frame = pd.DataFrame({"customer_id": table[:, 0].astype(np.int64), "ordered_at": pd.Timestamp("2024-01-01") + days, "amount": 20.0})
    return frame, alive & (death > weeks)
