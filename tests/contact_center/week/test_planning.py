"""The plan of a week, its files, its pictures and its page."""

from __future__ import annotations

import io

import numpy as np
import pandas as pd
import pytest

from crm_course import cases
from crm_course import contact_center as cc
from crm_course.apps.pages import open_page
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import use

LINE = cc.Line(calls=0, talk_seconds=220, patience_seconds=150)


@pytest.fixture(scope="module")
def coming():
    """Two days of quarter-hours with a rush."""
    starts = pd.DatetimeIndex(
        [day + pd.Timedelta(480 + 15 * slot, "min") for day in pd.date_range("2026-03-02", periods=2) for slot in range(40)]
    )
    calls = 20 + 15 * np.sin(np.arange(80) % 40 / 40 * np.pi)
    return pd.DataFrame({"start": starts, "calls": calls, "high": np.ceil(calls * 1.3), "high95": np.ceil(calls * 1.6)})


def test_every_interval_keeps_its_promise_and_the_bill_is_that_of_the_shifts(coming):
    plan = cc.plan_week(coming, LINE, breaks=(2, 10, 18))
    assert (plan.frame["agents"] >= plan.frame["required"]).all()
    assert (plan.frame["service_level"] >= 0.8).all()
    alone = [
        cc.queue(calls, 220, agents, patience_seconds=150).service_level
        for calls, agents in zip(plan.frame["calls"], plan.frame["agents"], strict=True)
    ]
    assert plan.frame["service_level"].to_numpy() == pytest.approx(alone)
    assert plan.service_level == pytest.approx(np.average(alone, weights=plan.frame["calls"]))
    assert plan.hours == pytest.approx(plan.schedule.cost / 4)
    assert plan.cost == pytest.approx(plan.hours * 24 / 0.7)
    assert plan.by_day()["hours"].sum() == pytest.approx(plan.hours)
    assert plan.if_many < plan.service_level


def test_staffing_for_the_limit_costs_more_and_holds_it(coming):
    mean, high = (cc.plan_week(coming, LINE, staff_for=name) for name in ("calls", "high"))
    assert high.hours > mean.hours
    assert high.if_many >= 0.8 > mean.if_many
    with pytest.raises(UnknownName, match='Did you mean "high95"'):
        cc.plan_week(coming, LINE, staff_for="high99")


def test_a_house_open_for_three_hours_has_one_shift():
    short = pd.DataFrame({"start": pd.date_range("2026-03-02 09:00", periods=12, freq="15min"), "calls": 12.0})
    assert cc.plan_week(short, LINE).shifts["shift"].tolist() == ["09:00-12:00"]
    with pytest.raises(InvalidValue, match="at least one call"):
        cc.plan_week(short.head(0), LINE)


def test_the_workbook_holds_words_as_words_and_figures_as_figures(coming):
    openpyxl = pytest.importorskip("openpyxl")
    plan = cc.plan_week(coming, LINE, shifts=[cc.ShiftType(start=32, length=40, name="08:00-18:00")])
    team = pd.DataFrame({"agent": ["=1+1", "@Ana, «B»", *(f"P{n}" for n in range(40))], "weekly_hours": 40})
    made = cc.roster(plan.shifts[["day", "shift", "agents"]], team, rules="general")
    book = openpyxl.load_workbook(io.BytesIO(cc.workbook_file(plan, made)))
    wall = book.worksheets[3]
    names = {row[0].value: row[0] for row in wall.iter_rows(min_row=2)}
    assert "=1+1" not in names or names["=1+1"].data_type == "s"
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)
    days = book.worksheets[0]
    assert days["A2"].is_date
    assert days["B2"].value == pytest.approx(plan.by_day()["calls"].iloc[0])
    assert days["D2"].number_format == "0.0%"


def test_the_calendar_is_one_that_calendars_read(coming):
    plan = cc.plan_week(coming, LINE, shifts=[cc.ShiftType(start=32, length=40, name="08:00-18:00")])
    team = pd.DataFrame(
        {"agent": [f"Zoé {n}; née d’Arc, au très long nom de famille qui dépasse la ligne" for n in range(30)], "weekly_hours": 40}
    )
    made = cc.roster(plan.shifts[["day", "shift", "agents"]], team, rules="general")
    text = cc.calendar(plan, made).decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == len(made.frame)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert r"\; née d’Arc\, au" in text.replace("\r\n ", "")
    assert len({line for line in text.split("\r\n") if line.startswith("UID:")}) == len(made.frame)
    assert "DTSTART:20260302T080000" in text
    assert cc.calendar(plan).decode().count("BEGIN:VEVENT") == len(plan.shifts)


