"""The words of the explorer, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

TITLE = Text(fr="Peut-on le promettre ?", en="Can we promise it?")
TABS = (Text(fr="Promettre", en="Promise"), Text(fr="Stock", en="Stock"))

# -- promise this order -------------------------------------------------------------------------

ASK = Text(fr="Que répondre à cette commande ?", en="What to answer this order?")
ARTICLE, OTHER = Text(fr="l’article", en="the item"), Text(fr="l’autre article", en="the other item")
QUANTITY = Text(fr="Quantité demandée", en="Quantity asked for")
WANTED = Text(fr="Voulue pour la semaine", en="Wanted for week")
ON_HAND = Text(fr="En stock aujourd’hui", en="In stock today")
RECEIPTS = Text(fr="Réceptions annoncées, semaine par semaine", en="Receipts announced, week by week")
ORDERS = Text(fr="Commandes déjà promises, semaine par semaine", en="Orders promised already, week by week")
BOOKED = Text(fr="Cette commande est déjà comptée en semaine (0 : nulle part)", en="This order is counted already in week (0: nowhere)")
OTHER_FREE = Text(fr="Un autre article : unités libres aujourd’hui", en="Another item: units free today")
ACCEPTED = Text(fr="Chances qu’il accepte l’autre article", en="Chance that he accepts the other item")
RULE_WEEK = Text(fr="l’une des semaines données (1 à {weeks:number})", en="one of the weeks given (1 to {weeks:number})")
RULE_WEEKS = Text(fr="des quantités, une par semaine", en="quantities, one per week")
LACKING = Text(fr="Promettez moins, une autre date, ou rien.", en="Promise less, another date, or nothing.")

DETAIL = Text(
    fr="En semaine {week:number}, le stock projeté est de {projected:number0} unités ; {free:number0} sont libres.",
    en="In week {week:number} the projected stock is {projected:number0} units; {free:number0} are free.",
)
MEANING_OWNED = Text(
    fr="Regarder le seul stock projeté aurait fait promettre {owned:number0} unités de trop : des commandes plus tardives les possèdent déjà.",
    en="Looking at the projected stock alone would have promised {owned:number0} units too many: later orders own them already.",
)
MEANING_ALL = Text(fr="Ici, tout le stock projeté de cette semaine est libre.", en="Here all of that week’s projected stock is free.")
MEANING_MOST = Text(
    fr="Pour cette date, on peut promettre jusqu’à {most:number0} unités, celle-ci comprise.",
    en="For that date, up to {most:number0} units can be promised, these included.",
)
MEANING_SOME = Text(
    fr="Il est aussi possible d’en livrer {part:number0} à la date voulue et le reste plus tard.",
    en="It is also possible to deliver {part:number0} on the date wanted, and the rest later.",
)
OVERSOLD = Text(
    fr="Des promesses déjà faites ne peuvent pas être tenues : le stock projeté descend à {low:number0}. Prévenez ces clients avant d’en promettre d’autres.",
    en="Promises already made cannot be kept: the projected stock falls to {low:number0}. Tell those customers before you promise more.",
)
FILE = Text(fr="disponible.csv", en="available.csv")

# -- stock and service ------------------------------------------------------------------------

SERVICE = Text(fr="Quel stock pour quelle promesse ?", en="Which stock for which promise?")
MEAN = Text(fr="Demande moyenne par semaine", en="Mean demand per week")
SD = Text(fr="Écart-type de la demande d’une semaine", en="Standard deviation of a week’s demand")
LEAD = Text(fr="Délai de livraison (semaines)", en="Lead time (weeks)")
BATCH = Text(fr="Quantité par commande", en="Quantity per order")
TARGET = Text(fr="Promesse", en="Promise")
REVIEW = Text(fr="Semaines entre deux commandes (0 : en continu)", en="Weeks between two orders (0: continuous)")
LEAD_SD = Text(fr="Écart-type du délai (semaines)", en="Standard deviation of the lead time (weeks)")
HOLDING = Text(fr="Garder une unité un an", en="Keeping a unit for a year")
SERVICE_ANSWER = Text(
    fr="{filled:number0} unités de sécurité servent {target:percent} de la demande ; il en faut {in_stock:number0} pour {target:percent} des cycles sans rupture",
    en="{filled:number0} units of safety stock fill {target:percent} of demand; {in_stock:number0} are needed for {target:percent} of cycles without a stock-out",
)
SERVICE_DETAIL = Text(
    fr="Écart-type à couvrir : {sd:number0} unités sur {weeks:number1} semaines · {less:number0} unités de sécurité laissent {risk:percent} des cycles avec une rupture",
    en="Standard deviation to cover: {sd:number0} units over {weeks:number1} weeks · {less:number0} units of safety stock leave {risk:percent} of cycles with a stock-out",
)
SERVICE_MEANING = Text(
    fr="Les deux promesses disent « {target:percent} », et ne coûtent pas la même chose : {gap:money} d’écart par an. "
    "Avec un délai plus court d’une semaine, la première ne demanderait que {shorter:number0} unités ; avec des commandes deux fois plus petites, {smaller:number0}.",
    en="Both promises say “{target:percent}”, and they do not cost the same: {gap:money} apart each year. "
    "With a lead time one week shorter the first would take only {shorter:number0} units; with orders half as large, {smaller:number0}.",
)
SMALL_MEAN = Text(
    fr="La demande moyenne est inférieure à deux écarts-types : la loi normale y compte des ventes négatives, et ces stocks sont à vérifier par une simulation.",
    en="The mean demand is below two standard deviations: the normal law counts sales below zero there, and these stocks want checking by a simulation.",
)
NO_NEED = Text(
    fr="Un stock de sécurité négatif veut dire que la promesse est tenue même en commandant plus tard que la demande moyenne ne l’exige.",
    en="A safety stock below zero means that the promise is kept even when orders are placed later than mean demand would ask for.",
)
