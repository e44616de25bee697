"""What customers write: comments in French, by what happened to them.

The themes are in the order of `THEMES`; a comment is one opening and one sentence of its
theme, so that the same words rarely come back. Some sentences need that something is true
of the order: nobody praises an installation who had a parcel.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["COMMENTS", "FEATURES", "NEEDED", "THEMES", "WORDS", "composed"]

THEMES = ("late", "wait", "repeat", "bad", "fair", "good")

WORDS = {
    "late": ("date", "colis", "retard", "délai annoncé", "posé une journée"),
    "wait": ("téléphone", "raccrocher", "décroche", "patience", "occupée"),
    "repeat": ("relancer", "répéter", "renvoie", "dossier", "trois contacts", "responsabilité"),
}
"""Words by which a comment on a theme is known; no other theme has them."""

_OPENINGS: dict[str, tuple[str, ...]] = {
    "bad": ("", "Très déçu : ", "Franchement, ", "Je ne recommande pas. ", "Dommage : ", "Pas content. "),
    "fair": ("", "Dans l’ensemble, ", "Sans plus : ", "Correct. ", "Rien à redire, mais ", "Bof : "),
    "good": ("", "Merci ! ", "Très bien : ", "Bravo. ", "Rien à redire : ", "Parfait, "),
}
_SENTENCES: dict[str, tuple[str, ...]] = {
    "late": (
        "tout est arrivé bien après la date promise.",
        "j’ai attendu mon colis des jours sans la moindre nouvelle.",
        "on m’avait annoncé une date, elle n’a pas été tenue.",
        "j’ai posé une journée pour rien, personne n’est venu.",
        "du retard et aucun message pour prévenir.",
        "le délai annoncé à la commande n’était pas sérieux.",
    ),
    "wait": (
        "impossible de joindre quelqu’un au téléphone.",
        "l’attente au téléphone est beaucoup trop longue.",
        "j’ai fini par raccrocher après plusieurs minutes de musique.",
        "le service client ne décroche jamais le matin.",
        "il faut s’armer de patience pour parler à un conseiller.",
        "ligne toujours occupée, j’ai appelé quatre fois.",
    ),
    "repeat": (
        "il a fallu relancer plusieurs fois pour le même problème.",
        "chaque conseiller me fait répéter toute mon histoire.",
        "on me renvoie d’un service à l’autre.",
        "mon dossier n’était jamais à jour.",
        "trois contacts pour une réponse simple, c’est trop.",
        "personne ne prend la responsabilité du problème.",
    ),
    "bad": (
        "les prix ont trop augmenté.",
        "la qualité n’est plus ce qu’elle était.",
        "le conseil en magasin était insuffisant.",
        "le site est confus, je n’ai pas trouvé la référence.",
        "l’article ne correspond pas à la description.",
        "le vendeur ne connaissait pas le produit.",
    ),
    "fair": (
        "le produit convient, le suivi pourrait être meilleur.",
        "bon accueil, mais un peu cher.",
        "commande conforme, emballage à revoir.",
        "le site pourrait être plus simple.",
        "délais corrects, peu d’explications.",
        "service moyen, produit correct.",
    ),
    "good": (
        "équipe à l’écoute et travail soigné.",
        "livraison à l’heure et produit conforme.",
        "conseillère très claire, je reviendrai.",
        "installation propre et rapide.",
        "commande simple et bien suivie.",
        "excellents produits, je recommande autour de moi.",
    ),
}


FEATURES = ("at_home", "parcel", "installed", "shop", "site", "advised", "on_time")
"""What may be true of an order, each worth a bit: somebody comes, a parcel comes, it is installed; ordered in a shop, on a
screen, with somebody’s advice; brought on the promised day."""
_NEEDS = {
    "j’ai attendu mon colis des jours sans la moindre nouvelle.": "parcel",
    "j’ai posé une journée pour rien, personne n’est venu.": "at_home",
    "le conseil en magasin était insuffisant.": "shop",
    "le vendeur ne connaissait pas le produit.": "shop",
    "le site est confus, je n’ai pas trouvé la référence.": "site",
    "le site pourrait être plus simple.": "site",
    "bon accueil, mais un peu cher.": "advised",
    "commande conforme, emballage à revoir.": "parcel",
    "délais corrects, peu d’explications.": "on_time",
    "équipe à l’écoute et travail soigné.": "advised",
    "livraison à l’heure et produit conforme.": "on_time",
    "conseillère très claire, je reviendrai.": "advised",
    "installation propre et rapide.": "installed",
}


def composed(opening: str, sentence: str) -> str:
    """Opening and sentence, with capitals as French wants them."""
    text = opening + sentence
    for mark in (". ", "! "):
        head, found, tail = text.partition(mark)
        if found and tail:
            text = head + mark + tail[0].upper() + tail[1:]
    return text[0].upper() + text[1:]


def _table() -> NDArray[Any]:
    found = [[[composed(opening, sentence) for opening in _OPENINGS.get(theme, _OPENINGS["bad"])] for sentence in _SENTENCES[theme]]
             for theme in THEMES]  # fmt: skip
    return np.array(found, object)


COMMENTS = _table()
"""Comments by theme (as `THEMES`), sentence and opening."""
NEEDED = np.array([[1 << FEATURES.index(_NEEDS[words]) if words in _NEEDS else 0 for words in _SENTENCES[theme]] for theme in THEMES])
"""The feature that each sentence needs, as its bit, by theme and sentence; 0 for none."""
