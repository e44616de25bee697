"""The explorer of the chapter: the pair that the machine doubts, its weights in view, and what a mistake costs."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from crm_course.foundations.language import date, money, percent
from crm_course.foundations.panel import Choice, Number, Panel, View

from . import texts
from .charts import weights_chart
from .columns import field_name
from .company import example
from .gathering import FIELDS
from .linkage import Linkage, cost_threshold
from .reviewing import Review

__all__ = ["explorer", "review"]

_PAIRS = 20


def explorer(linkage: Linkage | None = None) -> Panel:
    """One person or two? The doubtful pairs, with what a false merge and a false split cost.

    Parameters
    ----------
    linkage : Linkage, optional
        What is looked at; the company of the course otherwise.
    """
    known = linkage or example()
    doubtful = known.doubtful(_PAIRS)
    inputs: list[Any] = [
        Number("pair", texts.WHICH_PAIR, 1, low=1, high=max(len(doubtful), 1), step=1),
        Number("merge", texts.MERGE_COST, 40, low=0, high=500, step=1, unit="€"),
        Number("split", texts.SPLIT_COST, 5, low=1, high=500, step=1, unit="€"),
        Choice("blind", texts.BLIND, False, texts.BLIND_CHOICES),
    ]

    def answer(*, pair: float, merge: float, split: float, blind: bool) -> View:
        return _view(known, doubtful, int(pair) - 1, merge, split, blind)

    return Panel(texts.TITLE, inputs, answer)


def _view(linkage: Linkage, doubtful: pd.DataFrame, place: int, merge: float, split: float, blind: bool) -> View:
    least = cost_threshold(false_merge=merge, false_split=split)
    if doubtful.empty:
        return View(sentence=texts.NO_DOUBT.say(), meaning=linkage.customers.sentence(), subject=linkage)
    row = doubtful.iloc[min(place, len(doubtful) - 1)]
    sides = "; ".join(side for side in (_said(row, "a"), _said(row, "b")))
    if blind:
        return View(sentence=texts.BLIND_SENTENCE.say(pair=sides), meaning=texts.BLIND_MEANING.say(least=least), subject=linkage)
    sure = float(row["probability"])
    said = texts.PUT_TOGETHER if sure >= least else texts.LEAVE_APART
    risk = min((1 - sure) * merge, sure * split)
    return View(
        sentence=said.say(probability=sure, least=least), detail=sides, charts=[weights_chart(linkage, str(row["a"]), str(row["b"]))],
        meaning=texts.COST_MEANING.say(risk=risk, merge=(1 - sure) * merge, split=sure * split),
        figures={str(texts.THRESHOLD): percent(least, 1), str(texts.RISK): money(risk)}, subject=linkage,
    )  # fmt: skip


def _said(row: pd.Series, side: str) -> str:
    cells = {name: row[f"{name}_{side}"] for name in FIELDS if f"{name}_{side}" in row and pd.notna(row[f"{name}_{side}"])}
    told = [f"{field_name(name)} {date(cell, short=True) if isinstance(cell, dt.date) else cell}" for name, cell in cells.items()]
    return f"{side.upper()} ({', '.join(told)})"


def review(linkage: Linkage, *, n: int = _PAIRS, who: str = "") -> Any:
    """Clerical review, blind: the doubtful pairs one after the other, with a button for each decision; ``.linkage`` has the decisions.

    Parameters
    ----------
    n : int
        How many pairs.
    who : str
        Who decides, for the log.
    """
    return Review(linkage, n=n, who=who)
