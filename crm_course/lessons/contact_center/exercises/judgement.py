"""Extend, find the error, decide: short patience, a wrong table, forecast errors, two staffings."""

# %%
from typing import Any

from crm_course.contact_center.erlang import erlang_b
from crm_course.contact_center.inverse import load_for_blocking
from crm_course.contact_center.queue import queue
from crm_course.contact_center.queue_profile import Line
from crm_course.contact_center.uncertainty import agents_needed_under_error, delivered_under_error
from crm_course.foundations.language import Text
from crm_course.workbook.precision import TENTH_OF_A_POINT
from crm_course.workbook.script import question

from .staffing import needed, timing

PRINTED = {5: 1.36, 10: 4.46, 15: 8.11, 20: 11.03, 25: 16.12, 30: 20.34}


"""Loads that so many lines take at 1 % blocking, as a page prints them; one is wrong."""


_CAP = 0.05


_CV = 0.15


def _printed() -> Text:
    """The table in one line, as each language writes it."""
    french = " ; ".join(f"{lines} : {load}".replace(".", ",") for lines, load in PRINTED.items())
    return Text(fr=french, en="; ".join(f"{lines}: {load}" for lines, load in PRINTED.items()))


def _wrong(line: Line) -> int:
    """The number of lines at which the printed load does not give 1 % blocking."""
    return max(PRINTED, key=lambda lines: abs(erlang_b(PRINTED[lines], lines) - 0.01))


def _alone(line: Line) -> int:
    return needed(line, patience_seconds=line.patience_seconds)


def _capped(line: Line) -> int:
    return needed(line, patience_seconds=line.patience_seconds, max_abandonment=_CAP)


def _lost(line: Line, agents: int) -> float:
    return float(queue(line.calls, line.handle_seconds, agents, patience_seconds=line.patience_seconds, **timing(line)).abandonment_share)


def _insured(line: Line) -> int:
    return int(agents_needed_under_error(line.calls, line.handle_seconds, error_cv=_CV, service_level=line.service_level, **timing(line)))


def _delivered(line: Line, agents: int) -> float:
    return delivered_under_error(
        line.calls, line.handle_seconds, agents, error_cv=_CV, service_level=line.service_level, **timing(line)
    ).delivered


def _facts(line: Line) -> dict[str, Any]:
    exact, insured = needed(line), _insured(line)
    cost = (insured - exact) * line.hourly_cost / (1 - line.shrinkage)
    return {
        "level": line.service_level, "seconds": line.within_seconds, "patience": line.patience_seconds, "cap": _CAP, "cv": _CV,
        "alone": _alone(line), "lost": _lost(line, _alone(line)), "capped": _capped(line), "lost_capped": _lost(line, _capped(line)),
        "printed": _printed(), "wrong": _wrong(line), "printed_load": PRINTED[_wrong(line)],
        "right_load": load_for_blocking(_wrong(line), 0.01), "blocking": erlang_b(PRINTED[_wrong(line)], _wrong(line)),
        "exact": exact, "insured": insured, "delivered": _delivered(line, exact), "delivered_insured": _delivered(line, insured),
        "cost": cost, "month": cost * 200, "hourly_cost": line.hourly_cost, "shrinkage": line.shrinkage,
    }  # fmt: skip

# %% [markdown] tags=["lang-fr"]
# ## La QS seule, quand on est pressé
# En vérité les appelants raccrochent après {patience:number} secondes en moyenne. On ne garde que la promesse de QS : cherchez l’effectif qui lui suffit, avec cette patience. Quelle part des appels est alors abandonnée ?
# - Indice : Deux étapes : l’effectif, puis la file qu’il donne.
# - Indice : `agents_needed(…, patience_seconds=…)`, puis `queue(…, patience_seconds=…).abandonment_share`.
# - Erreur agents-for-the-patient : Vous avez gardé l’effectif calculé sans abandons. Avec cette patience, la QS se contente de moins de monde.
# - Erreur all-who-are-not-served-in-time : C’est la part qui n’est pas servie à temps : une partie attend plus longtemps et finit par être servie.
# - Pourquoi : {alone:number} conseillers tiennent la QS, et {lost:percent} des appels sont perdus : la QS monte quand les gens raccrochent.

# %% [markdown] tags=["lang-en"] of="60795d3e"
# ## The service level alone, when people hurry
# In truth callers hang up after {patience:number} seconds on average. Only the service level is promised: find the agents that are enough for it, with this patience. What share of calls is then abandoned?
# - Hint: Two steps: the agents, then the queue that they make.
# - Hint: `agents_needed(…, patience_seconds=…)`, then `queue(…, patience_seconds=…).abandonment_share`.
# - Mistake agents-for-the-patient: You kept the agents computed without abandonment. With this patience the service level makes do with fewer.
# - Mistake all-who-are-not-served-in-time: That is the share not served in time: some of them wait longer and are served in the end.
# - Why: {alone:number} agents keep the service level, and {lost:percent} of calls are lost: the service level rises when people hang up.

