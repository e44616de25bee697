"""The words of the page of the week, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

DESK = Text(fr="Combien de conseillers ?", en="How many agents?")
TABS = (Text(fr="La semaine", en="The week"), Text(fr="Un quart d’heure", en="A quarter-hour"))
TITLE = Text(fr="Quel planning pour la semaine prochaine ?", en="Which roster for next week?")
FILE = Text(fr="Votre historique d’appels (CSV ou XLSX)", en="Your history of calls (CSV or XLSX)")
FILE_MODEL = Text(fr="modele-appels.xlsx", en="calls-model.xlsx")
TEAM = Text(fr="Votre équipe (CSV ou XLSX) : un planning nominatif", en="Your team (CSV or XLSX): a named roster")
TEAM_MODEL = Text(fr="modele-equipe.xlsx", en="team-model.xlsx")
AGENT = Text(fr="Conseiller", en="Agent")
WEEKLY = Text(fr="Heures par semaine", en="Hours per week")
AWAY = Text(fr="Jours d’absence", en="Days away")
EVENTS = Text(fr="Événements passés et prévus : une date et un nom par ligne", en="Events, past and planned: a date and a name a line")
RULE_EVENT = Text(
    fr="une date suivie d’un nom, par exemple 03/12/2025 catalogue", en="a date followed by a name, for example 2025-12-03 catalogue"
)
LEVEL = Text(fr="Objectif de qualité de service, QS", en="Target service level")
WITHIN = Text(fr="Décroché en (s)", en="Answered within (s)")
HEDGE = Text(fr="Effectif prévu pour", en="Staffed for")
HEDGES = {
    "calls": Text(fr="les appels attendus", en="the calls expected"),
    "high": Text(fr="leur limite haute (dépassée un quart d’heure sur dix)", en="their upper limit (exceeded one interval in ten)"),
    "high95": Text(fr="leur limite haute (dépassée un sur quarante)", en="their upper limit (exceeded one in forty)"),
}
BREAKS = Text(fr="Pauses", en="Breaks")
BREAK_CHOICES = {
    "none": Text(fr="sans pause", en="no break"),
    "short": Text(fr="une de 15 min, flottante", en="one of 15 min, floating"),
    "half": Text(fr="une de 30 min, flottante", en="one of 30 min, floating"),
    "lunch": Text(fr="une de 45 min, flottante", en="one of 45 min, floating"),
}
HANDLE = Text(
    fr="Durée moyenne de traitement, DMT (s), si le fichier n’en dit rien", en="Mean handle time (s), where the file does not tell"
)
PATIENCE = Text(fr="Patience moyenne des appelants (s)", en="Mean patience of callers (s)")
SHRINKAGE = Text(fr="Temps payé passé hors ligne (congés, formation…)", en="Paid time off the phones (leave, training…)")
COST = Text(fr="Coût d’une heure payée", en="Cost of a paid hour")
RULES = Text(fr="Planning nominatif", en="Named roster")
RULE_SETS = {
    "none": Text(fr="non", en="no"),
    "general": Text(fr="oui, Code du travail", en="yes, general law"),
    "outsourced": Text(fr="oui, convention des centres externalisés", en="yes, branch agreement of outsourced centres"),
}
HOLIDAYS = Text(fr="Jours fériés", en="Public holidays")
HOLIDAY_CHOICES = {
    True: Text(fr="les onze de France", en="the eleven of France"), "57": Text(fr="avec ceux d’Alsace et de Moselle", en="with those of Alsace and Moselle"),
    False: Text(fr="aucun", en="none"),
}  # fmt: skip

EXAMPLE = Text(
    fr="Exemple : une année inventée. Apportez votre historique (deux semaines au moins, un an au mieux) pour planifier chez vous.",
    en="Example: an invented year. Bring your history (two weeks at least, a year at best) to plan your own.",
)
NOT_YOURS = Text(
    fr="Les événements de l’exemple ne comptent pas pour votre historique : écrivez les vôtres à leur place.",
    en="The events of the example do not count for your history: write your own in their place.",
)
ANSWER = Text(
    fr="Semaine du {day} : {hours:number0} h au planning pour {calls:number0} appels, {level:percent0} décrochés en {seconds:number} s",
    en="Week of {day}: {hours:number0} h on the roster for {calls:number0} calls, {level:percent0} answered within {seconds:number} s",
)
DETAIL = Text(
    fr="{cost:money} · au plus fort {peak:number} conseillers en ligne · {proof}",
    en="{cost:money} · {peak:number} agents at the phones at the peak · {proof}",
)
PROVEN = Text(fr="aucun planning de ces vacations n’est moins cher", en="no roster of these shifts is cheaper")
NOT_PROVEN = Text(fr="au mieux {gap:percent} de moins est possible", en="at best {gap:percent} less is possible")
MEANING = Text(
    fr="Si les appels montaient partout à leur limite haute (bande foncée), {many:percent0} seraient décrochés à temps. {tested}",
    en="If calls rose everywhere to their upper limit (dark band), {many:percent0} would be answered in time. {tested}",
)
TESTED = Text(
    fr="Essayée sur vos {weeks:number} dernières semaines, la prévision s’est trompée de {error:percent0} par intervalle ; la moyenne des huit mêmes jours, de {naive:percent0}.",
    en="Tried on your last {weeks:number} weeks, the forecast was off by {error:percent0} per interval; the mean of the last eight same weekdays, by {naive:percent0}.",
)
UNTESTED = Text(
    fr="L’historique est trop court pour essayer la prévision : il y faudrait neuf semaines.",
    en="The history is too short to try the forecast: it would take nine weeks.",
)
NAMED = Text(
    fr="Planning nominatif : {people:number} personnes, {shifts:number} vacations, aucune règle enfreinte d’après une relecture indépendante ; à vérifier par vous : {unread}.",
    en="Named roster: {people:number} people, {shifts:number} shifts, no rule broken by an independent reading; for you to check: {unread}.",
)
NO_TEAM = Text(
    fr="Pour un planning nominatif, apportez votre équipe (« Plus de réglages ») : nom, heures par semaine, absences.",
    en="For a named roster, bring your team (“More settings”): name, hours per week, days away.",
)
NOT_NAMED = Text(fr="Pas de planning nominatif. {why}", en="No named roster. {why}")
BOOK = Text(fr="semaine.xlsx", en="week.xlsx")
CALENDAR = Text(fr="semaine.ics", en="week.ics")
TABLE = Text(fr="semaine.csv", en="week.csv")
