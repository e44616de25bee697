"""Days and reports as they are kept by hand and by supervisors."""

import datetime as dt

import pandas as pd
import pytest

from crm_course import contact_center as cc
from crm_course.foundations import sheets


@pytest.mark.parametrize(
    "index",
    [[8.0, 8.25, 9.5], ["08:00", "08:15", "09:30"], ["8h", "8h15", "9h30"], ["8:00-8:15", "8:15-8:30", "9:30-9:45"], [dt.time(8), dt.time(8, 15), dt.time(9, 30)],
     pd.PeriodIndex(["2026-03-02 08:00", "2026-03-02 08:15", "2026-03-02 09:30"], freq="15min"), pd.to_timedelta([8, 8.25, 9.5], unit="h")],
)  # fmt: skip
def test_a_series_is_planned_at_the_times_of_its_index(index):
    plan = cc.plan_day(pd.Series([5, 6, 7], index=index), 240)
    assert plan.frame["start_hour"].tolist() == [8, 8.25, 9.5]
    assert plan.interval_seconds == 900
    assert plan.notices, "four quarter-hours are missing, and it is said"


def test_an_index_that_only_counts_on_is_no_time():
    assert cc.plan_day(pd.Series([5, 6], index=[3, 4]), 240).frame["start_hour"].tolist() == [8, 8.25]


def test_a_report_with_day_and_slot_in_two_columns():
    text = "Date;Tranche;Appels reçus;Appels traités;DMT\n02/03/2026;08:00-08:15;10;9;240\n02/03/2026;08:15-08:30;1 200;1 100;250\n"
    found = cc.intervals(sheets.read(text.encode()))
    assert found["calls"].tolist() == [10, 1200]
    assert found["start"].dt.strftime("%H:%M").tolist() == ["08:00", "08:15"]


def test_why_a_call_was_missed_is_no_sign_that_it_was_answered():
    text = "started_at,answered_at,ended_at,duration,missed_call_reason\n2026-03-02 08:05:10,2026-03-02 08:05:20,2026-03-02 08:08:40,210,\n2026-03-02 08:20:00,,2026-03-02 08:20:30,30,no_available_agent\n"
    assert cc.intervals(sheets.read(text.encode()))[["answered", "abandoned"]].to_numpy().tolist() == [[1, 0], [0, 1]]


def test_milliseconds_are_told_by_the_header():
    log = pd.DataFrame({"start": ["2026-03-02 08:05:10", "2026-03-02 08:20:00"], "talk_ms": [200_000, 100_000]})
    assert cc.intervals(log)["handle_seconds"].tolist() == [200, 100]
