# %% [markdown] tags=["lang-fr"]
# # Est-ce rentable ?
#
# Un devis, deux plans, une promesse : « le résultat augmente ». Avant de signer, demandez ce qui doit être vrai.

# %% [markdown] tags=["lang-en"] of="bb5bfb4d"
# # Does it pay?
#
# A quote, two plans, a promise: “the result rises”. Before you sign, ask what must be true.

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Le patron de Sens Confort a reçu un devis pour un site marchand et une salle d’exposition. Son comptable a préparé deux années :
# sans le projet, avec le projet. Ses associés hésitent. Il vous demande : *est-ce que ça paie ?*
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="226b7744"
# ## A person, a decision
#
# The owner of Sens Confort received a quote for an e-commerce site and a showroom. His accountant prepared two years:
# without the project, with the project. His partners hesitate. He asks you: *does it pay?*
#
# Run each cell with **Shift + Enter**.

# %%
from crm_course import cases, roi, workbook

workbook.begin()
case = cases.sens_confort()
roi.statement(case.shop_only, case.omnichannel)

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Combien le projet rapporte-t-il de plus par an ? Et de combien de pour cent les ventes doivent-elles monter pour qu’il ne perde rien ?
# Écrivez vos deux paris, sans calculer.

# %% [markdown] tags=["lang-en"] of="662b7a1b"
# ## Your guess first
#
# How much more does the project earn a year? And by how many percent must sales rise for it to lose nothing?
# Write your two guesses, without computing.

# %%
gain_guess = 50_000
growth_guess = 0.05

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Un étal vend pour 1 000 € ; la marchandise coûte 60 % du prix ; l’emplacement 300 €.

# %% [markdown] tags=["lang-en"] of="37d83e1a"
# ## The smallest true example
#
# A stall sells for €1,000; the goods cost 60% of the price; the pitch €300.

# %%
stall = roi.Plan(turnover=1_000, variable_rates={"purchases": 0.60}, fixed_costs=300)
stall

# %% [markdown] tags=["lang-fr"]
# De chaque euro vendu il reste une part, le **taux de marge sur coût variable** $m$. Elle paie d’abord les charges fixes $F$ ; ensuite seulement, on gagne :
#
# $$\text{résultat} = m \times \text{ventes} - F \qquad\qquad \text{seuil} = \frac{F}{m}$$
#
# Et plus le seuil est proche des ventes, plus le résultat est nerveux : c’est le **levier opérationnel**, marge ÷ résultat.
#
# ## Casser la formule
#
# Et si la marchandise coûte plus que son prix ?

# %% [markdown] tags=["lang-en"] of="63b08741"
# Of each euro sold a share remains, the **contribution margin rate** $m$. It pays the fixed costs $F$ first; only then does one gain:
#
# $$\text{result} = m \times \text{sales} - F \qquad\qquad \text{break-even} = \frac{F}{m}$$
#
# And the nearer break-even is to the sales, the more nervous the result: that is the **operating leverage**, margin ÷ result.
#
# ## Break the formula
#
# What if the goods cost more than their price?

# %%
hopeless = roi.Plan(turnover=1_000, variable_rates={"purchases": 1.05}, fixed_costs=300)
print(hopeless.sentence())

# %% [markdown] tags=["lang-fr"]
# ## Les deux plans de Sens Confort

# %% [markdown] tags=["lang-en"] of="10f33c94"
# ## The two plans of Sens Confort

# %%
project = roi.compare(case.shop_only, case.omnichannel)
project

# %%
roi.result_chart(project)

# %% [markdown] tags=["lang-fr"]
# Comparez à vos paris. La droite bleue part plus bas et monte moins vite : à ventes égales, le magasin seul gagne toujours.
# D’où vient donc le gain ?

# %% [markdown] tags=["lang-en"] of="c88e9374"
# Compare with your guesses. The blue line starts lower and rises more slowly: at equal sales, the shop alone always wins.
# So where does the gain come from?

# %%
print(gain_guess, round(project.gain), growth_guess, round(project.required_growth, 3))
roi.gain_chart(project)

