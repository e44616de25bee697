"""What the chapter's frames hold: label and kind of every column, declared once.

Scores are in points from −100 to 100 (NPS, CES) or shares (CSAT); which, says the frame.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import Shown, column

__all__ = ["COLUMNS", "show", "spreadsheet"]

COLUMNS: dict[str, Shown] = {
    "measure": column("text", "Mesure", "Measure"),
    "value": column("number", "Valeur", "Value", decimals=1),
    "low": column("number", "Borne basse", "Lower limit", decimals=1),
    "high": column("number", "Borne haute", "Upper limit", decimals=1),
    "unit": column("text", "Unité", "Unit"),
    "responses": column("count", "Réponses", "Answers"),
    "convention": column("text", "Convention", "Convention"),
    "effective_responses": column("number", "Réponses efficaces", "Effective answers"),
    "mean": column("number", "Moyenne", "Mean"),
    "nps": column("points", "NPS", "NPS"),
    "score": column("points", "Score", "Score"),
    "share": column("share", "Part de satisfaits", "Share satisfied"),
    "promoter_share": column("share", "Promoteurs", "Promoters"),
    "passive_share": column("share", "Passifs", "Passives"),
    "detractor_share": column("share", "Détracteurs", "Detractors"),
    "low_share": column("share", "Effort faible", "Low effort"),
    "medium_share": column("share", "Effort moyen", "Medium effort"),
    "high_share": column("share", "Effort élevé", "High effort"),
    "p_value": column("number", "p", "p"),
    "adjusted_p_value": column("number", "p (Holm)", "p (Holm)"),
    "more_than_noise": column("yes", "Plus que le hasard", "More than noise"),
    "coverage": column("share", "Intervalles justes", "Intervals that hold"),
    "promised": column("share", "Promis", "Promised"),
    "width": column("number", "Largeur (points)", "Width (points)"),
    "calls": column("count", "Appels", "Calls"),
}
"""What the columns of the chapter's frames are called, and what they hold."""


def show(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a table in the language in force."""
    return shown.show(frame, COLUMNS)


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """A frame of this chapter as the CSV that the reader's spreadsheet opens."""
    return shown.spreadsheet(frame, COLUMNS)
