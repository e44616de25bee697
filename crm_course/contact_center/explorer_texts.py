"""The words of the explorer, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

TITLE = Text(fr="Combien de conseillers pour tenir la promesse ?", en="How many agents keep the promise?")
HANDLE = Text(fr="Durée moyenne de traitement, DMT (s)", en="Mean handle time (s)")
AGENTS = Text(fr="Conseillers de plus ou de moins que nécessaire", en="Agents more or fewer than needed")
LEVEL = Text(fr="Objectif de qualité de service, QS", en="Target service level")
WITHIN = Text(fr="Décroché en (s)", en="Answered within (s)")
PATIENCE = Text(fr="Patience moyenne des appelants (s ; 0 : sans fin)", en="Mean patience of callers (s; 0: endless)")
SHRINKAGE = Text(fr="Temps payé passé hors ligne (congés, RTT, pauses…)", en="Paid time off the phones (leave, training, breaks…)")
CAP = Text(fr="Abandons acceptés au plus", en="Most abandonments accepted")
OCCUPANCY = Text(fr="Taux d’occupation, au plus", en="Highest occupancy")
COST = Text(fr="Coût d’une heure payée", en="Cost of a paid hour")
INTERVAL = Text(fr="Durée de l’intervalle", en="Length of the interval")
QUARTER = Text(fr="un quart d’heure", en="a quarter-hour")
HALF = Text(fr="une demi-heure", en="a half-hour")
WHOLE_HOUR = Text(fr="une heure", en="an hour")
ENTERED = Text(fr="Appels par intervalle", en="Calls per interval")

ANSWER = Text(
    fr="Il vous faut {agents:number} conseillers en ligne : {level:percent} des appels décrochés en {seconds:number} s",
    en="You need {agents:number} agents at the phones: {level:percent} of calls answered within {seconds:number} s",
)
ANSWER_OTHER = Text(
    fr="Avec {agents:number} conseillers en ligne : {level:percent} des appels décrochés en {seconds:number} s (il en faut {needed:number})",
    en="With {agents:number} agents at the phones: {level:percent} of calls answered within {seconds:number} s ({needed:number} are needed)",
)
ANSWER_NOBODY = Text(fr="Sans appel, aucun conseiller n’est nécessaire", en="Without calls, no agent is needed")
NOBODY_MEANING = Text(fr="Donnez un nombre d’appels par intervalle pour commencer.", en="Enter a number of calls per interval to begin.")
DETAIL = Text(
    fr="{rostered:number} personnes au planning · attente moyenne {wait:number1} s · {abandonment:percent} d’abandons · "
    "occupation {occupancy:percent0} · charge {load:number1} erlangs",
    en="{rostered:number} people on the roster · mean wait {wait:number1} s · {abandonment:percent} abandoned · "
    "occupancy {occupancy:percent0} · load {load:number1} erlangs",
)
MEANING = Text(
    fr="Un conseiller de moins, et la QS tombe à {less:percent}. Un de plus la porterait à {more:percent}, "
    "pour {cost:money} par heure d’ouverture. Si les appels dépassent la prévision de 10 %, elle descend à {busy:percent}.",
    en="One agent fewer, and the service level falls to {less:percent}. One more would bring it to {more:percent}, "
    "for {cost:money} per hour of opening. If calls exceed the forecast by 10%, it falls to {busy:percent}.",
)
ENDLESS = Text(
    fr="Il arrive plus de travail que {agents:number} conseillers ne peuvent en faire : la file ne cesse de s’allonger.",
    en="More work comes in than {agents:number} agents can do: the queue never stops growing.",
)
FULL = Text(
    fr="Il arrive exactement autant de travail que {agents:number} conseillers peuvent en faire : rien n’absorbe le hasard, et la file s’allonge.",
    en="Exactly as much work comes in as {agents:number} agents can do: nothing absorbs chance, and the queue grows.",
)
MANY_ABANDON = Text(
    fr="{share:percent0} des appelants raccrochent : la QS seule ne suffit pas, fixez aussi un plafond d’abandons.",
    en="{share:percent0} of callers hang up: the service level alone is not enough, set a cap on abandonments too.",
)
BUSY = Text(
    fr="Les conseillers sont en ligne {share:percent0} de leur temps : au-delà de 85 à 90 %, personne ne tient longtemps.",
    en="Agents are on calls {share:percent0} of their time: above 85 to 90% nobody lasts long.",
)
FILE = Text(fr="effectifs.csv", en="staffing.csv")
LOG_MODEL = Text(fr="modele-appels.xlsx", en="calls-model.xlsx")
LOG_FILE = Text(fr="Votre relevé d’appels (CSV ou XLSX)", en="Your call log (CSV or XLSX)")
BUSIEST = Text(
    fr="Jour montré : {day}, le plus chargé des {days:number} du relevé.",
    en="Day shown: {day}, the busiest of the {days:number} in the log.",
)
LOG_DETAIL = Text(
    fr="{calls:number0} appels dans le relevé, {abandoned:number0} abandonnés · traitement moyen {seconds:number0} s",
    en="{calls:number0} calls in the log, {abandoned:number0} abandoned · mean handle time {seconds:number0} s",
)
LOG_MEANING = Text(
    fr="Chaque intervalle est planifié à son heure, avec les appels qui sont venus ce jour-là : un jour pareil en demanderait autant. Réinitialiser revient aux curseurs.",
    en="Each interval is planned at its own time, with the calls that came that day: another such day would need as many. Reset goes back to the sliders.",
)
DAY_FILE = Text(fr="journee.csv", en="day.csv")
