"""Decide: when to stop writing, who brings profit, what goes together, what to serve, whom to call."""

# %%
from typing import Any

from crm_course import cases, value
from crm_course.workbook.precision import HUNDREDTH, TENTH, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from ..given import ValueCase

def letters(case: ValueCase) -> Any:
    """The chain of letters."""
    return value.migration(case.stay, case.letter_margin, case.letter_cost, case.letter_discount)


def _myopic(case: ValueCase) -> int:
    """The last quarter in which the letter pays at once."""
    return sum(chance * case.letter_margin > case.letter_cost for chance in case.stay)


def offer(case: ValueCase, budget: float | None) -> Any:
    """The service offer of the home-shopping case within a budget."""
    facts = cases.home_shopping()
    return value.service_offer(facts.segments, facts.menu, budget=budget)


def _points(frame: Any) -> float:
    segments = cases.home_shopping().segments
    return float((frame["perceived_value"] * segments["customers"] * segments["weight"]).sum() / 1000)


def base(case: ValueCase) -> Any:
    """The shop appraised."""
    return value.appraise(case.orders, margin=0.32, until=case.until)


def _called(case: ValueCase) -> dict[str, Any]:
    found = base(case)
    called = found.call(50)
    return {
        "total": round(found.capital.total), "low": round(found.low), "high": round(found.high), "stake": round(float(called["stake"].sum())),
        "first": called["customer_id"].iloc[0], "top": found.capital.top_decile_share,
        "first_high": round(float(called["high"].iloc[0])), "check": found.check.sentence() if found.check else "–",
    }

# %% [markdown] tags=["lang-fr"]
# ## Quand cesser d’écrire ?
# `case.stay` : chance d’acheter dans le trimestre, 1, 2, … trimestres après le dernier achat, si l’on écrit. Un achat rapporte {margin:money}, une lettre coûte {cost:money}, le taux est de {rate:percent} par trimestre. Jusqu’à quel trimestre sans achat faut-il écrire ?
# - Indice : Une lettre ramène parfois un client, qui rachètera encore : elle vaut plus que la marge du trimestre.
# - Indice : `value.migration(case.stay, …)`, puis `.stop_after`.
# - Erreur this-quarter-only : Vous avez comparé la lettre à la seule marge du trimestre : un client qui revient rapporte encore ensuite.
# - Erreur to-the-end : Au dernier rang, la lettre coûte plus que ce qu’elle ramène.
# - Pourquoi : S’arrêter là vaut {gain:money} de plus par client que d’écrire toujours.

# %% [markdown] tags=["lang-en"] of="863d372e"
# ## When to stop writing?
# `case.stay`: chance to buy in the quarter, 1, 2, … quarters after the last purchase, if one writes. A purchase brings {margin:money}, a letter costs {cost:money}, the rate is {rate:percent} a quarter. Up to which quarter without a purchase should one write?
# - Hint: A letter sometimes brings back a customer, who will buy again: it is worth more than the margin of the quarter.
# - Hint: `value.migration(case.stay, …)`, then `.stop_after`.
# - Mistake this-quarter-only: You compared the letter with the margin of the quarter alone: a customer who comes back brings more later.
# - Mistake to-the-end: At the last recency the letter costs more than it brings back.
# - Why: Stopping there is worth {gain:money} more a customer than writing for ever.

