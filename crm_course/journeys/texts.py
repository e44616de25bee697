"""What the chapter says: sentences, titles and labels, in French and in English."""

from __future__ import annotations

from collections.abc import Mapping

from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import CHANNELS

__all__ = ["channel_label", "channel_text", "label", "model_label", "path_label", "strategy_label"]


# -- labels -------------------------------------------------------------------------------

MODEL_LABELS: Mapping[str, Text] = {
    "first": Text(fr="Premier contact", en="First touch"),
    "last": Text(fr="Dernier contact", en="Last touch"),
    "last-non-direct": Text(fr="Dernier contact non direct", en="Last non-direct touch"),
    "linear": Text(fr="Linéaire", en="Linear"),
    "position": Text(fr="Position (40/20/40)", en="Position (40/20/40)"),
    "time-decay": Text(fr="Décroissance dans le temps", en="Time decay"),
    "markov": Text(fr="Chaîne de Markov", en="Markov chain"),
    "shapley": Text(fr="Valeur de Shapley", en="Shapley value"),
    "truth": Text(fr="Vérité", en="Truth"),
}

STRATEGY_LABELS: Mapping[str, Text] = {
    "single-channel": Text(fr="monocanal", en="single-channel"),
    "multichannel": Text(fr="multicanal", en="multichannel"),
    "cross-channel": Text(fr="cross-canal", en="cross-channel"),
    "omnichannel": Text(fr="omnicanal", en="omnichannel"),
}

MOMENT_LABELS: Mapping[str, Text] = {
    "before": Text(fr="avant l’achat", en="before the purchase"),
    "during": Text(fr="pendant l’achat", en="during the purchase"),
    "after": Text(fr="après l’achat", en="after the purchase"),
}

STAGE_LABELS: Mapping[str, Text] = {
    "mission": Text(fr="Recherche", en="Mission"),
    "order": Text(fr="Commande", en="Order"),
    "fulfilment": Text(fr="Livraison", en="Fulfilment"),
    "support": Text(fr="Service après-vente", en="Support"),
}

END_LABELS: Mapping[str, Text] = {
    "(start)": Text(fr="début", en="start"),
    "(conversion)": Text(fr="achat", en="purchase"),
    "(null)": Text(fr="sans suite", en="no purchase"),
    "(others)": Text(fr="autres", en="others"),
    "(more)": Text(fr="suite", en="goes on"),
}

POINT_LABELS: Mapping[str, Text] = {
    "failed": Text(fr="contact échoué", en="contact failed"),
    "repeat": Text(fr="contact répété", en="repeat contact"),
    "escape": Text(fr="changement de canal après échec", en="other channel after a failure"),
    "lost": Text(fr="client perdu après échec", en="customer lost after a failure"),
}

PLACE_LABELS: Mapping[str, Text] = {
    "online": Text(fr="en ligne", en="online"),
    "offline": Text(fr="hors ligne", en="offline"),
}

MEASURE_LABELS: Mapping[str, Text] = {
    "active_channels": Text(fr="canaux actifs", en="active channels"),
    "several_channels": Text(fr="parcours à plusieurs canaux", en="journeys with several channels"),
    "switching": Text(fr="changements de canal", en="changes of channel"),
    "handover": Text(fr="achat et retrait dans deux lieux", en="bought and fulfilled in two places"),
    "simultaneous": Text(fr="usage simultané", en="simultaneous use"),
    "recognition": Text(fr="client reconnu au changement", en="recognised at the change"),
    "context": Text(fr="contexte repris", en="context carried over"),
    "consistency": Text(fr="réponse cohérente", en="consistent answer"),
    "continuity": Text(fr="continuité", en="continuity"),
    "visit_site": Text(fr="visitent le site", en="visit the site"),
    "visit_shop": Text(fr="visitent le magasin", en="visit the shop"),
    "buy_in_shop_only": Text(fr="n’achètent qu’en magasin", en="buy in shops only"),
    "buy_online_only": Text(fr="n’achètent qu’en ligne", en="buy online only"),
    "conversion_gain": Text(fr="gain de conversion à plusieurs canaux", en="gain of conversion with several channels"),
    "conversion_mobile": Text(fr="conversion avec un mobile", en="conversion with a mobile"),
    "conversion_desktop": Text(fr="conversion avec un ordinateur", en="conversion with a desktop"),
    "mobile_in_shop": Text(fr="mobile utilisé en magasin", en="mobile used in the shop"),
    "prepared_online": Text(fr="achats en magasin préparés en ligne", en="shop purchases prepared online"),
    "prepared": Text(fr="préparée sur le web", en="prepared on the web"),
    "unprepared": Text(fr="non préparée", en="unprepared"),
    "one-place": Text(fr="un seul lieu", en="one place only"),
    "desktop": Text(fr="ordinateur", en="desktop"),
    "mobile": Text(fr="mobile", en="mobile"),
    "tablet": Text(fr="tablette", en="tablet"),
    "all": Text(fr="ensemble", en="all"),
}

