"""The forecast that a bank knows, as sheets: the years on one page, the months on another, the workings beside.

Every cell is what the forecast declared: value and formula come from the same line. Where
the study's own sheets hold a figure, the forecast follows it.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..forecast import CASH, FinancialForecast, asked_of, financial_forecast, texts
from ..forecast.model import POSTS, Model, post_of
from ..forecast.terms import Table
from ..plan import Plan
from ..study import Study
from .cells import Book, Cell, Sheet, live

__all__ = ["default_forecast", "write_forecast"]

YEAR_TABLES = ("given", "income", "balance", "financing", "debt")


def default_forecast(study: Study) -> FinancialForecast:
    """What a study says of itself: the year without the project is the past one, the loan its own; the rest as it asks."""
    return financial_forecast(study, years=min(3, study.project.years), past=study.before, **asked_of(study))


def _own(study: Study) -> float:
    """What of the price no loan covers."""
    project = study.project
    return max(0.0, float(project.investment) - (float(project.loan.amount) if project.loan else 0.0))


def write_forecast(years: Sheet, months: Sheet, forecast: FinancialForecast) -> None:
    """Both sheets."""
    model = forecast.model
    _follow(model, years.book)
    years.say(years.title, "title")
    years.say(" ".join([texts.NOTE.say(), *filter(None, [forecast.taxed()]), *forecast.asked]), "note", lines=2)
    for name in YEAR_TABLES:
        _write(years, model.tables[name], texts.title(name))
    months.say(texts.title("cash"), "title", across=len(CASH))
    _write_cash(months, model)
    _write(months, model.months, texts.title("workings"))
    months.page.print_area(0, 0, len(model.months.periods) + 6, len(CASH))
    years.page.set_portrait()


def _write(sheet: Sheet, table: Table, heading: str) -> None:
    """A table where it was declared to stand."""
    book, head = sheet.book, table.first - 2
    sheet.page.write_string(head - 1, table.left, heading, book.format("text", "heading"))
    for place, period in enumerate(table.periods):
        sheet.page.write_string(head, table.left + 1 + place, period, book.format("right", "head"))
    for key in table.keys:
        row, style = table.row_of(key) - 1, table.styles[key]
        sheet.page.write_string(row, table.left, table.labels[key], book.format("text", "" if style == "input" else style))
        for place, (value, formula) in enumerate(zip(table.figures[key], table.formulas[key], strict=True)):
            shown = style if not formula or style != "input" else ""
            cell = live(value, formula, table.kinds[key], style=shown) if formula else Cell(value=value, kind=table.kinds[key], style=shown)
            sheet.put(row, table.left + 1 + place, cell, shown)


def _write_cash(sheet: Sheet, model: Model) -> None:
    """The table of cash that is printed: a row a month, a column a line."""
    book, months = sheet.book, model.months
    for column, name in enumerate((texts.MONTH.say(), *(months.labels[key] for key in CASH))):
        sheet.page.write_string(2, column, name, book.format("right" if column else "text", "head"))
    sheet.page.set_row(2, 64)
    for period, name in enumerate(months.periods):
        sheet.page.write_string(3 + period, 0, name, book.format("text"))
        for column, key in enumerate(CASH, start=1):
            cell = months.at(key, period)
            sheet.put(3 + period, column, live(cell.value, cell.text), "total" if key == "cash" else "")
    first, last = months.at("cash", 0).text, months.at("cash", len(months.periods) - 1).text.rpartition("!")[2]
    values, row = months.figures["cash"], 4 + len(months.periods)
    for place, (text, value, formula, kind) in enumerate((
        (texts.LOWEST_CASH, min(values), f"MIN({first}:{last})", "money"),
        (texts.LOWEST_MONTH, 1 + values.index(min(values)), f"MATCH(MIN({first}:{last}),{first}:{last},0)", "whole"),
    )):  # fmt: skip
        sheet.page.write_string(row + place, 0, text.say(), book.format("text", "total"))
        sheet.put(row + place, len(CASH), live(value, formula, kind), "total")


# -- figures that stand on the study's own sheets -----------------------------------------


def _follow(model: Model, book: Book) -> None:
    """Let what is given follow the assumptions, the plans and the flows of the study."""
    study, places, given = model.study, book.places, model.tables["given"]
    single = {"investment": places["project.investment@1"], "residual_value": places["project.residual_value@1"],
              "depreciation_months": f"12*{places['project.depreciation_years@1']}"}  # fmt: skip
    loan, entered = study.project.loan, model.entered
    if entered.own_money == _own(study):
        single["own_money"] = f"MAX(0,{places['project.investment@1']}-{places['project.loan@1'] if loan else 0})"
    if entered.days["customer_days"] == study.project.working_capital_days:
        single["customer_days"] = places["project.working_capital_days@1"]
    if loan and len(entered.loans) == 1 and (entered.loans[0].amount, entered.loans[0].rate) == (loan.amount, loan.rate):
        single |= {"loan1_amount": places["project.loan@1"], "loan1_rate": places["project.loan_rate@1"]}
    for key, place in single.items():
        given.formulas[key] = [place]
    model.months.formulas["share"] = [places[f"month{period % 12 + 1}"] for period in range(len(model.months.periods))]
    past = entered.past is study.before
    for key in ("turnover", *POSTS):
        given.formulas[key] = [
            _place(model, places, key, year) if (year or past) and year <= study.project.years else "" for year in range(len(given.periods))
        ]


def _place(model: Model, places: Mapping[str, str], key: str, year: int) -> str:
    """Where the turnover, or the costs of a post, of a year stand."""
    if key == "turnover":
        return places[f"flow.turnover@{year + 1}"] if year else places["turnover@1"]
    plan: Plan = model.study.after if year else model.study.before
    names = [*plan.variable_costs, "fixed_costs", *(line.name for line in plan.lines if line.per == "year" or line.stepped)]
    own = [name for name in names if post_of(name, plan, model.entered.posts) == key]
    return "+".join(places[f"flow.cost.{name}@{year + 1}" if year else f"plan.cost.{name}@1"] for name in own) or "0"
