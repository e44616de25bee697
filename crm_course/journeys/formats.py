"""How does a log come in and go out? Spreadsheets, retentioneering's eventstream, pm4py's log.

Path strings, the format of attribution packages, are read by
:func:`~crm_course.journeys.paths.from_paths` and written by ``Journeys.paths``.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from crm_course.foundations import reading

from . import events as log_of

__all__ = ["from_eventstream", "from_pm4py", "from_table", "to_eventstream", "to_pm4py"]


_TRUE, _FALSE = frozenset({"1", "true", "vrai", "oui", "yes", "x"}), frozenset({"", "0", "false", "faux", "non", "no"})


def from_table(table: pd.DataFrame) -> pd.DataFrame:
    """A log from a table of text cells, as a spreadsheet gives it: dates as 21/11/2026 or 2026-11-21, amounts as 12,50 €, oui or non.

    >>> table = pd.DataFrame({"customer_id": ["7"], "ts": ["21/11/2026 14:05"], "channel": ["web"], "converted": ["oui"], "value": ["12,50 €"]})
    >>> from_table(table)[["ts", "converted", "value"]].values.tolist()
    [[Timestamp('2026-11-21 14:05:00+0000', tz='UTC'), True, 12.5]]
    """
    log_of.require(table, *log_of.NEEDED)
    log = table.replace("", None)
    words = table["converted"].str.strip().str.casefold()
    log_of.refuse(table["converted"], ~words.isin(_TRUE | _FALSE).to_numpy(), log_of.YES_NO)
    log = log.assign(ts=_days_first(table["ts"]), converted=words.isin(_TRUE))
    for column in {"value", "cost"} & set(log.columns):
        log[column] = [reading.number(cell, name=column) if cell else 0.0 for cell in table[column]]
    return log


def _days_first(cells: pd.Series) -> pd.Series:
    """Dates that begin with the year as such; others with the day first, as in French."""
    french = cells.str.match(r"\s*\d{1,2}[/.-]").to_numpy()
    times = pd.to_datetime(cells.where(~french), utc=True, errors="coerce", format="ISO8601")
    times = times.fillna(pd.to_datetime(cells.where(french), utc=True, errors="coerce", dayfirst=True, format="mixed"))
    log_of.refuse(cells, times.isna().to_numpy(), log_of.CLOCK)
    return times


# -- other tools' formats -----------------------------------------------------------------

_EVENTSTREAM = {"customer_id": "user_id", "channel": "event", "ts": "timestamp"}
_PM4PY = {"customer_id": "case:concept:name", "channel": "concept:name", "ts": "time:timestamp"}


def to_eventstream(events: pd.DataFrame) -> pd.DataFrame:
    """The log with retentioneering's column names: ``user_id, event, timestamp``."""
    return _renamed(events, _EVENTSTREAM)


def to_pm4py(events: pd.DataFrame) -> pd.DataFrame:
    """The log with pm4py's column names: ``case:concept:name, concept:name, time:timestamp``."""
    return _renamed(events, _PM4PY).astype({"case:concept:name": str})


def from_eventstream(frame: pd.DataFrame, *, conversion: str | None = None) -> pd.DataFrame:
    """A log from an eventstream; events named `conversion` are the purchases, unless it has `converted`."""
    return _returned(frame, _EVENTSTREAM, conversion)


def from_pm4py(frame: pd.DataFrame, *, conversion: str | None = None) -> pd.DataFrame:
    """A log from pm4py's columns; activities named `conversion` are the purchases, unless it has `converted`."""
    return _returned(frame, _PM4PY, conversion)


def _renamed(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    log_of.require(events, *names)
    return log_of.known(events).rename(columns=dict(names)).reset_index(drop=True)


def _returned(frame: pd.DataFrame, names: Mapping[str, str], conversion: str | None) -> pd.DataFrame:
    log_of.require(frame, *names.values())
    log = frame.rename(columns={theirs: ours for ours, theirs in names.items()})
    return log if "converted" in log.columns else log.assign(converted=log["channel"] == conversion)
