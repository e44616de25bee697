"""What does the project bring, year after year, to the company and to its owner?

The differences between the year with the project and the year without it, over several
years: ramp-up of the sales, depreciation, tax, working capital, and the loan if there is
one. Two rows of flows come out: the *project's* (as if paid from own funds, what the
project is worth) and the *owner's* (after loan, interest and repayments).

Conventions: the investment is paid now (year 0); a year's flows fall at its end; working
capital is paid one year ahead and comes back at the end; the fixed costs of the plans do
not hold the depreciation of the investment (it would be counted twice); tax is due on the
difference of profit, a loss either lowers the tax on the rest of the company's profit
(``losses="offset"``) or is carried forward (``"carried"``).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from . import texts
from .amounts import Amount, amount, rate, scalar, share
from .cashflow import npv
from .plan import Plan

__all__ = ["Loan", "Project", "YearlyFlows", "yearly_flows"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loan:
    """A loan repaid in constant yearly instalments, at the end of each year.

    >>> loan = Loan(amount=20_000, rate=0.05, years=4)
    >>> round(loan.instalment, 2)
    5640.24
    """

    amount: Amount
    rate: Amount
    years: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", amount("amount", self.amount))
        object.__setattr__(self, "rate", rate("rate", self.rate))
        checks.whole("years", self.years, least=1)

    @property
    def instalment(self) -> Amount:
        """Interest and repayment of one year, in euros."""
        rates = np.asarray(self.rate)
        with np.errstate(divide="ignore", invalid="ignore"):
            factor = np.where(rates == 0, 1 / self.years, rates / -np.expm1(-self.years * np.log1p(rates)))
        return scalar(self.amount * factor)

    def schedule(self, years: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Interest and repayment in years 0 to `years`; what is still owed then is repaid at the end.

        With n years and a rate r, year k repays amount · r · (1 + r)^−(n−k+1) / (1 − (1 + r)^−n): each
        year stands for itself, so that the last instalment is as exact as the first.
        """
        amount_, rates = np.asarray(self.amount, float)[..., None], np.asarray(self.rate, float)[..., None]
        left, logs = np.maximum(self.years - np.arange(years + 1), 0), np.log1p(rates)
        with np.errstate(divide="ignore", invalid="ignore"):
            whole = -np.expm1(-self.years * logs)
            owed = amount_ * np.where(rates == 0, left / self.years, -np.expm1(-left * logs) / whole)
            due = amount_ * np.where(rates == 0, 1 / self.years, rates * np.exp(-(left + 1) * logs) / whole)
        repaid = np.where((np.arange(years + 1) >= 1) & (np.arange(years + 1) <= self.years), due, 0.0)
        interest = np.concatenate([np.zeros_like(owed[..., :1]), owed[..., :-1] * rates], axis=-1)
        if years < self.years:
            repaid[..., -1] = owed[..., -2] if years else 0.0
        return interest, repaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """An investment and what surrounds it.

    Parameters
    ----------
    investment : float
        Euros paid now, excluding tax.
    years : int
        How long it is used.
    discount_rate : float
        Yearly rate that the money would earn elsewhere at the same risk.
    ramp_up : sequence of float
        Share of the planned extra turnover reached in year 1, 2, …; the last one goes on.
    depreciation_years : int
        Straight line.
    tax_rate : float
        On the difference of profit.
    losses : {"offset", "carried"}
    working_capital_days : float
        Days of extra turnover that stocks and customers' credit tie up, in a year of 360.
    residual_value : float
        Euros for which it is sold at the end.
    loan : Loan, optional
        By default all is paid from own funds.
    """

    investment: Amount = 0.0
    years: int = 5
    discount_rate: Amount = 0.08
    ramp_up: tuple[float, ...] = (1.0,)
    depreciation_years: int = 5
    tax_rate: Amount = 0.25
    losses: str = "offset"
    working_capital_days: Amount = 0.0
    residual_value: Amount = 0.0
    loan: Loan | None = None

    def __post_init__(self) -> None:
        checks.whole("years", self.years, least=1)
        checks.whole("depreciation_years", self.depreciation_years, least=1)
        checks.choice("losses", self.losses, ("offset", "carried"))
        cleaned = {
            **{name: amount(name, getattr(self, name)) for name in ("investment", "working_capital_days", "residual_value")},
            "discount_rate": rate("discount_rate", self.discount_rate),
            "tax_rate": share("tax_rate", self.tax_rate),
            "ramp_up": tuple(float(amount("ramp_up", reached)) for reached in self.ramp_up),
        }
        if not cleaned["ramp_up"] or max(cleaned["ramp_up"]) > 2:
            raise InvalidValue("ramp_up", texts.RAMP_RULE, self.ramp_up)
        for name, value in cleaned.items():
            object.__setattr__(self, name, value)

    def reached(self, year: int) -> float:
        """The share of the extra turnover that is there in `year` (from 1)."""
        return self.ramp_up[min(year, len(self.ramp_up)) - 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyFlows:
    """Differences brought by a project; last axis: years 0, 1, … Money out is negative.

    `depreciation` and `taxable` are not flows; `tax` is the project's, without the loan.
    """

    extra_turnover: NDArray[np.float64]
    gain: NDArray[np.float64]
    depreciation: NDArray[np.float64]
    tax: NDArray[np.float64]
    working_capital: NDArray[np.float64]
    investment: NDArray[np.float64]
    loan: NDArray[np.float64]
    interest: NDArray[np.float64]
    tax_relief: NDArray[np.float64]
    discount_rate: Amount

    @property
    def project(self) -> NDArray[np.float64]:
        """What the project brings, however it is paid for."""
        return self.gain + self.tax + self.working_capital + self.investment

    @property
    def owner(self) -> NDArray[np.float64]:
        """What remains for the owner after loan, interest (less the tax they save) and repayments."""
        return self.project + self.loan + self.interest + self.tax_relief

    @property
    def peak_need(self) -> Amount:
        """The most money that has to be found, euros (positive): the lowest point of the owner's running total."""
        return _lowest(self.owner)[0]

    @property
    def peak_year(self) -> Amount:
        """The year at whose end (0: now) that point is reached."""
        return _lowest(self.owner)[1]

    @property
    def peak_need_without_loan(self) -> Amount:
        """The same, were all paid from own funds."""
        return _lowest(self.project)[0]

    @property
    def service_gaps(self) -> NDArray[np.float64]:
        """What lacks in each year to serve the debt from the project's own flow, euros; 0 where nothing lacks."""
        served = -np.minimum(self.loan, 0) - self.interest - self.tax_relief
        return np.where(served > 1e-9, np.maximum(served - self.project, 0.0), 0.0)

    @property
    def npv(self) -> Amount:
        """Net present value of the project's flows."""
        return npv(self.discount_rate, self.project)

    def frame(self) -> pd.DataFrame:
        """One row per year, one column per kind of flow, in euros (one scenario only)."""
        columns = ["extra_turnover", "gain", "depreciation", "tax", "working_capital", "investment", "project"]
        columns += ["loan", "interest", "tax_relief", "owner"]
        frame = pd.DataFrame({name: getattr(self, name) for name in columns})
        return frame.rename_axis("year")


def yearly_flows(before: Plan, after: Plan, project: Project, *, through: str = "") -> YearlyFlows:
    """The flows of years 0 to ``project.years``: with the project less without it.

    Plans and project may hold arrays, one value per scenario; the years are the last axis.

    >>> plan = Plan(turnover=100_000, variable_rates={"all": 0.6}, fixed_costs=20_000)
    >>> bigger = Plan(turnover=150_000, variable_rates={"all": 0.6}, fixed_costs=25_000)
    >>> flows = yearly_flows(plan, bigger, Project(investment=30_000, years=3, depreciation_years=3, tax_rate=0.25))
    >>> flows.project.round(2).tolist()
    [-30000.0, 13750.0, 13750.0, 13750.0]
    """
    years = range(project.years + 1)
    extra = np.asarray(after.turnover) - np.asarray(before.turnover)
    reached = [extra * (project.reached(year) if year else 0.0) for year in years]
    gains = [np.zeros_like(extra)] + [after.at(before.turnover + more, through).result - before.result for more in reached[1:]]
    cost = np.asarray(project.investment)
    written_off = [cost * (0 < year <= project.depreciation_years) / project.depreciation_years for year in years]
    sold = [np.asarray(project.residual_value) * (year == project.years) for year in years]
    book = cost - sum(written_off)
    profit = [gain - off + (sale - book if year == project.years else 0.0)
              for year, (gain, off, sale) in enumerate(zip(gains, written_off, sold, strict=True))]  # fmt: skip
    loan = project.loan or Loan(amount=0.0, rate=0.0, years=1)
    interest, repaid = loan.schedule(project.years)
    tied = [more * project.working_capital_days / 360 for more in [*reached[1:], np.zeros_like(extra)]]
    tax = _tax(_stacked(profit), project)
    tax_with_loan = _tax(_stacked(profit) - interest, project)
    borrowed = _stacked([np.asarray(loan.amount, float) * (year == 0) for year in years])
    return YearlyFlows(
        extra_turnover=_stacked(reached),
        gain=_stacked(gains),
        depreciation=_stacked(written_off),
        tax=-tax,
        working_capital=-np.diff(_stacked(tied), axis=-1, prepend=0.0),
        investment=_stacked([sale - cost * (year == 0) for year, sale in zip(years, sold, strict=True)]),
        loan=borrowed - repaid,
        interest=-interest,
        tax_relief=tax - tax_with_loan,
        discount_rate=project.discount_rate,
    )


def _tax(profit: NDArray[np.float64], project: Project) -> NDArray[np.float64]:
    """Tax of each year on the difference of profit; losses are offset at once, or carried forward."""
    rates = np.asarray(project.tax_rate)[..., None]
    if project.losses == "offset":
        return np.asarray(rates * profit)
    owed, carried = [], np.zeros(profit.shape[:-1])
    for year in range(profit.shape[-1]):
        balance = profit[..., year] - carried
        owed.append(np.maximum(balance, 0.0))
        carried = np.maximum(-balance, 0.0)
    return np.asarray(rates * _stacked(owed))


def _lowest(flows: NDArray[np.float64]) -> tuple[Amount, Amount]:
    """The lowest point of a running total below 0, as an amount to be found, and its year."""
    total = np.cumsum(flows, axis=-1)
    year = np.argmin(total, axis=-1)
    need = np.maximum(-np.take_along_axis(total, np.asarray(year)[..., None], axis=-1)[..., 0], 0.0)
    return scalar(need), int(year) if np.ndim(year) == 0 else year


def _stacked(years: list[Amount]) -> NDArray[np.float64]:
    """Years side by side on a last axis, scenarios broadcast."""
    return np.stack(np.broadcast_arrays(*years), axis=-1).astype(float)
