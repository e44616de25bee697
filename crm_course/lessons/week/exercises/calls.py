"""Calls: the event that the forecast missed, what a reason weighs, which to remove first, what may leave."""

# %%
from typing import Any

from crm_course.contact_center.week.contact_reasons import Freed, Reasons, reasons, without_reason
from crm_course.contact_center.week.levers import may_leave
from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CONTACT_REASONS
from crm_course.workbook.precision import EURO, Precision
from crm_course.workbook.script import question

from ..given import Week

CALLS = Precision(1.0, Text(fr="à l’appel près", en="to the call"))
NAMES = {"monday": Text(fr="lundi", en="Monday"), "tuesday": Text(fr="mardi", en="Tuesday"), "wednesday": Text(fr="mercredi", en="Wednesday"),
         "thursday": Text(fr="jeudi", en="Thursday"), "friday": Text(fr="vendredi", en="Friday"), "saturday": Text(fr="samedi", en="Saturday")}  # fmt: skip
_REASON = "deferred-when"
_HOURS_A_YEAR = 1_500


def _beyond(case: Week) -> Any:
    """The days outside the 95 % limits."""
    return case.days[(case.days["came"] > case.days["high95"]) | (case.days["came"] < case.days["low95"])]


def _missed(case: Week) -> str:
    return str(_beyond(case)["day"].iloc[0])


def _brought(case: Week) -> float:
    rows = _beyond(case)
    return float((rows["came"] - rows["forecast"]).sum())


def _first_day(case: Week) -> float:
    return float((_beyond(case)["came"] - _beyond(case)["forecast"]).iloc[0])


def _beyond_limit(case: Week) -> float:
    rows = _beyond(case)
    return float((rows["came"] - rows["high95"]).sum())


def _freed(case: Week, reason: str = _REASON) -> Freed:
    return without_reason(case.quarter, reason, shrinkage=case.shrinkage, hourly_cost=case.hourly_cost)


def _worth(case: Week, reason: str) -> float:
    """Euros a year that removing a reason spares, in hours like this one, for a euro of its cost."""
    return 4 * _freed(case, reason).euros * _HOURS_A_YEAR / case.remedies[reason]


def _best(case: Week) -> str:
    return max(case.remedies, key=lambda reason: _worth(case, reason))


def _most_calls(case: Week) -> str:
    return max(case.remedies, key=lambda reason: float(_freed(case, reason).calls))


def _dearest(case: Week) -> str:
    return next(reason for reason in case.remedies if reason not in (_best(case), _most_calls(case)))


def _found(case: Week) -> Reasons:
    return reasons(case.quarter)


def _saved(case: Week, *, longest: float | None = None, share: float | None = None) -> float:
    table = may_leave(_found(case).frame, longest_seconds=longest or case.longest_seconds, saved_share=share or case.saved_share)
    return float(table["saved"].sum() * 4 * _HOURS_A_YEAR)


def _facts(case: Week) -> dict[str, Any]:
    freed = _freed(case)
    return {
        "calls": case.quarter["calls"].sum(), "missed": NAMES[_missed(case)], "brought": _brought(case), "first": _first_day(case),
        "reason": Text(fr=_in("fr", _REASON), en=_in("en", _REASON)), "gone": freed.calls, "agents": freed.agents, "before": freed.agents_before,
        "linear": freed.linear_in_calls, "minutes": freed.linear_in_minutes, "euros": 4 * freed.euros, "hourly": case.hourly_cost, "shrinkage": case.shrinkage,
        "best": Text(fr=_in("fr", _best(case)), en=_in("en", _best(case))), "hours": _HOURS_A_YEAR, "worth": _worth(case, _best(case)),
        "most": _worth(case, _most_calls(case)), "saved": _saved(case), "count": int(may_leave(_found(case).frame, longest_seconds=case.longest_seconds)["leaves"].sum()), "longest": case.longest_seconds, "part": case.saved_share,
        "cost_1": case.remedies["deferred-when"], "cost_2": case.remedies["refund-missing"], "cost_3": case.remedies["item-missing"],
    }  # fmt: skip


def _in(language: str, reason: str) -> str:
    return next(family.reasons[reason] for family in CONTACT_REASONS.values() if reason in family.reasons).say(language)

