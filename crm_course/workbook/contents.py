"""The table of contents: every part of the course, in reading order.

Nothing is listed here: each folder of :mod:`crm_course.lessons` declares its part, and is found.
"""

from __future__ import annotations

import difflib
import importlib
from functools import lru_cache
from typing import TYPE_CHECKING

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text, current

from .part import AUDIENCES, EXERCISES, LESSONS, Audience, Part
from .script import is_script, read

if TYPE_CHECKING:
    import pandas as pd

    from .questions import Exercise, Question

__all__ = ["AUDIENCES", "CONTENTS", "Audience", "Part", "catalogue", "exercise", "part", "question"]


def _found() -> tuple[Part, ...]:
    """The parts that declare themselves, by number."""
    folders = sorted(path.parent.name for path in LESSONS.glob("*/__init__.py"))
    declared: list[Part] = [importlib.import_module(f"crm_course.lessons.{name}").PART for name in folders]
    return tuple(sorted(declared, key=lambda part: part.number))


CONTENTS: tuple[Part, ...] = _found()


def part(part_id: str) -> Part:
    """The part with this id; an unknown one proposes the closest."""
    known = {entry.id: entry for entry in CONTENTS}
    if part_id not in known:
        raise UnknownName(Text(fr="partie", en="part"), part_id, known)
    return known[part_id]


@lru_cache
def exercise(exercise_id: str) -> Exercise:
    """The exercise with this id, loaded when first asked for."""
    known = {entry.id: entry for entry in CONTENTS if entry.exercises}
    if exercise_id not in known:
        raise UnknownName(Text(fr="exercice", en="exercise"), exercise_id, known)
    path, module = known[exercise_id].exercises, f"crm_course.lessons.{known[exercise_id].module}.exercises"
    if path is not None and is_script(path):
        return read(path, module)
    return importlib.import_module(module).EXERCISE  # type: ignore[no-any-return]


def catalogue() -> pd.DataFrame:
    """Every question of the course, without its answer.

    Returns
    -------
    DataFrame
        ``question, exercise, kind, unit, options, path``: `options` maps what may be chosen to its
        words (empty where nothing is), `path` is the notebook below a workspace, both in the language in force.

    >>> catalogue().set_index("question").loc["sens-confort.nps", ["kind", "unit"]].tolist()
    ['number', 'points']
    """
    import pandas as pd

    rows = [
        (
            asked.id, entry.id, asked.kind, asked.unit, {key: label.say() for key, label in asked.options.items()},
            f"{EXERCISES}/{current()}/{entry.filename(current())}",
        )
        for entry in CONTENTS
        if entry.exercises
        for asked in exercise(entry.id).questions
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["question", "exercise", "kind", "unit", "options", "path"])


def question(question_id: str) -> Question:
    """The question with this id; an unknown one proposes the closest of all."""
    prefix = str(question_id).partition(".")[0]
    exercises = [entry.id for entry in CONTENTS if entry.exercises]
    near = exercises if prefix not in exercises else [prefix]
    known = {asked.id: asked for name in near for asked in exercise(name).questions}
    if question_id not in known:
        closest = difflib.get_close_matches(str(question_id), known, n=1)
        one_of_each = [exercise(name).questions[0].id for name in exercises]
        raise UnknownName(Text(fr="question", en="question"), question_id, known if near == [prefix] else {*one_of_each, *closest})
    return known[question_id]
