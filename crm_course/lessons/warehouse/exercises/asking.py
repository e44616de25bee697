"""Asking: the join that doubles, the town at the time, who never ordered, orders filled, a decision to defend."""

# %%
import pandas as pd

from crm_course.lessons.warehouse.given import Shelf
from crm_course.workbook.precision import CENT, TENTH, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question


def _town(shelf: Shelf) -> str:
    now = shelf.versions[(shelf.versions["valid_from"] <= shelf.purchase) & (shelf.purchase < shelf.versions["valid_to"])]
    return str(now["town"].iloc[0])


def _requests(shelf: Shelf) -> pd.Series:
    counts: pd.Series = shelf.requests.set_index("outcome")["requests"]
    return counts


def _facts(shelf: Shelf) -> dict[str, object]:
    joined = shelf.sales.merge(shelf.lines, on="order_id")
    counts = _requests(shelf)
    return {
        "turnover": shelf.sales["total_cents"].sum() / 100, "doubled": joined["total_cents"].sum() / 100, "orders": len(shelf.sales), "lines": len(joined),
        "never": len(shelf.customers) - shelf.sales["customer_id"].nunique(), "customers": len(shelf.customers),
        "filled": counts["accepted"] / counts.sum(), "all": int(counts.sum()), "accepted": int(counts["accepted"]),
    }  # fmt: skip


# %% [markdown] tags=["lang-fr"]
# ## La jointure qui gonfle le chiffre d’affaires
# Un collègue joint les commandes à leurs lignes, puis additionne `total_cents` : il trouve {doubled:money}. Quel est le vrai chiffre d’affaires, en euros ?
# - Indice : Combien de lignes a la table jointe, et combien y a-t-il de commandes ?
# - Indice : Additionnez avant de joindre, ou additionnez les lignes.
# - Erreur fan-out : Chaque commande compte autant de fois qu’elle a de lignes : la jointure l’a répétée.
# - Erreur cents : Ce sont des centimes : divisez par cent.
# - Erreur mean : Vous avez pris une moyenne par ligne.
# - Pourquoi : {orders:number} commandes, mais {lines:number} lignes après la jointure. Le vrai total est {turnover:money} ; un total de commande ne s’additionne que sur une table qui a une ligne par commande.

# %% [markdown] tags=["lang-en"] of="ccc31336"
# ## The join that inflates turnover
# A colleague joins the orders to their lines, then adds up `total_cents`: he finds {doubled:money}. What is the true turnover, in euros?
# - Hint: How many rows has the joined table, and how many orders are there?
# - Hint: Add up before joining, or add up the lines.
# - Mistake fan-out: Each order counts as often as it has lines: the join repeated it.
# - Mistake cents: These are cents: divide by a hundred.
# - Mistake mean: You took a mean per line.
# - Why: {orders:number} orders, but {lines:number} rows after the join. The true total is {turnover:money}; an order's total is added up only over a table that has one row an order.

