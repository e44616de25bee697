"""A world's tables as a statistician reads them: one row per order, project, answer, member.

Only what a learner also has is used: the public tables, joined by their keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations.vocabulary import TABLES

from .parameters import World

__all__ = ["Estimate", "View", "difference", "least_squares", "ratio"]

_RIPE = np.timedelta64(60, "D")
"""Orders and projects younger than that on the last day are left out: their story is not over."""


_FEWEST = 8
"""Rows that a cause must strike, and spare, before its coefficient has an honest standard error."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the data say of an effect, with its standard error."""

    value: float
    error: float


def difference(outcome: NDArray[Any], group: NDArray[np.bool_]) -> Estimate:
    """Mean outcome in the group less outside it, with unequal variances."""
    inside, outside = outcome[group].astype(float), outcome[~group].astype(float)
    if min(len(inside), len(outside)) < 2:
        return Estimate(np.nan, np.nan)
    error = np.sqrt(inside.var(ddof=1) / len(inside) + outside.var(ddof=1) / len(outside))
    return Estimate(float(inside.mean() - outside.mean()), float(error))


def ratio(inside: float, outside: float, scale: float) -> Estimate:
    """Logarithm of the ratio of two Poisson counts per unit of exposure; `scale` is outside exposure over inside."""
    if min(inside, outside) == 0:
        return Estimate(np.nan, np.nan)
    return Estimate(float(np.log(inside / outside * scale)), float(np.sqrt(1 / inside + 1 / outside)))


def least_squares(outcome: NDArray[Any], causes: NDArray[Any]) -> list[Estimate]:
    """Coefficients of a linear regression on causes that are there or not, with errors robust to unequal variances (HC1)."""
    x = np.vstack([np.ones(len(outcome)), *causes])
    squares = _products(x, x)
    if len(outcome) <= len(x) or np.linalg.matrix_rank(squares) < len(x):
        return [Estimate(np.nan, np.nan)] * len(causes)
    inverse = np.linalg.inv(squares)
    beta = inverse @ _products(x, outcome[None, :])[:, 0]
    scores = x * (outcome - np.einsum("ki,k->i", x, beta))
    variance = np.diag(inverse @ _products(scores, scores) @ inverse) * len(outcome) / (len(outcome) - len(x))
    errors = np.sqrt(np.maximum(variance, 0.0))
    enough = np.minimum(x[1:].sum(axis=1), len(outcome) - x[1:].sum(axis=1)) >= _FEWEST
    return [
        Estimate(float(b), float(e)) if well else Estimate(np.nan, np.nan) for b, e, well in zip(beta[1:], errors[1:], enough, strict=True)
    ]


