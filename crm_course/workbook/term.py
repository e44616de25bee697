"""A term's plan: twelve weeks of four hours, one case a week.

Parts that are not (yet) there are left out; parts that no week names are told at the end.
"""

from __future__ import annotations

from collections.abc import Iterable

from crm_course.foundations.language import Text

from .contents import CONTENTS, Part, exercise

__all__ = ["WEEKS", "plan"]

WEEKS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (Text(fr="Sens Confort, chauffage", en="Sens Confort, heating"), ("sens-confort",)),
    (Text(fr="une boutique, quatre fichiers", en="a shop, four files"), ("synthetic", "crm")),
    (Text(fr="une maison, plusieurs fichiers clients", en="a house, several customer files"), ("identity", "warehouse")),
    (Text(fr="une maison de vente à distance", en="a mail-order house"), ("supply",)),
    (Text(fr="C’chez vous, bricolage", en="C’chez vous, DIY"), ("journeys",)),
    (Text(fr="l’agence de C’chez vous", en="C’chez vous’s agency"), ("attribution",)),
    (Text(fr="deux librairies", en="two bookshops"), ("experience",)),
    (Text(fr="L’Épicerie du Port", en="L’Épicerie du Port, a grocery"), ("value",)),
    (Text(fr="les envois d’un magasin de bricolage", en="the mailings of a DIY shop"), ("campaigns",)),
    (Text(fr="un centre de contacts", en="a contact centre"), ("contact-center", "week")),
    (Text(fr="Sens Confort et un ébéniste", en="Sens Confort and a furniture maker"), ("roi", "roi-years", "roi-risk")),
    (Text(fr="un distributeur d’outils de jardin", en="a dealer in garden tools"), ("selection", "mail-order-house")),
)
"""Case and parts of each week."""

_WEEK, _CASE, _WORK, _TIME = (
    Text(fr="Semaine", en="Week"), Text(fr="Cas", en="Case"), Text(fr="Leçons et exercices", en="Lessons and exercises"), Text(fr="Minutes", en="Minutes"),
)  # fmt: skip
_ELSE = Text(fr="À placer selon votre classe : {parts}.", en="To place as suits your class: {parts}.")


def plan(language: str, audiences: Iterable[str]) -> str:
    """The plan as a table of links: each week's case, its parts, and how long they take."""
    there = {part.id: part for part in CONTENTS[1:] if part.audience == "student" and part.audience in audiences}
    rows = [[words.say(language) for words in (_WEEK, _CASE, _WORK, _TIME)], ["--:", ":--", ":--", "--:"]]
    for week, (case, ids) in enumerate(WEEKS, start=1):
        parts = [there.pop(part_id) for part_id in ids if part_id in there]
        rows.append(
            [str(week), case.say(language), " · ".join(_link(part, language) for part in parts) or "–", str(sum(map(_minutes, parts)))]
        )
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    rest = ", ".join(_link(part, language) for part in there.values())
    return f"{table}\n\n{_ELSE.say(language, parts=rest)}" if rest else table


def _link(part: Part, language: str) -> str:
    short = (part.short or part.title).say(language)
    return f"[{short}]({part.filename(language)})" if part.lesson else f"[{short}](../../exercises/{language}/{part.filename(language)})"


def _minutes(part: Part) -> int:
    return (part.minutes if part.lesson else 0) + (exercise(part.id).minutes if part.exercises else 0)
