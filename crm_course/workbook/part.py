"""One part of the course, as it declares itself in its folder of :mod:`crm_course.lessons`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from crm_course.foundations.language import Text

__all__ = ["AUDIENCES", "EXERCISES", "LESSONS", "PATHS", "Audience", "Part"]

Audience = Literal["student", "teacher"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

PATHS = {"bts": Text(fr="BTS", en="BTS"), "engineer": Text(fr="ingénieur", en="engineer")}
"""The two paths: figures, boxes and decisions; formulas, matrices and simulation too."""

EXERCISES = "exercises"
"""The folder of exercises in a workspace and in the project."""

LESSONS = Path(__file__).resolve().parents[1] / "lessons"
"""Where the parts are; a part's folder has its id as name, with underscores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the course: a lesson, an exercise, or both.

    `id` is the prefix of its questions and the name of its folder; `slug` names its files:
    ``14-satisfaction.ipynb``; `audience` says for whom it is: what is for teachers is not
    handed out to a class; `short` is its name where there is little room. `minutes` is how long
    its lesson takes, `paths` who follows it.
    """

    number: str
    id: str
    slug: Text
    title: Text
    summary: Text
    audience: Audience = "student"
    short: Text | None = None
    minutes: int = 60
    paths: tuple[str, ...] = tuple(PATHS)

    @property
    def module(self) -> str:
        """The name of its folder: that of a module of :mod:`crm_course.lessons`."""
        return self.id.replace("-", "_")

    @property
    def lesson(self) -> Path | None:
        """The source of its lesson, if it has one."""
        return self._present("lesson.py")

    @property
    def exercises(self) -> Path | None:
        """The source of its exercise, if it has one; the first of several in a folder."""
        return self._present("exercises.py") or self._present("exercises/__init__.py")

    def _present(self, name: str) -> Path | None:
        path = LESSONS / self.module / name
        return path if path.is_file() else None

    def filename(self, language: str) -> str:
        """The name of its notebooks in `language`."""
        return f"{self.number}-{self.slug.say(language)}.ipynb"
