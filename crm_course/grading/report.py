"""Who is stuck where, and which mistake is common: a gradebook read over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crm_course.foundations.errors import FileProblem

from . import texts
from .gradebook import COLUMNS

__all__ = ["ClassReport", "read"]

_STUCK = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassReport:
    """A class's gradebook, by question, by mistake, by student.

    Attributes
    ----------
    questions : DataFrame
        Share of the points earned (0–1), copies without an answer, the commonest mistake and
        how many made it; the hardest first.
    students : DataFrame
        Share of the points earned, and the questions on which less than half was earned.
    """

    questions: pd.DataFrame
    students: pd.DataFrame


def read(path: Path) -> ClassReport:
    """The report of a gradebook in long form.

    Raises
    ------
    FileProblem
        If it is none.
    """
    try:
        marks = pd.read_csv(path, keep_default_na=False, dtype={"student": str, "mistake": str})
    except (OSError, ValueError) as error:
        raise FileProblem(texts.NOT_A_GRADEBOOK, path=str(path)) from error
    if list(marks.columns) != list(COLUMNS) or marks.empty:
        raise FileProblem(texts.NOT_A_GRADEBOOK, path=str(path))
    return ClassReport(questions=_by_question(marks), students=_by_student(marks))


def _by_question(marks: pd.DataFrame) -> pd.DataFrame:
    named = marks[marks["mistake"] != ""].groupby(["question", "mistake"], sort=False).size().sort_values(ascending=False)
    commonest = named.reset_index(name="times").drop_duplicates("question").set_index("question")
    by = marks.groupby("question", sort=False)
    table = pd.DataFrame({"earned": by["points"].sum() / by["out_of"].sum(), "copies": by.size()})
    table["missing"] = marks["status"].eq("missing").groupby(marks["question"]).sum()
    table["mistake"] = commonest["mistake"].reindex(table.index).fillna("")
    table["times"] = commonest["times"].reindex(table.index).fillna(0).astype(int)
    return table.sort_values("earned", kind="stable").reset_index()


def _by_student(marks: pd.DataFrame) -> pd.DataFrame:
    by = marks.groupby("student", sort=False)
    table = pd.DataFrame({"earned": by["points"].sum() / by["out_of"].sum()})
    low = marks[marks["points"] < _STUCK * marks["out_of"]]
    table["stuck"] = low.groupby("student")["question"].agg(list).reindex(table.index)
    table["stuck"] = [each if isinstance(each, list) else [] for each in table["stuck"]]
    return table.sort_values("earned", kind="stable").reset_index()
