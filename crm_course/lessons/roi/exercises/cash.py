"""Several years: what is invested, the highest price, present value, rate of return."""

# %%
from dataclasses import replace
from typing import Any

from crm_course import roi
from crm_course.workbook.precision import EURO, TENTH_OF_A_PERCENT, TEN_EUROS
from crm_course.workbook.script import question

from ..given import Figures

def _highest_price(given: Figures, **changes: Any) -> float:
    """The price at which the project of the favourable reading is worth nothing, some of its terms changed."""
    study = replace(given.favourable, project=replace(given.favourable.project, **changes))
    return roi.goal_seek(study, of="npv", equals=0, by="investment")

# %% [markdown] tags=["lang-fr"]
# ## Ce qui s’investit, ce qui se paie chaque année
# Dans le devis de Sens Confort, quels postes sont un *investissement* : payés une fois, utilisés plusieurs années, amortis ?
# - Choix site : la création du site marchand
# - Choix showroom : l’aménagement de la salle d’exposition et ses bornes
# - Choix manager : le salaire de la personne qui anime le site et la page
# - Choix chatbot : l’abonnement au chatbot
# - Choix parcels : les emballages et la livraison
# - Indice : Que reste-t-il à payer l’an prochain si l’on ne change rien ?
# - Indice : Ce qui suit les ventes est variable ; ce qui revient est fixe ; le reste s’investit.
# - Erreur salary-as-investment : Un salaire revient chaque année : c’est une charge fixe, déjà comptée dans les charges de structure du plan.
# - Erreur subscription-as-investment : Un abonnement se paie tant qu’on s’en sert : c’est une charge de l’année.
# - Pourquoi : Le site et la salle se paient une fois et s’amortissent. Ne comptez pas leur amortissement une seconde fois dans les charges fixes.

# %% [markdown] tags=["lang-en"] of="086b3263"
# ## What is invested, what is paid every year
# In the quote of Sens Confort, which items are an *investment*: paid once, used for several years, depreciated?
# - Option site: building the e-commerce site
# - Option showroom: fitting out the showroom and its kiosks
# - Option manager: the salary of the person who runs site and page
# - Option chatbot: the chatbot subscription
# - Option parcels: packaging and delivery
# - Hint: What remains to be paid next year if nothing changes?
# - Hint: What follows sales is variable; what comes back is fixed; the rest is invested.
# - Mistake salary-as-investment: A salary comes back every year: it is a fixed cost, already counted in the plan’s structure costs.
# - Mistake subscription-as-investment: A subscription is paid as long as it is used: it is a cost of the year.
# - Why: The site and the showroom are paid once and depreciated. Do not count their depreciation a second time in the fixed costs.

