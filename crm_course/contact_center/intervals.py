"""How many calls came in each quarter-hour? From a call log to what a day is planned by.

Every interval between the first and the last call of a day is there, with 0 calls where none
came: a log of calls knows that. A log of intervals does not: what is missing from it is told,
never made up. Intervals are those of the clock on the wall; where it goes back or on, it is told.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.language import date
from crm_course.foundations.mapping import Brought
from crm_course.foundations.sheets import Sheet

from . import call_log
from . import call_log_texts as said

__all__ = ["intervals"]

_COLUMNS = ["start", "calls", "answered", "abandoned", "handle_seconds"]


def intervals(log: pd.DataFrame | Sheet | Brought, *, minutes: int = 15) -> pd.DataFrame:
    """Calls, answered, abandoned and mean handle time of each interval of a call log.

    Parameters
    ----------
    log : DataFrame, or a file read by :func:`crm_course.foundations.sheets.read`
        One line a call, or one line an interval, with the columns of any tool
        (:data:`crm_course.contact_center.call_log.FIELDS`).
    minutes : int
        Length of the intervals; it divides the hour.

    Returns
    -------
    DataFrame
        ``start, calls, answered, abandoned, handle_seconds``, in order of time; `handle_seconds` is the
        mean of the answered calls, that of the day where an interval has none. :func:`plan_day` takes it.
        ``attrs["minutes"]`` is the length, ``attrs["notices"]`` what the reader should know.

    Raises
    ------
    InvalidValue
        If `minutes` does not divide the hour, or is shorter than the intervals of the log.
    InvalidData
        If the log has no start that can be read, or no call.

    >>> log = pd.DataFrame({"start": ["2026-03-02 08:05", "2026-03-02 08:20", "2026-03-02 08:50"], "talk_seconds": [120, 0, 180]})
    >>> intervals(log)[["calls", "answered", "handle_seconds"]].to_numpy().tolist()
    [[1.0, 1.0, 120.0], [1.0, 0.0, 150.0], [0.0, 0.0, 150.0], [1.0, 1.0, 180.0]]
    """
    if isinstance(minutes, bool) or not isinstance(minutes, int | np.integer) or not 1 <= minutes <= 60 or 60 % minutes:
        raise InvalidValue("minutes", said.MINUTES_RULE, minutes)
    found = call_log.read(log)
    if found.frame.empty:
        raise InvalidData(said.LOG, said.SOME_RULE, len(found.frame))
    frame = _of_intervals(found, int(minutes)) if found.by_interval else _of_calls(found, int(minutes))
    frame = _with_handle(frame, found.notices)
    found.notices += _clock_changes(frame["start"])
    made = frame[_COLUMNS].reset_index(drop=True)
    made.attrs = {"minutes": int(minutes), "notices": tuple(found.notices)}
    return made


# -- private ------------------------------------------------------------------------------


def _of_calls(found: call_log.CallLog, minutes: int) -> pd.DataFrame:
    """Calls counted in every interval from the first to the last of each day."""
    calls = found.frame
    unknown = int(calls["answered"].isna().sum())
    if unknown:
        found.notices.append(said.UNKNOWN_END.say(count=unknown))
    answered = calls["answered"].fillna(True).to_numpy(dtype=bool)
    handled = calls["handle_seconds"].where(answered & (calls["handle_seconds"] > 0))
    silent = int((answered & handled.isna().to_numpy()).sum())
    if silent and handled.notna().any():
        found.notices.append(said.NO_HANDLE.say(count=silent))
    counted = pd.DataFrame({"start": calls["start"].dt.floor(f"{minutes}min"), "calls": 1.0, "answered": answered * 1.0, "abandoned": ~answered * 1.0,
                            "seconds": handled.fillna(0.0), "timed": handled.notna() * 1.0})  # fmt: skip
    starts = counted["start"]
    ends = starts.groupby(starts.dt.normalize()).agg(["min", "max"])
    grid = np.concatenate([pd.date_range(first, last, freq=f"{minutes}min").to_numpy() for first, last in ends.itertuples(index=False)])
    whole: pd.DataFrame = counted.groupby("start").sum().reindex(pd.DatetimeIndex(grid, name="start"), fill_value=0.0).reset_index()
    there = whole["start"].dt.tz_localize("Europe/Paris", ambiguous=True, nonexistent="NaT").notna() | (whole["calls"] > 0)
    kept: pd.DataFrame = whole[there]
    return kept


def _of_intervals(found: call_log.CallLog, minutes: int) -> pd.DataFrame:
    """Intervals as they stand, put together where longer ones are wanted."""
    rows = found.frame
    steps = np.diff(np.unique(rows["start"].to_numpy())) / np.timedelta64(60, "s")
    length = int(steps.min()) if steps.size else minutes
    if length > minutes:
        raise InvalidValue("minutes", said.COARSE_RULE, minutes, minutes=length)
    unknown = int(rows["calls"].isna().sum())
    if unknown:
        found.notices.append(said.UNKNOWN_CALLS.say(count=unknown))
    twice = int(rows["start"].duplicated().sum())
    if twice:
        found.notices.append(said.ADDED.say(count=twice))
    timed = rows["handle_seconds"].notna() & (rows["answered"] > 0)
    rows = rows.assign(
        seconds=(rows["handle_seconds"] * rows["answered"]).where(timed, 0.0),
        timed=rows["answered"].where(timed, 0.0),
        start=rows["start"].dt.floor(f"{minutes}min"),
    )
    sums = rows.groupby("start")[["calls", "answered", "abandoned", "seconds", "timed"]].sum(min_count=1)
    unknown_at = rows[rows["calls"].isna()]["start"]
    sums.loc[sums.index.isin(unknown_at), ["calls", "answered", "abandoned"]] = np.nan
    whole = sums.reset_index()
    found.notices += _missing(whole["start"], max(length, minutes))
    return whole


def _missing(starts: pd.Series, minutes: int) -> list[str]:
    """What to say of the intervals that are missing between the first and the last of a day."""
    days = starts.dt.normalize().to_numpy()
    steps = np.where(days[1:] == days[:-1], np.diff(starts.to_numpy()) / np.timedelta64(60, "s") / minutes, 1.0)
    after = np.flatnonzero(steps > 1)
    if not after.size:
        return []
    gaps = [(starts.iloc[place] + pd.Timedelta(minutes=minutes), starts.iloc[place + 1]) for place in after[:3]]
    where = ", ".join(f"{first:%H:%M} – {last:%H:%M}" for first, last in gaps) + (" …" if after.size > 3 else "")
    return [said.MISSING.say(count=int((steps[after] - 1).sum()), where=where)]


def _with_handle(frame: pd.DataFrame, notices: list[str]) -> pd.DataFrame:
    """The mean handle time of each interval; that of the day, else of all, where it has none."""
    seconds, timed = frame["seconds"], frame["timed"]
    if not timed.sum():
        notices.append(said.NO_DURATIONS.say())
        return frame.assign(handle_seconds=np.nan)
    days = frame["start"].dt.normalize()
    of_day = seconds.groupby(days).transform("sum") / timed.groupby(days).transform("sum").where(lambda total: total > 0)
    own = seconds / timed.where(timed > 0)
    return frame.assign(handle_seconds=own.fillna(of_day).fillna(seconds.sum() / timed.sum()))


def _clock_changes(starts: pd.Series) -> list[str]:
    """What to say of the days on which the clock goes back or on at night, where the night is in the log."""
    told = []
    for at, times in starts.groupby(starts.dt.normalize()):
        midnight = pd.Timestamp(str(at))
        hours = (midnight + pd.Timedelta(days=1)).tz_localize("Europe/Paris") - midnight.tz_localize("Europe/Paris")
        if hours != pd.Timedelta(days=1) and times.dt.hour.between(1, 3).any():
            told.append((said.CLOCK_ON if hours < pd.Timedelta(days=1) else said.CLOCK_BACK).say(day=date(midnight.date())))
    return told
