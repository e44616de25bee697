# %% [markdown] tags=["lang-fr"]
# # La semaine d’un centre de contacts : prévoir, planifier, supprimer les causes
#
# Les appels ont leur saison, leur jour de semaine et leurs chocs : un catalogue sort, et tout le monde appelle. La prévision se trompe un peu, le planning doit
# respecter la loi, et une partie des appels n’aurait jamais dû être passée.

# %% [markdown] tags=["lang-en"] of="3c9faef1"
# # A contact centre’s week: forecast, roster, remove causes
#
# Calls have their season, their weekday and their shocks: a catalogue drops, and everybody calls. The forecast is a little wrong, the roster must
# keep the law, and a part of the calls should never have been made.

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Malik planifie la ligne d’une maison de vente à distance. Vendredi soir, il affiche le planning de la semaine : qui vient, à quelle heure, pour quelle promesse.
#
# **Deux parcours.** *BTS* : suivez tout, sauf les parties marquées *Ingénieur*. *Ingénieur* : faites-les aussi ; elles disent d’où viennent les nombres.

# %% [markdown] tags=["lang-en"] of="9f59f7b4"
# ## A person, a decision
#
# Malik plans the line of a mail-order house. On Friday evening he posts the week’s roster: who comes, at what time, for which promise.
#
# **Two paths.** *BTS*: follow everything but the parts marked *Engineer*. *Engineer*: do those too; they say where the numbers come from.

# %%
from crm_course import cases, workbook
from crm_course import contact_center as cc

workbook.begin()
house = cases.mail_order()
house

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Au plus fort de la matinée, une part des appels demande « Quand arrive-t-il ? ». Si plus personne n’avait à le demander, combien de conseillers seraient libres ?

# %% [markdown] tags=["lang-en"] of="d063107d"
# ## Your guess first
#
# At the height of the morning, a share of the calls asks “When will it come?”. If nobody had to ask any more, how many agents would be free?

# %%
guess = 3
cc.profile_chart(house.calls)

# %% [markdown] tags=["lang-fr"]
# ## Prévoir
#
# La prévision apprend d’abord le total d’un jour (jour de semaine, jours fériés, catalogues annoncés et ce qu’ils font les jours suivants, saison, niveau récent),
# puis le répartit selon la forme de la journée. Elle donne des limites, car elle se trompera : la question est de combien.

# %% [markdown] tags=["lang-en"] of="faf42435"
# ## Forecast
#
# The forecast first learns the total of a day (weekday, public holidays, catalogues announced and what they do on the days after, season, recent level),
# then spreads it over the shape of the day. It gives limits, for it will be wrong: the question is by how much.

# %%
week = ("2025-12-01", "2025-12-08")
coming = cc.forecast(house.calls, week, events=house.events)
cc.forecast_chart(coming)

# %% [markdown] tags=["lang-fr"]
# ## La mettre à l’épreuve
#
# Chaque semaine passée, prévue avec ce que l’on savait avant elle, à côté de la moyenne des huit derniers mêmes jours : si la prévision ne fait pas mieux,
# gardez la moyenne.

# %% [markdown] tags=["lang-en"] of="e08a4d8b"
# ## Put it to the test
#
# Each past week, forecast with what was known before it, beside the mean of the last eight same weekdays: if the forecast does no better,
# keep the mean.

# %%
cc.backtest(house.before("2025-10-20"), weeks=6, events=house.events)

# %% [markdown] tags=["lang-fr"]
# *Ingénieur* · Les limites viennent d’une loi de comptage (gamma-Poisson) dont la dispersion est estimée : ce que le total du jour manque, et ce que les appels
# varient dans la journée. On les juge à leur couverture : quatre intervalles sur cinq doivent y tomber.
#
# ## Casser
#
# Fin octobre, une émission a montré un produit ; personne n’avait prévenu le téléphone.

# %% [markdown] tags=["lang-en"] of="af557dc7"
# *Engineer* · The limits come from a law of counts (gamma–Poisson) whose dispersion is estimated: what the day’s total misses by, and how calls vary
# within the day. They are judged by their coverage: four intervals in five must lie inside.
#
# ## Break it
#
# At the end of October a programme showed a product; nobody had told the telephone.

# %%
surprise = cc.forecast(house.before("2025-10-27"), ("2025-10-27", "2025-11-01"), events=house.events)
cc.forecast_chart(surprise, house.week("2025-10-27"))

# %%
workbook.ask("week.missed")

# %% [markdown] tags=["lang-fr"]
# ## Les vacations
#
# Des conseillers nécessaires, quart d’heure par quart d’heure, aux vacations que l’on peut proposer : le planning le moins cher qui couvre tout, pauses comprises,
# et la preuve qu’aucun autre n’est moins cher. L’aire qui dépasse le trait est le prix des vacations entières.

# %% [markdown] tags=["lang-en"] of="ccafc12a"
# ## The shifts
#
# From the agents needed, quarter-hour by quarter-hour, to shifts that can be offered: the cheapest roster that covers everything, breaks included,
# and the proof that no other is cheaper. The area above the line is the price of whole shifts.

# %%
plan = cc.plan_week(coming, house.line, shifts=house.shifts, breaks=cc.Break(length=2, earliest=10, latest=18))
cc.coverage_chart(plan)

# %%
print(plan.sentence(), plan.schedule.sentence(), sep="\n")
cc.show(plan.by_day())

