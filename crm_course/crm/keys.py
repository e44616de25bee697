"""When are two names, addresses or numbers the same? Forms that can be compared and searched.

Assumptions: French numbers are written with ten digits (``0x xx xx xx xx``), whatever the
country prefix was; case and accents do not tell people apart; an e-mail address is compared
in lower case.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import pandas as pd

from crm_course.foundations.errors import InvalidValue, UnknownName

from . import texts

__all__ = ["NoCustomer", "card_number", "contact_kind", "email", "fold", "fold_many", "phone", "postcode", "print_of", "words"]

_EMAIL = re.compile(r"[^@\s,;<>\"']+@[^@\s,;<>\"'.]+(\.[^@\s,;<>\"'.]+)+")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_ASCII = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"})


def fold(text: str) -> str:
    """`text` without accents, case and punctuation, its words one space apart.

    >>> fold("  Le Goff-L’Hénaff ")
    'le goff l henaff'
    """
    plain = str(text)
    if not plain.isascii():
        spread = unicodedata.normalize("NFKD", plain.translate(_NOT_ASCII))
        plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _NOT_WORD.sub(" ", plain).strip().casefold()


def fold_many(values: pd.Series) -> pd.Series:
    """:func:`fold` of each text, worked out once per different text; missing becomes empty."""
    codes, unique = pd.factorize(values)
    folded = [fold(text) for text in unique] + [""]
    return pd.Series([folded[code] for code in codes], index=values.index, dtype=object)


def words(*texts: str) -> list[str]:
    """The different folded words of some texts, in order; a word of one letter is not searched.

    >>> words("Le Goff", "Anne-Marie")
    ['le', 'goff', 'anne', 'marie']
    """
    found = dict.fromkeys(word for text in texts for word in fold(text or "").split() if len(word) > 1)
    return list(found)


def email(text: str) -> str | None:
    """An e-mail address in lower case, or None if it is none.

    >>> email(" Marie.DURAND@example.org ")
    'marie.durand@example.org'
    """
    plain = str(text).strip().casefold()
    return plain if _EMAIL.fullmatch(plain) and ".." not in plain and len(plain) <= 254 else None


def phone(text: str) -> str | None:
    """A number as digits, French ones with their leading zero; None if it is no number.

    >>> phone("+33 (0)6 39 98 01 02"), phone("06.39.98.01.02"), phone("639980102")
    ('0639980102', '0639980102', '0639980102')
    >>> phone("+32 2 555 12 12")
    '+3225551212'
    """
    plain = re.sub(r"[\s\u00a0\u202f().\-/'’]", "", str(text))
    plain = re.sub(r"^00", "+", plain)
    if re.fullmatch(r"\+330?[1-9]\d{8}", plain):
        return "0" + plain[-9:]
    if re.fullmatch(r"0[1-9]\d{8}", plain):
        return plain
    if re.fullmatch(r"33[1-9]\d{8}|[1-9]\d{8}", plain):  # a spreadsheet dropped the plus or the zero
        return "0" + plain[-9:]
    return plain if re.fullmatch(r"\+(?!33)[1-9]\d{6,14}", plain) else None


def postcode(text: str) -> str | None:
    """A French postcode of five digits; the zero that a spreadsheet dropped is put back.

    >>> postcode("1000"), postcode("22200"), postcode("2A004")
    ('01000', '22200', None)
    """
    plain = str(text).replace(" ", "").removesuffix(".0")
    return plain.zfill(5) if re.fullmatch(r"\d{4,5}", plain) else None


def contact_kind(normalised: str) -> str:
    """``email``, ``mobile`` or ``landline``, told from the comparable form.

    >>> contact_kind("0639980102"), contact_kind("0199001234")
    ('mobile', 'landline')
    """
    if "@" in normalised:
        return "email"
    return "mobile" if re.match(r"0[67]|\+", normalised) else "landline"


def print_of(secret: str, *parts: object) -> str:
    """A keyed hash (HMAC-SHA-256) of what must be recognised but not kept.

    >>> print_of("k", "a@example.org") == print_of("k", "a@example.org") != print_of("other", "a@example.org")
    True
    """
    return hmac.new(secret.encode(), "|".join(map(str, parts)).encode(), hashlib.sha256).hexdigest()


def terms(names: Iterable[str], contacts: Iterable[str]) -> list[str]:
    """What a card is found by: the words of its names, and its addresses and numbers whole."""
    return list(dict.fromkeys([*words(*names), *(contact for contact in contacts if contact)]))


# -- numbers of cards ---------------------------------------------------------------------


class NoCustomer(UnknownName):
    """There is no card with this number."""

    def __init__(self, number: int) -> None:
        super(InvalidValue, self).__init__(texts.NO_CUSTOMER, customer=number)


def card_number(customer_id: Any) -> int:
    """`customer_id` as a whole number of a size that a database can look up."""
    try:
        number = int(customer_id)
        whole = number == float(customer_id) and not isinstance(customer_id, bool)
    except (TypeError, ValueError, OverflowError):
        whole = False
    if not whole or abs(number) >= 2**63:
        raise InvalidValue("customer_id", texts.NUMBER_RULE, type(customer_id).__name__)
    return number
