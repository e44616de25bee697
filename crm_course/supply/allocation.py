"""Thirty orders, one shelf: who is served, who waits, and what does each rule leave behind?

*Best* makes the most of the stock: a transport problem, solved exactly. *Priority* serves the highest rank first, *first come* the earliest;
both let each order take what it asked for, then a substitute if there is one, and so give away what the next customer wanted.
A substitute counts for its value times the chance that it is accepted.

Assumptions: an order may be served in part, and its value counts in proportion; what is offered is kept aside until the customer answers.

Source: the transport problem, F. L. Hitchcock, "The distribution of a product from several sources to numerous localities",
*Journal of Mathematics and Physics* 20 (1941), 224–230.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import optimize, sparse

from crm_course.foundations import checks
from crm_course.foundations.errors import CourseError, InvalidData, InvalidValue, UnknownName
from crm_course.foundations.integers import as_counts
from crm_course.foundations.said import Said

from . import texts
from .rows import Floats, floats

__all__ = ["PRIORITIES", "RULES", "Allocation", "allocate"]

PRIORITIES = ("VIP", "available", "sold out", "deferred")
"""The ranks of parcels, the first served first."""

RULES = ("best", "priority", "first come")

_LIKELIEST = 5
"""Ways of a row that the search begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation(Said):
    """Who gets what.

    Attributes
    ----------
    frame : ``order, product, given, quantity, acceptance, value``, a row for each order and product given.
    value : expected value of the whole, in the unit of the values.
    share_of_best : value over the value of the best allocation of the same stock, 0–1.
    waiting : ``order, product, quantity`` that are not served.
    rule : by which it was made.
    """

    frame: pd.DataFrame = field(repr=False)
    value: float
    share_of_best: float
    waiting: pd.DataFrame = field(repr=False)
    rule: str

    def sentence(self) -> str:
        """The finding in words."""
        return texts.ALLOCATION.say(
            rule=texts.RULES[self.rule], value=self.value, share=self.share_of_best, waiting=self.waiting["order"].nunique(),
            units=float(self.waiting["quantity"].sum()),
        )  # fmt: skip


def allocate(
    orders: pd.DataFrame, stock: Mapping[Any, float], *, value: Any, substitutes: Mapping[Any, Mapping[Any, float]] | None = None,
    rule: str = "best",
) -> Allocation:  # fmt: skip
    """Share out a stock that is not enough for all.

    Parameters
    ----------
    orders : DataFrame
        ``order, product, quantity`` in the order in which they came, and ``priority`` for that rule: VIP, available, sold out, deferred, or
        numbers, 1 first.
    stock : {product: units}
        What there is to give.
    value : array, Series, {order: value}, name of a column or number
        What serving the order in full is worth: its margin, and what is lost if the customer is not served. One per row, or by order: an
        order on several rows then has its value spread over them by quantity.
    substitutes : {product: {other: probability of acceptance}}, optional
        What may be given instead.
    rule : {"best", "priority", "first come"}

    Raises
    ------
    InvalidValue
        An order for an unknown item, a negative stock, a quantity not above 0, a value below 0, a probability outside 0–1.

    >>> asked = pd.DataFrame({"order": [1, 2], "product": ["red", "blue"], "quantity": [1, 1]})
    >>> held, instead = {"red": 0, "blue": 1}, {"red": {"blue": 0.5}}
    >>> allocate(asked, held, value=[60, 40], substitutes=instead).value  # blue for the one who wants blue
    40.0
    >>> greedy = allocate(asked, held, value=[60, 40], substitutes=instead, rule="first come")
    >>> greedy.value, greedy.share_of_best
    (30.0, 0.75)
    """
    checks.choice("rule", rule, RULES)
    held = {product: checks.non_negative(f"stock[{product!r}]", units) for product, units in stock.items()}
    quantity, worth = _checked(orders, held, value)
    ways = _ways(orders["product"].to_numpy(), worth / quantity, held, substitutes or {})
    left = np.array(list(held.values()), dtype=np.float64)
    best = _best(ways, quantity, left)
    given = best if rule == "best" else _in_turn(ways, quantity, left, _queue(orders, rule))
    return _told(orders, quantity, ways, given, list(held), rule, float(best @ ways.worth))


