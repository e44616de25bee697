"""A company that chooses: twenty people, four offers, a budget, a plan. All invented."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from crm_course.foundations.language import current

from .catalogue import RISKS, TASKS, VENDORS
from .costs import ownership
from .criteria import Criterion

__all__ = ["Example", "example"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A distributor of garden tools with twenty users: what it compares, and how it means to start.

    Attributes
    ----------
    offers : DataFrame
        One row per vendor: functions covered of 25, cost over five years (€), months to the start,
        languages, and where the data lie (`in_europe`).
    criteria : tuple of Criterion
        Anchored before the offers were opened; functions count most, then cost.
    must : tuple of str
        What is not weighed: the data stay in Europe.
    tasks : DataFrame
        The plan of the introduction, in weeks.
    users : int
    budget : float
        Euros over five years.
    logins : tuple of int
        People who logged in for the first time, week by week, once it had started.
    """

    offers: pd.DataFrame
    criteria: tuple[Criterion, ...]
    must: tuple[str, ...]
    tasks: pd.DataFrame
    users: int
    budget: float
    logins: tuple[int, ...]

    @property
    def risks(self) -> pd.DataFrame:
        """The twelve obstacles, in the language in force."""
        told = {name: RISKS[f"{name}_{current()}"] for name in ("sign", "owner", "answer")}
        return RISKS[["risk", "probability", "impact"]].assign(label=RISKS[current()], **told)


def example(users: int = 20) -> Example:
    """The company of the chapter.

    >>> example().offers["cost"].round(-3).astype(int).tolist()
    [87000, 172000, 101000, 83000]
    """
    cost = [
        float(ownership({str(name): value for name, value in offer.items()}, users).to_numpy().sum()) for _, offer in VENDORS.iterrows()
    ]
    offers = pd.DataFrame(
        {"functions": VENDORS["functions"], "cost": cost, "months": VENDORS["months"], "languages": [len(str(said).split()) for said in VENDORS["languages"]],
         "in_europe": VENDORS["hosting_place"].eq("Europe")}, index=VENDORS.index,
    )  # fmt: skip
    criteria = (
        Criterion("functions", worst=12, best=25, swing=100), Criterion("cost", worst=180_000, best=60_000, swing=80),
        Criterion("months", worst=12, best=3, swing=40), Criterion("languages", worst=1, best=3, swing=20),
    )  # fmt: skip
    return Example(offers=offers, criteria=criteria, must=("in_europe",), tasks=TASKS, users=users, budget=120_000.0,
                   logins=(1, 1, 2, 3, 4, 4, 2, 1, 1, 0, 1))  # fmt: skip
