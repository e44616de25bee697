"""What did people answer? Answers, or counts per score, read into one distribution.

Assumptions: a score is a whole number; a missing answer is not an answer, and is refused
rather than dropped in silence; weights say how many customers an answer stands for.

Source of the effective number of answers: Kish (1965), *Survey Sampling*, § 11.2.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.integers import as_counts

from . import guards, texts

__all__ = ["Tally", "tally"]

Scale = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many people gave each score.

    Attributes
    ----------
    scores : tuple of int
        The scores given, in increasing order.
    counts : tuple of int
        People who gave each.
    masses : tuple of float
        Their weights added up; equal to `counts` where there are no weights.
    effective_responses : float
        Kish's effective number of answers, (Σw)² / Σw²; equal to `responses` where there
        are no weights.
    """

    scores: tuple[int, ...]
    counts: tuple[int, ...]
    masses: tuple[float, ...]
    effective_responses: float

    @property
    def responses(self) -> int:
        """People who answered."""
        return sum(self.counts)

    @property
    def mass(self) -> float:
        """All the weights added up."""
        return sum(self.masses)

    @property
    def mean(self) -> float:
        """The (weighted) mean score."""
        return sum(score * mass for score, mass in zip(self.scores, self.masses, strict=True)) / self.mass

    def mass_of(self, wanted: Collection[int]) -> float:
        """The weights of the answers whose score is in `wanted`, added up."""
        return sum(mass for score, mass in zip(self.scores, self.masses, strict=True) if score in wanted)


def tally(answers: Any, *, weights: Any = None, scale: Scale | None = None) -> Tally:
    """Read answers, or counts per score, into a :class:`Tally`.

    Parameters
    ----------
    answers : array, list or Series of scores; or dict or frame of counts per score
        A Series holds answers, however it was filtered or sorted; only what
        ``answers.value_counts()`` makes (named ``count``, the scores as its index) holds counts.
        A frame has a column named for the counts (``count``, ``effectif``) beside that of the scores.
    weights : array, list or Series, optional
        The weight of each answer, at least 0. With counts: the weight of every answer of
        that score, as a dict by score or in the order of the counts.
    scale : (int, int), optional
        Lowest and highest possible score.

    Raises
    ------
    InvalidValue
        Naming the first value that is not a score, how many are missing, or what else is
        wrong, and the way out.

    >>> tally([3, 1, 3]) == tally({1: 1, 3: 2})
    True
    """
    counts = _as_counts(answers, scale)
    if counts is None:
        scores = guards.scores(answers, scale)
        each = np.ones(scores.size)
    else:
        scores = guards.scores(list(counts), scale)
        each = guards.counts(counts)
    heft = np.ones(scores.size) if weights is None else guards.weights(weights, scores.size, answers, counts)
    return _gathered(scores, each, heft)


def _gathered(scores: guards.Floats, each: guards.Floats, heft: guards.Floats) -> Tally:
    if not each.sum():
        raise InvalidValue(texts.COUNTS, texts.RULE_NOT_EMPTY, 0)
    if not (each * heft).sum():
        raise InvalidValue(texts.WEIGHTS, texts.RULE_WEIGHTS_NOT_ALL_ZERO, 0)
    given, place = np.unique(scores, return_inverse=True)
    counts, masses = np.bincount(as_counts(place), each), np.bincount(as_counts(place), each * heft)
    kept = counts > 0
    return Tally(
        scores=tuple(given[kept].astype(np.int64).tolist()),
        counts=tuple(counts[kept].astype(np.int64).tolist()),
        masses=tuple(masses[kept].tolist()),
        effective_responses=float((each * heft).sum() ** 2 / (each * heft**2).sum()),
    )


# -- answers or counts? -------------------------------------------------------------------


def _as_counts(answers: Any, scale: Scale | None) -> Mapping[Any, Any] | None:
    """`answers` as counts per score if it says that it holds them; a Series holds answers, whatever its index."""
    if isinstance(answers, Mapping):
        return answers
    if isinstance(answers, pd.DataFrame):
        return _counted(answers)
    if not isinstance(answers, pd.Series):
        return None
    if answers.name == "count" and answers.index.is_unique and not isinstance(answers.index, pd.RangeIndex):
        return answers.to_dict()  # what value_counts() makes
    _refuse_unclear(answers, scale)
    return None


def _counted(frame: pd.DataFrame) -> Mapping[Any, Any]:
    """A frame of scores and their counts: one column is named for the counts, the other one or the index holds the scores."""
    counts = [name for name in frame.columns if fold(name) in _COUNTS]
    others = [name for name in frame.columns if name not in counts]
    if len(counts) != 1 or len(others) > 1:
        raise InvalidValue(texts.ANSWERS, texts.RULE_COUNTED, ", ".join(map(str, frame.columns)), texts.WAY_LIST)
    scores = frame[others[0]] if others else frame.index.to_series()
    if scores.duplicated().any():
        raise InvalidValue(texts.ANSWERS, texts.RULE_COUNTED_ONCE, scores[scores.duplicated()].iloc[0])
    return dict(zip(scores.tolist(), frame[counts[0]].tolist(), strict=True))


_COUNTS = frozenset({"count", "counts", "effectif", "effectifs", "n", "nombre", "number", "answers", "responses", "reponses", "frequence", "frequency", "nombre de reponses", "nb de reponses",
                     "nb reponses", "number of answers", "number of responses", "response count", "answer count"})  # fmt: skip


def _refuse_unclear(answers: pd.Series[Any], scale: Scale | None) -> None:
    """A value for each score of the scale, some off it: counts, or answers with a slip? Ask."""
    whole_scale = scale is not None and set(answers.index) in ({*range(scale[0], scale[1] + 1)}, {*range(scale[1] + 1)})
    if whole_scale and not _could_be_scores(answers, scale) and answers.notna().all():
        raise InvalidValue(texts.ANSWERS, texts.RULE_CLEAR, answers.tolist(), texts.WAY_CLEAR)


def _could_be_scores(values: Any, scale: Scale | None) -> bool:
    """Whether all are whole numbers on the scale (0 to 10 where it is not known)."""
    low, high = scale or (0, 10)
    numbers = pd.to_numeric(pd.Series(list(values), dtype=object), errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return bool(np.all((numbers >= low) & (numbers <= high) & (numbers == np.round(numbers))))
