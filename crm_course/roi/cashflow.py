"""What are future cash flows worth today, and when is the money back?

Conventions: money received is positive, money paid negative; time is the last axis; flows
are one period apart, and the rate is per period (0.08 for 8 %). ``first="now"`` puts the
first flow at once (it is not discounted); ``first="end of period"`` puts it one period
from now, which is what a spreadsheet's NPV does. Everything else takes the first flow as
now.

>>> round(npv(0.08, [-40_000, 5_000, 8_000, 12_000, 30_000]), 4)
3065.2227
>>> round(npv(0.08, [-40_000, 5_000, 8_000, 12_000, 30_000], first="end of period"), 4)
2838.1691

Sources: values as in numpy-financial's and Microsoft's documentation (see the tests).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import percent
from crm_course.foundations.said import Said

from . import texts
from .amounts import Amount, over, rate, scalar
from .rates import irr, merged

__all__ = [
    "Appraisal",
    "appraise",
    "discounted_payback",
    "equivalent_annuity",
    "mirr",
    "npv",
    "payback",
    "profitability_index",
    "xirr",
    "xnpv",
]

DAYS_PER_YEAR = 365
"""XNPV and XIRR count actual days over 365, as spreadsheets do."""

First = Literal["now", "end of period"]


def npv(rate_per_period: Amount, cash_flows: ArrayLike, *, first: First = "now") -> Amount:
    """Net present value (*valeur actuelle nette*).

    Parameters
    ----------
    rate_per_period : float or array
        Above −1. A scalar of 2 or more is refused: 8 was typed for 0.08.
    cash_flows : array_like
        Shape ``(..., periods)``; broadcasts against the rate.
    first : {"now", "end of period"}
        When the first flow falls.
    """
    checks.choice("first", first, ("now", "end of period"))
    flows, factor = _flows(cash_flows), _growth(rate_per_period)
    value = _discounted(factor, flows).sum(axis=-1)
    return scalar(value if first == "now" else value / factor[..., 0])


def profitability_index(rate_per_period: Amount, cash_flows: ArrayLike) -> Amount:
    """Present value of what comes back over that of what is put in (*indice de profitabilité*); it pays above 1.

    What is put in is the lowest point of the discounted running total: all of the price,
    also where it is paid in several instalments or later than now. ∞ where nothing is, NaN where
    nothing comes back either.

    >>> round(profitability_index(0.0, [0, -100, 50, 60]), 4)
    1.1
    """
    flows = _flows(cash_flows)
    lowest = np.cumsum(_discounted(_growth(rate_per_period), flows), axis=-1).min(axis=-1)
    return scalar(1 + np.asarray(over(npv(rate_per_period, flows), np.maximum(-lowest, 0.0))))


def equivalent_annuity(rate_per_period: Amount, cash_flows: ArrayLike) -> Amount:
    """The constant yearly amount worth as much as the flows over the same periods (*annuité équivalente*).

    It compares projects of unequal length.
    """
    flows = _flows(cash_flows)
    factor, periods = _growth(rate_per_period)[..., 0], flows.shape[-1] - 1
    interest = factor - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        annuity = np.where(np.abs(interest) < 1e-12, periods, -np.expm1(-periods * np.log(factor)) / interest)
    return over(npv(rate_per_period, flows), annuity)


def mirr(cash_flows: ArrayLike, finance_rate: Amount, reinvest_rate: Amount) -> Amount:
    """Modified rate of return (*TRI modifié*): payments financed at one rate, receipts reinvested at another.

    NaN where all flows have one sign: there is nothing to compare.

    >>> round(mirr([-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12), 4)
    0.1261
    """
    flows = _flows(cash_flows)
    periods = flows.shape[-1] - 1
    reinvested = _growth(reinvest_rate, "reinvest_rate")
    paid = -_discounted(_growth(finance_rate, "finance_rate"), np.minimum(flows, 0)).sum(axis=-1)
    received = _discounted(reinvested, np.maximum(flows, 0)).sum(axis=-1)
    two_signs = (paid > 0) & (received > 0)
    ratio = over(received, np.where(two_signs, paid, np.nan))
    with np.errstate(invalid="ignore"):
        return scalar(np.where(two_signs, np.asarray(ratio) ** (1 / max(periods, 1)) * reinvested[..., 0] - 1, np.nan))


def payback(cash_flows: ArrayLike) -> Amount:
    """Periods until the money is back, linear within a period; 0 where none was ever out, ∞ where it never is.

    Counted from now to the first moment after the lowest point of the running total at
    which that total is 0 again: money that goes out later than now has to come back too.

    >>> payback([-10_000, 3_000, 3_000, 3_000, 3_000])
    3.3333333333333335
    >>> payback([0, -100, 50, 60]), payback([0, -100, 20])
    (2.8333333333333335, inf)
    """
    flows = _flows(cash_flows)
    total = np.cumsum(flows, axis=-1)
    whole = total >= -1e-12 * np.abs(flows).max(axis=-1, keepdims=True)
    periods = np.arange(flows.shape[-1])
    lowest = np.argmin(np.where(np.isnan(total), np.inf, total), axis=-1)
    back = whole & ((periods > lowest[..., None]) | whole.all(axis=-1, keepdims=True))
    period = np.argmax(back, axis=-1)
    owed = -np.take_along_axis(total, np.maximum(period - 1, 0)[..., None], axis=-1)[..., 0]
    paid = np.take_along_axis(flows, period[..., None], axis=-1)[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        within = np.where(period == 0, 0.0, period - 1 + owed / paid)
    never = np.where(np.isnan(total).any(axis=-1), np.nan, np.inf)
    return scalar(np.where(back.any(axis=-1), within, never))


def discounted_payback(rate_per_period: Amount, cash_flows: ArrayLike) -> Amount:
    """Periods until the discounted flows have paid the money back, linear within a period; ∞ where never.

    >>> round(discounted_payback(0.10, [-10_000, 3_000, 3_000, 3_000, 3_000, 3_000]), 4)
    4.2633
    """
    return payback(_discounted(_growth(rate_per_period), _flows(cash_flows)))


def xnpv(rate_per_year: Amount, cash_flows: ArrayLike, dates: Sequence[Any]) -> Amount:
    """Net present value of dated flows, at the date of the first one given; a year is 365 days."""
    flows = _flows(cash_flows)
    years = _years(dates, flows.shape[-1])
    return scalar((flows * _growth(rate_per_year) ** -years).sum(axis=-1))


def xirr(cash_flows: ArrayLike, dates: Sequence[Any]) -> NDArray[np.float64]:
    """Every yearly rate above −1 at which dated flows are worth 0, ascending; empty where none.

    As for :func:`irr`, a project whose flows change sign more than once may have several.
    """
    flows = _flows(cash_flows)
    return irr(*merged(flows, _years(dates, flows.shape[-1])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal(Said):
    """A project's cash flows judged by every usual yardstick, at one discount rate.

    `rates` holds every internal rate of return; `payback` and `discounted_payback` are in
    years; `annuity` in euros a year.
    """

    rate: float
    npv: float
    rates: NDArray[np.float64]
    mirr: float
    payback: float
    discounted_payback: float
    profitability_index: float
    annuity: float
    rate_beyond: bool = False
    """Whether there is a rate, but none that a number can hold (all but lost, or made from nothing)."""

    def sentence(self, language: str | None = None) -> str:
        """The verdict in words, with a caution where the rate of return is not to be trusted."""
        back = texts.NEVER_BACK if np.isinf(self.payback) else texts.BACK_BUT if np.isinf(self.discounted_payback) else texts.BACK
        told = back.say(language, periods=self.payback, discounted=self.discounted_payback)
        worth = (texts.WORTH if self.npv >= 0 else texts.NOT_WORTH).say(language, rate=self.rate, npv=self.npv, back=told)
        return f"{worth} {rates_sentence(self.rates, language, beyond=self.rate_beyond)}"


def appraise(rate_per_period: float, cash_flows: ArrayLike) -> Appraisal:
    """Judge one row of yearly cash flows, the first one now."""
    flows = _flows(cash_flows)
    if flows.ndim > 1:
        raise InvalidValue("cash_flows", texts.ONE_ROW_RULE, flows.shape)
    return Appraisal(
        rate=rate("rate", rate_per_period, -1.0),
        npv=npv(rate_per_period, flows),
        rates=irr(flows),
        mirr=mirr(flows, rate_per_period, rate_per_period),
        payback=payback(flows),
        discounted_payback=discounted_payback(rate_per_period, flows),
        profitability_index=profitability_index(rate_per_period, flows),
        annuity=equivalent_annuity(rate_per_period, flows),
        rate_beyond=not len(irr(flows)) and np.count_nonzero(np.diff(np.sign(flows[flows != 0]))) == 1,
    )


def rates_sentence(rates: NDArray[np.float64], language: str | None = None, *, beyond: bool = False) -> str:
    """How many internal rates of return there are, and what that means."""
    if beyond and not len(rates):
        return texts.BEYOND_RATE.say(language)
    different = rates[np.diff(rates, prepend=-2.0) > 1e-9]
    if len(different) > 1:
        listed = ", ".join(percent(rate, language=language) for rate in different)
        return texts.SEVERAL_RATES.say(language, count=len(different), rates=listed)
    return texts.ONE_RATE.say(language, rate=different[0]) if len(different) else texts.NO_RATE.say(language)


# -- helpers ------------------------------------------------------------------------------


def _flows(cash_flows: ArrayLike) -> NDArray[np.float64]:
    try:
        flows = np.asarray(cash_flows, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue("cash_flows", texts.FLOWS_RULE, cash_flows) from None
    if flows.ndim == 0 or flows.shape[-1] == 0:
        raise InvalidValue("cash_flows", texts.FLOWS_RULE, cash_flows)
    if flows.ndim == 1 and not np.isfinite(flows).all():
        raise InvalidValue("cash_flows", texts.FLOWS_RULE, cash_flows)
    return flows


def _growth(rate_per_period: Amount, name: str = "rate") -> NDArray[np.float64]:
    """1 + rate, with a last axis for time; NaN for rows at or below −1, an error for a scalar.

    Above 200 % a number that was typed is taken for a percentage; one that numpy worked out (a rate of :func:`xirr`) is a rate.
    """
    worked_out = isinstance(rate_per_period, np.floating) and float(rate_per_period) > -1.0 and np.isfinite(rate_per_period)
    if np.ndim(rate_per_period) == 0 and not isinstance(rate_per_period, str) and not worked_out:
        number = rate(name, rate_per_period, -1.0)
        if number == -1.0:
            raise InvalidValue(name, texts.ABOVE_MINUS_ONE, rate_per_period)
        return np.asarray(1.0 + number)[..., None]
    try:
        factor = 1.0 + np.asarray(rate_per_period, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.ABOVE_MINUS_ONE, rate_per_period) from None
    return np.where(factor > 0, factor, np.nan)[..., None]


def _discounted(factor: NDArray[np.float64], flows: NDArray[np.float64]) -> NDArray[np.float64]:
    discounted: NDArray[np.float64] = flows * factor ** -np.arange(flows.shape[-1], dtype=float)
    return discounted


def _years(dates: Sequence[Any], count: int) -> NDArray[np.float64]:
    """Years of 365 days from the first date given."""
    try:
        days = np.array([day.date() if isinstance(day, dt.datetime) else day for day in dates], dtype="datetime64[D]")
    except (TypeError, ValueError):
        raise InvalidValue("dates", texts.DATES_RULE, dates, count=count) from None
    if days.shape != (count,) or np.isnat(days).any():
        raise InvalidValue("dates", texts.DATES_RULE, dates, count=count)
    years: NDArray[np.float64] = (days - days[0]).astype(float) / DAYS_PER_YEAR
    return years
