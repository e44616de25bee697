"""What do messages change, from the inbox to the order, and what do they cost in consent?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.language import Text

from ..parameters import World
from .effect import Effect
from .estimators import UNKNOWN, Estimate, clustered, difference, share
from .view import View

__all__ = ["Sent", "arrows"]

_BY_MACHINE = 600
"""Seconds after the sending within which no person opens a message."""

_SENT = Text(fr="Campagne", en="Campaign")
_DELIVERED = Text(fr="Message délivré", en="Message delivered")
_OPENED = Text(fr="Ouverture", en="Opening")
_CLICKED = Text(fr="Clic", en="Click")
_ORDERS = Text(fr="Commandes par personne", en="Orders per person")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is true of the messages and mailings of a world: mean effect on a member, in orders; messages got lately, on average; share of
    the readers with a filter whom it has not unsubscribed."""

    uplift: float = 0.0
    posted: float = 0.0
    recent: float = 0.0
    tried: float = 1.0


def arrows(world: World, sent: Sent) -> list[Effect]:
    """Consent, the way from a message to an order or to a withdrawal, and what a catalogue adds."""
    consent = Effect(
        name="consent.email", cause=Text(fr="Adresse e-mail connue", en="E-mail address known"), consequence=Text(fr="Accord pour l’e-mail", en="Consent to e-mail"),
        value=world.consent_email, unit="share", estimate=_consenting,
        where=Text(fr="consents et contact_points : part d’accords donnés (granted, email) parmi les clients dont on a l’adresse",
                   en="consents and contact_points: share of consents granted (email) among customers whose address is known"),
    )  # fmt: skip
    written = [*_funnel(world, sent), *_orders(world, sent)] if world.campaigns.per_year else []
    return [consent, *written, *(_posted(world, sent) if world.mailings else [])]


def _consenting(view: View) -> Estimate:
    reached = view.array("contact_points", "customer_id")[view.holds("contact_points", "kind", "email")]
    agreed = view.holds("consents", "channel", "email") & view.holds("consents", "status", "granted")
    return share(np.isin(reached, view.array("consents", "customer_id")[agreed]))


def _funnel(world: World, sent: Sent) -> list[Effect]:
    rule, (opens, _) = world.campaigns, world.tracked(recent=sent.recent, tried=sent.tried)
    human = rule.opened + 0.5 * rule.opened_personal - rule.fatigue * sent.recent
    quits = rule.unsubscribed * human + sent.tried * rule.scanner * rule.scanner_quits
    unseen = (1 - rule.machine) * (1 - rule.scanner)
    steps = (
        ("message.delivered", _SENT, _DELIVERED, rule.delivered, "share", _delivered,
         Text(fr="campaign_members et campaign_events : part d’e-mails délivrés parmi les ciblés", en="campaign_members and campaign_events: share of e-mails delivered among the treated")),
        ("message.opened", _DELIVERED, _OPENED, world.tracked(0, tried=sent.tried)[0], "share", partial(_opening_of, place=0),
         Text(fr="campaign_events : part d’ouverts parmi les délivrés, version standard, pour qui n’a rien reçu de peu (régression ; erreurs groupées par personne, car un logiciel ouvre tout ou rien)",
              en="campaign_events: share opened among delivered, plain version, of those who got nothing lately (regression; errors clustered by person, since a program opens all or nothing)")),
        ("message.fatigue", Text(fr=f"Un message de plus en {rule.fatigue_days} jours", en=f"One more message in {rule.fatigue_days} days"), _OPENED, -rule.fatigue * unseen, "share",
         partial(_opening_of, place=2),
         Text(fr=f"campaign_events : régression de l’ouverture sur la version et le nombre de messages délivrés à la même personne dans les {rule.fatigue_days} jours d’avant (erreurs groupées par personne)",
              en=f"campaign_events: regression of the opening on the version and on how many messages the same person was delivered in the {rule.fatigue_days} days before (errors clustered by person)")),
        ("message.clicked", _OPENED, _CLICKED, rule.clicked, "share", _clicking,
         Text(fr="campaign_events : part de clics parmi les ouvertures de plus de dix minutes après l’envoi (plus tôt, ce sont des machines)",
              en="campaign_events: share clicked among the openings more than ten minutes after the sending (before, they are machines)")),
        ("message.unsubscribed", _OPENED, Text(fr="Désabonnement (accord retiré)", en="Unsubscription (consent withdrawn)"), quits / opens, "share", _quitting,
         Text(fr="campaign_events : part de désabonnements parmi les ouverts (retraits de consents)",
              en="campaign_events: share unsubscribed among opened (withdrawals of consents)")),
    )  # fmt: skip
    made = [Effect(name=name, cause=cause, consequence=consequence, value=value, unit=unit, estimate=estimate, where=where)
            for name, cause, consequence, value, unit, estimate, where in steps]  # fmt: skip
    return [*made, Effect(
        name="campaign.personal", cause=Text(fr="Message personnalisé", en="Personal message"), consequence=_OPENED,
        value=world.tracked(1)[0] - world.tracked(0)[0], unit="share", gated=True, estimate=_opening,
        where=Text(fr="campaign_events : part d’ouverts parmi les délivrés, version personnalisée moins standard",
                   en="campaign_events: share opened among delivered, personal less plain version"))]  # fmt: skip


