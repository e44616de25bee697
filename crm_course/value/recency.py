"""Who bought lately, often, for much? Recency, frequency and monetary value, with the cut-offs said.

Assumptions: an order is a row; a score says in which of `groups` parts of the customers one stands, 1 the least,
`groups` the best. Equal customers have equal scores: where many are alike, a part is empty, and that is the truth
(if most bought once, there are few frequency scores). The cut-offs are the quantiles of the customers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.integers import as_counts

from . import ledger, texts

__all__ = ["SEGMENTS", "cut_offs", "rfm"]

SEGMENTS = ("best", "loyal", "promising", "fading", "lost")
"""Segments of :func:`rfm`, from recency × frequency: see there."""

_COUNTED = 1_000_000
"""Whole numbers that spread over less than this are counted instead of sorted."""


def rfm(orders: pd.DataFrame, *, on: Any, groups: int = 5) -> pd.DataFrame:
    """Recency, frequency and monetary value of each customer, with scores.

    Parameters
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount`` (euros, 0 or more); one row an order.
    on : date
        The day one looks from; an order after it is refused.
    groups : int
        Scores go from 1 to `groups`, the best.

    Returns
    -------
    DataFrame
        ``customer_id``, ``days_since_last`` (days), ``orders``, ``spend`` (euros), ``r``, ``f``, ``m`` and ``segment``
        (*best*: lately and often; *promising*: lately, not often; *loyal*: often, less lately; *fading*: often, long
        ago; *lost*: neither). ``.attrs["cut_offs"]`` holds the upper limits of the scores and ``.attrs["counts"]`` the
        customers of each; :func:`cut_offs` prints them.

    Raises
    ------
    InvalidValue
        A column or a value missing, a negative amount, an order after `on`.

    >>> four = pd.DataFrame({"customer_id": [1, 1, 2, 3], "ordered_at": ["2026-01-05", "2026-03-01", "2026-02-01", "2025-06-01"],
    ...                      "amount": [20.0, 40.0, 15.0, 90.0]})
    >>> rfm(four, on="2026-03-31", groups=3)[["customer_id", "days_since_last", "orders", "spend", "r", "f", "m"]].values.tolist()
    [[1.0, 30.0, 2.0, 60.0, 3.0, 3.0, 2.0], [2.0, 58.0, 1.0, 15.0, 2.0, 1.0, 1.0], [3.0, 303.0, 1.0, 90.0, 1.0, 1.0, 3.0]]
    """
    groups, day = checks.whole(texts.GROUPS, groups, least=2), ledger.day_of(texts.ON, on)
    book = ledger.read(orders, until=day, end=texts.ON)
    since, count = day - book.last(), np.bincount(as_counts(book.codes), minlength=book.size)
    spend = np.bincount(as_counts(book.codes), weights=book.amounts, minlength=book.size)
    (r, r_cuts), (f, f_cuts), (m, m_cuts) = (_scored(figure, groups) for figure in (-since, count, spend))
    frame = pd.DataFrame({"customer_id": book.customers, "days_since_last": since, "orders": count, "spend": spend, "r": r, "f": f, "m": m})
    frame["segment"] = _segment(r, f, groups)
    frame.attrs["cut_offs"] = {"r": tuple(-cut for cut in r_cuts), "f": f_cuts, "m": m_cuts}
    frame.attrs["counts"] = {
        name: dict(enumerate(np.bincount(as_counts(score), minlength=groups + 1)[1:].tolist(), 1))
        for name, score in (("r", r), ("f", f), ("m", m))
    }
    return frame


def cut_offs(scores: pd.DataFrame) -> pd.DataFrame:
    """Where the scores of :func:`rfm` are cut, and how many customers have each.

    Returns
    -------
    DataFrame
        ``measure`` (days_since_last, orders, spend), ``score``, ``lowest`` and ``highest`` value met, ``customers``.
        A score that nobody has is a row of 0 customers.
    """
    ledger.columns(texts.SCORES, scores, "days_since_last", "orders", "spend", "r", "f", "m")
    groups = len(scores.attrs.get("counts", {}).get("r", ())) or int(scores[["r", "f", "m"]].to_numpy().max())
    tables = []
    for measure, score in (("days_since_last", "r"), ("orders", "f"), ("spend", "m")):
        table = scores.groupby(score)[measure].agg(lowest="min", highest="max", customers="size").reindex(range(1, groups + 1))
        tables.append(table.rename_axis("score").reset_index().assign(measure=measure, customers=lambda t: t["customers"].fillna(0)))
    found = pd.concat(tables, ignore_index=True)[["measure", "score", "lowest", "highest", "customers"]]
    return found.astype({"score": np.int64, "customers": np.int64})


# -- private ------------------------------------------------------------------------------


def _scored(figure: NDArray[Any], groups: int) -> tuple[NDArray[np.int64], tuple[float, ...]]:
    """Scores from 1 to `groups`: one more than the cut-offs that lie below the figure."""
    if figure.dtype.kind == "i" and np.ptp(figure) < _COUNTED:
        return _counted(figure, groups)
    cuts = np.quantile(figure, np.arange(1, groups) / groups)
    return 1 + np.searchsorted(cuts, figure, side="left").astype(np.int64), tuple(map(float, cuts))


def _counted(figure: NDArray[Any], groups: int) -> tuple[NDArray[np.int64], tuple[float, ...]]:
    """The same for whole numbers of a small range: quantiles from their counts, scores by looking up."""
    low = int(figure.min())
    upto = np.cumsum(np.bincount(as_counts(figure - low)))
    rank = (len(figure) - 1) * np.arange(1, groups) / groups
    below, above = (np.searchsorted(upto, place, side="right") for place in (np.floor(rank), np.ceil(rank)))
    cuts = low + below + (above - below) * (rank - np.floor(rank))
    score = 1 + np.searchsorted(cuts, low + np.arange(len(upto)), side="left").astype(np.int64)
    return score[figure - low], tuple(map(float, cuts))


def _segment(r: NDArray[np.int64], f: NDArray[np.int64], groups: int) -> Any:
    """The names of recency × frequency, looked up."""
    score = np.arange(groups + 1)
    lately, before, often = (3 * score > 2 * groups)[:, None], (3 * score > groups)[:, None], (2 * score > groups)[None, :]
    place = np.select([lately & often, lately & ~often, before & often, often & ~before], [0, 2, 1, 3], default=4)
    return pd.Index(SEGMENTS).take(place[r, f])
