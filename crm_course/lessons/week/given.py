"""What the exercises give: a quarter-hour of calls by reason, a week that went otherwise, two rosters, a day with its breaks. No answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

__all__ = ["Week", "given"]

_QUARTER = (("place-order", 45, 245), ("deferred-when", 16, 210), ("parcel-late", 9, 300), ("refund-missing", 8, 330), ("item-missing", 6, 360),
            ("opening-hours", 6, 120), ("order-not-validated", 5, 300), ("how-to-return", 5, 280))  # fmt: skip
_DAYS = (("monday", 2_410, 2_120, 2_720, 2_505), ("tuesday", 2_050, 1_800, 2_320, 1_990), ("wednesday", 1_930, 1_690, 2_190, 2_040),
         ("thursday", 1_900, 1_660, 2_150, 2_680), ("friday", 2_020, 1_770, 2_290, 2_710), ("saturday", 1_240, 1_080, 1_410, 1_480))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The figures, invented for the exercise but for the quarter-hour, whose mix is that of the course.

    `quarter` holds ``reason, calls, handle_seconds``; `days` holds ``day, forecast, low95, high95, came``; `remedies` maps a reason to the
    yearly cost of removing it; `rosters` maps a name to ``agent, day, shift``; `breaks` is one person's day.
    """

    quarter: pd.DataFrame
    days: pd.DataFrame
    remedies: Mapping[str, float]
    rosters: Mapping[str, pd.DataFrame]
    breaks: pd.DataFrame
    hourly_cost: float
    shrinkage: float
    longest_seconds: float
    saved_share: float


def given() -> Week:
    """The week of the exercises."""
    early, late = "07:00-14:00", "14:00-21:00"
    first = [(day, shift) for day, shift in enumerate((early, early, early, late, late))]
    second = [(day, shift) for day, shift in enumerate((late, early, late, late, early))]
    return Week(
        quarter=pd.DataFrame(_QUARTER, columns=["reason", "calls", "handle_seconds"]),
        days=pd.DataFrame(_DAYS, columns=["day", "forecast", "low95", "high95", "came"]),
        remedies={"deferred-when": 60_000.0, "refund-missing": 20_000.0, "item-missing": 55_000.0},
        rosters={name: pd.DataFrame([("Ana", *row) for row in rows], columns=["agent", "day", "shift"]) for name, rows in (("A", first), ("B", second))},
        breaks=pd.DataFrame({"agent": ["Ana"], "day": [0], "shift": ["09:30-17:45"], "breaks": ["13:00-13:45"]}),
        hourly_cost=24.0, shrinkage=0.3, longest_seconds=240.0, saved_share=0.45,
    )  # fmt: skip
