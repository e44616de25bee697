"""On which day of the year are the costs covered?

The break-even turnover as a date, with the seasons of the trade and the days on which the
shop is closed. Within a month, sales are even over the open days. Fixed costs are those of
the year: break-even is the day on which the sales since 1 January have paid for them all.

>>> shop = Plan(turnover=1_200_000, variable_rates={"all": 0.685}, fixed_costs=180_000)
>>> break_even_date(shop, Season(year=2026)), break_even_date(shop, Season(year=2026, shares=RETAIL))
(datetime.date(2026, 6, 23), datetime.date(2026, 7, 18))
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts

from . import texts
from .amounts import Amount, amount, over
from .plan import Plan

__all__ = ["RETAIL", "Season", "break_even_date", "monthly"]

RETAIL = (0.07, 0.06, 0.07, 0.075, 0.08, 0.08, 0.075, 0.055, 0.08, 0.085, 0.11, 0.16)
"""A retailer's year, January to December, in shares: an assumption of the course."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """How a year's sales spread over its days.

    Parameters
    ----------
    year : int
    shares : sequence of 12 floats, optional
        Share of the year's turnover in each month, adding up to 1. By default sales are
        even over all open days of the year.
    closed_weekdays : sequence of int
        0 for Monday to 6 for Sunday.
    closed_dates : sequence of dates
        Holidays and leave.
    """

    year: int = 2026
    shares: tuple[float, ...] | None = None
    closed_weekdays: tuple[int, ...] = ()
    closed_dates: tuple[dt.date, ...] = ()

    def __post_init__(self) -> None:
        checks.whole("year", self.year, least=1)
        object.__setattr__(self, "closed_weekdays", tuple(self.closed_weekdays))
        object.__setattr__(self, "closed_dates", tuple(self.closed_dates))
        for weekday in self.closed_weekdays:
            checks.choice("closed_weekdays", weekday, range(7))
        if self.shares is not None:
            shares = tuple(float(amount("shares", share)) for share in self.shares)
            if len(shares) != 12 or abs(sum(shares) - 1) > 1e-6:
                raise InvalidValue("shares", texts.SEASON_RULE, f"{len(shares)} × → {sum(shares):g}")
            object.__setattr__(self, "shares", shares)
        self.daily_shares()

    def days(self) -> pd.DatetimeIndex:
        """Every day of the year."""
        return pd.date_range(f"{self.year:04d}-01-01", f"{self.year:04d}-12-31")

    def daily_shares(self) -> NDArray[np.float64]:
        """The share of the year's turnover that each day brings, in order."""
        days = self.days()
        closed = days.day_of_week.isin(self.closed_weekdays) | days.isin(pd.DatetimeIndex(self.closed_dates))
        openings = (~closed).astype(float)
        by_month = np.bincount(as_counts(days.month - 1), openings, minlength=12)
        shares = by_month / by_month.sum() if self.shares is None and by_month.any() else np.asarray(self.shares or np.ones(12), float)
        if np.any((by_month == 0) & (shares > 0)):
            month = int(np.argmax((by_month == 0) & (shares > 0))) + 1
            raise InvalidValue("closed_dates", texts.CLOSED_RULE, month, month=month)
        month_share: NDArray[np.float64] = (shares / np.maximum(by_month, 1))[days.month - 1]
        return openings * month_share


def break_even_date(plan: Plan, season: Season | None = None) -> dt.date | Amount | None:
    """The day on which the year's costs are covered; ``None`` (NaT in arrays) if it does not come this year.

    With stepped costs: the day on which the lowest break-even turnover is reached.
    """
    season = season or Season()
    share = np.asarray(over(plan.break_even_turnover, plan.turnover))
    reached = np.cumsum(season.daily_shares())
    index = np.searchsorted(reached, np.where(np.isnan(share), np.inf, share) - 1e-12)
    days = np.append(season.days().to_numpy().astype("datetime64[D]"), np.datetime64("NaT"))
    found = days[index]
    return found if share.ndim else found.item()


def monthly(plan: Plan, season: Season | None = None) -> pd.DataFrame:
    """The year month by month, in euros.

    Returns
    -------
    DataFrame
        Index ``month`` (1–12); columns ``share``, ``turnover``, ``contribution_margin``,
        ``structure_costs`` (a twelfth each), ``result``, ``cumulative_margin``.
    """
    season = season or Season()
    shares = np.bincount(as_counts(season.days().month - 1), season.daily_shares(), minlength=12)
    frame = pd.DataFrame({"share": shares}, index=pd.RangeIndex(1, 13, name="month"))
    frame["turnover"] = plan.turnover * shares
    frame["contribution_margin"] = plan.contribution_margin * shares
    frame["structure_costs"] = plan.structure_costs / 12
    frame["result"] = frame["contribution_margin"] - frame["structure_costs"]
    frame["cumulative_margin"] = frame["contribution_margin"].cumsum()
    return frame
