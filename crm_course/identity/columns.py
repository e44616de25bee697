"""What the chapter's frames hold: label and kind of every column, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.language import Text
from crm_course.foundations.shown import Shown, column

from . import texts

__all__ = ["COLUMNS", "field_name", "show"]


def field_name(code: Any) -> str:
    """A field in the language in force."""
    known: Text | None = texts.FIELDS.get(str(code))
    return known.say() if known else str(code)


def _level(code: Any) -> str:
    known: Text | None = texts.LEVELS.get(str(code))
    return known.say() if known else str(code)


_SIDES = {f"{name}_{side}": Shown(label=Text(fr=f"{label.fr} {side.upper()}", en=f"{label.en} {side.upper()}"), kind="text")
          for name, label in texts.FIELDS.items() for side in "ab"}  # fmt: skip

COLUMNS: dict[str, Shown] = _SIDES | {
    "record_id": column("code", "Fiche", "Record"),
    "customer_id": column("code", "Client", "Customer"),
    "probability": column("share", "Une seule personne", "One person"),
    "a": column("code", "Fiche A", "Record A"),
    "b": column("code", "Fiche B", "Record B"),
    "field": column("text", "Rubrique", "Field", say=field_name),
    "value": column("text", "Valeur", "Value"),
    "level": column("text", "Accord", "Agreement", say=_level),
    "weight": column("number", "Poids (bits)", "Weight (bits)", decimals=1, change=True),
    "m": column("share", "Chez une même personne", "In one person"),
    "u": column("share", "Par hasard", "By accident"),
    "share": column("share", "Demandé à", "Asked of"),
    "filled": column("share", "Rempli", "Filled"),
    "precision": column("share", "Précision", "Precision"),
    "recall": column("share", "Rappel", "Recall"),
    "f1": column("share", "F1", "F1"),
    "customers": column("count", "Clients comptés", "Customers counted"),
    "low": column("count", "Au moins", "At least"),
    "high": column("count", "Au plus", "At most"),
    "silo": column("text", "Outil", "Tool", say=field_name),
    "records": column("count", "Fiches", "Records"),
    "decision": column("code", "Décision", "Decision"),
    "kind": column("text", "Nature", "Kind", say=_level),
    "undoes": column("code", "Annule", "Undoes"),
    "who": column("text", "Auteur", "Author"),
    "at": column("date", "Le", "On"),
    "why": column("text", "Raison", "Reason"),
    "channel": column("text", "Canal", "Channel"),
    "purpose": column("text", "Finalité", "Purpose"),
    "status": column("text", "État", "Status", say=_level),
}  # fmt: skip


def show(frame: pd.DataFrame) -> Any:
    """`frame` as a notebook shows it: labels and units in the language in force."""
    return shown.show(frame, COLUMNS)
