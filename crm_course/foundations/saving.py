"""An explorer's values as a file, and back.

JSON with a format name, a version and the question it answers. Reading is strict: what is
wrong is named with its place, and nothing of the explorer changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from .errors import FileProblem, InvalidValue
from .language import Text
from .records import Document

__all__ = ["FORMAT", "VERSION", "read", "slug", "write"]

FORMAT = "crm-course/explorer"
VERSION = 1

Values = dict[str, Any]

_FOREIGN = Text(
    fr="Le fichier « {path} » ne vient pas de cette page. Rien n’a changé ici ; choisissez un fichier que son bouton « Enregistrer » a écrit.",
    en='The file "{path}" does not come from this page. Nothing has changed here; choose a file that its "Save" button wrote.',
)
FILE = Document(format=FORMAT, version=VERSION, foreign=_FOREIGN)

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

    kept = {name: packed(one) for name, one in scenarios.items()}
    return FILE.write({"question": title.say("en"), "values": packed(values), "scenarios": kept}, indent=1).encode()


def read(content: bytes, filename: str, title: Text, inputs: Sequence[Any]) -> tuple[Values, dict[str, Values]]:
    """The values and the scenarios that a file holds.

    Raises
    ------
    FileProblem
        If it is damaged, of another page, of another version, or holds an impossible value.
    """
    specs = {spec.name: spec for spec in inputs}

    def taken(data: dict[str, Any]) -> tuple[Values, dict[str, Values]]:
        if data.get("question") != title.say("en"):
            raise FileProblem(_FOREIGN, path=filename)
        kept = _mapping("scenarios", data.get("scenarios", {}))
        return _unpacked(specs, data.get("values")), {name: _unpacked(specs, one) for name, one in kept.items()}

    return FILE.read(content, filename, taken)


def _unpacked(specs: Mapping[str, Any], data: Any) -> Values:
    for name in _mapping("values", data):
        if name not in specs:
            raise InvalidValue(name, _KNOWN, name)
    return {name: spec.unpack(data[name]) if name in data else spec.default for name, spec in specs.items()}


def _mapping(name: str, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise InvalidValue(name, _MAPPING, data)
    return data
