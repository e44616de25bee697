"""The mail-order house: a day to staff, a survey to read, contact reasons to count, a channel to weigh.

Each learner has a house of his own: the same questions, other calls, other customers, other costs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from crm_course import contact_center, experience
from crm_course.foundations.language import Text
from crm_course.workbook.questions import Criterion, Exercise, Mistake, Personal, Question

__all__ = ["EXERCISE", "House"]

_ID = "mail-order-house"
_CUSTOMERS, _MONTHS = 8000, 3
_WHOLE_CENTS = Text(fr="L’arrondi au centime est accepté.", en="Rounding to the cent is accepted.")
_HALF_POINT = Text(fr="L’arrondi au point entier est accepté.", en="Rounding to a whole point is accepted.")
_TENTH = Text(fr="L’arrondi au dixième de pour cent est accepté.", en="Rounding to a tenth of a percent is accepted.")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A quarter of a mail-order house: calls of its busiest day by hour, answers to its survey, requests, costs by channel."""

    calls: pd.DataFrame
    surveys: pd.DataFrame
    tickets: pd.DataFrame
    costs: pd.DataFrame

    @property
    def per_contact(self) -> pd.Series[float]:
        """Euros for one contact, by channel."""
        return self.costs["cost_cents"] / self.costs["contacts"] / 100

    @property
    def phone(self) -> int:
        """Contacts by phone in the quarter."""
        return int(self.costs["contacts"]["phone"])


def _tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """The tables of one learner's house."""
    from crm_course.synthetic.making import world

    made = world("mail-order", customers=_CUSTOMERS, months=_MONTHS, seed=seed % 2**31).tables
    calls = made["calls"].assign(
        day=lambda frame: frame["interval_start"].dt.normalize(), hour=lambda frame: frame["interval_start"].dt.hour
    )
    busiest = calls.groupby("day")["offered"].sum().idxmax()
    counted = ["offered", "answered", "abandoned", "answered_in_20s", "handle_seconds"]
    costs = made["channel_costs"].astype({"channel": str}).groupby("channel")[["contacts", "cost_cents"]].sum()
    return {
        "calls": calls[calls["day"] == busiest].groupby("hour")[counted].sum().reset_index(),
        "surveys": made["surveys"][["response_id", "recommend", "satisfaction", "verbatim"]],
        "tickets": made["tickets"][["ticket_id", "channel", "family", "reason", "handle_seconds"]],
        "costs": costs[costs["contacts"] > 0].reset_index(),
    }


def _read(tables: Mapping[str, pd.DataFrame]) -> House:
    return House(calls=tables["calls"], surveys=tables["surveys"], tickets=tables["tickets"], costs=tables["costs"].set_index("channel"))


def _given() -> House:
    from crm_course.workbook.own_data import own_tables

    return _read(own_tables(_ID))


def _handle(house: House) -> float:
    return float(house.calls["handle_seconds"].sum() / house.calls["answered"].sum())


def _hours(house: House, interval_seconds: int = 3600) -> int:
    """Hours of agents at the phones that keep the promise all day."""
    return int(contact_center.agents_needed(house.calls["offered"].to_numpy(), _handle(house), interval_seconds=interval_seconds).sum())


def _load_hours(house: House) -> int:
    """As many agents as erlangs, rounded up, hour by hour."""
    return sum(math.ceil(int(offered) * _handle(house) / 3600) for offered in house.calls["offered"])


def _peak_hours(house: House) -> int:
    """The agents of the busiest hour, all day long."""
    return len(house.calls) * int(contact_center.agents_needed(int(house.calls["offered"].max()), _handle(house), interval_seconds=3600))


def _saving(house: House) -> float:
    return house.phone / 3 * float(house.per_contact["phone"] - house.per_contact["web"])


def _score(house: House) -> float:
    return float(experience.nps(house.surveys["recommend"].dropna()).score)


