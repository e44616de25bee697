"""The chapter's words, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

# -- the queue ------------------------------------------------------------------------------

QUEUE_FINDING = Text(
    fr="Avec {agents:number} conseillers, {level:percent} des appels sont décrochés en {seconds:number} s ; "
    "l’attente moyenne est de {wait:number1} s, {abandonment:percent} des appels sont abandonnés, "
    "et les conseillers sont en ligne {occupancy:percent} de leur temps.",
    en="With {agents:number} agents, {level:percent} of calls are answered within {seconds:number} s; "
    "the mean wait is {wait:number1} s, {abandonment:percent} of calls are abandoned, "
    "and agents are on calls {occupancy:percent} of their time.",
)
QUEUE_ENDLESS = Text(
    fr="Avec {agents:number} conseillers, la file ne cesse de s’allonger : il arrive plus de travail qu’ils ne peuvent en faire.",
    en="With {agents:number} agents the queue never stops growing: more work comes in than they can do.",
)
QUEUE_FULL = Text(
    fr="Avec {agents:number} conseillers, la file ne cesse de s’allonger : il arrive exactement autant de travail qu’ils peuvent en faire, "
    "et rien n’absorbe le hasard.",
    en="With {agents:number} agents the queue never stops growing: exactly as much work comes in as they can do, and nothing absorbs chance.",
)
QUEUES = Text(
    fr="{intervals:number} intervalles, dont {flagged:number} sans données utilisables : "
    "QS de {low:percent} à {high:percent}, {mean:percent} en moyenne.",
    en="{intervals:number} intervals, {flagged:number} of them without usable data: "
    "service level from {low:percent} to {high:percent}, {mean:percent} on average.",
)
QUEUES_NONE = Text(
    fr="{intervals:number} intervalles, aucun avec des données utilisables.",
    en="{intervals:number} intervals, none of them with usable data.",
)

# -- staffing -------------------------------------------------------------------------------

CURVE_FINDING = Text(
    fr="Le coude de la courbe est à {knee:number} conseillers : {level:percent} des appels décrochés en {seconds:number} s. "
    "Ce que le suivant apporte encore, en points : {gain:number1}.",
    en="The knee of the curve is at {knee:number} agents: {level:percent} of calls answered within {seconds:number} s. "
    "What the next one still brings, in points: {gain:number1}.",
)
POOLING_FINDING = Text(
    fr="Séparées, les {teams:number} équipes demandent {separate:number} conseillers ; réunies, {pooled:number} suffisent : "
    "{saved:number} de moins pour la même promesse. À effectif égal, l’équipe unique peut prendre {slower:percent} "
    "de plus par appel avant de perdre cet avantage.",
    en="Apart, the {teams:number} teams need {separate:number} agents; together, {pooled:number} are enough: "
    "{saved:number} fewer for the same promise. With as many agents, the single team may take {slower:percent} "
    "longer per call before it loses that advantage.",
)
ERROR_FINDING = Text(
    fr="{agents:number} conseillers promettent {promised:percent} ; si la prévision se trompe de {cv:percent}, "
    "ils tiennent {delivered:percent} en moyenne, et l’objectif de {target:percent} dans {kept:percent0} des quarts d’heure.",
    en="{agents:number} agents promise {promised:percent}; with forecasts that are {cv:percent} off "
    "they deliver {delivered:percent} on average, and meet the target of {target:percent} in {kept:percent0} of the intervals.",
)
REDIAL_FINDING = Text(
    fr="{fresh:number} personnes appellent, la ligne voit {attempts:number1} appels : ceux qui raccrochent rappellent. "
    "{level:percent} des appels sont décrochés en {seconds:number} s, et {lost:percent} des personnes renoncent.",
    en="{fresh:number} people call, the line sees {attempts:number1} calls: those who hang up call again. "
    "{level:percent} of calls are answered within {seconds:number} s, and {lost:percent} of people give up.",
)
SIMULATED = Text(
    fr="Sur {calls:number} appels simulés, {agents:number} conseillers en décrochent {level:percent} en {seconds:number} s "
    "(entre {low:percent} et {high:percent}, 95 fois sur 100) ; l’attente moyenne est de {wait:number1} s.",
    en="Of {calls:number} simulated calls, {agents:number} agents answer {level:percent} within {seconds:number} s "
    "(between {low:percent} and {high:percent}, 95 times in 100); the mean wait is {wait:number1} s.",
)
WATCHED = Text(
    fr="En {minutes:number0} minutes, {calls:number} appels pour {agents:number} conseillers : {waited:number} ont attendu, "
    "au plus {longest:number0} s, et {hung_up}.",
    en="In {minutes:number0} minutes, {calls:number} calls for {agents:number} agents: {waited:number} waited, "
    "at most {longest:number0} s, and {hung_up}.",
)
HUNG_UP = (
    Text(fr="aucun n’a raccroché", en="none hung up"),
    Text(fr="un seul a raccroché", en="one hung up"),
    Text(fr="{count:number} ont raccroché", en="{count:number} hung up"),
)


def hung_up(count: int) -> str:
    """How many hung up, in words: none, one, many."""
    return HUNG_UP[min(int(count), 2)].say(**({"count": count} if count > 1 else {}))


DAYS_FINDING = Text(
    fr="{calls:number0} appels en {days:number} jours : jusqu’à {peak:number} conseillers à la fois, {hours:number1} heures en ligne, "
    "{paid:number1} heures payées ; {level:percent} des appels décrochés en {seconds:number} s.",
    en="{calls:number0} calls in {days:number} days: up to {peak:number} agents at once, {hours:number1} hours at the phones, "
    "{paid:number1} paid hours; {level:percent} of calls answered within {seconds:number} s.",
)
UNKNOWN = Text(
    fr="Intervalles sans donnée, ni comptés ni planifiés : {count:number}.",
    en="Intervals without data, neither counted nor planned: {count:number}.",
)
MISSING = Text(
    fr="Intervalles absents du relevé, non planifiés : {count:number}.", en="Intervals missing from the log, not planned: {count:number}."
)
DAY_FINDING = Text(
    fr="{calls:number0} appels dans la journée : jusqu’à {peak:number} conseillers à la fois, {hours:number1} heures en ligne, "
    "{paid:number1} heures payées ; {level:percent} des appels décrochés en {seconds:number} s.",
    en="{calls:number0} calls in the day: up to {peak:number} agents at once, {hours:number1} hours at the phones, "
    "{paid:number1} paid hours; {level:percent} of calls answered within {seconds:number} s.",
)
LINE = Text(
    fr="{calls:number} appels en {minutes:number} minutes, {talk:number} s de conversation et {wrap_up:number} s de saisie par appel. "
    "Promesse : {level:percent} des appels décrochés en {within:number} s. Temps payé passé hors ligne : {shrinkage:percent}.",
    en="{calls:number} calls in {minutes:number} minutes, {talk:number} s of talk and {wrap_up:number} s of wrap-up for each. "
    "Promise: {level:percent} of calls answered within {within:number} s. Paid time off the phones: {shrinkage:percent}.",
)
