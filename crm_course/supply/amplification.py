"""Why does the factory see a storm where the customer saw a breeze? The bullwhip.

Each stage of a chain forecasts what is asked of it by a moving average, and orders up to that forecast times its lead time. An
order then repeats the demand and adds the correction of the forecast: it varies more, and the next stage takes that for demand.
Where all stages see the customers' demand, the corrections add up instead of multiplying.

Assumptions: orders may be taken back; a lead time of 1 is there next period; the same `lead` at each stage.

Source: F. Chen, Z. Drezner, J. K. Ryan, D. Simchi-Levi, "Quantifying the bullwhip effect in a simple supply chain",
*Management Science* 46 (2000), 436–443: 1 + 2 L/p + 2 L²/p² at the first stage; with
shared demand, L is the sum of the lead times so far. Without, each stage filters the orders of the one before: the sum of the squares of the
coefficients of (1 + L/p − L/p · zᵖ)ᵏ, of which their product is a lower bound.
"""

from __future__ import annotations

from math import comb
from typing import Any

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue

from . import texts
from .rows import Floats, floats

__all__ = ["bullwhip", "bullwhip_expected"]


def bullwhip(demand: Any, *, lead: float, moving_average: int, stages: int = 4, shared: bool = False) -> Floats:
    """How many times more the orders of each stage vary than the customers' demand.

    Parameters
    ----------
    demand : array
        What customers ask for in each period.
    lead : float
        Periods from order to delivery, as Chen and others count: 1 is there next period.
    moving_average : int
        Periods that a forecast looks back on.
    stages : int
        Links of the chain: shop, wholesaler, warehouse, factory…
    shared : bool
        Whether every stage forecasts the customers' demand, or what the stage before it orders.

    Returns
    -------
    array
        Variance of orders over variance of demand, one per stage; the first is the nearest to the customer.

    Raises
    ------
    InvalidValue
        A demand that never changes, or one too short for so many stages.

    >>> customers = np.random.default_rng(1).normal(100, 10, 100_000)
    >>> bullwhip(customers, lead=1, moving_average=5, stages=2).round(1)
    array([1.5, 2.3])
    """
    lead, back = checks.non_negative("lead", lead), checks.whole("moving_average", moving_average, least=1)
    links = checks.whole("stages", stages, least=1)
    customers = _varying(demand, links * back + 1)
    orders, ratios = customers, []
    for _ in range(links):
        seen = customers[-len(orders) :] if shared else orders
        orders = orders[back:] + lead / back * (seen[back:] - seen[:-back])
        ratios.append(float(np.var(orders, ddof=1) / np.var(customers, ddof=1)))
    return np.array(ratios)


def bullwhip_expected(*, lead: float, moving_average: int, stages: int = 4, shared: bool = False) -> Floats:
    """The same by formula, for independent demand.

    >>> bullwhip_expected(lead=1, moving_average=5, stages=1), bullwhip_expected(lead=4, moving_average=5, stages=1)
    (array([1.48]), array([3.88]))
    """
    ratio = checks.non_negative("lead", lead) / checks.whole("moving_average", moving_average, least=1)
    stage = np.arange(1, checks.whole("stages", stages, least=1) + 1)
    total = ratio * stage
    if shared:
        return np.asarray(1 + 2 * total + 2 * total**2)
    return np.array([sum((comb(k, j) * (1 + ratio) ** (k - j) * ratio**j) ** 2 for j in range(k + 1)) for k in stage.tolist()])


def _varying(demand: Any, least: int) -> Floats:
    array = floats("demand", demand)
    if array.ndim != 1 or len(array) <= least:
        raise InvalidValue("demand", texts.RULE_PERIODS, np.size(array), least=least + 1)
    if not np.isfinite(array).all():
        place = int(np.argmin(np.isfinite(array)))
        raise InvalidData("demand", texts.RULE_UNITS, array[place], line=place + 1)
    if np.ptp(array) == 0:
        raise InvalidValue("demand", texts.RULE_VARYING, array[0])
    return array