_STAFF = (
    Question(
        id=f"{_ID}.offered", kind="number", points=1, unit="",
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
        id=f"{_ID}.quick", kind="share", points=1, unit="%", tolerance=0.0005, tolerance_reason=_TENTH,
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
        id=f"{_ID}.agent-hours", kind="number", points=2, unit="h",
        competences=("orders.staff",),
        title=Text(fr="Une journée à couvrir", en="A day to staff"),
        statement=Text(
            fr="Combien d’heures de conseillers faut-il au téléphone sur la journée pour décrocher, chaque heure, 80 % des appels en 20 s, personne ne raccrochant ? La durée moyenne d’un appel est celle de la journée.",
            en="How many hours of agents are needed at the phones over the day to answer, each hour, 80% of the calls within 20 s, nobody hanging up? The mean length of a call is that of the day.",
        ),
        answer=_hours,
        solution='contact_center.agents_needed(calls["offered"].to_numpy(), calls["handle_seconds"].sum() / calls["answered"].sum(), interval_seconds=3600).sum()',
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
        id=f"{_ID}.nps", kind="number", points=2, unit="points", tolerance=0.5, tolerance_reason=_HALF_POINT,
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
        id=f"{_ID}.reasons", kind="table", points=2,
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
        id=f"{_ID}.unit-cost", kind="money", points=1, unit="€", tolerance=0.005, tolerance_reason=_WHOLE_CENTS,
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
        id=f"{_ID}.saving", kind="money", points=2, unit="€", tolerance=0.5, tolerance_reason=Text(fr="L’arrondi à l’euro est accepté.", en="Rounding to the euro is accepted."),
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
        id=f"{_ID}.advice", kind="open", points=4,
        competences=("omni.argument", "orders.channels"),
        title=Text(fr="Décider et défendre", en="Decide and defend"),
        statement=Text(
            fr="En cinq phrases pour la direction : faut-il ouvrir le suivi en ligne ? Citez l’économie et le NPS, nommez un risque et ce qui vous ferait changer d’avis.",
            en="In five sentences for the management: should online tracking be opened? Cite the saving and the NPS, name a risk and what would change your mind.",
        ),
        facts=lambda house: {"saving": _saving(house), "score": _score(house)},
        rubric=(
            Criterion(text=Text(fr="L’économie est citée.", en="The saving is cited."), numbers=lambda house: [_saving(house)]),
            Criterion(text=Text(fr="Le NPS est cité.", en="The NPS is cited."), numbers=lambda house: [_score(house)]),
            Criterion(text=Text(fr="Un risque est nommé.", en="A risk is named."), words=("risqu", "risk")),
            Criterion(text=Text(fr="Ce qui ferait changer d’avis est dit.", en="What would change the decision is said."), words=("changer", "si ", "change", "if ")),
        ),
        model=Text(
            fr="Oui : le suivi économise {saving:money} par trimestre, avec un NPS de {score:points}. Le risque est que des clients âgés soient perdus. Je changerais d’avis si les appels ne baissaient pas.",
            en="Yes: tracking saves {saving:money} a quarter, with an NPS of {score:points}. The risk is that older customers are lost. I would change my mind if calls did not fall.",
        ),
        hints=(Text(fr="Une décision, deux chiffres, un risque, une condition.", en="A decision, two figures, a risk, a condition."),
               Text(fr="« Je changerais d’avis si… » se vérifie sur un chiffre.", en='"I would change my mind if…" is checked on a figure.')),
    ),
)  # fmt: skip

EXERCISE = Exercise(
    id=_ID,
    title=Text(fr="La maison de vente par correspondance", en="The mail-order house"),
    introduction=Text(
        fr="Vous prenez la responsabilité du service clients d’une maison de vente par correspondance. Les chiffres sont **les vôtres** : votre voisin a une autre maison, et d’autres réponses.",
        en="You take charge of the customer service of a mail-order house. The figures are **your own**: your neighbour has another house, and other answers.",
    ),
    given=_given,
    setup=(
        "from crm_course import contact_center, experience\n\n"
        f'tables = workbook.own_tables("{_ID}")\n'
        'calls, surveys, tickets = tables["calls"], tables["surveys"], tables["tickets"]\n'
        'costs = tables["costs"].set_index("channel")\n'
        "calls"
    ),
    questions=(*_STAFF, *_LISTEN, *_DECIDE),
    minutes=120,
    personal=Personal(tables=_tables, read=_read),
)
