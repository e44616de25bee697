"""The records that several cases are made of."""

from __future__ import annotations

from dataclasses import dataclass

from crm_course.foundations.language import Text

__all__ = ["Company", "Figure", "Figures"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who it is about: name, place, size, and the facts worth knowing."""

    name: str
    town: str
    staff: int
    turnover: float
    """Euros a year, excluding tax, as the company sheet says."""
    facts: tuple[Text, ...]

    def _repr_markdown_(self) -> str:
        lines = "\n".join(f"- {fact.say(staff=self.staff, turnover=self.turnover)}" for fact in self.facts)
        return f"**{self.name}**, {self.town}\n\n{lines}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published figure with its source: a share (0–1), what it counts, who counted, when."""

    name: str
    share: float
    text: Text
    source: Text
    year: int | None
    """The year of the figure; ``None`` where the source gives none."""

    def _repr_markdown_(self) -> str:
        dated = ", ".join(str(part) for part in (self.source, self.year) if part)
        return f"{self.text.say(share=self.share)} ({dated})"


class Figures(tuple[Figure, ...]):
    """Figures with their sources; a notebook shows them as a list under each source."""

    __slots__ = ()

    def _repr_markdown_(self) -> str:
        by_source: dict[str, list[str]] = {}
        for figure in self:
            source = ", ".join(str(part) for part in (figure.source, figure.year) if part)
            by_source.setdefault(source, []).append(f"- {figure.text.say(share=figure.share)}")
        return "\n\n".join(
            "\n".join([_HEADED.say(source=source[:1].upper() + source[1:]), "", *lines]) for source, lines in by_source.items()
        )


_HEADED = Text(fr="{source} :", en="{source}:")
