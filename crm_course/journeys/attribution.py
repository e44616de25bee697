"""Who gets the credit for a sale? Eight models over the same journeys.

==================  ===================================================================
first, last         all to the first, or the last, contact
last-non-direct     all to the last contact that is not a direct visit (if there is one)
linear              the same to every contact
position            40 % first, 40 % last, 20 % shared between; 50/50 for two contacts
time-decay          each contact counts half after `half_life_days` (7) before the last;
                    in a path table, which has no clock, after each step
markov              by removal effect (:mod:`~crm_course.journeys.markov`)
shapley             equally over the different channels (:mod:`~crm_course.journeys.shapley`)
==================  ===================================================================

Every model gives away all purchases, no more and no less: a credit is a share of what
happened, not what the channel caused. :mod:`~crm_course.journeys.truth` scores that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.integers import as_counts

from . import bootstrap
from .markov import chain, loss, share_of
from .path_table import journeys_of
from .paths import Journeys
from .shapley import distinct
from .spelling import key

__all__ = ["MODELS", "attribute", "compare_models", "evidence"]

DIRECT = frozenset({"direct", "directnone", "accesdirect", "directtraffic", "traficdirect", "directentry", "entreedirecte", "directload", "directvisit", "visitedirecte", "directaccess", "typedbookmarked",
                    "typedbookmark", "bookmark", "saisiedirecte", "none", "direkt", "directo", "diretto"})  # fmt: skip
"""How tools call a direct visit, folded: Direct, (direct), (direct) / (none), accès direct …"""
THIN = 30
"""Fewer purchases with the channel than this: its credit is hardly known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What some models need beside the journeys."""

    order: int = 1
    half_life_days: float = 7.0

    def __post_init__(self) -> None:
        checks.choice("order", self.order, (1, 2, 3))
        checks.positive("half_life_days", self.half_life_days)


def attribute(
    journeys: Journeys | pd.DataFrame,
    model: str = "markov",
    *,
    order: int = 1,
    half_life_days: float = 7.0,
    intervals: bool = False,
    rng: np.random.Generator | int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Credit of each channel for the purchases, by one model, the largest first.

    Parameters
    ----------
    journeys : Journeys or DataFrame
        Or a path table: ``path, conversions, nulls`` (and ``value``).
    model : str
        One of :data:`MODELS`.
    order : {1, 2, 3}
        Contacts that ``"markov"`` remembers.
    half_life_days : float
        Half-life of ``"time-decay"``.
    intervals : bool
        Add 95 % bootstrap intervals of the *share*, over customers.
    rng : numpy Generator, or int seed
        The source of chance of the bootstrap; `seed` is its old name.

    Returns
    -------
    DataFrame
        ``channel, credit`` (purchases), ``value`` (euros, 0 without values), ``share`` (0–1;
        0 if nobody bought), and with `intervals` ``low, high`` of the share.

    Examples
    --------
    >>> table = pd.DataFrame({"path": ["google", "mailing", "google > mailing"], "conversions": [2, 1, 1], "nulls": [1, 0, 0]})
    >>> attribute(table).set_index("channel").credit.round(3).to_dict()
    {'google': 2.4, 'mailing': 1.6}
    """
    source, options = journeys_of(journeys), Options(order=order, half_life_days=half_life_days)
    checks.choice("model", model, MODELS)
    credit, value = _credits(source, model, options)
    frame = pd.DataFrame({"channel": list(source.channels), "credit": credit, "value": value, "share": share_of(credit, credit.sum())})
    if intervals:
        draws = bootstrap.shares(source, WEIGHTS.get(model), options, rng=seed if rng is None else rng)
        frame["low"], frame["high"] = np.quantile(draws, (0.025, 0.975), axis=0)
    return frame.sort_values(["credit", "channel"], ascending=[False, True], ignore_index=True)


def compare_models(journeys: Journeys | pd.DataFrame, *, order: int = 1, half_life_days: float = 7.0) -> pd.DataFrame:
    """Share of credit by every model: frame with a row per channel and a column per model."""
    source = journeys_of(journeys)
    options = Options(order=order, half_life_days=half_life_days)
    shares = {model: _credits(source, model, options)[0] for model in MODELS}
    return pd.DataFrame(
        {model: share_of(credit, credit.sum()) for model, credit in shares.items()}, index=pd.Index(source.channels, name="channel")
    )


