"""How are those who call received? Staffing makes the wait, the wait makes people hang up.

The agents on the line are the same in every month; calls follow the season and the hour. In
a month all callers choose the hour alike, so the share who wait differs between months, and
between hours, as Erlang C says for the calls forecast and the agents given.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from ..calendar import calendar, quarter_shares
from ..environment import Queue, late_share, queue, served_share
from ..parameters import World
from .effect import Effect
from .estimators import UNKNOWN, Estimate, difference, share
from .view import View

__all__ = ["arrows", "late_share", "slow_share"]

_SLOW = Text(fr="Réponse après plus de 20 s", en="Answer after more than 20 s")
_LONG = Text(fr="Longue attente", en="Long wait")
_AGAIN = Text(fr="Devoir rappeler", en="Having to call again")
_WITHIN = 20


def arrows(world: World, months: int, customers: int) -> list[Effect]:
    """Staffing, waiting, hanging up, calling again."""
    line = queue(world, calendar(world, months), max(customers, world.firm_customers))
    service = world.service
    slow = late_share(line, _WITHIN, service.patience_seconds)
    profile = quarter_shares(world.line.hours)
    busy, weight = _busy(profile, line), _answered(world, line)
    peak = np.isin(_month_of_year(world, months), world.peak)
    phone = dict(service.channels).get("phone", 0.0) > 0
    made = []
    if busy.any() and (profile * ~busy).any():
        inside, outside = ((slow * weight)[:, part].sum(axis=1) / weight[:, part].sum(axis=1) for part in (busy, ~busy))
        made.append(Effect(
            name="wait.busy", cause=Text(fr="Quarts d’heure tendus", en="Busy quarter-hours"), consequence=_SLOW,
            value=float((inside - outside).mean()), unit="share", estimate=partial(_by_hour, busy=busy),
            where=Text(fr="calls, file sales : part des appels décrochés qui l’ont été après plus de 20 s, quarts d’heure où les appels par agent passent la moyenne, moins les autres ; mois par mois, puis la moyenne des mois",
                       en="calls, queue sales: share of the calls answered that were answered after more than 20 s, quarter-hours with more calls per agent than average, less the others; month by month, then the mean of months"),
        ))  # fmt: skip
    if peak.any() and not peak.all():
        monthly = (slow * weight).sum(axis=1) / weight.sum(axis=1)
        made.append(Effect(
            name="wait.peak", cause=Text(fr="Mois de pointe, mêmes agents", en="Peak month, same agents"), consequence=_SLOW,
            value=float(monthly[peak].mean() - monthly[~peak].mean()), unit="share", estimate=_by_month,
            where=Text(fr="calls, file sales : part des appels décrochés qui l’ont été après plus de 20 s, moyenne des mois de pointe moins celle des autres mois",
                       en="calls, queue sales: share of the calls answered that were answered after more than 20 s, mean of the peak months less that of the others"),
        ))  # fmt: skip
    if phone:
        made += [
            Effect(name="wait.long", cause=_SLOW, consequence=_LONG, value=_long_among_slow(world, line), unit="share", estimate=_long,
                   where=Text(fr=f"tickets qui ont attendu plus de 20 s (wait_seconds) : part de plus de {service.long_wait_seconds} s, trimestre par trimestre, puis la moyenne",
                              en=f"tickets that waited over 20 s (wait_seconds): share over {service.long_wait_seconds} s, quarter by quarter, then the mean")),
            Effect(name="wait.abandoned", cause=Text(fr="Une minute d’attente", en="A minute of waiting"), consequence=Text(fr="Raccroche", en="Hangs up"),
                   value=60 / service.patience_seconds, unit="share", estimate=_hung_up,
                   where=Text(fr="tickets par téléphone : abandons (status), par minute d’attente (wait_seconds)",
                              en="tickets by phone: abandoned (status), for each minute waited (wait_seconds)")),
        ]  # fmt: skip
    made += [
        Effect(name="ticket.repeat", cause=Text(fr="Demande au service client", en="Ticket"), consequence=_AGAIN, value=1 - service.solved_first, unit="share",
               estimate=lambda view: share(view.array("tickets", "contacts")[~view.holds("tickets", "status", "abandoned")] > 1),
               where=Text(fr="tickets non abandonnés : part de plus d’un contact", en="tickets not abandoned: share of more than one contact")),
        Effect(name="close.repeat", cause=_AGAIN, consequence=Text(fr="Jours jusqu’à la clôture", en="Days until closing"), value=4.0, unit="days", estimate=partial(_closing, before=calendar(world, months).desk_before),
               where=Text(fr="tickets clos, ouverts plus de 60 jours avant la fin : jours d’ouverture du service client (ni dimanche ni jour férié) jusqu’à la clôture, plusieurs contacts moins un seul",
                          en="closed tickets, opened over 60 days before the end: days of customer service (no Sunday, no public holiday) until closing, several contacts less one")),
    ]  # fmt: skip
    return made


# -- what Erlang C says -------------------------------------------------------------------


def slow_share(line: Queue, seconds: float) -> NDArray[np.float64]:
    """The share of calls that wait at least so long, by month and quarter-hour of the day."""
    return np.asarray(line.wait_share * np.exp(-seconds / line.wait_seconds))


def _answered(world: World, line: Queue) -> NDArray[np.float64]:
    """What each quarter-hour of a month weighs among the calls answered: fewer are where many hang up; where calls are few it plays no part."""
    lost = (
        line.wait_share * (1 - served_share(line.wait_seconds, world.service.patience_seconds))
        if world.firm_customers
        else np.zeros(line.agents.shape)
    )
    return np.asarray(quarter_shares(world.line.hours) * (1 - lost))


def _busy(profile: NDArray[np.float64], line: Queue) -> NDArray[np.bool_]:
    """Quarter-hours of the day in which a call finds more calls for each agent than on average."""
    per_agent = profile / line.agents[0]
    return np.asarray(per_agent > profile @ per_agent)


def _month_of_year(world: World, months: int) -> NDArray[np.int64]:
    return (np.datetime64(world.start, "M") + np.arange(months, dtype=np.int64)).astype(np.int64) % 12 + 1


def _long_among_slow(world: World, line: Queue) -> float:
    """Of those seen to wait over 20 s, the share seen to wait long; a caller who hangs up is seen to wait as long as he had patience."""
    service, months = world.service, len(line.agents)
    weight = np.asarray(world.season)[_month_of_year(world, months) - 1][:, None] * quarter_shares(world.line.hours)
    over, long = (
        _quarterly((weight * slow_share(line, limit)).sum(axis=1)) * np.exp(-(limit + 1) / service.patience_seconds)
        for limit in (_WITHIN, service.long_wait_seconds)
    )
    return float((long / over).mean())


def _quarterly(monthly: NDArray[Any]) -> NDArray[Any]:
    return np.add.reduceat(monthly, as_counts(np.arange(0, len(monthly), 3)))


# -- what the tables say ------------------------------------------------------------------


def _monthly(view: View, chosen: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Answered calls of the sales queue by month, and those answered late, in the chosen quarter-hours."""
    rows = view.holds("calls", "queue", "sales") & chosen[view.quarter]
    month, months = _months(view, view.array("calls", "interval_start")[rows]), _months(view, view.end)
    answered = view.array("calls", "answered")[rows]
    slow = answered - view.array("calls", "answered_in_20s")[rows]
    return np.bincount(as_counts(month), answered, months), np.bincount(as_counts(month), slow, months)


