"""Records as files that any program can read, and back as they went.

A record is written as its fields; what its type hints say is read back: records in
records, rows and mappings of them, dates. Where a hint can be of several kinds, each
carries its own (``"kind": "normal"``). Reading is strict: an unknown field, a missing one,
a wrong type is named with its place, and nothing is guessed.

A :class:`Document` is JSON with a format name and a version; a damaged file, another
program's, a newer one is refused in words.

>>> from dataclasses import dataclass
>>> @dataclass(frozen=True, kw_only=True)
... class Line:
...     name: str
...     day: dt.date
>>> as_data(Line(name="rent", day=dt.date(2026, 11, 21)), "line")
{'name': 'rent', 'day': '2026-11-21'}
>>> of_data(Line, {"name": "rent", "day": "2026-11-21"}, "line")
Line(name='rent', day=datetime.date(2026, 11, 21))
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from .errors import CourseError, FileProblem, InvalidValue
from .language import Text

__all__ = ["Document", "as_data", "of_data", "text_of"]

Kinds = Mapping[Any, Mapping[str, type[Any]]]
"""What a hint can be, by name."""
Made = TypeVar("Made")

_ONE_VALUE = Text(fr="une seule valeur finie pour être enregistré", en="a single finite value to be saved")
_RECORD = Text(fr="un enregistrement complet", en="a complete record")
_FIELDS = Text(
    fr="complet et sans champ inconnu (inconnus : {unknown} ; manquants : {missing})",
    en="complete and without unknown fields (unknown: {unknown}; missing: {missing})",
)
_KIND = Text(fr="une forme parmi {kinds}", en="one of {kinds}")

_UNREADABLE = Text(
    fr="Le fichier « {path} » ne peut pas être lu : {why}. Vérifiez son nom et son dossier.",
    en='The file "{path}" cannot be read: {why}. Check its name and its folder.',
)
NO_FILE = Text(fr="il n’y a pas de fichier à cet endroit", en="there is no file there")
_NOT_TEXT = Text(fr="ce n’est pas un fichier texte", en="it is not a text file")
_DAMAGED = Text(
    fr="Le fichier « {path} » est abîmé à la ligne {line:number}, colonne {column:number}. Rien n’a changé ici ; reprenez une copie plus ancienne "
    "ou corrigez cette ligne.",
    en='The file "{path}" is damaged at line {line:number}, column {column:number}. Nothing has changed here; take an older copy or mend that line.',
)
_NEWER = Text(
    fr="Le fichier « {path} » est au format {version}, écrit par une version plus récente (celle-ci lit le format {known:number}). "
    "Rien n’a changé ici ; mettez crm-course à jour.",
    en='The file "{path}" has format {version}, written by a newer version (this one reads format {known:number}). '
    "Nothing has changed here; update crm-course.",
)
_OLDER = Text(
    fr="Le fichier « {path} » est au format {version} : un format ancien ou inconnu (celui-ci est le {known:number}). "
    "Rien n’a changé ici ; ouvrez-le avec la version qui l’a écrit et enregistrez-le de nouveau.",
    en='The file "{path}" has an old or unknown format ({version}, this one is {known:number}). '
    "Nothing has changed here; open it with the version that wrote it and save it again.",
)
_WRONG = Text(
    fr="Le fichier « {path} » contient une valeur impossible. {why} Rien n’a changé ici.",
    en='The file "{path}" holds an impossible value. {why} Nothing has changed here.',
)


# -- documents ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A kind of file: the name and version of its format, and what is said of a file that is none of it."""

    format: str
    version: int
    foreign: Text

    def write(self, content: Mapping[str, Any], *, indent: int = 2) -> str:
        """The text of a file that holds `content`."""
        return json.dumps({"format": self.format, "version": self.version, **content}, ensure_ascii=False, indent=indent, allow_nan=False)

    def read(self, text: str | bytes, name: str, read: Callable[[dict[str, Any]], Made]) -> Made:
        """What `read` makes of the content of a file; `name` is what errors call it.

        Raises
        ------
        FileProblem
            If it is damaged, of another program, of another version, or holds an impossible value.
        """
        try:
            content = json.loads(text.decode("utf-8-sig") if isinstance(text, bytes) else text)
        except UnicodeDecodeError as error:
            raise FileProblem(self.foreign, path=name) from error
        except json.JSONDecodeError as error:
            raise FileProblem(_DAMAGED, path=name, line=error.lineno, column=error.colno) from error
        if not isinstance(content, dict) or content.get("format") != self.format:
            raise FileProblem(self.foreign, path=name)
        version = content.get("version")
        if version != self.version:
            newer = isinstance(version, int) and version > self.version
            raise FileProblem(_NEWER if newer else _OLDER, path=name, version=str(version), known=self.version)
        try:
            return read(content)
        except FileProblem:
            raise
        except CourseError as error:
            why = Text(fr=_plain(error.message("fr")), en=_plain(error.message("en")))
            raise FileProblem(_WRONG, path=name, why=why) from error


