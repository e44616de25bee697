# %% [markdown] tags=["lang-fr"]
# # Quel outil, et comment l’introduire ?
#
# Quatre éditeurs, une grille, un vainqueur : puis on retire un perdant, et le vainqueur change. Comment choisir sans se faire mener, et que se passe-t-il ensuite ?

# %% [markdown] tags=["lang-en"] of="e9e68d61"
# # Which system, and how to bring it in?
#
# Four vendors, a sheet, a winner: then a loser is struck out, and the winner changes. How does one choose without being led, and what comes next?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# La directrice d’un distributeur d’outils de jardin équipe vingt personnes d’un CRM. Elle a quatre offres, un budget sur cinq ans, et de mauvais souvenirs
# du dernier projet. Lui faut-il l’offre la mieux notée ? Et dans quelle semaine aura-t-elle des ennuis ?
#
# Deux parcours : le **BTS** lit les images, répond aux boîtes et décide ; l’**ingénieur** ouvre aussi les cellules sur la méthode et la simulation.

# %% [markdown] tags=["lang-en"] of="407226fb"
# ## A person, a decision
#
# The head of a distributor of garden tools equips twenty people with a CRM. She has four offers, a budget over five years, and bad memories of
# the last project. Does she need the best-rated offer? And in which week will she be in trouble?
#
# Two paths: **BTS** reads the pictures, answers the boxes and decides; the **engineer** also opens the cells on method and simulation.

# %%
from crm_course import selection, workbook

workbook.begin()
case = selection.example()
selection.show(case.offers.reset_index())

# %% [markdown] tags=["lang-fr"]
# Que couvre un tel outil ? Vingt-cinq domaines, chacun dans une composante et une phase de la relation, et la partie de ce cours qui le montre à l’œuvre.

# %% [markdown] tags=["lang-en"] of="c6889bab"
# What does such a system cover? Twenty-five areas, each in a component and a phase of the relation, and the part of this course that shows it at work.

# %%
selection.show(selection.AREAS[["area", "component", "phase", "opens"]])

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# À l’œil : laquelle choisiriez-vous ? Remplacez le nom.

# %% [markdown] tags=["lang-en"] of="1a8ce542"
# ## Your guess first
#
# By eye: which would you choose? Replace the name.

# %%
guess = "Bélier Suite"

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Deux offres, deux critères de même poids : l’une coûte à peine moins, l’autre est bien meilleure. La grille habituelle étire chaque critère entre la pire et la meilleure *offre*.

# %% [markdown] tags=["lang-en"] of="79458239"
# ## The smallest true example
#
# Two offers, two criteria of the same weight: one costs hardly less, the other is far better. The usual sheet stretches each criterion between the worst and the best *offer*.

# %%
import pandas as pd

two = pd.DataFrame({"cost": [50_000, 52_000], "quality": [60, 90]}, index=["Alto", "Brise"])
selection.min_max(two, {"cost": 0.5, "quality": 0.5}, costs=["cost"])

# %% [markdown] tags=["lang-fr"]
# Égalité ! Un écart de prix minuscule pèse autant que tout l’écart de qualité, parce qu’il n’y a que deux offres. Ancrons les échelles : le pire et le meilleur **acceptables**, dits avant d’ouvrir les offres.

# %% [markdown] tags=["lang-en"] of="b308674a"
# A tie! A tiny difference of price weighs as much as the whole difference of quality, because there are only two offers. Let us anchor the scales: the worst and the best **acceptable**, said before the offers are opened.

# %%
scales = [selection.Criterion("cost", worst=100_000, best=0, swing=50), selection.Criterion("quality", worst=0, best=100, swing=50)]
selection.compare(two, scales)

# %% [markdown] tags=["lang-fr"]
# ## La règle
#
# $$v(x) = \frac{x - \text{pire}}{\text{meilleur} - \text{pire}} \qquad V = \sum_j \frac{s_j}{\sum s}\, v_j$$
#
# $s_j$ est l’**importance du passage** (*swing*) : ce que vaut d’aller du pire au meilleur, à côté des autres critères. Un poids sans échelle ne veut rien dire.
#
# Et ce qui ne se pèse pas, comme la place des données, élimine **avant** les notes.

