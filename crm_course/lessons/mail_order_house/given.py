"""What the capstone gives: a quarter of a mail-order house, each learner's his own.

Houses differ in size, in how long their calls last, in wages and in the project that is
weighed; the customers, the calls and the costs are those of a made world. Nothing here is an answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crm_course.synthetic.generate import world
from crm_course.workbook.own_data import own_tables

__all__ = ["ID", "House", "given", "read", "tables"]

ID = "mail-order-house"
_MONTHS, _ELSEWHERE = 3, 21
_EDITION = "2026.3"
"""The edition in which the exercise was written: a class made then is marked on the same data."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class House:
    """A quarter of a mail-order house.

    Attributes
    ----------
    calls : DataFrame
        The busiest day by hour.
    surveys, tickets : DataFrame
        Answers to the survey; requests with family and reason.
    costs : DataFrame
        Contacts and cost of the quarter, by channel.
    project : Series
        Order tracking on the site: ``setup_euros`` once, spread over ``quarters``, and
        ``running_euros`` a quarter.
    elsewhere : Series
        Share of the calls that the same service replaced in each of 21 other houses.
    """

    calls: pd.DataFrame
    surveys: pd.DataFrame
    tickets: pd.DataFrame
    costs: pd.DataFrame
    project: pd.Series[float]
    elsewhere: pd.Series[float]

    @property
    def per_contact(self) -> pd.Series[float]:
        """Euros for one contact, by channel."""
        return self.costs["cost_cents"] / self.costs["contacts"] / 100

    @property
    def phone(self) -> int:
        """Contacts by phone in the quarter."""
        return int(self.costs["contacts"]["phone"])


def given() -> House:
    """The learner's own house, or that of the course."""
    return read(own_tables(ID))


def tables(seed: int) -> Mapping[str, pd.DataFrame]:
    """The tables of one learner's house."""
    rng = np.random.default_rng(seed)
    pace, wages = rng.uniform(0.7, 3.0), rng.uniform(0.8, 1.3)
    made = world("mail-order", customers=int(rng.integers(4_000, 16_000)), months=_MONTHS, seed=seed % 2**31, edition=_EDITION).tables
    costs = _costs(made["channel_costs"], pace, wages)
    return {
        "calls": _longer(_busiest_day(made["calls"]), "handle_seconds_total", pace),
        "surveys": made["surveys"][["response_id", "recommend", "satisfaction", "verbatim"]],
        "tickets": _longer(made["tickets"][["ticket_id", "channel", "family", "reason", "handle_seconds"]], "handle_seconds", pace),
        "costs": costs.reset_index(),
        "project": _project(costs, rng),
        "elsewhere": pd.DataFrame({"share": rng.beta(*_around(rng.uniform(0.2, 0.36)), _ELSEWHERE).round(3)}),
    }


def _busiest_day(calls: pd.DataFrame) -> pd.DataFrame:
    by_hour = calls.assign(day=calls["interval_start"].dt.normalize(), hour=calls["interval_start"].dt.hour)
    busiest = by_hour.groupby("day")["offered"].sum().idxmax()
    counted = ["offered", "answered", "abandoned", "answered_in_20s", "handle_seconds_total"]
    return by_hour[by_hour["day"] == busiest].groupby("hour")[counted].sum().reset_index()


def _longer(frame: pd.DataFrame, column: str, pace: float) -> pd.DataFrame:
    return frame.assign(**{column: (frame[column] * pace).round().astype("Int64")})


def _costs(channels: pd.DataFrame, pace: float, wages: float) -> pd.DataFrame:
    """Costs of the quarter by channel: where calls last longer, the phone costs more."""
    costs = channels.astype({"channel": str}).groupby("channel")[["contacts", "cost_cents"]].sum()
    factor = pd.Series({"phone": pace * wages}).reindex(costs.index, fill_value=wages)
    return costs.assign(cost_cents=(costs["cost_cents"] * factor).round().astype(int))[costs["contacts"] > 0]


def _project(costs: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """A service that pays if it replaces some 14 to 30 % of the calls: a project to weigh, neither a gift nor a folly."""
    euros = costs["cost_cents"] / costs["contacts"] / 100
    quarters = int(rng.integers(8, 17))
    charges = rng.uniform(0.14, 0.30) * costs["contacts"]["phone"] * (euros["phone"] - euros["web"])
    running = float(round(rng.uniform(0.5, 0.7) * charges, -1))
    return pd.DataFrame(
        {"setup_euros": [float(round((charges - running) * quarters, -2))], "quarters": [quarters], "running_euros": [running]}
    )


def _around(mean: float, weight: float = 14.0) -> tuple[float, float]:
    return mean * weight, (1 - mean) * weight


def read(found: Mapping[str, pd.DataFrame]) -> House:
    """What the answers are computed from."""
    return House(
        calls=found["calls"], surveys=found["surveys"], tickets=found["tickets"], costs=found["costs"].set_index("channel"),
        project=found["project"].iloc[0], elsewhere=found["elsewhere"]["share"],
    )  # fmt: skip
