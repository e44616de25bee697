"""What did the owner type, paste or drop? Answers, or counts per score, as people write them.

``9 10 7 3`` are four answers; ``9 : 12`` on each line, or ``9 x 12``, are counts; a file
has a column of answers per question, or a column of scores beside a column of counts.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from crm_course.foundations import reading
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.mapping import Brought
from crm_course.foundations.sheets import Sheet

from . import explorer_texts as said
from . import survey

__all__ = ["columns", "typed", "written"]

Counts = dict[int, int]

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


def columns(frame: pd.DataFrame | Sheet | Brought) -> tuple[dict[str, Counts], int]:
    """The answers of each question found in a file, and how many cells were left empty.

    :func:`crm_course.experience.survey.read` tells more of them.

    Raises
    ------
    InvalidData
        No column that can be told to hold answers, or none that holds scores: its column and line.
    """
    found = survey.read(frame)
    return found.answers, found.empty


# -- private ------------------------------------------------------------------------------


def _pair(pair: re.Match[str] | None, line: str, name: Text) -> tuple[int, int]:
    if pair is None:
        raise InvalidValue(name, said.RULE_PAIR, line.strip())
    return int(pair[1]), int(pair[2])


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
