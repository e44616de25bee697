"""Introducing: the plan, two teams, the ceiling, a decision to defend."""

# %%

from crm_course.lessons.selection.given import Workshop
from crm_course.selection.diffusion import fit_adoption
from crm_course.selection.schedule import plan
from crm_course.workbook.precision import RANDOM, TENTH
from crm_course.workbook.script import question


def _one_team(shop: Workshop) -> float:
    """The chance that one of the two teams is over by the deadline: exact, from the beta distribution."""
    from scipy import stats

    row = shop.team.iloc[0]
    low, likely, high = float(row["low"]), float(row["likely"]), float(row["high"])
    width = high - low
    return float(stats.beta.cdf((shop.deadline - low) / width, 1 + 4 * (likely - low) / width, 1 + 4 * (high - likely) / width))


def _steps(shop: Workshop) -> dict[str, object]:
    found = plan(shop.tasks)
    return {"duration": found.duration, "path": " → ".join(found.critical), "one": _one_team(shop), "deadline": shop.deadline,
            "both": _one_team(shop) ** 2, "seen": sum(shop.logins), "periods": len(shop.logins), "users": shop.users}  # fmt: skip


# %% [markdown] tags=["lang-fr"]
# ## La durée du plan
# `shop.tasks` donne trois durées par tâche, en semaines, et ce qu’elle attend. Combien de semaines le plan dure-t-il ?
# - Indice : La durée moyenne d’une tâche est (bas + 4 × probable + haut) ÷ 6.
# - Indice : Le chemin le plus long décide.
# - Erreur all-in-a-row : Vous avez additionné toutes les tâches : certaines se font en même temps.
# - Erreur likely-only : Vous avez pris les durées probables : une tâche qui peut très mal finir dure plus en moyenne.
# - Pourquoi : {duration:number1} semaines, par {path}.

# %% [markdown] tags=["lang-en"] of="a18a6fe1"
# ## How long the plan takes
# `shop.tasks` gives three durations per task, in weeks, and what it waits for. How many weeks does the plan take?
# - Hint: The mean duration of a task is (low + 4 × likely + high) ÷ 6.
# - Hint: The longest path decides.
# - Mistake all-in-a-row: You added all tasks up: some are done at the same time.
# - Mistake likely-only: You took the likely durations: a task that can end very badly takes longer on average.
# - Why: {duration:number1} weeks, through {path}.

