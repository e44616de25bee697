# %% [markdown] tags=["lang-fr"]
# # Une classe, de la liste au carnet de notes
#
# Une liste de noms, un exercice, un dossier de copies le vendredi soir. Qui note, et que risque votre ordinateur ?

# %% [markdown] tags=["lang-en"] of="3b21ca80"
# # A class, from the roster to the gradebook
#
# A list of names, an exercise, a folder of copies on Friday evening. Who grades, and what does your computer risk?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Mme Le Bihan enseigne la relation client. Lundi, sa classe travaille sur *la maison de vente par correspondance* :
# chacun aura **ses** appels, **son** enquête, **ses** coûts. Vendredi, elle ramasse les copies.
# Avant de promettre des notes pour samedi, elle veut avoir tout essayé une fois, avec une classe pour rire.
#
# Rien ici ne touche à vos fichiers : tout va dans un dossier d’essai neuf. Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="08a1db68"
# ## A person, a decision
#
# Mrs Le Bihan teaches customer relations. On Monday her class works on *the mail-order house*:
# each will have calls, a survey and costs **of his own**. On Friday she collects the copies.
# Before promising marks for Saturday, she wants to have tried it all once, with a class for fun.
#
# Nothing here touches your files: all goes into a new trial folder. Run each cell with **Shift + Enter**.

# %%
import pandas as pd

from crm_course import grading, workbook
from crm_course.foundations.tables import laid_out

workbook.begin()
folder = workbook.trial_folder()
print(folder.name)

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Dans la classe pour rire, une copie contient une boucle qui ne finit jamais, une autre arrête Python dès sa première réponse.
# Combien de copies seront notées malgré tout ? Écrivez votre pari.

# %% [markdown] tags=["lang-en"] of="78800c0e"
# ## Your guess first
#
# In the class for fun, one copy holds a loop that never ends, another one ends Python at its first answer.
# How many copies will be graded all the same? Write your guess.

# %%
guess = 4

# %% [markdown] tags=["lang-fr"]
# ## La liste
#
# Un fichier CSV ou Excel, tel que l’exporte votre établissement : une colonne de noms, ou nom et prénom.
# Deux élèves ne peuvent porter le même nom : ajoutez alors une initiale.

# %% [markdown] tags=["lang-en"] of="99e1e2d2"
# ## The roster
#
# A CSV or Excel file, as your school exports it: a column of names, or last and first names.
# Two students cannot have the same name: add an initial then.

# %%
roster, secret = folder / "class.csv", folder / "secret.txt"
rows = [["Le Goff", "Anne"], ["Étienne", "Zoé"], ["Morvan", "Yann"], ["Diallo", "Awa"], ["Nguyen", "Linh"], ["Rousseau", "Hugo"]]
pd.DataFrame(rows, columns=["last_name", "first_name"]).to_csv(roster, index=False)
print(roster.read_text(encoding="utf-8"))

# %% [markdown] tags=["lang-fr"]
# ## Le secret
#
# Les données d’un élève se calculent à partir de son nom et d’une phrase que vous seul connaissez.
# Sans elle, nul ne refait ses données, donc nul ne calcule ses réponses d’avance. Ici, le hasard écrit la phrase.

# %% [markdown] tags=["lang-en"] of="7be852a6"
# ## The secret
#
# A student’s data are computed from his name and a phrase that you alone know.
# Without it, nobody can make his data again, hence nobody can compute his answers beforehand. Here, chance writes the phrase.

# %%
from secrets import token_hex

characters = secret.write_text(token_hex())

# %% [markdown] tags=["lang-fr"]
# ## Faire la classe
#
# Une ligne. Chaque élève reçoit un dossier avec les carnets du cours et ses données à lui.

# %% [markdown] tags=["lang-en"] of="c777d1bf"
# ## Make the class
#
# One line. Each student gets a folder with the notebooks of the course and data of his own.

# %%
room = grading.make_class(roster, folder / "class", secret_file=secret, exercises=["mail-order-house"])
room

