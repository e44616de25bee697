"""The lines of a forecast, month by month and year by year: each declared once.

Conventions: all starts at the beginning of month 1 (own money, grants and loans come in, the
investment is paid); a month's receipts and payments fall at its end. Sales follow the season
of the study. Customers pay, and suppliers are paid, after so many days of thirty to a month; stock is so
many days of the year's purchases, of 360. VAT is due on what is billed, paid a month later;
a credit is carried forward. Structure costs, staff and taxes are paid at once and bear no
VAT; the rent of what is leased is paid each month, with VAT. Tax on profits is paid in May of the next year, losses are carried forward.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from crm_course.foundations.language import Text

from ..plan import Plan
from ..season import monthly
from ..study import Study
from . import texts
from .terms import Line, Table, Term, greatest, least, rounded, single, term, total, when

__all__ = ["Entered", "Model", "POSTS", "build"]

POSTS = ("purchases", "external", "structure", "taxes", "staff")
TAX_LOW, TAX_LIMIT, TAX_RATE = 0.15, 42_500.0, 0.25
"""French corporate tax of small companies: 15 % up to 42 500 € of profit, 25 % beyond (article 219 of the tax code)."""
MAY = 4
LEFT = 20
"""Column of the monthly workings: they stand beside the table of cash that is printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What a forecast is asked for, checked."""

    years: int
    past: Plan | None
    own_money: float
    grants: float
    loans: tuple[Any, ...]
    days: dict[str, float]
    vat_rate: float
    tax: tuple[float, float, float]
    owner_pay: float
    leasing: float
    posts: dict[str, str]


class Model:
    """The tables of a forecast, by name, in the order of computation."""

    def __init__(self, study: Study, entered: Entered) -> None:
        self.study, self.entered = study, entered
        self.tables: dict[str, Table] = {"given": Table(texts.title("years"), self._years(texts.PAST), first=4)}
        months = [str(month) for month in range(1, 12 * entered.years + 1)]
        self.tables["months"] = Table(texts.title("months"), months, first=4, left=LEFT)
        self.one: dict[str, Term] = {}
        self.by: dict[str, Line] = {}

    @property
    def months(self) -> Table:
        """The lines month by month."""
        return self.tables["months"]

    def under(self, name: str, above: str, first: Text) -> Table:
        """A table of years that stands under another; what its first column is called."""
        self.tables[name] = Table(texts.title("years"), self._years(first), first=self.tables[above].after)
        return self.tables[name]

    def _years(self, first: Text) -> list[str]:
        return [first.say(), *(texts.YEAR.say(year=year) for year in range(1, self.entered.years + 1))]

    def month(self, key: str, cell: Callable[[int], Term | float], *, kind: str = "money", style: str = "", **named: Any) -> Line:
        """A line of the months; its own name in :attr:`by`."""
        self.by[key] = self.months.line(key, texts.label(named.pop("said", key), **named), cell, kind=kind, style=style)
        return self.by[key]

    def running(self, key: str, opening: Term | float, step: Callable[[int, Term], Term], *, style: str = "", **named: Any) -> Line:
        """A line of the months that begins at `opening`."""

        def cell(period: int, before: Term) -> Term:
            return step(period, before if period else term(opening))

        self.by[key] = self.months.running(key, texts.label(named.pop("said", key), **named), cell, style=style)
        return self.by[key]

    def year_of(self, key: str, year: int) -> Term:
        """The sum of a line of months over a year."""
        return total(self.by[key], 12 * (year - 1), 12 * year - 1) if year else term(0.0)

    def end_of(self, key: str, year: int) -> Term:
        """A line of months at the end of a year."""
        return self.by[key](12 * year - 1)


def build(study: Study, entered: Entered) -> Model:
    """All tables of a forecast."""
    model = Model(study, entered)
    _given(model)
    opening = _trade(model)
    _money(model)
    _income(model)
    _cash(model)
    _balance(model, opening)
    _financing(model)
    _debt(model)
    return model


# -- what is given ------------------------------------------------------------------------


def post_of(name: str, plan: Plan, posts: dict[str, str]) -> str:
    """Where a cost belongs: as said, or purchases, other variable costs external, the rest structure."""
    return posts.get(name, "purchases" if name == "purchases" else "external" if name in plan.variable_costs else "structure")


def by_post(plan: Plan, posts: dict[str, str]) -> dict[str, float]:
    """A plan's costs in euros by post."""
    lines = {line.name: line.euros(plan.volumes) for line in plan.lines if line.per == "year" or line.stepped}
    found = dict.fromkeys(POSTS, 0.0)
    for name, euros in {**plan.variable_costs, "fixed_costs": plan.fixed_costs, **lines}.items():
        found[post_of(name, plan, posts)] += float(euros)
    return found


