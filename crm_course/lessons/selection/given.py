"""What the exercises give: a workshop of bicycles that chooses among four offers. All invented."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from crm_course.selection.costs import Offer
from crm_course.selection.criteria import Criterion

__all__ = ["Workshop", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """The workshop: offers, anchored criteria, judgements of its owner, one offer's terms, a plan, first logins."""

    offers: pd.DataFrame
    criteria: tuple[Criterion, ...]
    judgements: pd.DataFrame
    offer: Offer
    users: int
    tasks: pd.DataFrame
    team: pd.DataFrame
    logins: tuple[int, ...]
    deadline: float


def given() -> Workshop:
    """The workshop of the exercise; its figures are invented."""
    names = ["price", "support", "ease"]
    return Workshop(
        offers=pd.DataFrame({"functions": [19, 15, 22, 13], "cost": [74_000, 52_000, 88_000, 46_000], "months": [5, 4, 8, 3]},
                            index=["Ancolie", "Bleuet", "Cyprès", "Digitale"]),
        criteria=(Criterion("functions", 10, 25, 100), Criterion("cost", 100_000, 40_000, 70), Criterion("months", 12, 2, 30)),
        judgements=pd.DataFrame([[1, 3, 2], [1 / 3, 1, 3], [1 / 2, 1 / 3, 1]], index=names, columns=names),
        offer=Offer(licence=480, integration=9_000, training_per_user=400, support_rate=0.2, turnover_of_users=0.25),
        users=12,
        tasks=pd.DataFrame({"name": ["data", "setup", "training", "trial", "start"], "low": [2, 3, 1, 1, 1], "likely": [3, 5, 2, 2, 1],
                            "high": [10, 7, 3, 9, 1], "after": ["", "", "setup", "data training", "trial"]}),
        team=pd.DataFrame({"name": ["parts", "bikes"], "low": [4, 4], "likely": [6, 6], "high": [12, 12], "after": ["", ""]}),
        logins=(3, 5, 9, 14, 22, 30),
        deadline=7.0,
    )  # fmt: skip
