"""What if the log does not fit in memory? The reductions as database queries, the models in numpy.

Four tables are all that models need: transition counts, the path table, credits by window,
and the RFM table. Each is written once as an Ibis expression; DuckDB runs it out of core
on one machine, Spark on many, with the same figures. The rules are those of
:mod:`~crm_course.journeys.builder`: gap, purchase ends a journey, ties by purchase, then channel.

Needs the extra ``crm-course[scale]``::

    log = scale.table("events.parquet")                    # or a frame; on Spark: scale.table(path, ibis.pyspark.connect(session))
    counts = scale.transition_counts(log).to_pandas()
    scale.removal_effects(counts)
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import MissingPart
from crm_course.foundations.language import Text

from .flows import NULL, PURCHASE, START
from .markov import loss, share_of
from .paths import ARROW

__all__ = ["path_table", "removal_effects", "rfm_table", "table", "transition_counts", "window_credits"]

_DAY = 86_400
_MISSING = Text(
    fr="Les grands volumes demandent une partie optionnelle : exécutez « pip install 'crm-course[scale]' ».",
    en="Large volumes need an optional part: run \"pip install 'crm-course[scale]'\".",
)


def table(source: pd.DataFrame | str | Path, connection: Any = None) -> Any:
    """An event log as an Ibis table: a frame, or a Parquet file or folder read by `connection` (DuckDB by default)."""
    if isinstance(source, pd.DataFrame):
        return _ibis().memtable(source)
    return (connection or _ibis().duckdb.connect()).read_parquet(str(source))


def transition_counts(log: Any, *, gap_days: float | None = 30) -> Any:
    """How often each channel follows each, ends included: ``source, target, count``, as :func:`~crm_course.journeys.flows.transitions`."""
    ibis = _ibis()
    contacts = _journeys(log, gap_days)
    within = ibis.window(group_by=["customer_id", "journey"], order_by=_order(ibis))
    steps = contacts.mutate(source=contacts.channel.lag().over(within).fill_null(START), following=contacts.channel.lead().over(within))
    arriving = steps.select("source", target=steps.channel)
    last = steps.filter(steps.following.isnull())  # noqa: PD003
    ending = last.select(source=last.channel, target=last.converted.ifelse(PURCHASE, NULL))
    both = arriving.union(ending)
    return both.group_by("source", "target").aggregate(count=both.count())


def path_table(log: Any, *, gap_days: float | None = 30, longest: int = 12) -> Any:
    """The path table: ``path, journeys, conversions, value``; of a longer journey, the last `longest` contacts.

    The same as ``build(events, max_touches=longest).paths``: positions take the place of
    ordered string aggregation, which databases do not share.
    """
    ibis = _ibis()
    checks.whole("longest", longest, least=1)
    contacts = _journeys(log, gap_days)
    back = ibis.row_number().over(ibis.window(group_by=["customer_id", "journey"], order_by=_order(ibis, descending=True)))
    placed = contacts.mutate(back=back).filter(ibis._.back < longest)
    names = [f"step{position}" for position in range(longest)]
    ways = placed.group_by("customer_id", "journey").aggregate(
        bought=placed.converted.cast("int64").max(),
        value=placed.converted.ifelse(placed.value, 0.0).sum(),
        **{name: placed.channel.max(where=placed.back == position) for position, name in enumerate(names)},
    )
    path = ways[names[0]]
    for name in names[1:]:
        path = ways[name].notnull().ifelse(ways[name].concat(ARROW), "").concat(path)  # noqa: PD004
    labelled = ways.select("bought", "value", path=path)
    return labelled.group_by("path").aggregate(journeys=labelled.count(), conversions=labelled.bought.sum(), value=labelled.value.sum())


def window_credits(log: Any, *, gap_days: float | None = 30, half_life_days: float = 7.0) -> Any:
    """Credits of the rules that need only positions and ages: ``channel, first, last, linear, position, time_decay``."""
    ibis = _ibis()
    contacts = _journeys(log, gap_days)
    whole = ibis.window(group_by=["customer_id", "journey"])
    placed = contacts.mutate(
        step=ibis.row_number().over(ibis.window(group_by=["customer_id", "journey"], order_by=_order(ibis))),
        length=contacts.count().over(whole), bought=contacts.converted.cast("int64").max().over(whole), end=contacts.seconds.max().over(whole),
    )  # fmt: skip
    weighed = placed.filter(placed.bought == 1).mutate(
        raw=(0.5 ** ((ibis._.end - ibis._.seconds) / (half_life_days * _DAY))).cast("float64")
    )
    weighed = weighed.mutate(decay=weighed.raw / weighed.raw.sum().over(whole))
    first, last = weighed.step == 0, weighed.step == weighed.length - 1
    position = ibis.cases(
        (weighed.length == 1, 1.0), (weighed.length == 2, 0.5), (first | last, 0.4), else_=0.2 / ibis.greatest(weighed.length - 2, 1)
    )
    credits = {
        "first": first.cast("float64"),
        "last": last.cast("float64"),
        "linear": 1.0 / weighed.length,
        "position": position,
        "time_decay": weighed.decay,
    }
    named = weighed.select("channel", **credits)
    return named.group_by("channel").aggregate(**{name: named[name].sum() for name in credits})


def rfm_table(log: Any) -> Any:
    """One row per buyer: ``customer_id, days_since_last, purchases, value``; days are counted from the log's last second."""
    ibis = _ibis()
    known = _known(log)
    buys = known.mutate(now=known.seconds.max().over(ibis.window())).filter(known.converted)
    summed = buys.group_by("customer_id").aggregate(
        latest=buys.seconds.max(), now=buys.now.max(), purchases=buys.count(), value=buys.value.sum(),
    )  # fmt: skip
    return summed.select("customer_id", "purchases", "value", days_since_last=(summed.now - summed.latest) / float(_DAY))


