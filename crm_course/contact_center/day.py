"""How does the day go? A plan per quarter-hour, and what becomes of it.

The plan takes each quarter-hour by itself, as if it had lasted for ever; `as_it_goes`
follows the real queue through the day with the exact Markov chain, and `simulated` with
calls drawn one by one, so that the plan's error is seen and not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .paid_time import rostered
from .queue import queue
from .servers import Shift, serve
from .staffing import agents_needed
from .transient import follow

if TYPE_CHECKING:
    from .rows import Floats

__all__ = ["DayPlan", "mail_order_day", "plan_day"]

_SENSE = Text(fr="un nombre d’appels, avec une durée de traitement", en="a number of calls, with a handle time")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan(Said):
    """A day by quarter-hours (or other intervals), its agents and what they deliver.

    `frame` has one row per interval: `start_hour`, `calls`, `handle_seconds`, `load`,
    `required` (agents that the promise needs), `agents` (those planned), `rostered`
    (people on the roster for them), `service_level`, `wait_share`, `mean_wait_seconds`,
    `abandonment_share`, `occupancy`. Intervals that make no sense are NaN.
    """

    frame: pd.DataFrame
    interval_seconds: float
    within_seconds: float
    patience_seconds: float | None
    target: float | None
    shrinkage: float

    @property
    def service_level(self) -> float:
        """Share of the day's calls served within the threshold, as planned."""
        return self._over_calls("service_level")

    @property
    def abandonment_share(self) -> float:
        """Share of the day's calls abandoned, as planned."""
        return self._over_calls("abandonment_share")

    @property
    def agent_hours(self) -> float:
        """Hours at the phones."""
        return float(self.frame["agents"].sum() * self.interval_seconds / 3600)

    @property
    def paid_hours(self) -> float:
        """Hours to pay, shrinkage included."""
        return self.agent_hours / (1 - self.shrinkage)

    @property
    def peak(self) -> int:
        """The most agents at the phones at once."""
        return int(self.frame["agents"].max())

    def with_agents(self, agents: Any) -> DayPlan:
        """The same day with other agents: one number for all intervals, or one for each."""
        frame = self.frame.assign(agents=np.broadcast_to(np.asarray(agents), len(self.frame)))
        return replace(self, frame=_delivering(frame, self._timing(), self.shrinkage))

    def as_it_goes(self) -> pd.DataFrame:
        """Plan beside reality: the exact queue followed through the day from an empty start.

        Returns
        -------
        DataFrame
            `start_hour`, `calls`, `agents`, and for the plan and as it goes:
            `planned_wait_share`, `wait_share`, `planned_service_level`, `service_level`,
            `abandonment_share`, `mean_queue`, `left_at_end` (people in the system).
        """
        frame = self._complete()
        hanging_up = 1 / self.patience_seconds if self.patience_seconds else 0.0
        moments = follow(
            frame["calls"].to_numpy(float) / self.interval_seconds, 1 / frame["handle_seconds"].to_numpy(float), frame["agents"].to_numpy(),
            hanging_up, seconds=self.interval_seconds, within=self.within_seconds,
        )  # fmt: skip
        planned = frame[["wait_share", "service_level"]].add_prefix("planned_")
        real = pd.DataFrame(moments, index=frame.index)[["wait_share", "service_level", "abandonment_share", "mean_queue", "left_at_end"]]
        return pd.concat([frame[["start_hour", "calls", "agents"]], planned, real], axis=1)

    def simulated(self, *, rng: np.random.Generator | int, days: int = 200) -> pd.DataFrame:
        """The day played many times: per interval, what the calls of that interval met.

        Parameters
        ----------
        rng : Generator or int
        days : int
            Days played; standard errors are between days.

        Returns
        -------
        DataFrame
            `start_hour`, `calls`, `service_level`, `service_level_se`, `abandonment_share`,
            `mean_wait_seconds`; NaN where no call came.
        """
        source = np.random.default_rng(rng)
        played = [self._played(source) for _ in range(checks.whole("days", days, least=2))]
        counts, served, lost, waits = (np.array([day[part] for day in played]) for part in range(4))
        total = counts.sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            level = served.sum(axis=0) / total
            spread = np.sqrt(((served - level * counts) ** 2).sum(axis=0)) / total
            found = {"service_level": level, "service_level_se": spread, "abandonment_share": lost.sum(axis=0) / total}
            return self.frame[["start_hour", "calls"]].assign(**found, mean_wait_seconds=waits.sum(axis=0) / total)

    def sentence(self) -> str:
        """The finding in words."""
        return texts.DAY_FINDING.say(
            calls=self.frame["calls"].sum(), level=self.service_level, seconds=self.within_seconds, peak=self.peak,
            hours=self.agent_hours, paid=self.paid_hours,
        )  # fmt: skip

    def _over_calls(self, measure: str) -> float:
        calls, values = self.frame["calls"].to_numpy(float), self.frame[measure].to_numpy(float)
        known = np.isfinite(calls) & np.isfinite(values) & (calls > 0)
        return float(np.average(values[known], weights=calls[known])) if known.any() else float("nan")

    def _complete(self) -> pd.DataFrame:
        """The frame, if every interval makes sense; a handle time where there is no call."""
        wrong = self.frame.index[self.frame["agents"].isna()]
        if len(wrong):
            raise InvalidData("calls", _SENSE, self.frame.loc[wrong[0], "calls"], line=int(wrong[0]) + 2)
        return self.frame.assign(handle_seconds=self.frame["handle_seconds"].where(self.frame["calls"] > 0, 1.0))

    def _timing(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("interval_seconds", "within_seconds", "patience_seconds")}

    def _played(self, source: np.random.Generator) -> tuple[Floats, Floats, Floats, Floats]:
        """One day: calls, served in time, abandoned and seconds waited, by interval of arrival."""
        frame, size = self._complete(), len(self.frame)
        number = source.poisson(frame["calls"].to_numpy(float))
        place = np.repeat(np.arange(size), as_counts(number))
        arrival = np.sort(place + source.random(place.size)) * self.interval_seconds
        handle = source.exponential(frame["handle_seconds"].to_numpy(float)[place])
        patience = np.full(place.size, np.inf) if self.patience_seconds is None else source.exponential(self.patience_seconds, place.size)
        shifts = [Shift(at * self.interval_seconds, int(agents)) for at, agents in enumerate(frame["agents"])]
        calls = serve(arrival, handle, patience, [*shifts, Shift(size * self.interval_seconds, shifts[-1].agents)])
        lost = np.isnan(calls.start)
        in_time = ~lost & (calls.wait <= self.within_seconds)
        waited = np.where(np.isfinite(calls.wait), calls.wait, size * self.interval_seconds - calls.arrival)
        sums = (np.bincount(as_counts(place), weights=weights, minlength=size) for weights in (in_time * 1.0, lost * 1.0, waited))
        return (number.astype(float), *sums)  # type: ignore[return-value]


