"""Exercises on ways: two customers, a chain by hand, coalitions, a plausible mistake."""

# %%
from typing import Any

from crm_course.foundations.vocabulary import CHANNELS
from crm_course.journeys.attribution import attribute
from crm_course.journeys.markov import removal_effects
from crm_course.workbook.precision import HUNDREDTH, THOUSANDTH
from crm_course.workbook.script import question

from ..given import Given

def _credit(given: Given, model: str, channel: str) -> float:
    return float(attribute(given.paths, model).set_index("channel")["credit"].to_dict()[channel])


def _effect(given: Given, channel: str) -> float:
    return float(removal_effects(given.paths).set_index("channel")["removal_effect"].to_dict()[channel])


def _at(given: Given, moment: str) -> list[str]:
    """Channels that either customer uses at a moment."""
    return sorted({step.channel for journey in given.case.journeys for step in journey.steps if step.moment == moment})


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

# %% [markdown] tags=["lang-fr"]
# ## Pendant l’achat
# Regardez les deux parcours : `given.case.journey('paint').table()` et `given.case.journey('sofa').table()`. Quels canaux servent *pendant* l’achat, chez l’un ou chez l’autre ?
# - Indice : La colonne « Moment » des tableaux donne la réponse ligne par ligne.
# - Indice : Réunissez les canaux des deux clients, sans doublon.
# - Erreur before-the-purchase : Ce sont les canaux d’avant l’achat : on y cherche, on n’y paie pas encore.
# - Erreur only-where-one-pays : Ce sont les canaux où l’on paie. S’identifier à la borne et recevoir la confirmation font aussi partie de l’achat.
# - Pourquoi : Payer n’est qu’un geste : s’identifier avant et confirmer après relient les canaux entre eux.

# %% [markdown] tags=["lang-en"] of="61d4cdb2"
# ## During the purchase
# Look at both journeys: `given.case.journey('paint').table()` and `given.case.journey('sofa').table()`. Which channels are used *during* the purchase, by one or the other?
# - Hint: The column “Moment” of the tables gives the answer row by row.
# - Hint: Put together the channels of both customers, without duplicates.
# - Mistake before-the-purchase: These are the channels before the purchase: one searches there, one does not pay yet.
# - Mistake only-where-one-pays: These are the channels where one pays. Signing in at the kiosk and getting the confirmation are part of the purchase too.
# - Why: Paying is only one gesture: signing in before and confirming after tie the channels together.

