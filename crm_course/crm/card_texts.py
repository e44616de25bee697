"""The words of the card, of daily work, of desk and pipeline."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- the card -----------------------------------------------------------------------------

SUMMARY = Text(
    fr="{name} : {orders:number} commande(s), {revenue:money}, {contacts:number} contact(s) sur {channels:number} canal(aux).",
    en="{name}: {orders:number} order(s), {revenue:money}, {contacts:number} contact(s) over {channels:number} channel(s).",
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
    "consents": Text(fr="Ce qu’il accepte", en="What was agreed to"),
    "timeline": Text(fr="Derniers contacts", en="Latest contacts"),
    "tickets": Text(fr="Demandes", en="Tickets"),
    "orders": Text(fr="Commandes", en="Orders"),
}
EMPTY = Text(fr="Rien pour l’instant.", en="Nothing so far.")
FIELDS = {
    "field": Text(fr="Rubrique", en="Field"),
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
    fr="Demander, à la prochaine visite, comment il souhaite être informé", en="At the next visit, ask how to be kept informed"
)

# -- daily work ---------------------------------------------------------------------------

WORDS_RULE = Text(fr="quelques mots", en="a few words")
ROWS_RULE = Text(fr="une ligne avec des colonnes de la table ({columns})", en="a row with columns of the table ({columns})")
TASK_RULE = Text(fr="le numéro d’une tâche à faire", en="the number of a task still to do")
TICKET_RULE = Text(fr="le numéro d’une demande ouverte", en="the number of an open ticket")
SALE_RULE = Text(fr="le numéro d’une affaire", en="the number of a sale")

# -- desk ---------------------------------------------------------------------------------

DESK = Text(
    fr="{open:number} demande(s) ouverte(s), dont {late:number} en retard. Premier motif : {reason} ({share:percent}).",
    en="{open:number} open ticket(s), {late:number} of them late. First reason: {reason} ({share:percent}).",
)
DESK_EMPTY = Text(fr="Aucune demande ouverte.", en="No open ticket.")

# -- pipeline -----------------------------------------------------------------------------

PIPELINE = Text(
    fr="{count:number} affaire(s) en cours pour {amount:money} ; prévision pondérée {forecast:money}, plus ou moins {spread:money}.",
    en="{count:number} open sale(s) for {amount:money}; weighted forecast {forecast:money}, give or take {spread:money}.",
)
PIPELINE_EMPTY = Text(fr="Aucune affaire en cours.", en="No open sale.")
