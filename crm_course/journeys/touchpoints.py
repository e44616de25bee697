"""Which channels when, where does the customer fall between two, and which contacts decide?

The channel matrix and the journey of each persona are drawn from the stages of the log.
Friction is read from the log: a contact that failed (`outcome` is ``failed``), the same
question asked again, another channel tried after a failure, a journey that ends on one.
Moments of truth are contacts after which journeys convert more, or less, often. Both are
associations: they say where to look, not what would happen if it were mended.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.integers import as_counts
from crm_course.foundations.intervals import proportions_p_value, share_difference, wilson

from . import events as log_of
from .flows import holm
from .paths import Journeys
from .shapley import distinct

__all__ = ["channel_matrix", "friction", "journey_map", "moments_of_truth", "silo_falls"]


def channel_matrix(events: pd.DataFrame) -> pd.DataFrame:
    """Channels used before, during and after the purchase: a row per channel, shares of customers.

    Uses the `stage` column: mission is before, order during, fulfilment and support after.
    """
    log_of.require(events, "customer_id", "channel", "stage")
    known = log_of.known(events)
    used = pd.DataFrame({"channel": known["channel"].astype(str), "moment": log_of.moment(known), "customer": known["customer_id"]})
    counts = used.drop_duplicates().pivot_table(index="channel", columns="moment", values="customer", aggfunc="size", fill_value=0)
    return counts.reindex(columns=["before", "during", "after"], fill_value=0) / max(known["customer_id"].nunique(), 1)


def journey_map(events: pd.DataFrame, by: str | Sequence[str] = "segment", most: int = 3) -> pd.DataFrame:
    """The journey of each persona, drawn from data: frame ``<by…>, moment, channel, share, failed``.

    For each moment, the `most` used channels, the share of the persona's customers that
    use them there, and the share of these contacts that failed (NaN without `outcome`).
    """
    groups = [by] if isinstance(by, str) else list(by)
    log_of.require(events, "customer_id", "channel", "stage", *groups)
    known = log_of.known(events.dropna(subset=groups))
    failed = known["outcome"].eq("failed").astype(float) if "outcome" in known else np.nan
    used = known[groups].assign(
        moment=log_of.moment(known), channel=known["channel"].astype(str), customer=known["customer_id"], failed=failed
    )
    persons = used.groupby(groups)["customer"].nunique().rename("persons")
    rows = used.groupby([*groups, "moment", "channel"]).agg(share=("customer", "nunique"), failed=("failed", "mean")).reset_index()
    rows["share"] /= rows.join(persons, on=groups)["persons"].astype(float)
    rows["order"] = rows["moment"].map({"before": 0, "during": 1, "after": 2})
    rows = rows.sort_values([*groups, "order", "share", "channel"], ascending=[*[True] * len(groups), True, False, True])
    return rows.groupby([*groups, "moment"], sort=False).head(most).drop(columns="order").reset_index(drop=True)


def friction(events: pd.DataFrame, *, repeat_days: float = 7) -> pd.DataFrame:
    """Friction by channel: frame ``channel, contacts, point, count, share, low, high``, the worst first.

    Points
    ------
    failed : the contact failed
    repeat : the customer had contacted support, on any channel, at most `repeat_days` before
        (surveys, confirmations and other messages of the company do not count, where `kind` tells)
    escape : the contact failed, and the next one is on another channel
    lost : the contact failed, and no other one followed

    `share` is of the channel's contacts, with Wilson's 95 % interval.

    Examples
    --------
    >>> log = pd.DataFrame({"customer_id": [1, 1, 1], "channel": ["web", "phone", "phone"], "converted": 0, "stage": "support",
    ...     "ts": pd.to_datetime(["2026-03-01", "2026-03-02", "2026-03-03"]), "outcome": ["failed", "failed", "done"]})
    >>> print(friction(log)[["channel", "point", "count"]].to_string(index=False))
    channel  point  count
      phone repeat      2
        web escape      1
        web failed      1
      phone failed      1
    """
    checks.positive("repeat_days", repeat_days)
    contacts = _ordered(events)
    marks = _marks(contacts, repeat_days)
    total = contacts.groupby("channel").size().rename("contacts")
    counts = marks.groupby(contacts["channel"]).sum().reset_index().melt(id_vars="channel", var_name="point", value_name="count")
    frame = counts.astype({"count": int}).merge(total.reset_index(), on="channel")
    low, high = wilson(frame["count"], frame["contacts"])
    frame = frame.assign(share=frame["count"] / frame["contacts"], low=low, high=high)
    ranked = frame[frame["count"] > 0].sort_values(["share", "count", "channel", "point"], ascending=[False, False, True, True])
    return ranked[["channel", "contacts", "point", "count", "share", "low", "high"]].reset_index(drop=True)


def silo_falls(events: pd.DataFrame) -> pd.DataFrame:
    """Between which two channels customers fall: frame ``source, target, switches, unknown, share, low, high``.

    `unknown` counts the switches at which the second channel did not know what went before
    (`carried` false; without that column, `identified` false).
    """
    contacts = _ordered(events)
    column = "carried" if "carried" in contacts else "identified"
    log_of.require(contacts, column)
    source = contacts.groupby("customer_id")["channel"].shift()
    switch = source.notna() & source.ne(contacts["channel"]) & contacts[column].notna()
    unknown = ~contacts.loc[switch, column].astype(bool)
    grouped = unknown.groupby([source[switch].rename("source"), contacts.loc[switch, "channel"].rename("target")])
    frame = grouped.agg(switches="size", unknown="sum").reset_index()
    low, high = wilson(frame["unknown"], frame["switches"])
    frame = frame.assign(share=frame["unknown"] / frame["switches"], low=low, high=high)
    return frame.sort_values(["unknown", "share", "source", "target"], ascending=[False, False, True, True], ignore_index=True)


def moments_of_truth(journeys: Journeys) -> pd.DataFrame:
    """Which contacts go with a purchase: frame ``channel, journeys, with_it, without_it, difference, low, high, p_value, adjusted``.

    Conversion of journeys that meet the channel before their last contact, against journeys
    of two contacts or more that do not; Newcombe's interval, Holm's adjusted p-value.
    """
    longer = journeys.chosen(journeys.lengths > 1)
    lengths = longer.lengths
    inside = np.ones(len(longer.codes), dtype=bool)
    inside[longer.starts[1:] - 1] = False
    first = (distinct(longer) > 0) & inside
    total, bought = longer.journeys.sum(), longer.conversions.sum()
    met, success = (
        np.bincount(as_counts(longer.codes[first]), weights=np.repeat(of, as_counts(lengths))[first], minlength=len(longer.channels))
        for of in (longer.journeys, longer.conversions)
    )
    low, high = share_difference(success, met, bought - success, total - met)
    p_value = np.asarray(proportions_p_value(success, met, bought - success, total - met))
    with np.errstate(invalid="ignore", divide="ignore"):
        rates = success / met, (bought - success) / (total - met)
    frame = pd.DataFrame({"channel": list(longer.channels), "journeys": met, "with_it": rates[0], "without_it": rates[1],
                          "difference": rates[0] - rates[1], "low": low, "high": high, "p_value": p_value, "adjusted": holm(p_value)})  # fmt: skip
    return frame[frame["journeys"] > 0].sort_values("difference", ascending=False, ignore_index=True)


# -- private ------------------------------------------------------------------------------


def _ordered(events: pd.DataFrame) -> pd.DataFrame:
    log_of.require(events, "customer_id", "ts", "channel")
    known = log_of.known(events.assign(ts=log_of.utc(events["ts"]), channel=log_of.channel_names(events["channel"])))
    return known.sort_values(["customer_id", "ts", "channel"], kind="stable", ignore_index=True)


def _marks(contacts: pd.DataFrame, repeat_days: float) -> pd.DataFrame:
    by_customer = contacts.groupby("customer_id")
    following = by_customer["channel"].shift(-1)
    failed = contacts["outcome"].eq("failed") if "outcome" in contacts else pd.Series(False, index=contacts.index)
    marks = {"failed": failed, "escape": failed & following.notna() & following.ne(contacts["channel"]), "lost": failed & following.isna()}
    if "stage" in contacts:
        support = contacts[contacts["stage"].eq("support") & ~log_of.outbound(contacts)]
        since = support.groupby("customer_id")["ts"].diff().dt.total_seconds()
        marks["repeat"] = (since <= repeat_days * 86_400).reindex(contacts.index, fill_value=False)
    return pd.DataFrame(marks)
