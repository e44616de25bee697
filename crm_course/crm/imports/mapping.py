"""Which column is what? Proposed from the header, corrected by the reader.

Tools are recognised by their own headers; any other table by words that people use for a
column, French or English. A mapping goes from header to field; an empty field leaves the
column out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from .. import keys
from .texts import FIELD_LABELS, MAPPING_HINT, MAPPING_RULE

__all__ = ["FIELDS", "PRESETS", "Preset", "check_identifies", "choose", "identifies", "propose", "recognise"]

FIELDS: dict[str, str] = {
    **dict.fromkeys(("id", "first_name", "last_name", "name", "company", "street", "town", "note", "sale_title", "sale_stage", "order_ref"), "text"),
    **dict.fromkeys(("email_ok", "email_no", "sms_ok", "sms_no", "phone_ok", "phone_no"), "yes"),
    **dict.fromkeys(("birth_date", "created_on", "email_ok_at", "email_no_at", "sale_expected_on", "ordered_at"), "date"),
    "title": "title", "channel": "channel", "email": "email", "phone": "phone", "mobile": "phone", "siren": "siren", "postcode": "postcode",
    "sale_amount": "amount", "sale_probability": "chance", "order_amount": "amount",
}  # fmt: skip
"""The fields that a column can be, with how their cells are read."""

_WHO = {"email", "phone", "mobile", "name", "last_name", "company"}

_WORDS: dict[str, str] = {
    "id": "id|identifiant|customer id|n client|numero client|code client|account id|caller id|card number|n de carte|numero de carte|handle|record id|reference client",
    "title": "title|civilite|salutation|titre",
    "first_name": "first name|firstname|prenom|given name",
    "last_name": "last name|lastname|nom de famille|surname|family name|nom",
    "name": "name|full name|nom complet|nom et prenom|nom prenom|contact|holder|titulaire|name heard|nom entendu|display name|nom affiche|client|customer",
    "email": "email|e mail|mail|courriel|adresse email|adresse e mail|email address|adresse mail",
    "phone": "phone|telephone|tel|phone number|numero de telephone|fixe|landline|tel fixe|telephone fixe",
    "mobile": "mobile|portable|mobile phone|tel portable|telephone portable|mobile phone number|sms|gsm|tel mobile|telephone mobile",
    "company": "company|company name|societe|entreprise|raison sociale|organisation|organization|account name|etablissement",
    "siren": "siren|siret|company register number siren",
    "street": "street|address|adresse|rue|street address|adresse postale|voie|address 1|adresse 1",
    "postcode": "postcode|postal code|zip|zip code|code postal|cp",
    "town": "town|city|ville|commune|localite",
    "birth_date": "birth date|date of birth|birthday|date de naissance|naissance|ne le|nee le",
    "created_on": "created on|create date|created|created at|date de creation|client depuis|customer since|inscrit le|registered on|opened on|carte ouverte le|first call on|premier appel le|followed on|abonne le|added time",
    "note": "note|notes|comment|comments|commentaire|commentaires|remarque|remarques|observations",
    "email_ok": "opt in|optin|newsletter|consent|consentement|accepte les emails|accepte les e mails|email optin|email opt in|abonne newsletter|inscrit newsletter|abonne|subscribed",
    "email_no": "unsubscribed|desinscrit|desabonne|opt out|optout|blacklisted|email blacklisted|unsubscribed from all email|stop email",
    "email_ok_at": "optin time|date d inscription newsletter|date opt in|consent date|date de consentement|subscribed at",
    "email_no_at": "unsub time|date de desinscription|date desinscription|date desabonnement|unsubscribed at|date de desabonnement",
    "sms_ok": "accepte les sms|sms optin|sms opt in", "sms_no": "sms blacklisted|stop sms|refuse les sms",
    "phone_ok": "accepte les appels|phone optin|phone opt in", "phone_no": "do not call|ne pas appeler|refuse les appels|bloctel",
    "sale_title": "opportunity|opportunite|affaire|deal|deal name|devis",
    "sale_stage": "stage|etape|stage id|deal stage|statut devis", "sale_amount": "expected revenue|montant devis|deal amount",
    "sale_probability": "probability|probabilite|chance", "sale_expected_on": "close date|date deadline|expected closing|cloture prevue",
    "channel": "channel|canal|canal de vente|sales channel|acquisition channel|canal de recrutement",
    "order_ref": "order|order id|order number|commande|n commande|numero de commande|n de commande|ticket de caisse|facture|n facture",
    "ordered_at": "order date|ordered at|date de commande|date commande|date d achat|date achat|date du ticket|passee le",
    "order_amount": "amount|total|montant|montant ttc|total ttc|order amount|montant commande|achats",
}  # fmt: skip
_PROPOSED = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_BILLING = re.compile(r" ?\b(de )?(facturation|billing)\b ?")
"""Web shops say whose address it is: « E-mail facturation », "Billing Email"."""

_REFUSALS = {"email_no", "email_no_at", "sms_no", "phone_no"}
"""Taken over whatever tool the file is from: a lost refusal breaks the law."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """The export of a tool: the headers that betray it, and what its columns are."""

    signs: tuple[frozenset[str], ...]
    """Any of these sets of headers, all present, tells the tool."""
    columns: Mapping[str, str]
    month_first: bool = False
    """Dates as 12/31/2026 where a column does not tell."""


def _preset(signs: str, month_first: bool = False, **columns: str) -> Preset:
    names = {header: field for field, headers in columns.items() for header in headers.split("|")}
    sets = tuple(frozenset(each.split("+")) for each in signs.split("|"))
    return Preset(signs=sets, columns=names, month_first=month_first)


PRESETS: dict[str, Preset] = {
    "hubspot": _preset(
        "Record ID+First Name+Email|Record ID+Lead Status|Record ID+Lifecycle Stage|Record ID+Last Name|Contact ID+First Name+Email", id="Record ID|Contact ID|Record ID - Contact",
        first_name="First Name", last_name="Last Name", email="Email", phone="Phone Number", mobile="Mobile Phone Number", company="Company Name|Company name|Associated Company",
        street="Street Address", postcode="Postal Code", town="City", created_on="Create Date|Created Date", birth_date="Date of birth|Date of Birth",
        email_no="Unsubscribed from all email|Opted out of all email", title="Salutation",
    ),
    "brevo": _preset(
        "EMAIL+SMS|EMAIL+LASTNAME+FIRSTNAME|EMAIL+NOM+PRENOM|EMAIL+OPT_IN|EMAIL+ADDED_TIME", id="CONTACT ID|CONTACT_ID|EXT_ID", email="EMAIL", last_name="LASTNAME|NOM",
        first_name="FIRSTNAME|PRENOM|PRÉNOM", mobile="SMS|WHATSAPP", phone="LANDLINE_NUMBER", email_ok="OPT_IN|DOUBLE_OPT-IN|OPTIN|EMAIL_MARKETING|STATUT|STATUS",
        email_no="BLACKLISTED|EMAIL_BLACKLISTED|UNSUBSCRIBED", sms_no="SMS_BLACKLISTED", created_on="ADDED_TIME|ADDED TIME|CREATED_AT", postcode="CODE_POSTAL|CP|ZIP",
        town="VILLE|CITY", street="ADRESSE|ADDRESS", company="SOCIETE|COMPANY|ENTREPRISE", email_ok_at="OPTIN_TIME|DATE_OPTIN|OPT_IN_DATE", email_no_at="UNSUB_TIME|DATE_UNSUB",
    ),
    "mailchimp": _preset(
        "Email Address+MEMBER_RATING|Email Address+OPTIN_TIME|Email Address+UNSUB_TIME|Email Address+LAST_CHANGED|Email Address+LEID", True, id="LEID|EUID",
        email="Email Address", first_name="First Name", last_name="Last Name", phone="Phone Number", street="Address", company="Company", email_ok_at="OPTIN_TIME",
        email_no_at="UNSUB_TIME|CLEAN_TIME", note="NOTES",
    ),
    "odoo": _preset(
        "name+stage_id|name+expected_revenue|Opportunity+Expected Revenue|Opportunité+Revenu espéré", id="id|External ID|Identifiant externe|.id", sale_title="name|Opportunity|Opportunité",
        sale_stage="stage_id|stage_id/name|Stage|Étape", sale_amount="expected_revenue|Expected Revenue|Revenu espéré|planned_revenue", sale_probability="probability|Probability|Probabilité",
        name="contact_name|Contact Name|Nom du contact|partner_id|partner_id/name|Customer|Client", company="partner_name|Company Name|Nom de la société",
        email="email_from|Email|email|partner_id/email", phone="phone|Phone|Téléphone|partner_id/phone", mobile="mobile|Mobile", street="street|Street|Rue", postcode="zip|Zip|Code postal",
        town="city|City|Ville", sale_expected_on="date_deadline|Expected Closing|Fermeture prévue", created_on="create_date|Created on|Créé le", note="description|Notes",
    ),
    "salesforce": _preset(
        "Id+LastName|Id+FirstName+Email|Contact ID+Last Name+Email|Lead ID+Last Name", True, id="Id|Contact ID|Lead ID", first_name="FirstName|First Name", last_name="LastName|Last Name",
        email="Email", phone="Phone", mobile="MobilePhone|Mobile", company="Account.Name|Account Name|Company", street="MailingStreet|Street|Mailing Street",
        postcode="MailingPostalCode|PostalCode|Mailing Zip/Postal Code", town="MailingCity|City|Mailing City", birth_date="Birthdate", created_on="CreatedDate|Created Date",
        email_no="HasOptedOutOfEmail|Email Opt Out", phone_no="DoNotCall|Do Not Call", title="Salutation", note="Description",
    ),
}  # fmt: skip
"""Exports that are recognised by their headers."""


def recognise(header: Sequence[str]) -> str | None:
    """The tool that a header betrays, or None.

    >>> recognise(["EMAIL", "LASTNAME", "FIRSTNAME", "SMS"])
    'brevo'
    """
    found = set(header)
    fits = {
        name: sum(1 for column in header if column in preset.columns)
        for name, preset in PRESETS.items()
        if any(s <= found for s in preset.signs)
    }
    return max(fits, key=lambda name: fits[name]) if fits else None


def propose(header: Sequence[str], preset: str | None = None) -> dict[str, str]:
    """Header → field: what the tool's columns are, then what common words say; each field once.

    >>> propose(["Nom", "Prénom", "Tél.", "Couleur"])
    {'Nom': 'last_name', 'Prénom': 'first_name', 'Tél.': 'phone', 'Couleur': ''}
    """
    known = PRESETS[preset].columns if preset else {}
    chosen = {column: known[column] for column in header if column in known}
    taken = set[str]()
    proposed = {}
    for column in header:
        usual = _usual(column)
        field = chosen.get(column) or ("" if preset and usual not in _REFUSALS else usual)
        proposed[column] = "" if field in taken else field
        taken.add(field)
    if "name" in taken and "first_name" in taken and "last_name" not in taken:  # « Name » beside « First name » is the family's
        proposed = {column: "last_name" if field == "name" else field for column, field in proposed.items()}
    if not {"first_name", "name"} & taken and not preset:  # « Nom » alone holds the whole name
        proposed = {column: "name" if field == "last_name" and keys.fold(column) == "nom" else field for column, field in proposed.items()}
    return proposed


def _usual(column: str) -> str:
    """The field that people mean by a header, or none."""
    word = keys.fold(column)
    return _PROPOSED.get(word) or _PROPOSED.get(_BILLING.sub("", word), "")


def choose(header: Sequence[str], preset: str | None, corrected: Mapping[str, str] | None) -> tuple[str, dict[str, str]]:
    """The tool and the mapping in force: what is proposed, with the reader's corrections over it.

    Raises
    ------
    InvalidValue
        If a correction names a column or field that does not exist.
    """
    tool = recognise(header) if preset is None or preset == "file" else checks.choice("preset", preset, PRESETS)
    if preset == "file":
        tool = None
    mapped = propose(header, tool)
    for column, field in (corrected or {}).items():
        checks.choice("mapping", column, header)
        checks.choice("mapping", field, ("", *FIELD_LABELS))
        mapped = {other: "" if field and given == field and other != column else given for other, given in mapped.items()} | {column: field}
    return tool or "file", mapped


def identifies(mapped: Mapping[str, str]) -> bool:
    """Whether the chosen columns say who a line is about."""
    return not _WHO.isdisjoint(mapped.values())


def check_identifies(mapped: Mapping[str, str]) -> None:
    """Refuse a choice of columns that tells nobody."""
    if not identifies(mapped):
        raise InvalidValue("mapping", MAPPING_RULE, [column for column, field in mapped.items() if field], MAPPING_HINT)
