"""Which ways does another tool tell? Path tables: a string of channels, how often it was taken, how often it ended in a purchase.

The words that attribution packages put at the ends of a path (``start``, ``conversion``, ``null``)
are states, no channels. Counts are read as people write them, ``1 200``; what is no whole number
is refused rather than counted as none. Spellings of one channel are one channel.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.mapping import Field, propose
from crm_course.foundations.quantities import decimal_mark, number, quantity
from crm_course.foundations.sheets import nothing

from . import brought_texts as said
from .paths import Journeys
from .spelling import check_columns, key, merged

__all__ = ["FIELDS", "from_paths", "journeys_of"]

_COUNT = Text(fr="un nombre positif ou nul, entier, par exemple 1 200", en="a number of at least 0, whole, for example 1,200")
_AMOUNT = Text(fr="un montant, par exemple 12,50 €", en="an amount, for example €12.50")
_PATH = Text(fr="des canaux séparés par « > »", en='channels separated by ">"')
_TABLE = Text(fr="des journeys, ou un tableau avec « path » et « conversions »", en='journeys, or a table with "path" and "conversions"')
_AT_MOST = Text(fr="au plus le nombre de parcours", en="at most the number of journeys")
_ENDS = Text(fr="un chemin dont la fin dit la même chose que ses effectifs", en="a path whose end says the same as its counts")

FIELDS = (
    Field(name="path", label=said.PATH, words="path|paths|chemin|chemins|parcours|touchpoints|channel grouping path|conversion path|source medium path", needed=True,
          kinds=("text",), example=("google > mailing > web", "web", "google")),
    Field(name="conversions", label=said.CONVERSIONS, words="conversions|conversion|total conversions|total conversion|key event*|evenements cles|achats|ventes|purchases|commandes|convertis", never="value|valeur|null|non|taux|rate|path|chemin",
          kinds=("number", "code"), needed=True, example=("12", "1 200", "3")),
    Field(name="nulls", label=said.NULLS, words="nulls|null|total null|non convertis|sans conversion|sans achat|non conversions|not converted", kinds=("number", "code"), example=("30", "5 000", "0")),
    Field(name="journeys", label=said.JOURNEYS, words="journeys|paths count|nombre de parcours|parcours total|total|users|utilisateurs|sessions|visites|count|effectif", never="conversion*|null", kinds=("number", "code")),
    Field(name="value", label=said.VALUE, words="value|valeur|conversion value|total conversion value|revenue|total revenue|chiffre d affaires|ca|montant|amount|revenu", kinds=("number",),
          example=("720,00", "84 000", "210")),
)  # fmt: skip
"""What a column of a path table can be."""

_ARROW = re.compile(r"\s*(?:[-=]?>|→|⇒|»)\s*")
_START = {"start", "pathstart", "entrance", "begin", "debut"}
_BOUGHT = {"conv", "conversion", "converted", "conversions", "purchase"}
_LEFT = {"null", "nonconversion", "noconversion", "nonconverted", "dropoff", "exit"}
_ENDED = {"end", "pathend", "sessionend"}


def from_paths(table: pd.DataFrame) -> Journeys:
    """Journeys from a path table: ``path``, ``conversions``, and ``nulls`` or ``journeys``, ``value``.

    Columns go by these names, or as other tools call them (``total_conversions``, « Achats » …).
    Without `nulls` and `journeys`, every journey is taken to have converted; where the paths
    themselves end in ``conversion`` or ``null`` and nothing is counted, each line is one journey.

    Raises
    ------
    InvalidData
        For the first path, count or amount that cannot be read: its column and line.
    UnknownName
        For a column whose name is known but for a slip.

    >>> j = from_paths(pd.DataFrame({"path": ["web > shop", "web"], "conversions": [1, 0], "nulls": [0, 2]}))
    >>> j.channels, len(j)
    (('shop', 'web'), 3)
    """
    named = _named(table)
    if "path" not in named:
        raise InvalidData("path", _TABLE, list(table.columns))
    between = _between(named["path"].tolist())
    ways = [_way(path, _line(named, place), between) for place, path in enumerate(named["path"].tolist())]
    conversions, journeys = _counted(named, [end for _, end in ways], list(table.columns))
    steps = _one_spelling([steps for steps, _ in ways])
    channels = tuple(sorted({name for way in steps for name in way}))
    position = {name: code for code, name in enumerate(channels)}
    codes = np.array([position[name] for way in steps for name in way], dtype=np.uint16)
    return Journeys(
        channels=channels, codes=codes, starts=np.concatenate(([0], np.cumsum([len(way) for way in steps]))).astype(np.int64),
        journeys=journeys, conversions=conversions, value=_values(named, conversions),
    )  # fmt: skip


def journeys_of(source: Journeys | pd.DataFrame) -> Journeys:
    """`source` as journeys: as it is, or from a path table."""
    if isinstance(source, Journeys):
        return source
    if isinstance(source, pd.DataFrame):
        return from_paths(source)
    raise InvalidData("journeys", _TABLE, type(source).__name__)


# -- private ------------------------------------------------------------------------------


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """The table with our names for its columns."""
    ours = {field.name for field in FIELDS}
    if {"path", "conversions"} <= set(table.columns):
        check_columns(table.columns, ours)
        return table
    free = table.drop(columns=[column for column in table.columns if column in ours])
    found = propose(free, [field for field in FIELDS if field.name not in table.columns])
    return table.rename(columns={column: name for column, name in zip(free.columns, found.values(), strict=True) if name})


def _line(table: pd.DataFrame, place: int) -> int:
    """The line of a row in its file; the header of a table without lines is 1."""
    return int(table.index[place]) if table.index.name == "line" else place + 2


def _between(paths: Sequence[object]) -> re.Pattern[str]:
    """What stands between two channels: the arrow; in a table without any, the mark that half of its paths hold.

    Lists as Python writes them (``['web', 'shop']``) are told by their brackets.
    """
    texts = [path for path in paths if isinstance(path, str)]
    if any(_ARROW.search(path) for path in texts):
        return _ARROW
    for mark in (_LISTED, *_OTHERS):
        if 2 * sum(1 for path in texts if mark.search(path)) >= max(len(texts), 1):
            return mark
    return _ARROW


_LISTED = re.compile(r"['\"]\s*,\s*['\"]")
_OTHERS = tuple(re.compile(rf"\s*{mark}\s*") for mark in (r"\|", ";", "▸", "/(?= )", "(?<= )[—–](?= )", r"(?<= )\+(?= )", ","))
_BRACKETS = re.compile(r"[\[(]\s*['\"](.*)['\"]\s*[\])]")


def _way(path: object, line: int, between: re.Pattern[str]) -> tuple[list[str], str]:
    """The channels of a path, and the state at its end: ``bought``, ``left`` or none."""
    text = path.strip() if isinstance(path, str) else ""
    listed = _BRACKETS.fullmatch(text)
    steps = (_LISTED if listed else between).split(listed[1] if listed else text)
    if not all(steps):
        raise InvalidData("path", _PATH, path, line=line)
    if key(steps[0]) in _START and len(steps) > 1:
        steps = steps[1:]
    if key(steps[-1]) in _ENDED and len(steps) > 1:
        steps = steps[:-1]
    end = "bought" if key(steps[-1]) in _BOUGHT else "left" if key(steps[-1]) in _LEFT else ""
    if end and len(steps) == 1:
        raise InvalidData("path", _PATH, path, line=line)
    return steps[:-1] if end else steps, end


def _one_spelling(ways: Sequence[list[str]]) -> list[list[str]]:
    name_of = merged(Counter(name for way in ways for name in way))
    return [[name_of[name] for name in way] for way in ways]


def _counted(table: pd.DataFrame, ends: Sequence[str], columns: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Purchases and journeys of each path."""
    if "conversions" not in table:
        if not all(ends):
            raise InvalidData("conversions", _TABLE, columns)
        each = _counts(table, "journeys") if "journeys" in table else np.ones(len(table))
        return np.where([end == "bought" for end in ends], each, 0.0), each
    conversions = _counts(table, "conversions")
    journeys = _counts(table, "journeys") if "journeys" in table and "nulls" not in table else conversions + _counts(table, "nulls")
    if (conversions > journeys).any():
        raise InvalidData("conversions", _AT_MOST, float(conversions.max()), line=_line(table, int(np.argmax(conversions > journeys))))
    wrong = [
        (end == "left" and bought > 0) or (end == "bought" and bought < all_)
        for end, bought, all_ in zip(ends, conversions, journeys, strict=True)
    ]
    if any(wrong):
        place = wrong.index(True)
        raise InvalidData("path", _ENDS, table["path"].iloc[place], line=_line(table, place))
    return conversions, journeys


