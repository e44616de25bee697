"""The mail-order house: a day to staff, a survey to read, contact reasons to count, a channel to weigh.

Each learner has a house of his own: the same questions, other calls, other customers, other costs.
"""

# %%
import math

from crm_course import contact_center, experience
from crm_course.foundations.vocabulary import CONTACT_REASONS
from crm_course.workbook.precision import CENT, EURO, TENTH_OF_A_PERCENT, TENTH_OF_A_POINT
from crm_course.workbook.questions import Personal
from crm_course.workbook.script import exercise, question

from . import given
from .given import House

def _handle(house: House) -> float:
    return float(house.calls["handle_seconds_total"].sum() / house.calls["answered"].sum())


def _hours(house: House, interval_seconds: int = 3600) -> int:
    """Hours of agents at the phones that keep the promise all day."""
    return int(contact_center.agents_needed(house.calls["offered"].to_numpy(), _handle(house), interval_seconds=interval_seconds).sum())


def _load_hours(house: House) -> int:
    """As many agents as erlangs, rounded up, hour by hour."""
    return sum(math.ceil(int(offered) * _handle(house) / 3600) for offered in house.calls["offered"])


def _peak_hours(house: House) -> int:
    """The agents of the busiest hour, all day long."""
    return len(house.calls) * int(contact_center.agents_needed(int(house.calls["offered"].max()), _handle(house), interval_seconds=3600))


def _gain_per_call(house: House) -> float:
    return float(house.per_contact["phone"] - house.per_contact["web"])


def _saving(house: House, share: float = 1 / 3) -> float:
    return share * house.phone * _gain_per_call(house)


def _charges(house: House) -> float:
    """What the service costs a quarter: running it, and a part of setting it up."""
    return float(house.project["running_euros"] + house.project["setup_euros"] / house.project["quarters"])


def _result(house: House, share: float = 1 / 3) -> float:
    return _saving(house, share) - _charges(house)


def _break_even(house: House) -> float:
    return _charges(house) / _saving(house, 1)


def _bad_luck(house: House) -> float:
    """The share that nine houses in ten reached or passed."""
    return float(house.elsewhere.quantile(0.1))


_FAMILIES = {
    name: CONTACT_REASONS[name].label for name in ("requests", "delivery", "deferred", "parcel", "after-sales", "returns", "payment")
}


def _score(house: House) -> float:
    return float(experience.nps(house.surveys["recommend"].dropna()).score)

# %% [markdown] tags=["lang-fr"]
# # La maison de vente par correspondance
# Vous prenez la responsabilité du service clients d’une maison de vente par correspondance. Les chiffres sont **les vôtres** : votre voisin a une autre maison, et d’autres réponses.

# %% [markdown] tags=["lang-en"] of="bed6d8e0"
# # The mail-order house
# You take charge of the customer service of a mail-order house. The figures are **your own**: your neighbour has another house, and other answers.

# %%
exercise(
    "mail-order-house", given=given.given, personal=Personal(tables=given.tables, read=given.read), minutes=150,
    setup="from crm_course import contact_center, experience\n\n"
        'tables = workbook.own_tables("mail-order-house")\n'
        'calls, surveys, tickets = tables["calls"], tables["surveys"], tables["tickets"]\n'
        'costs = tables["costs"].set_index("channel")\n'
        'project, elsewhere = tables["project"].iloc[0], tables["elsewhere"]["share"]\n'
        "calls",
)

# %% [markdown] tags=["lang-fr"]
# ## Une journée d’appels
# `calls` porte la journée la plus chargée du trimestre, heure par heure. Combien d’appels ont été **présentés** ce jour-là ?
# - Indice : Une colonne compte tous les appels, décrochés ou non.
# - Indice : Additionnez la colonne `offered`.
# - Erreur answered-only : Ce sont les appels décrochés : ceux qui ont raccroché avant ont appelé aussi.
# - Erreur busiest-hour : C’est l’heure la plus chargée ; la question porte sur la journée.
# - Pourquoi : Un appel perdu est une demande : on dimensionne sur les appels présentés.

