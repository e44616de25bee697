"""Can this figure be meant? Questions about figures that are possible, and hardly ever true.

A question never stops a computation: it stands beside every answer that rests on the figure, wherever
it was typed, in code, in a form or in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from crm_course.foundations.language import Text, speaking
from crm_course.foundations.shown import Kind, written

from . import texts
from .plan import Plan
from .texts import label

__all__ = ["MOST", "ask", "questions"]

MOST: dict[str, tuple[float, Kind]] = {
    "tax_rate": (0.5, "share"), "discount_rate": (0.3, "share"), "working_capital_days": (180, "days"), "loan_rate": (0.2, "share"),
    "stock_days": (365, "days"), "customer_days": (150, "days"), "supplier_days": (150, "days"), "vat_rate": (0.3, "share"),
}  # fmt: skip
"""Above what each figure is asked about, and what it is."""

TIMES = 5
"""A turnover so many times another is asked about: a nought too many, or one too few."""


def questions(study: Any, language: str | None = None) -> tuple[str, ...]:
    """What should be asked about the figures of a `Study`; none where all can be meant, or where they are arrays.

    >>> from crm_course.roi import Plan, Study
    >>> plan = Plan(turnover=100_000, variable_rates={"purchases": 0.68}, fixed_costs=20_000)
    >>> typed = Plan(turnover=100_000, variable_rates={"purchases": 1.68}, fixed_costs=20_000)
    >>> questions(Study(before=plan, after=plan), "en"), len(questions(Study(before=plan, after=typed), "en"))
    ((), 1)
    """
    if np.ndim(study.outcome("gain")):
        return ()
    with speaking(language):
        return (*_costs(study), *_sales(study), *_project(study))


def ask(name: str, value: float, said: Text | str = "") -> str:
    """The question about one figure of :data:`MOST`; empty where it can be meant."""
    most, kind = MOST[name]
    if not np.ndim(value) and value > most:
        return texts.ASK_MOST.say(figure=said or texts.FIGURES[name], value=written(value, kind), most=written(most, kind))
    return ""


def _costs(study: Any) -> Iterator[str]:
    for plan, side in ((study.before, texts.WITHOUT), (study.after, texts.WITH)):
        for cost, share in plan.variable_rates.items():
            told = {"cost": label(cost), "share": share, "side": side}
            if share > 1:
                yield texts.ASK_ABOVE.say(meant=share / 100, **told) + " " + texts.ASK_OR.say(meant=share - 1)
            elif 0 < share < 0.01 and _leading(plan) == cost:
                yield texts.ASK_BELOW.say(meant=100 * share, **told)
        if plan.turnover > 0 and all(share <= 1 for share in plan.variable_rates.values()) and plan.variable_rate > 1:
            yield texts.ASK_TOGETHER.say(side=side, share=plan.variable_rate)


def _sales(study: Any) -> Iterator[str]:
    before, after = float(study.before.turnover), float(study.after.turnover)
    if min(before, after) > 0 and not 1 / TIMES < after / before < TIMES:
        yield texts.ASK_SALES.say(before=before, after=after)


def _project(study: Any) -> Iterator[str]:
    project = study.project
    for name in ("tax_rate", "discount_rate", "working_capital_days"):
        if found := ask(name, getattr(project, name)):
            yield found
    if project.loan is not None:
        if found := ask("loan_rate", project.loan.rate):
            yield found
        if project.investment and np.all(np.asarray(project.loan.amount) > 3 * np.asarray(project.investment)):
            yield texts.ASK_LOAN.say(loan=project.loan.amount, investment=project.investment)


def _leading(plan: Plan) -> str:
    """The cost that a plan would be expected to spend most on: its purchases."""
    return next((name for name in plan.variable_rates if name == "purchases" or "achat" in name.lower()), "")
