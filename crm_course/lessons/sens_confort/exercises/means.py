"""Question 2: three means, and what a mean does not say."""

# %%
from crm_course.workbook.precision import TWO_DECIMALS
from crm_course.workbook.script import question

from .counting import mean, share

# %% [markdown] tags=["lang-fr"]
# ## Q2a. Moyenne : recommander l’entreprise (1 à 10)
# Calculez la moyenne de `case.survey.recommend`, un dictionnaire `{{note : nombre de réponses}}`.
# - Indice : Une moyenne pondérée : chaque note multipliée par son effectif.
# - Indice : Divisez la somme de note × effectif par la somme des effectifs.
# - Erreur mean-of-the-scale : C’est la moyenne des notes possibles : chaque note compte autant de fois qu’elle a été donnée.
# - Erreur mean-of-the-counts : C’est la moyenne des effectifs. On cherche la moyenne des notes, pondérée par les effectifs.
# - Erreur not-divided : Le total pondéré est juste : il reste à le diviser par le nombre de réponses.
# - Pourquoi : La somme des notes × effectifs, divisée par le nombre de réponses.

# %% [markdown] tags=["lang-en"] of="6fdfb6e1"
# ## Q2a. Mean: recommending the company (1 to 10)
# Compute the mean of `case.survey.recommend`, a dictionary `{{score: number of answers}}`.
# - Hint: A weighted mean: each score times its count.
# - Hint: Divide the sum of score × count by the sum of counts.
# - Mistake mean-of-the-scale: That is the mean of the possible scores: each score counts as many times as it was given.
# - Mistake mean-of-the-counts: That is the mean of the counts. Wanted is the mean of the scores, weighted by the counts.
# - Mistake not-divided: The weighted total is right: it remains to divide it by the number of answers.
# - Why: The sum of scores × counts, divided by the number of answers.

