"""Marks as a reader sees them: titles for ids, his words for the columns of a file."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.errors import UnknownName
from crm_course.foundations.shown import Shown
from crm_course.foundations.tables import laid_out
from crm_course.workbook import contents

from . import texts

__all__ = ["readable", "said_of", "show", "title_of"]


def title_of(question: str) -> str:
    """A question's or exercise's title where the course knows it; a pack's by its id.

    >>> title_of("sens-confort.nps"), title_of("mine.first")
    ('Q3a. Le NPS', 'mine.first')
    """
    try:
        return contents.question(question).title.say() if "." in question else contents.exercise(question).title.say()
    except UnknownName:
        return question


def said_of(question: str, mistake: str) -> str:
    """What is said to who made a mistake, where the course knows it; else its name."""
    try:
        asked = contents.question(question)
        known = next(each for each in asked.mistakes if each.name == mistake)
        with_facts = known.message.placeholders("fr")
        return known.message.say(**(asked.facts(contents.exercise(asked.exercise).given()) if with_facts else {}))
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
