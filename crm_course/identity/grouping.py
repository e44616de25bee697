"""Which records are one customer? Pairs from the surest down, what people decided before all.

A decision outweighs every probability, and a later decision an earlier one. Where a system holds
a person once, two records of it are never put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["group"]


class _Groups:
    """Records that find each other; groups that must stay apart, and what a group may hold only once."""

    def __init__(self, size: int, once: Sequence[object] | None) -> None:
        self.parent = list(range(size))
        self.apart: dict[int, set[int]] = {}
        self.held = [{one} for one in once] if once is not None else None

    def find(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = one = self.parent[self.parent[one]]
        return one

    def forbid(self, one: int, other: int) -> None:
        a, b = self.find(one), self.find(other)
        if a != b:  # a later decision already put them together
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)

    def join(self, one: int, other: int, *, decided: bool = False) -> None:
        a, b = sorted((self.find(one), self.find(other)))
        if a == b or b in self.apart.get(a, ()):
            return
        if self.held is not None:
            if not decided and self.held[a] & self.held[b]:
                return
            self.held[a] |= self.held[b]
        self.parent[b] = a
        for each in self.apart.pop(b, set()):
            self.apart[each].discard(b)
            self.apart[each].add(a)
            self.apart.setdefault(a, set()).add(each)


def group(
    size: int, left: NDArray[np.int64], right: NDArray[np.int64], *,
    decided: Iterable[tuple[int, int, bool]] = (), once: Sequence[object] | None = None,
) -> NDArray[np.int64]:  # fmt: skip
    """The group of each record: the place of its first member.

    Parameters
    ----------
    size : int
        How many records.
    left, right : arrays
        Pairs to put together, the surest first.
    decided : iterable of (int, int, bool)
        What people decided, the latest first: two records, and whether they are the same.
    once : sequence, optional
        What each record comes from, if a person is there once.

    >>> group(4, np.array([0, 1]), np.array([1, 2]), decided=[(0, 2, False)]).tolist()
    [0, 0, 2, 3]
    """
    groups = _Groups(size, once)
    for one, other, same in decided:
        if same:
            groups.join(one, other, decided=True)
        else:
            groups.forbid(one, other)
    for one, other in zip(left.tolist(), right.tolist(), strict=True):
        groups.join(one, other)
    return np.array([groups.find(one) for one in range(size)], np.int64)
