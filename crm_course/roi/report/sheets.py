"""The study as a workbook that a banker can recalculate: inputs, plans, season, years.

Sheets, in the order of reading: summary, assumptions (yellow cells), the two plans, the
season (the days behind the break-even date beside it), the cash flows, and what only a simulation
can tell; with an investment, the forecast over three years (fixed on the day of the report). No macro, no link, no hidden sheet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..cashflow import discounted_payback, payback
from ..decision import decided
from ..forecast import FinancialForecast
from ..forecast.texts import title
from ..plan import CostLine, Plan
from ..season import break_even_date, monthly
from ..sensitivity import critical_values, deciding_inputs
from ..study import Study
from ..texts import label
from . import texts as words
from .cells import Book, Cell, Sheet, given, live
from .flows import write_flows
from .forecast import default_forecast, write_forecast
from .risk import other_reading, simulated, write_risk
from .statement import Column, label_of, letter, statement, union

__all__ = ["workbook"]

SIDES = ("before", "after")


def workbook(study: Study, made: dt.date, forecast: FinancialForecast | None = None) -> bytes:
    """The content of the XLSX file; with money invested, or where one is given, the forecast that a bank knows is part of it."""
    name = study.name or words.UNNAMED.say()
    book = Book(words.TITLE.say(name=name))
    summary = book.sheet(words.SUMMARY.say(), first=62)
    forecast = forecast or (default_forecast(study) if study.decides_on == "npv" else None)
    bank = [book.sheet(title(key), first=44 if key == "years" else 12, others=13) for key in ("years", "months")] if forecast else []
    _write_assumptions(book.sheet(words.ASSUMPTIONS.say(), last=44), study)
    plans, season = book.sheet(words.PLANS.say(), first=62), book.sheet(words.SEASON.say(), first=16, others=19)
    flows, risk = book.sheet(words.FLOWS.say()), book.sheet(words.RISK.say(), first=62)
    _write_calendar(season, study)
    _write_plans(plans, study)
    _write_season(season, study)
    write_flows(flows, study)
    if forecast:
        write_forecast(bank[0], bank[1], forecast)
    fixed = write_risk(risk, study)
    _write_summary(summary, study, name, made, fixed)
    return book.content()


# -- what is known ------------------------------------------------------------------------


def _write_assumptions(sheet: Sheet, study: Study) -> None:
    before, after = study.before, study.after
    sheet.say(words.ASSUMPTIONS.say(), "title")
    sheet.head(words.FIGURE.say(), label_of("before"), label_of("after"), words.BEARS_ON.say())
    sheet.line(label("turnover").say(), given(before.turnover), given(after.turnover), words.A_YEAR.say(), key="turnover")
    for channel in union(before.channels, after.channels):
        sheet.line(label(channel).say(), *_both(study, "channels", channel), words.PART.say(), key=channel)
    for cost in union(before.variable_rates, after.variable_rates):
        base = (after.bases if cost in after.variable_rates else before.bases).get(cost)
        on = label(base).say() if base else words.ALL_TURNOVER.say()
        sheet.line(label(cost).say(), *_both(study, "variable_rates", cost, "percent"), on, key=cost)
    sheet.line(label("fixed_costs").say(), given(before.fixed_costs), given(after.fixed_costs), words.A_YEAR.say(), key="fixed_costs")
    for volume in union(before.volumes, after.volumes):
        sheet.line(label(volume).say(), *_both(study, "volumes", volume, "number"), words.UNITS.say(), key=volume)
    for name in union(*({line.name: line for line in plan.lines} for plan in (before, after))):
        lines = [next((line for line in plan.lines if line.name == name), None) for plan in (before, after)]
        sheet.line(
            label(name).say(),
            *(given(line.amount, "price" if line.per != "year" else "money") if line else None for line in lines),
            _per(lines),
            key=name,
        )
        if any(line and line.every for line in lines):
            sizes = [given(line.every, "number") if line and line.every else None for line in lines]
            sheet.line(words.EVERY.say(name=label(name)), *sizes, key=f"{name}.every")
    sheet.skip()
    _write_project(sheet, study)
    sheet.say((words.THROUGH.say(channel=label(study.through)) if study.through else words.SAME_MIX.say()), "note", across=4)
    sheet.say(words.TIMING.say(), "note", lines=2, across=4)
    sheet.say(words.FIXED_INPUT.say(), "note", across=4)
    sheet.skip()
    _write_beliefs(sheet, study)
    sheet.page.freeze_panes(2, 1)


def _write_project(sheet: Sheet, study: Study) -> None:
    project = study.project
    sheet.say(words.PROJECT.say(), "heading", across=4)
    figures: list[tuple[str, str, Cell]] = [
        ("investment", label("investment").say(), given(project.investment)),
        ("years", words.YEARS.say(), given(project.years, "whole", style="shape")),
        ("discount_rate", label("discount_rate").say(), given(project.discount_rate, "percent")),
        ("tax_rate", label("tax_rate").say(), given(project.tax_rate, "percent")),
        ("depreciation_years", words.DEPRECIATION_YEARS.say(), given(project.depreciation_years, "whole", style="shape")),
        ("working_capital_days", label("working_capital_days").say(), given(project.working_capital_days, "number")),
        ("residual_value", label("residual_value").say(), given(project.residual_value)),
        *((f"ramp{year}", words.RAMP.say(year=year), given(share, "percent")) for year, share in enumerate(project.ramp_up, start=1)),
    ]
    if project.loan:
        figures += [
            ("loan", words.LOAN.say(), given(project.loan.amount)),
            ("loan_rate", words.LOAN_RATE.say(), given(project.loan.rate, "percent")),
            ("loan_years", words.LOAN_YEARS.say(), given(project.loan.years, "whole", style="shape")),
        ]
    for key, named, cell in figures:
        sheet.line(named, cell, key=f"project.{key}")


def _write_beliefs(sheet: Sheet, study: Study) -> None:
    sheet.say(words.BELIEFS.say(), "heading", across=4)
    if not study.assumptions:
        sheet.say(words.NO_BELIEFS.say(), "note", lines=2, across=4)
    for belief in study.assumptions:
        source = f" {words.SOURCE.say()} : {belief.source}" if belief.source else ""
        sheet.say(f"{belief.text}{source}", across=4, lines=1 + len(belief.text + source) // 110)


# -- the two plans ------------------------------------------------------------------------


def _write_plans(sheet: Sheet, study: Study) -> None:
    plans, places = (study.before, study.after), sheet.book.places
    sheet.say(words.PLANS.say(), "title")
    sheet.head("", label_of("before"), label_of("after"))
    turnover = sheet.line(label("turnover").say(), *(live(plan.turnover, places[f"turnover@{side}"]) for side, plan in enumerate(plans, 1)))
    columns = [
        Column(
            plan=plan, side=side, turnover=f"{letter(side)}{turnover + 1}",
            channels={name: places[f"{name}@{side}"] for name in plan.channels},
            volumes={name: places[f"{name}@{side}"] for name in plan.volumes},
        )
        for side, plan in enumerate(plans, 1)
    ]  # fmt: skip
    result = statement(sheet, study, columns) + 1
    places.update({f"plan.{key}@{side}": places[f"{key}@{side}"] for key in ("margin", "result") for side in (1, 2)})
    margins = [int(places[f"margin@{side}"].rpartition("$")[2]) for side in (1, 2)]
    sheet.skip()
    ratio = [f"{c}{margins[0]}/{c}{turnover + 1}" for c in "BC"]
    sheet.line(
        words.MARGIN_RATE.say(),
        *(live(plan.contribution_margin_rate, f, "percent") for plan, f in zip(plans, ratio, strict=True)),
        key="plan.rate",
    )
    sheet.line(words.BREAK_EVEN.say(), *(_break_even(plan, places, side) for side, plan in enumerate(plans, 1)), key="plan.even")
    even, rate = [places[f"plan.even@{side}"] for side in (1, 2)], turnover + 1
    safety = [
        live(plan.safety_margin, f'IF(ISNUMBER({e}),{c}{rate}-{e},"{words.NEVER}")') for plan, e, c in zip(plans, even, "BC", strict=True)
    ]
    sheet.line(words.SAFETY.say(), *(cell if np.isfinite(cell.value) else words.NEVER.say() for cell in safety), key="plan.safety")
    shares = [
        live(plan.safety_margin_rate, f"({c}{rate}-{e})/{c}{rate}", "percent")
        if np.isfinite(plan.safety_margin_rate)
        else words.NEVER.say()
        for plan, e, c in zip(plans, even, "BC", strict=True)
    ]
    sheet.line(words.SAFETY_RATE.say(), *shares)
    levers = [
        live(plan.operating_leverage, f"{c}{margins[0]}/{c}{result}", "number")
        if np.isfinite(plan.operating_leverage)
        else words.NEVER.say()
        for plan, c in zip(plans, "BC", strict=True)
    ]
    sheet.line(words.LEVERAGE.say(), *levers)
    sheet.line(
        words.BREAK_EVEN_DAY.say(), *(_break_even_day(study, plan, places, side) for side, plan in enumerate(plans, 1)), key="plan.day"
    )
    _write_comparison(sheet, study)


def _break_even(plan: Plan, places: Mapping[str, str], side: int) -> Cell | str:
    """Structure costs over margin rate; steps need a search, so that with them the figure is the library's."""
    value = plan.break_even_turnover
    if any(line.stepped for line in plan.lines):
        return Cell(value=value)
    costs = f"({places[f'margin@{side}']}-{places[f'result@{side}']})"
    rate = places[f"plan.rate@{side}"]
    return live(value, f'IF({rate}>0,{costs}/{rate},"{words.NEVER}")')


