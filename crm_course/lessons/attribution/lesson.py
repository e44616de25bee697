# %% [markdown] tags=["lang-fr"]
# # Qui a fait vendre ? Attribution et cause
#
# Huit façons de partager les mêmes ventes entre les mêmes canaux. Laquelle croire, et que prouve-t-elle ?

# %% [markdown] tags=["lang-en"] of="91995f44"
# # Who made the sale? Attribution and cause
#
# Eight ways of sharing the same sales between the same channels. Which one to believe, and what does it prove?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# L’agence de Nadia attribue chaque vente au dernier contact, et propose de couper la moitié du budget des réseaux sociaux, qui ne « rapportent » rien.
# *Dois-je la croire ?*
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="217f92b6"
# ## A person, a decision
#
# Nadia’s agency credits each sale to the last contact, and proposes to cut half of the budget of social networks, which “bring” nothing.
# *Should I believe it?*
#
# Run each cell with **Shift + Enter**.

# %%
from crm_course import cases, journeys, workbook

workbook.begin()
case = cases.chez_vous()
log = case.extract()
leading = log.everything[log.everything["stage"].isin(["mission", "order"])]
built = journeys.build(leading, gap_days=30)
journeys.table(journeys.frequent_paths(built, 6))

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Quelle part des ventes est due à ce qui se passe au magasin ?

# %% [markdown] tags=["lang-en"] of="cd766fab"
# ## Your guess first
#
# What share of the sales is due to what happens in the shop?

# %%
shop_guess = 0.80

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Trois clients, trois canaux. Un seul achète, celui qui est passé par les trois.

# %% [markdown] tags=["lang-en"] of="61a971c0"
# ## The smallest true example
#
# Three customers, three channels. Only one buys: the one who went through all three.

# %%
import pandas as pd

three = pd.DataFrame({"path": ["C1 > C2 > C3", "C1", "C2 > C3"], "conversions": [1, 0, 0], "nulls": [0, 1, 1]})
journeys.table(journeys.transitions(three))

# %% [markdown] tags=["lang-fr"]
# Chaque ligne est un pas d’une **chaîne de Markov**. L’**effet de retrait** d’un canal est la part des achats perdue si tout pas vers ce canal ne mène
# plus à rien. Avec $Q$ les pas entre canaux, $N = (I - Q)^{-1}$, $a$ le départ, $h$ la chance d’acheter depuis chaque canal et $P = a\,h$ :
#
# $$\text{effet}_i = \frac{(aN)_i \; h_i}{N_{ii} \; P}$$
#
# Le crédit se partage en proportion des effets. Aucune simulation n’est nécessaire.

# %% [markdown] tags=["lang-en"] of="cf0f7023"
# Each row is a step of a **Markov chain**. The **removal effect** of a channel is the share of purchases lost if every step into this channel leads
# to nothing. With $Q$ the steps between channels, $N = (I - Q)^{-1}$, $a$ the start, $h$ the chance of buying from each channel and $P = a\,h$:
#
# $$\text{effect}_i = \frac{(aN)_i \; h_i}{N_{ii} \; P}$$
#
# Credit is shared in proportion to the effects. No simulation is needed.

# %%
journeys.table(journeys.removal_effects(three))

# %% [markdown] tags=["lang-fr"]
# À vous, avec deux canaux. Et lisez l’erreur d’une agence.

# %% [markdown] tags=["lang-en"] of="23d82ef9"
# Your turn, with two channels. And read an agency’s mistake.

# %%
workbook.given("journeys").paths

# %%
workbook.ask("journeys.removal")

# %% [markdown] tags=["lang-fr"]
# Une autre idée, venue des jeux coopératifs : la **valeur de Shapley** partage chaque achat également entre les canaux *différents* de son parcours.
#
# ## Casser la formule
#
# Et le dernier contact, que dit-il des mêmes clients ?

# %% [markdown] tags=["lang-en"] of="3fa50056"
# Another idea, from cooperative games: the **Shapley value** shares each purchase equally between the *different* channels of its journey.
#
# ## Break the formula
#
# And the last contact, what does it say of the same customers?

# %%
journeys.table(journeys.attribute(three, "last"))

# %% [markdown] tags=["lang-fr"]
# Tout au dernier : les deux premiers canaux auraient pu disparaître sans que ce tableau le voie.

