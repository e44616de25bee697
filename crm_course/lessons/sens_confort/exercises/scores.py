"""Question 3: NPS, CSAT, and the CES under two conventions."""

# %%
from crm_course import experience
from crm_course.cases.sens_confort_facts import SensConfort
from crm_course.workbook.precision import POINT, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from .counting import mean, net, share

def _effort(case: SensConfort, high: set[int]) -> float:
    return experience.ces(case.survey.site, low={1, 2}, high=high).score

# %% [markdown] tags=["lang-fr"]
# ## Q3a. Le NPS
# Calculez le Net Promoter Score de la première question. Promoteurs : 9 et 10 ; passifs : 7 et 8 ; détracteurs : 6 et moins.
# - Indice : Trois groupes : comptez d’abord chacun.
# - Indice : Les passifs ne comptent que dans le total.
# - Indice : NPS = part des promoteurs − part des détracteurs, en points.
# - Erreur passives-for-promoters : Vous avez retranché les détracteurs des passifs (7 et 8). Une copie de ce corrigé circule avec cette erreur. Le NPS part des promoteurs (9 et 10).
# - Erreur passives-counted-as-promoters : Vous avez compté les passifs (7 et 8) parmi les promoteurs. Ils ne comptent ni pour, ni contre.
# - Erreur detractors-to-five : La note 6 est encore celle d’un détracteur.
# - Erreur promoters-alone : C’est la part des promoteurs. Il reste à retrancher celle des détracteurs.
# - Erreur mean-for-nps : C’est la moyenne des notes. Le NPS est une différence de deux parts.
# - Erreur mean-as-percentage : C’est la moyenne sur 100. Le NPS est une différence de deux parts.
# - Pourquoi : {promoters:percent0} de promoteurs moins {detractors:percent0} de détracteurs ; les {passives:percent0} de passifs ne comptent que dans le total.

# %% [markdown] tags=["lang-en"] of="74f7bc72"
# ## Q3a. The NPS
# Compute the Net Promoter Score of the first question. Promoters: 9 and 10; passives: 7 and 8; detractors: 6 and below.
# - Hint: Three groups: count each of them first.
# - Hint: The passives count only in the total.
# - Hint: NPS = share of promoters − share of detractors, in points.
# - Mistake passives-for-promoters: You took the detractors from the passives (7 and 8). A worked copy with this mistake is in circulation. The NPS starts from the promoters (9 and 10).
# - Mistake passives-counted-as-promoters: You counted the passives (7 and 8) among the promoters. They count neither for nor against.
# - Mistake detractors-to-five: A score of 6 is still a detractor’s.
# - Mistake promoters-alone: That is the share of promoters. It remains to subtract that of the detractors.
# - Mistake mean-for-nps: That is the mean of the scores. The NPS is a difference of two shares.
# - Mistake mean-as-percentage: That is the mean out of 100. The NPS is a difference of two shares.
# - Why: {promoters:percent0} promoters less {detractors:percent0} detractors; the {passives:percent0} of passives count only in the total.

