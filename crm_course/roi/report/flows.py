"""The years of the project, cell by cell: sales, statement, tax, working capital, loan, value."""

from __future__ import annotations

import numpy as np

from crm_course.foundations.language import Text

from ..cashflow import discounted_payback, payback
from ..project import Loan
from ..rates import irr
from ..study import Study
from ..texts import label
from . import texts as words
from .cells import Cell, Sheet, live
from .statement import Column, letter, statement

__all__ = ["write_flows"]


def write_flows(sheet: Sheet, study: Study) -> None:
    """The sheet of the cash flows; year 0 stands in the second column."""
    _Flows(sheet, study).write()


class _Flows:
    def __init__(self, sheet: Sheet, study: Study) -> None:
        self.sheet, self.study, self.flows = sheet, study, study.flows
        self.places = sheet.book.places
        self.years = range(study.project.years + 1)
        self.rows: dict[str, int] = {}

    def write(self) -> None:
        """Every line, from sales to value."""
        self.sheet.say(words.FLOWS.say(), "title")
        self.sheet.say(words.TIMING.say(), "note", across=7)
        self.sheet.head(words.YEAR.say(), *map(str, self.years))
        self.sheet.page.freeze_panes(self.sheet.row, 1)
        self._sales()
        self._tax()
        self._flows()
        if self.study.project.loan:
            self._owner(self.study.project.loan)
        self.rows["low"] = self.sheet.row + 1
        last = "owner" if self.study.project.loan else "flow"
        self.line("low", words.CUMULATIVE_OWNER, self.each(f"{{low:-1}}+{{{last}}}"), np.cumsum(self.flows.owner))
        self.places["flow.low"] = self._row("low")
        self._value()

    # -- helpers --------------------------------------------------------------------------

    def line(self, key: str, text: Text | str, formulas: list[str], values: object, style: str = "", kind: str = "money") -> None:
        """A line with one formula per year; an empty formula leaves its cell empty."""
        known = np.broadcast_to(np.asarray(values, float), (len(self.years),))
        cells = [live(float(value), formula, kind) if formula else None for value, formula in zip(known, formulas, strict=True)]
        self.rows[key] = self.sheet.line(str(text), *cells, style=style) + 1

    def cell(self, key: str, year: int) -> str:
        """The address of a line's cell in a year; 0 outside the table."""
        return f"{letter(year + 1)}{self.rows[key]}" if year in self.years else "0"

    def each(self, pattern: str, first: int = 0) -> list[str]:
        """`pattern` per year: ``{gain}`` is that year's cell of a line, ``{gain:-1}`` the year before."""
        return [self._filled(pattern, year) if year >= first else "" for year in self.years]

    def _filled(self, pattern: str, year: int) -> str:
        return pattern.format_map(_Cells(self, year))

    def _row(self, key: str) -> str:
        """All years of a line, from any sheet."""
        return f"'{self.sheet.title}'!$B${self.rows[key]}:${letter(len(self.years))}${self.rows[key]}"

    def given(self, name: str) -> str:
        """The address of one of the project's figures."""
        return self.places[f"project.{name}@1"]

    # -- from sales to profit -------------------------------------------------------------

    def _sales(self) -> None:
        study, flows, project = self.study, self.flows, self.study.project
        before, after = self.places["turnover@1"], self.places["turnover@2"]
        ramps = [self.given(f"ramp{min(year, len(project.ramp_up))}") if year else "" for year in self.years]
        reached = [project.reached(year) if year else 0.0 for year in self.years]
        self.line("reached", words.RAMP.say(year=1).rpartition(",")[0], ramps, reached, kind="percent")
        self.line("extra", words.EXTRA, self.each(f"({after}-{before})*{{reached}}", 1), flows.extra_turnover)
        turnovers = study.before.turnover + flows.extra_turnover
        self.line("turnover", words.TURNOVER_WITH, self.each(f"{before}+{{extra}}", 1), turnovers)
        self.places |= {f"flow.turnover@{year + 1}": f"'{self.sheet.title}'!{self.cell('turnover', year)}" for year in self.years[1:]}
        plans = {year: study.after.at(float(turnovers[year]), study.through) for year in self.years[1:]}
        for name in study.after.channels:
            self._part(name, [plan.channels[name] for plan in plans.values()], name == study.through, after)
        for name in study.after.volumes:
            self._part(name, [plan.volumes[name] for plan in plans.values()], False, after, "number")
        columns: list[Column | None] = [None] + [
            Column(
                plan=plan, side=2, turnover=self.cell("turnover", year),
                channels={name: self.cell(f"part.{name}", year) for name in plan.channels},
                volumes={name: self.cell(f"part.{name}", year) for name in plan.volumes},
            )
            for year, plan in plans.items()
        ]  # fmt: skip
        self.rows["with"] = statement(self.sheet, study, columns, of="flow") + 1
        self.line("without", words.RESULT_WITHOUT, self.each(self.places["plan.result@1"], 1), study.before.result)
        self.line("gain", words.YEAR_GAIN, self.each("{with}-{without}", 1), flows.gain, "total")

    def _part(self, name: str, values: list[float], moves: bool, after: str, kind: str = "money") -> None:
        """A channel or a volume: it makes the difference, stays, or moves in step with the turnover."""
        known = self.places[f"{name}@2"]
        step = f"{known}+{{turnover}}-{after}" if moves else known if self.study.through else f"{known}*{{turnover}}/{after}"
        self.line(f"part.{name}", label(name), self.each(step, 1), [0.0, *values], kind=kind)

    def _tax(self) -> None:
        project, flows = self.study.project, self.flows
        life = [year for year in self.years if 0 < year <= project.depreciation_years]
        share = f"{self.given('investment')}/{self.given('depreciation_years')}"
        self.line("off", words.DEPRECIATION, [share if year in life else "" for year in self.years], flows.depreciation)
        last = self.years[-1]
        book = f"{self.given('residual_value')}-({self.given('investment')}-SUM({self.cell('off', 0)}:{self.cell('off', last)}))"
        surplus = float(project.residual_value - (project.investment - flows.depreciation.sum()))
        on_sale = [surplus if year == last else 0.0 for year in self.years]
        self.line("sale", words.BOOK_GAIN, [book if year == last else "" for year in self.years], on_sale)
        profit = flows.gain - flows.depreciation + np.array(on_sale)
        self.line("profit", words.TAXABLE, self.each("{gain}-{off}+{sale}"), profit)
        self._taxed("profit", "tax", words.TAX, profit, flows.tax)

    def _taxed(self, base: str, key: str, text: Text, profit: np.typing.NDArray[np.float64], tax: np.typing.NDArray[np.float64]) -> None:
        """The tax on a line of profits: losses are set off at once, or carried forward."""
        rate = self.given("tax_rate")
        if self.study.project.losses == "offset":
            self.line(key, text, self.each(f"-{rate}*{{{base}}}"), tax)
            return
        carried = [0.0]
        for amount in profit:
            carried.append(max(carried[-1] - float(amount), 0.0))
        lost = f"{base}_lost"
        self.rows[lost] = self.sheet.row + 1
        self.line(lost, words.LOSS_CARRIED, self.each(f"MAX({{{lost}:-1}}-{{{base}}},0)"), carried[1:])
        self.line(key, text, self.each(f"-{rate}*MAX({{{base}}}-{{{lost}:-1}},0)"), tax)

    # -- from profit to cash --------------------------------------------------------------

    def _flows(self) -> None:
        flows, last = self.flows, self.years[-1]
        days = self.given("working_capital_days")
        tied = np.append(flows.extra_turnover[1:], 0.0) * self.study.project.working_capital_days / 360
        self.line("tied", words.TIED, self.each(f"{{extra:1}}*{days}/360"), tied)
        self.line("working", words.WORKING_CAPITAL, self.each("{tied:-1}-{tied}"), flows.working_capital)
        bought = [f"-{self.given('investment')}" if year == 0 else "" for year in self.years]
        bought[last] = f"{bought[last]}+{self.given('residual_value')}".lstrip("+")
        self.line("invested", words.INVESTED, bought, flows.investment)
        self.line("flow", words.PROJECT_FLOW, self.each("{gain}+{tax}+{working}+{invested}"), flows.project, "total")

    def _owner(self, loan: Loan) -> None:
        flows, project = self.flows, self.study.project
        amount, rate, years = (self.given(name) for name in ("loan", "loan_rate", "loan_years"))
        interest, repaid = loan.schedule(project.years)
        owed = float(loan.amount) - np.cumsum(repaid)
        instalment = f"IF({rate}=0,{amount}/{years},{amount}*{rate}/(1-(1+{rate})^-{years}))"
        ends = {loan.years, project.years}
        self.rows["owed"] = self.sheet.row + 2
        self.line("interest", words.INTEREST, self.each(f"-{{owed:-1}}*{rate}", 1), flows.interest)
        after = [amount] + [
            "0" if year in ends or year > loan.years else "{owed:-1}-MIN({payment}+{interest},{owed:-1})" for year in self.years[1:]
        ]
        formulas = [self._filled(f.replace("{payment}", instalment), year) for year, f in enumerate(after)]
        self.line("owed", words.OWED, formulas, owed)
        self.line("loan", words.LOAN_FLOW, [self.cell("owed", 0), *self.each("{owed}-{owed:-1}")[1:]], flows.loan)
        profit = flows.gain - flows.depreciation - interest
        profit[-1] += float(project.residual_value - (project.investment - flows.depreciation.sum()))
        self.line("own", words.TAXABLE, self.each("{profit}+{interest}"), profit)
        self._taxed("own", "own_tax", words.TAX, profit, flows.tax + flows.tax_relief)
        self.line("relief", words.TAX_RELIEF, self.each("{own_tax}-{tax}"), flows.tax_relief)
        self.line("owner", words.OWNER_FLOW, self.each("{flow}+{loan}+{interest}+{relief}"), flows.owner, "total")

    # -- what it is worth -----------------------------------------------------------------

    def _value(self) -> None:
        flows, rate = self.flows.project, self.given("discount_rate")
        growth = 1 + float(self.study.project.discount_rate)
        discounted = flows / growth ** np.arange(len(flows))
        for key, text, pattern, values in (
            ("total", words.CUMULATIVE, "{total:-1}+{flow}", np.cumsum(flows)),
            ("discounted", words.DISCOUNTED, None, discounted),
            ("sum", words.CUMULATIVE_DISCOUNTED, "{sum:-1}+{discounted}", np.cumsum(discounted)),
        ):
            self.rows[key] = self.sheet.row + 1
            formulas = self.each(pattern) if pattern else [f"{self.cell('flow', year)}/(1+{rate})^{year}" for year in self.years]
            self.line(key, text, formulas, values)
        self.places["flow.total"] = self._row("total")
        self.sheet.skip()
        first, last = self.cell("flow", 0), self.cell("flow", self.years[-1])
        worth = f"{first}+NPV({rate},{self.cell('flow', 1)}:{last})"
        self.sheet.line(words.NPV.say(), live(float(self.flows.npv), worth), key="flow.npv", style="total")
        self.sheet.line(words.IRR.say(), self._rate(first, last), key="flow.irr")
        back = {"payback": ("flow", "total", payback(flows)),
                "discounted_payback": ("discounted", "sum", discounted_payback(self.study.project.discount_rate, flows))}  # fmt: skip
        for key, (flow, total, value) in back.items():
            self.sheet.line(getattr(words, key.upper()).say(), self._back(flow, total, float(value)), key=f"flow.{key}")

        row, last_column = self.rows["total"] - 1, len(self.years)
        heads = self.rows["reached"] - 2
        self.sheet.draw(
            "column", words.CUMULATIVE.say(), [(words.CUMULATIVE.say(), (row, 1, row, last_column))], (heads, 1, heads, last_column)
        )

    def _rate(self, first: str, last: str) -> Cell:
        rates = np.unique(irr(self.flows.project).round(12))
        if len(rates) != 1:
            several = words.SEVERAL_RATES.say(count=len(rates)) if len(rates) else "–"
            return Cell(value=several, kind="right")
        rate = float(irr(self.flows.project)[0])
        return live(rate, f'IFERROR(IRR({first}:{last},{rate!r}),"–")', "percent")

    def _back(self, flow: str, total: str, value: float) -> Cell:
        """The first year after the lowest running total in which it is not negative, and the part of that year that it takes."""
        row = self._row(total)
        lowest = f"MATCH(MIN({row}),{row},0)-1"
        formula = f'"{words.NEVER.say()}"'
        for year in reversed(self.years[1:]):
            within = f"{year - 1}-{self.cell(total, year - 1)}/{self.cell(flow, year)}"
            formula = f"IF(AND({self.cell(total, year)}>=-0.000000001,{year}>{lowest}),{within},{formula})"
        formula = f"IF(MIN({row})>=-0.000000001,0,{formula})"
        return live(value, formula, "years")


class _Cells(dict[str, str]):
    """Lines by name for one year, for :meth:`str.format_map`."""

    def __init__(self, flows: _Flows, year: int) -> None:
        super().__init__()
        self._flows, self._year = flows, year

    def __missing__(self, key: str) -> _At:
        return _At(self._flows, key, self._year)


class _At(str):
    """A line's cell: of this year, or so many years later (``:1``) or earlier (``:-1``)."""

    def __new__(cls, flows: _Flows, key: str, year: int) -> _At:
        made = super().__new__(cls, key)
        made.flows, made.year = flows, year  # type: ignore[attr-defined]
        return made

    def __format__(self, shift: str) -> str:
        return self.flows.cell(str(self), self.year + int(shift or 0))  # type: ignore[attr-defined, no-any-return]
