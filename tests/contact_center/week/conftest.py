"""Histories with a known law, to forecast from."""

from __future__ import annotations

import functools

import numpy as np
import pandas as pd
import pytest

from crm_course.foundations.holidays import public_holidays

LAGS = (0.1, 0.5, 0.45, 0.3, 0.2, 0.15, 0.1, 0.05, 0.02)
"""What a catalogue adds to the logarithm of a day, on its day and after."""


def made(seed: int, *, days: int = 500, slots: int = 52, drops: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A house open six days of seven, closed on holidays: its calls, and its catalogue drops."""
    rng = np.random.default_rng(seed)
    dates = pd.date_range("2024-01-01", periods=days)
    off = np.array([date.date() in public_holidays(date.year) for date in dates])
    when = np.sort(rng.choice(np.arange(20, days - 10), drops, replace=False))
    pushed = np.zeros(days)
    for drop in when:
        pushed[drop : drop + len(LAGS)] += LAGS[: days - drop]
    level = np.zeros(days)
    for day in range(1, days):
        level[day] = 0.97 * level[day - 1] + rng.normal(0, 0.015)
    week = np.array([1.25, 1.1, 1.0, 0.95, 1.0, 0.6, 0.0])[dates.day_of_week.to_numpy()]
    wave = 0.15 * np.sin(2 * np.pi * dates.day_of_year.to_numpy() / 365.25)
    total = 2500 * week * ~off * np.exp(wave + pushed + level + rng.normal(0, 0.06, days))
    places = np.arange(slots)
    shape = np.exp(-(((places - 14) / 9) ** 2)) + 0.8 * np.exp(-(((places - 38) / 8) ** 2))
    mean = total[:, None] * shape / shape.sum()
    calls = rng.poisson(mean * rng.gamma(40, 1 / 40, mean.shape))
    open_days = np.flatnonzero(dates.day_of_week.to_numpy() != 6)
    starts = [dates[day] + pd.Timedelta(8 * 60 + 15 * place, "min") for day in open_days for place in range(slots)]
    return pd.DataFrame({"start": starts, "calls": calls[open_days].ravel()}), pd.DataFrame({"day": dates[when], "event": "catalogue"})


@pytest.fixture(scope="package")
def make_history():
    """:func:`made`, each history drawn once."""
    return functools.cache(made)