def _break_even_day(study: Study, plan: Plan, places: Mapping[str, str], side: int) -> Cell:
    day = break_even_date(plan, study.season)
    even, turnover = places[f"plan.even@{side}"], places[f"turnover@{side}"]
    share = f"{even}/{turnover}-0.000000000001"
    reached, days = places["days.reached"], places["days.days"]
    found = f"INDEX({days},IFERROR(MATCH({share},{reached},1),0)+1)"
    formula = f'IF(ISNUMBER({even}),IF({share}>{places["days.all"]},"{words.NEVER}",{found}),"{words.NEVER}")'
    return live(day or words.NEVER.say(), formula, "date")


def _write_comparison(sheet: Sheet, study: Study) -> None:
    """The gain, where it comes from, and how far each figure may go before it is gone."""
    two, places = study.comparison, sheet.book.places
    turnovers = [places[f"turnover@{side}"] for side in (1, 2)]
    results, rates = ([places[f"plan.{key}@{side}"] for side in (1, 2)] for key in ("result", "rate"))
    structure = [f"({places[f'plan.margin@{side}']}-{places[f'plan.result@{side}']})" for side in (1, 2)]
    sheet.skip()
    sheet.say(words.GAIN.say(), "heading")
    sheet.line(words.GAIN.say(), live(two.gain, f"{results[1]}-{results[0]}"), key="gain", style="total")
    gain = places["gain@1"]
    parts = two.breakdown
    sheet.line(words.FROM_VOLUME.say(), live(parts.volume, f"({turnovers[1]}-{turnovers[0]})*{rates[0]}"))
    sheet.line(words.FROM_MARGIN.say(), live(parts.margin_erosion, f"({rates[1]}-{rates[0]})*{turnovers[1]}"))
    sheet.line(words.FROM_STRUCTURE.say(), live(parts.structure, f"{structure[0]}-{structure[1]}"))
    sheet.line(words.GROWTH.say(), live(two.growth, f"{turnovers[1]}/{turnovers[0]}-1", "percent"), key="growth")
    sheet.line(words.REQUIRED.say(), _required(study, places, structure[1]), key="required")
    if np.isfinite(two.required_growth):
        sheet.line(
            words.REQUIRED_GROWTH.say(),
            live(two.required_growth, f"{places['required@1']}/{turnovers[0]}-1", "percent"),
            key="required_growth",
        )
    sheet.line(words.HIGHEST_FIXED.say(), live(two.highest_fixed_costs, f"{places['fixed_costs@2']}+{gain}"), key="highest_fixed")
    variable = live(two.after.variable_rate, f"1-{rates[1]}", "percent")
    sheet.line(words.VARIABLE_RATE.say(), variable, key="variable_rate")
    highest = live(two.highest_variable_rate, f"{places['variable_rate@1']}+{gain}/{turnovers[1]}", "percent")
    sheet.line(words.HIGHEST_RATE.say(), highest, key="highest_rate")


