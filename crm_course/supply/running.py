"""How is a policy played over many periods, and how sure is what it shows?

Periods are played block by block, so that ten million of them stay in the processor's memory; the blocks are also
what the standard errors come from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from crm_course.foundations.errors import InvalidData, InvalidValue

from . import texts
from .positions import PLAYED
from .rows import Floats, floats

__all__ = ["measured"]


class Policy(Protocol):
    """What playing needs of a policy."""

    @property
    def kind(self) -> str: ...
    @property
    def levels(self) -> Mapping[str, float]: ...
    @property
    def lead(self) -> int: ...
    def costs(self, stock: float, waiting: float, orders: float) -> float: ...


_BLOCK = 1 << 17
_RATIOS = {
    "fill_rate": ("served", "asked"),
    "in_stock": ("kept", "cycles"),
    "stock": ("stock", "periods"),
    "waiting": ("waiting", "periods"),
    "orders": ("orders", "periods"),
    "cost": ("cost", "periods"),
}


def measured(rule: Policy, demand: Any, rng: np.random.Generator, periods: int) -> dict[str, Any]:
    """The figures of a policy that is played, by name."""
    sums: dict[str, Any] = {}
    state: _State | None = None
    rows = []
    for block in _blocks(demand, rng, periods):
        state = state or _State(rule, _start(rule, block, rng))
        rows.append(state.play(block))
    sums = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    found = {name: _ratio(sums[above], sums[below]) for name, (above, below) in _RATIOS.items()}
    figures: dict[str, Any] = {name: value for name, (value, _) in found.items()}
    return {**figures, "se": {name: error for name, (_, error) in found.items()}, "periods": int(sums["periods"].sum())}


class _State:
    """What one block leaves to the next: the last positions, demands and closed cycles."""

    def __init__(self, rule: Policy, start: float) -> None:
        self.rule, self.at, self.position = rule, 0, start
        self.positions = np.full(rule.lead + 1, start)
        self.demands, self.closed = np.zeros(rule.lead), np.zeros(rule.lead, dtype=bool)

    def play(self, demand: Floats) -> dict[str, float]:
        """Play a block of periods and sum up what happened in it."""
        rule, n = self.rule, len(demand)
        position, ordered, closed = PLAYED[rule.kind](self.position, demand, rule.levels, self.at)
        asked = np.concatenate([self.demands, demand])
        through = np.concatenate([[0.0], np.cumsum(asked)])
        placed, ended = np.concatenate([self.positions, position]), np.concatenate([self.closed, closed])
        net = placed[:n] - (through[rule.lead + 1 :] - through[:n])
        self.at, self.position = self.at + n, float(position[-1])
        self.positions, self.demands, self.closed = placed[n:], asked[n:], ended[n:]
        return self._summed(demand, net, ordered, ended[:n])

    def _summed(self, demand: Floats, net: Floats, ordered: NDArray[np.bool_], ended: NDArray[np.bool_]) -> dict[str, float]:
        waiting = np.maximum(-net, 0)
        total, waits, count = float(demand.sum()), float(waiting.sum()), float(np.count_nonzero(ordered))
        refused = waits - float(np.maximum(-net - demand, 0).sum())
        stock = float(net.sum()) + waits
        kept = np.count_nonzero(ended & (net >= -1e-9))
        return {
            "asked": total, "served": total - refused, "kept": float(kept), "cycles": float(np.count_nonzero(ended)), "stock": stock,
            "waiting": waits, "orders": count, "cost": self.rule.costs(stock, waits, count), "periods": float(len(demand)),
        }  # fmt: skip


def _start(rule: Policy, block: Floats, rng: np.random.Generator) -> float:
    """The position at the start: the top, or for (s,Q) anywhere on (s, s + Q], whole if demand is."""
    if rule.kind != "s,Q":
        return float(rule.levels["S"])
    low, batch = rule.levels["s"], rule.levels["Q"]
    whole = low == int(low) and batch == int(batch) and bool(np.all(block[:1000] == np.floor(block[:1000])))
    return low + (float(rng.integers(1, int(batch) + 1, dtype=np.int64)) if whole else batch * (1 - rng.random()))


def _blocks(demand: Any, rng: np.random.Generator, periods: int) -> Iterator[Floats]:
    """Demand in blocks: at least 20 of them where there are periods enough."""
    draw = getattr(demand, "rvs", demand if callable(demand) else None)
    whole = None if draw else _checked(demand)
    total = periods if whole is None else len(whole)
    size = _size(total)
    for start in range(0, total, size):
        count = min(size, total - start)
        if whole is not None:
            yield whole[start : start + count]
        else:
            yield _checked(draw(rng, count) if draw is demand else draw(size=count, random_state=rng))  # type: ignore[misc]


def _size(periods: int) -> int:
    return min(_BLOCK, max(1, periods // 20 if periods >= 400 else periods // 4))


def _checked(demand: Any) -> Floats:
    array = floats("demand", demand)
    if array.ndim != 1 or not len(array):
        raise InvalidValue("demand", texts.RULE_DEMAND, demand)
    if not np.isfinite(array).all():
        place = int(np.argmin(np.isfinite(array)))
        raise InvalidData("demand", texts.RULE_UNITS, array[place], line=place + 1)
    return array


def _ratio(above: Floats, below: Floats) -> tuple[float, float]:
    """A ratio of sums and its standard error, from blocks."""
    total, blocks = float(below.sum()), len(below)
    if total == 0:
        return float("nan"), float("nan")
    ratio = float(above.sum()) / total
    if blocks < 2:
        return ratio, float("nan")
    return ratio, float(np.sqrt(blocks / (blocks - 1) * np.sum((above - ratio * below) ** 2)) / abs(total))
