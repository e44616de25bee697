"""Where is each customer in his life with us, what has he just lived through, what is to be done?

Assumptions, each a parameter: a customer is *new* for 90 days after his first order; *mature* two years after it, if he
still buys; *fading* when he has been silent for twice his usual gap (that of all, if he bought once). A *prospect* has
been in contact and has not ordered; *cold* is a known address without a contact. Moments of truth are those that he
reached last; which contacts go with a purchase is another question, for the log of journeys.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts

from . import ledger, texts

__all__ = ["ACTIONS", "CATEGORIES", "MOMENTS", "STAGES", "sensitive", "stages"]

STAGES = ("cold", "prospect", "new", "active", "mature", "fading")
"""In the order of a life."""

ACTIONS: Mapping[str, str] = {
    "cold": "influence", "prospect": "influence", "new": "support", "active": "share_of_wallet", "mature": "referral", "fading": "lengthen",
}  # fmt: skip
"""What is to be done at each stage."""

MOMENTS = ("none", "first_contact", "first_order", "first_parcel", "first_service_request", "reorder", "silence")
"""Moments of truth."""

CATEGORIES = ("web", "new", "good_fading")
"""Categories of customers to be handled with care: web customers, new ones, good ones who fade."""

_SUPPORT = ("support", "after_sales", "after-sales", "complaint")


def stages(
    orders: pd.DataFrame, contacts: pd.DataFrame | None, *, on: Any, new_days: int = 90, mature_days: int = 730, silence: float = 2.0
) -> pd.DataFrame:
    """The stage of every customer and prospect on a day.

    Parameters
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``; ``delivered_at`` where known.
    contacts : DataFrame or None
        ``customer_id``, ``ts``; ``stage`` or ``reason`` where known (a contact of stage ``support``, or with a reason other
        than order taking, is a service request; without either, any contact after the first order is one). A row without
        ``ts`` is an address that nobody has been in contact with.
    on : date
        Orders and contacts after it are refused.
    new_days, mature_days : int
        Days after the first order: until when a customer is new, from when on he is mature.
    silence : float
        Times the usual gap after which he is fading.

    Returns
    -------
    DataFrame
        ``customer_id``, ``stage``, ``moment`` (the moment of truth reached last), ``action``, ``orders`` (purchase days),
        ``days_since_first``, ``days_since_last``, ``usual_gap`` (days; NaN for those who never ordered).

    >>> one = pd.DataFrame({"customer_id": [1, 2], "ordered_at": ["2026-11-01", "2026-10-02"]})
    >>> stages(one, None, on="2026-11-30")[["stage", "moment", "action"]].values.tolist()[0]
    ['new', 'first_order', 'support']
    """
    day = ledger.day_of(texts.ON, on)
    fresh, old = checks.whole("new_days", new_days), checks.whole("mature_days", mature_days)
    times = checks.positive("silence", silence)
    bought = _bought(ledger.read(orders, until=day, end=texts.ON, amounts=False), day)
    met = _met(_same_people(contacts, orders), day)
    parcels = _first_parcel(orders, day)
    table = bought.join(met, how="outer").join(parcels)
    usual = table["usual_gap"].fillna(_all(bought["usual_gap"]))
    has = table["orders"].notna()
    table["usual_gap"] = usual.where(has)
    since_first, since_last = table["days_since_first"], table["days_since_last"]
    rules = [
        ~has & table["first_contact"].isna(), ~has, since_first <= fresh, since_last > times * usual, since_first >= old,
    ]  # fmt: skip
    table["stage"] = np.select(rules, ["cold", "prospect", "new", "fading", "mature"], default="active")
    table["moment"] = _moment(table, day)
    table["action"] = table["stage"].map(ACTIONS)
    table["orders"] = table["orders"].fillna(0).astype(np.int64)
    wanted = ["stage", "moment", "action", "orders", "days_since_first", "days_since_last", "usual_gap"]
    return table[wanted].rename_axis("customer_id").reset_index()


def sensitive(orders: pd.DataFrame, contacts: pd.DataFrame | None, *, on: Any, good: float = 1 / 3) -> pd.DataFrame:
    """Who is to be handled with care now: categories of customers × key moments.

    Parameters
    ----------
    orders : DataFrame
        As for :func:`stages`, with ``amount``, and ``channel`` where known (``web`` makes a web customer).
    contacts, on
        As for :func:`stages`.
    good : float
        The share of customers, by spend, who count as good.

    Returns
    -------
    DataFrame
        One row per customer and category: ``customer_id``, ``category``, ``moment``, ``action``, ``spend`` (euros), by
        spend. ``pandas.crosstab(frame.category, frame.moment)`` counts them.
    """
    table = stages(orders, contacts, on=on).set_index("customer_id")
    book = ledger.read(orders)
    spend = pd.Series(np.bincount(as_counts(book.codes), weights=book.amounts, minlength=book.size), index=book.customers)
    table["spend"] = spend.reindex(table.index).fillna(0.0)
    best = table["spend"] >= spend.quantile(1 - checks.share("good", good))
    web = orders["channel"].astype(str).str.lower().eq("web").groupby(orders["customer_id"]).any() if "channel" in orders else None
    members = {
        "web": table.index.isin(web.index[web]) if web is not None else np.zeros(len(table), bool),
        "new": table["stage"].eq("new").to_numpy(),
        "good_fading": (table["stage"].eq("fading") & best).to_numpy(),
    }
    parts = [table[rows].assign(category=name) for name, rows in members.items()]
    found = pd.concat(parts).rename_axis("customer_id").reset_index()
    found = found.sort_values("spend", ascending=False, kind="stable", ignore_index=True)
    return found[["customer_id", "category", "moment", "action", "spend"]]


# -- private ------------------------------------------------------------------------------


def _bought(book: ledger.Ledger, day: int) -> pd.DataFrame:
    days = np.unique(np.column_stack([book.codes, book.days]), axis=0)[:, 0]
    count = np.bincount(as_counts(days), minlength=book.size)
    first, last = book.first(), book.last()
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.where(count > 1, (last - first) / (count - 1), np.nan)
    index = pd.Index(book.customers)
    return pd.DataFrame({"orders": count, "days_since_first": day - first, "days_since_last": day - last, "usual_gap": gap}, index=index)


def _all(gaps: pd.Series) -> float:
    return float(gaps.median()) if gaps.notna().any() else float("inf")


def _same_people(contacts: pd.DataFrame | None, orders: pd.DataFrame) -> pd.DataFrame | None:
    """The contacts, their rows numbered afresh; ids written in another way than in the orders are refused."""
    if contacts is None or not len(contacts):
        return contacts
    ledger.columns(texts.CONTACTS, contacts, "customer_id", "ts")
    theirs, ours = set(contacts["customer_id"].dropna()), set(orders["customer_id"].dropna())
    if not theirs & ours and set(map(str, theirs)) & set(map(str, ours)):
        raise InvalidValue(
            texts.CONTACTS, texts.RULE_SAME_NUMBERS, next(iter(theirs)), texts.WAY_SAME_NUMBERS, wanted=repr(next(iter(ours)))
        )
    return contacts.reset_index(drop=True)


def _met(contacts: pd.DataFrame | None, day: int) -> pd.DataFrame:
    """The first contact of each person, and the first and last service request, as days since 1970."""
    empty = pd.DataFrame({"first_contact": [], "first_request": [], "last_request": []}, dtype=np.float64)
    if contacts is None or not len(contacts):
        return empty
    ledger.columns(texts.CONTACTS, contacts, "customer_id", "ts")
    ledger.coded(contacts["customer_id"])
    known = contacts[contacts["ts"].notna()]
    days = pd.Series(ledger.days_of(known["ts"]) if len(known) else np.empty(0, np.int64), index=known.index)
    if len(days) and days.max() > day:
        ledger.read(pd.DataFrame({"customer_id": known["customer_id"], "ordered_at": known["ts"]}), until=day, end=texts.ON, amounts=False)
    found = pd.DataFrame(index=pd.Index(pd.unique(contacts["customer_id"])))
    found["first_contact"] = days.groupby(known["customer_id"]).min()
    asked = days[_requests(known)]
    by_customer = asked.groupby(known.loc[asked.index, "customer_id"])
    return found.assign(first_request=by_customer.min(), last_request=by_customer.max())


def _requests(known: pd.DataFrame) -> NDArray[np.bool_]:
    if "stage" in known:
        return known["stage"].astype(str).isin(_SUPPORT).to_numpy()
    if "reason" in known:
        return (known["reason"].notna() & ~known["reason"].astype(str).isin(["order-taking", "order"])).to_numpy()
    return np.ones(len(known), bool)


def _first_parcel(orders: pd.DataFrame, day: int) -> pd.Series:
    if "delivered_at" not in orders:
        return pd.Series(dtype=np.float64, name="first_parcel")
    known = orders[orders["delivered_at"].notna()]
    days = pd.Series(ledger.days_of(known["delivered_at"]) if len(known) else [], index=known.index, dtype=np.float64)
    return days[days <= day].groupby(known["customer_id"]).min().rename("first_parcel")


def _moment(table: pd.DataFrame, day: int) -> NDArray[np.object_]:
    """The latest of the moments of truth; for those who fade, the silence."""
    first = day - table["days_since_first"]
    asked = table["first_request"].where(table["first_request"] >= first)
    dates = pd.DataFrame(
        {
            "first_contact": table["first_contact"].where(table["orders"].isna()),
            "first_order": first,
            "first_parcel": table["first_parcel"],
            "first_service_request": asked,
            "reorder": (day - table["days_since_last"]).where(table["orders"] > 1),
        }
    ).astype(np.float64)
    filled = dates.fillna(-np.inf).to_numpy()
    latest = filled.shape[1] - 1 - filled[:, ::-1].argmax(axis=1)  # of several on one day, the later in a life
    names = np.array(dates.columns, dtype=object)[latest]
    names[np.isneginf(filled.max(axis=1))] = "none"
    names[table["stage"].eq("fading").to_numpy()] = "silence"
    return np.asarray(names, object)
