"""What does a till file hold? Customer, day and amount, found by their headings; what is left out is counted.

A file comes through `foundations.sheets`, every cell as text. Headings are recognised whole, in French and English, never
from a piece of a word. A sale without a customer has no history; a return (a negative amount) is not a purchase: both
are left out, and told.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import dates, quantities, sheets
from crm_course.foundations.errors import CourseError, InvalidValue
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Till", "read_orders"]

_HEADS = {
    "customer_id": "customer id|client id|id client|no client|n client|numero client|numero de client|code client|customer number|id customer"
    "|customer|client|carte|no carte|numero de carte|carte de fidelite|id|email|e mail|courriel|nom|nom du client|customer name",
    "ordered_at": "ordered at|date|date de commande|date commande|order date|date de vente|date d achat|date achat|purchase date|jour|day"
    "|created at|date du ticket",
    "amount": "amount|montant|total|montant ttc|total ttc|montant total|prix|ca|chiffre d affaires|order total|total price|amount eur|montant eur"
    "|total cents|montant ht|total ht|grand total|net a payer",
}
"""Headings without accents and signs, the surest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Till(Said):
    """Orders read from a file.

    Attributes
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount`` (euros).
    lines : int
        Lines of the file.
    nobody, returns, unread : int
        Lines left out: without a customer, with an amount below 0, with a date or an amount that cannot be read.
    columns : dict
        Which heading was taken for what.
    """

    orders: pd.DataFrame = field(repr=False)
    lines: int
    nobody: int
    returns: int
    unread: int
    columns: dict[str, str]

    def sentence(self) -> str:
        """What was read from where, and what was left out."""
        taken = texts.TILL_READ.say(lines=self.lines, kept=len(self.orders), **self.columns)
        left = {"nobody": texts.TILL_NOBODY, "returns": texts.TILL_RETURNS, "unread": texts.TILL_UNREAD}
        return " ".join([taken, *(said.say(count=getattr(self, name)) for name, said in left.items() if getattr(self, name))])


def read_orders(source: Any, *, customer: str | None = None, day: str | None = None, amount: str | None = None) -> Till:
    """Read the orders of a file.

    Parameters
    ----------
    source : path, bytes, text, or DataFrame of cells
    customer, day, amount : str, optional
        The headings, where they are not recognised.

    Raises
    ------
    InvalidValue
        A heading that is not found: the message lists those of the file; no line that can be used.

    >>> file = "Date;Client;Montant TTC\\n03/01/2026;C7;12,50\\n04/01/2026;;8,00\\n05/02/2026;C7;-3,00\\n"
    >>> found = read_orders(file)
    >>> len(found.orders), found.nobody, found.returns
    (1, 1, 1)
    """
    cells = source if isinstance(source, pd.DataFrame) else sheets.read(source).frame
    named = {"customer_id": customer, "ordered_at": day, "amount": amount}
    heads = {wanted: _head(cells, wanted, given) for wanted, given in named.items()}
    who = cells[heads["customer_id"]].astype("string").str.strip()
    who = who.mask(who.eq("").fillna(True))
    when = dates.read(cells[heads["ordered_at"]])
    paid = _amounts(cells[heads["amount"]])
    days = when.values.set_axis(cells.index)  # noqa: PD011  (a record's, not a frame's)
    known, bad = who.notna(), days.isna() | np.isnan(paid)
    kept = known & ~bad & (paid >= 0)
    orders = pd.DataFrame({"customer_id": who[kept].astype(str), "ordered_at": days[kept], "amount": paid[kept.to_numpy()]})
    if not len(orders):
        raise InvalidValue(texts.ORDERS, texts.RULE_TILL, len(cells))
    return Till(
        orders=orders.reset_index(drop=True), lines=len(cells), nobody=int((~known & ~bad).sum()),
        returns=int((known & ~bad & (paid < 0)).sum()), unread=int(bad.sum()),
        columns={"customer": heads["customer_id"], "day": heads["ordered_at"], "amount": heads["amount"]},
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _plain(head: Any) -> str:
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", str(head).lower().replace("°", " ").replace("№", "no")) if not unicodedata.combining(c)
    )
    return " ".join(re.sub(r"[^a-z0-9]+", " ", bare).split())


def _head(cells: pd.DataFrame, wanted: str, given: str | None) -> str:
    if given is not None:
        if given not in cells:
            raise InvalidValue(_SAID[wanted], texts.RULE_HEAD, given, heads=", ".join(map(str, cells.columns)))
        return given
    plain = {_plain(column): str(column) for column in reversed(list(cells.columns))}
    found = next((plain[head] for head in _HEADS[wanted].split("|") if head in plain), None)
    if found is None:
        raise InvalidValue(
            _SAID[wanted], texts.RULE_HEAD, "–", texts.WAY_HEAD, heads=", ".join(map(str, cells.columns)), wanted=_SAID[wanted]
        )
    return found


_SAID = {"customer_id": texts.HEAD_CUSTOMER, "ordered_at": texts.HEAD_DAY, "amount": texts.HEAD_AMOUNT}


def _amounts(column: pd.Series) -> np.ndarray:
    """Euros; NaN where a cell is no number. A column in cents says so in its heading."""
    scale = 0.01 if "cents" in _plain(column.name).split() else 1.0

    def one(cell: Any) -> float:
        try:
            return quantities.number(cell)
        except CourseError:
            return float("nan")

    if pd.api.types.is_numeric_dtype(column):
        return np.asarray(column.to_numpy(np.float64, na_value=np.nan)) * scale
    known = {cell: one(cell) for cell in column.dropna().unique()}
    return np.asarray(column.map(known).to_numpy(np.float64, na_value=np.nan)) * scale