# %% [markdown] tags=["lang-fr"]
# ## L’événement que personne n’a annoncé
# `case.days` donne, jour par jour, les appels prévus, les limites à 95 % et les appels venus. Quel jour un événement inconnu de la prévision s’est-il produit ?
# - Choix monday : lundi
# - Choix tuesday : mardi
# - Choix wednesday : mercredi
# - Choix thursday : jeudi
# - Choix friday : vendredi
# - Choix saturday : samedi
# - Indice : Un écart n’est pas un événement tant qu’il reste dans les limites.
# - Indice : Cherchez le premier jour hors limites.
# - Erreur busiest : C’est le jour qui a eu le plus d’appels. Comparez chaque jour à ce qui était prévu pour lui.
# - Erreur first-gap : Ce jour-là, il est venu plus d’appels que prévu, mais dans les limites : une prévision n’est pas une promesse exacte.
# - Pourquoi : {missed} est le premier jour hors de ses limites à 95 % ; les jours d’après en gardent la trace.

# %% [markdown] tags=["lang-en"] of="def94702"
# ## The event that nobody announced
# `case.days` gives, day by day, the calls forecast, the 95% limits and the calls that came. On which day did an event unknown to the forecast happen?
# - Option monday: Monday
# - Option tuesday: Tuesday
# - Option wednesday: Wednesday
# - Option thursday: Thursday
# - Option friday: Friday
# - Option saturday: Saturday
# - Hint: A gap is no event as long as it stays within the limits.
# - Hint: Look for the first day outside the limits.
# - Mistake busiest: That is the day with the most calls. Compare each day with what was forecast for it.
# - Mistake first-gap: More calls came that day than forecast, but within the limits: a forecast is no exact promise.
# - Why: {missed} is the first day outside its 95% limits; the days after it bear the trace.

