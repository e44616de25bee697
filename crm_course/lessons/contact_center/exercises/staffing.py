"""Redo with other numbers: the load, the agents, the service level, the roster, the half-hour."""

# %%
import math
from typing import Any

from crm_course.contact_center.paid_time import rostered
from crm_course.contact_center.queue import Queue, queue
from crm_course.contact_center.queue_profile import Line
from crm_course.contact_center.staffing import agents_needed
from crm_course.workbook.precision import HUNDREDTH, TENTH_OF_A_POINT
from crm_course.workbook.script import question

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

# %% [markdown] tags=["lang-fr"]
# ## La charge
# Le standard affiche {calls:number} appels par demi-heure, {talk_minutes:number} minutes de conversation en moyenne et {wrap_up:number} secondes de saisie. Quelle est la charge, en erlangs ?
# - Indice : La charge est un travail par unité de temps : appels × durée ÷ intervalle.
# - Indice : Tout en secondes ; la durée est conversation plus saisie.
# - Erreur quarter-for-half-hour : Vous avez divisé par un quart d’heure : ces appels sont comptés par demi-heure.
# - Erreur minutes-for-seconds : Vous avez ajouté des minutes à des secondes : convertissez d’abord la conversation en secondes.
# - Erreur minutes-over-seconds : La durée de traitement est en minutes et l’intervalle en secondes : mettez les deux dans la même unité.
# - Erreur talk-only : Vous avez compté la conversation (DMC) seule ; la saisie occupe aussi le conseiller : c’est la DMT qu’il faut.
# - Pourquoi : {calls:number} × {handle:number} s ÷ une demi-heure en secondes = {load:number} erlangs.

# %% [markdown] tags=["lang-en"] of="ab966332"
# ## The load
# The switchboard shows {calls:number} calls per half-hour, {talk_minutes:number} minutes of talk on average and {wrap_up:number} seconds of wrap-up. What is the load, in erlangs?
# - Hint: The load is work per unit of time: calls × time ÷ interval.
# - Hint: All in seconds; the time is talk plus wrap-up.
# - Mistake quarter-for-half-hour: You divided by a quarter-hour: these calls are counted by half-hours.
# - Mistake minutes-for-seconds: You added minutes to seconds: convert the talk to seconds first.
# - Mistake minutes-over-seconds: The handle time is in minutes and the interval in seconds: bring both to one unit.
# - Mistake talk-only: You counted the talk alone; the wrap-up occupies the agent too: take the handle time.
# - Why: {calls:number} × {handle:number} s ÷ a half-hour in seconds = {load:number} erlangs.