# %% [markdown] tags=["lang-en"] of="379aeec8"
# ## The rule
#
# $$v(x) = \frac{x - \text{worst}}{\text{best} - \text{worst}} \qquad V = \sum_j \frac{s_j}{\sum s}\, v_j$$
#
# $s_j$ is the **swing**: what going from worst to best is worth beside the other criteria. A weight without a scale means nothing.
#
# And what is not weighed, such as where the data lie, knocks out **before** any score.

# %%
choice = selection.compare(case.offers, case.criteria, must=case.must)
selection.worth_chart(choice)

# %% [markdown] tags=["lang-fr"]
# Et votre pari ?

# %% [markdown] tags=["lang-en"] of="a75a659b"
# And your guess?

# %%
print(guess, "·", choice.sentence())

# %% [markdown] tags=["lang-fr"]
# À vous, avec d’autres chiffres : l’atelier de vélos de l’exercice compare aussi quatre offres.

# %% [markdown] tags=["lang-en"] of="35a2bea7"
# Your turn, with other figures: the bicycle workshop of the exercise compares four offers too.

# %%
workbook.ask("selection.worth")

# %% [markdown] tags=["lang-fr"]
# ## Casser le choix
#
# Quel poids, en bougeant seul, renverse le vainqueur ? Et si aucun poids n’est sûr ?

# %% [markdown] tags=["lang-en"] of="2e0bf2a7"
# ## Break the choice
#
# Which weight, moving alone, topples the winner? And if no weight is sure?

# %%
selection.toppling_chart(choice)

# %%
selection.show(selection.robustness(choice, spread=0.1, rng=1).reset_index())

# %% [markdown] tags=["lang-fr"]
# D’autres méthodes circulent (TOPSIS, PROMETHEE). Retirons chaque éditeur à tour de rôle : l’ordre des autres tient-il ?

# %% [markdown] tags=["lang-en"] of="157c902a"
# Other methods are about (TOPSIS, PROMETHEE). Let us strike out each vendor in turn: does the order of the others hold?

# %%
weights = {"functions": 0.4, "cost": 0.35, "months": 0.25}
selection.show(selection.reversals(case.offers, lambda offers: selection.min_max(offers, weights, costs=["cost", "months"])))

# %%
workbook.ask("selection.fault")

# %% [markdown] tags=["lang-fr"]
# ## Ce que cela coûte
#
# La licence n’est qu’une ligne. Le coût sur cinq ans compte la mise en place, les données, la formation de ceux qui arrivent, la maintenance.

# %% [markdown] tags=["lang-en"] of="8b794aae"
# ## What it costs
#
# The licence is one line only. The cost over five years counts the set-up, the data, the training of newcomers, the support.

# %%
offer = selection.VENDORS.loc[choice.order[0]]
selection.show(selection.ownership(offer, case.users).reset_index())

# %%
workbook.ask("selection.cost")

# %% [markdown] tags=["lang-fr"]
# Ce que l’outil rapporte ne vient que de ceux qui s’en servent vraiment. Certains commencent d’eux-mêmes, les autres quand un collègue le fait :
# la courbe d’adoption va à l’appréciation de la leçon sur la rentabilité. (Pour le client, l’outil apporte continuité et service ; il lui coûte un peu de vie privée.)

# %% [markdown] tags=["lang-en"] of="8a39c819"
# What the system brings comes only from those who really use it. Some begin by themselves, the others when a colleague does:
# the adoption curve goes to the appraisal of the lesson on profitability. (To the customer it brings continuity and service; it costs some privacy.)

# %%
from crm_course import roi

