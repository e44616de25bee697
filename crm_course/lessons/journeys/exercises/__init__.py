"""The chapter's exercises: two customers, a chain by hand, a log with a known truth, a figure to defend."""

# %%
from crm_course.workbook.questions import Personal
from crm_course.workbook.script import exercise

from ..given import given, read, tables

# %% [markdown] tags=["lang-fr"]
# # Par quels chemins viennent-ils ? Exercices
# Vous suivez deux clients, vous calculez un crédit à la main, vous lisez un journal dont la vérité est connue, et vous défendez un chiffre devant la direction.
#
# Exécutez les cellules de haut en bas (Maj + Entrée) : chaque question a son champ. Écrivez comme vous parlez (« 15 % », « 8 400 € »), puis Entrée : la réponse est corrigée aussitôt.

# %% [markdown] tags=["lang-en"] of="47aa106b"
# # Which ways do they come? Exercises
# You follow two customers, compute a credit by hand, read a log whose truth is known, and defend a figure before the management.
#
# Run the cells from top to bottom (Shift + Enter): each question has its field. Write as you would say it (“15%”, “€8,400”), then Enter: the answer is marked at once.

# %%
exercise(
    "journeys", given=given, personal=Personal(tables=tables, read=read), minutes=120, scripts=("paths", "log",),
    setup="""
from crm_course import journeys

given = workbook.given("journeys")
given.paths
""",
)

