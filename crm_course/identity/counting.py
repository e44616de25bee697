"""How many customers are there, at least and at most?

What is found says how many people two systems share; how often a pair that is one person would be
found says how many more there are. Between how many people four systems hold then follows without
any assumption on who is in which three: of all ways to fill the systems that agree with these
totals, the fewest and the most people (a linear programme).

How often a field agrees is counted on pairs that were found *without* it: pairs found by a
telephone say nothing of how often telephones agree.

Source: Hailperin (1965), Best possible inequalities for the probability of a logical function of
events, Amer. Math. Monthly 72; Fellegi, Sunter (1969) for the agreement of fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, combinations_with_replacement
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from .gathering import COMPARED
from .matching import BLOCKS

__all__ = ["agreement", "bounds", "fewest_and_most", "reach"]

_PLACE = ("street", "postcode", "town")
_SLACK = 0.10
"""How far the estimate of a shared total may be off, beside its own accident of two standard deviations."""
_MOST_SYSTEMS = 8
_DRAWS = 20_000


def _field(part: str) -> str:
    return next(name for name in COMPARED if name in part)


def _kind(part: str) -> str:
    return "place" if _field(part) in _PLACE else _field(part)


def agreement(seen: pd.DataFrame, compared: pd.DataFrame, weights: pd.DataFrame) -> dict[str, float]:
    """How often each field of one person is the same in two records, counted on pairs that other fields found.

    Parameters
    ----------
    seen, compared, weights : DataFrame
        What was compared, the pairs and what agreement is worth (:func:`~crm_course.identity.matching.compare`).
    """
    left, right = compared["left"].to_numpy(np.int64), compared["right"].to_numpy(np.int64)
    values = {name: (seen[name].to_numpy(object)[left], seen[name].to_numpy(object)[right]) for name in COMPARED}
    told = {name: seen[name].notna().to_numpy()[left] & seen[name].notna().to_numpy()[right] for name in COMPARED}
    same = {name: told[name] & (one == other) for name, (one, other) in values.items()}
    held = {fields: np.logical_and.reduce([_part(part, values, told) for part in fields]) for fields in BLOCKS}
    odds = _odds(compared["probability"].to_numpy(float))
    found = {}
    for name in COMPARED:
        kind = _kind(name)
        without = [hit for fields, hit in held.items() if all(_kind(part) != kind for part in fields)]
        kept = np.logical_or.reduce([np.zeros(len(left), bool), *without]) & told[name]
        own = weights.loc[weights["field"] == kind, "weight"].to_numpy(float) * np.log(2)
        level = compared[kind].to_numpy(np.int64) if kind in compared else np.full(len(left), -1)
        sure = 1 / (1 + np.exp(np.append(own, 0.0)[level] - odds))
        found[name] = float((np.sum(sure[kept] * same[name][kept]) + 0.9) / (np.sum(sure[kept]) + 1.0))
    return found


def _part(part: str, values: Mapping[str, Any], told: Mapping[str, Any]) -> NDArray[np.bool_]:
    """Whether a block's field, or its first letters, are the same on both sides."""
    name = _field(part)
    one, other = values[name]
    if part == name:
        return np.asarray(told[name] & (one == other), bool)
    length = int(part.rpartition(",")[2].strip(" )"))
    return np.array([yes and a[:length] == b[:length] for yes, a, b in zip(told[name], one, other, strict=True)], bool)


def _odds(probability: NDArray[np.float64]) -> NDArray[np.float64]:
    sure = np.clip(probability, 1e-12, 1 - 1e-12)
    return np.log(sure) - np.log1p(-sure)


def reach(seen: pd.DataFrame, agree: Mapping[str, float], one: NDArray[np.int64], other: NDArray[np.int64], rng: Any) -> float:
    """The share of people in two sets of records of whom a block holds the pair: both tell its fields, and these agree."""
    a, b = rng.choice(one, _DRAWS), rng.choice(other, _DRAWS)
    told = {name: seen[name].notna().to_numpy() for name in COMPARED}
    same = {name: told[name][a] & told[name][b] & (rng.random(_DRAWS) < agree[name]) for name in COMPARED}
    held = np.logical_or.reduce([np.logical_and.reduce([same[_field(part)] for part in fields]) for fields in BLOCKS])
    return float(max(held.mean(), 0.05))


