"""The plan of a week as files: a workbook for the planner, a calendar for the agents.

Words are written as words: a name that begins with = is a name, not a formula.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from typing import Any

import numpy as np
import pandas as pd

from ..columns import COLUMNS
from . import texts
from .planning import WeekPlan
from .roster_record import Roster

__all__ = ["calendar", "workbook_file"]


def workbook_file(plan: WeekPlan, roster: Roster | None = None) -> bytes:
    """The plan as an XLSX file: days, intervals, shifts, and who works when.

    Parameters
    ----------
    plan : WeekPlan
    roster : Roster, optional
        Of named people.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    tables = {texts.SHEET_DAYS: plan.by_day(), texts.SHEET_INTERVALS: plan.frame, texts.SHEET_SHIFTS: plan.shifts}
    if roster is not None:
        tables[texts.SHEET_ROSTER] = _wall(roster)
    for title, frame in tables.items():
        _written(book.create_sheet(title.say()), frame)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def calendar(plan: WeekPlan, roster: Roster | None = None, *, now: dt.datetime | None = None) -> bytes:
    """The plan as an iCalendar file (RFC 5545): an event for each shift, or for each person's shift; local times.

    Parameters
    ----------
    plan : WeekPlan
    roster : Roster, optional
        Whose days are dates.
    now : datetime, optional
        When the file was made, UTC.
    """
    stamp = (now or dt.datetime.now(dt.UTC)).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//crm-course//week//FR", "CALSCALE:GREGORIAN"]
    for day, begin, end, words in _events(plan, roster):
        key = hashlib.sha256(f"{day}|{begin}|{end}|{words}".encode()).hexdigest()[:24]
        lines += ["BEGIN:VEVENT", f"UID:{key}@crm-course", f"DTSTAMP:{stamp}", f"DTSTART:{_moment(day, begin)}", f"DTEND:{_moment(day, end)}",
                  f"SUMMARY:{_escaped(words)}", "END:VEVENT"]  # fmt: skip
    return "".join(_folded(line) for line in [*lines, "END:VCALENDAR"]).encode()


# -- private ------------------------------------------------------------------------------


def _events(plan: WeekPlan, roster: Roster | None) -> list[tuple[pd.Timestamp, float, float, str]]:
    rows = plan.shifts if roster is None else roster.frame
    words = [texts.EVENT_SHIFT.say(shift=shift, agents=agents) for shift, agents in zip(rows["shift"], rows["agents"], strict=True)] if roster is None \
        else [f"{agent} · {shift}" for agent, shift in zip(rows["agent"], rows["shift"], strict=True)]  # fmt: skip
    days = pd.DatetimeIndex(pd.to_datetime(rows["day"]))
    return [(day, float(begin), float(end), said) for day, begin, end, said in zip(days, rows["start"], rows["end"], words, strict=True)]


def _moment(day: pd.Timestamp, hour: float) -> str:
    return (day + pd.Timedelta(round(hour * 60), "min")).strftime("%Y%m%dT%H%M%S")


def _escaped(words: str) -> str:
    plain = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """At most 75 octets a line, as the standard asks; a letter is never cut."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > 74:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece]) + "\r\n"


def _wall(roster: Roster) -> pd.DataFrame:
    """People by days, as it hangs on a wall."""
    table = roster.table()
    table.columns = [_day(day) for day in table.columns]
    return table.reset_index()


def _day(day: Any) -> str:
    return f"{pd.Timestamp(day):%d/%m/%Y}" if isinstance(day, dt.date | np.datetime64) else str(day)


def _written(sheet: Any, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Font

    for column, name in enumerate(frame.columns, start=1):
        _put(sheet.cell(row=1, column=column), _titled(str(name))).font = Font(bold=True)
        sheet.column_dimensions[sheet.cell(row=1, column=column).column_letter].width = 18
        for row, value in enumerate(frame[name], start=2):
            _put(sheet.cell(row=row, column=column), value, share=name in _SHARES)
    sheet.freeze_panes = "B2"


_SHARES = ("service_level", "if_many")


def _titled(name: str) -> str:
    known = COLUMNS.get(name)
    return known.label.say() if known else name


def _put(cell: Any, value: Any, *, share: bool = False) -> Any:
    if isinstance(value, str):
        cell.value, cell.data_type = value, "s"
        cell.quotePrefix = value[:1] in "=+-@"
    elif isinstance(value, pd.Timestamp):
        cell.value = value.to_pydatetime()
        cell.number_format = "dd/mm/yyyy" if value == value.normalize() else "dd/mm/yyyy hh:mm"
    elif value is not None and not (isinstance(value, float) and np.isnan(value)):
        cell.value = value.item() if hasattr(value, "item") else value
        cell.number_format = "0.0%" if share else "0" if float(value) == int(value) else "0.00"
    return cell
