"""Who comes, when, and with how many projects?

Seasons and events multiply the flow of newcomers and of projects; the channel that brought a
customer says something of his segment, and the segment how often he has a project.

A surge is measured against as many days before it as after, so that a company that grows or
shrinks steadily does not disturb the ratio.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS

from ..calendar import Calendar, calendar
from ..commerce import LONGEST, SHORTEST, fair_days, hours_of, open_days, spread_of
from ..parameters import Acquisition, Event, World
from ..people import arrival_days
from .effect import Effect
from .estimators import UNKNOWN, Estimate, ratio, ratio_of_means
from .view import WHOLE_FROM, View

__all__ = ["arrows", "order_days"]

_NEWCOMERS = Text(fr="Nouveaux clients", en="New customers")
_ORDERS = Text(fr="Commandes par jour", en="Orders a day")
_VISITS = Text(fr="Visites du site", en="Visits of the site")
_SEASON = Text(fr="Saison", en="Season")
_PROJECTS = Text(fr="Projets d’achat", en="Purchase projects")
_DECIDING = (SHORTEST + LONGEST) // 2
"""Days from the beginning of a project to its order, on average."""
_EARLY = 60
"""Days after their arrival during which customers are compared: hardly anybody has left by then."""


def arrows(world: World, months: int) -> list[Effect]:
    """Season, events, acquisition."""
    return [*_season(world, months), *(arrow for event in world.events for arrow in _event(world, months, event)), *_acquisition(world)]


# -- seasons and events -------------------------------------------------------------------

Days = NDArray[np.bool_]


def _season(world: World, months: int) -> list[Effect]:
    cal = calendar(world, months)
    days = cal.days
    peak = np.isin(cal.month_of_year[:days], world.peak)
    if not peak.any() or peak.all():
        return []
    inside, outside = _framed(_runs(peak), 30, days, WHOLE_FROM)
    made = [Effect(
        name="season.newcomers", cause=_SEASON, consequence=_NEWCOMERS, value=_log_ratio(_newcomers(world, cal), peak, ~peak), unit="log ratio",
        estimate=partial(_surge, moments=_created, inside=peak, outside=~peak),
        where=Text(fr="customers.created_on : nouveaux clients par jour, mois de pointe contre autres mois (rapport, en logarithme)",
                   en="customers.created_on: new customers a day, peak months over other months (ratio, in logarithm)"),
    )]  # fmt: skip
    if inside.any():
        seen = np.roll(inside, -_DECIDING), np.roll(outside, -_DECIDING)
        visits = np.diff(cal.visits)[:days]
        made.append(Effect(
            name="season.orders", cause=_SEASON, consequence=_ORDERS, unit="log ratio",
            value=_log_ratio(order_days(world, months), inside, outside) - _log_ratio(visits, *seen),
            estimate=partial(_per_visit, bought=(inside, outside), seen=seen),
            where=Text(fr=f"orders dont le projet a rencontré un canal : commandes, mois de pointe contre les trente jours d’avant et d’après ; pour autant de sessions sans projet, {_DECIDING} jours "
                          "plus tôt, car les clients présents visitent le site en toute saison (logarithme du rapport)",
                       en=f"orders whose project met a channel: orders, peak months over the thirty days before and after; for as many sessions without a project, {_DECIDING} days "
                          "earlier, since customers who are there visit the site in all seasons (log ratio)"),
        ))  # fmt: skip
    return made


def _event(world: World, months: int, event: Event) -> list[Effect]:
    cal = calendar(world, months)
    days, name = cal.days, f"{event.month:02d}-{event.day:02d}"
    spans = _yearly(cal, event)
    inside, outside = _framed(spans, 21, days)
    bought = _framed([(first + SHORTEST, last + LONGEST) for first, last in spans], 14, days, WHOLE_FROM)
    made = []
    if inside.any():
        made.append(Effect(
            name=f"event.{name}", cause=event.name, consequence=_VISITS, unit="log ratio", gated=event.factor >= 1.8,
            value=_log_ratio(np.diff(cal.visits)[:days], inside, outside),
            estimate=partial(_surge, moments=_browsed, inside=inside, outside=outside),
            where=Text(fr="interactions, sessions sans projet d’achat : par jour d’événement contre les trois semaines d’avant et d’après (logarithme du rapport)",
                       en="interactions, sessions without a purchase project: a day of the event over the three weeks before and after (log ratio)"),
        ))  # fmt: skip
        made.append(Effect(
            name=f"event.newcomers.{name}", cause=event.name, consequence=_NEWCOMERS, unit="log ratio",
            value=_log_ratio(_newcomers(world, cal), inside, outside),
            estimate=partial(_surge, moments=_created, inside=inside, outside=outside),
            where=Text(fr="customers.created_on : par jour d’événement contre les trois semaines d’avant et d’après, saison comprise (logarithme du rapport)",
                       en="customers.created_on: a day of the event over the three weeks before and after, season included (log ratio)"),
        ))  # fmt: skip
    if bought[0].any():
        made.append(Effect(
            name=f"event.orders.{name}", cause=event.name, consequence=_ORDERS, value=_log_ratio(order_days(world, months), *bought), unit="log ratio",
            estimate=partial(_surge, moments=_ordered, inside=bought[0], outside=bought[1]),
            where=Text(fr=f"orders dont le projet a rencontré un canal : par jour, de {SHORTEST} à {LONGEST} jours après l’événement contre les deux semaines d’avant et d’après, saison comprise (logarithme du rapport)",
                       en=f"orders whose project met a channel: a day, from {SHORTEST} to {LONGEST} days after the event over the two weeks before and after, season included (log ratio)"),
        ))  # fmt: skip
    return made


def _log_ratio(weight: NDArray[np.float64], inside: Days, outside: Days) -> float:
    return float(np.log(weight[inside].mean() / weight[outside].mean()))


def _runs(peak: Days) -> list[tuple[int, int]]:
    """First day and day after the last of each run of peak days."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], peak, [False]]).astype(np.int64)))
    return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]


