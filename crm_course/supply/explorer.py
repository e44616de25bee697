"""The explorer of the chapter: promise this order; stock against service."""

from __future__ import annotations

import html
import re

import ipywidgets as widgets
import numpy as np
import pandas as pd

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.panel import STYLE, Input, Lines, Number, Panel, Share, View

from . import explorer_texts as words
from .available import availability
from .charts import availability_chart, promises_chart
from .columns import spreadsheet
from .promising import promise
from .safety import safety_stock, spread, two_promises

__all__ = ["Desk", "explorer", "promise_explorer", "stock_explorer"]


class Desk(widgets.VBox):
    """Two questions, one page: `promise` (what to answer this order) and `stock` (which stock for which promise)."""

    def __init__(self) -> None:
        self.promise, self.stock = promise_explorer(), stock_explorer()
        tabs = widgets.Tab([self.promise, self.stock], titles=[title.say() for title in words.TABS])
        super().__init__([widgets.HTML(f"{STYLE}<h2>{html.escape(words.TITLE.say())}</h2>"), tabs])


def explorer() -> Desk:
    """The order desk, and the stock behind it."""
    return Desk()


def promise_explorer(
    on_hand: float = 50, receipts: str = "0 0 40 0 0 40", orders: str = "20 10 15 5 12 8", *, quantity: float = 25
) -> Panel:
    """Promise this order: what is free, for when, and what to offer instead.

    Parameters
    ----------
    on_hand, quantity : float
        Units in stock, units asked for.
    receipts, orders : str
        Quantities week by week, as typed or pasted from a spreadsheet.
    """
    inputs: list[Input] = [
        Number("quantity", words.QUANTITY, quantity, low=1, high=1000),
        Number("wanted", words.WANTED, 1, low=1, high=52),
        Number("on_hand", words.ON_HAND, on_hand, high=5000),
        Lines("receipts", words.RECEIPTS, receipts, rows=2),
        Lines("orders", words.ORDERS, orders, rows=2),
        Number("other_free", words.OTHER_FREE, 0, high=5000),
        Share("accepted", words.ACCEPTED, 0.6, step=0.05, more=True),
        Number("booked", words.BOOKED, 0, high=52, more=True),
    ]
    return Panel(words.ASK, inputs, _promised)


def stock_explorer(mean: float = 100, sd: float = 20, lead: float = 9, *, batch: float = 300) -> Panel:
    """Stock against service: what each promise takes, and what a shorter lead time or smaller orders would change.

    Parameters
    ----------
    mean, sd, lead, batch : float
        Demand per week, weeks from order to delivery, units per order, at the start.
    """
    inputs: list[Input] = [
        Number("mean", words.MEAN, mean, low=1, high=5000),
        Number("sd", words.SD, sd, low=1, high=2000),
        Number("lead", words.LEAD, lead, low=1, high=26),
        Number("batch", words.BATCH, batch, low=1, high=20000),
        Share("target", words.TARGET, 0.98, low=0.5, high=0.999, step=0.005),
        Number("review", words.REVIEW, 0, high=26, more=True),
        Number("lead_sd", words.LEAD_SD, 0, high=10, step=0.5, more=True),
        Number("holding", words.HOLDING, 5, high=500, step=0.5, unit="€", more=True),
    ]
    return Panel(words.SERVICE, inputs, _served)


def _promised(
    *, quantity: float, wanted: float, on_hand: float, receipts: str, orders: str, other_free: float, accepted: float, booked: float
) -> View:
    coming, going = _weeks(receipts, words.RECEIPTS), _weeks(orders, words.ORDERS)
    count = max(len(coming), len(going))
    frame = availability(on_hand, *(np.pad(row, (0, count - len(row))) for row in (coming, going)))
    week = _week(wanted, words.WANTED, count)
    asked = {"product": words.ARTICLE, "quantity": quantity, "wanted": week}
    if booked:
        frame = _without(on_hand, coming, going, count, quantity, _week(booked, words.BOOKED, count))
    other = availability(other_free, np.zeros(count), np.zeros(count))
    made = promise(asked, {words.ARTICLE: frame, words.OTHER: other}, substitutes={words.ARTICLE: {words.OTHER: accepted}})
    at = int(np.argmax(frame["period"].to_numpy() == (made.date if made.product is words.ARTICLE else week)))
    projected, free = (float(frame[name].iloc[at]) for name in ("projected", "available_to_promise"))
    now = float(frame["available_to_promise"].iloc[week - 1])
    told = [words.MEANING_OWNED.say(owned=projected - free) if projected > free else words.MEANING_ALL.say()]
    told.append(words.MEANING_SOME.say(part=now) if 0 < now < quantity else words.MEANING_MOST.say(most=free))
    low = float(frame["projected"].min())
    return View(
        sentence=made.reason,
        detail=words.DETAIL.say(week=at + 1, projected=projected, free=free),
        charts=[availability_chart(frame, quantity=quantity)],
        meaning=" ".join(told),
        notice=words.OVERSOLD.say(low=low) if low < 0 else "",
        downloads={words.FILE.say(): spreadsheet(frame)},
        subject=made,
    )


def _without(on_hand: float, coming: np.ndarray, going: np.ndarray, count: int, quantity: float, week: int) -> pd.DataFrame:
    """What is free once this very order is taken out of the promises among which it stands."""
    promised = np.pad(going, (0, count - len(going)))
    promised[week - 1] = max(0.0, promised[week - 1] - quantity)
    return availability(on_hand, np.pad(coming, (0, count - len(coming))), promised)


def _served(*, mean: float, sd: float, lead: float, batch: float, target: float, review: float, lead_sd: float, holding: float) -> View:
    cover = float(spread(mean, sd, lead, lead_sd=lead_sd, review=review))

    def needed(weeks: float, lot: float) -> float:
        return float(safety_stock(mean, sd, weeks, lead_sd=lead_sd, review=review, fill_rate=target, batch=lot))

    by_fill = needed(lead, batch)
    by_cycle = float(safety_stock(mean, sd, lead, lead_sd=lead_sd, review=review, in_stock=target))
    notice = words.SMALL_MEAN.say() if mean < 2 * sd else words.NO_NEED.say() if by_fill < 0 else ""
    return View(
        sentence=words.SERVICE_ANSWER.say(filled=by_fill, in_stock=by_cycle, target=target),
        detail=words.SERVICE_DETAIL.say(sd=cover, weeks=lead + review, less=by_fill, risk=1 - two_promises(by_fill, cover, batch).in_stock),
        charts=[promises_chart(cover, batch, target=target)],
        meaning=words.SERVICE_MEANING.say(
            target=target, gap=abs(by_cycle - by_fill) * holding, shorter=needed(max(lead - 1, 0), batch), smaller=needed(lead, batch / 2)
        ),
        notice=notice,
    )


def _weeks(entry: str, name: Text) -> np.ndarray:
    """Quantities as typed: one a line, or several on one line."""
    lines = [line.strip() for line in entry.strip().splitlines() if line.strip()]
    cells = lines if len(lines) > 1 else re.split(r"[\s;]+", lines[0]) if lines else []
    if not cells:
        raise InvalidValue(name, words.RULE_WEEKS, entry)
    row = np.array([reading.number(cell, name=name) for cell in cells if cell], dtype=np.float64)
    if (row < 0).any():
        raise InvalidValue(name, words.RULE_WEEKS, float(row.min()))
    return row


def _week(value: float, name: Text, weeks: int) -> int:
    if not (value == int(value) and 1 <= value <= weeks):
        raise InvalidValue(name, words.RULE_WEEK, value, weeks=weeks)
    return int(value)
