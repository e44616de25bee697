"""Why do the last points of service level cost the most? The curve and its knee.

Each agent more buys a little less than the one before. The curve gives the service level
at every number of agents; its knee is the point that bulges farthest above the straight
line from the first stable staffing to 99 %: beyond it, the curve flattens.

Source for the knee: V. Satopää et al., "Finding a 'kneedle' in a haystack" (2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.said import Said

from . import texts
from .inverse import agents_for_level
from .queue import queue
from .staffing import agents_needed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ServiceCurve", "accepted_abandonment", "cost_of_points", "service_curve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCurve(Said):
    """Service level against agents, for one interval.

    `frame` has one row per number of agents: `agents`, `service_level`, `gain` (points of
    service level, 0–1, that this last agent brought), `mean_wait_seconds`, `occupancy`,
    `abandonment_share`.
    """

    frame: pd.DataFrame
    knee: int
    needed: int
    target: float
    within_seconds: float

    @property
    def at_knee(self) -> float:
        """The service level at the knee."""
        return self.level(self.knee)

    def level(self, agents: int) -> float:
        """The service level that `agents` deliver."""
        return float(self.frame.set_index("agents")["service_level"].loc[agents])

    def gain_after(self, agents: int) -> float:
        """What one agent more than `agents` brings, in share of calls."""
        return self.level(agents + 1) - self.level(agents)

    def sentence(self) -> str:
        """The finding in words."""
        return texts.CURVE_FINDING.say(
            knee=self.knee, level=self.at_knee, seconds=self.within_seconds, gain=100 * self.gain_after(self.knee)
        )


def service_curve(
    calls: float,
    handle_seconds: float,
    *,
    interval_seconds: float = 900,
    service_level: float = 0.8,
    within_seconds: float = 20,
    patience_seconds: float | None = None,
) -> ServiceCurve:
    """The service level for every useful number of agents.

    Parameters are those of :func:`agents_needed`, for one interval with calls.

    >>> curve = service_curve(50, 180)
    >>> curve.needed, curve.knee
    (14, 14)
    """
    import pandas as pd

    timing = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "patience_seconds": patience_seconds}
    checks.positive("calls", calls)
    needed = agents_needed(calls, handle_seconds, service_level=service_level, **timing)
    last = agents_needed(calls, handle_seconds, service_level=max(0.995, service_level), **timing)
    load = calls * handle_seconds / interval_seconds
    first = int(load) + 1 if patience_seconds is None else max(1, int(0.6 * load))
    agents = np.arange(first, last + 2)
    found = queue(calls, handle_seconds, agents, **timing)
    frame = pd.DataFrame(
        {
            "agents": agents, "service_level": found.service_level,
            "gain": np.diff(found.service_level, prepend=np.nan),
            "mean_wait_seconds": found.mean_wait_seconds, "occupancy": found.occupancy, "abandonment_share": found.abandonment_share,
        }
    )  # fmt: skip
    return ServiceCurve(frame=frame, knee=_knee(frame), needed=needed, target=service_level, within_seconds=within_seconds)


def _knee(frame: pd.DataFrame) -> int:
    """The number of agents where the curve is farthest above its chord."""
    level, agents = frame["service_level"].to_numpy(), frame["agents"].to_numpy()
    height = (level - level[0]) / (level[-1] - level[0]) - (agents - agents[0]) / (agents[-1] - agents[0])
    return int(agents[np.argmax(height)])


def cost_of_points(
    calls: float,
    handle_seconds: float,
    *,
    hourly_cost: float,
    levels: Any = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98),
    interval_seconds: float = 900,
    within_seconds: float = 20,
    patience_seconds: float | None = None,
    shrinkage: float = 0.0,
) -> pd.DataFrame:
    """What one point of service level more costs, at each level.

    Parameters
    ----------
    calls, handle_seconds, interval_seconds, within_seconds, patience_seconds
        As in :func:`queue`, for one interval.
    hourly_cost : float
        Euros per paid hour of one agent, charges included.
    levels : sequence of float
        Service levels, between 0 and 1.
    shrinkage : float
        Share of paid time not spent at the phones.

    Returns
    -------
    DataFrame
        `service_level`, `agents` (with decimals), `agents_per_point` (agents that the next
        point takes), `hourly_cost_per_point` (euros per hour of opening).

    >>> points = cost_of_points(50, 180, hourly_cost=24, levels=[0.8, 0.95])
    >>> points["hourly_cost_per_point"].round(2).tolist()
    [2.09, 7.84]
    """
    import pandas as pd

    timing = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "patience_seconds": patience_seconds}
    level = np.asarray(levels, dtype=float)
    agents = agents_for_level(level, calls, handle_seconds, **timing)
    step = np.minimum(0.01, (1 - level) / 2)
    more = (agents_for_level(level + step, calls, handle_seconds, **timing) - agents) * 0.01 / step
    euros = more * checks.positive("hourly_cost", hourly_cost) / (1 - checks.share("shrinkage", shrinkage))
    return pd.DataFrame({"service_level": level, "agents": agents, "agents_per_point": more, "hourly_cost_per_point": euros})


def accepted_abandonment(
    calls: float,
    handle_seconds: float,
    *,
    patience_seconds: Any = (15, 30, 60, 90, 120, 180, 240, 300),
    max_abandonment: float = 0.05,
    service_level: float = 0.8,
    interval_seconds: float = 900,
    within_seconds: float = 20,
) -> pd.DataFrame:
    """How many abandonments a service level alone accepts, by the callers' patience.

    Parameters
    ----------
    patience_seconds : sequence of float
        Mean patience of callers.
    max_abandonment : float
        The cap that is put beside the service level for comparison.
    calls, handle_seconds, service_level, interval_seconds, within_seconds
        As in :func:`agents_needed`.

    Returns
    -------
    DataFrame
        `patience_seconds`, `agents` (that the service level alone needs),
        `abandonment_share` (that they leave), `agents_with_cap`.

    >>> accepted_abandonment(300, 240, patience_seconds=[60])[["agents", "abandonment_share"]].round(3).values.tolist()
    [[74.0, 0.107]]
    """
    import pandas as pd

    patience = np.asarray(patience_seconds, dtype=float)
    timing: dict[str, Any] = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "patience_seconds": patience}
    agents = agents_needed(calls, handle_seconds, service_level=service_level, **timing)
    capped = agents_needed(calls, handle_seconds, service_level=service_level, max_abandonment=max_abandonment, **timing)
    lost = queue(calls, handle_seconds, agents, **timing).abandonment_share
    return pd.DataFrame({"patience_seconds": patience, "agents": agents, "abandonment_share": lost, "agents_with_cap": capped})