def _products(a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
    """Sums of products of rows; kept away from the threads of a linear-algebra library, which cost more than they bring."""
    return np.asarray(np.einsum("ki,li->kl", a, b))


def _codes(values: Any, word: str) -> NDArray[np.bool_]:
    known = values.categories.tolist()
    return np.asarray(values.codes == known.index(word)) if word in known else np.zeros(len(values), bool)


def _numbers(column: pd.Series[Any]) -> NDArray[np.int64]:
    """A nullable number column, −1 where empty."""
    return column.to_numpy(dtype=np.int64, na_value=-1)


def _dense(number: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different numbers from 0 up, and the place of each number among them (that of −1 means nothing)."""
    known = np.unique(number[number >= 0])
    if len(known) and known[-1] < 8 * len(number):
        places = np.zeros(known[-1] + 1, np.int64)
        places[known] = np.arange(len(known))
        return known, places[number]
    return known, np.searchsorted(known, number)


@lru_cache
def _places(table: str) -> dict[str, int]:
    return {declared.name: place for place, declared in enumerate(TABLES[table].columns)}


class View:
    """The joins that several estimates share, made when first asked for."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], world: World, end: np.datetime64) -> None:
        self.tables, self.world, self.end = tables, world, end
        self._arrays: dict[tuple[str, str], NDArray[Any]] = {}
        self._categories: dict[tuple[str, str], Any] = {}

    def column(self, table: str, column: str) -> pd.Series[Any]:
        """A column, by its place in the dictionary: looking names up in many small frames takes longer than the estimates."""
        return self.tables[table].iloc[:, _places(table)[column]]

    def array(self, table: str, column: str) -> NDArray[Any]:
        """A column as an array (whole numbers that may be missing: −1), looked up once."""
        if (table, column) not in self._arrays:
            values = self.column(table, column)
            nullable = isinstance(values.dtype, pd.Int64Dtype)
            self._arrays[table, column] = _numbers(values) if nullable else values.to_numpy()
        return self._arrays[table, column]

    def holds(self, table: str, column: str, word: str) -> NDArray[np.bool_]:
        """Where a category column holds `word`."""
        if (table, column) not in self._categories:
            self._categories[table, column] = self.column(table, column).array
        return _codes(self._categories[table, column], word)

    def row_of(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of each order number, −1 where there is none."""
        known = self.array("orders", "order_id")
        place = np.minimum(np.searchsorted(known, ids), len(known) - 1)
        return np.where((ids >= 0) & (known[place] == ids), place, -1)

    # -- one value per order --------------------------------------------------------------

    def per_order(self, table: str, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether an order has a row of `table` among the chosen ones."""
        found = np.zeros(len(self.tables["orders"]), bool)
        row = self.row_of(self.array(table, "order_id")[chosen])
        found[row[row >= 0]] = True
        return found

    @cached_property
    def late(self) -> NDArray[np.bool_]:
        """Orders delivered late."""
        return self.per_order("deliveries", self.holds("deliveries", "status", "late"))

    @cached_property
    def deferred(self) -> NDArray[np.bool_]:
        """Orders with an item out of stock."""
        return self.per_order("order_lines", self.array("order_lines", "deferred"))

    @cached_property
    def ripe(self) -> NDArray[np.bool_]:
        """Delivered orders that are old enough for all that follows to be in the data."""
        known = self.per_order("deliveries", ~np.isnat(self.array("deliveries", "delivered_on")))
        return known & (self.array("orders", "ordered_at") < self.end - _RIPE)

    @cached_property
    def peak(self) -> NDArray[np.bool_]:
        """Orders of a peak month."""
        month = self.array("orders", "ordered_at").astype("datetime64[M]").astype(int) % 12 + 1
        return np.isin(month, self.world.peak)

    @cached_property
    def waited(self) -> NDArray[np.bool_]:
        """Orders with a long wait on the phone."""
        seconds = self.array("tickets", "wait_seconds")
        return self.per_order("tickets", seconds > self.world.service.long_wait_seconds)

    @cached_property
    def repeated(self) -> NDArray[np.bool_]:
        """Orders with a ticket that took several contacts."""
        return self.per_order("tickets", self.array("tickets", "contacts") > 1)

    @cached_property
    def lateness(self) -> list[Estimate]:
        """Regression of lateness on the deferred item and the peak month."""
        return least_squares(self.late[self.ripe].astype(float), np.stack([self.deferred, self.peak])[:, self.ripe])

    @cached_property
    def feelings(self) -> list[Estimate]:
        """Regression of NPS points on lateness, long wait and repeated contacts."""
        return least_squares(self.points, np.stack([self.late, self.waited, self.repeated])[:, self.answered])

    @cached_property
    def purchases(self) -> list[Estimate]:
        """Regression of the purchase on the channels met."""
        met, bought = self.projects
        return least_squares(bought.astype(float), met)

    def ticket_of(self, family: str) -> NDArray[np.bool_]:
        """Orders with a ticket of this family."""
        return self.per_order("tickets", self.holds("tickets", "family", family))

    # -- one value per answer, project, member --------------------------------------------

    @cached_property
    def answered(self) -> NDArray[np.int64]:
        """The row of the order of each answer."""
        return self.row_of(self.array("surveys", "order_id"))

    @cached_property
    def points(self) -> NDArray[np.float64]:
        """Each answer's part of the NPS: 100, 0 or −100."""
        score = self.array("surveys", "recommend")
        return 100.0 * ((score >= 9).astype(int) - (score <= 6))

    @cached_property
    def projects(self) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Projects with at least one touch, long enough ago: which channels they met, and whether they were bought."""
        number = self.array("interactions", "opportunity_id")
        mission = (number >= 0) & self.holds("interactions", "stage", "mission")
        known, place = _dense(number)
        met = np.zeros((len(self.world.touches), len(known)), bool)
        for row, touch in zip(met, self.world.touches, strict=True):
            row[place[mission & self.holds("interactions", "channel", touch.channel) & self.holds("interactions", "kind", touch.kind)]] = (
                True
            )
        bought = np.zeros(len(known), bool)
        bought[place[(number >= 0) & self.array("interactions", "converted")]] = True
        last = np.zeros(len(known), np.int64)
        np.maximum.at(last, place[mission], seconds(self.array("interactions", "ts"))[mission])
        kept = met.any(axis=0) & (last < (self.end - _RIPE).astype("datetime64[s]").astype(np.int64))
        return met[:, kept], bought[kept]

    @cached_property
    def researched(self) -> NDArray[np.bool_]:
        """Orders whose project met the site."""
        number = self.array("interactions", "opportunity_id")
        web = number[(number >= 0) & self.holds("interactions", "channel", "web") & self.holds("interactions", "stage", "mission")]
        return np.isin(self.array("orders", "opportunity_id"), web)

    @cached_property
    def orders_in_window(self) -> NDArray[np.int64]:
        """Orders of each campaign member in the campaign's window."""
        campaign = self.array("campaign_members", "campaign_id") - 1
        window = self.array("campaigns", "window_days")[campaign] * 86_400
        base = self.array("campaign_members", "customer_id") * (1 << 34) + seconds(self.array("campaigns", "sent_at"))[campaign]
        return np.asarray(np.searchsorted(self.order_moments, base + window) - np.searchsorted(self.order_moments, base))

    @cached_property
    def order_moments(self) -> NDArray[np.int64]:
        """Customer and second of every order in one number, sorted: orders of a customer in a period are a difference of places."""
        return np.sort(self.array("orders", "customer_id") * (1 << 34) + seconds(self.array("orders", "ordered_at")))

    def tracked(self, kind: str) -> NDArray[np.bool_]:
        """Whether each campaign member has an event of this kind."""
        many = len(self.tables["campaigns"]) + 1
        member, event = (
            self.array(table, "customer_id") * many + self.array(table, "campaign_id") for table in ("campaign_members", "campaign_events")
        )
        return np.isin(member, event[self.holds("campaign_events", "kind", kind)])


def seconds(moments: NDArray[Any] | np.datetime64) -> NDArray[np.int64]:
    """Moments as whole seconds."""
    return np.asarray(moments).astype("datetime64[s]").astype(np.int64)
