"""Extend, find the error, decide: short patience, a wrong table, forecast errors, two staffings."""

from __future__ import annotations

from typing import Any

from crm_course.contact_center.erlang import erlang_b
from crm_course.contact_center.inverse import load_for_blocking
from crm_course.contact_center.queue import queue
from crm_course.contact_center.queue_profile import Line
from crm_course.contact_center.uncertainty import agents_needed_under_error, delivered_under_error
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Mistake, Question

from .staffing import POINT, needed, timing

__all__ = ["PRINTED", "QUESTIONS"]

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


QUESTIONS = (
    Question(
        id="contact-center.abandoned",
        competences=("orders.quality",),
        kind="share",
        unit="%",
        points=2,
        title=Text(fr="La QS seule, quand on est pressé", en="The service level alone, when people hurry"),
        statement=Text(
            fr="En vérité les appelants raccrochent après {patience:number} secondes en moyenne. On ne garde que la promesse de QS : "
            "cherchez l’effectif qui lui suffit, avec cette patience. Quelle part des appels est alors abandonnée ?",
            en="In truth callers hang up after {patience:number} seconds on average. Only the service level is promised: "
            "find the agents that are enough for it, with this patience. What share of calls is then abandoned?",
        ),
        facts=_facts,
        answer=lambda line: _lost(line, _alone(line)),
        solution="contact_center.queue(line.calls, line.handle_seconds, "
        "contact_center.agents_needed(line.calls, line.handle_seconds, interval_seconds=1800, within_seconds=30, patience_seconds=45), "
        "interval_seconds=1800, within_seconds=30, patience_seconds=45).abandonment_share",
        tolerance=0.0005,
        tolerance_reason=POINT,
        mistakes=(
            Mistake(
                name="agents-for-the-patient",
                value=lambda line: _lost(line, needed(line)),
                credit=0.5,
                message=Text(
                    fr="Vous avez gardé l’effectif calculé sans abandons. Avec cette patience, la QS se contente de moins de monde.",
                    en="You kept the agents computed without abandonment. With this patience the service level makes do with fewer.",
                ),
            ),
            Mistake(
                name="all-who-are-not-served-in-time",
                value=lambda line: 1
                - queue(line.calls, line.handle_seconds, _alone(line), patience_seconds=line.patience_seconds, **timing(line)).service_level,
                message=Text(
                    fr="C’est la part qui n’est pas servie à temps : une partie attend plus longtemps et finit par être servie.",
                    en="That is the share not served in time: some of them wait longer and are served in the end.",
                ),
            ),
        ),
        hints=(
            Text(fr="Deux étapes : l’effectif, puis la file qu’il donne.", en="Two steps: the agents, then the queue that they make."),
            Text(
                fr="`agents_needed(…, patience_seconds=…)`, puis `queue(…, patience_seconds=…).abandonment_share`.",
                en="`agents_needed(…, patience_seconds=…)`, then `queue(…, patience_seconds=…).abandonment_share`.",
            ),
        ),
        why=Text(
            fr="{alone:number} conseillers tiennent la QS, et {lost:percent} des appels sont perdus : la QS monte quand les gens raccrochent.",
            en="{alone:number} agents keep the service level, and {lost:percent} of calls are lost: the service level rises when people hang up.",
        ),
    ),
    Question(
        id="contact-center.capped",
        competences=("orders.staff", "orders.quality"),
        kind="number",
        title=Text(fr="Plafonner les abandons", en="Cap the abandonments"),
        statement=Text(
            fr="Ajoutez un plafond : au plus {cap:percent} d’abandons. Combien de conseillers faut-il ?",
            en="Add a cap: at most {cap:percent} abandonments. How many agents does it take?",
        ),
        facts=_facts,
        answer=_capped,
        solution="contact_center.agents_needed(line.calls, line.handle_seconds, interval_seconds=1800, within_seconds=30, "
        "patience_seconds=45, max_abandonment=0.05)",
        mistakes=(
            Mistake(
                name="no-cap",
                value=_alone,
                message=Text(fr="C’est l’effectif de la QS seule : ajoutez `max_abandonment`.", en="That is for the service level alone: add `max_abandonment`."),
            ),
            Mistake(
                name="half-a-percent",
                value=lambda line: needed(line, patience_seconds=line.patience_seconds, max_abandonment=_CAP / 10),
                message=Text(fr="Vérifiez le plafond : 5 % s’écrit 0.05.", en="Check the cap: 5% is written 0.05."),
            ),
        ),
        hints=(
            Text(fr="Une promesse de plus ne demande jamais moins de monde.", en="One more promise never needs fewer people."),
            Text(fr="`agents_needed` prend aussi `max_abandonment`.", en="`agents_needed` takes `max_abandonment` too."),
        ),
        why=Text(
            fr="{capped:number} au lieu de {alone:number} : les abandons tombent de {lost:percent} à {lost_capped:percent}.",
            en="{capped:number} instead of {alone:number}: abandonments fall from {lost:percent} to {lost_capped:percent}.",
        ),
    ),
    Question(
        id="contact-center.misprint",
        competences=("orders.staff",),
        kind="number",
        title=Text(fr="Un tableau publié", en="A published table"),
        statement=Text(
            fr="Une page donne la charge (en erlangs) que prennent tant de lignes avec 1 % d’appels perdus (Erlang B) : {printed}. "
            "Une des cases est fausse. Pour combien de lignes ?",
            en="A page gives the load (in erlangs) that so many lines take with 1% of calls lost (Erlang B): {printed}. "
            "One of the cells is wrong. For how many lines?",
        ),
        facts=_facts,
        answer=_wrong,
        solution="max(table, key=lambda lines: abs(contact_center.erlang_b(table[lines], lines) - 0.01))",
        mistakes=(
            Mistake(
                name="most-lines",
                value=lambda line: max(PRINTED),
                message=Text(
                    fr="Cette charge donne bien 1 % : de grandes équipes sont plus efficaces, la charge par ligne y monte.",
                    en="That load does give 1%: large groups are more efficient, the load per line rises.",
                ),
            ),
            Mistake(
                name="fewest-lines",
                value=lambda line: min(PRINTED),
                message=Text(
                    fr="Cette case est juste : peu de lignes, peu de charge par ligne.", en="That cell is right: few lines take little load each."
                ),
            ),
        ),
        hints=(
            Text(fr="`table` contient ces cases. Recalculez la part d’appels perdus de chacune.", en="`table` holds these cells. Recompute each one’s share of lost calls."),
            Text(fr="`contact_center.erlang_b(charge, lignes)` doit donner 0,01.", en="`contact_center.erlang_b(load, lines)` must give 0.01."),
        ),
        why=Text(
            fr="Pour {wrong:number} lignes, {printed_load:number} erlangs ne perdent que {blocking:percent} des appels ; 1 % en permet {right_load:number2}.",
            en="For {wrong:number} lines, {printed_load:number} erlangs lose only {blocking:percent} of calls; 1% allows {right_load:number2}.",
        ),
    ),
    Question(
        id="contact-center.insured",
        competences=("orders.staff", "crm.decide"),
        kind="number",
        points=2,
        title=Text(fr="Quand la prévision se trompe", en="When the forecast is off"),
        statement=Text(
            fr="Revenons aux appelants patients. La prévision se trompe de {cv:percent} (coefficient de variation). "
            "Combien de conseillers tiennent {level:percent} en moyenne, erreurs comprises ?",
            en="Back to patient callers. The forecast is {cv:percent} off (coefficient of variation). "
            "How many agents deliver {level:percent} on average, errors included?",
        ),
        facts=_facts,
        answer=_insured,
        solution="contact_center.agents_needed_under_error(line.calls, line.handle_seconds, error_cv=0.15, interval_seconds=1800, within_seconds=30)",
        mistakes=(
            Mistake(
                name="no-error",
                value=needed,
                message=Text(
                    fr="C’est l’effectif d’une prévision parfaite. Les jours trop chargés coûtent plus que les jours calmes ne rapportent.",
                    en="That is for a perfect forecast. The days that are too busy cost more than the quiet days bring.",
                ),
            ),
            Mistake(
                name="all-calls-raised",
                value=lambda line: needed(line, calls=line.calls * (1 + 2 * _CV)),
                credit=0.25,
                message=Text(
                    fr="Vous avez prévu deux écarts types de plus : c’est s’assurer contre presque tout, bien plus que la moyenne demandée.",
                    en="You planned for two standard deviations more: that insures against nearly everything, far more than the mean asked for.",
                ),
            ),
        ),
        hints=(
            Text(fr="La fonction s’appelle `agents_needed_under_error`.", en="The function is called `agents_needed_under_error`."),
            Text(fr="Donnez-lui `error_cv`, l’intervalle et le seuil.", en="Give it `error_cv`, the interval and the threshold."),
        ),
        why=Text(
            fr="{exact:number} conseillers ne tiendraient que {delivered:percent} ; il en faut {insured:number}.",
            en="{exact:number} agents would deliver only {delivered:percent}; it takes {insured:number}.",
        ),
    ),
    Question(
        id="contact-center.decision",
        competences=("omni.argument", "orders.staff"),
        kind="open",
        points=3,
        title=Text(fr="Deux effectifs : défendez le vôtre", en="Two staffings: defend yours"),
        statement=Text(
            fr="Le gérant hésite entre {exact:number} et {insured:number} conseillers. Une heure payée coûte {hourly_cost:money}, "
            "{shrinkage:percent} du temps payé se passe hors ligne, et la ligne ouvre 200 heures par mois. "
            "En quatre phrases : que tient chaque effectif, que coûte l’écart par mois, que choisissez-vous, et qu’est-ce qui vous ferait changer d’avis ?",
            en="The manager hesitates between {exact:number} and {insured:number} agents. A paid hour costs {hourly_cost:money}, "
            "{shrinkage:percent} of paid time is off the phones, and the line is open 200 hours a month. "
            "In four sentences: what does each deliver, what does the difference cost a month, which do you choose, and what would change your mind?",
        ),
        facts=_facts,
        model=Text(
            fr="Avec des prévisions fausses de {cv:percent}, {exact:number} conseillers tiennent {delivered:percent} et {insured:number} tiennent {delivered_insured:percent}. "
            "L’écart coûte {month:money} par mois. Je choisis {insured:number}, car la promesse est faite aux clients et non à la prévision. "
            "Si la prévision s’améliorait, ou si les appels pouvaient être étalés ou rappelés, je reviendrais à {exact:number}.",
            en="With forecasts {cv:percent} off, {exact:number} agents deliver {delivered:percent} and {insured:number} deliver {delivered_insured:percent}. "
            "The difference costs {month:money} a month. I choose {insured:number}, because the promise is made to customers, not to the forecast. "
            "If the forecast improved, or if calls could be spread or called back, I would return to {exact:number}.",
        ),
        rubric=(
            Criterion(
                text=Text(fr="Ce que chaque effectif tient vraiment, erreurs de prévision comprises.", en="What each staffing really delivers, forecast errors included."),
                numbers=lambda line: (100 * _delivered(line, needed(line)), 100 * _delivered(line, _insured(line))),
            ),
            Criterion(
                text=Text(fr="Le coût de l’écart par mois, temps hors ligne compris.", en="The monthly cost of the difference, time off the phones included."),
                numbers=lambda line: (_facts(line)["month"],),
            ),
            Criterion(
                text=Text(fr="Un choix, et sa raison du point de vue du client.", en="A choice, and its reason from the customer’s point of view."),
                words=("choisi", "retien", "prend", "chos", "choose", "prefer", "préfèr"),
            ),
            Criterion(
                text=Text(fr="Ce qui ferait changer d’avis : meilleure prévision, rappel, débordement, étalement.", en="What would change your mind: better forecast, call-back, overflow, spreading."),
                words=("prévision", "rappel", "débord", "étal", "polyval", "forecast", "call-?back|called back", "overflow", "spread"),
            ),
        ),
        hints=(
            Text(fr="Vos deux réponses précédentes donnent les deux effectifs et ce que le premier tient vraiment.", en="Your two answers above give both staffings and what the first really delivers."),
            Text(fr="Un poste en ligne se paie plus d’une heure : divisez par la part du temps passée au téléphone.", en="A seat on the phones takes more than one paid hour: divide by the share of time spent on the phone."),
            Text(fr="« Je changerais d’avis si… » nomme un fait que l’on peut observer.", en="“I would change my mind if…” names a fact that can be observed."),
        ),
    ),
)  # fmt: skip
