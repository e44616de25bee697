"""Which causes were planted, how large are they, and can they be found?

Every arrow of the story is an :class:`Effect`: its size follows from the parameters, and a
plain method (a difference of shares, a regression, a ratio of counts) applied to the public
tables estimates it without bias. The same estimates gate a student's world: what he is
asked to find can be found in *his* data.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS

from .calendar import calendar
from .parameters import Event, World
from .view import Estimate, View, difference, least_squares, ratio, seconds

__all__ = ["Effect", "effects", "estimates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An arrow of the story: cause, consequence, size, and where it can be found."""

    name: str
    cause: Text
    consequence: Text
    value: float
    unit: str
    """``share`` (a difference of shares), ``points`` (of NPS), ``log ratio`` or ``orders`` (per person)."""
    where: Text
    estimate: Callable[[View], Estimate]
    gated: bool = False
    """Whether a student's world must show it."""


def effects(world: World, months: int, uplift: float) -> list[Effect]:
    """The planted effects of a world; `uplift` is the mean effect of its campaigns on their members."""
    found = [*_season(world, months), *_ways(world), *_fulfilment(world), *_feelings(world), *_loyalty(world), *_messages(world, uplift)]
    return [effect for effect in found if effect.value]


def estimates(planted: list[Effect], view: View) -> pd.DataFrame:
    """Each effect beside what the tables say of it: estimate, standard error, z-score of the difference."""
    made = [effect.estimate(view) for effect in planted]
    return pd.DataFrame({
        "name": [effect.name for effect in planted],
        "value": [effect.value for effect in planted],
        "estimate": [one.value for one in made],
        "error": [one.error for one in made],
        "z": [(one.value - effect.value) / one.error if one.error else np.nan for one, effect in zip(made, planted, strict=True)],
        "gated": [effect.gated for effect in planted],
    })  # fmt: skip


# -- seasons and events -------------------------------------------------------------------


def _season(world: World, months: int) -> list[Effect]:
    days = calendar(world, months)
    weight, peak = np.diff(days.cumulated)[: days.days], np.isin(days.month_of_year[: days.days], world.peak)
    made = []
    if world.peak and peak.any() and not peak.all():
        made.append(Effect(
            name="season.newcomers", cause=Text(fr="Saison", en="Season"), consequence=Text(fr="Nouveaux clients", en="New customers"),
            value=float(np.log(weight[peak].mean() / weight[~peak].mean())), unit="log ratio", estimate=_newcomers,
            where=Text(fr="customers.created_on : nouveaux clients par jour, mois de pointe contre autres mois (rapport, en logarithme)",
                       en="customers.created_on: new customers a day, peak months over other months (ratio, in logarithm)"),
        ))  # fmt: skip
    made += [Effect(
        name=f"event.{event.month:02d}-{event.day:02d}", cause=event.name, consequence=Text(fr="Visites du site", en="Visits of the site"),
        value=float(np.log(event.factor)), unit="log ratio", estimate=partial(_during, event=event), gated=event.factor >= 1.8,
        where=Text(fr="interactions, sessions sans projet d’achat : par jour d’événement contre les autres jours du même mois (logarithme du rapport)",
                   en="interactions, sessions without a purchase project: a day of the event over the other days of its month (log ratio)"),
    ) for event in world.events]  # fmt: skip
    return made


def _newcomers(view: View) -> Estimate:
    start = np.datetime64(view.world.start, "D")
    day = view.array("customers", "created_on").astype("datetime64[D]")
    every = np.arange(start, view.end.astype("datetime64[D]"))
    peak, peaks = (np.isin(days.astype("datetime64[M]").astype(int) % 12 + 1, view.world.peak) for days in (day[day >= start], every))
    return ratio(peak.sum(), (~peak).sum(), (~peaks).sum() / peaks.sum())


