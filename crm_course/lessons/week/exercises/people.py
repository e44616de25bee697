"""People: two rosters, the ruling on lunch breaks, the plan to defend."""

# %%
from typing import Any

from crm_course.contact_center.staffing import agents_needed
from crm_course.contact_center.queue import queue
from crm_course.contact_center.week.roster_check import breaks_of, check_roster
from crm_course.foundations.language import Text
from crm_course.workbook.precision import HUNDREDTH
from crm_course.workbook.script import question

from ..given import Week

_RISE = 1.15


def _lawful(case: Week) -> str:
    kept = [name for name, roster in case.rosters.items() if check_roster(roster, "general").empty]
    return "both" if len(kept) == 2 else kept[0] if kept else "none"


def _other(case: Week) -> str:
    return next(name for name in case.rosters if name != _lawful(case))


def _stretches(case: Week) -> list[float]:
    begin, end = 9.5, 17.75
    pauses = breaks_of(case.breaks["breaks"].iloc[0], (begin, end))
    edges = [begin, *(hour for pause in pauses for hour in pause), end]
    return [edges[place + 1] - edges[place] for place in range(0, len(edges), 2)]


def _broken(case: Week) -> set[str]:
    return set(check_roster(case.breaks, "outsourced")["rule"])


def _ruling(case: Week) -> str:
    broken = _broken(case)
    return "stretch" if broken == {"stretch_hours"} else "total" if "break_minutes" in broken else "lawful"


def _agents(case: Week, rise: float = 1.0) -> int:
    total = case.quarter["calls"].sum()
    return int(agents_needed(rise * total, (case.quarter["calls"] * case.quarter["handle_seconds"]).sum() / total))


def _level(case: Week, agents: int) -> float:
    total = case.quarter["calls"].sum()
    return float(queue(_RISE * total, (case.quarter["calls"] * case.quarter["handle_seconds"]).sum() / total, agents, patience_seconds=150).service_level)


def _facts(case: Week) -> dict[str, Any]:
    less, more = _agents(case), _agents(case, _RISE)
    rest = check_roster(case.rosters[_other(case)], "general")
    return {
        "lawful": _lawful(case), "other": _other(case), "rest": rest["value"].min(), "limit": rest["limit"].min(), "times": len(rest),
        "shift": Text(fr="de 9 h 30 à 17 h 45, avec 45 minutes de déjeuner à 13 h", en="from 9:30 to 17:45, with 45 minutes for lunch at 13:00"),
        "first": _stretches(case)[0], "second": _stretches(case)[-1], "longest": max(_stretches(case)), "worked": sum(_stretches(case)),
        "less": less, "more": more, "rise": _RISE - 1, "level_less": _level(case, less), "level_more": _level(case, more),
        "cost": (more - less) * case.hourly_cost / (1 - case.shrinkage), "hourly": case.hourly_cost, "shrinkage": case.shrinkage,
    }  # fmt: skip

# %% [markdown] tags=["lang-fr"]
# ## Deux plannings
# `case.rosters` propose deux semaines à Ana, de cinq vacations chacune. Lequel des deux respecte le Code du travail ?
# - Choix A : le planning A
# - Choix B : le planning B
# - Choix both : les deux
# - Choix none : aucun
# - Indice : Les heures de la semaine sont les mêmes. Regardez les nuits.
# - Indice : `cc.check_roster(case.rosters["A"], "general")` : un relevé vide, c’est que rien n’est enfreint.
# - Erreur other-one : Entre une vacation du soir et celle du matin suivant, il ne reste pas onze heures.
# - Erreur hours-only : Les heures de la semaine conviennent dans les deux cas, mais le repos entre deux journées est une règle à part.
# - Pourquoi : Le planning {other} laisse {rest:number} h de repos, {times:number} fois, où la loi en demande {limit:number}.

# %% [markdown] tags=["lang-en"] of="8ba2972e"
# ## Two rosters
# `case.rosters` proposes two weeks to Ana, of five shifts each. Which of the two keeps the general law?
# - Option A: roster A
# - Option B: roster B
# - Option both: both
# - Option none: neither
# - Hint: The hours of the week are the same. Look at the nights.
# - Hint: `cc.check_roster(case.rosters["A"], "general")`: an empty frame says that nothing is broken.
# - Mistake other-one: Between a late shift and the early one of the next day, eleven hours are not left.
# - Mistake hours-only: The hours of the week are right in both, but the rest between two days is a rule of its own.
# - Why: Roster {other} leaves {rest:number} h of rest, {times:number} times, where the law asks for {limit:number}.