curve = selection.adoption(case.users, innovators=0.3, imitators=1.5)
terms = offer[["licence", "integration", "training_per_user", "support_rate"]].astype(float)
roi.crm_cost(case.users, **terms, benefit_per_user=1_800, adoption=curve.share([1, 2, 3, 4, 5]))

# %% [markdown] tags=["lang-fr"]
# La courbe de Bass à côté de la courbe logistique de la leçon sur la rentabilité, année par année :

# %% [markdown] tags=["lang-en"] of="662164cb"
# Bass’s curve beside the logistic one of the lesson on profitability, year by year:

# %%
years = [1, 2, 3, 4, 5]
pd.DataFrame({"Bass": curve.share(years), "1/(1+e⁻ˣ)": roi.adoption_curve(5)}, index=years).round(2)

# %% [markdown] tags=["lang-fr"]
# ## L’introduire
#
# Stratégie, puis méthode, puis technique. Les phases forment un plan ; le chemin sans marge décide de la date.

# %% [markdown] tags=["lang-en"] of="dbde8864"
# ## Bringing it in
#
# Strategy, then method, then technology. The phases make a plan; the path without slack decides the date.

# %%
plan = selection.plan(case.tasks)
selection.plan_chart(plan)

# %% [markdown] tags=["lang-fr"]
# Le plan suppose que tout dure sa moyenne. Tirons les durées au sort, beaucoup de fois.

# %% [markdown] tags=["lang-en"] of="ea3239f1"
# The plan supposes that everything takes its mean time. Let us draw the durations by lot, many times.

# %%
run = plan.simulate(10_000, 1)
selection.duration_chart(run, plan)

# %%
workbook.ask("selection.two-teams")

# %% [markdown] tags=["lang-fr"]
# Les obstacles sont connus d’avance. Un registre dit leur signe, qui les surveille, et ce qu’ils coûtent en moyenne.

# %% [markdown] tags=["lang-en"] of="58c0ae8a"
# The obstacles are known beforehand. A register tells their sign, who watches them, and what they cost on average.

# %%
selection.risk_chart(selection.expected_losses(selection.RISKS, case.budget))

# %% [markdown] tags=["lang-fr"]
# Une fois l’outil démarré, le journal des connexions dit qui s’en sert. Après cinq semaines, sait-on où cela s’arrêtera ?

# %% [markdown] tags=["lang-en"] of="30a33b79"
# Once it has started, the login log says who uses it. After five weeks, is it known where it will end?

# %%
selection.fit_adoption(case.logins[:5])

# %%
selection.adoption_chart(selection.fit_adoption(case.logins))

# %% [markdown] tags=["lang-fr"]
# C’est le moment de récompenser ceux qui s’en servent, et de former à nouveau ceux qui attendent : des objectifs mesurés, revus chaque semaine.

# %% [markdown] tags=["lang-en"] of="7ef0845e"
# This is the moment to reward those who use it, and to train again those who wait: measured goals, looked at every week.

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Bougez les importances, exigez ou non les données en Europe, déposez votre grille.

# %% [markdown] tags=["lang-en"] of="1597a568"
# ## Explore
#
# Move the swings, require the data in Europe or not, drop your grid.

# %%
selection.explorer(case)

# %% [markdown] tags=["lang-fr"]
# ## Décider, emporter
#
# - Les échelles et les éliminatoires se disent **avant** d’ouvrir les offres.
# - Un choix se défend par ce qui le renverserait.
# - Là où des chemins se rejoignent, le plan est en retard d’avance ; on surveille le registre chaque quinzaine, et le journal des connexions chaque semaine.
#
# L’exercice *L’atelier de vélos choisit* vous fait tout refaire, jusqu’à la décision.

# %% [markdown] tags=["lang-en"] of="2895b000"
# ## Decide, take away
#
# - Scales and knock-outs are said **before** the offers are opened.
# - A choice is defended by what would topple it.
# - Where paths meet, the plan is late in advance; the register is watched every fortnight, the login log every week.
#
# The exercise *The workshop of bicycles chooses* has you redo it all, up to the decision.
