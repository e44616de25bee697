"""How they meet us: interactions, web sessions, tickets, calls, campaigns, surveys, costs."""

from __future__ import annotations

from ..language import Text
from .labels import CONTACT_REASONS
from .records import Table, declare

__all__ = ["RELATIONS"]

INTERACTIONS = Table(
    name="interactions",
    label=Text(fr="Journal des interactions", en="Event log"),
    grain=Text(fr="un contact d’un client avec l’entreprise, tous canaux", en="a contact of a customer with the company, any channel"),
    columns=(
        declare("interaction_id", "integer", "N° d’interaction", "Interaction", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("channel", "category", "Canal", "Channel"),
        declare("kind", "category", "Nature", "Kind", categories="visit session call message click advert advice quote purchase contact"),
        declare("stage", "category", "Phase", "Stage", categories="mission order fulfilment support"),
        declare("opportunity_id", "integer", "Projet d’achat", "Opportunity", nullable=True),
        declare("order_id", "integer", "N° de commande", "Order", key="orders.order_id", nullable=True),
        declare("converted", "boolean", "Achat", "Converted"),
        declare("value", "number", "Valeur", "Value", unit="€"),
        declare("cost", "number", "Coût", "Cost", unit="€"),
        declare("place", "category", "Lieu", "Place", categories="online offline"),
        declare("device", "category", "Appareil", "Device", categories="desktop mobile tablet none"),
        declare("category", "category", "Famille d’articles", "Category", nullable=True),
        declare("identified", "boolean", "Reconnu sur le moment", "Recognised at the time"),
    ),
)

WEB_SESSIONS = Table(
    name="web_sessions",
    label=Text(fr="Sessions web", en="Web sessions"),
    grain=Text(fr="une visite du site", en="a visit of the site"),
    columns=(
        declare("session_id", "integer", "N° de session", "Session", key="primary"),
        declare("visitor", "text", "Témoin de connexion", "Cookie", personal=True),
        declare("customer_id", "integer", "N° de client, s’il s’est identifié", "Customer, if signed in",
                key="customers.customer_id", nullable=True),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("device", "category", "Appareil", "Device", categories="desktop mobile tablet"),
        declare("source", "category", "Provenance", "Source"),
        declare("pages", "integer", "Pages vues", "Pages"),
        declare("seconds", "integer", "Durée", "Duration", unit="s"),
        declare("order_id", "integer", "N° de commande", "Order", key="orders.order_id", nullable=True),
    ),
)  # fmt: skip

AGENTS = Table(
    name="agents",
    label=Text(fr="Conseillers et vendeurs", en="Advisers and salespeople"),
    grain=Text(fr="un salarié au contact des clients", en="an employee who meets customers"),
    columns=(
        declare("agent_id", "integer", "N° de conseiller", "Agent", key="primary"),
        declare("first_name", "text", "Prénom", "First name", personal=True),
        declare("last_name", "text", "Nom", "Last name", personal=True),
        declare("team", "category", "Équipe", "Team", categories="sales support technical"),
        declare("shop_id", "integer", "Magasin", "Shop", key="shops.shop_id", nullable=True),
        declare("hired_on", "date", "Embauché le", "Hired on"),
        declare("full_time_share", "share", "Temps de travail (ETP)", "Full-time equivalent"),
    ),
)

TICKETS = Table(
    name="tickets",
    label=Text(fr="Demandes et réclamations", en="Tickets"),
    grain=Text(fr="une demande d’un client", en="a customer’s request"),
    columns=(
        declare("ticket_id", "integer", "N° de demande", "Ticket", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("order_id", "integer", "N° de commande", "Order", key="orders.order_id", nullable=True),
        declare("opened_at", "datetime", "Ouverte le", "Opened at"),
        declare("channel", "category", "Canal", "Channel"),
        declare("family", "category", "Famille de motifs", "Reason family", categories=tuple(CONTACT_REASONS)),
        declare("reason", "category", "Motif", "Reason",
                categories=tuple(reason for family in CONTACT_REASONS.values() for reason in family.reasons)),
        declare("priority", "category", "Priorité", "Priority", categories="low normal high urgent"),
        declare("agent_id", "integer", "Conseiller", "Agent", key="agents.agent_id", nullable=True),
        declare("wait_seconds", "integer", "Attente au téléphone", "Wait on the phone", unit="s", nullable=True),
        declare("handle_seconds", "integer", "Durée de traitement", "Handling time", unit="s"),
        declare("contacts", "integer", "Contacts jusqu’à la solution", "Contacts until solved",
                description=Text(fr="Celui de l’ouverture compris. Les suivants (relances du client, rappels du conseiller) sont notés sur la demande seule : "
                                    "le journal et les appels par quart d’heure ne comptent que le premier.",
                                 en="The one that opened the ticket included. Later ones (the customer asks again, the agent calls back) are noted on the "
                                    "ticket alone: the event log and the calls by quarter-hour count only the first.")),
        declare("closed_at", "datetime", "Close le", "Closed at", nullable=True),
        declare("status", "category", "État", "Status", categories="open closed abandoned"),
    ),
)  # fmt: skip

CALLS = Table(
    name="calls",
    label=Text(fr="Appels par quart d’heure", en="Calls by quarter-hour"),
    grain=Text(fr="une file, un quart d’heure d’ouverture", en="a queue in a quarter-hour of opening"),
    columns=(
        declare("interval_start", "datetime", "Début du quart d’heure", "Start of the quarter-hour", key="primary"),
        declare("queue", "category", "File", "Queue", key="primary", categories="sales support"),
        declare("agents", "integer", "Conseillers en ligne, pour toutes les files", "Agents online, for all queues"),
        declare(
            "free_share",
            "share",
            "Part de leur temps libre pour les appels",
            "Share of their time free for calls",
            description=Text(
                fr="Le reste va aux visiteurs et au courrier : ce travail occupe un conseiller comme le fait un appel.",
                en="The rest goes to visitors and mail: that work takes an agent as a call does.",
            ),
        ),
        declare("offered", "integer", "Appels reçus", "Calls offered"),
        declare("answered", "integer", "Appels décrochés", "Calls answered"),
        declare("abandoned", "integer", "Appels abandonnés", "Calls abandoned"),
        declare("answered_in_20s", "integer", "Décrochés en 20 s", "Answered within 20 s"),
        declare("wait_seconds_total", "integer", "Attente, total du quart d’heure", "Wait, total of the quarter-hour", unit="s"),
        declare(
            "handle_seconds_total", "integer", "Traitement, total du quart d’heure", "Handling time, total of the quarter-hour", unit="s"
        ),
    ),
)

CAMPAIGNS = Table(
    name="campaigns",
    label=Text(fr="Campagnes", en="Campaigns"),
    grain=Text(fr="une campagne", en="a campaign"),
    columns=(
        declare("campaign_id", "integer", "N° de campagne", "Campaign", key="primary"),
        declare("name", "text", "Nom", "Name"),
        declare("channel", "category", "Canal", "Channel"),
        declare("sent_at", "datetime", "Envoyée le", "Sent at"),
        declare("window_days", "integer", "Fenêtre de mesure", "Window of measurement", unit="d"),
        declare("discount", "share", "Remise offerte", "Discount offered"),
        declare("cost_cents", "cents", "Coût", "Cost"),
    ),
)

CAMPAIGN_MEMBERS = Table(
    name="campaign_members",
    label=Text(fr="Cibles des campagnes", en="Campaign members"),
    grain=Text(fr="un client dans une campagne", en="a customer in a campaign"),
    columns=(
        declare("campaign_id", "integer", "N° de campagne", "Campaign", key="primary", refers="campaigns.campaign_id"),
        declare("customer_id", "integer", "N° de client", "Customer", key="primary", refers="customers.customer_id"),
        declare("arm", "category", "Groupe", "Group", categories="treated control"),
        declare("version", "category", "Version du message", "Version of the message", categories="plain personal"),
    ),
)

CAMPAIGN_EVENTS = Table(
    name="campaign_events",
    label=Text(fr="Suivi des campagnes", en="Campaign events"),
    grain=Text(fr="un fait suivi d’un message", en="a tracked fact about a message"),
    columns=(
        declare("event_id", "integer", "N° de fait", "Event", key="primary"),
        declare("campaign_id", "integer", "N° de campagne", "Campaign", key="campaigns.campaign_id"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("kind", "category", "Nature", "Kind", categories="delivered bounced opened clicked unsubscribed"),
    ),
)

SURVEYS = Table(
    name="surveys",
    label=Text(fr="Enquêtes", en="Surveys"),
    grain=Text(fr="une réponse à une enquête", en="an answer to a survey"),
    columns=(
        declare("response_id", "integer", "N° de réponse", "Response", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("order_id", "integer", "N° de commande", "Order", key="orders.order_id"),
        declare("wave", "text", "Vague (trimestre)", "Wave (quarter)"),
        declare("answered_at", "datetime", "Réponse le", "Answered at"),
        declare("recommend", "integer", "Recommanderait (0–10)", "Would recommend (0–10)"),
        declare("satisfaction", "integer", "Satisfaction (1–5)", "Satisfaction (1–5)"),
        declare("effort", "integer", "Effort (1–5)", "Effort (1–5)", nullable=True,
                description=Text(fr="5 = beaucoup d’effort ; vide sans contact avec le service client.",
                                 en="5 = a great effort; empty without a contact with customer service.")),
        declare("verbatim", "text", "Commentaire", "Comment", personal=True, nullable=True),
    ),
)  # fmt: skip

CHANNEL_COSTS = Table(
    name="channel_costs",
    label=Text(fr="Coûts par canal", en="Costs by channel"),
    grain=Text(fr="un canal, un mois", en="a channel in a month"),
    columns=(
        declare("month", "date", "Mois", "Month", key="primary"),
        declare("channel", "category", "Canal", "Channel", key="primary"),
        declare("contacts", "integer", "Contacts", "Contacts"),
        declare("unit_cost_cents", "cents", "Coût d’un contact", "Cost of a contact"),
        declare("cost_cents", "cents", "Coût du mois", "Cost of the month"),
    ),
)

RELATIONS = (
    INTERACTIONS, WEB_SESSIONS, AGENTS, TICKETS, CALLS, CAMPAIGNS, CAMPAIGN_MEMBERS, CAMPAIGN_EVENTS, SURVEYS, CHANNEL_COSTS,
)  # fmt: skip
