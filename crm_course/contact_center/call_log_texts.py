"""The words of call logs, French and English side by side."""

from __future__ import annotations

from crm_course.foundations.language import Text

LOG = Text(fr="relevé des appels", en="call log")
START = Text(fr="Début de l’appel ou de l’intervalle", en="Start of the call or of the interval")
TIME = Text(fr="Heure, si elle est à part", en="Time, if it stands apart")
ANSWERED_AT = Text(fr="Décroché à", en="Answered at")
ENDED_AT = Text(fr="Fin de l’appel", en="End of the call")
TALK = Text(fr="Durée de conversation", en="Talk time")
DURATION = Text(fr="Durée de l’appel", en="Duration of the call")
WRAP = Text(fr="Temps après appel", en="After-call work")
HANDLE = Text(fr="Durée de traitement (DMT)", en="Handle time (AHT)")
WAIT = Text(fr="Attente ou sonnerie", en="Wait or ringing")
STATUS = Text(fr="Décroché, perdu… (issue de l’appel)", en="Answered, missed… (how the call ended)")
CALLS = Text(fr="Appels présentés (par intervalle)", en="Calls offered (per interval)")
ANSWERED = Text(fr="Appels décrochés (par intervalle)", en="Calls answered (per interval)")
ABANDONED = Text(fr="Appels abandonnés (par intervalle)", en="Calls abandoned (per interval)")
DIRECTION = Text(fr="Sens (entrant, sortant)", en="Direction (in, out)")
CALL_ID = Text(fr="N° de l’appel", en="Number of the call")
REASON = Text(fr="Motif", en="Reason")

MINUTES_RULE = Text(
    fr="un nombre de minutes qui divise l’heure (5, 10, 15, 30, 60…)", en="a number of minutes that divides the hour (5, 10, 15, 30, 60…)"
)
COARSE_RULE = Text(
    fr="d’au moins {minutes:number} minutes, la durée des intervalles du relevé",
    en="at least {minutes:number} minutes, the length of the log’s intervals",
)
CLOCK_RULE = Text(fr="une date et une heure", en="a date and a time")
HOUR_RULE = Text(fr="une date avec son heure (toutes les lignes sont à minuit)", en="a date with its time (every line is at midnight)")
HOUR_WAY = Text(fr="Dites quelle colonne contient l’heure.", en="Say which column holds the time.")
COUNT_RULE = Text(fr="un nombre d’appels, 0 ou plus", en="a number of calls, 0 or more")
SOME_RULE = Text(fr="un relevé d’au moins un appel entrant", en="a log of at least one incoming call")

COUNTED_RULE = Text(fr="un relevé par intervalle avec son nombre d’appels", en="a log of intervals with its number of calls")
COUNTED_WAY = Text(fr="Dites quelle colonne compte les appels.", en="Say which column counts the calls.")
SAME_LINES = Text(fr="Lignes en double, comptées une fois : {count:number}.", en="Repeated lines, counted once: {count:number}.")
SAME_CALL = Text(fr="Lignes d’un même appel, réunies : {count:number}.", en="Lines of the same call, joined: {count:number}.")
ADDED = Text(
    fr="Intervalles présents plusieurs fois, additionnés : {count:number}.",
    en="Intervals that stand several times, added up: {count:number}.",
)
OUTGOING = Text(fr="Appels sortants, non comptés : {count:number}.", en="Outgoing calls, not counted: {count:number}.")
UNTIMED = Text(
    fr="Lignes sans date lisible, non comptées : {count:number} ({lines}).",
    en="Lines without a date that can be read, not counted: {count:number} ({lines}).",
)
AT_LINE = Text(fr="ligne {line:number}", en="line {line:number}")
UNKNOWN_END = Text(
    fr="Appels dont l’issue est inconnue, comptés comme décrochés : {count:number}.",
    en="Calls of which the end is not known, counted as answered: {count:number}.",
)
NO_HANDLE = Text(
    fr="Appels décrochés sans durée : {count:number} ; la moyenne est celle des autres.",
    en="Answered calls without a duration: {count:number}; the mean is that of the others.",
)
NO_DURATIONS = Text(fr="Le relevé n’a pas de durée : donnez la DMT à part.", en="The log has no durations: give the handle time apart.")
UNKNOWN_CALLS = Text(fr="Intervalles sans donnée : {count:number}.", en="Intervals without data: {count:number}.")
MISSING = Text(
    fr="Intervalles absents du relevé : {count:number} ({where}).", en="Intervals missing from the log: {count:number} ({where})."
)
CLOCK_BACK = Text(
    fr="Le {day}, l’heure de 2 h à 3 h a eu lieu deux fois (passage à l’heure d’hiver).",
    en="On {day} the hour from 2 to 3 came twice (the clock went back).",
)
CLOCK_ON = Text(
    fr="Le {day}, l’heure de 2 h à 3 h n’existe pas (passage à l’heure d’été).",
    en="On {day} the hour from 2 to 3 does not exist (the clock went on).",
)