def _during(view: View, event: Event) -> Estimate:
    free = view.holds("interactions", "kind", "session") & (view.array("interactions", "opportunity_id") < 0)

    def counted(days: NDArray[Any]) -> tuple[int, int]:
        months = days.astype("datetime64[M]")
        here = months.astype(int) % 12 + 1 == event.month
        of_month = (days - months.astype("datetime64[D]")).astype(int) + 1
        inside = here & (of_month >= event.day) & (of_month < event.day + event.days)
        return int(inside.sum()), int(here.sum() - inside.sum())

    every = np.arange(np.datetime64(view.world.start, "D"), view.end.astype("datetime64[D]"))
    (inside, outside), (days_in, days_out) = counted(view.array("interactions", "ts")[free].astype("datetime64[D]")), counted(every)
    return ratio(inside, outside, days_out / days_in) if days_in else Estimate(np.nan, np.nan)


# -- ways to a purchase -------------------------------------------------------------------


def _ways(world: World) -> list[Effect]:
    bought = Text(fr="Achat", en="Purchase")
    made = [Effect(
        name=f"touch.{touch.channel}", cause=CHANNELS[touch.channel], consequence=bought, value=touch.effect, unit="share",
        estimate=partial(_purchase, place=place), gated=touch.effect >= 0.2,
        where=Text(fr="interactions, par projet d’achat (opportunity_id) : régression de l’achat sur les canaux rencontrés",
                   en="interactions, by purchase project (opportunity_id): regression of the purchase on the channels met"),
    ) for place, touch in enumerate(world.touches)]  # fmt: skip
    in_shop = {channel: (searched, other) for channel, searched, other in world.order_channels}.get("shop")
    if in_shop and any(touch.channel == "web" for touch in world.touches):
        made.append(Effect(
            name="web.shop", cause=Text(fr="Recherche sur le site", en="Research on the site"), consequence=Text(fr="Achat en magasin", en="Purchase in a shop"),
            value=_share_of(world, 1) - _share_of(world, 2), unit="share", gated=abs(in_shop[0] - in_shop[1]) >= 0.15,
            estimate=lambda view: difference(*_in_shop(view)),
            where=Text(fr="orders avec projet d’achat : part des achats en magasin, avec et sans session web du projet dans interactions",
                       en="orders with a purchase project: share bought in a shop, with and without a web session of the project in interactions"),
        ))  # fmt: skip
    return made


def _purchase(view: View, place: int) -> Estimate:
    return view.purchases[place]


def _share_of(world: World, column: int) -> float:
    rows = {row[0]: row[column] for row in world.order_channels}
    return float(rows["shop"]) / sum(map(float, rows.values()))


def _in_shop(view: View) -> tuple[NDArray[Any], NDArray[Any]]:
    own = view.array("orders", "opportunity_id") >= 0
    return view.holds("orders", "channel", "shop")[own], view.researched[own]


# -- from order to delivery ---------------------------------------------------------------


