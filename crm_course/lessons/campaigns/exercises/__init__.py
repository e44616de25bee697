"""The exercises on campaigns: a nursery that writes to its customers."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # La pépinière écrit à ses clients
# Une pépinière envoie une lettre d’information, garde un groupe témoin, essaie un nouvel objet, imprime un catalogue. Tout est inventé.
#
# Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec vos chiffres : déposez votre rapport d’envoi sur la page « Le message marche-t-il ? » (`crm-course app campaigns`).

# %% [markdown] tags=["lang-en"] of="52065e69"
# # The nursery writes to its customers
# A nursery sends a newsletter, keeps a held-out group, tries a new subject line, prints a catalogue. All is invented.
#
# Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.
# - End: To finish, with your own figures: drop your send report on the page "Does the message work?" (`crm-course app campaigns`).

# %%
exercise(
    "campaigns", given=given, minutes=90, scripts=("measuring", "deciding"),
    setup='from crm_course import campaigns\n\nnursery = workbook.given("campaigns")\nnursery',
)
