"""What the chapter's charts and explorers say, in French and English."""

from __future__ import annotations

from crm_course.foundations.language import Text

BEFORE, AFTER = Text(fr="Sans le projet", en="Without the project"), Text(fr="Avec le projet", en="With the project")
EUROS_A_YEAR = Text(fr="€ par an", en="€ a year")

# -- result against turnover --------------------------------------------------------------

RESULT_TITLE_NEEDS = Text(
    fr="Il faut {turnover:money} de chiffre d’affaires pour un meilleur résultat annuel",
    en="It takes a turnover of {turnover:money} for a better yearly result",
)
RESULT_TITLE_NEVER = Text(
    fr="Aucun chiffre d’affaires ne suffit pour un meilleur résultat annuel",
    en="No turnover is enough for a better yearly result",
)
RESULT_SUBTITLE = Text(
    fr="Résultat annuel selon le chiffre d’affaires HT. Cercle : seuil de rentabilité ; losange : prévision ; "
    "pointillé : résultat actuel, à dépasser ; croix : là où il est dépassé.",
    en="Yearly result by turnover excl. tax. Circle: break-even; diamond: forecast; dashed: present result, to be beaten; cross: where it is.",
)
RESULT_DESCRIPTION = Text(
    fr="Deux droites de résultat. Sans le projet : seuil de rentabilité {before:money}. Avec : {after:money}. {finding}.",
    en="Two lines of result. Without the project: break-even at {before:money}. With it: {after:money}. {finding}.",
)
TURNOVER_AXIS = Text(fr="Chiffre d’affaires annuel HT", en="Yearly turnover excl. tax")
RESULT_AXIS = Text(fr="Résultat annuel", en="Yearly result")

# -- where the gain comes from ------------------------------------------------------------

GAIN_TITLE = Text(
    fr="{volume:signed_money} grâce au volume, mais il ne reste que {gain:signed_money}",
    en="{volume:signed_money} from volume, but only {gain:signed_money} remains",
)
GAIN_TITLE_PLAIN = Text(fr="Gain annuel : {gain:signed_money}", en="Yearly gain: {gain:signed_money}")
GAIN_SUBTITLE = Text(
    fr="D’où vient l’écart de résultat entre les deux plans, en euros par an.",
    en="Where the difference of result between the two plans comes from, in euros a year.",
)
GAIN_DESCRIPTION = Text(
    fr="Cascade : volume {volume:signed_money}, baisse du taux de marge {erosion:signed_money}, charges fixes {structure:signed_money}, "
    "gain {gain:signed_money}.",
    en="Waterfall: volume {volume:signed_money}, lower margin rate {erosion:signed_money}, fixed costs {structure:signed_money}, "
    "gain {gain:signed_money}.",
)
VOLUME = Text(fr="Volume vendu", en="Volume sold")
EROSION = Text(fr="Taux de marge", en="Margin rate")
STRUCTURE = Text(fr="Charges fixes", en="Fixed costs")
GAIN = Text(fr="Gain", en="Gain")

# -- break-even in the year ---------------------------------------------------------------

DATES_TITLE = Text(
    fr="Le seuil est atteint le {after:date} au lieu du {before:date}",
    en="Break-even comes on {after:date} instead of {before:date}",
)
DATES_TITLE_NEVER = Text(
    fr="Avec le projet, les charges de l’année ne sont pas couvertes",
    en="With the project, the year’s costs are not covered",
)
DATES_TITLE_ONLY_AFTER = Text(
    fr="Avec le projet, le seuil est atteint le {after:date}",
    en="With the project, break-even comes on {after:date}",
)
DATES_SUBTITLE_SEASON = Text(
    fr="Marge sur coût variable cumulée, moins les charges fixes de l’année ; ventes saisonnières.",
    en="Cumulative contribution margin less the year’s fixed costs; seasonal sales.",
)
DATES_SUBTITLE_EVEN = Text(
    fr="Marge sur coût variable cumulée, moins les charges fixes de l’année ; ventes régulières.",
    en="Cumulative contribution margin less the year’s fixed costs; even sales.",
)
SIDE_AT = Text(fr="{side} : {value}", en="{side}: {value}")
DATES_AXIS = Text(fr="Résultat acquis depuis le 1er janvier", en="Result earned since 1 January")

