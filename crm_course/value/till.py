"""What does a till file hold? Customer, day and amount of each sale; what is left out is counted.

A file comes through `foundations.sheets`, every cell as text; its columns are proposed and corrected by
`foundations.mapping`. A sale without a customer has no history, a return or a cancelled order is not a purchase, a date a
year away from all others is a slip or a clock that was never set: each is left out, and told. An address or a code in
capitals is the same customer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import addresses, dates, quantities, sheets
from crm_course.foundations.errors import CourseError, InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.mapping import Brought, Field, brought
from crm_course.foundations.said import Said

from . import texts

__all__ = ["FIELDS", "Till", "read_orders"]

FIELDS = (
    Field(name="customer_id", label=texts.HEAD_CUSTOMER, needed=True, example=("C104", "C087", "C104"),
          words="customer id|client id|id client|no client|n client|num client|numero client|numero de client|numero du client|code client|ref client|reference client|compte client|"
                "customer number|customer no|customer code|id customer|customer email|billing email|customer|client|nom du client|nom client|customer name|billing name|carte de fidelite|carte fidelite|"
                "n carte|no carte|numero de carte|loyalty card|loyalty number|carte|e mail|email|mail|courriel|acheteur|buyer|member id|adherent",
          alone="nom", never="vendeur|caissier|nouveau|new|type|produit|article|ticket|commande|order|date|ville|city|prenom|first|groupe|group|segment|remise|categorie|phone|telephone|paiement|payment|note|accepts|bancaire"),
    Field(name="ordered_at", label=texts.HEAD_DAY, needed=True, example=("03/01/2026", "04/01/2026", "21/02/2026"), kinds=("date", "number"),
          words="ordered at|order date|date de commande|date commande|date de la commande|date de vente|date vente|date d achat|date achat|date du ticket|date ticket|date de facture|date facture|purchase date|"
                "sale date|transaction date|date transaction|created at|date de creation|horodat*|timestamp|date et heure|datetime|date|jour|day",
          never="naissance|birth|paid|livraison|delivery|shipped|expedition|expedie*|inscription|remboursement|refund*|cancel*|annul*|fulfil*|echeance|due"),
    Field(name="amount", label=texts.HEAD_AMOUNT, example=("12,50", "48,00", "1 024,90"), kinds=("number",),
          words="amount|amount eur|montant|montant eur|montant ttc|total ttc|montant total|total de la commande|total commande|total du ticket|total ticket|total|ca|ca ttc|chiffre d affaires|order total|total price|"
                "grand total|total paid|net a payer|net sales|total collected|prix total|prix ttc|total cents|amount cents|montant centimes|montant ht|total ht|ca ht|sales|ventes|prix|price",
          never="date|nb|nombre|quantite|quantity|qte|qty|tva|taxe|taxes|tax|vat|remise|discount|shipping|frais|port|points|tip|pourboire|refund*|rembours*|unitaire|unit|marge|margin|articles|items|lignes|outstanding|rate|taux"),
    Field(name="quantity", label=texts.HEAD_QUANTITY, words="quantite|quantity|qte|qty|nb articles|nombre d articles|lineitem quantity", never="stock|rembours*|refund*", kinds=("number",)),
    Field(name="unit_price", label=texts.HEAD_PRICE, words="prix unitaire|prix unitaire ttc|pu|pu ttc|unit price|item price|lineitem price|price each", kinds=("number",)),
    Field(name="status", label=texts.HEAD_STATUS, words="statut|status|etat|etat de la commande|order status|financial status|type de vente|type d operation|nature|event type|statut de la commande",
          never="livraison|fulfillment|client|customer|paiement|payment", kinds=("text",)),
)  # fmt: skip
"""What a column of a till file can be."""

_NO_SALE = re.compile(r"\b(?:annul\w*|cancel\w*|refus\w*|voided|void|avoir|rembours\w*|refund(?:ed)?|retour\w*|returned|return|erreur de paiement|payment error|failed|echoue\w*|unpaid|impaye\w*|devis|quote|draft|brouillon)\b")  # fmt: skip
_NOBODY = re.compile(r"(?:clients? )?(?:comptoir|de passage|passage|divers|anonymes?|inconnu|non identifie|sans carte|sans nom)|walk ?in(?: customer)?|guest(?: customer)?|anonymous|unknown|cash(?: customer)?")  # fmt: skip
_BREAK = 366
"""Days without any sale that cut a file in two."""
_ALMOST_ALL = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class Till(Said):
    """Orders read from a file.

    Attributes
    ----------
    orders : DataFrame
        ``customer_id``, ``ordered_at``, ``amount`` (euros).
    lines : int
        Lines of the file.
    nobody, returns, cancelled, unread, far : int
        Lines left out: without a customer, with an amount below 0, cancelled or refused, with a date or an amount that
        cannot be read, dated a year away from all others.
    columns : dict
        Which heading was taken for what: ``customer``, ``day``, ``amount``.
    notices : tuple of str
        What else the reader should know of how the file was read.
    """

    orders: pd.DataFrame = field(repr=False)
    lines: int
    nobody: int
    returns: int
    cancelled: int
    unread: int
    far: int
    columns: dict[str, str]
    notices: tuple[str, ...] = ()

    def sentence(self) -> str:
        """What was read from where, and what was left out."""
        taken = texts.TILL_READ.say(lines=self.lines, kept=len(self.orders), **self.columns)
        left = [said.say(count=count) for name, said in texts.TILL_LEFT.items() if (count := getattr(self, name))]
        return " ".join([taken, *left, *self.notices])


def read_orders(source: Any, *, customer: str | None = None, day: str | None = None, amount: str | None = None) -> Till:
    """Read the orders of a file.

    Parameters
    ----------
    source : path, bytes, text, DataFrame of cells, or `Brought`
    customer, day, amount : str, optional
        The headings, where they are not recognised.

    Raises
    ------
    InvalidData
        A column that is not found: the message lists those of the file.
    InvalidValue
        No line that can be used.

    >>> file = "Date;Client;Montant TTC\\n03/01/2026;C7;12,50\\n04/01/2026;;8,00\\n05/02/2026;c7;-3,00\\n"
    >>> found = read_orders(file)
    >>> len(found.orders), found.nobody, found.returns
    (1, 1, 1)
    """
    named = {str(head): name for name, head in {"customer_id": customer, "ordered_at": day, "amount": amount}.items() if head is not None}
    file = brought(
        _plain(source) if isinstance(source, pd.DataFrame) else source if isinstance(source, Brought) else sheets.read(source),
        FIELDS,
        named,
    )
    file.require(FIELDS)
    paid, column = _paid(file)
    who, when = _who(_cells(file, "customer_id")), dates.read(_cells(file, "ordered_at"))
    moments = when.values.to_numpy()  # noqa: PD011  (a record's, not a frame's)
    days = moments.astype("datetime64[D]")
    ways = {
        "nobody": who.isna().to_numpy(),
        "unread": np.isnat(days) | np.isnan(paid),
        "cancelled": _cancelled(file),
        "returns": paid < 0,
        "far": _far(days),
    }
    kept, counts = np.ones(len(file.frame), bool), {}
    for way, rows in ways.items():  # each line is left out for one reason
        counts[way] = int((kept & rows).sum())
        kept &= ~rows
    if not kept.any():
        raise InvalidValue(texts.ORDERS, texts.RULE_TILL, len(file.frame))
    orders = pd.DataFrame({"customer_id": who[kept].astype(str).to_numpy(), "ordered_at": moments[kept], "amount": paid[kept]})
    heads = {"customer": str(file.column("customer_id")), "day": str(file.column("ordered_at")), "amount": column}
    told = (*([when.sentence()] if when.assumed or when.convention not in ("iso", "day_first") else []), *_doubts(orders))
    return Till(orders=orders, lines=len(file.frame), columns=heads, notices=told, **counts)


# -- private ------------------------------------------------------------------------------


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of any cells, headings as text; whole numbers that a missing one made decimal are whole again."""
    return frame.set_axis(list(map(str, frame.columns)), axis=1).convert_dtypes()