def _fulfilment(world: World) -> list[Effect]:
    late, deferred = (
        Text(fr="Livraison en retard", en="Late delivery"),
        Text(fr="Article différé (rupture)", en="Deferred item (out of stock)"),
    )
    ripe = Text(fr="commandes livrées, passées plus de 60 jours avant la fin", en="delivered orders, placed over 60 days before the end")
    service = world.service

    def lateness(place: int) -> Callable[[View], Estimate]:
        return lambda view: view.lateness[place]

    return [
        Effect(name="late.deferred", cause=deferred, consequence=late, value=world.late_deferred, unit="share", estimate=lateness(0),
               where=Text(fr=f"{ripe.fr} : régression du retard (deliveries) sur l’article différé (order_lines) et le mois de pointe",
                          en=f"{ripe.en}: regression of lateness (deliveries) on the deferred item (order_lines) and the peak month"), gated=True),
        Effect(name="late.peak", cause=Text(fr="Mois de pointe", en="Peak month"), consequence=late, value=world.late_peak if world.peak else 0.0,
               unit="share", estimate=lateness(1), where=Text(fr="même régression", en="the same regression")),
        Effect(name="ticket.late", cause=late, consequence=Text(fr="Réclamation de livraison", en="Delivery ticket"), value=service.late_ticket,
               unit="share", gated=True, estimate=lambda view: difference(view.ticket_of("delivery")[view.ripe], view.late[view.ripe]),
               where=Text(fr=f"{ripe.fr} : part avec une demande de la famille « livraison », en retard ou non",
                          en=f"{ripe.en}: share with a ticket of the delivery family, late or not")),
        Effect(name="ticket.deferred", cause=deferred, consequence=Text(fr="Demande « article différé »", en="Deferred-item ticket"),
               value=service.deferred_ticket, unit="share", gated=True,
               estimate=lambda view: difference(view.ticket_of("deferred")[view.ripe], view.deferred[view.ripe]),
               where=Text(fr=f"{ripe.fr} : part avec une demande de la famille « différé », différées ou non",
                          en=f"{ripe.en}: share with a ticket of the deferred family, deferred or not")),
        Effect(name="return.late", cause=late, consequence=Text(fr="Retour", en="Return"), value=world.return_late, unit="share", estimate=_returned,
               where=Text(fr=f"order_lines d’articles retournables, {ripe.fr} : régression du retour sur le retard et l’article",
                          en=f"order_lines of returnable articles, {ripe.en}: regression of the return on lateness and the product")),
    ]  # fmt: skip


def _returned(view: View) -> Estimate:
    row = view.row_of(view.array("order_lines", "order_id"))
    product = view.array("order_lines", "product_id")
    returnable = np.flatnonzero([item.return_share > 0 for item in view.world.products]) + 1
    kept = view.ripe[row] & np.isin(product, returnable)
    back = np.isin(view.array("order_lines", "order_line_id"), view.array("returns", "order_line_id"))
    dummies = [product[kept] == number for number in returnable[1:]]
    return least_squares(back[kept].astype(float), np.stack([view.late[row][kept], *dummies]))[0]


# -- satisfaction, effort, loyalty --------------------------------------------------------


def _feelings(world: World) -> list[Effect]:
    surveys = world.surveys
    causes = (("late", Text(fr="Livraison en retard", en="Late delivery"), surveys.late), ("wait", Text(fr="Longue attente", en="Long wait"), surveys.wait),
              ("repeat", Text(fr="Devoir rappeler", en="Having to call again"), surveys.repeat))  # fmt: skip
    where = Text(
        fr="surveys : régression des points de NPS (100, 0, −100) sur le retard, l’attente longue et les contacts répétés de la commande",
        en="surveys: regression of the NPS points (100, 0, −100) on lateness, long wait and repeated contacts of the order",
    )
    made = [Effect(
        name=f"nps.{name}", cause=cause, consequence=Text(fr="NPS", en="NPS"), value=-100 * sum(moved), unit="points", where=where, gated=name == "late",
        estimate=partial(_feeling, place=place),
    ) for place, (name, cause, moved) in enumerate(causes)]  # fmt: skip
    made.append(Effect(
        name="effort.repeat", cause=causes[2][1], consequence=Text(fr="Effort élevé (CES 4–5)", en="High effort (CES 4–5)"), value=surveys.hard_repeat,
        unit="share", estimate=_effort,
        where=Text(fr="surveys avec effort renseigné : part d’effort 4 ou 5, avec et sans contacts répétés",
                   en="surveys with an effort: share of effort 4 or 5, with and without repeated contacts"),
    ))  # fmt: skip
    return made


def _feeling(view: View, place: int) -> Estimate:
    return view.feelings[place]


def _effort(view: View) -> Estimate:
    effort = view.array("surveys", "effort")
    return difference(effort[effort >= 0] >= 4, view.repeated[view.answered][effort >= 0])


