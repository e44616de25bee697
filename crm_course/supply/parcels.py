"""Where is the order now, how late is it, and is a relay point the better way?

The way of a parcel is a log of events: being made, prepared, on the way, at the relay point or at home, returned. Its status is the
last of them. Returns come back weeks later, and only some of them can be sold again.

Assumptions: the log is complete up to the moment asked about; what arrives later is not known yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue

from . import texts
from .rows import Floats, quantities

__all__ = ["STATUSES", "Delivery", "expected_returns", "relay_or_home", "status"]

STATUSES = ("being made", "prepared", "on the way", "relay", "home", "returned")
"""The stages of a parcel's way, in order."""

_ARRIVED = ("relay", "home", "returned")


def status(events: pd.DataFrame, *, at: Any) -> pd.DataFrame:
    """Where each parcel is at a moment, and by how much it is late.

    Parameters
    ----------
    events : DataFrame
        ``parcel_id, ts, status`` and, where known, ``promised``: the moment it was promised for. Statuses: being made, prepared, on the way,
        relay, home, returned.
    at : timestamp
        The moment asked about; events after it are not known yet.

    Returns
    -------
    DataFrame
        One row per parcel seen by then: ``parcel_id, status, since, late_by`` (days beyond the promise: until arrival, or until `at` for a
        parcel that has not arrived; 0 if in time, missing without a promise).

    Raises
    ------
    InvalidValue
        A column that is missing, a status that does not exist, a moment that cannot be read.

    >>> log = pd.DataFrame({"parcel_id": [1, 1], "ts": ["2026-11-02", "2026-11-04"], "status": ["prepared", "on the way"], "promised": "2026-11-05"})
    >>> status(log, at="2026-11-07")[["status", "late_by"]].values.tolist()
    [['on the way', 2.0]]
    """
    for name in ("parcel_id", "ts", "status"):
        if name not in events.columns:
            raise InvalidValue("events", texts.RULE_COLUMN, list(events.columns), column=name)
    for given in events["status"].unique():
        checks.choice("status", given, STATUSES)
    moment = _moment(at)
    log = events.assign(ts=_moments(events, "ts"), _stage=events["status"].map(STATUSES.index).astype(np.int64))
    if log["ts"].isna().any():
        place = int(np.argmax(log["ts"].isna()))
        raise InvalidData("ts", texts.RULE_MOMENT, events["ts"].iloc[place], line=place + 1)
    if (log["ts"].dt.tz is None) != (moment.tzinfo is None):
        raise InvalidValue("at", texts.RULE_CLOCK, at)
    seen = log[log["ts"] <= moment].sort_values(["parcel_id", "ts", "_stage"], kind="stable")
    last = seen.groupby("parcel_id", sort=True).tail(1).set_index("parcel_id")
    found = pd.DataFrame({"status": last["status"], "since": last["ts"]})
    found["late_by"] = _late(log, seen, found, moment)
    return found.reset_index()


def _late(log: pd.DataFrame, seen: pd.DataFrame, found: pd.DataFrame, moment: pd.Timestamp) -> Any:
    """Days beyond the promise, of each parcel."""
    if "promised" not in log.columns:
        return np.nan
    promised = log.assign(promised=_moments(log, "promised")).groupby("parcel_id")["promised"].last().reindex(found.index)
    arrived = seen[seen["status"].isin(_ARRIVED)].groupby("parcel_id")["ts"].min().reindex(found.index)
    days = (arrived.fillna(moment) - promised).dt.total_seconds() / 86400
    return days.clip(lower=0)


def _moment(at: Any) -> pd.Timestamp:
    try:
        moment = pd.Timestamp(at)
    except (TypeError, ValueError):
        raise InvalidValue("at", texts.RULE_MOMENT, at) from None
    if pd.isna(moment):
        raise InvalidValue("at", texts.RULE_MOMENT, at)
    return moment


def _moments(events: pd.DataFrame, name: str) -> Any:
    try:
        return pd.to_datetime(events[name], format="ISO8601")
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.RULE_MOMENT, events[name].iloc[0]) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What a parcel costs by one way, in euros and days, all that may happen counted.

    Attributes
    ----------
    price : euros to carry it there.
    failed_share : share of parcels that nobody takes in at the first attempt (home), or that are never collected (relay).
    failed_cost : euros for each of those: a second round, or the way back and the lost sale.
    days, failed_days : days to the door or the counter; days more when it failed.
    """

    price: float
    failed_share: float
    failed_cost: float
    days: float
    failed_days: float = 0.0

    def __post_init__(self) -> None:
        checks.share("failed_share", self.failed_share)
        for name in ("price", "failed_cost", "days", "failed_days"):
            checks.non_negative(name, getattr(self, name))

    @property
    def cost(self) -> float:
        """Euros per parcel, on average."""
        return self.price + self.failed_share * self.failed_cost

    @property
    def mean_days(self) -> float:
        """Days, on average."""
        return self.days + self.failed_share * self.failed_days


def relay_or_home(relay: Delivery, home: Delivery, *, day_value: float = 0) -> pd.DataFrame:
    """Relay point against home: cost, days, and both in euros.

    Parameters
    ----------
    relay, home : Delivery
    day_value : float
        Euros that a day earlier is worth to the customer, or to the house.

    Returns
    -------
    DataFrame
        ``way, cost, days, total``; the first is the better one.

    >>> relay = Delivery(price=3.5, failed_share=0.05, failed_cost=9, days=3, failed_days=12)
    >>> home = Delivery(price=5.2, failed_share=0.15, failed_cost=4, days=2, failed_days=1)
    >>> relay_or_home(relay, home)["way"].tolist(), relay_or_home(relay, home, day_value=2)["way"].tolist()
    (['relay', 'home'], ['home', 'relay'])
    """
    worth = checks.non_negative("day_value", day_value)
    rows = [(name, way.cost, way.mean_days, way.cost + worth * way.mean_days) for name, way in (("relay", relay), ("home", home))]
    return pd.DataFrame(rows, columns=["way", "cost", "days", "total"]).sort_values("total", kind="stable", ignore_index=True)


def expected_returns(shipped: Any, *, share: float, delay: Any, resaleable: float = 1.0) -> Floats:
    """Units that come back fit to be sold again, period by period: late, and only a part.

    Parameters
    ----------
    shipped : array
        Units that leave in each period.
    share : float
        Share of them that comes back, 0–1.
    delay : array
        How likely a return is to take 0, 1, 2… periods; adds up to 1 at most.
    resaleable : float
        Share of returns that can be sold again, 0–1.

    >>> expected_returns([100, 0, 0, 0], share=0.2, delay=[0, 0.5, 0.5], resaleable=0.7).round(6).tolist()
    [0.0, 7.0, 7.0, 0.0]
    """
    gone, late = quantities("shipped", shipped), quantities("delay", delay)
    if late.sum() > 1 + 1e-9:
        raise InvalidValue("delay", texts.RULE_DELAY, float(late.sum()))
    back = checks.share("share", share) * checks.share("resaleable", resaleable)
    return back * np.convolve(gone, late)[: len(gone)]
