# %% [markdown] tags=["lang-fr"]
# # Combien de conseillers ? Erlang, la file d’attente et la promesse
#
# Le téléphone sonne au hasard, et personne n’aime attendre. Combien de personnes faut-il pour décrocher à temps, et à quel prix ?

# %% [markdown] tags=["lang-en"] of="33fccbe4"
# # How many agents? Erlang, the queue and the promise
#
# The phone rings at random, and nobody likes to wait. How many people does it take to answer in time, and at what price?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Nadia dirige la ligne de commandes d’une maison de vente à distance. Elle connaît ses appels par quart d’heure et sa **DMT**
# (durée moyenne de traitement : la conversation, ou DMC, et la saisie qui la suit). Elle a promis une **qualité de service** (QS) :
# une part des appels décrochés avant un seuil. Combien de conseillers doit-elle mettre en ligne ?

# %% [markdown] tags=["lang-en"] of="5ffb8175"
# ## A person, a decision
#
# Nadia runs the order line of a mail-order house. She knows her calls per quarter-hour and her **mean handle time**
# (the talk, and the wrap-up after it). She has promised a **service level**: a share of calls answered within a threshold.
# How many agents must she put on the phones?

# %%
from crm_course import contact_center as cc, workbook

workbook.begin()
line = cc.order_line()
line

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Sans calculer : combien de conseillers ? Remplacez la valeur par votre pari.

# %% [markdown] tags=["lang-en"] of="d5c01115"
# ## Your guess first
#
# Without computing: how many agents? Replace the value with your guess.

# %%
guess = 10

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Un **erlang** occupe une personne sans arrêt. La charge d’une ligne est
#
# $$\text{charge} = \frac{\text{appels} \times \text{DMT}}{\text{durée de l’intervalle}}$$

# %% [markdown] tags=["lang-en"] of="e4413346"
# ## The smallest true example
#
# One **erlang** keeps one person busy all the time. The load of a line is
#
# $$\text{load} = \frac{\text{calls} \times \text{handle time}}{\text{length of the interval}}$$

# %%
workbook.ask("contact-center.load")

# %% [markdown] tags=["lang-fr"]
# Autant de conseillers que d’erlangs, est-ce assez ? En moyenne, oui. Mais les appels n’arrivent pas « en moyenne » :

# %% [markdown] tags=["lang-en"] of="8b6b1f19"
# As many agents as erlangs: is it enough? On average, yes. But calls do not come “on average”:

# %%
cc.queue(line.calls, line.handle_seconds, line.load)

# %% [markdown] tags=["lang-fr"]
# ## Voir la file
#
# Voici un quart d’heure avec un conseiller de plus que la charge : chaque ligne du bas est un conseiller, chaque barre un appel.
# Regardez la file, et juste après les trous : des conseillers libres. Le hasard fait les deux.

# %% [markdown] tags=["lang-en"] of="43bfdc65"
# ## See the queue
#
# Here is a quarter-hour with one agent more than the load: each row below is an agent, each bar a call.
# Look at the queue, and right after at the gaps: agents who are free. Chance makes both.

# %%
quarter = cc.watch(line.calls, line.handle_seconds, line.load + 1, rng=11)
cc.queue_animation(quarter)

# %% [markdown] tags=["lang-fr"]
# ## La formule
#
# Pour des appels au hasard et des appelants patients, Erlang a trouvé en 1917 la part $C$ des appels qui attendent. Le reste suit,
# avec $n$ conseillers et une charge $a$ :
#
# $$\text{QS} = 1 - C \, e^{-(n - a)\, \text{seuil} / \text{DMT}} \qquad \text{attente moyenne} = \frac{C \times \text{DMT}}{n - a}$$

# %% [markdown] tags=["lang-en"] of="13e259de"
# ## The formula
#
# For calls at random and patient callers, Erlang found in 1917 the share $C$ of calls that wait. The rest follows,
# with $n$ agents and a load $a$:
#
# $$\text{service level} = 1 - C \, e^{-(n - a)\, \text{threshold} / \text{handle time}} \qquad \text{mean wait} = \frac{C \times \text{handle time}}{n - a}$$

# %%
needed = cc.agents_needed(line.calls, line.handle_seconds)
cc.queue(line.calls, line.handle_seconds, needed)

# %%
workbook.bet(guess, needed, "count")

# %% [markdown] tags=["lang-fr"]
# ## Le coude
#
# Chaque conseiller de plus apporte un peu moins que le précédent. Le **coude** est l’endroit où la courbe se couche : passé lui,
# chaque point de QS coûte bien plus cher que le précédent.
#
# À vous ensuite, avec une autre ligne : le service après-vente d’un magasin de meubles.

# %% [markdown] tags=["lang-en"] of="1f6f067b"
# ## The knee
#
# Each agent more brings a little less than the one before. The **knee** is where the curve flattens: past it,
# each point of service level costs far more than the one before.
#
# Then your turn, with another line: the after-sales service of a furniture shop.

# %%
cc.service_curve_chart(cc.service_curve(line.calls, line.handle_seconds))

# %%
workbook.ask("contact-center.agents")

# %% [markdown] tags=["lang-fr"]
# ## Du téléphone au planning
#
# Des personnes payées, une partie n’est pas en ligne : congés, RTT, formation, pauses. Le nombre d’**ETP** au planning s’en déduit, arrondi vers le haut :
#
# $$\text{au planning} = \frac{\text{en ligne}}{1 - \text{part du temps hors ligne}}$$

