"""What makes a project an order, and through which channel?"""

from __future__ import annotations

from functools import partial

import numpy as np

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS

from ..parameters import World
from .effect import Effect
from .estimators import Estimate, difference, least_squares, share
from .view import View

__all__ = ["arrows"]

_BOUGHT = Text(fr="Achat", en="Purchase")
_RESEARCH = Text(fr="Recherche sur le site", en="Research on the site")
_VISIT = Text(fr="Visite du magasin", en="Visit of the shop")
_BY_PROJECT = Text(
    fr="interactions, par projet d’achat (opportunity_id) : régression de l’achat sur les canaux rencontrés",
    en="interactions, by purchase project (opportunity_id): regression of the purchase on the channels met",
)


def arrows(world: World) -> list[Effect]:
    """Channels met, where one buys, what goes with it."""
    return [*_touches(world), *_ways(world), *_besides(world)]


def _touches(world: World) -> list[Effect]:
    made = [Effect(
        name=f"touch.{touch.channel}", cause=CHANNELS[touch.channel], consequence=_BOUGHT, value=touch.effect, unit="share",
        estimate=partial(_purchase, place=place), gated=touch.effect >= 0.2, where=_BY_PROJECT,
    ) for place, touch in enumerate(world.touches, start=1)]  # fmt: skip
    return [Effect(
        name="project.purchase", cause=Text(fr="Projets d’achat", en="Purchase projects"), consequence=_BOUGHT, value=world.conversion, unit="share",
        estimate=partial(_purchase, place=0),
        where=Text(fr="interactions, par projet d’achat : constante de la régression de l’achat sur les canaux rencontrés, la part achetée sans en rencontrer aucun",
                   en="interactions, by purchase project: constant of the regression of the purchase on the channels met, the share bought without meeting any"),
    ), *made]  # fmt: skip


def _purchase(view: View, place: int) -> Estimate:
    return view.purchases[place]


# -- where one buys -----------------------------------------------------------------------


def _ways(world: World) -> list[Effect]:
    """Research on the site moves the share of every order channel; a visit of the shop moves orders from the shop to the site."""
    if not any(touch.channel == "web" for touch in world.touches):
        return []
    made = [Effect(
        name=f"web.{channel}", cause=_RESEARCH, consequence=_through(channel), value=moved, unit="share",
        gated=channel == "shop" and abs(moved) >= 0.15, estimate=partial(_way, channel=channel, place=1),
        where=Text(fr=f"orders dont le projet a rencontré un canal : part des achats par ce canal ({channel}), avec et sans session web du projet dans interactions",
                   en=f"orders whose project met a channel: share bought through this channel ({channel}), with and without a web session of the project in interactions"),
    ) for channel, moved in _moved(world).items()]  # fmt: skip
    if world.showrooming:
        made += [Effect(
            name=f"shop.{channel}", cause=_VISIT, consequence=_through(channel), value=moved, unit="share",
            estimate=partial(_way, channel=channel, place=2),
            where=Text(fr=f"orders dont le projet a rencontré un canal : régression de l’achat par ce canal ({channel}) sur la session web et sur la visite en magasin du projet",
                       en=f"orders whose project met a channel: regression of buying through this channel ({channel}) on the project’s web session and shop visit"),
        ) for channel, moved in (("web", world.showrooming), ("shop", -world.showrooming))]  # fmt: skip
    return made


def _moved(world: World) -> dict[str, float]:
    return {channel: searched - other for channel, (searched, other) in world.order_shares().items()}


def _through(channel: str) -> Text:
    named = CHANNELS[channel]
    return Text(fr=f"Commande par : {named.fr}", en=f"Order through: {named.en}")


def _way(view: View, channel: str, place: int) -> Estimate:
    own = view.prepared
    causes = [view.researched[own], *([view.visited[own]] if view.world.showrooming else [])]
    return least_squares(view.holds("orders", "channel", channel)[own].astype(float), causes)[place]


# -- what goes with it --------------------------------------------------------------------


def _besides(world: World) -> list[Effect]:
    referred = any(way.channel == "referral" for way in world.acquisition)
    return [
        Effect(name="shop.takeaway", cause=_through("shop"), consequence=Text(fr="Emporté sur-le-champ", en="Taken away at once"),
               value=world.takeaway, unit="share", estimate=_taken_away,
               where=Text(fr="orders passées en magasin : part emportée (delivery_mode), services et poses à part", en="orders placed in a shop: share taken away (delivery_mode), services and installations apart")),
        Effect(name="pages.purchase", cause=_BOUGHT, consequence=Text(fr="Pages vues", en="Pages seen"), value=3.0, unit="pages", estimate=_pages,
               where=Text(fr="web_sessions : pages d’une session qui finit par une commande (order_id), moins les autres",
                          en="web_sessions: pages of a session that ends in an order (order_id), less the others")),
        Effect(name="several.referral", cause=Text(fr="Client recommandé", en="Recommended customer"),
               consequence=Text(fr="Plusieurs pièces par ligne", en="Several pieces on a line"),
               value=world.several_referral if referred else 0.0, unit="share", estimate=_several, gated=True,
               where=Text(fr="order_lines, sans les services ni ce qu’on installe : part des lignes de plus d’une pièce, clients recommandés ou non (customers.acquisition_channel)",
                          en="order_lines, services and what is installed left out: share of lines of more than one piece, recommended customers or not (customers.acquisition_channel)")),
    ]  # fmt: skip


def _taken_away(view: View) -> Estimate:
    elsewhere = view.holds("orders", "delivery_mode", "service") | view.holds("orders", "delivery_mode", "installation")
    return share(view.holds("orders", "delivery_mode", "takeaway")[view.holds("orders", "channel", "shop") & ~elsewhere])


def _pages(view: View) -> Estimate:
    return difference(view.array("web_sessions", "pages"), view.array("web_sessions", "order_id") >= 0)


def _several(view: View) -> Estimate:
    single = np.array([item.service or item.installed for item in view.world.products])
    kept = ~single[view.array("order_lines", "product_id") - 1]
    return difference(view.array("order_lines", "quantity")[kept] > 1, view.of_orders(view.recommended, "order_lines")[kept])
