"""What do we do with personal data, and on which ground? The register that every store begins with (GDPR, art. 30).

Three processings that any shop has; the owner completes them with ``store.insert("processing_register", …)``.
"""

from __future__ import annotations

from crm_course.foundations.language import Text

__all__ = ["first_lines"]

_SECURITY = Text(
    fr="Base dans un seul fichier ou sur un serveur à accès restreint ; journal d’audit ; effacement sans trace",
    en="Base in one file or on a server with restricted access; audit log; erasure without trace",
)
_TEAM = Text(fr="L’équipe", en="The team")
_LINES: tuple[dict[str, Text], ...] = (
    {
        "processing": Text(fr="Commandes et relation client", en="Orders and customer relations"),
        "purpose": Text(fr="Vendre, livrer, facturer, suivre", en="Sell, deliver, invoice, follow up"),
        "basis": Text(fr="Contrat ; obligation légale pour les factures", en="Contract; legal obligation for invoices"),
        "people": Text(fr="Clients", en="Customers"),
        "data": Text(fr="Identité, coordonnées, commandes, livraisons", en="Identity, contact details, orders, deliveries"),
        "recipients": _TEAM,
        "retention": Text(fr="Trois ans après le dernier contact ; pièces comptables dix ans", en="Three years after the last contact; accounts ten years"),
        "security": _SECURITY,
    },
    {
        "processing": Text(fr="Prospection", en="Direct marketing"),
        "purpose": Text(fr="Informer et solliciter par e-mail, SMS, téléphone, courrier", en="Inform and solicit by e-mail, text, phone, letter"),
        "basis": Text(fr="Consentement, ou intérêt légitime quand la loi l’admet", en="Consent, or legitimate interest where the law admits it"),
        "people": Text(fr="Prospects et clients", en="Prospects and customers"),
        "data": Text(fr="Identité, coordonnées, consentements, réactions", en="Identity, contact details, consents, reactions"),
        "recipients": _TEAM,
        "retention": Text(fr="Trois ans après le dernier contact de la personne", en="Three years after the person’s last contact"),
        "security": _SECURITY,
    },
    {
        "processing": Text(fr="Service client", en="Customer service"),
        "purpose": Text(fr="Répondre aux demandes et aux réclamations, mesurer la satisfaction", en="Answer requests and complaints, measure satisfaction"),
        "basis": Text(fr="Contrat ; intérêt légitime", en="Contract; legitimate interest"),
        "people": Text(fr="Clients et personnes qui nous écrivent", en="Customers and people who write to us"),
        "data": Text(fr="Identité, coordonnées, demandes, réponses aux enquêtes", en="Identity, contact details, requests, survey answers"),
        "recipients": _TEAM,
        "retention": Text(fr="Trois ans après le dernier contact", en="Three years after the last contact"),
        "security": _SECURITY,
    },
)  # fmt: skip


def first_lines() -> list[dict[str, str]]:
    """The lines of a new register, in the language in force."""
    return [{column: text.say() for column, text in line.items()} for line in _LINES]