def text_of(path: Path) -> str:
    """The text of a file; a missing or unreadable one is named."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FileProblem(_UNREADABLE, path=str(path), why=NO_FILE) from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(_UNREADABLE, path=str(path), why=getattr(error, "strerror", None) or _NOT_TEXT) from error


def _plain(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


# -- out ----------------------------------------------------------------------------------


def as_data(value: Any, place: str, kinds: Kinds | None = None) -> Any:
    """`value` as nested lists, mappings, numbers and words; `place` is what errors call it."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: as_data(getattr(value, field.name), f"{place}.{field.name}", kinds) for field in dataclasses.fields(value)}
        named = {made: name for choices in (kinds or {}).values() for name, made in choices.items()}
        return {"kind": named[type(value)], **fields} if type(value) in named else fields
    if isinstance(value, Mapping):
        return {str(key): as_data(item, f"{place}.{key}", kinds) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [as_data(item, f"{place}[{row}]", kinds) for row, item in enumerate(value)]
    if isinstance(value, dt.date):
        return value.isoformat()
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "ndim", 1) == 0:
        return as_data(item(), place, kinds)
    if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise InvalidValue(place, _ONE_VALUE, value)


# -- in -----------------------------------------------------------------------------------


def of_data(hint: Any, data: Any, place: str, kinds: Kinds | None = None) -> Any:
    """The value that :func:`as_data` described, of the type that `hint` says."""
    if kinds and hint in kinds:
        return _one_of(kinds[hint], data, place, kinds)
    if dataclasses.is_dataclass(hint):
        return _record(hint, data, place, kinds)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if data is None else of_data(next(one for one in inner if one is not type(None)), data, place, kinds)
    if origin is tuple and inner[-1] is Ellipsis:
        return tuple(of_data(inner[0], item, f"{place}[{row}]", kinds) for row, item in enumerate(data))
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: of_data(inner[1], item, f"{place}.{key}", kinds) for key, item in data.items()}
    if hint is dt.date:
        return dt.date.fromisoformat(data)
    return tuple(data) if isinstance(data, list) else data


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, data: Any, place: str, kinds: Kinds | None) -> Any:
    if not isinstance(data, dict):
        raise InvalidValue(place, _RECORD, data)
    known = {field.name: field for field in dataclasses.fields(kind)}
    unknown = [name for name in data if name not in known]
    missing = [name for name, field in known.items() if name not in data and _required(field)]
    if unknown or missing:
        raise InvalidValue(place, _FIELDS, [*unknown, *missing], unknown=", ".join(unknown) or "–", missing=", ".join(missing) or "–")
    hints = _hints(kind)
    try:
        return kind(**{name: of_data(hints[name], item, f"{place}.{name}", kinds) for name, item in data.items()})
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, CourseError):
            raise
        raise InvalidValue(place, _RECORD, data) from error


def _one_of(choices: Mapping[str, type[Any]], data: Any, place: str, kinds: Kinds) -> Any:
    kind = data.get("kind") if isinstance(data, dict) else data
    if not isinstance(kind, str) or kind not in choices:
        raise InvalidValue(f"{place}.kind", _KIND, kind, kinds=", ".join(choices))
    return _record(choices[kind], {name: item for name, item in data.items() if name != "kind"}, place, kinds)


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
