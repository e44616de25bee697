"""The exercises on satisfaction: the survey of a bookshop, each learner's own."""

# %%
from crm_course.workbook.questions import Personal
from crm_course.workbook.script import exercise

from ..given import given, read, tables

# %% [markdown] tags=["lang-fr"]
# # La librairie Le Marque-page : que dit une petite enquête ?
# Une libraire de centre-ville vend aussi par son site. Elle a fait une petite enquête et veut savoir ce qu’elle peut en dire. Les chiffres sont inventés pour l’exercice.
#
# Exécutez les cellules de haut en bas (Maj + Entrée) : chaque question a son champ. Écrivez comme vous parlez (« 15 % », « 8 400 € »), puis Entrée : la réponse est corrigée aussitôt.
# - Fin : Pour finir : tapez vos propres réponses clients dans `experience.explorer()`, et voyez combien il vous en manque.

# %% [markdown] tags=["lang-en"] of="94206b53"
# # The bookshop Le Marque-page: what does a small survey say?
# A bookseller in a town centre sells through her website too. She made a small survey and wants to know what it allows her to say. The figures are invented for the exercise.
#
# Run the cells from top to bottom (Shift + Enter): each question has its field. Write as you would say it (“15%”, “€8,400”), then Enter: the answer is marked at once.
# - End: To finish: type your own customers’ answers into `experience.explorer()`, and see how many you lack.

# %%
exercise(
    "experience", given=given, personal=Personal(tables=tables, read=read), minutes=60, scripts=("scores", "judgement",),
    setup="""
from crm_course import experience

shop = workbook.given("experience")
shop
""",
)

