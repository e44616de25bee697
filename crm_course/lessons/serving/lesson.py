# %% [markdown] tags=["lang-fr"]
# # Qui servir comment ?
#
# Tous les clients ne se valent pas, et tous ne coûtent pas la même chose. Faut-il les servir tous de la même façon ?
#
# Deux parcours : le **BTS** lit les étapes, les moments, les tableaux d’offre, et décide ; l’**ingénieur** ouvre aussi les cellules marquées *méthode*.

# %% [markdown] tags=["lang-en"] of="622600f9"
# # Whom to serve how?
#
# Not all customers are worth the same, and not all cost the same. Should all be served in the same way?
#
# Two paths: **BTS** reads the stages, the moments, the tables of offers, and decides; the **engineer** also opens the cells marked *method*.

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Malo dirige le service client d’une maison de vente par correspondance (inventée). Il a un budget par an pour les égards : délais, horaires, cadeaux, réponses.
# À qui les donner, et à quel moment ?

# %% [markdown] tags=["lang-en"] of="70f3c2bb"
# ## A person, a decision
#
# Malo heads the customer service of a mail-order house (invented). He has a budget a year for attentions: delivery times, opening hours, gifts, answers.
# Whom to give them to, and at which moment?

# %%
import pandas as pd
from crm_course import cases, journeys, synthetic, value, workbook

workbook.begin()
house = synthetic.world("mail-order", customers=800, months=36, seed=3)
files, today = house.tables, house.tables["orders"]["ordered_at"].max()
orders = (
    files["orders"].merge(files["deliveries"][["order_id", "delivered_on"]], how="left").rename(columns={"delivered_on": "delivered_at"})
)
orders = orders[orders["status"] != "cancelled"].assign(amount=lambda rows: rows["total_cents"] / 100)

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Quelle part des clients, en %, coûte plus qu’elle ne rapporte dans l’année, une fois les contacts payés ? Remplacez la valeur par votre pari.

# %% [markdown] tags=["lang-en"] of="4198feec"
# ## Your guess first
#
# What share of the customers, in %, costs more than it brings within the year, once contacts are paid? Replace the value with your guess.

# %%
guess = 50

# %% [markdown] tags=["lang-fr"]
# ## Où en est chacun ?
#
# Prospect froid, prospect, nouveau, actif, mûr, il s’éloigne. Le plus petit exemple : quatre personnes, quelques dates, un jour où l’on regarde.

# %% [markdown] tags=["lang-en"] of="4a24d8f4"
# ## Where is each?
#
# Cold prospect, prospect, new, active, mature, fading. The smallest example: four people, a few dates, a day on which one looks.

# %%
bought = pd.DataFrame(
    {"customer_id": ["Anne", "Loïc", "Loïc", "Loïc"], "ordered_at": ["2026-11-02", "2025-11-05", "2026-01-12", "2026-03-20"]}
)
met = pd.DataFrame({"customer_id": ["Yann", "Enora"], "ts": ["2026-11-10", None]})
value.table(value.stages(bought, met, on="2026-11-30")[["customer_id", "stage", "moment", "action", "days_since_last"]])

# %% [markdown] tags=["lang-fr"]
# Anne est nouvelle ; Loïc se tait depuis plus de deux fois son rythme ; Yann a pris contact ; d’Enora, on n’a qu’une adresse. Toute la maison, étape par étape, avec le dernier **moment de vérité** vécu.

# %% [markdown] tags=["lang-en"] of="fcffd6df"
# Anne is new; Loïc has been silent for more than twice his rhythm; Yann made contact; of Enora there is an address only. The whole house, stage by stage, with the last **moment of truth** lived through.

# %%
contacts = files["interactions"][["customer_id", "ts", "channel", "stage"]]
stages = value.stages(orders, contacts, on=today)
value.table(stages.groupby(["stage", "action", "moment"], as_index=False).agg(customers=("customer_id", "size")))

