"""Are we getting better, and better than the competitor? The score over waves, told from noise.

Assumption: each wave asks other customers. A change is *more than noise* when its interval
leaves 0 out; among twenty quiet comparisons, one still does so by chance.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import UnknownName

from . import texts
from .breakdown import breakdown, groups, kind_of, known
from .measures import NPS, Measure

__all__ = ["barometer", "gap"]

Rows: TypeAlias = NDArray[np.intp]


def barometer(
    frame: pd.DataFrame,
    by: str | Sequence[str] = "brand",
    *,
    wave: str = "wave",
    measure: Measure = NPS,
    weights: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The score of each brand (or trade) in each wave, and its change since the wave before.

    Parameters
    ----------
    frame : DataFrame
        One row per answer.
    by : str or list of str
        Column or columns of the brand, trade, shop…
    wave : str
        Column of the wave; waves are taken in sorted order (an ordered categorical in its
        own order).
    measure, weights, confidence
        As for :func:`breakdown`.

    Returns
    -------
    DataFrame
        The table of :func:`breakdown` by brand and wave, with `change` (since the wave
        before, in the unit of the score), `change_low`, `change_high`, `p_value` and
        `more_than_noise`; in the first wave of a brand they are NaN and False.

    >>> frame = pd.DataFrame({"brand": "us", "wave": [1] * 50 + [2] * 50,
    ...                       "recommend": [10] * 10 + [5] * 40 + [10] * 30 + [5] * 20})
    >>> barometer(frame)[["score", "change", "more_than_noise"]].values.tolist()
    [[-60.0, nan, False], [20.0, 80.0, True]]
    """
    columns = [by] if isinstance(by, str) else list(by)
    table = breakdown(frame, [*columns, wave], measure=measure, weights=weights, confidence=confidence)
    rows = np.arange(len(table), dtype=np.intp)
    first = table.groupby(columns, sort=False, dropna=False, observed=True).cumcount().to_numpy() == 0
    changes = _differences(table, rows, np.where(first, rows, rows - 1), confidence, "change")
    changes.loc[first, [name for name in changes if name != "more_than_noise"]] = np.nan
    changes["more_than_noise"] &= ~first
    return pd.concat([table, changes], axis=1)


def gap(
    table: pd.DataFrame, ours: Hashable, theirs: Hashable, *, by: str = "brand", wave: str = "wave", confidence: float = 0.95
) -> pd.DataFrame:
    """Our lead over a competitor in each wave where both were asked about.

    Parameters
    ----------
    table : DataFrame
        What :func:`barometer` or :func:`breakdown` returned, by brand and wave.
    ours, theirs : str
        Two values of the column `by`.

    Returns
    -------
    DataFrame
        One row per wave: `ours` and `theirs` (the two scores), `lead` (ours less theirs),
        `lead_low`, `lead_high`, `p_value` and `more_than_noise`.
    """
    brands = known(table, by)
    for brand in (ours, theirs):
        if brand not in set(brands):
            raise UnknownName(texts.SEGMENT, brand, map(str, brands.unique()))
    places = {brand: pd.Series(np.flatnonzero(brands == brand), index=table.loc[brands == brand, wave]) for brand in (ours, theirs)}
    both = places[ours].index.intersection(places[theirs].index, sort=False)
    mine, rival = (places[brand].loc[both].to_numpy() for brand in (ours, theirs))
    figure = table[kind_of(table).value].to_numpy()
    scores = pd.DataFrame({wave: both, "ours": figure[mine], "theirs": figure[rival]})
    return pd.concat([scores, _differences(table, mine, rival, confidence, "lead")], axis=1)


def _differences(table: pd.DataFrame, a: Rows, b: Rows, confidence: float, name: str) -> pd.DataFrame:
    """Rows `a` less rows `b` of a table of scores, with interval, p-value and verdict."""
    kind, (positive, negative, n) = kind_of(table), groups(table)
    first, second = ((positive[rows], negative[rows], n[rows]) for rows in (a, b))
    low, high = kind.difference(first, second, checks.confidence(confidence))
    return pd.DataFrame(
        {
            name: kind.figure(first) - kind.figure(second),
            f"{name}_low": low,
            f"{name}_high": high,
            "p_value": kind.p_value(first, second),
            "more_than_noise": (low > 0) | (high < 0),
        }
    )