def _required(study: Study, places: Mapping[str, str], structure: str) -> Cell | str:
    two = study.comparison
    if not np.isfinite(two.required_turnover):
        return words.NEVER.say()
    if not two.through:
        return live(two.required_turnover, f"({places['plan.result@1']}+{structure})/{places['plan.rate@2']}")
    borne = [cost for cost in two.after.variable_rates if two.after.bases.get(cost, two.through) == two.through]
    marginal = "-".join(["1", *(places[f"{cost}@2"] for cost in borne)])
    return live(two.required_turnover, f"{places['turnover@2']}-{places['gain@1']}/({marginal})")


# -- the year -----------------------------------------------------------------------------


DAYS = 25
"""Column of the days of the year: they stand beside the season, outside what is printed."""


def _write_calendar(sheet: Sheet, study: Study) -> None:
    """Every day's share of the sales, and their running total: what the break-even date is read from."""
    shares, places, book = study.season.daily_shares(), sheet.book.places, sheet.book
    for column, text in enumerate((words.DAY, words.SHARE, words.CUMULATIVE)):
        sheet.page.write_string(0, DAYS + column, text.say(), book.format("text", "head"))
    share, total = letter(DAYS + 1), letter(DAYS + 2)
    for row, (day, part, reached) in enumerate(zip(study.season.days(), shares, np.cumsum(shares), strict=True), start=1):
        sheet.put(row, DAYS, Cell(value=day.date(), kind="date"))
        sheet.put(row, DAYS + 1, given(float(part), "part"), "input")
        sheet.put(row, DAYS + 2, live(float(reached), f"{total}{row}+{share}{row + 1}" if row > 1 else f"{share}{row + 1}", "part"))
    last = len(shares) + 1
    places["days.days"], places["days.reached"] = (
        f"'{sheet.title}'!${letter(DAYS + side)}$2:${letter(DAYS + side)}${last}" for side in (0, 2)
    )
    places["days.all"] = f"'{sheet.title}'!${total}${last}"
    for month in range(1, 13):
        rows = [2 + i for i, day in enumerate(study.season.days()) if day.month == month]
        places[f"month{month}"] = f"SUM('{sheet.title}'!${share}${rows[0]}:${share}${rows[-1]})"


