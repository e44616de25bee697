"""An exercise written as a script: what it becomes, and what is said of one that cannot be read."""

import pytest

from crm_course.grading.catalogue import read_pack
from crm_course.workbook import mark, percent, script

SCRIPT = '''"""A campaign."""

# %%
from crm_course.workbook.precision import TENTH_OF_A_PERCENT
from crm_course.workbook.script import exercise, question

# %% [markdown] tags=["lang-fr"]
# # Une campagne
#
# Comptez.
#
# - Fin : C’est tout.

# %% [markdown] tags=["lang-en"]
# # A campaign
#
# Count.
#
# - End: That is all.

# %%
exercise("campaigns", given=lambda: {"sent": 50, "delivered": 40, "opened": 10}, minutes=10, setup="""
from crm_course import workbook

case = {"sent": 50, "delivered": 40, "opened": 10}
""")

# %% [markdown] tags=["lang-fr"]
# ## Le taux d’ouverture
# Sur {delivered:number} messages arrivés, combien ont été ouverts ?
#
# Répondez en part.
# - Indice : Rapportez aux messages arrivés.
# - Indice : Deux lignes
#   d’indice.
# - Erreur over-sent : Vous avez divisé par les messages envoyés.
# - Pourquoi : {rate:percent}.

# %% [markdown] tags=["lang-en"]
# ## The open rate
# Of {delivered:number} messages delivered, how many were opened?
#
# Answer by a share.
# - Hint: Divide by what was delivered.
# - Hint: Two lines
#   of hint.
# - Mistake over-sent: You divided by what was sent.
# - Why: {rate:percent}.

# %%
question(
    "campaigns.open-rate", "share", unit="%", points=2, precision=TENTH_OF_A_PERCENT, competences=("omni.survey",),
    facts=lambda case: {"delivered": case["delivered"], "rate": case["opened"] / case["delivered"]},
    answer=lambda case: case["opened"] / case["delivered"],
    mistakes={"over-sent": (lambda case: case["opened"] / case["sent"], 0.5)},
)

# %% [markdown] tags=["lang-fr"]
# ## Trop ?
# Est-ce beaucoup ?
# - Choix yes : oui
# - Choix no : non
# - Indice : Comparez.
# - Pourquoi : C’est peu.

# %% [markdown] tags=["lang-en"]
# ## Too many?
# Is it much?
# - Option yes: yes
# - Option no: no
# - Hint: Compare.
# - Why: It is little.

# %%
question("campaigns.much", "choice", answer=lambda case: "no", competences=("omni.survey",))

# %% [markdown] tags=["lang-fr"]
# ## Votre avis
# Pourquoi ?
# - Indice : Un chiffre.
# - Critère : le taux est cité
# - Critère : on vous croit
# - Modèle : 25 % ont ouvert.

# %% [markdown] tags=["lang-en"]
# ## Your opinion
# Why?
# - Hint: A figure.
# - Criterion: the rate is cited
# - Criterion: one believes you
# - Model: 25% opened.

# %%
question("campaigns.opinion", "open", rubric=[{"numbers": lambda case: [25], "points": 2}, {}], competences=("omni.survey",))
'''


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "campaigns.py"
    file.write_text(SCRIPT, encoding="utf-8")
    return file


def test_a_script_becomes_an_exercise(path):
    made = script.read(path)
    rate, much, opinion = made.questions
    assert (made.id, made.title.fr, made.introduction.en, made.closing.en, made.minutes) == (
        "campaigns", "Une campagne", "Count.", "That is all.", 10,
    )  # fmt: skip
    assert (rate.title.en, rate.unit, rate.points, rate.tolerance) == ("The open rate", "%", 2, 0.0005)
    assert rate.statement.fr.endswith("ouverts ?\n\nRépondez en part.")
    assert [hint.en for hint in rate.hints] == ["Divide by what was delivered.", "Two lines\n  of hint."]
    assert rate.solution == "case['opened'] / case['delivered']"
    assert {key: label.fr for key, label in much.options.items()} == {"yes": "oui", "no": "non"}
    assert [(line.points, line.numbers is None) for line in opinion.rubric] == [(2, False), (1.0, True)]
    given = made.given()
    assert mark(rate, "25 %", given).correct
    assert (mark(rate, 0.2, given).mistake, mark(rate, 0.2, given).credit) == ("over-sent", 0.5)


def test_a_pack_may_be_a_script(path):
    assert [made.id for made in read_pack(path.parent)] == ["campaigns"]


def test_a_question_whose_french_changed_is_flagged(path):
    percent.stamp(path, "campaigns")
    assert percent.stale(path, "campaigns") == []
    path.write_text(path.read_text(encoding="utf-8").replace("# - Indice : Comparez.", "# - Indice : Comparez bien."), encoding="utf-8")
    [said] = percent.stale(path, "campaigns")
    assert said.startswith('campaigns: the French has changed since the translation of the cell "## Too many?')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("# - Hint: Compare.\n", "", "line [0-9]+: French and English do not have the same items"),
        ('"over-sent": (lambda', '"over-send": (lambda', "names .*over-send.* in the code and .*over-sent"),
        ("# ## Trop ?\n", "# Trop ?\n", "prose begins with a title"),
        ("question(\"campaigns.much\"", "print(\"campaigns.much\"", "line 7[0-9]: (TypeError|no question)"),
        ('exercise("campaigns", given', 'dict(id="campaigns", given', "no question follows"),
        ("TENTH_OF_A_PERCENT,", "TENTHS,", "NameError"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_script_is_said_with_its_line(path, old, new, said):
    path.write_text(SCRIPT.replace(old, new, 1) if old != "TENTH_OF_A_PERCENT," else new.join(SCRIPT.rsplit(old, 1)), encoding="utf-8")
    with pytest.raises(percent.ScriptProblem, match=said):
        script.read(path)


def test_a_script_without_an_exercise_says_so(tmp_path):
    file = tmp_path / "x.py"
    file.write_text('# %% [markdown] tags=["lang-fr"]\n# ## A\n# A?\n# %% [markdown] tags=["lang-en"]\n# ## A\n# A?\n# %%\nfrom crm_course.workbook.script import question\nquestion("x.a", "number", answer=lambda _: 1)\n')  # fmt: skip
    with pytest.raises(percent.ScriptProblem, match=r"x\.py: no cell calls exercise"):
        script.read(file)
