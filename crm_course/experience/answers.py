"""What did people answer? Answers, or counts per score, read into one distribution.

Assumptions: a score is a whole number; a missing answer is not an answer, and is refused
rather than dropped in silence; weights say how many customers an answer stands for.

Source of the effective number of answers: Kish (1965), *Survey Sampling*, § 11.2.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

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
    notice : Text or None
        What the reader should know of how the answers were read.
    """

    scores: tuple[int, ...]
    counts: tuple[int, ...]
    masses: tuple[float, ...]
    effective_responses: float
    notice: Text | None = field(default=None, compare=False)

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
    answers : array, list or Series of scores; or dict or Series of counts per score
        A Series holds counts if it is named ``count`` (``answers.value_counts()``), or if
        its index is not the default one and could be scores.
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
    counts, notice = _as_counts(answers, scale)
    if counts is None:
        scores = guards.scores(answers, scale)
        each = np.ones(scores.size)
    else:
        scores = guards.scores(list(counts), scale)
        each = guards.counts(counts)
    heft = np.ones(scores.size) if weights is None else guards.weights(weights, scores.size, answers, counts)
    return _gathered(scores, each, heft, notice)


def _gathered(scores: guards.Floats, each: guards.Floats, heft: guards.Floats, notice: Text | None) -> Tally:
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
        notice=notice,
    )


# -- answers or counts? -------------------------------------------------------------------


def _as_counts(answers: Any, scale: Scale | None) -> tuple[Mapping[Any, Any] | None, Text | None]:
    """`answers` as counts per score if that is what it holds, and what to tell the reader of it."""
    if isinstance(answers, Mapping):
        return answers, None
    if not isinstance(answers, pd.Series) or not answers.index.is_unique:
        return None, None
    if answers.name == "count":
        return answers.to_dict(), None
    if not _could_be_scores(answers.index, scale):
        return None, None
    both = _could_be_scores(answers, scale)
    if isinstance(answers.index, pd.RangeIndex) and answers.index.start == 0:
        _refuse_unclear(answers, scale, both)
        return None, None
    return answers.to_dict(), texts.READ_AS_COUNTS if both else None


def _refuse_unclear(answers: pd.Series[Any], scale: Scale | None, answers_fit: bool) -> None:
    """Eleven values under 0, 1, … 10, some off the scale: counts, or answers with a slip? Ask."""
    whole_scale = scale is not None and len(answers) == scale[1] + 1
    if whole_scale and not answers_fit and answers.notna().all():
        raise InvalidValue(texts.ANSWERS, texts.RULE_CLEAR, answers.tolist(), texts.WAY_CLEAR)


def _could_be_scores(values: Any, scale: Scale | None) -> bool:
    """Whether all are whole numbers on the scale (0 to 10 where it is not known)."""
    low, high = scale or (0, 10)
    numbers = pd.to_numeric(pd.Series(list(values), dtype=object), errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return bool(np.all((numbers >= low) & (numbers <= high) & (numbers == np.round(numbers))))
