"""Who is happy and who is not? The score of each segment, with its interval in each row.

Assumption: each row of the frame is one customer's answer. Segments are compared with care:
among twenty equal ones, one in twenty leaves a 95 % interval by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from . import guards, texts
from .guards import Floats
from .measures import NPS, Effort, Measure, NetPromoter, Satisfaction

__all__ = ["breakdown", "groups", "kind_of", "known"]


def breakdown(
    frame: pd.DataFrame,
    by: str | Sequence[str],
    *,
    measure: Measure = NPS,
    weights: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """The score of each segment of a frame of answers.

    Parameters
    ----------
    frame : DataFrame
        One row per answer.
    by : str or list of str
        The column, or columns, that make the segments. Rows without a value there are a
        segment of their own.
    measure : NetPromoter, Satisfaction or Effort
        Which scores count for and against, and in which column the answers are.
    weights : str, optional
        The column of weights.
    confidence : float
        Level of the intervals, 0–1.

    Returns
    -------
    DataFrame
        One row per segment, sorted: the columns of `by`, `responses`,
        `effective_responses`, the shares (`promoter_share`…), `score` in points (or `share`,
        0–1, for the CSAT), `low`, `high`, and `mean`.

    Raises
    ------
    InvalidValue
        A column that does not exist, text or gaps among the answers, a score off the scale.

    >>> frame = pd.DataFrame({"site": ["A", "A", "B"], "recommend": [10, 3, 9]})
    >>> breakdown(frame, "site")[["site", "score", "responses"]].values.tolist()
    [['A', 0.0, 2], ['B', 100.0, 1]]
    """
    level = checks.confidence(confidence)
    codes, keys = _segments(frame, [by] if isinstance(by, str) else list(by))
    counted, shares = _counted(frame, codes, len(keys), measure, weights)
    n = counted["effective_responses"].to_numpy()
    group = (shares[0] * n, shares[1] * n, n)
    low, high = measure.limits(group, level)
    figures = {measure.value: measure.figure(group), "low": low, "high": high}
    return pd.concat([keys, counted], axis=1).assign(**_named(measure, shares), **figures)[
        [*keys, "responses", "effective_responses", *measure.shares, *figures, "mean"]
    ]


def kind_of(table: pd.DataFrame) -> type[NetPromoter | Satisfaction | Effort]:
    """The kind of measure that a table of :func:`breakdown` holds."""
    for kind in (NetPromoter, Effort, Satisfaction):
        if {kind.value, *kind.shares, "effective_responses"} <= set(table.columns):
            return kind
    raise InvalidValue(texts.FRAME, texts.RULE_BREAKDOWN, sorted(map(str, table.columns)))


def groups(table: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
    """Positive, negative and all answers of each row of a table of :func:`breakdown`."""
    kind, n = kind_of(table), table["effective_responses"].to_numpy(dtype=float)
    if not kind.shares:
        return table["share"].to_numpy() * n, np.zeros_like(n), n
    return table[kind.shares[0]].to_numpy() * n, table[kind.shares[2]].to_numpy() * n, n


def known(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """The column of that name; an unknown one proposes the closest."""
    if name not in frame.columns:
        raise UnknownName(texts.COLUMN, name, map(str, frame.columns))
    return frame[name]


# -- private ------------------------------------------------------------------------------


def _segments(frame: pd.DataFrame, columns: list[str]) -> tuple[NDArray[Any], pd.DataFrame]:
    """The segment number of each row, and the segments in order."""
    if not isinstance(frame, pd.DataFrame) or not len(frame):
        raise InvalidValue(texts.FRAME, texts.RULE_FRAME, type(frame).__name__)
    for name in columns:
        known(frame, name)
    grouped = frame.groupby(columns, sort=True, dropna=False, observed=True)
    sizes = grouped.size()
    return grouped.ngroup().to_numpy(), sizes.index.to_frame(index=False)


def _counted(
    frame: pd.DataFrame, codes: NDArray[Any], size: int, measure: Measure, weights: str | None
) -> tuple[pd.DataFrame, tuple[Floats, Floats]]:
    """Per segment: answers, effective answers and mean; and the positive and the negative share."""
    scores = guards.scores(known(frame, measure.column), measure.scale, Text.literal(measure.column))
    heft = None if weights is None else guards.weights(known(frame, weights), scores.size)

    def total(values: NDArray[Any]) -> Floats:
        return np.bincount(as_counts(codes), values if heft is None else values * heft, size).astype(float, copy=False)

    responses = np.bincount(as_counts(codes), minlength=size)
    mass = responses.astype(float) if heft is None else np.bincount(as_counts(codes), heft, size)
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = mass if heft is None else mass**2 / total(heft)
        positive, negative = (total(np.isin(scores, list(wanted))) / mass for wanted in (measure.positive, measure.negative))
        table = pd.DataFrame({"responses": responses, "effective_responses": effective, "mean": total(scores) / mass})
    return table, (positive, negative)


def _named(measure: Measure, shares: tuple[Floats, Floats]) -> dict[str, Floats]:
    positive, negative = shares
    return dict(zip(measure.shares, (positive, np.maximum(1 - positive - negative, 0), negative), strict=False))