def test_every_picture_says_its_finding(coming):
    house = cases.mail_order()
    rush = cc.reasons(house.rush())
    daily = house.calls.assign(day=house.calls["start"].dt.normalize())
    plan = cc.plan_week(coming, LINE)
    made = cc.forecast(house.before("2025-10-27"), ("2025-10-27", "2025-11-03"), events=house.events)
    for chart in (
        cc.forecast_chart(made, house.week("2025-10-27")), cc.profile_chart(house.calls), cc.pareto_chart(rush), cc.coverage_chart(plan),
        cc.share_chart(cc.control_chart(daily, "deferred-when"), "deferred-when"), cc.gantt_chart(plan), cc.gantt_chart(plan, "2026-03-03"),
    ):  # fmt: skip
        spec = chart.to_dict()
        assert spec["title"]["text"]
        assert spec["description"]


def test_the_year_of_the_house_is_one_that_teaches():
    house = cases.mail_order()
    assert house is cases.mail_order()
    assert house.calls.equals(cases.mail_order.__wrapped__().calls)
    daily = house.calls.groupby(house.calls["start"].dt.normalize())["calls"].sum()
    months = house.calls.groupby(house.calls["start"].dt.to_period("M"))["calls"].sum().iloc[1:]
    assert 1.6 < months.max() / months.min() < 3  # slack and peak
    assert not daily.index.isin(pd.to_datetime(["2025-05-01", "2025-07-14"])).any()
    orders = house.calls.loc[house.calls["reason"] == "place-order", "calls"].sum() / house.calls["calls"].sum()
    assert 0.3 < 1 - orders < 0.4
    missed = cc.backtest(house.before(house.untold + pd.Timedelta(4, "D")), weeks=1, events=house.events).frame
    after = missed[missed["start"] >= house.untold]
    assert (after["calls"].sum() / after["forecast"].sum()) > 1.15  # nobody had told the telephone
    freed = cc.without_reason(house.rush(), "deferred-when")
    assert 0 < freed.agents < freed.linear_in_calls
    with pytest.raises(InvalidValue, match="in the history, from 2024-12-01"):
        house.week("2030-01-01")


def test_the_page_names_people_or_says_what_is_in_the_way():
    use("fr")
    starts = [
        day + pd.Timedelta(540 + 15 * slot, "min")
        for day in pd.date_range("2026-01-05", periods=42)
        if day.day_of_week < 6
        for slot in range(16)
    ]
    history = pd.DataFrame({"start": starts, "calls": 12.0})
    team = pd.DataFrame({"agent": [f"P{one}" for one in range(14)], "weekly_hours": 28, "away": ""})
    panel = cc.week_explorer(history, team=team)
    view = panel.set(rules="general", breaks="none")
    shifts = int(view.subject.shifts["agents"].sum())
    assert view.downloads["semaine.ics"]().decode().count("SUMMARY:P") == shifts
    assert f"{shifts} vacations" in view.notice
    alone = cc.week_explorer(history, team=team.head(1)).set(rules="general", breaks="none")
    assert "Pas de planning nominatif" in alone.notice
    assert "ajoutez des personnes" in alone.notice


def test_a_history_of_ones_own_takes_nothing_from_the_example():
    house = cases.mail_order()
    panel = cc.week_explorer(house.calls, events=house.events, team=house.team)
    own = house.calls[house.calls["start"] >= "2025-10-13"].groupby("start")["calls"].sum().reset_index().astype(str)
    example, brought = panel.view, panel.set(file=own)
    assert example.notice != brought.notice
    plain = cc.forecast(own, ("2025-12-01", "2025-12-08"))
    assert brought.subject.frame["calls"].to_numpy() == pytest.approx(plain["calls"].to_numpy())
    kept = panel.view
    panel.set(events="bientôt")
    assert panel.view is kept  # what is no date is said at the field, and the last good answer stays


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_plans_a_week_in_both_languages(language):
    use(language)
    desk = open_page("staffing")
    assert desk.week.view.subject.schedule.proven
    assert {name.rsplit(".", 1)[1] for name in desk.week.view.downloads} == {"xlsx", "ics", "csv"}
