"""How long did it take? A column of durations in seconds, by one unit found from the whole column.

``200`` are seconds, ``00:03:20`` and ``3:20`` are minutes and seconds, ``0.0023148`` is a part of
a day as spreadsheets keep times; a header may say minutes or milliseconds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from .errors import InvalidValue
from .quantities import number
from .sheets.kinds import nothing

__all__ = ["read", "seconds_of"]

_CLOCK = re.compile(r"(?:(\d+)[:h])?(\d{1,3})[:m](\d{2})(?:[.,]\d+)?s?")
_WORDS = re.compile(
    r"(?:(\d+)\s?h(?:eures?|ours?|rs?)?)?\s?(?:(\d+)\s?m(?:in(?:utes?)?)?\.?)?\s?(?:(\d+)\s?s(?:ec(?:ondes?|onds?)?)?\.?)?", re.IGNORECASE
)
_ISO = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.\d+)?S)?")
_DAY = 86_400


def read(cells: Sequence[Any], header: str = "") -> np.ndarray:
    """The seconds of each cell; NaN where there is no duration.

    Parameters
    ----------
    cells : sequence of text, numbers, times or time deltas
    header : str
        Name of the column; « (min) », « minutes » or « (ms) » in it tell the unit of plain numbers.

    >>> read(["200", "00:03:20", "3:20", ""]).tolist(), read(["0.5", "0.25"]).tolist(), read(["1,5"], "Durée (min)").tolist()
    ([200.0, 200.0, 200.0, nan], [43200.0, 21600.0], [90.0])
    """
    found = [seconds_of(cell) for cell in cells]
    plain = np.array([value if unit == "" else np.nan for value, unit in found])
    known = plain[np.isfinite(plain)]
    factor = _factor(header)
    if factor == 1 and known.size and known.max() <= 1 and known.max() > 0 and np.any(known != np.floor(known)):
        factor = _DAY
    return np.array([value * (factor if unit == "" else 1.0) for value, unit in found], dtype=float)


def seconds_of(cell: Any) -> tuple[float, str]:
    """The seconds that a cell says and ``s``, or a number whose unit it does not say and nothing; NaN if it is neither.

    >>> seconds_of("3 min 20 s"), seconds_of("200"), seconds_of(dt.time(0, 3, 20))
    ((200.0, 's'), (200.0, ''), (200.0, 's'))
    """
    if isinstance(cell, dt.timedelta):
        return cell.total_seconds(), "s"
    if isinstance(cell, dt.time):
        return cell.hour * 3600.0 + cell.minute * 60 + cell.second, "s"
    if nothing(cell):
        return float("nan"), ""
    text = str(cell).strip()
    for shape in (_CLOCK, _ISO, _WORDS):
        if (match := shape.fullmatch(text)) and any(match.groups()) and not text.isdecimal():
            hours, minutes, seconds = (int(part or 0) for part in match.groups())
            return hours * 3600.0 + minutes * 60 + seconds, "s"
    try:
        value = number(cell)
    except InvalidValue:
        return float("nan"), ""
    return (value, "") if value >= 0 else (float("nan"), "")


def _factor(header: str) -> float:
    words = re.sub(r"_|(?<=[a-z])(?=[A-Z])", " ", header)  # talk_ms, durationMin
    if re.search(r"\bms(?:ecs?)?\b|millis", words, re.IGNORECASE):
        return 0.001
    if re.search(r"\bmin(?:s|utes?)?\b|\bmn\b", words, re.IGNORECASE):
        return 60.0
    return 3600.0 if re.search(r"\((?:h|heures?|hours?)\)|\b(?:en heures|in hours)\b|\bhours$", words, re.IGNORECASE) else 1.0
