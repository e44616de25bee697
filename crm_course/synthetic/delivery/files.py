"""How do tables become files that colleagues open, and how are they checked when they come back?

A folder is written beside its place and moved there when it is complete: there is never half
a folder. ``datapackage.json`` (Frictionless 2) says what each file holds, in both languages,
and carries the fingerprints of the files and of the tables.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations import language as speech
from crm_course.foundations.errors import CourseError, FileProblem, InvalidValue, reason
from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import TABLES

from ..dataset import Dataset
from ..effects.causal_diagram import diagram
from ..fingerprints import file_hash, fingerprint
from ..plan import WORLD_TABLES, Plan
from ..quality.coherence import violations
from .datapackage import Contents, descriptor, dictionary, read_resource
from .provenance import foreign, records
from .readme import FILE_NAME, guide
from .writers import WRITERS

__all__ = ["check_formats", "deliver", "folder_named", "new_folder", "read", "save", "save_truth", "verify"]

PACKAGE = "datapackage.json"
Tables = Mapping[str, pd.DataFrame]

_TAKEN = Text(
    fr="Le dossier « {path} » contient déjà des fichiers ; rien n’a été touché. Choisissez un dossier nouveau ou vide.",
    en='The folder "{path}" already holds files; nothing was touched. Choose a new or empty folder.',
)
_FAILED = Text(
    fr="Impossible d’écrire dans « {path} » : {why}. Rien n’a été laissé à moitié écrit. Libérez de la place ou choisissez un autre dossier.",
    en='Cannot write to "{path}": {why}. Nothing was left half written. Free some space or choose another folder.',
)
_NO_PACKAGE = Text(
    fr="Le dossier « {path} » n’a pas de fichier datapackage.json lisible : {why}. Indiquez un dossier écrit par « crm-course dataset ».",
    en='The folder "{path}" has no readable datapackage.json: {why}. Give a folder written by "crm-course dataset".',
)
_BROKEN = Text(fr="son contenu est abîmé", en="its content is damaged")
_FORMATS = Text(fr="formats (--format)", en="formats")
_SOME = Text(fr="un ou plusieurs noms parmi {choices}", en="one or more of {choices}")
_FOLDER = Text(fr="dossier (--out)", en="folder")
_A_FOLDER = Text(fr="le nom d’un dossier à créer", en="the name of a folder to make")
_NO_FOLDER = Text(
    fr="« {path} » est un fichier, pas un dossier ; rien n’a été touché. Choisissez un autre nom avec --out.",
    en='"{path}" is a file, not a folder; nothing was touched. Choose another name with --out.',
)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write in, which takes its place when the block ends well and vanishes when it does not."""
    folder = folder.absolute()
    partial = folder.with_name(f".{folder.name}.{uuid.uuid4().hex[:8]}.partial")
    try:
        if folder.exists() and not folder.is_dir():
            raise FileProblem(_NO_FOLDER, path=str(folder))
        if folder.exists() and any(folder.iterdir()):
            raise FileProblem(_TAKEN, path=str(folder))
        partial.mkdir(parents=True)
        yield partial
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as error:
        if isinstance(error, CourseError):
            raise
        raise FileProblem(_FAILED, path=str(folder), why=reason(error)) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def save(made: Dataset, folder: Path, formats: tuple[str, ...], language: str | None, prediction: Tables | None = None) -> Path:
    """The learner's folder: tables, ``datapackage.json``, data dictionary; the files of an exercise of prediction in a folder of their own."""
    check_formats(formats)
    if language is not None:
        checks.choice("language", language, speech.LANGUAGES)
    with speech.speaking(language) as spoken, new_folder(folder) as target:
        deliver(made.plan, [made.tables], target, formats, spoken, dirt=bool(len(made.errors)))
        if prediction:
            (target / "prediction").mkdir()
            with WRITERS["csv"](target / "prediction", made.name, spoken) as write:
                for name, rows in prediction.items():
                    write(name, rows)
    return folder


def folder_named(folder: str | Path) -> Path:
    """The folder that is meant; what is no name of a folder is refused."""
    if not isinstance(folder, str | Path) or not str(folder).strip():
        raise InvalidValue(_FOLDER, _A_FOLDER, folder)
    return Path(folder)


def check_formats(formats: tuple[str, ...]) -> None:
    """Refuse what no writer writes, and a folder without a file."""
    if not formats:
        raise InvalidValue(_FORMATS, _SOME, "–", choices=", ".join(WRITERS))
    for name in formats:
        checks.choice("format", name, WRITERS)


