"""The six questions of Sens Confort: comments, means, scores, investment, plan, argument."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # Sens Confort : les six questions
# Vous êtes stagiaire auprès de la nouvelle directrice commerciale de Sens Confort. Elle attend de vous un diagnostic, des mesures et un avis.
#
# Exécutez les cellules de haut en bas (Maj + Entrée) : chaque question a son champ. Écrivez comme vous parlez (« 15 % », « 8 400 € »), puis Entrée : la réponse est corrigée aussitôt.

# %% [markdown] tags=["lang-en"] of="ac615ba3"
# # Sens Confort: the six questions
# You are a trainee with the new sales director of Sens Confort. She expects a diagnosis, measures and advice.
#
# Run the cells from top to bottom (Shift + Enter): each question has its field. Write as you would say it (“15%”, “€8,400”), then Enter: the answer is marked at once.

# %%
exercise(
    "sens-confort", given=given, minutes=240, numbered=False, scripts=("comments", "means", "scores", "investment", "argument",),
    setup="""
from crm_course import experience, roi

case = workbook.given("sens-confort")
case.company
""",
)