# %%
question(
    "selection.duration", "number", precision=TENTH, competences=("crm.introduce",), facts=_steps,
    answer=lambda shop: plan(shop.tasks).duration,
    solution="selection.plan(shop.tasks).duration",
    mistakes={
        "all-in-a-row": lambda shop: float(plan(shop.tasks).frame["mean"].sum()),
        "likely-only": (lambda shop: plan(shop.tasks.assign(low=shop.tasks["likely"], high=shop.tasks["likely"])).duration, 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Deux équipes en même temps
# Une équipe finit en {deadline:number0} semaines avec {one:percent0} de chances. Deux équipes pareilles, indépendantes, travaillent en même temps (`shop.team`). Quelle part de chances que **tout** soit fini à cette date ?
# - Indice : Tout est fini quand la plus lente a fini.
# - Indice : Les deux doivent réussir.
# - Erreur still-one : C’est la chance d’une seule équipe : la plus lente des deux finit plus tard.
# - Erreur either : C’est la chance qu’au moins une ait fini.
# - Pourquoi : {both:percent0} : là où des chemins se rejoignent, le plan est trop optimiste.

# %% [markdown] tags=["lang-en"] of="1f9634cc"
# ## Two teams at once
# One team is over within {deadline:number0} weeks with a chance of {one:percent0}. Two such teams, independent, work at the same time (`shop.team`). What is the chance that **all** is over by then?
# - Hint: All is over when the slower one is.
# - Hint: Both must succeed.
# - Mistake still-one: That is the chance of one team: the slower of two ends later.
# - Mistake either: That is the chance that at least one is over.
# - Why: {both:percent0}: where paths meet, the plan is too hopeful.

# %%
question(
    "selection.two-teams", "share", unit="%", precision=RANDOM.within(0.015), competences=("crm.introduce", "crm.decide"), facts=_steps,
    answer=lambda shop: _one_team(shop) ** 2,
    solution="selection.plan(shop.team).simulate(20_000, 1).share_by(shop.deadline)",
    mistakes={
        "still-one": _one_team,
        "either": lambda shop: 1 - (1 - _one_team(shop)) ** 2,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Où cela s’arrêtera-t-il ?
# Après {periods} semaines, {seen:number0} personnes se sont connectées pour la première fois (`shop.logins`). Ces données disent-elles déjà combien s’en serviront à la fin ?
# - Indice : `selection.fit_adoption(…)` dit s’il le sait (`.conclusive`).
# - Indice : Le pic des arrivées est-il passé ?
# - Choix yes : Oui, la courbe ajustée donne le plafond.
# - Choix no : Non, le pic n’est pas passé.
# - Pourquoi : Tant que les arrivées augmentent, tous les plafonds conviennent : attendez le pic, ou comptez les utilisateurs que l’entreprise a.

# %% [markdown] tags=["lang-en"] of="1d1bea4b"
# ## Where will it end?
# After {periods} weeks {seen:number0} people have logged in for the first time (`shop.logins`). Do these data already say how many will use it in the end?
# - Hint: `selection.fit_adoption(…)` says whether it knows (`.conclusive`).
# - Hint: Has the peak of arrivals passed?
# - Option yes: Yes, the fitted curve gives the ceiling.
# - Option no: No, the peak has not passed.
# - Why: As long as arrivals rise, every ceiling fits: wait for the peak, or count the users that the company has.

# %%
question(
    "selection.ceiling", "choice", competences=("crm.introduce", "crm.decide"), facts=_steps,
    answer=lambda shop: "yes" if fit_adoption(shop.logins).conclusive else "no",
    solution='"no"',
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# L’offre la mieux notée garde les données hors d’Europe ; la deuxième, de quelques points seulement, les garde en Europe. La patronne hésite à payer un peu de valeur pour cela. Que lui conseillez-vous ? Dites ce qui se pèse et ce qui ne se pèse pas, ce qui renverserait votre choix, et la première chose à faire pour l’introduire.
# - Indice : Ce qui ne se négocie pas ne se met pas dans une moyenne.
# - Critère : Distingue ce qui est éliminatoire de ce qui se pèse
# - Critère : Dit ce qui renverserait le choix
# - Critère : Nomme une première action pour l’introduction
# - Critère : Le conseil est clair et tient en quelques phrases.
# - Modèle : Les données des clients en Europe sont une condition éliminatoire, pas un critère : la première offre est écartée avant les notes. La deuxième l’emporte donc, et le choix se renverse seulement si le poids du coût bouge nettement ; je le ferais vérifier. Pour l’introduire : fixer trois objectifs mesurés avec la direction, qui sera sponsor, avant de former les référents.
# - Pourquoi : Une condition éliminatoire que l’on met dans une moyenne finit toujours par être achetée.

# %% [markdown] tags=["lang-en"] of="a31f24e0"
# ## Decide and defend
# The best-rated offer keeps the data outside Europe; the second, by a few points only, keeps them in Europe. The owner hesitates to pay a little worth for that. What do you advise? Say what is weighed and what is not, what would topple your choice, and the first thing to do to bring it in.
# - Hint: What is not negotiable does not go into an average.
# - Criterion: Tells what is a knock-out from what is weighed
# - Criterion: Says what would topple the choice
# - Criterion: Names a first action for the introduction
# - Criterion: The advice is clear and takes a few sentences.
# - Model: Customers' data in Europe is a knock-out condition, not a criterion: the first offer is out before any score. So the second wins, and the choice is toppled only if the weight of the cost moves clearly; I would have that checked. To bring it in: set three measured goals with the management, which will be the sponsor, before training the key users.
# - Why: A knock-out that is put into an average always ends up being bought.

# %%
question(
    "selection.decide", "open", competences=("crm.select", "omni.argument"),
    rubric=[
        {"words": ("éliminatoire", "knock-out", "condition", "écart", "out before")},
        {"words": ("renvers", "topple", "poids", "weight")},
        {"words": ("objectif", "goal", "sponsor", "form", "train", "pilote", "pilot")},
        {},
    ],
)
