"""What does a queue look like? A quarter-hour, call by call, that one can see.

A short stretch of a simulated queue, once it has settled: who waits in which place of the
line, which agent serves whom, who hangs up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from crm_course.foundations.said import Said

from . import texts
from .simulation import Draw, Simulated, simulate

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Watched", "watch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched(Said):
    """A stretch of a queue; times in seconds from its beginning.

    `bars` has one row per stay: `call`, `what` (``served``, ``waiting``, ``abandoned``),
    `lane` (the agent, from 1; for those who wait, the place in the line), `begin`, `end`,
    `wait`. `people` is the state at each change: `time`, `waiting`, `busy`.
    """

    bars: pd.DataFrame
    people: pd.DataFrame
    agents: int
    seconds: float
    calls: int
    waited: int
    abandoned: int
    longest_wait: float

    def sentence(self) -> str:
        """The finding in words."""
        return texts.WATCHED.say(
            calls=self.calls,
            agents=self.agents,
            waited=self.waited,
            hung_up=texts.hung_up(self.abandoned),
            longest=self.longest_wait,
            minutes=self.seconds / 60,
        )


def watch(
    calls: float,
    handle_seconds: float | Draw,
    agents: int,
    *,
    rng: np.random.Generator | int,
    interval_seconds: float = 900,
    patience_seconds: float | Draw | None = None,
    seconds: float = 900,
) -> Watched:
    """Watch a queue for a while.

    Parameters
    ----------
    calls, handle_seconds, agents, rng, interval_seconds, patience_seconds
        As in :func:`simulate`.
    seconds : float
        How long.

    >>> quarter = watch(50, 180, 11, rng=4)
    >>> quarter.calls, sorted(set(quarter.bars["what"]))
    (47, ['served', 'waiting'])
    """
    warm_up = 6 * interval_seconds
    enough = int(2.5 * calls * (warm_up + seconds) / interval_seconds) + 200
    line = simulate(
        calls, handle_seconds, agents, rng=rng, interval_seconds=interval_seconds, patience_seconds=patience_seconds, number_of_calls=enough
    )
    return _watched(line, warm_up, seconds)


def _watched(line: Simulated, begin: float, seconds: float) -> Watched:
    import pandas as pd

    frame = line.frame().assign(call=np.arange(len(line.calls.arrival)))
    frame["left"] = frame["arrival"] + frame["wait"]
    near = frame[(frame["arrival"] < begin + seconds) & (frame[["left", "end"]].max(axis=1) > begin)]
    served = near.dropna(subset="start")
    served = served.assign(what="served", begin=served["start"], lane=_lanes(served["start"], served["end"]))
    waiting = near[near["wait"] > 0]
    waiting = waiting.assign(
        what=np.where(waiting["start"].isna(), "abandoned", "waiting"), begin=waiting["arrival"], end=waiting["left"],
        lane=_lanes(waiting["arrival"], waiting["left"]),
    )  # fmt: skip
    bars = pd.concat([served, waiting])[["call", "what", "lane", "begin", "end", "wait"]]
    inside = bars[(bars["end"] > begin) & (bars["begin"] < begin + seconds)]
    shown = inside.assign(begin=(inside["begin"] - begin).clip(0, seconds), end=(inside["end"] - begin).clip(0, seconds))
    came = near[near["arrival"] >= begin]
    return Watched(
        bars=shown.reset_index(drop=True), people=_people(shown, seconds), agents=line.agents, seconds=seconds, calls=len(came),
        waited=int((came["wait"] > 0).sum()), abandoned=int(came["start"].isna().sum()), longest_wait=float(came["wait"].max() if len(came) else 0.0),
    )  # fmt: skip


def _lanes(begin: pd.Series[float], end: pd.Series[float]) -> list[int]:
    """The lowest lane that is free at each beginning; beginnings in any order."""
    lanes: list[float] = []
    found = dict.fromkeys(begin.index, 0)
    for at in begin.sort_values(kind="stable").index:
        free = next((lane for lane, until in enumerate(lanes) if until <= begin[at]), len(lanes))
        lanes[free : free + 1] = [end[at]]
        found[at] = free + 1
    return list(found.values())


def _people(bars: pd.DataFrame, seconds: float) -> pd.DataFrame:
    """How many wait and how many are on a call, after each change."""
    import pandas as pd

    times = np.unique(np.concatenate([[0.0, seconds], bars["begin"], bars["end"]]))
    present = (bars["begin"].to_numpy() <= times[:, None]) & (bars["end"].to_numpy() > times[:, None])
    busy = (bars["what"] == "served").to_numpy()
    return pd.DataFrame({"time": times, "waiting": present[:, ~busy].sum(axis=1), "busy": present[:, busy].sum(axis=1)})
