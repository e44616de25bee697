"""Who is in the class? A roster, as schools export it.

A CSV or XLSX with a column of names (``nom``, ``name``, ``student``, ``étudiant``), or with
``nom`` and ``prénom``. Each student needs a name of his own.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text

from ..names import slug

__all__ = ["folder_names", "one_of", "students"]

_WHOLE = ("student", "etudiant", "eleve", "name", "nom complet", "full name", "login", "identifiant")
_LAST, _FIRST = ("nom", "last name", "lastname", "surname", "nom de famille"), ("prenom", "first name", "firstname", "given name")
_COLUMNS = Text(
    fr="une liste avec une colonne « nom » (et, si possible, « prénom »)",
    en='a list with a column "name" (or "last name" and "first name")',
)
_SOMEBODY = Text(fr="une liste d’au moins un nom", en="a list of at least one name")
_TWICE = Text(fr="un nom qui n’apparaît qu’une fois", en="a name that stands only once")
_ADD = Text(fr="Ajoutez le prénom, ou un numéro.", en="Add the first name, or a number.")
_HEADED = Text(fr="Écrivez « nom » dans la première ligne, au-dessus des noms.", en='Write "name" in the first line, above the names.')
_NAMED = Text(fr="renseigné", en="given")


def _plain(word: str) -> str:
    kept = unicodedata.normalize("NFKD", word.strip().lower().replace("_", " "))
    return "".join(letter for letter in kept if not unicodedata.combining(letter))


def students(roster: str | Path | bytes) -> list[str]:
    """The students of a roster, in its order.

    Raises
    ------
    InvalidValue, InvalidData
        If there is no column of names, no name, a missing name, or the same name twice.
    """
    table = reading.table(roster)
    columns = {_plain(str(name)): name for name in table.columns}
    last = next((columns[name] for name in _LAST if name in columns), None)
    first = next((columns[name] for name in _FIRST if name in columns), None)
    whole = next((columns[name] for name in _WHOLE if name in columns), last)
    if first is not None and last is not None:
        names = [f"{a} {b}".strip() for a, b in zip(table[last], table[first], strict=True)]
    elif whole is not None:
        names = [str(name).strip() for name in table[whole]]
    else:
        raise InvalidValue(Text(fr="liste", en="roster"), _COLUMNS, ", ".join(map(str, table.columns)), _HEADED)
    return _checked(names)


def _checked(names: list[str]) -> list[str]:
    if not names:
        raise InvalidValue(Text(fr="liste", en="roster"), _SOMEBODY, 0)
    seen: dict[str, int] = {}
    for line, name in enumerate(names, start=2):
        if not name:
            raise InvalidData(Text(fr="nom", en="name"), _NAMED, "", line=line)
        known = slug(name) or name.casefold()  # a name in another script has no place in an address
        if known in seen:
            raise InvalidData(Text(fr="nom", en="name"), _TWICE, name, line=line, hint=_ADD)
        seen[known] = line
    return names


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
