"""How fast will they use it? Bass: some try it by themselves, the others when colleagues do.

Of those who have not adopted yet, a share `innovators` does so each period by itself, and
`imitators` times the share of those who already have. Fitted to a login log, the curve
knows its ceiling only once the peak has passed: before that the data cannot say, and the
fit says so.

Source: Bass (1969); least squares on the periods' new adopters, Srinivasan and Mason (1986).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Adoption", "FittedAdoption", "adoption", "fit_adoption", "new_adopters"]

Floats = NDArray[np.float64]
_LEAST = 5
_SURE = 1.5
"""The ceiling is known when its interval is narrower than that factor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """A Bass curve: `users` who will ever adopt, with coefficients per period."""

    users: float
    innovators: float
    imitators: float

    def share(self, time: Any) -> Any:
        """Share of the users who have adopted by `time` periods, 0–1."""
        share = cumulated(np.asarray(time, dtype=float), self.innovators, self.imitators)
        return float(share) if np.ndim(share) == 0 else share

    @property
    def peak(self) -> float:
        """When most adopt, in periods; 0 when it only slows down from the start."""
        p, q = self.innovators, self.imitators
        return float(np.log(q / p) / (p + q)) if q > p else 0.0

    @property
    def peak_share(self) -> float:
        """Share who have adopted at the peak, ½ − p / 2q."""
        return float(self.share(self.peak))

    def frame(self, periods: int) -> pd.DataFrame:
        """The curve: ``period, new, adopted, share``, from period 1."""
        ends = np.arange(checks.whole("periods", periods, least=1) + 1)
        share = self.share(ends)
        return pd.DataFrame({"period": ends[1:], "new": self.users * np.diff(share), "adopted": self.users * share[1:], "share": share[1:]})


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedAdoption(Said):
    """A Bass curve fitted to counts.

    Attributes
    ----------
    m, p, q : float
        Ceiling (users who will ever adopt), innovators and imitators per period.
    low, high : float
        95 % interval of the ceiling; infinite where the data set no upper limit.
    conclusive : bool
        Whether the data know the ceiling: the peak has passed, and the interval is narrow.
    """

    m: float
    p: float
    q: float
    low: float
    high: float
    conclusive: bool
    counts: tuple[float, ...] = field(repr=False)

    @property
    def curve(self) -> Adoption:
        """The fitted curve."""
        return Adoption(users=self.m, innovators=self.p, imitators=self.q)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.ADOPTION_KNOWN if self.conclusive else texts.ADOPTION_UNKNOWN
        return said.say(ceiling=self.m, low=self.low, high=self.high, seen=sum(self.counts), periods=len(self.counts))


def adoption(users: float, *, innovators: float, imitators: float) -> Adoption:
    """The curve of `users` who will ever adopt; coefficients per period, 0–1.

    >>> curve = adoption(100, innovators=0.03, imitators=0.38)
    >>> curve.share([1, 2, 3]).round(3).tolist(), round(curve.peak, 2), round(curve.peak_share, 4)
    ([0.036, 0.085, 0.151], 6.19, 0.4605)
    """
    p = checks.share("innovators", innovators)
    if p == 0:
        raise InvalidValue("innovators", texts.RULE_INNOVATORS, innovators, texts.WAY_INNOVATORS)
    return Adoption(users=checks.positive("users", users), innovators=p, imitators=checks.non_negative("imitators", imitators))