# %% [markdown] tags=["lang-fr"]
# Chaque empreinte est différente : deux voisins n’ont pas les mêmes chiffres. Voyez, pour deux d’entre eux, le nombre d’appels de la journée.

# %% [markdown] tags=["lang-en"] of="7c93289b"
# Each fingerprint is different: two neighbours do not have the same figures. See, for two of them, how many calls came that day.

# %%
students, teacher = folder / "class" / "students", folder / "class" / "teacher"
for student in list(room.students.values())[:2]:
    calls = pd.read_csv(students / student.folder / "data" / "mail-order-house" / "calls.csv")
    print(student.name, calls["offered"].sum())

# %% [markdown] tags=["lang-fr"]
# Que voit un élève dans son dossier ? Ses carnets, ses données, son nom. Ni le secret, ni une réponse, ni les leçons pour enseignants.

# %% [markdown] tags=["lang-en"] of="d19b3588"
# What does a student see in his folder? His notebooks, his data, his name. Neither the secret, nor an answer, nor the lessons for teachers.

# %%
hers = students / room.expect("Le Goff Anne").folder
print(*sorted(path.relative_to(hers).as_posix() for path in hers.glob("data/*/*")), sep="\n")
print(len(list(hers.rglob("*.ipynb"))), len(list(hers.rglob("9?-*.ipynb"))))

# %% [markdown] tags=["lang-fr"]
# Le dernier nombre compte les leçons pour enseignants de ce dossier. Le dossier `students` se distribue ; le dossier `teacher` et le secret restent chez vous : ils servent à noter.
#
# ## La répétition générale
#
# Voici nos six élèves au travail, joués par le programme : l’une répond juste, une autre se trompe comme on se trompe souvent, d’autres font pire.
# Leurs copies portent les noms que Moodle donne : chacune est reconnue par son nom, ou par ce que porte le carnet. Avant de noter, `crm-course class who` montre de qui est chaque copie ; celle que personne ne reconnaît n’a pas de note.

# %% [markdown] tags=["lang-en"] of="f77ec739"
# The last number counts the lessons for teachers in that folder. The folder `students` is handed out; the folder `teacher` and the secret stay with you: they are needed for grading.
#
# ## The dress rehearsal
#
# Here are our six students at work, played by the program: one answers right, another goes wrong as people often do, others do worse.
# Their copies are called as Moodle calls them: each is known by its name, or by what the notebook carries. Before grading, `crm-course class who` shows whose each copy is; one that nobody knows has no mark.

# %%
played = dict(zip((student.name for student in room.students.values()), grading.MANNERS, strict=True))
laid_out(grading.rehearse(room, students, folder / "handed-in", played))

# %% [markdown] tags=["lang-fr"]
# ## Noter
#
# La cellule suivante tape pour vous la commande que vous taperiez dans un terminal :
#
# `pytest --submissions=handed-in --gradebook marks.csv --class class/teacher --secret-file secret.txt`
#
# Chaque copie s’exécute à part, sans réseau, sans voir les autres ni les réponses. Une cellule a ici deux secondes de calcul, pas plus.
# Un signe par question s’affiche à mesure.

# %% [markdown] tags=["lang-en"] of="22a033b4"
# ## Grade
#
# The next cell types for you the command that you would type in a terminal:
#
# `pytest --submissions=handed-in --gradebook marks.csv --class class/teacher --secret-file secret.txt`
#
# Each copy runs apart, without network, seeing neither the others nor the answers. A cell has two seconds of computing here, no more.
# One sign for each question shows as it goes.

# %%
book = grading.grade(folder / "handed-in", folder / "marks.csv", teacher=teacher, secret_file=secret, cell_seconds=2)

# %%
book

# %% [markdown] tags=["lang-fr"]
# Et votre pari ? Toutes les copies sont notées. La boucle sans fin et l’arrêt de Python n’ont coûté que la question où ils se trouvent ; les voisins n’en ont rien su.

