"""Where does chance come from, so that it is the same everywhere and for ever?

Every column of every block of customers has a stream of its own. Its key is the SHA-256 of
``edition | seed | student | attempt``, its branch the SHA-256 of the column's name and the
number of the block. From a stream only raw 64-bit words are taken, which numpy guarantees;
all that follows is integer arithmetic written here, so that another numpy, another chunk
size or another number of workers gives the same data.

>>> draws = Draws(root("demo", 7), block=0)
>>> draws.whole("dice", 1, 6, 5).tolist()
[5, 4, 5, 3, 4]
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crm_course.foundations.integers import as_counts

__all__ = ["Draws", "exponential_table", "lookup", "root", "value_table"]

SIZE = 1 << 16
"""Entries of a look-up table: a choice is one 16-bit number and one look-up."""


def root(*parts: object) -> int:
    """The key of a world: the SHA-256 of its parts, joined by ``|``."""
    return int.from_bytes(hashlib.sha256("|".join(map(str, parts)).encode()).digest()[:16], "big")


@lru_cache(maxsize=4096)
def _branch(column: str) -> tuple[int, int]:
    digest = hashlib.sha256(column.encode()).digest()
    return int.from_bytes(digest[:4], "big"), int.from_bytes(digest[4:8], "big")


class Draws:
    """The random numbers of one block of customers, by column name.

    Parameters
    ----------
    key : int
        The world's key, from :func:`root`.
    block : int
        The number of the block.
    """

    __slots__ = ("block", "key")

    def __init__(self, key: int, block: int = 0) -> None:
        self.key, self.block = key, block

    def raw(self, column: str, n: int) -> NDArray[np.uint64]:
        """`n` raw 64-bit words of the column's stream."""
        seed = np.random.SeedSequence(self.key, spawn_key=(*_branch(column), self.block))
        return np.random.PCG64(seed).random_raw(n).astype("<u8", copy=False)

    def words(self, column: str, n: int) -> NDArray[np.uint32]:
        """`n` numbers of 32 bits."""
        return self.raw(column, (n + 1) // 2).view("<u4")[:n]

    def halves(self, column: str, n: int) -> NDArray[np.uint16]:
        """`n` numbers of 16 bits."""
        return self.raw(column, (n + 3) // 4).view("<u2")[:n]

    def uniform(self, column: str, n: int) -> NDArray[np.float64]:
        """`n` numbers in [0, 1), multiples of 2⁻³²."""
        return np.multiply(self.words(column, n), 2.0**-32, dtype=np.float64)

    def chance(self, column: str, probability: ArrayLike, n: int) -> NDArray[np.bool_]:
        """`n` events, each with its probability (a number, or one per event)."""
        return self.words(column, n) < np.multiply(probability, 2.0**32)

    def pick(self, column: str, table: NDArray[Any], n: int) -> NDArray[Any]:
        """`n` entries of a look-up table."""
        return table.take(self.halves(column, n), mode="clip")  # every half is a place: nothing is clipped

    def whole(self, column: str, low: int, high: int, n: int) -> NDArray[np.int64]:
        """`n` whole numbers from `low` to `high`, both included, equally likely."""
        return low + (self.words(column, n).astype(np.int64) * (high - low + 1) >> 32)

    def counts(self, column: str, mean: NDArray[np.float64]) -> NDArray[np.int64]:
        """One Poisson count for each mean, by inversion."""
        u = self.uniform(column, len(mean))
        term = np.exp(-mean)
        reached, count = term.copy(), np.zeros(len(mean), np.int64)
        highest = float(mean.max(initial=0.0))
        for k in range(1, math.ceil(highest + 12 * math.sqrt(highest) + 30)):
            above = u > reached
            if not above.any():
                break
            count += above
            term = term * mean / k
            reached += term
        return count


@lru_cache(maxsize=1024)
def lookup(weights: tuple[float, ...]) -> NDArray[np.int16]:
    """A table in which choice k stands in proportion to ``weights[k]``, to within 1/65 536."""
    return value_table(range(len(weights)), weights)


@lru_cache(maxsize=256)
def _values(values: tuple[int, ...], weights: tuple[float, ...]) -> NDArray[Any]:
    total, reached, edges = math.fsum(weights), 0.0, [0]
    for weight in weights:
        reached += weight
        edges.append(round(reached / total * SIZE))
    kind = np.int16 if max(map(abs, values), default=0) < 32_000 else np.int32
    table = np.repeat(np.asarray(values, kind), as_counts(np.diff(edges)))
    table.flags.writeable = False
    return table


def value_table(values: Sequence[int] | range, weights: Sequence[float]) -> NDArray[Any]:
    """A table in which ``values[k]`` stands in proportion to ``weights[k]``."""
    return _values(tuple(values), tuple(weights))


@lru_cache(maxsize=1)
def exponential_table() -> NDArray[np.int32]:
    """Quantiles of the unit exponential law, in 1/1 024: multiply by a mean, shift by 10."""
    table = np.asarray([round(-1024 * math.log((k + 0.5) / SIZE)) for k in range(SIZE)], np.int32)
    table.flags.writeable = False
    return table
