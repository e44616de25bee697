"""What do customers think once all is over, do they stay, and what is that worth?

Causes move the shares of detractors and promoters; satisfaction follows the group, and a
comment tells what happened.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from ..parameters import World
from ..service import SATISFIED
from ..verbatim import WORDS
from .effect import Effect
from .estimators import UNKNOWN, Estimate, difference, mean, ratio_of_shares, share
from .view import View, seconds

__all__ = ["arrows"]

_CAUSES = {
    "late": Text(fr="Livraison en retard", en="Late delivery"),
    "wait": Text(fr="Longue attente", en="Long wait"),
    "repeat": Text(fr="Devoir rappeler", en="Having to call again"),
}
_AGAIN = Text(fr="Rachète dans les six mois", en="Orders again within six months")


def arrows(world: World) -> list[Effect]:
    """NPS, CSAT, CES, comments, loyalty, margin."""
    return [*_scores(world), *_effort(world), *_comments(world), *_loyalty(world)]


def _moved(world: World) -> dict[str, tuple[float, float]]:
    """For each cause: detractors more, promoters less."""
    return {"late": world.surveys.late, "wait": world.surveys.wait, "repeat": world.surveys.repeat}


# -- scores -------------------------------------------------------------------------------


def _scores(world: World) -> list[Effect]:
    points = Text(
        fr="surveys : régression des points de NPS (100, 0, −100) sur le retard, l’attente longue et les contacts répétés de la commande",
        en="surveys: regression of the NPS points (100, 0, −100) on lateness, long wait and repeated contacts of the order",
    )
    satisfied = Text(
        fr="surveys : régression de « satisfait » (satisfaction 4 ou 5) sur le retard, l’attente longue et les contacts répétés de la commande",
        en="surveys: regression of “satisfied” (satisfaction 4 or 5) on lateness, long wait and repeated contacts of the order",
    )
    moved = _moved(world)
    places = {name: place for place, name in enumerate(_CAUSES, start=1)}
    nps = [Effect(
        name=f"nps.{name}", cause=cause, consequence=Text(fr="NPS", en="NPS"), value=-100 * sum(moved[name]), unit="points", where=points,
        gated=name == "late", estimate=partial(_feeling, place=places[name]),
    ) for name, cause in _CAUSES.items()]  # fmt: skip
    csat = [Effect(
        name=f"csat.{name}", cause=cause, consequence=Text(fr="Satisfait (CSAT 4–5)", en="Satisfied (CSAT 4–5)"), value=_less_satisfied(*moved[name]),
        unit="share", where=satisfied, estimate=partial(_satisfied, place=places[name]),
    ) for name, cause in _CAUSES.items()]  # fmt: skip
    return nps + csat


def _less_satisfied(detractors: float, promoters: float) -> float:
    """What leaves the promoters and what joins the detractors changes groups, and each group has its share of satisfied people."""
    low, middle, high = SATISFIED
    return float(detractors * low + (promoters - detractors) * middle - promoters * high)


def _feeling(view: View, place: int) -> Estimate:
    return view.feelings[place]


def _satisfied(view: View, place: int) -> Estimate:
    return view.contentment[place]


def _effort(world: World) -> list[Effect]:
    return [Effect(
        name="effort.repeat", cause=_CAUSES["repeat"], consequence=Text(fr="Effort élevé (CES 4–5)", en="High effort (CES 4–5)"),
        value=world.surveys.hard_repeat, unit="share", estimate=_hard,
        where=Text(fr="surveys avec effort renseigné : part d’effort 4 ou 5, avec et sans contacts répétés",
                   en="surveys with an effort: share of effort 4 or 5, with and without repeated contacts"),
    )]  # fmt: skip


def _hard(view: View) -> Estimate:
    effort = view.array("surveys", "effort")
    return difference(effort[effort >= 0] >= 4, view.repeated[view.answered][effort >= 0])


# -- comments -----------------------------------------------------------------------------


def _comments(world: World) -> list[Effect]:
    """Who is not a promoter complains of the one thing that happened to him."""
    said = {"late": Text(fr="Commentaire sur le retard", en="Comment on lateness"), "wait": Text(fr="Commentaire sur l’attente", en="Comment on waiting"),
            "repeat": Text(fr="Commentaire sur le suivi", en="Comment on the follow-up")}  # fmt: skip
    return [Effect(
        name=f"comment.{name}", cause=_CAUSES[name], consequence=said[name], value=1 - world.surveys.promoters + fewer, unit="share",
        estimate=partial(_said, theme=name),
        where=Text(fr=f"surveys.verbatim des commandes que cette cause seule a touchées : part qui en parle (mots : {', '.join(WORDS[name])})",
                   en=f"surveys.verbatim of the orders that this cause alone has struck: share that speaks of it (words: {', '.join(WORDS[name])})"),
    ) for name, (_, fewer) in _moved(world).items()]  # fmt: skip


def _said(view: View, theme: str) -> Estimate:
    struck = {"late": view.late, "wait": view.waited, "repeat": view.repeated}
    alone = struck[theme] & (np.sum(list(struck.values()), axis=0) == 1)
    comments = [comment.lower() for comment in view.array("surveys", "verbatim")[alone[view.answered]] if comment]
    return share(np.array([any(word in comment for word in WORDS[theme]) for comment in comments], bool))


# -- loyalty and value --------------------------------------------------------------------


def _loyalty(world: World) -> list[Effect]:
    stay, go = 1 - world.churn, 1 - world.churn - world.churn_detractor
    return [
        Effect(name="again.detractor", cause=Text(fr="Détracteur", en="Detractor"), consequence=_AGAIN, value=float(np.log(go / stay)) if go > 0 else 0.0,
               unit="log ratio", estimate=_again, gated=True,
               where=Text(fr="première réponse de chaque client dans surveys : part qui rachète entre 26 et 206 jours après, "
                             "détracteurs sur autres de même mois (Mantel et Haenszel, logarithme du rapport)",
                          en="first answer of each customer in surveys: share ordering again between 26 and 206 days later, detractors over others of the same month (Mantel and Haenszel, log ratio)")),
        Effect(name="value.order", cause=_AGAIN, consequence=Text(fr="Marge, en euros", en="Margin, in euros"), value=_order_margin(world), unit="euros",
               estimate=_margin,
               where=Text(fr="order_lines et products, première commande de chaque client non recommandé, sans campagne : pièces au prix du tarif moins coût, en euros, avant remise et port",
                          en="order_lines and products, first order of each customer who was not recommended, without a campaign: pieces at list price less cost, in euros, before discount and shipping")),
    ]  # fmt: skip


def _again(view: View) -> Estimate:
    customer, at = view.array("surveys", "customer_id"), seconds(view.array("surveys", "answered_at"))
    place = np.lexsort((at, customer))
    first = place[np.append(True, np.diff(customer[place]) > 0)] if len(place) else place
    first = first[at[first] + 206 * 86_400 < int(seconds(view.end))]
    base = customer[first] * np.int64(1 << 34) + at[first]
    again = np.searchsorted(view.order_moments, base + 206 * 86_400) > np.searchsorted(view.order_moments, base + 26 * 86_400)
    month = view.array("surveys", "answered_at")[first].astype("datetime64[M]").astype(np.int64)
    return ratio_of_shares(again, view.points[first] < 0, month - month.min(initial=month[0])) if len(first) else UNKNOWN


def _order_margin(world: World) -> float:
    """The chance that an article is among those chosen, times its margin, times its pieces (one, or more where there are several)."""
    weight = np.array([item.weight for item in world.products])
    chosen = 1 - (1 - weight / weight.sum())[:, None] ** (np.arange(len(world.lines), dtype=np.int64) + 1)
    there = np.average(chosen, axis=1, weights=world.lines)
    pieces = np.array([1.0 if item.service or item.installed else 1 + world.more_pieces * world.several for item in world.products])
    margin = np.array([item.price_cents - item.cost_cents for item in world.products])
    return float((there * pieces * margin).sum() / 100)


def _margin(view: View) -> Estimate:
    gain = view.array("products", "price_cents") - view.array("products", "cost_cents")
    margin = gain[view.array("order_lines", "product_id") - 1] * view.array("order_lines", "quantity")
    by_order = np.bincount(as_counts(view.row_of(view.array("order_lines", "order_id"))), margin, view.rows("orders"))
    first = view.first_orders
    own = ~view.recommended[first] & (view.array("orders", "campaign_id")[first] < 0)
    return mean(by_order[first[own]] / 100)
