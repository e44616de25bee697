"""What a teacher looks at: the worlds, their stories and keys as tables in his words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from crm_course.foundations import shown
from crm_course.foundations.tables import laid_out

from . import texts
from .effects.causal_diagram import said, size
from .quality.errors import ERRORS
from .worlds import WORLDS

if TYPE_CHECKING:
    from .generate import Made

__all__ = ["changed_effects", "companies", "key_table", "readable", "show", "story_table"]


def companies() -> pd.DataFrame:
    """The worlds of the course: name, company, segments, number of channels."""
    rows = [(name, one.title.say(), ", ".join(each.label.say() for each in one.segments), len(one.touches)) for name, one in WORLDS.items()]
    return _table(rows, ("world", "company", "segments", "channels"))


def story_table(made: Made) -> pd.DataFrame:
    """The planted effects of a world: cause, consequence, size, where it can be found."""
    rows = [(one.cause.say(), one.consequence.say(), size(one), one.where.say()) for one in made.planted]
    return _table(rows, ("cause", "consequence", "size", "where"))


def changed_effects(before: Made, after: Made) -> pd.DataFrame:
    """The effects whose size differs between two worlds: cause, consequence, size before and after.

    >>> from crm_course import synthetic
    >>> plain = synthetic.world("sens-confort", customers=50, months=6)
    >>> len(changed_effects(plain, plain))
    0
    """
    old = {one.name: size(one) for one in before.planted}
    rows = [(one.cause.say(), one.consequence.say(), old.get(one.name, "–"), size(one)) for one in after.planted]
    return _table([row for row in rows if row[2] != row[3]], ("cause", "consequence", "before", "after"))


def key_table(*worlds: Made) -> pd.DataFrame:
    """The answer key: question and answer; of one world with tolerances, of several side by side by student."""
    keys = [made.truth["key"] for made in worlds]
    columns = {texts.COLUMNS["question"].label.say(): keys[0]["question"]}
    for made, key in zip(worlds, keys, strict=True):
        title = made.plan.student.partition("|")[2] if len(worlds) > 1 else texts.COLUMNS["answer"].label.say()
        columns[title] = [said(value, unit) for value, unit in zip(key["answer"], key["unit"], strict=True)]
    if len(worlds) == 1:
        pairs = zip(keys[0]["tolerance"], keys[0]["unit"], strict=True)
        columns[texts.COLUMNS["tolerance"].label.say()] = [
            f"± {said(value, unit, tolerance=True)}" if value else "–" for value, unit in pairs
        ]
    return pd.DataFrame(columns)


def readable(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of this chapter (error log, score of a cleaning, results of a class, findings) to look at."""
    kept = frame.drop(columns=[name for name in _LEFT_OUT if name in frame and (name != "error" or "label" in frame)])
    return shown.words(kept, _COLUMNS).reset_index(drop=True)


def show(frame: pd.DataFrame) -> Any:
    """The same as a table in the language in force."""
    return laid_out(readable(frame))


_COLUMNS = {**texts.COLUMNS, "error": replace(texts.COLUMNS["error"], say=lambda name: ERRORS[name].label.say())}
_LEFT_OUT = ("error", "restorable", "first")


def _table(rows: Iterable[tuple[Any, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=[texts.COLUMNS[name].label.say() for name in columns])