def _written(view: View) -> NDArray[np.bool_]:
    return view.members_of(view.world.campaigns.channel)


def _delivered(view: View) -> Estimate:
    return share(view.tracked("delivered")[view.holds("campaign_members", "arm", "treated") & _written(view)])


def _quitting(view: View) -> Estimate:
    return share(view.tracked("unsubscribed")[view.tracked("opened")])


def _opening_of(view: View, place: int) -> Estimate:
    reached = view.tracked("delivered") & _written(view)
    causes: list[NDArray[Any]] = [view.holds("campaign_members", "version", "personal")[reached]]
    if view.world.campaigns.fatigue:
        causes.append(view.received_lately[reached])
    return clustered(view.tracked("opened")[reached].astype(float), causes, view.array("campaign_members", "customer_id")[reached])[place]


def _clicking(view: View) -> Estimate:
    return share(view.tracked("clicked")[view.tracked("opened", after=_BY_MACHINE)])


def _opening(view: View) -> Estimate:
    delivered = view.tracked("delivered") & _written(view)
    return difference(view.tracked("opened")[delivered], view.holds("campaign_members", "version", "personal")[delivered])


def _orders(world: World, sent: Sent) -> list[Effect]:
    uplift, clicks = sent.uplift, world.campaigns.delivered * world.tracked(recent=sent.recent, tried=sent.tried)[1]
    return [
        Effect(name="campaign.uplift", cause=_SENT, consequence=_ORDERS, value=uplift, unit="orders", gated=True, estimate=_uplift,
               where=Text(fr="campaign_members et orders : commandes dans la fenêtre de la campagne d’e-mails, ciblés moins témoins",
                          en="campaign_members and orders: orders in the window of the e-mail campaign, treated less control")),
        Effect(name="click.orders", cause=_CLICKED, consequence=_ORDERS, value=uplift / clicks if clicks else 0.0, unit="orders", estimate=_by_click,
               where=Text(fr="la même différence, divisée par la part de clics des ciblés : ce que vaut un clic, le tirage au sort servant d’instrument",
                          en="the same difference over the share of clicks among the treated: what a click is worth, the lot being the instrument")),
    ]  # fmt: skip


def _uplift(view: View) -> Estimate:
    return _more_orders(view, view.world.campaigns.channel)


def _more_orders(view: View, channel: str) -> Estimate:
    mine = view.members_of(channel)
    return difference(view.orders_in_window[mine], view.holds("campaign_members", "arm", "treated")[mine])


def _by_click(view: View) -> Estimate:
    """Wald's estimate: the effect of the lot on orders over its effect on clicks; its error is that of what a click leaves unexplained, by person."""
    mine = _written(view)
    treated, clicked = view.holds("campaign_members", "arm", "treated")[mine], view.tracked("clicked")[mine]
    orders, clicks = _uplift(view), difference(clicked, treated)
    if not clicks.value > 0:
        return UNKNOWN
    value, person = orders.value / clicks.value, view.array("campaign_members", "customer_id")[mine]
    return Estimate(value, clustered(view.orders_in_window[mine] - value * clicked, [treated], person)[1].error / clicks.value)


def _posted(world: World, sent: Sent) -> list[Effect]:
    mailings = Text(fr="Catalogue posté", en="Catalogue posted")
    assert world.mailings is not None
    return [
        Effect(name="catalogue.delivered", cause=mailings, consequence=Text(fr="Catalogue distribué", en="Catalogue delivered"), value=world.mailings.delivered, unit="share",
               estimate=lambda view: share(view.tracked("delivered")[view.holds("campaign_members", "arm", "treated") & view.members_of("catalogue")]),
               where=Text(fr="campaign_members et campaign_events, campagnes de canal catalogue : part de distribués parmi les ciblés (les autres reviennent)",
                          en="campaign_members and campaign_events, campaigns of the catalogue channel: share delivered among the treated (the others come back)")),
        Effect(name="catalogue.uplift", cause=mailings, consequence=_ORDERS, value=sent.posted, unit="orders", estimate=partial(_more_orders, channel="catalogue"),
               where=Text(fr="campaign_members et orders : commandes dans la fenêtre du catalogue, ciblés moins témoins",
                          en="campaign_members and orders: orders in the catalogue’s window, treated less control")),
    ]  # fmt: skip
