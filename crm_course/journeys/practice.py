"""The earlier name of ``workbook.given("journeys")``: it hands on to the course for this release."""

from __future__ import annotations

from typing import Any

__all__ = ["practice"]


def practice() -> Any:
    """What the exercises on journeys give."""
    from crm_course.lessons.journeys.given import given

    return given()
