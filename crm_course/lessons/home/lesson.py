# %% [markdown] tags=["lang-fr"]
# # La relation client, par le calcul
#
# Un client satisfait revient, un canal mal relié coûte, un plan trop beau cache une condition.
# Dans ce cours, vous ne croyez rien : vous **calculez**, vous bougez un curseur, vous décidez.

# %% [markdown] tags=["lang-en"] of="c42fc864"
# # Customer relationships, computed
#
# A happy customer comes back, a badly linked channel costs, a plan too fine hides a condition.
# In this course you believe nothing: you **compute**, you move a slider, you decide.

# %% [markdown] tags=["lang-fr"]
# ## Comment ça marche
#
# 1. Une **leçon** se lit de haut en bas. Exécutez chaque cellule avec **Maj + Entrée**.
# 2. Un **explorateur** répond à une question : bougez ses curseurs, la phrase et le graphique suivent.
# 3. Un **exercice** corrige aussitôt : écrivez votre réponse dans son champ, puis Entrée. L’erreur est nommée, la réponse n’est pas donnée.
# 4. Bloqué ? `hint("sens-confort.nps")` donne un indice pour cette question, puis un autre.
#
# Rien de ce que vous écrivez n’est écrasé : vos fichiers et votre progression restent à vous.

# %% [markdown] tags=["lang-en"] of="69e2334d"
# ## How it works
#
# 1. A **lesson** is read from top to bottom. Run each cell with **Shift + Enter**.
# 2. An **explorer** answers a question: move its sliders, the sentence and the chart follow.
# 3. An **exercise** marks at once: write your answer in its field, then Enter. The mistake is named, the answer is not given.
# 4. Stuck? `hint("sens-confort.nps")` gives a hint for that question, then another one.
#
# Nothing that you write is overwritten: your files and your progress stay yours.

# %% [markdown] tags=["lang-fr"]
# ## La carte du cours
#
# Commencez par l’étude de cas : elle donne envie des autres chapitres. **Deux parcours** : *BTS* (des chiffres, des champs, des décisions) et
# *ingénieur* (les formules, les matrices et la simulation en plus).
#
# <!-- contents -->
#
# ## Un trimestre
#
# Douze semaines de quatre heures, un cas par semaine. Ce qui manque pour faire quatre heures, c’est la discussion.
#
# <!-- term -->

# %% [markdown] tags=["lang-en"] of="e14db847"
# ## The map of the course
#
# Begin with the case study: it makes one curious for the other chapters. **Two paths**: *BTS* (figures, boxes, decisions) and
# *engineer* (formulas, matrices and simulation as well).
#
# <!-- contents -->
#
# ## A term
#
# Twelve weeks of four hours, one case a week. What is missing to four hours is discussion.
#
# <!-- term -->

# %% [markdown] tags=["lang-fr"]
# ## Où j’en suis
#
# Exécutez la cellule pour voir votre progression, par chapitre et par compétence ; exécutez-la de nouveau quand vous revenez.
# La page de retour de votre enseignant, posée dans le dossier du cours, y met ses notes à la place des vôtres.

# %% [markdown] tags=["lang-en"] of="9b50f9fc"
# ## How far I am
#
# Run the cell to see your progress, by chapter and by competence; run it again when you come back.
# Your teacher’s page of feedback, put into the folder of the course, puts the teacher’s marks in the place of your own.

# %%
from crm_course import workbook

workbook.begin()
workbook.course_map()