# %%
question(
    "sens-confort.mean-recommend", "number", precision=TWO_DECIMALS, competences=("omni.survey",),
    answer=lambda case: mean(case.survey.recommend),
    solution="sum(s * n for s, n in case.survey.recommend.items()) / sum(case.survey.recommend.values())",
    mistakes={
        "mean-of-the-scale": lambda case: sum(case.survey.recommend) / len(case.survey.recommend),
        "mean-of-the-counts": lambda case: sum(case.survey.recommend.values()) / len(case.survey.recommend),
        "not-divided": (lambda case: sum(score * count for score, count in case.survey.recommend.items()), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q2b. Moyenne : accueil et salle d’exposition (1 à 4)
# Calculez la moyenne de `case.survey.welcome`, un dictionnaire `{{note : nombre de réponses}}`.
# - Indice : Une moyenne pondérée : chaque note multipliée par son effectif.
# - Indice : Divisez la somme de note × effectif par la somme des effectifs.
# - Erreur mean-of-the-scale : C’est la moyenne des notes possibles : chaque note compte autant de fois qu’elle a été donnée.
# - Erreur mean-of-the-counts : C’est la moyenne des effectifs. On cherche la moyenne des notes, pondérée par les effectifs.
# - Erreur not-divided : Le total pondéré est juste : il reste à le diviser par le nombre de réponses.
# - Pourquoi : La somme des notes × effectifs, divisée par le nombre de réponses.

# %% [markdown] tags=["lang-en"] of="93a03e26"
# ## Q2b. Mean: welcome and showroom (1 to 4)
# Compute the mean of `case.survey.welcome`, a dictionary `{{score: number of answers}}`.
# - Hint: A weighted mean: each score times its count.
# - Hint: Divide the sum of score × count by the sum of counts.
# - Mistake mean-of-the-scale: That is the mean of the possible scores: each score counts as many times as it was given.
# - Mistake mean-of-the-counts: That is the mean of the counts. Wanted is the mean of the scores, weighted by the counts.
# - Mistake not-divided: The weighted total is right: it remains to divide it by the number of answers.
# - Why: The sum of scores × counts, divided by the number of answers.

# %%
question(
    "sens-confort.mean-welcome", "number", precision=TWO_DECIMALS, competences=("omni.survey",),
    answer=lambda case: mean(case.survey.welcome),
    solution="sum(s * n for s, n in case.survey.welcome.items()) / sum(case.survey.welcome.values())",
    mistakes={
        "mean-of-the-scale": lambda case: sum(case.survey.welcome) / len(case.survey.welcome),
        "mean-of-the-counts": lambda case: sum(case.survey.welcome.values()) / len(case.survey.welcome),
        "not-divided": (lambda case: sum(score * count for score, count in case.survey.welcome.items()), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q2c. Moyenne : effort sur le site (5 à 1)
# Calculez la moyenne de `case.survey.site`, un dictionnaire `{{note : nombre de réponses}}`.
# - Indice : Une moyenne pondérée : chaque note multipliée par son effectif.
# - Indice : Divisez la somme de note × effectif par la somme des effectifs.
# - Erreur mean-of-the-scale : C’est la moyenne des notes possibles : chaque note compte autant de fois qu’elle a été donnée.
# - Erreur mean-of-the-counts : C’est la moyenne des effectifs. On cherche la moyenne des notes, pondérée par les effectifs.
# - Erreur not-divided : Le total pondéré est juste : il reste à le diviser par le nombre de réponses.
# - Pourquoi : La somme des notes × effectifs, divisée par le nombre de réponses.

# %% [markdown] tags=["lang-en"] of="2899f614"
# ## Q2c. Mean: effort on the site (5 to 1)
# Compute the mean of `case.survey.site`, a dictionary `{{score: number of answers}}`.
# - Hint: A weighted mean: each score times its count.
# - Hint: Divide the sum of score × count by the sum of counts.
# - Mistake mean-of-the-scale: That is the mean of the possible scores: each score counts as many times as it was given.
# - Mistake mean-of-the-counts: That is the mean of the counts. Wanted is the mean of the scores, weighted by the counts.
# - Mistake not-divided: The weighted total is right: it remains to divide it by the number of answers.
# - Why: The sum of scores × counts, divided by the number of answers.

# %%
question(
    "sens-confort.mean-site", "number", precision=TWO_DECIMALS, competences=("omni.survey",),
    answer=lambda case: mean(case.survey.site),
    solution="sum(s * n for s, n in case.survey.site.items()) / sum(case.survey.site.values())",
    mistakes={
        "mean-of-the-scale": lambda case: sum(case.survey.site) / len(case.survey.site),
        "mean-of-the-counts": lambda case: sum(case.survey.site.values()) / len(case.survey.site),
        "not-divided": (lambda case: sum(score * count for score, count in case.survey.site.items()), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Q2d. Que dit cette moyenne ?
# Reprenez la moyenne de la question Q2a. Quelle lecture est juste ?
# - Choix chance : un client a autant de chances sur dix de recommander l’entreprise
# - Choix half : près de la moitié des clients recommandent l’entreprise
# - Choix level : la note moyenne est basse ; elle ne dit pas combien de clients recommandent
# - Choix fine : proche du milieu de l’échelle, donc tout va bien
# - Indice : Deux enquêtes très différentes peuvent avoir la même moyenne.
# - Erreur mean-read-as-chance : Une note moyenne n’est pas une probabilité : {mean:number2} sur 10 ne fait pas {as_share:percent0} de chances. Les notes 9 et 10 ne sont que {top:percent0} des réponses.
# - Erreur mean-read-as-share : La moyenne ne compte pas des personnes. Comptez les notes 9 et 10 : {top:percent0}.
# - Erreur middle-of-the-scale : Le milieu de l’échelle n’est pas neutre ici : de 1 à 6, le client déconseille, et ce sont {below:percent0} des réponses.
# - Pourquoi : Une moyenne résume un niveau, pas une part : seules {top:percent0} des réponses sont des 9 ou des 10.

# %% [markdown] tags=["lang-en"] of="9da5a47a"
# ## Q2d. What does this mean say?
# Take the mean of question Q2a again. Which reading is right?
# - Option chance: a customer has that many chances out of ten of recommending the company
# - Option half: almost half of the customers recommend the company
# - Option level: the average score is low; it does not say how many customers recommend
# - Option fine: close to the middle of the scale, so all is well
# - Hint: Two very different surveys can have the same mean.
# - Mistake mean-read-as-chance: A mean score is not a probability: {mean:number2} out of 10 does not make a {as_share:percent0} chance. Scores 9 and 10 are only {top:percent0} of the answers.
# - Mistake mean-read-as-share: The mean does not count people. Count scores 9 and 10: {top:percent0}.
# - Mistake middle-of-the-scale: The middle of the scale is not neutral here: from 1 to 6 the customer advises against, and that is {below:percent0} of the answers.
# - Why: A mean sums up a level, not a share: only {top:percent0} of the answers are 9s or 10s.

# %%
question(
    "sens-confort.meaning", "choice", competences=("omni.survey", "crm.decide"),
    facts=lambda case: {
        "mean": mean(case.survey.recommend),
        "as_share": mean(case.survey.recommend) / 10,
        "top": share(case.survey.recommend, {9, 10}),
        "below": share(case.survey.recommend, {1, 2, 3, 4, 5, 6}),
    },
    answer=lambda case: "level",
    mistakes={
        "mean-read-as-chance": lambda case: "chance",
        "mean-read-as-share": lambda case: "half",
        "middle-of-the-scale": lambda case: "fine",
    },
)
