"""What fits into what the calls leave free? Mail, chat, call-backs, outgoing calls.

Agents on the roster are more than the calls need, by whole shifts and by chance. Work with a
deadline fills those gaps, the earliest deadline first; chat has its own queue, for one person
holds several; a caller who accepts to be called back leaves the queue and becomes such work.

Source: earliest deadline first (Jackson 1955) on hours, as a fluid; a birth-and-death chain
for chat, whose rate in a state is that of chats spread evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from ..queue import queue
from . import texts
from .given import frame_of, numbers_of

__all__ = ["CallBacks", "Fitted", "call_back", "chat_agents", "chat_level", "fit_work", "outgoing_contacts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Other work in what is free.

    Attributes
    ----------
    frame : DataFrame
        ``kind, hours, in_time, late, left``: hours done before the deadline, after it, and not at all.
    used : array
        Agents at other work, per interval.
    spare : float
        Agent-hours that nothing fills.
    """

    frame: pd.DataFrame
    used: NDArray[np.float64] = field(repr=False)
    spare: float

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        hours = self.frame["hours"].sum()
        return texts.FITTED.say(hours=hours, share=self.frame["in_time"].sum() / hours if hours else 1.0, spare=self.spare)

    def _repr_markdown_(self) -> str:
        return self.sentence()


def fit_work(free: Any, work: Any, *, minutes: float = 15) -> Fitted:
    """Fill free agents with other work: what can still be in time, the earliest deadline first; then what is late.

    Parameters
    ----------
    free : array
        Agents whom the calls do not need, per interval; below 0 is none.
    work : DataFrame
        ``kind, arrives, hours, due``: intervals by number, agent-hours; work that arrives in
        an interval can be done in it, and `due` is the last interval in which it is in time.
    minutes : float
        Length of an interval.

    >>> done = fit_work([2, 0, 2], [{"kind": "mail", "arrives": 0, "hours": 0.75, "due": 1}])
    >>> done.frame[["in_time", "late", "left"]].to_numpy().tolist(), done.spare
    ([[0.5, 0.25, 0.0]], 0.25)
    """
    table = frame_of(work, ("kind", "arrives", "hours", "due"), "work").reset_index(drop=True)
    hours = numbers_of(table, "hours", texts.RULE_WORK, empty=False)
    arrives, due = (numbers_of(table, name, texts.RULE_WORK, empty=False) for name in ("arrives", "due"))
    room = np.maximum(np.asarray(free, dtype=float), 0.0) * checks.positive("minutes", minutes) / 60
    if room.ndim != 1 or not np.isfinite(room).all():
        raise InvalidValue("free", texts.RULE_AGENTS, free)
    left, in_time, late, order = hours.copy(), np.zeros(len(hours)), np.zeros(len(hours)), np.lexsort((arrives, due))
    used = np.zeros(len(room))
    for now, available in enumerate(room):
        for one in sorted(order, key=lambda one: due[one] < now):  # what is late already waits for what can still be in time
            if arrives[one] > now or left[one] <= 0 or used[now] >= available:
                continue
            done = min(left[one], available - used[now])
            left[one] -= done
            used[now] += done
            (in_time if now <= due[one] else late)[one] += done
    frame = (
        table.assign(in_time=in_time, late=late, left=left)
        .groupby("kind", sort=False)[["hours", "in_time", "late", "left"]]
        .sum()
        .reset_index()
    )
    return Fitted(frame=frame, used=used * 60 / minutes, spare=float((room - used).sum()))