# %% [markdown] tags=["lang-fr"]
# ## Une phrase qui change tout
#
# Le plan écrit « livraison : 2 % du chiffre d’affaires ». De *tout* le chiffre d’affaires, ou des seules ventes en ligne ? L’assiette d’une charge est une hypothèse :
# dites-la.

# %% [markdown] tags=["lang-en"] of="09e13f6d"
# ## One sentence that changes everything
#
# The plan says “delivery: 2% of turnover”. Of *all* turnover, or of the online sales alone? What a cost bears on is an assumption:
# say it.

# %%
extra = roi.on_extra_sales(case.shop_only, case.omnichannel)
online = roi.compare(case.shop_only, extra, through="online")
online

# %% [markdown] tags=["lang-fr"]
# Même devis, autre lecture, autre gain. Avant toute formule : faites préciser cette phrase.
#
# ## Quand l’année est-elle payée ?
#
# Le seuil est aussi une date. Elle dépend des saisons, des jours de fermeture et de la convention (360 ou 365 jours).

# %% [markdown] tags=["lang-en"] of="d01fcc66"
# Same quote, another reading, another gain. Before any formula: have this sentence made clear.
#
# ## When is the year paid for?
#
# Break-even is also a date. It depends on the seasons, the closed days and the convention (360 or 365 days).

# %%
print([round(case.omnichannel.break_even_days(year=days)) for days in (360, 365)])
roi.break_even_chart(case.shop_only, case.omnichannel, roi.Season(shares=roi.RETAIL))

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Bougez une grandeur à la fois. Laquelle fait basculer la réponse le plus vite ? Essayez chaque vue, et l’autre lecture du devis.

# %% [markdown] tags=["lang-en"] of="d21e3432"
# ## Explore
#
# Move one input at a time. Which one tips the answer soonest? Try each view, and the other reading of the quote.

# %%
roi.explorer(case.shop_only, case.omnichannel)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui doit être vrai
#
# La **valeur critique** d’une grandeur est celle où le gain s’annule, tout le reste étant tenu. La première ligne du tableau est la première à vérifier.

# %% [markdown] tags=["lang-en"] of="4ab24b85"
# ## What must be true
#
# The **critical value** of an input is the one at which the gain is gone, all else held. The first row of the table is the first to check.

# %%
study = roi.Study(before=case.shop_only, after=case.omnichannel)
roi.readable(roi.critical_values(study))

# %%
roi.tornado_chart(roi.tornado(study, ["turnover", "purchases", "fixed_costs", "returns", "delivery"], swing=0.05))

# %% [markdown] tags=["lang-fr"]
# ## Tout le chiffre est-il nouveau ?
#
# Une partie des ventes en ligne vient du magasin (*cannibalisation*) ; une partie des ventes du magasin se prépare en ligne (*ROPO*). À partir de quelle part prise au magasin
# le projet cesse-t-il de payer, dans la lecture favorable ?

# %% [markdown] tags=["lang-en"] of="480e849c"
# ## Is all of the turnover new?
#
# Part of the online sales comes from the shop (*cannibalisation*); part of the shop’s sales is prepared online (*ROPO*). From which share taken from the shop on
# does the project no longer pay, in the favourable reading?

# %%
effect = roi.ChannelEffect(online=extra.channels["online"])
round(roi.highest_cannibalised(case.shop_only, extra, effect), 3)

# %% [markdown] tags=["lang-fr"]
# ## Quelles chances ?
#
# Une prévision n’est pas une certitude. Supposons le chiffre d’affaires connu à 5 % près, et tirons cent mille années.

# %% [markdown] tags=["lang-en"] of="e2d5dfb8"
# ## What are the chances?
#
# A forecast is not a certainty. Suppose that turnover is known to within 5%, and draw a hundred thousand years.

# %%
forecast = roi.Normal(mean=1_640_000, sd=0.05 * 1_640_000)
doubtful = roi.Study(before=case.shop_only, after=case.omnichannel, uncertain={"turnover": forecast})
simulation = roi.simulate(doubtful, rng=2026)
simulation

# %%
roi.distribution_chart(simulation)

# %% [markdown] tags=["lang-fr"]
# Si plusieurs grandeurs sont incertaines, laquelle faut-il faire étudier ? Ajoutons le prix d’achat, le même avec et sans projet, et le taux de retours.

