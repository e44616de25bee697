"""Who they are: customers, the ways to reach them, what they agreed to; and the four silos."""

from __future__ import annotations

from ..language import Text
from .records import Table, declare

__all__ = ["PEOPLE"]

CUSTOMERS = Table(
    name="customers",
    label=Text(fr="Clients", en="Customers"),
    grain=Text(fr="un client, particulier ou contact d’une entreprise", en="a customer: a person, or a contact in a company"),
    columns=(
        declare("customer_id", "integer", "N° de client", "Customer", key="primary"),
        declare("kind", "category", "Nature", "Kind", categories="person company"),
        declare("title", "category", "Civilité", "Title", categories="mrs mr", personal=True),
        declare("first_name", "text", "Prénom", "First name", personal=True),
        declare("last_name", "text", "Nom", "Last name", personal=True),
        declare("birth_date", "date", "Date de naissance", "Date of birth", personal=True, nullable=True),
        declare("company", "text", "Entreprise", "Company", nullable=True),
        declare("siren", "text", "SIREN", "Company register number (SIREN)", nullable=True),
        declare("street", "text", "Adresse", "Address", personal=True),
        declare("postcode", "text", "Code postal", "Postcode", personal=True),
        declare("town", "text", "Commune", "Town", personal=True),
        declare("acquisition_channel", "category", "Canal de recrutement", "Acquisition channel"),
        declare("created_on", "date", "Client depuis", "Customer since"),
        declare(
            "shop_id",
            "integer",
            "Magasin de rattachement",
            "Home shop",
            key="shops.shop_id",
            nullable=True,
            description=Text(
                fr="Celui de la commune, sinon du département, sinon de la région.",
                en="That of the town, or else of the department, or else of the region.",
            ),
        ),
        declare("referred_by", "integer", "Parrain", "Referred by", key="customers.customer_id", nullable=True),
    ),
)

CONTACT_POINTS = Table(
    name="contact_points",
    label=Text(fr="Coordonnées", en="Contact points"),
    grain=Text(fr="un e-mail ou un numéro d’un client", en="an e-mail address or a number of a customer"),
    columns=(
        declare("contact_point_id", "integer", "N° de coordonnée", "Contact point", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("kind", "category", "Nature", "Kind", categories="email mobile landline"),
        declare("value", "text", "Coordonnée", "Address or number", personal=True),
        declare("since", "date", "Connue depuis", "Known since"),
    ),
)

CONSENTS = Table(
    name="consents",
    label=Text(fr="Consentements", en="Consents"),
    grain=Text(fr="un consentement donné ou retiré", en="a consent given or withdrawn"),
    columns=(
        declare("consent_id", "integer", "N° de consentement", "Consent", key="primary"),
        declare("customer_id", "integer", "N° de client", "Customer", key="customers.customer_id"),
        declare("channel", "category", "Canal", "Channel"),
        declare("purpose", "category", "Finalité", "Purpose", categories="marketing service"),
        declare("status", "category", "État", "Status", categories="granted withdrawn"),
        declare("ts", "datetime", "Date et heure", "Date and time"),
        declare("proof", "category", "Preuve", "Proof", categories="form unsubscribe-link in-person"),
    ),
)

SILO_TILL = Table(
    name="silo_till",
    label=Text(fr="Extrait de la caisse", en="Extract of the till"),
    grain=Text(fr="une carte de fidélité", en="a loyalty card"),
    columns=(
        declare("card_number", "integer", "N° de carte", "Card", key="primary"),
        declare("holder", "text", "Titulaire", "Holder", personal=True),
        declare("phone", "text", "Téléphone", "Phone", personal=True, nullable=True),
        declare("postcode", "text", "Code postal", "Postcode", personal=True, nullable=True),
        declare("opened_on", "date", "Carte ouverte le", "Card opened on"),
    ),
)

SILO_WEB_SHOP = Table(
    name="silo_web_shop",
    label=Text(fr="Extrait de la boutique en ligne", en="Extract of the web shop"),
    grain=Text(fr="un compte en ligne", en="an online account"),
    columns=(
        declare("account_id", "integer", "N° de compte", "Account", key="primary"),
        declare("email", "text", "E-mail", "E-mail", personal=True),
        declare("first_name", "text", "Prénom", "First name", personal=True),
        declare("last_name", "text", "Nom", "Last name", personal=True),
        declare("postcode", "text", "Code postal", "Postcode", personal=True),
        declare("town", "text", "Commune", "Town", personal=True),
        declare(
            "registered_on",
            "date",
            "Inscrit le",
            "Registered on",
            description=Text(fr="On peut aussi commander en ligne sans compte.", en="One can also order online without an account."),
        ),
    ),
)

SILO_CALL_CENTRE = Table(
    name="silo_call_centre",
    label=Text(fr="Extrait du centre d’appels", en="Extract of the call centre"),
    grain=Text(fr="une fiche d’appelant", en="a caller’s card"),
    columns=(
        declare("caller_id", "integer", "N° d’appelant", "Caller", key="primary"),
        declare("name_heard", "text", "Nom entendu", "Name as heard", personal=True),
        declare("phone", "text", "Téléphone", "Phone", personal=True, nullable=True),
        declare("town", "text", "Commune", "Town", personal=True, nullable=True),
        declare("first_call_on", "date", "Premier appel le", "First call on"),
    ),
)

SILO_SOCIAL = Table(
    name="silo_social",
    label=Text(fr="Extrait de la page sociale", en="Extract of the social page"),
    grain=Text(fr="un abonné", en="a follower"),
    columns=(
        declare("handle", "text", "Pseudonyme", "Handle", key="primary", personal=True),
        declare("display_name", "text", "Nom affiché", "Display name", personal=True),
        declare("email", "text", "E-mail", "E-mail", personal=True, nullable=True),
        declare("town", "text", "Commune", "Town", personal=True, nullable=True),
        declare("followed_on", "date", "Abonné le", "Follows since"),
    ),
)

PEOPLE = (CUSTOMERS, CONTACT_POINTS, CONSENTS, SILO_TILL, SILO_WEB_SHOP, SILO_CALL_CENTRE, SILO_SOCIAL)
