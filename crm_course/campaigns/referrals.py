"""Who brings whom? One customer brings K others, each of those K more, until everybody is known.

K = invitations sent × share that join. Below 1 the chain dies out: start / (1 − K) in all.
Above 1 it grows until the pool is dry; nothing grows for long.

Source: the geometric series; with a finite pool the Reed–Frost chain (invitations fall on
anybody of the pool, also on those who are in), whose end solves
outside(end) = outside(start) · exp(−K · total / pool).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Referral", "referral", "referral_tree"]

_NOBODY = 1e-9
_MOST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Said):
    """A referral, generation by generation.

    Attributes
    ----------
    total : float
        People in the end, the start included.
    generations : tuple of float
        People who come in each generation; the first figure is the start.
    """

    total: float
    generations: tuple[float, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """``generation, new, total``, until fewer than half a person comes."""
        new = np.array([people for number, people in enumerate(self.generations) if number == 0 or people >= 0.5])
        return pd.DataFrame({"generation": np.arange(len(new)), "new": new, "total": np.cumsum(new)})

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.REFERRAL.say(start=self.generations[0], total=self.total, generations=len(self.frame) - 1)


def referral(factor: float, start: float, *, pool: float | None = None) -> Referral:
    """How far a referral goes.

    Parameters
    ----------
    factor : float
        New customers that each customer brings, K.
    start : float
        Customers at the beginning.
    pool : float, optional
        Everyone who could be a customer, the start included; without it there is no end of people.

    Raises
    ------
    InvalidValue
        A factor of 1 or more without a pool; a pool smaller than the start.

    >>> found = referral(0.6, 100)
    >>> found.total, round(sum(found.generations[:6]), 1)
    (250.0, 238.3)
    >>> round(referral(1.5, 100, pool=10_000).total)  # 9900 · exp(−1.5 × 0.5936) = 4064 stay outside
    5936
    """
    each, first = checks.non_negative("factor", factor), checks.positive("start", start)
    if pool is None:
        if each >= 1:
            raise InvalidValue("factor", texts.RULE_FACTOR, factor, texts.WAY_FACTOR)
        return Referral(total=first / (1 - each), generations=_chain(each, first, math.inf))
    reach = checks.positive("pool", pool)
    if reach < first:
        raise InvalidValue("pool", texts.RULE_POOL, pool, start=first)
    generations = _chain(each, first, reach)
    return Referral(total=math.fsum(generations), generations=generations)


def referral_tree(customers: pd.DataFrame) -> pd.DataFrame:
    """Who brought whom: frame ``customer_id, referred_by, root, generation, brought, descendants``.

    Parameters
    ----------
    customers : DataFrame
        ``customer_id`` and ``referred_by`` (missing for those who came by themselves; so does one whose
        sponsor is not in the file).

    Raises
    ------
    InvalidData
        People who brought each other in a circle; a customer listed twice.

    >>> tree = referral_tree(pd.DataFrame({"customer_id": [1, 2, 3, 4], "referred_by": [None, 1, 2, 1]}))
    >>> tree["generation"].tolist(), tree["brought"].tolist(), tree["descendants"].tolist()
    ([0, 1, 2, 1], [2, 1, 0, 0], [3, 1, 0, 0])
    """
    for name in ("customer_id", "referred_by"):
        if name not in customers.columns:
            raise UnknownName(texts.COLUMN, name, map(str, customers.columns))
    twice = customers["customer_id"].duplicated()
    if twice.any():
        raise InvalidData("customer_id", texts.RULE_ONCE, customers["customer_id"][twice].iloc[0])
    index = pd.Index(customers["customer_id"])
    parent = index.get_indexer(customers["referred_by"])
    parent[customers["referred_by"].isna().to_numpy()] = -1
    root, generation = _climbed(parent, index)
    brought, descendants = (np.zeros(len(index), np.int64) for _ in range(2))
    np.add.at(brought, parent[parent >= 0], 1)
    for depth in range(int(generation.max(initial=0)), 0, -1):
        rows = np.flatnonzero(generation == depth)
        np.add.at(descendants, parent[rows], descendants[rows] + 1)
    return customers[["customer_id", "referred_by"]].assign(
        root=index.to_numpy()[root], generation=generation, brought=brought, descendants=descendants
    )


# -- private ------------------------------------------------------------------------------


def _chain(factor: float, start: float, pool: float) -> tuple[float, ...]:
    new, outside, people = start, pool - start, [start]
    while len(people) < _MOST:
        new = factor * new if math.isinf(pool) else outside * -math.expm1(-factor * new / pool)
        if new < _NOBODY * start:
            break
        outside -= new
        people.append(new)
    return tuple(people)


def _climbed(parent: NDArray[np.int64], index: pd.Index) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The first of each chain, and how many steps lead to him: each round doubles the step."""
    at = np.where(parent >= 0, parent, np.arange(len(parent)))
    generation = (parent >= 0).astype(np.int64)
    for _ in range(len(parent).bit_length() + 1):
        generation, at = generation + generation[at], at[at]
    lost = np.flatnonzero(parent[at] >= 0)
    if len(lost):
        raise InvalidData("referred_by", texts.RULE_NO_CIRCLE, index[int(lost[0])], hint=texts.WAY_CIRCLE)
    return at, generation
