"""Question 6: break-even, what must be true, and the argument for the shareholders."""

# %%
from crm_course import roi
from crm_course.workbook.precision import EURO, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from .plans import compared, without_new_costs

def _on_turnover(plan: roi.Plan) -> float:
    """Fixed costs over the variable rate: the break-even of someone who takes the wrong rate."""
    return float(plan.fixed_costs / sum(plan.variable_rates.values()))

# %% [markdown] tags=["lang-fr"]
# ## Q6a. Le seuil de rentabilité
# À partir de quel chiffre d’affaires le plan omnicanal gagne-t-il de l’argent ?
# - Indice : Au seuil, la marge sur coût variable égale les charges fixes.
# - Indice : Divisez les charges fixes par le taux de marge sur coût variable.
# - Erreur break-even-on-turnover : Vous avez divisé les charges fixes par le taux de charges variables. C’est la marge qui les couvre : divisez par le taux de marge.
# - Erreur new-costs-forgotten : Vous avez gardé le taux de marge du magasin seul : il manque 5,5 points de charges variables.
# - Erreur other-plan : C’est le seuil du magasin seul.
# - Pourquoi : Le seuil passe de {before:money} à {after:money} : l’entreprise doit vendre davantage avant de gagner.

# %% [markdown] tags=["lang-en"] of="91752f41"
# ## Q6a. The break-even turnover
# At what turnover does the omnichannel plan start to earn money?
# - Hint: At break-even the contribution margin equals the fixed costs.
# - Hint: Divide the fixed costs by the contribution margin rate.
# - Mistake break-even-on-turnover: You divided the fixed costs by the variable-cost rate. It is the margin that covers them: divide by the margin rate.
# - Mistake new-costs-forgotten: You kept the margin rate of the shop alone: 5.5 points of variable costs are missing.
# - Mistake other-plan: That is the break-even of the shop alone.
# - Why: Break-even moves from {before:money} to {after:money}: the company must sell more before it earns.

# %%
question(
    "sens-confort.break-even", "money", unit="€", precision=EURO, competences=("omni.forecast",),
    facts=lambda case: {"before": case.shop_only.break_even_turnover, "after": case.omnichannel.break_even_turnover},
    answer=lambda case: case.omnichannel.break_even_turnover,
    mistakes={
        "break-even-on-turnover": lambda case: _on_turnover(case.omnichannel),
        "new-costs-forgotten": (lambda case: without_new_costs(case).break_even_turnover, 0.25),
        "other-plan": lambda case: case.shop_only.break_even_turnover,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q6b. Ce qui doit être vrai
# De combien (en %) le chiffre d’affaires doit-il augmenter pour que l’omnicanal rapporte au moins autant que le magasin seul ?
# - Indice : Quel résultat faut-il égaler ?
# - Indice : Chiffre d’affaires requis = (charges fixes + résultat à égaler) ÷ taux de marge.
# - Indice : Rapportez-le au chiffre d’affaires du magasin seul, puis retranchez 1.
# - Erreur planned-growth : C’est la hausse que le plan suppose. Cherchez celle qu’il lui faut au moins.
# - Erreur growth-of-break-even : C’est la hausse du seuil. Il faut égaler le résultat du magasin seul, pas zéro.
# - Erreur from-the-wrong-end : Le bon montant, rapporté au mauvais chiffre d’affaires : une hausse se rapporte au départ.
# - Pourquoi : Il faut {turnover:money}, soit {required:percent} de plus ; le plan suppose {planned:percent}. La marge d’erreur est mince.

# %% [markdown] tags=["lang-en"] of="1a41c341"
# ## Q6b. What must be true
# By how much (in %) must turnover rise for omnichannel to earn at least as much as the shop alone?
# - Hint: Which result must be matched?
# - Hint: Required turnover = (fixed costs + result to match) ÷ margin rate.
# - Hint: Divide it by the turnover of the shop alone, then subtract 1.
# - Mistake planned-growth: That is the growth that the plan assumes. Look for the least that it needs.
# - Mistake growth-of-break-even: That is the rise of the break-even. The result of the shop alone must be matched, not zero.
# - Mistake from-the-wrong-end: The right amount over the wrong turnover: growth is measured from the start.
# - Why: It takes {turnover:money}, that is {required:percent} more; the plan assumes {planned:percent}. The margin of error is thin.

# %%
question(
    "sens-confort.required-growth", "share", unit="%", points=2, precision=TENTH_OF_A_PERCENT,
    competences=("omni.forecast", "crm.decide"),
    facts=lambda case: {
        "required": compared(case).required_growth,
        "turnover": compared(case).required_turnover,
        "planned": case.omnichannel.turnover / case.shop_only.turnover - 1,
    },
    answer=lambda case: compared(case).required_growth,
    solution="roi.compare(case.shop_only, case.omnichannel).required_growth",
    mistakes={
        "planned-growth": (lambda case: case.omnichannel.turnover / case.shop_only.turnover - 1, 0.25),
        "growth-of-break-even": lambda case: case.omnichannel.break_even_turnover / case.shop_only.break_even_turnover - 1,
        "from-the-wrong-end": (lambda case: 1 - case.shop_only.turnover / compared(case).required_turnover, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q6c. L’argument pour les associés
# Rédigez pour les associés un avis de 5 à 10 lignes : le gain, le risque, ce qui doit être vrai, votre décision.
# - Indice : Trois chiffres au moins : le gain, le seuil, la hausse requise.
# - Indice : Un associé prudent demandera : et si nous n’atteignons pas ce chiffre d’affaires ?
# - Critère : le gain annuel est chiffré
# - Critère : le déplacement du seuil est chiffré
# - Critère : la hausse requise est chiffrée
# - Critère : un risque est nommé
# - Critère : une décision est prise
# - Critère : une satisfaction très basse est mise en regard du projet
# - Modèle : Le projet rapporte {gain:money} de plus par an, mais le seuil de rentabilité monte à {break_even:money}. Il faut que le chiffre d’affaires augmente d’au moins {growth:percent} ; le plan prévoit à peine plus : le risque est réel. Je recommande d’avancer par étapes, le site d’abord.

# %% [markdown] tags=["lang-en"] of="066e6d7e"
# ## Q6c. The argument for the shareholders
# Write 5 to 10 lines of advice for the shareholders: the gain, the risk, what must be true, your decision.
# - Hint: At least three figures: the gain, the break-even, the required growth.
# - Hint: A careful shareholder will ask: and if we do not reach that turnover?
# - Criterion: the annual gain is given
# - Criterion: the move of the break-even is given
# - Criterion: the required growth is given
# - Criterion: a risk is named
# - Criterion: a decision is taken
# - Criterion: the very low satisfaction is set against the project
# - Model: The project earns {gain:money} more a year, but break-even rises to {break_even:money}. Turnover must rise by at least {growth:percent}; the plan assumes barely more: the risk is real. I recommend going step by step, the site first.

# %%
question(
    "sens-confort.argument", "open", points=3, competences=("omni.argument", "ndrc.accompany"),
    facts=lambda case: {
        "gain": compared(case).gain,
        "break_even": case.omnichannel.break_even_turnover,
        "growth": compared(case).required_growth,
    },
    rubric=[
        {"numbers": lambda case: [compared(case).gain]},
        {"numbers": lambda case: [case.omnichannel.break_even_turnover]},
        {"numbers": lambda case: [100 * compared(case).required_growth]},
        {"words": (r"risqu", r"risk", r"sécurité|safety", r"fragil")},
        {"words": (r"décid|recommand|propos|conseil|favorable|invest", r"decid|recommend|propose|advise")},
        {},
    ],
)
