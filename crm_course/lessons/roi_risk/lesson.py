# %% [markdown] tags=["lang-fr"]
# # Quelles chances ? Le plan face au doute
#
# Un gain prévu n’est pas un gain. Que doit-il arriver pour qu’il soit vrai, et avec quelles chances ?

# %% [markdown] tags=["lang-en"] of="ba33f6b7"
# # What are the chances? The plan and doubt
#
# A planned gain is not a gain. What must happen for it to be true, and with what chances?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Les associés de Sens Confort ont vu le plan. L’un d’eux demande : *et si vous vous trompez ?*
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="78a9823a"
# ## A person, a decision
#
# The shareholders of Sens Confort have seen the plan. One of them asks: *and if you are wrong?*
#
# Run each cell with **Shift + Enter**.

# %%
from crm_course import cases, roi, workbook

workbook.begin()
case = cases.sens_confort()
extra = roi.on_extra_sales(case.shop_only, case.omnichannel)
roi.compare(case.shop_only, case.omnichannel)

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Supposons le chiffre d’affaires connu à 8 % près. Dans quelle part des cas le projet fait-il perdre de l’argent ?

# %% [markdown] tags=["lang-en"] of="7cb3be90"
# ## Your guess first
#
# Suppose that turnover is known to within 8%. In what share of the cases does the project lose money?

# %%
loss_guess = 0.10

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
# À vous, chez l’ébéniste : combien les ventes doivent-elles monter pour que son site vaille mieux que rien ?

# %% [markdown] tags=["lang-en"] of="c54d9917"
# Your turn, at the furniture maker’s: how much must sales rise for his site to be better than nothing?

# %%
given = workbook.given("roi")
given

# %%
workbook.ask("roi.required-growth")

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
most = roi.highest_cannibalised(case.shop_only, extra, effect)
workbook.bet(0.5, most, "share")

# %% [markdown] tags=["lang-fr"]
# ## Quelles chances ?
#
# Une prévision n’est pas une certitude. Supposons le chiffre d’affaires connu à 8 % près, et tirons cent mille années.

# %% [markdown] tags=["lang-en"] of="6b33778c"
# ## What are the chances?
#
# A forecast is not a certainty. Suppose that turnover is known to within 8%, and draw a hundred thousand years.

# %%
forecast = roi.Normal(mean=1_640_000, sd=0.08 * 1_640_000)
doubtful = roi.Study(before=case.shop_only, after=case.omnichannel, uncertain={"turnover": forecast})
simulation = roi.simulate(doubtful, rng=2026)
simulation

# %%
roi.distribution_chart(simulation)

# %% [markdown] tags=["lang-fr"]
# Et votre pari ?

# %% [markdown] tags=["lang-en"] of="a75a659b"
# And your guess?

# %%
workbook.bet(loss_guess, 1 - simulation.probability_pays, "share")

# %% [markdown] tags=["lang-fr"]
# ## À vous
#
# Le même doute, chez Sens Confort, dans la question de l’exercice : le projet contre le magasin seul.

# %% [markdown] tags=["lang-en"] of="aeb6a350"
# ## Your turn
#
# The same doubt, at Sens Confort, in the question of the exercise: the project against the shop alone.

# %%
workbook.ask("roi.information")

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
# ## Explorer
#
# Choisissez ce qui est incertain, et de combien.

# %% [markdown] tags=["lang-en"] of="97d51a0b"
# The **value of information** is the highest price worth paying for a study. Moving the purchase price in *both* plans changes the gain little: only what differs counts.
#
# ## Explore
#
# Choose what is uncertain, and by how much.

# %%
roi.explorer(case.shop_only, case.omnichannel)

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Écrivez aux associés réticents. La correction cherche les chiffres ; l’argument, c’est un lecteur qui en juge.

# %% [markdown] tags=["lang-en"] of="63f42d38"
# ## Decide
#
# Write to the reluctant shareholders. The marking looks for the figures; whether the argument holds is for a reader.

# %%
workbook.ask("roi.argument")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - La première grandeur à vérifier est celle dont la valeur critique est la plus proche.
# - Un gain sans ses chances n’est qu’un espoir.
# - Une étude ne vaut pas plus que le doute qu’elle lève.

# %% [markdown] tags=["lang-en"] of="04d8c312"
# ## Take away
#
# - The first input to check is the one whose critical value is nearest.
# - A gain without its chances is but a hope.
# - A study is worth no more than the doubt it removes.
