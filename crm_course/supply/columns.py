"""What the chapter's frames hold: label and kind of every column, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import Shown, column

from . import texts

__all__ = ["COLUMNS", "show", "spreadsheet"]

COLUMNS: dict[str, Shown] = {
    "period": column("code", "Semaine", "Week"),
    "item": column("code", "Article", "Item"),
    "projected": column("number", "Stock projeté", "Projected stock"),
    "promised": column("number", "Commandes promises", "Orders promised"),
    "available_to_promise": column("number", "Encore libre", "Still free"),
    "group": column("text", "Groupe de clients", "Group of customers"),
    "mean": column("number", "Demande attendue", "Expected demand", decimals=0),
    "sd": column("number", "Écart-type", "Standard deviation", decimals=0),
    "order": column("code", "Commande", "Order"),
    "product": column("text", "Article demandé", "Product asked for"),
    "asked": column("text", "Article demandé", "Product asked for"),
    "given": column("text", "Article livré", "Product given"),
    "quantity": column("number", "Unités", "Units"),
    "priority": column("text", "Priorité", "Priority", say=lambda code: texts.RANKS[code].say() if code in texts.RANKS else str(code)),
    "wanted": column("code", "Voulue en semaine", "Wanted in week"),
    "date": column("code", "Promise en semaine", "Promised for week"),
    "kind": column("text", "Promesse", "Promise", say=lambda code: texts.KINDS[code].say()),
    "acceptance": column("share", "Chances d’acceptation", "Chance of acceptance"),
    "value": column("money", "Valeur", "Value"),
    "parcel_id": column("code", "Colis", "Parcel"),
    "status": column("text", "État", "Status", say=lambda code: texts.STATUS[code].say()),
    "since": column("date", "Depuis le", "Since"),
    "late_by": column("days", "Retard", "Late by"),
    "way": column("text", "Solution", "Way", say=lambda code: texts.WAYS[code].say()),
    "days": column("days", "Délai", "Time"),
    "total": column("price", "Coût, délai compris", "Cost, time included"),
    "customer_id": column("code", "Client", "Customer"),
    "segment": column("text", "Segment", "Segment"),
    "channel": column("text", "Canal", "Channel"),
    "customers": column("count", "Clients", "Customers"),
    "minutes": column("number", "Minutes", "Minutes", decimals=0),
    "cost": column("price", "Coût de service", "Cost to serve"),
    "margin": column("money", "Marge avant service", "Margin before serving"),
    "result": column("money", "Résultat", "Result"),
    "orders": column("number", "Commandes", "Orders", decimals=0),
    "capacity_follows": column("money", "Résultat si la capacité suit", "Result if capacity follows"),
    "capacity_stays": column("money", "Résultat si la capacité reste payée", "Result if capacity stays paid"),
    "link": column("text", "Maillon", "Link"),
    "measure": column("text", "Mesure", "Measure"),
}
"""What the columns of the chapter's frames are called, and what they hold."""


def show(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a table in the language in force."""
    return shown.show(frame, COLUMNS)


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """A frame of this chapter as the CSV that the reader's spreadsheet opens."""
    return shown.spreadsheet(frame, COLUMNS)
