"""The chapter's frames and plans as a reader sees them: his words, his numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crm_course.foundations.language import Text, current, money, number, percent

from . import chart_texts as words
from .texts import label

if TYPE_CHECKING:
    from .plan import Plan

__all__ = ["plan_table", "readable", "statement", "written"]

RATES = frozenset({"relative_change", "explained", "first", "total", "share", "irr"})
"""Columns and rows that are shares whatever their size."""

COUNTS = frozenset({"payback", "discounted_payback", "active_users"})
"""Columns and rows that are plain numbers."""


def written(value: float, kind: str = "", *, digits: int = 9) -> str:
    """A figure as its name or size suggests: a share in percent, an amount in euros.

    >>> written(0.68), written(1_640_000.4)
    ('68\\u202f%', '1\\u202f640\\u202f000\\xa0€')
    """
    if kind in COUNTS or not np.isfinite(value):
        return number(value, 1)
    if kind in RATES or (abs(value) < 2 and value != 0 and kind != "euros"):
        return percent(value)
    return money(float(f"{value:.{digits}g}"))


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of this chapter with labels and figures in the language in force, to look at."""
    rows = [
        [
            _cell(float(cell), str(row), column, dict(zip(frame.columns, cells, strict=True)))
            for column, cell in zip(frame.columns, cells, strict=True)
        ]
        for row, cells in zip(frame.index, frame.to_numpy(), strict=True)
    ]
    columns = [_named(column) for column in frame.columns]
    return pd.DataFrame(rows, index=pd.Index([_named(name) for name in frame.index], name=_heading(frame.index)), columns=columns)


def statement(before: Plan, after: Plan) -> pd.DataFrame:
    """The differential income statement, to look at: one row per line, one column per plan."""
    costs = list(dict.fromkeys([*before.variable_costs, *after.variable_costs]))
    rows = {words.TURNOVER.say(): [plan.turnover for plan in (before, after)]}
    rows |= {f"− {label(cost).say()}": [plan.variable_costs.get(cost, 0.0) for plan in (before, after)] for cost in costs}
    rows |= {words.OUTCOMES["contribution_margin"].say(): [plan.contribution_margin for plan in (before, after)]}
    fixed = [_fixed(plan) for plan in (before, after)]
    rows |= {f"− {label(cost).say()}": [costs.get(cost, 0.0) for costs in fixed] for cost in dict.fromkeys([*fixed[0], *fixed[1]])}
    rows |= {words.OUTCOMES["result"].say(): [plan.result for plan in (before, after)]}
    rows |= {words.OUTCOMES["break_even_turnover"].say(): [plan.break_even_turnover for plan in (before, after)]}
    cells = {name: [written(value, "euros") for value in values] for name, values in rows.items()}
    return pd.DataFrame.from_dict(cells, orient="index", columns=[words.BEFORE.say(), words.AFTER.say()])


def plan_table(plan: Plan) -> str:
    """A plan as a Markdown table: each cost with its rate and its euros, down to the result."""
    rows = [(words.TURNOVER.say(), "", plan.turnover)]
    for cost, euros in plan.variable_costs.items():
        on = words.ON_CHANNEL.say(channel=label(plan.bases[cost])) if cost in plan.bases else ""
        rows.append((f"− {label(cost).say()}{on}", percent(plan.variable_rates[cost]) if cost in plan.variable_rates else "", euros))
    rows.append((f"**{words.OUTCOMES['contribution_margin'].say()}**", percent(plan.contribution_margin_rate), plan.contribution_margin))
    rows += [(f"− {label(cost).say()}", "", euros) for cost, euros in _fixed(plan).items()]
    rows.append((f"**{words.OUTCOMES['result'].say()}**", "", plan.result))
    body = "\n".join(f"| {name} | {rate} | {money(euros)} |" for name, rate, euros in rows)
    return f"| | | |\n| :-- | --: | --: |\n{body}"


def _fixed(plan: Plan) -> dict[str, Any]:
    """What does not follow the sales one by one, by name; together the structure costs."""
    lines = [line for line in plan.lines if line.per == "year" or line.stepped]
    return {"fixed_costs": plan.fixed_costs, **{line.name: line.euros(plan.volumes) for line in lines}}


def _cell(value: float, row: str, column: str, cells: dict[str, float]) -> str:
    """One figure of a frame; a share changes by points, not by percent."""
    if column == "change" and abs(cells.get("present", np.inf)) < 2 and np.isfinite(value):
        one = abs(value) < 0.02 if current() == "fr" else round(100 * abs(value), 1) == 1
        return (words.POINT if one else words.POINTS).say(gap=100 * value)
    return written(value, column if column in RATES | COUNTS else row)


def _named(name: object) -> str:
    text = words.COLUMNS.get(str(name)) or words.OUTCOMES.get(str(name))
    if text is None and isinstance(name, str):
        text = label(name) if name else words.AS_PLANNED
    return text.say() if text else str(name) if isinstance(name, int) else written(float(str(name)))


def _heading(index: pd.Index) -> str:
    heading = words.COLUMNS.get(str(index.name))
    return heading.say() if isinstance(heading, Text) else ""
