"""The causal story of a world, drawn from the planted effects; how their sizes are said, in the story and in the key."""

from __future__ import annotations

import math
from collections.abc import Iterable

from crm_course.foundations import language as speech
from crm_course.foundations import shown
from crm_course.foundations.language import Text, number, points

from .effect import Effect

__all__ = ["UNITS", "diagram", "said", "size", "told"]

UNITS = {
    "orders": Text(fr="cde", en="orders"),
    "days": Text(fr="j", en="days"),
    "pages": Text(fr="pages", en="pages"),
}
"""How a number of these is written on an arrow."""


def size(effect: Effect, language: str | None = None) -> str:
    """The size of an effect as a reader says it: ``+42 pts`` of a share, ``−52 pts`` of NPS, ``× 2,6``, ``+734 €``."""
    value = effect.value
    with speech.speaking(language):
        match effect.unit:
            case "points":
                return f"{speech.points(value)} pts"
            case "log ratio":
                return f"× {speech.number(math.exp(value), 2)}"
            case "euros":
                return ("+" if value > 0 else "") + speech.money(value)
            case "share":
                return f"{speech.points(100 * value)} pts"
            case unit:
                return f"{speech.signed(value)} {UNITS[unit].say()}".strip()


def diagram(effects: Iterable[Effect], language: str | None = None) -> str:
    """The story as a Mermaid flow chart: one arrow for each effect, its size on it."""
    nodes: dict[str, str] = {}

    def node(words: str) -> str:
        return nodes.setdefault(words, f"n{len(nodes)}")

    with speech.speaking(language):
        arrows = [f'  {node(effect.cause.say())} -- "{size(effect)}" --> {node(effect.consequence.say())}' for effect in effects]
    named = [f'  {name}["{words}"]' for words, name in nodes.items()]
    return "\n".join(["flowchart LR", *named, *arrows]) + "\n"


def told(unit: str, value: float, error: float) -> tuple[float, str, float]:
    """An effect as the story says it, with its unit and two standard errors: a ratio as × 2.6, a difference of shares in points.

    >>> [round(part, 3) if isinstance(part, float) else part for part in told("log ratio", 0.956, 0.05)]
    [2.601, '×', 0.274]
    >>> told("share", 0.42, 0.01)
    (42.0, 'points', 2.0)
    """
    match unit:
        case "log ratio":
            return math.exp(value), "×", math.exp(value + 2 * error) - math.exp(value)
        case "share":
            return 100 * value, "points", 200 * error
        case _:
            return value, unit, 2 * error


def said(value: float, unit: str, *, tolerance: bool = False) -> str:
    """A value of the key in the language in force; the tolerance of a share is in points, that of a ratio a plain number."""
    match unit:
        case "×":
            return number(value, 2) if tolerance else f"× {number(value, 2)}"
        case "share":
            return shown.written(value, "gap").lstrip("+") if tolerance else shown.written(value, "share")
        case "points":
            return points(value).lstrip("+") + ("" if tolerance else " points")
        case _:
            return shown.written(value, "money" if unit == "€" else "number")
