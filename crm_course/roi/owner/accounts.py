"""What do the books say of a year? A trial balance or a profit and loss account, as the owner's figures.

French accounts are told by their number (60 to 69 charges, 70 to 75 products) or by the labels of
the statement (« Achats de marchandises », « Chiffre d’affaires net »). Each charge comes with a
guess, variable or fixed, to be looked at and changed. What is no charge of the year's business
(interest, exceptional items, income tax) is set aside, with its amount.

Source of the numbers: plan comptable général (ANC, règlement 2014-03), classes 6 and 7.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.folding import fold
from crm_course.foundations.language import Text
from crm_course.foundations.mapping import Brought, Field, brought
from crm_course.foundations.quantities import number
from crm_course.foundations.said import Said
from crm_course.foundations.sheets import Sheet, nothing

from ..texts import LABELS
from . import account_texts as said
from . import texts as words
from .figures import Row

__all__ = ["FIELDS", "Accounts", "is_accounts", "read"]

FIELDS = (
    Field(name="account", label=said.ACCOUNT, words="compte|n compte|numero de compte|no compte|num compte|account|account number|comptenum|code", never="libelle|intitule|label|auxiliaire", example=("707000", "607000", "613200")),
    Field(name="label", label=said.LABEL, words="libelle|intitule|intitule du compte|libelle du compte|account name|label|designation|poste|postes|comptelib|rubrique|compte de resultat", example=("Ventes de marchandises", "Achats de marchandises", "Loyers")),
    Field(name="debit_balance", label=said.DEBIT_BALANCE, words="solde debiteur|solde debit|debit balance|soldes debiteurs", kinds=("number", "empty")),
    Field(name="credit_balance", label=said.CREDIT_BALANCE, words="solde crediteur|solde credit|credit balance|soldes crediteurs", kinds=("number", "empty")),
    Field(name="debit", label=said.DEBIT, words="debit|debits|mouvements debit|total debit", kinds=("number", "empty"), never="solde|balance", example=("", "816 000,00", "24 000,00")),
    Field(name="credit", label=said.CREDIT, words="credit|credits|mouvements credit|total credit", kinds=("number", "empty"), never="solde|balance", example=("1 200 000,00", "", "")),
    Field(name="amount", label=said.AMOUNT, words="montant|solde|balance|amount|exercice n|exercice|net|total|n|annee|valeur", alone="2023|2024|2025|2026|2027", kinds=("number",), never="debit*|credit*|precedent|variation|n 1"),
)  # fmt: skip
"""What a column of the books can be."""

_NATURES = ("turnover", "variable", "fixed", "aside")
_BY_NUMBER = (
    (r"709|70", "turnover", said.TURNOVER),
    (r"7[1-5]", "aside", said.OTHER_INCOME), (r"7[6-9]", "aside", said.FINANCIAL_INCOME),
    (r"606", "fixed", said.SUPPLIES), (r"60[45]", "variable", said.SUBCONTRACTING), (r"60", "variable", LABELS["purchases"]),
    (r"611", "variable", said.SUBCONTRACTING), (r"612", "fixed", said.LEASING), (r"613|614", "fixed", said.RENT), (r"615", "fixed", said.UPKEEP), (r"616", "fixed", said.INSURANCE), (r"61", "fixed", said.EXTERNAL),
    (r"621", "fixed", said.TEMPS), (r"6222", "variable", said.COMMISSIONS), (r"622", "fixed", said.FEES), (r"623", "fixed", said.ADVERTISING), (r"624", "variable", LABELS["delivery"]),
    (r"625", "fixed", said.TRAVEL), (r"626", "fixed", said.POST), (r"627", "fixed", said.BANK), (r"62", "fixed", said.EXTERNAL),
    (r"63", "fixed", said.TAXES), (r"64", "fixed", said.WAGES), (r"651", "variable", said.ROYALTIES), (r"65", "fixed", said.OTHER_COSTS), (r"681", "fixed", said.DEPRECIATION),
    (r"66|67|68|69", "aside", said.NOT_BUSINESS),
)  # fmt: skip
"""What the accounts of each group are; the first that fits counts."""
_BY_LABEL = (
    (r"(?:montant net du )?chiffre d affaires(?: net)?|net turnover|turnover|net sales|revenue", "turnover", said.TURNOVER),
    (r"ventes? (?:de )?(?:marchandises|produits|biens)|production vendue|prestations|sales|services vendus", "turnover", said.TURNOVER),
    (r"autres? achats? et charges externes?|other (?:purchases|external).*|charges externes?", "fixed", said.EXTERNAL),
    (r"achats?.*|variations? (?:de|des) stocks?.*|purchases|cost of (?:goods|sales).*|matieres premieres.*", "variable", LABELS["purchases"]),
    (r"sous traitance.*|subcontract.*", "variable", said.SUBCONTRACTING), (r"transports?.*|livraisons?|delivery", "variable", LABELS["delivery"]), (r"emballages?|packaging", "variable", LABELS["packaging"]),
    (r"commissions?.*", "variable", said.COMMISSIONS), (r"impots?,? taxes.*|impots et taxes.*|taxes and.*", "fixed", said.TAXES),
    (r"salaires.*|traitements.*|charges sociales.*|charges de personnel.*|remunerations?.*|wages.*|salaries.*|social.*|personnel.*", "fixed", said.WAGES),
    (r"loyers?.*|rent.*|locations?.*", "fixed", said.RENT), (r"assurances?.*|insurance.*", "fixed", said.INSURANCE), (r"publicite.*|advertising.*|marketing.*", "fixed", said.ADVERTISING),
    (r"honoraires.*|fees.*", "fixed", said.FEES), (r"dotations?.*|amortissements?.*|depreciation.*", "fixed", said.DEPRECIATION), (r"autres charges.*|other (?:costs|expenses).*", "fixed", said.OTHER_COSTS),
    (r"(?:charges|produits) (?:financier|exceptionnel)\w*|interets?.*|impots? sur (?:les )?(?:benefices|societes).*|participation.*|interest.*|income tax.*|autres produits.*|subventions?.*|reprises.*", "aside", said.NOT_BUSINESS),
)  # fmt: skip
_SUM = re.compile(
    r"total.*|resultat.*|marge.*|valeur ajoutee.*|excedent brut.*|ebe|benefice.*|perte.*|(?:charges|produits) d exploitation|result|profit.*|gross.*|net income"
)

_WHOLE = re.compile("chiffre d affaires|turnover|revenue|net sales")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Accounts(Said):
    """A year as the books tell it.

    Attributes
    ----------
    lines : DataFrame
        ``line, account, label, amount, nature, item``: nature is ``turnover``, ``variable``, ``fixed`` or ``aside``,
        item what the owner's table calls it; amounts in euros, charges positive.
    left : tuple of (line, cell)
        Amounts that could not be read.
    """

    lines: pd.DataFrame
    left: tuple[tuple[int, str], ...] = ()

    @property
    def turnover(self) -> float:
        """The year's turnover, in euros."""
        return float(self.lines.loc[self.lines["nature"] == "turnover", "amount"].sum())

    def changed(self, natures: Mapping[str, str]) -> Accounts:
        """The same books with another guess for some items: ``{"Loyers": "variable"}``.

        Raises
        ------
        UnknownName
            If no item is called so, or there is no such nature; the closest is proposed.
        """
        lines = self.lines.copy()
        for item, nature in natures.items():
            checks.choice("item", item, lines["item"].unique())
            checks.choice("nature", nature, _NATURES)
            lines.loc[lines["item"] == item, "nature"] = nature
        return Accounts(lines=lines, left=self.left)

    def rows(self) -> list[Row]:
        """The owner's table: turnover, variable charges as shares of it, fixed ones a year; the project begins from the same figures."""
        charges = (
            self.lines[self.lines["nature"].isin(["variable", "fixed"])]
            .groupby(["item", "nature"], sort=False, as_index=False)["amount"]
            .sum()
        )
        rows = [Row(LABELS["turnover"].say(), words.A_YEAR.say(), self.turnover, self.turnover, 2)]
        for item, nature, amount in charges.itertuples(index=False):
            if amount > 0:
                unit, figure = (words.OF_TURNOVER, amount / self.turnover) if nature == "variable" else (words.A_YEAR, float(amount))
                rows.append(Row(str(item), unit.say(), figure, figure, len(rows) + 2))
        return rows

    def sentence(self) -> str:
        """What was understood, and what was set aside."""
        sums = self.lines.groupby("nature")["amount"].sum()
        told = said.UNDERSTOOD.say(turnover=self.turnover, variable=sums.get("variable", 0.0), fixed=sums.get("fixed", 0.0))
        aside = self.lines[self.lines["nature"] == "aside"].groupby("item", sort=False)["amount"].sum()
        more = (
            [said.ASIDE.say(items=", ".join(f"{item} ({said.EUROS.say(amount=amount)})" for item, amount in aside.items()))]
            if len(aside)
            else []
        )
        more += [said.UNREAD.say(count=len(self.left), lines=", ".join(str(line) for line, _ in self.left[:3]))] if self.left else []
        return " ".join([told, *more])


