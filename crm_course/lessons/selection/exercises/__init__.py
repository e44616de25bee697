"""The exercises on choosing and introducing: a workshop of bicycles."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # L’atelier de vélos choisit
# Un atelier de douze personnes compare quatre outils, juge ses critères, chiffre une offre et prépare le démarrage. Tout est inventé.
#
# Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec vos chiffres : `selection.write_grid("grille.xlsx", shop.criteria)` écrit une grille vierge ; remplissez-la, et déposez-la sur la page « Quel outil choisir ? ».

# %% [markdown] tags=["lang-en"] of="3bc3944c"
# # The workshop of bicycles chooses
# A workshop of twelve people compares four systems, judges its criteria, costs an offer and prepares the start. All is invented.
#
# Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.
# - End: To finish, with your own figures: `selection.write_grid("grid.xlsx", shop.criteria)` writes an empty grid; fill it in, and drop it on the page "Which system?".

# %%
exercise(
    "selection", given=given, minutes=90, scripts=("choosing", "introducing"),
    setup='from crm_course import selection\n\nshop = workbook.given("selection")\nselection.show(shop.offers.rename_axis("vendor").reset_index())',
)
