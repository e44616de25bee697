"""What the exercises give: the survey of Le Marque-page, or that of a bookshop of the learner's own.

A shop of one's own has other counts and the same lesson: a rise since last year that chance
could explain, and a website that answers more than its share. Nothing here is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from crm_course.experience.bookshop import Bookshop, Counts, bookshop
from crm_course.experience.compare import compare
from crm_course.experience.planning import sample_size
from crm_course.experience.scores import nps
from crm_course.workbook.own_data import own_tables

__all__ = ["given", "read", "tables"]

_ASKED = ("last_year", "first_week", "welcome", "ease")
_SCORES = {"shop": 0, "web": 0, "last_year": 0, "first_week": 8, "welcome": 1, "ease": 1}
_CHANCES = {
    "shop": (0, 0, 0.01, 0.01, 0.02, 0.06, 0.06, 0.12, 0.20, 0.30, 0.22),
    "web": (0.01, 0.01, 0.03, 0.04, 0.07, 0.08, 0.13, 0.17, 0.24, 0.14, 0.08),
    "last_year": (0.04, 0.01, 0.02, 0.05, 0.06, 0.10, 0.14, 0.17, 0.20, 0.14, 0.07),
    "first_week": (0.12, 0.25, 0.63),
    "welcome": (0.05, 0.08, 0.18, 0.34, 0.35),
    "ease": (0.06, 0.06, 0.09, 0.12, 0.16, 0.24, 0.27),
}
"""How likely each score is, from the lowest of the question."""


def given() -> Bookshop:
    """The learner's own shop, or that of the course."""
    return read(own_tables("experience"))


def tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """One learner's survey: counts by question and score, customers by channel; 0 is Le Marque-page."""
    shop = next(shop for shop in _drawn(seed) if _has_its_point(shop)) if seed else bookshop()
    counts = {**shop.by_channel, **{name: getattr(shop, name) for name in _ASKED}}
    rows = [(name, score, count) for name, found in counts.items() for score, count in found.items()]
    return {
        "counts": pd.DataFrame(rows, columns=["question", "score", "count"]),
        "customers": pd.DataFrame({"channel": list(shop.customers), "customers": list(shop.customers.values())}),
    }


def read(found: Mapping[str, pd.DataFrame]) -> Bookshop:
    """What the answers are computed from."""
    counts = {str(name): _counts(group["score"], group["count"]) for name, group in found["counts"].groupby("question", sort=False)}
    customers = dict(zip(found["customers"]["channel"], found["customers"]["customers"].tolist(), strict=True))
    return _shop({channel: counts[channel] for channel in customers}, customers, {name: counts[name] for name in _ASKED})


def _shop(by_channel: Mapping[str, Counts], customers: Mapping[str, int], asked: Mapping[str, Counts]) -> Bookshop:
    scores = sorted({score for counts in by_channel.values() for score in counts})
    together = {score: sum(counts.get(score, 0) for counts in by_channel.values()) for score in scores}
    return Bookshop(recommend=together, customers=customers, by_channel=by_channel, **asked)


def _counts(scores: pd.Series[int], counts: pd.Series[int]) -> Counts:
    return dict(zip(scores.tolist(), counts.tolist(), strict=True))


def _drawn(seed: int) -> Iterator[Bookshop]:
    """Shops without end, the same for the same seed."""
    rng = np.random.default_rng(seed)
    while True:
        sizes = {"shop": rng.integers(14, 26), "web": rng.integers(30, 50), "last_year": rng.integers(36, 60), "first_week": rng.integers(8, 25),
                 "welcome": rng.integers(40, 70), "ease": rng.integers(40, 70)}  # fmt: skip
        counts = {name: _answers(name, int(size), rng) for name, size in sizes.items()}
        customers = {"shop": int(10 * rng.integers(70, 110)), "web": int(10 * rng.integers(20, 35))}
        yield _shop({channel: counts[channel] for channel in customers}, customers, {name: counts[name] for name in _ASKED})


def _answers(name: str, size: int, rng: np.random.Generator) -> Counts:
    found = rng.multinomial(size, np.array(_CHANCES[name]) / sum(_CHANCES[name]))
    return {score: int(count) for score, count in enumerate(found, start=_SCORES[name]) if count}


def _has_its_point(shop: Bookshop) -> bool:
    """Whether the questions teach what they are for: a website that answers too much, a rise that chance explains."""
    now, before = _net(shop.recommend), _net(shop.last_year)
    share = {channel: customers / sum(shop.customers.values()) for channel, customers in shop.customers.items()}
    weighted = sum(share[channel] * _net(counts) for channel, counts in shop.by_channel.items())
    if not (
        weighted > now + 6
        and now > before + 10
        and abs(now) > 1
        and min(shop.welcome) == min(shop.ease) == 1
        and shop.ease.get(3) != shop.ease.get(5)
    ):
        return False
    result, change = nps(shop.recommend), compare(nps(shop.recommend), nps(shop.last_year))
    needed = sample_size(10, promoter_share=result.promoter_share, detractor_share=result.detractor_share)
    return change.low < -6 and sample_size(10) - needed > 10


def _net(counts: Counts) -> float:
    """The NPS of counts, without its interval."""
    return 100 * sum(((score >= 9) - (score <= 6)) * count for score, count in counts.items()) / sum(counts.values())
