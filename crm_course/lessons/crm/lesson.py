# %% [markdown] tags=["lang-fr"]
# # Que savons-nous de nos clients ?
#
# Une boutique en ligne, une caisse, un carnet d’appels, une lettre d’information : quatre fichiers, et personne ne connaît *la* cliente.
# Dans cette leçon vous les réunissez, vous ouvrez une fiche, et vous répondez à une question simple : **a-t-on le droit de l’appeler ?**

# %% [markdown] tags=["lang-en"] of="616074de"
# # What do we know of our customers?
#
# A web shop, a till, a call book, a newsletter: four files, and nobody knows *the* customer.
# In this lesson you bring them together, you open a card, and you answer a simple question: **may we call her?**

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Gwenola reprend un commerce de chauffage à Guingamp. Nous sommes le 11 août 2026 et son vendeur tient une liste de numéros : *« J’appelle tout le monde pour
# proposer l’entretien d’automne ? »* C’est aujourd’hui que la loi change. Gwenola vous demande qui il peut appeler, et ce qu’elle doit changer dès lundi.
#
# Exécutez chaque cellule avec **Maj + Entrée**.

# %% [markdown] tags=["lang-en"] of="d280d561"
# ## A person, a decision
#
# Gwenola takes over a heating shop in Guingamp. It is 11 August 2026 and her salesman holds a list of numbers: *“Shall I call everybody to
# offer the autumn service?”* As of this day the law has changed. Gwenola asks you whom he may call, and what she must change from Monday on.
#
# Run each cell with **Shift + Enter**.

# %%
from datetime import date, datetime

from crm_course import crm, workbook

workbook.begin()
today = date(2026, 8, 11)

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Quatre fichiers, une trentaine de lignes. Combien de personnes, et combien peut-on appeler ? Écrivez vos deux paris.

# %% [markdown] tags=["lang-en"] of="8754e813"
# ## Your guess first
#
# Four files, some thirty lines. How many people, and how many may be called? Write your two guesses.

# %%
people_guess = 25
callable_guess = 12

# %% [markdown] tags=["lang-fr"]
# ## Le cas : quatre fichiers
#
# Aucun fichier ne ressemble à l’autre. Avant d’écrire quoi que ce soit, on demande **ce qui se passerait**.

# %% [markdown] tags=["lang-en"] of="12adbd9f"
# ## The case: four files
#
# No file is like another. Before anything is written, one asks **what would happen**.

# %%
files = crm.FILES
store = crm.open("sqlite://")
seen = store.preview(files["newsletter"])
seen

# %% [markdown] tags=["lang-fr"]
# L’outil a été reconnu à ses en-têtes, et chaque colonne a trouvé sa rubrique. Une cellule est illisible : elle serait
# laissée de côté, et la ligne gardée. Laquelle, et pourquoi ? Le rapport le dit sans répéter ce qu’elle contient : il peut circuler.

# %% [markdown] tags=["lang-en"] of="5ac51e2e"
# The tool was recognised by its headers, and each column has found its field. One cell cannot be read: it would be left
# out, and its line kept. Which one, and why? The report says so without repeating what it holds: it may be passed on.

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Importez la lettre d’information deux fois. La seconde ne doit rien ajouter : on reconnaît chacun à son e-mail ou à son numéro.

# %% [markdown] tags=["lang-en"] of="8c97e602"
# ## The smallest true example
#
# Import the newsletter twice. The second time must add nothing: everybody is recognised by e-mail or number.

# %%
store.import_file(files["newsletter"])
store.import_file(files["newsletter"])

# %% [markdown] tags=["lang-fr"]
# Lisez la dernière phrase : des inscriptions ont été **laissées de côté**. Une case cochée dans un fichier ne prouve rien. Celui qui importe doit dire où est
# la preuve ; un refus, lui, compte toujours.

# %% [markdown] tags=["lang-en"] of="fc3dd118"
# Read the last sentence: subscriptions were **left out**. A ticked box in a file proves nothing. Whoever imports must say where the proof
# is; a refusal always counts.

# %% [markdown] tags=["lang-fr"]
# ## Quatre fichiers, une base
#
# Voici la boutique complète. La lettre d’information passe en premier : elle connaît à la fois l’e-mail et le téléphone, et relie donc les autres fichiers.

# %% [markdown] tags=["lang-en"] of="2464c91c"
# ## Four files, one base
#
# Here is the whole shop. The newsletter goes first: it knows both the e-mail and the phone, and so it links the other files.

# %%
shop = crm.practice()
store = shop.store
shop.reports["caisse"]

# %%
workbook.ask("crm.cards")

# %% [markdown] tags=["lang-fr"]
# Moins de fiches que de lignes : les mêmes personnes étaient dans plusieurs fichiers. Et pourtant il en reste en double.

# %% [markdown] tags=["lang-en"] of="23358e2c"
# Fewer cards than lines: the same people were in several files. And yet some are still there twice.

# %%
crm.table(store.search("moal"))

# %% [markdown] tags=["lang-fr"]
# Élise a donné son e-mail à la boutique en ligne et son numéro à la caisse ; rien ne relie les deux. Deviner serait risqué : dire qui est qui
# est un travail en soi. Cherchez maintenant comme on tape, sans accents ni majuscules : la fiche réunit tous les canaux sur une
# seule ligne de temps, et dit quoi faire ensuite.

# %% [markdown] tags=["lang-en"] of="8bf6b5d9"
# Élise gave her e-mail to the web shop and her number to the till; nothing links the two. Guessing would be risky: to say who is who
# is a work of its own. Now search as one types, without accents or capitals: the card brings all channels together on
# one time line, and says what to do next.