def _counts(table: pd.DataFrame, name: str) -> np.ndarray:
    """A column of counts; numbers as they are, text as whole numbers that people write."""
    if name not in table.columns:
        return np.zeros(len(table))
    column = table[name]
    if pd.api.types.is_numeric_dtype(column.dtype):
        counts: np.ndarray = column.to_numpy(dtype=float, na_value=np.nan)
    else:
        counts = np.array([_whole_number(cell) for cell in column.tolist()], dtype=float)
    bad = ~(np.isfinite(counts) & (counts >= 0))
    if bad.any():
        raise InvalidData(name, _COUNT, column.iloc[int(np.argmax(bad))], line=_line(table, int(np.argmax(bad))))
    return counts


def _whole_number(cell: object) -> float:
    grouped = isinstance(cell, str) and re.fullmatch(r"\s*\d{1,3}(?:,\d{3})+\s*", cell)  # 1,200 counts twelve hundred in any language
    try:
        value, unit = quantity(cell, language="en" if grouped else None)
    except InvalidValue:
        return np.nan
    if unit:
        return np.nan
    return value if value == int(value) or not isinstance(cell, str) else np.nan


def _values(table: pd.DataFrame, conversions: np.ndarray) -> np.ndarray:
    """Euros of each path; a path without purchases needs none."""
    if "value" not in table.columns:
        return np.zeros(len(table))
    made, mark = np.zeros(len(table)), decimal_mark(table["value"])
    for place, cell in enumerate(table["value"].tolist()):
        if nothing(cell) and not conversions[place]:
            continue
        try:
            made[place] = number(cell, mark=mark)
        except InvalidValue:
            raise InvalidData("value", _AMOUNT, cell, line=_line(table, place)) from None
    return made