# -- tornado ------------------------------------------------------------------------------

TORNADO_TITLE = Text(
    fr="Ce qui pèse le plus : {first}",
    en="What matters most: {first}",
)
TORNADO_SUBTITLE = Text(
    fr="{outcome} quand une seule grandeur bouge entre les valeurs indiquées ; trait : prévision ({base}).",
    en="{outcome} when one input alone moves between the values shown; rule: forecast ({base}).",
)
TORNADO_DESCRIPTION = Text(
    fr="Barres horizontales, la plus longue d’abord : {listed}.",
    en="Horizontal bars, the longest first: {listed}.",
)
LOW_END, HIGH_END = Text(fr="Valeur basse", en="Low value"), Text(fr="Valeur haute", en="High value")

# -- distribution -------------------------------------------------------------------------

CHANCES_TITLE = Text(fr="Le projet paie dans {share:percent0} des cas", en="The project pays in {share:percent0} of cases")
CHANCES_BUT = Text(fr="{title}, mais la prévision ne paie pas", en="{title}, but the forecast does not pay")
CHANCES_THOUGH = Text(fr="{title}, et pourtant la prévision paie", en="{title}, and yet the forecast pays")
CHANCES_SUBTITLE = Text(
    fr="{outcome} sur {draws:number0} tirages ; 8 cas sur 10 entre {low} et {high}.",
    en="{outcome} over {draws:number0} draws; 8 cases in 10 between {low} and {high}.",
)
NO_OUTCOME_RULE = Text(fr="des cas où cette grandeur est atteinte", en="cases in which this is ever reached")
CHANCES = Text(fr="Chances que le projet paie", en="Chances that the project pays")
CHANCES_AXIS = Text(fr="Part des tirages", en="Share of draws")
PAYS, PAYS_NOT = (
    Text(fr="paie : {share:percent0}", en="pays: {share:percent0}"),
    Text(fr="ne paie pas : {share:percent0}", en="does not: {share:percent0}"),
)

# -- two-way table ------------------------------------------------------------------------

TWO_WAY_TITLE = Text(
    fr="Le projet paie dans {count:number} cases sur {cells:number}",
    en="The project pays in {count:number} cells out of {cells:number}",
)
TWO_WAY_SUBTITLE = Text(
    fr="{outcome} selon deux grandeurs{unit}. Bleu : gain ; vermillon : perte ; cadre : prévision.",
    en="{outcome} by two inputs{unit}. Blue: gain; vermilion: loss; frame: forecast.",
)

IN_THOUSANDS = Text(fr=", en milliers d’euros", en=", in thousands of euros")

# -- cash flows ---------------------------------------------------------------------------

CASH_TITLE = Text(fr="La mise est récupérée au bout de {periods:number1} ans", en="The money is back after {periods:number1} years")
CASH_TITLE_NEVER = Text(fr="La mise n’est pas récupérée en {years:number} ans", en="The money is not back within {years:number} years")
CASH_SUBTITLE = Text(
    fr="Barres : flux de l’année ; ligne : cumul. Valeur actuelle nette à {rate:percent} : {npv:signed_money}.",
    en="Bars: flow of the year; line: cumulated. Net present value at {rate:percent}: {npv:signed_money}.",
)
YEAR_AXIS = Text(fr="Année (0 : aujourd’hui)", en="Year (0: now)")
CASH_AXIS = Text(fr="Flux de trésorerie", en="Cash flow")

NPV_TITLE_ONE = Text(fr="La valeur s’annule à {rates}", en="The value is zero at {rates}")
NPV_TITLE_SEVERAL = Text(fr="La valeur s’annule plusieurs fois : à {rates}", en="The value is zero several times: at {rates}")
NPV_TITLE_NONE = Text(fr="Aucun taux n’annule la valeur", en="No rate makes the value zero")
NPV_SUBTITLE = Text(
    fr="Valeur actuelle nette des flux selon le taux d’actualisation ; points : taux de rentabilité internes.",
    en="Net present value of the flows by discount rate; points: internal rates of return.",
)
AND = Text(fr="et", en="and")
RATE_AXIS = Text(fr="Taux d’actualisation", en="Discount rate")
NPV_AXIS = Text(fr="Valeur actuelle nette", en="Net present value")

