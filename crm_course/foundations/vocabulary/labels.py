"""How codes read on screen: channels, contact reasons, and the values of every category."""

from __future__ import annotations

from dataclasses import dataclass

from ..language import Text

__all__ = ["CHANNELS", "CONTACT_REASONS", "LABELS", "PRODUCT_FAMILIES", "Family", "family_of"]


def _texts(**pairs: str) -> dict[str, Text]:
    """``code="français | English"`` → texts; an underscore of the code reads as a hyphen."""
    halves = {code.replace("_", "-"): pair.split(" | ") for code, pair in pairs.items()}
    return {code: Text(fr=fr, en=en) for code, (fr, en) in halves.items()}


CHANNELS: dict[str, Text] = _texts(
    shop="Magasin | Shop",
    web="Site web | Website",
    phone="Téléphone | Phone",
    email="E-mail | E-mail",
    social="Réseaux sociaux | Social networks",
    app="Application mobile | Mobile app",
    chat="Chat | Chat",
    sms="SMS | SMS",
    mail="Courrier | Mail",
    fax="Fax | Fax",
    minitel="Minitel | Minitel",
    ivr="Serveur vocal | Voice server (IVR)",
    kiosk="Borne | Kiosk",
    field="Visite à domicile | Visit at home",
    search="Moteur de recherche | Search engine",
    display="Publicité en ligne | Online advertising",
    referral="Recommandation | Referral",
    fair="Salon et foire | Trade fair",
    catalogue="Catalogue papier | Paper catalogue",
    marketplace="Place de marché | Marketplace",
    partner="Partenaire | Partner",
    direct="Accès direct | Direct",
)
"""Channel names as they stand in data, with their labels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of contact reasons: its label, and its reasons with theirs."""

    label: Text
    reasons: dict[str, Text]


def _family(fr: str, en: str, **reasons: str) -> Family:
    return Family(label=Text(fr=fr, en=en), reasons=_texts(**reasons))


CONTACT_REASONS: dict[str, Family] = {
    "order-taking": _family("Prise de commande", "Order taking", place_order="Passer commande | Place an order"),
    "deferred": _family(
        "Article différé", "Deferred item",
        deferred_wait="J’attends | I wait",
        deferred_cancel="J’annule | I cancel",
        deferred_change="Je change | I change",
        deferred_when="Quand arrive-t-il ? | When will it come?",
    ),
    "after-sales": _family(
        "Service après-vente", "After-sales",
        sav_information="Information | Information",
        sav_take_charge="Prise en charge | Taking in charge",
        sav_part_missing="Pièce non reçue | Part not received",
        sav_quality="Qualité | Quality",
        sav_safety="Sécurité | Safety",
    ),
    "parcel": _family(
        "Contenu du colis", "Parcel contents",
        item_missing="Article manquant | Missing item",
        item_wrong="Erreur d’article | Wrong item",
        item_faulty="Article défectueux | Faulty item",
        promotion_missed="Promotion non appliquée | Promotion not applied",
        gift_missing="Cadeau non reçu | Gift not received",
    ),
    "delivery": _family(
        "Livraison", "Delivery",
        parcel_not_received="Colis non reçu | Parcel not received",
        parcel_late="Retard de livraison | Late delivery",
        poor_reception="Mauvais accueil à la livraison | Poor reception",
        relay_or_home="Relais ou domicile | Relay point or home",
    ),
    "order": _family(
        "Commande", "Order",
        order_not_validated="Commande non validée | Order not validated",
        order_item_deferred="Article annoncé différé | Item announced as deferred",
        order_sold_out="Article épuisé | Item sold out",
    ),
    "payment": _family(
        "Paiement", "Payment",
        unpaid="Impayé | Unpaid",
        card_problem="Problème de carte | Card problem",
        deferred_payment="Paiement différé | Deferred payment",
        payment_dispute="Litige | Dispute",
    ),
    "returns": _family(
        "Retours", "Returns",
        refund_missing="Remboursement non reçu | Refund not received",
        refund_delay="Délai de remboursement | Refund delay",
        how_to_return="Comment retourner ? | How to return?",
    ),
    "requests": _family(
        "Demandes", "Requests",
        ask_catalogue="Demande de catalogue | Catalogue request",
        opening_hours="Horaires | Opening hours",
        game="Participation à un jeu | Taking part in a game",
        questionnaire="Questionnaire | Questionnaire",
    ),
}  # fmt: skip
"""Why customers get in touch: families and reasons; all but ``order-taking`` are non-order contacts."""


