"""The chapter's frames as a reader sees them: headings in his language, shares in percent, money in euros."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from crm_course.foundations.language import money, number, percent, signed
from crm_course.foundations.tables import laid_out

from .texts import COLUMN_LABELS, YES_NO, label, path_label

__all__ = ["table"]

_SHARES = frozenset({
    "share", "low", "high", "removal_effect", "conversion", "misplaced", "true_share", "rate", "coverage", "floor", "ceiling", "published",
    "measured", "least", "silo", "dropped", "before", "during", "after", "one", "other", "failed", "with_it", "without_it", "lift",
})  # fmt: skip
_AMOUNTS = frozenset({"value", "cost", "cost_per_purchase", "value_per_visit"})
_COUNTED = frozenset({"active_channels"})
"""Measures that are counts, among others that are shares."""
_CODES = frozenset(
    {
        "channel",
        "source",
        "target",
        "model",
        "part",
        "measure",
        "strategy",
        "stage",
        "point",
        "visit",
        "category",
        "segment",
        "group",
        "moment",
    }
)


def table(frame: pd.DataFrame) -> Any:
    """A frame of this chapter as a table in the language in force.

    >>> from crm_course.foundations import language
    >>> with language.speaking("en"):
    ...     shown = table(pd.DataFrame({"channel": ["shop"], "share": [0.375]}))
    >>> shown.data.columns.tolist(), shown.data.iloc[0].tolist()
    (['Channel', 'Share'], ['Shop', '37.5%'])
    """
    counted = frame["measure"].isin(_COUNTED) if "measure" in frame else [False] * len(frame)
    spoken = pd.DataFrame({
        _heading(name): [_written("count" if count and name in _SHARES else str(name), cell) for cell, count in zip(frame[name], counted, strict=True)]
        for name in frame.columns
    })  # fmt: skip
    return laid_out(spoken, numbers=[_heading(name) for name in frame.columns if frame[name].dtype.kind in "iuf"])


def _heading(name: object) -> str:
    known = COLUMN_LABELS.get(str(name))
    return known.say() if known else label(name)


def _written(name: str, cell: Any) -> str:
    if isinstance(cell, bool) or type(cell).__name__ == "bool":
        return YES_NO[bool(cell)].say()
    if isinstance(cell, str):
        return path_label(cell) if name == "path" else label(cell) if name in _CODES else cell
    if cell is None or pd.isna(cell):
        return "–"
    return _FORMATS.get(name, _plain)(float(cell))


def _plain(value: float) -> str:
    return number(value, 3 if 0 < abs(value) < 0.1 else None)


_FORMATS: dict[str, Callable[[float], str]] = {
    **dict.fromkeys(_SHARES, percent), **dict.fromkeys(_AMOUNTS, money), "difference": lambda value: signed(100 * value, "#,##0.#"),
}  # fmt: skip