# %%
question(
    "contact-center.abandoned", "share", unit="%", points=2, precision=TENTH_OF_A_POINT.within(0.0005), competences=("orders.quality",),
    facts=_facts,
    answer=lambda line: _lost(line, _alone(line)),
    solution="contact_center.queue(line.calls, line.handle_seconds, contact_center.agents_needed(line.calls, line.handle_seconds, interval_seconds=1800, within_seconds=30, patience_seconds=45), interval_seconds=1800, within_seconds=30, patience_seconds=45).abandonment_share",
    mistakes={
        "agents-for-the-patient": (lambda line: _lost(line, needed(line)), 0.5),
        "all-who-are-not-served-in-time": lambda line: 1
    - queue(line.calls, line.handle_seconds, _alone(line), patience_seconds=line.patience_seconds, **timing(line)).service_level,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Plafonner les abandons
# Ajoutez un plafond : au plus {cap:percent} d’abandons. Combien de conseillers faut-il ?
# - Indice : Une promesse de plus ne demande jamais moins de monde.
# - Indice : `agents_needed` prend aussi `max_abandonment`.
# - Erreur no-cap : C’est l’effectif de la QS seule : ajoutez `max_abandonment`.
# - Erreur half-a-percent : Vérifiez le plafond : 5 % s’écrit 0.05.
# - Pourquoi : {capped:number} au lieu de {alone:number} : les abandons tombent de {lost:percent} à {lost_capped:percent}.

# %% [markdown] tags=["lang-en"] of="43a04823"
# ## Cap the abandonments
# Add a cap: at most {cap:percent} abandonments. How many agents does it take?
# - Hint: One more promise never needs fewer people.
# - Hint: `agents_needed` takes `max_abandonment` too.
# - Mistake no-cap: That is for the service level alone: add `max_abandonment`.
# - Mistake half-a-percent: Check the cap: 5% is written 0.05.
# - Why: {capped:number} instead of {alone:number}: abandonments fall from {lost:percent} to {lost_capped:percent}.

# %%
question(
    "contact-center.capped", "number", competences=("orders.staff", "orders.quality"),
    facts=_facts,
    answer=_capped,
    solution="contact_center.agents_needed(line.calls, line.handle_seconds, interval_seconds=1800, within_seconds=30, patience_seconds=45, max_abandonment=0.05)",
    mistakes={
        "no-cap": _alone,
        "half-a-percent": lambda line: needed(line, patience_seconds=line.patience_seconds, max_abandonment=_CAP / 10),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un tableau publié
# Une page donne la charge (en erlangs) que prennent tant de lignes avec 1 % d’appels perdus (Erlang B) : {printed}. Une des cases est fausse. Pour combien de lignes ?
# - Indice : `table` contient ces cases. Recalculez la part d’appels perdus de chacune.
# - Indice : `contact_center.erlang_b(charge, lignes)` doit donner 0,01.
# - Erreur most-lines : Cette charge donne bien 1 % : de grandes équipes sont plus efficaces, la charge par ligne y monte.
# - Erreur fewest-lines : Cette case est juste : peu de lignes, peu de charge par ligne.
# - Pourquoi : Pour {wrong:number} lignes, {printed_load:number} erlangs ne perdent que {blocking:percent} des appels ; 1 % en permet {right_load:number2}.

# %% [markdown] tags=["lang-en"] of="a6c54d36"
# ## A published table
# A page gives the load (in erlangs) that so many lines take with 1% of calls lost (Erlang B): {printed}. One of the cells is wrong. For how many lines?
# - Hint: `table` holds these cells. Recompute each one’s share of lost calls.
# - Hint: `contact_center.erlang_b(load, lines)` must give 0.01.
# - Mistake most-lines: That load does give 1%: large groups are more efficient, the load per line rises.
# - Mistake fewest-lines: That cell is right: few lines take little load each.
# - Why: For {wrong:number} lines, {printed_load:number} erlangs lose only {blocking:percent} of calls; 1% allows {right_load:number2}.

# %%
question(
    "contact-center.misprint", "number", competences=("orders.staff",),
    facts=_facts,
    answer=_wrong,
    solution="max(table, key=lambda lines: abs(contact_center.erlang_b(table[lines], lines) - 0.01))",
    mistakes={
        "most-lines": lambda line: max(PRINTED),
        "fewest-lines": lambda line: min(PRINTED),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Quand la prévision se trompe
# Revenons aux appelants patients. La prévision se trompe de {cv:percent} (coefficient de variation). Combien de conseillers tiennent {level:percent} en moyenne, erreurs comprises ?
# - Indice : La fonction s’appelle `agents_needed_under_error`.
# - Indice : Donnez-lui `error_cv`, l’intervalle et le seuil.
# - Erreur no-error : C’est l’effectif d’une prévision parfaite. Les jours trop chargés coûtent plus que les jours calmes ne rapportent.
# - Erreur all-calls-raised : Vous avez prévu deux écarts types de plus : c’est s’assurer contre presque tout, bien plus que la moyenne demandée.
# - Pourquoi : {exact:number} conseillers ne tiendraient que {delivered:percent} ; il en faut {insured:number}.

# %% [markdown] tags=["lang-en"] of="18d5d906"
# ## When the forecast is off
# Back to patient callers. The forecast is {cv:percent} off (coefficient of variation). How many agents deliver {level:percent} on average, errors included?
# - Hint: The function is called `agents_needed_under_error`.
# - Hint: Give it `error_cv`, the interval and the threshold.
# - Mistake no-error: That is for a perfect forecast. The days that are too busy cost more than the quiet days bring.
# - Mistake all-calls-raised: You planned for two standard deviations more: that insures against nearly everything, far more than the mean asked for.
# - Why: {exact:number} agents would deliver only {delivered:percent}; it takes {insured:number}.

# %%
question(
    "contact-center.insured", "number", points=2, competences=("orders.staff", "crm.decide"),
    facts=_facts,
    answer=_insured,
    solution="contact_center.agents_needed_under_error(line.calls, line.handle_seconds, error_cv=0.15, interval_seconds=1800, within_seconds=30)",
    mistakes={
        "no-error": needed,
        "all-calls-raised": (lambda line: needed(line, calls=line.calls * (1 + 2 * _CV)), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Deux effectifs : défendez le vôtre
# Le gérant hésite entre {exact:number} et {insured:number} conseillers. Une heure payée coûte {hourly_cost:money}, {shrinkage:percent} du temps payé se passe hors ligne, et la ligne ouvre 200 heures par mois. En quatre phrases : que tient chaque effectif, que coûte l’écart par mois, que choisissez-vous, et qu’est-ce qui vous ferait changer d’avis ?
# - Indice : Vos deux réponses précédentes donnent les deux effectifs et ce que le premier tient vraiment.
# - Indice : Un poste en ligne se paie plus d’une heure : divisez par la part du temps passée au téléphone.
# - Indice : « Je changerais d’avis si… » nomme un fait que l’on peut observer.
# - Critère : Ce que chaque effectif tient vraiment, erreurs de prévision comprises.
# - Critère : Le coût de l’écart par mois, temps hors ligne compris.
# - Critère : Un choix, et sa raison du point de vue du client.
# - Critère : Ce qui ferait changer d’avis : meilleure prévision, rappel, débordement, étalement.
# - Modèle : Avec des prévisions fausses de {cv:percent}, {exact:number} conseillers tiennent {delivered:percent} et {insured:number} tiennent {delivered_insured:percent}. L’écart coûte {month:money} par mois. Je choisis {insured:number}, car la promesse est faite aux clients et non à la prévision. Si la prévision s’améliorait, ou si les appels pouvaient être étalés ou rappelés, je reviendrais à {exact:number}.

# %% [markdown] tags=["lang-en"] of="9e98bccd"
# ## Two staffings: defend yours
# The manager hesitates between {exact:number} and {insured:number} agents. A paid hour costs {hourly_cost:money}, {shrinkage:percent} of paid time is off the phones, and the line is open 200 hours a month. In four sentences: what does each deliver, what does the difference cost a month, which do you choose, and what would change your mind?
# - Hint: Your two answers above give both staffings and what the first really delivers.
# - Hint: A seat on the phones takes more than one paid hour: divide by the share of time spent on the phone.
# - Hint: “I would change my mind if…” names a fact that can be observed.
# - Criterion: What each staffing really delivers, forecast errors included.
# - Criterion: The monthly cost of the difference, time off the phones included.
# - Criterion: A choice, and its reason from the customer’s point of view.
# - Criterion: What would change your mind: better forecast, call-back, overflow, spreading.
# - Model: With forecasts {cv:percent} off, {exact:number} agents deliver {delivered:percent} and {insured:number} deliver {delivered_insured:percent}. The difference costs {month:money} a month. I choose {insured:number}, because the promise is made to customers, not to the forecast. If the forecast improved, or if calls could be spread or called back, I would return to {exact:number}.

# %%
question(
    "contact-center.decision", "open", points=3, competences=("omni.argument", "orders.staff"),
    facts=_facts,
    rubric=[
        {"numbers": lambda line: (100 * _delivered(line, needed(line)), 100 * _delivered(line, _insured(line)))},
        {"numbers": lambda line: (_facts(line)["month"],)},
        {"words": ("choisi", "retien", "prend", "chos", "choose", "prefer", "préfèr")},
        {"words": ("prévision", "rappel", "débord", "étal", "polyval", "forecast", "call-?back|called back", "overflow", "spread")},
    ],
)
