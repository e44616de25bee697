"""A year of calls at a mail-order house, by quarter-hour and reason: what a supervisor plans a week from.

Seasons, catalogue drops and rush hours are those of the synthetic house (`synthetic.WORLDS["mail-order"]`); the volume of its line, the
weekday, the mix of reasons and what each planned event brings are invented for the course. One event was not announced to the supervisor:
it is in the calls, and not in the plan.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from crm_course.contact_center.queue_profile import Line
from crm_course.contact_center.week.shifts import ShiftType
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.holidays import public_holidays
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text
from crm_course.synthetic.worlds.mail_order import MAIL_ORDER

__all__ = ["MailOrder", "mail_order"]

REASONS: tuple[tuple[str, float, int], ...] = (
    ("place-order", 0.66, 250), ("deferred-when", 0.115, 205), ("parcel-late", 0.055, 300), ("refund-missing", 0.040, 330),
    ("how-to-return", 0.030, 180), ("item-wrong", 0.025, 345), ("order-not-validated", 0.025, 260), ("card-problem", 0.020, 290),
    ("opening-hours", 0.015, 60), ("ask-catalogue", 0.015, 110),
)  # fmt: skip
"""Share of the calls of a plain day, and seconds to handle one, by reason."""
_DAILY, _WEEK = 1_600.0, (1.25, 1.10, 1.00, 0.95, 1.00, 0.70, 0.0)
_OPEN, _CLOSE = 8, 20
_LAGS = (0.15, 0.55, 0.50, 0.32, 0.22, 0.15, 0.10, 0.06, 0.03)
"""What a catalogue adds to the logarithm of the orders' calls, on its day and after."""
_DROPS = ("01-08", "02-06", "03-12", "04-16", "06-12", "08-27", "09-17", "10-15", "11-12")
_UNTOLD = "10-29"
"""A television programme showed a product: nobody had told the telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOrder:
    """The house, its year of calls, its people and its promise.

    Attributes
    ----------
    calls : DataFrame
        ``start, reason, calls, handle_seconds``: a row per open quarter-hour and reason.
    events : DataFrame
        ``day, event``: the catalogue drops that the supervisor knew of, past and coming.
    untold : Timestamp
        The day of the event that nobody had announced.
    line : Line
        The promise and the costs of the line in its mean quarter-hour.
    shifts : tuple of ShiftType
        What may be worked, in quarter-hours from midnight.
    team : DataFrame
        ``agent, weekly_hours, away``: names are invented.
    norms : mapping
        The house's norm of each indicator.
    """

    calls: pd.DataFrame = field(repr=False)
    events: pd.DataFrame = field(repr=False)
    untold: pd.Timestamp
    line: Line
    shifts: tuple[ShiftType, ...] = field(repr=False)
    team: pd.DataFrame = field(repr=False)
    norms: Mapping[str, float] = field(repr=False)
    first: pd.Timestamp
    last: pd.Timestamp

    def week(self, first: Any) -> pd.DataFrame:
        """The calls of the seven days from `first` on."""
        begin = pd.Timestamp(first).normalize()
        found = self.calls[(self.calls["start"] >= begin) & (self.calls["start"] < begin + pd.Timedelta(7, "D"))]
        if found.empty:
            raise InvalidValue("first", _RULE, first, first=self.first.date(), last=self.last.date())
        return found

    def rush(self, *, weeks: int = 4) -> pd.DataFrame:
        """``reason, calls, handle_seconds`` of the mean quarter-hour from 10 to 11 on weekdays of the last weeks."""
        start = self.calls["start"]
        kept = self.calls[(start > self.last - pd.Timedelta(7 * weeks, "D")) & (start.dt.hour == 10) & (start.dt.day_of_week < 5)]
        quarters = kept["start"].nunique()
        sums = kept.assign(work=kept["calls"] * kept["handle_seconds"]).groupby("reason", sort=False)[["calls", "work"]].sum().reset_index()
        return pd.DataFrame({"reason": sums["reason"], "calls": sums["calls"] / quarters, "handle_seconds": sums["work"] / sums["calls"]})

    def before(self, first: Any) -> pd.DataFrame:
        """What was known before a day."""
        return self.calls[self.calls["start"] < pd.Timestamp(first).normalize()]

    def sentence(self) -> str:
        """The house in one sentence, in the language in force."""
        open_days = self.calls["start"].dt.normalize().nunique()
        orders = self.calls.loc[self.calls["reason"] == "place-order", "calls"].sum() / self.calls["calls"].sum()
        return _SAID.say(calls=self.calls["calls"].sum(), days=open_days, share=1 - orders, team=len(self.team), events=len(self.events))

    def _repr_markdown_(self) -> str:
        return self.sentence()


@lru_cache(maxsize=4)
def mail_order(year: int = 2025, *, seed: int = 20) -> MailOrder:
    """The house and its calls from January to Saturday of the week before the one to plan (the last of November).

    >>> house = mail_order()
    >>> sorted(house.calls.columns), house.calls["reason"].nunique()
    (['calls', 'handle_seconds', 'reason', 'start'], 10)
    """
    first = pd.Timestamp(year - 1, 12, 1)
    days = pd.date_range(first, pd.Timestamp(year, 11, 30))
    days = days[: int(np.flatnonzero(days.day_of_week == 6)[-1]) + 1]
    drops = pd.DatetimeIndex([pd.Timestamp(f"{year}-{day}") for day in _DROPS])
    untold = pd.Timestamp(f"{year}-{_UNTOLD}")
    rng = np.random.default_rng(seed)
    total = _totals(days, pd.DatetimeIndex([*drops, untold]), rng)
    coming = pd.DatetimeIndex([days[-1] + pd.Timedelta(3, "D")])
    events = pd.DataFrame({"day": drops.append(coming), "event": "catalogue"})
    calls = _quarters(days, total, rng)
    return MailOrder(
        calls=calls, events=events, untold=untold, shifts=_SHIFTS, team=_team(days[-1], rng), norms=dict(_NORMS), first=days[0], last=days[-1],
        line=Line(calls=float(calls.groupby("start")["calls"].sum().mean()), talk_seconds=215, wrap_up_seconds=30, patience_seconds=150, within_seconds=20),
    )  # fmt: skip


# -- drawn -------------------------------------------------------------------------------

_RULE = Text(fr="dans l’historique, du {first} au {last}", en="in the history, from {first} to {last}")
_SAID = Text(
    fr="{calls:number0} appels en {days:number} jours ouverts ; {share:percent} ne sont pas des commandes. {team:number} conseillers, {events:number} catalogues annoncés.",
    en="{calls:number0} calls in {days:number} open days; {share:percent} are not orders. {team:number} agents, {events:number} catalogues announced.",
)
_SHIFTS = tuple(
    ShiftType(start=start, length=length, name=f"{start // 4:02d}:{start % 4 * 15:02d}-{(start + length) // 4:02d}:{(start + length) % 4 * 15:02d}")
    for length in (20, 28, 32) for start in range(32, 81 - length, 2)
)  # fmt: skip
_NORMS = (
    ("service_level", 0.80),
    ("wait_seconds", 25.0),
    ("keying_hours", 24.0),
    ("deferred_share", 0.06),
    ("sold_out_share", 0.02),
    ("non_order_share", 0.30),
)
_NAMES = (
    "Aline Bastide", "Bruno Castel", "Carole Dumay", "Driss El Mansour", "Élise Fabre", "Farid Guen", "Gaëlle Hardy", "Hugo Imbert", "Inès Jolivet",
    "Jules Kermadec", "Karine Lelong", "Léo Marchal", "Maud Nivelle", "Noé Ollivier", "Odile Prévost", "Paul Quintin", "Rania Sabri", "Samuel Tessier",
    "Tess Urbain", "Ulysse Vidal", "Vera Wagner", "William Yvon", "Yasmine Zaoui", "Zoé Aubry", "Anton Brière", "Bérénice Colin", "Céline Daval",
    "Denis Esnault", "Esther Forest", "Florian Gaudin", "Gisèle Hamon", "Hakim Idir", "Irène Joubert", "Joseph Koch",
)  # fmt: skip


def _totals(days: pd.DatetimeIndex, drops: pd.DatetimeIndex, rng: np.random.Generator) -> Any:
    """Mean calls of each day for orders and for the rest (days × 2): what a catalogue sells asks when it comes a week later."""
    off = np.array([day.date() in public_holidays(day.year) for day in days])
    season = np.array(MAIL_ORDER.season)[days.month.to_numpy() - 1]
    wave = np.convolve(np.pad(season, 15, mode="edge"), np.ones(31) / 31, mode="valid")
    level = np.zeros(len(days))
    for day in range(1, len(days)):
        level[day] = 0.95 * level[day - 1] + rng.normal(0, 0.015)
    pushed = np.zeros(len(days) + 20)
    for drop in (days.get_indexer(drops)[days.get_indexer(drops) >= 0]).tolist():
        pushed[drop : drop + len(_LAGS)] += _LAGS
    base = _DAILY * np.array(_WEEK)[days.day_of_week.to_numpy()] * ~off * wave * np.exp(level + rng.normal(0, 0.05, len(days)))
    later = np.concatenate([np.zeros(6), pushed])[: len(days)]
    return np.column_stack([base * np.exp(pushed[: len(days)]), base * np.exp(0.8 * later + 0.2 * pushed[: len(days)])])


def _quarters(days: pd.DatetimeIndex, total: Any, rng: np.random.Generator) -> pd.DataFrame:
    hours = np.arange(_OPEN * 4, _CLOSE * 4) / 4
    shape = 0.6 + np.exp(-(((hours - 10.3) / 1.6) ** 2)) + np.exp(-(((hours - 17.2) / 1.6) ** 2))
    shape = shape / shape.sum()
    shares, seconds = np.array([share for _, share, _ in REASONS]), np.array([one for *_, one in REASONS])
    works = np.flatnonzero(total[:, 0] > 0)
    mean = shape[None, :, None] * np.where(np.arange(len(REASONS)) == 0, total[works, :1], total[works, 1:])[:, None, :] * shares
    calls = rng.poisson(mean * rng.gamma(60, 1 / 60, mean.shape[:2])[:, :, None])
    starts = days[works].to_numpy()[:, None] + (hours * 60).astype(np.int64).astype("timedelta64[m]")
    size = len(REASONS)
    handle = np.where(calls > 0, rng.gamma(4 * np.maximum(calls, 1), seconds / (4 * np.maximum(calls, 1))), seconds)
    return pd.DataFrame({"start": np.repeat(starts.ravel(), as_counts(size)), "reason": np.tile([name for name, *_ in REASONS], starts.size),
                         "calls": calls.ravel().astype(np.int64), "handle_seconds": np.rint(handle).ravel()})  # fmt: skip


def _team(last: pd.Timestamp, rng: np.random.Generator) -> pd.DataFrame:
    """Three in four full time; some are on leave in the week to plan."""
    week = [str((last + pd.Timedelta(day, "D")).date()) for day in range(1, 8)]
    first, family = ([name.split(" ", 1)[part] for name in _NAMES] for part in (0, 1))
    names = [*_NAMES, *(f"{one} {other}" for one, other in zip(first, family[7:] + family[:7], strict=True))]
    hours = np.where(np.arange(len(names)) % 4 == 3, 28.0, 35.0)
    away = [" ".join(week) if draw < 0.05 else week[int(draw * 100) % 6] if draw < 0.25 else "" for draw in rng.random(len(names))]
    return pd.DataFrame({"agent": names, "weekly_hours": hours, "away": away})