def plans_of(study: Study, years: int) -> list[Plan]:
    """The plan of each year, its sales ramping up."""
    extra = study.after.turnover - study.before.turnover
    return [
        study.after.at(float(study.before.turnover + extra * study.project.reached(year)), study.through) for year in range(1, years + 1)
    ]


def _given(model: Model) -> None:
    study, entered, table = model.study, model.entered, model.tables["given"]
    known = {**{name: getattr(entered, name) for name in ("own_money", "grants", "vat_rate", "owner_pay", "leasing")}, **entered.days}
    known |= {name: float(getattr(study.project, name)) for name in ("investment", "residual_value")}
    known["depreciation_months"] = 12 * study.project.depreciation_years
    known |= dict(zip(("tax_low", "tax_limit", "tax_rate"), entered.tax, strict=True))
    kinds = {
        "vat_rate": "share",
        "tax_low": "share",
        "tax_rate": "share",
        "depreciation_months": "count",
        **dict.fromkeys(entered.days, "days"),
    }
    for key, value in known.items():
        model.one[key] = single(table, key, texts.label(key), value, kinds.get(key, "money"))
    for number, loan in enumerate(entered.loans, 1):
        for part, value, kind in (("amount", loan.amount, "money"), ("rate", loan.rate, "share")):
            key = f"loan{number}_{part}"
            model.one[key] = single(table, key, texts.label(f"loan_{part}", name=_named(loan, number)), value, kind)
    plans = [entered.past, *plans_of(study, entered.years)]
    posts = [by_post(plan, entered.posts) if plan else dict.fromkeys(POSTS, 0.0) for plan in plans]
    model.by["turnover"] = table.given("turnover", texts.label("turnover"), [float(plan.turnover) if plan else 0.0 for plan in plans])
    for post in POSTS:
        model.by[post] = table.given(post, texts.label(post).removeprefix("− "), [one[post] for one in posts])


def _named(loan: Any, number: int) -> str:
    return loan.name or texts.label("loan", number=number)


# -- trade: sales, purchases, VAT ---------------------------------------------------------


