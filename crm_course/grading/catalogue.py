"""Which questions may be graded: the course's own, and a teacher's own packs.

A pack is a folder outside the package with the same format: each ``.py`` file that is an
exercise's script, or that declares an ``EXERCISE``. It is read on the grader's side only, and
never shown to a learner's code.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from crm_course.foundations.errors import CourseError, FileProblem, UnknownName
from crm_course.foundations.language import Text
from crm_course.workbook import contents, script
from crm_course.workbook.questions import Exercise

from . import texts

__all__ = ["Catalogue", "read_pack"]


@dataclass(frozen=True)
class Catalogue:
    """Exercises by id: those of the packs first, then those of the course, loaded when asked for."""

    packs: tuple[Path, ...] = ()
    own: dict[str, Exercise] = field(default_factory=dict)

    @classmethod
    def of(cls, packs: Iterable[Path] = ()) -> Catalogue:
        """The course's exercises and those of `packs`."""
        folders = tuple(Path(pack).resolve() for pack in packs)
        return cls(packs=folders, own={exercise.id: exercise for folder in folders for exercise in read_pack(folder)})

    def ids(self) -> list[str]:
        """Every exercise that there is."""
        return [*self.own, *(part.id for part in contents.CONTENTS if part.exercises and part.id not in self.own)]

    def exercise(self, exercise_id: str) -> Exercise:
        """One exercise; an unknown one proposes the closest."""
        if exercise_id not in self.ids():
            raise UnknownName(Text(fr="exercice", en="exercise"), exercise_id, self.ids())
        return self.own.get(exercise_id) or contents.exercise(exercise_id)


def read_pack(folder: Path) -> list[Exercise]:
    """The exercises that a pack declares, in order of its files.

    Raises
    ------
    FileProblem
        If it is no folder, declares none, or one of its files fails: which, and why.
    """
    found = list(_declared(folder)) if folder.is_dir() else []
    if not found:
        raise FileProblem(texts.NO_PACK, path=str(folder))
    return found


def _declared(folder: Path) -> Iterator[Exercise]:
    for path in sorted(folder.glob("*.py")):
        spec = importlib.util.spec_from_file_location(f"crm_course_pack_{folder.name}_{path.stem}", path)
        assert spec is not None  # a .py file always has one
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        try:
            if script.is_script(path):
                yield script.read(path)
                continue
            spec.loader.exec_module(module)
        except CourseError as error:
            raise FileProblem(texts.PACK_FAILS, path=path.name, why=error.message()) from error
        except Exception as error:
            raise FileProblem(texts.PACK_FAILS, path=path.name, why=f"{type(error).__name__}: {error}") from error
        exercise = getattr(module, "EXERCISE", None)
        if isinstance(exercise, Exercise):
            yield exercise