def is_accounts(value: pd.DataFrame | Sheet | Brought) -> bool:
    """Whether a table is a trial balance or a statement: numbers of accounts of classes 6 and 7, or their labels, with amounts."""
    file = brought(value, FIELDS)
    if not any(file.column(name) for name in ("debit_balance", "credit_balance", "debit", "credit", "amount")):
        return False
    return len(_lines(file)[0]) > 1


def read(value: pd.DataFrame | Sheet | Brought) -> Accounts:
    """The books of a year.

    Raises
    ------
    InvalidData
        If there are no amounts, no accounts of classes 6 and 7, or no turnover.

    >>> books = pd.DataFrame({"Compte": ["707000", "607000", "613200"], "Libellé": ["Ventes", "Achats", "Loyer"],
    ...                       "Débit": ["", "60 000,00", "12 000,00"], "Crédit": ["100 000,00", "", ""]})
    >>> [(row.item, row.after) for row in read(books).rows()]
    [('Chiffre d’affaires HT', 100000.0), ('Achats', 0.6), ('Loyers', 12000.0)]
    """
    file = brought(value, FIELDS)
    lines, left = _lines(file)
    frame = _one_sign(pd.DataFrame(lines, columns=["line", "account", "label", "amount", "nature", "item"]))
    made = Accounts(lines=_without_sums(frame), left=tuple(left))
    if made.turnover <= 0:
        raise InvalidData(said.BOOKS, said.TURNOVER_RULE, made.turnover, hint=said.TURNOVER_WAY)
    return made


