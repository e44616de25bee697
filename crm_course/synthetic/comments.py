"""What customers write, composed: an opening, what happened, often a second topic, a close; with slips, and some irony.

A comment is put together from many patterns with figures in them, so that the same words hardly ever come back.
Of each it is known what it is about, what else it touches on, and whether it means the contrary of what it says.
Some patterns need that something is true of the order, as in :mod:`.verbatim`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .names import mistyped
from .plan import NONE, Columns
from .streams import Draws
from .verbatim import FEATURES, THEMES, WORDS, composed

__all__ = ["TOPICS", "topics", "write"]

_IRONIC, _SECOND, _SLIP, _BARE = 0.10, 0.45, 0.13, 0.12
"""Shares: of complaints that are ironic, of comments with a second topic, of comments with a slip, of those without capitals and accents."""

_OPENINGS = {
    "bad": ("", "", "", "Très déçu : ", "Franchement, ", "Je ne recommande pas. ", "Dommage : ", "Pas content. ", "Encore une fois, ", "Cliente depuis {n} ans : ",
            "C’est la dernière fois. ", "Je passe rarement du temps à me plaindre, mais ", "Honnêtement, ", "Pour être claire : ", "Bonjour, "),
    "fair": ("", "", "", "Dans l’ensemble, ", "Sans plus : ", "Correct. ", "Bof : ", "Moyen. ", "Ni bien ni mal : ", "Pour ma {n}e commande, ", "Bonjour, ", "Au final, "),
    "good": ("", "", "", "Merci ! ", "Très bien : ", "Bravo. ", "Rien à redire : ", "Parfait, ", "Comme toujours, ", "Cliente depuis {n} ans : ", "Un grand merci, ", "Bonjour, "),
}  # fmt: skip
_PATTERNS: dict[str, tuple[str, ...]] = {
    "late": (
        "tout est arrivé {n} jours après la date promise", "la date annoncée n’a pas été tenue, {n} jours de plus", "{n} jours de retard et aucun message",
        "j’ai attendu mon colis {n} jours sans la moindre nouvelle", "j’ai posé une journée pour rien, personne n’est venu",
        "le délai annoncé n’était pas sérieux, j’ai attendu {n} jours", "on m’avait promis une date, puis une autre, puis plus rien",
        "avec {n} jours de retard, le cadeau n’a plus servi", "le retard, passe encore, mais personne ne prévient", "la date a été repoussée {n} fois",
    ),
    "wait": (
        "impossible de joindre quelqu’un au téléphone", "{n} minutes d’attente au téléphone pour une question simple",
        "j’ai fini par raccrocher après {n} minutes de musique", "le service client ne décroche jamais avant {n} minutes",
        "il faut s’armer de patience pour parler à un conseiller, {n} minutes hier", "ligne toujours occupée, j’ai appelé {n} fois",
        "au téléphone on m’a laissé {n} minutes en attente", "{n} minutes sans que personne ne décroche, est-ce normal",
    ),
    "repeat": (
        "il a fallu relancer {n} fois pour le même problème", "chaque conseiller me fait répéter toute mon histoire, {n} fois déjà",
        "on me renvoie d’un service à l’autre depuis {n} semaines", "mon dossier n’était jamais à jour", "{n} relances et mon dossier n’avance pas",
        "il faut tout répéter à chaque appel", "personne ne prend la responsabilité du problème", "on me renvoie vers un autre service à chaque fois",
    ),
    "bad": (
        "les prix ont trop augmenté, {n} % en un an", "la qualité n’est plus ce qu’elle était", "après {n} semaines le produit ne marche plus",
        "le conseil en magasin était insuffisant", "le site est confus, je n’ai pas trouvé la référence", "l’article ne correspond pas à la description",
        "le vendeur ne connaissait pas le produit", "la notice est incompréhensible", "le produit est arrivé rayé", "pour ce prix on attend mieux",
        "il manquait {n} pièces dans la boîte", "la couleur n’a rien à voir avec la photo",
    ),
    "fair": (
        "le produit convient, le suivi pourrait être meilleur", "bon accueil, mais un peu cher", "commande conforme, emballage à revoir",
        "le site pourrait être plus simple", "délais corrects, peu d’explications", "service moyen, produit correct", "c’est correct pour le prix",
        "on trouve ce qu’il faut, sans surprise", "il faut lire la notice {n} fois, ensuite ça va", "choix suffisant, prix dans la moyenne",
        "je mets {n} sur dix",
    ),
    "good": (
        "équipe à l’écoute et travail soigné", "livraison à l’heure et produit conforme", "conseillère très claire, je reviendrai",
        "installation propre et rapide", "commande simple et bien suivie", "excellents produits, je recommande autour de moi",
        "déjà {n} commandes et jamais un souci", "le produit est encore mieux que sur la photo", "réponse rapide et aimable", "j’en ai parlé à {n} amis",
        "rapport qualité-prix imbattable", "tout s’est passé comme prévu",
    ),
}  # fmt: skip
_NEEDS = {
    "colis": "parcel", "posé une journée": "at_home", "en magasin": "shop", "vendeur": "shop", "le site": "site", "bon accueil": "advised",
    "emballage": "parcel", "délais corrects": "on_time", "à l’écoute": "advised", "à l’heure": "on_time", "conseillère": "advised", "installation": "installed",
}  # fmt: skip
_IRONY: dict[str, tuple[str, ...]] = {
    "late": ("bravo pour la ponctualité, {n} jours de retard seulement", "quelle surprise, {n} jours de retard, on s’y habitue"),
    "wait": ("merci pour les {n} minutes de musique au téléphone, je la connais par cœur", "il suffit de {n} minutes de patience pour entendre une voix, formidable"),
    "repeat": ("j’adore répéter mon histoire, {n} fois c’est un plaisir", "félicitations, mon dossier voyage plus que moi"),
    "bad": ("magnifique qualité, elle a tenu {n} jours", "à ce prix-là, c’est presque donné"),
}  # fmt: skip
TOPICS = ("price", "quality", "packaging", "choice", "staff", "leaflet")
"""What a second part of a comment may be about."""
_SECONDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {  # praise, blame
    "price": (("et le prix reste raisonnable", "prix correct", "et pas plus cher qu’ailleurs"), ("et c’est cher", "les prix montent", "trop cher pour ce que c’est")),
    "quality": (("le produit est solide", "bonne qualité", "et la qualité est là"), ("la finition laisse à désirer", "qualité décevante", "et ça fait fragile")),
    "packaging": (("bien emballé", "emballage soigné et recyclable"), ("beaucoup trop de plastique", "carton abîmé", "mal emballé")),
    "choice": (("beaucoup de choix", "on trouve de tout"), ("peu de choix", "ma taille n’y est jamais", "le modèle voulu n’existe plus")),
    "staff": (("personnel souriant", "des gens aimables"), ("ton désagréable", "aucun sourire", "personnel débordé")),
    "leaflet": (("notice claire", "explications bien faites"), ("notice illisible", "aucune explication", "mode d’emploi en anglais seulement")),
}  # fmt: skip
_LINKS = (", ", " ; ", ". Et puis ", ", et ", " – ", ". Sinon, ", " (", ". De plus, ")
_CLOSES = {
    "bad": (
        "",
        "",
        "",
        "",
        " À revoir",
        " Je ne reviendrai pas",
        " J’attends un geste",
        " C’est dommage",
        " Ça suffit",
        " À bon entendeur",
    ),
    "fair": ("", "", "", "", " À voir", " Voilà", " On verra la prochaine fois", " Peut mieux faire"),
    "good": ("", "", "", "", " Merci à toute l’équipe", " Continuez", " Je recommande", " À bientôt", " Bonne continuation"),
}
_ENDS = (".", ".", ".", "", " !", "…", "!!")
_PLAIN = str.maketrans("àâäéèêëîïôöùûüçÀÉÈÊÇ’", "aaaeeeeiioouuucAEEEC'")
_KEPT = {word for words in WORDS.values() for part in words for word in part.split()} | {word for need in _NEEDS for word in need.split()}


def write(draws: Draws, theme: NDArray[np.int64], features: NDArray[np.int64]) -> Columns:
    """A comment for each row of these themes and features: words, second topic (or none), irony, slip."""
    n = len(theme)
    lots = [draws.words(f"comments.{name}", n).tolist() for name in ("core", "opening", "link", "close", "second", "figure", "slip")]
    chance = {name: draws.chance(f"comments.{name}", share, n) for name, share in
              (("irony", _IRONIC), ("two", _SECOND), ("typo", _SLIP), ("bare", _BARE), ("blame", 0.5))}  # fmt: skip
    irony = chance["irony"] & (theme < THEMES.index("fair"))
    second = np.where(chance["two"], draws.whole("comments.topic", 0, len(TOPICS) - 1, n), NONE)
    words = np.empty(n, object)
    for row, (code, true, *lot) in enumerate(zip(theme.tolist(), features.tolist(), *lots, strict=True)):
        name = THEMES[code]
        mood = name if name in _OPENINGS else "bad"
        blame = mood == "bad" or (mood == "fair" and bool(chance["blame"][row]))
        text = _one(name, mood, true, lot, bool(irony[row]), int(second[row]), blame)
        if chance["bare"][row] and mood != "bad":
            text = text.translate(_PLAIN).lower()
        words[row] = _slipped(text, lot[6]) if chance["typo"][row] else text
    return {"words": words, "second": second, "irony": irony, "typo": chance["typo"]}


def _one(name: str, mood: str, true: int, lot: list[int], irony: bool, second: int, blame: bool) -> str:
    core, opening, link, close, other, figure, _ = lot
    patterns = _IRONY[name] if irony else _FITTING[name, true] if (name, true) in _FITTING else _fitting(name, true)
    text = _OPENINGS[mood][opening % len(_OPENINGS[mood])] + patterns[core % len(patterns)]
    if second >= 0:
        choice = _SECONDS[TOPICS[second]][int(blame)]
        joint = _LINKS[link % len(_LINKS)]
        text += joint + choice[other % len(choice)] + (")" if "(" in joint else "")
    end, last = _ENDS[(close >> 8) % len(_ENDS)], _CLOSES[mood][close % len(_CLOSES[mood])]
    text = text.replace("{n}", str(2 + figure % 9)) + (f".{last}" if last else "") + end
    return composed("", text.replace("..", "."))


_FITTING: dict[tuple[str, int], tuple[str, ...]] = {}


def _fitting(name: str, true: int) -> tuple[str, ...]:
    """The patterns of a theme that need nothing but what is true of the order."""
    kept = tuple(text for text in _PATTERNS[name]
                 if all(true >> FEATURES.index(needed) & 1 for words, needed in _NEEDS.items() if words in text))  # fmt: skip
    _FITTING[name, true] = kept
    return kept


def _slipped(text: str, lot: int) -> str:
    """One word with a typing error, of those by which no topic is known."""
    parts = text.split(" ")
    able = [place for place, word in enumerate(parts) if len(word) > 4 and word.isalpha() and word.lower() not in _KEPT]
    if not able:
        return text
    place = able[lot % len(able)]
    parts[place] = mistyped(parts[place], lot >> 4)
    return " ".join(parts)


def topics(second: NDArray[np.int64]) -> NDArray[Any]:
    """The words for second topics, empty for none."""
    return np.array([*TOPICS, ""], object)[second]
