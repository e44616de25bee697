"""What is an arrow of the story?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crm_course.foundations.language import Text

from .estimators import Estimate
from .view import View

__all__ = ["Effect"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An arrow of the story: cause, consequence, size, and where it can be found."""

    name: str
    cause: Text
    consequence: Text
    value: float
    unit: str
    """``share`` (a difference of shares), ``points`` (of NPS), ``log ratio``, ``orders`` (per person), ``euros``,
    ``days`` or ``pages``."""
    where: Text
    estimate: Callable[[View], Estimate]
    gated: bool = False
    """Whether a student's world must show it."""
    chapter: Text | None = None
    """The part of the story in which it stands; set where the story is put together."""