def _write_season(sheet: Sheet, study: Study) -> None:
    places = sheet.book.places
    lines: list[tuple[str, int, int]] = []
    sheet.say(words.SEASON.say(), "title")
    for side, name in enumerate(SIDES, 1):
        plan, table = getattr(study, name), monthly(getattr(study, name), study.season)
        sheet.say(label_of(name), "heading")
        sheet.head(
            words.MONTH.say(), words.SHARE.say(), words.TURNOVER.say(), words.MARGIN.say(), words.STRUCTURE.say(), words.RESULT.say(),
            words.CUMULATIVE_RESULT.say(),
        )  # fmt: skip
        structure, first = f"({places[f'plan.margin@{side}']}-{places[f'plan.result@{side}']})/12", sheet.row
        for month, row in table.iterrows():
            at = sheet.row + 1
            total = float(row["cumulative_margin"]) - plan.structure_costs * int(str(month)) / 12
            sheet.line(
                str(month), live(float(row["share"]), places[f"month{month}"], "percent"),
                live(float(row["turnover"]), f"{places[f'turnover@{side}']}*B{at}"),
                live(float(row["contribution_margin"]), f"{places[f'plan.margin@{side}']}*B{at}"),
                live(float(row["structure_costs"]), structure), live(float(row["result"]), f"D{at}-E{at}"),
                live(total, f"SUM(F{first + 1}:F{at})"),
            )  # fmt: skip
        lines.append((label_of(name), first, sheet.row - 1))
        sheet.skip()
    sheet.page.print_area(0, 0, sheet.row + 20, 6)
    sheet.draw(
        "line", words.CUMULATIVE_RESULT.say(), [(named, (top, 6, end, 6)) for named, top, end in lines], (lines[0][1], 0, lines[0][2], 0)
    )


