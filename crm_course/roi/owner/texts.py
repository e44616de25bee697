"""What the owner's form, template and page say, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

SHEET = Text(fr="Mes chiffres", en="My figures")
ITEM, UNIT = Text(fr="Poste", en="Item"), Text(fr="Unité", en="Unit")
BEFORE, AFTER = Text(fr="Sans le projet", en="Without the project"), Text(fr="Avec le projet", en="With the project")

SOURCE = Text(fr="D’où vient ce chiffre ?", en="Where is it from?")
THE_PROJECT, FOR_THE_BANK = (
    Text(fr="Le projet", en="The project"),
    Text(fr="Pour le prévisionnel de la banque", en="For the bank’s forecast"),
)

# -- units --------------------------------------------------------------------------------

A_YEAR = Text(fr="€ par an", en="€ a year")
PART = Text(fr="€, partie du chiffre d’affaires", en="€, part of the turnover")
OF_TURNOVER = Text(fr="% du chiffre d’affaires", en="% of turnover")
OF_CHANNEL = Text(fr="% de : {channel}", en="% of: {channel}")
COUNT = Text(fr="nombre par an", en="number a year")
PER = Text(fr="€ par {each}: {volume}", en="€ per {each}: {volume}")
UNITS = Text(
    fr="« % du chiffre d’affaires », « € par an », « % de : Ventes en ligne », « €, partie du chiffre d’affaires », « nombre par an », "
    "« € par : Commandes »",
    en="“% of turnover”, “€ a year”, “% of: Online sales”, “€, part of the turnover”, “number a year”, “€ per: Orders”",
)
EUROS, YEARS, PERCENT, DAYS = Text(fr="€", en="€"), Text(fr="années", en="years"), Text(fr="%", en="%"), Text(fr="jours", en="days")

PROJECT: dict[str, tuple[Text, Text]] = {
    "investment": (Text(fr="Investissement de départ", en="Initial investment"), EUROS),
    "years": (Text(fr="Durée de l’étude", en="Horizon of the study"), YEARS),
    "first_year": (Text(fr="Part des ventes prévues atteinte la 1re année", en="Share of the expected sales reached in year 1"), PERCENT),
    "discount_rate": (Text(fr="Taux d’actualisation", en="Discount rate"), PERCENT),
    "tax_rate": (Text(fr="Taux d’impôt", en="Tax rate"), PERCENT),
    "depreciation_years": (Text(fr="Durée d’amortissement", en="Depreciation period"), YEARS),
    "working_capital_days": (Text(fr="Besoin en fonds de roulement", en="Working capital"), DAYS),
    "residual_value": (Text(fr="Valeur de revente", en="Resale value"), EUROS),
    "loan": (Text(fr="Emprunt", en="Loan"), EUROS),
    "loan_rate": (Text(fr="Taux de l’emprunt", en="Loan rate"), PERCENT),
    "loan_years": (Text(fr="Durée de l’emprunt", en="Loan period"), YEARS),
}
"""Lines about the project itself: item and unit."""

FORECAST: dict[str, tuple[Text, Text]] = {
    "own_money": (Text(fr="Apport personnel", en="Own money"), EUROS),
    "grants": (Text(fr="Subventions", en="Grants"), EUROS),
    "leasing": (Text(fr="Loyers de crédit-bail HT, par an", en="Leasing rent excl. tax, a year"), EUROS),
    "owner_pay": (Text(fr="Rémunération du dirigeant en plus des charges, par an", en="Owner’s pay beside the costs, a year"), EUROS),
    "stock_days": (Text(fr="Stock, en jours d’achats", en="Stock, in days of purchases"), DAYS),
    "customer_days": (Text(fr="Délai de paiement des clients", en="Days until customers pay"), DAYS),
    "supplier_days": (Text(fr="Délai de paiement des fournisseurs", en="Days until suppliers are paid"), DAYS),
    "vat_rate": (Text(fr="Taux de TVA", en="VAT rate"), PERCENT),
}
"""Lines that only the forecast for the bank asks for: item and unit, by the name of its option."""

# -- rules --------------------------------------------------------------------------------

ONCE_RULE = Text(fr="nommé une seule fois (déjà à la ligne {first:number})", en="named only once (already on line {first:number})")
NAME_RULE = Text(fr="un nom simple, et non une formule", en="a plain name, not a formula")
UNIT_RULE = Text(fr="une des unités {units}", en="one of the units {units}")
NUMBER_RULE = Text(fr="un nombre, par exemple 8 400 ou 12,5", en="a number, for example 8,400 or 12.5")
POSITIVE_RULE = Text(fr="un nombre positif ou nul", en="a number of at least 0")
NEEDED_RULE = Text(fr="renseigné : sans lui rien ne se calcule", en="filled in: nothing can be computed without it")
FORMULA_RULE = Text(
    fr="une valeur : cette formule n’a pas de résultat enregistré (ouvrez le fichier dans votre tableur et enregistrez-le)",
    en="a value: this formula has no saved result (open the file in your spreadsheet and save it)",
)
MARK_RULE = Text(
    fr="écrit avec le même signe décimal que les autres : virgule à la ligne {comma:number}, point à la ligne {point:number}",
    en="written with the same decimal mark as the others: comma on line {comma:number}, point on line {point:number}",
)

# -- files --------------------------------------------------------------------------------

NO_SHEET = Text(
    fr="« {path} » n’a pas de feuille « {sheet} » (il a : {found}). Partez du modèle à remplir, ou renommez votre feuille. Rien n’a changé ici.",
    en='"{path}" has no sheet "{sheet}" (it has: {found}). Start from the template, or rename your sheet. Nothing has changed here.',
)
NO_HEADER = Text(
    fr="« {path} » n’a pas la ligne de titres « {header} ». Partez du modèle à remplir. Rien n’a changé ici.",
    en='"{path}" does not have the line of titles "{header}". Start from the template. Nothing has changed here.',
)
MERGED = Text(
    fr="« {path} », feuille « {sheet} » : les cellules {cells} sont fusionnées dans le tableau. Défusionnez-les, puis recommencez. "
    "Rien n’a changé ici.",
    en='"{path}", sheet "{sheet}": cells {cells} are merged within the table. Unmerge them and try again. Nothing has changed here.',
)
MACROS = Text(
    fr="« {path} » contient des macros. Elles ne sont jamais exécutées ; enregistrez le fichier en .xlsx, sans macros, puis recommencez. "
    "Rien n’a changé ici.",
    en='"{path}" holds macros. They are never run; save the file as .xlsx, without macros, and try again. Nothing has changed here.',
)
TOO_LARGE = Text(
    fr="« {path} » pèse {size:number0} Mo ; la limite est de {limit:number0} Mo. Gardez la seule feuille de vos chiffres. Rien n’a changé ici.",
    en='"{path}" is {size:number0} MB; the limit is {limit:number0} MB. Keep only the sheet of your figures. Nothing has changed here.',
)
UNREADABLE = Text(
    fr="« {path} » n’est ni un classeur XLSX, ni un CSV, ni une étude enregistrée ici. Rien n’a changé.",
    en='"{path}" is neither an XLSX workbook, nor a CSV, nor a study saved here. Nothing has changed.',
)
HOW = Text(
    fr="Remplissez les colonnes jaunes. Une case vide veut dire : cela n’existe pas. Ajoutez vos propres charges sur de nouvelles lignes ; "
    "l’unité dit comment elles se calculent : {units}.",
    en="Fill in the yellow columns. An empty cell means: there is none. Add your own costs on new lines; "
    "the unit says how they are computed: {units}.",
)

# -- the page -----------------------------------------------------------------------------

YOUR_FIGURES = Text(fr="Vos chiffres", en="Your figures")
SHOWN = Text(fr="Étude affichée : {name}", en="Study shown: {name}")
EXAMPLE = Text(fr="Exemple : {name}", en="Example: {name}")
MINE = Text(fr="Mon projet", en="My project")
NAME = Text(fr="Nom de l’étude", en="Name of the study")
FILL = Text(fr="Saisir mes chiffres", en="Type my figures")
CLOSE = Text(fr="Fermer le tableau", en="Close the table")
OPEN = Text(fr="Ouvrir un fichier (XLSX, CSV ou étude)", en="Open a file (XLSX, CSV or study)")
TEMPLATE = Text(fr="Modèle à remplir (XLSX)", en="Template to fill in (XLSX)")
TEMPLATE_FILE = Text(fr="mes-chiffres.xlsx", en="my-figures.xlsx")
COMPUTE = Text(fr="Calculer avec ces chiffres", en="Compute with these figures")
ADD = Text(fr="Ajouter une ligne", en="Add a line")
BACK = Text(fr="Revenir à l’étude précédente", en="Go back to the previous study")
STILL = Text(fr="L’étude « {name} » reste affichée, telle qu’elle était.", en='The study "{name}" is still shown, as it was.')
OPENED = Text(fr="« {path} » est ouvert.", en='"{path}" is open.')
YEAR_TAB, CASH_TAB = Text(fr="Une année type", en="A typical year"), Text(fr="L’investissement", en="The investment")
RELATIONS_TAB = Text(fr="La relation client", en="Customer relations")
FEED = Text(fr="Mettre ces leviers dans l’étude", en="Put these levers into the study")
FED = Text(
    fr="Les leviers sont dans « Avec le projet » : ventes, charges fixes et investissement ont changé. « Revenir à l’étude précédente » les retire.",
    en="The levers are in “With the project”: sales, fixed costs and investment have changed. “Go back to the previous study” takes them out.",
)
PRICE = Text(
    fr="L’étude ne chiffre pas d’investissement : {price:money} est un exemple. Mettez votre devis à la place ; "
    "le rapport n’en tient compte que si vous changez un de ces réglages.",
    en="The study states no investment: {price:money} is an example. Put your quote in its place; "
    "the report takes it into account only if you change one of these settings.",
)
TAKE_AWAY = Text(fr="À retenir", en="To take away")
SAVE = Text(fr="Enregistrer l’étude", en="Save the study")
REPORTS: dict[str, Text] = {
    "xlsx": Text(fr="Classeur pour la banque (XLSX)", en="Workbook for the bank (XLSX)"),
    "html": Text(fr="Rapport à lire (HTML)", en="Report to read (HTML)"),
    "pdf": Text(fr="Rapport à imprimer (PDF)", en="Report to print (PDF)"),
}
FILES = {"study": Text(fr="etude", en="study"), "report": Text(fr="rapport", en="report")}
MAKING = Text(fr="Préparation de « {name} »…", en='Preparing "{name}"…')
READY = Text(fr="« {name} » est prêt.", en='"{name}" is ready.')
LINE_RULE = Text(fr="une ligne entière", en="a whole line")
