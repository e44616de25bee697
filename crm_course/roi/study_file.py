"""A study as a file that any program can read, and that comes back as it went.

JSON, with a format name and a version. Each record is written as its fields; a record that
can be of several kinds (a distribution) carries its kind. Reading is strict: an unknown
field, a missing one, a wrong type is named with its place; nothing is guessed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from crm_course.foundations.errors import CourseError, FileProblem, InvalidValue
from crm_course.foundations.language import Text

from . import texts
from .distributions import Beta, Empirical, LogNormal, Normal, Triangular
from .plan import CostLine, Plan
from .project import Loan, Project
from .season import Season
from .study import Assumption, Study

__all__ = ["FORMAT", "VERSION", "as_data", "as_words", "from_data", "from_words", "load", "save"]

FORMAT = "crm-course/roi-study"
VERSION = 1

KINDS: dict[str, type[Any]] = {kind.__name__.lower(): kind for kind in (Beta, Empirical, LogNormal, Normal, Triangular)}
PARTS: dict[type[Any], dict[str, type[Any]]] = {
    Study: {"before": Plan, "after": Plan, "project": Project, "season": Season},
    Project: {"loan": Loan},
}
"""Fields that hold one record."""
ROWS: dict[type[Any], dict[str, type[Any]]] = {Study: {"assumptions": Assumption}, Plan: {"lines": CostLine}}
"""Fields that hold a row of records."""


def save(study: Study, path: str | Path) -> Path:
    """Write `study` beside `path`, then put it in its place: a crash leaves the old file whole."""
    target, words = Path(path), as_words(study)
    try:
        handle, draft = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    except OSError as error:
        raise FileProblem(texts.UNWRITABLE, path=str(target), why=error.strerror or str(error)) from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(words)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(target)
    except OSError as error:
        Path(draft).unlink(missing_ok=True)
        raise FileProblem(texts.UNWRITABLE, path=str(target), why=error.strerror or str(error)) from error
    return target


def load(path: str | Path) -> Study:
    """Read the study at `path`."""
    source = Path(path)
    try:
        words = source.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FileProblem(texts.UNREADABLE, path=str(source), why=texts.NO_FILE) from error
    except (OSError, UnicodeDecodeError) as error:
        raise FileProblem(texts.UNREADABLE, path=str(source), why=getattr(error, "strerror", None) or texts.NOT_TEXT) from error
    return from_words(words, source.name)


def as_words(study: Study) -> str:
    """The text of a study's file."""
    content = {"format": FORMAT, "version": VERSION, "study": as_data(study)}
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def from_words(words: str, name: str) -> Study:
    """The study that the text of a file holds; `name` is what errors call it."""
    try:
        content = json.loads(words)
    except json.JSONDecodeError as error:
        raise FileProblem(texts.CORRUPT, path=name, line=error.lineno, column=error.colno) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise FileProblem(texts.NOT_A_STUDY, path=name)
    version = content.get("version")
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        raise FileProblem(texts.NEWER if newer else texts.OLDER, path=name, version=str(version), known=VERSION)
    try:
        return from_data(content.get("study"))
    except FileProblem:
        raise
    except CourseError as error:
        raise FileProblem(texts.WRONG_CONTENT, path=name, why=Text(fr=_safe(error, "fr"), en=_safe(error, "en"))) from error


def as_data(study: Study) -> dict[str, Any]:
    """A study as nested lists, mappings, numbers and words."""
    data: dict[str, Any] = _data(study, "study")
    return data


def from_data(data: Any) -> Study:
    """The study that :func:`as_data` described."""
    study: Study = _record(Study, data, "study")
    return study


# -- out ----------------------------------------------------------------------------------


def _data(value: Any, place: str) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _data(getattr(value, field.name), f"{place}.{field.name}") for field in dataclasses.fields(value)}
        kind = type(value).__name__.lower()
        return {"kind": kind, **fields} if kind in KINDS else fields
    if isinstance(value, Mapping):
        return {str(key): _data(item, f"{place}.{key}") for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_data(item, f"{place}[{row}]") for row, item in enumerate(value)]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, np.generic):
        return _data(value.item(), place)
    if value is None or isinstance(value, bool | int | str) or (isinstance(value, float) and np.isfinite(value)):
        return value
    raise InvalidValue(place, texts.ONE_SCENARIO_RULE, value)


# -- in -----------------------------------------------------------------------------------


def _record(kind: type[Any], data: Any, place: str) -> Any:
    if not isinstance(data, dict):
        raise InvalidValue(place, texts.RECORD_RULE, data)
    known = {field.name: field for field in dataclasses.fields(kind)}
    unknown = [name for name in data if name not in known]
    missing = [name for name, field in known.items() if name not in data and _required(field)]
    if unknown or missing:
        raise InvalidValue(
            place, texts.FIELDS_RULE, [*unknown, *missing], unknown=", ".join(unknown) or "–", missing=", ".join(missing) or "–"
        )
    try:
        return kind(**{name: _field(kind, name, item, f"{place}.{name}") for name, item in data.items()})
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, CourseError):
            raise
        raise InvalidValue(place, texts.RECORD_RULE, data) from error


def _field(kind: type[Any], name: str, item: Any, place: str) -> Any:
    if name in PARTS.get(kind, {}):
        return None if item is None else _record(PARTS[kind][name], item, place)
    if name in ROWS.get(kind, {}):
        return tuple(_record(ROWS[kind][name], row, f"{place}[{i}]") for i, row in enumerate(item))
    if kind is Study and name == "uncertain":
        return {key: _distribution(entry, f"{place}.{key}") for key, entry in item.items()}
    if name == "closed_dates":
        return tuple(dt.date.fromisoformat(day) for day in item)
    return tuple(item) if isinstance(item, list) else item


def _distribution(data: Any, place: str) -> Any:
    kind = data.get("kind") if isinstance(data, dict) else data
    if kind not in KINDS:
        raise InvalidValue(f"{place}.kind", texts.KIND_RULE, kind, kinds=", ".join(KINDS))
    return _record(KINDS[kind], {name: item for name, item in data.items() if name != "kind"}, place)


def _required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _safe(error: CourseError, language: str) -> str:
    return error.message(language).replace("{", "{{").replace("}", "}}")
