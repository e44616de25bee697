"""What did the owner type, paste or drop? Answers, or counts per score, as people write them.

``9 10 7 3`` are four answers; ``9 : 12`` on each line, or ``9 x 12``, are counts; a file
has a column of answers per question, or a column of scores beside a column of counts.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pandas as pd

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.language import Text

from . import explorer_texts as said

__all__ = ["columns", "easy", "typed", "written"]

Counts = dict[int, int]

_EASE = ("facil", "easy", "ease")
_STEMS = {
    "recommend": ("recom", "nps"),
    "satisfaction": ("satisf", "csat", "accueil", "welcome"),
    "effort": ("effort", "ces", *_EASE),
}
_COUNT_STEMS = ("effectif", "count", "nombre", "number", "reponses", "answers")
_PAIR = re.compile(r"\s*(\d+)\s*(?:[:;=x×*\t]|->|→)\s*(\d+)\s*", re.IGNORECASE)


def typed(entry: str, name: Text) -> Counts:
    """Counts per score from what was typed or pasted; empty if nothing was.

    >>> typed("9 10 10 3", Text.literal("answers"))
    {9: 1, 10: 2, 3: 1}
    >>> typed("9 : 12\\n10 : 8", Text.literal("answers"))
    {9: 12, 10: 8}
    """
    lines = [line for line in entry.splitlines() if line.strip()]
    pairs = [_PAIR.fullmatch(line) for line in lines]
    if any(pairs) and not (len(lines) == 1 and ";" in entry):
        return _added(_pair(pair, line, name) for pair, line in zip(pairs, lines, strict=True))
    spaced = re.sub(r",(?=\s)", " ", entry.strip())
    separator = r"[\s;]+" if re.search(r"[\s;]", spaced) else ","
    return _added((_whole(word, name), 1) for word in re.split(separator, spaced) if word)


def written(counts: Any) -> str:
    """Counts per score as a reader would type them, one score a line."""
    return "\n".join(f"{score} : {count}" for score, count in sorted(counts.items()))


def columns(frame: pd.DataFrame) -> tuple[dict[str, Counts], int]:
    """The answers of each question found in a file, and how many cells were left empty.

    Raises
    ------
    InvalidData
        No column that can be told to hold answers, or a cell that is not a whole number:
        its column and line.
    """
    counted = [name for name in frame.columns if _has(name, _COUNT_STEMS)]
    questions = {key: name for key, stems in _STEMS.items() for name in frame.columns[::-1] if _has(name, stems) and name not in counted}
    others = [name for name in frame.columns if name not in counted]
    if not questions and len(others) == 1:
        questions = {"recommend": others[0]}
    if not questions or (counted and len(questions) > 1):
        raise InvalidData(said.FILE_COLUMNS, said.RULE_COLUMNS, ", ".join(map(str, frame.columns)), hint=said.WAY_COLUMNS)
    found, empty = {}, 0
    for key, name in questions.items():
        scores = _cells(frame[name])
        counts = _cells(frame[counted[0]]) if counted else dict.fromkeys(scores, 1)
        empty += len(frame) - len(scores)
        found[key] = _added((score, counts.get(place, 0)) for place, score in scores.items())
    return found, empty


def easy(frame: pd.DataFrame) -> bool:
    """Whether a column of a file says how easy it was, rather than how great the effort."""
    return any(_has(name, _EASE) and not _has(name, ("effort",)) for name in frame.columns)


# -- private ------------------------------------------------------------------------------


def _cells(column: pd.Series[Any]) -> dict[int, int]:
    """The filled cells of a column as whole numbers, by place."""
    return {place: _cell(str(column.name), str(cell), place + 2) for place, cell in enumerate(column) if str(cell).strip()}


def _pair(pair: re.Match[str] | None, line: str, name: Text) -> tuple[int, int]:
    if pair is None:
        raise InvalidValue(name, said.RULE_PAIR, line.strip())
    return int(pair[1]), int(pair[2])


def _cell(name: str, cell: str, line: int) -> int:
    try:
        return _whole(cell, Text.literal(name))
    except InvalidValue:
        raise InvalidData(name, said.RULE_WHOLE, cell, line=line, hint=said.WAY_CELL) from None


def _whole(word: str, name: Text) -> int:
    value = reading.number(word, name=name)
    if value != int(value) or value < 0:
        raise InvalidValue(name, said.RULE_WHOLE, word)
    return int(value)


def _added(pairs: Any) -> Counts:
    counts: Counts = {}
    for score, count in pairs:
        counts[score] = counts.get(score, 0) + count
    return counts


def _has(name: Any, stems: tuple[str, ...]) -> bool:
    folded = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().casefold()
    return any(re.search(rf"\b{stem}", folded) for stem in stems)
