"""How do customers move from channel to channel, and where do they stop?

Transitions between channels, the most frequent ways with their success, the steps of a
Sankey diagram, the time between steps, the funnel through the four phases of a relation
(mission, order, fulfilment, support), and what sets two groups apart.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.integers import as_counts
from crm_course.foundations.intervals import proportions_p_value, share_difference, wilson

from . import events as log_of
from .builder import touches
from .markov import pairs
from .path_table import journeys_of
from .paths import Journeys
from .shapley import distinct

__all__ = ["NULL", "PURCHASE", "STAGES", "START", "compare_groups", "flow_steps", "frequent_paths", "funnel", "holm", "step_times",
           "transition_matrix", "transitions"]  # fmt: skip

START, PURCHASE, NULL = "(start)", "(conversion)", "(null)"
"""Where journeys begin and end."""

STAGES = ("mission", "order", "fulfilment", "support")


def transitions(journeys: Journeys | pd.DataFrame) -> pd.DataFrame:
    """How often each channel follows each: frame ``source, target, count, share``.

    `share` is among all that leave the source. Journeys begin at ``(start)`` and end in
    ``(conversion)`` or ``(null)``; counts out of ``(start)`` add up to the journeys.

    >>> table = pd.DataFrame({"path": ["web > shop", "web"], "conversions": [1, 0], "nulls": [0, 1]})
    >>> print(transitions(table).to_string(index=False))
     source       target  count  share
    (start)          web      2    1.0
       shop (conversion)      1    1.0
        web       (null)      1    0.5
        web         shop      1    0.5
    """
    source = journeys_of(journeys)
    long = _counts(source).rename_axis(index="source").reset_index().melt(id_vars="source", var_name="target", value_name="count")
    long = long[long["count"] > 0].sort_values(["source", "target"], ignore_index=True)
    whole = long["count"].round().astype(np.int64)
    long["count"] = whole if (whole == long["count"]).all() else long["count"]
    return long.assign(share=long["count"] / long.groupby("source")["count"].transform("sum"))


def transition_matrix(journeys: Journeys | pd.DataFrame) -> pd.DataFrame:
    """Shares of :func:`transitions` as a matrix: a row per source (adds up to 1), a column per target."""
    wide = _counts(journeys_of(journeys))
    total = wide.sum(axis=1)
    return wide[total > 0].div(total[total > 0], axis=0)


def frequent_paths(journeys: Journeys | pd.DataFrame, most: int = 10) -> pd.DataFrame:
    """The `most` frequent ways: frame ``path, journeys, share, conversions, conversion, low, high, value``.

    `conversion` is the share of the way's journeys that bought, with Wilson's 95 % interval.
    """
    table = journeys_of(journeys).paths
    top = table.head(checks.whole("most", most, least=1))
    low, high = wilson(top["conversions"], top["journeys"])
    return top.assign(
        share=top["journeys"] / table["journeys"].sum(), conversion=top["conversions"] / top["journeys"], low=low, high=high
    )[["path", "journeys", "share", "conversions", "conversion", "low", "high", "value"]]  # fmt: skip


def flow_steps(journeys: Journeys | pd.DataFrame, steps: int = 4) -> pd.DataFrame:
    """Journeys step by step, for a Sankey diagram: frame ``step, source, target, journeys``.

    Step 1 leads from the first contact to the second. A journey that ends flows to
    ``(conversion)`` or ``(null)``; one that goes on after the last step is not followed.
    """
    source = journeys_of(journeys)
    checks.whole("steps", steps, least=1)
    parts = [_step(source, step) for step in range(1, steps + 1)]
    return pd.concat(parts, ignore_index=True)


def step_times(journeys: Journeys) -> pd.DataFrame:
    """Time from each channel to the next: frame ``source, target, count, median_hours, ninth_decile_hours``."""
    frame = touches(journeys)
    inside = (frame["step"] > 0).to_numpy()[1:]
    hours = frame["ts"].diff().dt.total_seconds().to_numpy()[1:] / 3600
    channel = frame["channel"].astype(str).to_numpy()
    steps = pd.DataFrame({"source": channel[:-1], "target": channel[1:], "hours": hours})[inside]
    grouped = steps.groupby(["source", "target"])["hours"]
    return grouped.agg(count="size", median_hours="median", ninth_decile_hours=lambda hours: hours.quantile(0.9)).reset_index()


def funnel(events: pd.DataFrame) -> pd.DataFrame:
    """How far customers go through the four phases: frame ``stage, customers, share, dropped, median_days``.

    A customer has reached a phase when a contact of that phase comes at or after his first
    contact of the phase before. `share` is of the first phase, `dropped` the share lost
    since the phase before, `median_days` the median time since then. (What became of a
    mailing's messages is another funnel: :func:`crm_course.campaigns.funnel`.)
    """
    log_of.require(events, "customer_id", "ts", "stage")
    known = log_of.known(events.assign(ts=log_of.utc(events["ts"])))
    reached = known[known["stage"] == STAGES[0]].groupby("customer_id")["ts"].min()
    rows, first, before = [], len(reached), reached
    for stage in STAGES:
        reached, days = _next(known[known["stage"] == stage], before)
        rows.append((stage, len(reached), _ratio(len(reached), first), 1 - _ratio(len(reached), len(before)), days))
        before = reached
    return pd.DataFrame(rows, columns=["stage", "customers", "share", "dropped", "median_days"])


def compare_groups(one: Journeys, other: Journeys, *, of: str = "channels") -> pd.DataFrame:
    """What sets two groups of journeys apart, with tests.

    Parameters
    ----------
    one, other : Journeys
    of : {"channels", "transitions"}
        Share of journeys that meet each channel, or share of each channel's exits by target.

    Returns
    -------
    DataFrame
        ``channel`` (or ``source, target``), ``one, other`` (shares), ``difference, low, high``
        (Newcombe, 95 %), ``p_value`` and ``adjusted``: Holm's, for so many comparisons at once.
    """
    checks.choice("of", of, ("channels", "transitions"))
    groups = {"one": one, "other": other}
    counted = _met if of == "channels" else _exits
    pair = pd.concat({name: counted(group) for name, group in groups.items()}, axis=1).fillna(0.0)
    counts: list[Any] = []
    for name, group in groups.items():
        total = group.journeys.sum() if of == "channels" else pair.groupby(level="source")[name].transform("sum").to_numpy()
        counts += [pair[name].to_numpy(), total]
    low, high = share_difference(*counts)
    p_value = np.asarray(proportions_p_value(*counts))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = counts[0] / counts[1], counts[2] / counts[3]
    tested = pd.DataFrame({"one": shares[0], "other": shares[1], "difference": shares[0] - shares[1], "low": low, "high": high,
                           "p_value": p_value, "adjusted": holm(p_value)}, index=pair.index)  # fmt: skip
    return tested.sort_values(["adjusted", "p_value"]).reset_index()


# -- private ------------------------------------------------------------------------------


def _counts(journeys: Journeys) -> pd.DataFrame:
    """Counts of steps: a row per source and a column per target, ends included."""
    names = list(journeys.channels)
    last = journeys.starts[1:] - 1
    ended = np.bincount(as_counts(journeys.codes[last]), weights=journeys.journeys, minlength=len(names))
    bought = np.bincount(as_counts(journeys.codes[last]), weights=journeys.conversions, minlength=len(names))
    inner = pairs(journeys, journeys.codes, len(names))
    begun = np.bincount(as_counts(journeys.codes[journeys.starts[:-1]]), weights=journeys.journeys, minlength=len(names))
    wide = pd.DataFrame(np.vstack([begun, inner]), index=[START, *names], columns=names)
    return wide.assign(**{PURCHASE: np.concatenate(([0.0], bought)), NULL: np.concatenate(([0.0], ended - bought))})


def _step(journeys: Journeys, step: int) -> pd.DataFrame:
    there = np.flatnonzero(journeys.lengths >= step)
    position = journeys.starts[:-1][there] + step - 1
    names = journeys.names(journeys.codes)
    last = journeys.lengths[there] == step
    following = np.where(last, NULL, names[np.minimum(position + 1, max(len(names) - 1, 0))]) if len(names) else np.empty(0, dtype=object)
    count = np.where(last, journeys.journeys[there] - journeys.conversions[there], journeys.journeys[there])
    going = pd.DataFrame({"source": names[position], "target": following, "journeys": count})
    bought = pd.DataFrame({"source": names[position][last], "target": PURCHASE, "journeys": journeys.conversions[there][last]})
    flows: pd.DataFrame = pd.concat([going, bought]).groupby(["source", "target"])["journeys"].sum().reset_index()
    return flows[flows["journeys"] > 0].assign(step=step)[["step", "source", "target", "journeys"]]


def _next(contacts: pd.DataFrame, before: pd.Series) -> tuple[pd.Series, float]:
    """When each customer first has such a contact at or after `before`, and the median delay in days."""
    since = pd.Series(before.reindex(contacts["customer_id"]).array, index=contacts.index)
    later = contacts[since.notna() & (contacts["ts"] >= since)]
    reached = later.groupby("customer_id")["ts"].min()
    delays = (reached - before.reindex(reached.index)).dt.total_seconds() / 86_400
    return reached, float(delays.median()) if len(delays) else float("nan")


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _met(journeys: Journeys) -> pd.Series:
    """Journeys that meet each channel."""
    weight = np.where(distinct(journeys) > 0, np.repeat(journeys.journeys, as_counts(journeys.lengths)), 0.0)
    count = np.bincount(as_counts(journeys.codes), weights=weight, minlength=len(journeys.channels))
    return pd.Series(count, index=pd.Index(journeys.channels, name="channel"))


def _exits(journeys: Journeys) -> pd.Series:
    """How often each channel is left for each."""
    return transitions(journeys).set_index(["source", "target"])["count"].astype(float)


def holm(p_value: np.ndarray) -> np.ndarray:
    """Holm's adjusted p-values; a missing one stays missing and is not counted."""
    adjusted = np.full(len(p_value), np.nan)
    known = np.flatnonzero(~np.isnan(p_value))
    order = known[np.argsort(p_value[known])]
    adjusted[order] = np.minimum(np.maximum.accumulate(p_value[order] * np.arange(len(order), 0, -1, dtype=np.int64)), 1.0)
    return adjusted
