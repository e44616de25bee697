"""The mail-order house: a day to staff, a survey to read, contact reasons to count, a channel to weigh.

Each learner has a house of his own: the same questions, other calls, other customers, other costs.
"""

from __future__ import annotations

import math

from crm_course import contact_center, experience
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Exercise, Mistake, Personal, Question

from . import given
from .given import ID, House

__all__ = ["EXERCISE"]

_WHOLE_CENTS = Text(fr="L’arrondi au centime est accepté.", en="Rounding to the cent is accepted.")
_EURO = Text(fr="L’arrondi à l’euro est accepté.", en="Rounding to the euro is accepted.")
_TENTH_POINT = Text(fr="L’arrondi au dixième de point est accepté.", en="Rounding to a tenth of a point is accepted.")
_TENTH = Text(fr="L’arrondi au dixième de pour cent est accepté.", en="Rounding to a tenth of a percent is accepted.")


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


def _score(house: House) -> float:
    return float(experience.nps(house.surveys["recommend"].dropna()).score)


_STAFF = (
    Question(
        id=f"{ID}.offered", kind="number", points=1, unit="",
        competences=("orders.staff",),
        title=Text(fr="Une journée d’appels", en="A day of calls"),
        statement=Text(
            fr="`calls` porte la journée la plus chargée du trimestre, heure par heure. Combien d’appels ont été **présentés** ce jour-là ?",
            en="`calls` holds the busiest day of the quarter, hour by hour. How many calls were **offered** on that day?",
        ),
        answer=lambda house: int(house.calls["offered"].sum()), solution='calls["offered"].sum()',
        mistakes=(
            Mistake(name="answered-only", value=lambda house: int(house.calls["answered"].sum()), credit=0.5, message=Text(
                fr="Ce sont les appels décrochés : ceux qui ont raccroché avant ont appelé aussi.", en="Those are the calls answered: who hung up before has called too.")),
            Mistake(name="busiest-hour", value=lambda house: int(house.calls["offered"].max()), message=Text(
                fr="C’est l’heure la plus chargée ; la question porte sur la journée.", en="That is the busiest hour; the question is about the day.")),
        ),
        hints=(Text(fr="Une colonne compte tous les appels, décrochés ou non.", en="One column counts all calls, answered or not."),
               Text(fr="Additionnez la colonne `offered`.", en="Add up the column `offered`.")),
        why=Text(fr="Un appel perdu est une demande : on dimensionne sur les appels présentés.", en="A lost call is a demand: staff for the calls offered."),
    ),
    Question(
        id=f"{ID}.quick", kind="share", points=1, unit="%", tolerance=0.0005, tolerance_reason=_TENTH,
        competences=("orders.quality", "ndrc.omnichannel"),
        title=Text(fr="La qualité de service", en="The service level"),
        statement=Text(fr="Quelle part des appels présentés a été décrochée en 20 secondes ou moins ?", en="Which share of the calls offered was answered within 20 seconds?"),
        answer=lambda house: house.calls["answered_in_20s"].sum() / house.calls["offered"].sum(),
        solution='calls["answered_in_20s"].sum() / calls["offered"].sum()',
        mistakes=(
            Mistake(name="of-answered", value=lambda house: house.calls["answered_in_20s"].sum() / house.calls["answered"].sum(), credit=0.5, message=Text(
                fr="Vous divisez par les appels décrochés : les appels perdus disparaissent du calcul.", en="You divide by the calls answered: the lost ones vanish from the figure.")),
            Mistake(name="answered", value=lambda house: house.calls["answered"].sum() / house.calls["offered"].sum(), message=Text(
                fr="C’est la part des appels décrochés, quelle que soit l’attente.", en="That is the share of calls answered, however long the wait.")),
        ),
        hints=(Text(fr="Une part a un haut et un bas : sur quels appels porte-t-elle ?", en="A share has a top and a bottom: of which calls is it a share?"),
               Text(fr="En haut, les appels décrochés en 20 s ; en bas, tous les appels présentés.", en="On top the calls answered in 20 s; below, all calls offered.")),
        why=Text(fr="La promesse « 80 % en 20 s » se mesure sur tous les appels.", en='The promise "80% in 20 s" is measured on all calls.'),
    ),
    Question(
        id=f"{ID}.agent-hours", kind="number", points=2, unit="h",
        competences=("orders.staff",),
        title=Text(fr="Une journée à couvrir", en="A day to staff"),
        statement=Text(
            fr="Combien d’heures de conseillers faut-il au téléphone sur la journée pour décrocher, chaque heure, 80 % des appels en 20 s, personne ne raccrochant ? La durée moyenne d’un appel est celle de la journée.",
            en="How many hours of agents are needed at the phones over the day to answer, each hour, 80% of the calls within 20 s, nobody hanging up? The mean length of a call is that of the day.",
        ),
        answer=_hours,
        solution='contact_center.agents_needed(calls["offered"].to_numpy(), calls["handle_seconds_total"].sum() / calls["answered"].sum(), interval_seconds=3600).sum()',
        mistakes=(
            Mistake(name="load-only", value=_load_hours, credit=0.25, message=Text(
                fr="C’est la charge en erlangs, arrondie : sans marge, la file s’allonge.", en="That is the load in erlangs, rounded up: with no margin the queue grows.")),
            Mistake(name="peak-all-day", value=_peak_hours, credit=0.25, message=Text(
                fr="Vous gardez toute la journée l’effectif de l’heure la plus chargée.", en="You keep the busiest hour’s agents all day long.")),
            Mistake(name="quarter-hour", value=lambda house: _hours(house, 900), credit=0.5, message=Text(
                fr="Vous comptez les appels d’une heure comme s’ils venaient en un quart d’heure.", en="You count an hour’s calls as if they came in a quarter of an hour.")),
        ),
        hints=(Text(fr="`contact_center.agents_needed` demande les appels de chaque intervalle et la longueur d’un intervalle.", en="`contact_center.agents_needed` asks for the calls of each interval and the length of one."),
               Text(fr="La durée moyenne d’un appel est le temps total divisé par les appels décrochés.", en="The mean length of a call is the total time over the calls answered.")),
        why=Text(fr="Un conseiller de moins et la promesse n’est plus tenue ; un de plus coûte sans être nécessaire.", en="One agent fewer and the promise is broken; one more costs and is not needed."),
    ),
)  # fmt: skip

