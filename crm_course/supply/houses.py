"""Two houses to practise on: what is known before anything is computed.

Both are invented for the course: a mail-order house with its catalogue, and a garden shop on the web.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.foundations.said import Said

from . import texts
from .segments import SegmentCase

__all__ = ["House", "catalogue_house", "garden_shop"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class House(Said):
    """A house that sells at a distance.

    Attributes
    ----------
    price, cost, salvage, season_mean, season_sd : an item ordered once for a season, euros per unit, and its demand in units.
    mean, sd, lead, lead_sd, review, batch, target : an item that is reordered: demand per week, weeks of lead time and of review,
        units per order, and the promise, 0–1.
    on_hand, receipts, orders : what is in stock today, what comes in and what is promised, week by week.
    queue : ``order, product, quantity, priority, value``: orders that wait for one shelf, the first first; value in euros.
    shelf, substitutes : units of each product; {product: {other: chance that it is accepted}}.
    activities, minutes, cost_per_minute, capacity : a quarter of contacts by customer; minutes of each; euros; minutes paid for.
    segment : a segment that costs more than it brings.
    """

    price: float
    cost: float
    salvage: float
    season_mean: float
    season_sd: float
    mean: float
    sd: float
    lead: float
    lead_sd: float
    review: float
    batch: float
    target: float
    on_hand: float
    receipts: tuple[float, ...]
    orders: tuple[float, ...]
    queue: pd.DataFrame
    shelf: Mapping[str, float]
    substitutes: Mapping[str, Mapping[str, float]]
    activities: pd.DataFrame
    minutes: Mapping[str, float]
    cost_per_minute: float
    capacity: float
    segment: SegmentCase

    def sentence(self) -> str:
        """What is known, in words."""
        return texts.HOUSE.say(
            mean=self.mean, sd=self.sd, lead=self.lead, batch=self.batch, target=self.target, on_hand=self.on_hand,
            waiting=len(self.queue), units=float(sum(self.shelf.values())), customers=len(self.activities),
        )  # fmt: skip


def catalogue_house() -> House:
    """The mail-order house of the lesson."""
    queue, shelf, substitutes = _queue(11, ("drap", "parure", "couette", "plaid", "oreiller"), orders=60, shelf=7)
    return House(
        price=190, cost=110, salvage=90, season_mean=3192, season_sd=1181, mean=100, sd=20, lead=9, lead_sd=2, review=5, batch=300, target=0.98,
        on_hand=80, receipts=(0, 60, 0, 0, 90, 0), orders=(30, 25, 20, 35, 10, 15), queue=queue, shelf=shelf, substitutes=substitutes,
        activities=_activities(5, 400), minutes={"order": 6, "question": 9, "return": 14}, cost_per_minute=0.62, capacity=24_000,
        segment=SegmentCase(orders=4000, basket=24, margin_share=0.32, minutes=14, cost_per_minute=0.62, steered_minutes=5, fee=1.9),
    )  # fmt: skip


def garden_shop() -> House:
    """The garden shop of the exercises; its promises for six weeks are those of a textbook case."""
    queue, shelf, substitutes = _queue(26, ("rosier", "lavande", "buis", "hortensia"), orders=30, shelf=5)
    quarter = pd.DataFrame({
        "customer_id": [1, 2, 3], "segment": ["particuliers", "particuliers", "paysagistes"], "order": [24_000, 16_000, 9_000],
        "inquiry": [900, 350, 150], "check": [300, 200, 2_000],
    })  # fmt: skip
    return House(
        price=40, cost=22, salvage=8, season_mean=900, season_sd=250, mean=100, sd=20, lead=9, lead_sd=2, review=5, batch=300, target=0.98,
        on_hand=50, receipts=(0, 0, 40, 0, 0, 40), orders=(20, 10, 15, 5, 12, 8), queue=queue, shelf=shelf, substitutes=substitutes,
        activities=quarter, minutes={"order": 8, "inquiry": 44, "check": 50}, cost_per_minute=0.80, capacity=700_000,
        segment=SegmentCase(orders=3000, basket=22, margin_share=0.3, minutes=9, cost_per_minute=0.8, fee=1.5, lost_to_fee=0.2),
    )  # fmt: skip


def _queue(
    seed: int, products: tuple[str, ...], *, orders: int, shelf: int
) -> tuple[pd.DataFrame, dict[str, float], dict[str, dict[str, float]]]:
    """Orders for more than there is: few of great value, many of little, in no order."""
    rng = np.random.default_rng(seed)
    vip = rng.random(orders) < 0.2
    queue = pd.DataFrame({
        "order": np.arange(101, 101 + orders, dtype=np.int64),
        "product": rng.choice(np.array(products, dtype=object), orders, p=_popular(len(products))),
        "quantity": np.ones(orders, dtype=np.int64),
        "priority": np.where(vip, "VIP", np.where(rng.random(orders) < 0.7, "available", "deferred")),
        "value": np.where(vip, 60.0, 12.0),
    })  # fmt: skip
    pairs = {one: {two: round(float(rng.uniform(0.3, 0.7)), 2) for two in products if two != one} for one in products}
    return queue, dict.fromkeys(products, float(shelf)), pairs


def _popular(count: int) -> np.ndarray:
    """The first product is wanted most."""
    weight = 1 / np.arange(1, count + 1)
    return np.asarray(weight / weight.sum())


def _activities(seed: int, customers: int) -> pd.DataFrame:
    """A quarter: many customers who ask little, some who ask much; margins do not follow."""
    rng = np.random.default_rng(seed)
    keen = rng.gamma(1.3, 1.0, customers)
    orders = 1 + rng.poisson(2 * keen)
    return pd.DataFrame({
        "customer_id": np.arange(1, customers + 1, dtype=np.int64),
        "segment": np.where(orders >= 5, "fidèles", np.where(orders >= 3, "réguliers", "occasionnels")),
        "order": orders, "question": rng.poisson(1.6 * rng.gamma(0.7, 1.4, customers)), "return": rng.binomial(orders, 0.22),
        "margin": np.round(orders * rng.gamma(4, 3.2, customers), 2),
    })  # fmt: skip