def _yearly(cal: Calendar, event: Event) -> list[tuple[int, int]]:
    start = cal.start
    last_year = int(str(start + cal.days)[:4])
    first = [
        int((np.datetime64(f"{year}-{event.month:02d}-{event.day:02d}") - start).astype(np.int64))
        for year in range(int(str(start)[:4]), last_year + 1)
    ]
    return [(day, day + event.days) for day in first]


def _framed(spans: list[tuple[int, int]], reach: int, days: int, least: int = 0) -> tuple[Days, Days]:
    """The days of the spans, and `reach` days on each side; a span too near the first day (`least`) or the last is left out."""
    inside, outside = np.zeros(days, bool), np.zeros(days, bool)
    for first, last in spans:
        if first - reach >= least and last + reach <= days:
            inside[first:last] = True
            outside[first - reach : first] = outside[last : last + reach] = True
    return inside, outside & ~inside


@lru_cache(maxsize=16)
def order_days(world: World, months: int) -> NDArray[np.float64]:
    """Orders that a customer with one project a year would place on each day after meeting a channel, but for a factor."""
    cal, channels = calendar(world, months), _order_channels(world)
    starts = np.diff(cal.cumulated)
    decided = np.zeros(len(starts))
    for wait in range(SHORTEST, LONGEST + 1):
        day = np.arange(len(starts) - wait, dtype=np.int64)
        bought = np.where(fair_days(cal, day, wait)[1] > 0, _bought(world, fair=True), _bought(world, fair=False))
        decided[wait:] += starts[day] * bought
    placed = np.zeros(len(starts) + 1)
    for channel, part in channels.items():
        for day, share in _days_of(world, cal, hours_of(channel, world), len(starts)):
            np.add.at(placed, np.minimum(day, len(starts)), share * part * decided)
    return placed[: cal.days]


def _days_of(world: World, cal: Calendar, profile: str, length: int) -> list[tuple[NDArray[np.int64], NDArray[np.float64]]]:
    """The days on which what is wished for each of `length` days happens, and the share of it on each."""
    if not world.weekdays:
        return [(open_days(world, cal, (profile,))[0][:length], np.ones(length))]
    law = spread_of(world, cal, profile)
    return [(law.days[:length, k], law.shares[:length, k]) for k in range(law.days.shape[1])]