# %%
question(
    "warehouse.fan-out", "money", unit="€", precision=CENT, competences=("crm.quality", "ndrc.information"), facts=_facts,
    answer=lambda shelf: shelf.sales["total_cents"].sum() / 100,
    solution='shelf.sales["total_cents"].sum() / 100',
    mistakes={
        "fan-out": (lambda shelf: shelf.sales.merge(shelf.lines, on="order_id")["total_cents"].sum() / 100, 0.25),
        "cents": (lambda shelf: float(shelf.sales["total_cents"].sum()), 0.5),
        "mean": lambda shelf: shelf.sales.merge(shelf.lines, on="order_id")["total_cents"].mean() / 100,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La ville au moment de l’achat
# Le client 4 a déménagé deux fois (`shelf.versions`) et a acheté le jour même d’un déménagement (`shelf.purchase`). Dans quelle ville habitait-il ?
# - Indice : Une version vaut de `valid_from` compris à `valid_to` exclu.
# - Choix Nantes : Nantes
# - Choix Rennes : Rennes
# - Choix Vitré : Vitré
# - Pourquoi : L’intervalle est semi-ouvert : l’instant du changement appartient à la nouvelle version. L’adresse d’aujourd’hui déplacerait ses achats passés, et le chiffre d’affaires de chaque ville avec eux.

# %% [markdown] tags=["lang-en"] of="31028519"
# ## The town at the time of purchase
# Customer 4 moved twice (`shelf.versions`) and bought on the very day of a move (`shelf.purchase`). In which town did he live?
# - Hint: A version holds from `valid_from` included to `valid_to` excluded.
# - Option Nantes: Nantes
# - Option Rennes: Rennes
# - Option Vitré: Vitré
# - Why: The interval is half-open: the moment of the change belongs to the new version. Today's address would move his past purchases, and each town's turnover with them.

# %%
question("warehouse.town", "choice", competences=("crm.quality",), answer=_town, solution='"Rennes"')

# %% [markdown] tags=["lang-fr"]
# ## Qui ne commande pas ?
# Combien des {customers:number} clients n’ont **jamais** commandé ?
# - Indice : Une jointure qui ne garde que les accords ne montre pas les absents.
# - Erreur by-orders : Vous avez retranché le nombre de commandes : un client peut en avoir deux.
# - Erreur inner-join : La jointure interne a fait disparaître ceux que l’on cherche.
# - Pourquoi : {never:number} : ils n’apparaissent que si l’on part des clients et que l’on garde ceux qui n’ont rien en face.

# %% [markdown] tags=["lang-en"] of="f83f7212"
# ## Who does not order?
# How many of the {customers:number} customers have **never** ordered?
# - Hint: A join that keeps only what agrees does not show who is absent.
# - Mistake by-orders: You took off the number of orders: a customer may have two.
# - Mistake inner-join: The inner join made those that are looked for disappear.
# - Why: {never:number}: they appear only if one starts from customers and keeps those with nothing opposite.

# %%
question(
    "warehouse.never", "number", precision=TENTH, competences=("ndrc.information", "ndrc.target"), facts=_facts,
    answer=lambda shelf: len(shelf.customers) - shelf.sales["customer_id"].nunique(),
    solution='(~shelf.customers["customer_id"].isin(shelf.sales["customer_id"])).sum()',
    mistakes={
        "by-orders": (lambda shelf: len(shelf.customers) - len(shelf.sales), 0.25),
        "inner-join": lambda shelf: 0,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Les commandes honorées
# Quelle part de **toutes** les demandes de commande a été acceptée (`shelf.requests`) ?
# - Indice : Une demande annulée est une demande aussi.
# - Erreur without-cancelled : Vous avez laissé de côté les demandes annulées.
# - Erreur refused : Vous avez rapporté les acceptées aux refusées.
# - Pourquoi : {accepted:number} sur {all:number} : {filled:percent}. Celles que le client annule disent souvent un délai trop long : elles comptent.

# %% [markdown] tags=["lang-en"] of="7c2fb3a7"
# ## Orders filled
# What share of **all** order requests was accepted (`shelf.requests`)?
# - Hint: A cancelled request is a request too.
# - Mistake without-cancelled: You left the cancelled requests out.
# - Mistake refused: You set the accepted against the refused.
# - Why: {accepted:number} of {all:number}: {filled:percent}. Those that the customer cancels often tell of too long a wait: they count.

# %%
question(
    "warehouse.filled", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.quality",), facts=_facts,
    answer=lambda shelf: float(_requests(shelf)["accepted"] / _requests(shelf).sum()),
    solution='shelf.requests.set_index("outcome")["requests"]["accepted"] / shelf.requests["requests"].sum()',
    mistakes={
        "without-cancelled": (lambda shelf: float(_requests(shelf)["accepted"] / (_requests(shelf)["accepted"] + _requests(shelf)["refused"])), 0.5),
        "refused": lambda shelf: float(_requests(shelf)["refused"] / _requests(shelf)["accepted"]),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# Une cliente demande à être effacée. L’entrepôt garde deux versions, un export est parti chez un prestataire, et le tableau de bord du mois dernier cite sa ville. Que faites-vous, dans quel ordre, et que gardez-vous ?
# - Indice : Chaque copie est une copie.
# - Indice : Une facture doit rester ; un nom sur elle, c’est la loi qui le dit.
# - Critère : Efface dans la base et dans toutes les versions de l’entrepôt
# - Critère : N’oublie pas les copies parties ailleurs
# - Critère : Garde ce que la loi demande, sans nommer la personne
# - Critère : La réponse est claire et tient en quelques phrases.
# - Modèle : J’efface sa fiche dans la base, ce qui réécrit toutes les versions de l’entrepôt, puis j’écris au prestataire de supprimer l’export et de le confirmer. Les factures restent, sous un numéro qui ne désigne personne. Le tableau de bord donne un total par ville et ne la désigne pas, sauf si elle y est seule : alors je le refais.
# - Pourquoi : Un effacement vaut pour toutes les copies, ou il ne vaut rien.

# %% [markdown] tags=["lang-en"] of="46c9c2cf"
# ## Decide and defend
# A customer asks to be erased. The warehouse keeps two versions, an export went to a contractor, and last month's dashboard quotes her town. What do you do, in which order, and what do you keep?
# - Hint: Every copy is a copy.
# - Hint: An invoice must stay; a name on it is for the law to say.
# - Criterion: Erases in the base and in all versions of the warehouse
# - Criterion: Does not forget the copies that went elsewhere
# - Criterion: Keeps what the law asks for, without naming the person
# - Criterion: The answer is clear and takes a few sentences.
# - Model: I erase her card in the base, which writes all versions of the warehouse again, then ask the contractor to delete the export and to confirm it. Invoices stay, under a number that means nobody. The dashboard gives a total per town and does not name her, unless she is alone in it: then I make it again.
# - Why: An erasure holds for all copies, or it is worth nothing.

# %%
question(
    "warehouse.decide", "open", competences=("crm.privacy", "crm.decide"),
    rubric=[
        {"words": ("version", "entrepôt", "warehouse", "parquet")},
        {"words": ("export", "prestataire", "contractor", "copie", "copy", "copies")},
        {"words": ("facture", "invoice", "numéro", "number", "loi", "law")},
        {},
    ],
)
