"""The words of the chapter, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

__all__ = ["LABELS", "label"]

LABELS: dict[str, Text] = {
    "turnover": Text(fr="Chiffre d’affaires HT", en="Turnover excl. tax"),
    "purchases": Text(fr="Achats", en="Purchases"),
    "packaging": Text(fr="Emballages", en="Packaging"),
    "delivery": Text(fr="Livraison", en="Delivery"),
    "returns": Text(fr="Retours", en="Returns"),
    "sundry": Text(fr="Frais divers", en="Sundry"),
    "fixed_costs": Text(fr="Charges fixes", en="Fixed costs"),
    "growth": Text(fr="Hausse du chiffre d’affaires", en="Growth of turnover"),
    "payment": Text(fr="Paiement en ligne", en="Online payment"),
    "orders": Text(fr="Commandes", en="Orders"),
    "investment": Text(fr="Investissement", en="Investment"),
    "discount_rate": Text(fr="Taux d’actualisation", en="Discount rate"),
    "tax_rate": Text(fr="Taux d’impôt", en="Tax rate"),
    "residual_value": Text(fr="Valeur de revente", en="Resale value"),
    "working_capital_days": Text(fr="Jours de fonds de roulement", en="Days of working capital"),
    "online": Text(fr="Ventes en ligne", en="Online sales"),
}
"""What inputs and costs are called on screen."""


SIDES = {
    "before": Text(fr="{name} (sans le projet)", en="{name} (without the project)"),
    "both": Text(fr="{name} (les deux plans)", en="{name} (both plans)"),
}


def label(name: str) -> Text:
    """The label of an input or cost; a name that the course does not know stands for itself."""
    side, _, bare = name.partition(".")
    if side not in SIDES:
        return LABELS.get(name) or Text.literal(name.replace("_", " ").strip() or "–")
    named = LABELS.get(bare) or Text.literal(bare.replace("_", " ").strip() or "–")
    return Text(fr=SIDES[side].say("fr", name=named), en=SIDES[side].say("en", name=named))


# -- rules --------------------------------------------------------------------------------

STEP_RULE = Text(fr="un volume (commandes, unités…) pour une charge par paliers", en="a volume (orders, units…) for a stepped cost")
NAME_RULE = Text(fr="unique : deux charges, canaux ou volumes portent ce nom", en="unique: two costs, channels or volumes have this name")
PARTS_RULE = Text(fr="au plus égal au chiffre d’affaires ({turnover:money})", en="at most the turnover ({turnover:money})")

FLOWS_RULE = Text(
    fr="une suite de montants, un par période, le premier tout de suite (une ligne par projet : irr_many)",
    en="a row of amounts, one per period, the first one now (one row per project: irr_many)",
)
MATRIX_RULE = Text(fr="un tableau de flux, une ligne par projet", en="a table of cash flows, one row per project")
ONE_ROW_RULE = Text(fr="une seule suite de flux", en="a single row of cash flows")
TIMES_RULE = Text(fr="{count:number} moments différents, par ordre croissant", en="{count:number} different moments, in ascending order")
DATES_RULE = Text(
    fr="{count:number} dates, une par flux (dates ou AAAA-MM-JJ)", en="{count:number} dates, one per cash flow (dates or YYYY-MM-DD)"
)
ABOVE_MINUS_ONE = Text(fr="un taux supérieur à −1, par exemple 0,08 pour 8 %", en="a rate above −1, for example 0.08 for 8%")
SEASON_RULE = Text(fr="12 parts, de janvier à décembre, dont la somme est 1", en="12 shares, January to December, that add up to 1")
CLOSED_RULE = Text(
    fr="des jours de fermeture qui laissent au moins un jour ouvert au mois n° {month:number}, où l’on vend",
    en="closed days that leave at least one open day in month {month:number}, which has sales",
)

RAMP_RULE = Text(
    fr="au moins une part, chacune entre 0 et 2 (1 pour « tout ce qui est prévu »)",
    en="at least one share, each between 0 and 2 (1 for “all that is planned”)",
)
ORDER_RULE = Text(fr="dans l’ordre : au moins, le plus probable, au plus", en="in order: at least, most likely, at most")
OBSERVED_RULE = Text(fr="au moins deux observations", en="at least two observations")
CORRELATION_RULE = Text(
    fr="compatibles entre elles (matrice semi-définie positive) : rapprochez-les de 0",
    en="compatible with each other (a positive semi-definite matrix): bring them nearer to 0",
)
PAIR_RULE = Text(
    fr="deux grandeurs différentes et une corrélation entre −1 et 1", en="two different inputs and a correlation between −1 and 1"
)
CIRCULAR_RULE = Text(
    fr="laissé de côté quand le chiffre d’affaires est donné : l’un se déduit de l’autre",
    en="left out when the turnover is given: one follows from the other",
)
TWO_INPUTS_RULE = Text(fr="différent de l’autre : il faut deux grandeurs", en="different from the other: it takes two inputs")
RANGE_RULE = Text(fr="deux bornes, la plus petite d’abord", en="two ends, the lower one first")
UNCERTAIN_RULE = Text(
    fr="renseigné : dites d’abord quelles grandeurs sont incertaines, et de combien",
    en="filled in: first say which inputs are uncertain, and by how much",
)
TAKEN_RULE = Text(
    fr="un autre nom : l’étude appelle déjà ainsi un de ses propres réglages ({names})",
    en="another name: the study calls one of its own settings so ({names})",
)
WITHOUT, WITH = Text(fr="sans le projet", en="without the project"), Text(fr="avec le projet", en="with the project")
ASK_ABOVE = Text(
    fr="« {cost} » ({side}) : {share:percent} du chiffre d’affaires, plus que les ventes. Vouliez-vous dire {meant:percent}",
    en="“{cost}” ({side}): {share:percent} of the turnover, more than the sales. Did you mean {meant:percent}",
)
ASK_OR = Text(fr="ou {meant:percent} ?", en="or {meant:percent}?")
ASK_BELOW = Text(
    fr="« {cost} » ({side}) : {share:percent} seulement du chiffre d’affaires. Vouliez-vous dire {meant:percent} ?",
    en="“{cost}” ({side}): only {share:percent} of the turnover. Did you mean {meant:percent}?",
)
ASK_TOGETHER = Text(
    fr="Les charges variables {side} font ensemble {share:percent} du chiffre d’affaires : chaque vente perdrait de l’argent. Une charge est-elle comptée deux fois ?",
    en="Variable costs {side} come to {share:percent} of the turnover: every sale would lose money. Is a cost counted twice?",
)
ASK_SALES = Text(
    fr="Le chiffre d’affaires passe de {before:money} à {after:money} : un zéro de trop, ou de moins ?",
    en="The turnover goes from {before:money} to {after:money}: a nought too many, or one too few?",
)
ASK_LOAN = Text(
    fr="L’emprunt ({loan:money}) est plus de trois fois l’investissement ({investment:money}) : est-ce bien cela ?",
    en="The loan ({loan:money}) is more than three times the investment ({investment:money}): is that meant?",
)
ASK_MOST = Text(
    fr="{figure} : {value}, c’est plus que ce que l’on voit d’ordinaire ({most}). Est-ce bien cela ?",
    en="{figure}: {value} is more than is usually seen ({most}). Is that meant?",
)
FIGURES: dict[str, Text] = {
    "tax_rate": Text(fr="Taux d’impôt", en="Tax rate"), "discount_rate": Text(fr="Taux d’actualisation", en="Discount rate"),
    "working_capital_days": Text(fr="Besoin en fonds de roulement", en="Working capital"), "loan_rate": Text(fr="Taux de l’emprunt", en="Loan rate"),
    "stock_days": Text(fr="Stock", en="Stock"), "customer_days": Text(fr="Délai des clients", en="Customers’ delay"),
    "supplier_days": Text(fr="Délai des fournisseurs", en="Suppliers’ delay"), "vat_rate": Text(fr="Taux de TVA", en="VAT rate"),
}  # fmt: skip
POINTS_RULE = Text(fr="au plus 100 points", en="at most 100 points")
SAVED_RULE = Text(fr="au plus ce que coûte l’année en charges fixes ({most:money})", en="at most the year’s fixed costs ({most:money})")
ABSENT_RULE = Text(
    fr="une grandeur qui existe dans tous les cas : dans {share:percent} des tirages, il n’y a pas de « {outcome} ». Simulez la valeur actuelle nette (npv)",
    en='an outcome that exists in every case: {share:percent} of the draws have no "{outcome}". Simulate the net present value (npv)',
)
IN_EUROS_RULE = Text(
    fr="un gain en euros, puisqu’une étude se paie en euros : {outcomes}",
    en="a gain in euros, since a study is paid in euros: {outcomes}",
)
FINITE_RULE = Text(
    fr="un nombre dans tous les tirages : dans {share:percent}, il n’existe pas ou n’est jamais atteint. Prenez le gain (gain) ou la valeur actuelle nette (npv)",
    en="a number in every draw: in {share:percent} there is none, or it is never reached. Take the gain (gain) or the net present value (npv)",
)
SPREAD = Text(
    fr="{outcome} : une fois sur deux au plus {middle} ; une fois sur dix au plus {low}, une sur dix au moins {high}.",
    en="{outcome}: one time in two at most {middle}; one in ten at most {low}, one in ten at least {high}.",
)
IMPOSSIBLE_RULE = Text(
    fr="possible : {share:percent} des tirages n’ont pas de sens (un chiffre d’affaires négatif, par exemple). "
    "Choisissez une forme bornée (triangulaire, log-normale)",
    en="possible: {share:percent} of the draws make no sense (a negative turnover, for example). "
    "Choose a bounded shape (triangular, lognormal)",
)

# -- files --------------------------------------------------------------------------------

UNWRITABLE = Text(
    fr="L’étude n’a pas pu être enregistrée dans « {path} » : {why}. Rien n’est perdu : choisissez un autre dossier et recommencez.",
    en='The study could not be saved to "{path}": {why}. Nothing is lost: choose another folder and try again.',
)
NO_FOLDER = Text(fr="ce dossier n’existe pas", en="there is no such folder")
NOT_A_STUDY = Text(
    fr="Le fichier « {path} » n’est pas une étude de rentabilité de ce cours. Choisissez un fichier enregistré par « study.save ».",
    en='The file "{path}" is not a profitability study of this course. Choose a file saved by "study.save".',
)

# -- a plan -------------------------------------------------------------------------------

PLAN_SENTENCE = Text(
    fr="Avec {turnover:money} de chiffre d’affaires, le résultat est de {result:money}. Le seuil de rentabilité est à {break_even:money} : "
    "les ventes peuvent baisser de {margin:percent} avant la première perte.",
    en="With a turnover of {turnover:money}, the result is {result:money}. Break-even is at {break_even:money}: "
    "sales can fall by {margin:percent} before the first loss.",
)
PLAN_LOSS = Text(
    fr="Avec {turnover:money} de chiffre d’affaires, la perte est de {loss:money}. "
    "Il faudrait vendre {break_even:money} pour couvrir les charges.",
    en="With a turnover of {turnover:money}, the loss is {loss:money}. It would take sales of {break_even:money} to cover the costs.",
)
PLAN_HOPELESS = Text(
    fr="Chaque euro vendu coûte {rate:percent} de son prix : "
    "il n’y a pas de seuil de rentabilité, vendre plus ne fait qu’augmenter la perte. "
    "Il faut d’abord baisser les charges variables ou relever les prix.",
    en="Each euro sold costs {rate:percent} of its price: there is no break-even, selling more only adds to the loss. "
    "Lower the variable costs or raise the prices first.",
)
PLAN_NO_SALES = Text(
    fr="Sans chiffre d’affaires, la perte est égale aux charges fixes : {loss:money}. "
    "Saisissez un chiffre d’affaires pour aller plus loin.",
    en="Without any turnover, the loss equals the fixed costs: {loss:money}. Enter a turnover to go further.",
)
PLAN_SCENARIOS = Text(
    fr="{count:number} scénarios : le résultat va de {low:money} à {high:money}.",
    en="{count:number} scenarios: the result goes from {low:money} to {high:money}.",
)

# -- two plans ----------------------------------------------------------------------------

GAIN = Text(
    fr="Si le chiffre d’affaires augmente de {growth:percent} comme prévu, le projet rapporte {gain:money} de plus par an ; il ne fait mieux "
    "que sans lui qu’à condition que le chiffre d’affaires augmente d’au moins {required:percent} (jusqu’à {turnover:money}).",
    en="If turnover grows by {growth:percent} as planned, the project earns {gain:money} more a year; it does better than without it only "
    "provided that turnover grows by at least {required:percent} (to {turnover:money}).",
)
GAIN_ANYWAY = Text(
    fr="Le projet rapporte {gain:money} de plus par an, même sans hausse du chiffre d’affaires.",
    en="The project earns {gain:money} more a year, even if turnover does not grow.",
)
LOSS = Text(
    fr="Le projet coûte {loss:money} par an : pour faire mieux que sans lui, il faudrait {turnover:money} de chiffre d’affaires "
    "({required:percent} de plus qu’aujourd’hui) ; le plan prévoit {growth:percent}.",
    en="The project costs {loss:money} a year: to do better than without it, it would take a turnover of {turnover:money} "
    "({required:percent} more than today); the plan assumes {growth:percent}.",
)
LOSS_ANYWAY = Text(
    fr="Le projet coûte {loss:money} par an, "
    "et aucune hausse du chiffre d’affaires n’y changerait rien : chaque vente supplémentaire perd de l’argent.",
    en="The project costs {loss:money} a year, and no growth of turnover would change that: each additional sale loses money.",
)
EVEN = Text(
    fr="Avec ou sans le projet, le résultat est le même : {result:money}.",
    en="With or without the project, the result is the same: {result:money}.",
)
GAIN_SCENARIOS = Text(
    fr="{count:number} scénarios : le gain annuel va de {low:signed_money} à {high:signed_money} ; "
    "le projet paie dans {share:percent} d’entre eux.",
    en="{count:number} scenarios: the yearly gain goes from {low:signed_money} to {high:signed_money}; "
    "the project pays in {share:percent} of them.",
)

# -- cash flows ---------------------------------------------------------------------------

WORTH = Text(
    fr="À {rate:percent}, ces flux valent {npv:money} aujourd’hui : l’investissement rapporte plus que ce taux. {back}",
    en="At {rate:percent}, these flows are worth {npv:money} today: the investment earns more than this rate. {back}",
)
NOT_WORTH = Text(
    fr="À {rate:percent}, ces flux valent {npv:money} aujourd’hui : l’argent rapporterait davantage placé à ce taux. {back}",
    en="At {rate:percent}, these flows are worth {npv:money} today: the money would earn more at this rate elsewhere. {back}",
)
BACK = Text(
    fr="Délai de récupération, en années : {periods:number1} ({discounted:number1} en tenant compte du taux).",
    en="Payback, in years: {periods:number1} ({discounted:number1} with the rate taken into account).",
)
NEVER_BACK = Text(fr="La mise n’est jamais récupérée.", en="The money never comes back.")
BACK_BUT = Text(
    fr="Délai de récupération, en années : {periods:number1} ; jamais si l’on tient compte du taux.",
    en="Payback, in years: {periods:number1}; never with the rate taken into account.",
)
ONE_RATE = Text(fr="Taux de rentabilité interne : {rate:percent}.", en="Internal rate of return: {rate:percent}.")
NO_RATE = Text(
    fr="Il n’y a pas de taux de rentabilité interne : aucun taux n’annule la valeur. Décidez sur la valeur actuelle nette.",
    en="There is no internal rate of return: no rate makes the value zero. Decide on the net present value.",
)
BEYOND_RATE = Text(
    fr="Le taux de rentabilité interne est hors de portée d’un nombre : presque tout est perdu, ou presque rien n’est investi. "
    "Décidez sur la valeur actuelle nette.",
    en="The internal rate of return is beyond what a number can hold: almost all is lost, or almost nothing invested. "
    "Decide on the net present value.",
)
SEVERAL_RATES = Text(
    fr="Attention : {count:number} taux annulent la valeur ({rates}). Aucun n’est « le » taux de rentabilité : "
    "décidez sur la valeur actuelle nette.",
    en="Careful: {count:number} rates make the value zero ({rates}). None is “the” rate of return: decide on the net present value.",
)

# -- the decision -------------------------------------------------------------------------

PAYS_NPV = Text(
    fr="Le projet paie : sur {years:number} ans, il rapporte {value:money} de plus que les {investment:money} "
    "qu’il coûte et que leur rendement ailleurs (valeur actuelle nette à {rate:percent}, après impôt).",
    en="The project pays: over {years:number} years, it earns {value:money} more than the {investment:money} "
    "that it costs and what they would earn elsewhere (net present value at {rate:percent}, after tax).",
)
PAYS_NOT_NPV = Text(
    fr="Le projet ne paie pas : sur {years:number} ans, il manque {value:money} pour rendre les {investment:money} "
    "qu’il coûte et leur rendement ailleurs (valeur actuelle nette à {rate:percent}, après impôt, négative).",
    en="The project does not pay: over {years:number} years, it falls {value:money} short of the {investment:money} "
    "that it costs and what they would earn elsewhere (net present value at {rate:percent}, after tax, below zero).",
)
EVEN_NPV = Text(
    fr="Le projet rend juste ce qu’il coûte : sur {years:number} ans, à {rate:percent}, il vaut à peu près {value:money}, pour {investment:money} investis.",
    en="The project just gives back what it costs: over {years:number} years, at {rate:percent}, it is worth about {value:money}, for {investment:money} invested.",
)
THEN_GAIN = Text(
    fr="Gain annuel une fois en régime, avant impôt et sans le prix de l’investissement : {gain:money}.",
    en="Yearly gain at full pace, before tax and without the price of the investment: {gain:money}.",
)
THEN_LOSS = Text(
    fr="Une fois en régime, il coûte de plus {gain:money} par an, avant impôt.",
    en="At full pace it costs {gain:money} more a year, before tax.",
)
SURE = Text(
    fr="Avec les incertitudes données, il paie dans {share:percent0} des cas.",
    en="With the doubts given, it pays in {share:percent0} of cases.",
)
SURE_UNKNOWN = Text(
    fr="Aucune incertitude n’a été donnée : rien n’est dit ici du risque.",
    en="No uncertainty was given: nothing is said here about the risk.",
)
MUST = Text(
    fr="Il lui faut {turnover:money} de chiffre d’affaires (une hausse de {required:percent}) ; vous prévoyez {planned:money}.",
    en="It takes a turnover of {turnover:money} (a growth of {required:percent}); you expect {planned:money}.",
)
MUST_PLAIN = Text(
    fr="Il lui faut {turnover:money} de chiffre d’affaires ; vous prévoyez {planned:money}.",
    en="It takes a turnover of {turnover:money}; you expect {planned:money}.",
)
MUST_NOTHING = Text(fr="Il paie quel que soit le chiffre d’affaires.", en="It pays whatever the turnover.")
MUST_NEVER = Text(fr="Aucun chiffre d’affaires n’y suffirait.", en="No turnover would be enough.")
FIND = Text(
    fr="Il faut trouver {need:money} : la trésorerie du projet est au plus bas {when}.",
    en="{need:money} have to be found: the project’s cash is at its lowest {when}.",
)
FIND_NOTHING = Text(
    fr="Il n’y a pas d’argent à trouver : le projet se finance lui-même.", en="No money has to be found: the project pays its own way."
)
FIND_WITHOUT = Text(fr="Sans l’emprunt, il faudrait {need:money}.", en="Without the loan it would take {need:money}.")
AT_ONCE = Text(fr="tout de suite", en="at once")
END_OF_YEAR = Text(fr="à la fin de l’année {year:number}", en="at the end of year {year:number}")
SERVED = Text(
    fr="Les échéances sont couvertes chaque année par ce que rapporte le projet.",
    en="What the project brings covers the instalments every year.",
)
NOT_SERVED = Text(
    fr="Les échéances ne sont pas toutes couvertes par ce que rapporte le projet : il manque {gap:money} l’année {year:number}.",
    en="What the project brings does not cover all instalments: {gap:money} are lacking in year {year:number}.",
)

# -- risk ---------------------------------------------------------------------------------

CHANCES = Text(
    fr="{outcome} : le projet paie dans {share:percent0} des cas. Une fois sur dix, moins de {low} ; une sur dix, plus de {high}. "
    "Une étude qui lèverait tous les doutes vaut au plus {evpi}.",
    en="{outcome}: the project pays in {share:percent0} of cases. One time in ten, less than {low}; one in ten, more than {high}. "
    "A study that removed all doubt is worth at most {evpi}.",
)
LIKELY_BUT = Text(
    fr="La prévision, elle, ne paie pas ({planned}) : vos incertitudes penchent vers le haut, leur moyenne est de {mean}. Vérifiez laquelle des deux est trop prudente.",
    en="The forecast itself does not pay ({planned}): your doubts lean upwards, their mean is {mean}. Check which of the two is too careful.",
)
UNLIKELY_BUT = Text(
    fr="La prévision, elle, paie ({planned}) : vos incertitudes penchent vers le bas, leur moyenne est de {mean}. Vérifiez laquelle des deux est trop optimiste.",
    en="The forecast itself pays ({planned}): your doubts lean downwards, their mean is {mean}. Check which of the two is too hopeful.",
)

# -- levers -------------------------------------------------------------------------------

KEEP = Text(
    fr="Avec ce budget, garder {kept:number0} clients vaut {kept_value:money} ; en gagner {won:number0} vaut {won_value:money}. "
    "Garder l’emporte tant que gagner un client coûte plus de {factor:number1} fois ce que coûte en garder un.",
    en="With this budget, keeping {kept:number0} customers is worth {kept_value:money}; winning {won:number0} is worth {won_value:money}. "
    "Keeping is better as long as winning a customer costs more than {factor:number1} times keeping one.",
)
CRM = Text(
    fr="Le CRM coûte {total:money} en tout sur {years:number} ans et vaut {npv:signed_money} aujourd’hui, avec {active:number1} utilisateurs actifs la dernière année.",
    en="The CRM costs {total:money} in all over {years:number} years and is worth {npv:signed_money} today, with {active:number1} active users in the last year.",
)
