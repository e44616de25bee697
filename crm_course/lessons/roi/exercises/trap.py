"""Traps: an investment with two rates of return, and a published payback that is wrong."""

# %%
import numpy as np

from crm_course import roi
from crm_course.foundations.language import Text
from crm_course.workbook.precision import HUNDREDTH
from crm_course.workbook.script import question

# %% [markdown] tags=["lang-fr"]
# ## Deux taux pour un investissement
# La salle d’exposition (`given.showroom`) se paie, rapporte, puis se démonte à grands frais. Quels taux annulent sa valeur ?
# - Indice : Combien de fois les flux changent-ils de signe ?
# - Indice : Calculez la valeur actuelle nette à chacun des taux proposés.
# - Erreur only-the-first : Ce taux convient, mais ce n’est pas le seul : les flux changent deux fois de signe. Tracez `roi.npv_chart(given.showroom)`.
# - Erreur only-the-second : Ce taux convient, mais un taux plus bas convient aussi : beaucoup de tableurs n’en montrent qu’un.
# - Pourquoi : {low:percent} et {high:percent} : aucun n’est « le » taux de rentabilité. Seule la valeur actuelle nette décide.

# %% [markdown] tags=["lang-en"] of="91bd9abe"
# ## Two rates for one investment
# The showroom (`given.showroom`) is paid for, brings money, then is taken down at great cost. Which rates make its value zero?
# - Hint: How often do the flows change sign?
# - Hint: Compute the net present value at each rate offered.
# - Mistake only-the-first: This rate does it, but it is not the only one: the flows change sign twice. Draw `roi.npv_chart(given.showroom)`.
# - Mistake only-the-second: This rate does it, but a lower one does too: many spreadsheets show only one.
# - Why: {low:percent} and {high:percent}: neither is “the” rate of return. Only net present value decides.

# %%
question(
    "roi.two-rates", "choices", competences=("crm.benefit",),
    options={key: Text.literal(key) for key in ("0.05", "0.10", "0.15", "0.20", "0.30")}, starter="given.showroom",
    facts=lambda given: {"low": roi.irr(given.showroom)[0], "high": roi.irr(given.showroom)[1]},
    answer=lambda given: [
        key for key in ("0.05", "0.10", "0.15", "0.20", "0.30") if np.isclose(roi.irr(given.showroom), float(key)).any()
    ],
    solution='["0.10", "0.20"]',
    mistakes={
        "only-the-first": (lambda given: ["0.10"], 0.25),
        "only-the-second": (lambda given: ["0.20"], 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Que décider avec deux taux ?
# L’argent de l’entreprise rapporte {between:percent} ailleurs. Faut-il aménager la salle d’exposition ?
# - Choix yes : oui : à ce taux, elle vaut plus que son prix
# - Choix no : non : son taux de rentabilité est trop bas
# - Choix unknown : on ne peut pas le savoir : il y a deux taux
# - Indice : Oubliez le taux interne : que valent ces flux au taux demandé ?
# - Indice : `roi.npv(0.15, given.showroom)`, et regardez le signe.
# - Erreur compared-with-one-rate : Vous avez comparé à un seul des deux taux. Calculez plutôt la valeur actuelle nette à {between:percent}.
# - Erreur gave-up : Deux taux internes n’empêchent pas de décider : la valeur actuelle nette, elle, est unique.
# - Pourquoi : À {between:percent}, elle vaut {npv:signed_money} : un gain, petit et fragile. Entre les deux taux seulement, ce projet crée de la valeur.

# %% [markdown] tags=["lang-en"] of="c32f3f13"
# ## What to decide with two rates?
# The company’s money earns {between:percent} elsewhere. Should the showroom be fitted out?
# - Option yes: yes: at this rate it is worth more than its price
# - Option no: no: its rate of return is too low
# - Option unknown: one cannot know: there are two rates
# - Hint: Forget the internal rate: what are these flows worth at the rate asked for?
# - Hint: `roi.npv(0.15, given.showroom)`, and look at the sign.
# - Mistake compared-with-one-rate: You compared with one of the two rates. Compute the net present value at {between:percent} instead.
# - Mistake gave-up: Two internal rates do not prevent a decision: the net present value is one number.
# - Why: At {between:percent} it is worth {npv:signed_money}: a gain, small and fragile. Only between the two rates does this project create value.

# %%
question(
    "roi.worth-it", "choice", competences=("crm.benefit", "crm.decide"),
    facts=lambda given: {"between": 0.15, "npv": roi.npv(0.15, given.showroom)},
    answer=lambda given: "yes" if roi.npv(0.15, given.showroom) > 0 else "no",
    solution='"yes"',
    mistakes={
        "compared-with-one-rate": lambda given: "no",
        "gave-up": lambda given: "unknown",
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouvez l’erreur publiée
# Un calculateur en ligne affiche, pour {price:money} puis cinq fois {flow:money} à {rate:percent} (`given.calculator`), un délai de récupération actualisé de {published:number2} ans. Il se trompe. Quel est le bon délai ?
# - Indice : Actualisez chaque recette, puis additionnez-les jusqu’à la mise.
# - Indice : Dans la dernière année : reste à récupérer ÷ recette actualisée de cette année.
# - Erreur published : C’est la valeur publiée : refaites-la. Que reste-t-il à récupérer après la quatrième année ?
# - Erreur not-discounted : C’est le délai sans actualiser : les recettes lointaines y comptent trop.
# - Erreur whole-years : L’année est bonne, mais la mise revient en cours d’année : partagez cette année en proportion.
# - Pourquoi : {right:number2} ans, soit {days:number0} jours de plus qu’annoncé. Refaites toujours un chiffre avant de le citer.

# %% [markdown] tags=["lang-en"] of="db2bcc40"
# ## Find the published error
# A web calculator prints, for {price:money} then five times {flow:money} at {rate:percent} (`given.calculator`), a discounted payback of {published:number2} years. It is wrong. What is the right one?
# - Hint: Discount each receipt, then add them up to the price.
# - Hint: In the last year: still to come back ÷ discounted receipt of that year.
# - Mistake published: That is the published value: do it again. What is still to come back after the fourth year?
# - Mistake not-discounted: That is the payback without discounting: far receipts count too much in it.
# - Mistake whole-years: The year is right, but the money is back within it: split that year in proportion.
# - Why: {right:number2} years, {days:number0} days more than printed. Always redo a figure before you quote it.

# %%
question(
    "roi.published-payback", "number", unit="ans", points=2, precision=HUNDREDTH, competences=("crm.benefit",),
    starter="given.calculator",
    facts=lambda given: {
        "price": -given.calculator[0],
        "flow": given.calculator[1],
        "rate": given.rate,
        "published": given.published,
        "right": roi.discounted_payback(given.rate, given.calculator),
        "days": 365 * (roi.discounted_payback(given.rate, given.calculator) - given.published),
    },
    answer=lambda given: roi.discounted_payback(given.rate, given.calculator),
    mistakes={
        "published": lambda given: given.published,
        "not-discounted": (lambda given: roi.payback(given.calculator), 0.25),
        "whole-years": (lambda given: float(np.ceil(roi.discounted_payback(given.rate, given.calculator))), 0.25),
    },
)
