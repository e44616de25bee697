"""The exercises on customer value: a delicatessen, each learner's own."""

# %%
from crm_course.workbook.questions import Personal
from crm_course.workbook.script import exercise

from ..given import given, read, tables

# %% [markdown] tags=["lang-fr"]
# # L’Épicerie du Port : qui revient, qui vaut quoi, qui appeler ?
# Inès tient une épicerie fine, avec un petit site et des paniers par abonnement. Elle vous confie son fichier de caisse et quelques chiffres. Tout est inventé pour l’exercice. Les questions vont des tableaux (BTS) aux modèles (ingénieur) : faites-les dans l’ordre.
#
# Remplacez chaque `...` par votre réponse, puis exécutez la cellule (Maj + Entrée) : la réponse est corrigée aussitôt.
# - Fin : Pour finir : déposez votre propre fichier de caisse dans `value.explorer()`, et lisez votre liste d’appels.

# %% [markdown] tags=["lang-en"] of="ac14a28d"
# # L’Épicerie du Port: who comes back, who is worth what, whom to call?
# Inès runs a delicatessen, with a small website and baskets by subscription. She gives you her till file and a few figures. All is invented for the exercise. The questions go from tables (BTS) to models (engineer): take them in order.
#
# Replace each `...` with your answer, then run the cell (Shift + Enter): the answer is marked at once.
# - End: To finish: drop your own till file into `value.explorer()`, and read your list of calls.

# %%
exercise(
    "value", given=given, personal=Personal(tables=tables, read=read), minutes=75, scripts=("tables", "models", "decisions"),
    setup="""
from crm_course import cases, roi, value

case = workbook.given("value")
case
""",
)
