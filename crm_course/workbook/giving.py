"""What a part gives to work on: its case, its shop, the learner's own data."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

from crm_course.foundations.errors import UnknownName
from crm_course.foundations.language import Text

__all__ = ["given"]

_LESSONS = Path(__file__).resolve().parents[1] / "lessons"


def given(part: str) -> Any:
    """What the exercises of a part give: the learner's own where he has data of his own, else the example.

    Parameters
    ----------
    part : str
        The id of a part: ``"sens-confort"``, ``"roi"``…

    Raises
    ------
    UnknownName
        If no part has this id, or it gives nothing; it proposes the closest.

    >>> given("sens-confort").survey.welcome
    {1: 40, 2: 45, 3: 10, 4: 5}
    """
    known = {path.parent.name.replace("_", "-"): path.parent.name for path in sorted(_LESSONS.glob("*/given.py"))}
    if part not in known:
        raise UnknownName(Text(fr="partie", en="part"), part, known)
    return importlib.import_module(f"crm_course.lessons.{known[part]}.given").given()
