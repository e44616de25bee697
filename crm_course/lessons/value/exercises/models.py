"""Extend, find the error: alive or not, hold-out, contracts."""

# %%
from functools import lru_cache
from typing import Any

import pandas as pd

from crm_course import value
from crm_course.workbook.precision import CENT, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from ..given import ValueCase

@lru_cache(maxsize=8)
def _checked(orders: Any, split: str) -> Any:
    return value.validate(pd.DataFrame(orders[1], columns=orders[0]), until=split)


def checked(case: ValueCase) -> Any:
    """The second part of the file predicted from the first."""
    rows = tuple(map(tuple, case.orders[["customer_id", "ordered_at", "amount"]].itertuples(index=False)))
    return _checked((("customer_id", "ordered_at", "amount"), rows), case.split)


def once(case: ValueCase, model: str) -> float:
    """The mean probability that those who bought once are still customers."""
    table = value.summary(case.orders, until=case.until)
    return float(value.fit(table, model).alive(table[table["frequency"] == 0]).mean())


def _constant(case: ValueCase, stays: float) -> float:
    return case.contract_margin * (1 + case.discount_rate) / (1 + case.discount_rate - stays)


def _rates(case: ValueCase) -> list[float]:
    return [later / before for before, later in zip(case.survivors, case.survivors[1:], strict=False)]

# %% [markdown] tags=["lang-fr"]
# ## Partis, ou pas encore revenus ?
# Selon le modèle MBG/NBD, quelle est en moyenne la probabilité d’être encore clients de ceux qui n’ont acheté **qu’une fois** ?
# - Indice : `value.fit(histoires)` ajuste le modèle par défaut ; `.alive(…)` donne une probabilité par client.
# - Indice : Gardez les lignes où `frequency` vaut 0, puis la moyenne.
# - Erreur everyone-alive : C’est la réponse du modèle BG/NBD : il ne laisse partir qu’après un rachat, donc tient pour présents tous ceux qui n’ont acheté qu’une fois.
# - Erreur all-customers : C’est la moyenne de tous les clients, non de ceux qui n’ont acheté qu’une fois.
# - Pourquoi : {once:percent} en moyenne : la plupart de ceux qui n’ont acheté qu’une fois sont partis, sans le dire.

# %% [markdown] tags=["lang-en"] of="da0038df"
# ## Gone, or not back yet?
# By the MBG/NBD model, what is on average the probability of still being customers of those who bought **once only**?
# - Hint: `value.fit(histories)` fits the default model; `.alive(…)` gives a probability per customer.
# - Hint: Keep the rows where `frequency` is 0, then the mean.
# - Mistake everyone-alive: That is the answer of the BG/NBD model: it lets customers leave after a repeat purchase only, so holds all who bought once for there.
# - Mistake all-customers: That is the mean of all customers, not of those who bought once.
# - Why: {once:percent} on average: most of those who bought once are gone, without saying so.