# -- the first sheet ----------------------------------------------------------------------


def _write_summary(sheet: Sheet, study: Study, name: str, made: dt.date, fixed: Sequence[tuple[str, Cell]]) -> None:
    two, places = study.comparison, sheet.book.places
    sheet.say(words.TITLE.say(name=name), "title")
    sheet.say(words.MADE.say(day=made), "note")
    sheet.skip()
    sheet.say(words.FINDING.say(), "heading")
    _say_decision(sheet, study)
    for line in decided(study, simulated(study)).lines()[1 if study.decides_on == "npv" else 0 :]:
        sheet.say(line, lines=2)
    if caution := other_reading(study):
        sheet.say(caution, lines=2)
    sheet.say(words.LIVE.say(fixed=words.RISK), "note", lines=2)
    sheet.skip()
    sheet.head(words.FIGURE.say(), label_of("before"), label_of("after"))
    rows = [("turnover", label("turnover").say(), "turnover", "money"), ("margin", words.MARGIN.say(), "contribution_margin", "money"),
            ("result", words.RESULT.say(), "result", "money"), ("even", words.BREAK_EVEN.say(), "break_even_turnover", "money")]  # fmt: skip
    for key, named, attribute, kind in rows:
        known = [places[f"{'plan.' if key != 'turnover' else ''}{key}@{side}"] for side in (1, 2)]
        sheet.line(named, *(live(getattr(getattr(study, side), attribute), place, kind) for side, place in zip(SIDES, known, strict=True)))
    days = [
        live(break_even_date(getattr(study, side), study.season) or words.NEVER.say(), places[f"plan.day@{i}"], "date")
        for i, side in enumerate(SIDES, 1)
    ]
    sheet.line(words.BREAK_EVEN_DAY.say(), *days)
    invested = study.decides_on == "npv"
    sheet.line(words.GAIN.say(), None, live(two.gain, places["gain@1"]), style="" if invested else "total")
    sheet.skip()
    _write_limits(sheet, study)
    sheet.skip()
    sheet.say(words.FLOWS.say(), "heading")
    for key, text, kind in (("npv", words.NPV, "money"), ("irr", words.IRR, "percent"), ("payback", words.PAYBACK, "years"),
                             ("discounted_payback", words.DISCOUNTED_PAYBACK, "years")):  # fmt: skip
        sheet.line(
            text.say(), None, _outcome(study, key, places[f"flow.{key}@1"], kind), style="total" if invested and key == "npv" else ""
        )
    if invested:
        _write_need(sheet, study)
    for named_risk, cell in fixed:
        sheet.line(named_risk, None, cell)
    sheet.page.set_first_sheet()
    sheet.page.activate()


def _say_decision(sheet: Sheet, study: Study) -> None:
    """The deciding sentence as a formula: it follows the figures."""
    if study.decides_on == "gain":
        return
    value, place = float(study.outcome()), sheet.book.places["flow.npv@1"]
    pays, not_ = (text.say(outcome=words.NPV.say().lower()) for text in (words.SAYS_PAYS, words.SAYS_NOT))
    sheet.say_live(pays if value > 0 else not_, f'IF({place}>0,"{pays}","{not_}")')


