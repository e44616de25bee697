"""The exercise on dirty data: a file arrives, and a decision waits."""

# %%
from crm_course.workbook.precision import EURO, TENTH_OF_A_PERCENT
from crm_course.workbook.questions import Personal
from crm_course.workbook.script import exercise, question

from . import given
from .given import FilesReceived

def _second_cards(files: FilesReceived) -> int:
    return int(files.customers.duplicated(["first_name", "street"]).sum())


def _empty_share(files: FilesReceived, channels: tuple[str, ...]) -> float:
    people = files.customers
    return float(people.loc[people["acquisition_channel"].isin(channels), "postcode"].isna().mean())


_COUNTER, _SCREEN = ("shop", "phone", "fair"), ("web", "referral")

# %% [markdown] tags=["lang-fr"]
# # Le fichier de Sens Confort : lire avant d’agir
# Un fichier de clients vient d’arriver, d’une année d’activité. Il a été abîmé comme le sont les vrais. Les personnes sont imaginaires ; dans une classe, chacun a son fichier.
#
# Exécutez les cellules de haut en bas (Maj + Entrée) : chaque question a son champ. Écrivez comme vous parlez (« 15 % », « 8 400 € »), puis Entrée : la réponse est corrigée aussitôt.
# - Fin : Pour finir, sur le fichier de la leçon, dont la vérité est connue : prenez `synthetic.received().tables["customers"]`, nettoyez-le, et notez-vous avec `synthetic.score_cleaning(…, synthetic.received())`.

# %% [markdown] tags=["lang-en"] of="fa7dcca0"
# # The file of Sens Confort: read before you act
# A customer file has just arrived, from a year of business. It was damaged as real ones are. The people are imaginary; in a class, each has a file of his own.
#
# Run the cells from top to bottom (Shift + Enter): each question has its field. Write as you would say it (“15%”, “€8,400”), then Enter: the answer is marked at once.
# - End: To finish, on the lesson’s file, whose truth is known: take `synthetic.received().tables["customers"]`, clean it, and mark yourself with `synthetic.score_cleaning(…, synthetic.received())`.

# %%
exercise(
    "synthetic", given=given.given, personal=Personal(tables=given.tables, read=given.read), minutes=45,
    setup="""
from crm_course import synthetic

tables = workbook.own_tables("synthetic")
customers, lines = tables["customers"], tables["order_lines"]
customers
""",
)

# %% [markdown] tags=["lang-fr"]
# ## Deux fiches pour une personne
# Combien de fiches de `customers` sont la seconde fiche d’une personne déjà là ? Deux fiches avec le même prénom et la même rue sont de la même personne.
# - Indice : Le numéro de client distingue deux fiches de la même personne : laissez-le de côté.
# - Indice : `duplicated` accepte une liste de colonnes.
# - Erreur whole-rows : Vous avez cherché des lignes entièrement identiques : un doublon a un autre numéro, et souvent une faute.
# - Erreur both-cards : Vous avez compté les deux fiches de chaque personne : une seule est de trop.
# - Pourquoi : Chaque doublon reçoit deux courriers, et compte deux fois dans tous vos taux.

# %% [markdown] tags=["lang-en"] of="7a8e52bf"
# ## Two cards for one person
# How many cards of `customers` are the second card of a person already there? Two cards with the same first name and street are of the same person.
# - Hint: The customer number tells two cards of one person apart: leave it out.
# - Hint: `duplicated` takes a list of columns.
# - Mistake whole-rows: You looked for rows that are wholly the same: a duplicate has another number, and often a typing error.
# - Mistake both-cards: You counted both cards of each person: only one is too many.
# - Why: Each duplicate gets two letters, and counts twice in all your rates.

