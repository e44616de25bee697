"""A segment costs more than it brings: steer it, charge it, ask for a minimum basket, or let it go?

Each way out is computed twice. Where *capacity follows*, minutes that are no longer used are no longer paid. Where *capacity stays*, the
team is paid all the same: then letting go of a segment saves nothing and loses its margin. Between the two lies the decision.

Assumptions: a year of one segment; what each way out does to customers is a guess of the house, to be varied.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from crm_course.foundations import checks

__all__ = ["WAYS_OUT", "SegmentCase", "ways_out"]

WAYS_OUT = ("keep", "steer", "price", "minimum basket", "let go")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentCase:
    """A segment and what each way out would do to it.

    Attributes
    ----------
    orders : per year.
    basket : euros per order.
    margin_share : margin before serving, as a share of the basket, 0–1.
    minutes : to serve one order, contacts included.
    cost_per_minute : euros.
    steered_share, steered_minutes : share of orders that moves to the cheap channel, and what one then takes.
    fee, lost_to_fee : euros charged per order; share of orders that is then lost.
    minimum_basket, small_share, raised_share : the minimum in euros; share of orders below it, and share of those that rise to it
        (the others are lost). `small_basket` is what those orders are worth today.
    """

    orders: float
    basket: float
    margin_share: float
    minutes: float
    cost_per_minute: float
    steered_share: float = 0.5
    steered_minutes: float = 2.0
    fee: float = 2.0
    lost_to_fee: float = 0.15
    minimum_basket: float = 30.0
    small_share: float = 0.4
    small_basket: float = 15.0
    raised_share: float = 0.5

    def __post_init__(self) -> None:
        for name in ("margin_share", "steered_share", "lost_to_fee", "small_share", "raised_share"):
            checks.share(name, getattr(self, name))
        for name in ("orders", "basket", "minutes", "cost_per_minute", "steered_minutes", "fee", "minimum_basket", "small_basket"):
            checks.non_negative(name, getattr(self, name))


def ways_out(case: SegmentCase) -> pd.DataFrame:
    """Each way out, computed both ways.

    Returns
    -------
    DataFrame
        ``way, orders, margin, minutes, capacity_follows, capacity_stays``: orders and minutes of the year; margin before serving and the two
        results in euros.

    >>> small = SegmentCase(orders=1000, basket=25, margin_share=0.3, minutes=10, cost_per_minute=0.8)
    >>> ways_out(small).set_index("way").loc[["keep", "let go"], ["capacity_follows", "capacity_stays"]].values.tolist()
    [[-500.0, -500.0], [0.0, -8000.0]]
    """
    n, margin = case.orders, case.basket * case.margin_share
    lost = n * case.small_share * (1 - case.raised_share)
    more = case.margin_share * (case.minimum_basket - case.small_basket)
    raised = n * case.small_share * case.raised_share
    table = {
        "keep": (n, n * margin, n * case.minutes),
        "steer": (n, n * margin, n * (case.minutes + case.steered_share * (case.steered_minutes - case.minutes))),
        "price": (n * (1 - case.lost_to_fee), n * (1 - case.lost_to_fee) * (margin + case.fee), n * (1 - case.lost_to_fee) * case.minutes),
        "minimum basket": (
            n - lost, n * margin - lost * case.small_basket * case.margin_share + raised * more, (n - lost) * case.minutes,
        ),
        "let go": (0.0, 0.0, 0.0),
    }  # fmt: skip
    frame = pd.DataFrame([(way, *table[way]) for way in WAYS_OUT], columns=["way", "orders", "margin", "minutes"])
    frame["capacity_follows"] = frame["margin"] - frame["minutes"] * case.cost_per_minute
    paid = frame["minutes"].clip(lower=n * case.minutes)
    frame["capacity_stays"] = frame["margin"] - paid * case.cost_per_minute
    return frame
