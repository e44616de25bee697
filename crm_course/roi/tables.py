"""The income statement as a reader sees it: of one plan, and of two side by side."""

from __future__ import annotations

import pandas as pd

from crm_course.foundations.shown import written

from . import chart_texts as words
from .columns import OUTCOMES
from .plan import Plan, fixed_of
from .texts import label

__all__ = ["statement"]


def statement(before: Plan, after: Plan) -> pd.DataFrame:
    """The differential income statement, to look at: one row per line, one column per plan."""
    costs = list(dict.fromkeys([*before.variable_costs, *after.variable_costs]))
    rows = {words.TURNOVER.say(): [plan.turnover for plan in (before, after)]}
    rows |= {f"− {label(cost).say()}": [plan.variable_costs.get(cost, 0.0) for plan in (before, after)] for cost in costs}
    rows |= {OUTCOMES["contribution_margin"].label.say(): [plan.contribution_margin for plan in (before, after)]}
    fixed = [fixed_of(plan) for plan in (before, after)]
    rows |= {f"− {label(cost).say()}": [costs.get(cost, 0.0) for costs in fixed] for cost in dict.fromkeys([*fixed[0], *fixed[1]])}
    rows |= {OUTCOMES["result"].label.say(): [plan.result for plan in (before, after)]}
    rows |= {OUTCOMES["break_even_turnover"].label.say(): [plan.break_even_turnover for plan in (before, after)]}
    cells = {name: [written(value, "money") for value in values] for name, values in rows.items()}
    return pd.DataFrame.from_dict(cells, orient="index", columns=[words.BEFORE.say(), words.AFTER.say()])