# %% [markdown] tags=["lang-en"] of="316cf15c"
# And your guess? All copies are graded. The loop without end and the end of Python cost only the question where they stand; the neighbours never knew.

# %%
print(guess, len(book.students))
laid_out(grading.readable(book.students))

# %% [markdown] tags=["lang-fr"]
# Ce tableau est un fichier à côté du carnet : `marks.students.csv` pour Moodle, `marks.pronote.csv` pour Pronote et les tableurs français.
#
# ## Une erreur qui a un nom
#
# Une réponse fausse n’est pas seulement fausse. Voici les erreurs reconnues chez Zoé, et les points qu’il lui en reste.

# %% [markdown] tags=["lang-en"] of="1d8dc01d"
# This table is a file beside the gradebook: `marks.students.csv` for Moodle, `marks.pronote.csv` for Pronote and French spreadsheets.
#
# ## A mistake that has a name
#
# A wrong answer is not just wrong. Here are the mistakes recognised in Zoé’s copy, and the points that she keeps.

# %%
marks = book.marks
hers = marks[marks["student"] == room.expect("Étienne Zoé").name]
laid_out(grading.readable(hers[hers["mistake"] != ""]))

# %% [markdown] tags=["lang-fr"]
# ## Ce que lit l’élève
#
# Chaque élève a sa page, en HTML et en texte, dans le dossier `marks-feedback`. Voici celle de Zoé : l’erreur est nommée, elle peut recommencer.

# %% [markdown] tags=["lang-en"] of="72fe3d91"
# ## What the student reads
#
# Each student has a page, as HTML and as text, in the folder `marks-feedback`. Here is Zoé’s: the mistake is named, she can try again.

# %%
book.feedback("Étienne Zoé")

# %% [markdown] tags=["lang-fr"]
# ## Lire à la main ce qui doit l’être
#
# Un argument ne se note pas tout seul. Les réponses ouvertes attendent dans le classeur `marks.xlsx`, chacune à côté de son barème,
# avec des points proposés. Ouvrez-le dans votre tableur, ou lisez-le ici.

# %% [markdown] tags=["lang-en"] of="b9989de2"
# ## Read by hand what must be read
#
# An argument does not mark itself. The open answers wait in the workbook `marks.xlsx`, each beside its rubric,
# with points proposed. Open it in your spreadsheet, or read it here.

# %%
answers = book.open_answers
laid_out(grading.readable(answers.iloc[:, [0, 2, 3, 4, 6]]))

# %% [markdown] tags=["lang-fr"]
# Les points proposés viennent de ce que le barème retrouve tout seul. Ces arguments ont tous la même tournure : vous êtes plus sévère, et donnez trois points à chacun.
# Vous enregistrez le classeur, et les points reviennent. Dans un terminal : `crm-course class marks marks.xlsx`.

# %% [markdown] tags=["lang-en"] of="077c1bea"
# The points proposed come from what the rubric finds by itself. These arguments all have the same turn of phrase: you are stricter, and give three points to each.
# You save the workbook, and the points come back. In a terminal: `crm-course class marks marks.xlsx`.

# %%
answers["Points"] = 3
answers.to_excel(folder / "read.xlsx", index=False)
print(book.take(folder / "read.xlsx"))
laid_out(grading.readable(book.students))

# %% [markdown] tags=["lang-fr"]
# ## Où la classe bute-t-elle ?
#
# C’est la question du lundi suivant. Les questions d’abord, la plus difficile en tête, avec l’erreur la plus fréquente ; puis les compétences qu’elles exercent ; puis les élèves, en tête qui a besoin d’aide.
# Dans un terminal : `crm-course class report marks.csv`.

# %% [markdown] tags=["lang-en"] of="a7cafc3a"
# ## Where is the class stuck?
#
# That is the question of the Monday after. First the questions, the hardest on top, with the commonest mistake; then the competences that they train; then the students, on top who needs help.
# In a terminal: `crm-course class report marks.csv`.

