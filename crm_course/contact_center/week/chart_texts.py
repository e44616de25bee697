"""The words of the week's pictures, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

CALLS = Text(fr="Appels par intervalle", en="Calls per interval")
HOUR, DAY = Text(fr="Heure", en="Hour"), Text(fr="Jour", en="Day")
WEEKDAYS = {
    number: Text(fr=fr, en=en)
    for number, (fr, en) in enumerate(
        (("lundi", "Monday"), ("mardi", "Tuesday"), ("mercredi", "Wednesday"), ("jeudi", "Thursday"), ("vendredi", "Friday"), ("samedi", "Saturday"), ("dimanche", "Sunday"))
    )
}  # fmt: skip
FORECAST_TITLE = Text(
    fr="{calls:number0} appels attendus, {peak:number0} au plus fort quart d’heure ({low:number} à {high:number} quatre fois sur cinq)",
    en="{calls:number0} calls expected, {peak:number0} in the busiest interval ({low:number} to {high:number} four times in five)",
)
FORECAST_SUBTITLE = Text(
    fr="Trait : appels attendus. Bande foncée : 80 %, bande claire : 95 %. Points : appels venus.",
    en="Line: calls expected. Dark band: 80%, light band: 95%. Points: calls that came.",
)
PROFILE_TITLE = Text(fr="Le plus fort moment de la journée est vers {hour}", en="The busiest moment of the day is about {hour}")
PROFILE_SUBTITLE = Text(
    fr="Part des appels du jour dans chaque intervalle, moyenne par jour de semaine.",
    en="Share of the day’s calls in each interval, mean by weekday.",
)
SHARE_OF_DAY = Text(fr="Part du jour", en="Share of the day")
CONTROL_TITLE = Text(
    fr="« {reason} » : {centre:percent} des appels, {out:number} jours sur {days:number} hors limites",
    en="“{reason}”: {centre:percent} of calls, {out:number} of {days:number} days outside the limits",
)
CONTROL_SUBTITLE = Text(
    fr="Part de chaque jour. Bande : ce que le hasard et les écarts ordinaires expliquent. Losange : un jour qui a une cause.",
    en="Share of each day. Band: what chance and ordinary variation explain. Diamond: a day that has a cause.",
)
SHARE_OF_CALLS = Text(fr="Part des appels", en="Share of calls")
PARETO_TITLE = Text(
    fr="Premier motif hors commande : « {calls} » par les appels, « {minutes} » par les minutes, « {agents} » par les conseillers libérés",
    en="First reason that is no order: “{calls}” by calls, “{minutes}” by minutes, “{agents}” by agents freed",
)
PARETO_SAME = Text(
    fr="« {first} » vient en tête trois fois ; derrière, l’ordre change avec la mesure",
    en="“{first}” comes first three times; behind it, the order changes with the measure",
)
PARETO_SUBTITLE = Text(
    fr="Part de chaque motif hors commande, rangée trois fois. En couleur : les trois premiers par les appels.",
    en="Share of each reason that is no order, sorted three times. In colour: the first three by calls.",
)
MEASURES = {
    "contacts": Text(fr="par les appels", en="by calls"), "minutes": Text(fr="par les minutes", en="by minutes"),
    "agents": Text(fr="par les conseillers libérés", en="by agents freed"),
}  # fmt: skip
SHARE = Text(fr="Part", en="Share")
COVERAGE_TITLE = Text(
    fr="{over:number0} quarts d’heure-conseillers de plus que nécessaire, {short:number0} de moins",
    en="{over:number0} agent-intervals more than needed, {short:number0} fewer",
)
COVERAGE_SUBTITLE = Text(
    fr="Trait : conseillers nécessaires. Aire : conseillers en ligne d’après les vacations, pauses déduites.",
    en="Line: agents needed. Area: agents at the phones by the shifts, breaks deducted.",
)
AGENTS, NEEDED, PLANNED = (
    Text(fr="Conseillers", en="Agents"), Text(fr="Nécessaires", en="Needed"), Text(fr="En ligne", en="At the phones"),
)  # fmt: skip
GANTT_TITLE = Text(
    fr="{people:number} personnes, {shifts:number} vacations le {day}", en="{people:number} people, {shifts:number} shifts on {day}"
)
GANTT_PLAIN = Text(fr="{people:number} vacations le {day}", en="{people:number} shifts on {day}")
GANTT_SUBTITLE = Text(fr="Une barre par vacation, de son début à sa fin.", en="A bar a shift, from its begin to its end.")
DAYS = Text(fr="Jours depuis minuit du jour de la commande", en="Days since midnight of the day of the order")
FLOW_TITLE = Text(
    fr="« {last} » part à la préparation après {end:number0} h, les canaux les plus rapides après {begin:number0} h",
    en="“{last}” is released after {end:number0} h, the fastest channels after {begin:number0} h",
)
FLOW_SUBTITLE = Text(
    fr="De la commande du client à la préparation. Durées inventées, à remplacer par les vôtres.",
    en="From the customer’s order to its preparation. Times are invented, to be replaced by yours.",
)
