"""The exercises on the warehouse: a small star."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # Une petite étoile
# Quatre commandes, leurs lignes, un client qui a déménagé, des demandes refusées. Tout est inventé ; rien à installer de plus.
#
# Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec votre base : `warehouse.build(base, "entrepot")`, puis `warehouse.open_sql("entrepot")` et `%%sql`.

# %% [markdown] tags=["lang-en"] of="c6713f79"
# # A small star
# Four orders, their lines, a customer who moved, requests that were refused. All is invented; nothing more to install.
#
# Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.
# - End: To finish, with your own base: `warehouse.build(store, "warehouse")`, then `warehouse.open_sql("warehouse")` and `%%sql`.

# %%
exercise(
    "warehouse", given=given, minutes=45, scripts=("asking",),
    setup='shelf = workbook.given("warehouse")\nshelf.sales.merge(shelf.lines, on="order_id")',
)
