"""When are two names, addresses or numbers the same? Forms that can be compared and searched.

Case and accents do not tell people apart; addresses and telephone numbers are compared in the
canonical form of :mod:`crm_course.foundations.addresses`.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import pandas as pd

from crm_course.foundations.addresses import contact_kind, email, phone
from crm_course.foundations.errors import InvalidValue, UnknownName

from . import texts

__all__ = ["NoCustomer", "card_number", "contact_kind", "email", "fold", "fold_many", "phone", "postcode", "print_of", "words"]

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
    codes, unique = pd.factorize(values.to_numpy(dtype=object))
    folded = [fold(text) for text in unique] + [""]
    return pd.Series([folded[code] for code in codes], index=values.index, dtype=object)


def words(*texts: str) -> list[str]:
    """The different folded words of some texts, in order; a word of one letter is not searched.

    >>> words("Le Goff", "Anne-Marie")
    ['le', 'goff', 'anne', 'marie']
    """
    found = dict.fromkeys(word for text in texts for word in fold(text or "").split() if len(word) > 1)
    return list(found)


def postcode(text: str) -> str | None:
    """A French postcode of five digits; the zero that a spreadsheet dropped is put back.

    >>> postcode("1000"), postcode("22200"), postcode("2A004")
    ('01000', '22200', None)
    """
    plain = str(text).replace(" ", "").removesuffix(".0")
    return plain.zfill(5) if re.fullmatch(r"\d{4,5}", plain) else None


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
