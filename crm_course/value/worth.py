"""What is each customer worth, how sure is that, and how much of the capital hangs on a few?

Assumptions: the purchase model and the spend model hold, and margin is a constant share of turnover. The value is what
*existing* customers still bring (not what new ones will): the discounted margin of the coming years, cash counted at the
end of its week, a yearly rate over 52 weeks. Costs to serve are not taken off: see :func:`whale`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import history, ledger, texts
from .futures import draws
from .purchases import Purchases
from .spending import Spend

__all__ = ["Capital", "customer_capital", "lifetime"]

Floats = NDArray[np.float64]
_SEED, _DRAWS, _CHUNK = 1_913, 400, 2_000


def lifetime(
    purchases: Purchases, spend: Spend, summary: pd.DataFrame, *, margin: float, years: float = 3, discount_rate: float = 0.10
) -> pd.DataFrame:
    """What each customer still brings, discounted, with the interval of what he will bring.

    Parameters
    ----------
    purchases : Purchases
        From :func:`fit`.
    spend : Spend
        From :func:`fit_spend`.
    summary : DataFrame
        The histories, in the unit of `purchases`.
    margin : float
        Share of turnover that is margin, 0–1.
    years : float
        The horizon; whole units of time are counted (52 weeks, 12 months or 365 days a year).
    discount_rate : float
        A year's, 0.10 for 10 %.

    Returns
    -------
    DataFrame
        ``customer_id`` (where `summary` has it), ``value`` (expected, euros), ``low`` and ``high``: at least 8 times in 10,
        what he will bring lies between (from 400 drawn futures, the same for the same histories). One in ten brings more
        than ``high``; who brings nothing is inside on a whole step, so less than one in ten brings less than ``low``, and
        where most bring nothing a few who bring much lift ``value`` above ``high``.

    Notes
    -----
    The futures take the parameters as known: with 150 customers or more their doubt cannot be told from chance in one
    customer's future (9.6–9.9 % brought more than ``high`` when everything had been fitted to 150 or 600 customers). It
    counts for the whole base, whose interval has it (:func:`appraise`). All of it holds if the models do.

    Raises
    ------
    InvalidValue
        A summary in another unit than the model; a margin that is no share; infinite expected spend (q ≤ 1).
    """
    for name, given, kind, maker in (("purchases", purchases, Purchases, "value.fit"), ("spend", spend, Spend, "value.fit_spend")):
        if not isinstance(given, kind):
            raise InvalidValue(name, texts.RULE_FITTED, type(given).__name__, maker=maker)
    share, rate = checks.share("margin", margin), checks.non_negative("discount_rate", discount_rate)
    if rate >= 2:
        raise InvalidValue("discount_rate", texts.RULE_RATE, rate, texts.WAY_MEANT, meant=rate / 100)
    x, recency, age, money = history.histories(summary, spend=True)
    per_year = history.PER_YEAR[history.unit_of(summary, purchases.unit)]
    periods = round(checks.positive("years", years) * per_year)
    each = spend.expected_at(x, money)
    if not np.isfinite(each).all():
        raise InvalidValue("spend", texts.RULE_FINITE_SPEND, spend.theta[1], texts.WAY_FINITE_SPEND)
    factor = (1 + rate) ** (-1 / per_year)
    weighted, plain = _discounted(purchases, max(periods, 1), factor, x, recency, age)
    low, high = _between(purchases, spend, max(periods, 1), x, recency, age, money)
    with np.errstate(divide="ignore", invalid="ignore"):
        shrink = np.where(plain > 0, weighted / plain, 1.0) * share
    frame = pd.DataFrame({"value": share * each * weighted, "low": low * shrink, "high": high * shrink}, index=summary.index)
    if "customer_id" in summary:
        frame.insert(0, "customer_id", summary["customer_id"])
    return frame


@dataclass(frozen=True, slots=True, kw_only=True)
class Capital(Said):
    """The customer base as a capital.

    Attributes
    ----------
    total : float
        Sum of the customers' values, euros.
    top_decile_share : float
        Share of it held by the tenth of the customers worth most, 0–1; NaN where the total is not above 0.
    customers : int
    frame : DataFrame
        ``customers_share`` (0–1, the best first) and ``value_share`` (0–1): the curve of concentration.
    """

    total: float
    top_decile_share: float
    customers: int
    frame: pd.DataFrame = field(repr=False)

    def sentence(self) -> str:
        """The total and how it is spread."""
        if not self.total > 0:
            return texts.CAPITAL_NONE.say(total=self.total, customers=self.customers)
        return texts.CAPITAL.say(total=self.total, customers=self.customers, top=self.top_decile_share)


def customer_capital(lifetimes: Any) -> Capital:
    """The sum of customers' values and its concentration.

    Parameters
    ----------
    lifetimes : DataFrame with ``value``, or array
        As made by :func:`lifetime`; euros. With a number of customers that ten does not divide, the tenth holds a part of one.

    >>> capital = customer_capital([600.0, 100, 100, 50, 50, 25, 25, 25, 15, 10])
    >>> capital.total, capital.top_decile_share
    (1000.0, 0.6)
    """
    given = lifetimes["value"] if isinstance(lifetimes, pd.DataFrame) and "value" in lifetimes else lifetimes
    if isinstance(given, pd.DataFrame):
        ledger.columns(texts.LIFETIMES, given, "value")
    values = np.sort(ledger.numbers(texts.LIFETIMES, given))[::-1]
    if not values.size:
        raise InvalidValue(texts.LIFETIMES, texts.RULE_ROWS, 0)
    total = float(values.sum())
    shares = np.arange(len(values) + 1) / len(values)
    held = np.concatenate([[0.0], values.cumsum()]) / (total if total > 0 else np.nan)
    return Capital(
        total=total, top_decile_share=float(np.interp(0.1, shares, held)), customers=len(values),
        frame=pd.DataFrame({"customers_share": shares, "value_share": held}),
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _discounted(model: Purchases, periods: int, factor: float, x: Floats, recency: Floats, age: Floats) -> tuple[Floats, Floats]:
    """Expected purchases over the periods, each counted at the end of its own, discounted and not.

    Σ f^k (E[k] − E[k − 1]) = Σ_{k<n} E[k] (f^k − f^(k+1)) + E[n] f^n; E is smooth in t and is interpolated.
    """
    kinds, place = np.unique(np.column_stack([x, recency, age]), axis=0, return_inverse=True)
    times = np.arange(1, periods + 1, dtype=np.float64)
    weight = factor**times - np.append(factor ** times[1:], 0.0)
    if periods > 24:
        nodes, weight_at = _interpolated(times, weight, float(model.theta[1] + age.min()))
    else:
        nodes, weight_at = times, weight
    found = np.zeros(len(kinds))
    for moment, one in zip(nodes, weight_at, strict=True):
        found += one * model.expected_at(float(moment), *kinds.T)
    return found[place.ravel()], model.expected_at(float(periods), *kinds.T)[place.ravel()]


def _interpolated(times: Floats, weight: Floats, slow: float, degree: int = 20) -> tuple[Floats, Floats]:
    """Chebyshev points in log(1 + t / slow), and the weights that a sum over `times` gives them."""
    top = np.log1p(times[-1] / slow)
    angles = (np.arange(degree) + 0.5) * np.pi / degree
    nodes, points = np.cos(angles), 2 * np.log1p(times / slow) / top - 1
    basis = np.polynomial.chebyshev.chebvander(points, degree - 1)
    at_nodes = np.polynomial.chebyshev.chebvander(nodes, degree - 1)
    gathered = weight @ basis @ np.diag(np.r_[1, np.full(degree - 1, 2)] / degree) @ at_nodes.T
    return slow * np.expm1((nodes + 1) / 2 * top), gathered


def _between(model: Purchases, spend: Spend, periods: int, x: Floats, recency: Floats, age: Floats, money: Floats) -> tuple[Floats, Floats]:
    """The tenth and ninetieth of a hundred futures: turnover, not discounted."""
    kinds, place = np.unique(np.column_stack([x, recency, age, money]), axis=0, return_inverse=True)
    x, recency, age, money = kinds.T
    rng, (p, q, v) = np.random.default_rng(_SEED), spend.theta
    limits = np.empty((2, len(x)))
    for begin in range(0, len(x), _CHUNK):
        rows = slice(begin, begin + _CHUNK)
        count = draws(model, rng, float(periods), x[rows], recency[rows], age[rows], size=_DRAWS)
        rate = rng.gamma((q + p * x[rows])[:, None], 1 / (v + x[rows] * money[rows])[:, None], count.shape)
        turnover = np.where(count > 0, rng.gamma(np.maximum(p * count, 1e-9)) / rate, 0.0)
        limits[:, rows] = np.quantile(turnover, (0.1, 0.9), axis=1)
    return limits[0, place.ravel()], limits[1, place.ravel()]