# -- private ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ways:
    """Each way to serve a row: the row, the product given, the chance that it is accepted, what a unit is then worth, its place among the row's ways."""

    row: NDArray[np.intp]
    product: NDArray[np.intp]
    chance: Floats
    worth: Floats
    rank: NDArray[np.intp]


def _checked(orders: pd.DataFrame, held: Mapping[Any, float], value: Any) -> tuple[Floats, Floats]:
    """Quantity and value of each row."""
    for name in ("order", "product", "quantity"):
        if name not in orders.columns:
            raise InvalidValue("orders", texts.RULE_COLUMN, list(orders.columns), column=name)
    for product in orders["product"].unique():
        if product not in held:
            raise UnknownName("product", product, map(str, held))
    quantity = floats("quantity", orders["quantity"].to_numpy())
    _refuse("quantity", quantity, ~(np.isfinite(quantity) & (quantity > 0)), texts.RULE_ABOVE_0)
    worth = _values(orders, quantity, value)
    _refuse("value", worth, ~(np.isfinite(worth) & (worth >= 0)), texts.RULE_AT_LEAST_0)
    return quantity, worth


def _refuse(name: str, values: Floats, bad: NDArray[np.bool_], rule: Any) -> None:
    if bad.any():
        place = int(np.argmax(bad))
        raise InvalidData(name, rule, values[place], line=place + 1)


def _values(orders: pd.DataFrame, quantity: Floats, value: Any) -> Floats:
    """The value of each row, however it was said."""
    if isinstance(value, str):
        checks.choice("value", value, orders.columns)
        value = orders[value].to_numpy()
    per_row = isinstance(value, pd.Series) and value.index.equals(orders.index)
    if isinstance(value, Mapping | pd.Series) and not per_row:
        for order in orders["order"].unique():
            if order not in value:
                raise UnknownName("value", order, map(str, value.keys()))
        whole = pd.Series(quantity).groupby(orders["order"].to_numpy()).transform("sum").to_numpy()
        return np.asarray(floats("value", [value[order] for order in orders["order"]]) * quantity / whole)
    array = floats("value", value)
    if array.ndim > 1 or array.shape not in ((), (len(orders),)):
        raise InvalidValue("value", texts.RULE_PER_ORDER, array.shape, rows=len(orders))
    return np.broadcast_to(array, len(orders)).astype(np.float64)


def _ways(products: Any, worth: Floats, held: Mapping[Any, float], substitutes: Mapping[Any, Mapping[Any, float]]) -> _Ways:
    """Every way to serve every row, its own product first, then the likeliest substitutes."""
    place = {product: at for at, product in enumerate(held)}
    choices = {}
    for product in dict.fromkeys([*products, *substitutes]):
        others = {other: checks.share("substitutes", chance) for other, chance in substitutes.get(product, {}).items() if other != product}
        for other in others:
            if other not in place:
                raise UnknownName("substitutes", other, map(str, held))
        ranked = sorted(others.items(), key=lambda pair: -pair[1])
        names = [product, *(other for other, chance in ranked if chance > 0)]
        chances = [1.0, *(chance for _, chance in ranked if chance > 0)]
        choices[product] = np.array([place.get(name, -1) for name in names], dtype=np.intp), np.array(chances)
    each = [choices[product] for product in products]
    counts = np.array([len(ways) for ways, _ in each], dtype=np.intp)
    row = np.repeat(np.arange(len(each), dtype=np.intp), as_counts(counts))
    chance = np.concatenate([chances for _, chances in each]) if each else np.zeros(0)
    given = np.concatenate([ways for ways, _ in each]) if each else np.zeros(0, dtype=np.intp)
    rank = np.arange(len(row)) - np.repeat(np.cumsum(counts) - counts, as_counts(counts))
    return _Ways(row=row, product=given, chance=chance, worth=worth[row] * chance, rank=rank)