def deliver(
    plan: Plan, parts: Iterable[Tables], target: Path | None, formats: tuple[str, ...], language: str, *, dirt: bool
) -> dict[str, Contents]:
    """Write tables, whose rows come in parts, with what describes them; what is known of each is given back.

    Without a `target` nothing is written.
    """
    seen: dict[str, Contents] = {}
    with ExitStack() as files:
        writers = [files.enter_context(WRITERS[name](target, plan.world.name, language)) for name in formats if target]
        for part in parts:
            for table, made in part.items():
                rows = as_declared(table, made)
                seen.setdefault(table, Contents(table)).add(rows)
                for write in writers:
                    write(table, rows)
    contents = {table: seen[table] for table in WORLD_TABLES if table in seen}
    if target is None:
        return contents
    package = descriptor(plan, contents, target, formats, language, dirt=dirt)
    (target / PACKAGE).write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (target / DICTIONARY[language]).write_text(dictionary(plan, contents, formats), "utf-8")
    return contents


def as_declared(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """`rows` with text where the dictionary says text: a number that counts nothing is none in a file."""
    numbers = [
        column.name
        for column in TABLES[table].columns
        if column.name in rows and column.kind == "text" and pd.api.types.is_numeric_dtype(rows[column.name])
    ]
    return rows.assign(**{name: np.array(list(map(str, rows[name].tolist())), object) for name in numbers}) if numbers else rows


DICTIONARY = {"fr": "dictionnaire.md", "en": "dictionary.md"}


def save_truth(made: Dataset, truth: Mapping[str, Any], folder: Path, language: str | None) -> Path:
    """The teacher's folder: one CSV for each part of the truth, ``provenance.json``, the story as a diagram."""
    with speech.speaking(language) as spoken, new_folder(folder) as target, WRITERS["csv"](target, made.name, spoken) as write:
        for name, value in truth.items():
            if isinstance(value, pd.DataFrame):
                write(name, value)
            else:
                (target / f"{name}.json").write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
        (target / f"{made.name}.mmd").write_text(diagram(made.planted, spoken), "utf-8")
        (target / "fingerprints.json").write_text(json.dumps(made.fingerprint, indent=1) + "\n", "utf-8")
        whose = made.plan.student.partition("|")[2] or made.plan.world.title.say()
        (target / FILE_NAME[spoken]).write_text(guide(whose, [path.name for path in target.iterdir()]), "utf-8")
    return folder


# -- reading and checking -----------------------------------------------------------------


def package_of(folder: str | Path) -> dict[str, Any]:
    """The ``datapackage.json`` of a folder."""
    path = Path(folder) / PACKAGE
    try:
        package: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if not isinstance(package["resources"], list):
            raise TypeError
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise FileProblem(_NO_PACKAGE, path=str(folder), why=reason(error) if isinstance(error, OSError) else _BROKEN) from error
    return package


def read(folder: str | Path) -> dict[str, pd.DataFrame]:
    """The tables of a folder that was written by :func:`save`, with the types of the data dictionary."""
    package = package_of(folder)
    resources = {resource["name"]: resource for resource in package["resources"] if resource.get("role") != "copy"}
    return {name: read_resource(Path(folder), resource) for name, resource in resources.items()}


_GONE = Text(fr="fichier absent", en="file missing")
_CHANGED = Text(fr="fichier modifié depuis sa création", en="file changed since it was made")
_SWAPPED = Text(fr="le contenu n’est pas celui de ce jeu de données", en="the content is not that of this data set")
_SCHEMA = Text(fr="colonnes ou valeurs illisibles : {why}", en="columns or values cannot be read: {why}")


def verify(folder: str | Path, teacher: str | Path | None = None) -> pd.DataFrame:
    """What is wrong with a folder: fingerprints, schema, coherence.

    Parameters
    ----------
    folder : path
        A data set.
    teacher : path, optional
        The teacher's folder of the class or of this student: whether these are the very data that the student was given.

    Returns
    -------
    DataFrame
        ``table, rule, rows, first``; empty when all is well. Errors planted on purpose are not counted.
    """
    package = package_of(folder)
    found = [] if teacher is None else [{"table": table, "rule": rule.say(), "rows": 0, "first": -1}
                                        for table, rule in foreign(package, Path(folder).resolve().name, records(Path(teacher)))]  # fmt: skip
    tables: dict[str, pd.DataFrame] = {}
    for resource in package["resources"]:
        problem = _file_problem(Path(folder), resource, tables)
        if problem:
            found.append({"table": resource["path"], "rule": problem, "rows": 0, "first": -1})
    frames = violations(tables) if not package.get("dirt") else violations({})
    return pd.concat([pd.DataFrame(found, columns=["table", "rule", "rows", "first"]), frames], ignore_index=True)


def _file_problem(folder: Path, resource: dict[str, Any], tables: dict[str, pd.DataFrame]) -> str:
    path = folder / resource["path"]
    if not path.is_file():
        return _GONE.say()
    if resource.get("hash") and file_hash(path) != resource["hash"]:
        return _CHANGED.say()
    if resource.get("role") == "copy":
        return ""
    try:
        table = read_resource(folder, resource)
    except (ValueError, KeyError, TypeError, OSError) as error:
        return _SCHEMA.say(why=type(error).__name__)
    tables[resource["name"]] = table
    return "" if fingerprint(table) == resource["fingerprint"] else _SWAPPED.say()
