"""Exercises on ways: two customers, a chain by hand, coalitions, a plausible mistake."""

from __future__ import annotations

from typing import Any

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS
from crm_course.journeys.attribution import attribute
from crm_course.journeys.markov import removal_effects
from crm_course.workbook.questions import Mistake, Question

from ..given import Given

__all__ = ["QUESTIONS"]

_ROUNDED = Text(fr="arrondi au millième", en="rounded to a thousandth")


def _credit(given: Given, model: str, channel: str) -> float:
    return float(attribute(given.paths, model).set_index("channel")["credit"].to_dict()[channel])


def _effect(given: Given, channel: str) -> float:
    return float(removal_effects(given.paths).set_index("channel")["removal_effect"].to_dict()[channel])


def _at(given: Given, moment: str) -> list[str]:
    """Channels that either customer uses at a moment."""
    return sorted({step.channel for journey in given.case.journeys for step in journey.steps if step.moment == moment})


def _used(given: Given) -> dict[str, Text]:
    return {name: CHANNELS[name] for journey in given.case.journeys for name in journey.channels}


def _kind_of_purchase(given: Given) -> str:
    """What Yanis does: looks in the shop, then buys online."""
    sofa = given.case.journey("sofa")
    looked = {step.channel for step in sofa.steps if step.number < sofa.purchase.number}
    return "showrooming" if "shop" in looked and sofa.purchase.place == "online" else "ropo"


def _naive(given: Given) -> float:
    """Share of purchases whose path holds A: deleting these journeys outright."""
    held = given.paths["path"].str.contains("A")
    return float(given.paths.loc[held, "conversions"].sum() / given.paths["conversions"].sum())


def _converted_with(given: Given) -> float:
    held = given.paths["path"].str.contains("A")
    return float(given.paths.loc[held, "conversions"].sum() / given.paths.loc[held, ["conversions", "nulls"]].to_numpy().sum())


def _shares(given: Given, model: str) -> dict[str, Any]:
    frame = attribute(given.paths, model)
    return dict(zip(frame["channel"], frame["credit"], strict=True))


