"""What the report for the bank says, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

TITLE = Text(fr="Étude de rentabilité : {name}", en="Profitability study: {name}")
UNNAMED = Text(fr="projet sans nom", en="unnamed project")
MADE = Text(fr="Établie le {day:date}. Montants en euros, hors taxes.", en="Made on {day:date}. Amounts in euros, excluding tax.")
FINDING = Text(fr="Ce que dit l’étude à cette date", en="What the study says at that date")
LIVE = Text(
    fr="Les cases jaunes se modifient : tout le reste se recalcule. La phrase ci-dessus et la feuille « {fixed} » datent du rapport.",
    en="Yellow cells can be changed: all the rest follows. The sentence above and the sheet “{fixed}” are of the day of the report.",
)

# -- sheets and headings ------------------------------------------------------------------

SUMMARY = Text(fr="Synthèse", en="Summary")
ASSUMPTIONS = Text(fr="Hypothèses", en="Assumptions")
PLANS = Text(fr="Plans", en="Plans")
SEASON = Text(fr="Saison", en="Season")
FLOWS = Text(fr="Flux", en="Cash flows")
DAYS = Text(fr="Calendrier", en="Calendar")
RISK = Text(fr="Sensibilité et risque", en="Sensitivity and risk")

FIGURE = Text(fr="Grandeur", en="Figure")
BEARS_ON = Text(fr="Porte sur", en="Bears on")
ALL_TURNOVER = Text(fr="tout le chiffre d’affaires", en="all turnover")
PER = Text(fr="€ par unité de « {volume} »", en="€ per unit of “{volume}”")
PER_STEP = Text(fr="€ par tranche commencée de {every:number} « {volume} »", en="€ for each started {every:number} “{volume}”")
EVERY = Text(fr="{name} : taille d’une tranche", en="{name}: size of a step")
A_YEAR = Text(fr="€ par an", en="€ a year")
PART = Text(fr="part du chiffre d’affaires", en="part of the turnover")
UNITS = Text(fr="nombre par an", en="number a year")
PROJECT = Text(fr="Le projet", en="The project")
YEARS = Text(fr="Durée (années)", en="Horizon (years)")
DEPRECIATION_YEARS = Text(fr="Durée d’amortissement (années)", en="Depreciation period (years)")
RAMP = Text(fr="Part des ventes supplémentaires atteinte, année {year:number}", en="Share of the extra sales reached, year {year:number}")
LOAN, LOAN_RATE = Text(fr="Emprunt", en="Loan"), Text(fr="Taux de l’emprunt", en="Loan rate")
LOAN_YEARS = Text(fr="Durée de l’emprunt (années)", en="Loan period (years)")
FIXED_INPUT = Text(
    fr="Les durées (en gris) tiennent à la forme du tableau : pour les changer, refaites le rapport.",
    en="Periods (in grey) belong to the shape of the table: to change them, make the report again.",
)
BELIEFS = Text(fr="Ce qui est supposé, et d’où cela vient", en="What is assumed, and where it comes from")
NO_BELIEFS = Text(
    fr="Aucune hypothèse n’a été notée dans l’étude : notez vos sources avant de montrer ce document.",
    en="No assumption was written down in the study: write your sources down before showing this document.",
)
SOURCE = Text(fr="Source", en="Source")
THROUGH = Text(
    fr="Si le chiffre d’affaires diffère de la prévision, l’écart se fait par : {channel}.",
    en="If turnover differs from the forecast, the difference comes through: {channel}.",
)
SAME_MIX = Text(
    fr="Si le chiffre d’affaires diffère de la prévision, tous les canaux varient dans la même proportion.",
    en="If turnover differs from the forecast, all channels vary in proportion.",
)
TIMING = Text(
    fr="L’investissement est payé aujourd’hui (année 0), les flux de chaque année tombent à sa fin ; l’impôt porte sur l’écart de résultat.",
    en="The investment is paid now (year 0), each year's flows fall at its end; tax is due on the difference of profit.",
)

# -- figures ------------------------------------------------------------------------------

MARGIN = Text(fr="Marge sur coût variable", en="Contribution margin")
MARGIN_RATE = Text(fr="Taux de marge sur coût variable", en="Contribution margin rate")
RESULT = Text(fr="Résultat", en="Result")
BREAK_EVEN = Text(fr="Seuil de rentabilité", en="Break-even turnover")
BREAK_EVEN_DAY = Text(fr="Point mort (date)", en="Break-even date")
SAFETY, SAFETY_RATE = Text(fr="Marge de sécurité", en="Safety margin"), Text(fr="Indice de sécurité", en="Safety margin rate")
LEVERAGE = Text(fr="Levier opérationnel", en="Operating leverage")
GAIN = Text(fr="Gain annuel du projet", en="Yearly gain of the project")
GROWTH = Text(fr="Hausse du chiffre d’affaires prévue", en="Growth of turnover expected")
REQUIRED = Text(
    fr="Chiffre d’affaires nécessaire pour faire mieux que sans le projet", en="Turnover needed to do better than without the project"
)
REQUIRED_GROWTH = Text(fr="Hausse nécessaire", en="Growth needed")
HIGHEST_FIXED = Text(fr="Charges fixes à ne pas dépasser", en="Highest fixed costs")
HIGHEST_RATE = Text(fr="Taux de charges variables à ne pas dépasser", en="Highest rate of variable costs")
VARIABLE_RATE = Text(fr="Taux de charges variables", en="Rate of variable costs")
CHANGES = Text(fr="Ce qui changerait la décision", en="What would change the decision")
FROM_VOLUME = Text(fr="dont : volume vendu", en="of which: volume sold")
FROM_MARGIN = Text(fr="dont : taux de marge", en="of which: margin rate")
FROM_STRUCTURE = Text(fr="dont : charges de structure", en="of which: structure costs")
NPV = Text(fr="Valeur actuelle nette", en="Net present value")
IRR = Text(fr="Taux de rentabilité interne", en="Internal rate of return")
PAYBACK = Text(fr="Délai de récupération (ans)", en="Payback (years)")
DISCOUNTED_PAYBACK = Text(fr="Délai de récupération actualisé (ans)", en="Discounted payback (years)")
SEVERAL_RATES = Text(fr="{count:number} taux", en="{count:number} rates")
PRESENT, LIMIT, ROOM = Text(fr="Prévu", en="Expected"), Text(fr="Limite", en="Limit"), Text(fr="Marge", en="Room")
NEVER = Text(fr="jamais", en="never")

# -- years, months ------------------------------------------------------------------------

YEAR = Text(fr="Année", en="Year")
EXTRA = Text(fr="Ventes supplémentaires", en="Extra sales")
TURNOVER_WITH = Text(fr="Chiffre d’affaires avec le projet", en="Turnover with the project")
RESULT_WITH, RESULT_WITHOUT = (
    Text(fr="Résultat avec le projet", en="Result with the project"),
    Text(fr="Résultat sans le projet", en="Result without the project"),
)
YEAR_GAIN = Text(fr="Gain de l’année", en="Gain of the year")
DEPRECIATION = Text(fr="Amortissement (pour l’impôt)", en="Depreciation (for the tax)")
BOOK_GAIN = Text(fr="Plus-value de revente (pour l’impôt)", en="Gain on resale (for the tax)")
TAXABLE = Text(fr="Écart de résultat imposable", en="Difference of taxable profit")
LOSS_CARRIED = Text(fr="Perte reportée", en="Loss carried forward")
TAX = Text(fr="Impôt", en="Tax")
TIED = Text(fr="Besoin en fonds de roulement, fin d’année", en="Working capital at year end")
WORKING_CAPITAL = Text(fr="Variation du besoin en fonds de roulement", en="Change of working capital")
INVESTED = Text(fr="Investissement et revente", en="Investment and resale")
PROJECT_FLOW = Text(fr="Flux du projet", en="Flow of the project")
OWED = Text(fr="Emprunt restant dû", en="Loan still owed")
INTEREST, LOAN_FLOW = Text(fr="Intérêts", en="Interest"), Text(fr="Emprunt reçu et remboursé", en="Loan received and repaid")
TAX_RELIEF = Text(fr="Impôt économisé par les intérêts", en="Tax saved by the interest")
OWNER_FLOW = Text(fr="Flux de l’entreprise après emprunt", en="Flow of the company after the loan")
CUMULATIVE_OWNER = Text(fr="Trésorerie cumulée de l’entreprise due au projet", en="Running total of the company’s cash from the project")
CUMULATIVE = Text(fr="Cumul", en="Running total")
DISCOUNTED = Text(fr="Flux actualisé", en="Discounted flow")
CUMULATIVE_DISCOUNTED = Text(fr="Cumul actualisé", en="Discounted running total")
MONTH, SHARE = Text(fr="Mois", en="Month"), Text(fr="Part des ventes", en="Share of sales")
TURNOVER, STRUCTURE = Text(fr="Chiffre d’affaires", en="Turnover"), Text(fr="Charges de structure", en="Structure costs")
CUMULATIVE_RESULT = Text(fr="Résultat cumulé", en="Cumulative result")
DAY = Text(fr="Jour", en="Day")

# -- risk ---------------------------------------------------------------------------------

FROZEN = Text(
    fr="Cette feuille vient de {draws:number} tirages au hasard (graine {seed}) faits le jour du rapport : elle ne se recalcule pas.",
    en="This sheet comes from {draws:number} random draws (seed {seed}) made on the day of the report: it does not follow the other sheets.",
)
FROZEN_PLAIN = Text(
    fr="Cette feuille a été calculée le jour du rapport : elle ne se recalcule pas.",
    en="This sheet was computed on the day of the report: it does not follow the other sheets.",
)
NO_RISK = Text(
    fr="Aucune incertitude n’a été donnée : ce rapport ne dit rien des chances que le projet paie.",
    en="No uncertainty was given: this report says nothing about the chances that the project pays.",
)
PROBABILITY = Text(fr="Probabilité que le projet paie", en="Probability that the project pays")
EVPI = Text(
    fr="Valeur d’une information parfaite (le plus que peut coûter une étude)",
    en="Value of perfect information (the most that a study may cost)",
)
QUANTILE = Text(fr="{outcome} : dépassé dans {share:percent} des cas", en="{outcome}: exceeded in {share:percent} of cases")
CRITICAL_TITLE = Text(
    fr="Jusqu’où chaque grandeur peut aller, seule, avant que le projet ne paie plus",
    en="How far each figure may move, alone, before the project no longer pays",
)
CRITICAL = Text(fr="Valeur critique", en="Critical value")
TORNADO_TITLE = Text(fr="{outcome} quand une seule grandeur bouge", en="{outcome} when one figure alone moves")
FROM, TO = Text(fr="De", en="From"), Text(fr="À", en="To")
AT_LOW, AT_HIGH = Text(fr="Valeur basse", en="At the low value"), Text(fr="Valeur haute", en="At the high value")
SCENARIOS_TITLE = Text(fr="Scénarios côte à côte", en="Scenarios side by side")
AS_IS = Text(fr="Prévision", en="Forecast")
UNCERTAIN_TITLE = Text(fr="Ce qui est incertain", en="What is uncertain")
EXPECTED, DEVIATION = Text(fr="Moyenne", en="Mean"), Text(fr="Écart-type", en="Standard deviation")

# -- the page -----------------------------------------------------------------------------

PAGE_NOTE = Text(
    fr="Les chiffres se vérifient dans le classeur du même rapport, formule par formule. Ce document se lit sans connexion.",
    en="The figures can be checked in the workbook of the same report, formula by formula. This document needs no connection.",
)
PICTURES = Text(fr="En images", en="In pictures")
TRY_IT = Text(fr="Essayez : et si le chiffre d’affaires augmentait de… (%)", en="Try it: what if turnover grew by… (%)")
TRY_RESULT = Text(fr="{outcome} si le chiffre d’affaires avec le projet change", en="{outcome} if the turnover with the project changes")
TRY_AXIS = Text(fr="Hausse du chiffre d’affaires (%)", en="Growth of turnover (%)")
NO_INVESTMENT = Text(
    fr="L’étude ne chiffre aucun investissement de départ : ajoutez-le pour savoir si le gain le rembourse, et quand.",
    en="The study states no initial investment: add it to know whether the gain pays it back, and when.",
)

NO_BROWSER = Text(
    fr="Le PDF demande un navigateur installé (Chromium, Chrome ou Edge). Ouvrez plutôt la page « {html} » et imprimez-la en PDF.",
    en='A PDF needs an installed browser (Chromium, Chrome or Edge). Open the page "{html}" instead and print it as PDF.',
)
NO_PRINT = Text(
    fr="Le navigateur n’a pas pu faire le PDF : {why}. Ouvrez plutôt la page « {html} » et imprimez-la en PDF.",
    en='The browser could not make the PDF: {why}. Open the page "{html}" instead and print it as PDF.',
)
NEEDS = Text(
    fr='Le rapport demande une partie facultative : pip install "crm-course[app]"',
    en='The report needs an optional part: pip install "crm-course[app]"',
)
FILE = Text(fr="rapport", en="report")

# -- the decision -------------------------------------------------------------------------

DECIDES = Text(fr="Ce qui décide : {outcome}", en="What decides: {outcome}")
SAYS_PAYS = Text(fr="Le projet paie : {outcome} positive.", en="The project pays: {outcome} above zero.")
SAYS_NOT = Text(fr="Le projet ne paie pas : {outcome} négative.", en="The project does not pay: {outcome} below zero.")
PEAK_NEED = Text(fr="Argent à trouver au plus bas de la trésorerie du projet", en="Money to be found at the project’s lowest cash")
PEAK_YEAR = Text(fr="Année de ce point bas (0 : aujourd’hui)", en="Year of that lowest point (0: now)")
PEAK_NEED_WITHOUT = Text(fr="Le même, sans l’emprunt", en="The same without the loan")
SERVED = Text(fr="Échéances couvertes par le projet chaque année", en="Instalments covered by the project every year")
NEEDED_FIXED = Text(fr="Limites calculées le jour du rapport, chacune seule", en="Limits computed on the day of the report, each alone")