def evidence(journeys: Journeys | pd.DataFrame) -> pd.DataFrame:
    """What each channel's credit rests on: frame ``channel, journeys, conversions, thin``.

    `thin` marks channels met in fewer than 30 journeys that ended in a purchase.
    """
    source = journeys_of(journeys)
    met = distinct(source) > 0
    count = [
        np.bincount(as_counts(source.codes[met]), weights=np.repeat(of, as_counts(source.lengths))[met], minlength=len(source.channels))
        for of in (source.journeys, source.conversions)
    ]
    return pd.DataFrame({"channel": list(source.channels), "journeys": count[0], "conversions": count[1], "thin": count[1] < THIN})


# -- rules: the weight of each contact, 1 in all for each way ------------------------------


def _first(journeys: Journeys, _: Options) -> np.ndarray:
    return _marked(journeys, journeys.starts[:-1])


def _last(journeys: Journeys, _: Options) -> np.ndarray:
    return _marked(journeys, journeys.starts[1:] - 1)


def _last_non_direct(journeys: Journeys, _: Options) -> np.ndarray:
    last = journeys.starts[1:] - 1
    direct = [code for code, channel in enumerate(journeys.channels) if key(channel) in DIRECT]
    if not direct:
        return _marked(journeys, last)
    candidate = np.where(np.isin(journeys.codes, direct), -1, np.arange(len(journeys.codes), dtype=np.int64))
    best = np.maximum.reduceat(candidate, as_counts(journeys.starts[:-1])) if len(candidate) else last
    return _marked(journeys, np.where(best < 0, last, best))


def _linear(journeys: Journeys, _: Options) -> np.ndarray:
    return np.repeat(1 / journeys.lengths, as_counts(journeys.lengths))


def _position(journeys: Journeys, _: Options) -> np.ndarray:
    lengths, first, last = journeys.lengths, journeys.starts[:-1], journeys.starts[1:] - 1
    weight = np.repeat(0.2 / np.maximum(lengths - 2, 1), as_counts(lengths))
    weight[first] = weight[last] = np.where(lengths == 2, 0.5, 0.4)
    weight[first[lengths == 1]] = 1.0
    return weight


def _time_decay(journeys: Journeys, options: Options) -> np.ndarray:
    ages = journeys.ages
    if ages is None:
        halvings: Any = np.repeat(journeys.starts[1:] - 1, as_counts(journeys.lengths)) - np.arange(len(journeys.codes), dtype=np.int64)
    else:
        halvings = ages / (options.half_life_days * 86_400)
    weight: np.ndarray = np.exp2(-halvings)
    if not len(weight):
        return weight
    return np.asarray(weight / np.repeat(np.add.reduceat(weight, as_counts(journeys.starts[:-1])), as_counts(journeys.lengths)))


def _shapley(journeys: Journeys, _: Options) -> np.ndarray:
    return distinct(journeys)


def _marked(journeys: Journeys, positions: np.ndarray) -> np.ndarray:
    weight = np.zeros(len(journeys.codes))
    weight[positions] = 1.0
    return weight


WEIGHTS: Mapping[str, Callable[[Journeys, Options], np.ndarray]] = {
    "first": _first, "last": _last, "last-non-direct": _last_non_direct, "linear": _linear,
    "position": _position, "time-decay": _time_decay, "shapley": _shapley,
}  # fmt: skip
"""Models that give each contact of a journey a weight."""

MODELS = ("first", "last", "last-non-direct", "linear", "position", "time-decay", "markov", "shapley")


def _credits(journeys: Journeys, model: str, options: Options) -> tuple[np.ndarray, np.ndarray]:
    """Purchases and euros credited to each channel."""
    if model == "markov":
        return _markov(journeys, options.order)
    bought = journeys.converting()
    weight = WEIGHTS[model](bought, options)
    size = len(bought.channels)
    credit, value = (
        np.bincount(as_counts(bought.codes), weights=weight * np.repeat(per_way, as_counts(bought.lengths)), minlength=size)
        for per_way in (bought.conversions, bought.value)
    )
    return credit, value


def _markov(journeys: Journeys, order: int) -> tuple[np.ndarray, np.ndarray]:
    model = chain(journeys, order)
    credit, value = (
        share_of(effect, effect.sum()) * total
        for effect, total in (
            (loss(model.start, model.steps, reward, model.channel, len(model.channels)), per_way.sum())
            for reward, per_way in ((model.purchase, journeys.conversions), (model.value, journeys.value))
        )
    )
    return credit, value
