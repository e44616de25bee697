"""The words of the books, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

BOOKS = Text(fr="comptes", en="accounts")
ACCOUNT = Text(fr="N° de compte", en="Account number")
LABEL = Text(fr="Libellé", en="Label")
DEBIT, CREDIT = Text(fr="Débit", en="Debit"), Text(fr="Crédit", en="Credit")
DEBIT_BALANCE, CREDIT_BALANCE = Text(fr="Solde débiteur", en="Debit balance"), Text(fr="Solde créditeur", en="Credit balance")
AMOUNT = Text(fr="Montant de l’exercice", en="Amount of the year")

TURNOVER = Text(fr="Chiffre d’affaires HT", en="Turnover excl. tax")
SUPPLIES = Text(fr="Énergie et fournitures", en="Energy and supplies")
SUBCONTRACTING = Text(fr="Sous-traitance", en="Subcontracting")
LEASING = Text(fr="Crédit-bail", en="Leasing")
RENT = Text(fr="Loyers", en="Rent")
UPKEEP = Text(fr="Entretien et réparations", en="Upkeep and repairs")
INSURANCE = Text(fr="Assurances", en="Insurance")
EXTERNAL = Text(fr="Autres charges externes", en="Other external costs")
TEMPS = Text(fr="Personnel extérieur", en="Temporary staff")
COMMISSIONS = Text(fr="Commissions sur ventes", en="Sales commissions")
FEES = Text(fr="Honoraires", en="Fees")
ADVERTISING = Text(fr="Publicité", en="Advertising")
TRAVEL = Text(fr="Déplacements", en="Travel")
POST = Text(fr="Poste et télécommunications", en="Post and telephone")
BANK = Text(fr="Services bancaires", en="Bank services")
TAXES = Text(fr="Impôts et taxes", en="Taxes other than income tax")
WAGES = Text(fr="Salaires et charges sociales", en="Wages and social charges")
ROYALTIES = Text(fr="Redevances", en="Royalties")
OTHER_COSTS = Text(fr="Autres charges", en="Other costs")
DEPRECIATION = Text(fr="Amortissements", en="Depreciation")
OTHER_INCOME = Text(fr="Autres produits", en="Other income")
FINANCIAL_INCOME = Text(fr="Produits financiers et exceptionnels", en="Financial and exceptional income")
NOT_BUSINESS = Text(fr="Charges financières, exceptionnelles et impôt", en="Interest, exceptional items and income tax")

UNDERSTOOD = Text(
    fr="D’après vos comptes : chiffre d’affaires {turnover:money}, charges variables {variable:money}, charges fixes {fixed:money}. Vérifiez chaque ligne : son unité dit si elle est variable ou fixe.",
    en="From your accounts: turnover {turnover:money}, variable costs {variable:money}, fixed costs {fixed:money}. Check each line: its unit says whether it is variable or fixed.",
)
ASIDE = Text(fr="Mis à part : {items}.", en="Set aside: {items}.")
EUROS = Text(fr="{amount:money}", en="{amount:money}")
UNREAD = Text(
    fr="Montants illisibles, non comptés : {count:number} (lignes {lines}).",
    en="Amounts that cannot be read, not counted: {count:number} (lines {lines}).",
)
TURNOVER_RULE = Text(
    fr="un relevé avec un chiffre d’affaires (comptes 70, ou « Chiffre d’affaires net »)",
    en="books with a turnover (accounts 70, or “Chiffre d’affaires net”)",
)
TURNOVER_WAY = Text(
    fr="Exportez la balance de l’exercice entier, classes 6 et 7 comprises.",
    en="Export the trial balance of the whole year, classes 6 and 7 included.",
)
COLUMNS_RULE = Text(fr="un tableau avec des numéros de compte ou des libellés", en="a table with account numbers or labels")