def _trade(model: Model) -> dict[str, Term]:
    """What is sold, bought, billed and paid, month by month; returns what stood open before month 1."""
    one, by, months = model.one, model.by, len(model.months.periods)
    season = monthly(model.study.after, model.study.season)["share"].to_numpy()
    by["share"] = model.months.given("share", texts.label("share"), np.resize(season, months).tolist(), kind="share")

    def of_year(line: Line, t: int) -> Term:
        """A year's figure spread over its months; the past year's before the first."""
        return line(max(t // 12 + 1, 0)) * by["share"](t % 12 if t < 0 else t)

    with_vat = 1 + one["vat_rate"]
    model.month("sales", lambda t: of_year(by["turnover"], t))
    model.month("billed", lambda t: by["sales"](t) * with_vat)
    open_bills = _delayed(
        model, "receipts", "receivable", lambda t: by["billed"](t) if t >= 0 else of_year(by["turnover"], t) * with_vat, "customer_days"
    )
    model.month("used", lambda t: of_year(by["purchases"], t))

    def kept(year: int) -> Term:
        return one["stock_days"] / 360 * by["purchases"](year)

    model.month("stock", lambda t: kept(t // 12 + 1))
    model.month("bought", lambda t: by["used"](t) + by["stock"](t) - (by["stock"](t - 1) if t else kept(0)))
    model.month("outside", lambda t: of_year(by["external"], t))
    model.month("bills", lambda t: (by["bought"](t) + by["outside"](t)) * with_vat)

    def past(t: int) -> Term:
        return (of_year(by["purchases"], t) + of_year(by["external"], t)) * with_vat

    owed = _delayed(model, "paid_bills", "suppliers", lambda t: by["bills"](t) if t >= 0 else past(t), "supplier_days")
    before = (of_year(by["turnover"], -1) - of_year(by["purchases"], -1) - of_year(by["external"], -1)) * one["vat_rate"]
    vat = greatest(0, before)
    model.month("vat_collected", lambda t: by["sales"](t) * one["vat_rate"])

    def spent(t: int) -> Term:
        return one["investment"] if t == 0 else term(0)

    model.month("vat_deductible", lambda t: (by["bought"](t) + by["outside"](t) + spent(t) + one["leasing"] / 12) * one["vat_rate"])

    def due(t: int) -> Term:
        return by["vat_collected"](t) - by["vat_deductible"](t)

    model.running("vat_credit", 0.0, lambda t, credit: greatest(0, credit - due(t)))
    model.month("vat_owed", lambda t: greatest(0, due(t) - by["vat_credit"](t - 1)))
    model.month("vat_paid", lambda t: by["vat_owed"](t - 1) if t else vat)
    return {"receivable": open_bills, "stock": kept(0), "suppliers": owed, "vat_owed": vat}


def _delayed(model: Model, paid: str, open_: str, billed: Line, days: str) -> Term:
    """What is paid of bills after some days, and what stands open; returns what stood open before month 1."""
    delay = model.one[days]
    whole = int(delay.value // 30)
    part = delay / 30 - whole
    model.month(paid, lambda t: billed(t - whole) * (1 - part) + billed(t - whole - 1) * part)
    opening: Term = billed(-whole - 1) * part
    for back in range(1, whole + 1):
        opening = opening + billed(-back)
    model.running(open_, opening, lambda t, before: before + billed(t) - model.by[paid](t))
    return opening


# -- investment and loans -----------------------------------------------------------------


def _money(model: Model) -> None:
    """Depreciation, grants and loans, month by month."""
    one, project = model.one, model.study.project
    life = min(12 * project.depreciation_years, 12 * project.years)
    model.month("written_off", lambda t: one["investment"] / one["depreciation_months"] if t < life else 0.0)
    model.month("grant_taken", lambda t: one["grants"] / one["depreciation_months"] if t < life else 0.0)
    for number, loan in enumerate(model.entered.loans, 1):
        _loan(model, loan, number)
    for key, part in (("interest_paid", "interest"), ("repaid", "repaid"), ("loans", "owed")):
        parts = [model.by[f"loan{number}_{part}"] for number in range(1, len(model.entered.loans) + 1)]
        model.month(key, lambda t, parts=parts: sum((line(t) for line in parts), term(0.0)))  # type: ignore[misc]
    last = 12 * project.years - 1
    model.month("sold", lambda t: one["residual_value"] if t == last else 0.0)


def _loan(model: Model, loan: Any, number: int) -> None:
    amount, rate = model.one[f"loan{number}_amount"], model.one[f"loan{number}_rate"]
    named, key = {"name": _named(loan, number)}, f"loan{number}"
    counted = loan.months - loan.delay_months
    instalment = _instalment(amount, rate, counted)

    def before(t: int) -> Term:
        return model.by[f"{key}_owed"](t - 1) if t else amount

    def interest(t: int) -> Term:
        return before(t) * rate / 12 if t < loan.months else term(0.0)

    def repaid(t: int, left: Term) -> Term:
        if t < loan.delay_months or t >= loan.months:
            return term(0.0)
        return left if t == loan.months - 1 else least(left, instalment - left * rate / 12)

    model.running(f"{key}_owed", amount, lambda t, left: left - repaid(t, left), said="loan_owed", **named)
    model.month(f"{key}_interest", interest, said="loan_interest", **named)
    model.month(f"{key}_repaid", lambda t: before(t) - model.by[f"{key}_owed"](t), said="loan_repaid", **named)


def _instalment(amount: Term, rate: Term, months: int) -> Term:
    monthly_rate = rate.value / 12
    value = amount.value / months if not monthly_rate else -amount.value * monthly_rate / np.expm1(-months * np.log1p(monthly_rate))
    text = f"IF({rate.text}=0,{amount.text}/{months},{amount.text}*{rate.text}/12/(1-(1+{rate.text}/12)^-{months}))"
    return Term(float(value), text)


# -- years --------------------------------------------------------------------------------


def _income(model: Model) -> None:
    by, one, table = model.by, model.one, model.under("income", "given", texts.PAST)
    rows: dict[str, Line] = {}

    def line(key: str, cell: Callable[[int], Term | float], *, kind: str = "money", style: str = "") -> None:
        rows[key] = table.line(key, texts.label(key), cell, kind=kind, style=style)

    def minus(*keys: str) -> Callable[[int], Term]:
        return lambda y: sum((-rows[key](y) for key in keys), term(0.0))

    line("turnover", by["turnover"])
    line("purchases", by["purchases"])
    line("margin", lambda y: rows["turnover"](y) - rows["purchases"](y), style="total")
    for key in ("external", "structure", "taxes", "staff"):
        line(key, by[key])
    line("lease", lambda y: one["leasing"] if y else 0.0)
    line("pay", lambda y: one["owner_pay"] if y else 0.0)
    line("ebitda", lambda y: rows["margin"](y) + minus("external", "structure", "lease", "taxes", "staff", "pay")(y), style="total")
    line("depreciation", lambda y: model.year_of("written_off", y))
    line("grant_share", lambda y: model.year_of("grant_taken", y))
    line("operating", lambda y: rows["ebitda"](y) - rows["depreciation"](y) + rows["grant_share"](y), style="total")
    line("interest", lambda y: model.year_of("interest_paid", y))
    line("sale_gain", lambda y: _sale_gain(model, y))
    line("before_tax", lambda y: rows["operating"](y) - rows["interest"](y) + rows["sale_gain"](y), style="total")
    table_losses = table.running(
        "losses", texts.label("losses"), lambda y, before: greatest(0, before - rows["before_tax"](y)) if y else term(0.0)
    )

    def base(y: int) -> Term:
        return greatest(0, rows["before_tax"](y) - (table_losses(y - 1) if y > 1 else term(0.0)))

    line("tax", lambda y: least(base(y), one["tax_limit"]) * one["tax_low"] + greatest(0, base(y) - one["tax_limit"]) * one["tax_rate"])
    line("net", lambda y: rows["before_tax"](y) - rows["tax"](y), style="total")
    line("cash_flow", lambda y: rows["net"](y) + rows["depreciation"](y) - rows["grant_share"](y) - rows["sale_gain"](y), style="total")

    def variable(y: int) -> Term:
        return rows["purchases"](y) + rows["external"](y)

    line("break_even", lambda y: _even(rows["turnover"](y), variable(y), fixed_costs(rows, y)), style="total")
    line("break_even_days", lambda y: rows["break_even"](y) / rows["turnover"](y) * 360, kind="number")
    model.by |= {f"y.{key}": row for key, row in rows.items()}


def fixed_costs(rows: dict[str, Line], year: int) -> Term:
    """What a year costs whatever is sold."""
    keys = ("structure", "lease", "taxes", "staff", "pay", "depreciation", "interest")
    return sum((rows[key](year) for key in keys), term(0.0)) - rows["grant_share"](year)


def _even(turnover: Term, variable: Term, fixed: Term) -> Term:
    """Fixed costs over the margin rate; 0 where no sales would do."""
    margin = turnover - variable
    return when(margin, fixed / (margin / turnover), 0.0)


def _sale_gain(model: Model, year: int) -> Term | float:
    project, one = model.study.project, model.one
    if year != project.years:
        return 0.0
    taken = total(model.by["written_off"], 0, 12 * year - 1)
    grants = one["grants"] - total(model.by["grant_taken"], 0, 12 * year - 1)
    return one["residual_value"] - (one["investment"] - taken) + grants


def _cash(model: Model) -> None:
    by, one = model.by, model.one

    def taxed(t: int) -> Term:
        return by["y.tax"](t // 12) if t % 12 == MAY else term(0.0)

    drawn = [one[f"loan{number}_amount"] for number in range(1, len(model.entered.loans) + 1)]
    model.month("running_costs", lambda t: sum((by[post](t // 12 + 1) for post in ("structure", "taxes", "staff")), one["owner_pay"]) / 12)
    model.month("lease_paid", lambda t: one["leasing"] / 12 * (1 + one["vat_rate"]))
    model.month("start_money", lambda t: sum(drawn, one["own_money"] + one["grants"]) if t == 0 else 0.0)
    model.month("spent", lambda t: one["investment"] * (1 + one["vat_rate"]) if t == 0 else 0.0)
    model.month("tax_paid", taxed)
    model.month(
        "change",
        lambda t: (
            by["receipts"](t) + by["start_money"](t) + by["sold"](t) - by["paid_bills"](t) - by["running_costs"](t) - by["lease_paid"](t) - by["vat_paid"](t)
            - by["spent"](t) - by["interest_paid"](t) - by["repaid"](t) - by["tax_paid"](t)
        ),
    )  # fmt: skip
    model.running("cash", 0.0, lambda t, before: before + by["change"](t), style="total")


def _balance(model: Model, opening: dict[str, Term]) -> None:
    by, one, project = model.by, model.one, model.study.project
    table = model.under("balance", "income", texts.START)
    rows: dict[str, Line] = {}

    def line(key: str, cell: Callable[[int], Term | float], *, said: str = "", style: str = "") -> None:
        rows[key] = table.line(key, texts.label(said or key), cell, style=style)

    def left(of: str, taken: str) -> Callable[[int], Term | float]:
        return lambda y: one[of] - total(by[taken], 0, 12 * y - 1) if 0 < y < project.years else 0.0

    def end(key: str) -> Callable[[int], Term | float]:
        return lambda y: model.end_of(key, y) if y else opening.get(key, 0.0)

    def tax_owed(year: int) -> Term:
        return by["y.tax"](year)

    assets = ("fixed_assets", "stock", "receivable", "vat_credit", "cash")
    line("fixed_assets", left("investment", "written_off"))
    for key in assets[1:]:
        line(key, end(key), said="year_cash" if key == "cash" else key)
    line("assets", lambda y: sum((rows[key](y) for key in assets), term(0.0)), style="total")
    owed = ("suppliers", "vat_owed", "tax_owed")
    start = opening["stock"] + opening["receivable"] - opening["suppliers"] - opening["vat_owed"] - tax_owed(0)
    line("opening_equity", lambda y: start)
    line("own_money", lambda y: one["own_money"] if y else 0.0)
    line("grants_left", left("grants", "grant_taken"))
    line("retained", lambda y: total(by["y.net"], 1, y) if y else 0.0)
    line("loans", end("loans"))
    line("suppliers", end("suppliers"))
    line("vat_owed", end("vat_owed"))
    line("tax_owed", tax_owed)
    funds = ("opening_equity", "own_money", "grants_left", "retained", "loans", *owed)
    line("liabilities", lambda y: sum((rows[key](y) for key in funds), term(0.0)), style="total")
    line("gap", lambda y: rounded(rows["assets"](y) - rows["liabilities"](y)))
    line("working_capital", lambda y: sum((rows[key](y) for key in ("stock", "receivable", "vat_credit")), term(0.0))
         - sum((rows[key](y) for key in owed), term(0.0)))  # fmt: skip
    by |= {f"b.{key}": row for key, row in rows.items()}


def _financing(model: Model) -> None:
    by, one, table = model.by, model.one, model.under("financing", "balance", texts.START)
    rows: dict[str, Line] = {}

    def line(key: str, cell: Callable[[int], Term | float], *, style: str = "") -> None:
        rows[key] = table.line(key, texts.label(key), cell, style=style)

    def at_start(key: str) -> Callable[[int], Term | float]:
        return lambda y: 0.0 if y else one[key]

    loans = [one[f"loan{number}_amount"] for number in range(1, len(model.entered.loans) + 1)]
    line("investment", at_start("investment"))
    line("working_capital_change", lambda y: by["b.working_capital"](y) - by["b.working_capital"](y - 1) if y else 0.0)
    line("loan_repayments", lambda y: model.year_of("repaid", y))
    line("needs", _summed(rows, ("investment", "working_capital_change", "loan_repayments")), style="total")
    line("own_money", at_start("own_money"))
    line("grants", at_start("grants"))
    line("new_loans", lambda y: 0.0 if y else sum(loans, term(0.0)))
    line("cash_flow", lambda y: by["y.cash_flow"](y) if y else 0.0)
    line("sold", lambda y: model.year_of("sold", y))
    line("resources", _summed(rows, ("own_money", "grants", "new_loans", "cash_flow", "sold")), style="total")
    line("balance", lambda y: rows["resources"](y) - rows["needs"](y), style="total")
    rows["running"] = table.running("running", texts.label("running"), lambda y, before: before + rows["balance"](y), style="total")


def _debt(model: Model) -> None:
    by, table = model.by, model.under("debt", "financing", texts.START)
    rows: dict[str, Line] = {}

    def line(key: str, cell: Callable[[int], Term | float], *, kind: str = "money", style: str = "") -> None:
        rows[key] = table.line(key, texts.label(key), cell, kind=kind, style=style)

    loans = [model.one[f"loan{number}_amount"] for number in range(1, len(model.entered.loans) + 1)]

    def received(y: int) -> Term:
        return sum(loans, term(0.0)) if y == 0 else term(0.0)

    def end(y: int) -> Term:
        return model.end_of("loans", y) if y else received(0)

    line("owed_before", lambda y: end(y - 1) if y else 0.0)
    line("received", received)
    line("debt_interest", lambda y: model.year_of("interest_paid", y))
    line("debt_repaid", lambda y: model.year_of("repaid", y))
    line("owed_after", end, style="total")
    line("service", _summed(rows, ("debt_interest", "debt_repaid")), style="total")
    line("cover", lambda y: (by["y.cash_flow"](y) + rows["debt_interest"](y)) / rows["service"](y) if y else 0.0, kind="number")
    line("years_to_repay", lambda y: rows["owed_after"](y) / by["y.cash_flow"](y) if y else 0.0, kind="number")


def _summed(rows: dict[str, Line], keys: Sequence[str]) -> Callable[[int], Term]:
    return lambda y: sum((rows[key](y) for key in keys), term(0.0))