# -- the explorer -------------------------------------------------------------------------

QUESTION = Text(fr="Le projet est-il rentable, et que faut-il pour qu’il le soit ?", en="Does the project pay, and what does it take?")
HEAD_GAIN = Text(fr="Le projet rapporte {gain:money} de plus par an.", en="The project earns {gain:money} more a year.")
HEAD_LOSS = Text(fr="Le projet coûte {loss:money} par an.", en="The project costs {loss:money} a year.")
HEAD_EVEN = Text(fr="Le projet ne change pas le résultat.", en="The project does not change the result.")
HEAD_PAYS = Text(
    fr="Le projet paie : {value:money} de plus que ce qu’il coûte ; {need:money} à trouver.",
    en="The project pays: {value:money} more than it costs; {need:money} to be found.",
)
HEAD_PAYS_NOT = Text(
    fr="Le projet ne paie pas : il manque {value:money} ; {need:money} à trouver.",
    en="The project does not pay: {value:money} short; {need:money} to be found.",
)
HEAD_EVEN_NPV = Text(
    fr="Le projet rend juste ce qu’il coûte ; {need:money} à trouver.",
    en="The project just gives back what it costs; {need:money} to be found.",
)
DETAIL_GAIN = Text(
    fr="Gain annuel une fois en régime, avant impôt : {gain:signed_money}.", en="Yearly gain at full pace, before tax: {gain:signed_money}."
)
DETAIL_BETWEEN = Text(
    fr="Le chiffre d’affaires sera neuf fois sur dix entre {low:money} et {high:money}.",
    en="Nine times in ten the turnover will be between {low:money} and {high:money}.",
)
DETAIL_NEEDS = Text(
    fr="Il lui faut {turnover:money} de chiffre d’affaires (soit {required:percent} de plus qu’aujourd’hui) ; vous prévoyez {growth:percent}.",
    en="It takes a turnover of {turnover:money} ({required:percent} more than today); you expect {growth:percent}.",
)
DETAIL_NEVER = Text(
    fr="Aucun chiffre d’affaires n’y suffirait : chaque vente supplémentaire perd de l’argent.",
    en="No turnover would be enough: each additional sale loses money.",
)
DETAIL_CHANCES = Text(
    fr="Alors il paie dans {chances:percent0} des cas.",
    en="Then it pays in {chances:percent0} of cases.",
)
DETAIL_BELIEFS = Text(
    fr="Avec les incertitudes de l’étude, il paie dans {chances:percent0} des cas.",
    en="With the uncertainties of the study, it pays in {chances:percent0} of cases.",
)
DETAIL_UNSURE = Text(
    fr="Aucune incertitude n’a été donnée : rien n’est dit ici du risque.",
    en="No uncertainty was given: nothing is said here about the risk.",
)
OTHER_BASE = Text(
    fr="Ce chiffre dépend d’une lecture du devis : si {costs} portent {other}, le gain est de {gain:signed_money} par an. Faites préciser ce point.",
    en="This figure depends on how the quote is read: if {costs} bear {other}, the gain is {gain:signed_money} a year. Have this point made clear.",
)
ON_ALL = Text(fr="sur tout le chiffre d’affaires", en="on all turnover")
ON_EXTRA = Text(fr="seulement sur les ventes supplémentaires", en="only on the extra sales")
MEANING_EVEN = Text(
    fr="Le seuil de rentabilité passe de {before:money} à {after:money}",
    en="Break-even moves from {before:money} to {after:money}",
)
MEANING_DAYS = Text(
    fr="{even} : il est atteint le {after:date} au lieu du {before:date}.",
    en="{even}: it is reached on {after:date} instead of {before:date}.",
)
MEANING_NO_DAY = Text(fr="{even} : il n’est pas atteint dans l’année.", en="{even}: it is not reached within the year.")
MEANING_HOPELESS = Text(
    fr="Avec le projet, il n’y a pas de seuil de rentabilité : baissez d’abord les charges variables.",
    en="With the project there is no break-even: lower the variable costs first.",
)
MEANING_LEVERAGE = Text(
    fr="Si les ventes baissent de 1 %, le résultat baisse de {after:number1} % ({before:number1} % sans le projet).",
    en="If sales fall by 1%, the result falls by {after:number1}% ({before:number1}% without the project).",
)
MEANING_FIRST = Text(
    fr="Vérifiez d’abord « {name} » : le projet ne paie plus à {critical} (prévu : {present}).",
    en="Check “{name}” first: it no longer pays at {critical} (planned: {present}).",
)

