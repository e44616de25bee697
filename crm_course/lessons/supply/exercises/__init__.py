"""The exercises on supply: a garden shop on the web."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # La jardinerie en ligne : que peut-on promettre ?
# Karim tient une jardinerie en ligne. Il promet des dates, partage des rosiers trop rares et se demande ce que ses clients lui coûtent. Les chiffres sont inventés pour l’exercice.
#
# Les questions 1 à 3, 6, 8 et 10 suffisent au parcours BTS ; le parcours ingénieur les prend toutes. Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec vos données : collez vos réceptions et vos commandes de six semaines dans `supply.explorer()`. Combien d’unités de votre stock projeté sont déjà à d’autres ?

# %% [markdown] tags=["lang-en"] of="c898129f"
# # The garden shop on the web: what can be promised?
# Karim runs a garden shop on the web. He promises dates, shares out roses that are too few and wonders what his customers cost him. The figures are invented for the exercise.
#
# Questions 1 to 3, 6, 8 and 10 are enough for the BTS path; the engineer’s path takes them all. Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.
# - End: To finish, with your own data: paste your receipts and orders of six weeks into `supply.explorer()`. How many units of your projected stock belong to others already?

# %%
exercise(
    "supply", given=given, minutes=80, scripts=("stock", "promise",),
    setup="""
from crm_course import supply

shop = workbook.given("supply")
shop
""",
)
