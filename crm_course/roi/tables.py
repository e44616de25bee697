"""The income statement as a reader sees it: of one plan, and of two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from crm_course.foundations.language import money, percent
from crm_course.foundations.shown import written

from . import chart_texts as words
from .columns import OUTCOMES
from .texts import label

if TYPE_CHECKING:
    from .plan import Plan

__all__ = ["plan_table", "statement"]


def statement(before: Plan, after: Plan) -> pd.DataFrame:
    """The differential income statement, to look at: one row per line, one column per plan."""
    costs = list(dict.fromkeys([*before.variable_costs, *after.variable_costs]))
    rows = {words.TURNOVER.say(): [plan.turnover for plan in (before, after)]}
    rows |= {f"− {label(cost).say()}": [plan.variable_costs.get(cost, 0.0) for plan in (before, after)] for cost in costs}
    rows |= {OUTCOMES["contribution_margin"].label.say(): [plan.contribution_margin for plan in (before, after)]}
    fixed = [_fixed(plan) for plan in (before, after)]
    rows |= {f"− {label(cost).say()}": [costs.get(cost, 0.0) for costs in fixed] for cost in dict.fromkeys([*fixed[0], *fixed[1]])}
    rows |= {OUTCOMES["result"].label.say(): [plan.result for plan in (before, after)]}
    rows |= {OUTCOMES["break_even_turnover"].label.say(): [plan.break_even_turnover for plan in (before, after)]}
    cells = {name: [written(value, "money") for value in values] for name, values in rows.items()}
    return pd.DataFrame.from_dict(cells, orient="index", columns=[words.BEFORE.say(), words.AFTER.say()])


def plan_table(plan: Plan) -> str:
    """A plan as a Markdown table: each cost with its rate and its euros, down to the result."""
    rows = [(words.TURNOVER.say(), "", plan.turnover)]
    for cost, euros in plan.variable_costs.items():
        on = words.ON_CHANNEL.say(channel=label(plan.bases[cost])) if cost in plan.bases else ""
        rows.append((f"− {label(cost).say()}{on}", percent(plan.variable_rates[cost]) if cost in plan.variable_rates else "", euros))
    rows.append((f"**{OUTCOMES['contribution_margin'].label.say()}**", percent(plan.contribution_margin_rate), plan.contribution_margin))
    rows += [(f"− {label(cost).say()}", "", euros) for cost, euros in _fixed(plan).items()]
    rows.append((f"**{OUTCOMES['result'].label.say()}**", "", plan.result))
    body = "\n".join(f"| {name} | {rate} | {money(euros)} |" for name, rate, euros in rows)
    return f"| | | |\n| :-- | --: | --: |\n{body}"


def _fixed(plan: Plan) -> dict[str, Any]:
    """What does not follow the sales one by one, by name; together the structure costs."""
    lines = [line for line in plan.lines if line.per == "year" or line.stepped]
    return {"fixed_costs": plan.fixed_costs, **{line.name: line.euros(plan.volumes) for line in lines}}