# %% [markdown] tags=["lang-fr"]
# ## Qui, et selon quelle loi
#
# Chaque règle est une donnée datée, avec son article. Le planning nominatif les respecte toutes ; un relecteur indépendant le vérifie ; et quand c’est impossible,
# la règle qui l’empêche est nommée. Ce qu’un planning ne dit pas (le délai de prévenance, les pauses) reste à vérifier.

# %% [markdown] tags=["lang-en"] of="8e86aa2b"
# ## Who, and under which law
#
# Each rule is dated data, with its article. The named roster keeps them all; an independent reader checks it; and where it is impossible,
# the rule in the way is named. What a roster does not tell (notice, breaks) is left to be checked.

# %%
wanted = plan.shifts[["day", "shift", "agents"]]
team = cc.roster(wanted, house.team, rules="general")
print(team.sentence(), team.broken.attrs["not_read"], len(team.broken), sep="\n")
cc.gantt_chart(team)

# %% [markdown] tags=["lang-fr"]
# ## Pourquoi appellent-ils ?
#
# Les mêmes motifs, rangés par les appels, par les minutes et par les conseillers qu’ils occupent, ne sont pas dans le même ordre. Et supprimer une cause libère moins
# que la règle de trois : une équipe plus petite est moins efficace, et ce qui reste dure plus longtemps.

# %% [markdown] tags=["lang-en"] of="848bc93d"
# ## Why do they call?
#
# The same reasons, sorted by calls, by minutes and by the agents they take, are not in the same order. And removing a cause frees less
# than the rule of three says: a smaller team is less efficient, and what is left lasts longer.

# %%
cc.pareto_chart(cc.reasons(house.rush()))

# %%
freed = cc.without_reason(house.rush(), "deferred-when")
print(freed.sentence(), guess, round(freed.linear_in_calls, 1), sep="\n")

# %% [markdown] tags=["lang-fr"]
# *Ingénieur* · Une part qui bouge a-t-elle une cause, ou varie-t-elle ? Une semaine après un catalogue, les clients demandent où est leur colis.

# %% [markdown] tags=["lang-en"] of="7afbecaa"
# *Engineer* · Does a share that moves have a cause, or does it just vary? A week after a catalogue, customers ask where their parcel is.

# %%
daily = house.calls.assign(day=house.calls["start"].dt.normalize())
cc.share_chart(cc.control_chart(daily, "deferred-when"), "deferred-when")

# %% [markdown] tags=["lang-fr"]
# ## Ce qui tient à côté des appels
#
# Le courrier et les courriels ont une échéance : ils remplissent ce que les appels laissent libre, l’échéance la plus proche d’abord.

# %% [markdown] tags=["lang-en"] of="a83d9989"
# ## What fits beside the calls
#
# Mail and e-mail have a deadline: they fill what the calls leave free, the nearest deadline first.

# %%
free = (plan.frame["agents"] - plan.frame["required"]).to_numpy()
work = {"kind": ["email", "mail"], "arrives": [0, 0], "hours": [45, 60], "due": [95, 287]}
cc.fit_work(free, work)

# %% [markdown] tags=["lang-fr"]
# ## Canaux et outils
#
# Une commande prise au téléphone part à la préparation dans la nuit ; une commande par courrier attend la sienne. Et un outil se juge à ce qu’il change, en minutes,
# en contacts et en euros.

# %% [markdown] tags=["lang-en"] of="6ecce1a7"
# ## Channels and tools
#
# An order taken on the phone is released that night; an order by mail waits for its own. And a tool is judged by what it changes, in minutes,
# in contacts and in euros.

# %%
cc.order_flow_chart(cc.order_flow(10))

# %%
cc.show(cc.tools_table(house.calls["calls"].sum(), house.line.handle_seconds).head(5))

# %% [markdown] tags=["lang-fr"]
# ## Explorer, puis décider
#
# La page entière, avec cette maison en exemple : changez la promesse, apportez votre historique, téléchargez le planning. Puis tranchez : l’effectif des appels
# attendus, ou celui de leur limite haute ?

# %% [markdown] tags=["lang-en"] of="86c24100"
# ## Explore, then decide
#
# The whole page, with this house as an example: change the promise, bring your own history, download the roster. Then choose: staff for the calls
# expected, or for their upper limit?

# %%
cc.week_explorer(house.calls, events=house.events, team=house.team)

# %%
for staff_for in ("calls", "high"):
    print(cc.plan_week(coming, house.line, shifts=house.shifts, staff_for=staff_for).sentence())

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Une prévision sans limites ni essai sur le passé n’en est pas une ; un événement non annoncé ne se prévoit pas, il se déclare.
# - Les vacations entières coûtent plus que les conseillers nécessaires ; ce qu’elles laissent libre fait l’autre travail.
# - La loi est une donnée : datée, relue, vérifiée par un autre que celui qui planifie.
# - Trois ordres de motifs, un seul remède à la fois : par conseiller libéré et par euro.

# %% [markdown] tags=["lang-en"] of="59dfaa3e"
# ## Take away
#
# - A forecast without limits and without a test on the past is none; an event that is not announced is not forecast, it is declared.
# - Whole shifts cost more than the agents needed; what they leave free does the other work.
# - The law is data: dated, read again, checked by another than the planner.
# - Three orders of reasons, one remedy at a time: by agents freed and by euro.