def chat_level(
    chats: float, handle_seconds: Sequence[float], agents: int, *, interval_seconds: float = 900, within_seconds: float = 60
) -> float:
    """Share of chats answered within the threshold.

    Parameters
    ----------
    chats : float
        Per interval.
    handle_seconds : sequence
        Seconds to handle one chat while its agent holds 1, 2, … of them: as many as an agent may hold.
    agents : int
    interval_seconds, within_seconds : float

    With one chat at a time this is Erlang C:

    >>> from crm_course.contact_center.queue import queue
    >>> round(chat_level(50, [180], 14, within_seconds=20), 6) == round(float(queue(50, 180, 14).service_level), 6)
    True
    """
    team = checks.whole("agents", agents, least=1)
    arrival = checks.non_negative("chats", chats) / checks.positive("interval_seconds", interval_seconds)
    rates = _rates(np.array([checks.positive("handle_seconds", seconds) for seconds in handle_seconds]), team)
    if arrival == 0:
        return 1.0
    if arrival >= rates[-1]:
        return 0.0
    weights = np.concatenate([[0.0], np.cumsum(np.log(arrival) - np.log(rates))])
    weights = np.exp(weights - weights.max())
    waiting = weights[-1] / (1 - arrival / rates[-1])
    share = waiting / (weights[:-1].sum() + waiting)
    return float(1 - share * np.exp(-(rates[-1] - arrival) * checks.non_negative("within_seconds", within_seconds)))


def chat_agents(
    chats: float, handle_seconds: Sequence[float], *, service_level: float = 0.8, interval_seconds: float = 900, within_seconds: float = 60
) -> int:
    """The fewest agents whose chats are answered in time.

    >>> chat_agents(50, [300, 400, 540]), chat_agents(50, [300])  # three at a time, each slower; one at a time
    (12, 20)
    """
    target = checks.share("service_level", service_level)
    if target == 1:
        raise InvalidValue("service_level", texts.RULE_BELOW_ONE, service_level)
    team = 1
    while chat_level(chats, handle_seconds, team, interval_seconds=interval_seconds, within_seconds=within_seconds) < target:
        team += 1
    return team


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBacks:
    """Callers who are called back: `calls_back` per interval, the `hours` that this takes, and the level and wait of those who stay."""

    calls_back: float
    hours: float
    service_level: float
    mean_wait_seconds: float


def call_back(calls: float, handle_seconds: float, agents: int, *, accepted: float, **line: Any) -> CallBacks:
    """Offer to call back those who would have to wait; a share of them accepts and leaves the queue.

    Parameters
    ----------
    calls, handle_seconds, agents
        As for :func:`queue`.
    accepted : float
        Share of those who would wait that accepts, 0–1.
    **line
        As for :func:`queue`: ``within_seconds, patience_seconds …``

    Those who stay are so many that the share who wait, of which `accepted` has left, agrees with their queue.

    >>> back = call_back(50, 180, 11, accepted=0.5)
    >>> 0 < back.calls_back < 25 and back.service_level > queue(50, 180, 11).service_level
    True
    """
    part = checks.share("accepted", accepted)
    low, high = 0.0, checks.non_negative("calls", calls)
    for _ in range(60):
        middle = (low + high) / 2
        leaves = calls * part * float(queue(middle, handle_seconds, agents, **line).wait_share)
        low, high = (middle, high) if middle < calls - leaves else (low, middle)
    stay = queue(high, handle_seconds, agents, **line)
    return CallBacks(calls_back=calls - high, hours=(calls - high) * handle_seconds / 3600, service_level=float(stay.service_level),
                     mean_wait_seconds=float(stay.mean_wait_seconds))  # fmt: skip


def outgoing_contacts(hours: float, *, reached: float, talk_seconds: float, attempt_seconds: float = 45) -> float:
    """People reached in `hours` of outgoing calls: every attempt takes time, a reached one talks too.

    >>> round(outgoing_contacts(10, reached=0.3, talk_seconds=180))
    109
    """
    share = checks.share("reached", reached)
    seconds = checks.positive("attempt_seconds", attempt_seconds) + share * checks.positive("talk_seconds", talk_seconds)
    return checks.non_negative("hours", hours) * 3600 / seconds * share


# -- private ------------------------------------------------------------------------------


def _rates(handle: NDArray[np.float64], team: int) -> NDArray[np.float64]:
    """Chats ended per second while 1, 2, … are open, spread evenly over the team."""
    per_agent = np.concatenate([[0.0], np.arange(1, len(handle) + 1) / handle])
    if (np.diff(per_agent) <= 0).any():
        raise InvalidValue("handle_seconds", texts.RULE_CHATS, [float(seconds) for seconds in handle])
    chats = np.arange(1, team * len(handle) + 1)
    held, over = np.divmod(chats, team)
    return np.asarray((team - over) * per_agent[held] + over * per_agent[np.minimum(held + 1, len(handle))])
