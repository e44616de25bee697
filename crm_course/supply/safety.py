"""Why does "98 %" mean two different stocks?

A safety stock can keep two promises. *In stock*: in so many cycles out of a hundred, nobody is refused between two deliveries.
*Filled*: so many units out of a hundred leave at once. The first looks at one bad moment per cycle; the second
counts how little is missed then, over a whole batch: with large batches it asks for far less.

Assumptions: demand of each period normal and independent, `mean` and `sd` per period; the lead time may vary too, independent of
demand; demand that is not met waits. What is protected is the demand over the lead time and, in periodic review, the review
period: sd² · (lead + review) + mean² · lead_sd².

Source: Snyder & Shen, *Fundamentals of Supply Chain Theory*, §§ 4.3–5.3 (the fill rate with the shortage counted at both ends of the cycle).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import special

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import losses, texts
from .rows import Floats, broadcast, plain

__all__ = ["TwoPromises", "filled", "safety_stock", "spread", "two_promises"]


def spread(mean: Any, sd: Any, lead: Any, *, lead_sd: Any = 0, review: Any = 0) -> Any:
    """Standard deviation of demand over the time that stock must cover, in units.

    Parameters are those of :func:`safety_stock`.

    >>> round(spread(100, 20, 9, lead_sd=2), 2)  # √(9 · 20² + 100² · 2²), not 60 + 200
    208.81
    """
    one, given = broadcast(mean=mean, sd=sd, lead=lead, lead_sd=lead_sd, review=review)
    if one:
        for name, array in given.items():
            checks.non_negative(name, array.item())
    bad = np.any([array < 0 for array in given.values()], axis=0)
    variance = given["sd"] ** 2 * (given["lead"] + given["review"]) + (given["mean"] * given["lead_sd"]) ** 2
    return plain(np.where(bad, np.nan, np.sqrt(variance)))


def safety_stock(
    mean: Any, sd: Any, lead: Any, *, lead_sd: Any = 0, review: Any = 0, in_stock: Any = None, fill_rate: Any = None, batch: Any = None
) -> Any:
    """Stock kept beyond the mean demand, so that one of two promises holds.

    Parameters
    ----------
    mean, sd : float or array
        Demand per period, in units.
    lead : float or array
        Periods from order to delivery.
    lead_sd : float or array
        Standard deviation of the lead time, in periods.
    review : float or array
        Periods between two looks at the stock; 0 if it is always watched.
    in_stock : float or array, optional
        The promise "share of cycles without stock-out", strictly between 0 and 1.
    fill_rate : float or array, optional
        The promise "share of demand filled at once"; it needs `batch`, the units of one order.

    Returns
    -------
    float or array
        Units; below 0 where the promise holds with less than the mean.

    Raises
    ------
    InvalidValue
        No promise or two of them, a promise that is no share, a fill target without a batch, a figure below 0.

    >>> round(safety_stock(100, 20, 9, in_stock=0.95), 1), round(safety_stock(100, 20, 9, lead_sd=2, in_stock=0.95), 1)
    (98.7, 343.5)
    >>> round(safety_stock(0, 60, 1, fill_rate=0.98, batch=300), 1), round(safety_stock(0, 60, 1, in_stock=0.98), 1)
    (54.1, 123.2)
    """
    if (in_stock is None) == (fill_rate is None):
        raise InvalidValue("in_stock, fill_rate", texts.RULE_ONE_PROMISE, (in_stock, fill_rate), texts.WAY_ONE_PROMISE)
    cover = spread(mean, sd, lead, lead_sd=lead_sd, review=review)
    if in_stock is not None:
        return plain(cover * special.ndtri(_promise("in_stock", in_stock)))
    if batch is None:
        raise InvalidValue("batch", texts.RULE_BATCH, batch, texts.WAY_BATCH)
    target = _promise("fill_rate", fill_rate)
    if np.ndim(batch) == 0:
        checks.positive("batch", batch)
    return plain(_for_fill(np.asarray(target), *np.broadcast_arrays(np.asarray(cover, float), np.asarray(batch, float))))


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoPromises(Said):
    """What one safety stock promises: `in_stock`, share of cycles without stock-out; `fill_rate`, share of demand filled at once."""

    safety: float
    in_stock: float
    fill_rate: float

    def sentence(self) -> str:
        """The finding in words."""
        return texts.TWO_PROMISES.say(safety=self.safety, in_stock=self.in_stock, fill=self.fill_rate)


def two_promises(safety: float, sd: float, batch: float) -> TwoPromises:
    """Both promises of a safety stock: `sd` of demand over the lead time and `batch` in units.

    >>> both = two_promises(54.1, 60, 300)
    >>> round(both.in_stock, 3), round(both.fill_rate, 3)
    (0.816, 0.98)
    """
    checks.finite("safety", safety), checks.non_negative("sd", sd)
    return TwoPromises(safety=safety, in_stock=float(losses.within(safety, 0, sd)), fill_rate=filled(safety, sd, batch))


def filled(safety: Any, sd: Any, batch: Any) -> Any:
    """Share of demand filled at once: 1 − (missed at the end − missed at the beginning of a cycle) / batch.

    Parameters
    ----------
    safety, sd, batch : float or array
        Safety stock, standard deviation of demand over the lead time, units of an order.

    >>> round(filled(0, 200, 200), 3)  # counted at one end only, as usual, it would be 0.601
    0.684
    """
    if np.ndim(batch) == 0:
        checks.positive("batch", batch)
    safety, sd, batch = (np.asarray(value, dtype=float) for value in (safety, sd, batch))
    return plain(1 - (losses.missed(safety, 0, sd) - losses.missed(safety + batch, 0, sd)) / batch)


# -- private ------------------------------------------------------------------------------


def _promise(name: str, value: Any) -> Floats:
    """A share strictly between 0 and 1; among many, a bad one is NaN."""
    if np.ndim(value) == 0:
        return np.asarray(checks.confidence(value, name))
    array = np.asarray(value, dtype=float)
    return np.where((array > 0) & (array < 1), array, np.nan)


def _for_fill(target: Floats, sd: Floats, batch: Floats) -> Floats:
    """The safety stock with which this share is filled: bisection, the rate rises with the stock."""
    target, sd, batch = np.broadcast_arrays(target, sd, batch)
    batch = np.where(batch > 0, batch, np.nan)
    low, high = -batch - 40 * sd, 40 * sd
    for _ in range(64):
        middle = (low + high) / 2
        enough = losses.missed(middle, 0, sd) - losses.missed(middle + batch, 0, sd) <= (1 - target) * batch
        low, high = np.where(enough, low, middle), np.where(enough, middle, high)
    return np.where(np.isnan(target + batch), np.nan, high)
