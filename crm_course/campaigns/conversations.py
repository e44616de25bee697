"""What does a conversation cost, and what does it sell? Social networks, chat, call-back, telephone.

An adviser holds several chats at once, each then taking longer; a call-back spares the wait
but not the talk. Cost of a conversation = minutes × hourly cost / 60 / (concurrency ×
occupancy); minutes are those of the conversation as the customer lives it.
"""

from __future__ import annotations

import pandas as pd

from crm_course.foundations import checks

from .frames import table

__all__ = ["conversations"]


def conversations(channels: pd.DataFrame, *, hourly_cost: float, margin: float) -> pd.DataFrame:
    """Cost and return of selling by conversation: `channels` with ``cost, cost_per_order, profit``.

    Parameters
    ----------
    channels : DataFrame
        ``channel``, ``minutes`` (of a conversation), ``concurrency`` (at once per adviser), ``occupancy`` (share of the paid
        time in conversation, 0–1) and ``ordered`` (share of the conversations that end in an order).
    hourly_cost : float
        Euros per paid hour of an adviser.
    margin : float
        Euros per order.

    >>> chat = pd.DataFrame({"channel": ["chat"], "minutes": [12], "concurrency": [2], "occupancy": [0.8], "ordered": [0.1]})
    >>> conversations(chat, hourly_cost=24, margin=40)[["cost", "cost_per_order", "profit"]].round(9).to_numpy().tolist()
    [[3.0, 30.0, 1.0]]
    """
    table("channels", channels, "channel", "minutes", "concurrency", "occupancy", "ordered")
    for name in ("minutes", "concurrency", "occupancy"):
        for value in channels[name]:
            checks.positive(name, value)
    for name in ("occupancy", "ordered"):
        for value in channels[name]:
            checks.share(name, value)
    cost = channels["minutes"] * checks.non_negative("hourly_cost", hourly_cost) / 60 / (channels["concurrency"] * channels["occupancy"])
    ordered = channels["ordered"].where(channels["ordered"] > 0)
    return channels.assign(cost=cost, cost_per_order=cost / ordered, profit=channels["ordered"] * checks.finite("margin", margin) - cost)