def bounds(seen: pd.DataFrame, compared: pd.DataFrame, weights: pd.DataFrame, groups: NDArray[np.int64]) -> tuple[int, int]:
    """Between how many people the records hold.

    Parameters
    ----------
    groups : array
        The customer of each record as linked; who was found in three systems is there at least.

    Returns
    -------
    tuple of int
        The fewest and the most.
    """
    systems = seen["silo"].to_numpy(object)
    names = sorted(set(systems))
    if len(seen) < 2 or compared.empty or len(names) > _MOST_SYSTEMS:  # nothing found, or too many ways: what each system holds alone
        return int(pd.Series(systems).value_counts().max()) if len(seen) else 0, len(seen)
    rng, agree = np.random.default_rng(2), agreement(seen, compared, weights)
    places = {name: np.flatnonzero(systems == name) for name in names}
    left, right = systems[compared["left"].to_numpy(np.int64)], systems[compared["right"].to_numpy(np.int64)]
    sure, shared, inside = compared["probability"].to_numpy(float), {}, {}
    for one, other in combinations_with_replacement(names, 2):
        found = float(sure[((left == one) & (right == other)) | ((left == other) & (right == one))].sum())
        total = found / reach(seen, agree, places[one], places[other], rng)
        if one == other:
            inside[one] = (found, total)
        else:
            shared[one, other] = total
    held = {name: len(places[name]) - inside[name][0] for name in names}
    if len(names) == 1:
        found, total = inside[names[0]]
        off = 2 * np.sqrt(total) + _SLACK * (total - found)
        return max(int(len(seen) - total - off), 1), int(np.ceil(min(len(seen) - found + off, len(seen))))
    return fewest_and_most(held, shared, at_least=_together(systems, groups))


def _together(systems: NDArray[Any], groups: NDArray[np.int64]) -> dict[tuple[str, ...], float]:
    """How many customers were found in three systems or more, less what may be wrong with them."""
    each = pd.DataFrame({"group": groups, "system": systems}).drop_duplicates().groupby("group")["system"].agg(frozenset)
    found = {tuple(sorted(some)) for some in each if len(some) > 2}
    wanted = {part for some in found for size in range(3, len(some) + 1) for part in combinations(some, size)}
    counts = {some: int(sum(set(some) <= held for held in each)) for some in wanted}
    return {some: 0.95 * count - 2 * float(np.sqrt(count)) for some, count in counts.items() if count > 8}


def fewest_and_most(
    held: Mapping[str, float], shared: Mapping[tuple[str, str], float], *,
    at_least: Mapping[tuple[str, ...], float] | None = None, slack: float = _SLACK,
) -> tuple[int, int]:  # fmt: skip
    """The fewest and the most people whom systems hold, given how many each holds and how many each two share.

    Parameters
    ----------
    held : mapping
        People in each system.
    shared : mapping
        People in both of two systems, an estimate.
    at_least : mapping, optional
        People known to be in all of some systems.
    slack : float
        How far an estimate in `shared` may be off, as a share of it.

    >>> fewest_and_most({"till": 100, "web": 80}, {("till", "web"): 50}, slack=0)
    (115, 145)
    """
    from scipy.optimize import linprog

    ways = [some for size in range(1, len(held) + 1) for some in combinations(sorted(held), size)]
    rows, tops = [], []
    for (one, other), total in shared.items():
        row = np.array([float(one in some and other in some) for some in ways])
        top = min(held[one], held[other])
        off = slack * total + 2 * np.sqrt(max(total, 1.0))
        rows += [row, -row]
        tops += [min(total + off, top), -min(max(total - off, 0.0), top)]
    for part, count in (at_least or {}).items():
        rows.append(np.array([-float(set(part) <= set(some)) for some in ways]))
        tops.append(-max(count, 0.0))
    within = [[float(name in some) for some in ways] for name in held]
    found = [linprog([sign] * len(ways), np.array(rows), tops, within, list(held.values())) for sign in (1, -1)]
    if any(one.x is None for one in found):  # what was estimated does not fit together: only what is sure
        return int(max(held.values())), int(np.ceil(sum(held.values())))
    least, most = (float(np.sum(np.asarray(one.x))) for one in found)
    return int(np.floor(least + 1e-6)), int(np.ceil(most - 1e-6))
