"""Stock: safety for a promise, published code that is wrong, one order for a season."""

# %%
from math import sqrt
from typing import Any

from scipy.special import ndtri

from crm_course.supply.houses import House
from crm_course.supply.safety import safety_stock, two_promises
from crm_course.supply.season import newsvendor
from crm_course.workbook.precision import TENTH, Precision
from crm_course.workbook.script import question
from crm_course.foundations.language import Text

UNIT = Precision(0.6, Text(fr="arrondi à l’unité", en="rounded to the unit"))
_Z = float(ndtri(0.95))


def _safety(shop: House, **more: float) -> float:
    return float(safety_stock(shop.mean, shop.sd, shop.lead, in_stock=0.95, **more))


def _sd_lead(shop: House) -> float:
    """Standard deviation of demand over the lead time."""
    return shop.sd * sqrt(shop.lead)


def _filled(shop: House) -> float:
    return float(safety_stock(shop.mean, shop.sd, shop.lead, fill_rate=shop.target, batch=shop.batch))


def _facts(shop: House) -> dict[str, Any]:
    filled = _filled(shop)
    return {
        "sd": shop.sd, "mean": shop.mean, "lead": shop.lead, "lead_sd": shop.lead_sd, "review": shop.review, "batch": shop.batch,
        "target": shop.target, "plain": _safety(shop), "periodic": _safety(shop, review=shop.review), "variable": _safety(shop, lead_sd=shop.lead_sd),
        "filled": filled, "cycle": float(safety_stock(shop.mean, shop.sd, shop.lead, in_stock=shop.target)),
        "in_stock": two_promises(filled, _sd_lead(shop), shop.batch).in_stock, "sd_lead": _sd_lead(shop),
        "four": 4 * _safety(shop), "two": 2 * _safety(shop), "caret": _caret(shop),
        "price": shop.price, "cost": shop.cost, "salvage": shop.salvage, "season_mean": shop.season_mean, "season_sd": shop.season_sd,
        "quantity": newsvendor(shop.price, shop.cost, shop.salvage, shop.season_mean, shop.season_sd).quantity,
        "ratio": (shop.price - shop.cost) / (shop.price - shop.salvage),
    }  # fmt: skip


def _caret(shop: House) -> float:
    """What the published line gives: ^ compares bits, after the sums and the products."""
    return _Z * sqrt(int(shop.lead * shop.sd**2 + shop.mean**2 * shop.lead_sd) ^ 2)


def _season(shop: House, ratio: float) -> float:
    return shop.season_mean + shop.season_sd * float(ndtri(ratio))

# %% [markdown] tags=["lang-fr"]
# ## Le stock de sécurité d’un terreau
# Le terreau se vend à {mean:number} sacs par semaine, avec un écart-type de {sd:number}. Il arrive {lead:number} semaines après la commande, et Karim ne regarde son stock que toutes les {review:number} semaines. Quel stock de sécurité pour que 95 % des cycles se passent sans rupture ?
# - Indice : Il faut couvrir le délai et l’attente du prochain regard.
# - Indice : Essayez `supply.safety_stock(…, review=…, in_stock=0.95)`.
# - Erreur review-forgotten : Vous avez couvert le délai seul. Entre deux regards, personne ne commande : ce temps-là compte aussi.
# - Erreur time-not-under-the-root : Vous avez multiplié l’écart-type par le nombre de semaines. Les hasards se compensent en partie : il croît comme la racine du temps.
# - Erreur one-week-only : C’est le stock pour une seule semaine de demande.
# - Pourquoi : {periodic:number1} sacs, contre {plain:number1} si le stock était regardé en continu : c’est le prix de ne regarder que de temps en temps.

# %% [markdown] tags=["lang-en"] of="2c6711b2"
# ## The safety stock of a potting soil
# Potting soil sells at {mean:number} bags a week, with a standard deviation of {sd:number}. It arrives {lead:number} weeks after the order, and Karim looks at his stock only every {review:number} weeks. Which safety stock lets 95% of cycles pass without a stock-out?
# - Hint: The lead time is to be covered, and the wait for the next look.
# - Hint: Try `supply.safety_stock(…, review=…, in_stock=0.95)`.
# - Mistake review-forgotten: You covered the lead time alone. Between two looks nobody orders: that time counts too.
# - Mistake time-not-under-the-root: You multiplied the standard deviation by the number of weeks. Chances make up for one another in part: it grows as the root of time.
# - Mistake one-week-only: That is the stock for a single week of demand.
# - Why: {periodic:number1} bags, against {plain:number1} if the stock were always watched: the price of looking only now and then.

