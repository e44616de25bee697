"""When to stop writing? A customer as a chain of recencies, each with its chance to buy.

Assumptions: what a customer does next depends only on how many periods ago he bought; who buys is at recency 1 again;
past the last recency he is given up. At the end of each period he is written to; a purchase brings its margin at once.

Source: Pfeifer and Carraway (2000), *Journal of Interactive Marketing* 14, 43–55.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import ledger, texts

__all__ = ["Migration", "migration"]

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration(Said):
    """What a customer is worth at each recency, written to or not.

    Attributes
    ----------
    values : array
        Euros at recency 1, 2, …, n and once given up (0): everyone is written to until he is given up.
    stop_after : int
        The last recency at which it pays to write; 0 if it never does.
    best_values : array
        As `values`, when nobody past `stop_after` is written to.
    frame : DataFrame
        ``recency``, ``stay`` (chance to buy in the period), ``value``, ``best_value``, ``write`` (whether it pays).
    """

    values: Floats
    stop_after: int
    best_values: Floats
    frame: pd.DataFrame = field(repr=False)

    def sentence(self) -> str:
        """When to stop, and what that brings for a customer who has just bought."""
        said = texts.STOP_NEVER if self.stop_after == 0 else texts.STOP_AFTER
        return said.say(stop=self.stop_after, always=self.values[0], best=self.best_values[0], gain=self.best_values[0] - self.values[0])


def migration(stay: Any, margin: float, cost: float, discount_rate: float, horizon: int | None = None) -> Migration:
    """The value of a customer who has just bought, and of one who has been silent for 1, 2, … periods.

    Parameters
    ----------
    stay : array
        Chance to buy in the coming period at recency 1, 2, …, n; 0–1.
    margin : float
        Euros that a purchase brings, before the cost of writing.
    cost : float
        Euros to write to a customer for a period.
    discount_rate : float
        A period's.
    horizon : int, optional
        Periods counted after now; without, for ever.

    >>> case = migration([0.3, 0.2, 0.15, 0.05], margin=40, cost=4, discount_rate=0.2)
    >>> case.values.round(3).tolist(), case.stop_after
    ([52.32, 5.554, 1.251, -1.82, 0.0], 3)
    """
    chances = ledger.numbers(texts.STAY, stay, least=0)
    if not chances.size or chances.max() > 1:
        raise InvalidValue(texts.STAY, texts.RULE_SHARES, stay)
    margin, cost = checks.finite("margin", margin), checks.non_negative("cost", cost)
    rate = checks.non_negative("discount_rate", discount_rate)
    if rate >= 2:
        raise InvalidValue("discount_rate", texts.RULE_RATE, rate, texts.WAY_MEANT, meant=rate / 100)
    periods = None if horizon is None else checks.whole("horizon", horizon)
    if periods is None and rate == 0 and chances.min() >= 1:
        raise InvalidValue("discount_rate", texts.RULE_DISCOUNT, rate)
    policies = [_values(chances, margin, cost, rate, periods, stop) for stop in range(len(chances) + 1)]
    stop = max(range(len(policies)), key=lambda one: (policies[one][0].round(9), -one))
    frame = pd.DataFrame(
        {
            "recency": np.arange(1, len(chances) + 1),
            "stay": chances,
            "value": policies[-1][:-1],
            "best_value": policies[stop][:-1],
            "write": np.arange(1, len(chances) + 1) <= stop,
        }
    )
    return Migration(values=policies[-1], stop_after=stop, best_values=policies[stop], frame=frame)


# -- private ------------------------------------------------------------------------------


def _values(chances: Floats, margin: float, cost: float, rate: float, periods: int | None, stop: int) -> Floats:
    """Values when recencies past `stop` are not written to, and so do not buy."""
    size = len(chances)
    written = np.arange(size) < stop
    move = np.zeros((size + 1, size + 1))
    move[:size, 0] = np.where(written, chances, 0.0)
    move[np.arange(size), np.arange(1, size + 1)] = np.where(written, 1 - chances, 1.0)
    move[size, size] = 1.0
    reward = np.append(np.where(written, -cost, 0.0), 0.0)
    reward[0] += margin
    move[size, size] = 0.0  # given up: nothing more to count
    if periods is None:
        return np.linalg.solve(np.eye(size + 1) - move / (1 + rate), reward)
    value = reward.copy()
    for _ in range(periods):
        value = reward + move @ value / (1 + rate)
    return value
