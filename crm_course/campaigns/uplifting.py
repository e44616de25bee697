"""Whom does the message change? Not who will buy, but who buys because of it.

Two logistic models, one for each arm, foretell each person's chance with and without the
message; the difference is the uplift. Nobody is scored by a model that has seen him.
The Qini curve tells what a ranking is worth: extra orders as one writes to more and more
people, the most changed first.

Source: Radcliffe (2007), "Using control groups to target on predicted lift"; the coefficient
is the area over the random line, in shares of a perfect ranking's, as scikit-uplift counts it.
Its interval is a jackknife over blocks of people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, MissingPart
from crm_course.foundations.integers import as_counts
from crm_course.foundations.intervals import t_value
from crm_course.foundations.said import Said

from . import texts
from .arms import treated_mask

__all__ = ["Qini", "qini", "uplift"]

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_BLOCKS = 20
_BINS = 1000
_POINTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Qini(Said):
    """What a ranking by uplift is worth.

    Attributes
    ----------
    frame : DataFrame
        ``share`` of the people written to, the highest uplift first; ``extra`` orders among the treated so far that the control
        does not have; ``random``, the same in any order. At most 200 points.
    value : float
        Qini coefficient: 0 for a ranking by lot, 1 for a perfect one, below 0 for a harmful one.
    low, high : float
        95 % interval.
    best_share : float
        Share of the people after which more messages bring nothing more: the rest are best left alone.
    """

    frame: pd.DataFrame = field(repr=False)
    value: float
    low: float
    high: float
    best_share: float

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.QINI if self.low > 0 else texts.QINI_NOTHING
        return said.say(value=self.value, low=self.low, high=self.high, share=self.best_share)


def uplift(features: Any, arm: Any, outcome: Any, *, folds: int = 5) -> Floats:
    """How much each person's chance rises by the message, cross-fitted; needs ``crm-course[scoring]``.

    Parameters
    ----------
    features : DataFrame or array
        A row a person; words are made columns of yes and no. Nothing that happened after the message.
    arm : array
        ``treated`` or ``control`` (or True and False, 1 and 0) of each.
    outcome : array
        0 or 1.
    folds : int
        Parts that the people are dealt into; each is scored by what the others taught.

    Returns
    -------
    array
        Chance with the message less chance without it, in the order of the rows; may be negative.
    """
    table, bought = _features(features), _outcome(outcome)
    treated = treated_mask(arm, len(table), len(bought))
    parts = checks.whole("folds", folds, least=2)
    fold = np.zeros(len(table), np.int64)
    for group in ((treated, bought), (treated, ~bought), (~treated, bought), (~treated, ~bought)):
        rows = np.flatnonzero(group[0] & group[1])
        if len(rows) < parts:
            raise InvalidValue("outcome", texts.RULE_FOLDS, len(rows), texts.WAY_FOLDS, folds=parts)
        fold[rows] = np.arange(len(rows)) % parts
    risen = np.empty(len(table))
    for part in range(parts):
        seen, now = fold != part, fold == part
        risen[now] = _chance(table, bought, seen & treated, now) - _chance(table, bought, seen & ~treated, now)
    return risen


def qini(uplift: Any, arm: Any, outcome: Any) -> Qini:
    """The Qini curve of a ranking, its coefficient and an interval.

    Parameters
    ----------
    uplift : array
        The higher, the earlier written to; not by models that have seen these people's outcome.
    arm, outcome : array
        As in :func:`uplift`.

    >>> rng = np.random.default_rng(4)
    >>> arm, reached = np.arange(4000) % 2 == 0, rng.random(4000) < 0.3
    >>> bought = rng.random(4000) < 0.1 + 0.3 * (arm & reached)
    >>> found = qini(reached, arm, bought)
    >>> round(found.value, 2), found.low > 0
    (0.22, True)
    """
    score = _scores(uplift)
    bought = _outcome(outcome)
    treated = treated_mask(arm, len(score), len(bought))
    order = np.argsort(-score)
    ends = np.flatnonzero(np.diff(score[order], append=-np.inf))  # people of one score come together
    kinds = (treated * np.int8(2) + bought)[order]  # 0 control, 1 control who bought, 2 treated, 3 treated who bought
    groups = np.stack([np.cumsum(kinds == kind)[ends] for kind in range(4)]).astype(float)
    extra, people = _curve(groups), groups.sum(axis=0)
    value = float(_coefficient(groups))
    low, high = _interval(value, kinds, order, ends)
    best = float(people[int(np.argmax(extra))] / people[-1]) if extra.max() > 0 else 0.0
    return Qini(frame=_thinned(people, extra), value=value, low=low, high=high, best_share=best)


# -- the curve ----------------------------------------------------------------------------


def _curve(groups: Floats) -> Floats:
    """Extra orders among the treated at each point of cumulated counts (…, 4 kinds, points)."""
    lost, treated = groups[..., 1, :], groups[..., 2, :] + groups[..., 3, :]
    control = groups[..., 0, :] + lost
    return np.asarray(groups[..., 3, :] - lost * treated / np.maximum(control, 1.0))


def _coefficient(groups: Floats) -> Floats:
    """Area over the random line, in shares of a perfect ranking's."""
    extra, people = _curve(groups), groups.sum(axis=-2)
    area = np.trapezoid(extra, people, axis=-1) + extra[..., 0] * people[..., 0] / 2
    end, size, sure, lost = extra[..., -1], people[..., -1], groups[..., 3, -1], groups[..., 1, -1]
    perfect = sure**2 / 2 + sure * (size - sure - lost) + lost * (sure + end) / 2
    random = end * size / 2
    gained = perfect - random
    return np.asarray(np.where(gained > 0, (area - random) / np.where(gained > 0, gained, 1.0), 0.0))


