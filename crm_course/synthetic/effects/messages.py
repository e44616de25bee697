"""What do messages change, from the inbox to the order, and what do they cost in consent?"""

from __future__ import annotations

from functools import partial

import numpy as np

from crm_course.foundations.language import Text

from ..parameters import World
from .effect import Effect
from .estimators import UNKNOWN, Estimate, difference, share
from .view import View

__all__ = ["arrows"]

_SENT = Text(fr="Campagne", en="Campaign")
_DELIVERED = Text(fr="Message délivré", en="Message delivered")
_OPENED = Text(fr="Ouverture", en="Opening")
_CLICKED = Text(fr="Clic", en="Click")
_ORDERS = Text(fr="Commandes par personne", en="Orders per person")


def arrows(world: World, uplift: float) -> list[Effect]:
    """Consent, and the way from a message to an order or to a withdrawal."""
    consent = Effect(
        name="consent.email", cause=Text(fr="Adresse e-mail connue", en="E-mail address known"), consequence=Text(fr="Accord pour l’e-mail", en="Consent to e-mail"),
        value=world.consent_email, unit="share", estimate=_consenting,
        where=Text(fr="consents et contact_points : part d’accords donnés (granted, email) parmi les clients dont on a l’adresse",
                   en="consents and contact_points: share of consents granted (email) among customers whose address is known"),
    )  # fmt: skip
    return [consent, *_funnel(world), *_orders(world, uplift)] if world.campaigns.per_year else [consent]


def _consenting(view: View) -> Estimate:
    reached = view.array("contact_points", "customer_id")[view.holds("contact_points", "kind", "email")]
    agreed = view.holds("consents", "channel", "email") & view.holds("consents", "status", "granted")
    return share(np.isin(reached, view.array("consents", "customer_id")[agreed]))


def _funnel(world: World) -> list[Effect]:
    rule, (opens, clicks) = world.campaigns, world.tracked()
    steps = (
        ("message.delivered", _SENT, _DELIVERED, rule.delivered, partial(_step, before="", after="delivered"),
         Text(fr="campaign_members et campaign_events : part de délivrés parmi les ciblés", en="campaign_members and campaign_events: share delivered among the treated")),
        ("message.opened", _DELIVERED, _OPENED, world.tracked(0)[0], partial(_step, before="delivered", after="opened", version="plain"),
         Text(fr="campaign_events : part d’ouverts parmi les délivrés, version standard", en="campaign_events: share opened among delivered, plain version")),
        ("message.clicked", _OPENED, _CLICKED, clicks / opens, partial(_step, before="opened", after="clicked"),
         Text(fr="campaign_events : part de clics parmi les ouverts", en="campaign_events: share clicked among opened")),
        ("message.unsubscribed", _OPENED, Text(fr="Désabonnement (accord retiré)", en="Unsubscription (consent withdrawn)"), rule.unsubscribed * (rule.opened + 0.5 * rule.opened_personal) / opens,
         partial(_step, before="opened", after="unsubscribed"),
         Text(fr="campaign_events : part de désabonnements parmi les ouverts (retraits de consents)",
              en="campaign_events: share unsubscribed among opened (withdrawals of consents)")),
    )  # fmt: skip
    made = [Effect(name=name, cause=cause, consequence=consequence, value=value, unit="share", estimate=estimate, where=where)
            for name, cause, consequence, value, estimate, where in steps]  # fmt: skip
    return [*made, Effect(
        name="campaign.personal", cause=Text(fr="Message personnalisé", en="Personal message"), consequence=_OPENED,
        value=world.tracked(1)[0] - world.tracked(0)[0], unit="share", gated=True, estimate=_opening,
        where=Text(fr="campaign_events : part d’ouverts parmi les délivrés, version personnalisée moins standard",
                   en="campaign_events: share opened among delivered, personal less plain version"))]  # fmt: skip


def _step(view: View, before: str, after: str, version: str = "") -> Estimate:
    chosen = view.tracked(before) if before else view.holds("campaign_members", "arm", "treated")
    if version:
        chosen = chosen & view.holds("campaign_members", "version", version)
    return share(view.tracked(after)[chosen])


def _opening(view: View) -> Estimate:
    delivered = view.tracked("delivered")
    return difference(view.tracked("opened")[delivered], view.holds("campaign_members", "version", "personal")[delivered])


def _orders(world: World, uplift: float) -> list[Effect]:
    clicks = world.campaigns.delivered * world.tracked()[1]
    return [
        Effect(name="campaign.uplift", cause=_SENT, consequence=_ORDERS, value=uplift, unit="orders", gated=True, estimate=_uplift,
               where=Text(fr="campaign_members et orders : commandes dans la fenêtre de la campagne, ciblés moins témoins",
                          en="campaign_members and orders: orders in the campaign’s window, treated less control")),
        Effect(name="click.orders", cause=_CLICKED, consequence=_ORDERS, value=uplift / clicks if clicks else 0.0, unit="orders", estimate=_by_click,
               where=Text(fr="la même différence, divisée par la part de clics des ciblés : ce que vaut un clic, le tirage au sort servant d’instrument",
                          en="the same difference over the share of clicks among the treated: what a click is worth, the lot being the instrument")),
    ]  # fmt: skip


def _uplift(view: View) -> Estimate:
    return difference(view.orders_in_window, view.holds("campaign_members", "arm", "treated"))


def _by_click(view: View) -> Estimate:
    """Wald's estimate: the effect of the lot on orders over its effect on clicks; its error is that of what a click leaves unexplained."""
    treated, clicked = view.holds("campaign_members", "arm", "treated"), view.tracked("clicked")
    orders, clicks = _uplift(view), difference(clicked, treated)
    if not clicks.value > 0:
        return UNKNOWN
    value = orders.value / clicks.value
    return Estimate(value, difference(view.orders_in_window - value * clicked, treated).error / clicks.value)
