"""The causal story of a world, drawn from the planted effects."""

from __future__ import annotations

import math
from collections.abc import Iterable

from crm_course.foundations import language as speech
from crm_course.foundations.language import Text

from .effect import Effect

__all__ = ["UNITS", "diagram", "size"]

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