# %%
question(
    "roi.investment", "choices", competences=("crm.benefit", "ndrc.e-commerce"),
    answer=lambda given: ["site", "showroom"],
    mistakes={
        "salary-as-investment": (lambda given: ["site", "showroom", "manager"], 0.5),
        "subscription-as-investment": (lambda given: ["site", "showroom", "chatbot"], 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Jusqu’à quel prix signer ?
# Lecture favorable, sur {years:number} ans, à {rate:percent}, après impôt et avec une montée en charge (`given.favourable`). À quel prix l’investissement ne vaut-il plus que son prix ?
# - Indice : Au prix cherché, la valeur actuelle nette est nulle.
# - Indice : `roi.goal_seek` cherche la valeur d’une grandeur (`by`) qui mène à un résultat (`of`).
# - Erreur no-ramp-up : Vous avez compté le plein gain dès la première année : les ventes en ligne montent peu à peu.
# - Erreur no-tax : L’impôt prend sa part du gain.
# - Erreur not-discounted : Vous avez additionné les années sans les actualiser : c’est oublier ce que l’argent rapporterait ailleurs.
# - Erreur gain-times-years : C’est le gain annuel multiplié par le nombre d’années : ni montée en charge, ni impôt, ni temps.
# - Pourquoi : {price:money} au plus, loin des {naive:money} d’un calcul naïf : la montée en charge, l’impôt et le temps en prennent une grande part.

# %% [markdown] tags=["lang-en"] of="4ef61c3a"
# ## Up to which price to sign?
# Favourable reading, over {years:number} years, at {rate:percent}, after tax and with a ramp-up (`given.favourable`). At which price is the investment worth no more than its price?
# - Hint: At the price sought, the net present value is zero.
# - Hint: `roi.goal_seek` looks for the value of an input (`by`) that leads to an outcome (`of`).
# - Mistake no-ramp-up: You counted the full gain from the first year on: online sales rise little by little.
# - Mistake no-tax: Tax takes its share of the gain.
# - Mistake not-discounted: You added the years without discounting: that forgets what the money would earn elsewhere.
# - Mistake gain-times-years: That is the yearly gain times the years: no ramp-up, no tax, no time.
# - Why: {price:money} at most, far from the {naive:money} of a naive sum: ramp-up, tax and time take a large part of it.

# %%
question(
    "roi.highest-price", "money", unit="€", points=2, precision=TEN_EUROS, competences=("crm.benefit", "ndrc.accompany"),
    starter="given.favourable",
    facts=lambda given: {
        "years": given.favourable.project.years,
        "rate": given.favourable.project.discount_rate,
        "price": _highest_price(given),
        "naive": _highest_price(given, ramp_up=(1.0,), tax_rate=0.0, discount_rate=0.0),
    },
    answer=_highest_price,
    solution='roi.goal_seek(given.favourable, of="npv", equals=0, by="investment")',
    mistakes={
        "no-ramp-up": (lambda given: _highest_price(given, ramp_up=(1.0,)), 0.5),
        "no-tax": (lambda given: _highest_price(given, tax_rate=0.0), 0.5),
        "not-discounted": (lambda given: _highest_price(given, discount_rate=0.0), 0.25),
        "gain-times-years": lambda given: _highest_price(given, ramp_up=(1.0,), tax_rate=0.0, discount_rate=0.0),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que vaut le devis aujourd’hui
# Le site coûte {price:money} maintenant et rapporte ensuite `given.quote[1:]`, en fin d’année. À {rate:percent}, que vaut-il aujourd’hui ?
# - Indice : Divisez chaque flux par (1 + taux) à la puissance de son année.
# - Indice : L’année du premier flux est 0 : il garde toute sa valeur.
# - Erreur first-flow-discounted : Vous avez actualisé aussi le premier flux, comme la fonction VAN d’un tableur. Le prix se paie maintenant : il ne s’actualise pas.
# - Erreur not-discounted : Vous avez additionné les flux. Un euro dans quatre ans ne vaut pas un euro aujourd’hui.
# - Erreur price-forgotten : C’est la valeur des recettes : il reste à retrancher le prix.
# - Pourquoi : Les flux s’ajoutent à {total:money}, mais ne valent que {npv:money} aujourd’hui : le temps a un prix.

# %% [markdown] tags=["lang-en"] of="03622875"
# ## What the quote is worth today
# The site costs {price:money} now and then brings `given.quote[1:]`, at the end of each year. At {rate:percent}, what is it worth today?
# - Hint: Divide each flow by (1 + rate) to the power of its year.
# - Hint: The year of the first flow is 0: it keeps its full value.
# - Mistake first-flow-discounted: You discounted the first flow too, as a spreadsheet’s NPV does. The price is paid now: it is not discounted.
# - Mistake not-discounted: You added the flows. A euro in four years is not worth a euro today.
# - Mistake price-forgotten: That is the value of the receipts: the price remains to be subtracted.
# - Why: The flows add up to {total:money}, but are worth only {npv:money} today: time has a price.

# %%
question(
    "roi.npv", "money", unit="€", precision=EURO, competences=("crm.benefit",), starter="given.quote",
    facts=lambda given: {
        "price": -given.quote[0],
        "rate": given.quote_rate,
        "npv": roi.npv(given.quote_rate, given.quote),
        "total": sum(given.quote),
    },
    answer=lambda given: roi.npv(given.quote_rate, given.quote),
    mistakes={
        "first-flow-discounted": (lambda given: roi.npv(given.quote_rate, given.quote, first="end of period"), 0.5),
        "not-discounted": (lambda given: sum(given.quote), 0.25),
        "price-forgotten": (lambda given: roi.npv(given.quote_rate, (0.0, *given.quote[1:])), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le taux de rentabilité interne
# À quel taux ce même devis vaut-il exactement zéro ?
# - Indice : Cherchez le taux qui annule la valeur actuelle nette.
# - Indice : `roi.irr` donne tous les taux qui conviennent.
# - Erreur total-return : C’est le gain total rapporté au prix : il oublie qu’il a fallu quatre ans.
# - Erreur mean-return : C’est un gain moyen par an : il oublie que l’argent revient peu à peu.
# - Pourquoi : {irr:percent}, au-dessus des {rate:percent} demandés : le devis crée un peu de valeur.

# %% [markdown] tags=["lang-en"] of="59a0f47b"
# ## The internal rate of return
# At which rate is this same quote worth exactly nothing?
# - Hint: Look for the rate that makes the net present value zero.
# - Hint: `roi.irr` gives every rate that does.
# - Mistake total-return: That is the total gain over the price: it forgets that it took four years.
# - Mistake mean-return: That is a mean gain per year: it forgets that the money comes back little by little.
# - Why: {irr:percent}, above the {rate:percent} asked for: the quote creates some value.

# %%
question(
    "roi.irr", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.benefit",),
    facts=lambda given: {"irr": roi.irr(given.quote)[0], "rate": given.quote_rate},
    answer=lambda given: roi.irr(given.quote)[0],
    mistakes={
        "total-return": lambda given: sum(given.quote) / -given.quote[0],
        "mean-return": lambda given: sum(given.quote) / -given.quote[0] / (len(given.quote) - 1),
    },
)
