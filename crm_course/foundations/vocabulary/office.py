"""What the staff writes down: organisations, leads, opportunities, activities, notes, tasks, knowledge."""

from __future__ import annotations

from ..language import Text
from .labels import CONTACT_REASONS
from .records import Table, declare

__all__ = ["OFFICE"]

_CUSTOMER = declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id")
_USER = declare("user_id", "integer", "Utilisateur", "User", key="users.user_id", nullable=True)
_PRIORITIES = "low normal high urgent"

ORGANISATIONS = Table(
    name="organisations",
    label=Text(fr="Organisations", en="Organisations"),
    grain=Text(fr="une entreprise ou une association", en="a company or an association"),
    columns=(
        declare("organisation_id", "integer", "N° d’organisation", "Organisation", key="primary"),
        declare("name", "text", "Nom", "Name"),
        declare("siren", "text", "SIREN", "Company register number (SIREN)", nullable=True),
        declare("postcode", "text", "Code postal", "Postcode", nullable=True),
        declare("town", "text", "Commune", "Town", nullable=True),
    ),
)

ADDRESSES = Table(
    name="addresses",
    label=Text(fr="Autres adresses", en="Other addresses"),
    grain=Text(fr="une adresse de livraison, de facturation ou ancienne", en="an address for delivery or invoices, or a former one"),
    columns=(
        declare("address_id", "integer", "N° d’adresse", "Address", key="primary"),
        _CUSTOMER,
        declare("kind", "category", "Nature", "Kind", categories="delivery billing former"),
        declare("street", "text", "Adresse", "Address", personal=True, nullable=True),
        declare("postcode", "text", "Code postal", "Postcode", personal=True, nullable=True),
        declare("town", "text", "Commune", "Town", personal=True, nullable=True),
        declare("since", "date", "Connue depuis", "Known since", nullable=True),
    ),
)

CHANNEL_LIST = Table(
    name="channels",
    label=Text(fr="Canaux", en="Channels"),
    grain=Text(fr="un canal", en="a channel"),
    columns=(
        declare("channel", "text", "Canal", "Channel", key="primary"),
        declare("label_fr", "text", "Libellé français", "French label"),
        declare("label_en", "text", "Libellé anglais", "English label"),
    ),
)

TEAMS = Table(
    name="teams",
    label=Text(fr="Équipes", en="Teams"),
    grain=Text(fr="une équipe", en="a team"),
    columns=(
        declare("team_id", "integer", "N° d’équipe", "Team", key="primary"),
        declare("name", "text", "Nom", "Name"),
    ),
)

USERS = Table(
    name="users",
    label=Text(fr="Utilisateurs", en="Users"),
    grain=Text(fr="une personne qui se sert de la base", en="a person who uses the customer base"),
    columns=(
        declare("user_id", "integer", "N° d’utilisateur", "User", key="primary"),
        declare("name", "text", "Nom", "Name", personal=True),
        declare("team_id", "integer", "Équipe", "Team", key="teams.team_id", nullable=True),
        declare("agent_id", "integer", "N° de conseiller", "Agent", key="agents.agent_id", nullable=True),
    ),
)

LEADS = Table(
    name="leads",
    label=Text(fr="Pistes", en="Leads"),
    grain=Text(fr="une piste commerciale", en="a lead"),
    columns=(
        declare("lead_id", "integer", "N° de piste", "Lead", key="primary"),
        _CUSTOMER,
        declare("received_at", "datetime", "Reçue le", "Received at"),
        declare("channel", "category", "Canal", "Channel", nullable=True),
        declare("need", "text", "Besoin exprimé", "Need", personal=True, nullable=True),
        declare("status", "category", "État", "Status", categories="new working qualified lost"),
        _USER,
    ),
)

STAGES = Table(
    name="pipeline_stages",
    label=Text(fr="Étapes de vente", en="Pipeline stages"),
    grain=Text(fr="une étape", en="a stage"),
    columns=(
        declare("stage", "text", "Étape", "Stage", key="primary"),
        declare("position", "integer", "Rang", "Position"),
        declare("probability", "share", "Chance d’aboutir", "Chance to win"),
        declare("outcome", "category", "Issue", "Outcome", categories="open won lost"),
    ),
)