# %%
question(
    "week.rosters", "choice", competences=("orders.staff",),
    facts=_facts,
    answer=_lawful,
    solution='next(name for name in case.rosters if cc.check_roster(case.rosters[name], "general").empty)',
    mistakes={"other-one": _other, "hours-only": lambda case: "both"},
)

# %% [markdown] tags=["lang-fr"]
# ## D’affilée
# Dans un centre externalisé, Ana travaille {shift}. Combien d’heures dure son plus long travail d’affilée ?
# - Indice : Une pause coupe la journée en deux : mesurez chaque moitié.
# - Indice : De la fin du déjeuner à la fin de la journée.
# - Erreur whole-day : C’est le travail de toute la journée. « D’affilée » veut dire entre deux pauses.
# - Erreur first-half : C’est la matinée ; l’après-midi est plus long.
# - Pourquoi : {first:number2} h le matin, {second:number2} h l’après-midi : le plus long dure {longest:number2} h.

# %% [markdown] tags=["lang-en"] of="5b73bcd7"
# ## At a stretch
# In an outsourced centre, Ana works {shift}. How many hours does her longest work at a stretch last?
# - Hint: A break cuts the day in two: measure each half.
# - Hint: From the end of lunch to the end of the day, and from the begin to lunch.
# - Mistake whole-day: That is the work of the whole day. “At a stretch” means between two breaks.
# - Mistake first-half: That is the morning; the afternoon is longer.
# - Why: {first:number2} h in the morning, {second:number2} h in the afternoon: the longest lasts {longest:number2} h.

# %%
question(
    "week.stretch", "number", precision=HUNDREDTH, competences=("orders.staff",),
    facts=_facts,
    answer=lambda case: max(_stretches(case)),
    solution="max(13 - 9.5, 17.75 - 13.75)",
    mistakes={"whole-day": (lambda case: sum(_stretches(case)), 0.25), "first-half": (lambda case: min(_stretches(case)), 0.25)},
)

# %% [markdown] tags=["lang-fr"]
# ## La pause du déjeuner
# Toujours dans un centre externalisé. La convention demande dix minutes de pause par deux heures de travail, un déjeuner de 45 minutes entre 11 h et 15 h, et jamais plus de trois heures d’affilée. L’employeur répond que les 45 minutes couvrent tout. Que décide la règle pour la journée d’Ana ({shift}) ?
# - Choix lawful : L’employeur a raison : 45 minutes couvrent les pauses dues.
# - Choix total : Le total des pauses est trop court.
# - Choix stretch : Le total convient, mais on travaille trop longtemps d’affilée.
# - Choix lunch : Le déjeuner est trop court ou mal placé.
# - Indice : Deux règles se lisent séparément : combien de pause en tout, et combien de temps sans pause.
# - Indice : `cc.check_roster(case.breaks, "outsourced")` nomme la règle.
# - Erreur covers-all : Le déjeuner peut compter dans le total, c’est vrai ; il ne coupe pas l’après-midi.
# - Erreur not-counted : Le déjeuner compte dans le total des pauses : ce total est atteint.
# - Pourquoi : Le total est atteint, mais {longest:number2} h d’affilée dépassent trois heures : il manque une pause dans chaque moitié. Une décision de justice de 2013 va dans ce sens.

# %% [markdown] tags=["lang-en"] of="f72e5758"
# ## The lunch break
# Still in an outsourced centre. The agreement asks for ten minutes of break per two hours of work, 45 minutes for lunch between 11:00 and 15:00, and never more than three hours at a stretch. The employer answers that the 45 minutes cover everything. What does the rule decide for Ana’s day ({shift})?
# - Option lawful: The employer is right: 45 minutes cover the breaks due.
# - Option total: The breaks in all are too short.
# - Option stretch: The total is right, but the work at a stretch is too long.
# - Option lunch: Lunch is too short or at the wrong time.
# - Hint: Two rules are read apart: how much break in all, and how long without one.
# - Hint: `cc.check_roster(case.breaks, "outsourced")` names the rule.
# - Mistake covers-all: Lunch may count in the total, true; it does not cut the afternoon.
# - Mistake not-counted: Lunch counts in the total of breaks: that total is reached.
# - Why: The total is reached, but {longest:number2} h at a stretch exceed three hours: a break is missing in each half. A court ruling of 2013 goes this way.

