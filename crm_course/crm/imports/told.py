"""What was left out, and why? Lines and cells of a file with their reasons, kept small however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

__all__ = ["Told"]


class Told:
    """A list of ``line, field, reason``, from which a frame is made when it is asked for.

    >>> left = Told()
    >>> left.add([7, 3], "E-mail", "not an e-mail address")
    >>> left.frame().to_numpy().tolist(), left.lines
    ([[3, 'E-mail', 'not an e-mail address'], [7, 'E-mail', 'not an e-mail address']], 2)
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], list[np.ndarray[Any, Any]]] = {}

    def add(self, lines: Iterable[Any], field: str, reason: str) -> None:
        """Note some lines for one field and one reason."""
        numbers = np.fromiter((int(line) for line in lines), dtype=np.int64)
        if len(numbers):
            self._found.setdefault((field, reason), []).append(numbers)

    def __len__(self) -> int:
        return sum(len(part) for parts in self._found.values() for part in parts)

    @property
    def lines(self) -> int:
        """How many different lines are on the list."""
        return len(np.unique(np.concatenate([part for parts in self._found.values() for part in parts]))) if self._found else 0

    def _rows(self) -> Iterator[tuple[int, str, str]]:
        for (field, reason), parts in self._found.items():
            yield from ((line, field, reason) for part in parts for line in part.tolist())

    def frame(self) -> pd.DataFrame:
        """``line, field, reason``, by line."""
        return pd.DataFrame(list(self._rows()), columns=["line", "field", "reason"]).sort_values("line", kind="stable", ignore_index=True)
