"""The earlier name of ``workbook.given("roi")``: it hands on to the course for this release."""

from __future__ import annotations

from typing import Any

__all__ = ["practice"]


def practice() -> Any:
    """What the exercises on profitability give."""
    from crm_course.lessons.roi.given import given

    return given()
