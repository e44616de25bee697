"""What the chapter's frames hold: label and kind of every column, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import Kind, Shown, column

from .texts import label, path_label

__all__ = ["COLUMNS", "MEASURES", "show", "spreadsheet", "table"]

MEASURES: dict[str, Kind] = {"active_channels": "count"}
"""Measures that are counts, among others that are shares."""

COLUMNS: dict[str, Shown] = {
    "path": column("text", "Parcours", "Path", say=path_label),
    "journeys": column("count", "Parcours (nombre)", "Journeys"),
    "conversions": column("count", "Achats", "Purchases"),
    "conversion": column("share", "Taux d’achat", "Conversion", by_row=True),
    "value": column("money", "Montant", "Value"),
    "channel": column("text", "Canal", "Channel", say=label),
    "credit": column("number", "Crédit (achats)", "Credit (purchases)"),
    "share": column("share", "Part", "Share", by_row=True),
    "low": column("share", "Borne basse", "Low", by_row=True),
    "high": column("share", "Borne haute", "High", by_row=True),
    "removal_effect": column("share", "Effet de retrait", "Removal effect", by_row=True),
    "model": column("text", "Modèle", "Model", say=label),
    "misplaced": column("share", "Crédit mal placé", "Credit misplaced", by_row=True),
    "overstated": column("number", "Crédit / effet réel", "Credit / true effect"),
    "rank_correlation": column("number", "Corrélation des rangs", "Rank correlation"),
    "true_share": column("share", "Part réelle", "True share", by_row=True),
    "true_purchases": column("number", "Achats causés", "Purchases caused"),
    "source": column("text", "De", "From", say=label),
    "target": column("text", "Vers", "To", say=label),
    "count": column("count", "Nombre", "Count"),
    "stage": column("text", "Phase", "Stage", say=label),
    "customers": column("count", "Clients", "Customers"),
    "dropped": column("share", "Perdus", "Lost", by_row=True),
    "median_days": column("number", "Délai médian (jours)", "Median delay (days)"),
    "median_hours": column("number", "Délai médian (heures)", "Median delay (hours)"),
    "part": column("text", "Composante", "Part", say=label),
    "measured": column("share", "Mesuré", "Measured", by_row=True),
    "silo": column("share", "En silos", "In silos", by_row=True),
    "strategy": column("text", "Stratégie", "Strategy", say=label),
    "measure": column("text", "Mesure", "Measure", say=label),
    "least": column("share", "Seuil", "Least", by_row=True),
    "met": column("yes", "Atteint", "Met"),
    "category": column("text", "Rayon", "Category", say=label),
    "segment": column("text", "Segment", "Segment", say=label),
    "purchases": column("count", "Achats", "Purchases"),
    "identified": column("count", "Identifiés", "Identified"),
    "researched": column("count", "Préparés", "Prepared"),
    "rate": column("share", "Taux", "Rate", by_row=True),
    "coverage": column("share", "Couverture", "Coverage", by_row=True),
    "floor": column("share", "Au moins", "At least", by_row=True),
    "ceiling": column("share", "Au plus", "At most", by_row=True),
    "published": column("share", "Panel 2016", "2016 panel", by_row=True),
    "visit": column("text", "Visite", "Visit", say=label),
    "visits": column("count", "Visites", "Visits"),
    "bought": column("count", "Achats", "Purchases"),
    "value_per_visit": column("money", "Montant par visite", "Value per visit"),
    "contacts": column("count", "Contacts", "Contacts"),
    "point": column("text", "Point de friction", "Friction point", say=label),
    "switches": column("count", "Changements", "Switches"),
    "unknown": column("count", "Sans reprise", "Not carried over"),
    "before": column("share", "Avant", "Before", by_row=True),
    "during": column("share", "Pendant", "During", by_row=True),
    "after": column("share", "Après", "After", by_row=True),
    "cost": column("money", "Coût", "Cost"),
    "cost_per_purchase": column("money", "Coût par achat", "Cost per purchase"),
    "value_per_euro": column("number", "€ de ventes par € dépensé", "€ of sales per € spent"),
    "one": column("share", "Groupe A", "Group A", by_row=True),
    "other": column("share", "Groupe B", "Group B", by_row=True),
    "with_it": column("share", "Achètent, avec ce canal", "Buy, with this channel"),
    "without_it": column("share", "Achètent, sans lui", "Buy, without it"),
    "difference": column("gap", "Écart", "Difference"),
    "p_value": column("number", "p", "p"),
    "adjusted": column("number", "p (Holm)", "p (Holm)"),
    "thin": column("yes", "Trop peu de données", "Too few data"),
    "caused": column("number", "Achats causés", "Purchases caused"),
    "lift": column("share", "Gain de conversion", "Lift", by_row=True),
    "group": column("text", "Groupe", "Group", say=label),
    "buyers": column("count", "Acheteurs", "Buyers"),
    "moment": column("text", "Moment", "Moment", say=label),
    "failed": column("share", "Échecs", "Failures", by_row=True),
}
"""What the columns of the chapter's frames are called, and what they hold."""


def show(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a table in the language in force.

    >>> from crm_course.foundations import language
    >>> with language.speaking("en"):
    ...     shown = show(pd.DataFrame({"channel": ["shop"], "share": [0.375]}))
    >>> shown.data.columns.tolist(), shown.data.iloc[0].tolist()
    (['Channel', 'Share'], ['Shop', '37.5%'])
    """
    return shown.show(frame, COLUMNS, name=label, rows=MEASURES)


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """A frame of this chapter as the CSV that the reader's spreadsheet opens."""
    return shown.spreadsheet(frame, COLUMNS, name=label)


table = show
"""The name that :func:`show` had."""
