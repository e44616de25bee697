"""Does a 95 % interval hold the truth 95 times in 100? Three intervals of the NPS, put to the test.

For customers whose true shares are known, every possible survey of n answers is listed
with its probability; an interval's coverage is the probability of those surveys whose
interval holds the true score. No random numbers: the figures are exact.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_course.foundations import checks, intervals
from crm_course.foundations.errors import InvalidValue

from . import texts

__all__ = ["coverage"]

LARGEST = 300
"""Answers; beyond, there are too many possible surveys to list."""

METHODS = {
    "wald": intervals.net_wald,
    "adjusted_wald": intervals.net_adjusted_wald,
    "score": intervals.net_score_limits,
}


def coverage(promoter_share: float, detractor_share: float, responses: int, *, confidence: float = 0.95) -> pd.DataFrame:
    """How often three intervals hold the true NPS, with so many answers.

    Parameters
    ----------
    promoter_share, detractor_share : float
        The truth about all customers, 0–1.
    responses : int
        Answers to a survey, at most 300.
    confidence : float
        The level that the intervals promise.

    Returns
    -------
    DataFrame
        One row per `method` (``wald``, ``adjusted_wald``, ``score``): `coverage` (0–1),
        mean `width` (points), `promised` (0–1) and `responses`.

    >>> coverage(0.6, 0.1, 10).set_index("method")["coverage"].round(2).to_dict()
    {'wald': 0.87, 'adjusted_wald': 0.95, 'score': 0.96}
    """
    shares = checks.share(texts.PROMOTER_SHARE, promoter_share), checks.share(texts.DETRACTOR_SHARE, detractor_share)
    if sum(shares) > 1 + 1e-9:
        raise InvalidValue(texts.EXPECTED, texts.RULE_SUM, sum(shares))
    level, n = checks.confidence(confidence), checks.whole(texts.ANSWERS, responses, least=1)
    if n > LARGEST:
        raise InvalidValue(texts.ANSWERS, texts.RULE_AT_MOST, n, most=LARGEST)
    positive, negative, probability = _surveys(n, *shares)
    truth = shares[0] - shares[1]
    rows = []
    for name, limits in METHODS.items():
        low, high = limits(positive, negative, n, level)
        holds = (low <= truth + 1e-12) & (truth - 1e-12 <= high)
        rows.append({"method": name, "coverage": probability[holds].sum(), "width": 100 * (probability * (high - low)).sum()})
    return pd.DataFrame(rows).assign(promised=level, responses=n)


def _surveys(n: int, promoters: float, detractors: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Every (positive, negative) of n answers, and its multinomial probability."""
    positive, negative = (grid.ravel() for grid in np.mgrid[: n + 1, : n + 1])
    possible = positive + negative <= n
    positive, negative = positive[possible], negative[possible]
    neutral = n - positive - negative
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    logs = log_factorial[n] - log_factorial[positive] - log_factorial[negative] - log_factorial[neutral]
    for count, share in ((positive, promoters), (negative, detractors), (neutral, max(1 - promoters - detractors, 0.0))):
        logs = logs + (count * np.log(share) if share > 0 else np.where(count > 0, -np.inf, 0.0))
    return positive, negative, np.exp(logs)
