"""Redo with other numbers: a loyal customer, a subscription, who came back, cohorts, who is where."""

# %%
import numpy as np

from crm_course import roi, value
from crm_course.workbook.precision import CENT, TENTH_OF_A_PERCENT
from crm_course.workbook.script import question

from ..given import ValueCase

def monthly(case: ValueCase, rate: float) -> float:
    """The months' margins today, each at the end of its month, at a rate a month, of those who stay."""
    months = np.arange(1, case.months + 1)
    return float((case.monthly_margin * case.monthly_stay**months / (1 + rate) ** months).sum())


def came_back(case: ValueCase) -> float:
    """Share of the customers who bought on another day than the first."""
    return float((value.summary(case.orders, until=case.until)["frequency"] > 0).mean())


def _position(case: ValueCase) -> str:
    return str(value.matrix(0.3, 2 * case.margin, cuts=(0.5, case.margin)))

# %% [markdown] tags=["lang-fr"]
# ## Un client fidèle
# Un habitué rapporte {margin:money} de marge par an (`case.margin`) ; chaque année {retention:percent} des habitués restent (`case.retention`). La marge d’une année arrive à sa fin, s’il est encore là. Que vaut-il aujourd’hui, à {rate:percent} par an, en euros ?
# - Indice : La marge de la première année n’arrive que s’il reste : probabilité r, actualisée d’un an.
# - Indice : C’est une suite géométrique : m × r / (1 + d − r).
# - Erreur paid-at-once : Vous comptez la première marge dès aujourd’hui, et à coup sûr : ici elle arrive en fin d’année, s’il reste.
# - Erreur no-discount : Vous n’avez pas actualisé : un euro dans cinq ans ne vaut pas un euro.
# - Erreur lifetime-times-margin : Marge × durée de vie moyenne, 1/(1 − r) : ni actualisation, ni fin d’année.
# - Erreur forgot-to-stay : Il manque la probabilité qu’il reste la première année : multipliez par r.
# - Pourquoi : {multiple:number2} fois la marge d’un an : c’est le multiple à retenir. `roi.customer_value` le calcule.

# %% [markdown] tags=["lang-en"] of="cb5cfa29"
# ## A loyal customer
# A regular brings {margin:money} of margin a year (`case.margin`); each year {retention:percent} of the regulars stay (`case.retention`). The margin of a year comes at its end, if he is still there. What is he worth today, at {rate:percent} a year, in euros?
# - Hint: The margin of the first year comes only if he stays: probability r, discounted by a year.
# - Hint: It is a geometric series: m × r / (1 + d − r).
# - Mistake paid-at-once: You count the first margin now, and for sure: here it comes at the end of the year, if he stays.
# - Mistake no-discount: You did not discount: a euro in five years is not a euro.
# - Mistake lifetime-times-margin: Margin × mean lifetime, 1/(1 − r): neither discounting nor the end of the year.
# - Mistake forgot-to-stay: The probability that he stays in the first year is missing: multiply by r.
# - Why: {multiple:number2} times the margin of a year: that is the multiple to remember. `roi.customer_value` computes it.

