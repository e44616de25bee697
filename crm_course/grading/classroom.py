"""A class: who is in it, and which data each one has.

::

    DIR/
    ├── students/<student>/   his notebooks, data/<exercise>/*.csv, .crm-course/student.json
    └── teacher/class.json    who has what: never to be handed out

A student's data are drawn from the class's secret and his name; they are drawn again at
grading, so that the right answers need not be kept anywhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem, UnknownName
from crm_course.workbook.own_data import DATA, read_tables, write_tables
from crm_course.workbook.progress import MARKER
from crm_course.workbook.questions import Exercise
from crm_course.workbook.workspace import IDENTITY

from . import texts
from .submissions import Copy, former_name, safe_name

__all__ = ["CLASS_FILE", "IDENTITY", "Classroom", "Student", "identities", "own_files", "own_seed", "read_secret"]

CLASS_FILE = "class.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """One of the class.

    Attributes
    ----------
    name : str
        As the list writes it; where somebody else has the same name, with a number or an address behind it.
    language : {"fr", "en"}
    data : mapping of str to str
        The fingerprints of the files of data that were given.
    last, first, email, number : str
        As the roster has them.
    id : str
        What the notebooks handed out carry.
    home : str
        The name of the folder, if it is not the usual one.
    """

    name: str
    language: str = "fr"
    data: Mapping[str, str] = field(default_factory=dict)
    last: str = ""
    first: str = ""
    email: str = ""
    number: str = ""
    id: str = ""
    home: str = ""

    @property
    def folder(self) -> str:
        """The name of the student's folder."""
        return self.home or safe_name(self.name)

    @property
    def bare(self) -> str:
        """The name without what tells its bearer from somebody else."""
        return f"{self.last} {self.first}" if self.first else self.last or self.name

    def as_data(self) -> dict[str, Any]:
        """As written down in the class's file: what there is."""
        return {name: value for name, value in asdict(self).items() if value or name in ("name", "language", "data")}


@dataclass(frozen=True)
class Classroom:
    """The class as it was made, or no class at all: each has then the exercise's own example.

    >>> Classroom().language("dupont")
    ''
    """

    edition: str = ""
    exercises: tuple[str, ...] = ()
    students: Mapping[str, Student] = field(default_factory=dict)
    secret: bytes = field(default=b"", repr=False)

    @classmethod
    def read(cls, path: Path, secret: bytes | None) -> Classroom:
        """From ``class.json`` (or the folder that holds it) and the secret that it was made with; without a secret, nobody's data."""
        file = path / CLASS_FILE if path.is_dir() else path
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
            listed = [Student(**({"home": former_name(each["name"])} | each)) for each in told["students"]]
            students = {safe_name(each.name): each for each in listed}
            room = cls(edition=told["edition"], exercises=tuple(told["exercises"]), students=students, secret=secret or b"")
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FileProblem(texts.NO_CLASS, path=str(file), why=str(error)) from error
        if secret is not None and told.get("sealed") != room.seal():
            raise FileProblem(texts.OTHER_SECRET, path=str(file))
        return room

    def seal(self) -> str:
        """What tells whether a secret is the one that the class was made with, without telling it."""
        return hmac.new(self.secret, f"seal\n{self.edition}".encode(), hashlib.sha256).hexdigest()[:16]

    def mark_of(self, name: str) -> str:
        """What the notebooks of a student carry: nobody can tell whose it is without the class's file."""
        return hmac.new(self.secret, f"student\n{self.edition}\n{name}".encode(), hashlib.sha256).hexdigest()[:12]

    def student(self, name: str) -> Student | None:
        """The student of that name, as folders and spellings go."""
        return self.students.get(safe_name(name))

    def expect(self, name: str) -> Student:
        """The student of that name; somebody who is not of the class is refused."""
        student = self.student(name)
        if student is None:
            raise UnknownName(texts.STUDENT, name, [each.name for each in self.students.values()])
        return student

    def name(self, name: str) -> str:
        """His name as the list writes it, or nothing if he is not of the class."""
        student = self.student(name)
        return student.name if student else ""

    def language(self, name: str) -> str:
        """His language, or nothing if he is not of the class."""
        student = self.student(name)
        return student.language if student else ""

    def _repr_markdown_(self) -> str:
        rows = [f"| {each.name} | `{each.folder}/` | {len(each.data)} | `{_short(each.data)}` |" for each in self.students.values()]
        return "\n".join([texts.CLASS_HEAD.say(), "| :-- | :-- | --: | :-- |", *rows])

    def given(self, exercise: Exercise, name: str) -> tuple[Any, dict[str, bytes]]:
        """What his answers are computed from, and the files that his notebook finds in its folder."""
        if exercise.personal is None:
            return exercise.given(), {}
        student = self.expect(name) if self.students else None  # nobody is marked on somebody else's data
        seed = own_seed(self.secret, self.edition, exercise.id, student.name) if student else 0
        return _drawn(exercise, seed)

    def notices(self, copy: Copy) -> list[str]:
        """For the teacher: a copy that is somebody else's, or with other data than was given; how it was found whose it is."""
        student = self.student(copy.student) if self.students else None
        if student is None:
            return []
        return [*copy.notices, *self._identity(copy, student), *(self._data(copy, student) if copy.folder else [])]

    def _identity(self, copy: Copy, student: Student) -> list[str]:
        """Whose the notebooks and the folder were when they were handed out, if that is somebody else."""
        by_id = {each.id: each.name for each in self.students.values() if each.id}
        marks = {mark for sheet in copy.sheets for mark in sheet.carried} & by_id.keys()
        owners = {by_id[mark] for mark in marks} or set(identities(copy.folder) if copy.folder else ())
        others = sorted(owner[:100] for owner in owners if safe_name(owner) not in (safe_name(student.name), safe_name(student.bare)))
        return [texts.OTHER_IDENTITY.say(owner=owner, name=copy.student) for owner in others]

    def _data(self, copy: Copy, student: Student) -> list[str]:
        assert copy.folder is not None
        owners = {digest: other.name for other in self.students.values() for digest in other.data.values()}
        said = []
        for name, digest in student.data.items():
            path = copy.folder / name
            if path.is_symlink() or not path.is_file() or path.stat().st_size > 200_000_000:
                continue
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != digest:
                owner = owners.get(found)
                said.append(texts.SWAPPED.say(file=name, owner=owner) if owner else texts.CHANGED.say(file=name))
        return said


