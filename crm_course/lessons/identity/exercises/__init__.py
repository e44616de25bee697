"""The exercises on identity: a customer desk."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # Le service clients fait ses comptes
# Un service clients compare les fiches de sa caisse et de sa boutique en ligne. Tout est inventé ; rien à installer de plus.
#
# Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec vos fichiers : `identity.link(identity.records("mon-dossier"))` rapproche les listes d’un dossier.

# %% [markdown] tags=["lang-en"] of="eedddd97"
# # The customer desk does its sums
# A customer desk compares the records of its till and of its web shop. All is invented; nothing more to install.
#
# Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.
# - End: To finish, with your own files: `identity.link(identity.records("my-folder"))` links the lists of a folder.

# %%
exercise(
    "identity", given=given, minutes=60, scripts=("linking", "keeping"),
    setup='from crm_course import identity, journeys\n\ndesk = workbook.given("identity")\ndesk.pairs',
)
