"""Make a class: a folder for each student with his notebooks, his data, his name; one for the teacher.

Nothing that is there is overwritten: a folder that was made before keeps a student's work, and
only what is missing is added.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from crm_course.foundations.errors import FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, current
from crm_course.synthetic.roster import students as names_of
from crm_course.workbook import prepare
from crm_course.workbook.build import FOLDERS, exercise_notebook
from crm_course.workbook.contents import Part
from crm_course.workbook.progress import DEFERRED, MARKER
from crm_course.workbook.questions import Exercise

from . import texts
from .catalogue import Catalogue
from .classroom import CLASS_FILE, IDENTITY, Classroom, Student, own_files, own_seed, read_secret
from .copies import safe_name

__all__ = ["STUDENTS", "TEACHER", "make", "make_class", "pack_part"]

STUDENTS, TEACHER = "students", "teacher"


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
        If `out` holds another class.
    """
    _same_class(out, room)
    exercises = [catalogue.exercise(name) for name in room.exercises]
    deferred = [each.id for each in exercises if exam or each.id in catalogue.own]
    students = {}
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder)
        prepare(model, languages=[language], audiences=["student"])
        for position, exercise in enumerate((each for each in exercises if each.id in catalogue.own), start=1):
            part = pack_part(exercise, position)
            write_whole(model / FOLDERS["exercise"] / language / part.filename(language), exercise_notebook(part, language, exercise))
        write_whole(model / MARKER / DEFERRED, json.dumps(deferred))
        for name in names:
            student = _hand_out(out / STUDENTS / safe_name(name), model, name, room, exercises, language)
            students[safe_name(name)] = student
            told(name)
    made = replace(room, students=students)
    _write_down(out / TEACHER / CLASS_FILE, made)
    return made


def pack_part(exercise: Exercise, position: int) -> Part:
    """Where a pack's exercise stands among the notebooks."""
    slug = Text.literal(exercise.id)
    return Part(number=f"P{position}", id=exercise.id, slug=slug, title=exercise.title, summary=exercise.introduction)


def _hand_out(folder: Path, model: Path, name: str, room: Classroom, exercises: Iterable[Exercise], language: str) -> Student:
    """One student's folder: what is missing is added, what is there stays."""
    for path in sorted(model.rglob("*")):
        target = folder / path.relative_to(model)
        if path.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    files: dict[str, bytes] = {}
    for exercise in exercises:
        if exercise.personal is not None:
            files |= own_files(exercise, own_seed(room.secret, room.edition, exercise.id, name))
    for path_name, content in files.items():
        if not (folder / path_name).exists():
            write_whole(folder / path_name, content)
    write_whole(folder / MARKER / IDENTITY, json.dumps({"student": name, "edition": room.edition}, ensure_ascii=False))
    return Student(name=name, language=language, data={name: hashlib.sha256(content).hexdigest() for name, content in files.items()})


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
