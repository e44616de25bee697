# %% [markdown] tags=["lang-fr"]
# # Sont-ils satisfaits ? NPS, CSAT, CES
#
# Trois scores, chacun en un chiffre. Que disent-ils, et qu’en sait-on vraiment avec peu de réponses ?

# %% [markdown] tags=["lang-en"] of="048c7271"
# # Are they happy? NPS, CSAT, CES
#
# Three scores fit in one figure each. What do they say, and what do few answers really tell?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Une libraire vend en magasin et par son site. Elle a interrogé quelques dizaines de clients, et son neveu lui a calculé un score.
# Faut-il l’afficher en vitrine ? Faut-il changer le site ? Aidez-la à savoir ce que ces réponses permettent d’affirmer.
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="b754dcaf"
# ## A person, a decision
#
# A bookseller sells in her shop and on her website. She asked a few dozen customers, and her nephew computed a score.
# Should she show it in the window? Should she change the website? Help her know what these answers allow her to state.
#
# Run each cell with **Shift + Enter**.

# %%
import pandas as pd
from crm_course import experience, workbook

workbook.begin()
page = experience.bookshop("la-page-d-apres")
page

# %% [markdown] tags=["lang-fr"]
# La première ligne : « De 0 à 10, nous recommanderiez-vous ? »
#
# ## Votre pari d’abord
#
# Sans calculer : de combien de points l’enquête peut-elle se tromper, dans un sens ou dans l’autre ? Remplacez la valeur par votre pari.

# %% [markdown] tags=["lang-en"] of="e514bc29"
# The first line: “From 0 to 10, would you recommend us?”
#
# ## Your guess first
#
# Without computing: by how many points may the survey be wrong, one way or the other? Replace the value with your guess.

# %%
guess = 5

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Six personnes répondent. Celles qui donnent 9 ou 10 sont des *promoteurs*, celles qui donnent 6 ou moins des *détracteurs*,
# les autres des *passifs*. Le **Net Promoter Score** est une différence de parts :
#
# $$\text{NPS} = 100 \times (\text{part de promoteurs} - \text{part de détracteurs})$$

# %% [markdown] tags=["lang-en"] of="4d7a7626"
# ## The smallest true example
#
# Six people answer. Those who give 9 or 10 are *promoters*, those who give 6 or less *detractors*, the others *passives*.
# The **Net Promoter Score** is a difference of shares:
#
# $$\text{NPS} = 100 \times (\text{share of promoters} - \text{share of detractors})$$

# %%
experience.nps([10, 9, 9, 8, 7, 3])

# %% [markdown] tags=["lang-fr"]
# Le chiffre a l’air flatteur. Lisez la seconde phrase : avec si peu de réponses, le vrai score de tous les clients peut être presque n’importe où.
# C’est ce que dit l’**intervalle de confiance**.
#
# ## Les réponses de la librairie

# %% [markdown] tags=["lang-en"] of="75170790"
# The figure looks flattering. Read the second sentence: with so few answers, the true score of all customers may be almost anywhere.
# That is what the **confidence interval** says.
#
# ## The answers of the bookshop

# %%
score = experience.nps(page.recommend)
experience.answers_chart(score)

# %% [markdown] tags=["lang-fr"]
# Et votre pari ? Voici de combien l’enquête peut se tromper, de chaque côté.

# %% [markdown] tags=["lang-en"] of="2e629a3e"
# And your guess? Here is by how much the survey may be wrong, on each side.

# %%
workbook.bet(guess, round((score.high - score.low) / 2), "count")

# %% [markdown] tags=["lang-fr"]
# Les 7 et les 8 ne comptent que dans le total ; les ajouter aux promoteurs est l’erreur la plus fréquente.
#
# À vous, dans une autre librairie, *Le Marque-page*. Quel est son NPS ?

# %% [markdown] tags=["lang-en"] of="eac5f160"
# The 7s and 8s count only in the total; adding them to the promoters is the most common mistake.
#
# Your turn, in another bookshop, *Le Marque-page*. What is its NPS?

# %%
shop = experience.bookshop()
shop

# %%
workbook.ask("experience.nps")

# %% [markdown] tags=["lang-fr"]
# ## Satisfaits ? Facile ?
#
# Le **CSAT** est la part des clients satisfaits : il faut dire quelles notes comptent.
# Le **CES** mesure l’effort : part d’effort faible moins part d’effort élevé.

# %% [markdown] tags=["lang-en"] of="16f10d92"
# ## Satisfied? Easy?
#
# The **CSAT** is the share of satisfied customers: one must say which scores count.
# The **CES** measures effort: share of low effort less share of high effort.

# %%
experience.csat(page.welcome, satisfied={4, 5})

# %%
workbook.ask("experience.csat")

# %% [markdown] tags=["lang-fr"]
# ## Casser l’intervalle
#
# Les manuels donnent une formule simple : score ± deux erreurs types, à peu près. Tient-elle sa promesse ? Supposons la vérité connue,
# et comptons toutes les enquêtes possibles dont l’intervalle la contient.

# %% [markdown] tags=["lang-en"] of="ca3084c9"
# ## Break the interval
#
# Textbooks give a simple formula: score ± two standard errors, roughly. Does it keep its promise? Suppose that the truth is known,
# and count all possible surveys whose interval holds it.

