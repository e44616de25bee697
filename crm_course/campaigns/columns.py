"""What the chapter's frames hold: label and kind of every column, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import Shown, column

from .texts import label, missed, reason

__all__ = ["COLUMNS", "show", "spreadsheet"]

COLUMNS: dict[str, Shown] = {
    "stage": column("text", "Étape", "Stage", say=label),
    "count": column("count", "Nombre", "Count"),
    "of": column("text", "Sur", "Of", say=label),
    "share": column("share", "Part", "Share"),
    "low": column("share", "Au moins", "At least"),
    "high": column("share", "Au plus", "At most"),
    "campaign": column("text", "Campagne", "Campaign"),
    "sent": column("count", "Envoyés", "Sent"),
    "delivered": column("count", "Arrivés", "Delivered"),
    "opened": column("count", "Ouverts", "Opened"),
    "clicked": column("count", "Cliqués", "Clicked"),
    "unsubscribed": column("count", "Désabonnés", "Unsubscribed"),
    "click_rate": column("share", "Clics sur arrivés", "Clicks of delivered"),
    "cell": column("text", "Cellule", "Cell"),
    "town": column("text", "Commune", "Town"),
    "mailed": column("count", "Messages envoyés", "Messages sent"),
    "orders": column("count", "Commandes", "Orders"),
    "rate": column("share", "Taux observé", "Rate observed"),
    "shrunk": column("share", "Taux rétréci", "Shrunk rate"),
    "profit": column("price", "Profit par message", "Profit per message"),
    "mailed_now": column("yes", "On y écrit", "Written to"),
    "looks": column("count", "Regards", "Looks"),
    "alarms": column("share", "Fausses alertes", "False alarms"),
    "look": column("code", "Regard", "Look"),
    "generation": column("code", "Génération", "Generation"),
    "new": column("number", "Nouveaux", "New"),
    "total": column("number", "En tout", "In all"),
    "customer_id": column("code", "Client", "Customer"),
    "referred_by": column("code", "Parrain", "Referred by"),
    "root": column("code", "Premier de la chaîne", "First of the chain"),
    "brought": column("count", "Amenés", "Brought"),
    "descendants": column("count", "Descendants", "Descendants"),
    "scenario": column("text", "Scénario", "Scenario", say=label),
    "channel": column("text", "Canal", "Channel", say=label),
    "goes": column("yes", "Part", "Goes out"),
    "reason": column("text", "Pourquoi", "Why", say=reason),
    "match": column("text", "Trouvée", "Found", say=label),
    "company": column("text", "Entreprise", "Company"),
    "siret": column("code", "SIRET", "SIRET"),
    "siren": column("code", "SIREN", "SIREN"),
    "register_name": column("text", "Dénomination", "Registered name"),
    "activity": column("code", "Activité", "Activity"),
    "staff_band": column("code", "Effectif", "Size"),
    "day": column("date", "Jour", "Day"),
    "companies": column("count", "Entreprises", "Companies"),
    "task": column("text", "Tâche", "Task", say=label),
    "hours": column("number", "Heures", "Hours"),
    "freed": column("number", "Heures rendues", "Hours given back"),
    "minutes": column("number", "Minutes", "Minutes"),
    "concurrency": column("number", "À la fois", "At once"),
    "occupancy": column("share", "Taux d’occupation", "Occupancy"),
    "ordered": column("share", "Finissent en commande", "End in an order"),
    "cost": column("price", "Coût d’une conversation", "Cost of a conversation"),
    "cost_per_order": column("price", "Coût d’une commande", "Cost of an order"),
}


def show(frame: pd.DataFrame) -> Any:
    """`frame` as a notebook shows it: labels and units in the language in force."""
    renamed = frame.rename(columns={"sent": "goes"}) if "scenario" in frame.columns else frame  # a scenario's message, not a count
    return shown.show(renamed, _columns(frame))


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """`frame` as the CSV that a spreadsheet of the language in force opens."""
    return shown.spreadsheet(frame, _columns(frame))


def _columns(frame: pd.DataFrame) -> dict[str, Shown]:
    """The columns of `frame`: why a company was not found is not why a message was held back."""
    return {**COLUMNS, "reason": column("text", "Pourquoi pas", "Why not", say=missed)} if "match" in frame.columns else COLUMNS
