"""What customers write, composed: an opening, what happened, often a second topic, a close; with slips, and some irony.

A comment is put together from many patterns with figures in them, so that the same words hardly ever come back.
Of each it is known what it is about, what else it touches on, and whether it means the contrary of what it says.
Some patterns need that something is true of the order, as in :mod:`.verbatim`.

All pieces are written out once, with their figures, capitals and slips; a column of comments is then four look-ups and three sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .names import mistyped
from .plan import NONE, Columns
from .streams import Draws
from .verbatim import FEATURES, THEMES, WORDS

__all__ = ["TOPICS", "topics", "write"]

_IRONIC, _SECOND, _SLIP, _BARE = 0.10, 0.45, 0.13, 0.12
"""Shares: of complaints that are ironic, of comments with a second topic, of comments with a slip, of those without capitals and accents."""

_OPENINGS = {
    "bad": ("", "", "", "Quelle déception : ", "Franchement, ", "Je ne recommande pas. ", "Dommage : ", "Pas à la hauteur. ", "Encore une fois, ", "Chez vous depuis {n} ans : ",
            "C’est la dernière fois. ", "Je passe rarement du temps à me plaindre, mais ", "Honnêtement, ", "Soyons clairs : ", "Bonjour, "),
    "fair": ("", "", "", "Dans l’ensemble, ", "Sans plus : ", "Correct. ", "Bof : ", "Moyen. ", "Ni bien ni mal : ", "Pour ma {n}e commande, ", "Bonjour, ", "Au final, "),
    "good": ("", "", "", "Merci ! ", "Très bien : ", "Bravo. ", "Rien à redire : ", "Parfait, ", "Comme toujours, ", "Chez vous depuis {n} ans : ", "Un grand merci, ", "Bonjour, "),
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
    "price": (("le prix reste raisonnable", "prix correct", "pas plus cher qu’ailleurs"), ("c’est cher", "les prix montent", "trop cher pour ce que c’est")),
    "quality": (("le produit est solide", "bonne qualité", "la qualité est là"), ("la finition laisse à désirer", "qualité décevante", "ça fait fragile")),
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
_FIGURES, _SLIPS = 9, 4
"""How many figures a pattern may hold, and how many slips of the hand are made ready for it."""


def write(draws: Draws, theme: NDArray[np.int64], features: NDArray[np.int64]) -> Columns:
    """A comment for each row of these themes and features: words, second topic (or none), irony, slip."""
    n, ready = len(theme), _pieces()
    core, opening, link, close, end, other, figure, slip = (
        draws.words(f"comments.{name}", n).astype(np.int64)
        for name in ("core", "opening", "link", "close", "end", "second", "figure", "slip")
    )
    irony, two, typo, bare, blamed = (
        draws.chance(f"comments.{name}", share, n)
        for name, share in (("irony", _IRONIC), ("two", _SECOND), ("typo", _SLIP), ("bare", _BARE), ("blame", 0.5))
    )
    irony &= theme < THEMES.index("fair")
    second = np.where(two, draws.whole("comments.topic", 0, len(TOPICS) - 1, n), NONE)
    mood = np.maximum(theme - THEMES.index("bad"), 0)
    blame = (mood == 0) | ((mood == 1) & blamed)
    plain, figure = (bare & (mood > 0)).astype(np.int8), figure % _FIGURES
    first = opening % ready.openings[mood]
    row = np.where(irony, len(THEMES) + theme, theme)
    pattern = ready.fitting[row, features, core % ready.fits[row, features]]
    style = np.where(plain, 2, ready.capital[mood, first])
    added = np.where(second < 0, len(TOPICS), second)
    words = (
        ready.opening[mood, first, plain, figure]
        + ready.core[pattern, style, np.where(typo, 1 + slip % _SLIPS, 0), figure]
        + ready.second[added, blame.astype(np.int8), other % ready.seconds[added, blame.astype(np.int8)], link % len(_LINKS), plain]
        + ready.closing[mood, close % ready.closes[mood], end % len(_ENDS), plain]
    )
    return {"words": words, "second": second, "irony": irony, "typo": typo}


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """The pieces of comments, and how many there are of each kind; a last axis of two holds them with and without capitals and accents."""

    opening: NDArray[Any]
    """Mood, opening, plain, figure."""
    openings: NDArray[np.int64]
    capital: NDArray[np.int64]
    """Whether what follows an opening begins with a capital: mood, opening."""
    core: NDArray[Any]
    """Pattern; as it is, with a capital, plain; without a slip and with each; figure."""
    fitting: NDArray[np.int64]
    """The patterns of a theme (then of its irony) that need nothing but what is true of the order: theme, features, place."""
    fits: NDArray[np.int64]
    second: NDArray[Any]
    """Topic (the last: none), praise or blame, choice, link, plain."""
    seconds: NDArray[np.int64]
    closing: NDArray[Any]
    """Mood, close, end, plain."""
    closes: NDArray[np.int64]


@lru_cache(maxsize=1)
def _pieces() -> _Pieces:
    moods = tuple(_OPENINGS)
    opening = _filled((len(moods), max(map(len, _OPENINGS.values())), 2, _FIGURES))
    capital = np.zeros(opening.shape[:2], np.int64)
    closing = _filled((len(moods), max(map(len, _CLOSES.values())), len(_ENDS), 2))
    for code, mood in enumerate(moods):
        for place, text in enumerate(_OPENINGS[mood]):
            opening[code, place] = [[one.replace("{n}", str(2 + figure)) for figure in range(_FIGURES)] for one in (text, _bare(text))]
            capital[code, place] = not text or text[-2:] in (". ", "! ")
        for place, text in enumerate(_CLOSES[mood]):
            closing[code, place] = [[one, _bare(one)] for one in ((f".{text}" if text else "") + end for end in _ENDS)]
    patterns, fitting, fits = _patterns()
    second, seconds = _added()
    return _Pieces(
        opening=opening, openings=np.array([len(_OPENINGS[mood]) for mood in moods]), capital=capital, core=_cores(patterns), fitting=fitting, fits=fits,
        second=second, seconds=seconds, closing=closing, closes=np.array([len(_CLOSES[mood]) for mood in moods]),
    )  # fmt: skip


def _filled(shape: tuple[int, ...]) -> NDArray[Any]:
    return np.full(shape, "", object)


def _bare(text: str) -> str:
    return text.translate(_PLAIN).lower()


def _patterns() -> tuple[list[str], NDArray[np.int64], NDArray[np.int64]]:
    """All patterns, those of irony at the end; which of them fit a theme and what is true of an order, and how many."""
    groups = [_PATTERNS[name] for name in THEMES] + [_IRONY.get(name, ()) for name in THEMES]
    patterns = [text for group in groups for text in group]
    first = np.cumsum([0, *map(len, groups)])
    fitting = np.zeros((len(groups), 1 << len(FEATURES), max(map(len, groups))), np.int64)
    fits = np.ones(fitting.shape[:2], np.int64)
    for code, group in enumerate(groups):
        needs = [sum(1 << FEATURES.index(need) for words, need in _NEEDS.items() if words in text and code < len(THEMES)) for text in group]
        for true in range(fitting.shape[1]):
            kept = [first[code] + place for place, need in enumerate(needs) if not need & ~true]
            fitting[code, true, : len(kept)] = kept
            fits[code, true] = max(len(kept), 1)
    return patterns, fitting, fits


def _cores(patterns: list[str]) -> NDArray[Any]:
    made = _filled((len(patterns), 3, 1 + _SLIPS, _FIGURES))
    for place, text in enumerate(patterns):
        for slip, one in enumerate([text, *(_slipped(text, place * 7_919 + k * 104_729) for k in range(_SLIPS))]):
            for style, said in enumerate((one, one[0].upper() + one[1:], _bare(one))):
                made[place, style, slip] = [said.replace("{n}", str(2 + figure)) for figure in range(_FIGURES)]
    return made


def _added() -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Second topics with their links, and how many choices each has; for none there is one, which is empty."""
    most = max(len(choice) for both in _SECONDS.values() for choice in both)
    second, seconds = _filled((len(TOPICS) + 1, 2, most, len(_LINKS), 2)), np.ones((len(TOPICS) + 1, 2), np.int64)
    for code, topic in enumerate(TOPICS):
        for blame, choices in enumerate(_SECONDS[topic]):
            seconds[code, blame] = len(choices)
            for place, text in enumerate(choices):
                for link, joint in enumerate(_LINKS):
                    said = joint + text + (")" if "(" in joint else "")
                    second[code, blame, place, link] = [said, _bare(said)]
    return second, seconds


def _slipped(text: str, lot: int) -> str:
    """One word with a typing error, of those by which no topic is known."""
    parts = text.split(" ")
    able = [place for place, word in enumerate(parts) if len(word) > 4 and word.isalpha() and word.lower() not in _KEPT]
    if not able:
        return text
    place = able[lot % len(able)]
    parts[place] = mistyped(parts[place], lot * 2_654_435_761 >> 7)
    return " ".join(parts)


def topics(second: NDArray[np.int64]) -> NDArray[Any]:
    """The words for second topics, empty for none."""
    return np.array([*TOPICS, ""], object)[second]