def fit_adoption(counts: Sequence[float]) -> FittedAdoption:
    """The curve behind the new adopters of each period, by least squares on m (F(t) − F(t − 1)).

    Parameters
    ----------
    counts : sequence of float
        New adopters per period, from the first on; at least five, not cumulated.

    >>> sold = [96, 195, 238, 380, 1045, 1230, 1267, 1828, 1586, 1673, 1800, 1580, 1500]
    >>> found = fit_adoption(sold)
    >>> round(found.m), round(found.p, 5), round(found.q, 4)
    (18713, 0.00944, 0.3748)
    """
    seen = _counts(counts)
    found, covariance = _fitted(seen)
    m, p, q = np.exp(found)
    low, high = _interval(seen, found, covariance)
    passed = Adoption(users=m, innovators=p, imitators=q).peak < len(seen) - 1
    return FittedAdoption(
        m=float(m), p=float(p), q=float(q), low=low, high=high, counts=tuple(seen.tolist()),
        conclusive=bool(passed and np.isfinite(high) and high < _SURE * low),
    )  # fmt: skip


def new_adopters(logins: pd.DataFrame, *, every: str = "week") -> list[int]:
    """How many users came in for the first time, period by period, from a login log.

    Parameters
    ----------
    logins : DataFrame
        ``user_id, ts``: one row per login.
    every : {"day", "week", "month"}

    >>> log = pd.DataFrame({"user_id": [1, 1, 2, 3], "ts": pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-12", "2026-01-13"])})
    >>> new_adopters(log)
    [1, 2]
    """
    period = {"day": "D", "week": "W", "month": "M"}[checks.choice("every", every, ("day", "week", "month"))]
    for name in ("user_id", "ts"):
        checks.choice(texts.COLUMN, name, list(logins.columns))
    first = logins.dropna(subset=["user_id", "ts"]).groupby("user_id")["ts"].min()
    periods = pd.to_datetime(first).dt.tz_localize(None).dt.to_period(period)
    counts = periods.value_counts().sort_index()
    return (
        counts.reindex(pd.period_range(counts.index[0], counts.index[-1], freq=period), fill_value=0).astype(int).tolist()
        if len(counts)
        else []
    )


def cumulated(time: Any, p: float, q: float) -> Any:
    """F(t) = (1 − e^{−(p+q)t}) / (1 + (q/p) e^{−(p+q)t}): the share that has adopted."""
    decay = np.exp(-(p + q) * np.maximum(time, 0.0))
    return (1 - decay) / (1 + q / p * decay)


# -- private ------------------------------------------------------------------------------


def _counts(counts: Sequence[float]) -> Floats:
    seen = np.array([checks.non_negative(texts.COUNTS, count) for count in counts], dtype=float)
    if len(seen) < _LEAST or np.count_nonzero(seen) < 3:
        raise InvalidValue(texts.COUNTS, texts.RULE_COUNTS, len(seen), texts.WAY_COUNTS)
    return seen


def _fitted(seen: Floats) -> tuple[Floats, Floats]:
    from scipy import optimize  # heavy, and only fitting needs it

    ends = np.arange(len(seen) + 1, dtype=float)

    def off(logs: Floats) -> Floats:
        m, p, q = np.exp(np.clip(logs, -40, 40))
        return np.asarray(m * np.diff(cumulated(ends, p, q)) - seen)

    starts = [np.log([share * seen.sum(), p, q]) for share in (1.1, 2.0, 5.0) for p in (0.005, 0.03) for q in (0.2, 0.5)]
    runs = [optimize.least_squares(off, start, method="lm", max_nfev=2_000) for start in starts]
    best = min(runs, key=lambda run: run.cost)
    noise = 2 * best.cost / max(len(seen) - 3, 1)
    return np.asarray(best.x), np.asarray(noise * np.linalg.pinv(np.asarray(best.jac).T @ np.asarray(best.jac)))


def _interval(seen: Floats, found: Floats, covariance: Floats) -> tuple[float, float]:
    """In logs, by Student's t; never below what has been seen."""
    from scipy import stats

    reach = float(stats.t.ppf(0.975, max(len(seen) - 3, 1))) * float(np.sqrt(max(covariance[0, 0], 0.0)))
    with np.errstate(over="ignore"):
        low, high = float(np.exp(found[0] - reach)), float(np.exp(found[0] + reach))
    return max(low, min(float(seen.sum()), float(np.exp(found[0])))), high
