"""Redo with other numbers: the load, the agents, the service level, the roster, the half-hour."""

from __future__ import annotations

import math
from typing import Any

from crm_course.contact_center.paid_time import rostered
from crm_course.contact_center.queue import Queue, queue
from crm_course.contact_center.queue_profile import Line
from crm_course.contact_center.staffing import agents_needed
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Mistake, Question

__all__ = ["POINT", "QUESTIONS", "needed", "timing"]

POINT = Text(fr="arrondi au dixième de point", en="rounded to a tenth of a point")
_HUNDREDTH = Text(fr="arrondi au centième", en="rounded to a hundredth")


def timing(line: Line) -> dict[str, Any]:
    """The line's interval and threshold, as formulas take them."""
    return {"interval_seconds": line.interval_seconds, "within_seconds": line.within_seconds}


def needed(line: Line, **changed: Any) -> int:
    """Agents for the line's promise, with some inputs changed (a mistake, for example)."""
    inputs = {"calls": line.calls, "handle_seconds": line.handle_seconds, "service_level": line.service_level, **timing(line), **changed}
    return int(agents_needed(**inputs))


def _served(line: Line, agents: int, **changed: Any) -> Queue:
    return queue(**{"calls": line.calls, "handle_seconds": line.handle_seconds, "agents": agents, **timing(line), **changed})


def _quarters(line: Line) -> tuple[float, float]:
    """Calls of the two quarter-hours of a half-hour that has its rush first."""
    return line.calls * 2 / 3, line.calls / 3


def _facts(line: Line) -> dict[str, Any]:
    return {
        "calls": line.calls, "talk_minutes": line.talk_seconds / 60, "wrap_up": line.wrap_up_seconds, "handle": line.handle_seconds,
        "load": line.load, "level": line.service_level, "seconds": line.within_seconds, "needed": needed(line),
        "reached": _served(line, needed(line)).service_level, "fewer": needed(line) - 1, "reached_fewer": _served(line, needed(line) - 1).service_level,
        "first": _quarters(line)[0], "second": _quarters(line)[1], "shrinkage": line.shrinkage,
        "rush": _served(line, needed(line), calls=_quarters(line)[0], interval_seconds=900).service_level,
        "rush_needed": needed(line, calls=_quarters(line)[0], interval_seconds=900),
    }  # fmt: skip


