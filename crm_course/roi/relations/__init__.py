"""What do better relations with customers do to the year? Four levers, as lines of the plan with the project.

A point of retention and a faster answer bring sales, which cost what the plan's sales cost; cheaper
contacts save fixed costs; a CRM costs an investment and fixed costs a year. Assumptions in plain view:
the retention of one year only (later years would add to it), customers kept buy as the others do,
nothing is saved that is not said here.

>>> from crm_course.roi import Plan, Study
>>> plan = Plan(turnover=500_000, variable_rates={"purchases": 0.6}, fixed_costs=150_000)
>>> levers = Levers(customers=2_000, sales_per_customer=250, points=2, contacts=5_000, contact_cost=6, cheaper_cost=1, moved=0.2)
>>> levers.kept_sales, levers.saved, round(levers.fed(Study(before=plan, after=plan)).outcome("gain"))
(10000.0, 5000.0, 9000)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from .. import texts as said
from ..amounts import amount, share
from ..levers import answer_speed_value, contact_saving
from ..study import Study

__all__ = ["Levers"]

SUPPORT_RATE = 0.15
"""Yearly maintenance, as a share of the integration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levers:
    """What is done for customers, and what it costs; each lever is nil until it is set.

    Parameters
    ----------
    customers : float
        How many buy in a year; `sales_per_customer` is what one buys, euros excluding tax.
    points : float
        Points of retention won: customers in a hundred who would have left and stay.
    contacts : float
        Calls, e-mails, visits a year; `contact_cost` euros each, `cheaper_cost` on a cheaper channel to which the share `moved` goes.
    abandoned, abandoned_after : float
        Share of contacts given up, now and with a faster answer; `order_share` of them wanted to order, `basket` euros each, and the
        share `lost` does not come back.
    users : int
        Of a CRM: `licence` euros each a year, `training` euros each once, `integration` euros once.
    """

    customers: float = 0.0
    sales_per_customer: float = 0.0
    points: float = 0.0
    contacts: float = 0.0
    contact_cost: float = 0.0
    cheaper_cost: float = 0.0
    moved: float = 0.0
    abandoned: float = 0.0
    abandoned_after: float = 0.0
    order_share: float = 0.3
    basket: float = 0.0
    lost: float = 0.5
    users: int = 0
    licence: float = 0.0
    training: float = 0.0
    integration: float = 0.0

    def __post_init__(self) -> None:
        for name in (
            "customers",
            "sales_per_customer",
            "points",
            "contacts",
            "contact_cost",
            "cheaper_cost",
            "basket",
            "licence",
            "training",
            "integration",
        ):
            object.__setattr__(self, name, float(amount(name, getattr(self, name))))
        for name in ("moved", "abandoned", "abandoned_after", "order_share", "lost"):
            object.__setattr__(self, name, float(share(name, getattr(self, name))))
        checks.whole("users", self.users)
        if self.points > 100:
            raise InvalidValue("points", said.POINTS_RULE, self.points)

    @property
    def kept_sales(self) -> float:
        """Sales of a year to customers who would have left, euros."""
        return self.customers * self.points / 100 * self.sales_per_customer

    @property
    def answered_sales(self) -> float:
        """Sales of a year to those who would have hung up, euros; negative where the answer is slower."""
        return float(
            answer_speed_value(
                self.contacts, self.abandoned, self.abandoned_after, order_share=self.order_share, margin=self.basket, lost=self.lost
            )
        )

    @property
    def saved(self) -> float:
        """Euros saved a year on contacts; negative where the other channel costs more."""
        return float(contact_saving(self.contacts, self.contact_cost, self.cheaper_cost, moved=self.moved))

    @property
    def investment(self) -> float:
        """What the CRM costs at once, euros."""
        return self.integration + self.training * self.users

    @property
    def yearly_cost(self) -> float:
        """What the CRM costs a year, euros: licences and maintenance."""
        return self.licence * self.users + SUPPORT_RATE * self.integration

    def fed(self, study: Study) -> Study:
        """`study` with the levers in its plan with the project and its investment.

        Raises
        ------
        InvalidValue
            If more is saved than there are fixed costs.
        """
        after = study.after.at(study.after.turnover + self.kept_sales + self.answered_sales, study.through)
        fixed = after.fixed_costs + self.yearly_cost - self.saved
        if fixed < 0:
            raise InvalidValue("saved", said.SAVED_RULE, self.saved, most=after.fixed_costs + self.yearly_cost)
        project = replace(study.project, investment=study.project.investment + self.investment)
        return replace(study, after=replace(after, fixed_costs=fixed), project=project)

    def by_lever(self, study: Study) -> pd.DataFrame:
        """What each lever alone adds to the yearly gain of `study`, euros: index ``lever``, column ``gain``."""
        base = float(study.outcome("gain"))
        rows = {name: float(alone(self).fed(study).outcome("gain")) - base for name, alone in ALONE.items()}
        return pd.DataFrame({"gain": rows}).rename_axis("lever")


ALONE: dict[str, Callable[[Levers], Levers]] = {
    "retention": lambda one: Levers(customers=one.customers, sales_per_customer=one.sales_per_customer, points=one.points),
    "contacts": lambda one: Levers(contacts=one.contacts, contact_cost=one.contact_cost, cheaper_cost=one.cheaper_cost, moved=one.moved),
    "answer": lambda one: replace(one, customers=0.0, moved=0.0, users=0, integration=0.0),
    "crm": lambda one: Levers(users=one.users, licence=one.licence, training=one.training, integration=one.integration),
}
"""Each lever with the others at rest."""
