"""Le Marque-page, a bookshop of 1 200 customers: a small survey to practise on.

The figures are invented for the exercises; no such shop was surveyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

__all__ = ["Bookshop", "bookshop"]

Counts = Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookshop:
    """What its customers answered.

    Attributes
    ----------
    recommend, last_year : {score: count}
        "Would you recommend us?", 0–10, this year and last; different customers.
    first_week : {score: count}
        The same question in the first week of click-and-collect.
    welcome : {score: count}
        "Are you satisfied with the welcome?", 1–5.
    ease : {score: count}
        "Ordering was easy", from 1, not at all, to 7, entirely.
    customers : {channel: customers}
        How many customers buy through each channel, asked or not.
    by_channel : {channel: {score: count}}
        The answers of `recommend`, by channel.
    """

    recommend: Counts
    last_year: Counts
    first_week: Counts
    welcome: Counts
    ease: Counts
    customers: Mapping[str, int]
    by_channel: Mapping[str, Counts]

    @property
    def answers(self) -> pd.DataFrame:
        """This year's answers, one row each: `channel`, `recommend`, and `weight`, the customers that it stands for."""
        rows = [
            {"channel": channel, "recommend": score, "weight": self.customers[channel] / sum(counts.values())}
            for channel, counts in self.by_channel.items()
            for score, count in counts.items()
            for _ in range(count)
        ]
        return pd.DataFrame(rows)


def bookshop() -> Bookshop:
    """The survey of Le Marque-page.

    >>> sum(bookshop().recommend.values()), len(bookshop().answers)
    (50, 50)
    """
    by_channel = {"shop": {5: 1, 6: 1, 7: 2, 8: 3, 9: 5, 10: 4}, "web": {2: 1, 3: 1, 4: 2, 5: 2, 6: 5, 7: 6, 8: 9, 9: 5, 10: 3}}
    scores = sorted({score for counts in by_channel.values() for score in counts})
    return Bookshop(
        recommend={score: sum(counts.get(score, 0) for counts in by_channel.values()) for score in scores},
        last_year={0: 2, 3: 2, 4: 2, 5: 4, 6: 6, 7: 7, 8: 8, 9: 6, 10: 3},
        first_week={8: 1, 9: 2, 10: 7},
        welcome={1: 2, 2: 4, 3: 9, 4: 17, 5: 18},
        ease={1: 3, 2: 3, 3: 4, 4: 6, 5: 8, 6: 12, 7: 14},
        customers={"shop": 900, "web": 300},
        by_channel=by_channel,
    )