OPPORTUNITIES = Table(
    name="opportunities",
    label=Text(fr="Affaires", en="Opportunities"),
    grain=Text(fr="une affaire en cours ou conclue", en="a sale in progress or concluded"),
    columns=(
        declare("opportunity_id", "integer", "N° d’affaire", "Opportunity", key="primary"),
        _CUSTOMER,
        declare("title", "text", "Intitulé", "Title", personal=True, nullable=True),
        declare("stage", "text", "Étape", "Stage", key="pipeline_stages.stage"),
        declare("amount_cents", "cents", "Montant", "Amount", nullable=True),
        declare("probability", "share", "Chance d’aboutir", "Chance to win", nullable=True,
                description=Text(fr="Vide : celle de l’étape.", en="Empty: that of the stage.")),
        declare("opened_on", "date", "Ouverte le", "Opened on"),
        declare("expected_on", "date", "Conclusion prévue le", "Expected on", nullable=True),
        declare("channel", "category", "Canal", "Channel", nullable=True),
        _USER,
    ),
)  # fmt: skip

HISTORY = Table(
    name="opportunity_history",
    label=Text(fr="Historique des affaires", en="History of opportunities"),
    grain=Text(fr="un changement d’étape", en="a change of stage"),
    columns=(
        declare("history_id", "integer", "N° de changement", "Change", key="primary"),
        declare("opportunity_id", "integer", "N° d’affaire", "Opportunity", key="opportunities.opportunity_id"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("stage", "text", "Étape", "Stage", key="pipeline_stages.stage"),
        declare("amount_cents", "cents", "Montant", "Amount", nullable=True),
        _USER,
    ),
)

ACTIVITIES = Table(
    name="activities",
    label=Text(fr="Activités", en="Activities"),
    grain=Text(fr="un appel, une visite, un message noté par l’équipe", en="a call, visit or message recorded by the team"),
    columns=(
        declare("activity_id", "integer", "N° d’activité", "Activity", key="primary"),
        _CUSTOMER,
        declare("opportunity_id", "integer", "N° d’affaire", "Opportunity", key="opportunities.opportunity_id", nullable=True),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("kind", "category", "Nature", "Kind", categories="call visit message meeting"),
        declare("channel", "category", "Canal", "Channel"),
        declare("direction", "category", "Sens", "Direction", categories="inbound outbound"),
        declare("summary", "text", "Résumé", "Summary", personal=True, nullable=True),
        declare("outcome", "category", "Issue", "Outcome", categories="done no-answer refused", nullable=True),
        _USER,
    ),
)

NOTES = Table(
    name="notes",
    label=Text(fr="Notes", en="Notes"),
    grain=Text(fr="une note sur un client", en="a note about a customer"),
    columns=(
        declare("note_id", "integer", "N° de note", "Note", key="primary"),
        _CUSTOMER,
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("body", "text", "Texte", "Text", personal=True, nullable=True),
        _USER,
    ),
)

TASKS = Table(
    name="tasks",
    label=Text(fr="Tâches", en="Tasks"),
    grain=Text(fr="une chose à faire", en="a thing to do"),
    columns=(
        declare("task_id", "integer", "N° de tâche", "Task", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id", nullable=True),
        declare("title", "text", "À faire", "To do", personal=True, nullable=True),
        declare("due_on", "date", "Pour le", "Due on", nullable=True),
        declare("priority", "category", "Priorité", "Priority", categories=_PRIORITIES),
        declare("done_at", "datetime", "Faite le", "Done at", nullable=True),
        _USER,
    ),
)

DOCUMENTS = Table(
    name="documents",
    label=Text(fr="Documents", en="Documents"),
    grain=Text(fr="un devis, un contrat, une pièce jointe", en="a quote, a contract, an attachment"),
    columns=(
        declare("document_id", "integer", "N° de document", "Document", key="primary"),
        _CUSTOMER,
        declare("ts", "datetime", "Ajouté le", "Added at"),
        declare("title", "text", "Titre", "Title", personal=True, nullable=True),
        declare("body", "text", "Contenu", "Content", personal=True, nullable=True),
    ),
)

ARTICLES = Table(
    name="knowledge_articles",
    label=Text(fr="Base de connaissances", en="Knowledge base"),
    grain=Text(fr="une réponse type à un motif de contact", en="a ready answer to a contact reason"),
    columns=(
        declare("article_id", "integer", "N° d’article", "Article", key="primary"),
        declare("family", "category", "Famille de motifs", "Reason family", categories=tuple(CONTACT_REASONS)),
        declare("title", "text", "Titre", "Title"),
        declare("body", "text", "Réponse", "Answer"),
        declare("updated_on", "date", "Mise à jour le", "Updated on"),
    ),
)

OFFICE = (
    ORGANISATIONS, ADDRESSES, CHANNEL_LIST, TEAMS, USERS, LEADS, STAGES, OPPORTUNITIES, HISTORY, ACTIVITIES, NOTES, TASKS,
    DOCUMENTS, ARTICLES,
)  # fmt: skip
