"""The forecast: better than the naive mean, limits that hold, and what it says of a history that cannot be learnt from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from crm_course import contact_center as cc
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName


def test_it_beats_the_mean_of_the_last_eight_and_its_limits_hold(make_history, thorough):
    found = [cc.backtest(calls, weeks=8, events=events) for calls, events in (make_history(seed) for seed in range(8 if thorough else 2))]
    assert all(each.error < each.naive_error for each in found)
    inside, inside95 = (np.mean([getattr(each, name) for each in found]) for name in ("coverage", "coverage95"))
    wide = 0.03 if thorough else 0.05
    assert inside == pytest.approx(0.80, abs=wide)
    assert inside95 == pytest.approx(0.95, abs=wide * 0.8)


def test_a_planned_event_is_foreseen(make_history):
    calls, events = make_history(1)
    day = calls["start"].max().normalize() + pd.Timedelta(3, "D")
    with_drop = cc.forecast(calls, 12 * 52, events=pd.concat([events, pd.DataFrame({"day": [day], "event": ["catalogue"]})]))
    without = cc.forecast(calls, 12 * 52, events=events)
    by_day = [frame.groupby(frame["start"].dt.normalize())["calls"].sum() for frame in (with_drop, without)]
    lift = np.log(by_day[0] / by_day[1])
    after = day + pd.Timedelta(1, "D") if (day + pd.Timedelta(1, "D")).day_of_week != 6 else day + pd.Timedelta(2, "D")
    assert lift[after] == pytest.approx(0.5, abs=0.15)  # what was planted, on the day after
    assert (lift[lift.index < day] == 0).all()


def test_a_holiday_that_closes_the_house_is_zero(make_history):
    calls, events = make_history(1)  # ends on 2025-05-14
    coming = cc.forecast(calls, ("2025-05-26", "2025-06-01"), events=events)
    by_day = coming.groupby(coming["start"].dt.normalize())[["calls", "high95"]].sum()
    assert by_day.loc["2025-05-29"].tolist() == [0, 0]  # Ascension
    assert (by_day.drop(pd.Timestamp("2025-05-29"))["calls"] > 500).all()
    open_anyhow = cc.forecast(calls, ("2025-05-26", "2025-06-01"), events=events, holidays=False)
    assert open_anyhow["calls"].sum() > coming["calls"].sum() * 1.1


def test_so_many_intervals_are_the_next_open_ones(make_history):
    calls, _ = make_history(0)
    coming = cc.forecast(calls, 52)
    assert list(coming.columns) == ["start", "calls", "low", "high", "low95", "high95"]
    assert len(coming) == 52
    assert coming["start"].is_monotonic_increasing
    assert coming["start"].min() > calls["start"].max()
    assert len(set(coming["start"].dt.normalize())) == 1
    assert (coming["low95"] <= coming["low"]).all()
    assert (coming["low"] <= coming["calls"]).all()
    assert (coming["calls"] <= coming["high"]).all()
    assert (coming["high"] <= coming["high95"]).all()


def test_reasons_of_an_interval_are_summed(make_history):
    calls, _ = make_history(0)
    parted = pd.concat([calls.assign(reason=reason, calls=calls["calls"] / 2) for reason in ("a", "b")], ignore_index=True)
    pd.testing.assert_frame_equal(cc.forecast(parted, 52), cc.forecast(calls, 52))


def test_the_level_of_plain_weeks_is_found():
    rng = np.random.default_rng(2)
    starts = pd.date_range("2026-01-05", periods=24 * 7 * 20, freq="h")
    mean = 20 + 10 * np.sin(np.arange(len(starts)) * 2 * np.pi / 24)
    coming = cc.forecast(pd.DataFrame({"start": starts, "calls": rng.poisson(mean)}), 24 * 7, holidays=False)
    assert coming["calls"].to_numpy() == pytest.approx(mean[: 24 * 7], abs=4)
    assert coming["calls"].mean() == pytest.approx(20, rel=0.03)


def test_a_gap_and_two_clock_changes_do_not_move_the_forecast(make_history):
    calls, _ = make_history(0)
    whole = cc.forecast(calls, 5 * 52)
    holes = calls.drop(index=calls.index[-400:-380])
    assert cc.forecast(holes, 5 * 52)["calls"].to_numpy() == pytest.approx(whole["calls"].to_numpy(), rel=0.05)
    zoned = calls.assign(start=calls["start"].dt.tz_localize("Europe/Paris"))
    local = cc.forecast(zoned, 5 * 52)
    assert str(local["start"].dt.tz) == "Europe/Paris"
    assert local["calls"].to_numpy() == pytest.approx(whole["calls"].to_numpy())


def test_the_holidays_of_a_region(make_history):
    pytest.importorskip("holidays")
    calls, _ = make_history(0)
    assert len(cc.forecast(calls, 52, holidays="57")) == 52
    with pytest.raises(UnknownName, match="holidays must be one of"):
        cc.forecast(calls, 52, holidays="Lorraine")


@pytest.mark.parametrize(
    ("spoilt", "message"),
    [
        (lambda calls: calls.assign(calls=-calls["calls"]), "a number of calls of at least 0"),
        (lambda calls: pd.concat([calls, calls.tail(1)]), "start must be there once"),
        (lambda calls: calls.head(3 * 52), "at least fourteen"),
        (lambda calls: calls.assign(start=pd.NaT), "a date with a time"),
        (lambda calls: calls.rename(columns={"calls": "appels"}), "column must be one of appels, start"),
    ],
)
def test_what_cannot_be_learnt_from_is_said(make_history, spoilt, message):
    with pytest.raises((InvalidValue, InvalidData), match=message):
        cc.forecast(spoilt(make_history(0)[0]), 52)


def test_too_many_weeks_to_look_back(make_history):
    with pytest.raises(InvalidValue, match="Try on 63 at most"):
        cc.backtest(make_history(0)[0], weeks=70)
    with pytest.raises(InvalidValue, match="horizon"):
        cc.forecast(make_history(0)[0], ("2026-01-02", "2026-01-01"))