PERSONA_LABELS: Mapping[str, Text] = {
    "connected": Text(fr="Connectés", en="Connected"),
    "neighbour": Text(fr="Voisins", en="Neighbours"),
    "paint": Text(fr="Peinture", en="Paint"),
    "sofa": Text(fr="Canapé", en="Sofa"),
    "garden": Text(fr="Jardin", en="Garden"),
}
"""Segments and departments of the case that the chapter is taught with."""

_FAMILIES = (
    PERSONA_LABELS,
    CHANNELS,
    MODEL_LABELS,
    STRATEGY_LABELS,
    MOMENT_LABELS,
    STAGE_LABELS,
    END_LABELS,
    POINT_LABELS,
    PLACE_LABELS,
    MEASURE_LABELS,
)
_LABELS: Mapping[str, Text] = {code: text for family in reversed(_FAMILIES) for code, text in family.items()}


def label(code: object) -> str:
    """How a code of the chapter reads, in the language in force; an unknown one as it is."""
    known = _LABELS.get(str(code))
    return known.say() if known else str(code)


def channel_text(code: str) -> Text:
    """A channel, or an end of a journey, in both languages; a name of the owner's own as it is."""
    return CHANNELS.get(code) or END_LABELS.get(code) or Text.literal(code)


def channel_label(code: str) -> str:
    """How a channel, or an end of a journey, reads."""
    return channel_text(code).say()


def path_label(path: str) -> str:
    """How a path reads: its channels with arrows."""
    return " → ".join(channel_label(step) for step in path.split(" > "))


def model_label(code: str) -> str:
    """How an attribution model reads."""
    return MODEL_LABELS[code].say() if code in MODEL_LABELS else code


def strategy_label(code: str) -> str:
    """How one of the course's strategies reads."""
    return STRATEGY_LABELS[code].say()


# -- sentences of records -----------------------------------------------------------------

SCORE_SENTENCE = Text(
    fr="Le modèle le plus proche de la vérité est « {model} » : il place encore {misplaced:percent} du crédit sur le mauvais canal "
    "(dernier contact : {last:percent}), et distribue {overstated:number1} fois les achats que les canaux ont causés.",
    en="The model closest to the truth is “{model}”: it still puts {misplaced:percent} of the credit on the wrong channel "
    "(last touch: {last:percent}), and gives away {overstated:number1} times the purchases that channels caused.",
)

INTEGRATION_SENTENCE = Text(
    fr="Indice d’intégration : {index:number0} sur 100 ; relation {strategy}. À {known:percent} des étapes, l’entreprise sait "
    "ce qui a précédé ; cloisonnée en silos, elle le saurait à {silo:percent}.",
    en="Integration index: {index:number0} out of 100; the relation is {strategy}. At {known:percent} of the steps the company knows "
    "what went before; in silos it would at {silo:percent}.",
)

SURVEY_AGREES = Text(
    fr="L’enquête ({survey:percent}) et le journal ({log:percent}) sont compatibles : écart de {difference:points} points, "
    "intervalle de {low:points} à {high:points}.",
    en="Survey ({survey:percent}) and log ({log:percent}) are compatible: a difference of {difference:points} points, "
    "interval {low:points} to {high:points}.",
)
SURVEY_DIFFERS = Text(
    fr="L’enquête ({survey:percent}) et le journal ({log:percent}) ne disent pas la même chose : écart de {difference:points} points, "
    "intervalle de {low:points} à {high:points}.",
    en="Survey ({survey:percent}) and log ({log:percent}) do not say the same: a difference of {difference:points} points, "
    "interval {low:points} to {high:points}.",
)

BUDGET_SENTENCE = Text(
    fr="Si le crédit disait la cause : {cost:signed_money} de budget, {purchases:signed} achats, {value:signed_money} de ventes.",
    en="If credit were cause: {cost:signed_money} of budget, {purchases:signed} purchases, {value:signed_money} of sales.",
)