# %%
question(
    "supply.safety", "number", precision=TENTH, competences=("orders.stock",),
    facts=_facts,
    answer=lambda shop: _safety(shop, review=shop.review),
    solution="supply.safety_stock(shop.mean, shop.sd, shop.lead, review=shop.review, in_stock=0.95)",
    mistakes={
        "review-forgotten": (lambda shop: _safety(shop), 0.5),
        "time-not-under-the-root": lambda shop: _Z * shop.sd * (shop.lead + shop.review),
        "one-week-only": lambda shop: _Z * shop.sd,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un fournisseur qui varie
# Le même terreau, regardé en continu : le délai est de {lead:number} semaines en moyenne, avec un écart-type de {lead_sd:number} semaines. Quel stock de sécurité pour 95 % des cycles sans rupture ?
# - Indice : Un délai plus long d’une semaine demande une semaine de demande moyenne en plus.
# - Indice : Essayez `supply.safety_stock(…, lead_sd=…, in_stock=0.95)`.
# - Erreur lead-time-taken-as-sure : Vous avez tenu le délai pour sûr. Un retard du fournisseur demande {mean:number} sacs par semaine de retard.
# - Erreur deviations-added : Vous avez additionné deux écarts-types. Ce sont les variances (leurs carrés) qui s’additionnent.
# - Pourquoi : {variable:number1} sacs, contre {plain:number1} avec un délai sûr : la ponctualité du fournisseur vaut plus que de meilleures prévisions.

# %% [markdown] tags=["lang-en"] of="f6be55e5"
# ## A supplier who varies
# The same potting soil, always watched: the lead time is {lead:number} weeks on average, with a standard deviation of {lead_sd:number} weeks. Which safety stock for 95% of cycles without a stock-out?
# - Hint: A lead time one week longer asks for one week of mean demand more.
# - Hint: Try `supply.safety_stock(…, lead_sd=…, in_stock=0.95)`.
# - Mistake lead-time-taken-as-sure: You took the lead time as sure. A late supplier asks for {mean:number} bags for each week of delay.
# - Mistake deviations-added: You added two standard deviations. It is the variances (their squares) that add up.
# - Why: {variable:number1} bags, against {plain:number1} with a sure lead time: a punctual supplier is worth more than better forecasts.

# %%
question(
    "supply.lead", "number", precision=TENTH, competences=("orders.stock",),
    facts=_facts,
    answer=lambda shop: _safety(shop, lead_sd=shop.lead_sd),
    solution="supply.safety_stock(shop.mean, shop.sd, shop.lead, lead_sd=shop.lead_sd, in_stock=0.95)",
    mistakes={
        "lead-time-taken-as-sure": (lambda shop: _safety(shop), 0.25),
        "deviations-added": (lambda shop: _Z * (_sd_lead(shop) + shop.mean * shop.lead_sd), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## 98 %, mais de quoi ?
# Karim commande {batch:number} sacs à la fois ; l’écart-type pendant le délai est de {sd_lead:number} sacs. Il veut que {target:percent} de la demande soit servie aussitôt. Quel stock de sécurité ?
# - Indice : Une rupture ne touche que la fin d’un lot ; tout le reste du lot est servi.
# - Indice : Essayez `supply.safety_stock(…, fill_rate=…, batch=…)`.
# - Erreur cycles-for-demand : C’est le stock pour {target:percent} des cycles sans rupture. La promesse porte sur la demande servie : elle demande moins.
# - Erreur safety-of-95 : C’est le stock pour 95 % des cycles sans rupture : ce n’est ni la promesse, ni le bon taux.
# - Pourquoi : {filled:number1} sacs, contre {cycle:number1} pour {target:percent} des cycles : avec le premier, {in_stock:percent} seulement des cycles sont sans rupture.

# %% [markdown] tags=["lang-en"] of="6665de97"
# ## 98%, but of what?
# Karim orders {batch:number} bags at a time; the standard deviation over the lead time is {sd_lead:number} bags. He wants {target:percent} of demand to be filled at once. Which safety stock?
# - Hint: A stock-out touches only the end of a batch; all the rest of the batch is served.
# - Hint: Try `supply.safety_stock(…, fill_rate=…, batch=…)`.
# - Mistake cycles-for-demand: That is the stock for {target:percent} of cycles without a stock-out. The promise is about demand filled: it takes less.
# - Mistake safety-of-95: That is the stock for 95% of cycles without a stock-out: neither the promise nor the right rate.
# - Why: {filled:number1} bags, against {cycle:number1} for {target:percent} of cycles: with the former, only {in_stock:percent} of cycles pass without a stock-out.

# %%
question(
    "supply.fill", "number", points=2, precision=TENTH, competences=("orders.stock", "crm.decide"),
    facts=_facts,
    answer=_filled,
    solution="supply.safety_stock(shop.mean, shop.sd, shop.lead, fill_rate=shop.target, batch=shop.batch)",
    mistakes={
        "cycles-for-demand": (lambda shop: float(safety_stock(shop.mean, shop.sd, shop.lead, in_stock=shop.target)), 0.25),
        "safety-of-95": lambda shop: _safety(shop),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un programme publié
# Un programme que l’on trouve en ligne calcule le stock de la question 2 ainsi, en Python, et rend {caret:number1} :
#
# `z * sqrt(lead * sd**2 + mean**2 * lead_sd^2)`
#
# Qu’est-ce qui est faux ?
# - Choix root : la racine : les écarts-types s’additionnent
# - Choix z : `z` : il devrait multiplier la moyenne
# - Choix caret : `^` : en Python, ce n’est pas une puissance
# - Choix lead : `lead * sd**2` : le délai devrait être au carré
# - Choix nothing : rien : le résultat est juste
# - Indice : Calculez la valeur juste, et comparez.
# - Indice : Tapez `2^2` dans une cellule.
# - Erreur nothing-seen : Le résultat est loin de celui de la question 2 : un quart du stock manque.
# - Erreur root-blamed : La racine d’une somme de carrés est juste : ce sont les variances qui s’additionnent.
# - Pourquoi : `^` compare les nombres bit à bit, après les sommes et les produits : le carré de l’écart-type du délai n’est jamais calculé. {caret:number1} au lieu de {variable:number1}, et personne ne s’en aperçoit : le nombre a l’air raisonnable.

# %% [markdown] tags=["lang-en"] of="0f92daec"
# ## A published program
# A program that can be found on the web computes the stock of question 2 like this, in Python, and gives {caret:number1}:
#
# `z * sqrt(lead * sd**2 + mean**2 * lead_sd^2)`
#
# What is wrong?
# - Option root: the root: standard deviations add up
# - Option z: `z`: it should multiply the mean
# - Option caret: `^`: in Python it is no power
# - Option lead: `lead * sd**2`: the lead time should be squared
# - Option nothing: nothing: the result is right
# - Hint: Compute the right value, and compare.
# - Hint: Type `2^2` into a cell.
# - Mistake nothing-seen: The result is far from that of question 2: a quarter of the stock is missing.
# - Mistake root-blamed: The root of a sum of squares is right: it is variances that add up.
# - Why: `^` compares numbers bit by bit, after the sums and the products: the square of the lead time’s deviation is never computed. {caret:number1} instead of {variable:number1}, and nobody notices: the number looks reasonable.

# %%
question(
    "supply.caret", "choice", competences=("crm.quality", "orders.stock"),
    facts=_facts,
    answer=lambda shop: "caret",
    mistakes={"nothing-seen": lambda shop: "nothing", "root-blamed": lambda shop: "root"},
)

# %% [markdown] tags=["lang-fr"]
# ## Une seule commande pour la saison
# Un salon de jardin figure au catalogue : vendu {price:money}, acheté {cost:money}, soldé {salvage:money} en fin de saison. La demande attendue est de {season_mean:number0}, à {season_sd:number0} près (écart-type). Combien en commander ?
# - Indice : Comparez ce que coûte un salon de trop et ce que coûte un salon qui manque.
# - Indice : Essayez `supply.newsvendor(prix, coût, solde, moyenne, écart-type).quantity`.
# - Erreur mean : C’est la moyenne. Un salon qui manque coûte plus qu’un salon de trop : il faut en commander davantage.
# - Erreur upside-down : Le rapport est inversé : un salon de trop ne perd que la différence entre l’achat et le solde.
# - Erreur margin-over-price : Vous avez rapporté la marge au prix, comme si les invendus ne valaient rien : ils se soldent {salvage:money}.
# - Pourquoi : {quantity:number0} salons : la quantité que la demande ne dépasse pas {ratio:percent} du temps.

# %% [markdown] tags=["lang-en"] of="954ee829"
# ## A single order for the season
# A set of garden furniture is in the catalogue: sold at {price:money}, bought at {cost:money}, sold off at {salvage:money} at the end of the season. Expected demand is {season_mean:number0}, give or take {season_sd:number0} (standard deviation). How many should be ordered?
# - Hint: Compare what one too many costs and what one too few costs.
# - Hint: Try `supply.newsvendor(price, cost, salvage, mean, sd).quantity`.
# - Mistake mean: That is the mean. One too few costs more than one too many: more must be ordered.
# - Mistake upside-down: The ratio is upside down: one too many loses only the difference between cost and salvage.
# - Mistake margin-over-price: You took the margin over the price, as if what is left were worth nothing: it sells for {salvage:money}.
# - Why: {quantity:number0} sets: the quantity that demand does not exceed {ratio:percent} of the time.

# %%
question(
    "supply.season", "number", points=2, precision=UNIT, competences=("orders.stock", "crm.decide"),
    facts=_facts,
    answer=lambda shop: newsvendor(shop.price, shop.cost, shop.salvage, shop.season_mean, shop.season_sd).quantity,
    solution="supply.newsvendor(shop.price, shop.cost, shop.salvage, shop.season_mean, shop.season_sd).quantity",
    mistakes={
        "mean": lambda shop: shop.season_mean,
        "upside-down": (lambda shop: _season(shop, (shop.cost - shop.salvage) / (shop.price - shop.salvage)), 0.25),
        "margin-over-price": (lambda shop: _season(shop, (shop.price - shop.cost) / shop.price), 0.5),
    },
)
