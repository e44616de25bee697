"""Who handed in what: a folder or a notebook a student, found without opening a thing of theirs.

``DIR/<student>/*.ipynb`` (a whole workspace is fine) or ``DIR/<student>.ipynb``. Links are not
followed, hidden folders and checkpoints are left out, and what a file holds is only skimmed as
bytes for the questions that it speaks of: it is read behind the wall. Who handed in an archive
or a document stands in the gradebook all the same, as not graded.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import LANGUAGES, Text

from . import texts
from .archives import Unpacker, is_archive

__all__ = ["Copy", "Sheet", "find", "former_name", "left_out", "merged", "no_notebooks", "safe_name"]

_MOODLE = re.compile(r"(?P<name>.*?)_(?P<number>\d+)_assignsubmission_[a-z]+(?:_(?P<file>.*))?", re.DOTALL)
"""A student's name, the number of what was handed in, the file: a folder of Moodle's, or one file where it makes no folders."""
MOST_BYTES = 100_000_000
_MOST_SHEETS, _MOST_DEPTH = 200, 8
_HELPERS = {".py", ".csv", ".txt", ".json", ".xlsx"}
_MOST_HELPERS, _MOST_HELPER_BYTES = 20, 1_000_000
_MARK = 8  # signs that tell apart what would else be one file name
_HIDDEN = (".", "__")
_NOTEBOOK = re.compile(r"\.ipynb(\.json|\.txt)?$", re.IGNORECASE)  # some browsers add an ending
_HANDED_IN = re.compile(r"\.(zip|rar|7z|tar|gz|tgz|html?|pdf|docx?|odt)$", re.IGNORECASE)
_OF_SYSTEMS = {".ipynb_checkpoints", ".DS_Store", "__MACOSX", "__pycache__"}


@dataclass(frozen=True)
class Sheet:
    """One notebook of a copy.

    Attributes
    ----------
    path : Path
    here : str
        Its folder below the student's.
    alone : bool
        Whether it lies among other students' files, so that nothing beside it is his.
    """

    path: Path
    here: str = "."
    alone: bool = False

    @property
    def name(self) -> str:
        """The file's name as it can be printed."""
        return _shown(self.path.name)

    @property
    def is_backup(self) -> bool:
        """Whether it is called a copy of another: ``-Copy1``, ``(2)``, ``- copie``."""
        return bool(re.search(r"(-Copy\d+|\(\d+\)|[ -]cop(ie|y))(?=\.|$)", self.path.name))

    @property
    def changed(self) -> float:
        """When it was last written."""
        return self.path.lstat().st_mtime

    @property
    def content(self) -> bytes:
        """The file's bytes, if it is an ordinary file of ordinary size; otherwise :class:`FileProblem`.

        They are read each time and not kept: a class of large notebooks does not fit in memory.
        """
        with os.fdopen(self._opened(), "rb") as file:
            return file.read(MOST_BYTES + 1)

    @property
    def problem(self) -> FileProblem | None:
        """Why its content cannot be had, if so."""
        try:
            os.close(self._opened())
        except FileProblem as error:
            return error
        return None

    def _opened(self) -> int:
        handle = _opened(self.path)
        size = os.fstat(handle).st_size
        if size == 0:
            os.close(handle)
            raise FileProblem(texts.EMPTY_FILE, path=self.name)
        if size > MOST_BYTES:
            os.close(handle)
            raise FileProblem(texts.TOO_LARGE, path=self.name, size=size / 1e6, limit=MOST_BYTES / 1e6)
        return handle

    @property
    def _skimmed(self) -> bytes:
        """Its content, or nothing: what cannot be read costs the student's other notebooks nothing."""
        return b"" if self.problem else self.content

    def speaks_of(self, exercises: Iterable[str]) -> str:
        """The exercise whose questions it names most often, else the one that it declares, else the one in its name."""
        known = sorted(exercises, key=len, reverse=True)
        either = "|".join(map(re.escape, known)).encode()
        content = self._skimmed
        named = Counter(re.findall(rb"(?<![\w-])(" + either + rb")\.[a-z][a-z0-9-]*", content))
        declared = re.findall(rb'"part"\s*:\s*"(' + either + rb')"', content)
        found = max(named, key=lambda name: named[name]).decode() if named else declared[0].decode() if declared else ""
        return found or next((name for name in known if name in self.path.stem), "")

    def answers(self, exercises: Iterable[str]) -> list[str]:
        """Every exercise that it may answer: the one that it speaks of, and those of which it holds cells of questions."""
        known = list(exercises)
        if not (about := self.speaks_of(known)) or self.is_lesson:
            return [about] if about else []
        either = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
        cells = rf"""(?:"question"\s*:\s*"|check\(\s*\\?["'])({either})\."""
        return list(dict.fromkeys([about, *(name.decode() for name in re.findall(cells.encode(), self._skimmed))]))

    @property
    def is_lesson(self) -> bool:
        """Whether it calls itself a lesson: it is only graded when there is nothing else."""
        return bool(re.search(rb'"kind"\s*:\s*"lesson"', self._skimmed))

    @property
    def language(self) -> str:
        """The language that its first lines ask for, else the one that it was built in, or nothing."""
        content = self._skimmed
        built = rb'"crm_course"\s*:\s*\{[^{}]*"language"\s*:\s*"(fr|en)"'
        found = re.search(rb"""\bbegin\(\s*\\?["'](fr|en)\\?["']""", content) or re.search(built, content)
        return found[1].decode() if found else ""

    @property
    def carried(self) -> list[str]:
        """What it carries of the student to whom it was handed out."""
        found = re.findall(rb'"crm_course"\s*:\s*\{[^{}]*"student"\s*:\s*"([0-9a-f]{12})"', self._skimmed)
        return list(dict.fromkeys(mark.decode() for mark in found))

    def helpers(self) -> dict[str, bytes]:
        """Small files beside it that its code may read, by their path below the student's folder."""
        found: dict[str, bytes] = {}
        if self.alone:
            return found
        for entry in sorted(self.path.parent.iterdir()):
            small = entry.suffix in _HELPERS and not entry.is_symlink() and entry.is_file() and entry.stat().st_size <= _MOST_HELPER_BYTES
            if small and len(found) < _MOST_HELPERS:
                found[f"{self.here}/{entry.name}"] = entry.read_bytes()
        return found


