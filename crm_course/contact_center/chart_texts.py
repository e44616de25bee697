"""The words of the chapter's charts, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

AGENTS = Text(fr="Conseillers en ligne (ETP)", en="Agents at the phones (FTE)")
TEAM = Text(fr="Les conseillers", en="The agents")
AGENT = Text(fr="Conseiller", en="Agent")
LEVEL = Text(fr="Qualité de service (QS), % des appels", en="Service level, % of calls")
CALLS_SHARE = Text(fr="% des appels", en="% of calls")
SECONDS_WAITED = Text(fr="Attente, en secondes", en="Wait, in seconds")
LONGER = Text(fr="% des appels qui attendent plus longtemps", en="% of calls that wait longer")
HOUR = Text(fr="Heure", en="Hour")
PEOPLE = Text(fr="Conseillers, ou erlangs", en="Agents, or erlangs")
PATIENCE = Text(fr="Patience moyenne des appelants, en secondes", en="Mean patience of callers, in seconds")
ABANDONED = Text(fr="Appels abandonnés, %", en="Calls abandoned, %")
EUROS = Text(fr="Coût d’un point de plus, € par heure d’ouverture", en="Cost of one more point, € per hour of opening")
MINUTES = Text(fr="Minutes depuis le début", en="Minutes since the beginning")
WAITING = Text(fr="En attente", en="Waiting")
PLACE = Text(fr="Place", en="Place")

CURVE_TITLE = Text(
    fr="{needed:number} conseillers pour {target:percent} ; le coude est à {knee:number}",
    en="{needed:number} agents for {target:percent}; the knee is at {knee:number}",
)
CURVE_SUBTITLE = Text(
    fr="Part des appels décrochés en {seconds:number} s selon le nombre de conseillers ; entre parenthèses, ce que le dernier apporte, en points",
    en="Share of calls answered within {seconds:number} s by number of agents; in brackets, what the last one brings, in points",
)
CURVE_ALT = Text(
    fr="Courbe qui monte vite puis s’aplatit. Coude à {knee:number} conseillers ({level:percent}), objectif {target:percent} atteint à {needed:number}.",
    en="A curve that rises fast, then flattens. Knee at {knee:number} agents ({level:percent}), target {target:percent} reached at {needed:number}.",
)
HERE = Text(fr="{agents:number} conseillers", en="{agents:number} agents")
KNEE = Text(fr="coude", en="knee")
TARGET = Text(fr="objectif {target:percent}", en="target {target:percent}")
GAIN = Text(fr="{level} (+{gain:number0})", en="{level} (+{gain:number0})")

WAIT_TITLE = Text(
    fr="Avec {few:number} conseillers, {share_few:percent0} attendent plus de {seconds:number} s ; avec {many:number}, {share_many:percent0}",
    en="With {few:number} agents, {share_few:percent0} wait more than {seconds:number} s; with {many:number}, {share_many:percent0}",
)
WAIT_SUBTITLE = Text(
    fr="Part des appels dont l’attente dépasse la durée lue en abscisse, selon le nombre de conseillers",
    en="Share of calls whose wait exceeds the time on the axis, by number of agents",
)
SHORT_LEVEL = Text(fr="QS", en="Service level")
WAIT_LABEL = Text(fr="{agents:number} conseillers", en="{agents:number} agents")

DAY_TITLE = Text(
    fr="Jusqu’à {peak:number} conseillers à la fois tiennent {level:percent} sur la journée",
    en="Up to {peak:number} agents at once deliver {level:percent} over the day",
)
DAY_SUBTITLE = Text(
    fr="En haut : charge en erlangs, conseillers nécessaires et inscrits au planning. En bas : QS de chaque intervalle, objectif en pointillé",
    en="Above: load in erlangs, agents needed and people rostered. Below: service level of each interval, target dashed",
)
DAY_ALT = Text(
    fr="La journée par intervalle : la charge, les conseillers nécessaires au-dessus d’elle, et la qualité de service tenue, de {low:percent} à {high:percent}.",
    en="The day by interval: the load, the agents needed above it, and the service level delivered, from {low:percent} to {high:percent}.",
)
LOAD = Text(fr="charge", en="load")
REQUIRED = Text(fr="en ligne", en="at the phones")
ROSTERED = Text(fr="au planning", en="on the roster")

REAL_TITLE = Text(
    fr="Le plan se trompe de plus de 5 points dans {share:percent0} des intervalles",
    en="The plan is more than 5 points off in {share:percent0} of the intervals",
)
REAL_SUBTITLE = Text(
    fr="Part des appels qui attendent : prévue en supposant chaque intervalle stable (gris), et réelle (bleu)",
    en="Share of calls that wait: planned as if each interval were steady (grey), and as the queue lives it (blue)",
)
REAL_ALT = Text(
    fr="Deux courbes sur la journée. Le plus grand écart, à {hour:text}, en points : {gap:number0}.",
    en="Two curves over the day. The greatest gap, at {hour:text}, in points: {gap:number0}.",
)
PLANNED = Text(fr="plan", en="plan")
REAL = Text(fr="réalité", en="reality")
WAITS = Text(fr="Appels qui attendent, %", en="Calls that wait, %")

COST_TITLE = Text(
    fr="Le point qui suit {high:percent0} coûte {times:number0} fois celui qui suit {low:percent0}",
    en="The point after {high:percent0} costs {times:number0} times the one after {low:percent0}",
)
COST_SUBTITLE = Text(
    fr="Coût du point suivant de qualité de service, en euros par heure d’ouverture, à chaque niveau",
    en="Cost of the next point of service level, in euros per hour of opening, at each level",
)
EURO_LABEL = Text(fr="{euros:money}", en="{euros:money}")

PATIENCE_TITLE = Text(
    fr="Une QS seule accepte {share:percent0} d’abandons quand la patience est de {patience:number} s",
    en="A service level alone accepts {share:percent0} of abandonments when patience is {patience:number} s",
)
PATIENCE_SUBTITLE = Text(
    fr="Appels abandonnés avec l’effectif qui suffit à l’objectif de QS ; au-dessus de chaque barre, cet effectif",
    en="Calls abandoned with the agents that the service level alone asks for; above each bar, their number",
)

WATCH_TITLE = Text(
    fr="{waited:number} appels sur {calls:number} ont attendu, au plus {longest:number0} s ; {hung_up}",
    en="{waited:number} of {calls:number} calls waited, {longest:number0} s at most; {hung_up}",
)
WATCH_SUBTITLE = Text(
    fr="En haut : la file, une place par ligne. En bas : les {agents:number} conseillers, un appel par barre",
    en="Above: the queue, one place a row. Below: the {agents:number} agents, one call a bar",
)
WATCH_ALT = Text(
    fr="Frise de {minutes:number0} minutes : les appels que traite chacun des {agents:number} conseillers, et au-dessus ceux qui attendent.",
    en="A timeline of {minutes:number0} minutes: the calls that each of {agents:number} agents handles, and above them those that wait.",
)
WHAT = {
    "served": Text(fr="en ligne", en="on a call"),
    "waiting": Text(fr="attend", en="waits"),
    "abandoned": Text(fr="attend, puis raccroche", en="waits, then hangs up"),
    "free": Text(fr="libre", en="free"),
}
ANIMATION_TITLE = Text(
    fr="Déplacez le curseur : {agents:number} conseillers, et la file qui se forme et se vide",
    en="Move the slider: {agents:number} agents, and the queue that forms and empties",
)
ANIMATION_SUBTITLE = Text(
    fr="Chaque carré est un conseiller, bleu quand il est en ligne ; chaque rond est un appelant qui attend",
    en="Each square is an agent, blue when on a call; each circle is a caller who waits",
)
SLIDER = Text(fr="Seconde ", en="Second ")
