"""The project of the furniture maker: gain, reading of the quote, growth it needs, leverage."""

# %%
from crm_course import roi
from crm_course.workbook.precision import EURO, TENTH, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from ..given import Figures
from .plan import without_new_costs

def _compared(given: Figures) -> roi.Comparison:
    return roi.compare(given.workshop, given.with_site)


def _on_extra(given: Figures) -> roi.Comparison:
    return roi.compare(given.workshop, roi.on_extra_sales(given.workshop, given.with_site))

# %% [markdown] tags=["lang-fr"]
# ## Le gain du projet
# Les nouvelles charges portent sur *tout* le chiffre d’affaires. Combien le site rapporte-t-il de plus (ou de moins) par an ?
# - Indice : Calculez le résultat de chaque plan.
# - Indice : Gain = résultat avec − résultat sans. Il peut être négatif.
# - Erreur fixed-costs-forgotten : C’est l’écart de marge : les charges fixes supplémentaires restent à payer.
# - Erreur sign : Le montant est bon, le sens est inversé : avec moins sans.
# - Erreur turnover-for-gain : Ce sont des ventes en plus, pas un gain.
# - Erreur result-for-gain : C’est le résultat avec le site. Le gain est ce qu’il ajoute au résultat sans le site.
# - Pourquoi : {turnover:money} de ventes en plus, et pourtant {gain:signed_money} : vendre plus n’est pas gagner plus.

# %% [markdown] tags=["lang-en"] of="80151ad0"
# ## The gain of the project
# The new costs bear on *all* turnover. How much more (or less) does the site bring a year?
# - Hint: Compute the result of each plan.
# - Hint: Gain = result with − result without. It may be negative.
# - Mistake fixed-costs-forgotten: That is the difference of margin: the extra fixed costs are still to be paid.
# - Mistake sign: The amount is right, the direction is not: with less without.
# - Mistake turnover-for-gain: Those are extra sales, not a gain.
# - Mistake result-for-gain: That is the result with the site. The gain is what it adds to the result without it.
# - Why: {turnover:money} of extra sales, and yet {gain:signed_money}: selling more is not earning more.

