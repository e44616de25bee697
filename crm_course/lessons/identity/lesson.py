# %% [markdown] tags=["lang-fr"]
# # Qui est qui ?
#
# La caisse, la boutique en ligne, le centre d’appels et la page sociale connaissent les mêmes gens sous quatre noms. Combien l’enseigne a-t-elle de clients ?

# %% [markdown] tags=["lang-en"] of="f016d226"
# # Who is who?
#
# The till, the web shop, the call centre and the social page know the same people under four names. How many customers has the retailer?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Maud dirige le service clients d’une enseigne de bricolage. Elle doit dire à la direction combien de clients l’enseigne a, et choisir **une** chose de plus à demander au comptoir.
#
# Deux parcours : le **BTS** lit les images, répond aux boîtes et décide ; l’**ingénieur** ouvre aussi les cellules sur les poids, les bornes et les décisions.

# %% [markdown] tags=["lang-en"] of="577932b6"
# ## A person, a decision
#
# Maud runs the customer desk of a DIY retailer. She must tell the management how many customers the retailer has, and choose **one** more thing to ask at the counter.
#
# Two paths: **BTS** reads the pictures, answers the boxes and decides; the **engineer** also opens the cells on weights, bounds and decisions.

# %%
from crm_course import identity, workbook

workbook.begin()
workbook.needs("splink", "duckdb", install="link")

# %%
world = identity.example_world()
records = identity.records(world)
identity.show(records.groupby("silo", as_index=False).agg(records=("record_id", "size")))

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Combien de **personnes** derrière ces fiches ? Remplacez le nombre.

# %% [markdown] tags=["lang-en"] of="90e21496"
# ## Your guess first
#
# How many **people** behind these records? Replace the number.

# %%
guess = 900

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Trois fiches. Un téléphone écrit de deux façons, un nom tout en capitales : la machine compare des formes remises d’équerre.

# %% [markdown] tags=["lang-en"] of="fcc71d83"
# ## The smallest true example
#
# Three records. A telephone written in two ways, a name in capitals: the machine compares forms put straight.

# %%
import pandas as pd

three = pd.DataFrame(
    {
        "record_id": ["till:1", "web:8", "web:9"],
        "name": ["LE GOFF Anne", "Anne Le Goff", "Paul Martin"],
        "phone": ["06 39 98 01 02", "+33639980102", "0639980177"],
    }
)
identity.show(identity.normalise(three)[["record_id", "first_name", "last_name", "phone"]])

# %%
identity.show(identity.link(three).frame)

# %% [markdown] tags=["lang-fr"]
# ## La règle
#
# $$\text{poids} = \log_2 \frac{P(\text{accord} \mid \text{une personne})}{P(\text{accord} \mid \text{deux personnes})}$$
#
# Un accord pèse d’autant plus qu’il est rare par hasard. Les poids s’additionnent, car les chances se multiplient ; un bit double les chances. Rien n’a été appris sur des réponses connues.

# %% [markdown] tags=["lang-en"] of="58bb24e6"
# ## The rule
#
# $$\text{weight} = \log_2 \frac{P(\text{agreement} \mid \text{one person})}{P(\text{agreement} \mid \text{two people})}$$
#
# Agreement weighs the more, the rarer it is by accident. Weights are added because odds are multiplied; a bit doubles the odds. Nothing was learned from known answers.

# %%
linkage = identity.link(records)
pair = linkage.doubtful(1)[["a", "b"]].iloc[0]
identity.weights_chart(linkage, pair["a"], pair["b"])

# %% [markdown] tags=["lang-fr"]
# Qui partage une porte partage un nom et un téléphone : la barre « un même foyer » reprend ce que ces accords diraient plusieurs fois.

# %% [markdown] tags=["lang-en"] of="284600d2"
# Who shares a door shares a name and a telephone: the bar "one household" takes back what these agreements would say several times.

# %%
workbook.ask("identity.couple")

# %% [markdown] tags=["lang-fr"]
# ## Combien de clients ?
#
# Le compte, avec ses bornes : le moins et le plus de personnes que les quatre outils peuvent tenir, vu ce que chaque paire d’outils semble partager.

# %% [markdown] tags=["lang-en"] of="120eb17f"
# ## How many customers?
#
# The count with its bounds: the fewest and the most people that the four tools can hold, given what each pair of tools seems to share.

