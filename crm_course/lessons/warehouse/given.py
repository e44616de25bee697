"""What the exercises give: a handful of orders and lines, a customer who moved, requests and their fate. All invented."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["Shelf", "given"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A small star: facts and dimensions as frames."""

    customers: pd.DataFrame
    sales: pd.DataFrame
    lines: pd.DataFrame
    versions: pd.DataFrame
    purchase: pd.Timestamp
    requests: pd.DataFrame
    competitors: pd.DataFrame


def given() -> Shelf:
    """The small star of the exercise."""
    return Shelf(
        customers=pd.DataFrame({"customer_id": [1, 2, 3, 4, 5, 6], "town": ["Brest", "Brest", "Quimper", "Rennes", "Rennes", "Vannes"]}),
        sales=pd.DataFrame({"order_id": [11, 12, 13, 14], "customer_id": [1, 1, 3, 4], "total_cents": [12_000, 4_550, 30_000, 8_990]}),
        lines=pd.DataFrame({"order_id": [11, 11, 11, 12, 13, 13, 14], "product": ["paint", "brush", "sheet", "glue", "sofa", "cover", "lamp"],
                            "amount_cents": [7_000, 3_000, 2_000, 4_550, 25_000, 5_000, 8_990]}),
        versions=pd.DataFrame({"customer_id": [4, 4, 4], "town": ["Nantes", "Rennes", "Vitré"],
                               "valid_from": pd.to_datetime(["2021-02-01", "2024-05-15", "2026-01-10"]),
                               "valid_to": pd.to_datetime(["2024-05-15", "2026-01-10", "2200-01-01"])}),
        purchase=pd.Timestamp("2024-05-15 00:00"),
        requests=pd.DataFrame({"outcome": ["accepted", "refused", "cancelled"], "requests": [180, 24, 36]}),
        competitors=pd.DataFrame({"category": ["paint", "furniture", "garden", "lighting", "tools"], "competitor_index": [0.97, 1.08, 1.02, 0.91, 1.05]}),
    )  # fmt: skip