def plan_day(
    calls: Any,
    handle_seconds: Any,
    *,
    start_hour: float = 8.0,
    interval_seconds: float = 900,
    within_seconds: float = 20,
    patience_seconds: float | None = None,
    shrinkage: float = 0.0,
    service_level: float | None = 0.8,
    **promise: Any,
) -> DayPlan:
    """Plan a day interval by interval: the fewest agents that keep the promise in each.

    Parameters
    ----------
    calls : array
        Calls forecast in each interval, in order.
    handle_seconds : float or array
        Mean handle time, of the day or of each interval.
    start_hour : float
        When the first interval begins: 8.5 is half past eight.
    interval_seconds, within_seconds, patience_seconds
        As in :func:`queue`.
    shrinkage : float
        Share of paid time not spent at the phones.
    service_level, **promise
        As in :func:`agents_needed`.

    >>> plan = plan_day([20, 50, 100], 180)
    >>> plan.frame["agents"].tolist(), plan.agent_hours
    ([7, 14, 24], 11.25)
    """
    counts = np.atleast_1d(np.asarray(calls, dtype=float))
    handles = np.broadcast_to(np.asarray(handle_seconds, dtype=float), counts.shape)
    timing = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "patience_seconds": patience_seconds}
    required = agents_needed(counts, handles, service_level=service_level, **timing, **promise)
    hours = start_hour + np.arange(counts.size) * interval_seconds / 3600
    frame = pd.DataFrame({"start_hour": hours, "calls": counts, "handle_seconds": handles, "required": required, "agents": required})
    return DayPlan(frame=_delivering(frame, timing, shrinkage), target=service_level, shrinkage=float(shrinkage), **timing)  # type: ignore[arg-type]


def mail_order_day(volume: float = 1.0) -> pd.DataFrame:
    """A day at the order line of a mail-order house, 8:00 to 20:00: `start_hour`, `calls`, `handle_seconds`.

    Invented for the course: two rushes, and a peak of twice the slack hours, the swing that
    mail-order houses report. `volume` multiplies the calls: 2 for the day a catalogue drops.

    >>> float(mail_order_day()["calls"].sum())
    2800.0
    """
    hourly = [120, 220, 290, 300, 230, 180, 210, 250, 270, 290, 260, 180]
    shape = np.interp(np.arange(48) / 4 + 0.125, np.arange(12) + 0.5, np.array(hourly) / 4)
    calls = np.rint(shape * sum(hourly) / shape.sum())
    calls[calls.argmax()] += sum(hourly) - calls.sum()
    return pd.DataFrame({"start_hour": 8 + np.arange(48) / 4, "calls": np.rint(calls * volume), "handle_seconds": 240.0})


def _delivering(frame: pd.DataFrame, timing: dict[str, Any], shrinkage: Any) -> pd.DataFrame:
    """The frame with what its agents deliver."""
    found = queue(frame["calls"].to_numpy(float), frame["handle_seconds"].to_numpy(float), frame["agents"].to_numpy(float), **timing)
    names = ("load", "service_level", "wait_share", "mean_wait_seconds", "abandonment_share", "occupancy")
    return frame.assign(rostered=rostered(frame["agents"].to_numpy(float), shrinkage), **{name: getattr(found, name) for name in names})
