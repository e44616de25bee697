"""What does each channel bring to every coalition? Shapley values of the channel game, exactly.

The game: v(S) is the number of purchases by journeys that used no channel outside S. A
journey adds its purchase to every coalition that holds its channels, and a player's
Shapley value is the sum of the dividends it takes part in, equally shared (Harsanyi):
so each purchase is split equally over the *different* channels of its journey. No
coalition needs to be counted; :func:`shapley_values` does count them, for any game.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from .path_table import journeys_of
from .paths import Journeys

__all__ = ["coalitions", "distinct", "shapley_values"]

MOST_PLAYERS = 16

_PLAYERS = Text(fr="un jeu d’au plus {most} joueurs", en="a game of at most {most} players")


def distinct(journeys: Journeys) -> np.ndarray:
    """Weight of each contact: 1 over the number of different channels at each channel's first contact, else 0."""
    size = max(len(journeys.channels), 1)
    way = np.repeat(np.arange(len(journeys.lengths), dtype=np.int64), as_counts(journeys.lengths))
    first = np.unique(way * size + journeys.codes, return_index=True)[1]
    number = np.bincount(as_counts(way[first]), minlength=len(journeys.lengths))
    weight = np.zeros(len(way))
    weight[first] = 1 / number[way[first]]
    return weight


def coalitions(journeys: Journeys | pd.DataFrame) -> dict[frozenset[str], float]:
    """The channel game: purchases by journeys that used only the coalition's channels, for every coalition."""
    source = journeys_of(journeys)
    _small(source.channels)
    used = [frozenset(source.names(source.codes[a:b])) for a, b in zip(source.starts[:-1], source.starts[1:], strict=True)]
    exact: dict[frozenset[str], float] = {}
    for members, bought in zip(used, source.conversions, strict=True):
        exact[members] = exact.get(members, 0.0) + float(bought)
    every = [frozenset(some) for size in range(len(source.channels) + 1) for some in combinations(source.channels, size)]
    return {coalition: sum(bought for members, bought in exact.items() if members <= coalition) for coalition in every}


def shapley_values(game: Mapping[Iterable[str], float]) -> dict[str, float]:
    """Shapley value of each player of any game, over all coalitions; a coalition not named is worth 0.

    >>> game = {"1": 1, "2": 1, "3": 2, "12": 1, "13": 2, "23": 2, "123": 2}
    >>> {player: round(value, 4) for player, value in shapley_values(game).items()}
    {'1': 0.3333, '2': 0.3333, '3': 1.3333}
    """
    worth = {frozenset(coalition): float(value) for coalition, value in game.items()}
    players = sorted({player for coalition in worth for player in coalition})
    _small(players)
    return {player: _value(player, [other for other in players if other != player], worth) for player in players}


def _value(player: str, others: list[str], worth: Mapping[frozenset[str], float]) -> float:
    total = 0.0
    for size in range(len(others) + 1):
        chance = factorial(size) * factorial(len(others) - size) / factorial(len(others) + 1)
        for some in combinations(others, size):
            coalition = frozenset(some)
            total += chance * (worth.get(coalition | {player}, 0.0) - worth.get(coalition, 0.0))
    return total


def _small(players: Iterable[str]) -> None:
    number = len(list(players))
    if number > MOST_PLAYERS:
        raise InvalidValue("game", _PLAYERS, number, most=MOST_PLAYERS)