def _newcomers(world: World, cal: Calendar) -> NDArray[np.float64]:
    """Newcomers of each day, but for a factor: whoever comes through a channel comes when it is open."""
    wanted, came = np.diff(cal.cumulated)[: cal.days], np.zeros(cal.days)
    for way, latest in zip(world.acquisition, arrival_days(world, cal), strict=True):
        for day, share in _days_of(world, cal, hours_of(way.channel, world), cal.days):
            np.add.at(came, np.where(day < cal.days, day, latest[: cal.days]), share * way.share * wanted)
    return came


def _bought(world: World, fair: bool) -> float:
    """Share of projects that meet a channel and are bought, with a fair on their way or none."""
    met = [touch for touch in world.touches if fair or touch.channel != "fair"]
    alone = world.conversion * float(np.prod([1 - touch.share for touch in met]))
    return world.conversion + sum(touch.share * touch.effect for touch in met) - alone


def _order_channels(world: World) -> dict[str, float]:
    """The share of each channel among the orders of projects that met a channel on their way."""
    bought = world.conversion + sum(touch.share * touch.effect for touch in world.touches if touch.channel != "fair")
    web = next((touch for touch in world.touches if touch.channel == "web"), world.touches[0])
    searched = web.share * (bought + (1 - web.share) * web.effect) / _bought(world, fair=False)
    return {channel: searched * one + (1 - searched) * other for channel, (one, other) in world.order_shares().items()}


def _surge(view: View, moments: Callable[[View], NDArray[Any]], inside: Days, outside: Days) -> Estimate:
    day = (moments(view).astype("datetime64[D]") - np.datetime64(view.world.start, "D")).astype(np.int64)
    day = day[(day >= 0) & (day < len(inside))]
    return ratio(inside[day].sum(), outside[day].sum(), outside.sum() / inside.sum())


def _per_visit(view: View, bought: tuple[Days, Days], seen: tuple[Days, Days]) -> Estimate:
    """A surge of orders, cleared of customers who came or left in the meantime: they show in their visits."""
    orders, visits = _surge(view, _ordered, *bought), _surge(view, _browsed, *seen)
    return Estimate(orders.value - visits.value, float(np.hypot(orders.error, visits.error)))


def _created(view: View) -> NDArray[Any]:
    return view.array("customers", "created_on")


def _ordered(view: View) -> NDArray[Any]:
    return view.array("orders", "ordered_at")[view.prepared]


def _browsed(view: View) -> NDArray[Any]:
    free = view.holds("interactions", "kind", "session") & (view.array("interactions", "opportunity_id") < 0)
    return view.array("interactions", "ts")[free]


# -- acquisition --------------------------------------------------------------------------


def _acquisition(world: World) -> list[Effect]:
    return [Effect(
        name=f"acquisition.{way.channel}",
        cause=Text(fr=f"Recruté par : {CHANNELS[way.channel].fr}", en=f"Acquired through: {CHANNELS[way.channel].en}"),
        consequence=_PROJECTS, value=_against_others(world, way), unit="log ratio", estimate=partial(_projects_of, channel=way.channel),
        where=Text(fr=f"interactions et customers : projets d’achat (opportunity_id) vus dans les {_EARLY} jours après l’arrivée (ou le premier jour), par client, "
                      "ce canal de recrutement contre les autres (logarithme du rapport)",
                   en=f"interactions and customers: purchase projects (opportunity_id) seen within {_EARLY} days of the arrival (or the first day), a customer, "
                      "this acquisition channel over the others (log ratio)"),
    ) for way in world.acquisition if len(world.acquisition) > 1]  # fmt: skip


def _against_others(world: World, way: Acquisition) -> float:
    """Projects a year of the customers of a channel over those of all others, through the segments that each channel brings."""
    needs = [segment.needs_per_year for segment in world.segments]

    def yearly(one: Acquisition) -> float:
        return float(np.dot(one.segments, needs) / sum(one.segments))

    others = [one for one in world.acquisition if one is not way]
    return float(np.log(yearly(way) / np.average([yearly(one) for one in others], weights=[one.share for one in others])))


def _projects_of(view: View, channel: str) -> Estimate:
    many, whole = view.early_projects(_EARLY)
    if not whole.any():
        return UNKNOWN
    return ratio_of_means(many[whole], view.holds("customers", "acquisition_channel", channel)[whole])