def _best(ways: _Ways, quantity: Floats, left: Floats) -> Floats:
    """The transport problem: units given in each way, the total value as large as can be.

    Each row begins with its likeliest ways; those whose value beats the prices of row and product come in, until none does.
    """
    used = ways.rank < _LIKELIEST
    while True:
        given, rows, products = _solved(ways, used, quantity, left)
        better = ~used & (ways.worth > (rows[ways.row] + products[ways.product]) * (1 + 1e-12) + 1e-9)
        if not better.any():
            break
        used |= better
    # what is worth nothing is still given rather than kept
    rest = np.maximum(quantity - np.bincount(as_counts(ways.row), given, len(quantity)), 0)
    there = np.maximum(left - np.bincount(as_counts(ways.product), given, len(left)), 0)
    return given + _in_turn(ways, rest, there, [row for row, units in enumerate(rest.tolist()) if units > 1e-9])


def _solved(ways: _Ways, used: NDArray[np.bool_], quantity: Floats, left: Floats) -> tuple[Floats, Floats, Floats]:
    """The problem with these ways only: what is given, and the price of a unit of each row and product."""
    given, at = np.zeros(len(ways.row)), np.flatnonzero(used)
    if not len(at):
        return given, np.zeros(len(quantity)), np.zeros(len(left))
    ones, each = np.ones(len(at)), np.arange(len(at))
    limits = sparse.vstack([
        sparse.csr_array((ones, (ways.row[at], each)), shape=(len(quantity), len(at))),
        sparse.csr_array((ones, (ways.product[at], each)), shape=(len(left), len(at))),
    ])  # fmt: skip
    solve: Any = optimize.linprog
    found = solve(-ways.worth[at], A_ub=limits, b_ub=np.concatenate([quantity, left]), method="highs-ds")
    if found.x is None:
        raise CourseError(texts.NOT_SOLVED, why=found.message)
    units = np.maximum(found.x, 0)
    whole = np.round(units)
    given[at] = np.where(np.abs(units - whole) < 1e-7, whole, units)
    prices = -found.ineqlin.marginals
    return given, prices[: len(quantity)], prices[len(quantity) :]


def _queue(orders: pd.DataFrame, rule: str) -> list[int]:
    """The rows in the order in which they are served."""
    if rule == "first come":
        return list(range(len(orders)))
    if "priority" not in orders.columns:
        raise InvalidValue("orders", texts.RULE_COLUMN, list(orders.columns), column="priority")
    ranks = [_rank(priority) for priority in orders["priority"]]
    return sorted(range(len(orders)), key=ranks.__getitem__)


def _rank(priority: Any) -> float:
    return (
        PRIORITIES.index(checks.choice("priority", priority, PRIORITIES))
        if isinstance(priority, str)
        else checks.finite("priority", priority)
    )


def _in_turn(ways: _Ways, quantity: Floats, left: Floats, queue: list[int]) -> Floats:
    """Each row in turn takes its own product, then the likeliest substitute that is there."""
    first = np.searchsorted(ways.row, np.arange(len(quantity) + 1)).tolist()
    product, there, given = ways.product.tolist(), left.tolist(), np.zeros(len(ways.row))
    for row in queue:
        wanted = float(quantity[row])
        for way in range(first[row], first[row + 1]):
            taken = min(wanted, there[product[way]])
            given[way], wanted = taken, wanted - taken
            there[product[way]] -= taken
    return given


def _told(orders: pd.DataFrame, quantity: Floats, ways: _Ways, given: Floats, products: list[Any], rule: str, best: float) -> Allocation:
    kept = given > 1e-9
    row = ways.row[kept]
    names = np.empty(len(products), dtype=object)
    names[:] = products
    frame = pd.DataFrame({
        "order": orders["order"].to_numpy()[row], "product": orders["product"].to_numpy()[row], "given": names[ways.product[kept]],
        "quantity": given[kept], "acceptance": ways.chance[kept], "value": (given * ways.worth)[kept],
    })  # fmt: skip
    rest = quantity - np.bincount(as_counts(ways.row), given, len(quantity)).astype(np.float64)
    short = rest > 1e-9
    waiting = orders.loc[short, ["order", "product"]].assign(quantity=rest[short]).reset_index(drop=True)
    total = float(given @ ways.worth)
    return Allocation(frame=frame, value=total, share_of_best=total / best if best > 0 else 1.0, waiting=waiting, rule=rule)