VIEW = Text(fr="Ce que montre le graphique", en="What the chart shows")
VIEWS: dict[str, Text] = {
    "plans": Text(fr="Les deux plans", en="The two plans"),
    "gain": Text(fr="D’où vient le gain", en="Where the gain comes from"),
    "year": Text(fr="Le seuil dans l’année", en="Break-even in the year"),
    "deciding": Text(fr="Ce qui décide", en="What decides"),
    "risk": Text(fr="Le risque", en="The risk"),
    "cash": Text(fr="La trésorerie", en="The cash"),
}
TURNOVER_AFTER = Text(fr="Chiffre d’affaires avec le projet", en="Turnover with the project")
FIXED_AFTER = Text(fr="Charges fixes avec le projet", en="Fixed costs with the project")
TURNOVER_BEFORE = Text(fr="Chiffre d’affaires sans le projet", en="Turnover without the project")
FIXED_BEFORE = Text(fr="Charges fixes sans le projet", en="Fixed costs without the project")
RATE_AFTER = Text(fr="{cost} (part du chiffre d’affaires)", en="{cost} (share of turnover)")
BASE = Text(fr="Les nouvelles charges portent…", en="The new costs bear…")
SPREAD = Text(
    fr="Incertitude sur le chiffre d’affaires, en écart-type (0 : non donnée)",
    en="Uncertainty of the turnover, standard deviation (0: not given)",
)
SPREAD_STUDY = Text(
    fr="Incertitude sur le chiffre d’affaires (0 : celle de l’étude)", en="Uncertainty of the turnover (0: that of the study)"
)
SEASON = Text(fr="Ventes dans l’année", en="Sales over the year")
SEASONS: dict[str, Text] = {
    "even": Text(fr="régulières", en="even"),
    "retail": Text(fr="saisonnières (commerce)", en="seasonal (retail)"),
}
INVESTMENT = Text(fr="Investissement de départ", en="Initial investment")
YEARS = Text(fr="Durée (années)", en="Horizon (years)")
DISCOUNT = Text(fr="Taux d’actualisation", en="Discount rate")
FIRST_YEAR = Text(fr="Montée en charge : part atteinte la 1re année", en="Ramp-up: share reached in the first year")
TAX = Text(fr="Taux d’impôt", en="Tax rate")
BORROWED = Text(fr="Part empruntée", en="Share borrowed")
LOAN_RATE = Text(fr="Taux de l’emprunt", en="Loan rate")
WORKING_CAPITAL = Text(fr="Besoin en fonds de roulement (jours de ventes)", en="Working capital (days of sales)")
SAVE_AS = Text(fr="etude.json", en="study.json")

# -- the explorer of the investment -------------------------------------------------------

CASH_QUESTION = Text(fr="L’investissement vaut-il son prix ?", en="Is the investment worth its price?")
CASH_HEAD_GOOD = Text(
    fr="L’investissement crée {npv:money} de valeur sur {years:number} ans.",
    en="The investment creates {npv:money} of value over {years:number} years.",
)
CASH_HEAD_BAD = Text(
    fr="L’investissement détruit {npv:money} de valeur sur {years:number} ans.",
    en="The investment destroys {npv:money} of value over {years:number} years.",
)
CASH_BREAK_EVEN = Text(
    fr="Il resterait juste rentable à un prix de {highest:money}.",
    en="It would still just pay at a price of {highest:money}.",
)
OWNER = Text(
    fr="Les flux qui restent à l’entreprise après l’emprunt valent {npv:signed_money} au même taux.",
    en="The flows that remain for the company after the loan are worth {npv:signed_money} at the same rate.",
)

# -- tables -------------------------------------------------------------------------------

TURNOVER = Text(fr="Chiffre d’affaires HT", en="Turnover excl. tax")
ON_CHANNEL = Text(fr=" (sur : {channel})", en=" (on: {channel})")
AS_PLANNED = Text(fr="Prévision", en="Forecast")
