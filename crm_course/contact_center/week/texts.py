"""Every text of the week, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- names --------------------------------------------------------------------------------

COLUMN = Text(fr="colonne", en="column")
HISTORY = Text(fr="historique d’appels (jours)", en="history of calls (days)")
SHIFT = Text(fr="vacation", en="shift")
SHIFTS = Text(fr="vacations", en="shifts")
INTERVAL = Text(fr="intervalle n°", en="interval no.")
ROSTER_NAME = Text(fr="planning de l’équipe", en="roster of the team")
DAY = Text(fr="jour", en="day")
TEAM = Text(fr="équipe", en="team")

# -- rules and ways out -------------------------------------------------------------------

RULE_MOMENT = Text(fr="une date avec une heure", en="a date with a time")
RULE_DATE = Text(fr="une date, par exemple 2026-03-02", en="a date, for example 2026-03-02")
RULE_TABLE = Text(fr="un tableau de colonnes {columns}", en="a table with the columns {columns}")
RULE_ONE_ZONE = Text(fr="sur une seule horloge", en="on one clock")
WAY_ONE_ZONE = Text(
    fr='Mettez les heures sur une même zone : pd.to_datetime(…, utc=True).dt.tz_convert("Europe/Paris").',
    en='Put the times on one zone: pd.to_datetime(…, utc=True).dt.tz_convert("Europe/Paris").',
)
RULE_GRID = Text(
    fr="le début d’un intervalle de {minutes} min, toujours aux mêmes heures",
    en="the begin of an interval of {minutes} min, always at the same times",
)
WAY_GRID = Text(
    fr="Un relevé d’appels devient une suite d’intervalles par cc.intervals(relevé).",
    en="A log of calls becomes intervals by cc.intervals(log).",
)
RULE_HOLIDAYS = Text(fr="True, False, des dates, ou une subdivision comme « 57 »", en='True, False, dates, or a subdivision such as "57"')
RULE_EVENTS = Text(fr="des jours, {{événement : [jours]}}, ou un tableau day, event", en="days, {{event: [days]}}, or a table day, event")
RULE_CALLS = Text(fr="un nombre d’appels, de 0 ou plus", en="a number of calls of at least 0")
RULE_SOME_CALLS = Text(fr="au moins un appel", en="at least one call")
RULE_SECONDS = Text(fr="une durée de traitement en secondes, supérieure à 0", en="a handle time in seconds above 0")
RULE_ONE_ROW = Text(fr="présent une seule fois", en="there once")
WAY_ONE_ROW = Text(
    fr="Additionnez ses lignes, ou ajoutez la colonne « reason » qui les distingue.",
    en='Add its rows up, or add the column "reason" that parts them.',
)
WAY_HOMONYM = Text(fr="Distinguez les homonymes : « Ana 1 », « Ana 2 ».", en='Tell namesakes apart: "Ana 1", "Ana 2".')
RULE_LENGTH = Text(fr="d’au moins quatorze", en="at least fourteen")
WAY_LENGTH = Text(
    fr="Il faut deux fois chaque jour de la semaine pour distinguer un jour d’un autre.",
    en="Each weekday is needed twice to tell one day from another.",
)
RULE_WEEKS = Text(fr="laissant au moins huit semaines d’historique", en="leaving at least eight weeks of history")
WAY_WEEKS = Text(fr="Essayez sur {most} au plus.", en="Try on {most} at most.")
RULE_HORIZON = Text(fr="un nombre d’intervalles, ou un début suivi d’une fin", en="a number of intervals, or a start followed by an end")
NO_HOLIDAYS = Text(
    fr="Les jours fériés d’une région demandent le paquet « holidays » : pip install holidays.",
    en='The holidays of a region need the package "holidays": pip install holidays.',
)
RULE_AGENTS = Text(fr="un nombre de conseillers par intervalle, de 0 ou plus", en="a number of agents per interval of at least 0")
RULE_ZERO_ONE = Text(
    fr="un tableau de 0 et de 1, une ligne par vacation et {intervals} colonnes",
    en="an array of 0 and 1, a row per shift and {intervals} columns",
)
RULE_INSIDE = Text(fr="dans la journée de {intervals} intervalles", en="inside the day of {intervals} intervals")
RULE_BREAK = Text(fr="une durée, un début au plus tôt et un début au plus tard", en="a length, an earliest and a latest begin")
RULE_REACHED = Text(fr="atteint par au moins une vacation", en="reached by at least one shift")
WAY_REACHED = Text(
    fr="Ajoutez une vacation qui le couvre, ou donnez un prix au sous-effectif (understaffing_price).",
    en="Add a shift that covers it, or give being short a price (understaffing_price).",
)
RULE_SEVEN = Text(fr="une semaine de sept jours", en="a week of seven days")
RULE_ENOUGH_TIME = Text(fr="assez long pour trouver un premier plan", en="long enough to find a first plan")
WAY_MORE_TIME = Text(fr="Donnez plus de secondes, ou réduisez la demande.", en="Give more seconds, or ask for less.")
RULE_SHIFT_NAME = Text(fr="un nom qui dit ses heures", en="a name that tells its hours")
WAY_SHIFT_NAME = Text(
    fr="Écrivez « 08:00-15:00 », ajoutez les colonnes start et end, ou donnez leurs heures par « shifts ».",
    en='Write "08:00-15:00", add the columns start and end, or give their hours by "shifts".',
)
RULE_DAY = Text(fr="une date, un jour de la semaine ou un nombre entier", en="a date, a weekday or a whole number")
RULE_RULES = Text(
    fr="law.RULES[« general »], son nom, ou un jeu de règles à vous (.having(…))",
    en='law.RULES["general"], its name, or a set of your own (.having(…))',
)
RULE_BREAKS = Text(fr="des pauses dans la vacation, par exemple « 12:00-12:45 »", en='breaks inside the shift, for example "12:00-12:45"')
RULE_LINE = Text(fr="une ligne (cc.Line)", en="a line (cc.Line)")
RULE_RNG = Text(fr="un générateur, ou un nombre entier", en="a generator or a whole number")
RULE_NAMED = Text(fr="un nom", en="a name")
RULE_HOURS = Text(fr="un nombre d’heures par semaine supérieur à 0", en="hours per week above 0")
RULE_CLOCK = Text(fr="une heure du jour, « 07:30 » ou 7.5", en='a time of day, "07:30" or 7.5')
RULE_SOME_DAY = Text(fr="au moins une vacation à pourvoir", en="at least one shift to fill")
RULE_POSSIBLE = Text(fr="possible", en="possible")
WAY_RULE = Text(
    fr="Ce qui l’empêche : {barrier}. À règles égales, il manque {missing:number1} vacation(s).",
    en="In the way: {barrier}. With the rules as they are, {missing:number1} shift(s) stay uncovered.",
)
WAY_SHORT = Text(
    fr="Même sans les règles de repos, il manque {missing:number1} vacation(s) : ajoutez des personnes.",
    en="Even without the rules of rest, {missing:number1} shift(s) stay uncovered: add people.",
)
WAY_SEVERAL = Text(fr="Plusieurs règles l’empêchent à la fois.", en="Several rules are in the way at once.")
OTHER_RULES = {
    "contract": Text(fr="heures du contrat", en="hours of the contract"),
    "one_shift": Text(fr="une vacation par jour", en="one shift a day"),
}
RULE_BELOW_ONE = Text(fr="une part de 0 à moins de 1", en="a share from 0 to below 1")
RULE_DEMAND = Text(fr="un nombre d’appels et une durée, supérieurs à 0", en="calls and a handle time above 0")
RULE_KEEP_UP = Text(fr="plus nombreux que la charge en erlangs", en="more people than the load in erlangs")
WAY_KEEP_UP = Text(
    fr="La charge est de {load:number1} erlangs : la file ne finirait jamais.",
    en="The load is {load:number1} erlangs: the queue would never end.",
)

RULE_WORK = Text(fr="un nombre de 0 ou plus", en="a number of at least 0")
RULE_CHATS = Text(
    fr="des durées avec lesquelles un conseiller finit plus de chats à l’heure quand il en tient davantage",
    en="times with which an agent ends more chats an hour when holding more",
)
RULE_SPREAD = Text(
    fr="des parts dont la somme est de 0 à 1, et des jours parmi ceux de la prévision",
    en="shares that sum to 0–1, and days among those of the forecast",
)

# -- findings -----------------------------------------------------------------------------

BACKTEST_BETTER = Text(
    fr="La prévision se trompe de {error:percent}, la moyenne des huit mêmes jours de {naive:percent} ; {coverage:percent} des intervalles tombent dans les limites à 80 %.",
    en="The forecast is off by {error:percent}, the mean of the last eight same weekdays by {naive:percent}; {coverage:percent} of the intervals lie within the 80% limits.",
)
BACKTEST_WORSE = Text(
    fr="La prévision ne fait pas mieux que la moyenne des huit mêmes jours ({error:percent} contre {naive:percent}) : gardez la moyenne.",
    en="The forecast is no better than the mean of the last eight same weekdays ({error:percent} against {naive:percent}): keep the mean.",
)
SCHEDULE_PROVEN = Text(
    fr="{shifts} vacations, {cost:number} intervalles payés : rien de moins cher n’existe.",
    en="{shifts} shifts, {cost:number} paid intervals: nothing cheaper exists.",
)
SCHEDULE_BOUND = Text(
    fr="{shifts} vacations, {cost:number} intervalles payés ; au mieux {gap:percent} de moins est possible.",
    en="{shifts} shifts, {cost:number} paid intervals; at best {gap:percent} less is possible.",
)
ROSTER = Text(
    fr="{agents} personnes, {days} vacations ; la plus chargée est à {load:percent} de son contrat (au mieux {bound:percent}).",
    en="{agents} people, {days} shifts; the busiest is at {load:percent} of the contract (at best {bound:percent}).",
)
REASONS = Text(
    fr="Sur {contacts:number} contacts, {share:percent} ne sont pas des commandes ; le premier motif est « {first} ».",
    en='Of {contacts:number} contacts, {share:percent} are not orders; the first reason is "{first}".',
)
FREED = Text(
    fr="Sans « {reason} » ({calls:number} appels), {agents} conseillers sur {before} sont libres : {euros:money} par intervalle.",
    en='Without "{reason}" ({calls:number} calls), {agents} of {before} agents are free: {euros:money} per interval.',
)
SKILLS = Text(
    fr="À {agents} personnes, la compétence la moins servie, « {worst} », est à {level:percent} ; il en faudrait {pooled} si tous savaient tout, {separate} si chacun ne savait qu’une chose.",
    en='With {agents} people the skill served least, "{worst}", is at {level:percent}; {pooled} would do if all knew all, {separate} if each knew one thing.',
)
WEEK_PLAN = Text(
    fr="{calls:number0} appels attendus, {hours:number0} h au planning, {cost:money} : {level:percent} décrochés en {seconds:number} s, {many:percent} si les appels montent à leur limite haute.",
    en="{calls:number0} calls expected, {hours:number0} h on the roster, {cost:money}: {level:percent} answered within {seconds:number} s, {many:percent} if calls rise to their upper limit.",
)
SHEET_DAYS = Text(fr="Jours", en="Days")
SHEET_INTERVALS = Text(fr="Quarts d’heure", en="Quarter-hours")
SHEET_SHIFTS = Text(fr="Vacations", en="Shifts")
SHEET_ROSTER = Text(fr="Planning nominatif", en="Named roster")
EVENT_SHIFT = Text(fr="{shift} · {agents:number} conseillers", en="{shift} · {agents:number} agents")
FITTED = Text(
    fr="{hours:number1} h d’autres travaux : {share:percent0} dans les délais ; {spare:number1} h restent libres.",
    en="{hours:number1} h of other work: {share:percent0} in time; {spare:number1} h stay free.",
)
SPREAD = Text(
    fr="Étalé sur {days:number} jours, l’envoi porte le jour le plus chargé à {peak:number0} appels ; en une fois, à {once:number0}.",
    en="Spread over {days:number} days, the mailing brings the busiest day to {peak:number0} calls; at once, to {once:number0}.",
)
WHY_VALUE = Text(fr="reste : la valeur du client", en="stays: the customer’s value")
WHY_COMPLEX = Text(fr="reste : demande complexe", en="stays: complex request")
WHY_SIMPLE = Text(fr="peut partir : simple et court", en="may leave: simple and short")
