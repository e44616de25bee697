"""Whom to write to? Response by cell, pulled toward the mean as far as chance asks, and the break-even.

The best of many small cells is mostly the luckiest: re-mailed, it falls back. The rates of
all cells are taken as drawn from one beta distribution; what is left of each cell's own rate
is its share of the evidence.

Source: the beta-binomial by maximum likelihood; break-even response = cost / (margin × what is
kept).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.said import Said

from . import texts
from .frames import table

__all__ = ["Mailing", "mail", "response_cells"]

Floats = NDArray[np.float64]
_OUTCOMES = ("orders", "ordered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailing(Said):
    """Which cells to write to.

    Attributes
    ----------
    break_even : float
        Response, 0–1, at which a message pays for itself.
    cells : DataFrame
        The cells to write to, the most profitable message first, with ``profit`` (euros per message).
    expected_profit : float
        Euros, from one message to each person of those cells.
    frame : DataFrame
        All cells with ``profit`` and ``mailed_now`` (whether they are written to).
    shrunk : bool
        Whether the shrunk rates decided; else the observed ones did, and the sentence says so.
    """

    break_even: float
    cells: pd.DataFrame = field(repr=False)
    expected_profit: float
    frame: pd.DataFrame = field(repr=False)
    shrunk: bool = True

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.MAILING.say(cells=len(self.cells), all=len(self.frame), break_even=self.break_even, profit=self.expected_profit)
        return said if self.shrunk else f"{said} {texts.TOLD_RAW.say()}"


def response_cells(history: pd.DataFrame, by: str | Sequence[str], *, confidence: float = 0.95) -> pd.DataFrame:
    """The response of each cell: frame of the `by` columns and ``mailed, orders, rate, shrunk, low, high``.

    Parameters
    ----------
    history : DataFrame
        Past mailings: a row per person written to, with ``ordered`` (or ``orders``, 0 or 1); with a column
        ``mailed``, a row per group, `orders` being its buyers.
    by : str or sequence of str
        The columns that make a cell.
    confidence : float
        Of the interval `low`–`high` of the shrunk rate.

    Raises
    ------
    UnknownName
        A column that is not there.
    InvalidData
        More buyers than people written to.

    >>> history = pd.DataFrame({"town": list("abc"), "mailed": [1000, 1000, 10], "orders": [50, 30, 2]})
    >>> cells = response_cells(history, "town")
    >>> cells["rate"].tolist(), bool(cells["shrunk"].iloc[2] < 0.1)
    ([0.05, 0.03, 0.2], True)
    """
    names = [by] if isinstance(by, str) else list(by)
    table("history", history)
    outcome = next((name for name in _OUTCOMES if name in history.columns), None)
    for name in [*names, *([] if outcome else ["orders"])]:
        if name not in history.columns:
            raise UnknownName(texts.COLUMN, name, map(str, history.columns))
    if not names or not len(history):
        raise InvalidValue("history", texts.RULE_SOME_ROWS, len(history))
    counted = history[names].assign(mailed=history["mailed"] if "mailed" in history.columns else 1, orders=_whole_orders(history[outcome]))
    _sensible(counted)
    cells = counted.groupby(names, dropna=False, observed=True)[["mailed", "orders"]].sum().reset_index()
    cells = cells[cells["mailed"] > 0].reset_index(drop=True)
    mailed, orders = cells["mailed"].to_numpy(float), cells["orders"].to_numpy(float)
    a, b = _prior(orders, mailed)
    low, high = _limits(a + orders, b + mailed - orders, checks.confidence(confidence))
    return cells.assign(rate=orders / mailed, shrunk=(a + orders) / (a + b + mailed), low=low, high=high)


def mail(cells: pd.DataFrame, *, margin: float, cost: float, returns: float = 0) -> Mailing:
    """The cells that are worth a message.

    Parameters
    ----------
    cells : DataFrame
        As :func:`response_cells` gives them; the shrunk rate decides (``rate`` where there is no ``shrunk``, and that is said).
        A column ``people`` says how many there are to write to now; without it, as many as before.
    margin : float
        Euros per order kept.
    cost : float
        Euros per message.
    returns : float
        Share of the orders that come back, 0–1.

    >>> cells = pd.DataFrame({"cell": ["a", "b"], "mailed": [1000, 1000], "shrunk": [0.09, 0.06]})
    >>> chosen = mail(cells, margin=15, cost=0.80, returns=0.30)
    >>> round(chosen.break_even, 4), chosen.cells["cell"].tolist(), round(chosen.expected_profit, 2)
    (0.0762, ['a'], 145.0)
    """
    earned, spent = checks.positive("margin", margin), checks.non_negative("cost", cost)
    kept = 1 - checks.share("returns", returns)
    if not kept:
        raise InvalidValue("returns", texts.RULE_BELOW_ONE, returns)
    table("cells", cells)
    rate = next((name for name in ("shrunk", "rate") if name in cells.columns), None)
    size = next((name for name in ("people", "mailed") if name in cells.columns), None)
    if rate is None or size is None:
        raise UnknownName(texts.COLUMN, "shrunk" if rate is None else "mailed", map(str, cells.columns))
    for value in cells[rate]:
        checks.share(rate, value)
    for value in cells[size]:
        checks.non_negative(size, value)
    profit = cells[rate].to_numpy(float) * earned * kept - spent
    frame = cells.assign(profit=profit, mailed_now=profit > 0)
    chosen = frame[frame["mailed_now"]].drop(columns="mailed_now").sort_values("profit", ascending=False, kind="stable")
    total = float((chosen["profit"] * chosen[size]).sum())
    return Mailing(
        break_even=spent / (earned * kept), cells=chosen.reset_index(drop=True), expected_profit=total, frame=frame, shrunk=rate == "shrunk"
    )


# -- private ------------------------------------------------------------------------------


def _whole_orders(column: pd.Series) -> pd.Series:
    """Orders as numbers; NaN where none is told."""
    try:
        orders = pd.Series(column.to_numpy(dtype=np.float64, na_value=np.nan), index=column.index)
    except (TypeError, ValueError):
        raise InvalidData(str(column.name), texts.RULE_ORDERED, column.dropna().iloc[0]) from None
    bad = (orders % 1 > 0).to_numpy()
    if bad.any():
        raise InvalidData(str(column.name), texts.RULE_ORDERED, orders[bad].iloc[0])
    return orders


def _sensible(counted: pd.DataFrame) -> None:
    bad = counted[~((counted["orders"] >= 0) & (counted["orders"] <= counted["mailed"]))]
    if len(bad):
        raise InvalidData("orders", texts.RULE_BUYERS, bad["orders"].iloc[0], hint=texts.WAY_BUYERS, people=bad["mailed"].iloc[0])


def _prior(orders: Floats, mailed: Floats) -> tuple[float, float]:
    """The beta distribution that the cells' rates were most likely drawn from."""
    from scipy import optimize, special

    total = float(orders.sum() / mailed.sum())
    if len(orders) < 2 or not 0 < total < 1:
        return total * 1e9 + 1e-9, (1 - total) * 1e9 + 1e-9  # nothing tells the cells apart

    def unlikely(point: Floats) -> float:
        mean, weight = special.expit(point[0]), np.exp(point[1])
        a, b = mean * weight, (1 - mean) * weight
        return -float((special.betaln(a + orders, b + mailed - orders) - special.betaln(a, b)).sum())

    start = [special.logit(total), np.log(100.0)]
    found = optimize.minimize(unlikely, start, method="L-BFGS-B", bounds=[(start[0] - 5, start[0] + 5), (np.log(0.1), np.log(1e7))])
    mean, weight = float(special.expit(found.x[0])), float(np.exp(found.x[1]))
    return mean * weight, (1 - mean) * weight


def _limits(a: Floats, b: Floats, confidence: float) -> tuple[Floats, Floats]:
    from scipy import special

    tail = (1 - confidence) / 2
    return np.asarray(special.betaincinv(a, b, tail)), np.asarray(special.betaincinv(a, b, 1 - tail))
