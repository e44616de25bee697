"""What of the money in the till belongs to the state? VAT, kept apart from the result.

Turnover and costs of a plan exclude VAT: it changes no result. It does pass through the
bank: collected on sales, deducted on purchases and investments, the rest paid. A retailer
collects before paying, so VAT is a short loan from the state; a large investment turns it
into a claim.

>>> including(100.0, 0.20), round(excluding(120.0, 0.20), 2)
(120.0, 100.0)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .amounts import Amount, amount, over, rate, scalar
from .plan import Plan

__all__ = ["STANDARD_RATE", "VatAccount", "excluding", "including", "vat_account"]

STANDARD_RATE = 0.20
"""French standard rate; works on dwellings have reduced ones (10 %, 5.5 % for energy saving): check yours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VatAccount:
    """A year's VAT in euros: `collected` on sales, `deductible` on purchases and investments."""

    collected: Amount
    deductible: Amount

    @property
    def due(self) -> Amount:
        """What is paid to the state; negative: a claim on it."""
        return scalar(self.collected - self.deductible)


def including(excluding_vat: Amount, vat_rate: Amount = STANDARD_RATE) -> Amount:
    """An amount with VAT (*TTC*) from one without (*HT*)."""
    return scalar(excluding_vat * (1 + rate("vat_rate", vat_rate)))


def excluding(including_vat: Amount, vat_rate: Amount = STANDARD_RATE) -> Amount:
    """An amount without VAT (*HT*) from one with (*TTC*)."""
    return over(including_vat, 1 + rate("vat_rate", vat_rate))


def vat_account(
    plan: Plan, *, on_sales: Amount = STANDARD_RATE, on_costs: Mapping[str, Amount] | None = None, investment: Amount = 0.0
) -> VatAccount:
    """The VAT that a year's plan moves.

    Parameters
    ----------
    on_sales : float
        Rate on the turnover.
    on_costs : mapping, optional
        Rate by cost name; by default the standard rate on purchases alone. Wages, and
        refunds to customers, carry none.
    investment : float
        Euros excluding tax bought in the year, at the standard rate.

    >>> plan = Plan(turnover=1_200_000, variable_rates={"purchases": 0.68}, fixed_costs=180_000)
    >>> round(vat_account(plan).due)
    76800
    """
    rates = {"purchases": STANDARD_RATE} if on_costs is None else dict(on_costs)
    costs = plan.variable_costs
    deductible = sum((costs[name] * rate(name, vat) for name, vat in rates.items() if name in costs), 0.0)
    return VatAccount(
        collected=scalar(plan.turnover * rate("on_sales", on_sales)),
        deductible=scalar(deductible + amount("investment", investment) * STANDARD_RATE),
    )
