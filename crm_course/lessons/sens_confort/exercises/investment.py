"""Questions 4 and 5: what the investment holds, what it earns, and why costs rise."""

# %%
from crm_course.workbook.precision import EURO
from crm_course.workbook.script import question

from .plans import compared, on_extra_sales, without_new_costs

# %% [markdown] tags=["lang-fr"]
# ## Q4. Que contient l’investissement ?
# Décrivez les postes de l’investissement omnicanal : ce que l’on achète, ce que l’on aménage, qui l’on recrute ou forme.
# - Indice : Reprenez vos réponses aux six commentaires : chacune a un coût.
# - Critère : un site marchand
# - Critère : une personne pour le site et la page
# - Critère : un chatbot ou un chat
# - Critère : une salle d’exposition où le client est autonome
# - Critère : ce qui se paie une fois est distingué de ce qui se paie chaque année
# - Modèle : Un site marchand avec un compte unique, un chatbot hors des heures d’ouverture, une personne pour le site et la page, et une salle d’exposition avec bornes et tablettes. Le site et les bornes se paient une fois, le salaire chaque année.

# %% [markdown] tags=["lang-en"] of="0e59a908"
# ## Q4. What does the investment hold?
# Describe the items of the omnichannel investment: what is bought, what is fitted out, who is hired or trained.
# - Hint: Take up your answers to the six comments: each has a cost.
# - Criterion: an e-commerce site
# - Criterion: a person for site and page
# - Criterion: a chatbot or chat
# - Criterion: a showroom where the customer is autonomous
# - Criterion: what is paid once is told from what is paid every year
# - Model: An e-commerce site with one account, a chatbot out of hours, a person for site and page, and a showroom with kiosks and tablets. Site and kiosks are paid once, the salary every year.

# %%
question(
    "sens-confort.investment", "open", points=2, competences=("ndrc.e-commerce", "crm.benefit"),
    rubric=[
        {"words": (r"site (marchand|e-?commerce|de vente)", r"e-?commerce", r"boutique en ligne", r"online shop")},
        {"words": (r"community manager", r"personne", r"recrut", r"person", r"hire")},
        {"words": (r"chat",)},
        {"words": (r"born|tablett|3D|showroom|salle d.exposition", r"kiosk|tablet")},
        {},
    ],
)

# %% [markdown] tags=["lang-fr"]
# ## Q5a. La marge sur coût variable
# Le plan omnicanal : {turnover:money} de chiffre d’affaires ; en part de celui-ci, {purchases:percent} d’achats, {packaging:percent} d’emballages, {delivery:percent} de livraison, {returns:percent} de retours, {sundry:percent} de frais divers ; {fixed:money} de charges fixes. Calculez sa marge sur coût variable.
# - Indice : Additionnez d’abord tous les taux de charges variables.
# - Indice : Marge = chiffre d’affaires × (1 − taux de charges variables).
# - Erreur new-costs-forgotten : Vous avez oublié l’emballage, la livraison et les retours : 5,5 points de charges variables en plus.
# - Erreur result-for-margin : C’est le résultat : la marge se lit avant les charges fixes.
# - Erreur variable-costs-for-margin : Ce sont les charges variables. La marge est ce qui reste.
# - Erreur other-plan : C’est la marge du magasin seul.
# - Pourquoi : {turnover:money} × {rate:percent} de taux de marge.

# %% [markdown] tags=["lang-en"] of="d8713efd"
# ## Q5a. The contribution margin
# The omnichannel plan: a turnover of {turnover:money}; as shares of it, {purchases:percent} purchases, {packaging:percent} packaging, {delivery:percent} delivery, {returns:percent} returns, {sundry:percent} sundry; fixed costs of {fixed:money}. Compute its contribution margin.
# - Hint: First add all rates of variable cost.
# - Hint: Margin = turnover × (1 − rate of variable costs).
# - Mistake new-costs-forgotten: You forgot packaging, delivery and returns: 5.5 points of variable costs more.
# - Mistake result-for-margin: That is the result: the margin is read before the fixed costs.
# - Mistake variable-costs-for-margin: Those are the variable costs. The margin is what remains.
# - Mistake other-plan: That is the margin of the shop alone.
# - Why: {turnover:money} × a margin rate of {rate:percent}.

