# %% [markdown] tags=["lang-fr"]
# # Par quels chemins viennent-ils ?
#
# Ils regardent sur le web, demandent au magasin, commandent par téléphone. Qui a fait vendre ? Et où le client tombe-t-il entre deux canaux ?

# %% [markdown] tags=["lang-en"] of="40a23e5a"
# # Which ways do they come?
#
# They look on the web, ask in the shop, order by phone. Who made the sale? And where does the customer fall between two channels?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Nadia dirige la relation client de C’chez vous, une enseigne de bricolage. Son agence lui présente un tableau : chaque vente y est attribuée
# au dernier contact, et l’agence propose de réduire ce qui ne « rapporte » rien. Nadia vous demande : *dois-je la croire ?*
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="23e2e7b4"
# ## A person, a decision
#
# Nadia is in charge of customer relations at C’chez vous, a DIY retailer. Her agency shows her a table: each sale is credited
# to the last contact, and the agency proposes to cut what “brings” nothing. Nadia asks you: *should I believe it?*
#
# Run each cell with **Shift + Enter**.

# %%
from crm_course import cases, journeys, workbook

workbook.begin()
case = cases.chez_vous()
case

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Quelle part des ventes est due à ce qui se passe au magasin ? Et quelle part des achats en magasin a été préparée sur le web ? Écrivez vos deux paris.

# %% [markdown] tags=["lang-en"] of="2c1d7bd8"
# ## Your guess first
#
# What share of the sales is due to what happens in the shop? And what share of purchases in the shop was prepared on the web? Write your two guesses.

# %%
shop_guess = 0.80
prepared_guess = 0.30

# %% [markdown] tags=["lang-fr"]
# ## Le cas : deux clients
#
# Camille achète de quoi repeindre une chambre. Suivez-la d’un canal à l’autre.

# %% [markdown] tags=["lang-en"] of="e80210ff"
# ## The case: two customers
#
# Camille buys what it takes to repaint a bedroom. Follow her from channel to channel.

# %%
paint = case.journey("paint")
paint.table()

# %%
journeys.journey_chart(paint)

# %% [markdown] tags=["lang-fr"]
# Yanis achète un canapé. Il l’essaie en magasin et le commande en ligne : l’inverse de Camille. Repérez l’anneau orange au service après-vente :
# il a dû tout raconter depuis le début.

# %% [markdown] tags=["lang-en"] of="96fa6c63"
# Yanis buys a sofa. He tries it in the shop and orders it online: the reverse of Camille. Look for the orange ring at the after-sales desk:
# he had to tell everything from the start.

# %%
journeys.journey_chart(case.journey("sofa"))

# %%
journeys.channel_chart(journeys.channel_matrix(case.events()))

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

# %%
journeys.table(journeys.attribute(three, "markov"))

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
#
# ## Le journal de C’chez vous
#
# Voici ce que l’enseigne a noté. Un parcours finit par un achat, ou par une pause de plus de trente jours. Seuls les contacts d’avant l’achat peuvent mériter un crédit.

# %% [markdown] tags=["lang-en"] of="23618c35"
# All to the last: the first two channels could have vanished without this table noticing.
#
# ## The log of C’chez vous
#
# This is what the retailer wrote down. A journey ends with a purchase, or with a pause of more than thirty days. Only contacts before the purchase may earn credit.

# %%
log = case.extract()
leading = log.everything[log.everything["stage"].isin(["mission", "order"])]
built = journeys.build(leading, gap_days=30)
journeys.flow_chart(built)

# %%
journeys.table(journeys.frequent_paths(built, 6))

# %% [markdown] tags=["lang-fr"]
# ## Multicanal, cross-canal ou omnicanal ?
#
# *Multicanal* : plusieurs canaux, chacun pour soi. *Cross-canal* : ils se complètent. *Omnicanal* : ensemble, au même moment, un seul client reconnu partout.
# La question se mesure : à chaque changement de canal, l’enseigne sait-elle ce qui a précédé ?

# %% [markdown] tags=["lang-en"] of="e25fedc2"
# ## Multichannel, cross-channel or omnichannel?
#
# *Multichannel*: several channels, each on its own. *Cross-channel*: they complete each other. *Omnichannel*: together, at the same moment, one customer known everywhere.
# The question can be measured: at each change of channel, does the retailer know what went before?

# %%
measured = journeys.integration(journeys.build(log.everything))
journeys.integration_chart(measured)

# %%
journeys.table(journeys.maturity(measured))

# %% [markdown] tags=["lang-fr"]
# Où le client tombe-t-il ? Cherchez les contacts qui échouent, ceux qui se répètent, et les changements de canal après un échec.

# %% [markdown] tags=["lang-en"] of="4ba5e166"
# Where does the customer fall? Look for contacts that fail, those that repeat, and changes of channel after a failure.

# %%
journeys.friction_chart(journeys.friction(log.everything))

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
print(shop_guess, result.channels.set_index("channel")["true_share"].round(3)["shop"])
result

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
# ## Regarder en ligne, acheter en magasin
#
# C’est le **ROPO** (*research online, purchase offline*). On ne peut le mesurer que sur les achats identifiés : la bande grise dit ce qui reste possible pour tous.

# %% [markdown] tags=["lang-en"] of="f0bd6988"
# ## Look online, buy in the shop
#
# That is **ROPO** (*research online, purchase offline*). It can only be measured on identified purchases: the grey band says what remains possible for all.

# %%
rates = journeys.ropo(log.events, window_days=30)
journeys.ropo_chart(rates)

# %%
print(prepared_guess, round(log.prepared, 3))
journeys.beside_survey(rates, prepared=75, asked=100)

# %% [markdown] tags=["lang-fr"]
# À côté de vos paris : la vraie part, que seul un monde inventé révèle. Ceux qui préparent en ligne montrent plus souvent leur carte : ne compter qu’eux gonfle le taux.
#
# ## Explorer
#
# Changez de modèle, raccourcissez la mémoire, puis retirez une règle. Combien de crédit une seule règle déplace-t-elle ?

# %% [markdown] tags=["lang-en"] of="22c9d799"
# Beside your guesses: the true share, which only an invented world reveals. Those who prepare online show their card more often: counting only them inflates the rate.
#
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
# ## À retenir
#
# - Une règle (pause, mémoire, canaux retenus) se choisit avant de voir le résultat, et s’écrit à côté de lui.
# - Un modèle d’attribution partage toutes les ventes, même celles qui auraient eu lieu sans lui. Pour la cause, il faut une expérience.
# - Le ROPO ne vaut que pour les clients reconnus : donnez toujours la couverture avec le taux.
# - L’omnicanal se mesure aux changements de canal : le client y est-il reconnu, et sait-on ce qui a précédé ?
#
# L’exercice vous attend : le chemin à la main, le journal de Sens Confort, et un chiffre à défendre.

# %% [markdown] tags=["lang-en"] of="18d7d8b7"
# ## Take away
#
# - A rule (pause, memory, channels kept) is chosen before the result is seen, and written beside it.
# - An attribution model shares out all sales, even those that would have happened without it. For the cause, an experiment is needed.
# - ROPO holds only for recognised customers: always give the coverage with the rate.
# - Omnichannel is measured at the changes of channel: is the customer recognised there, and is it known what went before?
#
# The exercise is waiting: a path by hand, the log of Sens Confort, and a figure to defend.
