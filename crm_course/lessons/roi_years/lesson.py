# %% [markdown] tags=["lang-fr"]
# # Plusieurs années : payer maintenant, gagner plus tard
#
# Un devis se paie aujourd’hui, les ventes montent peu à peu. Combien valent demain les euros d’aujourd’hui ?

# %% [markdown] tags=["lang-en"] of="363b220b"
# # Several years: pay now, gain later
#
# A quote is paid today, sales rise little by little. What are tomorrow’s euros worth today?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Le comptable de Sens Confort a le devis de la salle d’exposition sur son bureau. La banque demande : *en combien d’années est-ce payé, et qu’en reste-t-il ?*
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="193fb516"
# ## A person, a decision
#
# The accountant of Sens Confort has the quote for the showroom on his desk. The bank asks: *in how many years is it paid for, and what is left?*
#
# Run each cell with **Shift + Enter**.

# %%
from crm_course import cases, roi, workbook

workbook.begin()
case = cases.sens_confort()
extra = roi.on_extra_sales(case.shop_only, case.omnichannel)

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# 100 € aujourd’hui contre 60 € dans un an et 60 € dans deux. À 8 % par an, un euro dans un an vaut $1 / 1{,}08$ aujourd’hui :
#
# $$\text{VAN} = -100 + \frac{60}{1{,}08} + \frac{60}{1{,}08^2}$$

# %% [markdown] tags=["lang-en"] of="a09709b0"
# ## The smallest true example
#
# €100 today against €60 in a year and €60 in two. At 8% a year, one euro in a year is worth $1 / 1.08$ today:
#
# $$\text{NPV} = -100 + \frac{60}{1.08} + \frac{60}{1.08^2}$$

# %%
roi.appraise(0.08, [-100, 60, 60])

# %% [markdown] tags=["lang-fr"]
# La **valeur actuelle nette** (VAN) ramène chaque flux à aujourd’hui ; le **taux de rentabilité interne** (TRI) est le taux où elle s’annule.
#
# À vous, chez l’ébéniste : voici son devis, année par année.

# %% [markdown] tags=["lang-en"] of="16aeea0d"
# **Net present value** (NPV) brings each flow back to today; the **internal rate of return** (IRR) is the rate at which it is zero.
#
# Your turn, at the furniture maker’s: here is his quote, year by year.

# %%
given = workbook.given("roi")
roi.cash_flow_chart(given.quote, 0)

# %%
workbook.ask("roi.npv")

# %% [markdown] tags=["lang-fr"]
# ## Qu’est-ce qui est un investissement ?
#
# Dans un devis, tout ne se paie pas une seule fois.

# %% [markdown] tags=["lang-en"] of="05641646"
# ## What is an investment?
#
# In a quote, not everything is paid once.

# %%
workbook.ask("roi.investment")

# %% [markdown] tags=["lang-fr"]
# ## Le devis de Sens Confort
#
# Le devis se paie maintenant, les ventes montent en trois ans, l’impôt prend sa part : une perte de la première année *réduit* l’impôt. Le matériel s’use
# sur cinq ans (*amortissement*). Dans la lecture favorable, avec un devis supposé :

# %% [markdown] tags=["lang-en"] of="7d00ddf7"
# ## The quote of Sens Confort
#
# The quote is paid now, sales rise over three years, tax takes its share: a loss in the first year *reduces* the tax. The equipment wears out
# over five years (*depreciation*). In the favourable reading, with an assumed quote:

# %%
quote = roi.Project(investment=120_000, years=5, discount_rate=0.08, ramp_up=(0.4, 0.7, 1.0), working_capital_days=30)
invested = roi.Study(before=case.shop_only, after=extra, through="online", project=quote)
roi.readable(invested.flows.frame()[["gain", "tax", "working_capital", "investment", "project"]])

# %%
flows = invested.flows.project
roi.cash_flow_chart(flows, 0.08)

# %% [markdown] tags=["lang-fr"]
# En combien d’années est-ce payé, et que reste-t-il ?

# %% [markdown] tags=["lang-en"] of="ddeaf41c"
# In how many years is it paid for, and what is left?

# %%
roi.appraise(0.08, flows)

# %% [markdown] tags=["lang-fr"]
# Méfiez-vous du taux interne. Cette salle d’exposition se paie, rapporte, puis se démonte à grands frais :

# %% [markdown] tags=["lang-en"] of="0ffc9f23"
# Beware of the internal rate. This showroom is paid for, brings money, then is taken down at great cost:

# %%
roi.npv_chart([-100_000, 230_000, -132_000])

# %% [markdown] tags=["lang-fr"]
# Deux taux, donc aucun : la valeur actuelle nette décide seule. À vous.

# %% [markdown] tags=["lang-en"] of="3acf0520"
# Two rates, hence none: net present value alone decides. Your turn.

# %%
workbook.ask("roi.worth-it")

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Changez le prix, la montée en charge, l’emprunt.

# %% [markdown] tags=["lang-en"] of="50fa6a70"
# ## Explore
#
# Change the price, the ramp-up, the loan.

# %%
roi.cash_explorer(invested)

# %% [markdown] tags=["lang-fr"]
# ## Et la relation client ?
#
# On dit que gagner un client coûte six fois plus que le garder. C’est une moyenne d’origine inconnue : voyez à partir de quel facteur elle cesse de compter.

# %% [markdown] tags=["lang-en"] of="56ed9455"
# ## And the customer relationship?
#
# They say that winning a customer costs six times keeping one. It is an average of unknown origin: see from which factor on it no longer matters.

# %%
roi.keep_or_win(6_000, 20, factor=6, kept_value=250, won_value=300)

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Un euro de demain vaut moins qu’un euro d’aujourd’hui : ramenez tout à la même date.
# - Un taux interne peut mentir ; la valeur actuelle nette, non.
# - Demandez ce qui est payé une fois, et ce qui revient chaque année.
#
# La suite : *Quelles chances ?*

# %% [markdown] tags=["lang-en"] of="e8b6465f"
# ## Take away
#
# - A euro of tomorrow is worth less than a euro of today: bring everything back to the same date.
# - An internal rate can lie; net present value cannot.
# - Ask what is paid once, and what comes back every year.
#
# Next: *What are the chances?*