def _opened(path: Path) -> int:
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise FileProblem(texts.NOT_A_FILE, path=_shown(path.name)) from error
    if path.is_symlink() or not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileProblem(texts.NOT_A_FILE, path=_shown(path.name))
    return handle


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What one student handed in; `problem` says why nothing of it can be graded."""

    student: str
    folder: Path | None
    sheets: tuple[Sheet, ...] = ()
    problem: Text | None = None
    number: str = ""
    """Of what was handed in, as Moodle counts it."""
    entries: tuple[str, ...] = ()
    """The names of its files or folders among the copies."""
    notices: tuple[str, ...] = ()
    """For the teacher: how it was found whose it is, if that needs a word."""
    why: Mapping[str, Any] = field(default_factory=dict)
    """What `problem` speaks of."""

    @property
    def unknown(self) -> bool:
        """Whether it is of nobody in the class, as far as anybody can tell."""
        return self.problem is texts.WHOSE

    @property
    def slug(self) -> str:
        """The student's name as a file name that is safe everywhere."""
        return safe_name(self.student)

    def sheets_by_exercise(self, exercises: Iterable[str]) -> dict[str, list[Sheet]]:
        """The notebooks that may answer each exercise; lessons only where there is nothing else."""
        known = list(exercises)
        found: dict[str, list[Sheet]] = {}
        for sheet in self.sheets:
            for about in sheet.answers(known):
                found.setdefault(about, []).append(sheet)
        return {about: [s for s in sheets if not s.is_lesson] or sheets for about, sheets in found.items()}