# %% [markdown] tags=["lang-en"] of="56d4da31"
# All to the last: the first two channels could have vanished without this table noticing.

# %%
workbook.ask("journeys.find-the-error")

# %% [markdown] tags=["lang-fr"]
# ## À qui le crédit ?
#
# Les huit modèles, sur les mêmes parcours.

# %% [markdown] tags=["lang-en"] of="75d68065"
# ## Whose credit?
#
# The eight models, on the same journeys.

# %%
journeys.models_chart(journeys.compare_models(built))

# %% [markdown] tags=["lang-fr"]
# Aucun n’est « le » bon : ils répondent à des questions différentes. Mais ce journal est inventé, et l’on sait ce que chaque canal a *causé* :
# le site et l’application n’ont fait que laisser passer. Qui s’en approche ?

# %% [markdown] tags=["lang-en"] of="13431473"
# None of them is “the” right one: they answer different questions. But this log is invented, and what each channel *caused* is known:
# the site and the app only let customers pass. Which model comes near?

# %%
result = journeys.score(built, log.caused)
shop = result.channels.set_index("channel")["true_share"]["shop"]
workbook.bet(shop_guess, shop, "share")

# %%
journeys.score_chart(result)

# %% [markdown] tags=["lang-fr"]
# **Le crédit n’est pas la cause.** Et il est incertain : le trait noir est l’intervalle à 95 %, le losange la vérité. Elle est souvent hors de l’intervalle,
# car l’intervalle ne mesure que le hasard de l’échantillon, pas l’erreur du modèle.

# %% [markdown] tags=["lang-en"] of="11c57765"
# **Credit is not cause.** And it is uncertain: the black line is the 95% interval, the diamond the truth. The truth is often outside the interval,
# because the interval only measures the luck of the sample, not the error of the model.

# %%
journeys.credit_chart(journeys.attribute(built, "markov", intervals=True), "markov", log.caused)

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Changez de modèle, raccourcissez la mémoire, puis retirez une règle. Combien de crédit une seule règle déplace-t-elle ?

# %% [markdown] tags=["lang-en"] of="a174dcb8"
# ## Explore
#
# Change the model, shorten the memory, then take a rule away. How much credit does a single rule move?

# %%
journeys.explorer(leading)

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# L’agence propose de couper la moitié du budget des réseaux sociaux, « puisque le dernier contact ne leur attribue rien ». D’abord selon elle, ensuite selon la vérité :

# %% [markdown] tags=["lang-en"] of="7c830a9a"
# ## Decide
#
# The agency proposes to cut half of the budget of social networks, “since the last contact credits them with nothing”. First as it sees it, then in truth:

# %%
costs = journeys.channel_costs(built)
journeys.budget_change(journeys.attribute(built, "last"), costs, {"social": -0.5})

# %%
truth = pd.DataFrame({"channel": list(log.caused), "credit": list(log.caused.values()), "value": 0.0})
basket = built.value.sum() / built.conversions.sum()
journeys.budget_change(truth.assign(value=truth["credit"] * basket), costs, {"social": -0.5})

# %% [markdown] tags=["lang-fr"]
# Reste à savoir sur quoi chaque crédit repose.

# %% [markdown] tags=["lang-en"] of="e75f982e"
# It remains to see what each credit rests on.

# %%
workbook.ask("journeys.thin-channel")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Une règle (pause, mémoire, canaux retenus) se choisit avant de voir le résultat, et s’écrit à côté de lui.
# - Un modèle d’attribution partage toutes les ventes, même celles qui auraient eu lieu sans lui. Pour la cause, il faut une expérience.
# - Un crédit va avec son intervalle, et l’intervalle ne dit rien de l’erreur du modèle.
#
# L’exercice *Parcours* vous attend : le chemin à la main, et un chiffre à défendre.

# %% [markdown] tags=["lang-en"] of="e2338584"
# ## Take away
#
# - A rule (pause, memory, channels kept) is chosen before the result is seen, and written beside it.
# - An attribution model shares out all sales, even those that would have happened without it. For the cause, an experiment is needed.
# - A credit goes with its interval, and the interval says nothing of the model’s error.
#
# The exercise *Journeys* is waiting: a path by hand, and a figure to defend.
