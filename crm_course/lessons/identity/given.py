"""What the exercises give: ten pairs of records, a couple, two cards and their consents, a week of contacts. All invented."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["Desk", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The customer desk: `pairs` that were compared, how many pairs are one person in all, costs, a couple, consents, contacts."""

    pairs: pd.DataFrame
    true_pairs: int
    false_merge: float
    false_split: float
    couple: pd.DataFrame
    till: int
    web: int
    both: int
    consents: pd.DataFrame
    contacts: pd.DataFrame


def given() -> Desk:
    """The desk of the exercise."""
    return Desk(
        pairs=pd.DataFrame({"pair": range(1, 11), "probability": [0.99, 0.98, 0.97, 0.95, 0.93, 0.91, 0.88, 0.60, 0.30, 0.05],
                            "one_person": [True, True, True, True, True, False, True, True, False, False]}),
        true_pairs=10, false_merge=40.0, false_split=5.0,
        couple=pd.DataFrame({"record_id": ["silo_till:7", "silo_web_shop:31"], "first_name": ["Jeanne", "Marc"], "last_name": ["Abgrall", "Abgrall"],
                             "phone": ["06 39 98 01 07", "06 39 98 01 07"], "street": ["3 rue des Lices", "3 rue des Lices"], "town": ["Rennes", "Rennes"],
                             "birth_date": ["1971-05-02", "1969-11-23"]}),
        till=1240, web=860, both=410,
        consents=pd.DataFrame({"customer_id": [51, 51, 87], "channel": "email", "purpose": "marketing", "status": ["granted", "withdrawn", "granted"],
                               "ts": pd.to_datetime(["2024-03-01 10:00", "2025-06-12 18:30", "2026-02-03 09:15"])}),
        contacts=pd.DataFrame({
            "customer_id": [1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 5], "channel": ["web", "shop", "phone", "web", "shop", "phone", "web", "web", "shop", "web", "web", "phone"],
            "ts": pd.to_datetime([f"2026-03-{day:02} 10:00" for day in (1, 2, 3, 1, 4, 2, 3, 4, 5, 6, 1, 2)]),
            "converted": [0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0], "identified": [1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0],
        }),
    )  # fmt: skip