def removal_effects(counts: pd.DataFrame) -> pd.DataFrame:
    """Exact first-order removal effects from transition counts: the same as from the journeys themselves.

    >>> counts = pd.DataFrame({"source": ["(start)", "(start)", "web", "shop", "web"], "count": [3, 1, 2, 3, 1],
    ...                        "target": ["web", "shop", "shop", "(conversion)", "(null)"]})
    >>> removal_effects(counts)["removal_effect"].round(3).tolist()
    [1.0, 0.667]
    """
    wide = counts.pivot_table(index="source", columns="target", values="count", aggfunc="sum", fill_value=0)
    names = sorted({*wide.index, *wide.columns} - {START, PURCHASE, NULL})
    square = wide.reindex(index=[START, *names], columns=[*names, PURCHASE, NULL], fill_value=0).to_numpy(dtype=float)
    shares = share_of(square, square.sum(axis=1, keepdims=True))
    size = len(names)
    effect = loss(shares[0, :size], shares[1:, :size], shares[1:, size], np.arange(size, dtype=np.int64), size)
    return pd.DataFrame({"channel": names, "removal_effect": effect})


# -- private ------------------------------------------------------------------------------


def _ibis() -> Any:
    try:
        return importlib.import_module("ibis")
    except ImportError as error:
        raise MissingPart(_MISSING) from error


def _order(ibis: Any, *, descending: bool = False) -> list[Any]:
    columns = ("seconds", "converted", "channel", "value")
    return [ibis.desc(name) if descending else ibis.asc(name) for name in columns]


def _known(log: Any) -> Any:
    """The identified contacts, times in whole seconds."""
    value = log["value"].cast("float64").fill_null(0.0) if "value" in log.columns else _ibis().literal(0.0)
    known = log.filter(log.customer_id.notnull() & (log.customer_id.cast("string") != ""))  # noqa: PD004
    return known.select(
        "customer_id",
        channel=known.channel.cast("string"),
        converted=known.converted.cast("boolean"),
        value=value,
        seconds=known.ts.epoch_seconds(),
    )


def _journeys(log: Any, gap_days: float | None) -> Any:
    """Contacts with the number of their customer's journey."""
    ibis = _ibis()
    known = _known(log)
    before = ibis.window(group_by="customer_id", order_by=_order(ibis))
    ends = known.converted.lag().over(before).fill_null(False)
    if gap_days is not None:
        ends = ends | (known.seconds - known.seconds.lag().over(before) > checks.positive("gap_days", gap_days) * _DAY).fill_null(False)
    marked = known.mutate(ends=ends.cast("int64"))
    return marked.mutate(journey=marked.ends.sum().over(ibis.cumulative_window(group_by="customer_id", order_by=_order(ibis))))
