"""How long is a wait? Its whole distribution, not only its mean.

The wait counted is the time in the queue of every call, whether it ends with an agent or
with hanging up; the assumptions are those of :mod:`~crm_course.contact_center.queue`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .erlang import blocking
from .impatience import impatient
from .queue import legal, loads
from .rows import Floats, crossing, numbers, plain

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["wait_curve", "wait_quantile"]


def wait_quantile(
    share: Any, calls: Any, handle_seconds: Any, agents: Any, *, interval_seconds: Any = 900, patience_seconds: Any = None
) -> Any:
    """The wait, in seconds, that a given `share` of all calls does not exceed.

    Parameters
    ----------
    share : float or array
        Between 0 and 1: 0.5 for the median, 0.95 for the wait of the unlucky twentieth.
    calls, handle_seconds, agents, interval_seconds, patience_seconds
        As in :func:`queue`.

    Returns
    -------
    float or array
        0 where that many calls are served at once; infinite where the queue never ends.

    >>> round(wait_quantile(0.95, 50, 180, 14), 1)
    56.2
    """
    rows = numbers(
        share=share, calls=calls, handle_seconds=handle_seconds, agents=agents, interval_seconds=interval_seconds,
        patience_seconds=np.inf if patience_seconds is None else patience_seconds,
    )  # fmt: skip
    level, rest = rows[0], rows[1:]
    valid = legal(rest[0], rest[1], rest[2], rest[3], np.zeros_like(level), rest[4]) & (level >= 0) & (level < 1)
    safe = [np.where(valid, row, 0.5) for row in rows]
    load, handle = loads(safe[1], safe[2], safe[4])
    room = np.maximum(safe[3] - load, 0.0) / handle + 1 / safe[5]
    with np.errstate(divide="ignore"):
        latest = np.where(room > 0, -np.log1p(-safe[0]) / np.where(room > 0, room, 1.0), np.inf)
    reach = np.where(np.isinf(latest), 1.0, latest)
    exceeding = 1 - safe[0]
    found = crossing(lambda t: waits_longer(load, safe[3], handle, t, safe[5]) - exceeding, np.zeros_like(reach), reach)
    endless = np.isinf(latest) & (load > 0) & (safe[0] > 0)
    return plain(np.where(valid, np.where(endless, np.inf, found), np.nan))


def wait_curve(
    calls: float,
    handle_seconds: float,
    agents: Any,
    *,
    interval_seconds: float = 900,
    patience_seconds: float | None = None,
    longest_seconds: float = 180,
) -> pd.DataFrame:
    """The share of calls that wait longer than so many seconds, for each number of agents.

    Returns
    -------
    DataFrame
        `agents`, `seconds`, `waits_longer`: 61 points for each of `agents`.

    >>> curve = wait_curve(50, 180, [12, 14])
    >>> float(curve.query("agents == 14 and seconds == 0")["waits_longer"].iloc[0].round(4))
    0.1741
    """
    import pandas as pd

    staff = np.atleast_1d(np.asarray(agents, dtype=float))
    seconds, team = (grid.ravel() for grid in np.meshgrid(np.linspace(0, longest_seconds, 61), staff))
    load, handle, patience = (
        np.full_like(seconds, value)
        for value in (calls * handle_seconds / interval_seconds, handle_seconds, np.inf if patience_seconds is None else patience_seconds)
    )
    return pd.DataFrame(
        {"agents": team.astype(int), "seconds": seconds, "waits_longer": waits_longer(load, team, handle, seconds, patience)}
    )


def waits_longer(load: Floats, agents: Floats, handle: Floats, seconds: Floats, patience: Floats) -> Floats:
    """Share of all calls that wait longer than `seconds`, served or not."""
    endless = np.isinf(patience)
    lost = blocking(load, agents)
    room = np.maximum(agents - load, 0.0)
    with np.errstate(invalid="ignore"):
        share = np.where(room > 0, agents * lost / (room + load * lost), 1.0) * np.exp(-room * seconds / handle)
    if not endless.all():
        pace = handle / np.where(endless, 1.0, np.maximum(patience, 1e-13 * handle))
        share = np.where(endless, share, impatient(np.maximum(load, 1e-290), np.maximum(agents, 1e-9), pace, seconds / handle).waits_longer)
    return np.asarray(share * (load > 0))