def identities(folder: Path) -> set[str]:
    """The names in the ``student.json`` of a copy, which may lie some folders below."""
    found = set()
    for pattern in (f"{MARKER}/{IDENTITY}", f"*/{MARKER}/{IDENTITY}", f"*/*/{MARKER}/{IDENTITY}"):
        for path in sorted(folder.glob(pattern))[:20]:
            try:
                told = json.loads(path.read_bytes()[:100_000]) if path.is_file() and not path.is_symlink() else {}
            except (ValueError, RecursionError, OSError):
                continue
            if isinstance(told, dict) and isinstance(told.get("student"), str):
                found.add(told["student"])
    return found


def _short(data: Mapping[str, str]) -> str:
    """A few signs that tell one student's data from another's."""
    return hashlib.sha256("".join(data.values()).encode()).hexdigest()[:8] if data else "–"


def _drawn(exercise: Exercise, seed: int) -> tuple[Any, dict[str, bytes]]:
    """Data drawn from a seed, read back from their files as a notebook reads them."""
    assert exercise.personal is not None
    files = own_files(exercise, seed)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, Path(name).name).write_bytes(content)
        return exercise.personal.read(read_tables(Path(folder))), files


def own_files(exercise: Exercise, seed: int) -> dict[str, bytes]:
    """The files of data of one seed, by path in a student's folder."""
    assert exercise.personal is not None
    with tempfile.TemporaryDirectory() as folder:
        write_tables(dict(exercise.personal.tables(seed)), Path(folder))
        return {f"{DATA}/{exercise.id}/{path.name}": path.read_bytes() for path in sorted(Path(folder).glob("*.csv"))}


def own_seed(secret: bytes, edition: str, exercise: str, student: str) -> int:
    """A student's own number: nobody can tell it from a name without the secret."""
    words = "\n".join((edition, exercise, student)).encode()
    return int.from_bytes(hmac.new(secret, words, hashlib.sha256).digest()[:6], "big")


def read_secret(path: Path) -> bytes:
    """The class's secret: whatever the file holds, at least eight characters."""
    try:
        secret = path.read_bytes().strip()
    except OSError as error:
        raise FileProblem(texts.NO_SECRET, path=str(path)) from error
    if len(secret) < 8:
        raise FileProblem(texts.SHORT_SECRET, path=str(path))
    return secret