# %%
question(
    "journeys.during", "choices", competences=("omni.journeys", "ndrc.omnichannel"),
    options={name: CHANNELS[name] for name in ("shop", "web", "phone", "social", "app", "chat", "sms", "kiosk", "field")},
    answer=lambda given: _at(given, "during"),
    solution="sorted({step.channel for journey in given.case.journeys for step in journey.steps if step.moment == 'during'})",
    mistakes={
        "before-the-purchase": lambda given: _at(given, "before"),
        "only-where-one-pays": (lambda given: sorted({journey.purchase.channel for journey in given.case.journeys}), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le nom de son chemin
# Yanis essaie le canapé en magasin, puis le commande en ligne. Comment cela s’appelle-t-il ?
# - Choix ropo : ROPO : chercher en ligne, acheter en magasin
# - Choix showrooming : showrooming : regarder en magasin, acheter en ligne
# - Choix collect : click and collect : commander en ligne, retirer en magasin
# - Indice : Où regarde-t-il ? Où paie-t-il ?
# - Indice : Cherchez le losange dans `journeys.journey_chart(given.case.journey('sofa'))`.
# - Erreur the-reverse : C’est le chemin de Camille. Yanis fait l’inverse : où paie-t-il ?
# - Erreur where-it-is-fetched : Personne ne retire rien en magasin : le canapé est livré.
# - Pourquoi : Le magasin a travaillé pour le site : un tableau par canal ne le verrait pas.

# %% [markdown] tags=["lang-en"] of="c1103fc9"
# ## The name of his way
# Yanis tries the sofa in the shop, then orders it online. What is that called?
# - Option ropo: ROPO: research online, purchase offline
# - Option showrooming: showrooming: look in the shop, buy online
# - Option collect: click and collect: order online, collect in the shop
# - Hint: Where does he look? Where does he pay?
# - Hint: Look for the diamond in `journeys.journey_chart(given.case.journey('sofa'))`.
# - Mistake the-reverse: That is Camille’s way. Yanis does the reverse: where does he pay?
# - Mistake where-it-is-fetched: Nobody collects anything in the shop: the sofa is delivered.
# - Why: The shop worked for the site: a table by channel would not see it.

# %%
question(
    "journeys.yanis", "choice", competences=("omni.ropo",),
    answer=_kind_of_purchase,
    solution="'showrooming'",
    mistakes={
        "the-reverse": lambda given: "ropo",
        "where-it-is-fetched": lambda given: "collect",
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Un effet de retrait à la main
# Voici `given.paths`. Quelle part des achats serait perdue sans le canal A (chaîne de Markov d’ordre 1) ?
# - Indice : Comptez les pas : combien de parcours commencent par A, par B ? Que devient-on après A, après B ?
# - Indice : Chance d’acheter avec tous les canaux, puis quand tout pas vers A mène à rien : comparez.
# - Indice : Sans A, seuls les parcours qui commencent par B peuvent encore acheter.
# - Erreur paths-with-a : Vous avez compté tous les achats dont le parcours contient A. Dans la chaîne, on oublie d’où l’on vient : depuis B, la chance d’acheter est la même pour tous.
# - Erreur conversion-with-a : C’est le taux d’achat des parcours avec A, non la part perdue sans lui.
# - Erreur what-remains : C’est la part qui reste sans A ; on demande la part perdue.
# - Pourquoi : Sans A, il reste {left:percent} des achats : ceux des parcours qui commencent par B.

# %% [markdown] tags=["lang-en"] of="8a25f22f"
# ## A removal effect by hand
# Here is `given.paths`. What share of the purchases would be lost without channel A (Markov chain of order 1)?
# - Hint: Count the steps: how many journeys begin with A, with B? What comes after A, after B?
# - Hint: Chance of buying with all channels, then when every step into A leads to nothing: compare.
# - Hint: Without A, only journeys that begin with B can still buy.
# - Mistake paths-with-a: You counted all purchases whose path holds A. In the chain, where one comes from is forgotten: from B the chance of buying is the same for all.
# - Mistake conversion-with-a: That is the conversion of journeys with A, not the share lost without it.
# - Mistake what-remains: That is the share that remains without A; the share lost is asked.
# - Why: Without A, {left:percent} of the purchases remain: those of journeys that begin with B.

# %%
question(
    "journeys.removal", "share", unit="%", points=2, precision=THOUSANDTH, competences=("ndrc.e-commerce",), starter="given.paths",
    facts=lambda given: {"left": 1 - _effect(given, "A")},
    answer=lambda given: _effect(given, "A"),
    solution="journeys.removal_effects(given.paths).set_index('channel').loc['A', 'removal_effect']",
    mistakes={
        "paths-with-a": _naive,
        "conversion-with-a": _converted_with,
        "what-remains": (lambda given: 1 - _effect(given, "A"), 0.5),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Des effets au crédit
# Combien des {bought:number0} achats la chaîne de Markov crédite-t-elle au canal B ?
# - Indice : Il faut les deux effets de retrait.
# - Indice : Le crédit se partage en proportion des effets ; la somme des crédits est le nombre d’achats.
# - Erreur effect-times-purchases : Vous avez multiplié l’effet par les achats. Les effets ne s’additionnent pas à 1 : divisez d’abord par leur somme.
# - Erreur other-channel : C’est le crédit de l’autre canal, A.
# - Erreur linear : C’est le partage égal entre contacts (linéaire, ici aussi celui de Shapley).
# - Pourquoi : Effets : {a:percent} pour A, {b:percent} pour B. Leur somme dépasse 100 % : deux canaux peuvent être indispensables au même achat.

# %% [markdown] tags=["lang-en"] of="8c4980e8"
# ## From effects to credit
# How many of the {bought:number0} purchases does the Markov chain credit to channel B?
# - Hint: Both removal effects are needed.
# - Hint: Credit is shared in proportion to the effects; credits add up to the number of purchases.
# - Mistake effect-times-purchases: You multiplied the effect by the purchases. Effects do not add up to 1: divide by their sum first.
# - Mistake other-channel: That is the credit of the other channel, A.
# - Mistake linear: That is the equal share between contacts (linear, here Shapley’s too).
# - Why: Effects: {a:percent} for A, {b:percent} for B. Their sum exceeds 100%: two channels can be indispensable to the same purchase.

# %%
question(
    "journeys.markov-credit", "number", precision=HUNDREDTH.within(0.01), competences=("ndrc.e-commerce",),
    facts=lambda given: {"bought": given.paths["conversions"].sum(), "a": _effect(given, "A"), "b": _effect(given, "B")},
    answer=lambda given: _credit(given, "markov", "B"),
    solution="journeys.attribute(given.paths, 'markov').set_index('channel').loc['B', 'credit']",
    mistakes={
        "effect-times-purchases": lambda given: _effect(given, "B") * float(given.paths["conversions"].sum()),
        "other-channel": lambda given: _credit(given, "markov", "A"),
        "linear": lambda given: _credit(given, "linear", "B"),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Le partage de Shapley
# Et la valeur de Shapley ? Donnez les achats crédités à chacun.
# - Indice : Un achat se partage également entre les canaux différents de son parcours.
# - Indice : Quels achats passent par A et B ? Lesquels par un seul canal ?
# - Erreur last-touch : C’est le dernier contact. Shapley partage chaque achat entre les canaux de son parcours.
# - Erreur markov : C’est le partage de la chaîne de Markov. Shapley ne regarde que les parcours qui ont acheté.
# - Pourquoi : Shapley ignore les parcours sans achat ; Markov s’en sert. D’où deux crédits pour les mêmes clients.

# %% [markdown] tags=["lang-en"] of="78e5bcf5"
# ## Shapley’s share
# And the Shapley value? Give the purchases credited to each.
# - Hint: A purchase is shared equally between the different channels of its path.
# - Hint: Which purchases go through A and B? Which through a single channel?
# - Mistake last-touch: That is the last touch. Shapley shares each purchase between the channels of its path.
# - Mistake markov: That is the share of the Markov chain. Shapley looks only at journeys that bought.
# - Why: Shapley ignores journeys without purchase; Markov uses them. Hence two credits for the same customers.

# %%
question(
    "journeys.shapley", "table", precision=HUNDREDTH.within(0.01), competences=("ndrc.e-commerce",),
    answer=lambda given: _shares(given, "shapley"),
    solution="journeys.attribute(given.paths, 'shapley').set_index('channel')['credit']",
    mistakes={
        "last-touch": lambda given: _shares(given, "last"),
        "markov": (lambda given: _shares(given, "markov"), 0.25),
    },
)

# %% [markdown] tags=["lang-fr"]
# ## Trouver l’erreur
# L’agence écrit : « Les effets de retrait sont de {a:percent} pour A et {b:percent} pour B : ensemble, nos deux canaux ont donc causé {sum:percent} des ventes. » Où est l’erreur ?
# - Choix wrong-effects : les deux effets sont mal calculés
# - Choix added-and-cause : des effets de retrait ne s’additionnent pas, et ce sont des effets dans le modèle, non des causes
# - Choix last-touch : il fallait compter au dernier contact
# - Choix too-few : il fallait un intervalle ; le reste est juste
# - Indice : Peut-on causer plus que toutes les ventes ?
# - Indice : Si A et B sont tous deux nécessaires à une vente, combien de fois est-elle comptée ?
# - Erreur blames-the-arithmetic : Recalculez : `journeys.removal_effects(given.paths)` donne bien ces deux nombres.
# - Erreur interval-only : Un intervalle manque, c’est vrai. Mais aucun intervalle ne rend possible plus de 100 % des ventes.
# - Pourquoi : Une vente qui a besoin de A et de B est perdue deux fois. Pour la cause, il faut une expérience.

# %% [markdown] tags=["lang-en"] of="f1b98356"
# ## Find the error
# The agency writes: “The removal effects are {a:percent} for A and {b:percent} for B: together, our two channels thus caused {sum:percent} of the sales.” Where is the error?
# - Option wrong-effects: both effects are computed wrongly
# - Option added-and-cause: removal effects do not add up, and they are effects within the model, not causes
# - Option last-touch: the last contact should have been counted
# - Option too-few: an interval was missing; the rest is right
# - Hint: Can one cause more than all the sales?
# - Hint: If A and B are both needed for a sale, how often is it counted?
# - Mistake blames-the-arithmetic: Compute again: `journeys.removal_effects(given.paths)` does give these two numbers.
# - Mistake interval-only: An interval is missing, true. But no interval makes more than 100% of the sales possible.
# - Why: A sale that needs A and B is lost twice. For the cause, an experiment is needed.

# %%
question(
    "journeys.find-the-error", "choice", competences=("crm.decide",),
    facts=lambda given: {"a": _effect(given, "A"), "b": _effect(given, "B"), "sum": _effect(given, "A") + _effect(given, "B")},
    answer=lambda given: "added-and-cause",
    mistakes={
        "blames-the-arithmetic": lambda given: "wrong-effects",
        "interval-only": lambda given: "too-few",
    },
)
