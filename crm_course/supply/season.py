"""How much to order for one season, when there is no second chance?

A catalogue item is ordered once, before anyone knows how well it will sell. A unit too few loses
its margin, a unit too many its fall in price; the best quantity is exceeded by demand with a chance
of cost of too many / (cost of too few + cost of too many). Pushed to the end: everything is bought on the forecast.
Pulled: part of it is bought dearer, once orders are in.

Assumptions: demand is normal; what is left over is sold at `salvage`; demand that is not met is lost.
With a mean under two standard deviations the normal counts sales below zero: plan such items one by one.

Sources: G. Cachon, C. Terwiesch, *Matching Supply with Demand*, ch. "Betting on uncertain demand" and
"Assemble-to-order, make-to-order and quick response"; Snyder & Shen, *Fundamentals of Supply Chain Theory*, § 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from crm_course.foundations.checks import non_negative, positive
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import losses, texts
from .rows import Floats, broadcast, plain

__all__ = ["Season", "SecondOrder", "newsvendor", "push_or_pull"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Said):
    """One order for one season; each figure a number, or an array over items.

    Attributes
    ----------
    quantity : units to order, not rounded.
    expected_profit : euros, over all seasons that could come.
    fill_rate : share of demand that is served, 0–1.
    in_stock : chance that nobody is refused, 0–1: the critical ratio.
    left_over : units left at the end, on average.
    """

    quantity: Any
    expected_profit: Any
    fill_rate: Any
    in_stock: Any
    left_over: Any

    def sentence(self) -> str:
        """The finding in words."""
        if np.ndim(self.quantity):
            return texts.SEASONS.say(items=np.size(self.quantity), profit=float(np.nansum(self.expected_profit)))
        return texts.SEASON.say(
            quantity=self.quantity, profit=self.expected_profit, fill=self.fill_rate, chance=self.in_stock, left=self.left_over
        )


def newsvendor(price: Any, cost: Any, salvage: Any, mean: Any, sd: Any, *, goodwill: Any = 0) -> Season:
    """The most profitable single order before a season of normal demand.

    Parameters
    ----------
    price, cost, salvage : float or array
        Euros per unit: sold at, bought at, what a unit left over brings (below 0 if it costs to get rid of).
    mean, sd : float or array
        Demand of the season, in units.
    goodwill : float or array
        Euros lost on a customer who is refused, beyond the margin.

    Returns
    -------
    Season

    Raises
    ------
    InvalidValue
        ``salvage < cost < price + goodwill`` does not hold, `sd` or `mean` is below 0. A bad row among many is NaN.

    >>> suit = newsvendor(190, 110, 90, 3192, 1181)
    >>> round(suit.quantity, 2), round(suit.expected_profit, 2), suit.in_stock
    (4185.95, 222296.5, 0.8)
    """
    one, given = broadcast(price=price, cost=cost, salvage=salvage, mean=mean, sd=sd, goodwill=goodwill)
    if one:
        _check(**{name: array.item() for name, array in given.items()})
    price, cost, salvage, mean, sd, goodwill = given.values()
    short, over = price + goodwill - cost, cost - salvage
    good = (short > 0) & (over > 0) & (sd >= 0) & (mean >= 0)
    ratio = np.divide(short, short + over, out=np.full(mean.shape, np.nan), where=good)
    z = special.ndtri(ratio)
    quantity = mean + sd * z
    refused = losses.missed(quantity, mean, sd)
    left = quantity - mean + refused
    profit = (price - cost) * mean - over * left - short * refused
    with np.errstate(all="ignore"):
        fill = np.where(mean > 0, 1 - refused / mean, np.nan)
    return Season(
        quantity=plain(quantity), expected_profit=plain(profit), fill_rate=plain(fill), in_stock=plain(ratio), left_over=plain(left)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOrder(Said):
    """Three ways to buy a season: `push` (all before), `pull` (all on order), `both`; profits in euros, `first` in units."""

    push: float
    pull: float
    both: float
    first: float

    def sentence(self) -> str:
        """The finding in words."""
        return texts.SECOND_ORDER.say(push=self.push, pull=self.pull, both=self.both, first=self.first)


def push_or_pull(price: float, cost: float, salvage: float, mean: float, sd: float, *, cost_on_order: float) -> SecondOrder:
    """Stock on a forecast, buy on order, or some of each.

    Parameters
    ----------
    price, cost, salvage, mean, sd
        As for :func:`newsvendor`.
    cost_on_order : float
        Euros for a unit bought once the order is in: dearer than `cost`, below `price`.

    >>> season = push_or_pull(190, 110, 90, 3192, 1181, cost_on_order=132)
    >>> round(season.push), round(season.pull), round(season.both)
    (222296, 185136, 235607)
    """
    if not cost < non_negative("cost_on_order", cost_on_order) <= price:
        raise InvalidValue("cost_on_order", texts.RULE_ON_ORDER, cost_on_order, cost=cost, price=price)
    pushed = newsvendor(price, cost, salvage, mean, sd)
    # a unit short is now bought dearer, not lost: the same balance with another cost of too few
    first = newsvendor(cost_on_order, cost, salvage, mean, sd)
    return SecondOrder(
        push=pushed.expected_profit,
        pull=(price - cost_on_order) * mean,
        both=(price - cost_on_order) * mean + first.expected_profit,
        first=first.quantity,
    )


def economic_batch(per_order: Any, holding: Any, demand: Any) -> Floats | float:
    """The batch that costs least to order and to keep: √(2 · per_order · demand / holding), in units.

    Parameters
    ----------
    per_order : float or array
        Euros for each order placed, whatever its size.
    holding : float or array
        Euros to keep a unit for a period.
    demand : float or array
        Units per period, steady.

    >>> round(economic_batch(8, 0.225, 1300), 4)  # Snyder & Shen, example 3.1
    304.0468
    """
    one, given = broadcast(per_order=per_order, holding=holding, demand=demand)
    if one:
        for name, array in given.items():
            positive(name, array.item())
    with np.errstate(all="ignore"):
        return plain(np.sqrt(2 * given["per_order"] * given["demand"] / given["holding"]))  # type: ignore[no-any-return]


def _check(*, price: float, cost: float, salvage: float, mean: float, sd: float, goodwill: float) -> None:
    non_negative("mean", mean), non_negative("sd", sd), non_negative("goodwill", goodwill)
    if not salvage < cost:
        raise InvalidValue("salvage", texts.RULE_SALVAGE, salvage, texts.WAY_SALVAGE, cost=cost)
    if not cost < price + goodwill:
        raise InvalidValue("price", texts.RULE_PRICE, price, texts.WAY_PRICE, cost=cost)
