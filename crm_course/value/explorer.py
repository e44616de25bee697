"""The explorer of customer value: drop a till file, see what customers are worth, who is fading, whom to call."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.language import money, percent
from crm_course.foundations.mapping import Brought
from crm_course.foundations.mapping_screen import MappedFile
from crm_course.foundations.panel import Choice, Input, Number, Panel, Share, View

from . import explorer_texts as said
from . import texts
from .calls import Base, appraise
from .charts import calls_chart, capital_chart, holdout_chart, position_chart
from .example import shop
from .tables import COLUMNS
from .till import FIELDS, Till, read_orders

__all__ = ["explorer"]


def explorer(orders: pd.DataFrame | None = None) -> Panel:
    """What customers are worth, from a till file; an invented shop to begin with.

    Parameters
    ----------
    orders : DataFrame, optional
        ``customer_id``, ``ordered_at``, ``amount``: what is shown before a file is dropped.
    """
    own = orders if orders is not None else shop().orders
    inputs: list[Input] = [
        MappedFile("file", said.FILE, FIELDS, model=texts.TILL_MODEL),
        Share("margin", said.MARGIN, 0.32, low=0.01, high=1.0, step=0.01),
        Number("calls", said.CALLS, 50, low=1, high=500),
        Number("cost", said.COST, 6, low=0, high=100),
        Number("years", said.YEARS, 3, low=1, high=10),
        Share("discount_rate", said.RATE, 0.10, low=0.0, high=0.5, step=0.01, more=True),
        Choice("model", said.MODEL, "mbg-nbd", said.MODELS, more=True),
    ]
    before = _Before(own, example=orders is None)
    return Panel(said.TITLE, inputs, before.answer)


class _Before:
    """What is shown until a file is dropped; the last base appraised is kept."""

    def __init__(self, orders: pd.DataFrame, *, example: bool) -> None:
        self.orders, self.example = orders, example
        self._appraised = lru_cache(maxsize=4)(self._appraise)
        self._till: tuple[Brought, Till] | None = None

    def answer(
        self, *, file: Brought | None, margin: float, calls: float, cost: float, years: float, discount_rate: float, model: str
    ) -> View:
        till = self._read(file)
        base = self._appraised(till is not None, margin, years, discount_rate, model)
        chosen = base.call(min(int(calls), len(base.customers)))
        return _view(base, chosen, till, cost, example=self.example and till is None)

    def _read(self, file: Brought | None) -> Till | None:
        if file is None:
            return None
        if self._till is None or self._till[0] is not file:
            self._till = (file, read_orders(file))
            self._appraised.cache_clear()
        return self._till[1]

    def _appraise(self, own: bool, margin: float, years: float, discount_rate: float, model: str) -> Base:
        orders = self._till[1].orders if own and self._till else self.orders
        return appraise(orders, margin=margin, years=years, discount_rate=discount_rate, model=model)


def _view(base: Base, chosen: pd.DataFrame, till: Till | None, cost: float, *, example: bool) -> View:
    stake, capital = float(chosen["stake"].sum()), base.capital
    limits = said.LIMITS.say(low=round(base.low), high=round(base.high))
    charts = [position_chart(base), calls_chart(chosen), capital_chart(capital)]
    return View(
        sentence=said.SENTENCE.say(customers=capital.customers, total=round(capital.total), size=len(chosen), stake=round(stake)),
        detail=said.DETAIL.say(low=round(base.low), high=round(base.high)),
        charts=[*charts, *([holdout_chart(base.check)] if base.check else [])],
        meaning=" ".join(_meanings(base, chosen, cost)),
        notice=" ".join(_notices(base, till, example=example)),
        figures={
            said.CAPITAL.say(): money(round(capital.total)), said.INTERVAL.say(): limits,
            said.TOP.say(): percent(capital.top_decile_share), said.STAKE.say(): money(round(stake)),
        },
        downloads={
            said.DOWNLOAD_CALLS.say(): lambda: shown.spreadsheet(chosen, COLUMNS),
            said.DOWNLOAD_ALL.say(): lambda: shown.spreadsheet(base.customers, COLUMNS),
        },
        subject=base,
    )  # fmt: skip


def _meanings(base: Base, chosen: pd.DataFrame, cost: float) -> list[str]:
    last = float(chosen["stake"].iloc[-1])
    share = cost / last if last > 0 else float("inf")
    fading = int((base.customers["position"] == "at_risk").sum())
    return [
        said.MEANING_TOP.say(top=base.capital.top_decile_share),
        said.MEANING_FADING.say(fading=fading),
        said.MEANING_CALL[share < 1].say(cost=cost, last=last, share=share),
        base.check.sentence() if base.check else said.NO_CHECK.say(),
    ]


def _notices(base: Base, till: Till | None, *, example: bool) -> list[str]:
    parts = [said.EXAMPLE.say()] if example else []
    parts += [till.sentence()] if till is not None else []
    parts += [base.purchases.border.say()] if base.purchases.border else []
    return parts + ([] if base.spend.independence.holds else [base.spend.independence.sentence()])
