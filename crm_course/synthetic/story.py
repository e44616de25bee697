"""The causal story of a world, drawn from the planted effects."""

from __future__ import annotations

from collections.abc import Iterable

from crm_course.foundations import language as speech

from .effects import Effect

__all__ = ["diagram", "size"]


def size(effect: Effect, language: str | None = None) -> str:
    """The size of an effect as a reader says it: ``+42 %``, ``−52 points``, ``× 2,6``."""
    import math

    with speech.speaking(language):
        if effect.unit == "points":
            return f"{speech.points(effect.value)} pts"
        if effect.unit == "log ratio":
            return f"× {speech.number(math.exp(effect.value), 2)}"
        sign = "+" if effect.value > 0 else ""
        return sign + speech.percent(effect.value)


def diagram(effects: Iterable[Effect], language: str | None = None) -> str:
    """The story as a Mermaid flow chart: one arrow for each effect, its size on it."""
    nodes: dict[str, str] = {}

    def node(words: str) -> str:
        return nodes.setdefault(words, f"n{len(nodes)}")

    with speech.speaking(language):
        arrows = [f'  {node(effect.cause.say())} -- "{size(effect)}" --> {node(effect.consequence.say())}' for effect in effects]
    named = [f'  {name}["{words}"]' for words, name in nodes.items()]
    return "\n".join(["flowchart LR", *named, *arrows]) + "\n"
