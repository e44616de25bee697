"""Parts of a file kept until all of them were looked at: in memory while they are few, then in a temporary file without a name."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import Any

import pandas as pd

__all__ = ["Spool"]

_FEW = 4


class Spool:
    """Frames put aside, given back in order, once; only :data:`_FEW` are held in memory."""

    def __init__(self) -> None:
        self.first: list[pd.DataFrame] = []
        self._rest: Any = None
        self._more = 0

    def add(self, frame: pd.DataFrame) -> None:
        """Put a frame aside."""
        if len(self.first) < _FEW:
            self.first.append(frame)
            return
        if self._rest is None:
            self._rest = tempfile.TemporaryFile()  # noqa: SIM115 - closed by close()
        pickle.dump(
            (list(frame.columns), frame.index.to_numpy(), [frame[name].tolist() for name in frame]),
            self._rest,
            protocol=pickle.HIGHEST_PROTOCOL,
        )
        self._more += 1

    def __iter__(self) -> Iterator[pd.DataFrame]:
        while self.first:
            yield self.first.pop(0)
        if self._rest is not None:
            self._rest.seek(0)
            for _ in range(self._more):
                names, index, columns = pickle.load(self._rest)  # what this process wrote a moment ago
                yield pd.DataFrame(dict(zip(names, columns, strict=True)), index=index, dtype=object)

    def close(self) -> None:
        """Let go of what is left."""
        self.first.clear()
        if self._rest is not None:
            self._rest.close()
