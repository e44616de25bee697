"""The chapter's frames and plans as a reader sees them: his words, his numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from crm_course.foundations.language import Text, money, number, percent

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
        [written(float(cell), column if column in RATES | COUNTS else str(row)) for column, cell in zip(frame.columns, cells, strict=True)]
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
    rows |= {f"− {label('fixed_costs').say()}": [plan.structure_costs for plan in (before, after)]}
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
    rows.append((f"− {label('fixed_costs').say()}", "", plan.structure_costs))
    rows.append((f"**{words.OUTCOMES['result'].say()}**", "", plan.result))
    body = "\n".join(f"| {name} | {rate} | {money(euros)} |" for name, rate, euros in rows)
    return f"| | | |\n| :-- | --: | --: |\n{body}"


def _named(name: object) -> str:
    text = words.COLUMNS.get(str(name)) or words.OUTCOMES.get(str(name))
    if text is None and isinstance(name, str):
        text = label(name) if name else words.AS_PLANNED
    return text.say() if text else str(name) if isinstance(name, int) else written(float(str(name)))


def _heading(index: pd.Index) -> str:
    heading = words.COLUMNS.get(str(index.name))
    return heading.say() if isinstance(heading, Text) else ""