# %%
print(guess, "·", linkage.customers.sentence())

# %% [markdown] tags=["lang-fr"]
# Le monde de ce cours est inventé : sa vérité est connue. La machine réunit-elle à tort ? En oublie-t-elle ?

# %% [markdown] tags=["lang-en"] of="be0f04e7"
# The world of this course is invented: its truth is known. Does the machine merge wrongly? Does it miss any?

# %%
score = linkage.score(world)
identity.show(pd.DataFrame({"precision": [score.precision], "recall": [score.recall], "f1": [score.f1]}))

# %%
workbook.ask("identity.recall")

# %% [markdown] tags=["lang-fr"]
# ## Casser le seuil
#
# Réunir deux clients coûte plus cher que d’en laisser un en double. Le seuil se calcule, il ne se devine pas.

# %% [markdown] tags=["lang-en"] of="d7a4ec55"
# ## Break the threshold
#
# Merging two customers is dearer than leaving one twice. The threshold is computed, not guessed.

# %%
for least in (0.5, identity.cost_threshold(false_merge=40, false_split=5), 0.99):
    at = linkage.score(world, at=least)
    print(f"{least:.3f}  {at.precision:.3f}  {at.recall:.3f}")

# %%
workbook.ask("identity.threshold")

# %% [markdown] tags=["lang-fr"]
# ## Décider à la main, et défaire
#
# Une décision est une ligne que l’on ajoute : qui, quand, pourquoi. La fiche d’une personne se recalcule de ses membres ; défaire est une ligne de plus.

# %% [markdown] tags=["lang-en"] of="4fd96b90"
# ## Decide by hand, and undo
#
# A decision is a row that is added: who, when, why. A person's record is reckoned anew from its members; undoing is one more row.

# %%
decided = identity.decide(linkage, pair["a"], pair["b"], same=True, why="…", who="Maud")
person = identity.person(decided, decided.frame.set_index("record_id")["customer_id"][pair["a"]])
identity.show(person.values)

# %%
identity.undo(decided, 1).frame.equals(linkage.frame)

# %% [markdown] tags=["lang-fr"]
# Et un refus dit sur une seule fiche ?

# %% [markdown] tags=["lang-en"] of="d42284bf"
# And a refusal told on one record only?

# %%
workbook.ask("identity.refusal")

# %% [markdown] tags=["lang-fr"]
# ## Que demander au comptoir ?
#
# Aucun calcul ne retrouve ce que l’on n’a pas demandé. Que rapporterait l’adresse e-mail à la caisse ?

# %% [markdown] tags=["lang-en"] of="fa0de6a8"
# ## What to ask at the counter?
#
# No reckoning finds again what was not asked. What would the e-mail address at the till bring?

# %%
gain = identity.value_of_a_field(world, "email", at="till")
identity.field_chart(gain)

# %% [markdown] tags=["lang-fr"]
# ## Explorer
#
# Passez d’une paire douteuse à l’autre, cachez l’avis de la machine, changez le prix des erreurs. (`identity.review(linkage)` fait relire les paires à l’aveugle, une par une.)

# %% [markdown] tags=["lang-en"] of="0fc4fa30"
# ## Explore
#
# Go from one doubtful pair to the next, hide what the machine thinks, change the price of mistakes. (`identity.review(linkage)` has the pairs reviewed blind, one by one.)

# %%
identity.explorer(linkage)

# %% [markdown] tags=["lang-fr"]
# ## Décider, emporter
#
# - Un compte de clients se donne avec ses bornes.
# - Le rappel se mesure sur **toutes** les vraies paires, le seuil se déduit du prix des erreurs.
# - Une fiche par personne se décide au comptoir plus que dans l’algorithme.
#
# L’exercice *Le service clients fait ses comptes* vous fait tout refaire, jusqu’à la décision.

# %% [markdown] tags=["lang-en"] of="e1c71b11"
# ## Decide, take away
#
# - A count of customers is given with its bounds.
# - Recall is measured over **all** true pairs, the threshold follows from the price of mistakes.
# - One record a person is decided at the counter more than in the algorithm.
#
# The exercise *The customer desk does its sums* has you redo it all, up to the decision.
