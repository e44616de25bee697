"""Which ways were taken, and how often? Journeys as records, and the path table that every model reads.

A :class:`Journeys` holds ways through channels, each with how many journeys took it, how
many of them ended in a purchase and for how much. It comes from an event log
(:func:`~crm_course.journeys.builder.build`) or from a path table of another tool
(:func:`~crm_course.journeys.path_table.from_paths`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.integers import as_counts

__all__ = ["Journeys", "Rules", "compact"]

ARROW = " > "


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """By what rules journeys were cut; see :mod:`~crm_course.journeys.builder`."""

    gap_days: float | None = 30
    lookback_days: float | None = None
    max_touches: int | None = None
    include: frozenset[str] | None = None
    exclude: frozenset[str] = frozenset()
    direct_if_alone: str | None = None

    def __post_init__(self) -> None:
        if self.gap_days is not None:
            checks.positive("gap_days", self.gap_days)
        if self.lookback_days is not None:
            checks.non_negative("lookback_days", self.lookback_days)
        if self.max_touches is not None:
            checks.whole("max_touches", self.max_touches, least=1)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Journeys:
    """Ways through channels, with their journeys, purchases and value.

    Attributes
    ----------
    channels : tuple of str
        In alphabetical order; `codes` are positions in it.
    codes, starts : int arrays
        The channels of all ways, one after the other; way i is ``codes[starts[i]:starts[i + 1]]``.
    journeys, conversions, value : float arrays
        Per way: how many took it, how many bought, for how many euros.
    ticks, ended, per_second : int arrays or None, and int
        When each contact was, and when each journey ended, in ticks; ``None`` without a log.
    customer, customers : int array and Index, or None
        Whose journey it is.
    rules : Rules or None
        How the journeys were cut.
    identified : float
        Share of the log's rows that carry a customer.
    untouched, untouched_value : float
        Purchases, and their value, all of whose contacts the rules dropped.
    told : str
        How the times of the log were read, where that should be checked.
    events : DataFrame or None
        The log itself.
    """

    channels: tuple[str, ...]
    codes: np.ndarray
    starts: np.ndarray
    journeys: np.ndarray
    conversions: np.ndarray
    value: np.ndarray
    ticks: np.ndarray | None = None
    ended: np.ndarray | None = None
    per_second: int = 1
    customer: np.ndarray | None = None
    customers: pd.Index | None = None
    rules: Rules | None = None
    identified: float = 1.0
    untouched: float = 0.0
    untouched_value: float = 0.0
    told: str = ""
    events: Any = None
    kept: np.ndarray | None = None

    def __len__(self) -> int:
        return round(float(self.journeys.sum()))

    @property
    def lengths(self) -> np.ndarray:
        """Number of contacts of each way."""
        return np.diff(self.starts)

    @property
    def ages(self) -> np.ndarray | None:
        """Seconds from each contact to the end of its journey (its last contact in the log); ``None`` without a clock."""
        if self.ticks is None or self.ended is None:
            return None
        return np.asarray((np.repeat(self.ended, as_counts(self.lengths)) - self.ticks) / self.per_second)

    @property
    def paths(self) -> pd.DataFrame:
        """The path table: ``path, journeys, conversions, value``, the most frequent first."""
        short = compact(self)
        labels = _labels(short)
        table = pd.DataFrame(
            {"path": labels, "journeys": _whole(short.journeys), "conversions": _whole(short.conversions), "value": short.value}
        )
        return table.sort_values(["journeys", "path"], ascending=[False, True], ignore_index=True)

    def names(self, codes: np.ndarray) -> np.ndarray:
        """Channel names of an array of codes."""
        named: np.ndarray = np.array(self.channels, dtype=object)[codes]
        return named

    def converting(self) -> Journeys:
        """Only the ways that led to a purchase."""
        return self.chosen(self.conversions > 0)

    def chosen(self, ways: np.ndarray) -> Journeys:
        """Only the `ways` marked true."""
        if ways.all():
            return self
        contacts = np.repeat(ways, as_counts(self.lengths))
        kept = None if self.events is None else _within(self.kept, contacts)
        return replace(
            self, codes=self.codes[contacts], ticks=None if self.ticks is None else self.ticks[contacts], ended=None if self.ended is None else self.ended[ways], kept=kept,
            starts=np.concatenate(([0], np.cumsum(self.lengths[ways]))), journeys=self.journeys[ways],
            conversions=self.conversions[ways], value=self.value[ways],
            customer=None if self.customer is None else self.customer[ways],
        )  # fmt: skip


def compact(journeys: Journeys) -> Journeys:
    """The same journeys, each different way once; who took it and when are forgotten."""
    way, first = _grouped(journeys.codes, journeys.starts, len(journeys.channels))
    lengths = journeys.lengths[first]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    picked = np.repeat(journeys.starts[first] - starts[:-1], as_counts(lengths)) + np.arange(starts[-1], dtype=np.int64)
    add = [
        np.bincount(as_counts(way), weights=weights, minlength=len(first))
        for weights in (journeys.journeys, journeys.conversions, journeys.value)
    ]
    return replace(
        journeys, codes=journeys.codes[picked], starts=starts, journeys=add[0], conversions=add[1], value=add[2],
        ticks=None, ended=None, customer=None, customers=None, events=None, kept=None,
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _within(kept: np.ndarray | None, contacts: np.ndarray) -> np.ndarray:
    """Positions, among all contacts of the log, of those still there."""
    if kept is None:
        return np.flatnonzero(contacts)
    positions = np.flatnonzero(kept) if kept.dtype == bool else kept
    return np.asarray(positions[contacts])


def _grouped(codes: np.ndarray, starts: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
    """Exact number of each way among the different ones, and where each is first met.

    Ways are read in bites of several contacts packed into one number; after each bite,
    ways that are alike so far share a number, which goes before the next bite.
    """
    lengths, position, bits = np.diff(starts), starts[:-1].copy(), max(size, 1).bit_length()
    bite = max(1, 30 // bits)
    number = np.zeros(len(lengths), dtype=np.uint64)
    result = np.zeros(len(lengths), dtype=np.int64)
    active, done = np.arange(len(lengths), dtype=np.int64), 0
    while len(active):
        packed = number[active]
        for step in range(bite):
            packed <<= np.uint64(bits)
            there = np.flatnonzero(lengths[active] > step)
            packed[there] |= codes[position[active[there]] + step].astype(np.uint64) + np.uint64(1)
        alike = pd.factorize(packed)[0]
        result[active] = alike + done
        number[active] = alike
        ended = lengths[active] <= bite
        done += int(alike.max()) + 1
        active = active[~ended]
        position += bite
        lengths = lengths - bite
    way = pd.factorize(result)[0]
    return way, np.unique(way, return_index=True)[1]


def _labels(journeys: Journeys) -> list[str]:
    names, bounds = journeys.names(journeys.codes).tolist(), journeys.starts.tolist()
    return [ARROW.join(names[a:b]) for a, b in pairwise(bounds)]


def _whole(counts: np.ndarray) -> np.ndarray:
    rounded = np.rint(counts)
    return rounded.astype(np.int64) if np.array_equal(rounded, counts) else counts
