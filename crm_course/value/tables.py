"""What the chapter's columns are called and what their figures are, said once; and one way to show its frames."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import column

from . import labels

__all__ = ["COLUMNS", "table"]

COLUMNS = {
    "customer_id": column("code", "Client", "Customer"),
    "days_since_last": column("days", "Depuis le dernier achat", "Since the last purchase"),
    "days_since_first": column("days", "Depuis le premier achat", "Since the first purchase"),
    "usual_gap": column("days", "Écart habituel", "Usual gap"),
    "orders": column("count", "Commandes", "Orders"),
    "frequency": column("count", "Jours de rachat", "Repeat days"),
    "recency": column("number", "Semaines entre premier et dernier achat", "Weeks from first to last purchase", decimals=1),
    "T": column("number", "Semaines observées", "Weeks observed", decimals=1),
    "monetary_value": column("price", "Montant moyen d’un rachat", "Mean of a repeat purchase"),
    "spend": column("money", "Dépense", "Spend"),
    "r": column("count", "R", "R"),
    "f": column("count", "F", "F"),
    "m": column("count", "M", "M"),
    "segment": column("text", "Groupe", "Segment", say=labels.said),
    "measure": column("text", "Mesure", "Measure", say=labels.said),
    "score": column("count", "Note", "Score"),
    "lowest": column("number", "De", "From"),
    "highest": column("number", "À", "To"),
    "customers": column("count", "Clients", "Customers"),
    "time": column("number", "Temps", "Time"),
    "at_risk": column("count", "Encore suivis", "At risk"),
    "share": column("share", "Part restante", "Share left"),
    "alive": column("share", "Chance d’être encore client", "Chance of still being a customer"),
    "expected": column("number", "Achats attendus", "Expected purchases", decimals=2),
    "value": column("money", "Valeur", "Value"),
    "low": column("money", "De (8 fois sur 10)", "From (8 in 10)"),
    "high": column("money", "À", "To"),
    "rank": column("count", "Rang parmi ses enseignes", "Rank among his shops"),
    "share_of_wallet": column("share", "Part de ses achats", "Share of wallet"),
    "expected_share": column("share", "Attendue de son rang (sur trois)", "Expected of his rank (of three)"),
    "elsewhere": column("money", "Dépense en tout", "Spend in all"),
    "stake": column("money", "En jeu", "At stake"),
    "position": column("text", "Position", "Position", say=labels.said),
    "stage": column("text", "Étape", "Stage", say=labels.said),
    "moment": column("text", "Dernier moment de vérité", "Last moment of truth", say=labels.said),
    "action": column("text", "Action", "Action", say=labels.said),
    "category": column("text", "Catégorie sensible", "Sensitive category", say=labels.said),
    "profit": column("money", "Profit", "Profit"),
    "cumulative": column("money", "Profit cumulé", "Profit added up"),
    "customers_share": column("share", "Part des clients", "Share of customers"),
    "group": column("count", "Dixième", "Tenth"),
    "predicted": column("share", "Annoncé", "Predicted"),
    "actual": column("share", "Constaté", "Actual"),
    "article": column("text", "Article", "Article"),
    "other": column("text", "Avec", "With"),
    "kind": column("text", "Nature", "Kind", say=labels.said),
    "share_with": column("share", "Des paniers avec le premier", "Of baskets with the first"),
    "other_with": column("share", "Des paniers avec le second", "Of baskets with the second"),
    "lift": column("number", "Rapport au hasard", "Lift", decimals=2),
    "brand": column("text", "Marque", "Brand"),
    "interactive_share": column("share", "Part des canaux interactifs", "Share of interactive channels"),
    "customer_value": column("money", "Valeur d’un client par an", "Value of a customer a year"),
    "channel_level": column("count", "Niveau permis par les canaux", "Level that channels allow"),
    "value_level": column("count", "Niveau payé par la valeur", "Level that value pays for"),
    "level": column("count", "Niveau", "Level"),
    "strategy": column("text", "Stratégie de service", "Service strategy", say=labels.said),
    "held_by": column("text", "Retenue par", "Held by", say=labels.said),
    "satisfaction": column("number", "Satisfaction (points)", "Satisfaction (points)"),
    "perceived_value": column("number", "Valeur perçue (points)", "Perceived value (points)"),
    "cost": column("money", "Coût par an", "Cost a year"),
    "offers": column("text", "Offres personnelles", "Personal offers"),
    "gifts": column("text", "Cadeaux", "Gifts"),
    "delivery": column("text", "Délai de livraison", "Delivery time"),
    "opening_hours": column("text", "Horaires", "Opening hours"),
    "answers": column("text", "Réponses aux réclamations", "Answers to complaints"),
    "before": column("text", "Avant", "Before", say=labels.said),
    "write": column("yes", "Écrire ?", "Write?"),
    "stay": column("share", "Chance d’achat", "Chance to buy"),
    "best_value": column("money", "Valeur en s’arrêtant à temps", "Value when stopping in time"),
}
"""Every column that a reader sees; limits are euros unless a frame says otherwise."""

_PLAIN = {"low": column("number", "De", "From", decimals=2), "high": column("number", "À", "To", decimals=2)}
_SHARES = {"low": column("share", "De", "From"), "high": column("share", "À", "To")}


def table(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a notebook shows it: labels, units, codes in words."""
    limits = _SHARES if {"predicted", "at_risk"} & set(frame) else _PLAIN if "lift" in frame else {}
    columns = {**COLUMNS, **limits}
    if "recency" in frame and "stay" in frame:
        columns["recency"] = column("count", "Périodes sans achat", "Periods without a purchase")
    if "at_risk" in frame and "time" not in frame:  # a position, not those still observed
        columns["at_risk"] = column("count", labels.LABELS["at_risk"].fr, labels.LABELS["at_risk"].en)
    return shown.show(frame, columns, name=labels.said)