# %%
question(
    "week.lunch", "choice", points=2, competences=("orders.staff",),
    facts=_facts,
    answer=_ruling,
    solution='"stretch" if list(cc.check_roster(case.breaks, "outsourced")["rule"]) == ["stretch_hours"] else "lawful"',
    mistakes={"covers-all": lambda case: "lawful", "not-counted": lambda case: "total"},
)

# %% [markdown] tags=["lang-fr"]
# ## Deux effectifs : défendez le vôtre
# Pour ce quart d’heure, {less:number} conseillers tiennent 80 % si les appels viennent comme prévu, {more:number} s’ils viennent {rise:percent0} plus nombreux. Ce jour-là, ils viennent {rise:percent0} plus nombreux. Une heure payée coûte {hourly:money} et {shrinkage:percent0} du temps payé se passe hors ligne. En quatre phrases : que tient chaque effectif ce jour-là (patience moyenne de 150 s), que coûte l’écart par heure, lequel prévoyez-vous, et qu’essayez-vous avant de payer davantage ?
# - Indice : `cc.queue(appels, durée, conseillers, patience_seconds=150).service_level`, avec {rise:percent0} d’appels de plus.
# - Indice : L’écart se paie en heures de planning, temps hors ligne compris.
# - Indice : Un envoi étalé, un rappel, un débordement ou une cause supprimée coûtent parfois moins qu’une personne.
# - Critère : Ce que chaque effectif tient ce jour-là.
# - Critère : Le coût de l’écart par heure, temps hors ligne compris.
# - Critère : Un choix, et sa raison.
# - Critère : Un autre levier que l’effectif.
# - Modèle : Ce jour-là, {less:number} conseillers tiennent {level_less:percent} et {more:number} tiennent {level_more:percent}. L’écart coûte {cost:money} par heure. Je choisis l’effectif le plus bas les jours ordinaires et le plus haut quand un catalogue sort. Avant de payer davantage, j’étalerais les envois et je supprimerais la question « Quand arrive-t-il ? ».

# %% [markdown] tags=["lang-en"] of="5cfdcf37"
# ## Two staffings: defend yours
# For this quarter-hour, {less:number} agents keep 80% if calls come as forecast, {more:number} if {rise:percent0} more come. On this day, {rise:percent0} more come. A paid hour costs {hourly:money} and {shrinkage:percent0} of paid time is off the phones. In four sentences: what does each staffing deliver on that day (mean patience of 150 s), what does the difference cost an hour, which do you plan, and what do you try before paying more?
# - Hint: `cc.queue(calls, handle, agents, patience_seconds=150).service_level`, with {rise:percent0} more calls.
# - Hint: The difference is paid in hours on the roster, time off the phones included.
# - Hint: A mailing spread, a call-back, an overflow or a cause removed sometimes costs less than a person.
# - Criterion: What each staffing delivers on that day.
# - Criterion: The cost of the difference an hour, time off the phones included.
# - Criterion: A choice, and its reason.
# - Criterion: A lever other than staff.
# - Model: On that day {less:number} agents deliver {level_less:percent} and {more:number} deliver {level_more:percent}. The difference costs {cost:money} an hour. I choose the lower staffing on plain days and the higher when a catalogue drops. Before paying more I would spread the mailings and remove the question “When will it come?”.

# %%
question(
    "week.decision", "open", points=3, competences=("omni.argument", "orders.staff"),
    facts=_facts,
    rubric=[
        {"numbers": lambda case: (100 * _level(case, _agents(case)), 100 * _level(case, _agents(case, _RISE)))},
        {"numbers": lambda case: (_facts(case)["cost"],)},
        {"words": ("choisi", "retien", "prévoi", "prend", "choose", "plan", "prefer")},
        {"words": ("étal", "rappel", "débord", "cause", "supprim", "polyval", "spread", "call-?back", "overflow", "remov")},
    ],
)
