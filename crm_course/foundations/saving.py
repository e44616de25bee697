"""An explorer's values as a file, and back.

JSON with a format name, a version and the question it answers. Reading is strict: what is
wrong is named with its place, and nothing of the explorer changes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from .errors import CourseError, FileProblem, InvalidValue
from .language import Text

__all__ = ["FORMAT", "VERSION", "read", "slug", "write"]

FORMAT = "crm-course/explorer"
VERSION = 1

Values = dict[str, Any]

_CORRUPT = Text(
    fr="Le fichier « {path} » est abîmé à la ligne {line:number}, colonne {column:number}. Rien n’a changé ici ; reprenez une copie plus ancienne.",
    en='The file "{path}" is damaged at line {line:number}, column {column:number}. Nothing has changed here; take an older copy.',
)
_FOREIGN = Text(
    fr="Le fichier « {path} » ne vient pas de cette page. Rien n’a changé ici ; choisissez un fichier que son bouton « Enregistrer » a écrit.",
    en='The file "{path}" does not come from this page. Nothing has changed here; choose a file that its "Save" button wrote.',
)
_VERSION = Text(
    fr="Le fichier « {path} » est au format {version} ; cette page lit le format {known:number}. Rien n’a changé ici ; mettez crm-course à jour, "
    "ou ouvrez-le avec la version qui l’a écrit.",
    en='The file "{path}" has format {version}; this page reads format {known:number}. Nothing has changed here; update crm-course, '
    "or open it with the version that wrote it.",
)
_WRONG = Text(
    fr="Le fichier « {path} » contient une valeur impossible. {why} Rien n’a changé ici.",
    en='The file "{path}" holds an impossible value. {why} Nothing has changed here.',
)
_KNOWN = Text(fr="un réglage de cette page", en="a setting of this page")
_MAPPING = Text(fr="une liste de réglages par nom", en="settings by name")


def slug(words: str) -> str:
    """`words` as a file name: ``"Est-ce que cela paie ?"`` is ``est-ce-que-cela-paie``.

    >>> slug("Est-ce que cela paie ?")
    'est-ce-que-cela-paie'
    """
    plain = unicodedata.normalize("NFKD", words.replace("’", "-").replace("œ", "oe")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "crm-course"


def write(title: Text, inputs: Sequence[Any], values: Values, scenarios: Mapping[str, Values]) -> bytes:
    """The content of a file that holds `values` and `scenarios`."""

    def packed(one: Values) -> Values:
        return {spec.name: spec.pack(one[spec.name]) for spec in inputs}

    content = {
        "format": FORMAT, "version": VERSION, "question": title.say("en"),
        "values": packed(values), "scenarios": {name: packed(one) for name, one in scenarios.items()},
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def read(content: bytes, filename: str, title: Text, inputs: Sequence[Any]) -> tuple[Values, dict[str, Values]]:
    """The values and the scenarios that a file holds.

    Raises
    ------
    FileProblem
        If it is damaged, of another page, of another version, or holds an impossible value.
    """
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FileProblem(_FOREIGN, path=filename) from error
    except json.JSONDecodeError as error:
        raise FileProblem(_CORRUPT, path=filename, line=error.lineno, column=error.colno) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or data.get("question") != title.say("en"):
        raise FileProblem(_FOREIGN, path=filename)
    if data.get("version") != VERSION:
        raise FileProblem(_VERSION, path=filename, version=str(data.get("version")), known=VERSION)
    specs = {spec.name: spec for spec in inputs}
    try:
        kept = _mapping("scenarios", data.get("scenarios", {}))
        return _unpacked(specs, data.get("values")), {name: _unpacked(specs, one) for name, one in kept.items()}
    except CourseError as error:
        why = Text.literal(error.message())
        raise FileProblem(_WRONG, path=filename, why=why) from error


def _unpacked(specs: Mapping[str, Any], data: Any) -> Values:
    for name in _mapping("values", data):
        if name not in specs:
            raise InvalidValue(name, _KNOWN, name)
    return {name: spec.unpack(data[name]) if name in data else spec.default for name, spec in specs.items()}


def _mapping(name: str, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InvalidValue(name, _MAPPING, data)
    return data
