"""The chapter's words, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- stock ----------------------------------------------------------------------------------

SEASON = Text(
    fr="Commandez {quantity:number0} unités : {profit:money} de profit attendu, {fill:percent} de la demande servie. "
    "Personne n’est refusé {chance:percent0} du temps ; il reste en moyenne {left:number0} unités.",
    en="Order {quantity:number0} units: {profit:money} of expected profit, {fill:percent} of demand served. "
    "Nobody is refused {chance:percent0} of the time; on average {left:number0} units are left.",
)
SEASONS = Text(
    fr="{items:number} articles, {profit:money} de profit attendu en tout.",
    en="{items:number} items, {profit:money} of expected profit in all.",
)
SECOND_ORDER = Text(
    fr="Tout acheter avant la saison : {push:money}. Tout acheter à la commande : {pull:money}. "
    "Commencer par {first:number0} unités et acheter le reste à la commande : {both:money}.",
    en="Buying all before the season: {push:money}. Buying all on order: {pull:money}. "
    "Beginning with {first:number0} units and buying the rest on order: {both:money}.",
)
TWO_PROMISES = Text(
    fr="Un stock de sécurité de {safety:number1} unités : {in_stock:percent} des cycles sans rupture, {fill:percent} de la demande servie aussitôt.",
    en="A safety stock of {safety:number1} units: {in_stock:percent} of cycles without a stock-out, {fill:percent} of demand filled at once.",
)
DELIVERED = Text(
    fr="D’après la formule : {fill:percent} de la demande servie aussitôt, {in_stock:percent} des cycles sans rupture, "
    "{stock:number1} unités en stock en moyenne{euros}.",
    en="By the formula: {fill:percent} of demand filled at once, {in_stock:percent} of cycles without a stock-out, "
    "{stock:number1} units in stock on average{euros}.",
)
EUROS = Text(fr=", {cost:money} par période", en=", {cost:money} per period")
DELIVERED_SIMULATED = Text(
    fr="Sur {periods:number0} périodes jouées : {fill:percent} de la demande servie aussitôt (± {error:number2} point), {in_stock:percent} des cycles "
    "sans rupture, {stock:number1} unités en stock en moyenne{euros}.",
    en="Over {periods:number0} periods played: {fill:percent} of demand filled at once (± {error:number2} points), {in_stock:percent} of cycles "
    "without a stock-out, {stock:number1} units in stock on average{euros}.",
)
DEMAND_PLAN = Text(
    fr="{groups:number} groupes de clients : {mean:number0} unités attendues, à {sd:number0} près (écart-type).",
    en="{groups:number} groups of customers: {mean:number0} units expected, give or take {sd:number0} (standard deviation).",
)

# -- the promise ------------------------------------------------------------------------------

PERIOD = Text(fr="en semaine {period}", en="in week {period}")
DAY = Text(fr="le {day:date}", en="on {day:date}")
PROMISED = Text(
    fr="Oui : {product}, {date}. Tout ce qui est déjà promis reste tenu.",
    en="Yes: {product}, {date}. All that is promised already is kept.",
)
PROMISED_LATER = Text(
    fr="Oui, mais plus tard : {product}, {date}, quand il en restera assez pour lui après les promesses déjà faites.",
    en="Yes, but later: {product}, {date}, when enough is left after the promises already made.",
)
SUBSTITUTED = Text(
    fr="{product} ne peut pas être promis. Proposez {other} {at} : il y a {chance:percent0} de chances qu’il accepte.",
    en="{product} cannot be promised. Offer {other} {at}: there is a {chance:percent0} chance that he accepts.",
)
SUBSTITUTED_FOR_LATER = Text(
    fr="{product} n’est libre que plus tard, {date}. Proposez {other} {at} : il y a {chance:percent0} de chances qu’il accepte.",
    en="{product} is only free later, {date}. Offer {other} {at}: there is a {chance:percent0} chance that he accepts.",
)
NO_PROMISE = Text(
    fr="{product} ne peut pas être promis : tout ce qui est annoncé est déjà à d’autres.",
    en="{product} cannot be promised: all that is announced belongs to others already.",
)
RULES = {
    "best": Text(fr="Au mieux", en="Best"),
    "priority": Text(fr="Par priorité", en="By priority"),
    "first come": Text(fr="Premier arrivé, premier servi", en="First come, first served"),
}
RANKS = {
    "VIP": Text(fr="VIP", en="VIP"),
    "available": Text(fr="disponible", en="available"),
    "sold out": Text(fr="épuisé", en="sold out"),
    "deferred": Text(fr="différé", en="deferred"),
}
KINDS = {
    "asked": Text(fr="comme demandé", en="as asked"),
    "later": Text(fr="plus tard", en="later"),
    "substitute": Text(fr="un autre article", en="a substitute"),
    "none": Text(fr="aucune", en="none"),
}
STATUS = {
    "being made": Text(fr="en fabrication", en="being made"),
    "prepared": Text(fr="préparé", en="prepared"),
    "on the way": Text(fr="en route", en="on the way"),
    "relay": Text(fr="au point relais", en="at the relay point"),
    "home": Text(fr="livré à domicile", en="delivered at home"),
    "returned": Text(fr="retourné", en="returned"),
}
WAYS = {
    "keep": Text(fr="Garder tel quel", en="Keep as it is"),
    "steer": Text(fr="Orienter vers un canal léger", en="Steer to a light channel"),
    "price": Text(fr="Facturer le service", en="Charge for the service"),
    "minimum basket": Text(fr="Panier minimum", en="Minimum basket"),
    "let go": Text(fr="Laisser partir", en="Let go"),
    "relay": Text(fr="Point relais", en="Relay point"),
    "home": Text(fr="À domicile", en="At home"),
}
ALLOCATION = Text(
    fr="{rule} : {value:money} servis, soit {share:percent} du mieux possible ; {waiting:number} commandes attendent {units:number0} unités.",
    en="{rule}: {value:money} served, which is {share:percent} of the best; {waiting:number} orders wait for {units:number0} units.",
)
ROUNDS = Text(
    fr="{rounds:number} tournées pour {stops:number} arrêts, {length:number1} en tout. Aucun plan ne descend sous {bound:number1} : "
    "celui-ci est à {gap:percent} au plus du meilleur.",
    en="{rounds:number} rounds for {stops:number} stops, {length:number1} in all. No plan is shorter than {bound:number1}: "
    "this one is at most {gap:percent} above the best.",
)

HOUSE = Text(
    fr="Un article suivi : {mean:number0} unités par semaine, à {sd:number0} près (écart-type), {lead:number} semaines de délai, commandé par {batch:number0} ; promesse : "
    "{target:percent}. En stock aujourd’hui : {on_hand:number0}. {waiting:number} commandes attendent devant un rayon de {units:number0} unités, et {customers:number} lignes de contacts "
    "disent ce que servir a demandé.",
    en="An item that is reordered: {mean:number0} units a week, give or take {sd:number0} (standard deviation), {lead:number} weeks of lead time, ordered by {batch:number0}; promise: "
    "{target:percent}. In stock today: {on_hand:number0}. {waiting:number} orders wait for a shelf of {units:number0} units, and {customers:number} lines of contacts "
    "say what serving took.",
)

# -- cost to serve ----------------------------------------------------------------------------

SERVED = Text(
    fr="Servir ces clients coûte {cost:money} : {used:number0} minutes, {share:percent} de la capacité. "
    "{unused:number0} minutes n’ont servi à personne ; leurs {unused_cost:money} ne sont imputés à aucun client.",
    en="Serving these customers costs {cost:money}: {used:number0} minutes, {share:percent} of the capacity. "
    "{unused:number0} minutes served nobody; their {unused_cost:money} are charged to no customer.",
)
SERVED_BEYOND = Text(
    fr="Servir ces clients coûte {cost:money} : {used:number0} minutes, {unused:number0} de plus que la capacité. "
    "Il manque du monde, ou les durées sont trop longues.",
    en="Serving these customers costs {cost:money}: {used:number0} minutes, {unused:number0} more than the capacity. "
    "People are missing, or the times are too long.",
)
ALL = Text(fr="tous", en="all")

# -- rules --------------------------------------------------------------------------------------

RULE_AT_LEAST_0 = Text(fr="un nombre supérieur ou égal à 0", en="a number of at least 0")
RULE_ABOVE_0 = Text(fr="un nombre supérieur à 0", en="a number above 0")
RULE_SHARE = Text(fr="une part entre 0 et 1", en="a share between 0 and 1")
RULE_UNITS = Text(fr="un nombre fini", en="a finite number")
RULE_COLUMN = Text(fr="un tableau avec la colonne « {column} »", en='a table with the column "{column}"')
RULE_SALVAGE = Text(fr="inférieur au coût d’achat ({cost:number})", en="below the cost ({cost:number})")
WAY_SALVAGE = Text(
    fr="Si ce qui reste se revend au prix d’achat, commander trop ne coûte rien.",
    en="If what is left sells at cost, ordering too many costs nothing.",
)
RULE_PRICE = Text(fr="supérieur au coût d’achat ({cost:number})", en="above the cost ({cost:number})")
WAY_PRICE = Text(fr="Un article vendu à perte ne se commande pas.", en="An item that sells at a loss is not ordered.")
RULE_ON_ORDER = Text(
    fr="entre le coût d’achat ({cost:number}) et le prix de vente ({price:number})",
    en="between the cost ({cost:number}) and the price ({price:number})",
)
RULE_ONE_PROMISE = Text(fr="une promesse et une seule", en="one promise, and only one")
WAY_ONE_PROMISE = Text(
    fr="Donnez `in_stock=` (cycles sans rupture) ou `fill_rate=` (part de la demande servie).",
    en="Give `in_stock=` (cycles without a stock-out) or `fill_rate=` (share of demand filled).",
)
RULE_BATCH = Text(fr="la quantité d’une commande", en="the quantity of one order")
WAY_BATCH = Text(
    fr="Une part de la demande servie dépend de la taille des lots : ajoutez `batch=`.",
    en="A share of demand filled depends on the size of the batches: add `batch=`.",
)
RULE_FORMULA = Text(fr="« s,Q » ou « R,S »", en='"s,Q" or "R,S"')
WAY_FORMULA = Text(fr="Cette règle n’a pas de formule simple : simulez-la.", en="This rule has no simple formula: simulate it.")
RULE_LEVEL = Text(fr="un niveau de la règle « {kind} »", en='a level of the rule "{kind}"')
WAY_LEVEL = Text(fr="Donnez {levels}.", en="Give {levels}.")
RULE_ABOVE = Text(fr="supérieur à s ({low:number})", en="above s ({low:number})")
RULE_DEMAND = Text(
    fr="une quantité par période, une loi ou une fonction qui en tire",
    en="a quantity per period, a distribution or a function that draws them",
)
RULE_PERIODS = Text(fr="une suite d’au moins {least:number} périodes", en="a sequence of at least {least:number} periods")
RULE_VARYING = Text(fr="une demande qui varie", en="a demand that varies")
RULE_ROWS = Text(
    fr="une quantité par période, ou un tableau articles × périodes", en="a quantity per period, or a table of items × periods"
)
RULE_SAME_PERIODS = Text(
    fr="donné pour les mêmes périodes que les réceptions ({shape})", en="given for the same periods as the receipts ({shape})"
)
WAY_SAME_PERIODS = Text(fr="Complétez par des zéros.", en="Fill up with zeros.")
RULE_PERIOD = Text(fr="rangé par numéro de période : 1, 2, 3…", en="keyed by number of period: 1, 2, 3…")
RULE_TODAY = Text(fr="à partir d’aujourd’hui (période 1)", en="from today on (period 1)")
WAY_TODAY = Text(
    fr="Ce qui est arrivé avant est déjà dans le stock ; ce qui devait arriver et n’est pas là a besoin d’une nouvelle date.",
    en="What came before is in the stock already; what was due and is not there needs a new date.",
)
RULE_ORDER = Text(fr="une commande avec son article et sa quantité", en="an order with its product and its quantity")
WAY_ORDER = Text(fr="Il manque « {column} ».", en='"{column}" is missing.')
RULE_PER_ORDER = Text(fr="une valeur par ligne ({rows:number} lignes)", en="one value per row ({rows:number} rows)")
NOT_SOLVED = Text(fr="L’allocation n’a pas pu être résolue : {why}", en="The allocation could not be solved: {why}")
RULE_MOMENT = Text(fr="un moment lisible, comme 2026-11-21 14:30", en="a moment that can be read, such as 2026-11-21 14:30")
RULE_CLOCK = Text(fr="dans le même fuseau horaire que le journal", en="in the same time zone as the log")
RULE_DELAY = Text(fr="des chances dont la somme ne dépasse pas 1", en="chances that add up to 1 at most")
RULE_CAPACITY = Text(fr="au moins le plus gros colis ({largest:number})", en="at least the largest parcel ({largest:number})")
RULE_DEPOT = Text(fr="un tableau dont la première ligne est le dépôt", en="a table whose first row is the depot")