def family_of(reason: str) -> str:
    """The family of a contact reason: ``parcel-late`` → ``delivery``."""
    return next(name for name, family in CONTACT_REASONS.items() if reason in family.reasons)


PRODUCT_FAMILIES: dict[str, Text] = _texts(
    heat_pump="Pompe à chaleur | Heat pump",
    air_conditioning="Climatisation | Air conditioning",
    maintenance="Entretien | Maintenance",
    control="Régulation | Heating control",
    accessory="Accessoires | Accessories",
    household="Linge de maison | Household linen",
    women="Mode femme | Women’s clothes",
    men="Mode homme | Men’s clothes",
    children="Mode enfant | Children’s clothes",
    shoes="Chaussures | Shoes",
    appliances="Électroménager | Appliances",
    paint="Peinture | Paint",
    tools="Outillage | Tools",
    furniture="Meubles | Furniture",
    garden="Jardin | Garden",
    lighting="Luminaires | Lighting",
    protection="Protection électrique | Electrical protection",
    wiring="Appareillage et câblage | Wiring",
    security="Sécurité | Security",
    building_automation="Domotique | Building automation",
    service="Formation et services | Training and services",
)
"""Families of articles, by their code in ``category``: some words mean something else in other columns."""


LABELS: dict[str, Text] = {
    **CHANNELS,
    **{name: family.label for name, family in CONTACT_REASONS.items()},
    **{code: text for family in CONTACT_REASONS.values() for code, text in family.reasons.items()},
    **_texts(
        # people and consent
        mrs="Mme | Ms", mr="M. | Mr", person="Particulier | Person", company="Entreprise | Company",
        mobile="Mobile | Mobile", landline="Fixe | Landline", granted="Donné | Granted", withdrawn="Retiré | Withdrawn",
        marketing="Prospection | Marketing", service="Service | Service", form="Formulaire | Form",
        unsubscribe_link="Lien de désinscription | Unsubscribe link", in_person="En personne | In person",
        # interactions
        online="En ligne | Online", offline="Hors ligne | Offline", desktop="Ordinateur | Desktop", tablet="Tablette | Tablet",
        none="Aucun | None", visit="Visite | Visit", session="Session web | Web session", call="Appel | Call",
        message="Message | Message", click="Clic | Click", advert="Publicité vue | Advert seen", advice="Conseil | Advice",
        quote="Devis | Quote", purchase="Achat | Purchase", contact="Contact | Contact",
        mission="Recherche | Mission", order="Commande | Order", fulfilment="Livraison | Fulfilment",
        done="Abouti | Done", failed="Échoué | Failed",
        # orders and deliveries
        placed="Passée | Placed", delivered="Livrée | Delivered", collected="Retirée | Collected", cancelled="Annulée | Cancelled",
        card="Carte | Card", transfer="Virement | Transfer", cheque="Chèque | Cheque", cash="Espèces | Cash",
        instalments="Plusieurs fois | Instalments", account="Compte client | On account",
        home="À domicile | At home", relay="Point relais | Relay point", collect="Retrait magasin | Click and collect",
        takeaway="Emporté | Taken away", installation="Pose | Installation",
        shipped="Expédiée | Shipped", late="En retard | Late", on_time="À l’heure | On time", pending="En cours | Pending",
        changed_mind="Changement d’avis | Changed mind", faulty="Défectueux | Faulty", wrong_item="Erreur d’article | Wrong item",
        too_late="Arrivé trop tard | Came too late", wrong_size="Ne convient pas | Does not fit",
        # tickets and calls
        low="Basse | Low", normal="Normale | Normal", high="Haute | High", urgent="Urgente | Urgent",
        open="Ouvert | Open", closed="Clos | Closed", abandoned="Abandonné | Abandoned",
        sales="Vente | Sales", support="Service client | Customer service", technical="Technique | Technical",
        # campaigns and surveys
        treated="Ciblé | Treated", control="Témoin | Control", plain="Standard | Plain", personal="Personnalisé | Personal",
        sent="Envoyé | Sent", bounced="Non distribué | Bounced", opened="Ouvert | Opened", clicked="Cliqué | Clicked",
        unsubscribed="Désinscrit | Unsubscribed",
        after_purchase="Après achat | After purchase", after_contact="Après contact | After contact",
    ),
}  # fmt: skip
"""Every code of a category, with its labels."""
