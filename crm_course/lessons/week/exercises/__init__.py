"""The exercises on the week: Malik plans for the mail-order house."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # La semaine de Malik : prévoir, planifier, supprimer les causes
# Malik planifie la ligne d’une maison de vente à distance. Sa prévision a manqué un événement, on lui propose deux plannings, et son directeur demande quels appels supprimer ou envoyer au loin.
#
# Les questions 1 à 3, 5 et 6 suffisent au parcours BTS ; le parcours ingénieur les prend toutes. `case` contient les données ; répondez dans les cases, la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec vos données : ouvrez `crm-course app staffing`, apportez votre historique d’appels, et comparez le planning proposé au vôtre.

# %% [markdown] tags=["lang-en"] of="d46a5212"
# # Malik’s week: forecast, roster, remove causes
# Malik plans the line of a mail-order house. His forecast missed an event, two rosters are proposed to him, and his director asks which calls to remove or to send far away.
#
# Questions 1 to 3, 5 and 6 are enough for the BTS path; the engineer’s path takes them all. `case` holds the data; answer in the boxes, the answer is marked at once.
# - End: To finish, with your own data: open `crm-course app staffing`, bring your history of calls, and compare the roster proposed with yours.

# %%
exercise(
    "week", given=given, minutes=70, scripts=("calls", "people"),
    setup="""
from crm_course import contact_center as cc

case = workbook.given("week")
case.days
""",
)
