"""Campaigns and what became of their messages: what could not happen."""

from __future__ import annotations

import pandas as pd

from .looking import Bad, before, looked_up, moments_of, rules

__all__ = ["RULES"]


def _funnel(events: pd.DataFrame, members: pd.DataFrame) -> Bad:
    """Events of people who were not sent the message."""
    treated = members[members["arm"] == "treated"]
    sent = pd.MultiIndex.from_frame(treated[["campaign_id", "customer_id"]])
    return ~pd.MultiIndex.from_frame(events[["campaign_id", "customer_id"]]).isin(sent)


def _after_withdrawal(members: pd.DataFrame, campaigns: pd.DataFrame, consents: pd.DataFrame) -> Bad:
    """Members who had not agreed, or no longer, when the message left; paper needs no consent."""
    mail = consents[consents["channel"] == "email"]
    given, gone = (mail[mail["status"] == status].sort_values("ts") for status in ("granted", "withdrawn"))
    sent = moments_of(looked_up(members, "campaign_id", campaigns, "sent_at"))
    start, end = (moments_of(looked_up(members, "customer_id", rows, "ts")) for rows in (given, gone))
    paper = looked_up(members, "campaign_id", campaigns, "channel").isin(_PAPER)
    return (~paper & ((start > sent) | start.isna() | (end < sent))).to_numpy()


_PAPER = ("catalogue", "mail")
_BEFORE = {"opened": "delivered", "clicked": "opened", "unsubscribed": "opened"}


def _skipped(events: pd.DataFrame) -> Bad:
    """Openings of what was not delivered, clicks on what was not opened."""
    keys = ["campaign_id", "customer_id", "kind"]
    there = pd.MultiIndex.from_frame(events[keys].astype({"kind": "str"}))
    needed = events[keys].assign(kind=events["kind"].astype("str").map(_BEFORE))
    return (needed["kind"].notna() & ~pd.MultiIndex.from_frame(needed).isin(there)).to_numpy()


RULES = rules(
    ("campaign_events campaigns", "le suivi vient après l’envoi", "tracking comes after sending",
     lambda e, c: before(looked_up(e, "campaign_id", c, "sent_at"), e["ts"])),
    ("campaign_events campaign_members", "seuls les ciblés reçoivent le message", "only the treated get the message", _funnel),
    ("campaign_events", "on n’ouvre que ce qui est délivré, on ne clique que dans ce qui est ouvert", "only what is delivered is opened, only what is opened is clicked", _skipped),
    ("campaign_members campaigns consents", "on n’écrit qu’à ceux qui l’acceptent", "only those who agreed are written to", _after_withdrawal),
)  # fmt: skip
