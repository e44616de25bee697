"""Make a class: a folder for each student with his notebooks, his data, his name; one for the teacher.

Nothing that is there is overwritten: a folder that was made before keeps a student's work, and
only what is missing is added.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from crm_course.foundations import checks
from crm_course.foundations.errors import FileProblem
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text, current
from crm_course.synthetic.delivery.roster import Person, people
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
    answers: Literal["box", "code"] | None = None,
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
    answers : {"box", "code"}, optional
        How questions are answered; by default as each exercise says.
    told : callable
        Called with each student's name when his folder is done.
    """
    catalogue = Catalogue.of(packs)
    wanted = tuple(exercises) or tuple(catalogue.ids())
    for name in wanted:
        catalogue.exercise(name)
    room = Classroom(edition=edition, exercises=wanted, secret=read_secret(secret_file))
    return make(out.expanduser(), people(roster), room, catalogue, language=language or current(), exam=exam, answers=answers, told=told)


def make(
    out: Path,
    people: Sequence[Person | str],
    room: Classroom,
    catalogue: Catalogue,
    *,
    language: str = "fr",
    exam: bool = False,
    answers: Literal["box", "code"] | None = None,
    told: Callable[[str], None] = lambda name: None,
) -> Classroom:
    """Make the folders of a class in `out`; the class as it was written down.

    Parameters
    ----------
    out : Path
    people : sequence of Person or str
        The students, as the roster has them or by their names.
    room : Classroom
        Edition, exercises and secret; its students are made here.
    language : {"fr", "en"}
    exam : bool
        Whether ``check`` only notes the answers instead of marking them.
    answers : {"box", "code"}, optional
        How questions are answered; by default as each exercise says.
    told : callable
        Called with each student's name when his folder is done.

    Raises
    ------
    FileProblem
        If `out` holds another class, is a file, or two names make one folder.
    """
    before = _same_class(out, room)
    listed = _listed([each if isinstance(each, Person) else Person(label=each) for each in people], room, before, language)
    _folders_apart(listed)
    if answers is not None:
        checks.choice("answers", answers, ("box", "code"))
    asked = [(replace(each, way=answers) if answers else each, part) for each, part in _places(room, catalogue)]
    deferred = [each.id for each, _ in asked if exam or each.id in catalogue.own]
    students = {}
    with writing(out, texts.NO_OUT), tempfile.TemporaryDirectory() as folder:
        model = Path(folder)
        prepare(model, languages=[language], audiences=["student"])
        for exercise, part in asked:
            if exercise.id in catalogue.own or answers:
                write_whole(model / _path(part, language), exercise_notebook(part, language, exercise))
        write_whole(model / MARKER / DEFERRED, json.dumps(deferred))
        for person in listed:
            student = _hand_out(out / STUDENTS / person.folder, model, person, room, asked)
            students[safe_name(person.name)] = student
            told(person.name)
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


def _listed(people: Iterable[Person], room: Classroom, before: Mapping[str, Student], language: str) -> list[Student]:
    """The class as the roster has it; who was in it before keeps name, folder and data."""
    left, listed = dict(before), []
    for person in people:
        known: dict[str, Any] = {"last": person.last, "first": person.first, "email": person.email, "number": person.number}
        if kept := next((key for key, each in left.items() if _is(each, person)), None):
            each = left.pop(kept)
            listed.append(replace(each, language=language, id=each.id or room.mark_of(each.name), **known))
        else:
            label = person.label
            listed.append(Student(name=label, language=language, id=room.mark_of(label), home=safe_name(label), **known))
    return listed


def _is(student: Student, person: Person) -> bool:
    """Whether a student of before is this one of the roster: by address or number, else by the name."""
    for own, other in ((student.email, person.email), (student.number, person.number)):
        if own and other:
            return own.casefold() == other.casefold()
    return student.name in (person.label, f"{person.last} {person.first}".strip())


def _hand_out(folder: Path, model: Path, person: Student, room: Classroom, asked: Sequence[tuple[Exercise, Part]]) -> Student:
    """One student's folder: what is missing is added, what is there stays."""
    language = person.language
    notebooks, data = _own(replace(room, students={safe_name(person.name): person}), person.name, asked, language)
    for path in [_path(part, language) for _, part in asked]:
        if path not in notebooks and (model / path).is_file():
            notebooks[path] = (model / path).read_bytes()
    for path, content in {**{path: _marked(content, person.id) for path, content in notebooks.items()}, **data}.items():
        if not (folder / path).exists():
            write_whole(folder / path, content)
    for source in sorted(model.rglob("*")):
        target = folder / source.relative_to(model)
        if source.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    said = {"student": person.name, "edition": room.edition, "id": person.id}
    write_whole(folder / MARKER / IDENTITY, json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False))
    return replace(person, data={path: hashlib.sha256(content).hexdigest() for path, content in data.items()})


def _marked(notebook: bytes, mark: str) -> bytes:
    """A notebook that carries whose it is, whatever its file will be called."""
    book = json.loads(notebook)
    if mark:
        book["metadata"].setdefault("crm_course", {})["student"] = mark
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode()


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


def _folders_apart(listed: Iterable[Student]) -> None:
    """Two students cannot have one folder."""
    seen: dict[str, Student] = {}
    for student in listed:
        other = seen.setdefault(student.folder, student)
        if other is not student:
            raise FileProblem(texts.ONE_FOLDER, name=student.name, other=other.name, path=student.folder)


def _same_class(out: Path, room: Classroom) -> Mapping[str, Student]:
    """Who is in the class already; a folder that was made with another secret or edition is another class: it is not touched."""
    file = out / TEACHER / CLASS_FILE
    if not file.exists():
        return {}
    before = Classroom.read(file, room.secret)
    if (before.edition, before.exercises) != (room.edition, room.exercises):
        raise FileProblem(texts.OTHER_CLASS, path=str(out))
    return before.students


def _write_down(file: Path, room: Classroom) -> None:
    told = {
        "edition": room.edition,
        "exercises": list(room.exercises),
        "sealed": room.seal(),
        "students": [each.as_data() for each in room.students.values()],
    }
    write_whole(file, json.dumps(told, ensure_ascii=False, indent=1))
