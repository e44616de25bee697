# %% [markdown] tags=["lang-fr"]
# # Fabriquer l’entreprise de son cours
#
# Une classe lundi, un cours sur les clients mécontents, et pas de données. Peut-on en fabriquer qui ressemblent à la vie, et dont on connaît la vérité ?

# %% [markdown] tags=["lang-en"] of="7932027b"
# # Make the company of your course
#
# A class on Monday, a lesson on unhappy customers, and no data. Can one make some that look like life, and whose truth is known?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# M. Kerleau enseigne en BTS. Il veut que ses élèves **découvrent** dans les données qu’un client mécontent ne revient pas.
# Avec les chiffres d’une vraie entreprise, il ne saurait pas lui-même si l’effet y est. Avec un tableau inventé à la main, tout le monde aurait le même.
#
# Il décide de fabriquer son entreprise. Ce carnet l’accompagne, de l’idée jusqu’aux fichiers de chacun.
# Exécutez chaque cellule avec **Maj + Entrée** ; rien de ce qui existe n’est touché.

# %% [markdown] tags=["lang-en"] of="e3d0d424"
# ## A person, a decision
#
# Mr Kerleau teaches in a vocational college. He wants his students to **discover** in the data that an unhappy customer does not come back.
# With the figures of a real company, he would not know himself whether the effect is there. With a table made up by hand, everybody would have the same.
#
# He decides to make his company. This notebook goes with him, from the idea to everyone’s files.
# Run each cell with **Shift + Enter**; nothing that exists is touched.

# %%
from dataclasses import replace

from crm_course import synthetic, workbook
from crm_course.foundations.tables import laid_out

workbook.begin()
laid_out(synthetic.companies())

# %% [markdown] tags=["lang-fr"]
# Quatre mondes tout prêts. M. Kerleau prend le plus proche de ses élèves : une petite entreprise de chauffage, avec un magasin.
#
# ## Votre pari d’abord
#
# Une classe de débutants n’a pas besoin de millions de lignes. Combien de **clients** faut-il, d’après vous, pour que tous les effets à découvrir se voient ?

# %% [markdown] tags=["lang-en"] of="4dd51fc0"
# Four worlds ready made. Mr Kerleau takes the one nearest to his students: a small heating company, with a shop.
#
# ## Your guess first
#
# A class of beginners does not need millions of rows. How many **customers** are needed, do you think, for all effects to discover to be seen?

# %%
guess = 100

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Un monde est une fiche de paramètres ; une ligne en fait des tables. Voici une toute petite entreprise, et deux de ses clients.

# %% [markdown] tags=["lang-en"] of="b142d02c"
# ## The smallest true example
#
# A world is a card of parameters; one line turns it into tables. Here is a very small company, and two of its customers.

# %%
small = synthetic.world("sens-confort", customers=50, months=6)
small

# %%
small.tables["customers"][["first_name", "last_name", "town", "acquisition_channel", "created_on"]].head(2)

# %% [markdown] tags=["lang-fr"]
# Les personnes sont imaginaires : aucun numéro ne sonne, aucun courriel n’arrive.
#
# ## L’histoire que racontent les données
#
# Une table de hasard n’apprend rien. Ici, chaque ligne a une cause : un article manque, la livraison tarde, le client appelle, attend, note, revient ou s’en va.

# %% [markdown] tags=["lang-en"] of="6f8bb933"
# The people are imaginary: no number rings, no e-mail arrives.
#
# ## The story that the data tell
#
# A table of chance teaches nothing. Here each row has a cause: an item is out of stock, the delivery is late, the customer calls, waits, gives a score, comes back or leaves.

# %%
plain = synthetic.world("sens-confort", customers=600)
synthetic.story_chart(plain)

# %% [markdown] tags=["lang-fr"]
# Chaque flèche porte sa taille. Une probabilité est une somme : une part de base, plus ce qu’ajoute chaque cause présente.
#
# $$P(\text{partir}) = \text{base} + \text{ajout si insatisfait}$$
#
# C’est pourquoi une simple différence de deux parts retrouve la flèche.
#
# ## Changer une chose
#
# M. Kerleau veut un effet plus net : chez lui, le mécontent part plus souvent. Un seul nombre change.

# %% [markdown] tags=["lang-en"] of="cf399f89"
# Each arrow carries its size. A probability is a sum: a base share, plus what each cause adds when present.
#
# $$P(\text{leaving}) = \text{base} + \text{added if unhappy}$$
#
# That is why a plain difference of two shares finds the arrow again.
#
# ## Change one thing
#
# Mr Kerleau wants a clearer effect: with him, the unhappy leave more often. A single number changes.

# %%
record = synthetic.WORLDS["sens-confort"]
restless = replace(record, churn_detractor=0.7)
print(record.churn_detractor, restless.churn_detractor)

# %%
made = synthetic.world(restless, customers=600)
laid_out(synthetic.changed_effects(plain, made))

# %% [markdown] tags=["lang-fr"]
# La flèche voulue a bougé, et d’autres l’ont suivie : qui est parti ne répond plus aux campagnes. Tout le reste est comme avant. Mais un élève le verra-t-il ?
# On applique la bonne méthode aux données et l’on compare à ce qui a été semé.

