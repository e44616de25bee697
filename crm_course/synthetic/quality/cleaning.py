"""How well was a file cleaned? Precision and recall by kind of error, from the exact log.

*Recall*: of the errors of a kind that can be put right, the share put right. *Precision*: of
the cells that the learner changed, in the places of that kind of error, the share where the
result is right. Changing a right cell costs precision in every kind that strikes its column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.language import Text
from crm_course.foundations.vocabulary import TABLES

from ..dataset import Dataset
from ..fingerprints import cells
from ..silos import SILOS
from .errors import ERRORS

__all__ = ["score_cleaning"]

_SHAPE = Text(fr="une table « customers », ou un dictionnaire de tables par nom", en='a "customers" table, or a mapping of tables by name')
_KEYED = Text(fr="une table avec sa colonne « {key} »", en='a table with its column "{key}"')


def score_cleaning(cleaned: pd.DataFrame | Mapping[str, pd.DataFrame], world: Dataset) -> pd.DataFrame:
    """Precision and recall of a cleaned file, by error type.

    Parameters
    ----------
    cleaned : DataFrame or mapping of DataFrame
        The learner's ``customers``, or his tables by name; tables left out count as not cleaned,
        but for the four systems: each of them is judged if it is given.
        Dates as dates or ISO text; telephones as ``06 39 98 12 34``, ``0639981234`` or ``+33639981234``.
    world : Made
        The world that the dirty file came from.

    Returns
    -------
    DataFrame
        ``error, label, planted, restorable, corrected, changed, precision, recall``; a share
        without a denominator is NaN.
    """
    given = {"customers": cleaned} if isinstance(cleaned, pd.DataFrame) else cleaned
    if not isinstance(given, Mapping) or not all(isinstance(table, pd.DataFrame) for table in given.values()):
        raise InvalidValue("cleaned", _SHAPE, type(cleaned).__name__)
    tables = dict(given)
    compared = {place: _compared(tables, world, place) for name in ERRORS for place in _places(name, tables) if place != _ROWS}
    asked = world.errors[~world.errors["table"].isin(SILOS) | world.errors["table"].isin(tables)]
    return pd.DataFrame([_score(name, asked, compared, tables, world) for name in ERRORS if (asked["error"] == name).any()])


def _places(name: str, tables: Mapping[str, pd.DataFrame]) -> tuple[str, ...]:
    """The columns in which an error of this type is looked for."""
    kind = ERRORS[name]
    whole = [f"{place.partition('.')[0]}.last_name" for place in kind.silos] if name in ("swapped", "merged") else []
    return kind.columns + tuple(place for place in (*kind.silos, *whole) if place.partition(".")[0] in tables)


_ROWS = "customers.customer_id"


def _score(
    name: str, log: pd.DataFrame, compared: dict[str, pd.DataFrame], tables: Mapping[str, pd.DataFrame], world: Dataset
) -> dict[str, Any]:
    mine = log[log["error"] == name]
    if name == "duplicates":
        corrected, changed = _removed(mine, tables, world)
    else:
        corrected, changed = _cells_changed(mine[mine["restorable"]], compared, _places(name, tables))
    restorable = int(mine["restorable"].sum())
    return {
        "error": name, "label": ERRORS[name].label.say(), "planted": len(mine), "restorable": restorable, "corrected": corrected, "changed": changed,
        "precision": corrected / changed if changed else np.nan, "recall": corrected / restorable if restorable else np.nan,
    }  # fmt: skip


def _compared(tables: Mapping[str, pd.DataFrame], world: Dataset, place: str) -> pd.DataFrame:
    """Clean, dirty and cleaned text of a column, by key; the cleaned table may lack rows."""
    table, _, column = place.partition(".")
    (key,) = TABLES[table].primary
    clean, dirty = (_texts(frame, key, column) for frame in (world.clean[table], world.tables[table]))
    made = tables.get(table)
    if made is not None and key not in made.columns:
        raise InvalidValue(table, _KEYED, list(made.columns)[:6], key=key)
    mended = dirty if made is None or column not in made.columns else _texts(made, key, column)
    return pd.DataFrame({"clean": clean, "dirty": dirty.reindex(clean.index), "mended": mended.reindex(clean.index)}).dropna(
        subset=["mended"]
    )


def _texts(frame: pd.DataFrame, key: str, column: str) -> pd.Series[Any]:
    words = pd.Series([_plain(word, column) for word in cells(frame[column])], index=_keys(frame[key]), dtype=object)
    return words[~words.index.duplicated()]


def _keys(column: pd.Series[Any]) -> list[str]:
    return [re.sub(r"\.0$", "", str(value)) for value in column]


def _plain(word: str, column: str) -> str:
    """One way to write what may rightly be written in several."""
    word = word.strip()
    if column in ("value", "phone") and re.fullmatch(r"0\d{9}|\+33[1-9]\d{8}", word):
        digits = "0" + word[-9:]
        return " ".join(digits[k : k + 2] for k in range(0, 10, 2))
    if column in ("birth_date", "created_on") and re.fullmatch(r"\d{4}-\d\d-\d\d[T ]00:00:00", word):
        return word[:10]
    return re.sub(r"\.0$", "", word) if column == "quantity" else word


def _cells_changed(mine: pd.DataFrame, compared: dict[str, pd.DataFrame], places: tuple[str, ...]) -> tuple[int, int]:
    """Cells of this kind put right; cells changed: of this kind, or right ones spoilt."""
    corrected = changed = 0
    for place in places:
        table, _, column = place.partition(".")
        cells_here = compared[place]
        touched = cells_here["mended"] != cells_here["dirty"]
        keys = mine.loc[(mine["table"] == table) & (mine["column"] == column), "key"]
        struck = cells_here.index.isin(keys)
        corrected += int((struck & (cells_here["mended"] == cells_here["clean"])).sum())
        sound = cells_here["clean"] == cells_here["dirty"]
        changed += int((touched & (struck | sound)).sum())
    return corrected, changed


def _removed(mine: pd.DataFrame, tables: Mapping[str, pd.DataFrame], world: Dataset) -> tuple[int, int]:
    """Duplicates taken out, and rows taken out; of the two cards of a person either may go."""
    if "customers" not in tables:
        return 0, 0
    kept = set(_keys(tables["customers"]["customer_id"]))
    gone = set(_keys(world.tables["customers"]["customer_id"])) - kept
    pairs = zip(mine["clean"], mine["key"], strict=True)
    return sum((original in gone) != (copy in gone) for original, copy in pairs), len(gone)
