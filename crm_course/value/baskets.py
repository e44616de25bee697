"""Which article goes with which, and what does a bundle add?

Assumptions: an order holds an article or not; lift is how many times more often two articles meet than if they knew
nothing of each other. Seen together is not caused by: a bundle must be tried. Those who would have bought both anyway
get the rebate for nothing.

Source: delta method on the logarithm of the lift.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.intervals import z_value
from crm_course.foundations.said import Said

from . import ledger, texts

__all__ = ["Bundle", "bundle", "together"]


def together(order_lines: pd.DataFrame, *, article: str | None = None, least: int = 5, confidence: float = 0.95) -> pd.DataFrame:
    """Pairs of articles bought in one order, with their lift and its interval.

    Parameters
    ----------
    order_lines : DataFrame
        ``order_id`` and the article (``product_id``, ``article`` or `article`); one row a line. With ``family``, pairs of one
        family are candidates for a dearer article (``up-sell``), others for one more (``cross-sell``).
    article : str, optional
        The column that names the article.
    least : int
        Orders that must hold both for a pair to be listed.
    confidence : float

    Returns
    -------
    DataFrame
        ``article``, ``other``, ``kind`` (where the family is known), ``orders`` (with both), ``share_with`` (of the orders
        with `article`, those that hold `other`), ``other_with`` (the other way), ``lift``, ``low``, ``high``; the surest first
        (by `low`).

    >>> lines = pd.DataFrame({"order_id": [1, 1, 2, 2, 3, 4], "product_id": ["tea", "pot", "tea", "pot", "tea", "mug"]})
    >>> together(lines, least=1)[["article", "other", "orders", "lift"]].round(2).values.tolist()
    [['pot', 'tea', 2, 1.33]]
    """
    from scipy import sparse

    ledger.columns(texts.LINES, order_lines, "order_id")
    column = article or next((name for name in ("product_id", "article", "item") if name in order_lines), "product_id")
    ledger.columns(texts.LINES, order_lines, "order_id", column)
    z, fewest = z_value(checks.confidence(confidence)), checks.whole("least", least, least=1)
    known = order_lines.dropna(subset=["order_id", column])
    (order_ids, order), (names, item) = ledger.coded(known["order_id"]), ledger.coded(known[column])
    held = sparse.csr_matrix((np.ones(len(known)), (order, item)), shape=(len(order_ids), len(names)))
    held.data[:] = 1.0
    alone = np.asarray(held.sum(axis=0)).ravel()
    pairs = sparse.triu(held.T @ held, k=1).tocoo()
    often = pairs.data >= fewest
    one, other, both = pairs.row[often], pairs.col[often], pairs.data[often]
    n, first, second = float(len(order_ids)), alone[one], alone[other]
    lift = both * n / (first * second)
    spread = np.sqrt(np.maximum(n / both - n / first - n / second + 2 * lift - 1, 0) / n)
    named = np.asarray(names)
    frame = pd.DataFrame(
        {
            "article": named[one], "other": named[other], "orders": both.astype(np.int64), "share_with": both / first,
            "other_with": both / second, "lift": lift, "low": lift * np.exp(-z * spread), "high": lift * np.exp(z * spread),
        }
    )  # fmt: skip
    if "family" in order_lines:
        family = known.groupby(column)["family"].first()
        same = frame["article"].map(family).to_numpy() == frame["other"].map(family).to_numpy()
        frame.insert(2, "kind", np.where(same, "up-sell", "cross-sell"))
    return frame.sort_values(["low", "orders"], ascending=False, kind="stable", ignore_index=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle(Said):
    """What selling two articles together for less adds to the margin of a period.

    Attributes
    ----------
    gained, given : float
        Euros: margin of the pairs that would not have been sold, and rebates to those who would have bought both.
    adds : float
        Gained less given.
    needed : float
        Extra pairs from which on it pays; ∞ if the rebate eats the margin.
    """

    gained: float
    given: float
    needed: float

    @property
    def adds(self) -> float:
        """Euros added to the margin."""
        return self.gained - self.given

    def sentence(self) -> str:
        """What it adds, and from how many extra pairs on it pays."""
        return texts.BUNDLE.say(gained=self.gained, given=self.given, adds=self.adds, needed=self.needed)


def bundle(both: float, extra: float, *, margin: float, rebate: float) -> Bundle:
    """What a bundle adds in a period.

    Parameters
    ----------
    both : float
        Orders that hold both articles without a bundle.
    extra : float
        Orders of one that would become orders of both.
    margin : float
        Euros that the added article brings at its full price.
    rebate : float
        Euros off the pair.

    >>> offer = bundle(200, 80, margin=15, rebate=4)
    >>> offer.adds, round(offer.needed, 1)
    (80.0, 72.7)
    """
    both, extra = checks.non_negative("both", both), checks.non_negative("extra", extra)
    margin, rebate = checks.finite("margin", margin), checks.non_negative("rebate", rebate)
    each: Any = margin - rebate
    return Bundle(gained=extra * each, given=both * rebate, needed=both * rebate / each if each > 0 else float("inf"))