def find(folder: Path, unpacker: Unpacker | None = None) -> list[Copy]:
    """Every student's copy in `folder`, by name; what students packed is opened by `unpacker`.

    Raises
    ------
    FileProblem
        If `folder` is no folder, or holds no copy.
    """
    if not folder.is_dir():
        raise FileProblem(texts.NO_FOLDER, path=str(folder))
    entries = [entry for entry in _entries(folder) if not entry.name.startswith(_HIDDEN)]
    copies = [copy for entry in entries if (copy := _copy(entry, unpacker))]
    known = {copy.slug for copy in copies}
    copies += [copy for entry in entries if (copy := _no_notebook(entry, unpacker)) and (copy.number or copy.slug not in known)]
    if not copies:
        raise FileProblem(texts.NO_COPIES, path=str(folder))
    return _told_apart(sorted(_put_together(copies), key=lambda copy: copy.student))


def _put_together(copies: Iterable[Copy]) -> list[Copy]:
    """What Moodle numbers alike is one copy, however many files it is; what has no number stays by itself."""
    by_number: dict[tuple[str, ...], list[Copy]] = {}
    for copy in copies:
        key = (copy.student, copy.number) if copy.number else copy.entries
        by_number.setdefault(key, []).append(copy)
    return [merged(parts) for parts in by_number.values()]


def merged(parts: Sequence[Copy]) -> Copy:
    """Several copies as the one that they are."""
    if len(parts) == 1:
        return parts[0]
    sheets = tuple(sheet for part in parts for sheet in part.sheets)
    first = next((part for part in parts if part.folder and part.sheets), parts[0])
    bad = next((part for part in parts if part.problem), first)
    return replace(
        first, sheets=sheets, problem=None if sheets else bad.problem, why=bad.why, number=next((p.number for p in parts if p.number), ""),
        entries=tuple(dict.fromkeys(name for part in parts for name in part.entries)),
    )  # fmt: skip


def left_out(folder: Path) -> list[str]:
    """Names of what may be copies, but is hidden: :func:`find` passes over them, and over what systems lay there of their own."""
    return [_shown(entry.name) for entry in _entries(folder) if entry.name.startswith(_HIDDEN) and _may_be_a_copy(entry)]


def no_notebooks(folder: Path, copies: Iterable[Copy]) -> list[str]:
    """Names of files that are none of `copies`, though they are not hidden: a script, a list, an archive beside its folder."""
    told = {name for copy in copies for name in copy.entries}
    files = [entry for entry in _entries(folder) if entry.is_file() and not entry.name.startswith(_HIDDEN)]
    return [_shown(entry.name) for entry in files if entry.name not in told]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _may_be_a_copy(entry: Path) -> bool:
    if entry.name in _OF_SYSTEMS or entry.name.startswith("._"):
        return False
    return bool(_NOTEBOOK.search(entry.name)) or (entry.is_dir() and not entry.is_symlink() and any(_sheets(entry)))


def _copy(entry: Path, unpacker: Unpacker | None = None) -> Copy | None:
    is_notebook = _NOTEBOOK.search(entry.name)
    name, number = _student(_NOTEBOOK.sub("", entry.name))
    whose: dict[str, Any] = {"student": name, "number": number, "entries": (entry.name,)}
    if entry.is_symlink():
        return Copy(folder=None, problem=texts.A_LINK, **whose)
    if entry.is_dir():
        sheets, problem = tuple(_sheets(entry)), texts.NO_NOTEBOOK
        if unpacker is not None:
            more, trouble = _packed(sorted(path for path in entry.rglob("*.[zZ][iI][pP]") if is_archive(path)), unpacker)
            sheets, problem = sheets + more, trouble or problem
        return Copy(folder=entry, sheets=sheets, problem=None if sheets else problem, **whose)
    return Copy(folder=None, sheets=(Sheet(entry, alone=True),), **whose) if is_notebook else None


