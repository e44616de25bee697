"""Which card is it? Found while one types: beginnings of words, an address, a number.

Each word that is typed must begin a word of the card, without regard to accents and case:
``goff ann`` finds Anne Le Goff. A number is looked for among the phone numbers and the card
numbers. What is typed is always bound, never written into the statement.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import sqlalchemy as sa

from .. import keys, schema
from ..base import Base
from ..rows import framed

__all__ = ["search"]

_SHOWN = ("customer_id", "first_name", "last_name", "company", "postcode", "town")
_AFTER = "\U0010ffff"
"""Greater than any letter: ``term`` lies between ``goff`` and ``goff`` + this."""


def search(store: Base, text: str, *, limit: int = 20) -> pd.DataFrame:
    """Cards found by the beginnings of words (name, company, town, e-mail, phone or number), by name: number, first name, last name, company, postcode, town.

    Parameters
    ----------
    text : str
        What was typed so far; nothing typed finds nothing.
    limit : int
        At most so many cards.
    """
    found = _numbers(str(text))
    if found is None:
        return pd.DataFrame(columns=list(_SHOWN))
    customers = schema.table("customers")
    query = (
        sa.select(*(customers.c[name] for name in _SHOWN))
        .where(customers.c.customer_id.in_(found.limit(max(limit, 1) * 5)))
        .order_by(customers.c.last_name, customers.c.first_name, customers.c.customer_id)
        .limit(max(limit, 1))
    )
    with store.reading() as connection:
        return framed(connection.execute(query).all(), list(_SHOWN))


def _numbers(text: str) -> Any:
    """A query for the numbers of the cards that fit, or None where nothing was typed."""
    typed = text.strip()
    if not typed:
        return None
    if re.fullmatch(r"[\d\s.+()/-]+", typed):
        digits = keys.phone(typed) or re.sub(r"\D", "", typed)
        cards = [_beginning(digits)] if digits else []
        if digits and len(digits) <= 15:
            customers = schema.table("customers")
            cards.append(sa.select(customers.c.customer_id).where(customers.c.customer_id == int(digits)))
        return sa.union(*cards) if cards else None
    if "@" in typed:
        return _beginning(typed.casefold())
    words = sorted(keys.fold(typed).split(), key=len, reverse=True)
    return sa.intersect(*(_beginning(word) for word in words)) if words else None


def _beginning(word: str) -> sa.Select[Any]:
    terms = schema.table("search_terms")
    return sa.select(terms.c.customer_id).where(terms.c.term >= word, terms.c.term < word + _AFTER)
