# %% [markdown] tags=["lang-fr"]
# # Que dit l’ensemble ?
#
# Commandes, appels, campagnes et refus dorment dans la base. Comment tout interroger, sans rien pouvoir abîmer ?

# %% [markdown] tags=["lang-en"] of="3d5268e6"
# # What does the whole tell?
#
# Orders, calls, campaigns and refusals sleep in the base. How does one ask it all, without being able to spoil anything?

# %% [markdown] tags=["lang-fr"]
# ## Une personne, une décision
#
# Karim prépare le comité du lundi. On lui demande qui commande et qui ne commande pas, comment les clients paient, et pourquoi ils appellent. Ses chiffres doivent être ceux de la base, au centime.
#
# Deux parcours : le **BTS** pose les questions, lit les images et décide ; l’**ingénieur** ouvre aussi les cellules sur la construction, les contrôles et le SQL.

# %% [markdown] tags=["lang-en"] of="bfe770a1"
# ## A person, a decision
#
# Karim prepares Monday's committee. He is asked who orders and who does not, how customers pay, and why they call. His figures must be those of the base, to the cent.
#
# Two paths: **BTS** asks the questions, reads the pictures and decides; the **engineer** also opens the cells on building, checks and SQL.

# %%
from crm_course import crm, synthetic, warehouse, workbook

workbook.begin()
workbook.needs("duckdb", "pyarrow", "adbc_driver_sqlite", install="warehouse")

# %%
world = synthetic.world("chez-vous", customers=300, seed=5, months=6)
store = crm.open("sqlite://")
store.load(world)
built = warehouse.build(store, "entrepot")
built

# %% [markdown] tags=["lang-fr"]
# ## Votre pari d’abord
#
# Quelle part des clients n’a **jamais** commandé en six mois ? Remplacez la part.

# %% [markdown] tags=["lang-en"] of="1036512f"
# ## Your guess first
#
# What share of customers has **never** ordered in six months? Replace the share.

# %%
guess = 0.2

# %% [markdown] tags=["lang-fr"]
# ## D’abord, un tout petit exemple
#
# Une étoile : au centre, des **faits** que l’on compte (une commande par ligne) ; autour, des **dimensions** par lesquelles on compte.

# %% [markdown] tags=["lang-en"] of="31533365"
# ## The smallest true example
#
# A star: in the middle, **facts** that are counted (an order a row); around it, **dimensions** by which one counts.

# %%
warehouse.query(
    "entrepot", "SELECT channel, count(*) AS orders, sum(total_cents) AS cents FROM fact_sales GROUP BY channel ORDER BY 3 DESC"
)

# %% [markdown] tags=["lang-fr"]
# ## Les questions de tout CRM
#
# Les mêmes questions reviennent partout. Chacune est posée à l’étoile **et** à la base : deux moteurs, les mêmes centimes.

# %% [markdown] tags=["lang-en"] of="7281b8db"
# ## The questions of every CRM
#
# The same questions come up everywhere. Each is asked of the star **and** of the base: two engines, the same cents.

# %%
warehouse.questions()

# %%
who = warehouse.answer("entrepot", "who")
print(guess, "·", round(who["never"].sum() / who["customers"].sum(), 3))
warehouse.result_chart(who)

# %% [markdown] tags=["lang-fr"]
# Les deux moteurs disent-ils la même chose, question par question ?

# %% [markdown] tags=["lang-en"] of="e04be8fa"
# Do the two engines say the same, question by question?

# %%
[(name, warehouse.answer("entrepot", name).astype(str).equals(warehouse.answer(store, name).astype(str))) for name in warehouse.QUESTIONS]

# %%
workbook.ask("warehouse.never")

# %% [markdown] tags=["lang-fr"]
# ## La règle : une ligne, un grain
#
# On n’additionne un total que sur une table qui a **une ligne par ce qui est compté**. Une commande jointe à ses lignes compte plusieurs fois.

# %% [markdown] tags=["lang-en"] of="a21b32ac"
# ## The rule: a row, a grain
#
# A total is added up only over a table that has **one row for what is counted**. An order joined to its lines counts several times.

# %%
warehouse.query(
    "entrepot",
    """
SELECT (SELECT sum(total_cents) FROM fact_sales) AS right_cents,
       (SELECT sum(total_cents) FROM fact_sales JOIN fact_order_lines USING (order_id)) AS doubled_cents""",
)

# %%
workbook.ask("warehouse.fan-out")

