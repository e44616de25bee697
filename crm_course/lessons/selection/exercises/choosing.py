"""Choosing: worth, the loser struck out, what topples the winner, judgements, cost, a sheet with a fault."""

# %%

from crm_course.lessons.selection.given import Workshop
from crm_course.selection.costs import ownership
from crm_course.selection.criteria import Choice, compare
from crm_course.selection.methods import min_max
from crm_course.selection.toppling import switch_points
from crm_course.selection.weighing import RANDOM_INDEX, pairwise
from crm_course.workbook.precision import EURO, TENTH, THOUSANDTH
from crm_course.workbook.script import question


def _choice(shop: Workshop) -> Choice:
    return compare(shop.offers, shop.criteria)


def _sheet(shop: Workshop, vendors: list[str]) -> dict[str, float]:
    """The usual sheet, stretched between the vendors that are there."""
    weights = {scale.name: scale.swing / sum(each.swing for each in shop.criteria) for scale in shop.criteria}
    return {str(name): float(value) for name, value in min_max(shop.offers.loc[vendors], weights, costs=["cost", "months"]).items()}


def _first(values: dict[str, float]) -> str:
    return max(values, key=values.__getitem__)


def _facts(shop: Workshop) -> dict[str, object]:
    choice = _choice(shop)
    found = pairwise(shop.judgements)
    nearest = switch_points(choice).dropna().assign(size=lambda frame: frame["change"].abs()).sort_values("size").iloc[0]
    return {
        "first": choice.order[0], "worth": 100 * float(max(choice.values)), "users": shop.users, "ratio": found.consistency_ratio,
        "points": 100 * float(nearest["size"]), "winner": nearest["winner"], "licence": shop.offer.licence, "integration": shop.offer.integration,
        "training": shop.offer.training_per_user, "support": shop.offer.support_rate, "leaving": shop.offer.turnover_of_users,
        "cost": float(ownership(shop.offer, shop.users).to_numpy().sum()),
    }  # fmt: skip


# %% [markdown] tags=["lang-fr"]
# ## La valeur de la première
# Les échelles sont ancrées (`shop.criteria`) : pire acceptable, meilleur acceptable, importance. Combien vaut la meilleure offre, en points sur 100 ?
# - Indice : Une valeur est la place entre le pire et le meilleur acceptables, de 0 à 1.
# - Indice : Les importances se divisent par leur somme.
# - Erreur min-max : Vous avez étiré chaque critère entre la pire et la meilleure *offre* : la valeur dépend alors des perdants.
# - Erreur equal-weights : Vous avez donné le même poids à tous les critères.
# - Erreur out-of-one : Vous l’avez donnée sur 1 : multipliez par cent.
# - Pourquoi : {first} vaut {worth:number1} points, quels que soient les autres candidats.

# %% [markdown] tags=["lang-en"] of="f62adb57"
# ## The worth of the first
# The scales are anchored (`shop.criteria`): worst acceptable, best acceptable, swing. What is the best offer worth, in points out of 100?
# - Hint: A value is the place between the worst and the best acceptable, from 0 to 1.
# - Hint: Swings are divided by their sum.
# - Mistake min-max: You stretched each criterion between the worst and the best *offer*: the value then depends on the losers.
# - Mistake equal-weights: You gave all criteria the same weight.
# - Mistake out-of-one: You gave it out of 1: multiply by a hundred.
# - Why: {first} is worth {worth:number1} points, whoever the other candidates are.

