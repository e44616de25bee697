# %% [markdown] tags=["lang-fr"]
# # Peut-on le promettre ? Stock, promesse et coût de service
#
# Hier, la prévision poussait la marchandise en stock ; aujourd’hui, la commande la tire. Au moment de la commande, il faut répondre :
# oui, telle semaine ; ou ceci à la place. Et savoir si la commande rapporte quelque chose.

# %% [markdown] tags=["lang-en"] of="a011956d"
# # Can we promise it? Stock, promise and cost to serve
#
# Yesterday the forecast pushed goods into stock; today the order pulls them. At the moment of the order one must answer:
# yes, in such a week; or this instead. And know whether the order earns anything.

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Inès tient la promesse d’une maison de vente à distance : les conseillers lui demandent des dates, les acheteurs lui demandent des quantités.
# Son directeur veut « 98 % ». De quoi ?
#
# **Deux parcours.** *BTS* : suivez tout, sauf les parties marquées *Ingénieur*. *Ingénieur* : faites-les aussi ; elles disent d’où viennent les nombres,
# et jusqu’où on peut les croire.

# %% [markdown] tags=["lang-en"] of="cdcc630a"
# ## A person, a decision
#
# Inès keeps the promise of a mail-order house: agents ask her for dates, buyers ask her for quantities.
# Her director wants “98%”. Of what?
#
# **Two paths.** *BTS*: follow everything but the parts marked *Engineer*. *Engineer*: do those too; they say where the numbers come from,
# and how far they can be believed.

# %%
from dataclasses import replace

from crm_course import cases, supply, synthetic, workbook

workbook.begin()
house = replace(supply.catalogue_house(), mean=120, sd=26)
house

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Sans calculer : combien d’unités de plus que la moyenne, pour que 98 % de la demande soit servie aussitôt ? Remplacez la valeur par votre pari.

# %% [markdown] tags=["lang-en"] of="e4402c4b"
# ## Your guess first
#
# Without computing: how many units beyond the mean, for 98% of demand to be filled at once? Replace the value with your guess.

# %%
guess = 120

# %% [markdown] tags=["lang-fr"]
# ## 98 % veut dire deux stocks
#
# Première lecture : 98 % des **cycles** (d’une livraison à la suivante) se passent sans qu’un client attende. Seconde lecture :
# 98 % de la **demande** est servie aussitôt. Une rupture ne touche que la fin d’un lot ; tout ce qui est parti avant a été servi.

# %% [markdown] tags=["lang-en"] of="bce9073c"
# ## 98% means two stocks
#
# First reading: 98% of **cycles** (from one delivery to the next) pass without a customer who waits. Second reading:
# 98% of **demand** is filled at once. A stock-out touches only the end of a batch; all that left before was served.

# %%
cover = supply.spread(house.mean, house.sd, house.lead)
safety = supply.safety_stock(house.mean, house.sd, house.lead, fill_rate=house.target, batch=house.batch)
print(guess, round(safety, 1))
supply.promises_chart(cover, house.batch, target=house.target)

# %%
supply.two_promises(safety, cover, house.batch)

# %% [markdown] tags=["lang-fr"]
# Voilà pourquoi un même pourcentage peut désigner deux stocks : demandez toujours « 98 % de quoi ? ».
#
# À vous, avec une autre maison.

# %% [markdown] tags=["lang-en"] of="89b338db"
# This is why one percentage can mean two stocks: always ask “98% of what?”.
#
# Your turn, with another house.

# %%
workbook.ask("supply.fill")

# %% [markdown] tags=["lang-fr"]
# ## *Ingénieur* · La formule, et la simulation à côté
#
# Avec une demande d’écart-type $\sigma$ pendant le délai, un stock de sécurité $s$ et des lots de $Q$, la part servie est
#
# $$1 - \frac{\sigma}{Q}\left[ G\left(\tfrac{s}{\sigma}\right) - G\left(\tfrac{s + Q}{\sigma}\right) \right] \qquad G(z) = \varphi(z) - z\,(1 - \Phi(z))$$
#
# Le second terme compte ce qui manquait déjà au début du cycle. La règle « commander un lot quand la position tombe à un seuil » est ensuite jouée,
# période après période ; le seuil compte une demi-semaine de plus, car le stock n’est regardé qu’en fin de semaine.