# %%
question(
    "sens-confort.margin", "money", unit="€", precision=EURO, competences=("omni.forecast",),
    facts=lambda case: {
        "rate": case.omnichannel.contribution_margin_rate, "turnover": case.omnichannel.turnover, "fixed": case.omnichannel.fixed_costs,
        **case.omnichannel.variable_rates,
    },
    answer=lambda case: case.omnichannel.contribution_margin,
    mistakes={
        "new-costs-forgotten": (lambda case: without_new_costs(case).contribution_margin, 0.25),
        "result-for-margin": (lambda case: case.omnichannel.result, 0.25),
        "variable-costs-for-margin": lambda case: case.omnichannel.turnover - case.omnichannel.contribution_margin,
        "other-plan": lambda case: case.shop_only.contribution_margin,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q5b. Ce que rapporte le projet
# Le magasin seul : {shop_turnover:money} de chiffre d’affaires ; {purchases:percent} d’achats et {sundry:percent} de frais divers ; {shop_fixed:money} de charges fixes. De combien le résultat annuel augmente-t-il, du magasin seul à l’omnicanal ?
# - Indice : Deux résultats, une différence.
# - Indice : Résultat = marge sur coût variable − charges fixes, pour chaque plan.
# - Erreur new-costs-forgotten : Vous avez oublié l’emballage, la livraison et les retours : 5,5 points de charges variables en plus.
# - Erreur costs-on-extra-sales : Vous faites porter les nouveaux coûts sur les seules ventes en plus. C’est défendable, mais le plan les calcule sur tout le chiffre d’affaires.
# - Erreur margin-gain : C’est le gain de marge : les charges fixes montent aussi.
# - Erreur turnover-gain : C’est la hausse du chiffre d’affaires, non du résultat.
# - Pourquoi : {after:money} − {before:money}. Si les nouveaux coûts ne portaient que sur les ventes en plus, ce serait {extra_only:money} : demandez toujours sur quoi porte un coût.

# %% [markdown] tags=["lang-en"] of="327bf1c1"
# ## Q5b. What the project earns
# The shop alone: {shop_turnover:money} of turnover; {purchases:percent} of purchases and {sundry:percent} of sundry costs; {shop_fixed:money} of fixed costs. By how much does the annual result rise, from shop only to omnichannel?
# - Hint: Two results, one difference.
# - Hint: Result = contribution margin − fixed costs, for each plan.
# - Mistake new-costs-forgotten: You forgot packaging, delivery and returns: 5.5 points of variable costs more.
# - Mistake costs-on-extra-sales: You let the new costs bear on the extra sales only. That can be defended, but the plan takes them on the whole turnover.
# - Mistake margin-gain: That is the gain in margin: the fixed costs rise too.
# - Mistake turnover-gain: That is the rise in turnover, not in the result.
# - Why: {after:money} − {before:money}. If the new costs bore on the extra sales only, it would be {extra_only:money}: always ask what a cost bears on.

# %%
question(
    "sens-confort.gain", "money", unit="€", precision=EURO, competences=("omni.forecast", "crm.benefit"),
    facts=lambda case: {
        "shop_turnover": case.shop_only.turnover,
        "shop_fixed": case.shop_only.fixed_costs,
        "purchases": case.shop_only.variable_rates["purchases"],
        "sundry": case.shop_only.variable_rates["sundry"],
        "before": case.shop_only.result,
        "after": case.omnichannel.result,
        "extra_only": on_extra_sales(case).gain,
    },
    answer=lambda case: compared(case).gain,
    solution="roi.compare(case.shop_only, case.omnichannel).gain",
    mistakes={
        "new-costs-forgotten": (lambda case: without_new_costs(case).result - case.shop_only.result, 0.25),
        "costs-on-extra-sales": (lambda case: on_extra_sales(case).gain, 0.5),
        "margin-gain": (lambda case: case.omnichannel.contribution_margin - case.shop_only.contribution_margin, 0.25),
        "turnover-gain": lambda case: case.omnichannel.turnover - case.shop_only.turnover,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q5c. Pourquoi tout monte-t-il ?
# Expliquez pourquoi le chiffre d’affaires et les charges de structure augmentent ensemble.
# - Indice : Qui tient le site ? Qui paie l’hébergement en janvier, avant la première vente ?
# - Critère : d’où viennent les ventes en plus
# - Critère : quelles charges fixes apparaissent
# - Critère : ces charges sont dues avant les ventes
# - Modèle : Le site amène de nouveaux clients hors de Guingamp et vend aussi le dimanche. Il faut une personne pour l’animer, un hébergement, et l’amortissement des bornes : ces charges sont dues même si les ventes ne viennent pas.

# %% [markdown] tags=["lang-en"] of="7271000a"
# ## Q5c. Why does everything rise?
# Explain why turnover and structure costs rise together.
# - Hint: Who runs the site? Who pays for hosting in January, before the first sale?
# - Criterion: where the extra sales come from
# - Criterion: which fixed costs appear
# - Criterion: these costs are due before the sales
# - Model: The site brings new customers from beyond Guingamp and sells on Sundays too. It needs a person to run it, hosting, and the depreciation of the kiosks: these costs are due even if the sales do not come.

# %%
question(
    "sens-confort.why-costs-rise", "open", points=2, competences=("omni.forecast", "ndrc.e-commerce"),
    rubric=[
        {"words": (r"en ligne|online|site|nouveaux clients|new customers|web|zone|conversion",)},
        {"words": (
        r"salair|recrut|personne|community|salary|staff|hire",
        r"amortis|depreciation|abonnement|subscription|licen|hébergement|hosting|maintenance",
    )},
        {"words": (r"avant|d.abord|risque|même si|quel que soit|before|first|risk|even if|whatever",)},
    ],
)