# %% [markdown] tags=["lang-fr"]
# *Méthode.* Quels contacts vont avec un achat ? Le journal des parcours le dit ; aller avec n’est pas causer.

# %% [markdown] tags=["lang-en"] of="40127ffb"
# *Method.* Which contacts go with a purchase? The log of journeys tells; to go with is not to cause.

# %%
journeys.show(journeys.moments_of_truth(journeys.build(files["interactions"])))

# %% [markdown] tags=["lang-fr"]
# ## Des catégories, non du cas par cas
#
# Différencier, c’est soigner des **catégories sensibles** (clients du web, nouveaux, bons clients qui s’éloignent) aux moments qui comptent.

# %% [markdown] tags=["lang-en"] of="cfe16c1b"
# ## Categories, not case by case
#
# To differentiate is to care for **sensitive categories** (web customers, new ones, good ones who fade) at the moments that count.

# %%
care = value.sensitive(orders, contacts, on=today)
value.table(care.groupby(["category", "moment"], as_index=False).agg(customers=("customer_id", "size"), spend=("spend", "sum")))

# %% [markdown] tags=["lang-fr"]
# ## Ce que chacun coûte
#
# La marge de l’année, moins les avoirs, moins les contacts au coût de leur canal. Classés du meilleur au pire, les clients dessinent une **baleine**.

# %% [markdown] tags=["lang-en"] of="5af54d77"
# ## What each costs
#
# The margin of the year, less credit notes, less contacts at the cost of their channel. Ranked from the best to the worst, customers draw a **whale**.

# %%
year = orders[orders["ordered_at"].dt.year == today.year][["order_id", "customer_id"]]
lines = files["order_lines"].merge(year).merge(files["products"].rename(columns={"category": "family"}))
margin = (lines["amount_cents"] - lines["cost_cents"] * lines["quantity"]).groupby(lines["customer_id"]).sum() / 100
back = files["credit_notes"].merge(year).groupby("customer_id")["amount_cents"].sum() / 100
unit_costs = (files["channel_costs"].groupby("channel", observed=True)["unit_cost_cents"].mean() / 100).to_dict()
served = value.cost_to_serve(contacts[contacts["ts"].dt.year == today.year], unit_costs)

# %%
whale = value.whale(margin.sub(back, fill_value=0).sub(served, fill_value=0))
print(guess, round(100 * (1 - whale.peak_share)))
value.whale_chart(whale)

# %% [markdown] tags=["lang-fr"]
# Un sommet plus haut que le total n’est pas une bonne nouvelle : la différence est ce que les derniers ont coûté.

# %% [markdown] tags=["lang-en"] of="7a5766a9"
# A peak above the total is no good news: the difference is what the last ones cost.

# %%
workbook.ask("value.whale")

# %% [markdown] tags=["lang-fr"]
# ## Quelle part de ses achats ?
#
# Un client moyen ici peut être un gros client ailleurs. Une enquête donne la dépense totale ; ou bien le rang de la maison parmi les enseignes que le client fréquente : première, deuxième, troisième sur trois.

# %% [markdown] tags=["lang-en"] of="c2138daf"
# ## Which share of his purchases?
#
# A middling customer here may be a large one elsewhere. A survey gives the whole spend; or else the rank of the house among those that the customer uses: first, second, third of three.

# %%
asked = pd.DataFrame(
    {"customer_id": ["Anne", "Loïc", "Yann"], "spend": [120.0, 300.0, 45.0], "elsewhere": [400.0, 320.0, 450.0], "rank": [1, 1, 3]}
)
told = value.share_of_wallet(asked["spend"], asked["elsewhere"])
value.table(asked.assign(share_of_wallet=told, expected_share=value.wallet_allocation(asked["rank"], 3)))

# %% [markdown] tags=["lang-fr"]
# ## Quel article va avec lequel ?
#
# Un article de plus (vente croisée) ou de la même famille : plus souvent ensemble que le hasard ne le voudrait, intervalle compris ?