# %%
question(
    "contact-center.load", "number", unit="erl", precision=HUNDREDTH, competences=("orders.staff",),
    facts=_facts,
    answer=lambda line: line.load,
    solution="line.calls * line.handle_seconds / line.interval_seconds",
    mistakes={
        "quarter-for-half-hour": lambda line: line.load * 2,
        "minutes-for-seconds": lambda line: line.calls * (line.talk_seconds / 60 + line.wrap_up_seconds) / line.interval_seconds,
        "minutes-over-seconds": lambda line: line.calls * line.handle_seconds / 60 / line.interval_seconds,
        "talk-only": (lambda line: line.calls * line.talk_seconds / line.interval_seconds, 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Combien de conseillers ?
# La ligne reçoit {calls:number} appels par **demi-heure**, de {handle:number} secondes chacun. Combien de conseillers faut-il en ligne pour décrocher {level:percent} des appels en {seconds:number} secondes, si les appelants sont patients ?
# - Indice : `contact_center.agents_needed(…)` cherche le plus petit effectif.
# - Indice : Donnez-lui l’intervalle (`interval_seconds`) et le seuil (`within_seconds`) de cette ligne.
# - Erreur the-load-rounded-up : C’est la charge arrondie : avec si peu de marge, la file est presque permanente. Il faut la formule d’Erlang.
# - Erreur quarter-for-half-hour : Vous avez laissé l’intervalle d’un quart d’heure : donnez `interval_seconds=1800`.
# - Erreur talk-only : Vous avez oublié la saisie après l’appel : la DMT, pas la DMC.
# - Erreur one-too-many : Un de trop : vérifiez la QS avec un conseiller de moins.
# - Pourquoi : {needed:number} conseillers donnent {reached:percent} ; {fewer:number} ne donneraient que {reached_fewer:percent}.

# %% [markdown] tags=["lang-en"] of="a33b1cd0"
# ## How many agents?
# The line takes {calls:number} calls per **half-hour**, of {handle:number} seconds each. How many agents does it take at the phones to answer {level:percent} of calls within {seconds:number} seconds, if callers are patient?
# - Hint: `contact_center.agents_needed(…)` finds the smallest number.
# - Hint: Give it this line’s interval (`interval_seconds`) and threshold (`within_seconds`).
# - Mistake the-load-rounded-up: That is the load rounded up: with so little margin the queue is nearly permanent. It takes Erlang’s formula.
# - Mistake quarter-for-half-hour: You left the interval at a quarter-hour: give `interval_seconds=1800`.
# - Mistake talk-only: You forgot the wrap-up after the call: handle time, not talk time.
# - Mistake one-too-many: One too many: check the service level with one agent fewer.
# - Why: {needed:number} agents give {reached:percent}; {fewer:number} would give only {reached_fewer:percent}.

# %%
question(
    "contact-center.agents", "number", competences=("orders.staff", "ndrc.omnichannel"),
    facts=_facts,
    answer=needed,
    solution="contact_center.agents_needed(line.calls, line.handle_seconds, interval_seconds=1800, within_seconds=30)",
    mistakes={
        "the-load-rounded-up": lambda line: math.ceil(line.load),
        "quarter-for-half-hour": lambda line: needed(line, interval_seconds=900),
        "talk-only": (lambda line: needed(line, handle_seconds=line.talk_seconds), 0.25),
        "one-too-many": (lambda line: needed(line) + 1, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un conseiller malade
# Un conseiller manque à l’appel : quelle part des appels est encore décrochée en {seconds:number} secondes ?
# - Indice : `contact_center.queue(…)` donne toutes les mesures d’un effectif.
# - Indice : La mesure est `.service_level`.
# - Erreur in-proportion : Vous avez réduit la QS en proportion de l’effectif. La file n’est pas proportionnelle : près de la charge, elle s’allonge bien plus vite.
# - Erreur share-that-does-not-wait : C’est la part décrochée aussitôt : ceux qui attendent moins que le seuil comptent aussi.
# - Erreur with-everyone : C’est la QS au complet : retirez un conseiller.
# - Pourquoi : De {reached:percent} à {reached_fewer:percent} pour une personne : au-dessous du coude, chaque absence se paie cher.

# %% [markdown] tags=["lang-en"] of="eb1ecf0c"
# ## One agent is ill
# One agent is missing: what share of calls is still answered within {seconds:number} seconds?
# - Hint: `contact_center.queue(…)` gives all measures of a number of agents.
# - Hint: The measure is `.service_level`.
# - Mistake in-proportion: You reduced the service level in proportion. A queue is not proportional: near the load it grows much faster.
# - Mistake share-that-does-not-wait: That is the share answered at once: those who wait less than the threshold count too.
# - Mistake with-everyone: That is the service level with everyone: take one agent away.
# - Why: From {reached:percent} to {reached_fewer:percent} for one person: below the knee every absence is dear.

# %%
question(
    "contact-center.one-fewer", "share", unit="%", precision=TENTH_OF_A_POINT.within(0.0005),
    competences=("orders.staff", "orders.quality"),
    facts=_facts,
    answer=lambda line: _served(line, needed(line) - 1).service_level,
    solution="contact_center.queue(line.calls, line.handle_seconds, 14, interval_seconds=1800, within_seconds=30).service_level",
    mistakes={
        "in-proportion": lambda line: _served(line, needed(line)).service_level * (needed(line) - 1) / needed(line),
        "share-that-does-not-wait": (lambda line: 1 - _served(line, needed(line) - 1).wait_share, 0.25),
        "with-everyone": lambda line: _served(line, needed(line)).service_level,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## 21 conseillers en ligne
# Un samedi, il en faut 21 en ligne. Congés, RTT, formation et pauses prennent {shrinkage:percent} du temps payé. Combien de personnes faut-il au planning ?
# - Indice : Sur 10 heures payées, combien se passent en ligne ?
# - Indice : Divisez par la part du temps passée en ligne.
# - Erreur rounded-up-in-binary : Le calcul est bon, l’arrondi non : 21 / (1 − 0,3) fait exactement 30, mais l’ordinateur trouve un cheveu de plus et arrondit au-dessus. `rostered` compte en fractions exactes.
# - Erreur percentage-added : Vous avez ajouté la part hors ligne à l’effectif en ligne. Elle se prend sur le temps payé : divisez par la part présente.
# - Erreur percentage-taken : Il faut plus de monde au planning qu’en ligne, pas moins : divisez au lieu de multiplier.
# - Pourquoi : Ceux qui sont présents, {shrinkage:percent} en moins, doivent être 21 : on divise par ce qui reste.

# %% [markdown] tags=["lang-en"] of="e43db1d1"
# ## 21 agents at the phones
# One Saturday, 21 are needed at the phones. Leave, training and breaks take {shrinkage:percent} of paid time. How many people must be on the roster?
# - Hint: Of 10 paid hours, how many are spent at the phones?
# - Hint: Divide by the share of time spent at the phones.
# - Mistake rounded-up-in-binary: The right formula, the wrong rounding: 21 / (1 − 0.3) is exactly 30, but the computer finds a hair more and rounds up. `rostered` counts in exact fractions.
# - Mistake percentage-added: You added the share off the phones to those at the phones. It is a share of paid time: divide by the share present.
# - Mistake percentage-taken: More people are needed on the roster than at the phones, not fewer: divide instead of multiplying.
# - Why: Those present, after {shrinkage:percent} is gone, must be 21: one divides by what is left.

# %%
question(
    "contact-center.roster", "number", competences=("orders.staff",),
    facts=_facts,
    answer=lambda line: rostered(21, line.shrinkage),
    solution="contact_center.rostered(21, line.shrinkage)",
    mistakes={
        "rounded-up-in-binary": (lambda line: math.ceil(21 / (1 - line.shrinkage)), 0.5),
        "percentage-added": lambda line: math.ceil(21 * (1 + line.shrinkage)),
        "percentage-taken": lambda line: math.ceil(21 * (1 - line.shrinkage)),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La demi-heure et ses deux quarts
# En fait, {first:number} appels arrivent dans le premier **quart d’heure** et {second:number} dans le second. Avec les {needed:number} conseillers de la demi-heure, vers quelle QS irait la file **si le rythme du premier quart d’heure durait** ?
# - Indice : Calculez d’abord la charge de ce quart d’heure, et comparez-la à l’effectif.
# - Indice : `interval_seconds=900`, et le seuil de la ligne.
# - Erreur still-the-half-hour : Vous avez gardé l’intervalle d’une demi-heure : ces appels arrivent en un quart d’heure, deux fois plus serrés.
# - Erreur the-mean-of-the-half-hour : C’est la QS de la demi-heure moyenne.
# - Erreur other-threshold : Le seuil de cette ligne n’est pas de 20 secondes.
# - Pourquoi : {rush:percent}, si cette pointe durait : la moyenne de la demi-heure la cachait ; elle demande {rush_needed:number} conseillers. En un seul quart d’heure, la file n’a pas le temps d’en arriver là : la formule dit où elle va, pas où elle en est.

# %% [markdown] tags=["lang-en"] of="7929a5d3"
# ## The half-hour and its two quarters
# In fact {first:number} calls come in the first **quarter-hour** and {second:number} in the second. With the {needed:number} agents of the half-hour, towards which service level would the queue go **if the pace of the first quarter-hour lasted**?
# - Hint: First compute the load of that quarter-hour, and compare it with the agents.
# - Hint: `interval_seconds=900`, and the line’s threshold.
# - Mistake still-the-half-hour: You kept the half-hour interval: these calls come within a quarter-hour, twice as dense.
# - Mistake the-mean-of-the-half-hour: That is the service level of the average half-hour.
# - Mistake other-threshold: This line’s threshold is not 20 seconds.
# - Why: {rush:percent}, if that peak lasted: the half-hour’s mean hid it; it takes {rush_needed:number} agents. Within one quarter-hour the queue has no time to get there: the formula tells where it is going, not where it is.

# %%
question(
    "contact-center.rush", "share", unit="%", points=2, precision=TENTH_OF_A_POINT.within(0.0005), competences=("orders.staff",),
    facts=_facts,
    answer=lambda line: _served(line, needed(line), calls=_quarters(line)[0], interval_seconds=900).service_level,
    solution="contact_center.queue(56, line.handle_seconds, 15, interval_seconds=900, within_seconds=30).service_level",
    mistakes={
        "still-the-half-hour": lambda line: _served(line, needed(line), calls=_quarters(line)[0]).service_level,
        "the-mean-of-the-half-hour": lambda line: _served(line, needed(line)).service_level,
        "other-threshold": (lambda line: _served(line, needed(line), calls=_quarters(line)[0], interval_seconds=900, within_seconds=20).service_level, 0.5),
    },
)
