"""The words of the card, of daily work, of desk and pipeline."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import LABELS, column

# -- the card -----------------------------------------------------------------------------

SUMMARY = Text(
    fr="{name} – achats : {revenue:money} (commandes : {orders:number}) ; contacts : {contacts:number}, canaux : {channels:number}.",
    en="{name} – purchases: {revenue:money} (orders: {orders:number}); contacts: {contacts:number}, channels: {channels:number}.",
)
ERASED = Text(
    fr="Fiche effacée le {day:date} : seules les écritures comptables sont gardées, sous le n° {number}.",
    en="Card erased on {day:date}: only the accounts are kept, under number {number}.",
)
UNNAMED = Text(fr="Client n° {number}", en="Customer {number}")
SECTIONS = {
    "profile": Text(fr="Profil", en="Profile"),
    "value": Text(fr="Valeur", en="Value"),
    "actions": Text(fr="À faire", en="To do next"),
    "consents": Text(fr="Consentements", en="Consents"),
    "timeline": Text(fr="Derniers contacts", en="Latest contacts"),
    "tickets": Text(fr="Demandes", en="Tickets"),
    "orders": Text(fr="Commandes", en="Orders"),
}
EMPTY = Text(fr="Rien pour l’instant.", en="Nothing so far.")
FIELDS = {
    "field": Text(fr="Rubrique", en="Field"),
    "line": Text(fr="Ligne", en="Line"),
    "customer_id": Text(fr="Fiche", en="Card"),
    "shared": Text(fr="En commun", en="Shared"),
    "against": Text(fr="Mais", en="But"),
    "count": Text(fr="Fiches", en="Cards"),
    "before": Text(fr="Avant", en="Before"),
    "after": Text(fr="Après", en="After"),
    "header": Text(fr="Colonne du fichier", en="Column of the file"),
    "value": Text(fr="Valeur", en="Value"),
    "contacts": Text(fr="Coordonnées", en="Contact points"),
    "orders": Text(fr="Commandes", en="Orders"),
    "revenue": Text(fr="Chiffre d’affaires", en="Turnover"),
    "basket": Text(fr="Panier moyen", en="Mean basket"),
    "first_order": Text(fr="Première commande", en="First order"),
    "last_order": Text(fr="Dernière commande", en="Latest order"),
    "recommend": Text(fr="Dernière note de recommandation", en="Latest score of recommendation"),
    "due": Text(fr="Échéance", en="Due"),
    "action": Text(fr="Action", en="Action"),
    "ts": Text(fr="Date", en="Date"),
    "kind": Text(fr="Nature", en="Kind"),
    "channel": Text(fr="Canal", en="Channel"),
    "what": Text(fr="Quoi", en="What"),
    "amount": Text(fr="Montant", en="Amount"),
    "purpose": Text(fr="Finalité", en="Purpose"),
    "status": Text(fr="État", en="Status"),
    "words": Text(fr="Détail", en="Detail"),
    "reason": Text(fr="Raison", en="Reason"),
    "address": Text(fr="Coordonnée", en="Address or number"),
    "allowed": Text(fr="Permises", en="Allowed"),
    "all": Text(fr="Fiches", en="Cards"),
    "on": Text(fr="Date", en="Date"),
    "number": Text(fr="N°", en="No."),
    "last_contact": Text(fr="Dernier signe de la personne", en="Last sign of the person"),
    "kept_until": Text(fr="À garder jusqu’au", en="To be kept until"),
}

ACT_REQUEST = Text(fr="Répondre à sa demande RGPD ({what})", en="Answer the GDPR request ({what})")
ACT_TICKET_LATE = Text(fr="Répondre : demande n° {number} en retard ({what})", en="Answer: ticket {number} is late ({what})")
ACT_TICKET = Text(fr="Traiter la demande n° {number} ({what})", en="Handle ticket {number} ({what})")
ACT_TASK = Text(fr="{words}", en="{words}")
ACT_QUOTE = Text(
    fr="Relancer l’affaire n° {number} ({what}), sans contact depuis 14 jours",
    en="Follow up sale {number} ({what}), no contact for 14 days",
)
ACT_DETRACTOR = Text(
    fr="Rappeler : note {score:number0} à la dernière enquête, sans contact depuis",
    en="Call back: score {score:number0} in the latest survey, no contact since",
)
ACT_CONSENT = Text(
    fr="À la prochaine visite, demander si l’on peut informer cette personne, et par quel moyen",
    en="At the next visit, ask whether this person may be kept informed, and how",
)

# -- daily work ---------------------------------------------------------------------------

WORDS_RULE = Text(fr="quelques mots", en="a few words")
ROWS_RULE = Text(fr="une ligne avec des colonnes de la table ({columns})", en="a row with columns of the table ({columns})")
TASK_RULE = Text(fr="le numéro d’une tâche à faire", en="the number of a task still to do")
TICKET_RULE = Text(fr="le numéro d’une demande ouverte", en="the number of an open ticket")
SALE_RULE = Text(fr="le numéro d’une affaire", en="the number of a sale")

# -- desk ---------------------------------------------------------------------------------

DESK = Text(
    fr="Demandes ouvertes : {open:number}, dont en retard : {late:number}. Premier motif : « {reason} » ({share:percent0}).",
    en="Open tickets: {open:number}, late: {late:number}. First reason: “{reason}” ({share:percent0}).",
)
DESK_EMPTY = Text(fr="Aucune demande ouverte.", en="No open ticket.")

# -- pipeline -----------------------------------------------------------------------------

PIPELINE = Text(
    fr="Affaires en cours : {count:number}, pour {amount:money}. Prévision pondérée : {forecast:money}, à {spread:money} près.",
    en="Open sales: {count:number}, for {amount:money}. Weighted forecast: {forecast:money}, give or take {spread:money}.",
)
PIPELINE_EMPTY = Text(fr="Aucune affaire en cours.", en="No open sale.")

# -- charts -------------------------------------------------------------------------------

TIMELINE_TITLE = Text(
    fr="{name} – contacts : {contacts:number}, surtout : {channel}", en="{name} – contacts: {contacts:number}, mostly: {channel}"
)
NO_CHANNEL = Text(fr="Canal inconnu", en="Channel unknown")
TIMELINE_QUIET = Text(fr="{name} : aucun contact connu", en="{name}: no contact known")
TIMELINE_SUBTITLE = Text(
    fr="Un point par contact, tous canaux ; un achat est un losange.", en="A point for each contact, any channel; a purchase is a diamond."
)
REACH_TITLE = Text(
    fr="Fiches joignables par téléphone : {before:number} le {first:date}, {after:number} le {last:date}",
    en="Cards that may be called by phone: {before:number} on {first:date}, {after:number} on {last:date}",
)
REACH_SUBTITLE = Text(
    fr="Fiches que la loi permet de solliciter, sur {all:number}, par canal et par date ; au bout des barres, leur nombre.",
    en="Cards that the law allows to solicit, of {all:number}, by channel and date; the count at the end of the bars.",
)
DESK_TITLE_LATE = Text(
    fr="{late:number} réponses sont en retard, sur {open:number} attendues", en="{late:number} answers are late, of {open:number} awaited"
)
DESK_TITLE = Text(fr="Aucun retard : {open:number} réponses attendues", en="Nothing is late: {open:number} answers awaited")
DESK_SUBTITLE = Text(fr="Demandes ouvertes le {day:date}, par motif.", en="Open tickets on {day:date}, by reason.")
ON_TIME = Text(fr="Dans les délais", en="On time")
LATE = Text(fr="En retard", en="Late")
PIPELINE_TITLE = Text(
    fr="{forecast:money} à attendre sur {amount:money} en cours", en="{forecast:money} to expect of {amount:money} in progress"
)
PIPELINE_SUBTITLE = Text(
    fr="Montants par étape ; en bleu, pondérés par la chance d’aboutir (somme : à {spread:money} près).",
    en="Amounts by stage; in blue, weighted by the chance to win (sum: give or take {spread:money}).",
)
AMOUNT = Text(fr="Montant (€)", en="Amount (€)")
WEIGHTED = Text(fr="Pondéré", en="Weighted")
WHOLE = Text(fr="En cours", en="In progress")
COUNT = Text(fr="Nombre de fiches", en="Number of cards")
TICKETS = Text(fr="Nombre de demandes", en="Number of tickets")


# -- codes in words -----------------------------------------------------------------------


def label(code: Any) -> str:
    """A code in words, in the language in force; what has no label stands for itself."""
    if code is None or pd.isna(code):
        return ""
    return LABELS.get(str(code), Text.literal(str(code))).say()


def field_label(name: str) -> str:
    """The label of a column of the customers' table."""
    return column("customers", name).label.say()