_LISTEN = (
    Question(
        id=f"{ID}.nps", kind="number", points=2, unit="points", tolerance=0.05, tolerance_reason=_TENTH_POINT,
        competences=("omni.survey", "orders.quality"),
        title=Text(fr="Le score de recommandation", en="The recommendation score"),
        statement=Text(fr="Quel est le NPS de l’enquête (`surveys`, question `recommend` de 0 à 10) ?", en="What is the NPS of the survey (`surveys`, question `recommend` from 0 to 10)?"),
        answer=_score, solution='experience.nps(surveys["recommend"].dropna()).score',
        mistakes=(
            Mistake(name="mean", value=lambda house: float(house.surveys["recommend"].mean() * 10), message=Text(
                fr="C’est une moyenne ; le NPS compare les promoteurs et les détracteurs.", en="That is a mean; the NPS compares promoters and detractors.")),
            Mistake(name="promoters-only", value=lambda house: float((house.surveys["recommend"] >= 9).mean() * 100), credit=0.25, message=Text(
                fr="C’est la part des promoteurs : ôtez celle des détracteurs.", en="That is the share of promoters: take off the detractors’.")),
        ),
        hints=(Text(fr="Promoteurs : 9 et 10. Détracteurs : 0 à 6.", en="Promoters: 9 and 10. Detractors: 0 to 6."),
               Text(fr="`experience.nps` lit la colonne et donne un résultat, dont `.score`.", en="`experience.nps` reads the column and gives a result, with `.score`.")),
        why=Text(fr="Le score va de −100 à +100 ; ceux qui hésitent n’y comptent pas.", en="The score runs from −100 to +100; those who waver do not count."),
    ),
    Question(
        id=f"{ID}.reasons", kind="table", points=2,
        competences=("orders.reasons",),
        title=Text(fr="Pourquoi appellent-ils ?", en="Why do they call?"),
        statement=Text(fr="Combien de demandes (`tickets`) y a-t-il par famille de motifs (`family`) ?", en="How many requests (`tickets`) are there by family of reasons (`family`)?"),
        answer=lambda house: {str(name): int(count) for name, count in house.tickets["family"].value_counts().items()},
        solution='tickets["family"].value_counts()',
        hints=(Text(fr="Une ligne par famille, un nombre de demandes par ligne.", en="One line a family, one number of requests a line."),
               Text(fr="pandas sait compter les valeurs d’une colonne.", en="pandas can count the values of a column.")),
        why=Text(fr="On agit sur les motifs les plus fréquents : une demande évitée ne coûte rien.", en="Act on the commonest reasons: a request avoided costs nothing."),
    ),
)  # fmt: skip

