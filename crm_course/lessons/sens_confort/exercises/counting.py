"""Means, shares and net scores of counts: what right answers and mistakes are computed with."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["mean", "net", "share"]


def mean(counts: Mapping[int, int]) -> float:
    """The mean score of ``{score: count}``."""
    return sum(score * count for score, count in counts.items()) / sum(counts.values())


def share(counts: Mapping[int, int], scores: set[int]) -> float:
    """The share of answers among `scores`."""
    return sum(count for score, count in counts.items() if score in scores) / sum(counts.values())


def net(counts: Mapping[int, int], plus: set[int], minus: set[int]) -> float:
    """Share of `plus` less share of `minus`, in points."""
    return 100 * (share(counts, plus) - share(counts, minus))
