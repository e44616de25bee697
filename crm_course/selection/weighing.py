"""How heavy is each criterion, when people can only compare two at a time? The analytic hierarchy process.

"Price counts three times as much as support" is a judgement; with n criteria there are
n (n − 1) / 2 of them, and they contradict each other. The weights are the principal
eigenvector of the judgements; the consistency ratio says how far they are from agreeing,
beside judgements drawn at random. A ratio below 0.10 is a habit, not a proof.

Source: Saaty (1977, 1980); his table of random indices (another one circulates: .52 .88 1.12 …).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Judgement", "Pairwise", "pairwise", "rank_order_centroid", "rank_sum"]

RANDOM_INDEX = (0.0, 0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
"""Mean consistency index of random judgements, by number of criteria (Saaty)."""
TOLERATED = 0.10


class Judgement(NamedTuple):
    """A judgement to look at again: `first` was said to count `said` times `second`; `fitting` would agree with the others."""

    first: Any
    second: Any
    said: float
    fitting: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairwise(Said):
    """Weights from pairwise judgements.

    Attributes
    ----------
    weights : pandas.Series
        By criterion, sum 1.
    consistency_ratio : float
        0 when the judgements agree with each other; above 0.10 they are to be looked at again.
    largest_eigenvalue : float
        The number of criteria if the judgements agree, more if not.
    look_at : Judgement or None
        The judgement that fits the others least; None when all agree.
    """

    weights: pd.Series
    consistency_ratio: float
    largest_eigenvalue: float
    look_at: Judgement | None

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.CONSISTENT if self.consistency_ratio < TOLERATED else texts.INCONSISTENT
        sentence = said.say(ratio=self.consistency_ratio)
        if self.look_at is None:
            return sentence
        return f"{sentence} {texts.LOOK_AT.say(**self.look_at._asdict())}"


def pairwise(judgements: Any) -> Pairwise:
    """Weights from a square table of judgements, how consistent they are, and which one to look at again.

    Parameters
    ----------
    judgements : square array or DataFrame
        Row i, column j: how many times more criterion i counts than criterion j; the
        opposite cell holds the inverse, the diagonal 1.

    >>> found = pairwise([[1, 1/2, 3], [2, 1, 4], [1/3, 1/4, 1]])
    >>> found.weights.round(4).tolist(), round(found.consistency_ratio, 4)
    ([0.3196, 0.5584, 0.122], 0.0158)
    """
    names = list(judgements.index) if isinstance(judgements, pd.DataFrame) else None
    matrix = _reciprocal(judgements)
    size = len(matrix)
    largest, weights = _principal(matrix)
    ratio = 0.0 if size < 3 else max((largest - size) / (size - 1) / RANDOM_INDEX[min(size, len(RANDOM_INDEX) - 1)], 0.0)
    labels = names if names is not None else list(range(size))
    return Pairwise(
        weights=pd.Series(weights, index=labels, name="weight"), consistency_ratio=ratio, largest_eigenvalue=largest,
        look_at=_least_fitting(matrix, weights, labels),
    )  # fmt: skip


def rank_order_centroid(criteria: int) -> list[float]:
    """Weights when only the order of the criteria is known: the centre of all weights in that order (Barron 1992).

    >>> [round(weight, 4) for weight in rank_order_centroid(5)]
    [0.4567, 0.2567, 0.1567, 0.09, 0.04]
    """
    count = checks.whole("criteria", criteria, least=1)
    return [float(sum(1 / rank for rank in range(place, count + 1)) / count) for place in range(1, count + 1)]


def rank_sum(criteria: int) -> list[float]:
    """Weights in proportion to the inverted rank: simpler, flatter (Stillwell and others 1981).

    >>> [round(weight, 4) for weight in rank_sum(5)]
    [0.3333, 0.2667, 0.2, 0.1333, 0.0667]
    """
    count = checks.whole("criteria", criteria, least=1)
    return [2 * (count + 1 - place) / (count * (count + 1)) for place in range(1, count + 1)]


# -- private ------------------------------------------------------------------------------


def _reciprocal(judgements: Any) -> Any:
    try:
        matrix = np.asarray(judgements, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue(texts.JUDGEMENTS, texts.RULE_SQUARE, judgements) from None
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise InvalidValue(texts.JUDGEMENTS, texts.RULE_SQUARE, "×".join(map(str, matrix.shape)))
    bad = ~(np.isfinite(matrix) & (matrix > 0)) | (
        np.abs(np.log(np.where(matrix > 0, matrix, 1)) + np.log(np.where(matrix > 0, matrix, 1)).T) > 0.02
    )
    if bad.any():
        row, column = (int(place[0]) for place in np.nonzero(bad))
        cell = Text(fr=f"ligne {row + 1}, colonne {column + 1}", en=f"row {row + 1}, column {column + 1}")
        raise InvalidValue(cell, texts.RULE_INVERSE, float(matrix[row, column]), texts.WAY_INVERSE, opposite=float(matrix[column, row]))
    return matrix


def _principal(matrix: Any) -> tuple[float, Any]:
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    vector = np.abs(vectors[:, place].real)
    return float(values[place].real), vector / vector.sum()


def _least_fitting(matrix: Any, weights: Any, labels: list[Any]) -> Judgement | None:
    fitting = weights[:, None] / weights[None, :]
    off = np.triu(np.abs(np.log(matrix / fitting)), 1)
    if off.max(initial=0.0) < 1e-9:
        return None
    row, column = (int(place) for place in np.unravel_index(int(np.argmax(off)), off.shape))
    return Judgement(labels[row], labels[column], float(matrix[row, column]), float(fitting[row, column]))
