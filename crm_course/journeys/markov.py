"""How many sales would be lost without a channel? Journeys as a Markov chain, removed exactly.

A customer walks from contact to contact and ends in a purchase or in nothing. A channel's
removal effect is the share of purchases that are lost if every step into the channel
becomes a step into nothing (Anderl, Becker, von Wangenheim & Schumann, 2016, International
Journal of Research in Marketing 33). In a chain of order k a state is the last k channels.

No simulation: with N = (I − Q)⁻¹, start a, purchase r, h = N r and P = a h, the walks that
touch a channel whose states are S convert with probability (aN)_S (N_SS)⁻¹ h_S. For order 1
that is (aN)_i h_i / N_ii: one inverse gives every channel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from .path_table import journeys_of
from .paths import Journeys

__all__ = ["Chain", "chain", "loss", "pairs", "removal_effects", "share_of", "state_steps"]

LARGEST = 6_000
"""Most states of a chain solved in memory (a dense matrix of 288 MB)."""

_STATES = Text(fr="une chaîne d’au plus {most:number} états", en="a chain of at most {most:number} states")
_LOWER = Text(fr="Prenez un ordre plus petit ou regroupez des canaux.", en="Take a lower order or group channels.")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Chain:
    """An absorbing chain over the last `order` channels.

    Attributes
    ----------
    channels : tuple of str
    channel : int array
        The last channel of each state.
    start : float array
        Probability that a journey begins in the state.
    steps : float array, states × states
        Probability of the next state.
    purchase : float array
        Probability that the journey ends here in a purchase.
    value : float array
        Mean euros bought when the journey is here (0 if it goes on or ends in nothing).
    """

    channels: tuple[str, ...]
    channel: np.ndarray
    start: np.ndarray
    steps: np.ndarray
    purchase: np.ndarray
    value: np.ndarray


def removal_effects(journeys: Journeys | pd.DataFrame, order: int = 1) -> pd.DataFrame:
    """Share of purchases lost without each channel: frame ``channel, removal_effect``.

    Parameters
    ----------
    journeys : Journeys or DataFrame
        Or a path table (``path, conversions, nulls``).
    order : {1, 2, 3}
        How many contacts the chain remembers.

    Examples
    --------
    Bryl's example: one journey of three converts, by all channels.

    >>> table = pd.DataFrame({"path": ["C1 > C2 > C3", "C1", "C2 > C3"], "conversions": [1, 0, 0], "nulls": [0, 1, 1]})
    >>> removal_effects(table).set_index("channel").removal_effect.round(3).to_dict()
    {'C1': 0.5, 'C2': 1.0, 'C3': 1.0}
    """
    model = chain(journeys_of(journeys), order)
    effect = loss(model.start, model.steps, model.purchase, model.channel, len(model.channels))
    return pd.DataFrame({"channel": list(model.channels), "removal_effect": effect})


def chain(journeys: Journeys, order: int = 1) -> Chain:
    """The chain of order `order` that the journeys follow."""
    states, channel = state_steps(journeys, order)
    size, lengths = len(channel), journeys.lengths
    if not len(lengths):
        empty = np.zeros(size)
        return Chain(channels=journeys.channels, channel=channel, start=empty, steps=np.zeros((size, size)), purchase=empty, value=empty)
    first, last = journeys.starts[:-1], journeys.starts[1:] - 1
    start = np.bincount(as_counts(states[first]), weights=journeys.journeys, minlength=size)
    bought = np.bincount(as_counts(states[last]), weights=journeys.conversions, minlength=size)
    worth = np.bincount(as_counts(states[last]), weights=journeys.value, minlength=size)
    steps = pairs(journeys, states, size)
    visits = steps.sum(axis=1) + np.bincount(as_counts(states[last]), weights=journeys.journeys, minlength=size)
    return Chain(
        channels=journeys.channels, channel=channel, start=share_of(start, start.sum()), steps=share_of(steps, visits[:, None]),
        purchase=share_of(bought, visits), value=share_of(worth, visits),
    )  # fmt: skip


def loss(start: np.ndarray, steps: np.ndarray, reward: np.ndarray, channel: np.ndarray, channels: int) -> np.ndarray:
    """Share of the expected reward that is lost without each channel; 0 where nothing is earned.

    Broadcasts over leading axes: `start` and `reward` (…, states), `steps` (…, states, states).
    """
    inverse = np.linalg.inv(np.eye(steps.shape[-1]) - steps)
    visits, hope = np.einsum("...i,...ij->...j", start, inverse), np.einsum("...ij,...j->...i", inverse, reward)
    total = np.einsum("...i,...i->...", start, hope)
    lost = np.zeros((*total.shape, channels))
    for one in range(channels):
        own = np.flatnonzero(channel == one)
        if len(own) == 1:
            lost[..., one] = visits[..., own[0]] * hope[..., own[0]] / inverse[..., own[0], own[0]]
        elif len(own):
            block = inverse[..., own[:, None], own]
            lost[..., one] = np.einsum("...i,...i->...", visits[..., own], np.linalg.solve(block, hope[..., own, None])[..., 0])
    return share_of(lost, total[..., None])


def state_steps(journeys: Journeys, order: int) -> tuple[np.ndarray, np.ndarray]:
    """The state of each contact, and the last channel of each state."""
    checks.choice("order", order, (1, 2, 3))
    size = len(journeys.channels)
    if order == 1:
        return journeys.codes, np.arange(size, dtype=np.int64)
    lengths = journeys.lengths
    step = np.arange(len(journeys.codes), dtype=np.int64) - np.repeat(journeys.starts[:-1], as_counts(lengths))
    packed = journeys.codes.astype(np.int64)
    for back in range(1, order):
        there = np.flatnonzero(step >= back)
        packed[there] += (journeys.codes[there - back].astype(np.int64) + 1) * (size * (size + 1) ** (back - 1))
    known, states = np.unique(packed, return_inverse=True)
    if len(known) > LARGEST:
        raise InvalidValue("order", _STATES, order, _LOWER, most=LARGEST)
    return states, known % size


def share_of(part: np.ndarray, whole: np.ndarray | float) -> np.ndarray:
    """`part` over `whole`, 0 where the whole is 0."""
    whole = np.broadcast_to(whole, part.shape)
    return np.asarray(np.divide(part, whole, out=np.zeros_like(part, dtype=float), where=whole > 0))


def pairs(journeys: Journeys, states: np.ndarray, size: int) -> np.ndarray:
    """How often each state follows each: array states × states."""
    if len(states) < 2:
        return np.zeros((size, size))
    kind, cells = np.dtype(np.uint16 if size < 256 else np.int64), size * size
    pair: Any = states[:-1].astype(kind)
    pair *= kind.type(size)
    pair += states[1:].astype(kind, copy=False)
    if (journeys.journeys == 1).all():
        counts = np.bincount(as_counts(pair), minlength=cells) - np.bincount(as_counts(pair[journeys.starts[1:-1] - 1]), minlength=cells)
        return counts.astype(float).reshape(size, size)
    weights = np.repeat(journeys.journeys, as_counts(journeys.lengths))[:-1]
    weights[journeys.starts[1:-1] - 1] = 0
    return np.bincount(as_counts(pair), weights=weights, minlength=cells).reshape(size, size)