# %%
question(
    "value.stop", "number", precision=TENTH, competences=("ndrc.target", "crm.benefit"),
    facts=lambda case: {
        "margin": case.letter_margin, "cost": case.letter_cost, "rate": case.letter_discount,
        "gain": letters(case).best_values[0] - letters(case).values[0],
    },
    answer=lambda case: letters(case).stop_after,
    solution="value.migration(case.stay, case.letter_margin, case.letter_cost, case.letter_discount).stop_after",
    mistakes={
        "this-quarter-only": (lambda case: _myopic(case), 0.25),
        "to-the-end": lambda case: len(case.stay),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La baleine
# `case.profits` : marge d’un an moins coût de service, par client. Quelle part du profit **au sommet** de la courbe est détruite ensuite par ceux qui coûtent plus qu’ils ne rapportent ?
# - Indice : `value.whale(case.profits)` : au sommet `.peak`, au bout `.total`.
# - Indice : (sommet − total) / sommet.
# - Erreur share-of-customers : C’est la part des clients qui coûtent, non la part du profit qu’ils détruisent.
# - Erreur over-the-total : Vous avez divisé par le profit final ; on demande la part du sommet.
# - Erreur what-is-left : C’est la part qui reste.
# - Pourquoi : {peak:money} au sommet, {total:money} au bout. Avant de se séparer de quelqu’un : peut-on le servir à moindre coût ?

# %% [markdown] tags=["lang-en"] of="3d259366"
# ## The whale
# `case.profits`: margin of a year less cost to serve, by customer. What share of the profit **at the peak** of the curve is then destroyed by those who cost more than they bring?
# - Hint: `value.whale(case.profits)`: `.peak` at the top, `.total` at the end.
# - Hint: (peak − total) / peak.
# - Mistake share-of-customers: That is the share of the customers who cost, not the share of the profit that they destroy.
# - Mistake over-the-total: You divided by the final profit; the share of the peak is asked for.
# - Mistake what-is-left: That is the share that is left.
# - Why: {peak:money} at the peak, {total:money} at the end. Before parting with anyone: can he be served at lower cost?

# %%
question(
    "value.whale", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("orders.channels", "crm.benefit"),
    facts=lambda case: {"peak": value.whale(case.profits).peak, "total": value.whale(case.profits).total},
    answer=lambda case: value.whale(case.profits).destroyed / value.whale(case.profits).peak,
    mistakes={
        "share-of-customers": lambda case: 1 - value.whale(case.profits).peak_share,
        "over-the-total": (lambda case: value.whale(case.profits).destroyed / value.whale(case.profits).total, 0.5),
        "what-is-left": (lambda case: value.whale(case.profits).total / value.whale(case.profits).peak, 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Fromage et vin
# Sur {baskets:number} paniers, {cheese:number} ont du fromage, {wine:number} du vin, {both:number} les deux (`case.baskets`, `case.with_cheese`, `case.with_wine`, `case.with_both`). Combien de fois plus souvent que par hasard vont-ils ensemble ?
# - Indice : Si fromage et vin s’ignoraient, combien de paniers auraient les deux ?
# - Indice : Les deux × paniers / (fromage × vin).
# - Erreur confidence : C’est la part des paniers à fromage qui ont du vin : sans la comparer à celle de tous les paniers, elle ne dit rien.
# - Erreur support : C’est la part de tous les paniers qui ont les deux.
# - Pourquoi : Ensemble n’est pas « à cause de » : un lot s’essaie, et sa remise va aussi à ceux qui achetaient déjà les deux.

# %% [markdown] tags=["lang-en"] of="99978c92"
# ## Cheese and wine
# Of {baskets:number} baskets, {cheese:number} hold cheese, {wine:number} wine, {both:number} both (`case.baskets`, `case.with_cheese`, `case.with_wine`, `case.with_both`). How many times more often than by chance do they go together?
# - Hint: If cheese and wine knew nothing of each other, how many baskets would hold both?
# - Hint: Both × baskets / (cheese × wine).
# - Mistake confidence: That is the share of the baskets with cheese that hold wine: without comparing it with all baskets it says nothing.
# - Mistake support: That is the share of all baskets that hold both.
# - Why: Together is not “because of”: a bundle must be tried, and its rebate goes to those who bought both anyway, too.

# %%
question(
    "value.lift", "number", precision=HUNDREDTH, competences=("ndrc.accompany", "ndrc.e-commerce"),
    facts=lambda case: {"baskets": case.baskets, "cheese": case.with_cheese, "wine": case.with_wine, "both": case.with_both},
    answer=lambda case: case.with_both * case.baskets / (case.with_cheese * case.with_wine),
    mistakes={
        "confidence": (lambda case: case.with_both / case.with_cheese, 0.25),
        "support": lambda case: case.with_both / case.baskets,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Une offre de service pour chacun
# Le groupe de vente à distance a {budget:money} par an (`case.budget`) pour son offre de service : `cases.home_shopping()` donne `.segments` et `.menu`. Quelle valeur perçue peut-on servir au mieux, en milliers de points (points par client × clients × poids, sommés sur les segments) ?
# - Indice : `value.service_offer(segments, menu, budget=…)` choisit un niveau par élément et par segment.
# - Indice : Multipliez `perceived_value` par les clients et par leur poids, ligne à ligne, puis additionnez et divisez par 1 000.
# - Erreur no-budget : C’est l’offre sans limite de budget.
# - Erreur nothing-more : C’est le service minimum, sans rien dépenser.
# - Erreur without-weights : Vous avez oublié les poids des segments dans la somme.
# - Pourquoi : {spent:money} dépensés. Différencier n’est pas traiter au cas par cas : une ligne par segment, la même pour tous ses clients.

# %% [markdown] tags=["lang-en"] of="96809e2b"
# ## A service offer for each
# The home-shopping group has {budget:money} a year (`case.budget`) for its service offer: `cases.home_shopping()` gives `.segments` and `.menu`. How much perceived value can be served at best, in thousands of points (points a customer × customers × weight, summed over the segments)?
# - Hint: `value.service_offer(segments, menu, budget=…)` chooses one level an item and segment.
# - Hint: Multiply `perceived_value` by the customers and their weight, row by row, then add and divide by 1,000.
# - Mistake no-budget: That is the offer without a limit.
# - Mistake nothing-more: That is the least service, without spending anything.
# - Mistake without-weights: You forgot the segments’ weights in the sum.
# - Why: {spent:money} spent. Differentiated does not mean case by case: one line a segment, the same for all its customers.

# %%
question(
    "value.offer", "number", precision=TENTH, competences=("orders.quality", "ndrc.accompany"),
    facts=lambda case: {"budget": case.budget, "spent": float(offer(case, case.budget)["cost"].sum())},
    answer=lambda case: _points(offer(case, case.budget)),
    solution="value.service_offer(cases.home_shopping().segments, cases.home_shopping().menu, budget=case.budget)"
    '.merge(cases.home_shopping().segments).eval("perceived_value * customers * weight").sum() / 1000',
    mistakes={
        "no-budget": (lambda case: _points(offer(case, None)), 0.25),
        "nothing-more": lambda case: _points(offer(case, 0.0)),
        "without-weights": (
            lambda case: float((offer(case, case.budget)["perceived_value"] * cases.home_shopping().segments["customers"]).sum() / 1000), 0.5,
        ),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# Inès peut passer cinquante appels ce mois-ci. Qui appeler, pourquoi eux, et qu’est-ce qui peut être faux ? Écrivez-lui votre conseil, chiffres à l’appui (`value.appraise(case.orders, margin=0.32, until=case.until)`).
# - Indice : Ce qui est en jeu : valeur × chance d’être parti.
# - Indice : Dites la valeur de la base avec ses bornes, et si le modèle a tenu sur le passé du fichier.
# - Critère : La valeur de la base est citée, avec une borne.
# - Critère : Le critère de la liste est dit : de la valeur, et un risque de départ.
# - Critère : L’incertitude d’un client pris seul est dite.
# - Critère : Un essai est proposé : appeler la moitié, tirée au hasard, et comparer.
# - Critère : Le conseil est clair et tient en quelques phrases.
# - Modèle : Vos clients valent {total:money}, 8 chances sur 10 entre {low:money} et {high:money} ; le premier dixième en porte {top:percent}. Appelez les cinquante pour qui valeur × chance d’être parti est la plus forte ({stake:money} en jeu en tout), {first} d’abord. Pour un client seul, l’incertitude est grande : celui-là rapportera entre 0 et {first_high:money}. {check} Appelez-en la moitié, tirée au hasard, et comparez les rachats des deux moitiés.

# %% [markdown] tags=["lang-en"] of="d80ee3cf"
# ## Decide and defend
# Inès can make fifty calls this month. Whom to call, why them, and what may be wrong? Write your advice to her, with figures (`value.appraise(case.orders, margin=0.32, until=case.until)`).
# - Hint: What is at stake: value × chance of being gone.
# - Hint: Say the value of the base with its limits, and whether the model held on the file’s past.
# - Criterion: The value of the base is quoted, with a limit.
# - Criterion: The rule of the list is said: value, and a risk of leaving.
# - Criterion: The uncertainty of a customer alone is said.
# - Criterion: A trial is proposed: call half, drawn at random, and compare.
# - Criterion: The advice is clear and takes a few sentences.
# - Model: Your customers are worth {total:money}, 8 chances in 10 between {low:money} and {high:money}; the first tenth holds {top:percent} of it. Call the fifty for whom value × chance of being gone is highest ({stake:money} at stake in all), {first} first. For one customer alone the uncertainty is large: that one will bring between 0 and {first_high:money}. {check} Call half of them, drawn at random, and compare the purchases of the two halves.

# %%
question(
    "value.calls", "open", points=3, competences=("crm.decide", "ndrc.target", "omni.argument"),
    facts=_called,
    rubric=[
        {"numbers": lambda case: [_called(case)["total"], _called(case)["low"]]},
        {"words": (r"en jeu|parti|risque|s.[ée]loign", r"stake|gone|leav|risk|fad")},
        {"words": (r"incertitude|intervalle|entre 0|chances? sur", r"uncertain|interval|between 0|chances? in")},
        {"words": (r"moiti[ée]|hasard|t[ée]moin|comparer", r"half|random|control|compare")},
        {},
    ],
)