def _packed(archives: Iterable[Path], unpacker: Unpacker) -> tuple[tuple[Sheet, ...], Text | None]:
    """The notebooks in a student's archives, and why there are none."""
    sheets: list[Sheet] = []
    problem = None
    for archive in archives:
        try:
            sheets += _sheets(unpacker.opened(archive))
        except FileProblem as error:
            problem = Text(**{language: error.message(language).replace("{", "{{").replace("}", "}}") for language in LANGUAGES})
    return tuple(sheets), problem


def _no_notebook(entry: Path, unpacker: Unpacker | None = None) -> Copy | None:
    """Somebody's file that is no notebook: an archive is opened; else nothing can be graded, and beside a copy it is passed over."""
    if _NOTEBOOK.search(entry.name) or not _HANDED_IN.search(entry.name) or entry.is_dir():
        return None
    name, number = _student(_HANDED_IN.sub("", entry.name))
    whose: dict[str, Any] = {"student": name, "number": number, "entries": (entry.name,)}
    if unpacker is not None and is_archive(entry):
        sheets, problem = _packed([entry], unpacker)
        folder = unpacker.opened(entry) if sheets else None
        return Copy(folder=folder, sheets=sheets, problem=None if sheets else problem or texts.NO_NOTEBOOK, **whose)
    return Copy(folder=None, problem=texts.NO_NOTEBOOK_FILE, **whose)


def _student(name: str) -> tuple[str, str]:
    """Whose an entry is by its name, and Moodle's number of it."""
    moodle = _MOODLE.fullmatch(name)
    return (_shown(moodle["name"]), moodle["number"]) if moodle else (_shown(name), "")


def _sheets(folder: Path) -> Iterator[Sheet]:
    """The notebooks below a student's folder, in order of name; links are passed over."""
    count = 0
    for place, folders, files in os.walk(folder, followlinks=False):
        inside = Path(place).relative_to(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "__MACOSX" and len(inside.parts) < _MOST_DEPTH)
        for name in sorted(files):
            if _NOTEBOOK.search(name) and not name.startswith("."):
                yield Sheet(Path(place, name), inside.as_posix())
                count += 1
                if count == _MOST_SHEETS:
                    return


def _shown(name: str) -> str:
    """A name as it can be printed in a report and in the id of a test."""
    printable = "".join(letter if letter.isprintable() else "·" for letter in unicodedata.normalize("NFC", name))
    return re.sub(r":{2,}", ":", printable)[:120] or "?"


def _told_apart(copies: list[Copy]) -> list[Copy]:
    """Copies of one name get a number that no other has: two files cannot be one student's."""
    taken = {copy.slug for copy in copies}
    seen: set[str] = set()
    apart = []
    for copy in copies:
        numbers = itertools.count(2)
        other = copy
        while copy.slug in seen and other.slug in taken:
            other = replace(copy, student=f"{copy.student} ({next(numbers)})")
        seen.add(copy.slug)
        taken.add(other.slug)
        apart.append(other)
    return apart


_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d",
     "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "’": "'"}
)  # fmt: skip


def safe_name(name: str) -> str:
    """`name` with nothing that a file system could take for a path; of such a name, that name again.

    >>> safe_name("Zoé Müller"), safe_name("Łukasz Œuvrard"), safe_name("../../etc/passwd")
    ('Zoe-Muller', 'Lukasz-Oeuvrard', 'etc-passwd-3754d6cb')
    """
    return _safe(name.translate(_LIGATURES))


def former_name(name: str) -> str:
    """The folder that `name` had in classes made before letters such as Œ and Ł were kept."""
    return _safe(name)


def _safe(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", letters).strip("-")[:60]
    simple = re.sub(r"[\s-]+", "-", letters.strip())
    if plain and plain == simple:
        return plain
    return f"{plain[:51].strip('-')}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:_MARK]}".strip("-")