def _write_need(sheet: Sheet, study: Study) -> None:
    """How much has to be found, and when."""
    flows, places = study.flows, sheet.book.places
    row = places["flow.low"]
    sheet.line(words.PEAK_NEED.say(), None, live(float(flows.peak_need), f"MAX(0,-MIN({row}))"))
    sheet.line(words.PEAK_YEAR.say(), None, live(int(flows.peak_year), f"MATCH(MIN({row}),{row},0)-1", "whole"))
    if study.project.loan is not None:
        own = places["flow.total"]
        sheet.line(words.PEAK_NEED_WITHOUT.say(), None, live(float(flows.peak_need_without_loan), f"MAX(0,-MIN({own}))"))


def _write_limits(sheet: Sheet, study: Study) -> None:
    """What would change the decision: expected, limit, room."""
    two, places = study.comparison, sheet.book.places
    sheet.say(words.CHANGES.say(), "heading")
    sheet.head(words.FIGURE.say(), words.PRESENT.say(), words.LIMIT.say(), words.ROOM.say())
    if study.decides_on == "npv":
        _write_npv_limits(sheet, study)
        return
    limits = [("turnover@2", "required@1", label("turnover").say(), two.after.turnover, two.required_turnover, "money"),
              ("fixed_costs@2", "highest_fixed@1", label("fixed_costs").say(), two.after.fixed_costs, two.highest_fixed_costs, "money"),
              ("variable_rate@1", "highest_rate@1", words.VARIABLE_RATE.say(), two.after.variable_rate, two.highest_variable_rate, "percent")]  # fmt: skip
    for present, limit, named, value, end, kind in limits:
        at = sheet.row + 1
        room = live((end - value) / value, f"C{at}/B{at}-1", "percent") if np.isfinite(end) and value else None
        sheet.line(named, live(value, places[present], kind), live(end, places[limit], kind), room)


def _write_npv_limits(sheet: Sheet, study: Study) -> None:
    """The same on the net present value: each limit found by search, on the day of the report."""
    for name, row in critical_values(study, by=deciding_inputs(study)).iterrows():
        kind, place, at = study.kinds[str(name)], sheet.book.places[f"{name}@2"], sheet.row + 1
        end = float(row["critical"])
        room = live(float(row["relative_change"]), f"C{at}/B{at}-1", "percent") if np.isfinite(end) and row["present"] else None
        sheet.line(label(str(name)).say(), live(float(row["present"]), place, kind), Cell(value=end, kind=kind), room)
    sheet.say(words.NEEDED_FIXED.say(), "note")


def _outcome(study: Study, key: str, place: str, kind: str) -> Cell:
    flows = study.flows.project
    value = {"payback": lambda: payback(flows), "discounted_payback": lambda: discounted_payback(study.project.discount_rate, flows)}
    known: Any = value[key]() if key in value else study.outcome(key)
    return live(known if np.isfinite(known) else _word(study, key), place, kind)


def _word(study: Study, key: str) -> str:
    """What stands where there is no one figure."""
    from ..rates import irr

    if key == "irr" and (count := len(np.unique(irr(study.flows.project).round(10)))) > 1:
        return words.SEVERAL_RATES.say(count=count)
    return words.NEVER.say() if key != "irr" else "–"


# -- helpers ------------------------------------------------------------------------------


def _both(study: Study, group: str, name: str, kind: str = "money") -> list[Cell | None]:
    plans = (study.before, study.after)
    return [given(getattr(plan, group)[name], kind) if name in getattr(plan, group) else None for plan in plans]


def _per(lines: Sequence[CostLine | None]) -> str:
    line = next(line for line in lines if line)
    if line.per == "year":
        return words.A_YEAR.say()
    if line.every is None:
        return words.PER.say(volume=label(line.per))
    return words.PER_STEP.say(every=line.every, volume=label(line.per))