# %% [markdown] tags=["lang-en"] of="f91b2e1b"
# The arrow that he wanted moved, and others followed it: who has left no longer answers the campaigns. All the rest is as before. But will a student see it?
# The right method is applied to the data, and the result compared with what was sown.

# %%
synthetic.effects_chart(made)

# %% [markdown] tags=["lang-fr"]
# ## Casser : trop, et trop peu
#
# Et si les mécontents partaient presque tous ? Une part ne dépasse pas le tout, et le monde refuse.

# %% [markdown] tags=["lang-en"] of="cb0937f0"
# ## Break it: too much, and too little
#
# What if nearly all the unhappy left? A share does not exceed the whole, and the world refuses.

# %%
try:
    replace(record, churn_detractor=0.97)
except ValueError as problem:
    print(problem.message())

# %% [markdown] tags=["lang-fr"]
# Et avec peu de clients ? Pour chaque taille : combien d’effets se voient, sur combien que l’on demande.

# %% [markdown] tags=["lang-en"] of="f63defe0"
# And with few customers? For each size: how many effects are seen, of how many that are asked for.

# %%
for customers in (guess, 50, 200, 500, 1000):
    sized = synthetic.world(restless, customers=customers)
    print(f"{customers:5d}   {sized.found} / {len(sized.asked)}")

# %% [markdown] tags=["lang-fr"]
# Comparez à votre pari. Trop peu de clients, et l’effet se noie dans le hasard : l’élève aurait raison de ne rien trouver.
#
# ## À chacun son entreprise
#
# Avec un nom et un secret, la même ligne fait l’entreprise d’**un** élève. Si un effet ne s’y voit pas, un autre tirage est pris : aucun élève n’est malchanceux.

# %% [markdown] tags=["lang-en"] of="4c88cab6"
# Compare with your guess. Too few customers, and the effect drowns in chance: the student would be right to find nothing.
#
# ## To each his company
#
# With a name and a secret, the same line makes **one** student’s company. If an effect cannot be seen in it, another draw is taken: no student is unlucky.

# %%
from secrets import token_hex

secret = token_hex()
anne = synthetic.world(restless, customers=600, student="Le Goff Anne", secret=secret)
zoe = synthetic.world(restless, customers=600, student="Étienne Zoé", secret=secret)
laid_out(synthetic.key_table(anne, zoe).head(8))

# %% [markdown] tags=["lang-fr"]
# Même question, autres réponses : recopier le voisin ne sert à rien. Et refaire l’entreprise d’Anne donne exactement la même, aujourd’hui ou dans un an :

# %% [markdown] tags=["lang-en"] of="a703082b"
# Same question, other answers: copying the neighbour is of no use. And making Anne’s company again gives exactly the same, today or in a year:

# %%
again = synthetic.world(restless, customers=600, student="Le Goff Anne", secret=secret)
print(again.fingerprint == anne.fingerprint, zoe.fingerprint == anne.fingerprint)

# %% [markdown] tags=["lang-fr"]
# ## Le corrigé
#
# Il se calcule sur les données d’Anne, avec la tolérance qu’il faut pour noter. La fin du tableau porte les effets : ce que l’élève doit trouver, à l’incertitude près.

# %% [markdown] tags=["lang-en"] of="101b7244"
# ## The key
#
# It is computed from Anne’s data, with the tolerance needed to mark. The end of the table holds the effects: what the student must find, within the uncertainty.

# %%
laid_out(synthetic.key_table(anne))

# %% [markdown] tags=["lang-fr"]
# ## Salir, comme dans la vie
#
# Un vrai fichier a des doublons, des accents perdus, des dates en trois formats. On les sème sur demande, et chaque erreur est notée au journal.

# %% [markdown] tags=["lang-en"] of="1b01f00d"
# ## Soil it, as in life
#
# A real file has duplicates, lost accents, dates in three formats. They are sown on request, and each error is written into the log.

# %%
soiled = synthetic.world(restless, customers=600, student="Le Goff Anne", secret=secret, dirt="light")
laid_out(synthetic.readable(soiled.errors.groupby("error").head(1)))

# %% [markdown] tags=["lang-fr"]
# Une ligne par sorte d’erreur : où elle a frappé, ce qui était juste, ce que l’élève recevra.
#
# ## Les fichiers
#
# Deux dossiers : celui de l’élève, et le vôtre avec la vérité. Ils vont dans un dossier d’essai neuf.

# %% [markdown] tags=["lang-en"] of="076d9f6f"
# One row for each kind of error: where it struck, what was right, what the student will get.
#
# ## The files
#
# Two folders: the student’s, and yours with the truth. They go into a new trial folder.

# %%
folder = workbook.trial_folder()
hers = soiled.save(folder / "anne", formats=("csv", "xlsx"))
mine = soiled.save_truth(folder / "teacher")
print(folder.name, *(len(list(place.iterdir())) for place in (hers, mine)))
print(*sorted(path.name for path in mine.iterdir()), sep="  ")

