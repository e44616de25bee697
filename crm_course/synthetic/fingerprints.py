"""How is a table known again? By the SHA-256 of its canonical CSV.

Canonical means: the dictionary's columns in their order, ``,`` between cells, ``\\n`` at line
ends, UTF-8, ISO dates, whole numbers without a decimal point, other numbers with six
decimals at most, ``true`` and ``false``, nothing for a missing value, quotes only where
needed. No library's formatting of dates or floats takes part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["canonical", "fingerprint"]

_ROWS = 50_000


def fingerprint(table: pd.DataFrame) -> str:
    """SHA-256 of the canonical CSV of a table, as 64 hexadecimal figures."""
    digest = hashlib.sha256()
    for lines in canonical(table):
        digest.update(lines.encode())
    return digest.hexdigest()


def canonical(table: pd.DataFrame) -> Iterator[str]:
    """The canonical CSV of a table, some thousand lines at a time."""
    yield ",".join(map(str, table.columns)) + "\n"
    for start in range(0, len(table), _ROWS):
        part = table.iloc[start : start + _ROWS]
        columns = [cells(part.iloc[:, k]) for k in range(part.shape[1])]
        yield "".join([",".join(row) + "\n" for row in zip(*columns, strict=True)])


def cells(column: pd.Series[Any]) -> list[str]:
    """The cells of a column, as text."""
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        words = [_quoted(str(word)) for word in kind.categories] + [""]
        return [words[code] for code in column.cat.codes.tolist()]
    if kind.kind == "M":
        return _dates(column)
    if kind.kind == "b":
        return [("false", "true")[value] for value in column.tolist()]
    if isinstance(kind, pd.Int64Dtype) or kind.kind in "iu":
        return ["" if value is pd.NA else str(value) for value in column.tolist()]
    if kind.kind == "f":
        return ["" if value != value else f"{value:.6f}".rstrip("0").rstrip(".") for value in column.tolist()]
    return ["" if value is None or value is pd.NA or value != value else _quoted(str(value)) for value in column.tolist()]


def _dates(column: pd.Series[Any]) -> list[str]:
    values = column.to_numpy().astype("datetime64[s]")
    clock = str(column.name) == "ts" or str(column.name).endswith(("_at", "_start"))
    words = np.datetime_as_string(values if clock else values.astype("datetime64[D]"))
    return [str(word) for word in np.where(np.isnat(values), "", words)]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if any(sign in word for sign in ',"\r\n') else word
