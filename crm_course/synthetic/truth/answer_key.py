"""The answer key: what a learner can be asked of his own data, with tolerances and their reasons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.language import Text

from ..dataset import Dataset
from ..effects.view import View

__all__ = ["answer_key"]

_ROUNDING = Text(fr="arrondi", en="rounding")
_EXACT = Text(fr="exact", en="exact")
_CHANCE = Text(
    fr="deux erreurs types : la valeur plantée, vue à travers ces données",
    en="two standard errors: the planted value, seen through these data",
)


@dataclass(frozen=True, slots=True)
class _Question:
    name: str
    text: Text
    unit: str
    answer: Callable[[View], float]
    tolerance: float
    reason: Text
    channel: str = ""
    """Asked only where customers order through this channel."""


def _mean(values: NDArray[Any]) -> float:
    """The mean, or NaN of nothing."""
    return float(values.mean()) if len(values) else np.nan


def _nps(view: View) -> float:
    return _mean(view.points)


def _non_order_calls(view: View) -> float:
    offered = view.array("calls", "offered")
    return float(offered[view.holds("calls", "queue", "support")].sum() / max(offered.sum(), 1))


def _served(view: View) -> float:
    return float(view.array("calls", "answered_in_20s").sum() / max(int(view.array("calls", "offered").sum()), 1))


_QUESTIONS = (
    _Question("orders", Text(fr="Nombre de commandes", en="Number of orders"), "orders", lambda view: float(view.rows("orders")), 0, _EXACT),
    _Question("turnover", Text(fr="Chiffre d’affaires (total_cents, en euros)", en="Turnover (total_cents, in euros)"), "€",
              lambda view: float(view.array("orders", "total_cents").sum()) / 100, 0.5, _ROUNDING),
    _Question("basket", Text(fr="Panier moyen, en euros", en="Average order, in euros"), "€",
              lambda view: _mean(view.array("orders", "total_cents")) / 100, 0.5, _ROUNDING),
    _Question("late", Text(fr="Part des livraisons en retard, parmi les livrées", en="Share of late deliveries, among those delivered"), "share",
              lambda view: _mean(view.holds("deliveries", "status", "late")[~np.isnat(view.array("deliveries", "delivered_on"))]), 0.005, _ROUNDING),
    _Question("nps", Text(fr="NPS de toutes les réponses", en="NPS of all answers"), "points", _nps, 0.5, _ROUNDING),
    _Question("satisfied", Text(fr="Part de satisfaits (4 ou 5)", en="Share satisfied (4 or 5)"), "share",
              lambda view: _mean(view.array("surveys", "satisfaction") >= 4), 0.005, _ROUNDING),
    _Question("non-order", Text(fr="Part des appels hors commande (file support)", en="Share of non-order calls (support queue)"), "share", _non_order_calls, 0.005, _ROUNDING),
    _Question("served", Text(fr="Part des appels reçus qui sont décrochés en 20 s", en="Share of the calls offered that are answered within 20 s"), "share", _served, 0.005, _ROUNDING),
    _Question("consent", Text(fr="Clients que l’on peut démarcher par e-mail le dernier jour", en="Customers who may be e-mailed on the last day"), "customers",
              lambda view: float(_consenting(view)), 0, _EXACT),
    _Question("researched", Text(fr="Part des achats en magasin préparés sur le site (projets d’achat)", en="Share of shop purchases prepared on the site (purchase projects)"), "share",
              lambda view: _prepared(view), 0.005, _ROUNDING, "shop"),
)  # fmt: skip


def _consenting(view: View) -> int:
    mail = view.holds("consents", "channel", "email")
    return int((mail & view.holds("consents", "status", "granted")).sum() - (mail & view.holds("consents", "status", "withdrawn")).sum())


def _prepared(view: View) -> float:
    bought = (view.array("orders", "opportunity_id") >= 0) & view.holds("orders", "channel", "shop")
    return _mean(view.researched[bought])


def answer_key(made: Dataset) -> pd.DataFrame:
    """Question, answer on the clean tables, unit, tolerance and its reason; then the effects to find."""
    view, ways = made.view, {channel for channel, *_ in made.plan.world.order_channels}
    rows = [{"name": asked.name, "question": asked.text.say(), "answer": asked.answer(view), "unit": asked.unit, "tolerance": asked.tolerance,
             "reason": asked.reason.say()} for asked in _QUESTIONS if not asked.channel or asked.channel in ways]  # fmt: skip
    effects = {effect.name: effect for effect in made.planted}
    for name, estimate, error in made.estimates[["name", "estimate", "error"]].itertuples(index=False):
        effect = effects[name]
        if effect.gated:
            question = f"{effect.cause.say()} → {effect.consequence.say()}"
            rows.append(
                {
                    "name": name,
                    "question": question,
                    "answer": estimate,
                    "unit": effect.unit,
                    "tolerance": 2 * error,
                    "reason": _CHANCE.say(),
                }
            )
    return pd.DataFrame(rows)
