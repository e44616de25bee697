"""Who is in the class? A roster, as Moodle, Pronote and schools export it.

A CSV or XLSX with a column of names (``nom``, ``name``, ``student``, ``étudiant``), or with
``nom`` and ``prénom``; e-mail and ID number are kept where there are any. Two students of one name
are told apart by those: each has a label of their own.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text

from ..names import slug

__all__ = ["Person", "folder_names", "one_of", "people", "students"]

_WHOLE = ("student", "etudiant", "eleve", "name", "nom complet", "full name", "login", "identifiant")
_LAST = ("nom", "last name", "lastname", "surname", "nom de famille", "family name")
_FIRST = ("prenom", "first name", "firstname", "given name")
_EMAIL = ("email", "e mail", "email address", "adresse de courriel", "courriel", "adresse mail", "mail", "adresse electronique")
_NUMBER = ("id number", "idnumber", "numero d identification", "numero", "ine", "student id", "matricule", "n etudiant")
_COLUMNS = Text(
    fr="une liste avec une colonne « nom » (et, si possible, « prénom »)",
    en='a list with a column "name" (or "last name" and "first name")',
)
_SOMEBODY = Text(fr="une liste d’au moins un nom", en="a list of at least one name")
_TWICE = Text(fr="un nom qui n’apparaît qu’une fois", en="a name that stands only once")
_ADD = Text(
    fr="Ajoutez le prénom, ou une colonne d’adresses ou de numéros : elle distingue les homonymes.",
    en="Add the first name, or a column of e-mail addresses or numbers: it tells namesakes apart.",
)
_HEADED = Text(fr="Écrivez « nom » dans la première ligne, au-dessus des noms.", en='Write "name" in the first line, above the names.')
_NAMED = Text(fr="renseigné", en="given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of a roster; `label` is the name, with a number or an address behind it where somebody else has the same name."""

    label: str
    last: str = ""
    first: str = ""
    email: str = ""
    number: str = ""


def _plain(word: str) -> str:
    """A header without case, accents, brackets: ``Prénom(s)`` → ``prenom``."""
    kept = unicodedata.normalize("NFKD", word.strip().lower())
    letters = "".join(" " if not letter.isalnum() else letter for letter in kept if not unicodedata.combining(letter))
    words = letters.split()
    return " ".join(words[:-1] if words[-1:] == ["s"] else words)


def people(roster: str | Path | bytes) -> list[Person]:
    """The students of a roster, in its order.

    Raises
    ------
    InvalidValue, InvalidData
        If there is no column of names, no name, a missing name, or a name twice that nothing tells apart.
    """
    table = reading.table(roster)
    columns = {_plain(str(name)): name for name in table.columns}

    def column(names: Iterable[str]) -> list[str] | None:
        found = next((columns[name] for name in names if name in columns), None)
        return None if found is None else [str(cell).strip() for cell in table[found]]

    last, first = column(_LAST), column(_FIRST)
    whole = column(_WHOLE) or last
    empty = [""] * len(table)
    if first is not None and last is not None:
        names = [f"{a} {b}".strip() for a, b in zip(last, first, strict=True)]
    elif whole is not None:
        names, last = whole, None
    else:
        raise InvalidValue(Text(fr="liste", en="roster"), _COLUMNS, ", ".join(map(str, table.columns)), _HEADED)
    emails, numbers = column(_EMAIL) or empty, column(_NUMBER) or empty
    labels = _told_apart(names, numbers, emails)
    rows = zip(labels, last or names, (first or empty) if last else empty, emails, numbers, strict=True)
    return [Person(label=label, last=a, first=b, email=email, number=number) for label, a, b, email, number in rows]


def students(roster: str | Path | bytes) -> list[str]:
    """The labels of the students of a roster; errors as of :func:`people`."""
    return [person.label for person in people(roster)]


def _told_apart(names: list[str], numbers: list[str], emails: list[str]) -> list[str]:
    """Each name, with what tells its bearer from somebody else of that name."""
    if not names:
        raise InvalidValue(Text(fr="liste", en="roster"), _SOMEBODY, 0)
    folded = [slug(name) or name.casefold() for name in names]  # a name in another script has no place in an address
    count, seen, labels = Counter(folded), set(), []
    for line, (name, known, number, email) in enumerate(zip(names, folded, numbers, emails, strict=True), start=2):
        if not name:
            raise InvalidData(Text(fr="nom", en="name"), _NAMED, "", line=line)
        mark = (number or email) if count[known] > 1 else ""
        if (known, mark) in seen:
            raise InvalidData(Text(fr="nom", en="name"), _TWICE, name, line=line, hint=_ADD)
        seen.add((known, mark))
        labels.append(f"{name} ({mark})" if mark else name)
    return labels


def one_of(names: list[str], student: str) -> str:
    """The student of a roster who is meant, however his name is spelt and whichever name comes first."""
    words = frozenset(slug(student).split("-"))
    meant = [name for name in names if name == student] or [
        name for name in names if any(words) and frozenset(slug(name).split("-")) == words
    ]
    if not meant:
        raise UnknownName(Text(fr="élève", en="student"), student, names)
    return meant[0]


def folder_names(names: list[str]) -> list[str]:
    """A folder for each student: ``le-goff-anne``."""
    return [slug(name) or f"student-{place}" for place, name in enumerate(names, start=1)]
