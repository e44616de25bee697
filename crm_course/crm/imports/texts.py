"""The words of imports."""

from __future__ import annotations

from collections.abc import Sequence

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text

LEFT_OUT = Text(fr="– laissée de côté –", en="– left out –")
FIELD_LABELS: dict[str, Text] = {
    "id": Text(fr="N° dans l’autre outil", en="Number in the other tool"),
    "title": Text(fr="Civilité", en="Title"),
    "first_name": Text(fr="Prénom", en="First name"),
    "last_name": Text(fr="Nom", en="Last name"),
    "name": Text(fr="Nom complet", en="Full name"),
    "country": Text(fr="Pays", en="Country"),
    "email": Text(fr="E-mail", en="E-mail"),
    "phone": Text(fr="Téléphone", en="Phone"),
    "mobile": Text(fr="Mobile", en="Mobile"),
    "company": Text(fr="Entreprise", en="Company"),
    "siren": Text(fr="SIREN ou SIRET", en="Company register number"),
    "street": Text(fr="Adresse", en="Street"),
    "postcode": Text(fr="Code postal", en="Postcode"),
    "town": Text(fr="Commune", en="Town"),
    "birth_date": Text(fr="Date de naissance", en="Date of birth"),
    "created_on": Text(fr="Client depuis", en="Customer since"),
    "note": Text(fr="Note", en="Note"),
    "channel": Text(fr="Canal", en="Channel"),
    "email_ok": Text(fr="Accepte les e-mails", en="Agrees to e-mails"),
    "email_no": Text(fr="Refuse les e-mails", en="Refuses e-mails"),
    "email_ok_at": Text(fr="Inscrit aux e-mails le", en="Subscribed to e-mails at"),
    "email_no_at": Text(fr="Désinscrit des e-mails le", en="Unsubscribed from e-mails at"),
    "sms_ok": Text(fr="Accepte les SMS", en="Agrees to text messages"),
    "sms_no": Text(fr="Refuse les SMS", en="Refuses text messages"),
    "phone_ok": Text(fr="Accepte les appels", en="Agrees to calls"),
    "phone_no": Text(fr="Refuse les appels", en="Refuses calls"),
    "mail_ok": Text(fr="Accepte les courriers", en="Agrees to letters"),
    "mail_no": Text(fr="Refuse les courriers", en="Refuses letters"),
    "contact_no": Text(fr="Refuse tout contact commercial", en="Refuses all marketing contact"),
    "sale_title": Text(fr="Affaire", en="Sale"),
    "sale_stage": Text(fr="Étape de vente", en="Stage of the sale"),
    "sale_amount": Text(fr="Montant de l’affaire", en="Amount of the sale"),
    "sale_probability": Text(fr="Chance d’aboutir", en="Chance to win"),
    "sale_expected_on": Text(fr="Conclusion prévue le", en="Expected on"),
    "order_ref": Text(fr="N° de commande", en="Order number"),
    "ordered_at": Text(fr="Date de commande", en="Order date"),
    "order_amount": Text(fr="Montant de la commande", en="Order amount"),
    "order_status": Text(fr="État de la commande", en="Order status"),
    "currency": Text(fr="Monnaie", en="Currency"),
    "till": Text(fr="Caisse ou magasin", en="Till or shop"),
    "article": Text(fr="Article", en="Article"),
    "quantity": Text(fr="Quantité", en="Quantity"),
    "unit_price": Text(fr="Prix unitaire", en="Unit price"),
    "line_amount": Text(fr="Montant de la ligne", en="Line amount"),
}
"""What a column of a file can be."""

PRESET_LABELS = {
    "hubspot": Text.literal("HubSpot"), "brevo": Text.literal("Brevo"), "mailchimp": Text.literal("Mailchimp"),
    "odoo": Text.literal("Odoo"), "salesforce": Text.literal("Salesforce"), "shopify": Text.literal("Shopify"), "file": Text(fr="Tableau libre", en="Any table"),
}  # fmt: skip

# -- why a line was refused ---------------------------------------------------------------

