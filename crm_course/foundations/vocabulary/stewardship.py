"""Who answers for the data: requests of persons, register, opposition, merges, audit, imports; and what a store adds."""

from __future__ import annotations

from ..language import Text
from .labels import _texts
from .records import Column, Table, declare

__all__ = ["OFFICE_LABELS", "STEWARDSHIP", "STORE_COLUMNS"]

REQUESTS = Table(
    name="person_requests",
    label=Text(fr="Demandes de personnes (RGPD)", en="Requests of persons (GDPR)"),
    grain=Text(fr="une demande d’exercice de droits", en="a request to exercise a right"),
    columns=(
        declare("request_id", "integer", "N° de demande", "Request", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("kind", "category", "Droit exercé", "Right", categories="access rectification erasure objection portability restriction"),
        declare("received_on", "date", "Reçue le", "Received on"),
        declare("due_on", "date", "Réponse due le", "Answer due on"),
        declare("answered_on", "date", "Répondue le", "Answered on", nullable=True),
    ),
)

REGISTER = Table(
    name="processing_register",
    label=Text(fr="Registre des traitements", en="Register of processing"),
    grain=Text(fr="un traitement de données personnelles (RGPD, art. 30)", en="a processing of personal data (GDPR, art. 30)"),
    columns=(
        declare("processing", "text", "Traitement", "Processing", key="primary"),
        declare("purpose", "text", "Finalité", "Purpose"),
        declare("basis", "text", "Base légale", "Legal basis"),
        declare("people", "text", "Personnes", "People concerned"),
        declare("data", "text", "Données", "Data"),
        declare("recipients", "text", "Destinataires", "Recipients"),
        declare("retention", "text", "Durée de conservation", "Retention"),
        declare("security", "text", "Sécurité", "Security"),
    ),
)

OPPOSITION = Table(
    name="opposition_list",
    label=Text(fr="Liste d’opposition", en="Opposition list"),
    grain=Text(fr="une adresse à ne plus solliciter, sous forme d’empreinte", en="an address not to be solicited again, as a keyed hash"),
    columns=(
        declare("print", "text", "Empreinte", "Keyed hash", key="primary"),
        declare("channel", "text", "Canal", "Channel", key="primary"),
        declare("reason", "category", "Raison", "Reason", categories="objection erasure"),
        declare("since", "datetime", "Depuis", "Since"),
    ),
)

MERGES = Table(
    name="merge_journal",
    label=Text(fr="Journal des fusions", en="Merge journal"),
    grain=Text(fr="deux fiches réunies", en="two cards merged"),
    columns=(
        declare("merge_id", "integer", "N° de fusion", "Merge", key="primary"),
        declare("customer_id", "integer", "Fiche gardée", "Card kept", key="customers.customer_id"),
        declare("merged_id", "integer", "Fiche réunie", "Card merged"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("before", "text", "État d’avant", "State before", personal=True, nullable=True),
    ),
)

AUDIT = Table(
    name="audit_log",
    label=Text(fr="Journal d’audit", en="Audit log"),
    grain=Text(fr="une action sur les données, sans donnée personnelle", en="an action on the data, without personal data"),
    columns=(
        declare("audit_id", "integer", "N°", "No.", key="primary"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("actor", "text", "Auteur", "Actor"),
        declare("action", "category", "Action", "Action",
                categories="load import consent export erase purge record request migrate"),
        declare("subject", "text", "Objet", "Subject", nullable=True),
        declare("rows", "integer", "Lignes", "Rows", nullable=True),
    ),
)  # fmt: skip

IMPORTS = Table(
    name="imports",
    label=Text(fr="Imports", en="Imports"),
    grain=Text(fr="un fichier importé", en="a file imported"),
    columns=(
        declare("import_id", "integer", "N° d’import", "Import", key="primary"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("source", "text", "Origine", "Source"),
        declare("attested", "text", "Attestation de consentement", "Consent attested", nullable=True),
        declare("lines", "integer", "Lignes", "Lines"),
        declare("added", "integer", "Ajoutés", "Added"),
        declare("updated", "integer", "Mis à jour", "Updated"),
        declare("rejected", "integer", "Refusés", "Rejected"),
    ),
)

EXTERNAL = Table(
    name="external_ids",
    label=Text(fr="Numéros dans les autres outils", en="Numbers in other tools"),
    grain=Text(fr="un numéro donné par un autre outil", en="a number given by another tool"),
    columns=(
        declare("source", "text", "Outil", "Tool", key="primary"),
        declare("kind", "text", "Nature", "Kind", key="primary"),
        declare("external_id", "text", "N° chez lui", "Its number", key="primary", personal=True),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("row_id", "integer", "N° ici", "Number here"),
    ),
)

TERMS = Table(
    name="search_terms",
    label=Text(fr="Index de recherche", en="Search index"),
    grain=Text(fr="un mot d’une fiche", en="a word of a card"),
    columns=(
        declare("term", "text", "Mot", "Word", key="primary", personal=True),
        declare("customer_id", "integer", "N° de client", "Customer", key="primary"),
    ),
)

SETTINGS = Table(
    name="settings",
    label=Text(fr="Réglages de la base", en="Settings of the store"),
    grain=Text(fr="un réglage", en="a setting"),
    columns=(
        declare("name", "text", "Nom", "Name", key="primary"),
        declare("value", "text", "Valeur", "Value"),
    ),
)

STEWARDSHIP = (REQUESTS, REGISTER, OPPOSITION, MERGES, AUDIT, IMPORTS, EXTERNAL, TERMS, SETTINGS)

STORE_COLUMNS: dict[str, tuple[Column, ...]] = {
    "customers": (
        declare("organisation_id", "integer", "Organisation", "Organisation", key="organisations.organisation_id", nullable=True),
        declare("erased_on", "date", "Effacé le", "Erased on", nullable=True),
    ),
    "contact_points": (
        declare("normalised", "text", "Forme comparable", "Comparable form", personal=True, nullable=True),
    ),
    "consents": (
        declare("evidence", "text", "Origine de la preuve", "Origin of the proof", nullable=True),
        declare("import_id", "integer", "N° d’import", "Import", key="imports.import_id", nullable=True),
    ),
    "tickets": (
        declare("subject", "text", "Objet", "Subject", personal=True, nullable=True),
        declare("due_at", "datetime", "Réponse due le", "Answer due at", nullable=True),
    ),
}  # fmt: skip
"""Columns that the customer base keeps beside those of the files it was fed from."""

OFFICE_LABELS = _texts(
    billing="Facturation | Billing", former="Ancienne | Former",
    new="Nouvelle | New", working="En cours | Working", qualified="Qualifiée | Qualified", lost="Perdue | Lost", won="Gagnée | Won",
    meeting="Rendez-vous | Meeting", inbound="Reçu | Inbound", outbound="Émis | Outbound",
    no_answer="Sans réponse | No answer", refused="Refusé | Refused",
    access="Accès | Access", rectification="Rectification | Rectification", erasure="Effacement | Erasure",
    objection="Opposition | Objection", portability="Portabilité | Portability", restriction="Limitation | Restriction",
    load="Chargement | Load", consent="Consentement | Consent", export="Copie remise | Export", erase="Effacement | Erase",
    purge="Purge | Purge", record="Saisie | Record", request="Demande de personne | Request of a person",
    migrate="Mise à niveau | Upgrade",
    contacted="Premier contact | First contact", proposal="Devis remis | Quote sent", negotiation="Négociation | Negotiation",
    file_import="Fichier importé | Imported file", opposition_list="Liste d’opposition | Opposition list",
    phone_call="Par téléphone | By phone", document="Document | Document", note="Note | Note", task="Tâche | Task",
    survey="Enquête | Survey", ticket="Demande | Ticket", activity="Activité | Activity", campaign="Campagne | Campaign",
    interaction="Interaction | Interaction",
    **{"import": "Import | Import"},
)  # fmt: skip
"""Labels of the codes of these tables."""
