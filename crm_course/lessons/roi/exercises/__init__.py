"""The chapter's exercises: a furniture maker's site, cash over the years, risk, an argument."""

# %%
from crm_course.workbook.script import exercise

from ..given import given

# %% [markdown] tags=["lang-fr"]
# # Est-ce rentable ? Exercices
# Un ébéniste veut un site, une entreprise de chauffage hésite. Vous refaites les comptes, vous trouvez une erreur publiée, vous dites quelles sont les chances, et vous écrivez à des associés réticents.
#
# Exécutez les cellules de haut en bas (Maj + Entrée) : chaque question a son champ. Écrivez comme vous parlez (« 15 % », « 8 400 € »), puis Entrée : la réponse est corrigée aussitôt.

# %% [markdown] tags=["lang-en"] of="f2174cf2"
# # Does it pay? Exercises
# A furniture maker wants a site, a heating company hesitates. You redo the accounts, find a published error, tell the chances, and write to reluctant shareholders.
#
# Run the cells from top to bottom (Shift + Enter): each question has its field. Write as you would say it (“15%”, “€8,400”), then Enter: the answer is marked at once.

# %%
exercise(
    "roi", given=given, minutes=180, scripts=("plan", "project", "cash", "trap", "risk",),
    setup="""
from crm_course import roi

given = workbook.given("roi")
given
""",
)

