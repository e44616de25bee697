"""Which channels before, during and after the purchase? The channel matrix, and the journey of each persona."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from . import events as log_of

__all__ = ["channel_matrix", "journey_map"]


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