# %% [markdown] tags=["lang-en"] of="b464c1a8"
# ## From the phones to the roster
#
# Of the people paid, some are not at the phones: leave, training, breaks. The number of **FTE** on the roster follows, rounded up:
#
# $$\text{on the roster} = \frac{\text{at the phones}}{1 - \text{share of time away}}$$

# %%
workbook.ask("contact-center.roster")

# %% [markdown] tags=["lang-fr"]
# ## Casser la formule : les gens raccrochent
#
# Un appelant n’attend pas toujours. Avec une patience moyenne, la formule d’Erlang A compte aussi les **abandons**.
# La file est alors toujours stable, même quand la charge dépasse l’équipe : ce sont les abandons qui la vident.

# %% [markdown] tags=["lang-en"] of="6dffcc70"
# ## Break the formula: people hang up
#
# A caller does not always wait. With a mean patience, the Erlang A formula counts **abandonments** too.
# The queue is then always stable, even when the load exceeds the team: abandonments are what empties it.

# %%
cc.queue(line.calls, line.handle_seconds, line.load - 1, patience_seconds=line.patience_seconds)

# %% [markdown] tags=["lang-fr"]
# Une QS seule se laisse tromper : plus les gens raccrochent vite, mieux les autres sont servis. Il faut aussi plafonner les abandons.
#
# ## Casser le plan : la prévision se trompe

# %% [markdown] tags=["lang-en"] of="c980646d"
# A service level alone is easily fooled: the faster people hang up, the better the others are served. Abandonments need a cap too.
#
# ## Break the plan: the forecast is off

# %%
cc.delivered_under_error(line.calls, line.handle_seconds, needed, error_cv=0.1)

# %% [markdown] tags=["lang-fr"]
# ## Une grande équipe, ou plusieurs petites ?

# %% [markdown] tags=["lang-en"] of="382f63b3"
# ## One large team, or several small ones?

# %%
cc.pooling([line.calls / 2] * 4, line.handle_seconds)

# %% [markdown] tags=["lang-fr"]
# ## La journée
#
# Quart d’heure par quart d’heure, la même question. Puis la vérification : la file réelle, d’un quart d’heure à l’autre,
# avec des appels plus longs.

# %% [markdown] tags=["lang-en"] of="87a9f5a1"
# ## The day
#
# Quarter-hour by quarter-hour, the same question. Then the check: the queue as it goes, from one quarter-hour to the next,
# with longer calls.

# %%
day = cc.mail_order_day()
plan = cc.plan_day(day["calls"], day["handle_seconds"], patience_seconds=line.patience_seconds, shrinkage=line.shrinkage)
cc.day_chart(plan)

# %%
cc.as_it_goes_chart(cc.plan_day(day["calls"], 600).as_it_goes())

# %% [markdown] tags=["lang-fr"]
# Le plan suppose que chaque quart d’heure dure depuis toujours. Quand les appels durent presque autant que lui, la file traîne son passé.
#
# ## La formule dit-elle vrai ?
#
# Tirons des milliers d’appels un par un, et comparons.

# %% [markdown] tags=["lang-en"] of="e07f25ad"
# The plan supposes that each quarter-hour has lasted for ever. When calls last nearly as long as it does, the queue drags its past along.
#
# ## Does the formula tell the truth?
#
# Let us draw thousands of calls one by one, and compare.

# %%
cc.simulate(line.calls, cc.lognormal(line.handle_seconds, cv=1.5), needed, rng=7)

# %% [markdown] tags=["lang-fr"]
# Même DMT, mais des appels très inégaux : la formule ne les connaît pas, la simulation si.
#
# ## Explorer
#
# Déplacez un curseur, et regardez le coude bouger. Puis mettez vos propres chiffres : vos appels, votre DMT.

# %% [markdown] tags=["lang-en"] of="d5b97f72"
# The same mean handle time, but very uneven calls: the formula does not know them, the simulation does.
#
# ## Explore
#
# Move a slider, and watch the knee move. Then put in your own figures: your calls, your handle time.

# %%
cc.explorer(line.calls, line.handle_seconds)

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# L’effectif de la formule, ou davantage pour absorber les erreurs de prévision ? Tranchez, pour une autre ligne.

# %% [markdown] tags=["lang-en"] of="f11f0346"
# ## Decide
#
# The formula’s number, or more to absorb forecast errors? Decide, for another line.

# %%
workbook.ask("contact-center.decision")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - La charge ne suffit pas : il faut de la marge, et la marge se calcule.
# - Les derniers points de QS coûtent le plus cher ; le coude dit où s’arrêter.
# - Une QS sans plafond d’abandons ne veut rien dire quand la patience est courte.
# - Une promesse tenue « en prévision » ne l’est pas en réalité : gardez une réserve, ou prévoyez mieux.
# - Une moyenne par demi-heure cache ses deux quarts d’heure.

# %% [markdown] tags=["lang-en"] of="ae527f2f"
# ## Take away
#
# - The load is not enough: a margin is needed, and the margin can be computed.
# - The last points of service level cost the most; the knee says where to stop.
# - A service level without a cap on abandonments means nothing when patience is short.
# - A promise kept “on the forecast” is not kept in reality: keep a reserve, or forecast better.
# - A half-hourly mean hides its two quarter-hours.