def _loyalty(world: World) -> list[Effect]:
    stay, go = 1 - world.churn, 1 - world.churn - world.churn_detractor
    again = Text(fr="Rachète dans les six mois", en="Orders again within six months")
    return [
        Effect(name="again.detractor", cause=Text(fr="Détracteur", en="Detractor"), consequence=again, value=float(np.log(go / stay)) if go > 0 else 0.0,
               unit="log ratio", estimate=_again, gated=True,
               where=Text(fr="première réponse de chaque client dans surveys : part qui rachète entre 26 et 206 jours après, "
                             "détracteurs sur autres (logarithme du rapport)",
                          en="first answer of each customer in surveys: share ordering again between 26 and 206 days later, detractors over others (log ratio)")),
        Effect(name="several.referral", cause=Text(fr="Client recommandé", en="Recommended customer"),
               consequence=Text(fr="Plusieurs pièces par ligne", en="Several pieces on a line"),
               value=world.several_referral if any(way.channel == "referral" for way in world.acquisition) else 0.0, unit="share", estimate=_several, gated=True,
               where=Text(fr="order_lines : part des lignes de plus d’une pièce, clients recommandés ou non (customers.acquisition_channel)",
                          en="order_lines: share of lines of more than one piece, recommended customers or not (customers.acquisition_channel)")),
    ]  # fmt: skip


def _again(view: View) -> Estimate:
    customer, at = view.array("surveys", "customer_id"), seconds(view.array("surveys", "answered_at"))
    place = np.lexsort((at, customer))
    first = place[np.append(True, np.diff(customer[place]) > 0)] if len(place) else place
    first = first[at[first] + 206 * 86_400 < int(seconds(view.end))]
    base = customer[first] * (1 << 34) + at[first]
    again = np.searchsorted(view.order_moments, base + 206 * 86_400) > np.searchsorted(view.order_moments, base + 26 * 86_400)
    detractor = view.points[first] < 0
    inside, outside = again[detractor], again[~detractor]
    if min(inside.sum(), outside.sum()) == 0:
        return Estimate(np.nan, np.nan)
    error = np.sqrt(1 / inside.sum() - 1 / len(inside) + 1 / outside.sum() - 1 / len(outside))
    return Estimate(float(np.log(inside.mean() / outside.mean())), float(error))


def _several(view: View) -> Estimate:
    recommended = view.holds("customers", "acquisition_channel", "referral")
    owner = view.array("orders", "customer_id")[view.row_of(view.array("order_lines", "order_id"))]
    group = recommended[np.searchsorted(view.array("customers", "customer_id"), owner)]
    return difference(view.array("order_lines", "quantity") > 1, group)


# -- campaigns ----------------------------------------------------------------------------


def _messages(world: World, uplift: float) -> list[Effect]:
    rule = world.campaigns
    if not rule.per_year:
        return []
    return [
        Effect(name="campaign.uplift", cause=Text(fr="Campagne", en="Campaign"), consequence=Text(fr="Commandes par personne", en="Orders per person"),
               value=uplift, unit="orders", gated=True,
               estimate=lambda view: difference(view.orders_in_window, view.holds("campaign_members", "arm", "treated")),
               where=Text(fr="campaign_members et orders : commandes dans la fenêtre de la campagne, ciblés moins témoins",
                          en="campaign_members and orders: orders in the campaign’s window, treated less control")),
        Effect(name="campaign.personal", cause=Text(fr="Message personnalisé", en="Personal message"), consequence=Text(fr="Ouverture", en="Opening"),
               value=rule.opened_personal, unit="share", gated=True, estimate=_opening,
               where=Text(fr="campaign_events : part d’ouverts parmi les délivrés, version personnalisée moins standard",
                          en="campaign_events: share opened among delivered, personal less plain version")),
    ]  # fmt: skip


def _opening(view: View) -> Estimate:
    delivered = view.tracked("delivered")
    personal = view.holds("campaign_members", "version", "personal")
    return difference(view.tracked("opened")[delivered], personal[delivered])