REASONS = {
    "email": Text(fr="ce n’est pas une adresse e-mail", en="not an e-mail address"),
    "phone": Text(fr="ce n’est pas un numéro de téléphone", en="not a phone number"),
    "date": Text(fr="date illisible ou impossible", en="unreadable or impossible date"),
    "amount": Text(fr="montant illisible", en="unreadable amount"),
    "yes": Text(fr="ni oui, ni non", en="neither yes nor no"),
    "siren": Text(fr="un SIREN a 9 chiffres, un SIRET 14", en="a SIREN has 9 digits, a SIRET 14"),
    "text": Text(fr="texte trop long ou avec des caractères de contrôle", en="text too long or with control characters"),
    "cells": Text(fr="{found:number} cellules au lieu de {expected:number}", en="{found:number} cells instead of {expected:number}"),
    "quote": Text(fr="guillemet ouvert et jamais refermé", en="quotation mark opened and never closed"),
    "who": Text(fr="rien ne dit de qui il s’agit (nom, e-mail ou téléphone)", en="nothing says who this is (name, e-mail or phone)"),
    "undated": Text(fr="montant sans date de commande", en="amount without an order date"),
    "cancelled": Text(fr="commande annulée, refusée ou remboursée", en="order cancelled, refused or paid back"),
    "foreign": Text(fr="montant dans une autre monnaie que l’euro", en="amount in another currency than the euro"),
    "other-amount": Text(fr="déjà dans la base, avec un autre montant", en="already in the base, with another amount"),
    "erased": Text(fr="personne effacée à sa demande : elle ne revient pas par un fichier", en="erased on request: a file does not bring the person back"),
}  # fmt: skip
LINE = Text(fr="ligne", en="line")

# -- the file -----------------------------------------------------------------------------

NO_FILE = Text(
    fr="Le fichier « {path} » est introuvable ou illisible : {why}. Vérifiez son nom et son dossier. Rien n’a été importé.",
    en='The file "{path}" cannot be found or read: {why}. Check its name and its folder. Nothing was imported.',
)
NOT_A_TABLE = Text(
    fr="« {path} » n’est pas un tableau lisible. Enregistrez-le en CSV ou en XLSX. Rien n’a été importé.",
    en='"{path}" is not a readable table. Save it as CSV or XLSX. Nothing was imported.',
)
HEADER_RULE = Text(fr="une ligne d’en-tête dont les noms sont différents", en="a header line whose names are different")
MAPPING_RULE = Text(
    fr="un choix de colonnes qui dit de qui il s’agit : e-mail, téléphone, nom ou entreprise",
    en="a choice of columns that says who this is: e-mail, phone, name or company",
)
MAPPING_HINT = Text(fr='Indiquez-les : mapping={{"Votre colonne": "email"}}.', en='Name them: mapping={{"Your column": "email"}}.')

# -- what an import did -------------------------------------------------------------------

