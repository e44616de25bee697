"""Other figures, same questions: margin and break-even."""

# %%
from dataclasses import replace

from crm_course import roi
from crm_course.workbook.precision import DAY, EURO, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from ..given import Figures

def without_new_costs(given: Figures) -> roi.Plan:
    """The plan of someone who forgets delivery, returns and payment."""
    return replace(given.with_site, variable_rates=given.workshop.variable_rates)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui reste de 100 € vendus
# Un ébéniste envisage un site. Quel est son taux de marge sur coût variable *avec* le site (`given.with_site`) ?
# - Indice : Additionnez tous les taux de charges variables du plan avec le site.
# - Indice : Ce qui reste d’un euro vendu : 1 moins cette somme.
# - Erreur new-costs-forgotten : Vous avez gardé les charges variables d’avant : livraison, retours et paiement en ligne manquent.
# - Erreur cost-for-margin : C’est la part des charges variables. La marge est ce qui reste d’un euro vendu une fois ces charges payées.
# - Erreur result-rate : C’est le résultat rapporté au chiffre d’affaires : les charges fixes n’ont pas leur place dans ce taux.
# - Pourquoi : Chaque euro vendu laisse {rate:percent} ; sans le site, il laissait {before:percent}.

# %% [markdown] tags=["lang-en"] of="ab55af9a"
# ## What remains of €100 sold
# A furniture maker considers a site. What is his contribution margin rate *with* the site (`given.with_site`)?
# - Hint: Add all variable-cost rates of the plan with the site.
# - Hint: What remains of a euro sold: 1 less that sum.
# - Mistake new-costs-forgotten: You kept the variable costs of before: delivery, returns and online payment are missing.
# - Mistake cost-for-margin: That is the share of variable costs. The margin is what remains of a euro sold once they are paid.
# - Mistake result-rate: That is the result over turnover: fixed costs have no place in this rate.
# - Why: Each euro sold leaves {rate:percent}; without the site it left {before:percent}.

# %%
question(
    "roi.margin-rate", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("omni.forecast",),
    facts=lambda given: {"rate": given.with_site.contribution_margin_rate, "before": given.workshop.contribution_margin_rate},
    answer=lambda given: given.with_site.contribution_margin_rate,
    mistakes={
        "new-costs-forgotten": (lambda given: given.workshop.contribution_margin_rate, 0.25),
        "cost-for-margin": (lambda given: given.with_site.variable_rate, 0.25),
        "result-rate": lambda given: given.with_site.result / given.with_site.turnover,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le seuil de rentabilité
# À partir de quel chiffre d’affaires l’atelier avec site couvre-t-il toutes ses charges ?
# - Indice : Au seuil, la marge sur coût variable est égale aux charges fixes.
# - Indice : Charges fixes ÷ taux de marge.
# - Erreur wrong-rate : Vous avez divisé par le taux de charges. C’est la marge qui paie les charges fixes.
# - Erreur new-costs-forgotten : Vous avez gardé les charges variables d’avant : livraison, retours et paiement en ligne manquent.
# - Erreur fixed-costs-only : Vendre autant que les charges fixes ne suffit pas : chaque vente coûte aussi.
# - Pourquoi : Le seuil monte de {before:money} à {after:money} : une marge plus mince doit payer plus de charges fixes.

# %% [markdown] tags=["lang-en"] of="2b282619"
# ## Break-even
# At what turnover does the workshop with a site cover all its costs?
# - Hint: At break-even the contribution margin equals the fixed costs.
# - Hint: Fixed costs ÷ margin rate.
# - Mistake wrong-rate: You divided by the cost rate. It is the margin that pays the fixed costs.
# - Mistake new-costs-forgotten: You kept the variable costs of before: delivery, returns and online payment are missing.
# - Mistake fixed-costs-only: Selling as much as the fixed costs is not enough: each sale costs too.
# - Why: Break-even rises from {before:money} to {after:money}: a thinner margin must pay more fixed costs.

# %%
question(
    "roi.break-even", "money", unit="€", precision=EURO, competences=("omni.forecast",),
    facts=lambda given: {"after": given.with_site.break_even_turnover, "before": given.workshop.break_even_turnover},
    answer=lambda given: given.with_site.break_even_turnover,
    mistakes={
        "wrong-rate": lambda given: given.with_site.fixed_costs / given.with_site.variable_rate,
        "new-costs-forgotten": (lambda given: without_new_costs(given).break_even_turnover, 0.25),
        "fixed-costs-only": lambda given: given.with_site.fixed_costs,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le point mort
# Après combien de jours d’une année de 360 jours, à ventes régulières, le seuil de l’atelier *avec* site est-il atteint ?
# - Indice : Quelle part du chiffre d’affaires annuel le seuil représente-t-il ?
# - Indice : Multipliez cette part par le nombre de jours de l’année.
# - Erreur calendar-year : Vous avez compté une année de 365 jours. L’énoncé demande la convention comptable de 360 jours.
# - Erreur other-plan : C’est le point mort sans le site.
# - Pourquoi : {days:number0} jours sur 360 ({calendar:number0} sur 365) : la convention fait partie de la réponse.

# %% [markdown] tags=["lang-en"] of="b0207618"
# ## The break-even day
# After how many days of a 360-day year, with even sales, does the workshop *with* a site reach break-even?
# - Hint: Which share of the year’s turnover is break-even?
# - Hint: Multiply that share by the days of the year.
# - Mistake calendar-year: You counted a year of 365 days. The question asks for the accountants’ 360.
# - Mistake other-plan: That is the day without the site.
# - Why: {days:number0} days out of 360 ({calendar:number0} out of 365): the convention is part of the answer.

# %%
question(
    "roi.break-even-day", "number", unit="jours", precision=DAY, competences=("omni.forecast",),
    facts=lambda given: {"days": given.with_site.break_even_days(), "calendar": given.with_site.break_even_days(year=365)},
    answer=lambda given: given.with_site.break_even_days(),
    solution="given.with_site.break_even_days(year=360)",
    mistakes={
        "calendar-year": (lambda given: given.with_site.break_even_days(year=365), 0.5),
        "other-plan": lambda given: given.workshop.break_even_days(),
    },
)