# %% [markdown] tags=["lang-fr"]
# Le dossier de l’élève se vérifie à tout moment : fichiers complets, lisibles, inchangés. Rien à redire :

# %% [markdown] tags=["lang-en"] of="ba3a8cc5"
# The student’s folder can be checked at any time: files complete, readable, unchanged. Nothing to say:

# %%
synthetic.verify(hers).empty

# %% [markdown] tags=["lang-fr"]
# Et si quelqu’un y ajoute une ligne ?

# %% [markdown] tags=["lang-en"] of="6361a5a8"
# And if somebody adds a line to it?

# %%
orders = hers / "orders.csv"
size = orders.write_bytes(orders.read_bytes() + b"1;1\n")
laid_out(synthetic.readable(synthetic.verify(hers)))

# %% [markdown] tags=["lang-fr"]
# ## Noter un nettoyage
#
# Anne retire les doublons : bien. Puis, pour faire net, elle met tous les noms de famille en capitales. La note dit les deux.

# %% [markdown] tags=["lang-en"] of="3a232a95"
# ## Mark a cleaning
#
# Anne takes the duplicates out: good. Then, to make it neat, she puts all surnames into capitals. The mark says both.

# %%
cleaned = soiled.tables["customers"].drop_duplicates(["first_name", "street"])
cleaned = cleaned.assign(last_name=cleaned["last_name"].str.upper())
laid_out(synthetic.readable(synthetic.score_cleaning(cleaned, soiled)))

# %% [markdown] tags=["lang-fr"]
# Le **rappel** dit la part des erreurs corrigées, la **précision** la part des retouches qui étaient justes. Les noms étaient presque tous justes : les récrire a coûté cher à la précision.
#
# ## Explorer
#
# Pour qui préfère un formulaire : choisir, voir ce qui se voit, télécharger les données et le corrigé.

# %% [markdown] tags=["lang-en"] of="063212d5"
# **Recall** says the share of the errors put right, **precision** the share of the changes that were right. Nearly all names were right: rewriting them cost precision dearly.
#
# ## Explore
#
# For those who prefer a form: choose, see what can be seen, download the data and the key.

# %%
synthetic.explorer()

# %% [markdown] tags=["lang-fr"]
# ## Décider : toute la promotion
#
# Lundi, ils sont soixante. La liste vient d’un fichier ; ici, nous empruntons les noms de soixante clients imaginaires, et faisons les données des six premiers pour voir.

# %% [markdown] tags=["lang-en"] of="d9e2dd74"
# ## Decide: the whole year
#
# On Monday there are sixty of them. The roster comes from a file; here, we borrow the names of sixty imaginary customers, and make the data of the first six to see.

# %%
people = plain.tables["customers"][["last_name", "first_name"]].drop_duplicates().head(60)
people.to_csv(folder / "class.csv", index=False)
students = tuple(synthetic.students(folder / "class.csv"))
job = synthetic.Job(world=restless, customers=600, dirt="light", students=students[:6], secret=secret)
results = synthetic.make_class(job, folder / "class")

# %%
import pandas as pd

print(len(students), len(results), all(one.found for one in results))
laid_out(synthetic.readable(pd.DataFrame(results)))

# %% [markdown] tags=["lang-fr"]
# Tous les effets se voient chez tous. `class/students` se distribue ; `class/teacher` reste chez vous. Ôtez `[:6]` pour les soixante :
# le temps d’un café.
#
# Pour un monde du cours tel quel, une commande suffit, sans carnet. Elle reprend où elle en était si on l’arrête :
#
# ```
# crm-course dataset sens-confort --roster classe.csv --secret "votre phrase" --dirt light --format csv,xlsx --out donnees
# ```
#
# ## À retenir
#
# - Une donnée fabriquée vaut ce que vaut son histoire : chaque ligne a une cause, chaque cause une taille.
# - Changez une chose à la fois, et regardez quelles flèches bougent.
# - Avant de demander un effet, vérifiez qu’il se voit ; sinon, davantage de clients.
# - La vérité ne voyage pas avec les données : un dossier pour l’élève, un dossier pour vous.
#
# La suite : *Une classe, de la liste au carnet de notes*, où ces données se notent toutes seules.

# %% [markdown] tags=["lang-en"] of="3aa41f6c"
# All effects can be seen in everybody’s data. `class/students` is handed out; `class/teacher` stays with you. Take `[:6]` away for all sixty:
# the time of a coffee.
#
# For a world of the course as it is, one command is enough, without a notebook. It goes on where it was if it is stopped:
#
# ```
# crm-course dataset sens-confort --roster class.csv --secret "your phrase" --dirt light --format csv,xlsx --out data
# ```
#
# ## Take away
#
# - Made data are worth what their story is worth: each row has a cause, each cause a size.
# - Change one thing at a time, and look which arrows move.
# - Before asking for an effect, check that it can be seen; if not, more customers.
# - The truth does not travel with the data: one folder for the student, one for you.
#
# Next: *A class, from the roster to the gradebook*, where the marks of such exercises make themselves.
