"""Which word is the first name? Full names of files, taken apart with care."""

from __future__ import annotations

import re

import pandas as pd

from .. import keys

__all__ = ["full_names", "quiet", "split_name", "taken_apart"]

_TITLES = {
    "m", "mr", "mme", "mrs", "ms", "miss", "mlle", "monsieur", "madame", "mademoiselle", "mm", "mmes", "mlles", "messieurs", "mesdames", "dr", "docteur", "doctor", "pr",
    "prof", "professeur", "professor", "me", "maitre", "sir", "dame", "sieur", "veuve", "vve", "famille", "family", "epoux", "epouse", "consorts", "mr mme", "melle",
    "feu", "succession", "indivision", "hoirie", "herr", "frau", "senor", "senora", "sr", "sra", "signor", "signora", "sig", "mrs mr", "m mme", "epse",
}  # fmt: skip
_AND = {"et", "and", "ou", "or"}
_BORN = re.compile(r"[\s(]+(née?|ep\.?|épouse|épse|veuve|vve)\s+.*$", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(sarl|sas|sasu|sa|eurl|sci|snc|scop|scp|selarl|ei|eirl|ltd|limited|inc|llc|gmbh|plc|bv|nv|srl|spa|cie|co|corp|ets|etablissements|societe|ste|association|asso|mairie"
    r"|commune|syndicat|copropriete|groupe|group|hotel|restaurant|cafe|boulangerie|pharmacie|garage|cabinet|agence|atelier|ecole|lycee|college|universite|fondation|office"
    r"|institut|entreprise|company|magasin|boutique|salon|club|comite|federation|clinique|hopital|residence|chauffage|plomberie|electricite|transports?|services?|conseil|industries?)\b"
)


def taken_apart(text: str) -> tuple[str | None, str | None, str | None]:
    """Company, first name and last name in one cell.

    >>> taken_apart("Dupont Chauffage SARL, Marie Durand"), taken_apart("Le Goff, Anne Marie")
    (('Dupont Chauffage SARL', 'Marie', 'Durand'), (None, 'Anne Marie', 'Le Goff'))
    """
    before, comma, after = (part.strip() for part in text.partition(","))
    if comma and before and after:
        if _is_company(before):
            return before, *_person(after)
        if _is_company(after):
            return after, *_person(before)
        loud = [word for word in after.split() if _loud(word)]
        if loud and len(loud) < len(after.split()) and not before.isupper():
            return before, *_person(after)  # « Atelier Rose, Marie DURAND »
        return None, _without_titles(after) or None, _without_titles(before) or None
    return None, *_person(text.replace(",", " "))


def split_name(text: str) -> tuple[str | None, str | None]:
    """First name and last name; a word in capitals is the last name, else all but the first word.

    >>> split_name("DURAND Marie"), split_name("Mme Anne Le Goff"), split_name("Durand, Marie")
    (('Marie', 'DURAND'), ('Anne', 'Le Goff'), ('Marie', 'Durand'))
    >>> split_name("M. et Mme Durand"), split_name("Mme Veuve Durand"), split_name("Mme Marie Durand née Petit")
    ((None, 'Durand'), (None, 'Durand'), ('Marie', 'Durand'))
    """
    return taken_apart(text)[1:]


def _is_company(text: str) -> bool:
    return bool(_COMPANY.search(keys.fold(text)))


def _loud(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    return len(letters) > 1 and word.isupper()


def _without_titles(text: str) -> str:
    """Without « M. et Mme »; what joins two first names stays."""
    words = text.replace("&", " et ").replace("+", " et ").split()
    kept = [word for word in words if keys.fold(word) not in _TITLES]
    while kept and keys.fold(kept[0]) in _AND:
        kept = kept[1:]
    while kept and keys.fold(kept[-1]) in _AND:
        kept = kept[:-1]
    return " ".join(kept)


def _person(text: str) -> tuple[str | None, str | None]:
    text = _GLUED.sub(r"\1. ", text)
    if inside := _ASIDE.fullmatch(text):  # « Durand (Marie) », « Marie Durand (décédée) »
        before, aside = inside[1].strip(), inside[2].strip()
        if len(before.split()) == 1 and _ONE_NAME.fullmatch(aside):
            return aside, before
        text = before
    if "/" in text:
        return None, " ".join(_without_titles(text).split()) or None
    titled = bool(text.split()) and keys.fold(text.split()[0]) in _TITLES
    words = (_without_titles(_BORN.sub("", text)) or _without_titles(text)).split()
    loud = [word for word in words if _loud(word)]
    if loud and len(loud) < len(words):
        first = [word for word in words if word not in loud]
        return (" ".join(first), " ".join(loud)) if any(keys.fold(word) not in _AND for word in first) else (None, " ".join(loud))
    joined = next((place for place, word in enumerate(words) if keys.fold(word) in _AND), 0)
    if joined:  # « Jean et Marie Durand », « Durand et Petit »
        after = words[joined + 1 :]
        return (" ".join(words[: joined + 2]), " ".join(after[1:])) if len(after) > 1 else (None, " ".join(words))
    if len(words) > 1 and not (titled and _particle(words[0])):
        return words[0], " ".join(words[1:])
    return None, " ".join(words) or None


_GLUED = re.compile(r"^(M|Mr|Mme|Mlle|Dr|Me|Pr)\.(?=[^\W\d_]{2})", re.IGNORECASE)
_ASIDE = re.compile(r"([^()]+)\(([^()]*)\)\s*")
_ONE_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+(?:[- ][A-ZÀ-Þ][^\W\d_]+)?")


def _particle(word: str) -> bool:
    """« Mme Le Goff », « M. de Villiers » have no first name."""
    return keys.fold(word) in {
        "le",
        "la",
        "les",
        "de",
        "du",
        "des",
        "l",
        "d",
        "van",
        "von",
        "ben",
        "el",
        "al",
        "da",
        "di",
        "dos",
        "saint",
        "st",
    }


def full_names(fields: pd.DataFrame) -> pd.DataFrame:
    """`fields` with first and last name where only the full ``name`` was given, and no name in capitals only.

    A first or last name that is there stays; of the full name only the rest is taken.
    """
    made = fields
    if "name" in fields:
        known: dict[object, tuple[str | None, str | None, str | None]] = {}
        for text in fields["name"].tolist():
            if text not in known:
                known[text] = taken_apart(text) if isinstance(text, str) else (None, None, None)
        made = fields.drop(columns="name")
        split = [known[text] for text in fields["name"].tolist()]
        rows = [
            _filled(*row) for row in zip(_list(made, "company"), _list(made, "first_name"), _list(made, "last_name"), split, strict=True)
        ]
        parts = pd.DataFrame(rows, columns=["company", "first_name", "last_name"], index=fields.index, dtype=object)
        made = made.assign(**{str(name): parts[name] for name in parts if name in made or parts[name].notna().any()})
    for name in ("first_name", "last_name"):
        if name in made:
            made = made.assign(**{name: pd.Series([quiet(text) for text in made[name].tolist()], index=made.index, dtype=object)})
    return made


def _list(frame: pd.DataFrame, name: str) -> list[object]:
    return frame[name].tolist() if name in frame else [None] * len(frame)


def _filled(
    company: object, first: object, last: object, split: tuple[str | None, str | None, str | None]
) -> tuple[object, object, object]:
    guessed = split[0], split[1], split[2]
    if first and last:
        return company or guessed[0], first, last
    if first or last:
        there = set(keys.fold(str(first or last)).split())
        whole = [word for part in guessed[1:] if part for word in part.split() if keys.fold(word) not in there]
        rest = " ".join(whole) or None
        return company or guessed[0], first or rest, last or rest
    return company or guessed[0], guessed[1], guessed[2]


def quiet(text: object) -> object:
    """``LE GOFF`` as ``Le Goff``: tills shout, people do not."""
    return text.title() if isinstance(text, str) and len(text) > 2 and text.isupper() else text