# %%
question(
    "roi.gain", "money", unit="€", precision=EURO, competences=("omni.forecast",),
    facts=lambda given: {"gain": _compared(given).gain, "turnover": given.with_site.turnover - given.workshop.turnover},
    answer=lambda given: _compared(given).gain,
    solution="roi.compare(given.workshop, given.with_site).gain",
    mistakes={
        "fixed-costs-forgotten": (lambda given: given.with_site.contribution_margin - given.workshop.contribution_margin, 0.25),
        "sign": (lambda given: -_compared(given).gain, 0.5),
        "turnover-for-gain": lambda given: given.with_site.turnover - given.workshop.turnover,
        "result-for-gain": lambda given: given.with_site.result,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La même offre, lue autrement
# L’ébéniste relit le devis : livraison, retours et paiement ne portent que sur les ventes *supplémentaires*, faites en ligne. Quel est alors le gain annuel ?
# - Indice : Quel chiffre d’affaires se fait en ligne ?
# - Indice : `roi.on_extra_sales(given.workshop, given.with_site)` donne le plan lu ainsi.
# - Erreur all-turnover : C’est la première lecture : les nouvelles charges y pèsent sur toutes les ventes.
# - Erreur new-costs-forgotten : Vous avez supprimé les nouvelles charges : elles portent encore sur les ventes en ligne.
# - Pourquoi : {gain:signed_money} au lieu de {other:signed_money} : une phrase du devis change le signe de la décision.

# %% [markdown] tags=["lang-en"] of="4045acf3"
# ## The same offer, read another way
# The furniture maker reads the quote again: delivery, returns and payment bear only on the *extra* sales, made online. What is the yearly gain then?
# - Hint: Which turnover is made online?
# - Hint: `roi.on_extra_sales(given.workshop, given.with_site)` gives the plan read that way.
# - Mistake all-turnover: That is the first reading: there the new costs weigh on all sales.
# - Mistake new-costs-forgotten: You dropped the new costs: they still bear on the online sales.
# - Why: {gain:signed_money} instead of {other:signed_money}: one sentence of the quote changes the sign of the decision.

# %%
question(
    "roi.gain-on-extra", "money", unit="€", points=2, precision=EURO, competences=("omni.forecast", "crm.benefit"),
    facts=lambda given: {"gain": _on_extra(given).gain, "other": _compared(given).gain},
    answer=lambda given: _on_extra(given).gain,
    solution="roi.compare(given.workshop, roi.on_extra_sales(given.workshop, given.with_site)).gain",
    mistakes={
        "all-turnover": (lambda given: _compared(given).gain, 0.25),
        "new-costs-forgotten": (lambda given: without_new_costs(given).result - given.workshop.result, 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui doit être vrai
# Première lecture : de combien (en %) les ventes de l’ébéniste doivent-elles augmenter pour que le site rapporte autant que rien ?
# - Indice : Quel résultat faut-il égaler ?
# - Indice : Chiffre d’affaires nécessaire = (charges fixes + résultat à égaler) ÷ taux de marge.
# - Erreur planned-growth : C’est la hausse que le plan suppose, pas celle qu’il lui faut.
# - Erreur growth-of-break-even : C’est la hausse du seuil. Il faut égaler le résultat sans le site, pas zéro.
# - Pourquoi : Il faut {required:percent} ; le plan n’en prévoit que {planned:percent}. Dans cette lecture, le projet perd.

# %% [markdown] tags=["lang-en"] of="94e869f1"
# ## What must be true
# First reading: by how much (in %) must the furniture maker’s sales rise for the site to earn as much as doing nothing?
# - Hint: Which result must be matched?
# - Hint: Turnover needed = (fixed costs + result to match) ÷ margin rate.
# - Mistake planned-growth: That is the growth that the plan assumes, not the one it needs.
# - Mistake growth-of-break-even: That is the rise of break-even. The result without the site must be matched, not zero.
# - Why: It takes {required:percent}; the plan expects only {planned:percent}. Read this way, the project loses.

# %%
question(
    "roi.required-growth", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("omni.forecast", "crm.decide"),
    facts=lambda given: {"required": _compared(given).required_growth, "planned": _compared(given).growth},
    answer=lambda given: _compared(given).required_growth,
    solution="roi.compare(given.workshop, given.with_site).required_growth",
    mistakes={
        "planned-growth": (lambda given: _compared(given).growth, 0.25),
        "growth-of-break-even": lambda given: given.with_site.break_even_turnover / given.workshop.break_even_turnover - 1,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un résultat plus nerveux
# De quel pourcentage le résultat *avec* site bouge-t-il quand les ventes bougent de 1 % (levier opérationnel) ?
# - Indice : Si les ventes montent de 1 %, la marge monte de 1 % ; les charges fixes, non.
# - Indice : Marge sur coût variable ÷ résultat.
# - Erreur upside-down : C’est l’inverse : la marge rapportée au résultat.
# - Erreur turnover-over-result : Le levier part de la marge, pas du chiffre d’affaires.
# - Erreur other-plan : C’est le levier sans le site.
# - Pourquoi : {after:number1} contre {before:number1} sans le site : le même mois creux ferait bien plus mal.

# %% [markdown] tags=["lang-en"] of="15e34ffd"
# ## A more nervous result
# By how many percent does the result *with* a site move when sales move by 1% (operating leverage)?
# - Hint: If sales rise by 1%, the margin rises by 1%; fixed costs do not.
# - Hint: Contribution margin ÷ result.
# - Mistake upside-down: Upside down: the margin over the result.
# - Mistake turnover-over-result: Leverage starts from the margin, not from turnover.
# - Mistake other-plan: That is the leverage without the site.
# - Why: {after:number1} against {before:number1} without the site: the same slack month would hurt far more.

# %%
question(
    "roi.leverage", "number", precision=TENTH, competences=("omni.forecast",),
    facts=lambda given: {"after": given.with_site.operating_leverage, "before": given.workshop.operating_leverage},
    answer=lambda given: given.with_site.operating_leverage,
    mistakes={
        "upside-down": (lambda given: 1 / given.with_site.operating_leverage, 0.25),
        "turnover-over-result": lambda given: given.with_site.turnover / given.with_site.result,
        "other-plan": lambda given: given.workshop.operating_leverage,
    },
)
