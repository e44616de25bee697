"""What the chapter's exercises give: two customers, a small path table, two logs.

In a class, each learner has paths and a log of his own. Nothing here is an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course import cases
from crm_course.cases.chez_vous_facts import ChezVous
from crm_course.cases.chez_vous_log import Extract
from crm_course.journeys.builder import build
from crm_course.journeys.paths import Journeys
from crm_course.workbook.own_data import own_tables

__all__ = ["Given", "comments_as_log", "given", "read", "tables"]

_EXAMPLE, _CUSTOMERS = 11, 2_000

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


def given() -> Given:
    """The learner's own data, or the example of the course."""
    return read(own_tables("journeys"))


def tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """One learner's paths, and his log: whom the company recognised (`seen`), and what each channel caused."""
    rng = np.random.default_rng(seed)
    log = cases.chez_vous().extract(_CUSTOMERS, _EXAMPLE) if seed == 0 else cases.chez_vous().extract(int(rng.integers(800, 1_600)), seed)
    return {
        "paths": _paths(rng) if seed else pd.DataFrame({"path": ["A > B", "B", "A"], "conversions": [4, 1, 1], "nulls": [2, 3, 2]}),
        "contacts": log.everything.assign(seen=log.events["customer_id"].notna()),
        "caused": pd.DataFrame({"channel": list(log.caused), "purchases": list(log.caused.values())}),
    }


def _paths(rng: np.random.Generator) -> pd.DataFrame:
    """A path table that can be worked by hand."""
    return pd.DataFrame({"path": ["A > B", "B", "A"], "conversions": rng.integers([4, 1, 1], [16, 9, 9]), "nulls": rng.integers(2, 16, 3)})


def read(found: Mapping[str, pd.DataFrame]) -> Given:
    """What the answers are computed from."""
    contacts = found["contacts"].assign(ts=pd.to_datetime(found["contacts"]["ts"], format="ISO8601"))
    everything = contacts.drop(columns="seen")
    log = Extract(
        events=everything.assign(customer_id=everything["customer_id"].where(contacts["seen"])), everything=everything,
        caused=dict(zip(found["caused"]["channel"], found["caused"]["purchases"], strict=True)), prepared=_prepared(everything),
    )  # fmt: skip
    leading = everything[everything["stage"].isin(["mission", "order"])]
    return Given(case=cases.chez_vous(), paths=found["paths"], log=log, leading=leading, built=build(leading), comments=comments_as_log())


def _prepared(everything: pd.DataFrame) -> float:
    """The true share of purchases in the shop whose customer had looked online."""
    online = everything[everything["kind"].eq("look") & everything["place"].eq("online")]
    bought = everything[everything["kind"].eq("purchase") & everything["place"].eq("offline")]
    return float(bought["customer_id"].isin(online["customer_id"]).mean())


def comments_as_log() -> pd.DataFrame:
    """The six comments of Sens Confort as an event log: one customer per comment."""
    rows = [
        (comment.number, pd.Timestamp("2026-04-06 09:00") + pd.Timedelta(days=step), channel, outcome)
        for comment in cases.sens_confort().comments
        for step, (channel, outcome) in enumerate(_FALLS[comment.problem])
    ]
    frame = pd.DataFrame(rows, columns=["customer_id", "ts", "channel", "outcome"])
    return frame.assign(converted=False, stage="support")
