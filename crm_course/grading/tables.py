"""Marks as a reader sees them: titles for ids, his words for the columns of a file."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.shown import Shown
from crm_course.foundations.tables import laid_out
from crm_course.workbook import contents
from crm_course.workbook.questions import Exercise, Question

from . import texts

__all__ = ["readable", "said_of", "show", "title_of"]


Packs = Mapping[str, Exercise]
"""A teacher's own exercises by their ids."""


def _exercise(name: str, own: Packs) -> Exercise:
    return own[name] if name in own else contents.exercise(name)


def _question(name: str, own: Packs) -> Question:
    exercise = name.partition(".")[0]
    if exercise in own:
        found = next((question for question in own[exercise].questions if question.id == name), None)
        if found is None:
            raise UnknownName(texts.QUESTION, name, [question.id for question in own[exercise].questions])
        return found
    return contents.question(name)


def title_of(question: str, own: Packs = MappingProxyType({})) -> str:
    """A question's or exercise's title where the course or a pack knows it; else its id.

    >>> title_of("sens-confort.nps"), title_of("mine.first")
    ('Q3a. Le NPS', 'mine.first')
    """
    try:
        return _question(question, own).title.say() if "." in question else _exercise(question, own).title.say()
    except UnknownName:
        return question


def said_of(question: str, mistake: str, own: Packs = MappingProxyType({})) -> str:
    """What is said to who made a mistake, where the course or a pack knows it; else its name."""
    try:
        asked = _question(question, own)
        known = next(each for each in asked.mistakes if each.name == mistake)
        with_facts = known.message.placeholders("fr")
        return known.message.say(**(asked.facts(_exercise(asked.exercise, own).given()) if with_facts else {}))
    except (UnknownName, StopIteration):
        return mistake


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of a gradebook to look at: its columns, questions and statuses in the language in force."""
    told = frame.reset_index() if frame.index.name else frame.copy()
    if "mistake" in told:
        told["mistake"] = [said_of(*pair) if pair[1] else "" for pair in zip(told["question"], told["mistake"], strict=True)]
    return shown.words(told, COLUMNS, name=title_of).reset_index(drop=True)


def show(frame: pd.DataFrame) -> Any:
    """The same as a table in the language in force."""
    return laid_out(readable(frame))


COLUMNS = {
    **{name: Shown(label=label) for name, label in texts.COLUMNS.items()},
    "status": Shown(label=texts.COLUMNS["status"], kind="text", say=lambda status: texts.STATUSES[status].say()),
    "question": Shown(label=texts.COLUMNS["question"], kind="text", say=title_of),
    **{name: Shown(label=texts.COLUMNS[name], kind="text") for name in ("student", "mistake", "other")},
}
"""What the columns of a gradebook are called, and what they hold."""
