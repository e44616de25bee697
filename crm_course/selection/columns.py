"""What the chapter's frames hold: label and kind of every column, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import Shown, column

from .naming import label

__all__ = ["COLUMNS", "show", "spreadsheet"]

COLUMNS: dict[str, Shown] = {
    "vendor": column("text", "Éditeur", "Vendor"),
    "functions": column("count", "Fonctions (sur 25)", "Functions (of 25)"),
    "cost": column("money", "Coût sur cinq ans", "Cost over five years"),
    "months": column("count", "Mois jusqu’au démarrage", "Months to the start"),
    "languages": column("count", "Langues", "Languages"),
    "in_europe": column("yes", "Données en Europe", "Data in Europe"),
    "value": column("share", "Valeur", "Value"),
    "first": column("share", "Part des premières places", "Share of first places"),
    "criterion": column("text", "Critère", "Criterion", say=label),
    "weight": column("share", "Poids", "Weight"),
    "switch": column("share", "Poids qui renverse", "Weight that topples"),
    "change": column("share", "Écart", "Change", change=True),
    "winner": column("text", "Passe en tête", "Goes first"),
    "dropped": column("text", "Éditeur retiré", "Vendor struck out"),
    "winner_kept": column("yes", "Même vainqueur", "Same winner"),
    "order_kept": column("yes", "Même ordre", "Same order"),
    "year": column("code", "Année", "Year"),
    "licences": column("money", "Licences", "Licences"),
    "integration": column("money", "Intégration", "Integration"),
    "migration": column("money", "Reprise des données", "Data migration"),
    "training": column("money", "Formation", "Training"),
    "support": column("money", "Maintenance", "Support"),
    "hosting": column("money", "Hébergement", "Hosting"),
    "name": column("text", "Tâche", "Task", say=label),
    "mean": column("number", "Durée moyenne (semaines)", "Mean duration (weeks)", decimals=1),
    "sd": column("number", "Écart-type", "Standard deviation", decimals=1),
    "start": column("number", "Début", "Start", decimals=1),
    "end": column("number", "Fin", "End", decimals=1),
    "slack": column("number", "Marge (semaines)", "Slack (weeks)", decimals=1),
    "critical": column("yes", "Critique", "Critical"),
    "criticality": column("share", "Part des tirages où elle retarde tout", "Share of draws in which it delays all"),
    "low": column("count", "Si tout va bien", "If all goes well"),
    "likely": column("count", "Probable", "Likely"),
    "high": column("count", "Si tout va mal", "If it goes badly"),
    "after": column("text", "Après", "After"),
    "risk": column("text", "Obstacle", "Obstacle", say=label),
    "label": column("text", "Obstacle", "Obstacle"),
    "sign": column("text", "Signe", "Sign"),
    "owner": column("text", "Responsable", "Owner"),
    "answer": column("text", "Réponse", "Answer"),
    "probability": column("share", "Probabilité", "Probability"),
    "impact": column("share", "Part du budget perdue", "Share of the budget lost"),
    "expected_loss": column("money", "Perte attendue", "Expected loss"),
    "period": column("code", "Période", "Period"),
    "new": column("count", "Nouveaux", "New"),
    "adopted": column("count", "En tout", "In all"),
    "share": column("share", "Part", "Share"),
    "area": column("text", "Domaine", "Area", say=label),
    "component": column("text", "Composante", "Component", say=label),
    "phase": column("text", "Phase", "Phase", say=label),
    "opens": column("code", "Dans ce cours", "In this course"),
}


def show(frame: pd.DataFrame) -> Any:
    """`frame` as a notebook shows it: labels and units in the language in force."""
    return shown.show(frame, COLUMNS)


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """`frame` as the CSV that a spreadsheet of the language in force opens."""
    return shown.spreadsheet(frame, COLUMNS)
