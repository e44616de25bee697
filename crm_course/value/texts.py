"""Every text of the chapter, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- names --------------------------------------------------------------------------------

ORDERS = Text(fr="commandes", en="orders")
CUSTOMER = Text(fr="client", en="customer_id")
ORDERED_AT = Text(fr="date de commande", en="ordered_at")
AMOUNT = Text(fr="montant", en="amount")
ON = Text(fr="jour de l’analyse", en="on")
UNTIL = Text(fr="dernier jour observé", en="until")
GROUPS = Text(fr="nombre de groupes", en="groups")
SCORES = Text(fr="tableau RFM", en="scores")
TENURE = Text(fr="ancienneté", en="tenure")
LEFT = Text(fr="départ constaté", en="left")
SUMMARY = Text(fr="tableau des historiques", en="summary")
_NAMES = {
    "frequency": Text(fr="jours de rachat", en="frequency"),
    "recency": Text(fr="âge au dernier achat", en="recency"),
    "T": Text(fr="ancienneté observée", en="T"),
    "monetary_value": Text(fr="montant moyen d’un rachat", en="monetary_value"),
}


def named(column: str) -> Text:
    """What a column of a history is called."""
    return _NAMES[column]


# -- rules and ways out -------------------------------------------------------------------

RULE_FRAME = Text(fr="un tableau (DataFrame)", en="a DataFrame")
WAY_COLUMNS = Text(fr="Ses colonnes : {wanted}.", en="Its columns: {wanted}.")
RULE_COLUMNS = Text(fr="un tableau avec les colonnes {wanted}", en="a frame with the columns {wanted}")
WAY_RENAME = Text(
    fr="Il manque : {absent}. Renommez les vôtres : « orders.rename(columns={{'Montant': 'amount'}}) ».",
    en="Absent: {absent}. Rename yours: orders.rename(columns={{'Total': 'amount'}}).",
)
RULE_COLUMN = Text(fr="une colonne ou une liste de nombres", en="a column or a list of numbers")
RULE_ROWS = Text(fr="d’au moins une ligne", en="of at least one row")
RULE_DATE = Text(fr="une date (2026-11-30)", en="a date (2026-11-30)")
RULE_NUMBER = Text(fr="un nombre fini", en="a finite number")
RULE_LEAST = Text(fr="un nombre d’au moins {least:number}", en="a number of at least {least:number}")
RULE_KNOWN = Text(fr="renseigné", en="known")
RULE_UNTIL = Text(
    fr="au plus tard le {limit:date} ({end})",
    en="at most {limit:date} ({end})",
)
WAY_UNTIL = Text(
    fr="Lignes plus tardives : {late:number}. Écartez-les, ou donnez une date plus tardive.",
    en="Later rows: {late:number}. Leave them out, or give a later date.",
)
WAY_MISSING = Text(
    fr="Écartez les lignes sans valeur, en le disant : « orders.dropna() ».",
    en="Leave out the rows without a value, and say so: orders.dropna().",
)
WAY_NOBODY = Text(
    fr="Une vente sans client n’a pas d’historique : « orders.dropna(subset=['customer_id']) », et dites combien.",
    en="A sale without a customer has no history: orders.dropna(subset=['customer_id']), and say how many.",
)
WAY_RETURN = Text(
    fr="Un retour n’est pas un achat : ôtez son montant de la commande d’origine, ou écartez la ligne.",
    en="A return is not a purchase: take it off the order it comes from, or leave the row out.",
)
RULE_YES_NO = Text(fr="vrai ou faux pour chaque client", en="true or false for each customer")
RULE_SAME_NUMBERS = Text(fr="écrits comme dans les commandes (là : {wanted})", en="written as in the orders (there: {wanted})")
WAY_SAME_NUMBERS = Text(
    fr="Le même client y serait deux fois : « contacts.astype({{'customer_id': orders['customer_id'].dtype}}) ».",
    en="The same customer would be there twice: contacts.astype({{'customer_id': orders['customer_id'].dtype}}).",
)
RULE_FITTED = Text(fr="fait par {maker}", en="made by {maker}")
RULE_SAME_LENGTH = Text(fr="au nombre de {size:number}, une valeur par client", en="{size:number} in number, one value per customer")
RULE_WHOLE = Text(fr="un nombre entier", en="a whole number")
RULE_RECENCY = Text(fr="au plus l’ancienneté observée T", en="at most T")
RULE_REPEATED = Text(fr="supérieur à 0 pour qui a racheté, 0 pour les autres", en="above 0 for those who bought again, 0 for the others")
RULE_SPEND = Text(fr="un montant supérieur à 0 pour qui a racheté", en="an amount above 0 for those who bought again")
WAY_SPEND = Text(
    fr="Donnez le chiffre d’affaires, non la marge nette des coûts : ceux-ci se retranchent après. Écartez les ventes gratuites.",
    en="Give turnover, not margin net of costs: those are taken off later. Leave out free sales.",
)
RULE_SUMMARY = Text(fr="un tableau fait par summary(orders, until=…)", en="a frame made by summary(orders, until=…)")
A_LIST_OF_ORDERS = Text(fr="une liste de commandes", en="a list of orders")
WAY_SUMMARY = Text(
    fr="Faites d’abord « value.summary(orders, until='2026-11-30') ».", en="Make it first: value.summary(orders, until='2026-11-30')."
)
WAY_CONTRACTS = Text(
    fr="Des effectifs de contrats encore en cours, année après année, vont à « value.fit_renewals » : qui a un contrat dit qu’il part.",
    en="Counts of contracts still running, year after year, go to value.fit_renewals: who has a contract says that he leaves.",
)
RULE_UNIT = Text(fr="dans l’unité du modèle ({unit})", en="in the unit of the model ({unit})")
WAY_UNIT = Text(
    fr="Refaites-le : « value.summary(orders, until=…, unit='{unit}') ».",
    en="Make it again: value.summary(orders, until=…, unit='{unit}').",
)
RULE_SOMEONE = Text(
    fr="un tableau où quelqu’un a acheté un autre jour que le premier", en="a frame in which someone bought on another day than the first"
)
WAY_SOMEONE = Text(
    fr="Si chacun n’a acheté qu’une fois, rien ne dit qui reviendra : observez plus longtemps.",
    en="If everyone bought once, nothing says who comes back: observe for longer.",
)

# -- findings -----------------------------------------------------------------------------

COHORTS_NONE = Text(
    fr="Aucune période complète après la première : on ne sait pas encore.", en="No complete period after the first: one cannot know yet."
)
COHORTS_FOUND = Text(
    fr="Une période après le premier achat, {first:percent} des clients rachètent (tous clients réunis ; la moyenne des cohortes donne {mean:percent}) ; "
    "au rang {age:number}, {last:percent}.",
    en="One period after the first purchase, {first:percent} of the customers buy again (all customers pooled; the mean of cohorts gives {mean:percent}); "
    "at age {age:number}, {last:percent}.",
)
SURVIVAL_MEDIAN = Text(
    fr="La moitié est partie au temps {median:number} ; au temps {time:number}, il reste {share:percent}.",
    en="Half have left by time {median:number}; at time {time:number}, {share:percent} remain.",
)
SURVIVAL_NO_MEDIAN = Text(
    fr="Moins de la moitié est partie : au temps {time:number}, il reste {share:percent} (médiane non atteinte, {median:number}).",
    en="Fewer than half have left: at time {time:number}, {share:percent} remain (median not reached, {median:number}).",
)
MODEL = {
    "mbg-nbd": Text(fr="MBG/NBD", en="MBG/NBD"),
    "bg-nbd": Text(fr="BG/NBD", en="BG/NBD"),
    "pareto-nbd": Text(fr="Pareto/NBD", en="Pareto/NBD"),
}
FIT_CONVERGED = Text(
    fr="{model}, {customers:number} clients : un nouveau client revient {year:number} fois dans l’année, en moyenne.{border}",
    en="{model}, {customers:number} customers: a new customer comes back {year:number} times within a year, on average.{border}",
)
FIT_BORDER = Text(
    fr="{model}, {customers:number} clients : un nouveau client revient {year:number} fois dans l’année, en moyenne. {border}",
    en="{model}, {customers:number} customers: a new customer comes back {year:number} times within a year, on average. {border}",
)
BORDER_RATE = Text(
    fr="Les données ne montrent pas de différence de rythme d’achat entre clients : les paramètres du rythme ne sont pas connus, les prévisions restent valables.",
    en="The data do not show a difference of purchase rate between customers: the parameters of the rate are not known, the predictions stand.",
)
BORDER_LEAVING = Text(
    fr="Les données ne montrent pas de différence de risque de départ entre clients : les paramètres du départ ne sont pas connus, les prévisions restent valables.",
    en="The data do not show a difference of the risk of leaving between customers: the parameters of leaving are not known, the predictions stand.",
)
BORDER_NOBODY = Text(
    fr="Les données ne montrent personne qui parte : les paramètres du départ ne sont pas connus, les prévisions restent valables.",
    en="The data do not show that anyone leaves: the parameters of leaving are not known, the predictions stand.",
)
INDEPENDENT = Text(
    fr="Montant et fréquence sont peu liés (corrélation {correlation:number2}, de {low:number2} à {high:number2}) : l’hypothèse du modèle se défend.",
    en="Spend and frequency are little related (correlation {correlation:number2}, {low:number2} to {high:number2}): the model’s assumption can be defended.",
)
DEPENDENT = Text(
    fr="Montant et fréquence sont liés (corrélation {correlation:number2}, de {low:number2} à {high:number2}) : l’hypothèse du modèle ne tient pas, "
    "comparez les valeurs par groupe de fréquence.",
    en="Spend and frequency are related (correlation {correlation:number2}, {low:number2} to {high:number2}): the model’s assumption does not hold, "
    "compare the values by group of frequency.",
)
SPEND_FOUND = Text(
    fr="Un rachat rapporte {mean:money} de chiffre d’affaires en moyenne ({customers:number} clients ont racheté).",
    en="A repeat purchase brings {mean:money} of turnover on average ({customers:number} customers bought again).",
)
BORDER_SPEND = Text(
    fr="Les données ne montrent pas de différence de montant entre clients : les paramètres ne sont pas connus, les prévisions restent valables.",
    en="The data do not show a difference of spend between customers: the parameters are not known, the predictions stand.",
)
RENEWALS_FOUND = Text(
    fr="Au premier renouvellement, {first:percent} restent ; au cinquième, {fifth:percent} de ceux qui sont encore là : les plus fragiles partent d’abord. "
    "Un nouveau contrat vaut {lifetime:number} fois la marge d’une période (actualisée à 10 %).",
    en="At the first renewal {first:percent} stay; at the fifth, {fifth:percent} of those still there: the frail leave first. "
    "A new contract is worth {lifetime:number} times the margin of a period (discounted at 10%).",
)
SURVIVORS = Text(fr="contrats encore en cours", en="survivors")
RULE_SURVIVORS = Text(fr="une liste d’effectifs, par exemple [10000, 8000, 6480]", en="a list of counts, for example [10000, 8000, 6480]")
A_FRAME = Text(fr="un tableau", en="a DataFrame")
WAY_ORDERS = Text(
    fr="Des commandes n’ont pas de renouvellement : personne ne dit qu’il part. Elles vont à « value.fit(value.summary(orders, until=…)) ».",
    en="Orders have no renewal: nobody says that he leaves. They go to value.fit(value.summary(orders, until=…)).",
)
RULE_FALLING = Text(fr="une suite qui ne remonte jamais", en="a series that never rises")
WAY_FALLING = Text(
    fr="La valeur n° {place:number} suit {before:number} : une seule cohorte, sans nouveaux clients.",
    en="Value {place:number} comes after {before:number}: one cohort only, without new customers.",
)
RULE_VARIED = Text(
    fr="connu d’au moins trois clients qui ont racheté, pour des montants différents",
    en="known of at least three customers who bought again, for different amounts",
)
END = Text(fr="dernier jour de la seconde partie", en="end")
ALIVE = Text(fr="probabilité d’être encore client", en="alive")
STILL_THERE = Text(fr="encore client", en="still_there")
LIFETIMES = Text(fr="valeur des clients", en="lifetimes")
STAY = Text(fr="probabilité d’achat par ancienneté du dernier achat", en="stay")
TOTAL = Text(fr="dépense totale", en="total")
PROFITS = Text(fr="profit", en="profit")
CONTACTS = Text(fr="contacts", en="contacts")
UNIT_COSTS = Text(fr="coût d’un contact", en="unit_costs")
LINES = Text(fr="lignes de commande", en="order_lines")
BRANDS = Text(fr="marques", en="brands")
INTERACTIVE = Text(fr="part des canaux interactifs", en="interactive_share")
CUSTOMER_VALUE = Text(fr="valeur d’un client", en="customer_value")
SEGMENTS = Text(fr="segments", en="segments")
OFFERS = Text(fr="offres de service", en="offers")
ITEM = Text(fr="élément de l’offre", en="item")
COST = Text(fr="coût", en="cost")
POINTS = Text(fr="points", en="points")
CUSTOMERS = Text(fr="nombre de clients", en="customers")
BUDGET = Text(fr="budget", en="budget")
RULE_SPLIT = Text(
    fr="une date entre la première commande ({first}) et la dernière ({last})",
    en="a date between the first order ({first}) and the last ({last})",
)
RULE_RATE = Text(fr="un taux annuel écrit en part", en="a yearly rate written as a share")
WAY_MEANT = Text(fr="Vouliez-vous dire {meant:number3} ?", en="Did you mean {meant:number3}?")
RULE_FINITE_SPEND = Text(fr="un modèle de montant dont la moyenne est finie (q > 1)", en="a model of spend with a finite mean (q > 1)")
WAY_FINITE_SPEND = Text(
    fr="Quelques achats énormes en décident : regardez-les, puis écartez-les en le disant.",
    en="A few huge purchases decide it: look at them, then leave them out and say so.",
)
RULE_SHARES = Text(fr="une liste de parts entre 0 et 1", en="a list of shares between 0 and 1")
RULE_SHARE = Text(fr="une part entre 0 et 1", en="a share between 0 and 1")
RULE_DISCOUNT = Text(
    fr="un taux supérieur à 0 quand l’horizon est infini et que tous rachètent toujours",
    en="above 0 when the horizon is infinite and everyone always buys",
)
RULE_EVERY_CHANNEL = Text(fr="donné pour chaque canal (il manque : {absent})", en="given for every channel (absent: {absent})")
RULE_TOTAL = Text(fr="au moins ce qui est dépensé chez nous ({own:money})", en="at least what is spent with us ({own:money})")
RULE_SAME_CUSTOMERS = Text(
    fr="donné pour les mêmes clients que l’autre, une fois chacun", en="given for the same customers as the other, once each"
)
RULE_CUTS = Text(
    fr="deux seuils, par exemple (0.5, 100) pour la fidélité et la valeur", en="two cut-offs, for example (0.5, 100) for loyalty and value"
)
RULE_ONCE = Text(fr="donné une seule fois par client ou segment", en="given once for each customer or segment")
RULE_RISING = Text(fr="deux seuils croissants", en="two rising cut-offs")
RULE_EVERY_SEGMENT = Text(fr="donné pour chaque segment", en="given for every segment")
RULE_BUDGET = Text(
    fr="d’au moins {least:money}, le coût du moins que l’on puisse servir",
    en="at least {least:money}, the cost of the least that can be served",
)

HOLDOUT_HOLDS = Text(
    fr="Le modèle prévoyait {predicted:number0} jours d’achat, il y en a eu {actual:number0} ({gap}) : c’est dans l’intervalle à {confidence:percent} "
    "(de {low:number0} à {high:number0}), le hasard suffit. « Comme avant » se trompait de {naive_gap}.",
    en="The model predicted {predicted:number0} purchase days, there were {actual:number0} ({gap}): within the {confidence:percent} interval "
    "({low:number0} to {high:number0}), chance is enough. “Same as before” was off by {naive_gap}.",
)
HOLDOUT_OFF = Text(
    fr="Le modèle prévoyait {predicted:number0} jours d’achat, il y en a eu {actual:number0} ({gap}) : c’est hors de l’intervalle à {confidence:percent} "
    "(de {low:number0} à {high:number0}), le modèle se trompe (le hasard seul ferait cela moins de {rest:percent} du temps). « Comme avant » se trompait de {naive_gap}.",
    en="The model predicted {predicted:number0} purchase days, there were {actual:number0} ({gap}): outside the {confidence:percent} interval "
    "({low:number0} to {high:number0}), the model is off (chance alone would do that less than {rest:percent} of the time). “Same as before” was off by {naive_gap}.",
)
CAPITAL = Text(
    fr="Les {customers:number} clients valent {total:money} ; le dixième qui vaut le plus en porte {top:percent}.",
    en="The {customers:number} customers are worth {total:money}; the tenth worth most holds {top:percent} of it.",
)
CAPITAL_NONE = Text(
    fr="Les {customers:number} clients valent ensemble {total:money} : il n’y a pas de capital à partager.",
    en="The {customers:number} customers are together worth {total:money}: there is no capital to share out.",
)
STOP_AFTER = Text(
    fr="Dernier envoi au rang {stop:number} (périodes depuis le dernier achat) : un client qui vient d’acheter vaut {best:money} (+{gain:money}) au lieu de {always:money}.",
    en="Last mailing at recency {stop:number} (periods since the last purchase): a customer who has just bought is worth {best:money} (+{gain:money}) instead of {always:money}.",
)
STOP_NEVER = Text(
    fr="Écrire ne paie jamais (dernier envoi au rang {stop:number}) : sans courrier un client qui vient d’acheter vaut {best:money}, avec {always:money} (écart {gain:money}).",
    en="Writing never pays (last mailing at recency {stop:number}): without it a customer who has just bought is worth {best:money}, with it {always:money} (gap {gain:money}).",
)
WHALE = Text(
    fr="{peak_share:percent} des clients rapportent {peak:money} ; les autres en coûtent {destroyed:money}, il reste {total:money}.",
    en="{peak_share:percent} of the customers bring {peak:money}; the others cost {destroyed:money} of it, {total:money} remain.",
)
BUNDLE = Text(
    fr="Le lot ajoute {adds:money} : {gained:money} de ventes nouvelles moins {given:money} de remises à qui achetait déjà les deux. Il paie à partir de {needed:number0} ventes nouvelles.",
    en="The bundle adds {adds:money}: {gained:money} of new sales less {given:money} of rebates to those who bought both anyway. It pays from {needed:number0} new sales on.",
)

# -- a till file --------------------------------------------------------------------------

HEAD_CUSTOMER = Text(fr="Le client", en="The customer")
HEAD_DAY = Text(fr="La date de la vente", en="The date of the sale")
HEAD_AMOUNT = Text(fr="Le montant (€)", en="The amount (€)")
HEAD_QUANTITY = Text(fr="La quantité", en="The quantity")
HEAD_PRICE = Text(fr="Le prix d’un article (€)", en="The price of one article (€)")
HEAD_STATUS = Text(fr="Le statut (payée, annulée…)", en="The status (paid, cancelled…)")
TILL_MODEL = Text(fr="modele-caisse.xlsx", en="till-model.xlsx")
RULE_HEAD = Text(fr="l’une des colonnes du fichier ({heads})", en="one of the file’s columns ({heads})")
WAY_HEAD = Text(
    fr="Dites laquelle contient « {wanted} », ou renommez-la, par exemple « Client », « Date », « Montant ».",
    en="Say which one holds “{wanted}”, or rename it, for example “Customer”, “Date”, “Amount”.",
)
RULE_TILL = Text(
    fr="un fichier où une ligne au moins a un client, une date et un montant",
    en="a file in which one line at least has a customer, a date and an amount",
)
TILL_READ = Text(
    fr="{kept:number} ventes lues sur {lines:number} lignes (client : « {customer} », date : « {day} », montant : « {amount} »).",
    en="{kept:number} sales read of {lines:number} lines (customer: “{customer}”, date: “{day}”, amount: “{amount}”).",
)
TILL_LEFT = {
    "nobody": Text(fr="Sans client, écartées : {count:number}.", en="Without a customer, left out: {count:number}."),
    "unread": Text(
        fr="Date ou montant illisible, écartées : {count:number}.", en="Date or amount that cannot be read, left out: {count:number}."
    ),
    "cancelled": Text(
        fr="Annulées, refusées ou remboursées selon leur statut, écartées : {count:number}.",
        en="Cancelled, refused or refunded by their status, left out: {count:number}.",
    ),
    "returns": Text(fr="Retours (montant négatif), écartés : {count:number}.", en="Returns (negative amount), left out: {count:number}."),
    "far": Text(
        fr="Datées à plus d’un an de toutes les autres, écartées : {count:number}.",
        en="Dated more than a year away from all others, left out: {count:number}.",
    ),
}
TILL_ONE = Text(
    fr="« {who} » porte {share:percent} des lignes : si c’est le client de passage, ôtez ces lignes du fichier.",
    en="“{who}” holds {share:percent} of the lines: if that is the walk-in customer, take these lines out of the file.",
)
BASE_FOUND = Text(
    fr="Vos {customers:number} clients vous rapporteront encore {total:money} de marge, valeur d’aujourd’hui (8 chances sur 10 : de {low:money} à {high:money}).",
    en="Your {customers:number} customers will still bring you {total:money} of margin, today’s value (8 chances in 10: {low:money} to {high:money}).",
)