# %% [markdown] tags=["lang-en"] of="bd16df96"
# ## *Engineer* · The formula, and the simulation beside it
#
# With a demand of standard deviation $\sigma$ over the lead time, a safety stock $s$ and batches of $Q$, the share filled is
#
# $$1 - \frac{\sigma}{Q}\left[ G\left(\tfrac{s}{\sigma}\right) - G\left(\tfrac{s + Q}{\sigma}\right) \right] \qquad G(z) = \varphi(z) - z\,(1 - \Phi(z))$$
#
# The second term counts what was missing already at the beginning of the cycle. The rule “order a batch when the position falls to a level” is then
# played, period after period; the level counts half a week more, as the stock is looked at only at the end of a week.

# %%
from scipy import stats

rule = supply.policy("s,Q", s=house.mean * (house.lead + 0.5) + safety, Q=house.batch, lead=int(house.lead))
rule.expected(house.mean, house.sd)

# %%
rule.simulated(stats.norm(house.mean, house.sd), rng=7, periods=200_000)

# %% [markdown] tags=["lang-fr"]
# ## Pousser ou tirer
#
# Un article de saison se commande une seule fois, avant de savoir. On peut aussi n’en pousser qu’une partie, et tirer le reste à la commande, plus cher.

# %% [markdown] tags=["lang-en"] of="bc7258cb"
# ## Push or pull
#
# A seasonal item is ordered once, before one knows. One can also push only a part of it, and pull the rest on order, dearer.

# %%
season = house.price, house.cost, house.salvage, house.season_mean, house.season_sd
supply.newsvendor(*season)

# %%
supply.push_or_pull(*season, cost_on_order=1.2 * house.cost)

# %% [markdown] tags=["lang-fr"]
# ## *Ingénieur* · Le coup de fouet
#
# Chaque maillon prévoit d’après les commandes du précédent. Partager la demande des clients ne supprime pas l’effet, mais l’empêche de se multiplier.

# %% [markdown] tags=["lang-en"] of="5094f162"
# ## *Engineer* · The bullwhip
#
# Each stage forecasts from the orders of the one before. Sharing the customers’ demand does not remove the effect, but keeps it from multiplying.

# %%
demand = stats.norm(house.mean, house.sd).rvs(20_000, random_state=3)
alone = supply.bullwhip(demand, lead=2, moving_average=6)
supply.bullwhip_chart(alone, supply.bullwhip(demand, lead=2, moving_average=6, shared=True))

# %% [markdown] tags=["lang-fr"]
# ## La promesse
#
# Un conseiller au téléphone : « J’en veux trente-cinq. Quand ? » Le stock projeté ne répond pas : une commande plus tardive en possède déjà une partie.

# %% [markdown] tags=["lang-en"] of="18c8edd8"
# ## The promise
#
# An agent on the phone: “I want thirty-five. When?” The projected stock is no answer: a later order owns part of it already.

# %%
weeks = supply.availability(house.on_hand, house.receipts, house.orders)
supply.availability_chart(weeks, quantity=35)

# %%
supply.promise({"product": "plaid", "quantity": 35}, weeks)

# %% [markdown] tags=["lang-fr"]
# À vous : que peut-on promettre ?

# %% [markdown] tags=["lang-en"] of="b6394715"
# Your turn: what can be promised?

# %%
workbook.ask("supply.promise")

# %% [markdown] tags=["lang-fr"]
# ## Quand il n’y en a pas pour tous
#
# Servir au mieux, par priorité, ou au premier arrivé ? Un remplacement fait plaisir à l’un, et prend parfois ce que le suivant voulait vraiment.

# %% [markdown] tags=["lang-en"] of="bf611683"
# ## When there is not enough for all
#
# Serve for the best total, by priority, or first come? A substitute pleases one, and sometimes takes what the next one really wanted.

# %%
queue, shelf, instead = house.queue, house.shelf, house.substitutes
found = [supply.allocate(queue, shelf, value="value", substitutes=instead, rule=rule) for rule in ("best", "priority", "first come")]
supply.allocation_chart(found)

# %%
supply.show(found[0].waiting.groupby("product", as_index=False)["quantity"].sum())

# %% [markdown] tags=["lang-fr"]
# Voilà qui attend. Et si l’on remplaçait au fil des commandes ?

# %% [markdown] tags=["lang-en"] of="1ca12ce8"
# This is who waits. And if one substituted order by order?

# %%
workbook.ask("supply.greedy")