def _months(view: View, moments: Any) -> Any:
    """Whole months since the first one."""
    return (moments.astype("datetime64[M]") - np.datetime64(view.world.start, "M")).astype(np.int64)


def _mean_share(calls: NDArray[Any], slow: NDArray[Any]) -> Estimate:
    """The mean over periods of the share in each; its error from the share of all together."""
    if not len(calls) or not calls.all():
        return UNKNOWN
    overall = (slow.sum() + 0.5) / (calls.sum() + 1)
    return Estimate(float((slow / calls).mean()), float(np.sqrt(overall * (1 - overall) * (1 / calls).sum()) / len(calls)))


def _less(one: Estimate, other: Estimate) -> Estimate:
    return Estimate(one.value - other.value, float(np.hypot(one.error, other.error)))


def _by_hour(view: View, busy: NDArray[np.bool_]) -> Estimate:
    return _less(_mean_share(*_monthly(view, busy)), _mean_share(*_monthly(view, ~busy)))


def _by_month(view: View) -> Estimate:
    answered, slow = _monthly(view, np.ones(96, bool))
    peak = np.isin(_month_of_year(view.world, len(answered)), view.world.peak)
    return _less(_mean_share(answered[peak], slow[peak]), _mean_share(answered[~peak], slow[~peak]))


def _long(view: View) -> Estimate:
    seconds = view.array("tickets", "wait_seconds")
    slow = seconds > _WITHIN
    month = _months(view, view.array("tickets", "opened_at")[slow])
    counts = (
        np.bincount(as_counts(month), weights, _months(view, view.end))
        for weights in (None, seconds[slow] > view.world.service.long_wait_seconds)
    )
    return _mean_share(*map(_quarterly, counts))


def _hung_up(view: View) -> Estimate:
    """Hanging up is an exponential clock that runs while one waits: events over time at risk."""
    seconds = view.array("tickets", "wait_seconds")
    minutes, gone = seconds[seconds > 0].sum() / 60, int(view.holds("tickets", "status", "abandoned").sum())
    return Estimate(gone / minutes, float(np.sqrt(gone + 0.5) / minutes)) if minutes else UNKNOWN


def _closing(view: View, before: NDArray[np.int64]) -> Estimate:
    """Days of customer service that went by, counted by what comes `before` each day."""
    opened = view.array("tickets", "opened_at")
    kept = view.holds("tickets", "status", "closed") & (opened < view.end - np.timedelta64(60, "D"))
    first, last = (
        before[(view.array("tickets", name)[kept].astype("datetime64[D]") - np.datetime64(view.world.start, "D")).astype(np.int64)]
        for name in ("opened_at", "closed_at")
    )
    return difference((last - first).astype(float), view.array("tickets", "contacts")[kept] > 1)
