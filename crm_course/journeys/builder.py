"""Where does one journey end and the next begin? From the event log to journeys, by stated rules.

1. Rows without a customer cannot be joined; they are left out and their share is stated.
2. A customer's contacts are put in order of time. At the same instant, a purchase comes
   after the other contacts; otherwise channels go in alphabetical order.
3. A purchase ends the journey. So does a pause of more than `gap_days`.
4. Then contacts are dropped: channels excluded or not included, older than `lookback_days`
   before the journey's last contact, beyond the last `max_touches`, and a direct visit
   that is not alone (`direct_if_alone`).
5. A purchase whose contacts were all dropped is counted apart (`untouched`), not lost.

Customer, time, purchase and channel are packed into one 64-bit number: one sort makes the
journeys. Result and ties do not depend on the order of rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from crm_course.foundations.integers import as_counts

from . import events as log_of
from .events import Log
from .paths import Journeys, Rules
from .spelling import named

__all__ = ["build", "touches"]

_DAY = 86_400


def build(
    events: pd.DataFrame,
    *,
    gap_days: float | None = 30,
    lookback_days: float | None = None,
    max_touches: int | None = None,
    include: Iterable[str] | None = None,
    exclude: Iterable[str] | None = None,
    direct_if_alone: str | None = None,
) -> Journeys:
    """Journeys from an event log, by the rules stated above.

    Parameters
    ----------
    events : DataFrame
        ``customer_id, ts, channel, converted`` and, if known, ``value`` (euros).
    gap_days : float or None
        A longer pause begins a new journey; ``None``: only a purchase does.
    lookback_days : float, optional
        Only contacts so many days before the journey's last one count.
    max_touches : int, optional
        Only the last so many contacts count.
    include, exclude : names of channels, optional
        Which channels count. A purchase ends its journey whatever its channel.
    direct_if_alone : str, optional
        A channel (direct visits) that counts only where no other does.

    Returns
    -------
    Journeys
        Its ``paths`` is the path table: ``path, journeys, conversions, value``.

    Examples
    --------
    >>> events = pd.DataFrame({"customer_id": [1, 1, 2], "channel": ["web", "shop", "web"],
    ...     "ts": pd.to_datetime(["2026-03-01", "2026-03-04", "2026-03-02"]),
    ...     "converted": [False, True, False], "value": [0, 80, 0]})
    >>> print(build(events).paths.to_string(index=False))
          path  journeys  conversions  value
           web         1            0    0.0
    web > shop         1            1   80.0
    """
    log = log_of.coded(events)
    rules = Rules(
        gap_days=gap_days, lookback_days=lookback_days, max_touches=max_touches,
        direct_if_alone=None if direct_if_alone is None else next(iter(_named("direct_if_alone", direct_if_alone, log)), direct_if_alone),
        include=None if include is None else _named("include", include, log), exclude=_named("exclude", exclude or (), log),
    )  # fmt: skip
    return _dropped(_cut(log, rules), rules, events)


def _named(option: str, channels: Iterable[str], log: Log) -> frozenset[str]:
    """The channels of the log that an option names; a single one may stand without brackets, and one of the course may be absent."""
    names = [channels] if isinstance(channels, str) else list(channels)
    return named(option, names, log.channels, also=log_of.PLACES)


def touches(journeys: Journeys) -> pd.DataFrame:
    """The journeys' contacts in order, with every column of the log: frame ``journey, step, …``.

    `journey` and `step` count from 0; `ts` is in UTC. Journeys made from a path table have
    no log, hence ``journey, step, channel`` only.
    """
    lengths = journeys.lengths
    journey = np.repeat(np.arange(len(lengths), dtype=np.int64), as_counts(lengths))
    step = np.arange(len(journeys.codes), dtype=np.int64) - np.repeat(journeys.starts[:-1], as_counts(lengths))
    frame = pd.DataFrame({"journey": journey, "step": step})
    if journeys.events is None:
        return frame.assign(channel=journeys.names(journeys.codes))
    places = _rows(journeys)
    rows = journeys.events.iloc[places].assign(ts=log_of.utc(journeys.events["ts"]).iloc[places]).reset_index(drop=True)
    whole: pd.DataFrame = pd.concat([frame, rows], axis=1)
    return whole


# -- cutting ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Cut:
    """Sorted contacts, and where journeys start among them."""

    log: Log
    customer: np.ndarray
    ticks: np.ndarray
    converted: np.ndarray
    channel: np.ndarray
    value: np.ndarray
    starts: np.ndarray


def _cut(log: Log, rules: Rules) -> _Cut:
    keys, channel_bits, time_bits = _keys(log)
    value = _values(log, keys)
    if keys is None:
        order = _order(log)
        customer, ticks, converted, channel = log.customer[order], log.ticks[order], log.converted[order], log.channel[order]
    else:
        keys.sort()
        customer, ticks, converted, channel = _unpacked(keys, channel_bits, time_bits)
    starts = _starts(customer, ticks, converted, None if rules.gap_days is None else rules.gap_days * _DAY * log.per_second)
    return _Cut(log, customer, ticks, converted, channel, value, starts)


def _keys(log: Log) -> tuple[np.ndarray | None, int, int]:
    """Customer, time, purchase and channel in one uint64; None where they do not fit in 64 bits."""
    if not len(log.ticks):
        return np.empty(0, dtype=np.uint64), 1, 1
    low = int(log.ticks.min())
    channel_bits = max(len(log.channels) - 1, 1).bit_length() + 1
    time_bits = max(int(log.ticks.max()) - low, 1).bit_length()
    if int(log.customer.max()).bit_length() + time_bits + channel_bits > 64:
        return None, 0, 0
    keys = log.customer.astype(np.uint64)
    keys <<= np.uint64(time_bits)
    keys |= (log.ticks - low).view(np.uint64)
    keys <<= np.uint64(channel_bits)
    keys |= log.channel
    keys |= log.converted.astype(np.uint64) << np.uint64(channel_bits - 1)
    return keys, channel_bits, time_bits


def _unpacked(keys: np.ndarray, channel_bits: int, time_bits: int) -> tuple[np.ndarray, ...]:
    low = keys & np.uint64((1 << channel_bits) - 1)
    converted = (low >> np.uint64(channel_bits - 1)).astype(bool)
    channel = (low & np.uint64((1 << channel_bits - 1) - 1)).astype(np.uint8 if channel_bits <= 9 else np.uint16)
    keys >>= np.uint64(channel_bits)
    ticks = (keys & np.uint64((1 << time_bits) - 1)).view(np.int64)
    keys >>= np.uint64(time_bits)
    return keys.view(np.int64), ticks, converted, channel


def _order(log: Log) -> np.ndarray:
    """Row positions in the order of the rules, whatever the size of the numbers."""
    value = np.zeros(len(log.ticks)) if log.value is None else log.value
    return np.lexsort((value, log.channel, log.converted, log.ticks, log.customer))


def _values(log: Log, keys: np.ndarray | None) -> np.ndarray:
    """Values of the purchases, in the order in which the sort puts them."""
    bought = np.flatnonzero(log.converted)
    if log.value is None:
        return np.zeros(len(bought))
    value = log.value[bought]
    if keys is not None:
        own = keys[bought]
        order = np.argsort(own)
        if not (own[order[1:]] == own[order[:-1]]).any():
            return value[order]
    return value[np.lexsort((value, log.channel[bought], log.ticks[bought], log.customer[bought]))]


def _starts(customer: np.ndarray, ticks: np.ndarray, converted: np.ndarray, gap: float | None) -> np.ndarray:
    """Positions at which a journey begins, and the end."""
    new = customer[1:] != customer[:-1]
    new |= converted[:-1]
    if gap is not None:
        new |= np.diff(ticks) > gap
    inner = np.flatnonzero(new) + 1
    return np.concatenate(([0], inner, [len(customer)])) if len(customer) else np.zeros(1, dtype=np.int64)


# -- dropping -----------------------------------------------------------------------------


def _dropped(cut: _Cut, rules: Rules, events: pd.DataFrame) -> Journeys:
    starts, last = cut.starts, cut.starts[1:] - 1
    converted = cut.converted[last]
    values = np.zeros(len(last))
    values[converted] = cut.value
    everything = Journeys(
        channels=cut.log.channels, codes=cut.channel, starts=starts, journeys=np.ones(len(last)), conversions=converted.astype(float),
        value=values, ticks=cut.ticks, ended=cut.ticks[last], per_second=cut.log.per_second, customer=cut.customer[starts[:-1]], customers=cut.log.customers, rules=rules,
        identified=cut.log.identified, told=cut.log.told, events=events,
    )  # fmt: skip
    kept = _kept(everything, rules)
    return everything if kept is None else _narrowed(everything, kept)


def _kept(journeys: Journeys, rules: Rules) -> np.ndarray | None:
    """Which contacts the rules keep; None when they keep all."""
    tests: list[np.ndarray] = []
    if rules.include is not None or rules.exclude:
        wanted = [name not in rules.exclude and (rules.include is None or name in rules.include) for name in journeys.channels]
        tests.append(np.array(wanted, dtype=bool)[journeys.codes])
    if rules.lookback_days is not None and (ages := journeys.ages) is not None:
        tests.append(ages <= rules.lookback_days * _DAY)
    kept = np.logical_and.reduce(tests) if tests else None
    if rules.direct_if_alone in journeys.channels:
        kept = _without_accompanied(journeys, journeys.channels.index(rules.direct_if_alone), kept)
    return kept if rules.max_touches is None else _last_ones(journeys, kept, rules.max_touches)


def _without_accompanied(journeys: Journeys, direct: int, kept: np.ndarray | None) -> np.ndarray:
    kept = np.ones(len(journeys.codes), dtype=bool) if kept is None else kept
    others = _per_journey(kept & (journeys.codes != direct), journeys.starts) > 0
    return np.asarray(kept & ((journeys.codes != direct) | ~np.repeat(others, as_counts(journeys.lengths))))


def _last_ones(journeys: Journeys, kept: np.ndarray | None, most: int) -> np.ndarray:
    counted = np.cumsum(np.ones(len(journeys.codes), dtype=np.int64) if kept is None else kept)
    ends = np.repeat(counted[journeys.starts[1:] - 1], as_counts(journeys.lengths))
    recent = ends - counted < most
    return np.asarray(recent if kept is None else recent & kept)


def _per_journey(flags: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return np.add.reduceat(flags, as_counts(starts[:-1]), dtype=np.int64) if len(flags) else np.zeros(0, dtype=np.int64)


def _narrowed(journeys: Journeys, kept: np.ndarray) -> Journeys:
    lengths = _per_journey(kept, journeys.starts)
    some = lengths > 0
    return replace(
        journeys, codes=journeys.codes[kept], ticks=None if journeys.ticks is None else journeys.ticks[kept], ended=None if journeys.ended is None else journeys.ended[some], starts=np.concatenate(([0], np.cumsum(lengths[some]))),
        journeys=journeys.journeys[some], conversions=journeys.conversions[some], value=journeys.value[some],
        customer=None if journeys.customer is None else journeys.customer[some], kept=kept, untouched=float(journeys.conversions[~some].sum()),
        untouched_value=float(journeys.value[~some].sum()),
    )  # fmt: skip


def _rows(journeys: Journeys) -> np.ndarray:
    """Positions in the log of the journeys' contacts."""
    log = log_of.coded(journeys.events)
    order = _order(log)
    rows = order if log.rows is None else log.rows[order]
    return np.asarray(rows if journeys.kept is None else rows[journeys.kept])
