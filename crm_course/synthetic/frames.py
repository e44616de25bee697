"""From arrays to frames: types by the data dictionary, codes to words, numbers to dates."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.integers import as_counts
from crm_course.foundations.vocabulary import CHANNELS, TABLES, Column

from .plan import NEVER, NONE, Columns, Plan

__all__ = ["frame", "typed"]


def typed(plan: Plan, table: str, parts: list[Columns]) -> dict[str, Any]:
    """The columns of a table that its blocks hold, in the order and with the types of the dictionary."""
    return {
        declared.name: _typed(plan, declared, parts[0][declared.name] if len(parts) == 1 else np.concatenate([part[declared.name] for part in parts]))
        for declared in TABLES[table].columns
        if declared.name in parts[0]
    }  # fmt: skip


def frame(table: str, columns: dict[str, Any]) -> pd.DataFrame:
    """The frame of a table from all its typed columns."""
    made = pd.DataFrame(dict(enumerate(columns.values())), copy=False)
    made.columns = _header(tuple(columns)).view()
    return made


@lru_cache
def _header(names: tuple[str, ...]) -> pd.Index[str]:
    """The names of a table's columns, made once: in small frames they cost as much as the data."""
    return pd.Index(list(names))


def _typed(plan: Plan, declared: Column, values: NDArray[Any]) -> Any:
    match declared.kind:
        case "date":
            return _dates(plan.calendar.start, values, "D", declared.nullable)
        case "datetime":
            return _dates(plan.calendar.start, values, "s", declared.nullable)
        case "category":
            return _words(values, _categories(plan, declared))
        case "integer" if declared.nullable:
            return pd.arrays.IntegerArray(values.astype(np.int64, copy=False), values == NONE)
        case "integer" | "cents":
            return values.astype(np.int64, copy=False)
        case _:
            return values


def _dates(start: np.datetime64, values: NDArray[Any], unit: str, nullable: bool) -> NDArray[np.datetime64]:
    base = start.astype(f"datetime64[{unit}]")
    found: NDArray[np.datetime64] = (base + values.astype(f"timedelta64[{unit}]")).astype("datetime64[s]")
    if nullable:
        found[values == NEVER] = np.datetime64("NaT")
    return found


def _categories(plan: Plan, declared: Column) -> tuple[str, ...]:
    if declared.name == "category":
        return plan.categories
    return declared.categories or tuple(CHANNELS)


def _words(codes: NDArray[Any], categories: tuple[str, ...]) -> pd.Categorical:
    """A category that knows only the values that occur."""
    short = codes.astype(np.uint8)  # no number is 255
    used = np.flatnonzero(np.bincount(as_counts(short), minlength=256)[: len(categories)])
    place = np.full(256, NONE, np.int8)
    place[used] = np.arange(len(used), dtype=np.int64)
    return pd.Categorical.from_codes(place.take(short, mode="clip"), dtype=_dtype(tuple(categories[k] for k in used)), validate=False)


@lru_cache(maxsize=512)
def _dtype(words: tuple[str, ...]) -> pd.CategoricalDtype:
    return pd.CategoricalDtype(list(words))