# %%
question(
    "week.missed", "choice", competences=("orders.reasons",),
    facts=_facts,
    answer=_missed,
    solution='case.days[case.days["came"] > case.days["high95"]]["day"].iloc[0]',
    mistakes={"busiest": lambda case: str(case.days.loc[case.days["came"].idxmax(), "day"]), "first-gap": lambda case: "monday"},
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que l’événement a apporté
# Combien d’appels de plus que prévu l’événement a-t-il apportés en tout, cette semaine-là ? Comptez tous les jours hors limites.
# - Indice : Un événement agit aussi les jours d’après.
# - Indice : Sommez les appels venus moins les appels prévus, sur les jours hors limites.
# - Erreur one-day : Vous n’avez compté que le premier jour. Le lendemain d’un catalogue est souvent plus chargé que le jour même.
# - Erreur beyond-limit : Vous avez compté à partir de la limite haute. La limite dit si c’est un événement ; ce qu’il apporte se compte à partir de la prévision.
# - Pourquoi : {brought:number} appels, dont {first:number} seulement le premier jour. La prochaine fois, déclarez-le comme événement : la prévision le saura.

# %% [markdown] tags=["lang-en"] of="6befa335"
# ## What the event brought
# How many more calls than forecast did the event bring in all, that week? Count every day outside the limits.
# - Hint: An event acts on the days after it too.
# - Hint: Add up calls that came less calls forecast, over the days outside the limits.
# - Mistake one-day: You counted the first day only. The day after a catalogue is often busier than the day itself.
# - Mistake beyond-limit: You counted from the upper limit. The limit says whether it is an event; what it brings is counted from the forecast.
# - Why: {brought:number} calls, only {first:number} of them on the first day. Next time declare it as an event: the forecast will know.

# %%
question(
    "week.brought", "number", precision=CALLS, competences=("orders.reasons",),
    facts=_facts,
    answer=_brought,
    solution='case.days[case.days["came"] > case.days["high95"]].eval("came - forecast").sum()',
    mistakes={"one-day": (_first_day, 0.5), "beyond-limit": (_beyond_limit, 0.25)},
)

# %% [markdown] tags=["lang-fr"]
# ## Supprimer une cause
# Dans `case.quarter` ({calls:number} appels par quart d’heure), {gone:number0} appels demandent « {reason} ». Si plus personne n’avait à le demander, combien de conseillers seraient libres, à 80 % de décroché en 20 s ?
# - Indice : Les conseillers ne suivent pas les appels en proportion : dimensionnez avec, puis sans.
# - Indice : La fonction le fait : `cc.without_reason(case.quarter, "deferred-when").agents`
# - Erreur linear-in-calls : C’est une règle de trois sur les appels. Ces appels-là sont plus courts que les autres, et une équipe plus petite est moins efficace.
# - Erreur linear-in-minutes : C’est une règle de trois sur les minutes. Mieux, mais la marge que demande la file ne diminue pas autant que la charge.
# - Pourquoi : {before:number} conseillers avec, {agents:number} de moins sans : la règle de trois en promettait {linear:number1}.

# %% [markdown] tags=["lang-en"] of="71465103"
# ## Remove a cause
# In `case.quarter` ({calls:number} calls per quarter-hour), {gone:number0} calls ask “{reason}”. If nobody had to ask any more, how many agents would be free, at 80% answered within 20 s?
# - Hint: Agents are not proportional to calls: staff with them, then without.
# - Hint: A function does it: `cc.without_reason(case.quarter, "deferred-when").agents`
# - Mistake linear-in-calls: That is a rule of three on calls. Those calls are shorter than the others, and a smaller team is less efficient.
# - Mistake linear-in-minutes: That is a rule of three on minutes. Better, but the margin that the queue asks for falls less than the load.
# - Why: {before:number} agents with them, {agents:number} fewer without: the rule of three promised {linear:number1}.

# %%
question(
    "week.freed", "number", points=2, competences=("orders.reasons", "orders.staff"),
    facts=_facts,
    answer=lambda case: _freed(case).agents,
    solution='cc.without_reason(case.quarter, "deferred-when").agents',
    mistakes={"linear-in-calls": (lambda case: round(_freed(case).linear_in_calls, 1), 0.25), "linear-in-minutes": (lambda case: round(_freed(case).linear_in_minutes, 1), 0.5)},
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que cela vaut par heure
# Une heure payée coûte {hourly:money}, et {shrinkage:percent0} du temps payé se passe hors ligne. Combien d’euros par heure d’ouverture ces conseillers libérés représentent-ils ?
# - Indice : Un conseiller en ligne se paie plus d’une heure.
# - Indice : Divisez par la part du temps passée au téléphone.
# - Erreur present-always : Vous avez compté des personnes toujours en ligne : congés, formation et pauses se paient aussi.
# - Erreur a-quarter : C’est le montant d’un quart d’heure.
# - Pourquoi : {agents:number} conseillers, {hourly:money} divisés par la part en ligne : {euros:money} par heure comme celle-ci.

# %% [markdown] tags=["lang-en"] of="fa5deb45"
# ## What it is worth an hour
# A paid hour costs {hourly:money}, and {shrinkage:percent0} of paid time is spent off the phones. How many euros per opening hour are those freed agents?
# - Hint: An agent at the phones takes more than one paid hour.
# - Hint: Divide by the share of time at the phones.
# - Mistake present-always: You counted people who are always at the phones: leave, training and breaks are paid too.
# - Mistake a-quarter: That is the amount of a quarter-hour.
# - Why: {agents:number} agents, {hourly:money} divided by the share at the phones: {euros:money} per hour like this one.

# %%
question(
    "week.hour", "money", precision=EURO, competences=("orders.reasons",),
    facts=_facts,
    answer=lambda case: 4 * _freed(case).euros,
    solution='4 * cc.without_reason(case.quarter, "deferred-when", shrinkage=case.shrinkage, hourly_cost=case.hourly_cost).euros',
    mistakes={"present-always": (lambda case: _freed(case).agents * case.hourly_cost, 0.5), "a-quarter": (lambda case: _freed(case).euros, 0.5)},
)

# %% [markdown] tags=["lang-fr"]
# ## Quel motif d’abord ?
# Trois remèdes sont proposés : annoncer la date à la commande ({cost_1:money} par an), rembourser sous trois jours ({cost_2:money}), contrôler les colis au départ ({cost_3:money}). Chacun supprime son motif. Lequel libère le plus de conseillers par euro dépensé ?
# - Choix deferred-when : Annoncer la date (« Quand arrive-t-il ? »)
# - Choix refund-missing : Rembourser vite (« Remboursement non reçu »)
# - Choix item-missing : Contrôler les colis (« Article manquant »)
# - Indice : Le premier par les appels n’est pas forcément le premier par euro.
# - Indice : Divisez les conseillers libérés par le coût du remède : `case.remedies`.
# - Erreur most-calls : C’est le motif qui a le plus d’appels. Ils sont courts, et le remède est cher.
# - Erreur longest : C’est le motif dont les appels durent le plus. Il est rare : il libère moins, pour plus cher.
# - Pourquoi : « {best} » rapporte {worth:number1} fois son coût en {hours:number} heures comme celle-ci ; le motif le plus fréquent, {most:number1} fois.

# %% [markdown] tags=["lang-en"] of="b84a5c56"
# ## Which reason first?
# Three remedies are proposed: announce the date with the order ({cost_1:money} a year), refund within three days ({cost_2:money}), check parcels as they leave ({cost_3:money}). Each removes its reason. Which frees the most agents per euro spent?
# - Option deferred-when: Announce the date (“When will it come?”)
# - Option refund-missing: Refund fast (“Refund not received”)
# - Option item-missing: Check parcels (“Missing item”)
# - Hint: First by calls is not always first per euro.
# - Hint: Divide the agents freed by the cost of the remedy: `case.remedies`.
# - Mistake most-calls: That is the reason with the most calls. They are short, and the remedy is dear.
# - Mistake longest: That is the reason whose calls last longest. It is rare: it frees less, for more money.
# - Why: “{best}” brings {worth:number1} times its cost in {hours:number} hours like this one; the most frequent reason, {most:number1} times.

# %%
question(
    "week.first", "choice", points=2, competences=("orders.reasons", "crm.decide"),
    facts=_facts,
    answer=_best,
    solution='max(case.remedies, key=lambda reason: cc.without_reason(case.quarter, reason).agents / case.remedies[reason])',
    mistakes={"most-calls": _most_calls, "longest": _dearest},
)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui peut partir au loin
# On propose de confier des contacts à un centre lointain, qui coûte {part:percent0} de moins, reprises comprises. Les commandes restent (un client que l’on écoute achète davantage), ainsi que les demandes complexes : plus de {longest:number} s en moyenne. Combien d’euros par an cela épargne-t-il, pour {hours:number} heures d’ouverture comme ce quart d’heure ?
# - Indice : Deux filtres : la valeur, puis la complexité. Regardez ce qui reste.
# - Indice : `cc.may_leave(cc.reasons(case.quarter).frame)` donne l’épargne d’un quart d’heure ; une heure en compte quatre.
# - Erreur all-but-orders : Vous avez aussi envoyé les demandes complexes : elles reviendraient, et le client aurait appelé deux fois.
# - Erreur whole-cost : Vous avez compté tout le coût. Le centre lointain se paie aussi.
# - Pourquoi : {count:number} motifs sont simples et courts ; les envoyer épargne {saved:money} par an. Supprimer leur cause épargnerait tout leur coût.

# %% [markdown] tags=["lang-en"] of="2e15af0b"
# ## What may go far away
# It is proposed to hand contacts to a centre far away that costs {part:percent0} less, rework included. Orders stay (a customer who is listened to buys more), and so do complex requests: more than {longest:number} s on average. How many euros a year does that save, for {hours:number} opening hours like this quarter-hour?
# - Hint: Two filters: value, then complexity. Look at what is left.
# - Hint: `cc.may_leave(cc.reasons(case.quarter).frame)` gives the saving of a quarter-hour; an hour has four.
# - Mistake all-but-orders: You sent the complex requests too: they would come back, and the customer would have called twice.
# - Mistake whole-cost: You counted the whole cost. The centre far away is paid too.
# - Why: {count:number} reasons are simple and short; sending them saves {saved:money} a year. Removing their cause would save all of their cost.

# %%
question(
    "week.offshore", "money", points=2, precision=EURO, competences=("orders.channels", "orders.reasons"),
    facts=_facts,
    answer=_saved,
    solution='cc.may_leave(cc.reasons(case.quarter).frame, longest_seconds=case.longest_seconds, saved_share=case.saved_share)["saved"].sum() * 4 * 1500',
    mistakes={"all-but-orders": (lambda case: _saved(case, longest=1e6), 0.5), "whole-cost": (lambda case: _saved(case, share=1.0), 0.5)},
)
