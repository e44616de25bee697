"""The page of the week: history in; forecast, shifts, euros, promise and files out."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Any

import ipywidgets as widgets
import pandas as pd

from crm_course.foundations.errors import CourseError, InvalidValue
from crm_course.foundations.language import date
from crm_course.foundations.mapping import Brought, Field
from crm_course.foundations.mapping_screen import MappedFile
from crm_course.foundations.panel import STYLE, Choice, Input, Lines, Number, Panel, Share, View

from .. import call_log, law
from ..columns import spreadsheet
from ..explorer import explorer as quarter_explorer
from ..intervals import intervals
from ..queue_profile import Line
from . import explorer_texts as words
from .charts import coverage_chart, forecast_chart, gantt_chart
from .forecasting import backtest, forecast
from .given import moment_of
from .plan_files import calendar, workbook_file
from .planning import WeekPlan, plan_week
from .roster_record import Roster
from .rosters import roster
from .shifts import Break

__all__ = ["Desk", "desk", "week_explorer"]

TEAM_FIELDS = (
    Field(name="agent", label=words.AGENT, words="agent|conseiller*|nom|name|salarie*|employe*|prenom nom", needed=True, example=("Ana Martin", "Ben Petit", "Chloé Roy")),
    Field(name="weekly_hours", label=words.WEEKLY, words="weekly hours|heures*|hours*|contrat|contract|heures par semaine|heures hebdo*", needed=True, kinds=("number", "text"),
          example=("35", "28", "35")),
    Field(name="away", label=words.AWAY, words="away|absen*|conges|conge|jours d absence|leave|off", example=("", "03/12/2025", "01/12/2025 02/12/2025")),
)  # fmt: skip
_BREAKS = {"none": None, "short": Break(length=1, earliest=8, latest=18), "half": Break(length=2, earliest=8, latest=18),
           "lunch": Break(length=3, earliest=8, latest=20)}  # fmt: skip
_WEEKS_TRIED = 4


class Desk(widgets.VBox):
    """Two questions, one page: `week` (which roster) and `quarter` (how many agents in an interval)."""

    def __init__(self, example: pd.DataFrame, events: pd.DataFrame | None, team: pd.DataFrame | None) -> None:
        self.week, self.quarter = week_explorer(example, events=events, team=team), quarter_explorer()
        tabs = widgets.Tab([self.week, self.quarter], titles=[title.say() for title in words.TABS])
        super().__init__([widgets.HTML(f"{STYLE}<h2>{html.escape(words.DESK.say())}</h2>"), tabs])


def desk(example: pd.DataFrame, *, events: pd.DataFrame | None = None, team: pd.DataFrame | None = None) -> Desk:
    """The supervisor's desk: the week and the quarter-hour; `example` is the history shown until one is brought."""
    return Desk(example, events, team)


def week_explorer(example: pd.DataFrame, *, events: pd.DataFrame | None = None, team: pd.DataFrame | None = None) -> Panel:
    """From a history of calls to next week's shifts.

    Parameters
    ----------
    example : DataFrame
        ``start, calls[, reason, handle_seconds]``: what is planned until the reader brings a file.
    events : DataFrame, optional
        ``day, event`` of the example.
    team : DataFrame, optional
        ``agent, weekly_hours, away`` of the example.
    """
    shown = (
        "" if events is None else "\n".join(f"{day:%d/%m/%Y} {event}" for day, event in zip(events["day"], events["event"], strict=True))
    )
    inputs: list[Input] = [
        MappedFile("file", words.FILE, call_log.FIELDS, call_log.understood, words.FILE_MODEL),
        Lines("events", words.EVENTS, shown, rows=4),
        Share("service_level", words.LEVEL, 0.8, low=0.01, high=0.99, step=0.01),
        Number("within_seconds", words.WITHIN, 20, high=300, step=5),
        Choice("staff_for", words.HEDGE, "calls", words.HEDGES),
        Choice("breaks", words.BREAKS, "half", words.BREAK_CHOICES),
        Choice("rules", words.RULES, "none", words.RULE_SETS),
        MappedFile("team", words.TEAM, TEAM_FIELDS, model=words.TEAM_MODEL, more=True),
        Choice("holidays", words.HOLIDAYS, True, words.HOLIDAY_CHOICES, more=True),
        Number("handle_seconds", words.HANDLE, 240, low=10, high=1800, step=10, more=True),
        Number("patience_seconds", words.PATIENCE, 150, low=10, high=900, step=10, more=True),
        Share("shrinkage", words.SHRINKAGE, 0.3, high=0.8, step=0.01, more=True),
        Number("hourly_cost", words.COST, 24, low=1, high=100, unit="€", more=True),
    ]

    def answer(
        *, file: Brought | None, team: Brought | None, events: str, holidays: Any, staff_for: str, breaks: str, rules: str, **line: float
    ) -> View:
        history = example if file is None else _history(file)
        borrowed = file is not None and bool(shown) and events == shown
        events = "" if borrowed else events  # what happened to the example did not happen to the reader
        coming = _coming(history, events, holidays)
        profile = Line(calls=0, talk_seconds=line.pop("handle_seconds"), **line)
        plan = plan_week(coming, profile, breaks=_BREAKS[breaks], staff_for=staff_for, time_limit=5)
        people = _people(team) if team is not None else given_team if file is None else None
        made, told = _named(plan, people, rules)
        return _view(
            plan,
            coming,
            made,
            _tried(history, events, holidays),
            [words.EXAMPLE.say() if file is None else _notices(history), words.NOT_YOURS.say() if borrowed else "", told],
        )

    given_team = team
    return Panel(words.TITLE, inputs, answer)


