"""What does a rule for ordering really deliver: the formula, and a thousand years of it?

Three rules. ``"s,Q"``: when the position falls to s, order a batch Q, or as many as bring it above s.
``"R,S"``: every R periods, order up to S. ``"s,S"``: when it falls to s, order up to S.

In each period: what was ordered `lead` whole periods ago arrives, demand is served or waits, stock is counted, the rule
orders. So what is ordered at the end of period t serves from t + lead + 1, and (R,S) covers R + lead periods.
In stock: share of cycles (from one delivery to the next) at whose end nobody waits. Filled: share of demand served at once.

Sources: Snyder & Shen, *Fundamentals of Supply Chain Theory*, chapters 4 and 5; S. Axsäter, *Inventory Control*, § 5.3, for the
position that is uniform on (s, s + Q].
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.said import Said

from . import losses, texts
from .rows import Floats
from .running import measured

__all__ = ["LEVELS", "Delivered", "Policy", "policy"]

LEVELS: Mapping[str, tuple[str, str]] = {"s,Q": ("s", "Q"), "R,S": ("R", "S"), "s,S": ("s", "S")}
"""The levels that each rule goes by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered(Said):
    """What a policy delivers.

    Attributes
    ----------
    fill_rate, in_stock : share of demand served at once; share of cycles without stock-out; 0–1.
    stock, waiting : units there, units that customers wait for, at the end of a period, on average.
    orders : orders placed per period.
    cost : euros per period: holding, shortage and orders.
    se : standard error of each by name; empty for a formula.
    periods : periods played; 0 for a formula.
    """

    fill_rate: float
    in_stock: float
    stock: float
    waiting: float
    orders: float
    cost: float
    se: Mapping[str, float] = field(default_factory=dict)
    periods: int = 0

    def sentence(self) -> str:
        """The finding in words."""
        said = texts.DELIVERED_SIMULATED if self.periods else texts.DELIVERED
        euros = texts.EUROS.say(cost=self.cost) if self.cost else ""
        return said.say(
            periods=self.periods, fill=self.fill_rate, error=196 * self.se.get("fill_rate", 0), in_stock=self.in_stock, stock=self.stock,
            euros=euros,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A rule for ordering one item; make it with :func:`policy`."""

    kind: str
    levels: Mapping[str, float]
    lead: int = 1
    holding: float = 0.0
    per_order: float = 0.0
    short: float = 0.0

    def expected(self, mean: float, sd: float, *, shape: str = "normal") -> Delivered:
        """What the formula says, for independent demand with this mean and standard deviation per period.

        Parameters
        ----------
        mean, sd : float
            Units per period.
        shape : {"normal", "gamma"}
            The gamma for a mean under two standard deviations: it does not go below zero.

        Raises
        ------
        InvalidValue
            A ``"s,S"`` policy, which has no closed formula: play it.

        >>> rule = policy("s,Q", s=1000, Q=200, lead=0, holding=1)
        >>> round(rule.expected(1000, 200).fill_rate, 3)
        0.958
        """
        checks.positive("mean", mean), checks.non_negative("sd", sd)
        demand = _Demand(mean, sd, losses.shape(shape))
        if self.kind == "s,S":
            raise InvalidValue("kind", texts.RULE_FORMULA, self.kind, texts.WAY_FORMULA)
        return self._batches(demand) if self.kind == "s,Q" else self._reviews(demand)

    def simulated(self, demand: Any, *, rng: int | np.random.Generator, periods: int = 100_000) -> Delivered:
        """What the rule delivers when it is played, with standard errors.

        Parameters
        ----------
        demand : array, or a distribution
            Units asked for in each period; or whatever draws them: a frozen distribution of `scipy.stats`, or a
            function of a generator and a number of periods.
        rng : int or Generator
            For the position at the start of (s,Q), uniform on (s, s + Q], and for what a distribution draws.
        periods : int
            How many periods of a distribution are played.

        Returns
        -------
        Delivered
            Its `se` come from means of successive blocks of periods.

        >>> rule = policy("R,S", R=1, S=10, lead=1)
        >>> rule.simulated([4, 4, 4, 4], rng=1).stock  # 6, 2, 2, 2
        3.0
        """
        return Delivered(**measured(self, demand, np.random.default_rng(rng), checks.whole("periods", periods, least=1)))

    def costs(self, stock: float, waiting: float, orders: float) -> float:
        """Euros per period."""
        return self.holding * stock + self.short * waiting + self.per_order * orders

    def _reviews(self, demand: _Demand) -> Delivered:
        every, top = int(self.levels["R"]), self.levels["S"]
        cover = self.lead + np.arange(1, every + 1)
        waiting = float(demand.missed(top, cover).mean())
        refused = float(demand.missed(top, self.lead + every) - demand.missed(top, self.lead))
        stock = top - demand.mean * float(cover.mean()) + waiting
        return Delivered(
            fill_rate=1 - refused / (every * demand.mean), in_stock=float(demand.within(top, self.lead + every)), stock=stock,
            waiting=waiting, orders=1 / every, cost=self.costs(stock, waiting, 1 / every),
        )  # fmt: skip

    def _batches(self, demand: _Demand) -> Delivered:
        low, batch = self.levels["s"], self.levels["Q"]
        waiting, before = (demand.missed_over(low, batch, cover) for cover in (self.lead + 1, self.lead))
        stock = low + batch / 2 - demand.mean * (self.lead + 1) + waiting
        orders = (demand.mean - float(demand.missed(batch, 1))) / batch
        return Delivered(
            fill_rate=1 - (waiting - before) / demand.mean, in_stock=demand.enough_at(low, batch, self.lead), stock=stock,
            waiting=waiting, orders=orders, cost=self.costs(stock, waiting, orders),
        )  # fmt: skip


def policy(kind: str, *, lead: int = 1, holding: float = 0, per_order: float = 0, short: float = 0, **levels: float) -> Policy:
    """A rule for ordering one item.

    Parameters
    ----------
    kind : {"s,Q", "R,S", "s,S"}
        Its levels follow by name: ``s=, Q=``, ``R=, S=``, ``s=, S=``; units, and whole periods for R.
    lead : int
        Whole periods that pass between an order and its delivery.
    holding, short : float
        Euros for a unit that is there, for a unit that waits, at the end of a period.
    per_order : float
        Euros for each order, whatever its size.

    Raises
    ------
    InvalidValue
        An unknown kind or level, a level that is missing, a figure below 0, S not above s.

    >>> policy("s,S", s=4, S=10).levels
    {'s': 4.0, 'S': 10.0}
    """
    names = LEVELS[checks.choice("kind", kind, LEVELS)]
    for name in levels:
        if name not in names:
            raise UnknownName("level", name, names)
    for name in names:
        if name not in levels:
            raise InvalidValue(name, texts.RULE_LEVEL, None, texts.WAY_LEVEL, kind=kind, levels=", ".join(f"{each}=…" for each in names))
    given = {name: checks.finite(name, levels[name]) for name in names}
    if "Q" in given:
        checks.positive("Q", given["Q"])
    if "R" in given:
        checks.whole("R", given["R"], least=1)
    if kind == "s,S" and not given["S"] > given["s"]:
        raise InvalidValue("S", texts.RULE_ABOVE, given["S"], low=given["s"])
    euros = {name: checks.non_negative(name, value) for name, value in (("holding", holding), ("per_order", per_order), ("short", short))}
    return Policy(kind=kind, levels=given, lead=checks.whole("lead", lead), **euros)


@dataclass(frozen=True, slots=True)
class _Demand:
    """Independent demand of so many periods."""

    mean: float
    sd: float
    shape: str

    def missed(self, x: Any, cover: Any) -> Floats:
        return losses.missed(x, cover * self.mean, np.sqrt(cover) * self.sd, self.shape)

    def within(self, x: Any, cover: Any) -> Floats:
        return losses.within(x, cover * self.mean, np.sqrt(cover) * self.sd, self.shape)

    def missed_over(self, low: float, batch: float, cover: int) -> float:
        """What is missed on average over positions uniform on (low, low + batch]."""
        ends = losses.missed_squared([low, low + batch], cover * self.mean, np.sqrt(cover) * self.sd, self.shape)
        return float(ends[0] - ends[1]) / batch

    def enough_at(self, low: float, batch: float, lead: int) -> float:
        """Chance that nobody waits just before a delivery: the position was below `low` by what the last demand took."""
        under = np.linspace(0, self.mean + 9 * self.sd, 4001)
        under = (under[1:] + under[:-1]) / 2
        weight = self.within(under + batch, 1) - self.within(under, 1)
        return float(np.average(self.within(low - under, lead), weights=weight)) if weight.sum() > 0 else float(self.within(low, lead))
