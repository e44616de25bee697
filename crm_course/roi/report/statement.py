"""One income statement for every table of the workbook: costs one by one, margin, structure, result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from ..chart_texts import AFTER, BEFORE
from ..plan import CostLine, Plan
from ..study import Study
from ..texts import label
from . import texts as words
from .cells import Book, Cell, Sheet, live

__all__ = ["Column", "label_of", "letter", "statement", "union"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A year in a table: its plan, whose rates apply (1: before, 2: after), and where its turnover and volumes stand."""

    plan: Plan
    side: int
    turnover: str
    channels: Mapping[str, str]
    volumes: Mapping[str, str]


def statement(sheet: Sheet, study: Study, columns: Sequence[Column | None], *, of: str = "plan") -> int:
    """The differential income statement, one column per year; ``None`` leaves a column empty; `of` names its places. Returns the result's row."""
    plans = (study.before, study.after)
    costs = union(*(plan.variable_costs for plan in plans))
    structure = union(*({line.name: line for line in plan.lines if line.per == "year" or line.stepped} for plan in plans))
    first = sheet.row
    for cost in costs:
        sheet.line(
            f"− {label(cost).say()}",
            *(_variable(sheet.book, column, cost) if column else None for column in columns),
            key=f"{of}.cost.{cost}",
        )
    margin = sheet.row
    minus = f"-SUM({{0}}{first + 1}:{{0}}{margin})" if costs else ""
    margins = [
        live(column.plan.contribution_margin, column.turnover + minus.format(letter(i))) if column else None
        for i, column in enumerate(columns, 1)
    ]
    sheet.line(words.MARGIN.say(), *margins, style="total", key="margin")
    begin = sheet.row
    fixed = [live(column.plan.fixed_costs, sheet.book.places[f"fixed_costs@{column.side}"]) if column else None for column in columns]
    sheet.line(f"− {label('fixed_costs').say()}", *fixed, key=f"{of}.cost.fixed_costs")
    for name in structure:
        sheet.line(
            f"− {label(name).say()}",
            *(_structure(sheet.book, column, name) if column else None for column in columns),
            key=f"{of}.cost.{name}",
        )
    result = sheet.row
    formula = "{0}" + str(margin + 1) + f"-SUM({{0}}{begin + 1}:{{0}}{result})"
    cells = [live(column.plan.result, formula.format(letter(i))) if column else None for i, column in enumerate(columns, 1)]
    return sheet.line(words.RESULT.say(), *cells, style="total", key="result")


def _variable(book: Book, column: Column, cost: str) -> Cell | None:
    plan, side = column.plan, column.side
    if cost not in plan.variable_costs:
        return None
    if cost in plan.variable_rates:
        base = column.channels[plan.bases[cost]] if cost in plan.bases else column.turnover
        return live(plan.variable_costs[cost], f"{book.places[f'{cost}@{side}']}*{base}")
    line = _line(plan, cost)
    return live(plan.variable_costs[cost], f"{book.places[f'{cost}@{side}']}*{column.volumes[line.per]}")


def _structure(book: Book, column: Column, name: str) -> Cell | None:
    plan, side = column.plan, column.side
    line = next((line for line in plan.lines if line.name == name), None)
    if line is None:
        return None
    amount = book.places[f"{name}@{side}"]
    if not line.stepped:
        return live(line.euros(plan.volumes), amount)
    started = f"ROUNDUP(ROUND({column.volumes[line.per]}/{book.places[f'{name}.every@{side}']},9),0)"
    return live(line.euros(plan.volumes), f"{amount}*{started}")


# -- helpers ------------------------------------------------------------------------------


def label_of(side: str) -> str:
    """What a plan is called."""
    return (BEFORE if side == "before" else AFTER).say()


def union(*groups: Mapping[str, Any]) -> list[str]:
    """The names of several mappings, each once, in order."""
    return list(dict.fromkeys(name for group in groups for name in group))


def _line(plan: Plan, name: str) -> CostLine:
    return next(line for line in plan.lines if line.name == name)


def letter(column: int) -> str:
    """The letter of a column, from 0."""
    return str(xl_col_to_name(column))
