"""How sure are the credits? Journeys drawn again, customer by customer.

A customer's journeys resemble each other, so customers are drawn, not journeys. Drawing is
by weights: each cell of data (a group of customers; in a path table, the journeys of one
way that bought, or did not) counts Poisson(n)/n times. What a model needs is a sum over
cells, so one matrix product gives all draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from crm_course.foundations.integers import as_counts

from .markov import loss, share_of, state_steps
from .paths import Journeys

__all__ = ["DRAWS", "GROUPS", "shares"]

DRAWS = 400
_BATCH = 2_000_000
"""Most cells of the matrices solved together."""

GROUPS = 2_000
"""Customers are dealt into at most so many groups, by a hash of their number."""


def shares(
    journeys: Journeys, weights: Callable[[Journeys, Any], np.ndarray] | None, options: Any, *, rng: np.random.Generator | int
) -> np.ndarray:
    """Shares of credit in each draw: array `DRAWS` × channels; `weights` is ``None`` for Markov."""
    source = journeys if journeys.customer is not None else _split(journeys)
    cell, count = _cells(source)
    drawn = np.random.default_rng(rng).poisson(count, size=(DRAWS, len(count))) / count
    if weights is None:
        return _markov(source, cell, drawn, options.order)
    bought = source.conversions > 0
    part, cell = source.chosen(bought), cell[bought]
    credit = weights(part, options) * np.repeat(part.conversions, as_counts(part.lengths))
    totals = drawn @ _summed(np.repeat(cell, as_counts(part.lengths)), part.codes, credit, (len(count), len(part.channels)))
    return share_of(totals, totals.sum(axis=1, keepdims=True))


def _markov(journeys: Journeys, cell: np.ndarray, drawn: np.ndarray, order: int) -> np.ndarray:
    """Removal shares of each draw; the chain of a draw is made of the drawn numbers of steps."""
    states, channel = state_steps(journeys, order)
    size, last, cells = len(channel), journeys.starts[1:] - 1, drawn.shape[1]
    start = drawn @ _summed(cell, states[journeys.starts[:-1]], journeys.journeys, (cells, size))
    bought = drawn @ _summed(cell, states[last], journeys.conversions, (cells, size))
    ended = drawn @ _summed(cell, states[last], journeys.journeys, (cells, size))
    inner = np.ones(len(states), dtype=bool)
    inner[last] = False
    before = np.flatnonzero(inner)
    pair = states[before].astype(np.int64) * size + states[before + 1]
    known, pair = np.unique(pair, return_inverse=True)
    weight = np.repeat(journeys.journeys, as_counts(journeys.lengths))[before]
    steps = drawn @ _summed(np.repeat(cell, as_counts(journeys.lengths))[before], pair, weight, (cells, len(known)))
    batch = max(1, _BATCH // size**2)
    parts = [slice(first, first + batch) for first in range(0, len(drawn), batch)]
    counted = [
        _removal_shares(start[part], steps[part], bought[part], ended[part], known, channel, len(journeys.channels)) for part in parts
    ]
    return np.concatenate(counted)


def _removal_shares(
    start: np.ndarray, steps: np.ndarray, bought: np.ndarray, ended: np.ndarray, known: np.ndarray, channel: np.ndarray, channels: int
) -> np.ndarray:
    """Shares of a batch of draws: each row of the arrays is a chain of its own."""
    draws, size = start.shape
    matrix = np.zeros((draws, size * size))
    matrix[:, known] = steps
    square = matrix.reshape(draws, size, size)
    visits = square.sum(axis=2) + ended
    begun, passed, paid = share_of(start, start.sum(axis=1, keepdims=True)), share_of(square, visits[:, :, None]), share_of(bought, visits)
    effect = loss(begun, passed, paid, channel, channels)
    return share_of(effect, effect.sum(axis=1, keepdims=True))


def _cells(journeys: Journeys) -> tuple[np.ndarray, np.ndarray]:
    """The cell of each way, and how many independent units each cell holds."""
    if journeys.customer is None or journeys.customers is None:
        return np.arange(len(journeys.journeys), dtype=np.int64), journeys.journeys
    who, position = np.unique(journeys.customer, return_inverse=True)
    hashed = pd.util.hash_array(np.asarray(journeys.customers.take(who)))
    rank = np.empty(len(who), dtype=np.int64)
    rank[np.argsort(hashed, kind="stable")] = np.arange(len(who), dtype=np.int64)
    return rank[position] % GROUPS, np.ones(min(len(who), GROUPS))


def _split(journeys: Journeys) -> Journeys:
    """Each way twice: once for the journeys that bought, once for those that did not."""
    lengths, number = journeys.lengths, len(journeys.journeys)
    nulls, none = journeys.journeys - journeys.conversions, np.zeros(number)
    twice = replace(
        journeys, codes=np.tile(journeys.codes, 2), starts=np.concatenate(([0], np.cumsum(np.tile(lengths, 2)))),
        journeys=np.concatenate((journeys.conversions, nulls)), conversions=np.concatenate((journeys.conversions, none)),
        value=np.concatenate((journeys.value, none)), ticks=None, ended=None, customer=None, customers=None, events=None,
    )  # fmt: skip
    return twice.chosen(twice.journeys > 0)


def _summed(row: np.ndarray, column: np.ndarray, weight: np.ndarray, shape: tuple[int, int]) -> Any:
    return sparse.csr_array((weight, (row.astype(np.int64), column.astype(np.int64))), shape=shape)
