"""The words of the chapter's charts, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

SAFETY = Text(fr="Stock de sécurité, en unités", en="Safety stock, in units")
KEPT = Text(fr="Promesse tenue, %", en="Promise kept, %")
IN_STOCK = Text(fr="cycles sans rupture", en="cycles without a stock-out")
FILLED = Text(fr="demande servie aussitôt", en="demand filled at once")
UNITS = Text(fr="Unités", en="Units")
WEEK = Text(fr="Semaine", en="Week")
FREE = Text(fr="encore libres", en="still free")
PROJECTED = Text(fr="stock projeté", en="projected stock")

PROMISES_TITLE = Text(
    fr="{target:percent} de la demande servie : {filled:number0} unités ; {target:percent} des cycles sans rupture : {in_stock:number0}",
    en="{target:percent} of demand filled: {filled:number0} units; {target:percent} of cycles without a stock-out: {in_stock:number0}",
)
PROMISES_SUBTITLE = Text(
    fr="Ce que tient un stock de sécurité, selon la promesse ; commandes de {batch:number0} unités, écart-type {sd:number0} pendant le délai",
    en="What a safety stock keeps, by promise; orders of {batch:number0} units, standard deviation {sd:number0} over the lead time",
)
PROMISES_ALT = Text(
    fr="Deux courbes qui montent avec le stock de sécurité : la part de la demande servie atteint {target:percent} à {filled:number0} unités, "
    "la part des cycles sans rupture à {in_stock:number0}.",
    en="Two curves that rise with the safety stock: the share of demand filled reaches {target:percent} at {filled:number0} units, "
    "the share of cycles without a stock-out at {in_stock:number0}.",
)

FREE_TITLE = Text(
    fr="On peut encore promettre {now:number0} unités aujourd’hui, {end:number0} à la fin",
    en="{now:number0} units can still be promised today, {end:number0} by the end",
)
FREE_SUBTITLE = Text(
    fr="Barres : ce qui reste libre pour une livraison à cette date ; ligne : le stock projeté, que des commandes plus tardives possèdent déjà en partie",
    en="Bars: what is still free for delivery by then; line: the projected stock, which later orders own in part",
)
FREE_ALT = Text(
    fr="Par période, les unités encore libres, de {now:number0} à {end:number0}, sous le stock projeté.",
    en="By period, the units still free, from {now:number0} to {end:number0}, below the projected stock.",
)
ASKED = Text(fr="demandé : {quantity:number0}", en="asked: {quantity:number0}")

SHARE = Text(fr="Part du mieux possible, %", en="Share of the best, %")
RULE = Text(fr="Règle", en="Rule")
WAIT = Text(fr="{share:percent} · {waiting:number} attendent", en="{share:percent} · {waiting:number} wait")
ALLOCATION_TITLE = Text(
    fr="Avec le même stock, « {worst} » laisse {lost:percent} de la valeur sur la table",
    en="With the same stock, “{worst}” leaves {lost:percent} of the value on the table",
)
ALLOCATION_SAME = Text(fr="Ici, toutes les règles servent la même valeur", en="Here all rules serve the same value")
ALLOCATION_SUBTITLE = Text(
    fr="Valeur servie par chaque règle, en part de la meilleure répartition ; et combien de commandes attendent",
    en="Value served by each rule, as a share of the best allocation; and how many orders wait",
)
ALLOCATION_ALT = Text(fr="Barres : {list}.", en="Bars: {list}.")

STAGE = Text(fr="Maillon, du client vers l’usine", en="Stage, from the customer to the factory")
TIMES = Text(fr="Variance des commandes / variance de la demande", en="Variance of orders / variance of demand")
ALONE = Text(fr="chacun voit les commandes du précédent", en="each sees the orders of the one before")
SHARED = Text(fr="tous voient la demande des clients", en="all see the customers’ demand")
WHIP_TITLE = Text(
    fr="Au maillon {stages:number}, les commandes varient {alone:number1} fois plus ; demande partagée, {shared:number1} fois",
    en="At stage {stages:number}, orders vary {alone:number1} times more; with shared demand, {shared:number1} times",
)
WHIP_SUBTITLE = Text(
    fr="Variance des commandes de chaque maillon, rapportée à celle de la demande des clients",
    en="Variance of each stage’s orders over that of the customers’ demand",
)

EAST, NORTH = Text(fr="Est", en="East"), Text(fr="Nord", en="North")
ROUND = Text(fr="tournée", en="round")
DEPOT = Text(fr="dépôt", en="depot")
ROUNDS_TITLE = Text(
    fr="{rounds:number} tournées, {length:number0} en tout : au plus {gap:percent0} de trop",
    en="{rounds:number} rounds, {length:number0} in all: at most {gap:percent0} too long",
)
ROUNDS_SUBTITLE = Text(
    fr="Chaque ligne est une tournée qui part du dépôt et y revient ; aucun plan ne descend sous {bound:number0}",
    en="Each line is a round that leaves the depot and comes back; no plan is shorter than {bound:number0}",
)

CUSTOMERS_SHARE = Text(fr="Clients, du meilleur au pire, %", en="Customers, from best to worst, %")
RESULT = Text(fr="Résultat cumulé, €", en="Result added up, €")
WHALE_TITLE = Text(
    fr="{share:percent0} des clients font {peak:money} ; les autres en reprennent {lost:money}",
    en="{share:percent0} of customers make {peak:money}; the others take {lost:money} back",
)
WHALE_SUBTITLE = Text(
    fr="Marge moins coût de service, additionnée du meilleur client au pire ; le sommet est le dernier client qui rapporte",
    en="Margin less cost to serve, added up from the best customer to the worst; the top is the last customer who pays",
)

WAY = Text(fr="Que faire du segment", en="What to do with the segment")
EUROS = Text(fr="Résultat annuel du segment, €", en="Yearly result of the segment, €")
FOLLOWS = Text(fr="la capacité suit", en="capacity follows")
STAYS = Text(fr="la capacité reste payée", en="capacity stays paid")
WAYS_TITLE = Text(
    fr="Si la capacité suit : « {follows} ». Si elle reste payée : « {stays} »",
    en="If capacity follows: “{follows}”. If it stays paid: “{stays}”",
)
WAYS_SUBTITLE = Text(
    fr="Résultat d’un an : marge moins minutes, selon que les minutes libérées cessent ou non d’être payées",
    en="Result of a year: margin less minutes, whether or not minutes set free cease to be paid",
)

CHAIN_SUBTITLE = Text(
    fr="Chaque maillon et sa mesure sur les données de la maison, du catalogue au conseiller",
    en="Each link and its measure on the data of the house, from catalogue to agent",
)