def _cells(file: Brought, name: str) -> pd.Series:
    return file.frame[str(file.column(name))].reset_index(drop=True)


def _who(cells: pd.Series) -> pd.Series:
    """Each line's customer by his first spelling; missing for nobody."""
    spelt = cells.astype("string").str.strip()
    known = {cell: addresses.email(cell) or " ".join(cell.casefold().split()) for cell in spelt.dropna().unique()}
    nobody = {cell for cell in known if sheets.nothing(cell) or _NOBODY.fullmatch(fold(cell))}
    first: dict[str, str] = {}
    for cell, key in known.items():
        first.setdefault(key, cell)
    return spelt.map({cell: pd.NA if cell in nobody else first[key] for cell, key in known.items()}, na_action="ignore").astype("string")


def _paid(file: Brought) -> tuple[np.ndarray, str]:
    """Euros of each line, NaN where a cell is no number, and the column it came from."""
    if (column := file.column("amount")) is not None:
        return _amounts(file.frame[column]), column
    parts = [file.column(name) for name in ("quantity", "unit_price")]
    if None in parts:
        raise InvalidValue(
            texts.HEAD_AMOUNT, texts.RULE_HEAD, None, texts.WAY_HEAD, heads=", ".join(file.frame.columns), wanted=texts.HEAD_AMOUNT
        )
    count, each = (_amounts(file.frame[str(part)]) for part in parts)
    return count * each, " × ".join(map(str, parts))


