"""Make a class: a folder for each student with his notebooks, his data, his name; one for the teacher.

Nothing that is there is overwritten: a folder that was made before keeps a student's work, and
only what is missing is added.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, current
from crm_course.synthetic.delivery.roster import students as names_of
from crm_course.workbook import contents, prepare
from crm_course.workbook.build import FOLDERS, exercise_notebook
from crm_course.workbook.contents import Part
from crm_course.workbook.progress import DEFERRED, MARKER
from crm_course.workbook.questions import Exercise

from . import texts
from .catalogue import Catalogue
from .classroom import CLASS_FILE, IDENTITY, Classroom, Student, read_secret
from .outputs import writing
from .submissions import safe_name

__all__ = ["STUDENTS", "TEACHER", "make", "make_class", "pack_part"]

STUDENTS, TEACHER = "students", "teacher"

Files = dict[str, bytes]
"""Contents by path in a student's folder."""


def make_class(
    roster: Path,
    out: Path,
    *,
    secret_file: Path,
    exercises: Sequence[str] = (),
    packs: Iterable[Path] = (),
    edition: str = "1",
    language: str | None = None,
    exam: bool = False,
    told: Callable[[str], None] = lambda name: None,
) -> Classroom:
    """Make a class from its roster: what ``crm-course class make`` does.

    Parameters
    ----------
    roster : Path
        CSV or XLSX with a column of names.
    out : Path
        The folder to make, or to complete.
    secret_file : Path
        File with a phrase that the teacher keeps: it decides on everyone's data.
    exercises : sequence of str
        Ids of what is given; by default all.
    packs : iterable of Path
        Folders of questions of one's own.
    edition : str
        Another one gives other data.
    language : {"fr", "en"}, optional
        Of the notebooks; by default the one in force.
    exam : bool
        Whether ``check`` only notes the answers instead of marking them.
    told : callable
        Called with each student's name when his folder is done.
    """
    catalogue = Catalogue.of(packs)
    wanted = tuple(exercises) or tuple(catalogue.ids())
    for name in wanted:
        catalogue.exercise(name)
    room = Classroom(edition=edition, exercises=wanted, secret=read_secret(secret_file))
    return make(out.expanduser(), names_of(roster), room, catalogue, language=language or current(), exam=exam, told=told)


def make(
    out: Path,
    names: Sequence[str],
    room: Classroom,
    catalogue: Catalogue,
    *,
    language: str = "fr",
    exam: bool = False,
    told: Callable[[str], None] = lambda name: None,
) -> Classroom:
    """Make the folders of a class in `out`; the class as it was written down.

    Parameters
    ----------
    out : Path
    names : sequence of str
        The students.
    room : Classroom
        Edition, exercises and secret; its students are made here.
    language : {"fr", "en"}
    exam : bool
        Whether ``check`` only notes the answers instead of marking them.
    told : callable
        Called with each student's name when his folder is done.

    Raises
    ------
    FileProblem
        If `out` holds another class, is a file, or two names make one folder.
    """
    _folders_apart(names)
    _same_class(out, room)
    asked = list(_places(room, catalogue))
    deferred = [each.id for each, _ in asked if exam or each.id in catalogue.own]
    students = {}
    with writing(out, texts.NO_OUT), tempfile.TemporaryDirectory() as folder:
        model = Path(folder)
        prepare(model, languages=[language], audiences=["student"])
        for exercise, part in asked:
            if exercise.id in catalogue.own:
                write_whole(model / _path(part, language), exercise_notebook(part, language, exercise))
        write_whole(model / MARKER / DEFERRED, json.dumps(deferred))
        for name in names:
            student = _hand_out(out / STUDENTS / safe_name(name), model, name, room, asked, language)
            students[safe_name(name)] = student
            told(name)
        made = replace(room, students=students)
        _write_down(out / TEACHER / CLASS_FILE, made)
    return made


def pack_part(exercise: Exercise, position: int) -> Part:
    """Where a pack's exercise stands among the notebooks."""
    slug = Text.literal(exercise.id)
    return Part(number=f"P{position}", id=exercise.id, slug=slug, title=exercise.title, summary=exercise.introduction)


def _places(room: Classroom, catalogue: Catalogue) -> Iterator[tuple[Exercise, Part]]:
    """Each exercise of the class and where it stands among the notebooks."""
    packs = 0
    for name in room.exercises:
        packs += name in catalogue.own
        exercise = catalogue.exercise(name)
        yield exercise, pack_part(exercise, packs) if name in catalogue.own else contents.part(name)


def _path(part: Part, language: str) -> str:
    return f"{FOLDERS['exercise']}/{language}/{part.filename(language)}"


def _hand_out(folder: Path, model: Path, name: str, room: Classroom, asked: Iterable[tuple[Exercise, Part]], language: str) -> Student:
    """One student's folder: what is missing is added, what is there stays."""
    notebooks, data = _own(replace(room, students={safe_name(name): Student(name=name)}), name, asked, language)
    for path, content in {**notebooks, **data}.items():
        if not (folder / path).exists():
            write_whole(folder / path, content)
    for source in sorted(model.rglob("*")):
        target = folder / source.relative_to(model)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    write_whole(folder / MARKER / IDENTITY, json.dumps({"student": name, "edition": room.edition}, ensure_ascii=False))
    return Student(name=name, language=language, data={path: hashlib.sha256(content).hexdigest() for path, content in data.items()})


def _own(room: Classroom, name: str, asked: Iterable[tuple[Exercise, Part]], language: str) -> tuple[Files, Files]:
    """A student's own notebooks, whose statements cite his figures, and his data."""
    notebooks: Files = {}
    data: Files = {}
    for exercise, part in asked:
        if exercise.personal is not None:
            given, files = room.given(exercise, name)
            notebooks[_path(part, language)] = exercise_notebook(part, language, replace(exercise, given=_always(given))).encode()
            data |= files
    return notebooks, data


def _always(given: Any) -> Callable[[], Any]:
    return lambda: given


def _folders_apart(names: Iterable[str]) -> None:
    """Two students cannot have one folder."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(safe_name(name), name)
        if other is not name:
            raise FileProblem(texts.ONE_FOLDER, name=name, other=other, path=safe_name(name))


def _same_class(out: Path, room: Classroom) -> None:
    """A folder that was made with another secret or edition is another class: it is not touched."""
    file = out / TEACHER / CLASS_FILE
    if not file.exists():
        return
    before = Classroom.read(file, room.secret)
    if (before.edition, before.exercises) != (room.edition, room.exercises):
        raise FileProblem(texts.OTHER_CLASS, path=str(out))


def _write_down(file: Path, room: Classroom) -> None:
    told = {
        "edition": room.edition,
        "exercises": list(room.exercises),
        "sealed": room.seal(),
        "students": [{"name": each.name, "language": each.language, "data": dict(each.data)} for each in room.students.values()],
    }
    write_whole(file, json.dumps(told, ensure_ascii=False, indent=1))
