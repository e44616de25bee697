"""What will the company look like over the next years? The forecast that a bank knows.

Income by post beside the past year, cash month by month, financing plan, balance sheets and
service of the debt, of the company with the project. The five tables are computed from one
declaration of each line, and hold together: every balance balances, the last month's cash
is the balance sheet's, the financing plan ends on it.

>>> from crm_course.roi import Loan, Plan, Project, Study
>>> plan = Plan(turnover=600_000, variable_rates={"purchases": 0.45}, fixed_costs=250_000)
>>> bigger = Plan(turnover=700_000, variable_rates={"purchases": 0.45}, fixed_costs=275_000)
>>> study = Study(before=plan, after=bigger, project=Project(investment=60_000, loan=Loan(amount=50_000, rate=0.04, years=5)))
>>> forecast = financial_forecast(study, past=plan, own_money=10_000, customer_days=30, supplier_days=45, stock_days=40)
>>> forecast.income.loc["net", [1, 2, 3]].round().tolist()
[76376.0, 76657.0, 76951.0]
>>> float(abs(forecast.balance.loc["gap"]).max()) < 0.005
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import speaking
from crm_course.foundations.said import Said

from ..amounts import amount, rate
from ..plan import Plan
from ..plausible import ask, questions
from ..project import Loan
from ..study import FORECAST_OPTIONS, Study
from . import texts
from .model import POSTS, TAX_LIMIT, TAX_LOW, TAX_RATE, Entered, Model, build

__all__ = ["FinancialForecast", "MonthlyLoan", "financial_forecast"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyLoan:
    """A loan repaid in constant monthly instalments, at the end of each month.

    Parameters
    ----------
    amount : float
        Euros.
    rate : float
        Yearly; a twelfth a month. 0 for a loan of honour.
    months : int
        In all, the delay included.
    delay_months : int
        Months at the beginning in which interest alone is paid.
    name : str
    """

    amount: float
    rate: float
    months: int
    delay_months: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", float(amount("amount", self.amount)))
        object.__setattr__(self, "rate", float(rate("rate", self.rate)))
        checks.whole("months", self.months, least=1)
        checks.whole("delay_months", self.delay_months)
        if self.delay_months >= self.months:
            raise InvalidValue("delay_months", texts.LOANS_RULE, self.delay_months)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinancialForecast(Said):
    """The tables of a forecast, in euros.

    Attributes
    ----------
    income, financing, balance, debt : DataFrame
        A row per line, a column per year: 1, 2, …; in `income` 0 is the past year (where given),
        in the others the start. Costs are positive figures.
    cash_months : DataFrame
        A row per month from 1, a column per line; the last is ``cash``, at the month's end.
    model : Model
        The same tables with their formulas, as they go into the file for the bank.
    """

    income: pd.DataFrame
    cash_months: pd.DataFrame
    financing: pd.DataFrame
    balance: pd.DataFrame
    debt: pd.DataFrame
    model: Model
    asked: tuple[str, ...] = ()
    """Questions about figures that can hardly be meant."""

    @property
    def lowest_cash(self) -> float:
        """Cash at the end of the worst month, euros; negative: that much has to be found beside."""
        return float(self.cash_months["cash"].min())

    @property
    def lowest_month(self) -> int:
        """The month, from 1, at whose end that is."""
        return 1 + int(np.argmin(self.cash_months["cash"].to_numpy()))

    def sentence(self, language: str | None = None) -> str:
        """Where cash is at its lowest, how profit is taxed here, and what should be asked about the figures."""
        lowest = self.lowest_cash
        with speaking(language):
            text = texts.LOWEST_SHORT if lowest < -0.5 else texts.LOWEST
            told = text.say(month=self.lowest_month, lack=-lowest, cash=lowest)
            return " ".join([told, *filter(None, [self.taxed()]), *self.asked])

    def taxed(self, language: str | None = None) -> str:
        """Where the study's one rate and the tax of the tables part, in words: by how much, over the years shown; empty where they agree."""
        study, income = self.model.study, self.income
        low, limit, high = self.model.entered.tax
        rate = float(study.project.tax_rate)
        profit = income.loc["before_tax", [year for year in income.columns if year]]
        if study.decides_on != "npv" or low == high == rate or ((profit > limit).all() and high == rate):
            return ""
        return (texts.TAX_SCALE if high else texts.TAX_OWNER).say(language, low=low, limit=limit, high=high, rate=rate)