# %%
question(
    "selection.worth", "number", precision=TENTH, competences=("crm.select",), facts=_facts,
    answer=lambda shop: 100 * float(max(_choice(shop).values)),
    solution="100 * selection.compare(shop.offers, shop.criteria).values.max()",
    mistakes={
        "min-max": (lambda shop: 100 * max(_sheet(shop, list(shop.offers.index)).values()), 0.25),
        "equal-weights": (lambda shop: 100 * float(_choice(shop).parts.mean(axis=1).max()), 0.25),
        "out-of-one": (lambda shop: float(max(_choice(shop).values)), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le perdant que l’on retire
# La grille habituelle (`selection.min_max`, coût et délai comptés comme coûts, poids = importances divisées par leur somme) étire chaque critère entre la pire et la meilleure offre. Quel éditeur y passe premier quand on retire **Digitale** ?
# - Indice : Refaites la grille sur `shop.offers.drop(index="Digitale")`.
# - Indice : Comparez avec la grille complète.
# - Choix Ancolie : Ancolie
# - Choix Bleuet : Bleuet
# - Choix Cyprès : Cyprès
# - Pourquoi : Un perdant retiré change les échelles, donc les valeurs de tous les autres. Avec des échelles ancrées, cela ne peut pas arriver.

# %% [markdown] tags=["lang-en"] of="b99fd3ba"
# ## The loser that is struck out
# The usual sheet (`selection.min_max`, cost and months counted as costs, weights = swings divided by their sum) stretches each criterion between the worst and the best offer. Which vendor is first in it when **Digitale** is struck out?
# - Hint: Make the sheet again on `shop.offers.drop(index="Digitale")`.
# - Hint: Compare with the whole sheet.
# - Option Ancolie: Ancolie
# - Option Bleuet: Bleuet
# - Option Cyprès: Cyprès
# - Why: A loser struck out changes the scales, and so the values of all others. With anchored scales this cannot happen.

# %%
question(
    "selection.struck-out", "choice", competences=("crm.select",), facts=_facts,
    answer=lambda shop: _first(_sheet(shop, [name for name in shop.offers.index if name != "Digitale"])),
    solution='selection.min_max(shop.offers.drop(index="Digitale"), {"functions": 0.5, "cost": 0.35, "months": 0.15}, costs=["cost", "months"]).idxmax()',
)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui renverse le vainqueur
# De combien de points le poids le plus sensible doit-il bouger pour que la première offre change ?
# - Indice : `selection.switch_points(…)` donne, pour chaque critère, le poids qui renverse.
# - Indice : Prenez le plus petit écart, sans son signe.
# - Erreur largest : Vous avez pris le plus grand écart : c’est le critère le moins sensible.
# - Pourquoi : {points:number1} points suffisent pour que {winner} passe en tête : le choix se défend critère par critère.

# %% [markdown] tags=["lang-en"] of="9e028f42"
# ## What topples the winner
# By how many points must the most sensitive weight move for the first offer to change?
# - Hint: `selection.switch_points(…)` gives the weight that topples, criterion by criterion.
# - Hint: Take the smallest change, without its sign.
# - Mistake largest: You took the largest change: that is the least sensitive criterion.
# - Why: {points:number1} points are enough for {winner} to go first: the choice is defended criterion by criterion.

# %%
question(
    "selection.switch", "number", precision=TENTH, competences=("crm.select", "crm.decide"), facts=_facts,
    answer=lambda shop: 100 * float(switch_points(_choice(shop))["change"].abs().min()),
    solution='100 * selection.switch_points(selection.compare(shop.offers, shop.criteria))["change"].abs().min()',
    mistakes={"largest": lambda shop: 100 * float(switch_points(_choice(shop))["change"].abs().max())},
)

# %% [markdown] tags=["lang-fr"]
# ## Des jugements qui s’accordent ?
# La patronne a comparé ses critères deux à deux (`shop.judgements`). Quel est le rapport de cohérence ?
# - Indice : `selection.pairwise(…)` le donne ; à la main : (λ − n) / (n − 1), divisé par l’indice aléatoire.
# - Indice : L’indice aléatoire de trois critères, chez Saaty, est 0,58.
# - Erreur index-only : C’est l’indice de cohérence : il reste à le diviser par celui de jugements tirés au hasard.
# - Erreur divided-by-n : Vous avez divisé par n au lieu de n − 1.
# - Pourquoi : {ratio:number2} : au-dessus de 0,10, les jugements sont à revoir ; en dessous, ce n’est encore qu’une habitude, pas une preuve.

# %% [markdown] tags=["lang-en"] of="31bab2ab"
# ## Do the judgements agree?
# The owner compared her criteria two by two (`shop.judgements`). What is the consistency ratio?
# - Hint: `selection.pairwise(…)` gives it; by hand: (λ − n) / (n − 1), divided by the random index.
# - Hint: The random index of three criteria, with Saaty, is 0.58.
# - Mistake index-only: That is the consistency index: it remains to divide it by that of judgements drawn at random.
# - Mistake divided-by-n: You divided by n instead of n − 1.
# - Why: {ratio:number2}: above 0.10 the judgements are to be looked at again; below, it is still a habit, not a proof.

# %%
question(
    "selection.consistency", "number", precision=THOUSANDTH, competences=("crm.select",), facts=_facts,
    answer=lambda shop: pairwise(shop.judgements).consistency_ratio,
    solution="selection.pairwise(shop.judgements).consistency_ratio",
    mistakes={
        "index-only": (lambda shop: pairwise(shop.judgements).consistency_ratio * RANDOM_INDEX[3], 0.5),
        "divided-by-n": (lambda shop: pairwise(shop.judgements).consistency_ratio * 2 / 3, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le coût sur cinq ans
# Une offre demande {licence:money} de licence par personne et par an, {integration:money} de mise en place, {training:money} de formation par personne, une maintenance de {support:percent0} de la mise en place par an ; {leaving:percent0} des {users} personnes sont remplacées chaque année. Que coûte-t-elle sur cinq ans, en euros ?
# - Indice : La licence est due pour tous, qu’ils s’en servent ou non.
# - Indice : Chaque année, les nouveaux venus sont à former.
# - Erreur no-turnover : Vous avez formé tout le monde une fois : les nouveaux venus arrivent chaque année.
# - Erreur first-year : C’est le coût jusqu’à la fin de la première année seulement.
# - Erreur no-support : Vous avez oublié la maintenance.
# - Pourquoi : {cost:money} : licences, mise en place, formation de tous puis des nouveaux, maintenance.

# %% [markdown] tags=["lang-en"] of="9301ea1e"
# ## The cost over five years
# An offer asks {licence:money} of licence per person and year, {integration:money} of set-up, {training:money} of training per person, and a support of {support:percent0} of the set-up per year; {leaving:percent0} of the {users} people are replaced every year. What does it cost over five years, in euros?
# - Hint: The licence is due for all, whether they use it or not.
# - Hint: Every year the newcomers are to be trained.
# - Mistake no-turnover: You trained everyone once: newcomers arrive every year.
# - Mistake first-year: That is the cost up to the end of the first year only.
# - Mistake no-support: You forgot the support.
# - Why: {cost:money}: licences, set-up, training of all and then of newcomers, support.

# %%
question(
    "selection.cost", "money", unit="€", precision=EURO, competences=("crm.benefit", "crm.select"), facts=_facts,
    answer=lambda shop: float(ownership(shop.offer, shop.users).to_numpy().sum()),
    solution="selection.ownership(shop.offer, shop.users).sum().sum()",
    mistakes={
        "no-turnover": (lambda shop: float(ownership(shop.offer, shop.users).to_numpy().sum() - ownership(shop.offer, shop.users)["training"].iloc[1:].sum()), 0.5),
        "first-year": lambda shop: float(ownership(shop.offer, shop.users).iloc[:2].to_numpy().sum()),
        "no-support": (lambda shop: float(ownership(shop.offer, shop.users).drop(columns="support").to_numpy().sum()), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouver l’erreur
# Un éditeur envoie sa comparaison : fonctions 40 %, prix 30 %, coût total 25 %, délai 15 %. Il est premier. Quelles erreurs voyez-vous ?
# - Indice : Additionnez.
# - Indice : Le prix fait partie du coût total.
# - Choix sum : Les poids dépassent cent pour cent.
# - Choix twice : Le prix compte deux fois.
# - Choix few : Quatre critères ne suffisent jamais.
# - Choix first : L’auteur d’une comparaison ne peut pas être premier.
# - Pourquoi : La somme est fausse, et le prix, déjà compris dans le coût total, pèse deux fois. Le nombre de critères et l’auteur ne prouvent rien.

# %% [markdown] tags=["lang-en"] of="3d6d46b1"
# ## Find the error
# A vendor sends its comparison: functions 40%, price 30%, total cost 25%, time to start 15%. It is first. Which errors do you see?
# - Hint: Add up.
# - Hint: The price is part of the total cost.
# - Option sum: The weights exceed a hundred percent.
# - Option twice: The price counts twice.
# - Option few: Four criteria are never enough.
# - Option first: The author of a comparison cannot be first.
# - Why: The sum is wrong, and the price, already in the total cost, weighs twice. The number of criteria and the author prove nothing.

# %%
question("selection.fault", "choices", competences=("crm.select",), answer=lambda shop: {"sum", "twice"}, solution='{"sum", "twice"}')
