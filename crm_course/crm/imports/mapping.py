"""Which column is what? Proposed from the header, corrected by the reader.

Tools are recognised by their own headers; any other table by words that people use for a
column, French or English. A mapping goes from header to field; an empty field leaves the
column out. What speaks of consent is told from the words it is made of, whoever wrote it, and
a column that only smells of consent is asked about: a lost refusal breaks the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from .. import keys
from .consent_words import consent_field, smells
from .fields import CONSENTS, FIELDS, REPEATED, WHO
from .texts import CONSENT_HINT, CONSENT_RULE, FIELD_LABELS, MAPPING_HINT, MAPPING_RULE
from .tools import PRESETS, Preset, recognise

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FIELDS",
    "MODEL",
    "PRESETS",
    "Apart",
    "Preset",
    "check_identifies",
    "check_questions",
    "choose",
    "identifies",
    "propose",
    "questions",
    "recognise",
]

MODEL = (
    "id", "first_name", "last_name", "company", "email", "phone", "mobile", "street", "postcode", "town", "country", "birth_date",
    "email_ok", "contact_no", "order_ref", "ordered_at", "order_amount", "article", "quantity", "line_amount",
)  # fmt: skip
"""The columns of a file to fill in; their labels are headers that are understood."""

_WORDS: dict[str, str] = {
    "id": "id|identifiant|n dans l autre outil|number in the other tool|customer id|n client|no client|numero client|numero de client|num client|code client|account id|caller id|card number|n de carte|numero de carte"
    "|handle|record id|reference client|ref client|customer number|customer no|client id|clientid|customerid|cust id|custid|id client|n adherent|numero adherent|member id"
    "|contact id|user id|customer ref|customer code|n de client|id contact",
    "title": "title|civilite|salutation|titre|prefix|name prefix",
    "first_name": "first name|firstname|prenom|given name|forename|prenom client|prenom du client|customer first name",
    "last_name": "last name|lastname|nom de famille|surname|family name|nom|nom client|nom du client|customer last name|nom d usage|nom usuel",
    "name": "name|full name|nom complet|nom et prenom|nom prenom|prenom nom|prenom et nom|contact|holder|titulaire|name heard|nom entendu|display name|nom affiche"
    "|client|customer|customer name|client name|file as|contact name|nom du contact|destinataire",
    "email": "email|e mail|mail|courriel|adresse email|adresse e mail|email address|e mail address|adresse mail|adresse courriel|courrier electronique"
    "|adresse electronique|e mail value|email value|mail client|customer email|email client|contact email|primary email|email principal|e mail principal|work email",
    "phone": "phone|telephone|tel|phone number|numero de telephone|fixe|landline|tel fixe|telephone fixe|phone value|home phone|business phone|work phone|main phone"
    "|primary phone|other phone|telephone domicile|telephone bureau|telephone professionnel|tel domicile|tel bureau|telephone principal|n de telephone|n telephone"
    "|telephone client|customer phone|numero|num tel|numero tel|company phone",
    "mobile": "mobile|portable|mobile phone|tel portable|telephone portable|mobile phone number|sms|gsm|tel mobile|telephone mobile|cell|cell phone|cellphone|n de portable"
    "|numero de portable|numero de mobile|mobile number|tel port|whatsapp",
    "company": "company|company name|societe|entreprise|raison sociale|organisation|organization|organization name|organisation name|account name|etablissement"
    "|nom de la societe|nom societe|nom de l entreprise|structure",
    "siren": "siren|siret|company register number siren|n siret|n siren|numero siret|numero siren",
    "street": "street|address|adresse|rue|street address|adresse postale|voie|address line|adresse ligne|address street|home street|business street|n et voie|numero et voie",
    "postcode": "postcode|postal code|zip|zip code|code postal|cp|zipcode|address postal code|home postal code|business postal code|codepostal",
    "town": "town|city|ville|commune|localite|address city|home city|business city|bureau distributeur",
    "country": "country|pays|country code|code pays|address country|pays de residence|mailing country|home country",
    "birth_date": "birth date|date of birth|birthday|birthdate|date de naissance|naissance|ne le|nee le|anniversaire|ne e le|dob",
    "created_on": "created on|create date|created|created at|date de creation|client depuis|customer since|inscrit le|registered on|opened on|carte ouverte le|first call on"
    "|premier appel le|followed on|abonne le|added time|cree le|date d inscription|date inscription|date d ajout|subscription date|registration date|date created|member since",
    "note": "note|notes|comment|comments|commentaire|commentaires|remarque|remarques|observations|observation",
    "email_ok_at": "optin time|opt in time|consent date|date de consentement|date du consentement|subscribed at|date consentement|confirm time",
    "email_no_at": "unsub time|unsubscribed at|clean time",
    "phone_no": "bloctel",
    "sale_title": "opportunity|opportunite|affaire|deal|deal name|devis",
    "sale_stage": "stage|etape|stage id|deal stage|statut devis", "sale_amount": "expected revenue|montant devis|deal amount",
    "sale_probability": "probability|probabilite|chance", "sale_expected_on": "close date|date deadline|expected closing|cloture prevue",
    "channel": "channel|canal|canal de vente|sales channel|acquisition channel|canal de recrutement",
    "order_ref": "order|order id|order number|commande|n commande|numero de commande|n de commande|ticket de caisse|facture|n facture|order no|order ref|ref commande"
    "|reference commande|numero commande|n ticket|ticket|numero de ticket|n de ticket|numero de facture|n de facture|invoice|invoice number|invoice no|receipt number|transaction id",
    "ordered_at": "order date|ordered at|date de commande|date commande|date d achat|date achat|date du ticket|passee le|date vente|date de vente|date de la vente"
    "|date de la commande|vendu le|achat le|purchase date|sale date|date time|date et heure|date heure|horodatage|date creation commande|order created at|order created date|date added|completed date|payment date|date de paiement|date du paiement|date reglement|processed at|date comptable|date facture|date de facture|invoice date|invoicedate|transaction date|date ticket|date de l achat|paid at",
    "order_status": "financial status|order status|statut de la commande|statut commande|etat de la commande|etat commande|etat de commande|payment status|statut paiement|statut du paiement|etat du paiement",
    "currency": "currency|devise|monnaie|currency code|code devise|order currency",
    "order_amount": "amount|total|montant|montant ttc|total ttc|order amount|montant commande|achats|order total|order total amount|total commande|total de la commande"
    "|montant total|montant de la commande|dollar value|revenue|sales|prix total|total price|total amount|montant total ttc|ca|chiffre d affaires|montant achat"
    "|montant de l achat|montant du ticket|total ticket|grand total|total paid|montant regle|montant paye|montant eur|montant euros|montant en euros|montant en eur|total eur|total euros|total en euros|net a payer|total net|net amount|gross|gross amount|amount paid|somme|order value|valeur commande|valeur de la commande",
    "till": "till|caisse|n de caisse|n caisse|register|terminal|point de vente|pos|pos location|location|magasin|shop|store|boutique|site|store name|nom du magasin",
    "article": "article|produit|product|item|designation|libelle|lineitem name|product name|nom du produit|item name|description article|libelle article|reference article|stockcode",
    "quantity": "quantity|quantite|qty|qte|lineitem quantity|nb|nombre d articles|units",
    "unit_price": "unit price|prix unitaire|pu|pu ttc|prix unitaire ttc|lineitem price|unitprice|item price|item cost|prix",
    "line_amount": "line amount|montant ligne|montant de la ligne|total ligne|line total|lineitem total|item total|sous total|item subtotal|prix ligne|montant article",
}  # fmt: skip
_PROPOSED = {word: field for field, words in _WORDS.items() for word in words.split("|")}
_BILLING = re.compile(r" ?\b(de )?(facturation|billing|billing address|shipping|livraison)\b ?")
"""Web shops say whose address it is: « E-mail facturation », "Billing Email"."""
_MANY = re.compile(r" \d{1,2}\b")
"""Address books number what there may be several of: "Phone 1", "E-mail 2 - Value"."""


def propose(header: Sequence[str], preset: str | None = None) -> dict[str, str]:
    """Header → field: what the tool's columns are, then what common words say.

    Each field once, but for what a person may have several of (addresses, numbers, notes,
    words of consent): there every column is read.

    >>> propose(["Nom", "Prénom", "Tél.", "Couleur"])
    {'Nom': 'last_name', 'Prénom': 'first_name', 'Tél.': 'phone', 'Couleur': ''}
    >>> propose(["Record ID", "Email", "Opted out of email: Marketing Information"], "hubspot")["Opted out of email: Marketing Information"]
    'email_no'
    """
    known = PRESETS[preset].columns if preset else {}
    chosen = {column: known[column] for column in header if column in known}
    taken = set[str]()
    proposed = {}
    for column in header:
        usual = chosen.get(column) or _usual(column, consent_only=preset is not None)
        proposed[column] = "" if usual in taken and usual not in REPEATED else usual
        taken.add(usual)
    if "name" in taken and "first_name" in taken and "last_name" not in taken:  # « Name » beside « First name » is the family's
        proposed = {column: "last_name" if field == "name" else field for column, field in proposed.items()}
    if not {"first_name", "name"} & taken and not preset:  # « Nom » alone holds the whole name
        proposed = {column: "name" if field == "last_name" and keys.fold(column) == "nom" else field for column, field in proposed.items()}
    if taken & _MONEY:  # beside an amount, « Date » is the sale's, and « Statut » the order's
        for name, words in (("ordered_at", _SALE_DATES), ("order_status", _SALE_STATES)):
            found = next((column for column, field in proposed.items() if _bare(column) in words and field in ("", "created_on")), None)
            proposed |= {found: name} if found and name not in taken else {}
    return proposed


_MONEY = frozenset({"order_amount", "line_amount", "unit_price"})
_SALE_DATES = frozenset(
    {
        "date",
        "jour",
        "le",
        "created",
        "created at",
        "created on",
        "cree le",
        "date creation",
        "date de creation",
        "create date",
        "date created",
        "timestamp",
        "day",
        "time",
    }
)
_SALE_STATES = frozenset({"status", "statut", "etat", "state"})
_CLOCKS = re.compile(r" ?\b(utc|gmt|cet|heure de paris|local time|eur|euros?|ttc|en)\b ?")


def _bare(column: str) -> str:
    """A header without its zone or currency: "Created (UTC)"."""
    return _CLOCKS.sub(" ", keys.fold(column)).strip()


def _usual(column: str, *, consent_only: bool = False) -> str:
    """The field that people mean by a header, or none."""
    word = keys.fold(column)
    whole = _PROPOSED.get(word) or consent_field(column)
    if consent_only:
        return whole if whole in CONSENTS else ""
    return whole or next(
        (_PROPOSED[each] for each in (_BILLING.sub("", word), _MANY.sub("", word), _bare(column)) if each in _PROPOSED), ""
    )


def choose(
    header: Sequence[str], preset: str | None, corrected: Mapping[str, str] | None, sample: Mapping[str, Sequence[str]] | None = None
) -> tuple[str, dict[str, str]]:
    """The tool and the mapping in force: what is proposed, with the reader's corrections over it.

    Parameters
    ----------
    sample : mapping, optional
        First cells of each column: a « Client » column of figures holds numbers, not names.

    Raises
    ------
    InvalidValue
        If a correction names a column or field that does not exist.
    """
    tool = recognise(header) if preset is None or preset == "file" else checks.choice("preset", preset, PRESETS)
    if preset == "file":
        tool = None
    mapped = _by_cells(propose(header, tool), sample or {})
    for column, field in (corrected or {}).items():
        checks.choice("mapping", column, header)
        checks.choice("mapping", field, ("", *FIELD_LABELS))
        once = field and field not in REPEATED
        mapped = {other: "" if once and given == field and other != column else given for other, given in mapped.items()} | {column: field}
    return tool or "file", mapped


def _by_cells(mapped: dict[str, str], sample: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found = dict(mapped)
    for column, field in mapped.items():
        cells = [cell.strip() for cell in sample.get(column, ()) if cell.strip()]
        if field == "name" and cells and all(re.fullmatch(r"[A-Z]{0,3}[-_ ]?\d[\d.\-]*", cell) for cell in cells):
            found[column] = "id" if "id" not in mapped.values() else ""
    return found


def identifies(mapped: Mapping[str, str]) -> bool:
    """Whether the chosen columns say who a line is about."""
    return not WHO.isdisjoint(mapped.values())


def check_identifies(mapped: Mapping[str, str]) -> None:
    """Refuse a choice of columns that tells nobody."""
    if not identifies(mapped):
        raise InvalidValue("mapping", MAPPING_RULE, [column for column, field in mapped.items() if field], MAPPING_HINT)


# -- what smells of consent ---------------------------------------------------------------


def questions(mapped: Mapping[str, str], answered: Iterable[str], sample: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The columns that are left out, and seem to speak of consent: what they mean must be said."""
    said = set(answered)
    return tuple(column for column, field in mapped.items() if not field and column not in said and smells(column, sample.get(column, ())))