# %%
question(
    "value.once", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.decide",),
    facts=lambda case: {"once": once(case, "mbg-nbd")},
    answer=lambda case: once(case, "mbg-nbd"),
    solution="value.fit(value.summary(case.orders, until=case.until))"
    '.alive(value.summary(case.orders, until=case.until).query("frequency == 0")).mean()',
    mistakes={
        "everyone-alive": lambda case: once(case, "bg-nbd"),
        "all-customers": (
            lambda case: float(value.fit(value.summary(case.orders, until=case.until)).alive(value.summary(case.orders, until=case.until)).mean()),
            0.25,
        ),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouvez l’erreur
# Un consultant ajuste un BG/NBD et conclut : « Tous vos clients qui n’ont acheté qu’une fois, il y a deux ans parfois, sont encore actifs avec une probabilité de 100 %. Envoyez-leur le catalogue. » D’où vient l’erreur ?
# - Choix model : du modèle : un client ne peut y partir qu’après un rachat
# - Choix data : des données : il manque les ventes du site
# - Choix fit : de l’ajustement : il n’a pas convergé
# - Choix none : il n’y a pas d’erreur : sans rachat, on ne peut rien savoir
# - Indice : Dans ce modèle, à quel moment un client décide-t-il de partir ?
# - Indice : Combien de fois celui qui n’a acheté qu’une fois a-t-il eu l’occasion de partir, selon le modèle ?
# - Erreur blamed-the-data : Ajoutez toutes les ventes du monde : la formule donnera encore 1 à ceux qui n’ont acheté qu’une fois.
# - Erreur blamed-the-fit : L’ajustement est bon ; la probabilité vaut 1 quels que soient les paramètres.
# - Erreur nothing-can-be-known : Les rachats des autres disent combien partent après un achat : le modèle modifié s’en sert.
# - Pourquoi : Le modèle modifié (MBG/NBD) laisse partir dès le premier achat : il dit {once:percent}.

# %% [markdown] tags=["lang-en"] of="4864927f"
# ## Find the error
# A consultant fits a BG/NBD and concludes: “All your customers who bought once, sometimes two years ago, are still active with a probability of 100%. Send them the catalogue.” Where does the error come from?
# - Option model: the model: in it a customer can leave after a repeat purchase only
# - Option data: the data: the sales of the website are missing
# - Option fit: the fit: it did not converge
# - Option none: there is no error: without a repeat purchase nothing can be known
# - Hint: In this model, at which moment does a customer decide to leave?
# - Hint: How often has a customer who bought once had an occasion to leave, by the model?
# - Mistake blamed-the-data: Add all the sales in the world: the formula will still give 1 to those who bought once.
# - Mistake blamed-the-fit: The fit is good; the probability is 1 whatever the parameters.
# - Mistake nothing-can-be-known: The others’ repeat purchases tell how many leave after a purchase: the modified model uses that.
# - Why: The modified model (MBG/NBD) lets them leave from the first purchase on: it says {once:percent}.

# %%
question(
    "value.find-the-error", "choice", competences=("crm.decide", "crm.quality"),
    facts=lambda case: {"once": once(case, "mbg-nbd")},
    answer=lambda case: "model",
    solution='"model"',
    mistakes={
        "blamed-the-data": lambda case: "data",
        "blamed-the-fit": (lambda case: "fit", 0.25),
        "nothing-can-be-known": lambda case: "none",
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le modèle à l’épreuve
# Ajustez le modèle par défaut aux ventes jusqu’au {split} (`case.split`) et prévoyez la suite : `value.validate(case.orders, until=case.split)`. De combien le total **prévu** dépasse-t-il le total constaté, en part du constaté (négatif s’il est au-dessous) ?
# - Indice : `.predicted` et `.actual` sont des totaux de jours d’achat.
# - Indice : Prévu / constaté − 1.
# - Erreur sign : Le signe est inversé : prévu moins constaté, non l’inverse.
# - Erreur over-the-predicted : Vous avez rapporté l’écart au total prévu ; on le rapporte à ce qui s’est passé.
# - Erreur naive : C’est l’écart de « comme avant », qui prolonge le rythme passé de chacun.
# - Pourquoi : « Comme avant » se trompe de {naive:percent} : il oublie ceux qui partent.

# %% [markdown] tags=["lang-en"] of="da35d14e"
# ## The model put to the test
# Fit the default model to the sales up to {split} (`case.split`) and predict the rest: `value.validate(case.orders, until=case.split)`. By how much is the **predicted** total above what happened, as a share of what happened (negative if below)?
# - Hint: `.predicted` and `.actual` are totals of purchase days.
# - Hint: Predicted / actual − 1.
# - Mistake sign: The sign is reversed: predicted less actual, not the other way.
# - Mistake over-the-predicted: You divided by the predicted total; one divides by what happened.
# - Mistake naive: That is the gap of “same as before”, which carries on everyone’s past rate.
# - Why: “Same as before” is off by {naive:percent}: it forgets those who leave.

# %%
question(
    "value.holdout", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("crm.decide",),
    facts=lambda case: {"split": case.split, "naive": checked(case).naive / checked(case).actual - 1},
    answer=lambda case: checked(case).predicted / checked(case).actual - 1,
    solution="value.validate(case.orders, until=case.split).predicted / value.validate(case.orders, until=case.split).actual - 1",
    mistakes={
        "sign": (lambda case: 1 - checked(case).predicted / checked(case).actual, 0.5),
        "over-the-predicted": (lambda case: 1 - checked(case).actual / checked(case).predicted, 0.5),
        "naive": lambda case: checked(case).naive / checked(case).actual - 1,
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Les paniers par abonnement
# `case.survivors` : abonnements en cours au départ et après chaque renouvellement annuel. La marge d’un an, {margin:money} (`case.contract_margin`), est payée d’avance. Que vaut un **nouvel** abonné, à {rate:percent}, si les abonnés n’ont pas tous la même fidélité (`value.fit_renewals`) ?
# - Indice : `value.fit_renewals(case.survivors)` puis `.residual_lifetime(…)` : un nombre d’années de marge, actualisé.
# - Indice : Multipliez par la marge d’un an ; `renewals=0` : la première année est payée tout de suite.
# - Erreur one-constant-rate : Vous avez supposé un seul taux de renouvellement pour tous : on sous-évalue, car ceux qui restent sont de plus en plus fidèles.
# - Erreur mean-of-rates : La moyenne des taux de chaque année, supposée constante : ce n’est pas le taux d’un abonné, et il n’est pas constant.
# - Erreur at-renewal : C’est la valeur de celui qui va décider de son premier renouvellement : le nouveau paie d’abord une année entière.
# - Pourquoi : Avec un seul taux on trouverait {constant:money} : le taux monte avec l’ancienneté sans que personne ne devienne plus fidèle.

# %% [markdown] tags=["lang-en"] of="f03a08f7"
# ## Baskets by subscription
# `case.survivors`: subscriptions running at the start and after each yearly renewal. The margin of a year, {margin:money} (`case.contract_margin`), is paid in advance. What is a **new** subscriber worth, at {rate:percent}, if subscribers are not all equally loyal (`value.fit_renewals`)?
# - Hint: `value.fit_renewals(case.survivors)`, then `.residual_lifetime(…)`: a number of years of margin, discounted.
# - Hint: Multiply by the margin of a year; `renewals=0`: the first year is paid at once.
# - Mistake one-constant-rate: You assumed one renewal rate for all: that undervalues, for those who stay are more and more loyal.
# - Mistake mean-of-rates: The mean of the yearly rates, taken as constant: it is not the rate of a subscriber, and it is not constant.
# - Mistake at-renewal: That is the value of one about to decide on the first renewal: the new one first pays a whole year.
# - Why: With one rate one would find {constant:money}: the rate rises with age though nobody becomes more loyal.

# %%
question(
    "value.subscriptions", "money", unit="€", precision=CENT.within(0.5), competences=("crm.benefit", "crm.decide"),
    facts=lambda case: {
        "margin": case.contract_margin, "rate": case.discount_rate,
        "constant": _constant(case, sum(case.survivors[1:]) / sum(case.survivors[:-1])),
    },
    answer=lambda case: case.contract_margin * value.fit_renewals(case.survivors).residual_lifetime(case.discount_rate),
    mistakes={
        "one-constant-rate": (lambda case: _constant(case, sum(case.survivors[1:]) / sum(case.survivors[:-1])), 0.5),
        "mean-of-rates": (lambda case: _constant(case, sum(_rates(case)) / len(_rates(case))), 0.25),
        "at-renewal": (lambda case: case.contract_margin * value.fit_renewals(case.survivors).residual_lifetime(case.discount_rate, renewals=1), 0.5),
    },
)