# %%
question(
    "value.loyal", "money", unit="€", precision=CENT, competences=("ndrc.accompany", "crm.benefit"),
    facts=lambda case: {
        "margin": case.margin, "retention": case.retention, "rate": case.discount_rate,
        "multiple": roi.customer_value(1.0, case.retention, case.discount_rate),
    },
    answer=lambda case: roi.customer_value(case.margin, case.retention, case.discount_rate),
    mistakes={
        "paid-at-once": (lambda case: case.margin * (1 + case.discount_rate) / (1 + case.discount_rate - case.retention), 0.5),
        "no-discount": lambda case: case.margin * case.retention / (1 - case.retention),
        "lifetime-times-margin": lambda case: case.margin / (1 - case.retention),
        "forgot-to-stay": (lambda case: case.margin / (1 + case.discount_rate - case.retention), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un taux par an, des marges par mois
# Un abonnement rapporte {margin:money} par mois (`case.monthly_margin`), à la fin de chaque mois, pendant {months:number} mois ; {stay:percent} des abonnés restent d’un mois à l’autre (`case.monthly_stay`). Que vaut un abonné aujourd’hui, à {rate:percent} **par an** ?
# - Indice : Le taux et la période vont ensemble : quel taux par mois donne {rate:percent} par an ?
# - Indice : (1 + d)^(1/12) − 1 par mois ; puis une somme sur les mois.
# - Erreur yearly-rate-each-month : Vous avez appliqué le taux d’un an à chaque mois.
# - Erreur a-twelfth : d/12 par mois fait un peu plus que d par an : la bonne racine est (1 + d)^(1/12).
# - Erreur everyone-stays : Vous avez oublié ceux qui partent chaque mois.
# - Pourquoi : Au taux d’un an par mois, on trouverait {wrong:money} : une erreur courante des calculateurs en ligne.

# %% [markdown] tags=["lang-en"] of="41b03add"
# ## A rate a year, margins a month
# A subscription brings {margin:money} a month (`case.monthly_margin`), at the end of each month, for {months:number} months; {stay:percent} of the subscribers stay from one month to the next (`case.monthly_stay`). What is a subscriber worth today, at {rate:percent} **a year**?
# - Hint: The rate and the period go together: which monthly rate makes {rate:percent} a year?
# - Hint: (1 + d)^(1/12) − 1 a month; then a sum over the months.
# - Mistake yearly-rate-each-month: You applied the rate of a year to each month.
# - Mistake a-twelfth: d/12 a month makes a little more than d a year: the right root is (1 + d)^(1/12).
# - Mistake everyone-stays: You forgot those who leave each month.
# - Why: At the yearly rate each month one would find {wrong:money}: a common error of calculators on the web.

# %%
question(
    "value.months", "money", unit="€", precision=CENT, competences=("crm.benefit",),
    facts=lambda case: {
        "margin": case.monthly_margin, "stay": case.monthly_stay, "months": case.months, "rate": case.discount_rate, "wrong": monthly(case, case.discount_rate),
    },
    answer=lambda case: monthly(case, (1 + case.discount_rate) ** (1 / 12) - 1),
    solution="sum(case.monthly_margin * case.monthly_stay**t / (1 + case.discount_rate) ** (t / 12) for t in range(1, case.months + 1))",
    mistakes={
        "yearly-rate-each-month": lambda case: monthly(case, case.discount_rate),
        "a-twelfth": (lambda case: monthly(case, case.discount_rate / 12), 0.5),
        "everyone-stays": (
            lambda case: float(sum(case.monthly_margin / (1 + case.discount_rate) ** (t / 12) for t in range(1, case.months + 1))), 0.25,
        ),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Qui est revenu ?
# Dans `case.orders`, quelle part des **clients** a acheté un autre jour que le premier, au {until} (`case.until`) ?
# - Indice : `value.summary(case.orders, until=case.until)` donne une ligne par client.
# - Indice : `frequency` compte les jours de rachat ; le premier jour n’en est pas un.
# - Erreur share-of-orders : C’est la part des rachats parmi les ventes ; on demande une part de clients.
# - Erreur those-who-did-not : C’est la part de ceux qui ne sont pas revenus.
# - Pourquoi : {single:percent} n’ont acheté qu’un seul jour : sont-ils partis, ou pas encore revenus ? C’est toute la question des modèles.

# %% [markdown] tags=["lang-en"] of="f3f7eb16"
# ## Who came back?
# In `case.orders`, what share of the **customers** bought on another day than the first, by {until} (`case.until`)?
# - Hint: `value.summary(case.orders, until=case.until)` gives one row a customer.
# - Hint: `frequency` counts the repeat days; the first day is not one.
# - Mistake share-of-orders: That is the share of repeats among the sales; a share of customers is asked for.
# - Mistake those-who-did-not: That is the share of those who did not come back.
# - Why: {single:percent} bought on one day only: are they gone, or not back yet? That is the whole question of the models.

# %%
question(
    "value.came-back", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("ndrc.information",),
    facts=lambda case: {"until": case.until, "single": 1 - came_back(case)},
    answer=lambda case: came_back(case),
    solution='(value.summary(case.orders, until=case.until)["frequency"] > 0).mean()',
    mistakes={
        "share-of-orders": lambda case: 1 - case.orders["customer_id"].nunique() / len(case.orders),
        "those-who-did-not": (lambda case: 1 - came_back(case), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La cohorte, le mois suivant
# Tous clients réunis, quelle part rachète le mois qui suit celui du premier achat ? (`value.cohorts(case.orders)`, au rang 1.)
# - Indice : « Tous clients réunis » : un client, une voix.
# - Indice : `.pooled` compte les clients ; `.mean` compte les cohortes.
# - Erreur mean-of-cohorts : C’est la moyenne des taux des cohortes : une cohorte de cinq clients y pèse autant qu’une de cinquante.
# - Erreur one-month-too-far : C’est le rang 2 : le rang 0 est le mois du premier achat.
# - Pourquoi : La moyenne des cohortes donnerait {mean:percent} ; le taux d’un client est {pooled:percent}.

# %% [markdown] tags=["lang-en"] of="9380dd67"
# ## The cohort, the month after
# All customers pooled, what share buys again in the month after that of the first purchase? (`value.cohorts(case.orders)`, at age 1.)
# - Hint: “All customers pooled”: one customer, one vote.
# - Hint: `.pooled` counts customers; `.mean` counts cohorts.
# - Mistake mean-of-cohorts: That is the mean of the cohorts’ rates: a cohort of five customers weighs as much as one of fifty.
# - Mistake one-month-too-far: That is age 2: age 0 is the month of the first purchase.
# - Why: The mean of cohorts would give {mean:percent}; the rate of a customer is {pooled:percent}.

# %%
question(
    "value.cohort", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("ndrc.information",),
    facts=lambda case: {"mean": value.cohorts(case.orders).mean[1], "pooled": value.cohorts(case.orders).pooled[1]},
    answer=lambda case: value.cohorts(case.orders).pooled[1],
    mistakes={
        "mean-of-cohorts": (lambda case: value.cohorts(case.orders).mean[1], 0.5),
        "one-month-too-far": (lambda case: value.cohorts(case.orders).pooled[2], 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Quelle case ?
# Madame Kerbrat vaut {worth:money}, le seuil est à {cut:money} ; elle a {alive:percent} de chances d’être encore cliente, le seuil est à 50 %. Où est-elle ?
# - Choix dream : Clients rêvés : les cultiver longtemps
# - Choix at_risk : À risque : une attention particulière
# - Choix worries : Soucis : surveiller le coût de service
# - Choix short_term : Court terme : une valeur marginale
# - Indice : Deux questions : vaut-elle beaucoup ? est-elle encore là ?
# - Indice : Valeur forte, fidélité faible.
# - Erreur value-alone : Sa valeur est forte, mais elle n’est sans doute plus là : la fidélité compte autant.
# - Erreur loyalty-alone : Peu fidèle, oui, mais de grande valeur : on ne la laisse pas partir.
# - Erreur swapped : Vous avez échangé les deux axes.
# - Pourquoi : C’est elle qu’il faut appeler : beaucoup à perdre, et il est peut-être encore temps.

# %% [markdown] tags=["lang-en"] of="ff255447"
# ## Which box?
# Mrs Kerbrat is worth {worth:money}, the cut is at {cut:money}; she has {alive:percent} chance of still being a customer, the cut is at 50%. Where is she?
# - Option dream: Dream customers: cultivate for the long run
# - Option at_risk: At risk: particular attention
# - Option worries: Worries: watch the cost of serving
# - Option short_term: Short-term: marginal value
# - Hint: Two questions: is she worth much? is she still there?
# - Hint: High value, low loyalty.
# - Mistake value-alone: Her value is high, but she is probably gone: loyalty counts as much.
# - Mistake loyalty-alone: Not loyal, yes, but of great value: one does not let her go.
# - Mistake swapped: You swapped the two axes.
# - Why: She is the one to call: much to lose, and it may not be too late.

# %%
question(
    "value.box", "choice", competences=("ndrc.target", "ndrc.accompany"),
    facts=lambda case: {"worth": 2 * case.margin, "cut": case.margin, "alive": 0.3},
    answer=lambda case: _position(case),
    solution='"at_risk"',
    mistakes={
        "value-alone": (lambda case: "dream", 0.25),
        "loyalty-alone": (lambda case: "short_term", 0.25),
        "swapped": lambda case: "worries",
    },
)
