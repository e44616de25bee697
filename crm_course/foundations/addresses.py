"""When are two addresses the same? One canonical form of an e-mail address and of a telephone number.

Matching, erasure, opposition and consent all compare these forms, so that nobody comes back by
another spelling. An e-mail address is compared in lower case, without invisible characters and
``mailto:``, its domain as the network knows it (IDNA). A telephone number that is dialled in
France, overseas departments included, is its ten digits; any other is ``+`` and its digits.
What is written without a country is read as a number of the column's or the file's country.

Whether a number is a mobile is told by its country's numbering plan, never by its prefix alone.

Sources: ARCEP, French numbering plan (decision 2018-0881 and its amendments); Unicode NFKC (UAX 15);
UTS 46; the numbering plans of other countries as the package `phonenumbers` holds them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote

from . import checks
from .language import Text

__all__ = ["COUNTRIES", "contact_kind", "country", "email", "emails", "phone", "phone_kind", "phones"]

_COUNTRY = Text(fr="pays", en="country")
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]+@[^@\s,;:<>()\[\]\"'\\.]+(?:\.[^@\s,;:<>()\[\]\"'\\.]+)+")
_MAILTO = re.compile(r"(?:mailto|e-?mail|courriel) ?:\s*|(?<=\w)\?\w+=.*", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)[’ʼ＇](?=\w+@)")
_AROUND = re.compile(r"\s+([@＠])\s+")
_QUOTED = re.compile(r"\"([\w.+\-]+)\"@")
"""A local part in quotation marks that needs none (RFC 5321, 4.1.2)."""
_EXTENSION = re.compile(r"(?<=\d)[\s,]*(?:poste|ext(?:ension)?\.?|x|p\.|#)\s*\d{1,6}$", re.IGNORECASE)
_ALIKE = str.maketrans({"＠": "@", "．": ".", "。": ".", "﹫": "@"})
_SAME_HOUSE = {"googlemail.com": "gmail.com"}
"""Domains whose addresses are also those of another."""
_LONGEST = 254
"""Characters of an e-mail address (RFC 5321)."""


def email(text: object) -> str | None:
    """The canonical form of an e-mail address; None if there is none, or more than one.

    >>> email(" mailto:Marie.DURAND@example.org "), email("Marie <marie@example.org>"), email("o’brien@exämple.org")
    ('marie.durand@example.org', 'marie@example.org', "o'brien@xn--exmple-cua.org")
    """
    found = emails(text)
    return found[0] if len(found) == 1 else None


def emails(text: object) -> list[str]:
    """The canonical forms of all e-mail addresses that stand in a cell.

    >>> emails("a@example.org; B@example.org")
    ['a@example.org', 'b@example.org']
    """
    plain = _visible(str(text)).translate(_ALIKE).strip()
    if plain.isascii() and _EMAIL.fullmatch(simple := plain.casefold()) and not simple.startswith("'"):
        return [known] if (known := _checked(simple)) else []
    plain = _AROUND.sub(r"\1", unquote(plain) if "%" in plain else plain)
    bare = _MAILTO.sub("", _APOSTROPHE.sub("'", _QUOTED.sub(r"\1@", plain)))
    made = [_checked(word.strip("'.").casefold()) for piece in re.split(r"[;,|<>()\[\]\"\n]", bare) for word in _addresses(piece)]
    return list(dict.fromkeys(one for one in made if one))


def phone(text: object, country: str = "FR") -> str | None:
    """The canonical form of a telephone number; None if there is none, or more than one.

    Parameters
    ----------
    text : str
    country : str
        Where a number without a country is dialled: ISO 3166 code (``FR``, ``BE``, ``RE`` …).

    >>> phone("+33 (0)6 39 98 01 02"), phone("639980102"), phone("+262 692 12 34 56"), phone("0692 12 34 56")
    ('0639980102', '0639980102', '0692123456', '0692123456')
    >>> phone("+32 2 555 12 12"), phone("02 555 12 12", "BE")
    ('+3225551212', '+3225551212')
    """
    found = phones(text, country)
    return found[0] if len(found) == 1 else None


def phones(text: object, country: str = "FR") -> list[str]:
    """The canonical forms of all telephone numbers that stand in a cell.

    >>> phones("06 39 98 01 02 / 01 99 00 12 34")
    ['0639980102', '0199001234']
    """
    ten = str(text).translate(_DROPPED)
    if len(ten) == 10 and ten[0] == "0" != ten[1] and ten.isascii() and ten.isdecimal() and country in _HOME:
        return [ten]
    plain = _EXTENSION.sub("", _visible(str(text)).strip())
    if alone := _one(plain, country):
        return [alone]
    made = [_one(piece.strip(" .:"), country) for piece in re.split(r"[/;,|\n]|\b(?:ou|or|et|and|puis)\b|\s{2,}", plain)]
    if not any(made):
        made = [_one(piece, country) for piece in plain.split()]
    return list(dict.fromkeys(one for one in made if one))


def phone_kind(canonical: str) -> str:
    """``mobile`` or ``landline``, by numbering plan; what a plan does not tell is a landline, which is never sent a text.

    >>> phone_kind("0639980102"), phone_kind("+3225551212"), phone_kind("+447700900123")
    ('mobile', 'landline', 'mobile')
    """
    if canonical.startswith("0"):
        return "mobile" if canonical[1:2] in "67" else "landline"
    return _kind_abroad(canonical)


def contact_kind(canonical: str) -> str:
    """``email``, ``mobile`` or ``landline``, told from the canonical form."""
    return "email" if "@" in canonical else phone_kind(canonical)


COUNTRIES = {
    "FR": "france francaise metropole", "RE": "reunion la reunion", "GP": "guadeloupe", "MQ": "martinique", "GF": "guyane guyane francaise french guiana",
    "YT": "mayotte", "PM": "saint pierre et miquelon", "NC": "nouvelle caledonie new caledonia", "PF": "polynesie francaise french polynesia",
    "BE": "belgique belgium belgie belgien", "CH": "suisse switzerland schweiz svizzera", "LU": "luxembourg", "MC": "monaco", "DE": "allemagne germany deutschland",
    "ES": "espagne spain espana", "IT": "italie italy italia", "PT": "portugal", "NL": "pays bas netherlands nederland hollande",
    "GB": "royaume uni united kingdom uk great britain grande bretagne angleterre england", "IE": "irlande ireland", "AT": "autriche austria",
    "DK": "danemark denmark", "SE": "suede sweden", "NO": "norvege norway", "FI": "finlande finland", "PL": "pologne poland", "CZ": "tchequie czechia",
    "RO": "roumanie romania", "GR": "grece greece", "US": "etats unis united states usa united states of america", "CA": "canada",
    "MA": "maroc morocco", "DZ": "algerie algeria", "TN": "tunisie tunisia", "SN": "senegal", "CI": "cote d ivoire ivory coast",
}  # fmt: skip
"""ISO 3166 code → how people write the country, without accents."""


def country(text: object) -> str | None:
    """The ISO 3166 code of a country as people write it; None if it is not known.

    >>> country("Belgique"), country("fr"), country("La Réunion"), country("Atlantide")
    ('BE', 'FR', 'RE', None)
    """
    return _country(" ".join(re.sub(r"[\W_]+", " ", _plain(str(text))).split()))


# -- private ------------------------------------------------------------------------------

_OVERSEAS = {"262": ("262", "263", "269", "639", "692", "693", "976"), "508": ("508", "708"), "590": ("590", "690", "691", "976"),
             "594": ("594", "694", "976"), "596": ("596", "696", "697", "976")}  # fmt: skip
"""Country codes whose numbers are dialled with ten digits in France, and how the numbers of each begin."""
_HOME = {"FR": "33", "RE": "262", "YT": "262", "GP": "590", "BL": "590", "MF": "590", "GF": "594", "MQ": "596", "PM": "508"}
_DROPPED = dict.fromkeys(map(ord, " .-\u00a0\u202f"))
_GAPS = re.compile(r"[\s\u00a0\u202f().\-‐‑‒–—/'’]+")


def _plain(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def _country(plain: str) -> str | None:
    if plain.upper() in COUNTRIES:
        return plain.upper()
    return (
        next((code for code, names in COUNTRIES.items() if f" {plain} " in f" {names} " and _whole(plain, names)), None) if plain else None
    )


def _whole(plain: str, names: str) -> bool:
    """Whether words are a name of their own among some names: « la » is none."""
    return len(plain) > 2 or plain in ("uk",)


def _visible(text: str) -> str:
    """`text` with letters of the usual width (NFKC), without characters that nobody sees."""
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")


def _addresses(piece: str) -> list[str]:
    """The words of a piece, if all are addresses: of « jean durand@… » nobody knows where the address begins."""
    words = piece.split()
    return words if all("@" in word for word in words) else []


def _checked(address: str) -> str | None:
    local, _, domain = address.partition("@")
    if not domain.isascii():
        known = _network_name(domain)
        if known is None:
            return None
        domain = known
    domain = domain.rstrip(".")
    made = f"{local}@{_SAME_HOUSE.get(domain, domain)}"
    return made if _EMAIL.fullmatch(made) and ".." not in made and len(made) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _network_name(domain: str) -> str | None:
    import idna

    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return None


def _one(text: str, country: str) -> str | None:
    """One number, or None."""
    plain = re.sub(r"^(?:tel|tél|phone|mobile|portable|fixe|fax|whatsapp)\w*\.?\s*:?\s*", "", text, flags=re.IGNORECASE)
    digits = _GAPS.sub("", re.sub(r"\(0\)", "", plain.removesuffix(".0")))
    digits = "+" + digits[2:] if digits.startswith("00") else digits
    if not re.fullmatch(r"\+?\d{4,17}", digits):
        return None
    home = _HOME.get(country)
    return _french(digits, home or "") or (None if home and not digits.startswith("+") else _parsed(digits, country))


def _french(digits: str, home: str) -> str | None:
    """The ten digits of a number that is dialled in France."""
    if digits.startswith("+"):
        return _national(digits[1:])
    if not home:
        return None
    if re.fullmatch(r"0[1-9]\d{8}", digits):
        return digits
    if re.fullmatch(r"[1-9]\d{8}", digits):  # a spreadsheet dropped the zero
        return "0" + digits
    if home == "508" and re.fullmatch(r"[1-9]\d{5}", digits):
        return "0508" + digits
    return _national(digits) if len(digits) in (9, 11, 12) else None  # a spreadsheet dropped the plus


def _national(digits: str) -> str | None:
    """A number after its plus, if it is one of the French plan."""
    if digits.startswith("33") and re.fullmatch(r"0?[1-9]\d{8}", digits[2:]):
        return "0" + digits[-9:]
    code, rest = digits[:3], digits[3:].removeprefix("0")
    if code == "508" and re.fullmatch(r"[1-9]\d{5}", rest):
        return "0508" + rest
    if code in _OVERSEAS and len(rest) == 9 and rest.startswith(_OVERSEAS[code]):
        return "0" + rest
    return None


@lru_cache(maxsize=1 << 16)
def _parsed(text: str, country: str) -> str | None:
    """A number of any country by its numbering plan, ``+`` and digits."""
    import phonenumbers

    checks.choice(_COUNTRY, country, phonenumbers.SUPPORTED_REGIONS)
    try:
        number = phonenumbers.parse(text, None if text.startswith("+") else country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    made = str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return _national(made[1:]) or (None if made.startswith("+33") else made)


@lru_cache(maxsize=1 << 16)
def _kind_abroad(canonical: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(canonical, None)
    except phonenumbers.NumberParseException:
        return "landline"
    kind, mobile = phonenumbers.number_type(number), phonenumbers.PhoneNumberType.MOBILE
    if kind == phonenumbers.PhoneNumberType.UNKNOWN:
        return "mobile" if _around(canonical) == {mobile} else "landline"
    return "mobile" if kind == mobile else "landline"


def _around(canonical: str) -> set[int]:
    """The kinds of the numbers that begin alike: what a plan keeps free (for films and lessons) is of the kind of its neighbours."""
    import phonenumbers

    for kept in range(len(canonical) - 2, 4, -1):
        filled = (canonical[:kept] + digit * (len(canonical) - kept) for digit in "0123456789")
        kinds = {phonenumbers.number_type(phonenumbers.parse(one, None)) for one in filled} - {phonenumbers.PhoneNumberType.UNKNOWN}
        if kinds:
            return kinds
    return set()
