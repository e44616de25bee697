"""What the exercises give: a nursery that writes to its customers, its tests, its catalogue, its day. All invented."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

__all__ = ["Nursery", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nursery:
    """The nursery: a send report, a held-out group, a test, a catalogue, a referral, the files of a day."""

    sent: int = 24_000
    delivered: int = 23_520
    opened: int = 12_936
    clicked: int = 1_176
    machine_share: float = 0.35
    leaving_a_month: float = 0.008
    mailed: tuple[int, int] = (660, 12_000)
    held_out: tuple[int, int] = (540, 12_000)
    last_clicks: int = 310
    margin: float = 18.0
    message_cost: float = 0.06
    base: float = 0.10
    lift: float = 0.02
    looks: int = 8
    look: int = 3
    z: float = 2.6
    catalogue_cost: float = 0.95
    order: float = 70.0
    margin_share: float = 0.30
    returned: float = 0.20
    start: int = 150
    invitations: float = 4.0
    joining: float = 0.15
    today: str = "2026-11-30"
    cap: int = 1
    facts: pd.DataFrame = field(default_factory=lambda: _facts(), repr=False)
    may: pd.DataFrame = field(default_factory=lambda: pd.DataFrame({"customer_id": [1, 2, 3, 5, 6, 7], "channel": "email"}), repr=False)


def given() -> Nursery:
    """The nursery of the exercise; its figures are invented."""
    return Nursery()


def _facts() -> pd.DataFrame:
    return pd.DataFrame({
        "customer_id": [1, 2, 3, 4, 5, 6, 7],
        "signed_up_on": ["2026-11-29", "2026-11-29", None, None, None, None, None],
        "confirmed_on": ["2026-11-29", None, None, None, None, None, None],
        "birth_date": [None, None, "1971-11-30", "1984-11-30", "1990-11-30", None, None],
        "last_order_on": [None, None, "2026-10-16", None, None, "2026-10-16", None],
        "basket_left_on": [None, None, "2026-11-29", None, None, None, "2026-11-28"],
        "recent_messages": [0, 0, 0, 0, 1, 0, 0],
    })  # fmt: skip