IMPORTED = Text(
    fr="« {file} ». Lignes lues : {lines:number}. Fiches ajoutées : {added:number} ; mises à jour : {updated:number} ; inchangées : {unchanged:number} ; "
    "lignes réunies à une autre : {merged:number}. Lignes refusées : {rejected:number}.",
    en='"{file}". Lines read: {lines:number}. Cards added: {added:number}; updated: {updated:number}; unchanged: {unchanged:number}; '
    "lines joined to another: {merged:number}. Lines rejected: {rejected:number}.",
)
WOULD = Text(
    fr="{source}. Lignes lues : {lines:number}. Fiches à ajouter : {added:number} ; à mettre à jour : {updated:number} ; inchangées : {unchanged:number} ; "
    "lignes à réunir à une autre : {merged:number}. Lignes à refuser : {rejected:number}.",
    en="{source}. Lines read: {lines:number}. Cards to add: {added:number}; to update: {updated:number}; unchanged: {unchanged:number}; "
    "lines to join to another: {merged:number}. Lines to reject: {rejected:number}.",
)
AMOUNTS = Text(
    fr="Montants lus : {found:money}, dont dans la base : {stored:money}, refusés : {refused:money}.",
    en="Amounts read: {found:money}, of which in the base: {stored:money}, rejected: {refused:money}.",
)
CELLS_LEFT = Text(
    fr="Cellules laissées de côté, la ligne gardée : {count:number}.",
    en="Cells left out, their lines kept: {count:number}.",
)
DOUBTS = Text(
    fr="Lignes qui partagent une adresse ou un numéro avec une autre personne : {count:number}. Elles n’ont pas été réunies ; à vous d’en juger.",
    en="Lines that share an address or number with somebody else: {count:number}. They were not joined; that is for you to judge.",
)
OTHER_NUMBERS = Text(
    fr="Ses numéros de client désignent d’autres personnes que ceux déjà connus : ils sont gardés à part, sous « {source} ».",
    en="Its customer numbers are other people’s than those known so far: they are kept apart, under “{source}”.",
)
CONSERVATION_RULE = Text(
    fr="un fichier dont chaque ligne est ajoutée, mise à jour, inchangée, réunie ou refusée",
    en="a file of which every line is added, updated, unchanged, joined or refused",
)
CONSENT_RULE = Text(
    fr="un choix pour chaque colonne qui peut dire un refus",
    en="a choice for every column that may hold a refusal",
)
CONSENT_HINT = Text(
    fr='Dites ce qu’elle veut dire : mapping={{"Votre colonne": "email_no"}} (refus), "email_ok" (accord) ou "" (sans rapport).',
    en='Say what it means: mapping={{"Your column": "email_no"}} (refusal), "email_ok" (agreement) or "" (neither).',
)
ASKED = Text(
    fr="À préciser avant d’importer, car elles peuvent dire un refus : {columns}.",
    en="To be said before importing, for they may hold a refusal: {columns}.",
)
SOURCE_RULE = Text(
    fr="la boutique dont ce sont les numéros de client : plusieurs les connaissent",
    en="the shop whose customer numbers these are: several know them",
)
SOURCE_HINT = Text(fr='Nommez-la : shop="…" ({sources}).', en='Name it: shop="…" ({sources}).')
SHARED = {
    "id": Text(fr="N° de client", en="Customer number"),
    "email": Text(fr="E-mail", en="E-mail"),
    "phone": Text(fr="Téléphone", en="Phone"),
    "who": Text(fr="Nom", en="Name"),
}
AGAINST = Text(fr="plusieurs fiches possibles", en="several cards possible")
UNDONE = Text(
    fr="L’import « {file} » est annulé. Fiches retirées : {removed:number} ; valeurs rétablies : {restored:number} ; commandes retirées : {orders:number}.",
    en='The import "{file}" is undone. Cards removed: {removed:number}; values put back: {restored:number}; orders removed: {orders:number}.',
)
UNDONE_REFUSALS = Text(
    fr="Refus de ce fichier qui ne comptent plus : {count:number}.",
    en="Refusals of this file that count no more: {count:number}.",
)
UNDONE_KEPT = Text(
    fr="Fiches gardées, car autre chose s’y rattache depuis : {count:number}.",
    en="Cards kept, for something else has been attached to them since: {count:number}.",
)
UNDO_RULE = Text(fr="le numéro d’un import qui n’est pas annulé ({known})", en="the number of an import that is not undone ({known})")
WHO_FIRST = Text(
    fr="Lignes lues : {lines:number}. Rien ne dit encore de qui il s’agit : choisissez la colonne du nom, de l’e-mail, du téléphone ou de l’entreprise.",
    en="Lines read: {lines:number}. Nothing says yet who this is: choose the column of the name, the e-mail, the phone or the company.",
)
SUBSCRIBED = Text(
    fr="Accords inscrits au journal : {count:number}.",
    en="Consents written to the log: {count:number}.",
)
WITHDRAWN = Text(
    fr="Refus inscrits au journal : {count:number}.",
    en="Refusals written to the log: {count:number}.",
)
UNATTESTED = Text(
    fr='Inscriptions laissées de côté : {count:number}. Dites où est la preuve du consentement (attested="…") et recommencez.',
    en='Subscriptions left out: {count:number}. Say where the proof of consent is (attested="…") and import again.',
)
KEPT_OUT = Text(
    fr="Désinscrits qui le restent, quoi que dise le fichier : {count:number}.",
    en="Unsubscribed, and they stay so whatever the file says: {count:number}.",
)
IGNORED = Text(
    fr="Colonnes laissées de côté, faute de savoir ce qu’elles disent : {columns}.",
    en="Columns left out, for what they say is not known: {columns}.",
)
THOUSANDS = Text(
    fr="« {column} » : aucun montant ne dit lequel est le séparateur des centimes ; « {mark} » devant trois chiffres a été lu comme celui des milliers.",
    en='"{column}": no amount tells the decimal mark; "{mark}" before three digits was read as that of thousands.',
)
SALES = Text(
    fr="Affaires reprises : {count:number} ; commandes : {orders:number}.",
    en="Sales taken over: {count:number}; orders: {orders:number}.",
)


def check_source(asked: Sequence[str]) -> None:
    """Refuse numbers that several shops know, until it is said whose they are."""
    if asked:
        names = ", ".join(name.partition(":")[2] or name for name in asked)
        raise InvalidValue("shop", SOURCE_RULE, names, SOURCE_HINT, sources=names)
