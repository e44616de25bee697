# %% [markdown] tags=["lang-fr"]
# # Lire un jeu de données avant de s’y fier
#
# Un fichier arrive : des noms, des dates, des montants. Peut-on décider avec ?

# %% [markdown] tags=["lang-en"] of="4826de12"
# # Read a data set before you trust it
#
# A file arrives: names, dates, amounts. Can one decide with it?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# La directrice commerciale de *Sens Confort* veut écrire à ses clients. Son informaticien lui a sorti le fichier.
# Avant de payer les timbres, elle vous demande : **ce fichier est-il bon ?**

# %% [markdown] tags=["lang-en"] of="eb01fca8"
# ## A person, a decision
#
# The sales director of *Sens Confort* wants to write to her customers. Her IT provider has extracted the file.
# Before paying for the stamps, she asks you: **is this file any good?**

# %%
from crm_course import synthetic, workbook

workbook.begin()
made = synthetic.received()
customers = made.tables["customers"]
customers.head(8)

# %% [markdown] tags=["lang-fr"]
# Une ligne par client, à ce que dit le dictionnaire. Tout a l’air en ordre.
#
# ## Votre pari d’abord
#
# Combien de fiches sont, d’après vous, en double ?

# %% [markdown] tags=["lang-en"] of="0a5cbf03"
# One row for each customer, says the dictionary. All seems well.
#
# ## Your guess first
#
# How many cards, do you think, are duplicates?

# %%
guess = 3

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Regardons les types. Une date qui est devenue du texte est un mauvais signe : quelqu’un a écrit à la main.

# %% [markdown] tags=["lang-en"] of="9933f4e0"
# ## The smallest true example
#
# Let us look at the types. A date that became text is a bad sign: somebody wrote by hand.

# %%
customers.dtypes

# %% [markdown] tags=["lang-fr"]
# Et voici des dates qui ne s’écrivent pas comme les autres. Trois habitudes, un seul calendrier.

# %% [markdown] tags=["lang-en"] of="6d172983"
# And here are dates that are not written like the others. Three habits, one calendar.

# %%
odd = ~customers["created_on"].str.fullmatch(r"\d{4}-\d\d-\d\d").astype(bool)
customers.loc[odd, ["customer_id", "created_on"]].head(6)

# %% [markdown] tags=["lang-fr"]
# ## La règle : ce qui ne peut pas être
#
# On ne relit pas un fichier ligne à ligne. On écrit ce qui doit être vrai (une clé est unique, une naissance précède un achat,
# un montant est un prix fois une quantité), et l’on cherche les lignes qui désobéissent.

# %% [markdown] tags=["lang-en"] of="2a648d05"
# ## The rule: what cannot be
#
# Nobody proofreads a file row by row. One writes what must be true (a key is unique, a birth precedes a purchase,
# an amount is a price times a quantity), and looks for the rows that disobey.

# %%
synthetic.violations(made.tables)

# %% [markdown] tags=["lang-fr"]
# Chaque ligne est une règle enfreinte, avec le nombre de cas. Mais une règle ne voit pas tout : deux fiches d’une même personne n’en enfreignent aucune.
#
# À vous.

# %% [markdown] tags=["lang-en"] of="4e328c19"
# Each row is a broken rule, with the number of cases. But a rule does not see everything: two cards of the same person break none.
#
# Your turn.

# %%
workbook.ask("synthetic.cards")

# %% [markdown] tags=["lang-fr"]
# Et votre pari ? Les doublons ont gardé le prénom et la rue ; le nom a souvent changé d’une lettre.

# %% [markdown] tags=["lang-en"] of="874122c1"
# And your guess? The duplicates kept first name and street; the surname often changed by a letter.

# %%
twice = customers[customers.duplicated(["first_name", "street"], keep=False)]
print(guess, len(twice) // 2)
twice.sort_values("street")[["customer_id", "first_name", "last_name", "street"]].head(6)

# %% [markdown] tags=["lang-fr"]
# ## Casser : effacer les fiches incomplètes
#
# Le remède le plus courant est d’effacer ce qui manque. Qui efface-t-on ? Voici la part de codes postaux absents, par canal de recrutement.

# %% [markdown] tags=["lang-en"] of="9328587d"
# ## Break it: drop the incomplete cards
#
# The most common remedy is to drop what is missing. Whom does one drop? Here is the share of missing postcodes, by acquisition channel.

# %%
customers["postcode"].isna().groupby(customers["acquisition_channel"], observed=True).mean().round(3)

# %% [markdown] tags=["lang-fr"]
# Les trous ne tombent pas au hasard. Un fichier « nettoyé » en effaçant ne ressemble plus aux clients : ceux du comptoir en sont sortis.

# %% [markdown] tags=["lang-en"] of="891a673c"
# Gaps do not fall by chance. A file “cleaned” by dropping no longer resembles the customers: those of the counter have left it.

# %%
workbook.ask("synthetic.gaps")

# %% [markdown] tags=["lang-fr"]
# ## Réparer, et savoir ce que l’on a réparé
#
# Dans ce cours, l’entreprise est imaginaire : on sait exactement ce qui a été abîmé. Votre nettoyage se note donc, erreur par erreur.
# Le *rappel* dit quelle part des erreurs vous avez corrigée, la *précision* quelle part de vos corrections était juste.

# %% [markdown] tags=["lang-en"] of="584cfc4b"
# ## Mend, and know what was mended
#
# In this course the company is imaginary: it is known exactly what was damaged. So your cleaning can be marked, error by error.
# *Recall* says which share of the errors you put right, *precision* which share of your corrections was right.

# %%
mended = customers.drop_duplicates(["first_name", "street"])
synthetic.score_cleaning(mended, made).round(2)

# %% [markdown] tags=["lang-fr"]
# Une seule instruction, et les doublons sont partis. Le reste attend votre travail.
#
# ## Ce que ces données racontent
#
# Sous les erreurs il y a une entreprise : des retards qui font des mécontents, des visites qui font des ventes. Voici les causes qui y ont été semées.

# %% [markdown] tags=["lang-en"] of="080ac3f5"
# One instruction, and the duplicates are gone. The rest awaits your work.
#
# ## What these data tell
#
# Under the errors there is a company: delays that make people unhappy, visits that make sales. Here are the causes that were sown.

# %%
synthetic.story_chart(made)

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Choisissez une entreprise, sa taille, ses erreurs. Que deviennent les effets quand les clients sont peu nombreux ?

# %% [markdown] tags=["lang-en"] of="76230a3d"
# ## Explore
#
# Choose a company, its size, its errors. What becomes of the effects when customers are few?

# %%
synthetic.explorer()

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Enverriez-vous le courrier demain ? Répondez à la directrice dans le carnet d’exercices, avec vos chiffres.
#
# ## À retenir
#
# - Écrire ce qui doit être vrai, puis chercher ce qui ne l’est pas.
# - Un doublon n’enfreint aucune règle : il se cherche.
# - Effacer ce qui manque, c’est choisir ses clients sans le dire.
# - Un nettoyage se mesure : rappel et précision.

# %% [markdown] tags=["lang-en"] of="0809631c"
# ## Decide
#
# Would you send the letter tomorrow? Answer the director in the exercise notebook, with your figures.
#
# ## To take away
#
# - Write what must be true, then look for what is not.
# - A duplicate breaks no rule: it has to be looked for.
# - Dropping what is missing is choosing one’s customers without saying so.
# - Cleaning can be measured: recall and precision.