# -- private ------------------------------------------------------------------------------


def _lines(file: Brought) -> tuple[list[tuple[int, str, str, float, str, str]], list[tuple[int, str]]]:
    """The lines of charges and products with what they are, and the amounts that cannot be read."""
    accounts, labels = (file.cells(name) for name in ("account", "label"))
    if accounts is None and labels is None:
        raise InvalidData(said.BOOKS, said.COLUMNS_RULE, ", ".join(map(str, file.frame.columns)))
    found, left = [], list[tuple[int, str]]()
    for place in range(len(file.frame)):
        account = re.sub(r"\D.*$", "", str(accounts.iloc[place]).strip()) if accounts is not None else ""
        label = str(labels.iloc[place]).strip() if labels is not None else str(accounts.iloc[place]) if accounts is not None else ""
        known = _nature(account, label)
        if known is None:
            continue
        amount = _amount(file, place, charge=account.startswith("6") if account else known[0] != "turnover", left=left)
        if amount:
            found.append((file.line(place), account, label, amount, known[0], known[1].say()))
    return found, left


def _nature(account: str, label: str) -> tuple[str, Text] | None:
    if len(account) >= 2:
        return next(((nature, item) for pattern, nature, item in _BY_NUMBER if re.match(pattern, account)), None)
    plain = re.sub(r"\s(?:[ivx]+|[a-z]|\d+)$", "", fold(label))
    if not plain or _SUM.fullmatch(plain):
        return None
    return next(((nature, item) for pattern, nature, item in _BY_LABEL if re.fullmatch(pattern, plain)), None)


def _amount(file: Brought, place: int, *, charge: bool, left: list[tuple[int, str]]) -> float:
    """Euros of a line, positive for a charge in debit and a product in credit."""
    pair = ("debit_balance", "credit_balance") if file.column("debit_balance") or file.column("credit_balance") else ("debit", "credit")
    debit, credit = (_figure(file, name, place, left) for name in pair)
    if debit is None and credit is None:
        return _figure(file, "amount", place, left) or 0.0
    return ((debit or 0.0) - (credit or 0.0)) * (1 if charge else -1)


def _figure(file: Brought, name: str, place: int, left: list[tuple[int, str]]) -> float | None:
    column = file.column(name)
    if column is None or nothing(cell := file.frame[column].iloc[place]):
        return None
    text = re.sub(r"^\((.*)\)$", r"-\1", str(cell).strip())
    try:
        return number(text, name=column)
    except InvalidValue:
        left.append((file.line(place), str(cell)))
        return None


def _one_sign(lines: pd.DataFrame) -> pd.DataFrame:
    """Charges and products positive, however the column of amounts signs them: products, or charges, may all be negative there."""
    amounts = lines["amount"].copy()
    for side in (lines["nature"] == "turnover", lines["nature"] != "turnover"):
        if amounts[side].sum() < 0:
            amounts[side] *= -1
    return lines.assign(amount=amounts)


def _without_sums(lines: pd.DataFrame) -> pd.DataFrame:
    """Without the lines that add up others: an account that is the sum of its own, a turnover beside its parts."""
    sums = [
        place
        for place, (account, amount) in enumerate(zip(lines["account"], lines["amount"], strict=True))
        if account and _adds_up(account, amount, lines)
    ]
    kept = lines.drop(index=sums)
    turnover = kept[kept["nature"] == "turnover"]
    named = [
        bool(_WHOLE.search(fold(label))) and not account for label, account in zip(turnover["label"], turnover["account"], strict=True)
    ]
    whole = turnover[named]
    parts = turnover.drop(index=whole.index)
    return kept.drop(index=parts.index if len(whole) and len(parts) else whole.index[1:]).reset_index(drop=True)


def _adds_up(account: str, amount: float, lines: pd.DataFrame) -> bool:
    own = lines[
        lines["account"].map(
            lambda other: other != account and other.startswith(account.rstrip("0") or account) and len(other) > len(account.rstrip("0"))
        )
    ]
    return len(own) > 0 and len(account) < int(own["account"].str.len().max()) and abs(own["amount"].sum() - amount) < 0.01
