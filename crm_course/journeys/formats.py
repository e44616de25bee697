"""How does a log come in and go out? Spreadsheets, retentioneering's eventstream, pm4py's log.

Path strings, the format of attribution packages, are read by
:func:`~crm_course.journeys.path_table.from_paths` and written by ``Journeys.paths``.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from crm_course.foundations.errors import InvalidData, UnknownName
from crm_course.foundations.mapping import Brought
from crm_course.foundations.sheets import Sheet

from . import brought_texts as said
from . import event_table
from . import events as log_of
from .spelling import key

__all__ = ["from_eventstream", "from_pm4py", "from_table", "to_eventstream", "to_pm4py"]


def from_table(table: pd.DataFrame | Sheet | Brought) -> pd.DataFrame:
    """A log from a table of text cells, as a spreadsheet or a tool gives it.

    Dates by the convention of their column, amounts as 12,50 €, oui or non; columns by our names or
    as tools call them. :func:`crm_course.journeys.event_table.read` leaves out what cannot be read, and tells.

    Raises
    ------
    InvalidData
        For the first cell that cannot be read: its column and line.

    >>> table = pd.DataFrame({"customer_id": ["7"], "ts": ["21/11/2026 14:05"], "channel": ["web"], "converted": ["oui"], "value": ["12,50 €"]})
    >>> from_table(table)[["ts", "converted", "value"]].values.tolist()
    [[Timestamp('2026-11-21 14:05:00+0000', tz='UTC'), True, 12.5]]
    """
    found = event_table.read(table)
    if found.left:
        line, column, cell = found.left[0]
        raise InvalidData(column, _RULES.get(column, said.UNREAD), cell, line=line)
    return found.log


_RULES = {"ts": log_of.CLOCK, "converted": log_of.YES_NO, "channel": log_of.PRESENT}


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
    """A log from an eventstream; events named `conversion` are the purchases, unless it has `converted`.

    The purchase stays a contact of its own: ``build(log, exclude=[conversion])`` gives the credit to those before it.

    Raises
    ------
    UnknownName
        If no event is called so; the closest is proposed.
    """
    return _returned(frame, _EVENTSTREAM, conversion)


def from_pm4py(frame: pd.DataFrame, *, conversion: str | None = None) -> pd.DataFrame:
    """A log from pm4py's columns; activities named `conversion` are the purchases, unless it has `converted`. See :func:`from_eventstream`."""
    return _returned(frame, _PM4PY, conversion)


def _renamed(events: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    log_of.require(events, *names)
    return log_of.known(events).rename(columns=dict(names)).reset_index(drop=True)


def _returned(frame: pd.DataFrame, names: Mapping[str, str], conversion: str | None) -> pd.DataFrame:
    log_of.require(frame, *names.values())
    log = frame.rename(columns={theirs: ours for ours, theirs in names.items()})
    if "converted" in log.columns:
        return log
    if conversion is None:
        return log.assign(converted=False)
    bought = log["channel"].map(lambda name: key(str(name)) == key(conversion)).astype(bool)
    if not bought.any():
        raise UnknownName("conversion", conversion, log["channel"].dropna().astype(str).unique())
    return log.assign(converted=bought)