_DECIDE = (
    Question(
        id=f"{ID}.unit-cost", kind="money", points=1, unit="€", tolerance=0.005, tolerance_reason=_WHOLE_CENTS,
        competences=("orders.channels",),
        title=Text(fr="Ce que coûte un appel", en="What a call costs"),
        statement=Text(fr="`costs` donne les contacts et les coûts du trimestre, en centimes. Combien coûte un contact par téléphone, en euros ?", en="`costs` gives the quarter’s contacts and costs in cents. What does one contact by phone cost, in euros?"),
        answer=lambda house: float(house.per_contact["phone"]),
        solution='costs["cost_cents"]["phone"] / costs["contacts"]["phone"] / 100',
        mistakes=(
            Mistake(name="cents", value=lambda house: float(house.per_contact["phone"] * 100), credit=0.5, message=Text(fr="Votre résultat est en centimes.", en="Your result is in cents.")),
            Mistake(name="all-channels", value=lambda house: float(house.costs["cost_cents"].sum() / house.costs["contacts"].sum() / 100), message=Text(
                fr="C’est la moyenne de tous les canaux.", en="That is the mean of all channels.")),
        ),
        hints=(Text(fr="Coût du canal divisé par ses contacts.", en="The channel’s cost over its contacts."), Text(fr="Cent centimes font un euro.", en="A hundred cents are one euro.")),
        why=Text(fr="Le coût d’un contact est ce qu’un canal moins cher peut économiser, au plus.", en="The cost of a contact is the most that a cheaper channel can save."),
    ),
    Question(
        id=f"{ID}.saving", kind="money", points=2, unit="€", tolerance=0.5, tolerance_reason=_EURO,
        competences=("orders.channels", "crm.benefit"),
        title=Text(fr="Un canal à peser", en="A channel to weigh"),
        statement=Text(fr="Un suivi de commande sur le site remplacerait un tiers des appels. Combien économiserait-il par trimestre, en euros ?", en="Order tracking on the site would replace a third of the calls. How much would it save a quarter, in euros?"),
        answer=_saving,
        solution='costs["contacts"]["phone"] / 3 * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100',
        mistakes=(
            Mistake(name="web-is-free", value=lambda house: house.phone / 3 * float(house.per_contact["phone"]), credit=0.5, message=Text(
                fr="Un contact sur le site coûte aussi : ôtez-le.", en="A contact on the site costs too: take it off.")),
            Mistake(name="every-call", value=lambda house: 3 * _saving(house), credit=0.5, message=Text(fr="Un tiers seulement des appels est remplacé.", en="Only a third of the calls is replaced.")),
        ),
        hints=(Text(fr="Combien de contacts changent de canal ? Combien gagne-t-on sur chacun ?", en="How many contacts change channel? What is gained on each?"),
               Text(fr="Le gain par contact est la différence des deux coûts.", en="The gain on a contact is the difference of the two costs.")),
        why=Text(fr="C’est aussi le plus que l’on peut payer ce service par trimestre.", en="It is also the most that one may pay for that service a quarter."),
    ),
    Question(
        id=f"{ID}.result", kind="money", points=2, unit="€", tolerance=0.5, tolerance_reason=_EURO,
        competences=("crm.benefit", "omni.forecast"),
        title=Text(fr="Le résultat différentiel", en="The differential result"),
        statement=Text(
            fr="`project` dit ce que le service coûte : `setup_euros` une fois, à répartir également sur `quarters` trimestres, et `running_euros` chaque trimestre. "
               "S’il remplace un tiers des appels, de combien change le résultat d’un trimestre, en euros ?",
            en="`project` says what the service costs: `setup_euros` once, to be spread evenly over `quarters` quarters, and `running_euros` each quarter. "
               "If it replaces a third of the calls, by how much does a quarter’s result change, in euros?",
        ),
        answer=_result,
        solution='costs["contacts"]["phone"] / 3 * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100'
                 ' - project["running_euros"] - project["setup_euros"] / project["quarters"]',
        mistakes=(
            Mistake(name="setup-forgotten", value=lambda house: _saving(house) - float(house.project["running_euros"]), credit=0.5, message=Text(
                fr="Vous avez oublié la mise en place : une part en revient à chaque trimestre.", en="You forgot the setting up: a part of it falls on each quarter.")),
            Mistake(name="setup-at-once", value=lambda house: _saving(house) - float(house.project["running_euros"] + house.project["setup_euros"]), credit=0.5, message=Text(
                fr="Vous comptez toute la mise en place sur un seul trimestre : répartissez-la sur sa durée.", en="You charge the whole setting up to one quarter: spread it over its life.")),
            Mistake(name="saving-only", value=_saving, message=Text(
                fr="C’est l’économie, avant ce que le service coûte.", en="That is the saving, before what the service costs.")),
        ),
        hints=(Text(fr="Un résultat différentiel ne compte que ce qui change : ce qui s’économise, ce qui s’ajoute.", en="A differential result counts only what changes: what is saved, what is added."),
               Text(fr="Deux charges s’ajoutent, l’une par trimestre, l’autre à diviser par le nombre de trimestres.", en="Two costs are added, one for each quarter, the other to be divided by the number of quarters.")),
        why=Text(fr="L’économie, moins le fonctionnement, moins une part de la mise en place : rien d’autre ne change.", en="The saving, less the running, less a part of the setting up: nothing else changes."),
    ),
    Question(
        id=f"{ID}.break-even", kind="share", points=2, unit="%", tolerance=0.0005, tolerance_reason=_TENTH,
        competences=("omni.forecast", "orders.channels"),
        title=Text(fr="Ce qui doit être vrai", en="What must be true"),
        statement=Text(
            fr="À partir de quelle part des appels remplacés le service ne fait-il plus perdre d’argent ?",
            en="From which share of the calls replaced does the service no longer lose money?",
        ),
        answer=_break_even,
        solution='(project["running_euros"] + project["setup_euros"] / project["quarters"])'
                 ' / (costs["contacts"]["phone"] * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100)',
        mistakes=(
            Mistake(name="running-only", value=lambda house: float(house.project["running_euros"]) / _saving(house, 1), credit=0.5, message=Text(
                fr="Vous ne couvrez que le fonctionnement : la mise en place doit aussi être payée.", en="You cover only the running: the setting up must be paid too.")),
            Mistake(name="web-is-free", value=lambda house: _charges(house) / (house.phone * float(house.per_contact["phone"])), credit=0.5, message=Text(
                fr="Vous comptez le coût entier d’un appel : le contact sur le site qui le remplace coûte aussi.", en="You count the whole cost of a call: the contact on the site in its place costs too.")),
            Mistake(name="of-a-third", value=lambda house: _charges(house) / _saving(house), credit=0.25, message=Text(
                fr="C’est la part du plan (un tiers) qu’il faut atteindre ; on demande la part de tous les appels.", en="That is the share of the plan (a third) to be reached; the share of all calls is asked.")),
        ),
        hints=(Text(fr="Au seuil, ce qui est économisé égale ce qui est dépensé.", en="At break-even, what is saved equals what is spent."),
               Text(fr="Divisez les charges d’un trimestre par ce que l’on économiserait si tous les appels passaient au site.", en="Divide a quarter’s costs by what would be saved if every call moved to the site.")),
        facts=lambda house: {"least": _break_even(house), "below": int((house.elsewhere < _break_even(house)).sum()), "count": len(house.elsewhere)},
        why=Text(fr="Il faut remplacer {least:percent} des appels ; {below} maisons sur {count} n’y sont pas arrivées.", en="{least:percent} of the calls must be replaced; {below} houses of {count} did not get there."),
    ),
    Question(
        id=f"{ID}.bad-luck", kind="money", points=2, unit="€", tolerance=0.5, tolerance_reason=_EURO,
        competences=("crm.decide", "crm.benefit"),
        title=Text(fr="Et si cela se passe mal ?", en="And if it goes badly?"),
        statement=Text(
            fr="`elsewhere` donne la part des appels que le même service a remplacée dans chacune de 21 autres maisons. Neuf sur dix ont atteint au moins le premier décile (`quantile(0.1)`). "
               "Avec cette part-là, de combien change le résultat d’un trimestre, en euros ?",
            en="`elsewhere` holds the share of the calls that the same service replaced in each of 21 other houses. Nine in ten reached at least the first decile (`quantile(0.1)`). "
               "With that share, by how much does a quarter’s result change, in euros?",
        ),
        answer=lambda house: _result(house, _bad_luck(house)),
        solution='elsewhere.quantile(0.1) * costs["contacts"]["phone"] * (costs["cost_cents"]["phone"] / costs["contacts"]["phone"] - costs["cost_cents"]["web"] / costs["contacts"]["web"]) / 100'
                 ' - project["running_euros"] - project["setup_euros"] / project["quarters"]',
        mistakes=(
            Mistake(name="average-house", value=lambda house: _result(house, float(house.elsewhere.mean())), credit=0.25, message=Text(
                fr="C’est le résultat avec la part moyenne : la moitié des maisons, ou presque, font moins bien.", en="That is the result with the mean share: nearly half of the houses do worse.")),
            Mistake(name="good-luck", value=lambda house: _result(house, float(house.elsewhere.quantile(0.9))), credit=0.25, message=Text(
                fr="C’est le dernier décile : une maison sur dix fait mieux. On demande le mauvais cas.", en="That is the last decile: one house in ten does better. The bad case is asked.")),
            Mistake(name="saving-only", value=lambda house: _saving(house, _bad_luck(house)), credit=0.25, message=Text(
                fr="C’est l’économie dans ce cas ; ôtez ce que le service coûte : ces charges restent, même quand peu d’appels changent.", en="That is the saving in that case; take off what the service costs: those costs stay, even when few calls move.")),
        ),
        hints=(Text(fr="Seule la part change par rapport au résultat différentiel.", en="Only the share differs from the differential result."),
               Text(fr="Les charges du service ne dépendent pas du nombre d’appels remplacés.", en="The service’s costs do not depend on how many calls are replaced.")),
        why=Text(fr="Un plan se juge aussi à ce qu’il coûte quand il échoue : {loss:signed_money} par trimestre ici.", en="A plan is also judged by what it costs when it fails: {loss:signed_money} a quarter here."),
        facts=lambda house: {"loss": _result(house, _bad_luck(house))},
    ),
    Question(
        id=f"{ID}.advice", kind="open", points=5,
        competences=("omni.argument", "orders.channels"),
        title=Text(fr="Décider et défendre", en="Decide and defend"),
        statement=Text(
            fr="En six phrases pour la direction : faut-il ouvrir le suivi en ligne ? Citez le résultat attendu, la part à partir de laquelle il paie, ce qu’il coûte si cela se passe mal, et le NPS ; nommez un risque et ce qui vous ferait changer d’avis.",
            en="In six sentences for the management: should online tracking be opened? Cite the result expected, the share from which it pays, what it costs if things go badly, and the NPS; name a risk and what would change your mind.",
        ),
        facts=lambda house: {"result": _result(house), "least": _break_even(house), "bad": _result(house, _bad_luck(house)), "score": _score(house)},
        rubric=(
            Criterion(text=Text(fr="Le résultat attendu est cité.", en="The result expected is cited."), numbers=lambda house: [_result(house)]),
            Criterion(text=Text(fr="La part à partir de laquelle le service paie est citée.", en="The share from which the service pays is cited."), numbers=lambda house: [100 * _break_even(house)]),
            Criterion(text=Text(fr="Le mauvais cas est chiffré, et le NPS cité.", en="The bad case is in figures, and the NPS cited."), numbers=lambda house: [_result(house, _bad_luck(house)), _score(house)]),
            Criterion(text=Text(fr="Un risque est nommé.", en="A risk is named."), words=("risqu", "risk")),
            Criterion(text=Text(fr="Ce qui ferait changer d’avis est dit.", en="What would change the decision is said."), words=("changer", "si ", "change", "if ")),
        ),
        model=Text(
            fr="Nous attendons {result:signed_money} par trimestre si un tiers des appels passe au site. Le service paie à partir de {least:percent} des appels. "
               "Si cela se passe mal, le résultat change de {bad:signed_money}. Notre NPS est de {score:points} : un service mal fait le ferait baisser, et c’est le risque, avec les clients qui préfèrent parler. "
               "Je conseille un essai d’un trimestre. Je changerais d’avis si moins d’appels que ce seuil étaient remplacés.",
            en="We expect {result:signed_money} a quarter if a third of the calls moves to the site. The service pays from {least:percent} of the calls. "
               "If it goes badly, the result changes by {bad:signed_money}. Our NPS is {score:points}: a service done badly would lower it, and that is the risk, with customers who prefer to talk. "
               "I advise a trial of a quarter. I would change my mind if fewer calls than that threshold were replaced.",
        ),
        hints=(Text(fr="Une décision, quatre chiffres, un risque, une condition.", en="A decision, four figures, a risk, a condition."),
               Text(fr="« Je changerais d’avis si… » se vérifie sur un chiffre.", en='"I would change my mind if…" is checked on a figure.')),
    ),
)  # fmt: skip

EXERCISE = Exercise(
    id=ID,
    title=Text(fr="La maison de vente par correspondance", en="The mail-order house"),
    introduction=Text(
        fr="Vous prenez la responsabilité du service clients d’une maison de vente par correspondance. Les chiffres sont **les vôtres** : votre voisin a une autre maison, et d’autres réponses.",
        en="You take charge of the customer service of a mail-order house. The figures are **your own**: your neighbour has another house, and other answers.",
    ),
    given=given.given,
    setup=(
        "from crm_course import contact_center, experience\n\n"
        f'tables = workbook.own_tables("{ID}")\n'
        'calls, surveys, tickets = tables["calls"], tables["surveys"], tables["tickets"]\n'
        'costs = tables["costs"].set_index("channel")\n'
        'project, elsewhere = tables["project"].iloc[0], tables["elsewhere"]["share"]\n'
        "calls"
    ),
    questions=(*_STAFF, *_LISTEN, *_DECIDE),
    minutes=150,
    personal=Personal(tables=given.tables, read=given.read),
)