# %% [markdown] tags=["lang-fr"]
# ## Casser : écrire, sortir du dossier
#
# Une question peut lire, rien d’autre. Essayez.

# %% [markdown] tags=["lang-en"] of="137dddce"
# ## Break it: write, leave the folder
#
# A question can read and nothing else. Try.

# %%
for attempt in ("DROP VIEW fact_sales", "SELECT * FROM read_csv('/etc/hosts')", "SELECT 1; SELECT 2"):
    try:
        warehouse.query("entrepot", attempt)
    except ValueError as refused:
        print(refused)

# %% [markdown] tags=["lang-fr"]
# ## Le temps passe
#
# Un client déménage, on reconstruit : l’étoile garde les deux versions, et un achat reste dans la ville où il a été fait.

# %% [markdown] tags=["lang-en"] of="16877d4b"
# ## Time goes by
#
# A customer moves, the star is built again: it keeps both versions, and a purchase stays in the town where it was made.

# %%
with store.writing() as base:
    base.exec_driver_sql("UPDATE customers SET town = 'Vitré' WHERE customer_id = 1")
warehouse.build(store, "entrepot")
warehouse.query("entrepot", "SELECT customer_id, town, valid_from, valid_to, is_current FROM dim_customer WHERE customer_id = 1")

# %%
workbook.ask("warehouse.town")

# %% [markdown] tags=["lang-fr"]
# D’où vient une colonne, et les contrôles passent-ils ?

# %% [markdown] tags=["lang-en"] of="1f4b70f9"
# Where does a column come from, and do the checks pass?

# %%
warehouse.lineage("entrepot", "fact_sales.total_cents")

# %%
checks = warehouse.quality("entrepot")
checks[~checks["passed"]]

# %% [markdown] tags=["lang-fr"]
# ## Ce que l’on sait dehors
#
# Prix des concurrents, extrait du registre, crédit : une table de dehors se pose à côté, et s’interroge avec le reste. (Indices de prix inventés : au-dessous de un, le concurrent est moins cher.)

# %% [markdown] tags=["lang-en"] of="a89360fc"
# ## What is known outside
#
# Competitors' prices, register extract, credit: a table from outside is put beside, and asked together with the rest. (Invented price indices: below one, the competitor is cheaper.)

# %%
sold = warehouse.answer("entrepot", "what")
prices = sold[["category"]].assign(competitor_index=[0.97 + 0.02 * n for n in range(len(sold))])
warehouse.beside("entrepot", "prices", prices)

# %% [markdown] tags=["lang-fr"]
# Une question, et la réponse se dessine. Dans une cellule à vous, `%%sql` sur la première ligne suffit : écrivez la question dessous.

# %% [markdown] tags=["lang-en"] of="a6c415c3"
# A question, and the answer draws itself. In a cell of your own, `%%sql` on the first line is enough: write the question below it.

# %%
warehouse.open_sql("entrepot")

# %%
warehouse.sql(
    "entrepot",
    """
SELECT category, round(avg(competitor_index), 2) AS competitor_index, sum(amount_cents) AS amount_cents
FROM fact_order_lines JOIN dim_product USING (product_id) JOIN ext_prices USING (category) GROUP BY category ORDER BY 3 DESC""",
)

# %% [markdown] tags=["lang-fr"]
# ## Explorer : l’image de l’ensemble
#
# Sources, base, entrepôt, décisions, canaux : chaque boîte mène à la vraie chose, au clavier aussi. Là où un noyau vit, les boutons l’ouvrent ici.

# %% [markdown] tags=["lang-en"] of="8517b88c"
# ## Explore: the picture of the whole
#
# Sources, base, warehouse, decisions, channels: each box leads to the real thing, by the keyboard too. Where a kernel lives, the buttons open it here.

# %%
warehouse.picture()

# %%
warehouse.buttons()

# %% [markdown] tags=["lang-fr"]
# ## Décider, emporter
#
# - Une seule étoile, que tout le monde lit et que personne n’abîme.
# - Dites le grain avant d’additionner, et la date avant de dire où vit un client.
# - Effacer une personne, c’est réécrire toutes les copies.
#
# L’exercice *Une petite étoile* vous fait tout refaire, jusqu’à la décision.

# %% [markdown] tags=["lang-en"] of="4bd5083e"
# ## Decide, take away
#
# - One star, which everyone reads and nobody spoils.
# - Say the grain before you add up, and the date before you say where a customer lives.
# - To erase a person is to write all copies again.
#
# The exercise *A small star* has you redo it all, up to the decision.
