"""Marks as a reader sees them: titles for ids, his words for the columns of a file."""

from __future__ import annotations

import pandas as pd

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import number
from crm_course.workbook import contents

from . import texts

__all__ = ["readable", "said_of", "title_of"]


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
    shown = frame.reset_index() if frame.index.name else frame.copy()
    if "status" in shown:
        shown["status"] = [texts.STATUSES[status].say() for status in shown["status"]]
    if "mistake" in shown:
        shown["mistake"] = [said_of(*pair) if pair[1] else "" for pair in zip(shown["question"], shown["mistake"], strict=True)]
    if "question" in shown:
        shown["question"] = [title_of(question) for question in shown["question"]]
    for column in shown.select_dtypes("number"):
        shown[column] = [number(value) for value in shown[column]]
    named = {column: texts.COLUMNS[column].say() if column in texts.COLUMNS else title_of(column) for column in map(str, shown.columns)}
    return shown.rename(columns=named)