# %% [markdown] tags=["lang-en"] of="0bf75698"
# ## Which article goes with which?
#
# One article more (cross-sell) or of the same family: together more often than chance would have it, interval included?

# %%
baskets = files["order_lines"].merge(files["products"].rename(columns={"category": "family"}))
pairs = value.together(baskets, article="name", least=8)
value.table(pairs.head(6))

# %% [markdown] tags=["lang-fr"]
# Et que rapporterait un **lot** ? La remise va aussi à ceux qui achetaient déjà les deux.

# %% [markdown] tags=["lang-en"] of="999b0dc5"
# And what would a **bundle** bring? The rebate also goes to those who bought both anyway.

# %%
value.bundle(float(pairs["orders"].iloc[0]), 6, margin=9, rebate=2)

# %%
workbook.ask("value.lift")

# %% [markdown] tags=["lang-fr"]
# ## Fidélité × valeur, et qui a bougé
#
# *Méthode.* Un client est-il encore là (une chance sur deux), et vaut-il plus que la moyenne ? Deux dates, quatre noms, et les allées et venues entre les deux.

# %% [markdown] tags=["lang-en"] of="b06fbd1d"
# ## Loyalty × value, and who moved
#
# *Method.* Is a customer still there (one chance in two), and is he worth more than the mean? Two dates, four names, and the comings and goings between them.

# %%
before = value.appraise(orders[orders["ordered_at"] < "2026-01-01"], margin=0.3, until="2025-12-31")
after = value.appraise(orders, margin=0.3, until="2026-12-31")
was, now = (base.customers.set_index("customer_id")["position"] for base in (before, after))
value.table(value.movement(was, now).rename_axis(columns=None).reset_index())

# %%
workbook.ask("value.box")

# %% [markdown] tags=["lang-fr"]
# ## Quel niveau de service pour quelle marque ?
#
# Un groupe a six marques (inventées). Piloter la relation demande deux choses à la fois : des clients qui le valent, et des canaux où l’on se parle. La règle : le plus bas des deux niveaux.

# %% [markdown] tags=["lang-en"] of="e8c900f9"
# ## Which level of service for which brand?
#
# A group has six brands (invented). Steering the relation asks for two things at once: customers who are worth it, and channels on which one talks. The rule: the lower of the two levels.

# %%
group = cases.home_shopping()
value.strategy_chart(value.strategy(group.brands))

# %% [markdown] tags=["lang-fr"]
# ## Une offre par segment, dans un budget
#
# Offres personnelles, cadeaux, délai, horaires, réponses : une ligne par segment, la même pour tous ses clients, avec sa satisfaction, sa valeur perçue et son coût.

# %% [markdown] tags=["lang-en"] of="3c22c8f7"
# ## An offer for each segment, within a budget
#
# Personal offers, gifts, delivery time, opening hours, answers: one line a segment, the same for all its customers, with its satisfaction, its perceived value and its cost.

# %%
value.table(value.service_offer(group.segments, group.menu, budget=group.budget))

# %%
workbook.ask("value.offer")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - On soigne des catégories à des moments clés, non chacun à sa guise.
# - Un client qui coûte plus qu’il ne rapporte aujourd’hui peut valoir demain : la courbe dit ce qui est, non quoi faire.
# - Ensemble dans un panier n’est pas l’un à cause de l’autre : un lot s’essaie.
# - Le niveau de service se choisit sur deux raisons dites, et son coût se compte.
#
# D’où vient la valeur de chacun : la leçon *Combien valent-ils ?*. Pour vous exercer : *L’Épicerie du Port*.

# %% [markdown] tags=["lang-en"] of="e343b9dc"
# ## Take away
#
# - One cares for categories at key moments, not for each at will.
# - A customer who costs more than he brings today may be worth it tomorrow: the curve says what is, not what to do.
# - Together in a basket is not one because of the other: a bundle is tried.
# - The level of service is chosen for two reasons that are said, and its cost is counted.
#
# Where the value of each comes from: the lesson *What are they worth?*. To practise: *L’Épicerie du Port*.