QUESTIONS = (
    Question(
        id="journeys.during",
        competences=("omni.journeys", "ndrc.omnichannel"),
        kind="choices",
        title=Text(fr="Pendant l’achat", en="During the purchase"),
        statement=Text(
            fr="Regardez les deux parcours : `given.case.journey('paint').table()` et `given.case.journey('sofa').table()`. "
            "Quels canaux servent *pendant* l’achat, chez l’un ou chez l’autre ?",
            en="Look at both journeys: `given.case.journey('paint').table()` and `given.case.journey('sofa').table()`. "
            "Which channels are used *during* the purchase, by one or the other?",
        ),
        options={name: CHANNELS[name] for name in ("shop", "web", "phone", "social", "app", "chat", "sms", "kiosk", "field")},
        answer=lambda given: _at(given, "during"),
        solution="sorted({step.channel for journey in given.case.journeys for step in journey.steps if step.moment == 'during'})",
        mistakes=(
            Mistake(
                name="before-the-purchase",
                value=lambda given: _at(given, "before"),
                message=Text(fr="Ce sont les canaux d’avant l’achat : on y cherche, on n’y paie pas encore.", en="These are the channels before the purchase: one searches there, one does not pay yet."),
            ),
            Mistake(
                name="only-where-one-pays",
                value=lambda given: sorted({journey.purchase.channel for journey in given.case.journeys}),
                credit=0.5,
                message=Text(fr="Ce sont les canaux où l’on paie. S’identifier à la borne et recevoir la confirmation font aussi partie de l’achat.", en="These are the channels where one pays. Signing in at the kiosk and getting the confirmation are part of the purchase too."),
            ),
        ),
        hints=(
            Text(fr="La colonne « Moment » des tableaux donne la réponse ligne par ligne.", en="The column “Moment” of the tables gives the answer row by row."),
            Text(fr="Réunissez les canaux des deux clients, sans doublon.", en="Put together the channels of both customers, without duplicates."),
        ),
        why=Text(fr="Payer n’est qu’un geste : s’identifier avant et confirmer après relient les canaux entre eux.", en="Paying is only one gesture: signing in before and confirming after tie the channels together."),
    ),
    Question(
        id="journeys.yanis",
        competences=("omni.ropo",),
        kind="choice",
        title=Text(fr="Le nom de son chemin", en="The name of his way"),
        statement=Text(fr="Yanis essaie le canapé en magasin, puis le commande en ligne. Comment cela s’appelle-t-il ?", en="Yanis tries the sofa in the shop, then orders it online. What is that called?"),
        options={
            "ropo": Text(fr="ROPO : chercher en ligne, acheter en magasin", en="ROPO: research online, purchase offline"),
            "showrooming": Text(fr="showrooming : regarder en magasin, acheter en ligne", en="showrooming: look in the shop, buy online"),
            "collect": Text(fr="click and collect : commander en ligne, retirer en magasin", en="click and collect: order online, collect in the shop"),
        },
        answer=_kind_of_purchase,
        solution="'showrooming'",
        mistakes=(
            Mistake(name="the-reverse", value=lambda given: "ropo", message=Text(fr="C’est le chemin de Camille. Yanis fait l’inverse : où paie-t-il ?", en="That is Camille’s way. Yanis does the reverse: where does he pay?")),
            Mistake(name="where-it-is-fetched", value=lambda given: "collect", message=Text(fr="Personne ne retire rien en magasin : le canapé est livré.", en="Nobody collects anything in the shop: the sofa is delivered.")),
        ),
        hints=(Text(fr="Où regarde-t-il ? Où paie-t-il ?", en="Where does he look? Where does he pay?"), Text(fr="Cherchez le losange dans `journeys.journey_chart(given.case.journey('sofa'))`.", en="Look for the diamond in `journeys.journey_chart(given.case.journey('sofa'))`.")),
        why=Text(fr="Le magasin a travaillé pour le site : un tableau par canal ne le verrait pas.", en="The shop worked for the site: a table by channel would not see it."),
    ),
    Question(
        id="journeys.removal",
        competences=("ndrc.e-commerce",),
        kind="share",
        unit="%",
        points=2,
        title=Text(fr="Un effet de retrait à la main", en="A removal effect by hand"),
        statement=Text(
            fr="Voici `given.paths`. Quelle part des achats serait perdue sans le canal A (chaîne de Markov d’ordre 1) ?",
            en="Here is `given.paths`. What share of the purchases would be lost without channel A (Markov chain of order 1)?",
        ),
        starter="given.paths",
        answer=lambda given: _effect(given, "A"),
        solution="journeys.removal_effects(given.paths).set_index('channel').loc['A', 'removal_effect']",
        tolerance=0.001,
        tolerance_reason=_ROUNDED,
        mistakes=(
            Mistake(name="paths-with-a", value=_naive, message=Text(fr="Vous avez compté tous les achats dont le parcours contient A. Dans la chaîne, on oublie d’où l’on vient : depuis B, la chance d’acheter est la même pour tous.", en="You counted all purchases whose path holds A. In the chain, where one comes from is forgotten: from B the chance of buying is the same for all.")),
            Mistake(name="conversion-with-a", value=_converted_with, message=Text(fr="C’est le taux d’achat des parcours avec A, non la part perdue sans lui.", en="That is the conversion of journeys with A, not the share lost without it.")),
            Mistake(name="what-remains", value=lambda given: 1 - _effect(given, "A"), credit=0.5, message=Text(fr="C’est la part qui reste sans A ; on demande la part perdue.", en="That is the share that remains without A; the share lost is asked.")),
        ),
        hints=(
            Text(fr="Comptez les pas : combien de parcours commencent par A, par B ? Que devient-on après A, après B ?", en="Count the steps: how many journeys begin with A, with B? What comes after A, after B?"),
            Text(fr="Chance d’acheter avec tous les canaux, puis quand tout pas vers A mène à rien : comparez.", en="Chance of buying with all channels, then when every step into A leads to nothing: compare."),
            Text(fr="Sans A, seuls les parcours qui commencent par B peuvent encore acheter.", en="Without A, only journeys that begin with B can still buy."),
        ),
        why=Text(fr="Sans A, il reste {left:percent} des achats : ceux des parcours qui commencent par B.", en="Without A, {left:percent} of the purchases remain: those of journeys that begin with B."),
        facts=lambda given: {"left": 1 - _effect(given, "A")},
    ),
    Question(
        id="journeys.markov-credit",
        competences=("ndrc.e-commerce",),
        kind="number",
        title=Text(fr="Des effets au crédit", en="From effects to credit"),
        statement=Text(fr="Combien des {bought:number0} achats la chaîne de Markov crédite-t-elle au canal B ?", en="How many of the {bought:number0} purchases does the Markov chain credit to channel B?"),
        facts=lambda given: {"bought": given.paths["conversions"].sum(), "a": _effect(given, "A"), "b": _effect(given, "B")},
        answer=lambda given: _credit(given, "markov", "B"),
        solution="journeys.attribute(given.paths, 'markov').set_index('channel').loc['B', 'credit']",
        tolerance=0.01,
        tolerance_reason=Text(fr="arrondi au centième", en="rounded to a hundredth"),
        mistakes=(
            Mistake(name="effect-times-purchases", value=lambda given: _effect(given, "B") * float(given.paths["conversions"].sum()), message=Text(fr="Vous avez multiplié l’effet par les achats. Les effets ne s’additionnent pas à 1 : divisez d’abord par leur somme.", en="You multiplied the effect by the purchases. Effects do not add up to 1: divide by their sum first.")),
            Mistake(name="other-channel", value=lambda given: _credit(given, "markov", "A"), message=Text(fr="C’est le crédit de l’autre canal, A.", en="That is the credit of the other channel, A.")),
            Mistake(name="linear", value=lambda given: _credit(given, "linear", "B"), message=Text(fr="C’est le partage égal entre contacts (linéaire, ici aussi celui de Shapley).", en="That is the equal share between contacts (linear, here Shapley’s too).")),
        ),
        hints=(
            Text(fr="Il faut les deux effets de retrait.", en="Both removal effects are needed."),
            Text(fr="Le crédit se partage en proportion des effets ; la somme des crédits est le nombre d’achats.", en="Credit is shared in proportion to the effects; credits add up to the number of purchases."),
        ),
        why=Text(fr="Effets : {a:percent} pour A, {b:percent} pour B. Leur somme dépasse 100 % : deux canaux peuvent être indispensables au même achat.", en="Effects: {a:percent} for A, {b:percent} for B. Their sum exceeds 100%: two channels can be indispensable to the same purchase."),
    ),
    Question(
        id="journeys.shapley",
        competences=("ndrc.e-commerce",),
        kind="table",
        title=Text(fr="Le partage de Shapley", en="Shapley’s share"),
        statement=Text(fr="Et la valeur de Shapley ? Donnez les achats crédités à chacun : `{{\"A\": …, \"B\": …}}`.", en="And the Shapley value? Give the purchases credited to each: `{{\"A\": …, \"B\": …}}`."),
        answer=lambda given: _shares(given, "shapley"),
        solution="journeys.attribute(given.paths, 'shapley').set_index('channel')['credit']",
        tolerance=0.01,
        tolerance_reason=Text(fr="arrondi au centième", en="rounded to a hundredth"),
        mistakes=(
            Mistake(name="last-touch", value=lambda given: _shares(given, "last"), message=Text(fr="C’est le dernier contact. Shapley partage chaque achat entre les canaux de son parcours.", en="That is the last touch. Shapley shares each purchase between the channels of its path.")),
            Mistake(name="markov", value=lambda given: _shares(given, "markov"), credit=0.25, message=Text(fr="C’est le partage de la chaîne de Markov. Shapley ne regarde que les parcours qui ont acheté.", en="That is the share of the Markov chain. Shapley looks only at journeys that bought.")),
        ),
        hints=(
            Text(fr="Un achat se partage également entre les canaux différents de son parcours.", en="A purchase is shared equally between the different channels of its path."),
            Text(fr="Quels achats passent par A et B ? Lesquels par un seul canal ?", en="Which purchases go through A and B? Which through a single channel?"),
        ),
        why=Text(fr="Shapley ignore les parcours sans achat ; Markov s’en sert. D’où deux crédits pour les mêmes clients.", en="Shapley ignores journeys without purchase; Markov uses them. Hence two credits for the same customers."),
    ),
    Question(
        id="journeys.find-the-error",
        competences=("crm.decide",),
        kind="choice",
        title=Text(fr="Trouver l’erreur", en="Find the error"),
        statement=Text(
            fr="L’agence écrit : « Les effets de retrait sont de {a:percent} pour A et {b:percent} pour B : ensemble, nos deux canaux ont donc causé {sum:percent} des ventes. » Où est l’erreur ?",
            en="The agency writes: “The removal effects are {a:percent} for A and {b:percent} for B: together, our two channels thus caused {sum:percent} of the sales.” Where is the error?",
        ),
        facts=lambda given: {"a": _effect(given, "A"), "b": _effect(given, "B"), "sum": _effect(given, "A") + _effect(given, "B")},
        options={
            "wrong-effects": Text(fr="les deux effets sont mal calculés", en="both effects are computed wrongly"),
            "added-and-cause": Text(fr="des effets de retrait ne s’additionnent pas, et ce sont des effets dans le modèle, non des causes", en="removal effects do not add up, and they are effects within the model, not causes"),
            "last-touch": Text(fr="il fallait compter au dernier contact", en="the last contact should have been counted"),
            "too-few": Text(fr="il fallait un intervalle ; le reste est juste", en="an interval was missing; the rest is right"),
        },
        answer=lambda given: "added-and-cause",
        solution="'added-and-cause'",
        mistakes=(
            Mistake(name="blames-the-arithmetic", value=lambda given: "wrong-effects", message=Text(fr="Recalculez : `journeys.removal_effects(given.paths)` donne bien ces deux nombres.", en="Compute again: `journeys.removal_effects(given.paths)` does give these two numbers.")),
            Mistake(name="interval-only", value=lambda given: "too-few", message=Text(fr="Un intervalle manque, c’est vrai. Mais aucun intervalle ne rend possible plus de 100 % des ventes.", en="An interval is missing, true. But no interval makes more than 100% of the sales possible.")),
        ),
        hints=(Text(fr="Peut-on causer plus que toutes les ventes ?", en="Can one cause more than all the sales?"), Text(fr="Si A et B sont tous deux nécessaires à une vente, combien de fois est-elle comptée ?", en="If A and B are both needed for a sale, how often is it counted?")),
        why=Text(fr="Une vente qui a besoin de A et de B est perdue deux fois. Pour la cause, il faut une expérience.", en="A sale that needs A and B is lost twice. For the cause, an experiment is needed."),
    ),
)  # fmt: skip