# %% [markdown] tags=["lang-en"] of="0f42bf4d"
# ## A day of calls
# `calls` holds the busiest day of the quarter, hour by hour. How many calls were **offered** on that day?
# - Hint: One column counts all calls, answered or not.
# - Hint: Add up the column `offered`.
# - Mistake answered-only: Those are the calls answered: who hung up before has called too.
# - Mistake busiest-hour: That is the busiest hour; the question is about the day.
# - Why: A lost call is a demand: staff for the calls offered.

# %%
question(
    "mail-order-house.offered", "number", competences=("orders.staff",),
    answer=lambda house: int(house.calls["offered"].sum()),
    solution='calls["offered"].sum()',
    mistakes={
        "answered-only": (lambda house: int(house.calls["answered"].sum()), 0.5),
        "busiest-hour": lambda house: int(house.calls["offered"].max()),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## La qualité de service
# Quelle part des appels présentés a été décrochée en 20 secondes ou moins ?
# - Indice : Une part a un haut et un bas : sur quels appels porte-t-elle ?
# - Indice : En haut, les appels décrochés en 20 s ; en bas, tous les appels présentés.
# - Erreur of-answered : Vous divisez par les appels décrochés : les appels perdus disparaissent du calcul.
# - Erreur answered : C’est la part des appels décrochés, quelle que soit l’attente.
# - Pourquoi : La promesse « 80 % en 20 s » se mesure sur tous les appels.

# %% [markdown] tags=["lang-en"] of="fea25eed"
# ## The service level
# Which share of the calls offered was answered within 20 seconds?
# - Hint: A share has a top and a bottom: of which calls is it a share?
# - Hint: On top the calls answered in 20 s; below, all calls offered.
# - Mistake of-answered: You divide by the calls answered: the lost ones vanish from the figure.
# - Mistake answered: That is the share of calls answered, however long the wait.
# - Why: The promise "80% in 20 s" is measured on all calls.

# %%
question(
    "mail-order-house.quick", "share", unit="%", precision=TENTH_OF_A_PERCENT, competences=("orders.quality", "ndrc.omnichannel"),
    answer=lambda house: house.calls["answered_in_20s"].sum() / house.calls["offered"].sum(),
    solution='calls["answered_in_20s"].sum() / calls["offered"].sum()',
    mistakes={
        "of-answered": (lambda house: house.calls["answered_in_20s"].sum() / house.calls["answered"].sum(), 0.5),
        "answered": lambda house: house.calls["answered"].sum() / house.calls["offered"].sum(),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Une journée à couvrir
# Combien d’heures de conseillers faut-il au téléphone sur la journée pour décrocher, chaque heure, 80 % des appels en 20 s, personne ne raccrochant ? La durée moyenne d’un appel est celle de la journée.
# - Indice : `contact_center.agents_needed` demande les appels de chaque intervalle et la longueur d’un intervalle.
# - Indice : La durée moyenne d’un appel est le temps total divisé par les appels décrochés.
# - Erreur load-only : C’est la charge en erlangs, arrondie : sans marge, la file s’allonge.
# - Erreur peak-all-day : Vous gardez toute la journée l’effectif de l’heure la plus chargée.
# - Erreur quarter-hour : Vous comptez les appels d’une heure comme s’ils venaient en un quart d’heure.
# - Pourquoi : Un conseiller de moins et la promesse n’est plus tenue ; un de plus coûte sans être nécessaire.

# %% [markdown] tags=["lang-en"] of="9007d28d"
# ## A day to staff
# How many hours of agents are needed at the phones over the day to answer, each hour, 80% of the calls within 20 s, nobody hanging up? The mean length of a call is that of the day.
# - Hint: `contact_center.agents_needed` asks for the calls of each interval and the length of one.
# - Hint: The mean length of a call is the total time over the calls answered.
# - Mistake load-only: That is the load in erlangs, rounded up: with no margin the queue grows.
# - Mistake peak-all-day: You keep the busiest hour’s agents all day long.
# - Mistake quarter-hour: You count an hour’s calls as if they came in a quarter of an hour.
# - Why: One agent fewer and the promise is broken; one more costs and is not needed.

# %%
question(
    "mail-order-house.agent-hours", "number", unit="h", points=2, competences=("orders.staff",),
    answer=_hours,
    solution='contact_center.agents_needed(calls["offered"].to_numpy(), calls["handle_seconds_total"].sum() / calls["answered"].sum(), interval_seconds=3600).sum()',
    mistakes={
        "load-only": (_load_hours, 0.25),
        "peak-all-day": (_peak_hours, 0.25),
        "quarter-hour": (lambda house: _hours(house, 900), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le score de recommandation
# Quel est le NPS de l’enquête (`surveys`, question `recommend` de 0 à 10) ?
# - Indice : Promoteurs : 9 et 10. Détracteurs : 0 à 6.
# - Indice : `experience.nps` lit la colonne et donne un résultat, dont `.score`.
# - Erreur mean : C’est une moyenne ; le NPS compare les promoteurs et les détracteurs.
# - Erreur promoters-only : C’est la part des promoteurs : ôtez celle des détracteurs.
# - Pourquoi : Le score va de −100 à +100 ; ceux qui hésitent n’y comptent pas.

# %% [markdown] tags=["lang-en"] of="1e53174d"
# ## The recommendation score
# What is the NPS of the survey (`surveys`, question `recommend` from 0 to 10)?
# - Hint: Promoters: 9 and 10. Detractors: 0 to 6.
# - Hint: `experience.nps` reads the column and gives a result, with `.score`.
# - Mistake mean: That is a mean; the NPS compares promoters and detractors.
# - Mistake promoters-only: That is the share of promoters: take off the detractors’.
# - Why: The score runs from −100 to +100; those who waver do not count.

# %%
question(
    "mail-order-house.nps", "number", unit="points", points=2, precision=TENTH_OF_A_POINT, competences=("omni.survey", "orders.quality"),
    answer=_score,
    solution='experience.nps(surveys["recommend"].dropna()).score',
    mistakes={
        "mean": lambda house: float(house.surveys["recommend"].mean() * 10),
        "promoters-only": (lambda house: float((house.surveys["recommend"] >= 9).mean() * 100), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Pourquoi appellent-ils ?
# Combien de demandes (`tickets`) y a-t-il par famille de motifs (`family`) ?
# - Indice : Une ligne par famille, un nombre de demandes par ligne.
# - Indice : pandas sait compter les valeurs d’une colonne.
# - Pourquoi : On agit sur les motifs les plus fréquents : une demande évitée ne coûte rien.

# %% [markdown] tags=["lang-en"] of="3ab925f6"
# ## Why do they call?
# How many requests (`tickets`) are there by family of reasons (`family`)?
# - Hint: One line a family, one number of requests a line.
# - Hint: pandas can count the values of a column.
# - Why: Act on the commonest reasons: a request avoided costs nothing.

# %%
question(
    "mail-order-house.reasons", "table", rows=_FAMILIES, points=2, competences=("orders.reasons",),
    answer=lambda house: {str(name): int(count) for name, count in house.tickets["family"].value_counts().items()},
    solution='tickets["family"].value_counts()',
)

# %% [markdown] tags=["lang-fr"]
# ## Ce que coûte un appel
# `costs` donne les contacts et les coûts du trimestre, en centimes. Combien coûte un contact par téléphone, en euros ?
# - Indice : Coût du canal divisé par ses contacts.
# - Indice : Cent centimes font un euro.
# - Erreur cents : Votre résultat est en centimes.
# - Erreur all-channels : C’est la moyenne de tous les canaux.
# - Pourquoi : Le coût d’un contact est ce qu’un canal moins cher peut économiser, au plus.

# %% [markdown] tags=["lang-en"] of="8ea2b5df"
# ## What a call costs
# `costs` gives the quarter’s contacts and costs in cents. What does one contact by phone cost, in euros?
# - Hint: The channel’s cost over its contacts.
# - Hint: A hundred cents are one euro.
# - Mistake cents: Your result is in cents.
# - Mistake all-channels: That is the mean of all channels.
# - Why: The cost of a contact is the most that a cheaper channel can save.

# %%
question(
    "mail-order-house.unit-cost", "money", unit="€", precision=CENT, competences=("orders.channels",),
    answer=lambda house: float(house.per_contact["phone"]),
    solution='costs["cost_cents"]["phone"] / costs["contacts"]["phone"] / 100',
    mistakes={
        "cents": (lambda house: float(house.per_contact["phone"] * 100), 0.5),
        "all-channels": lambda house: float(house.costs["cost_cents"].sum() / house.costs["contacts"].sum() / 100),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un canal à peser
# Un suivi de commande sur le site remplacerait un tiers des appels. Combien économiserait-il par trimestre, en euros ?
# - Indice : Combien de contacts changent de canal ? Combien gagne-t-on sur chacun ?
# - Indice : Le gain par contact est la différence des deux coûts.
# - Erreur web-is-free : Un contact sur le site coûte aussi : ôtez-le.
# - Erreur every-call : Un tiers seulement des appels est remplacé.
# - Pourquoi : C’est aussi le plus que l’on peut payer ce service par trimestre.

# %% [markdown] tags=["lang-en"] of="93e53c67"
# ## A channel to weigh
# Order tracking on the site would replace a third of the calls. How much would it save a quarter, in euros?
# - Hint: How many contacts change channel? What is gained on each?
# - Hint: The gain on a contact is the difference of the two costs.
# - Mistake web-is-free: A contact on the site costs too: take it off.
# - Mistake every-call: Only a third of the calls is replaced.
# - Why: It is also the most that one may pay for that service a quarter.

# %%
question(
    "mail-order-house.saving", "money", unit="€", points=2, precision=EURO.within(0.5), competences=("orders.channels", "crm.benefit"),
    answer=_saving,
    solution='costs["contacts"]["phone"] / 3 * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100',
    mistakes={
        "web-is-free": (lambda house: house.phone / 3 * float(house.per_contact["phone"]), 0.5),
        "every-call": (lambda house: 3 * _saving(house), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le résultat différentiel
# `project` dit ce que le service coûte : `setup_euros` une fois, à répartir également sur `quarters` trimestres, et `running_euros` chaque trimestre. S’il remplace un tiers des appels, de combien change le résultat d’un trimestre, en euros ?
# - Indice : Un résultat différentiel ne compte que ce qui change : ce qui s’économise, ce qui s’ajoute.
# - Indice : Deux charges s’ajoutent, l’une par trimestre, l’autre à diviser par le nombre de trimestres.
# - Erreur setup-forgotten : Vous avez oublié la mise en place : une part en revient à chaque trimestre.
# - Erreur setup-at-once : Vous comptez toute la mise en place sur un seul trimestre : répartissez-la sur sa durée.
# - Erreur saving-only : C’est l’économie, avant ce que le service coûte.
# - Pourquoi : L’économie, moins le fonctionnement, moins une part de la mise en place : rien d’autre ne change.

# %% [markdown] tags=["lang-en"] of="92964b90"
# ## The differential result
# `project` says what the service costs: `setup_euros` once, to be spread evenly over `quarters` quarters, and `running_euros` each quarter. If it replaces a third of the calls, by how much does a quarter’s result change, in euros?
# - Hint: A differential result counts only what changes: what is saved, what is added.
# - Hint: Two costs are added, one for each quarter, the other to be divided by the number of quarters.
# - Mistake setup-forgotten: You forgot the setting up: a part of it falls on each quarter.
# - Mistake setup-at-once: You charge the whole setting up to one quarter: spread it over its life.
# - Mistake saving-only: That is the saving, before what the service costs.
# - Why: The saving, less the running, less a part of the setting up: nothing else changes.

# %%
question(
    "mail-order-house.result", "money", unit="€", points=2, precision=EURO.within(0.5), competences=("crm.benefit", "omni.forecast"),
    answer=_result,
    solution='costs["contacts"]["phone"] / 3 * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100 - project["running_euros"] - project["setup_euros"] / project["quarters"]',
    mistakes={
        "setup-forgotten": (lambda house: _saving(house) - float(house.project["running_euros"]), 0.5),
        "setup-at-once": (lambda house: _saving(house) - float(house.project["running_euros"] + house.project["setup_euros"]), 0.5),
        "saving-only": (_saving, 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Ce qui doit être vrai
# À partir de quelle part des appels remplacés le service ne fait-il plus perdre d’argent ?
# - Indice : Au seuil, ce qui est économisé égale ce qui est dépensé.
# - Indice : Divisez les charges d’un trimestre par ce que l’on économiserait si tous les appels passaient au site.
# - Erreur running-only : Vous ne couvrez que le fonctionnement : la mise en place doit aussi être payée.
# - Erreur web-is-free : Vous comptez le coût entier d’un appel : le contact sur le site qui le remplace coûte aussi.
# - Erreur of-a-third : C’est la part du plan (un tiers) qu’il faut atteindre ; on demande la part de tous les appels.
# - Pourquoi : Il faut remplacer {least:percent} des appels ; {below} maisons sur {count} n’y sont pas arrivées.

# %% [markdown] tags=["lang-en"] of="7cb0c1c9"
# ## What must be true
# From which share of the calls replaced does the service no longer lose money?
# - Hint: At break-even, what is saved equals what is spent.
# - Hint: Divide a quarter’s costs by what would be saved if every call moved to the site.
# - Mistake running-only: You cover only the running: the setting up must be paid too.
# - Mistake web-is-free: You count the whole cost of a call: the contact on the site in its place costs too.
# - Mistake of-a-third: That is the share of the plan (a third) to be reached; the share of all calls is asked.
# - Why: {least:percent} of the calls must be replaced; {below} houses of {count} did not get there.

# %%
question(
    "mail-order-house.break-even", "share", unit="%", points=2, precision=TENTH_OF_A_PERCENT,
    competences=("omni.forecast", "orders.channels"),
    facts=lambda house: {"least": _break_even(house), "below": int((house.elsewhere < _break_even(house)).sum()), "count": len(house.elsewhere)},
    answer=_break_even,
    solution='(project["running_euros"] + project["setup_euros"] / project["quarters"]) / (costs["contacts"]["phone"] * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100)',
    mistakes={
        "running-only": (lambda house: float(house.project["running_euros"]) / _saving(house, 1), 0.5),
        "web-is-free": (lambda house: _charges(house) / (house.phone * float(house.per_contact["phone"])), 0.5),
        "of-a-third": (lambda house: _charges(house) / _saving(house), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Et si cela se passe mal ?
# `elsewhere` donne la part des appels que le même service a remplacée dans chacune de 21 autres maisons. Neuf sur dix ont atteint au moins le premier décile (`quantile(0.1)`). Avec cette part-là, de combien change le résultat d’un trimestre, en euros ?
# - Indice : Seule la part change par rapport au résultat différentiel.
# - Indice : Les charges du service ne dépendent pas du nombre d’appels remplacés.
# - Erreur average-house : C’est le résultat avec la part moyenne : la moitié des maisons, ou presque, font moins bien.
# - Erreur good-luck : C’est le dernier décile : une maison sur dix fait mieux. On demande le mauvais cas.
# - Erreur saving-only : C’est l’économie dans ce cas ; ôtez ce que le service coûte : ces charges restent, même quand peu d’appels changent.
# - Pourquoi : Un plan se juge aussi à ce qu’il coûte quand il échoue : {loss:signed_money} par trimestre ici.

# %% [markdown] tags=["lang-en"] of="eecf8141"
# ## And if it goes badly?
# `elsewhere` holds the share of the calls that the same service replaced in each of 21 other houses. Nine in ten reached at least the first decile (`quantile(0.1)`). With that share, by how much does a quarter’s result change, in euros?
# - Hint: Only the share differs from the differential result.
# - Hint: The service’s costs do not depend on how many calls are replaced.
# - Mistake average-house: That is the result with the mean share: nearly half of the houses do worse.
# - Mistake good-luck: That is the last decile: one house in ten does better. The bad case is asked.
# - Mistake saving-only: That is the saving in that case; take off what the service costs: those costs stay, even when few calls move.
# - Why: A plan is also judged by what it costs when it fails: {loss:signed_money} a quarter here.

# %%
question(
    "mail-order-house.bad-luck", "money", unit="€", points=2, precision=EURO.within(0.5), competences=("crm.decide", "crm.benefit"),
    facts=lambda house: {"loss": _result(house, _bad_luck(house))},
    answer=lambda house: _result(house, _bad_luck(house)),
    solution='elsewhere.quantile(0.1) * costs["contacts"]["phone"] * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100 - project["running_euros"] - project["setup_euros"] / project["quarters"]',
    mistakes={
        "average-house": (lambda house: _result(house, float(house.elsewhere.mean())), 0.25),
        "good-luck": (lambda house: _result(house, float(house.elsewhere.quantile(0.9))), 0.25),
        "saving-only": (lambda house: _saving(house, _bad_luck(house)), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Décider et défendre
# En six phrases pour la direction : faut-il ouvrir le suivi en ligne ? Citez le résultat attendu, la part à partir de laquelle il paie, ce qu’il coûte si cela se passe mal, et le NPS ; nommez un risque et ce qui vous ferait changer d’avis.
# - Indice : Une décision, quatre chiffres, un risque, une condition.
# - Indice : « Je changerais d’avis si… » se vérifie sur un chiffre.
# - Critère : Le résultat attendu est cité.
# - Critère : La part à partir de laquelle le service paie est citée.
# - Critère : Le mauvais cas est chiffré, et le NPS cité.
# - Critère : Un risque est nommé.
# - Critère : Ce qui ferait changer d’avis est dit.
# - Modèle : Nous attendons {result:signed_money} par trimestre si un tiers des appels passe au site. Le service paie à partir de {least:percent} des appels. Si cela se passe mal, le résultat change de {bad:signed_money}. Notre NPS est de {score:points} : un service mal fait le ferait baisser, et c’est le risque, avec les clients qui préfèrent parler. Je conseille un essai d’un trimestre. Je changerais d’avis si moins d’appels que ce seuil étaient remplacés.

# %% [markdown] tags=["lang-en"] of="2bba9150"
# ## Decide and defend
# In six sentences for the management: should online tracking be opened? Cite the result expected, the share from which it pays, what it costs if things go badly, and the NPS; name a risk and what would change your mind.
# - Hint: A decision, four figures, a risk, a condition.
# - Hint: "I would change my mind if…" is checked on a figure.
# - Criterion: The result expected is cited.
# - Criterion: The share from which the service pays is cited.
# - Criterion: The bad case is in figures, and the NPS cited.
# - Criterion: A risk is named.
# - Criterion: What would change the decision is said.
# - Model: We expect {result:signed_money} a quarter if a third of the calls moves to the site. The service pays from {least:percent} of the calls. If it goes badly, the result changes by {bad:signed_money}. Our NPS is {score:points}: a service done badly would lower it, and that is the risk, with customers who prefer to talk. I advise a trial of a quarter. I would change my mind if fewer calls than that threshold were replaced.

# %%
question(
    "mail-order-house.advice", "open", points=5, competences=("omni.argument", "orders.channels"),
    facts=lambda house: {"result": _result(house), "least": _break_even(house), "bad": _result(house, _bad_luck(house)), "score": _score(house)},
    rubric=[
        {"numbers": lambda house: [_result(house)]},
        {"numbers": lambda house: [100 * _break_even(house)]},
        {"numbers": lambda house: [_result(house, _bad_luck(house)), _score(house)]},
        {"words": ("risqu", "risk")},
        {"words": ("changer", "si ", "change", "if ")},
    ],
)
