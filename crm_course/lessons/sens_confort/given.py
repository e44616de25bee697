"""What the exercises give: the case as its source tells it."""

from __future__ import annotations

from crm_course.cases.sens_confort_facts import SensConfort, sens_confort

__all__ = ["given"]


def given() -> SensConfort:
    """The company, its survey and its plan."""
    return sens_confort()