# %% [markdown] tags=["lang-en"] of="33f35d83"
# If several inputs are uncertain, which one should be studied? Let us add the purchase price, the same with and without the project, and the rate of returns.

# %%
beliefs = {
    "turnover": forecast,
    "both.purchases": roi.Triangular(low=0.66, mode=0.68, high=0.70),
    "returns": roi.pert(0.02, 0.03, 0.05),
}
wider = roi.Study(before=case.shop_only, after=case.omnichannel, uncertain=beliefs)
roi.readable(roi.information_value(wider, rng=1))

# %% [markdown] tags=["lang-fr"]
# La **valeur de l’information** est le prix maximal d’une étude. Bouger le prix d’achat dans les *deux* plans change peu le gain : seul compte ce qui diffère.
#
# ## Plusieurs années
#
# Le devis se paie maintenant, les ventes montent peu à peu, l’impôt prend sa part. Dans la lecture favorable, avec un devis supposé :

# %% [markdown] tags=["lang-en"] of="d0f44251"
# The **value of information** is the price above which a study is not worth its price. Moving the purchase price in *both* plans changes the gain little: only what differs counts.
#
# ## Several years
#
# The quote is paid now, sales rise little by little, tax takes its share. In the favourable reading, with an assumed quote:

# %%
quote = roi.Project(investment=120_000, years=5, discount_rate=0.08, ramp_up=(0.4, 0.7, 1.0), working_capital_days=30)
invested = roi.Study(before=case.shop_only, after=extra, through="online", project=quote)
roi.readable(invested.flows.frame()[["gain", "tax", "working_capital", "investment", "project"]])

# %%
flows = invested.flows.project
roi.cash_flow_chart(flows, 0.08)

# %% [markdown] tags=["lang-fr"]
# La **valeur actuelle nette** ramène chaque flux à aujourd’hui ; le **taux de rentabilité interne** est le taux où elle s’annule.

# %% [markdown] tags=["lang-en"] of="3766fe54"
# **Net present value** brings each flow back to today; the **internal rate of return** is the rate at which it is zero.

# %%
roi.appraise(0.08, flows)

# %% [markdown] tags=["lang-fr"]
# Méfiez-vous du taux interne. Cette salle d’exposition se paie, rapporte, puis se démonte à grands frais :

# %% [markdown] tags=["lang-en"] of="0ffc9f23"
# Beware of the internal rate. This showroom is paid for, brings money, then is taken down at great cost:

# %%
roi.npv_chart([-100_000, 230_000, -132_000])

# %% [markdown] tags=["lang-fr"]
# Deux taux, donc aucun : la valeur actuelle nette décide seule. Changez maintenant le prix, la montée en charge, l’emprunt.

# %% [markdown] tags=["lang-en"] of="cae4486f"
# Two rates, hence none: net present value alone decides. Now change the price, the ramp-up, the loan.

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
# ## Décider
#
# Écrivez aux associés réticents. La correction vérifie que les chiffres y sont ; la qualité de l’argument se relit à deux.

# %% [markdown] tags=["lang-en"] of="dfbc20be"
# ## Decide
#
# Write to the reluctant shareholders. The marking checks that the figures are there; the quality of the argument is for two to read.

# %%
workbook.ask("roi.argument")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Vendre plus n’est pas gagner plus : regardez la marge, puis le seuil, puis ce qui doit être vrai.
# - L’assiette de chaque charge est une hypothèse ; elle peut changer le signe de la décision.
# - Un gain sans ses chances n’est qu’un espoir ; une étude ne vaut pas plus que le doute qu’elle lève.
# - Un taux interne peut mentir ; la valeur actuelle nette, non.
#
# La suite : les exercices *Est-ce rentable ?*, où un ébéniste vous attend.

# %% [markdown] tags=["lang-en"] of="f4c47c0d"
# ## Take away
#
# - Selling more is not earning more: look at the margin, then at break-even, then at what must be true.
# - What each cost bears on is an assumption; it can change the sign of the decision.
# - A gain without its chances is but a hope; a study is worth no more than the doubt it removes.
# - An internal rate can lie; net present value cannot.
#
# Next: the exercises *Does it pay?*, where a furniture maker is waiting for you.