QUESTIONS = (
    Question(
        id="contact-center.load",
        competences=("orders.staff",),
        kind="number",
        unit="erl",
        title=Text(fr="La charge", en="The load"),
        statement=Text(
            fr="Le standard affiche {calls:number} appels par demi-heure, {talk_minutes:number} minutes de conversation en moyenne "
            "et {wrap_up:number} secondes de saisie. Quelle est la charge, en erlangs ?",
            en="The switchboard shows {calls:number} calls per half-hour, {talk_minutes:number} minutes of talk on average "
            "and {wrap_up:number} seconds of wrap-up. What is the load, in erlangs?",
        ),
        facts=_facts,
        answer=lambda line: line.load,
        solution="line.calls * line.handle_seconds / line.interval_seconds",
        tolerance=0.005,
        tolerance_reason=_HUNDREDTH,
        mistakes=(
            Mistake(
                name="quarter-for-half-hour",
                value=lambda line: line.load * 2,
                message=Text(
                    fr="Vous avez divisé par un quart d’heure : ces appels sont comptés par demi-heure.",
                    en="You divided by a quarter-hour: these calls are counted by half-hours.",
                ),
            ),
            Mistake(
                name="minutes-for-seconds",
                value=lambda line: line.calls * (line.talk_seconds / 60 + line.wrap_up_seconds) / line.interval_seconds,
                message=Text(
                    fr="Vous avez ajouté des minutes à des secondes : convertissez d’abord la conversation en secondes.",
                    en="You added minutes to seconds: convert the talk to seconds first.",
                ),
            ),
            Mistake(
                name="minutes-over-seconds",
                value=lambda line: line.calls * line.handle_seconds / 60 / line.interval_seconds,
                message=Text(
                    fr="La durée de traitement est en minutes et l’intervalle en secondes : mettez les deux dans la même unité.",
                    en="The handle time is in minutes and the interval in seconds: bring both to one unit.",
                ),
            ),
            Mistake(
                name="talk-only",
                value=lambda line: line.calls * line.talk_seconds / line.interval_seconds,
                credit=0.25,
                message=Text(
                    fr="Vous avez compté la conversation (DMC) seule ; la saisie occupe aussi le conseiller : c’est la DMT qu’il faut.",
                    en="You counted the talk alone; the wrap-up occupies the agent too: take the handle time.",
                ),
            ),
        ),
        hints=(
            Text(fr="La charge est un travail par unité de temps : appels × durée ÷ intervalle.", en="The load is work per unit of time: calls × time ÷ interval."),
            Text(fr="Tout en secondes ; la durée est conversation plus saisie.", en="All in seconds; the time is talk plus wrap-up."),
        ),
        why=Text(
            fr="{calls:number} × {handle:number} s ÷ une demi-heure en secondes = {load:number} erlangs.",
            en="{calls:number} × {handle:number} s ÷ a half-hour in seconds = {load:number} erlangs.",
        ),
    ),
    Question(
        id="contact-center.agents",
        competences=("orders.staff", "ndrc.omnichannel"),
        kind="number",
        title=Text(fr="Combien de conseillers ?", en="How many agents?"),
        statement=Text(
            fr="La ligne reçoit {calls:number} appels par **demi-heure**, de {handle:number} secondes chacun. Combien de conseillers faut-il en ligne "
            "pour décrocher {level:percent} des appels en {seconds:number} secondes, si les appelants sont patients ?",
            en="The line takes {calls:number} calls per **half-hour**, of {handle:number} seconds each. How many agents does it take at the phones "
            "to answer {level:percent} of calls within {seconds:number} seconds, if callers are patient?",
        ),
        facts=_facts,
        answer=needed,
        solution="contact_center.agents_needed(line.calls, line.handle_seconds, interval_seconds=1800, within_seconds=30)",
        mistakes=(
            Mistake(
                name="the-load-rounded-up",
                value=lambda line: math.ceil(line.load),
                message=Text(
                    fr="C’est la charge arrondie : avec si peu de marge, la file est presque permanente. Il faut la formule d’Erlang.",
                    en="That is the load rounded up: with so little margin the queue is nearly permanent. It takes Erlang’s formula.",
                ),
            ),
            Mistake(
                name="quarter-for-half-hour",
                value=lambda line: needed(line, interval_seconds=900),
                message=Text(
                    fr="Vous avez laissé l’intervalle d’un quart d’heure : donnez `interval_seconds=1800`.",
                    en="You left the interval at a quarter-hour: give `interval_seconds=1800`.",
                ),
            ),
            Mistake(
                name="talk-only",
                value=lambda line: needed(line, handle_seconds=line.talk_seconds),
                credit=0.25,
                message=Text(
                    fr="Vous avez oublié la saisie après l’appel : la DMT, pas la DMC.",
                    en="You forgot the wrap-up after the call: handle time, not talk time.",
                ),
            ),
            Mistake(
                name="one-too-many",
                value=lambda line: needed(line) + 1,
                credit=0.5,
                message=Text(
                    fr="Un de trop : vérifiez la QS avec un conseiller de moins.",
                    en="One too many: check the service level with one agent fewer.",
                ),
            ),
        ),
        hints=(
            Text(fr="`contact_center.agents_needed(…)` cherche le plus petit effectif.", en="`contact_center.agents_needed(…)` finds the smallest number."),
            Text(
                fr="Donnez-lui l’intervalle (`interval_seconds`) et le seuil (`within_seconds`) de cette ligne.",
                en="Give it this line’s interval (`interval_seconds`) and threshold (`within_seconds`).",
            ),
        ),
        why=Text(
            fr="{needed:number} conseillers donnent {reached:percent} ; {fewer:number} ne donneraient que {reached_fewer:percent}.",
            en="{needed:number} agents give {reached:percent}; {fewer:number} would give only {reached_fewer:percent}.",
        ),
    ),
    Question(
        id="contact-center.one-fewer",
        competences=("orders.staff", "orders.quality"),
        kind="share",
        unit="%",
        title=Text(fr="Un conseiller malade", en="One agent is ill"),
        statement=Text(
            fr="Un conseiller manque à l’appel : quelle part des appels est encore décrochée en {seconds:number} secondes ?",
            en="One agent is missing: what share of calls is still answered within {seconds:number} seconds?",
        ),
        facts=_facts,
        answer=lambda line: _served(line, needed(line) - 1).service_level,
        solution="contact_center.queue(line.calls, line.handle_seconds, 14, interval_seconds=1800, within_seconds=30).service_level",
        tolerance=0.0005,
        tolerance_reason=POINT,
        mistakes=(
            Mistake(
                name="in-proportion",
                value=lambda line: _served(line, needed(line)).service_level * (needed(line) - 1) / needed(line),
                message=Text(
                    fr="Vous avez réduit la QS en proportion de l’effectif. La file n’est pas proportionnelle : près de la charge, elle s’allonge bien plus vite.",
                    en="You reduced the service level in proportion. A queue is not proportional: near the load it grows much faster.",
                ),
            ),
            Mistake(
                name="share-that-does-not-wait",
                value=lambda line: 1 - _served(line, needed(line) - 1).wait_share,
                credit=0.25,
                message=Text(
                    fr="C’est la part décrochée aussitôt : ceux qui attendent moins que le seuil comptent aussi.",
                    en="That is the share answered at once: those who wait less than the threshold count too.",
                ),
            ),
            Mistake(
                name="with-everyone",
                value=lambda line: _served(line, needed(line)).service_level,
                message=Text(fr="C’est la QS au complet : retirez un conseiller.", en="That is the service level with everyone: take one agent away."),
            ),
        ),
        hints=(
            Text(fr="`contact_center.queue(…)` donne toutes les mesures d’un effectif.", en="`contact_center.queue(…)` gives all measures of a number of agents."),
            Text(fr="La mesure est `.service_level`.", en="The measure is `.service_level`."),
        ),
        why=Text(
            fr="De {reached:percent} à {reached_fewer:percent} pour une personne : au-dessous du coude, chaque absence se paie cher.",
            en="From {reached:percent} to {reached_fewer:percent} for one person: below the knee every absence is dear.",
        ),
    ),
    Question(
        id="contact-center.roster",
        competences=("orders.staff",),
        kind="number",
        title=Text(fr="21 conseillers en ligne", en="21 agents at the phones"),
        statement=Text(
            fr="Un samedi, il en faut 21 en ligne. Congés, RTT, formation et pauses prennent {shrinkage:percent} du temps payé. "
            "Combien de personnes faut-il au planning ?",
            en="One Saturday, 21 are needed at the phones. Leave, training and breaks take {shrinkage:percent} of paid time. "
            "How many people must be on the roster?",
        ),
        facts=_facts,
        answer=lambda line: rostered(21, line.shrinkage),
        solution="contact_center.rostered(21, line.shrinkage)",
        mistakes=(
            Mistake(
                name="rounded-up-in-binary",
                value=lambda line: math.ceil(21 / (1 - line.shrinkage)),
                credit=0.5,
                message=Text(
                    fr="Le calcul est bon, l’arrondi non : 21 / (1 − 0,3) fait exactement 30, mais l’ordinateur trouve un cheveu de plus et "
                    "arrondit au-dessus. `rostered` compte en fractions exactes.",
                    en="The right formula, the wrong rounding: 21 / (1 − 0.3) is exactly 30, but the computer finds a hair more and "
                    "rounds up. `rostered` counts in exact fractions.",
                ),
            ),
            Mistake(
                name="percentage-added",
                value=lambda line: math.ceil(21 * (1 + line.shrinkage)),
                message=Text(
                    fr="Vous avez ajouté la part hors ligne à l’effectif en ligne. Elle se prend sur le temps payé : divisez par la part présente.",
                    en="You added the share off the phones to those at the phones. It is a share of paid time: divide by the share present.",
                ),
            ),
            Mistake(
                name="percentage-taken",
                value=lambda line: math.ceil(21 * (1 - line.shrinkage)),
                message=Text(
                    fr="Il faut plus de monde au planning qu’en ligne, pas moins : divisez au lieu de multiplier.",
                    en="More people are needed on the roster than at the phones, not fewer: divide instead of multiplying.",
                ),
            ),
        ),
        hints=(
            Text(fr="Sur 10 heures payées, combien se passent en ligne ?", en="Of 10 paid hours, how many are spent at the phones?"),
            Text(fr="Divisez par la part du temps passée en ligne.", en="Divide by the share of time spent at the phones."),
        ),
        why=Text(
            fr="Ceux qui sont présents, {shrinkage:percent} en moins, doivent être 21 : on divise par ce qui reste.",
            en="Those present, after {shrinkage:percent} is gone, must be 21: one divides by what is left.",
        ),
    ),
    Question(
        id="contact-center.rush",
        competences=("orders.staff",),
        kind="share",
        unit="%",
        points=2,
        title=Text(fr="La demi-heure et ses deux quarts", en="The half-hour and its two quarters"),
        statement=Text(
            fr="En fait, {first:number} appels arrivent dans le premier **quart d’heure** et {second:number} dans le second. "
            "Avec les {needed:number} conseillers de la demi-heure, quelle est la QS du premier quart d’heure ?",
            en="In fact {first:number} calls come in the first **quarter-hour** and {second:number} in the second. "
            "With the {needed:number} agents of the half-hour, what is the service level of the first quarter-hour?",
        ),
        facts=_facts,
        answer=lambda line: _served(line, needed(line), calls=_quarters(line)[0], interval_seconds=900).service_level,
        solution="contact_center.queue(56, line.handle_seconds, 15, interval_seconds=900, within_seconds=30).service_level",
        tolerance=0.0005,
        tolerance_reason=POINT,
        mistakes=(
            Mistake(
                name="still-the-half-hour",
                value=lambda line: _served(line, needed(line), calls=_quarters(line)[0]).service_level,
                message=Text(
                    fr="Vous avez gardé l’intervalle d’une demi-heure : ces appels arrivent en un quart d’heure, deux fois plus serrés.",
                    en="You kept the half-hour interval: these calls come within a quarter-hour, twice as dense.",
                ),
            ),
            Mistake(
                name="the-mean-of-the-half-hour",
                value=lambda line: _served(line, needed(line)).service_level,
                message=Text(fr="C’est la QS de la demi-heure moyenne.", en="That is the service level of the average half-hour."),
            ),
            Mistake(
                name="other-threshold",
                value=lambda line: _served(line, needed(line), calls=_quarters(line)[0], interval_seconds=900, within_seconds=20).service_level,
                credit=0.5,
                message=Text(fr="Le seuil de cette ligne n’est pas de 20 secondes.", en="This line’s threshold is not 20 seconds."),
            ),
        ),
        hints=(
            Text(fr="Calculez d’abord la charge de ce quart d’heure, et comparez-la à l’effectif.", en="First compute the load of that quarter-hour, and compare it with the agents."),
            Text(fr="`interval_seconds=900`, et le seuil de la ligne.", en="`interval_seconds=900`, and the line’s threshold."),
        ),
        why=Text(
            fr="{rush:percent}, si cette pointe durait : la moyenne de la demi-heure la cachait ; elle demande {rush_needed:number} conseillers. Planifiez au quart d’heure.",
            en="{rush:percent}, if that peak lasted: the half-hour’s mean hid it; it takes {rush_needed:number} agents. Plan by quarter-hours.",
        ),
    ),
)  # fmt: skip
