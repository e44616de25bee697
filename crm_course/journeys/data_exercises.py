"""What the chapter's exercises give: two customers, a small path table, two logs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pandas as pd

from .builder import build
from .paths import Journeys

if TYPE_CHECKING:
    from crm_course.cases.chez_vous_facts import ChezVous
    from crm_course.cases.chez_vous_log import Extract

__all__ = ["Given", "comments_as_log", "given"]

_FALLS = {
    "A": [("web", "failed")],
    "B": [("social", "failed"), ("shop", "failed")],
    "C": [("phone", "failed"), ("phone", "failed"), ("phone", "failed")],
    "D": [("shop", "done"), ("app", "failed"), ("shop", "done")],
    "E": [("web", "failed"), ("phone", "done")],
    "F": [("shop", "failed")],
}
"""Each problem of the six comments as the contacts that a log would hold."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Given:
    """What the questions are asked on.

    `case` is C'chez vous; `paths` a path table to work by hand; `log` an extract of the
    event log with its truth; `leading` its contacts before the purchase, and `built` their
    journeys; `comments` the six comments of Sens Confort as a log.
    """

    case: ChezVous
    paths: pd.DataFrame
    log: Extract
    leading: pd.DataFrame
    built: Journeys
    comments: pd.DataFrame


@lru_cache
def given() -> Given:
    """The exercise's data, the same for everyone."""
    from crm_course import cases

    case = cases.chez_vous()
    log = case.extract(2_000, seed=11)
    leading = log.everything[log.everything["stage"].isin(["mission", "order"])]
    paths = pd.DataFrame({"path": ["A > B", "B", "A"], "conversions": [4, 1, 1], "nulls": [2, 3, 2]})
    return Given(case=case, paths=paths, log=log, leading=leading, built=build(leading), comments=comments_as_log())


def comments_as_log() -> pd.DataFrame:
    """The six comments of Sens Confort as an event log: one customer per comment."""
    from crm_course import cases

    rows = [
        (comment.number, pd.Timestamp("2026-04-06 09:00") + pd.Timedelta(days=step), channel, outcome)
        for comment in cases.sens_confort().comments
        for step, (channel, outcome) in enumerate(_FALLS[comment.problem])
    ]
    frame = pd.DataFrame(rows, columns=["customer_id", "ts", "channel", "outcome"])
    return frame.assign(converted=False, stage="support")
