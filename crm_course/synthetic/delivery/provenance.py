"""Are these the very data that this student was given? A data set held against the teacher's record.

A file carries its own fingerprints; a whole folder that changed hands carries those of its
first owner, and only the teacher's folder tells whose they are.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import Text

from ..names import slug

__all__ = ["foreign", "missing", "record_beside", "records"]

RECORD = "fingerprints.json"
Records = dict[str, dict[str, str]]
"""Fingerprints by table, by the student's folder."""

_NO_RECORD = Text(
    fr="Le dossier « {path} » n’a pas d’empreintes lisibles ({record}). Indiquez le dossier « teacher » écrit par « crm-course dataset ».",
    en='The folder "{path}" has no readable fingerprints ({record}). Give the "teacher" folder written by "crm-course dataset".',
)
_OTHERS = Text(
    fr="ce sont les données de « {owner} », pas celles de « {name} »", en='these are the data of "{owner}", not those of "{name}"'
)
_NOBODYS = Text(fr="ces données ne sont celles d’aucun élève de ce dossier", en="these are the data of no student of this folder")
_ANOTHERS = Text(fr="ce ne sont pas les données remises à « {name} »", en='these are not the data given to "{name}"')
_NOT_GIVEN = Text(fr="ce n’est pas la table remise à « {name} »", en='this is not the table given to "{name}"')
_GONE = Text(fr="le dossier remis à cet élève manque", en="the folder given to this student is missing")


def records(teacher: Path) -> Records:
    """What was given to whom: from a class's folder, its ``teacher`` folder, or one student's truth."""
    found = (
        [teacher / RECORD]
        if (teacher / RECORD).is_file()
        else sorted([*teacher.glob(f"[!.]*/{RECORD}"), *teacher.glob(f"teacher/[!.]*/{RECORD}")])
    )
    try:
        made = {path.parent.resolve().name: dict(json.loads(path.read_text("utf-8"))) for path in found}
    except (OSError, ValueError, TypeError):
        made = {}
    if not made:
        raise FileProblem(_NO_RECORD, path=str(teacher), record=RECORD)
    return made


def record_beside(folder: Path) -> Path | None:
    """The ``teacher`` folder that belongs to a class's folder, to its ``students`` folder or to one of those; None if it is not there."""
    folder = folder.resolve()
    places = (folder, folder.parent, folder.parent.parent)
    return next((place / "teacher" for place in places if (place / "teacher").is_dir() and (place / "students").is_dir()), None)


def foreign(package: dict[str, Any], name: str, known: Records) -> list[tuple[str, Text]]:
    """Tables of the data set in folder `name` that are not those of its student, each with what is wrong; empty when all is well."""
    told = {one["name"]: one["fingerprint"] for one in package["resources"] if "fingerprint" in one}
    owner = next((who for who, prints in known.items() if prints == told), None)
    expected = next((who for who in (name, slug(package.get("student", "")), *(known if len(known) == 1 else ())) if who in known), owner)
    if expected is None:
        return [(name, _NOBODYS)]
    if owner == expected:
        return []
    if owner:
        return [(name, _filled(_OTHERS, owner=owner, name=expected))]
    changed = [table for table, one in known[expected].items() if told.get(table) != one]
    if len(changed) > len(known[expected]) / 2:
        return [(name, _filled(_ANOTHERS, name=expected))]
    return [(table, _filled(_NOT_GIVEN, name=expected)) for table in changed]


def _filled(text: Text, **values: str) -> Text:
    return Text(fr=text.say("fr", **values), en=text.say("en", **values))


def missing(names: list[str], known: Records) -> list[tuple[str, Text]]:
    """Students whose folder is not there."""
    return [(name, _GONE) for name in known if name not in names]
