"""The words of the forecast for a bank, French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

LABELS: dict[str, tuple[str, str]] = {
    # what is given
    "own_money": ("Apport personnel", "Own money"),
    "grants": ("Subventions d’investissement", "Investment grants"),
    "investment": ("Investissement HT", "Investment excl. tax"),
    "residual_value": ("Prix de revente", "Resale price"),
    "depreciation_months": ("Durée d’amortissement (mois)", "Depreciation (months)"),
    "stock_days": ("Stock (jours d’achats)", "Stock (days of purchases)"),
    "customer_days": ("Délai des clients (jours)", "Customers’ delay (days)"),
    "supplier_days": ("Délai des fournisseurs (jours)", "Suppliers’ delay (days)"),
    "vat_rate": ("Taux de TVA", "VAT rate"),
    "owner_pay": ("Rémunération du dirigeant, par an", "Owner’s pay, a year"),
    "leasing": ("Loyers de crédit-bail HT, par an", "Leasing rent excl. tax, a year"),
    "tax_low": ("IS, taux réduit", "Corporate tax, reduced rate"),
    "tax_limit": ("IS, bénéfice au taux réduit, jusqu’à", "Corporate tax, profit at the reduced rate, up to"),
    "tax_rate": ("Impôt sur les bénéfices, taux", "Tax on profits, rate"),
    "loan_amount": ("{name} : montant", "{name}: amount"),
    "loan_rate": ("{name} : taux annuel", "{name}: yearly rate"),
    "loan": ("Emprunt {number:number}", "Loan {number:number}"),
    # income
    "turnover": ("Chiffre d’affaires HT", "Turnover excl. tax"),
    "purchases": ("− Achats consommés", "− Purchases used"),
    "margin": ("Marge sur achats", "Gross margin"),
    "external": ("− Charges externes variables", "− Variable external costs"),
    "structure": ("− Charges fixes de structure", "− Fixed structure costs"),
    "taxes": ("− Impôts et taxes", "− Taxes other than on profit"),
    "staff": ("− Personnel", "− Staff"),
    "lease": ("− Crédit-bail", "− Leasing"),
    "pay": ("− Rémunération du dirigeant", "− Owner’s pay"),
    "ebitda": ("Excédent brut d’exploitation (EBE)", "Gross operating surplus (EBITDA)"),
    "depreciation": ("− Dotations aux amortissements", "− Depreciation"),
    "grant_share": ("Quote-part des subventions", "Share of the grants"),
    "operating": ("Résultat d’exploitation", "Operating result"),
    "interest": ("− Intérêts", "− Interest"),
    "sale_gain": ("Plus ou moins-value de revente", "Gain or loss on resale"),
    "before_tax": ("Résultat avant impôt", "Result before tax"),
    "losses": ("Déficits reportables", "Losses carried forward"),
    "tax": ("− Impôt sur les bénéfices", "− Tax on profits"),
    "net": ("Résultat net", "Net result"),
    "cash_flow": ("Capacité d’autofinancement (CAF)", "Self-financing capacity"),
    "break_even": ("Seuil de rentabilité", "Break-even turnover"),
    "break_even_days": ("Point mort (jours, sur 360)", "Break-even (days, of 360)"),
    # months
    "share": ("Part des ventes de l’année", "Share of the year’s sales"),
    "sales": ("Ventes HT", "Sales excl. tax"),
    "billed": ("Ventes TTC", "Sales incl. VAT"),
    "receipts": ("Encaissements des clients", "Received from customers"),
    "receivable": ("Créances clients", "Owed by customers"),
    "used": ("Achats consommés HT", "Purchases used excl. tax"),
    "stock": ("Stock", "Stock"),
    "bought": ("Achats HT", "Purchases excl. tax"),
    "outside": ("Charges externes HT", "External costs excl. tax"),
    "bills": ("Factures des fournisseurs TTC", "Suppliers’ bills incl. VAT"),
    "paid_bills": ("− Paiements aux fournisseurs", "− Paid to suppliers"),
    "suppliers": ("Dettes fournisseurs", "Owed to suppliers"),
    "running_costs": ("− Charges fixes, personnel, impôts et taxes", "− Fixed costs, staff, taxes"),
    "lease_paid": ("− Loyers de crédit-bail TTC", "− Leasing rent incl. VAT"),
    "vat_collected": ("TVA collectée", "VAT collected"),
    "vat_deductible": ("TVA déductible", "VAT deductible"),
    "vat_credit": ("Crédit de TVA", "VAT credit"),
    "vat_owed": ("TVA à payer", "VAT owed"),
    "vat_paid": ("− TVA payée", "− VAT paid"),
    "written_off": ("Amortissement du mois", "Depreciation of the month"),
    "grant_taken": ("Subvention virée au résultat", "Grant taken to the result"),
    "loan_owed": ("{name} : restant dû", "{name}: still owed"),
    "loan_interest": ("{name} : intérêts", "{name}: interest"),
    "loan_repaid": ("{name} : remboursement", "{name}: repayment"),
    "start_money": ("Apport, subventions, emprunts reçus", "Own money, grants, loans received"),
    "spent": ("− Investissement TTC", "− Investment incl. VAT"),
    "sold": ("Revente", "Resale"),
    "interest_paid": ("− Intérêts", "− Interest"),
    "repaid": ("− Remboursements", "− Repayments"),
    "tax_paid": ("− Impôt sur les bénéfices payé", "− Tax on profits paid"),
    "change": ("Variation du mois", "Change of the month"),
    "cash": ("Trésorerie en fin de mois", "Cash at the end of the month"),
    # balance
    "fixed_assets": ("Immobilisations nettes", "Net fixed assets"),
    "assets": ("Total de l’actif", "Total assets"),
    "opening_equity": ("Capitaux propres d’ouverture", "Opening equity"),
    "grants_left": ("Subventions restant à reprendre", "Grants still to be taken"),
    "retained": ("Résultats cumulés", "Results, running total"),
    "loans": ("Emprunts", "Loans"),
    "tax_owed": ("Impôt sur les bénéfices à payer", "Tax on profits owed"),
    "liabilities": ("Total du passif", "Total liabilities"),
    "gap": ("Écart (doit être nul)", "Gap (must be nil)"),
    "year_cash": ("Trésorerie", "Cash"),
    # financing
    "needs": ("Total des besoins", "Total needs"),
    "working_capital": ("Besoin en fonds de roulement (BFR)", "Working capital"),
    "working_capital_change": ("Variation du BFR", "Change of working capital"),
    "loan_repayments": ("Remboursement des emprunts", "Loan repayments"),
    "new_loans": ("Emprunts reçus", "Loans received"),
    "resources": ("Total des ressources", "Total resources"),
    "balance": ("Solde de l’année", "Balance of the year"),
    "running": ("Solde cumulé (trésorerie)", "Running balance (cash)"),
    # debt
    "owed_before": ("Restant dû au début", "Owed at the start"),
    "received": ("Emprunts reçus", "Loans received"),
    "debt_interest": ("Intérêts", "Interest"),
    "debt_repaid": ("Remboursements", "Repayments"),
    "owed_after": ("Restant dû à la fin", "Owed at the end"),
    "service": ("Service de la dette", "Debt service"),
    "cover": ("Couverture : (CAF + intérêts) / service", "Cover: (self-financing + interest) / service"),
    "years_to_repay": ("Dette / CAF (années)", "Debt / self-financing (years)"),
}

TITLES: dict[str, tuple[str, str]] = {
    "years": ("Prévisionnel", "Forecast"),
    "months": ("Trésorerie", "Cash"),
    "given": ("Hypothèses du prévisionnel", "Assumptions of the forecast"),
    "income": ("Compte de résultat prévisionnel", "Income forecast"),
    "financing": ("Plan de financement", "Financing plan"),
    "balance": ("Bilans prévisionnels", "Forecast balance sheets"),
    "debt": ("Service de la dette", "Debt service"),
    "cash": ("Trésorerie mois par mois", "Cash month by month"),
    "workings": ("Calculs mois par mois", "Workings month by month"),
}
NOTE = Text(
    fr="L’entreprise avec le projet, montants HT sauf mention. Ventes selon la saison de l’étude ; TVA due sur factures, payée le mois suivant ; "
    "impôt payé en mai de l’année suivante. Cellules jaunes : à changer ; un délai peut varier sans changer de mois entier.",
    en="The company with the project, excl. tax unless said. Sales by the season of the study; VAT due on bills, paid the month after; "
    "tax paid in May of the next year. Yellow cells: yours to change; a delay may vary within its whole months.",
)
MONTH = Text(fr="Mois", en="Month")
LOWEST_CASH = Text(fr="Trésorerie la plus basse", en="Lowest cash")
LOWEST_MONTH = Text(fr="À la fin du mois", en="At the end of month")
PAST, START = Text(fr="N−1", en="Y−1"), Text(fr="Départ", en="Start")
YEAR = Text(fr="Année {year:number}", en="Year {year:number}")
TAX_RULE = Text(
    fr="« is » (impôt sur les sociétés), « ir » (« income » : le dirigeant paie, pas l’entreprise) ou un taux en part (0,25)",
    en='"is" (corporate tax), "income" ("ir": the owner pays, not the company) or a rate as a share (0.25)',
)
TAX_SCALE = Text(
    fr="Impôt : ces tableaux comptent {low:percent} jusqu’à {limit:money} de bénéfice et {high:percent} au-delà ; l’étude du projet compte {rate:percent} "
    "sur tout ce qu’il ajoute. Les deux se rejoignent quand le bénéfice dépasse {limit:money} ; sinon l’étude est la plus prudente.",
    en="Tax: these tables count {low:percent} up to {limit:money} of profit and {high:percent} beyond; the study of the project counts {rate:percent} "
    "on all that it adds. The two meet where profit is above {limit:money}; below, the study is the more careful one.",
)
TAX_OWNER = Text(
    fr="Impôt : dans ces tableaux l’entreprise n’en paie pas (le dirigeant le paie) ; l’étude du projet compte {rate:percent} sur ce qu’il ajoute.",
    en="Tax: in these tables the company pays none (its owner does); the study of the project counts {rate:percent} on what it adds.",
)
LOANS_RULE = Text(
    fr="une suite d’emprunts : Loan(amount=…, rate=…, years=…), MonthlyLoan(amount=…, rate=…, months=…) ou (montant, taux, années)",
    en="a sequence of loans: Loan(amount=…, rate=…, years=…), MonthlyLoan(amount=…, rate=…, months=…) or (amount, rate, years)",
)
ONE_RULE = Text(fr="à un seul scénario : des nombres, pas des tableaux", en="of one scenario: numbers, not arrays")
POST_RULE = Text(fr="un poste parmi {posts}", en="one of {posts}")
LOWEST = Text(
    fr="La trésorerie est au plus bas à la fin du mois {month:number} : {cash:money}.",
    en="Cash is at its lowest at the end of month {month:number}: {cash:money}.",
)
LOWEST_SHORT = Text(
    fr="La trésorerie est au plus bas à la fin du mois {month:number} : il manque {lack:money}, à trouver en plus du financement prévu.",
    en="Cash is at its lowest at the end of month {month:number}: {lack:money} are lacking, to be found beside the planned financing.",
)


def label(key: str, **values: object) -> str:
    """A line's label in the language in force."""
    fr, en = LABELS[key]
    return Text(fr=fr, en=en).say(**values)


def title(key: str) -> str:
    """A table's title in the language in force."""
    fr, en = TITLES[key]
    return Text(fr=fr, en=en).say()
