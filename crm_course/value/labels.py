"""How the chapter's codes read on screen: segments, positions, stages, moments, actions, levels."""

from __future__ import annotations

from collections.abc import Mapping

from crm_course.foundations.language import Text

__all__ = ["LABELS", "said"]

LABELS: Mapping[str, Text] = {
    "best": Text(fr="Les meilleurs", en="The best"),
    "loyal": Text(fr="Fidèles", en="Loyal"),
    "promising": Text(fr="Prometteurs", en="Promising"),
    "fading": Text(fr="S’éloigne", en="Fading"),
    "lost": Text(fr="Perdus", en="Lost"),
    "days_since_last": Text(fr="Jours depuis le dernier achat (R)", en="Days since the last purchase (R)"),
    "orders": Text(fr="Commandes (F)", en="Orders (F)"),
    "spend": Text(fr="Dépense en € (M)", en="Spend in € (M)"),
    "dream": Text(fr="Clients rêvés", en="Dream customers"),
    "at_risk": Text(fr="À risque", en="At risk"),
    "worries": Text(fr="Soucis", en="Worries"),
    "short_term": Text(fr="Court terme", en="Short-term"),
    "absent": Text(fr="Absent", en="Absent"),
    "cold": Text(fr="Prospect froid", en="Cold prospect"),
    "prospect": Text(fr="Prospect", en="Prospect"),
    "new": Text(fr="Nouveau client", en="New customer"),
    "active": Text(fr="Actif", en="Active"),
    "mature": Text(fr="Mûr", en="Mature"),
    "none": Text(fr="Aucun", en="None"),
    "first_contact": Text(fr="Premier contact", en="First contact"),
    "first_order": Text(fr="Première commande", en="First order"),
    "first_parcel": Text(fr="Premier colis", en="First parcel"),
    "first_service_request": Text(fr="Première demande au service client", en="First service request"),
    "reorder": Text(fr="Nouvelle commande", en="Another order"),
    "silence": Text(fr="Silence", en="Silence"),
    "influence": Text(fr="Faire connaître et influencer", en="Make known and influence"),
    "support": Text(fr="Accompagner", en="Support"),
    "share_of_wallet": Text(fr="Développer la part de ses achats", en="Develop the share of wallet"),
    "referral": Text(fr="Faire parrainer", en="Ask for referrals"),
    "lengthen": Text(fr="Allonger la relation", en="Lengthen the lifetime"),
    "web": Text(fr="Client du web", en="Web customer"),
    "good_fading": Text(fr="Bon client qui s’éloigne", en="Good customer who fades"),
    "process_contacts": Text(fr="1. Traiter les contacts", en="1. Process contacts"),
    "manage_services": Text(fr="2. Gérer services et interactions", en="2. Manage services and interactions"),
    "steer_relationships": Text(fr="3. Piloter les relations", en="3. Steer relationships"),
    "channels": Text(fr="Les canaux", en="Channels"),
    "value": Text(fr="La valeur", en="Value"),
    "both": Text(fr="Les deux", en="Both"),
    "nothing": Text(fr="Rien", en="Nothing"),
    "cross-sell": Text(fr="Vente croisée", en="Cross-sell"),
    "up-sell": Text(fr="Même famille, montée en gamme à essayer", en="Same family, up-sell to try"),
}
"""Every code by name."""


def said(code: object) -> str:
    """A code in the language in force; what is no code stays as it is."""
    found = LABELS.get(str(code))
    return found.say() if found else str(code)
