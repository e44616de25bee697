"""Le Marque-page, a bookshop of 1 200 customers: a small survey to practise on.

The figures are invented for the exercises; no such shop was surveyed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

__all__ = ["Bookshop", "bookshop", "waves"]

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

    def _repr_markdown_(self) -> str:
        counts = {
            "recommend": self.recommend,
            "last_year": self.last_year,
            "first_week": self.first_week,
            "welcome": self.welcome,
            "ease": self.ease,
        }
        head = "| | " + " | ".join(map(str, range(11))) + " |\n| :-- |" + " --: |" * 11
        lines = [
            f"| {_ASKED[name].say()} | " + " | ".join(str(found.get(score, "")) for score in range(11)) + " |"
            for name, found in counts.items()
        ]
        return "\n".join([_COUNTED.say(), "", head, *lines])


_COUNTED = Text(fr="Combien de clients ont donné chaque note :", en="How many customers gave each score:")
_ASKED = {
    "recommend": Text(fr="nous recommander, 0–10 (`recommend`)", en="recommend us, 0–10 (`recommend`)"),
    "last_year": Text(fr="la même question l’an dernier (`last_year`)", en="the same question last year (`last_year`)"),
    "first_week": Text(
        fr="la même, première semaine du retrait (`first_week`)", en="the same, first week of click-and-collect (`first_week`)"
    ),
    "welcome": Text(fr="satisfait de l’accueil, 1–5 (`welcome`)", en="satisfied with the welcome, 1–5 (`welcome`)"),
    "ease": Text(fr="commander est facile, 1–7 (`ease`)", en="ordering is easy, 1–7 (`ease`)"),
}


_SHOPS: Mapping[str, tuple[Mapping[str, Counts], Mapping[str, int], Mapping[str, Counts]]] = {
    "le-marque-page": (
        {"shop": {5: 1, 6: 1, 7: 2, 8: 3, 9: 5, 10: 4}, "web": {2: 1, 3: 1, 4: 2, 5: 2, 6: 5, 7: 6, 8: 9, 9: 5, 10: 3}},
        {"shop": 900, "web": 300},
        {
            "last_year": {0: 2, 3: 2, 4: 2, 5: 4, 6: 6, 7: 7, 8: 8, 9: 6, 10: 3},
            "first_week": {8: 1, 9: 2, 10: 7},
            "welcome": {1: 2, 2: 4, 3: 9, 4: 17, 5: 18},
            "ease": {1: 3, 2: 3, 3: 4, 4: 6, 5: 8, 6: 12, 7: 14},
        },
    ),
    "la-page-d-apres": (
        {"shop": {5: 1, 7: 1, 8: 12, 9: 4, 10: 4}, "web": {2: 4, 3: 3, 4: 5, 5: 3, 6: 5, 7: 8, 8: 13, 9: 3, 10: 2}},
        {"shop": 720, "web": 240},
        {
            "last_year": {0: 1, 1: 1, 3: 2, 4: 4, 5: 2, 6: 8, 7: 7, 8: 2, 9: 5, 10: 4},
            "first_week": {9: 6, 10: 15},
            "welcome": {1: 2, 2: 3, 3: 9, 4: 22, 5: 18},
            "ease": {1: 2, 2: 2, 3: 6, 4: 6, 5: 12, 6: 11, 7: 16},
        },
    ),
}


def bookshop(name: str = "le-marque-page") -> Bookshop:
    """The survey of Le Marque-page, or of its neighbour ``"la-page-d-apres"``.

    >>> sum(bookshop().recommend.values()), len(bookshop().answers)
    (50, 50)
    """
    if name not in _SHOPS:
        raise UnknownName(Text(fr="librairie", en="bookshop"), name, _SHOPS)
    by_channel, customers, asked = _SHOPS[name]
    scores = sorted({score for counts in by_channel.values() for score in counts})
    together = {score: sum(counts.get(score, 0) for counts in by_channel.values()) for score in scores}
    return Bookshop(recommend=together, customers=customers, by_channel=by_channel, **asked)


_WAVES: Mapping[str, Sequence[Counts]] = {
    "La Page d’après": ({3: 20, 5: 30, 7: 60, 8: 50, 9: 30, 10: 10}, {3: 16, 5: 24, 7: 55, 8: 55, 9: 36, 10: 14}, {3: 8, 5: 16, 7: 46, 8: 60, 9: 48, 10: 22}),
    "Lecture & Cie": ({3: 14, 5: 26, 7: 50, 8: 60, 9: 36, 10: 14}, {3: 15, 5: 25, 7: 52, 8: 58, 9: 35, 10: 15}, {3: 14, 5: 28, 7: 50, 8: 58, 9: 36, 10: 14}),
}  # fmt: skip


def waves() -> pd.DataFrame:
    """A barometer: two bookshops asked in three waves, 200 customers each; one row an answer: ``brand, wave, recommend``."""
    rows = [(brand, wave, score) for brand, all_waves in _WAVES.items() for wave, counts in enumerate(all_waves, start=1)
            for score, count in counts.items() for _ in range(count)]  # fmt: skip
    return pd.DataFrame(rows, columns=["brand", "wave", "recommend"])
