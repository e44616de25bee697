"""The exercises on staffing: the after-sales line of a furniture shop."""

# %%
from crm_course.workbook.script import exercise

from . import judgement
from ..given import given

# %% [markdown] tags=["lang-fr"]
# # Le service après-vente : combien au téléphone ?
# Un magasin de meubles ouvre une ligne de service après-vente et compte ses appels par demi-heures. Les chiffres sont inventés pour l’exercice.
#
# Exécutez les cellules de haut en bas (Maj + Entrée) : chaque question a son champ. Écrivez comme vous parlez (« 15 % », « 8 400 € »), puis Entrée : la réponse est corrigée aussitôt.
# - Fin : Pour finir, avec vos données : comptez une journée d’appels par quart d’heure, donnez-la à `contact_center.plan_day(appels, dmt)`, et regardez `contact_center.day_chart(…)`. Où votre effectif d’aujourd’hui s’en écarte-t-il ?

# %% [markdown] tags=["lang-en"] of="d5495255"
# # The after-sales line: how many on the phones?
# A furniture shop opens an after-sales line and counts its calls by half-hours. The figures are invented for the exercise.
#
# Run the cells from top to bottom (Shift + Enter): each question has its field. Write as you would say it (“15%”, “€8,400”), then Enter: the answer is marked at once.
# - End: To finish, with your own data: count a day of calls by quarter-hours, give it to `contact_center.plan_day(calls, handle_seconds)`, and look at `contact_center.day_chart(…)`. Where does your staffing of today differ?

# %%
exercise(
    "contact-center", given=given, minutes=75, scripts=("staffing", "judgement",),
    setup=f'from crm_course import contact_center\n\nline = workbook.given("contact-center")\ntable = {judgement.PRINTED}\nline',
)

