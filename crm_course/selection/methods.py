"""What would other methods say? TOPSIS and PROMETHEE II, and the comparison sheet that most people make.

All three look at the vendors that happen to be in the table, so that striking out a loser
can change their winner; :func:`compare` cannot be moved that way.

Source: Hwang and Yoon (1981), vector normalisation; Brans and Vincke (1985), usual criterion.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text

from . import texts

__all__ = ["min_max", "promethee", "topsis"]


def topsis(offers: pd.DataFrame, weights: Mapping[str, float], costs: Collection[str] = ()) -> pd.Series:
    """Closeness to the best, 0–1: distance to the worst over the sum of both distances.

    Parameters
    ----------
    offers : DataFrame
        One row per vendor, one column of figures per criterion.
    weights : mapping
        ``{criterion: weight}``, sum 1.
    costs : collection of str
        Criteria where less is better.

    >>> table = pd.DataFrame([[7, 9, 9, 8], [8, 7, 8, 7], [9, 6, 8, 9], [6, 7, 8, 6]], columns=list("abcd"))
    >>> topsis(table, {"a": .1, "b": .4, "c": .3, "d": .2}, costs="d").round(4).tolist()
    [0.7427, 0.4036, 0.1759, 0.4414]
    """
    table, weight, sign = _prepared(offers, weights, costs)
    length = np.sqrt((table**2).sum(axis=0))
    scaled = table / np.where(length > 0, length, 1.0) * weight * sign
    to_best = np.sqrt(((scaled - scaled.max(axis=0)) ** 2).sum(axis=1))
    to_worst = np.sqrt(((scaled - scaled.min(axis=0)) ** 2).sum(axis=1))
    both = to_best + to_worst
    return _named(offers, np.where(both > 0, to_worst / np.where(both > 0, both, 1.0), 0.5), "closeness")


def promethee(offers: pd.DataFrame, weights: Mapping[str, float], costs: Collection[str] = ()) -> pd.Series:
    """Net flow, −1 to 1: by how much a vendor beats the others more often than they beat it.

    The usual criterion: the slightest advantage is a full preference. Parameters as for :func:`topsis`.

    >>> table = pd.DataFrame({"price": [50, 52, 60], "quality": [60, 90, 70]}, index=list("ABC"))
    >>> promethee(table, {"price": 0.5, "quality": 0.5}, costs=["price"]).tolist()
    [0.0, 0.5, -0.5]
    """
    table, weight, sign = _prepared(offers, weights, costs)
    better = np.sign((table * sign)[:, None, :] - (table * sign)[None, :, :])
    return _named(offers, (better @ weight).sum(axis=1) / max(len(table) - 1, 1), "net_flow")


def min_max(offers: pd.DataFrame, weights: Mapping[str, float], costs: Collection[str] = ()) -> pd.Series:
    """The usual sheet, 0–1: each criterion stretched from the worst to the best *offer*, then weighted.

    Parameters as for :func:`topsis`. A criterion on which all offers are equal counts for nothing.

    >>> table = pd.DataFrame({"price": [50, 52], "quality": [60, 90]}, index=["Alto", "Brise"])
    >>> min_max(table, {"price": 0.5, "quality": 0.5}, costs=["price"]).tolist()
    [0.5, 0.5]
    """
    table, weight, sign = _prepared(offers, weights, costs)
    good = table * sign
    width = good.max(axis=0) - good.min(axis=0)
    return _named(offers, ((good - good.min(axis=0)) / np.where(width > 0, width, 1.0)) @ weight, "value")


# -- private ------------------------------------------------------------------------------


def _prepared(offers: pd.DataFrame, weights: Mapping[str, float], costs: Collection[str]) -> tuple[Any, Any, Any]:
    for name in (*weights, *costs):
        if name not in offers.columns or name not in weights:
            raise UnknownName(texts.COLUMN, name, map(str, offers.columns if name not in offers.columns else weights))
    weight = np.array([float(share) for share in weights.values()])
    if not np.isfinite(weight).all() or (weight < 0).any() or abs(weight.sum() - 1) > 1e-6:
        raise InvalidValue(texts.WEIGHTS, texts.RULE_SUM, float(weight.sum()), texts.WAY_SUM)
    table = offers[list(weights)].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    if len(table) == 0:
        raise InvalidValue(texts.OFFERS_LEFT, texts.RULE_OFFERS, 0, texts.WAY_OFFERS, least=1)
    row, column = np.nonzero(~np.isfinite(table))
    if row.size:
        named = Text.literal(f"{offers.index[row[0]]}: {list(weights)[column[0]]}")
        raise InvalidData(named, texts.RULE_FIGURE, offers[list(weights)].iloc[row[0], column[0]], hint=texts.WAY_MISSING)
    return table, weight, np.array([-1.0 if name in costs else 1.0 for name in weights])


def _named(offers: pd.DataFrame, values: Any, name: str) -> pd.Series:
    index = pd.Index(offers["vendor"]) if "vendor" in offers.columns else offers.index
    return pd.Series(values, index=index, name=name, dtype=float)