# %%
book.report

# %% [markdown] tags=["lang-fr"]
# ## Casser : rendre le dossier d’un autre
#
# Hugo a rendu le dossier d’Anne, données comprises. La notation l’a dit plus haut, dans ses dernières lignes : chaque fichier a une empreinte.
# Ses réponses chiffrées sont justes, car le code d’Anne s’applique à ses propres données. Mais son argument cite les chiffres d’Anne. Et puis :

# %% [markdown] tags=["lang-en"] of="a89065f1"
# ## Break it: hand in somebody else’s folder
#
# Hugo handed in Anne’s folder, data included. The grading said so above, in its last lines: each file has a fingerprint.
# His figures are right, since Anne’s code was run on his own data. But his argument quotes Anne’s figures. And then:

# %%
laid_out(grading.readable(book.alike))

# %% [markdown] tags=["lang-fr"]
# Deux copies, les mêmes cellules à la lettre près, que presque personne d’autre n’a. C’est un **indice** : à vous d’en parler avec eux. Aucune note n’en dépend.
#
# ## Explorer
#
# Changez le rôle d’un élève, le temps d’une cellule, ou ajoutez un nom à la liste, puis exécutez de nouveau depuis le début : un autre dossier d’essai se crée.
# Une notation arrêtée reprend où elle en était : notez deux fois, et voyez la seconde aller plus vite.

# %% [markdown] tags=["lang-en"] of="6b5ae9a9"
# Two copies, the same cells letter for letter, which hardly anyone else has. It is a **hint**: it is for you to talk with them. No mark depends on it.
#
# ## Explore
#
# Change a student’s part, the time of a cell, or add a name to the roster, then run again from the top: another trial folder is made.
# A grading that was stopped goes on where it was: grade twice, and see the second one go faster.

# %%
again = grading.grade(folder / "handed-in", folder / "marks.csv", teacher=teacher, secret_file=secret, cell_seconds=2)

# %% [markdown] tags=["lang-fr"]
# Et les points donnés à la main ? Ils sont restés.

# %% [markdown] tags=["lang-en"] of="940bd1ae"
# And the points given by hand? They have stayed.

# %%
print((again.marks["status"] == "read").sum())

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Mme Le Bihan peut promettre ses notes pour samedi, à deux conditions : lire les arguments elle-même, et garder le secret.
# Pour sa vraie classe, trois lignes dans un terminal :
#
# ```
# crm-course class make --roster classe.csv --secret-file secret.txt --exercise mail-order-house --out classe
# pytest --submissions=copies --gradebook notes.csv --class classe/teacher --secret-file secret.txt
# crm-course class report notes.csv
# ```
#
# ## À retenir
#
# - À chacun ses données : la réponse du voisin ne sert à rien, et la bonne se recalcule au moment de noter.
# - Une copie ne peut nuire ni à votre machine, ni aux autres copies ; ce qu’elle affiche n’est jamais cru.
# - Une erreur nommée vaut une demi-leçon ; l’erreur la plus fréquente est le plan de votre prochain cours.
# - Un argument se lit ; une ressemblance se discute.

# %% [markdown] tags=["lang-en"] of="973ed2bc"
# ## Decide
#
# Mrs Le Bihan can promise her marks for Saturday, on two conditions: to read the arguments herself, and to keep the secret.
# For her real class, three lines in a terminal:
#
# ```
# crm-course class make --roster class.csv --secret-file secret.txt --exercise mail-order-house --out class
# pytest --submissions=copies --gradebook marks.csv --class class/teacher --secret-file secret.txt
# crm-course class report marks.csv
# ```
#
# ## To take away
#
# - To each his own data: the neighbour’s answer is of no use, and the right one is computed again at grading.
# - A copy can harm neither your machine nor the other copies; what it displays is never believed.
# - A mistake with a name is half a lesson; the commonest mistake is the plan of your next class.
# - An argument is read; a likeness is talked over.