# %%
question(
    "sens-confort.nps", "number", unit="points", points=2, precision=POINT, competences=("omni.survey", "ndrc.information"),
    facts=lambda case: {
        "promoters": share(case.survey.recommend, {9, 10}),
        "passives": share(case.survey.recommend, {7, 8}),
        "detractors": share(case.survey.recommend, {1, 2, 3, 4, 5, 6}),
        "nps": experience.nps(case.survey.recommend, scale=(1, 10)).score,
    },
    answer=lambda case: experience.nps(case.survey.recommend, scale=(1, 10)).score,
    mistakes={
        "passives-for-promoters": (lambda case: net(case.survey.recommend, {7, 8}, {1, 2, 3, 4, 5, 6}), 0.25),
        "passives-counted-as-promoters": (lambda case: net(case.survey.recommend, {7, 8, 9, 10}, {1, 2, 3, 4, 5, 6}), 0.25),
        "detractors-to-five": (lambda case: net(case.survey.recommend, {9, 10}, {1, 2, 3, 4, 5}), 0.25),
        "promoters-alone": lambda case: 100 * share(case.survey.recommend, {9, 10}),
        "mean-for-nps": lambda case: mean(case.survey.recommend),
        "mean-as-percentage": lambda case: 10 * mean(case.survey.recommend),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q3b. Le CSAT
# Quelle part des clients est satisfaite de l’accueil et de la salle d’exposition ? (3 « plutôt » et 4 « très satisfait »)
# - Indice : Le CSAT compte des personnes, pas des notes.
# - Indice : Additionnez les réponses 3 et 4, puis divisez par le total.
# - Erreur csat-as-mean : {mean:number} est la moyenne des notes. Le CSAT est une part : combien de clients sur cent sont satisfaits ?
# - Erreur mean-over-scale : C’est la moyenne rapportée à 4, non une part de clients.
# - Erreur very-satisfied-only : Vous n’avez compté que les « très satisfaits » ; « plutôt satisfait » en est aussi.
# - Erreur dissatisfied-share : C’est la part des clients insatisfaits.
# - Pourquoi : {satisfied:percent0} des clients répondent 3 ou 4.

# %% [markdown] tags=["lang-en"] of="41074828"
# ## Q3b. The CSAT
# Which share of the customers is satisfied with welcome and showroom? (3 “rather” and 4 “very satisfied”)
# - Hint: The CSAT counts people, not scores.
# - Hint: Add the answers 3 and 4, then divide by the total.
# - Mistake csat-as-mean: {mean:number} is the mean of the scores. The CSAT is a share: how many customers in a hundred are satisfied?
# - Mistake mean-over-scale: That is the mean over 4, not a share of customers.
# - Mistake very-satisfied-only: You counted only the “very satisfied”; “rather satisfied” belongs to it too.
# - Mistake dissatisfied-share: That is the share of dissatisfied customers.
# - Why: {satisfied:percent0} of the customers answer 3 or 4.

# %%
question(
    "sens-confort.csat", "share", unit="%", precision=TENTH_OF_A_PERCENT.within(0.001), competences=("omni.survey", "orders.quality"),
    facts=lambda case: {"satisfied": share(case.survey.welcome, {3, 4}), "mean": mean(case.survey.welcome)},
    answer=lambda case: experience.csat(case.survey.welcome, satisfied={3, 4}).share,
    mistakes={
        "csat-as-mean": lambda case: mean(case.survey.welcome) / 100,
        "mean-over-scale": lambda case: mean(case.survey.welcome) / 4,
        "very-satisfied-only": (lambda case: share(case.survey.welcome, {4}), 0.5),
        "dissatisfied-share": (lambda case: share(case.survey.welcome, {1, 2}), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q3c. Le CES, effort élevé de 4 à 5
# Convention : effort faible 1–2, effort élevé 4–5. Calculez le CES net : part d’effort faible moins part d’effort élevé, en points.
# - Indice : Sur cette échelle, 5 est l’effort le plus élevé.
# - Indice : Comptez 1 et 2, comptez 4 et 5, retranchez.
# - Erreur ces-sign : La valeur est juste, le signe est inversé : on retranche l’effort élevé de l’effort faible. Négatif, le client peine.
# - Erreur other-convention : C’est l’autre convention, où seul 5 est un effort élevé.
# - Erreur ces-as-mean : C’est l’effort moyen. Ici le CES est une différence de deux parts.
# - Pourquoi : {low:percent0} d’effort faible moins {high:percent0} d’effort élevé : le site demande trop.

# %% [markdown] tags=["lang-en"] of="2d16948c"
# ## Q3c. The CES, high effort from 4 to 5
# Convention: low effort 1–2, high effort 4–5. Compute the net CES: share of low effort less share of high effort, in points.
# - Hint: On this scale 5 is the highest effort.
# - Hint: Count 1 and 2, count 4 and 5, subtract.
# - Mistake ces-sign: The value is right, the sign is reversed: high effort is subtracted from low effort. Negative means that the customer struggles.
# - Mistake other-convention: That is the other convention, where only 5 is high effort.
# - Mistake ces-as-mean: That is the mean effort. Here the CES is a difference of two shares.
# - Why: {low:percent0} low effort less {high:percent0} high effort: the site asks too much.

# %%
question(
    "sens-confort.ces", "number", unit="points", precision=POINT, competences=("omni.survey", "ndrc.digital"),
    facts=lambda case: {"low": share(case.survey.site, {1, 2}), "high": share(case.survey.site, {4, 5})},
    answer=lambda case: _effort(case, {4, 5}),
    solution="experience.ces(case.survey.site, low={1, 2}, high={4, 5}).score",
    mistakes={
        "ces-sign": (lambda case: -_effort(case, {4, 5}), 0.5),
        "other-convention": (lambda case: _effort(case, {5}), 0.25),
        "ces-as-mean": lambda case: mean(case.survey.site),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q3d. Le CES, selon la légende du document
# La légende du document dit : 1–2 faible, 3–4 moyen, 5 élevé. Recalculez le CES net avec cette convention.
# - Indice : Seul le groupe de l’effort élevé change.
# - Erreur first-convention-again : C’est le résultat de la convention précédente : ici, 4 est un effort moyen.
# - Erreur ces-sign : Signe inversé : effort faible moins effort élevé.
# - Pourquoi : Mêmes réponses, deux conventions, deux signes : {first:points} puis {second:points}. Écrivez toujours la convention.

# %% [markdown] tags=["lang-en"] of="115af096"
# ## Q3d. The CES, by the document’s own legend
# The document’s legend says: 1–2 low, 3–4 medium, 5 high. Compute the net CES again with this convention.
# - Hint: Only the group of high effort changes.
# - Mistake first-convention-again: That is the result of the convention before: here 4 is a medium effort.
# - Mistake ces-sign: Reversed sign: low effort less high effort.
# - Why: Same answers, two conventions, two signs: {first:points}, then {second:points}. Always write the convention down.

# %%
question(
    "sens-confort.ces-other", "number", unit="points", precision=POINT, competences=("omni.survey",),
    facts=lambda case: {"first": _effort(case, {4, 5}), "second": _effort(case, {5})},
    answer=lambda case: _effort(case, {5}),
    solution="experience.ces(case.survey.site, low={1, 2}, high={5}).score",
    mistakes={
        "first-convention-again": lambda case: _effort(case, {4, 5}),
        "ces-sign": (lambda case: -_effort(case, {5}), 0.5),
    },
)
