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
# Combien le projet rapporte-t-il de plus par an ? Et de quel pourcentage les ventes doivent-elles monter pour qu’il ne perde rien ?
# Écrivez vos deux paris, sans calculer.

# %% [markdown] tags=["lang-en"] of="45fe394b"
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
# Un étal vend pour 1 000 € ; la marchandise coûte 60 % du prix ; l’emplacement 300 €. À la main, en trois pas : la marge, le résultat, puis le seuil.

# %% [markdown] tags=["lang-en"] of="b7630427"
# ## The smallest true example
#
# A stall sells for €1,000; the goods cost 60% of the price; the pitch €300. By hand, in three steps: the margin, the result, then break-even.

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
hopeless

# %% [markdown] tags=["lang-fr"]
# À vous, chez un ébéniste qui hésite à ouvrir un site.

# %% [markdown] tags=["lang-en"] of="26866f03"
# Your turn, at a furniture maker’s who hesitates to open a site.

# %%
given = workbook.given("roi")
given

# %%
workbook.ask("roi.margin-rate")

# %% [markdown] tags=["lang-fr"]
# Et à partir de quel chiffre d’affaires gagne-t-il de l’argent ?

# %% [markdown] tags=["lang-en"] of="23b70e16"
# And from which turnover on does he earn money?

# %%
workbook.ask("roi.break-even")

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
workbook.bet([gain_guess, growth_guess], [project.gain, project.required_growth], ["money", "share"])

# %%
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

# %%
workbook.ask("roi.gain-on-extra")

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
# ## Décider
#
# L’ébéniste vous montre son propre plan : les nouvelles charges y portent sur *tout* le chiffre d’affaires. Que lui rapporte le site ?

# %% [markdown] tags=["lang-en"] of="70633218"
# ## Decide
#
# The furniture maker shows you his own plan: there the new costs bear on the *whole* turnover. What does the site bring him?

# %%
workbook.ask("roi.gain")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Vendre plus n’est pas gagner plus : regardez la marge, puis le seuil, puis ce qui doit être vrai.
# - L’assiette de chaque charge est une hypothèse ; elle peut changer le signe de la décision.
#
# La suite : *Plusieurs années*, *Quelles chances ?*, et les exercices, où l’ébéniste vous attend.

# %% [markdown] tags=["lang-en"] of="15e81165"
# ## Take away
#
# - Selling more is not earning more: look at the margin, then at break-even, then at what must be true.
# - What each cost bears on is an assumption; it can change the sign of the decision.
#
# Next: *Several years*, *What are the chances?*, and the exercises, where the furniture maker is waiting.