class Apart:
    """The columns that are left out, looked at through the whole file: whether anything stands in them, and whether it may refuse."""

    def __init__(self, mapped: Mapping[str, str], answered: Iterable[str]) -> None:
        said = set(answered)
        self._silent = {column: column not in said for column, field in mapped.items() if not field}
        self.filled: dict[str, None] = {}
        """The columns in which something stands."""
        self.asked: dict[str, None] = {}
        """Those that smell of consent, and of which nobody said what they mean."""

    def look(self, part: pd.DataFrame) -> None:
        """Look at some lines."""
        for column, silent in self._silent.items():
            cells = part[column].tolist()
            if column not in self.filled and any(cells):
                self.filled[column] = None
            if silent and column not in self.asked and _STRONG.search("\n".join(cells)) and smells(column, list(dict.fromkeys(cells))):
                self.asked[column] = None


_STRONG = re.compile(
    r"unsub|opt[- _]?out|opted|d[ée]sinscri|d[ée]sabonn|refus|oppos|bloctel|liste rouge|black ?list|block ?list|\bstop\b|\b(?:ne|n’|n')\b.{0,20}\b(?:pas|plus)\b|do not|don.t|plus de|no (?:contact|e-?mail|marketing|call|sms)",
    re.IGNORECASE,
)
"""Roughly what a refusal says; :func:`smells` looks closer."""


def check_questions(asked: Iterable[str]) -> None:
    """Refuse to import while a column that may hold refusals is neither taken over nor put aside knowingly."""
    if columns := list(asked):
        raise InvalidValue("mapping", CONSENT_RULE, columns, CONSENT_HINT)