# %%
tables = [experience.coverage(promoter_share=0.6, detractor_share=0.1, responses=n) for n in (10, 30, 100)]
experience.coverage_chart(pd.concat(tables))

# %% [markdown] tags=["lang-fr"]
# Avec peu de réponses, la formule des manuels promet trop. Ce cours utilise l’intervalle *score*, qui tient partout.
#
# ## Qui est satisfait ?
#
# Le magasin et le site ont-ils les mêmes clients ?

# %% [markdown] tags=["lang-en"] of="e64971ba"
# With few answers the textbook formula promises too much. This course uses the *score* interval, which holds everywhere.
#
# ## Who is happy?
#
# Do the shop and the website have the same customers?

# %%
by_channel = experience.breakdown(page.answers, "channel")
experience.segments_chart(by_channel)

# %% [markdown] tags=["lang-fr"]
# Le site a répondu bien plus que sa part. On **redresse** : chaque réponse compte pour les clients qu’elle représente.
# Le score change, et l’intervalle s’élargit : c’est le prix d’une enquête mal équilibrée.

# %% [markdown] tags=["lang-en"] of="6e3cb228"
# The website answered far more than its share. One **weights**: each answer counts for the customers that it stands for.
# The score changes, and the interval widens: that is the price of an unbalanced survey.

# %%
answers = page.answers
experience.nps(answers["recommend"], weights=answers["weight"])

# %% [markdown] tags=["lang-fr"]
# ## Est-ce mieux que l’an dernier ?
#
# Un écart se lit comme un score : avec son intervalle. S’il contient 0, le hasard peut suffire.

# %% [markdown] tags=["lang-en"] of="3510805f"
# ## Is it better than last year?
#
# A difference is read as a score is: with its interval. If it holds 0, chance may be enough.

# %%
experience.compare(score, experience.nps(page.last_year))

# %%
workbook.ask("experience.change")

# %% [markdown] tags=["lang-fr"]
# ## Quel outil pour quelle question ?
#
# | outil | répond à | ne dit pas |
# | :-- | :-- | :-- |
# | enquête | combien sont satisfaits, avec quelle marge | pourquoi |
# | baromètre | est-ce que cela change, et mieux qu’ailleurs | pourquoi |
# | entretien de groupe | pourquoi, avec quels mots | combien |
# | appel mystère | que fait-on vraiment au téléphone | ce que ressent le client |
#
# L’**appel mystère** : un observateur se fait passer pour un client et remplit une grille. Quelques appels seulement : l’intervalle d’abord.

# %% [markdown] tags=["lang-en"] of="43f6cc3a"
# ## Which tool for which question?
#
# | tool | answers | does not say |
# | :-- | :-- | :-- |
# | survey | how many are satisfied, with which margin | why |
# | barometer | whether it changes, and more than elsewhere | why |
# | focus group | why, and in which words | how many |
# | mystery call | what is really done on the phone | what the customer feels |
#
# The **mystery call**: an observer poses as a customer and fills in a grid. A few calls only: the interval first.

# %%
marks = {"image": [4, 5, 4, 3], "welcome": [5, 4, 4, 5], "listening": [2, 3, 1, 2], "script": [3, 4, 4, 3], "competence": [4, 4, 5, 3]}
campaign = experience.Grid(top=5).campaign(pd.DataFrame(marks))
experience.mystery_chart(campaign)

# %% [markdown] tags=["lang-fr"]
# Le **baromètre** : la même enquête, vague après vague, chez soi et chez le concurrent. Qui change vraiment ?

# %% [markdown] tags=["lang-en"] of="c58bb8a8"
# The **barometer**: the same survey, wave after wave, at home and at the competitor’s. Who really changes?

# %%
experience.barometer_chart(experience.barometer(experience.waves()), ours="La Page d’après")

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Changez les effectifs, ou collez vos propres réponses. Combien de réponses de plus pour être sûr que le score dépasse l’objectif ?

# %% [markdown] tags=["lang-en"] of="0b4a2541"
# ## Explore
#
# Change the counts, or paste your own answers. How many more answers to be sure that the score is above the aim?

# %%
experience.explorer(page.recommend, page.welcome)

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Faut-il afficher « notre NPS progresse » en vitrine ? Écrivez votre conseil à la libraire, chiffres à l’appui.

# %% [markdown] tags=["lang-en"] of="60a67850"
# ## Decide
#
# Should she write “our NPS is rising” in the window? Write your advice to the bookseller, with figures.

# %%
workbook.ask("experience.announce")

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Un NPS est une différence de parts ; une moyenne n’en est pas une.
# - Un score va avec sa convention, son nombre de réponses et son intervalle.
# - Un écart dont l’intervalle contient 0 ne s’annonce pas ; il se vérifie, avec davantage de réponses.
# - Demandez d’abord *qui* a répondu.
#
# La suite : le cahier d’exercices *Le Marque-page*.

# %% [markdown] tags=["lang-en"] of="356d23d1"
# ## Take away
#
# - An NPS is a difference of shares; a mean is not.
# - A score goes with its convention, its number of answers and its interval.
# - A difference whose interval holds 0 is not announced; it is checked, with more answers.
# - First ask *who* answered.
#
# Next: the exercise book *Le Marque-page*.