def financial_forecast(
    study: Study,
    *,
    years: int = 3,
    past: Plan | None = None,
    own_money: float = 0,
    grants: float = 0,
    loans: Sequence[Loan | MonthlyLoan | Mapping[str, Any] | tuple[float, ...]] = (),
    stock_days: float = 0,
    customer_days: float = 0,
    supplier_days: float = 0,
    vat_rate: float = 0.2,
    tax: str | float = "is",
    owner_pay: float = 0,
    leasing: float = 0,
    posts: Mapping[str, str] | None = None,
) -> FinancialForecast:
    """The forecast of the company with the project, over some years.

    Parameters
    ----------
    study : Study
        Its plan with the project (sales ramp up as it says), investment and season.
    years : int
    past : Plan, optional
        The year that has just ended: shown beside, and the source of what customers, suppliers
        and the state still owe or are owed at the start. Without it the company is new.
    own_money, grants : float
        Euros brought in at the start; grants are taken to the result as the investment is depreciated.
    loans : sequence of Loan or MonthlyLoan
        Received at the start, repaid monthly; by default the study's own loan. One may also be written as a
        tuple (amount, rate, years), or as a mapping with the names of either record.
    stock_days, customer_days, supplier_days : float
        Stock in days of purchases; days until customers pay, and until suppliers are paid.
    vat_rate : float
        On sales, purchases, external costs and the investment.
    tax : str or float
        ``"is"``: corporate tax at 15 % up to 42 500 € of profit and 25 % beyond; ``"ir"`` or ``"income"``: the
        owner pays, not the company; or one rate.
    owner_pay : float
        Euros a year that the owner is paid beside the costs of the plan.
    leasing : float
        Euros of rent a year, excluding VAT, of what is leased (*crédit-bail*) instead of bought; it bears VAT.
    posts : mapping, optional
        The post of a cost by its name: ``purchases external structure taxes staff``. By default
        ``purchases`` is purchases, other variable costs are external, yearly costs structure.

    Raises
    ------
    InvalidValue
        A figure that cannot be; a study of several scenarios.

    Sources: the tables are those of the Chambers of commerce's and Bpifrance's models of a *prévisionnel*; corporate tax: article 219
    of the French tax code.
    """
    days = {"stock_days": stock_days, "customer_days": customer_days, "supplier_days": supplier_days}
    if np.ndim(study.outcome()):
        raise InvalidValue("study", texts.ONE_RULE, "…")
    if past is not None:
        checks.same_kind("past", past, study.before)
    entered = Entered(
        years=checks.whole("years", years, least=1), past=past, own_money=_euros("own_money", own_money), grants=_euros("grants", grants),
        loans=_monthly(_several(loans) or [study.project.loan]), days={name: _euros(name, value) for name, value in days.items()},
        vat_rate=checks.share("vat_rate", vat_rate), tax=_tax(tax), owner_pay=_euros("owner_pay", owner_pay), leasing=_euros("leasing", leasing), posts=_posts(study, posts or {}),
    )  # fmt: skip
    model = build(study, entered)
    asked = (
        *questions(study),
        *filter(None, (ask(name, value) for name, value in (*entered.days.items(), ("vat_rate", entered.vat_rate)))),
    )
    return FinancialForecast(
        income=_annual(model.tables["income"].frame(since=0 if past else 1), 0 if past else 1), cash_months=_months(model),
        financing=_annual(model.tables["financing"].frame()), balance=_annual(model.tables["balance"].frame()), debt=_annual(model.tables["debt"].frame()), model=model, asked=asked,
    )  # fmt: skip


