"""What the explorer of journeys asks and answers."""

from __future__ import annotations

from crm_course.foundations.language import Text

QUESTION = Text(fr="Par quels chemins viennent-ils, et à qui revient la vente ?", en="Which ways do they come, and who gets the sale?")
GAP = Text(fr="Pause qui ouvre un nouveau parcours", en="Pause that begins a new journey")
LOOKBACK = Text(fr="Mémoire : contacts des derniers jours", en="Memory: contacts of the last days")
TOUCHES = Text(fr="Derniers contacts retenus", en="Last contacts kept")
MODEL = Text(fr="Modèle de crédit", en="Model of credit")
AWAY = Text(fr="Règle à retirer", en="Rule to take away")
CHANNEL = Text(fr="Canal à exclure", en="Channel to leave out")
ORDER = Text(fr="Mémoire de la chaîne de Markov (contacts)", en="Memory of the Markov chain (contacts)")
MODEL_FILE = Text(fr="modele-contacts.xlsx", en="contacts-model.xlsx")
FILE = Text(fr="Votre journal (CSV ou XLSX)", en="Your log (CSV or XLSX)")
NONE = Text(fr="aucun", en="none")
NO_RULE = Text(fr="aucune", en="none")
RULES = {
    "": NO_RULE,
    "gap_days": Text(fr="la pause", en="the pause"),
    "lookback_days": Text(fr="la mémoire", en="the memory"),
    "max_touches": Text(fr="le nombre de contacts", en="the number of contacts"),
    "exclude": Text(fr="l’exclusion du canal", en="leaving out the channel"),
}
UNITS = {"days": Text(fr="jours", en="days")}

SENTENCE = Text(
    fr="« {channel} » reçoit {share:percent} des {purchases:number0} achats.",
    en="“{channel}” gets {share:percent} of the {purchases:number0} purchases.",
)
SENTENCE_CHANGED = Text(
    fr="« {channel} » reçoit {share:percent} du crédit ; sans la règle retirée, {other:percent}.",
    en="“{channel}” gets {share:percent} of the credit; without the rule taken away, {other:percent}.",
)
DETAIL = Text(
    fr="Intervalle à 95 % : {low:percent} à {high:percent}. {journeys:number} parcours, dont {several:percent} à plusieurs canaux.",
    en="95% interval: {low:percent} to {high:percent}. {journeys:number} journeys, {several:percent} with several channels.",
)
EMPTY = Text(fr="Aucun achat à répartir avec ces règles.", en="No purchase to share out under these rules.")
EMPTY_DETAIL = Text(fr="Élargissez la mémoire, ou remettez un canal.", en="Widen the memory, or put a channel back.")
THIN = Text(
    fr="Moins de {least:number} achats avec {channels} : leur crédit est mal connu.",
    en="Fewer than {least:number} purchases with {channels}: their credit is hardly known.",
)
UNTOUCHED = Text(
    fr="{purchases:number0} achats n’ont gardé aucun contact : ils ne sont crédités à personne.",
    en="{purchases:number0} purchases kept no contact: nobody gets their credit.",
)
MEANING = Text(
    fr="Le modèle partage toutes les ventes, y compris celles qui auraient eu lieu sans aucun contact. Le crédit dit qui était présent, pas qui a fait vendre : "
    "seule une expérience, où l’on prive au hasard une partie des clients d’un canal, dit la cause. {moved}",
    en="The model shares out all sales, even those that would have happened without any contact. Credit says who was there, not who made the sale: "
    "only an experiment, in which some customers drawn by lot do without a channel, tells the cause. {moved}",
)
MOVED = Text(
    fr="Retirer une règle déplace ici {points:points} points de crédit : une règle se choisit avant de voir le résultat, et s’écrit à côté de lui.",
    en="Taking a rule away moves {points:points} points of credit here: a rule is chosen before the result is seen, and written beside it.",
)
UNMOVED = Text(fr="Retirez une règle pour voir ce qu’elle décide.", en="Take a rule away to see what it decides.")
FILE_NAME = Text(fr="credits.csv", en="credits.csv")
