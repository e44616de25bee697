"""The learner's own folder: made from the installed package, never overwritten.

::

    crm-workbook/
    ├── notebooks/fr/…       lessons          ├── exercises/fr/…   exercises
    └── .crm-course/         what was delivered, progress, Lab's settings

A file that the learner changed is his. When the course brings a new version of it, the new
one is laid beside it (``….nouveau.ipynb``) and he is told.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text

from .boxed import answers_in
from .build import notebooks
from .contents import AUDIENCES, CONTENTS
from .progress import MARKER, workspace

__all__ = ["IDENTITY", "Delivery", "home_of", "newer", "prepare", "trial_folder"]

IDENTITY = "student.json"
"""In ``.crm-course/`` of a folder that was handed out to a student: whose it is."""

_MANIFEST = "delivered.json"
_SUFFIX = {"fr": "nouveau", "en": "new"}
_UNWRITABLE = Text(
    fr="Le dossier « {path} » n’accepte pas d’écriture : {why}. Rien n’a été perdu. Choisissez-en un autre avec --dir, par exemple --dir ~/crm.",
    en='The folder "{path}" cannot be written: {why}. Nothing was lost. Choose another with --dir, for example --dir ~/crm.',
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What :func:`prepare` did: files made, brought up to date, kept as the learner's, laid beside."""

    root: Path
    created: tuple[Path, ...]
    updated: tuple[Path, ...]
    kept: tuple[Path, ...]
    beside: tuple[Path, ...]


def prepare(root: Path, *, languages: Iterable[str] = ("fr",), audiences: Sequence[str] = ()) -> Delivery:
    """Make a workspace in `root`, or bring it up to date; a learner's file is never touched.

    Parameters
    ----------
    root : Path
    languages : iterable of {"fr", "en"}
    audiences : sequence of {"student", "teacher"}
        By default everybody; in a folder that was handed out to a student, students.

    Raises
    ------
    FileProblem
        If the folder cannot be written.
    """
    try:
        (root / MARKER).mkdir(parents=True, exist_ok=True)
        meant = audiences or (AUDIENCES[:1] if (root / MARKER / IDENTITY).exists() else AUDIENCES)
        return _deliver(root, dict(notebooks(languages, meant)))
    except FileProblem:
        raise
    except OSError as error:
        raise FileProblem(_UNWRITABLE, path=str(root), why=error.strerror or str(error)) from error


def home_of(language: str) -> Path:
    """The home page's path inside a workspace."""
    return Path("notebooks", language, CONTENTS[0].filename(language))


_TRIAL = Text(fr="essai", en="trial")


def trial_folder() -> Path:
    """A new folder to try things in: ``essai-1``, ``essai-2``… in the workspace, or in the current folder outside of one.

    What an earlier trial left is never touched.
    """
    root = workspace() or Path.cwd()
    for number in range(1, 1000):
        folder = root / f"{_TRIAL.say()}-{number}"
        try:
            folder.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            raise FileProblem(_UNWRITABLE, path=str(root), why=error.strerror or str(error)) from error
        return folder
    raise FileProblem(_UNWRITABLE, path=str(root / _TRIAL.say()), why="1000")


def _deliver(root: Path, wanted: dict[Path, str]) -> Delivery:
    manifest = root / MARKER / _MANIFEST
    delivered = _read_manifest(manifest)
    done: dict[str, list[Path]] = {"created": [], "updated": [], "kept": [], "beside": []}
    for path, text in wanted.items():
        key, fresh = path.as_posix(), _digest(text)
        found = (root / path).read_text(encoding="utf-8", errors="replace") if (root / path).exists() else None
        present = None if found is None else _digest(found)
        if found is None or (present != fresh and delivered.get(key) in (present, _bytes(found))):
            write_whole(root / path, text)
            done["created" if found is None else "updated"].append(path)
        elif present != fresh:
            done["kept"].append(path)
            if delivered.get(key) != fresh:
                done["beside"].append(_beside(root, path, text))
        delivered[key] = fresh
    write_whole(manifest, json.dumps(delivered, indent=1, sort_keys=True))
    return Delivery(root=root, **{name: tuple(paths) for name, paths in done.items()})


def _beside(root: Path, path: Path, text: str) -> Path:
    """Lay `text` beside the learner's file under the first name that is free or already holds it."""
    word = _SUFFIX.get(path.parent.name, "new")
    for number in range(1, 1000):
        name = path.with_suffix(f".{word}{'' if number == 1 else number}{path.suffix}")
        if not (root / name).exists():
            write_whole(root / name, text)
            return name
        if (root / name).read_text(encoding="utf-8", errors="replace") == text:
            return name
    raise FileProblem(_UNWRITABLE, path=str(root / path), why="1000")


def _read_manifest(path: Path) -> dict[str, str]:
    """What was delivered before; an unreadable list counts as empty, so that every file present is kept."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        return {}
    return {str(key): str(value) for key, value in content.items()} if isinstance(content, dict) else {}


def newer(root: Path) -> list[Path]:
    """The new versions that lie beside what the learner changed."""
    words = "|".join(_SUFFIX.values())
    return sorted(path.relative_to(root) for path in root.glob("*/*/*.ipynb") if re.search(rf"\.({words})\d*\.ipynb$", path.name))


def _digest(text: str) -> str:
    """What tells a notebook that a learner changed from one that was only run: its cells' sources, and what he answered in boxes."""
    try:
        told = [[cell["cell_type"], "".join(cell["source"]), list(answers_in(cell.get("outputs")))] for cell in json.loads(text)["cells"]]
    except (ValueError, KeyError, TypeError):  # no notebook, or a damaged one: every byte counts
        return _bytes(text)
    return _bytes(json.dumps(told, ensure_ascii=False))


def _bytes(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
