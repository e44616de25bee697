# %% [markdown] tags=["lang-fr"]
# # Par quels chemins viennent-ils ?
#
# Ils regardent sur le web, demandent au magasin, commandent par téléphone. Où le client tombe-t-il entre deux canaux ?

# %% [markdown] tags=["lang-en"] of="0cc58530"
# # Which ways do they come?
#
# They look on the web, ask in the shop, order by phone. Where does the customer fall between two channels?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Nadia dirige la relation client de C’chez vous, une enseigne de bricolage. Ses clients passent d’un canal à l’autre, et se plaignent de tout recommencer.
# Où faut-il agir d’abord, et l’enseigne est-elle vraiment « omnicanale », comme le dit son affiche ?
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="f89bd411"
# ## A person, a decision
#
# Nadia is in charge of customer relations at C’chez vous, a DIY retailer. Her customers move from channel to channel, and complain of starting over each time.
# Where to act first, and is the retailer really “omnichannel”, as its poster says?
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
# Quelle part des achats en magasin a été préparée sur le web ? Écrivez votre pari.

# %% [markdown] tags=["lang-en"] of="1a269b10"
# ## Your guess first
#
# What share of purchases in the shop was prepared on the web? Write your guess.

# %%
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
# Yanis achète un canapé. Il l’essaie en magasin et le commande en ligne : l’inverse de Camille. Un anneau orange marque un contact où
# l’enseigne ne savait pas ce qui précédait : le client a dû tout redire.

# %% [markdown] tags=["lang-en"] of="63ddaae1"
# Yanis buys a sofa. He tries it in the shop and orders it online: the reverse of Camille. An orange ring marks a contact at which
# the retailer did not know what went before: the customer had to say it all again.

# %%
journeys.journey_chart(case.journey("sofa"))

# %%
workbook.ask("journeys.yanis")

# %% [markdown] tags=["lang-fr"]
# Les deux clients ensemble : quels canaux servent, et à quel moment ?

# %% [markdown] tags=["lang-en"] of="ed000322"
# Both customers together: which channels serve, and at which moment?

# %%
journeys.channel_chart(journeys.channel_matrix(case.events()))

# %%
workbook.ask("journeys.during")

# %% [markdown] tags=["lang-fr"]
# ## Le journal de C’chez vous
#
# Voici ce que l’enseigne a noté. Un parcours finit par un achat, ou par une pause de plus de trente jours. À vous : que se passe-t-il si l’on change cette règle ?

# %% [markdown] tags=["lang-en"] of="eddef188"
# ## The log of C’chez vous
#
# This is what the retailer wrote down. A journey ends with a purchase, or with a pause of more than thirty days. Your turn: what happens if this rule is changed?

# %%
log = case.extract()
leading = log.everything[log.everything["stage"].isin(["mission", "order"])]
built = journeys.build(leading, gap_days=30)
journeys.flow_chart(built)

# %%
workbook.ask("journeys.shorter-pause")

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
workbook.bet(prepared_guess, log.prepared, "share")

# %% [markdown] tags=["lang-fr"]
# C’est la vraie part, que seul un monde inventé révèle. Ceux qui préparent en ligne montrent plus souvent leur carte : compter les seuls clients
# identifiés gonfle le taux. Une enquête, elle, dit ceci :

# %% [markdown] tags=["lang-en"] of="af46de92"
# This is the true share, which only an invented world reveals. Those who prepare online show their card more often: counting only identified
# customers inflates the rate. A survey says this:

# %%
journeys.beside_survey(rates, prepared=75, asked=100)

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Six clients de *Sens Confort* ont laissé un commentaire : leurs contacts, un à un, dans un journal. Par quel canal commencer ?

# %% [markdown] tags=["lang-en"] of="4c311afb"
# ## Decide
#
# Six customers of *Sens Confort* left a comment: their contacts, one by one, in a log. With which channel to begin?

# %%
journeys.table(workbook.given("journeys").comments)

# %%
workbook.ask("journeys.comments")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Une règle (pause, mémoire, canaux retenus) se choisit avant de voir le résultat, et s’écrit à côté de lui.
# - Le ROPO ne vaut que pour les clients reconnus : donnez toujours la couverture avec le taux.
# - L’omnicanal se mesure aux changements de canal : le client y est-il reconnu, et sait-on ce qui a précédé ?
#
# La suite : *Qui a fait vendre ?*, puis l’exercice.

# %% [markdown] tags=["lang-en"] of="8f287eb1"
# ## Take away
#
# - A rule (pause, memory, channels kept) is chosen before the result is seen, and written beside it.
# - ROPO holds only for recognised customers: always give the coverage with the rate.
# - Omnichannel is measured at the changes of channel: is the customer recognised there, and is it known what went before?
#
# Next: *Who made the sale?*, then the exercise.
