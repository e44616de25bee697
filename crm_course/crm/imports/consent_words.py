"""Does this speak of consent? Words of agreement and refusal, in headers and in cells, French and English.

A header says which channel (e-mail, text, calls, letters; a refusal that names none holds for
all) and whether "yes" agrees or refuses. « Ne pas contacter », "doNotContact", « Opposition »,
"Opted out of email: …", « Stop SMS » all refuse; « Newsletter », "Accepts marketing" agree.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .. import keys

__all__ = ["AGREED", "REFUSED", "consent_field", "noted", "refuses", "smells", "yes"]

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_REFUSES = re.compile(
    r"\b(opt(ed|ing)? ?outs?|optouts?|unsub\w*|desinscri\w*|desabonn\w*|refus\w*|oppos\w*|objection|objects?|stop|black ?list\w*|block ?list\w*|blocked|bloque\w*"
    r"|liste noire|liste rouge|ne (pas|plus) \w+|ne veut (pas|plus)|ne souhaite (pas|plus)|do ?not|don ?t|dnc|no (e ?mails?|marketing|contact|calls?|sms|mailings?|ads|spam)"
    r"|not (contact|call|mail|email|subscribed)\w*|sans (pub\w*|prospection|demarchage|sollicitation|contact|relance)|pas (de|d) \w+|plus (de|d) \w+|bloctel|robinson"
    r"|npai|hard bounces?|bounced?|complain\w*|spam|never \w+|withdrawn|withdrew|revoked?|exclu|exclus|exclue?s?|exclure|excluded?|interdi\w*|suppress\w*|unwanted|indesirable|mauvais payeur"
    r"|(retrait|retire\w*) (du |de |des )?(l )?(consent\w*|accord|liste\w*|newsletter|contact\w*|mailing\w*)|(consent\w*|accord|newsletter|abonnement|liste|inscription) (retire|annule|resilie|supprime|stoppe|revoque)\w*"
    r"|(annul|resili|cancel)\w* (de |a |du |des )?(la |l |d )?(newsletter|abonnement newsletter|subscription|mailing|inscription|e ?mails?|sms)\w*|(cancelled|canceled) (subscription|newsletter|mailing)\w*"
    r"|non (sollicit|demarch|consent|abonne|inscri|contact|optin|opt)\w*|donot\w+|no(call|sms|contact|marketing)s?|veto|baja|abmeld\w*|abbestell\w*|widerspruch|widerruf|sperr\w*|\w+sperre|keine? \w+"
    r"|no (contactar|enviar|llamar|molestar))\b"
)
_AGREES = re.compile(
    r"\b(opt(ed)? ?ins?|optins?|double opt in|newsletters?|infolettres?|consent\w*|consentement|accept\w*|accord|autoris\w*|agree\w*|abonne(e|s|es)?|abonnement newsletter"
    r"|inscri\w* (a |aux? |la )*(la |l |nos |aux )?(newsletters?|infolettres?|e ?mails?|mailings?|sms|offres?|listes?|communications?|actualites?)|subscribed|subscription status|permission|souhaite (recevoir|etre)|veut recevoir|ok (pour|for)|allow\w*|mailing list|liste de diffusion"
    r"|e ?mail marketing|marketing( e ?mails?)?|prospection|rgpd|gdpr|sollicit\w+|offres commerciales|communications? commerciales?|demarchage|publicite)\b"
)
_CHANNELS = (
    ("sms", re.compile(r"\b(sms|textos?|text messages?|whatsapp|mms)\b")),
    ("phone", re.compile(r"\b(phones?|tel|telephon\w*|appel\w*|calls?|voice|voix|bloctel|liste rouge|dnc)\b")),
    ("mail", re.compile(r"\b(courriers?|postal\w*|letters?|direct mail|papier|npai)\b")),
    ("email", re.compile(r"\b(e ?mails?|mails?|mailings?|courriels?|newsletters?|infolettres?|unsub\w*|desinscri\w*|desabonn\w*|abonne\w*|subscri\w*|inscri\w*|bounced?|hard bounces?|spam)\b")),
)  # fmt: skip
_DATED = re.compile(r"\b(date|time|timestamp|datetime)\b|\b(le|at|on)$")
_NOT_CONSENT = re.compile(
    r"\b(owner|proprietaire|score|count|nombre|nb|total|source|id|url|link|lien|campaign|campagne|template|reason|motif|raison|cost|cout|mode|type|label|libelle"
    r"|paye\w*|paiement|payment|magasin|stock|commande|order|livraison|devis|quote|cgv|conditions|terms|cookies?)\b"
)
_NEARLY = re.compile(
    r"\b(contact\w*|e ?mails?|mails?|mailings?|sms|appels?|calls?|telephone|news\w*|pub\w*|promo\w*|marketing|offres?|rgpd|gdpr|cnil|comm|communicat\w*|partenaires?|partners?|relanc\w*|prospect\w*"
    r"|sollicit\w*|demarch\w*|commercial\w*|consent\w*|subscri\w*|abonn\w*|inscri\w*|preferences?|diffusion|donnees|privacy|opt)\b"
)


def _said(header: str) -> str:
    return keys.fold(_CAMEL.sub(" ", header))


def consent_field(header: str) -> str:
    """The field of consent that a header names, or none.

    >>> [consent_field(header) for header in ("Ne pas contacter", "doNotCall", "Stop SMS", "Newsletter", "Date de désinscription", "Ville")]
    ['contact_no', 'phone_no', 'sms_no', 'email_ok', 'email_no_at', '']
    """
    said = _said(header)
    refused, agreed = _REFUSES.search(said), _AGREES.search(said)
    if not (refused or agreed) or _NOT_CONSENT.search(said):
        return ""
    channel = next((name for name, words in _CHANNELS if words.search(said)), "")
    if refused:
        if _DATED.search(said) and channel in ("", "email"):
            return "email_no_at"
        return "contact_no" if not channel or re.search(r"\b(do ?not|don ?t) mail\b", said) else f"{channel}_no"
    if _DATED.search(said):
        return "email_ok_at" if channel in ("", "email") else ""
    return f"{channel or 'email'}_ok"


# -- cells --------------------------------------------------------------------------------

AGREED = frozenset(
    ["1", "yes", "oui", "true", "vrai", "x", "y", "o", "ok", "subscribed", "subscriber", "inscrit", "inscrite", "abonne", "abonnee", "opt", "in", "optin", "opted", "actif", "active", "ja", "si", "accepte", "accepted", "accord", "agree", "agreed", "granted", "consenti", "autorise", "confirmed", "confirme", "valide", "checked", "coche", "on"]
) | {"opt in", "opted in", "double opt in", "double optin", "single opt in", "d accord"}  # fmt: skip
REFUSED = frozenset(
    ["0", "no", "non", "false", "faux", "n", "unsubscribed", "desinscrit", "desinscrite", "desabonne", "desabonnee", "blacklisted", "blocklisted", "blacklist", "cleaned", "optout", "bounced", "stop", "refuse", "refus", "refused", "oppose", "opposition", "opposee", "inactif", "inactive", "unchecked", "withdrawn", "never", "jamais", "resilie", "ko", "nok", "nein", "neant", "retire", "suppressed", "archived", "annule", "annulee", "revoked", "declined", "decline", "spam", "never subscribed", "opt_out", "undeliverable", "hardbounce"]
) | {"opt out", "opted out", "not subscribed", "non inscrit", "non abonne", "ne pas contacter", "ne plus contacter", "do not contact", "hard bounce", "non abonnee"}  # fmt: skip
_LIKE_NO = frozenset(("0", "no", "non", "false", "faux", "n", "inactif", "inactive", "unchecked"))
_LIKE_NO_WORDS = re.compile(r"(non|no|nein|not|never|jamais|pas|plus|aucun\w*)\b(?! (only|restriction|limit))")
_LIKE_YES = re.compile(r"(oui|yes|ja|si|ok|d accord|j accepte|accepte|i agree|i accept|opt in|opted in|subscribed)\b")
_SIGNS = {
    "✓": "yes",
    "✔": "yes",
    "☑": "yes",
    "✅": "yes",
    "🗹": "yes",
    "✗": "no",
    "✘": "no",
    "✖": "no",
    "❌": "no",
    "☐": "no",
    "☒": "yes",
    "×": "x",
    "1.0": "yes",
    "0.0": "no",
    "1,0": "yes",
    "0,0": "no",
}
"""Boxes as they are ticked, and what a spreadsheet makes of 1 and 0."""
_CELL_REFUSES = re.compile(
    r"\b(unsubscribed?|unsub|desinscri\w*|desabonn\w*|opt(ed)? ?out|optout|black ?listed?|block ?listed?|refus\w*|oppos\w*|ne (\w+ ){0,2}(pas|plus) \w+|ne (\w+ )(pas|plus)|do(es)? not \w+|don t (contact|call|e ?mail|mail)\w*"
    r"|plus (de )?(contact|mail|e ?mail|appel|sms|courrier|demarch|pub)\w*|no (contact|marketing|e ?mail|mail|calls?|sms)|stop)\b"
)
_NOTED = re.compile(
    r"\b(ne (veut |souhaite |desire )?(pas|plus)( etre| recevoir| qu on)?( \w+){0,2} ?(contact|appel|demarch|sollicit|relanc|mail|e ?mail|sms|newsletter|courrier|publicit|prospect|offres?)\w*"
    r"|desinscri\w*|desabonn\w*|opt(ed)? ?out|unsubscribed?|do not (contact|call|e ?mail|mail|text|disturb)|don t (contact|call|e ?mail|mail)|stop (sms|mail|e ?mail|pub|newsletter|contact|appel|demarchage)\w*"
    r"|plus de (mail|e ?mail|contact|sms|appel|courrier|newsletter|pub)\w*|(oppose|opposition|refus|refuse) (a |au |a la |aux |de |du |toute?s? |d etre |la |les |le |tout )*(prospection|demarchage|contact|contacte\w*|mailings?|e ?mails?|sms|newsletters?|publicite|sollicitation)\w*|bloctel|liste rouge)\b"
)


def yes(cell: str) -> bool | None:
    """What a cell says in a column where "yes" agrees; None where it says neither.

    >>> yes("Désinscrit"), yes("oui"), yes("peut-être")
    (False, True, None)
    """
    word = _word(cell)
    if word in AGREED:
        return True
    if word in REFUSED or _CELL_REFUSES.search(word) or _LIKE_NO_WORDS.match(word):
        return False
    return True if _LIKE_YES.match(word) else None


def refuses(cell: str) -> bool | None:
    """What a cell says in a column where "yes" refuses: a word of subscription does not, anything else that is no plain "no" does.

    >>> refuses("oui"), refuses("non"), refuses("Désinscrit"), refuses("inscrit"), refuses("12/03/2026")
    (True, False, True, False, True)
    """
    word = _word(cell)
    if word in _LIKE_NO:
        return False
    plain = {"1", "yes", "oui", "true", "vrai", "x", "y", "o", "ok", "checked", "coche", "on"}
    return not (word in AGREED and word not in plain)


def noted(remark: str) -> bool:
    """Whether a remark says that somebody is not to be contacted.

    >>> noted("NE PLUS CONTACTER"), noted("Ne répond pas le matin")
    (True, False)
    """
    return bool(_NOTED.search(keys.fold(remark)))


def _word(cell: str) -> str:
    return _SIGNS.get(cell.strip(" []()\ufe0f")) or keys.fold(cell)


def smells(header: str, cells: Sequence[str]) -> bool:
    """Whether a column that nobody recognised may hold words of consent: by its name and yes-or-no cells, or by its cells alone."""
    filled = [_word(cell) for cell in cells if cell.strip()]
    if not filled:
        return False
    if any((len(word) <= 40 and _CELL_REFUSES.search(word)) or _NOTED.search(word) for word in filled):
        return True
    like = sum(1 for word in filled if word in AGREED or word in REFUSED)
    said = _said(header)
    return like >= 0.8 * len(filled) and bool(_NEARLY.search(said) or _REFUSES.search(said) or _AGREES.search(said))
