"""How is a table known again? By the SHA-256 of its canonical CSV.

Canonical means: the dictionary's columns in their order, ``,`` between cells, ``\\n`` at line
ends, UTF-8, ISO dates, whole numbers without a decimal point, other numbers with six
decimals at most, ``true`` and ``false``, nothing for a missing value, quotes only where
needed. No library's formatting of dates or floats takes part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["Fingerprint", "canonical", "cells", "file_hash", "fingerprint", "has_clock", "quoted", "slices", "taken"]

_ROWS = 50_000


class Fingerprint:
    """The SHA-256 of a table whose rows come a part at a time, whatever the parts.

    >>> whole, parts = Fingerprint(), Fingerprint()
    >>> table = pd.DataFrame({"a": [1, 2, 3]})
    >>> whole.add(table), parts.add(table[:1]), parts.add(table[1:])
    (None, None, None)
    >>> whole.value() == parts.value() == fingerprint(table)
    True
    """

    __slots__ = ("_begun", "_digest")

    def __init__(self) -> None:
        self._digest, self._begun = hashlib.sha256(), False

    def add(self, rows: pd.DataFrame) -> None:
        """The next rows."""
        for place, lines in enumerate(canonical(rows)):
            if place or not self._begun:  # the header stands once
                self._digest.update(lines.encode())
        self._begun = True

    def value(self) -> str:
        """64 hexadecimal figures."""
        return self._digest.hexdigest()


def fingerprint(table: pd.DataFrame) -> str:
    """SHA-256 of the canonical CSV of a table, as 64 hexadecimal figures."""
    print_of = Fingerprint()
    print_of.add(table)
    return print_of.value()


def slices(table: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """The rows some thousand at a time, so that their text never fills the memory."""
    return (table.iloc[start : start + _ROWS] for start in range(0, len(table), _ROWS))


def canonical(table: pd.DataFrame) -> Iterator[str]:
    """The canonical CSV of a table: the header, then some thousand lines at a time."""
    yield ",".join(map(str, table.columns)) + "\n"
    for part in slices(table):
        columns = [cells(part.iloc[:, k]) for k in range(part.shape[1])]
        yield "".join([",".join(row) + "\n" for row in zip(*columns, strict=True)])


def cells(column: pd.Series[Any]) -> list[str]:
    """The cells of a column, as text."""
    kind = column.dtype
    if isinstance(kind, pd.CategoricalDtype):
        return taken([*quoted([str(word) for word in kind.categories]), ""], column.cat.codes.to_numpy())
    if kind.kind == "M":
        return _dates(column)
    if kind.kind == "b":
        return taken(["false", "true"], column.to_numpy().astype(np.int8))
    if isinstance(kind, pd.Int64Dtype) or kind.kind in "iu":
        return _whole(column)
    if kind.kind == "f":
        values, place = np.unique(column.to_numpy() + 0.0, return_inverse=True)  # + 0.0: no minus before a zero
        return taken(["" if value != value else f"{value:.6f}".rstrip("0").rstrip(".") for value in values.tolist()], place)
    return quoted(["" if value is None or value is pd.NA or value != value else str(value) for value in column.tolist()])


def taken(words: list[str], place: NDArray[Any]) -> list[str]:
    """``words[k]`` for each k of `place`."""
    return cast("list[str]", np.array(words, object)[place].tolist())


def _whole(column: pd.Series[Any]) -> list[str]:
    empty = column.isna().to_numpy()
    words = list(map(str, column.to_numpy(dtype=np.int64, na_value=0).tolist()))
    for place in np.flatnonzero(empty).tolist():
        words[place] = ""
    return words


def has_clock(name: str) -> bool:
    """Whether a column of dates, by its name, holds the time of day too."""
    return name == "ts" or name.endswith(("_at", "_start"))


def _dates(column: pd.Series[Any]) -> list[str]:
    values = column.to_numpy().astype("datetime64[s]")
    words = np.datetime_as_string(values if has_clock(str(column.name)) else values.astype("datetime64[D]"))
    return cast("list[str]", np.where(np.isnat(values), "", words).tolist())


def quoted(words: list[str], separator: str = ",") -> list[str]:
    """`words`, in quotes where the separator, a quote or a line end stands in them."""
    together = "".join(words)
    if not any(sign in together for sign in (separator, '"', "\r", "\n")):
        return words
    return ['"' + word.replace('"', '""') + '"' if any(sign in word for sign in (separator, '"', "\r", "\n")) else word for word in words]


def file_hash(path: Path) -> str:
    """``sha256:…`` of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
    return f"sha256:{digest.hexdigest()}"
