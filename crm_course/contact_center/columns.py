"""What the chapter's frames hold: label and kind of every column, declared once."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.shown import Shown, column

from .week.contact_reasons import reason_label

__all__ = ["COLUMNS", "show", "spreadsheet"]

COLUMNS: dict[str, Shown] = {
    "agents": column("count", "Conseillers en ligne", "Agents at the phones"),
    "service_level": column("share", "Qualité de service", "Service level"),
    "gain": column("gap", "Apport du dernier conseiller", "Brought by the last agent"),
    "mean_wait_seconds": column("number", "Attente moyenne (s)", "Mean wait (s)", decimals=1),
    "occupancy": column("share", "Taux d’occupation", "Occupancy"),
    "abandonment_share": column("share", "Abandons", "Abandoned"),
    "start_hour": column("number", "Heure", "Hour"),
    "calls": column("count", "Appels", "Calls"),
    "handle_seconds": column("number", "DMT (s)", "AHT (s)"),
    "required": column("count", "Conseillers requis", "Agents required"),
    "load": column("number", "Charge (erlangs)", "Load (erlangs)"),
    "wait_share": column("share", "Part qui attend", "Share that waits"),
    "waits_longer": column("share", "Part qui attend plus longtemps", "Share that waits longer"),
    "service_level_less_abandons": column("share", "QS sans les abandons rapides", "Service level less quick abandons"),
    "service_level_of_answered": column("share", "QS des appels servis", "Service level of calls answered"),
    "mean_wait_served_seconds": column("number", "Attente des appels servis (s)", "Wait of calls served (s)", decimals=1),
    "mean_wait_waiting_seconds": column("number", "Attente de ceux qui attendent (s)", "Wait of those who wait (s)", decimals=1),
    "queue_length": column("number", "Personnes en attente", "People waiting"),
    "mean_queue": column("number", "Personnes en attente", "People waiting"),
    "left_at_end": column("number", "Personnes à la fin", "People at the end"),
    "planned_wait_share": column("share", "Part qui attend (prévue)", "Share that waits (planned)"),
    "planned_service_level": column("share", "QS (prévue)", "Service level (planned)"),
    "within_seconds": column("number", "En moins de (s)", "Within (s)"),
    "patience_seconds": column("number", "Patience (s)", "Patience (s)"),
    "seconds": column("number", "Attente (s)", "Wait (s)"),
    "wait": column("number", "Attente (s)", "Wait (s)"),
    "agents_per_point": column("number", "Conseillers par point", "Agents per point"),
    "hourly_cost_per_point": column("price", "Coût horaire d’un point", "Hourly cost of a point"),
    "agents_with_cap": column("count", "Conseillers avec le plafond", "Agents with the cap"),
    "start": column("text", "Début", "Start"),
    "end": column("text", "Fin", "End"),
    "day": column("date", "Jour", "Day"),
    "shift": column("text", "Vacation", "Shift"),
    "agent": column("text", "Conseiller", "Agent"),
    "hours": column("number", "Heures au planning", "Hours on the roster"),
    "if_many": column("share", "QS si les appels montent", "Service level if calls rise"),
    "low": column("count", "Limite basse (80 %)", "Lower limit (80%)"),
    "high": column("count", "Limite haute (80 %)", "Upper limit (80%)"),
    "low95": column("count", "Limite basse (95 %)", "Lower limit (95%)"),
    "high95": column("count", "Limite haute (95 %)", "Upper limit (95%)"),
    "reason": column("code", "Motif", "Reason", say=reason_label),
    "family": column("text", "Famille", "Family"),
    "contacts": column("count", "Contacts", "Contacts"),
    "share": column("share", "Part", "Share"),
    "minutes": column("count", "Minutes", "Minutes"),
    "cost": column("money", "Coût", "Cost"),
    "rule": column("code", "Règle", "Rule"),
    "value": column("number", "Relevé", "Found"),
    "limit": column("number", "Limite", "Limit"),
    "article": column("text", "Article", "Article"),
    "tool": column("text", "Outil", "Tool"),
    "euros": column("money", "Euros par an", "Euros a year"),
    "place": column("text", "Où", "Where"),
    "trade": column("text", "Métier", "Trade"),
    "kind": column("text", "Travail", "Work"),
    "in_time": column("number", "Dans les délais (h)", "In time (h)"),
    "late": column("number", "En retard (h)", "Late (h)"),
    "left": column("number", "Non fait (h)", "Not done (h)"),
    "leaves": column("yes", "Peut partir", "May leave"),
    "why": column("text", "Pourquoi", "Why"),
    "saved": column("money", "Économie", "Saved"),
    "base": column("count", "Ligne de base", "Base line"),
    "over": column("count", "Débordement", "Overflow"),
    "agents_base": column("count", "Conseillers de la base", "Agents of the base"),
    "agents_over": column("count", "Conseillers du débordement", "Agents of the overflow"),
    "agents_pooled": column("count", "Conseillers en une seule file", "Agents in one queue"),
    "indicator": column("text", "Indicateur", "Indicator"),
    "norm": column("number", "Norme", "Norm"),
    "kept": column("yes", "Tenue", "Kept"),
    "valid": column("yes", "Calculable", "Can be computed"),
}
"""What the columns of the chapter's frames are called, and what they hold."""


def show(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a table in the language in force."""
    return shown.show(frame, COLUMNS)


def spreadsheet(frame: pd.DataFrame) -> bytes:
    """A frame of this chapter as the CSV that the reader's spreadsheet opens."""
    return shown.spreadsheet(frame, COLUMNS)
