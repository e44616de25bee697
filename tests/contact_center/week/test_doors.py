"""The doors of the week: what people bring, in the shapes that they bring it in."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from crm_course import contact_center as cc
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName


@pytest.fixture(scope="module")
def plain():
    """Twelve weeks of a house open six days of seven."""
    rng = np.random.default_rng(5)
    days = [day for day in pd.date_range("2026-01-05", periods=84) if day.day_of_week != 6]
    starts = pd.DatetimeIndex([day + pd.Timedelta(8 * 60 + 15 * slot, "min") for day in days for slot in range(24)])
    return pd.DataFrame({"start": starts, "calls": rng.poisson(20, len(starts)).astype(float)})


@pytest.mark.parametrize(
    "written",
    [
        lambda calls: calls.assign(start=calls["start"].astype(str)),
        lambda calls: calls.assign(start=calls["start"].dt.strftime("%d/%m/%Y %H:%M")),
        lambda calls: calls.assign(calls=calls["calls"].astype(int).astype(str)),
        lambda calls: calls.assign(calls=[f"{figure:.1f}".replace(".", ",") for figure in calls["calls"]]),
        lambda calls: calls.set_index(pd.Index(np.zeros(len(calls), dtype=int))),
        lambda calls: calls.sample(frac=1, random_state=1),
        lambda calls: pd.concat([calls.assign(reason="a", calls=calls["calls"] / 2), calls.assign(reason="b", calls=calls["calls"] / 2)]),
        lambda calls: calls.to_dict("records"),
    ],
)
def test_a_history_may_be_written_in_many_ways(plain, written):
    pd.testing.assert_frame_equal(cc.forecast(written(plain), 48), cc.forecast(plain, 48))


def test_text_of_two_offsets_is_the_clock_of_paris():
    starts = pd.date_range("2025-10-01", "2025-11-20", freq="h", tz="Europe/Paris", inclusive="left")
    calls = pd.DataFrame({"start": starts.astype(str), "calls": 10.0})
    assert str(cc.forecast(calls, 24)["start"].dt.tz) == "Europe/Paris"
    with pytest.raises(InvalidData, match="start .line 2. must be on one clock.*tz_convert"):
        cc.forecast(
            calls.assign(start=[start[:19] + ("+05:00" if place % 2 else "+03:00") for place, start in enumerate(calls["start"])]), 24
        )


@pytest.mark.parametrize(("first", "last", "hours"), [("2026-03-28", "2026-03-31", 71), ("2026-10-24", "2026-10-27", 73)])
def test_a_day_of_the_clock_change_has_its_own_hours(first, last, hours):
    starts = pd.date_range(pd.Timestamp(first) - pd.Timedelta(70, "D"), first, freq="15min", tz="Europe/Paris", inclusive="left")
    coming = cc.forecast(pd.DataFrame({"start": starts, "calls": 8.0 + np.arange(len(starts)) % 3}), (first, last))
    assert len(coming) == 4 * hours
    assert coming["start"].is_unique
    assert coming["start"].is_monotonic_increasing
    assert (coming["start"].diff().dropna() == pd.Timedelta(15, "min")).all()


def test_two_weeks_of_a_house_that_closes_on_sundays_are_enough(plain):
    two = plain[plain["start"] < "2026-01-18"]  # thirteen days from the first to the last
    assert len(cc.forecast(two, 24)) == 24
    with pytest.raises(InvalidValue, match="at least fourteen, got 12"):
        cc.forecast(plain[plain["start"] < "2026-01-17"], 24)


def test_a_house_that_nobody_asked_to_open_is_an_empty_frame(plain):
    assert list(cc.forecast(plain, ("2026-04-05", "2026-04-06"))) == ["start", "calls", "low", "high", "low95", "high95"]
    assert cc.forecast(plain, ("2026-04-05", "2026-04-06")).empty  # a Sunday


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (lambda calls: cc.forecast(calls, ("x", "y")), "horizon must be a date"),
        (lambda calls: cc.forecast(calls, ("2026-04-05",)), "a start followed by an end"),
        (lambda calls: cc.forecast(calls, None), "horizon must be"),
        (lambda calls: cc.forecast(calls, 24, events={"catalogue": ["soon"]}), "events must be a date"),
        (lambda calls: cc.forecast(calls, 24, events=5), "events must be days"),
        (lambda calls: cc.forecast(calls, 24, holidays=5), "holidays must be True, False"),
        (lambda calls: cc.forecast(calls, 24, holidays=["x"]), "holidays must be a date"),
        (lambda calls: cc.forecast(calls.assign(start=range(len(calls))), 24), "a date with a time"),
        (lambda calls: cc.forecast(calls.assign(start=calls["start"].astype(str).where(calls.index != 7, "hier")), 24), "line 9.*hier"),
        (lambda calls: cc.forecast(calls.assign(calls=calls["calls"].astype(object).where(calls.index != 7, "many")), 24), "line 9.*many"),
        (lambda calls: cc.forecast(calls.assign(calls=calls["calls"].where(calls.index != 7, np.inf)), 24), "line 9"),
        (lambda calls: cc.forecast(calls.assign(calls=0), 24), "at least one call"),
        (lambda calls: cc.forecast(calls.iloc[:0], 24), "at least one call"),
        (lambda calls: cc.forecast(list(range(9)), 24), "a table with the columns start, calls"),
        (lambda calls: cc.forecast(pd.concat([calls.assign(reason="a"), calls.head(1).assign(reason="a")]), 24), "there once"),
        (lambda calls: cc.forecast(calls.assign(start=calls["start"] + pd.to_timedelta(np.arange(len(calls)) ** 2 % 13, "min")), 24), "cc.intervals"),
        (lambda calls: cc.schedule([1, 1], None), "an array of 0 and 1"),
        (lambda calls: cc.schedule([1, 1], []), "an array of 0 and 1"),
        (lambda calls: cc.schedule([1, 1], [[1, 1]], breaks=2), "a length, an earliest"),
        (lambda calls: cc.schedule([1, 1], [cc.ShiftType(start=0, length=2, cost=-1)]), "cost must be"),
        (lambda calls: cc.schedule([1, 1], [{"begin": 0, "length": 2}]), "shift must be one of"),
        (lambda calls: cc.check_roster(None, "general"), "a table with the columns agent, day, shift"),
        (lambda calls: cc.roster([], [], rules="general"), "a table with the columns day"),
        (lambda calls: cc.reasons(None), "a table with the columns reason"),
        (lambda calls: cc.reasons({"reason": ["a"], "calls": [1], "handle_seconds": [60]}, line=3), "line must be a line"),
        (lambda calls: cc.skills(pd.DataFrame({"skill": ["a"], "calls": [5], "handle_seconds": [60]}),
                                 pd.DataFrame({"skills": ["a"], "agents": [3]}), rng=None), "rng must be a generator"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(plain, wrong, message):
    with pytest.raises((InvalidValue, InvalidData, UnknownName), match=message):
        wrong(plain)


@pytest.mark.parametrize("shifts", [[{"start": 0, "length": 3}, {"start": 1, "length": 3}],
                                    pd.DataFrame({"start": [0, 1], "length": [3, 3]}),
                                    pd.DataFrame([[1, 1, 1, 0], [0, 1, 1, 1]], index=["early", "late"]),
                                    iter([[1, 1, 1, 0], [0, 1, 1, 1]])])  # fmt: skip
def test_shifts_may_be_rows_or_records(shifts):
    assert cc.schedule(pd.DataFrame({"required": [1, 2, 2, 1]}), shifts).counts.tolist() == [1, 1]


@pytest.mark.parametrize("days", [[0, 1, 2], ["lundi", "mardi", "mercredi"], ["02/03/2026", "03/03/2026", "13/03/2026"],
                                  list(pd.date_range("2026-03-02", periods=3)), ["Mon", "Tue", "Wed"]])  # fmt: skip
def test_days_may_be_numbers_names_or_dates(days):
    required = [{"day": day, "shift": "early", "agents": 1} for day in days]
    team = pd.DataFrame({"agent": ["Ana", "Ben"], "weekly_hours": ["35", "17,5"], "away": [days[0], f"{days[1]};{days[2]}"]})
    plan = cc.roster(required, team.assign(away=[[days[0]], [days[1], days[2]]]), rules="general")
    assert dict(zip(plan.frame["day"], plan.frame["agent"], strict=True)) == {days[0]: "Ben", days[1]: "Ana", days[2]: "Ana"}


def test_breaks_are_read_where_a_roster_tells_them():
    day = pd.DataFrame({"agent": ["Ana"], "day": [0], "shift": ["09:00-18:00"], "breaks": ["13:00-13:45"]})
    found = cc.check_roster(day, "outsourced")
    assert found["rule"].tolist() == ["stretch_hours"]  # lunch counts as a break, and four hours at a stretch are still too many
    assert found["value"].tolist() == [4.25]
    whole = day.assign(breaks="11:30-11:40 13:00-13:45 16:00-16:10")
    assert cc.check_roster(whole, "outsourced").empty
    assert set(cc.check_roster(day.assign(breaks=""), "outsourced")["rule"]) == {"stretch_hours", "break_minutes", "lunch_minutes"}
    assert cc.check_roster(day, "general").empty
    assert "break_minutes" in cc.check_roster(day.drop(columns="breaks"), "general").attrs["not_read"]
    with pytest.raises(InvalidValue, match="breaks must be breaks inside the shift"):
        cc.check_roster(day.assign(breaks="20:00-20:10"), "general")