# %%
question(
    "synthetic.cards", "number", competences=("crm.quality", "crm.card"),
    answer=_second_cards,
    solution='int(customers.duplicated(["first_name", "street"]).sum())',
    mistakes={
        "whole-rows": lambda files: int(files.customers.duplicated().sum()),
        "both-cards": (lambda files: 2 * _second_cards(files), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui ne peut pas être
# Combien de lignes de `lines` ont une quantité impossible ?
# - Indice : Quelle est la plus petite quantité que l’on peut commander ?
# - Indice : Comparez la colonne `quantity` à cette borne et comptez les vrais.
# - Erreur zero-only : Vous n’avez cherché que les zéros ; une quantité négative est tout aussi impossible.
# - Erreur one-too : Vous avez compté aussi les lignes d’une seule pièce, qui sont les plus courantes.
# - Pourquoi : Un retour est une ligne de la table des retours ; ici, un signe a été tapé de trop.

# %% [markdown] tags=["lang-en"] of="7013295a"
# ## What cannot be
# How many rows of `lines` have an impossible quantity?
# - Hint: What is the least quantity that can be ordered?
# - Hint: Compare the column `quantity` with that bound and count the trues.
# - Mistake zero-only: You looked for zeros only; a negative quantity is just as impossible.
# - Mistake one-too: You also counted rows of a single piece, which are the most usual.
# - Why: A return is a row of the returns table; here, a sign was typed too many.

# %%
question(
    "synthetic.impossible", "number", competences=("crm.quality",),
    answer=lambda files: int((files.lines["quantity"] < 1).sum()),
    solution='int((lines["quantity"] < 1).sum())',
    mistakes={
        "zero-only": lambda files: int((files.lines["quantity"] == 0).sum()),
        "one-too": lambda files: int((files.lines["quantity"] <= 1).sum()),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le chiffre qui résiste
# Malgré ces quantités, quel montant total d’articles a été commandé, en euros ? La colonne `amount_cents` n’a pas été touchée.
# - Indice : Lisez la fin du nom de la colonne : dans quelle unité sont les montants ?
# - Indice : Additionnez `amount_cents`, puis passez en euros.
# - Erreur recomputed : Vous avez recalculé prix × quantité, avec les quantités fausses : chacune est retranchée au lieu d’être ajoutée.
# - Erreur cents : Le bon total, en centimes : divisez par 100.
# - Pourquoi : Deux colonnes disent la même chose de deux manières : quand elles ne s’accordent pas, l’une des deux ment.

# %% [markdown] tags=["lang-en"] of="1d953f36"
# ## The figure that holds
# In spite of these quantities, what total amount of goods was ordered, in euros? The column `amount_cents` was not touched.
# - Hint: Read the end of the column’s name: in which unit are the amounts?
# - Hint: Add up `amount_cents`, then turn it into euros.
# - Mistake recomputed: You recomputed price × quantity with the wrong quantities: each is taken away instead of added.
# - Mistake cents: The right total, in cents: divide by 100.
# - Why: Two columns say the same thing in two ways: when they disagree, one of them lies.

# %%
question(
    "synthetic.goods", "money", unit="€", precision=EURO, competences=("crm.quality",),
    answer=lambda files: float(files.lines["amount_cents"].sum()) / 100,
    solution='lines["amount_cents"].sum() / 100',
    mistakes={
        "recomputed": lambda files: float((files.lines["unit_price_cents"] * files.lines["quantity"]).sum()) / 100,
        "cents": (lambda files: float(files.lines["amount_cents"].sum()), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Les trous tombent-ils au hasard ?
# Quelle part des clients venus par le magasin, le téléphone ou un salon n’a pas de code postal ? (Une part : 0,1 pour 10 %.)
# - Indice : `isna()` dit où il n’y a rien ; la moyenne de vrais et de faux est une part.
# - Indice : Choisissez d’abord les lignes par `acquisition_channel`.
# - Erreur everybody : C’est la part parmi tous les clients : gardez ceux de ces trois canaux.
# - Erreur present : C’est la part de ceux qui en ont un.
# - Pourquoi : {counter:percent} ici, {screen:percent} chez les autres : effacer les fiches incomplètes, c’est effacer les clients du comptoir.

# %% [markdown] tags=["lang-en"] of="0c3054e8"
# ## Do gaps fall by chance?
# Which share of the customers who came through the shop, the phone or a fair has no postcode? (A share: 0.1 for 10%.)
# - Hint: `isna()` says where there is nothing; the mean of trues and falses is a share.
# - Hint: First choose the rows by `acquisition_channel`.
# - Mistake everybody: That is the share among all customers: keep those of these three channels.
# - Mistake present: That is the share of those who have one.
# - Why: {counter:percent} here, {screen:percent} among the others: dropping incomplete cards is dropping the customers of the counter.

# %%
question(
    "synthetic.gaps", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.quality", "crm.decide"),
    facts=lambda files: {"counter": _empty_share(files, _COUNTER), "screen": _empty_share(files, _SCREEN)},
    answer=lambda files: _empty_share(files, _COUNTER),
    solution='customers.loc[customers["acquisition_channel"].isin(["shop", "phone", "fair"]), "postcode"].isna().mean()',
    mistakes={
        "everybody": lambda files: float(files.customers["postcode"].isna().mean()),
        "present": lambda files: 1 - _empty_share(files, _COUNTER),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# La directrice veut envoyer demain un courrier à toutes les fiches complètes. Que lui conseillez-vous, chiffres à l’appui, en cinq lignes ?
# - Indice : Qui recevrait deux lettres, et qui n’en recevrait aucune ?
# - Indice : Reprenez deux de vos réponses ci-dessus : elles donnent les chiffres.
# - Critère : Dit qu’il faut d’abord retirer les doublons, et combien
# - Critère : Dit qui serait oublié : les clients du comptoir
# - Critère : Propose une manière de compléter ou de vérifier
# - Modèle : Pas demain. Retirons d’abord les {second:number} fiches en double, sinon des clients recevront deux lettres. Les fiches complètes oublient les clients du magasin, dont l’adresse manque plus souvent : vérifions-les avec la commune, ou demandons-leur au prochain passage.

# %% [markdown] tags=["lang-en"] of="3ec48455"
# ## Decide and defend
# The director wants to send a letter tomorrow to all complete cards. What do you advise her, with figures, in five lines?
# - Hint: Who would get two letters, and who none?
# - Hint: Take up two of your answers above: they give the figures.
# - Criterion: Says that duplicates go first, and how many
# - Criterion: Says who would be left out: customers of the counter
# - Criterion: Proposes a way to complete or to check
# - Model: Not tomorrow. Let us first take out the {second:number} duplicate cards, or some customers will get two letters. Complete cards leave out customers of the shop, whose address is missing more often: let us check them with the town, or ask at their next visit.

# %%
question(
    "synthetic.decide", "open", points=3, competences=("ndrc.target", "crm.quality"),
    facts=lambda files: {"second": _second_cards(files)},
    rubric=[
        {"numbers": lambda files: [_second_cards(files)]},
        {"words": (r"comptoir|magasin|t[ée]l[ée]phone|salon|counter|shop|phone|fair",)},
        {"words": (r"compl[ée]t|v[ée]rif|commune|croiser|demander|complete|check|town|ask",)},
    ],
)