def _interval(value: float, kinds: NDArray[np.int8], order: NDArray[np.int64], ends: NDArray[np.int64]) -> tuple[float, float]:
    """A jackknife over blocks of people, on a curve of at most a thousand points."""
    blocks, people = min(_BLOCKS, len(kinds) // 2), len(kinds)
    steps = np.arange(len(ends)) if len(ends) <= _BINS else ends * _BINS // people
    bins = int(steps[-1]) + 1
    place = (order % blocks * bins + np.repeat(steps, as_counts(np.diff(ends, prepend=-1)))) * 4 + kinds
    counts = np.bincount(as_counts(place), minlength=blocks * bins * 4).reshape(blocks, bins, 4).astype(float)
    left = _coefficient(np.cumsum(counts.sum(axis=0) - counts, axis=1).swapaxes(1, 2))
    error = float(np.sqrt((blocks - 1) / blocks * ((left - left.mean()) ** 2).sum()))
    half = float(t_value(0.95, blocks - 1)) * error
    return value - half, value + half


def _thinned(people: Floats, extra: Floats) -> pd.DataFrame:
    kept = np.unique(np.linspace(0, len(people) - 1, min(_POINTS - 1, len(people))).astype(int))
    share = np.concatenate([[0.0], people[kept] / people[-1]])
    return pd.DataFrame({"share": share, "extra": np.concatenate([[0.0], extra[kept]]), "random": share * extra[-1]})


# -- models and inputs --------------------------------------------------------------------


def _chance(table: Floats, bought: Mask, learn: Mask, score: Mask) -> Floats:
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise MissingPart(texts.NO_SCORING) from None
    model = LogisticRegression(max_iter=1000).fit(table[learn], bought[learn])
    return np.asarray(model.predict_proba(table[score])[:, 1])


def _features(features: Any) -> Floats:
    frame = features if isinstance(features, pd.DataFrame) else pd.DataFrame(np.asarray(features))
    table = pd.get_dummies(frame, drop_first=True).to_numpy(float)
    if not table.size or not np.isfinite(table).all():
        raise InvalidValue("features", texts.RULE_FEATURES, int((~np.isfinite(table)).sum()))
    spread = table.std(axis=0)
    return np.asarray((table - table.mean(axis=0)) / np.where(spread > 0, spread, 1.0))


def _scores(uplift: Any) -> Floats:
    score = np.round(np.asarray(uplift, dtype=float).ravel(), 12)  # sums in another order are no other rank
    if not np.isfinite(score).all():
        raise InvalidValue("uplift", texts.RULE_ARM, "NaN", texts.WAY_MISSING, missing=int((~np.isfinite(score)).sum()))
    return score


def _outcome(outcome: Any) -> Mask:
    values = np.asarray(outcome)
    if values.dtype.kind not in "biuf" or not np.isin(values, (0, 1)).all():
        raise InvalidValue("outcome", texts.RULE_OUTCOME, outcome, texts.WAY_OUTCOME)
    return values.ravel().astype(bool)
