"""What customers write: comments in French, by what happened to them.

The themes are in the order of `THEMES`; a comment is one opening and one sentence of its
theme, so that the same words rarely come back.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["COMMENTS", "THEMES", "WORDS"]

THEMES = ("late", "wait", "repeat", "bad", "fair", "good")

WORDS = {
    "late": ("date", "colis", "retard", "délai annoncé", "posé une journée"),
    "wait": ("téléphone", "raccrocher", "décroche", "patience", "occupée"),
    "repeat": ("rappeler", "répéter", "renvoie", "dossier", "trois contacts", "responsabilité"),
}
"""Words by which a comment on a theme is known; no other theme has them."""

_OPENINGS: dict[str, tuple[str, ...]] = {
    "bad": ("", "Très déçu : ", "Franchement, ", "Je ne recommande pas. ", "Dommage : ", "Pas content. "),
    "fair": ("", "Dans l’ensemble, ", "Sans plus : ", "Correct. ", "Rien à redire, mais ", "Bof : "),
    "good": ("", "Merci ! ", "Très bien : ", "Bravo. ", "Rien à redire : ", "Parfait, "),
}
_SENTENCES: dict[str, tuple[str, ...]] = {
    "late": (
        "la livraison est arrivée bien après la date promise.",
        "j’ai attendu mon colis des jours sans la moindre nouvelle.",
        "on m’avait annoncé une date, elle n’a pas été tenue.",
        "j’ai posé une journée pour rien, personne n’est venu.",
        "retard de livraison et aucun message pour prévenir.",
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
        "il a fallu rappeler plusieurs fois pour le même problème.",
        "chaque conseiller me fait répéter toute mon histoire.",
        "on me renvoie d’un service à l’autre.",
        "mon dossier n’était jamais à jour quand j’appelais.",
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
        "excellent accueil, je recommande autour de moi.",
    ),
}


def _composed(theme: str) -> list[str]:
    openings = _OPENINGS.get(theme, _OPENINGS["bad"])
    texts = [opening + sentence for opening in openings for sentence in _SENTENCES[theme]]
    return [text[0].upper() + text[1:] if not text.startswith(tuple(o for o in openings if o)) else text for text in texts]


def _table() -> NDArray[Any]:
    rows = [_composed(theme) for theme in THEMES]
    table = np.empty((len(rows), len(rows[0])), object)
    for k, row in enumerate(rows):
        table[k] = [_after_full_stop(text) for text in row]
    return table


def _after_full_stop(text: str) -> str:
    """A capital after ``. `` or ``! ``, as French wants it."""
    for mark in (". ", "! "):
        head, found, tail = text.partition(mark)
        if found and tail:
            text = head + mark + tail[0].upper() + tail[1:]
    return text


COMMENTS = _table()
"""Comments by theme (rows, as `THEMES`) and variant (columns)."""
