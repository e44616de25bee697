"""Break-even as a date: published days, closed days, leap years, bad seasons."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from crm_course.foundations.errors import InvalidValue
from crm_course.roi import RETAIL, Season, break_even_date, monthly


def test_published_days(shop, omni):
    assert [break_even_date(plan, Season(shares=RETAIL)) for plan in (shop, omni)] == [dt.date(2026, 7, 18), dt.date(2026, 8, 4)]
    assert [break_even_date(plan) for plan in (shop, omni)] == [dt.date(2026, 6, 23), dt.date(2026, 7, 8)]


def test_against_a_loop_over_days(omni):
    season = Season(year=2028, shares=RETAIL, closed_weekdays=(6,), closed_dates=(dt.date(2028, 5, 1), dt.date(2028, 12, 25)))
    days = [dt.date(2028, 1, 1) + dt.timedelta(days=n) for n in range(366)]
    opened = [day for day in days if day.weekday() != 6 and day not in season.closed_dates]
    sold, need = 0.0, omni.break_even_turnover
    for day in opened:
        sold += omni.turnover * RETAIL[day.month - 1] / sum(other.month == day.month for other in opened)
        if sold >= need:
            break
    assert break_even_date(omni, season) == day
    assert season.daily_shares().sum() == pytest.approx(1)
    assert len(season.daily_shares()) == 366
    assert (season.daily_shares() > 0).sum() == len(opened)


def test_even_sales_are_the_same_on_every_open_day():
    even = Season(closed_weekdays=(6,))
    assert np.unique(even.daily_shares().round(12)).size == 2


def test_never_reached(shop, omni):
    assert break_even_date(shop.at(500_000)) is None
    assert break_even_date(replace(shop, variable_rates={"all": 1.2})) is None
    assert break_even_date(shop.at(shop.break_even_turnover)) == dt.date(2026, 12, 31)
    dates = break_even_date(replace(omni, turnover=np.array([1_640_000, 100_000])))
    assert dates[0] == np.datetime64("2026-07-08")
    assert np.isnat(dates[1])


def test_months_add_up(omni):
    year = monthly(omni, Season(shares=RETAIL))
    assert year["turnover"].sum() == pytest.approx(omni.turnover)
    assert year["result"].sum() == pytest.approx(omni.result)
    assert year["cumulative_margin"].iloc[-1] == pytest.approx(omni.contribution_margin)
    assert year["share"].tolist() == pytest.approx(list(RETAIL))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"shares": (0.5, 0.5)}, "12 shares"),
        ({"shares": (0.1,) * 12}, "add up to 1"),
        ({"shares": tuple(100 * share for share in RETAIL)}, "add up to 1"),
        ({"closed_weekdays": (7,)}, "closed_weekdays must be one of"),
        ({"closed_weekdays": tuple(range(7)), "shares": RETAIL}, "at least one open day in month 1"),
        ({"year": 0}, "year must be a whole number"),
    ],
)
def test_bad_seasons(changes, words):
    with pytest.raises(InvalidValue, match=words):
        Season(**changes)
