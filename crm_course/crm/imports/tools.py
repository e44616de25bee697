"""Which tool wrote this file? The exports that are recognised by their own headers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["PRESETS", "Preset", "recognise"]


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
    "shopify": _preset(
        "Name+Financial Status|Name+Lineitem name|Name+Fulfillment Status", order_ref="Name", email="Email", ordered_at="Created at", order_amount="Total",
        quantity="Lineitem quantity", article="Lineitem name", unit_price="Lineitem price", name="Billing Name", company="Billing Company", phone="Phone|Billing Phone",
        street="Billing Street|Billing Address1", town="Billing City", postcode="Billing Zip", country="Billing Country", note="Notes", email_ok="Accepts Marketing",
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