# %% [markdown] tags=["lang-fr"]
# ## Casser la promesse : ce qu’elle coûte en bout de chaîne
#
# Du plan commercial au client : un article en rupture est différé, un colis différé arrive en retard, un retard fait un appel, un appel prend un conseiller.
# Chaque maillon est mesuré sur les données d’une maison de vente à distance.

# %% [markdown] tags=["lang-en"] of="89a8fce3"
# ## Break the promise: what it costs at the end of the chain
#
# From the commercial plan to the customer: an item out of stock is deferred, a deferred parcel is late, a late one makes a call, a call takes an agent.
# Each link is measured on the data of a mail-order house.

# %%
chain = cases.promise_chain(synthetic.world("mail-order", customers=1000, months=24, seed=7).tables)
supply.chain_chart(chain.frame, finding=chain.finding())

# %%
chain

# %% [markdown] tags=["lang-fr"]
# ## Ce que servir coûte
#
# Une minute a un coût, une activité prend des minutes. Ce que personne n’a utilisé se montre à part : aucun client ne paie le temps où il ne demandait rien.

# %% [markdown] tags=["lang-en"] of="4e48d460"
# ## What serving costs
#
# A minute has a cost, an activity takes minutes. What nobody used is shown apart: no customer pays for the time in which he asked for nothing.

# %%
served = supply.cost_to_serve(house.activities, house.minutes, house.cost_per_minute, house.capacity)
print(served.sentence())
supply.whale_chart(served)

# %% [markdown] tags=["lang-fr"]
# Un segment coûte plus qu’il ne rapporte : l’orienter, lui facturer le service, demander un panier minimum, le laisser partir ? Tout dépend de ce que
# devient la capacité.

# %% [markdown] tags=["lang-en"] of="570b7446"
# A segment costs more than it brings: steer it, charge it, ask for a minimum basket, let it go? All depends on what becomes of the capacity.

# %%
supply.ways_out_chart(supply.ways_out(house.segment))

# %%
workbook.ask("supply.segment")

# %% [markdown] tags=["lang-fr"]
# ## *Ingénieur* · La tournée, et son écart à une borne
#
# Une heuristique trouve de bonnes tournées sans prouver qu’elles sont les meilleures. Une borne dit de combien on peut se tromper, au plus.

# %% [markdown] tags=["lang-en"] of="0d315492"
# ## *Engineer* · The round, and its gap to a bound
#
# A heuristic finds good rounds without proving that they are the best. A bound says how far off they can be, at most.

# %%
import numpy as np
import pandas as pd

rng = np.random.default_rng(5)
stops = pd.DataFrame({"x": rng.uniform(0, 60, 41), "y": rng.uniform(0, 60, 41), "quantity": rng.integers(1, 6, 41)})
supply.rounds_chart(stops, supply.rounds(stops, 40))

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Mettez vos propres semaines, collées d’un tableur : que répondre à la prochaine commande ?

# %% [markdown] tags=["lang-en"] of="0072910c"
# ## Explore
#
# Put in your own weeks, pasted from a spreadsheet: what to answer the next order?

# %%
supply.explorer()

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Inès peut acheter plus de stock, raccourcir le délai d’une semaine, ou ne rien changer et mieux promettre. Comparez ce que chacun demande, puis tranchez.

# %% [markdown] tags=["lang-en"] of="cd5ad4c6"
# ## Decide
#
# Inès can buy more stock, shorten the lead time by a week, or change nothing and promise better. Compare what each takes, then choose.

# %%
for lead in (house.lead, house.lead - 1):
    print(lead, round(supply.safety_stock(house.mean, house.sd, lead, fill_rate=house.target, batch=house.batch), 1))

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - « 98 % » : demandez de quoi. Des cycles sans rupture, ou de la demande servie : ce sont deux stocks.
# - Le stock projeté n’est pas ce que l’on peut promettre ; une commande ne compte jamais contre elle-même.
# - Remplacer sans regarder qui vient ensuite fait perdre plus que ne rien remplacer.
# - Une promesse cassée revient en appels, et les appels en conseillers.
# - La capacité inutilisée ne se facture à personne ; laisser partir un segment ne l’économise pas.

# %% [markdown] tags=["lang-en"] of="7fe1e561"
# ## Take away
#
# - “98%”: ask of what. Of cycles without a stock-out, or of demand filled: these are two stocks.
# - The projected stock is not what can be promised; an order never counts against itself.
# - Substituting without looking at who comes next loses more than substituting nothing.
# - A broken promise comes back as calls, and calls as agents.
# - Unused capacity is charged to nobody; letting a segment go does not save it.
