"""The words of the chapter, in French and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from crm_course.foundations.language import Text

if TYPE_CHECKING:
    from .comparison import Comparison
    from .plan import Plan

__all__ = ["LABELS", "comparison_sentence", "label", "plan_sentence"]

LABELS: dict[str, Text] = {
    "turnover": Text(fr="Chiffre d’affaires HT", en="Turnover excl. tax"),
    "purchases": Text(fr="Achats", en="Purchases"),
    "packaging": Text(fr="Emballages", en="Packaging"),
    "delivery": Text(fr="Livraison", en="Delivery"),
    "returns": Text(fr="Retours", en="Returns"),
    "sundry": Text(fr="Frais divers", en="Sundry"),
    "fixed_costs": Text(fr="Charges fixes", en="Fixed costs"),
    "online": Text(fr="Ventes en ligne", en="Online sales"),
}
"""What inputs and costs are called on screen."""


def label(name: str) -> Text:
    """The label of an input or cost; a name that the course does not know stands for itself."""
    return LABELS.get(name) or Text.literal(name.replace("_", " "))


# -- rules --------------------------------------------------------------------------------

STEP_RULE = Text(fr="un volume (commandes, unités…) pour une charge par paliers", en="a volume (orders, units…) for a stepped cost")
NAME_RULE = Text(fr="unique : deux charges, canaux ou volumes portent ce nom", en="unique: two costs, channels or volumes have this name")
PARTS_RULE = Text(fr="au plus égal au chiffre d’affaires ({turnover:money})", en="at most the turnover ({turnover:money})")

# -- a plan -------------------------------------------------------------------------------

PLAN_SENTENCE = Text(
    fr="Avec {turnover:money} de chiffre d’affaires, le résultat est de {result:money}. Le seuil de rentabilité est à {break_even:money} : "
    "les ventes peuvent baisser de {margin:percent} avant la première perte.",
    en="With a turnover of {turnover:money}, the result is {result:money}. Break-even is at {break_even:money}: "
    "sales can fall by {margin:percent} before the first loss.",
)
PLAN_LOSS = Text(
    fr="Avec {turnover:money} de chiffre d’affaires, la perte est de {loss:money}. "
    "Il faudrait vendre {break_even:money} pour couvrir les charges.",
    en="With a turnover of {turnover:money}, the loss is {loss:money}. It would take sales of {break_even:money} to cover the costs.",
)
PLAN_HOPELESS = Text(
    fr="Chaque euro vendu coûte {rate:percent} de son prix : "
    "il n’y a pas de seuil de rentabilité, vendre plus ne fait qu’augmenter la perte. "
    "Il faut d’abord baisser les charges variables ou relever les prix.",
    en="Each euro sold costs {rate:percent} of its price: there is no break-even, selling more only adds to the loss. "
    "Lower the variable costs or raise the prices first.",
)
PLAN_NO_SALES = Text(
    fr="Sans chiffre d’affaires, la perte est égale aux charges fixes : {loss:money}. "
    "Saisissez un chiffre d’affaires pour aller plus loin.",
    en="Without any turnover, the loss equals the fixed costs: {loss:money}. Enter a turnover to go further.",
)
PLAN_SCENARIOS = Text(
    fr="{count:number} scénarios : le résultat va de {low:money} à {high:money}.",
    en="{count:number} scenarios: the result goes from {low:money} to {high:money}.",
)


def plan_sentence(plan: Plan, language: str | None = None) -> str:
    """A plan in words, whatever it leads to."""
    if np.ndim(plan.result):
        results = np.asarray(plan.result)
        return PLAN_SCENARIOS.say(language, count=results.size, low=np.nanmin(results), high=np.nanmax(results))
    if plan.turnover == 0:
        return PLAN_NO_SALES.say(language, loss=-plan.result)
    if plan.contribution_margin_rate <= 0:
        return PLAN_HOPELESS.say(language, rate=plan.variable_rate)
    if plan.result < 0:
        return PLAN_LOSS.say(language, turnover=plan.turnover, loss=-plan.result, break_even=plan.break_even_turnover)
    return PLAN_SENTENCE.say(
        language, turnover=plan.turnover, result=plan.result, break_even=plan.break_even_turnover, margin=plan.safety_margin_rate
    )


# -- two plans ----------------------------------------------------------------------------

GAIN = Text(
    fr="Le projet rapporte {gain:money} de plus par an, à condition que le chiffre d’affaires augmente d’au moins {required:percent} "
    "(jusqu’à {turnover:money}) ; le plan prévoit {growth:percent}.",
    en="The project earns {gain:money} more a year, provided that turnover grows by at least {required:percent} "
    "(to {turnover:money}); the plan assumes {growth:percent}.",
)
GAIN_ANYWAY = Text(
    fr="Le projet rapporte {gain:money} de plus par an, même sans hausse du chiffre d’affaires.",
    en="The project earns {gain:money} more a year, even if turnover does not grow.",
)
LOSS = Text(
    fr="Le projet coûte {loss:money} par an : pour faire mieux que sans lui, il faudrait {turnover:money} de chiffre d’affaires "
    "({required:percent} de plus qu’aujourd’hui) ; le plan prévoit {growth:percent}.",
    en="The project costs {loss:money} a year: to do better than without it, it would take a turnover of {turnover:money} "
    "({required:percent} more than today); the plan assumes {growth:percent}.",
)
LOSS_ANYWAY = Text(
    fr="Le projet coûte {loss:money} par an, "
    "et aucune hausse du chiffre d’affaires n’y changerait rien : chaque vente supplémentaire perd de l’argent.",
    en="The project costs {loss:money} a year, and no growth of turnover would change that: each additional sale loses money.",
)
EVEN = Text(
    fr="Avec ou sans le projet, le résultat est le même : {result:money}.",
    en="With or without the project, the result is the same: {result:money}.",
)
GAIN_SCENARIOS = Text(
    fr="{count:number} scénarios : le gain annuel va de {low:signed_money} à {high:signed_money} ; "
    "le projet paie dans {share:percent} d’entre eux.",
    en="{count:number} scenarios: the yearly gain goes from {low:signed_money} to {high:signed_money}; "
    "the project pays in {share:percent} of them.",
)


def comparison_sentence(comparison: Comparison, language: str | None = None) -> str:
    """Two plans in words: the gain, and the growth that it takes."""
    gain = comparison.gain
    if np.ndim(gain):
        share = np.mean(np.asarray(gain) > 0)
        return GAIN_SCENARIOS.say(language, count=np.size(gain), low=np.nanmin(gain), high=np.nanmax(gain), share=share)
    told = {"turnover": comparison.required_turnover, "required": comparison.required_growth, "growth": comparison.growth}
    if abs(gain) < 0.5:
        return EVEN.say(language, result=comparison.after.result)
    if gain > 0:
        return (GAIN if told["required"] > 0 else GAIN_ANYWAY).say(language, gain=gain, **told)
    return (LOSS if np.isfinite(told["turnover"]) else LOSS_ANYWAY).say(language, loss=-gain, **told)