def asked_of(study: Study) -> dict[str, Any]:
    """The options of a study's own forecast: what it says, else what follows from it (the rest of the price is own money)."""
    project = study.project
    borrowed = float(project.loan.amount) if project.loan else 0.0
    usual = dict.fromkeys(FORECAST_OPTIONS, 0.0) | {"own_money": max(0.0, float(project.investment) - borrowed), "vat_rate": 0.2}
    return {**usual, "customer_days": float(project.working_capital_days), **study.forecast}


# -- helpers ------------------------------------------------------------------------------

CASH = ("receipts", "start_money", "sold", "paid_bills", "running_costs", "lease_paid", "vat_collected", "vat_deductible", "vat_paid", "spent", "interest_paid",
        "repaid", "tax_paid", "change", "cash")  # fmt: skip
"""What of the months is cash."""


def _annual(frame: pd.DataFrame, first: int = 0) -> pd.DataFrame:
    return frame.set_axis(range(first, first + frame.shape[1]), axis=1).rename_axis(index="line", columns="year")


def _months(model: Model) -> pd.DataFrame:
    frame = model.months.frame(CASH).T
    return frame.set_axis(pd.RangeIndex(1, len(frame) + 1, name="month"), axis=0)


def _euros(name: str, value: float) -> float:
    if np.ndim(value):
        raise InvalidValue(name, texts.ONE_RULE, value)
    return float(amount(name, value))


def _several(loans: Any) -> list[Any]:
    """The loans of a sequence; one loan alone, or a tuple of three figures, is a sequence of itself."""
    alone = isinstance(loans, Loan | MonthlyLoan | Mapping) or (
        isinstance(loans, tuple) and loans and all(isinstance(part, int | float) for part in loans)
    )
    if loans is None or alone:
        return [loans] if alone else []
    if isinstance(loans, str | bytes) or not isinstance(loans, Iterable):
        raise InvalidValue("loans", texts.LOANS_RULE, loans)
    return list(loans)


def _monthly(loans: Sequence[Any]) -> tuple[MonthlyLoan, ...]:
    return tuple(_one_loan(loan) for loan in loans if loan is not None)


def _one_loan(loan: Any) -> MonthlyLoan:
    if isinstance(loan, MonthlyLoan):
        return loan
    if isinstance(loan, Loan):
        return MonthlyLoan(amount=float(loan.amount), rate=float(loan.rate), months=12 * loan.years)
    if isinstance(loan, tuple) and len(loan) == 3:
        return _one_loan(dict(zip(("amount", "rate", "years"), loan, strict=True)))
    if isinstance(loan, Mapping):
        for record in (Loan, MonthlyLoan):
            names = {field.name for field in fields(record)}
            if {"amount", "rate"} | ({"years"} if record is Loan else {"months"}) <= loan.keys() <= names:
                return _one_loan(record(**loan))
    raise InvalidValue("loans", texts.LOANS_RULE, loan)


def _tax(tax: str | float) -> tuple[float, float, float]:
    if isinstance(tax, str):
        if tax.casefold() not in ("is", "ir", "income"):
            raise InvalidValue("tax", texts.TAX_RULE, tax)
        return (TAX_LOW, TAX_LIMIT, TAX_RATE) if tax.casefold() == "is" else (0.0, TAX_LIMIT, 0.0)
    one = checks.share("tax", tax)
    return one, TAX_LIMIT, one


def _posts(study: Study, posts: Mapping[str, str]) -> dict[str, str]:
    names = {
        *study.after.variable_rates,
        *study.before.variable_rates,
        *(line.name for line in (*study.after.lines, *study.before.lines)),
        "fixed_costs",
    }
    for name, post in posts.items():
        if name not in names:
            raise UnknownName("posts", name, names)
        if post not in POSTS:
            raise UnknownName("posts", post, POSTS)
    return dict(posts)