# -- private ------------------------------------------------------------------------------


def _view(plan: WeekPlan, coming: pd.DataFrame, made: Roster | None, tested: str, notices: list[str]) -> View:
    found = plan.schedule
    proof = words.PROVEN.say() if found.proven else words.NOT_PROVEN.say(gap=found.gap)
    first = plan.frame["start"].iloc[0]
    return View(
        sentence=words.ANSWER.say(day=date(first.date()), hours=plan.hours, calls=plan.frame["calls"].sum(), level=plan.service_level, seconds=plan.line.within_seconds),
        detail=words.DETAIL.say(cost=plan.cost, peak=int(plan.frame["agents"].max()), proof=proof),
        charts=[forecast_chart(coming), coverage_chart(plan), gantt_chart(made or plan)],
        meaning=words.MEANING.say(many=plan.if_many, tested=tested),
        notice=" ".join(notice for notice in notices if notice),
        downloads={words.BOOK.say(): lambda: workbook_file(plan, made), words.CALENDAR.say(): lambda: calendar(plan, made), words.TABLE.say(): lambda: spreadsheet(plan.by_day())},
        subject=plan,
    )  # fmt: skip


class _Kept:
    """A frame by its identity, so that what was computed of it is kept."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def __hash__(self) -> int:
        return id(self.frame)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.frame is self.frame


@lru_cache(maxsize=4)
def _intervals_of(file: Any) -> pd.DataFrame:
    return intervals(file.frame, minutes=15)


def _history(file: Brought) -> pd.DataFrame:
    return _intervals_of(_Kept(file))  # type: ignore[arg-type]


def _notices(history: pd.DataFrame) -> str:
    return " ".join(history.attrs.get("notices", ()))


def _coming(history: pd.DataFrame, events: str, holidays: Any) -> pd.DataFrame:
    return _forecast(_Kept(history), events, holidays)


@lru_cache(maxsize=8)
def _forecast(kept: _Kept, events: str, holidays: Any) -> pd.DataFrame:
    history = kept.frame
    start = history["start"] if history["start"].dt.tz is None else history["start"].dt.tz_localize(None)
    last = start.max().normalize()
    monday = last + pd.Timedelta(7 - last.day_of_week, "D")
    coming = forecast(history, (monday, monday + pd.Timedelta(7, "D")), events=_events(events), holidays=holidays)
    if "handle_seconds" not in history.columns or not (history["handle_seconds"] > 0).any():
        return coming
    known = history.assign(work=history["handle_seconds"] * history["calls"], slot=history["start"].dt.strftime("%H:%M")).dropna(
        subset=["work"]
    )
    sums = known.groupby("slot")[["work", "calls"]].sum()
    handle = (sums["work"] / sums["calls"].where(sums["calls"] > 0)).fillna(sums["work"].sum() / sums["calls"].sum())
    return coming.assign(handle_seconds=coming["start"].dt.strftime("%H:%M").map(handle).to_numpy())


def _tried(history: pd.DataFrame, events: str, holidays: Any) -> str:
    return _test(_Kept(history), events, holidays)


@lru_cache(maxsize=8)
def _test(kept: _Kept, events: str, holidays: Any) -> str:
    try:
        found = backtest(kept.frame, weeks=_WEEKS_TRIED, events=_events(events), holidays=holidays)
    except InvalidValue:
        return words.UNTESTED.say()
    return words.TESTED.say(weeks=_WEEKS_TRIED, error=found.error, naive=found.naive_error)


def _events(typed: str) -> pd.DataFrame | None:
    """``date name`` a line."""
    rows = []
    for line in (line.strip() for line in typed.splitlines()):
        if not line:
            continue
        said = re.match(r"(\d[\d/.-]+\d)\s*(.*)$", line)
        if said is None:
            raise InvalidValue(words.EVENTS, words.RULE_EVENT, line)
        rows.append((moment_of(words.EVENTS, said[1]), said[2].strip() or "event"))
    return pd.DataFrame(rows, columns=["day", "event"]) if rows else None


def _people(team: Brought) -> pd.DataFrame:
    columns = {name: column for name in ("agent", "weekly_hours", "away") if (column := team.column(name)) is not None}
    return team.frame[list(columns.values())].set_axis(list(columns), axis=1)


def _named(plan: WeekPlan, people: pd.DataFrame | None, rules: str) -> tuple[Roster | None, str]:
    """Who works when, and a sentence about it; where there is no roster, what is in the way."""
    if rules == "none":
        return None, ""
    if people is None:
        return None, words.NO_TEAM.say()
    try:
        made = roster(plan.shifts[["day", "shift", "agents"]], people, rules=rules, time_limit=20)
    except CourseError as error:
        return None, words.NOT_NAMED.say(why=error.message())
    unread = ", ".join(law.RULES[rules][name].label.say() for name in made.broken.attrs.get("not_read", ()))
    return made, words.NAMED.say(people=made.frame["agent"].nunique(), shifts=len(made.frame), unread=unread)