# %%
anne = shop.number("goff an")
store.customer(anne)

# %% [markdown] tags=["lang-fr"]
# ## La règle, datée
#
# Une règle de droit a une date. En voici une, la veille et le jour du changement.

# %% [markdown] tags=["lang-en"] of="12916ac2"
# ## The rule, with its date
#
# A rule of law has a date. Here is one, the day before the change and on the day itself.

# %%
crm.rule_on("phone", "consumer", date(2026, 8, 10))

# %%
crm.rule_on("phone", "consumer", today)

# %% [markdown] tags=["lang-fr"]
# Avant, on pouvait appeler qui ne s’y était pas opposé (*opt-out*). Désormais il faut un **accord préalable** (*opt-in*), ou un **contrat en cours** auquel
# l’appel se rapporte. Avoir acheté un jour ne suffit plus. Combien de fiches cela change-t-il ?

# %% [markdown] tags=["lang-en"] of="62daec16"
# Before, one could call whoever had not objected (*opt-out*). Now it takes **prior consent** (*opt-in*), or a **contract in progress** to which
# the call relates. Having bought one day is no longer enough. How many cards does this change?

# %%
workbook.ask("crm.callable")

# %%
called = store.contactable("phone", "marketing", on=today)
workbook.bet([people_guess, callable_guess], [len(store.table("customers")), len(called)], "count")

# %% [markdown] tags=["lang-fr"]
# Jean demande un accord : il le donne au comptoir. On ne corrige rien, on **ajoute une ligne** au journal ; c’est pourquoi la question « pouvions-nous,
# ce jour-là ? » garde sa réponse.
#
# ## Casser la base
#
# Gwenola vend des pompes à chaleur. Dans la rénovation énergétique, la loi va plus loin : même l’accord ne suffit pas. Demandez pour Jean, qui vient de dire oui.

# %% [markdown] tags=["lang-en"] of="8f9de63e"
# Jean is asked at the counter, and agrees. Nothing is corrected: a line is **added** to the log; this is why the question “could we, on
# that day?” keeps its answer.
#
# ## Break it
#
# Gwenola sells heat pumps. In home energy works the law goes further: even consent is not enough. Ask for Jean, who has just said yes.

# %%
jean = shop.number("02 61 91 20 10")
store.record_consent(jean, "phone", at=datetime(2026, 8, 12, 10), proof="in-person")
store.may_contact(jean, "phone", on=date(2026, 8, 12), sector="home-energy")

# %%
workbook.ask("crm.call-her")

# %% [markdown] tags=["lang-fr"]
# Deuxième essai : une cliente demande à être effacée, puis un collègue réimporte un vieux fichier. Va-t-elle revenir ?

# %% [markdown] tags=["lang-en"] of="9a8b5814"
# Second attempt: a customer asks to be erased, then a colleague imports an old file again. Will she come back?

# %%
store.erase_person(anne)
crm.table(store.import_file(files["boutique"]).rejected)

# %% [markdown] tags=["lang-fr"]
# Ses lignes sont refusées : une **empreinte** de son adresse, illisible, suffit à la reconnaître sans la connaître. Ses factures restent, sous un numéro qui ne
# désigne personne, et toutes les clés tiennent.
#
# ## Explorer
#
# Le bureau complet, en une ligne : chercher, importer, traiter les demandes, suivre les affaires, savoir qui contacter, répondre aux personnes. Déposez-y un
# de vos fichiers.

# %% [markdown] tags=["lang-en"] of="7388b9ca"
# Her lines are rejected: an unreadable **keyed hash** of her address is enough to recognise her without knowing her. Her invoices stay, under a number that
# means nobody, and all keys hold.
#
# ## Explore
#
# The whole office, in one line: search, import, handle tickets, follow sales, know whom to contact, answer people. Drop one of your
# own files there.

# %%
crm.explorer()

# %% [markdown] tags=["lang-fr"]
# ## Décider
#
# Ce que Gwenola doit faire lundi tient en une liste : qui son vendeur peut appeler.

# %% [markdown] tags=["lang-en"] of="7f6cede9"
# ## Decide
#
# What Gwenola must do on Monday fits into one list: whom her salesman may call.

# %%
reach = store.reach([date(2026, 8, 10), today])
crm.reach_chart(reach)

# %%
crm.table(store.contactable("phone", "marketing", on=date(2026, 8, 12), sector="home-energy"))

# %% [markdown] tags=["lang-fr"]
# ## À retenir
#
# - Une fiche par personne, une ligne de temps pour tous les canaux : c’est l’e-mail et le téléphone qui relient les fichiers.
# - Un consentement est une **ligne datée avec sa preuve**, jamais une case que l’on écrase.
# - Au téléphone, depuis le 11 août 2026 : accord préalable ou contrat en cours.
# - Effacer, c’est ne laisser aucune trace de *qui*, et garder les comptes.
#
# Ce cours n’est pas un conseil juridique : chaque règle porte sa source, vérifiez-la. Les exercices vous attendent : une demande d’accès, un appel, un import.

# %% [markdown] tags=["lang-en"] of="6e478ec2"
# ## Take away
#
# - One card per person, one time line for all channels: e-mail and phone are what links the files.
# - A consent is a **dated line with its proof**, never a box that is overwritten.
# - On the phone, since 11 August 2026: prior consent or a contract in progress.
# - To erase is to leave no trace of *who*, and to keep the accounts.
#
# This course is no legal advice: each rule carries its source, check it. The exercises await you: an access request, a call, an import.
