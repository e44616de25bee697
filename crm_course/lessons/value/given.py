"""What the exercises give: a delicatessen's tickets, its contracts, its letters and its baskets; each learner's own.

Another shop has other figures and the same lessons: cohorts whose mean is not the pooled rate, contracts whose renewal
rises, letters that pay up to a point. Nothing here is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import numpy as np
import pandas as pd

from crm_course.value.example import shop
from crm_course.value.holdout import validate
from crm_course.value.mailing import migration
from crm_course.workbook.own_data import own_tables

__all__ = ["ValueCase", "given", "read", "tables"]

UNTIL, SPLIT = "2026-06-01", "2025-09-30"
_FIGURES = (
    "margin", "retention", "discount_rate", "monthly_margin", "monthly_stay", "months", "contract_margin", "letter_margin", "letter_cost",
    "letter_discount", "baskets", "with_cheese", "with_wine", "with_both", "budget",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueCase:
    """One shop, and what is asked about it.

    Attributes
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount``, ``channel``.
    until, split : str
        The last day of the file; the last day of its first part.
    margin, retention, discount_rate : float
        A loyal customer's yearly margin (euros), the share who stay each year, the yearly rate.
    monthly_margin, monthly_stay, months : float
        A subscription's margin a month (euros), the share who stay from a month to the next, how many months.
    survivors : list of int
        Baskets by subscription still running at the start and after each yearly renewal.
    contract_margin : float
        Euros of margin a year of a subscription, paid at once at the start of each year.
    stay : list of float
        Chance to buy in a quarter, 1, 2, … quarters after the last purchase, if one writes.
    letter_margin, letter_cost, letter_discount : float
        Margin of a purchase, cost of a letter (euros), the rate of a quarter.
    profits : Series
        A year's margin less cost to serve, by customer, euros.
    baskets, with_cheese, with_wine, with_both : int
        Baskets in all, and those that hold cheese, wine, both.
    budget : float
        Euros a year for the service offer of the home-shopping case.
    """

    orders: pd.DataFrame = field(repr=False)
    until: str
    split: str
    margin: float
    retention: float
    discount_rate: float
    monthly_margin: float
    monthly_stay: float
    months: int
    survivors: list[int]
    contract_margin: float
    stay: list[float]
    letter_margin: float
    letter_cost: float
    letter_discount: float
    profits: pd.Series = field(repr=False)
    baskets: int
    with_cheese: int
    with_wine: int
    with_both: int
    budget: float


def given() -> ValueCase:
    """The learner's own shop, or that of the course."""
    return read(own_tables("value"))


def tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """One learner's shop; 0 is that of the course."""
    rng = np.random.default_rng(seed + 1)
    figures, stay = next(drawn for drawn in _letters(rng) if _pays_beyond_the_quarter(*drawn))
    alpha, beta = rng.uniform(0.5, 1.4), rng.uniform(1.6, 4.0)
    left = 1.0
    survivors = [float(100 * rng.integers(8, 25))]
    for year in range(5):
        left *= (beta + year) / (alpha + beta + year)
        survivors.append(float(np.rint(survivors[0] * left)))
    served = rng.gamma(1.2, 60.0, 120) - rng.gamma(1.5, 26.0, 120)
    orders = next(each for each in _shops(seed) if _is_not_foreseen_by_luck(each))
    return {
        "orders": orders.assign(ordered_at=orders["ordered_at"].dt.strftime("%Y-%m-%d")),
        "figures": pd.DataFrame({"name": list(_FIGURES), "figure": [float(figures[name]) for name in _FIGURES]}),
        "survivors": pd.DataFrame({"survivors": survivors}),
        "stay": pd.DataFrame({"stay": stay}),
        "profits": pd.DataFrame({"customer_id": [f"C{n:03d}" for n in range(1, 121)], "profit": np.round(served, 2)}),
    }


def read(found: Mapping[str, pd.DataFrame]) -> ValueCase:
    """What the answers are computed from."""
    figures = dict(zip(found["figures"]["name"], found["figures"]["figure"], strict=True))
    for name in ("months", "baskets", "with_cheese", "with_wine", "with_both"):
        figures[name] = int(figures[name])
    profits = found["profits"]
    orders = found["orders"]
    return ValueCase(
        orders=orders.assign(ordered_at=pd.to_datetime(orders["ordered_at"])),
        until=UNTIL,
        split=SPLIT,
        survivors=[int(one) for one in found["survivors"]["survivors"]],
        stay=[float(one) for one in found["stay"]["stay"]],
        profits=pd.Series(profits["profit"].to_numpy(), index=profits["customer_id"].to_numpy(), name="profit"),
        **figures,
    )


def _letters(rng: np.random.Generator) -> Iterator[tuple[dict[str, Any], list[float]]]:
    """Figures, and chances to buy by quarters since the last purchase, without end."""
    while True:
        figures = _figures(rng)
        steps = float(rng.uniform(0.26, 0.40)) * np.array([1.0, 0.62, 0.40, rng.uniform(0.17, 0.24), 0.05])
        yield figures, [float(one) for one in np.round(steps, 2)]


def _pays_beyond_the_quarter(figures: Mapping[str, Any], stay: list[float]) -> bool:
    """Whether a letter pays for longer than the margin of its quarter says, and not for ever."""
    margin, cost = figures["letter_margin"], figures["letter_cost"]
    myopic = sum(chance * margin > cost for chance in stay)
    return bool(myopic < migration(stay, margin, cost, figures["letter_discount"]).stop_after < len(stay))


def _shops(seed: int) -> Iterator[pd.DataFrame]:
    """Tickets without end; the course's own first for 0."""
    start = 2 if seed == 0 else 1_000 + seed % 1_000_003
    for number in count(start):
        yield shop(number, customers=260).orders


def _is_not_foreseen_by_luck(orders: pd.DataFrame) -> bool:
    """Whether the model misses by more than a rounding, so that the ways to tell the miss differ."""
    found = validate(orders, until=SPLIT)
    return abs(found.predicted / found.actual - 1) > 0.04


def _figures(rng: np.random.Generator) -> dict[str, Any]:
    baskets = int(rng.integers(900, 1_600))
    cheese, wine = int(baskets * rng.uniform(0.28, 0.36)), int(baskets * rng.uniform(0.20, 0.27))
    return {
        "margin": int(rng.integers(8, 20)) * 10, "retention": int(rng.integers(70, 88)) / 100, "discount_rate": int(rng.integers(8, 13)) / 100,
        "monthly_margin": int(rng.integers(8, 16)), "monthly_stay": 0.98, "months": 36, "contract_margin": int(rng.integers(10, 25)) * 10,
        "letter_margin": int(rng.integers(32, 46)), "letter_cost": int(rng.integers(30, 42)) / 10, "letter_discount": 0.05,
        "baskets": baskets, "with_cheese": cheese, "with_wine": wine, "with_both": int(cheese * wine / baskets * rng.uniform(1.4, 1.9)),
        "budget": int(rng.integers(12, 22)) * 10_000,
    }  # fmt: skip
