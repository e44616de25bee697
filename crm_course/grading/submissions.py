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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.language import Text

from . import texts

__all__ = ["Copy", "Sheet", "find", "left_out", "no_notebooks", "safe_name"]

_MOODLE = re.compile(r"_\d+_assignsubmission_\w*$")  # what Moodle adds to a student's name
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


def find(folder: Path) -> list[Copy]:
    """Every student's copy in `folder`, by name.

    Raises
    ------
    FileProblem
        If `folder` is no folder, or holds no copy.
    """
    if not folder.is_dir():
        raise FileProblem(texts.NO_FOLDER, path=str(folder))
    entries = [entry for entry in _entries(folder) if not entry.name.startswith(_HIDDEN)]
    copies = [copy for entry in entries if (copy := _copy(entry))]
    known = {copy.slug for copy in copies}
    copies += [copy for entry in entries if (copy := _no_notebook(entry)) and copy.slug not in known]
    if not copies:
        raise FileProblem(texts.NO_COPIES, path=str(folder))
    return _told_apart(sorted(copies, key=lambda copy: copy.student))


def left_out(folder: Path) -> list[str]:
    """Names of what may be copies, but is hidden: :func:`find` passes over them, and over what systems lay there of their own."""
    return [_shown(entry.name) for entry in _entries(folder) if entry.name.startswith(_HIDDEN) and _may_be_a_copy(entry)]


def no_notebooks(folder: Path, copies: Iterable[Copy]) -> list[str]:
    """Names of files that are none of `copies`, though they are not hidden: a script, a list, an archive beside its folder."""
    told = {copy.student for copy in copies if copy.problem is texts.NO_NOTEBOOK_FILE}
    files = [entry for entry in _entries(folder) if entry.is_file() and not entry.name.startswith(_HIDDEN) and not _copy(entry)]
    return [_shown(entry.name) for entry in files if not ((none := _no_notebook(entry)) and none.student in told)]


def _entries(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda entry: entry.name)


def _may_be_a_copy(entry: Path) -> bool:
    if entry.name in _OF_SYSTEMS or entry.name.startswith("._"):
        return False
    return bool(_NOTEBOOK.search(entry.name)) or (entry.is_dir() and not entry.is_symlink() and any(_sheets(entry)))


def _copy(entry: Path) -> Copy | None:
    is_notebook = _NOTEBOOK.search(entry.name)
    name = _student(_NOTEBOOK.sub("", entry.name))
    if entry.is_symlink():
        return Copy(student=name, folder=None, problem=texts.A_LINK)
    if entry.is_dir():
        sheets = tuple(_sheets(entry))
        return Copy(student=name, folder=entry, sheets=sheets, problem=None if sheets else texts.NO_NOTEBOOK)
    return Copy(student=name, folder=None, sheets=(Sheet(entry, alone=True),)) if is_notebook else None


def _no_notebook(entry: Path) -> Copy | None:
    """Somebody's file from which nothing can be graded; beside a copy of the same name it is passed over."""
    if _NOTEBOOK.search(entry.name) or not _HANDED_IN.search(entry.name) or entry.is_dir():
        return None
    return Copy(student=_student(_HANDED_IN.sub("", entry.name)), folder=None, problem=texts.NO_NOTEBOOK_FILE)


def _student(name: str) -> str:
    return _shown(_MOODLE.sub("", name))


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


def safe_name(name: str) -> str:
    """`name` with nothing that a file system could take for a path; of such a name, that name again.

    >>> safe_name("Zoé Müller"), safe_name("../../etc/passwd")
    ('Zoe-Muller', 'etc-passwd-3754d6cb')
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", letters).strip("-")[:60]
    simple = re.sub(r"[\s-]+", "-", letters.strip())
    if plain and plain == simple:
        return plain
    return f"{plain[:51].strip('-')}-{hashlib.sha256(name.encode(errors='replace')).hexdigest()[:_MARK]}".strip("-")