def _amounts(column: pd.Series) -> np.ndarray:
    """Euros; NaN where a cell is no number. A column in cents says so in its heading."""
    scale = 0.01 if {"cents", "centimes"} & set(fold(column.name).split()) else 1.0

    def one(cell: Any) -> float:
        try:
            return quantities.number(cell)
        except CourseError:
            return float("nan")

    if pd.api.types.is_numeric_dtype(column):
        found = np.asarray(column.to_numpy(np.float64, na_value=np.nan)) * scale
    else:
        known = {cell: one(cell) for cell in column.dropna().unique()}
        found = np.asarray(column.map(known, na_action="ignore").to_numpy(np.float64, na_value=np.nan)) * scale
    return np.where(np.isfinite(found), found, np.nan)


def _cancelled(file: Brought) -> np.ndarray:
    """Lines whose status says that nothing was bought."""
    cells = file.cells("status")
    if cells is None:
        return np.zeros(len(file.frame), bool)
    said = {cell: bool(_NO_SALE.search(fold(cell))) for cell in cells.unique()}
    return np.asarray(cells.map(said).to_numpy(bool))


def _far(days: np.ndarray) -> np.ndarray:
    """The few dates that a year without any sale parts from almost all others."""
    order = np.sort(days[~np.isnat(days)])
    blocks = np.split(order, np.flatnonzero(np.diff(order) > np.timedelta64(_BREAK, "D")) + 1) if len(order) else [order]
    main = max(blocks, key=len)
    if len(main) < _ALMOST_ALL * len(order) or not len(main):
        return np.zeros(len(days), bool)
    return np.asarray(~np.isnat(days) & ((days < main[0]) | (days > main[-1])))


def _doubts(orders: pd.DataFrame) -> list[str]:
    """A customer with a fifth of the lines may be nobody: it is asked, not decided."""
    most = orders["customer_id"].value_counts()
    share = most.iloc[0] / len(orders)
    return [texts.TILL_ONE.say(who=str(most.index[0]), share=float(share))] if share > 0.2 and len(orders) >= 50 else []
