"""What is one point of retention worth, a cheaper contact, a faster answer, a CRM?

Small formulas for the arguments that sell a CRM, each with its assumption in plain view.

- *Retention*: customers leave at a constant rate; a year's margin per customer is constant;
  the margin of the first year comes at its end.
- *Winning against keeping*: the often quoted factor 6 ("winning a customer costs six times
  keeping one") is an average of unknown origin: it is an input here, and the answer shows
  when it stops mattering.
- *CRM*: its benefit comes with its use; adoption rises along a curve.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.said import Said

from . import texts
from .amounts import Amount, amount, over, rate, scalar, share
from .cashflow import npv

__all__ = [
    "CrmCost",
    "KeepOrWin",
    "adoption_curve",
    "answer_speed_value",
    "contact_saving",
    "crm_cost",
    "customer_value",
    "keep_or_win",
    "retention_value",
]

ACQUISITION_FACTOR = 6.0
"""Cost of winning a customer over cost of keeping one: an average often quoted, to be replaced by your own."""


def customer_value(yearly_margin: Amount, retention: Amount, discount_rate: Amount = 0.10) -> Amount:
    """What a customer who stays with probability `retention` each year is worth today, in euros.

    The margin of year t comes at its end, if he is still there: m · r / (1 + d − r).

    >>> round(customer_value(100, 0.8, 0.10), 2)
    266.67
    """
    stays = share("retention", retention)
    return over(amount("yearly_margin", yearly_margin) * np.asarray(stays), 1 + np.asarray(rate("discount_rate", discount_rate)) - stays)


def retention_value(
    customers: Amount, yearly_margin: Amount, retention: Amount, *, points: float = 1.0, discount_rate: Amount = 0.10
) -> Amount:
    """What `points` more of retention are worth today over the whole customer base, in euros.

    >>> round(retention_value(5_000, 100, 0.80))
    63218
    """
    better = customer_value(yearly_margin, share("retention", np.add(retention, points / 100)), discount_rate)
    return scalar(amount("customers", customers) * (np.asarray(better) - customer_value(yearly_margin, retention, discount_rate)))


def contact_saving(contacts: Amount, cost: Amount, cheaper_cost: Amount, *, moved: Amount = 1.0, avoided: Amount = 0.0) -> Amount:
    """Euros saved in a year by contacts that cost less, or do not happen.

    Parameters
    ----------
    contacts : float
        A year, all channels.
    cost, cheaper_cost : float
        Euros per contact, on the present channel and on the cheaper one.
    moved : float
        Share of the remaining contacts that change channel.
    avoided : float
        Share of contacts that no longer happen (a readable invoice, a parcel on time).

    >>> contact_saving(40_000, 4.5, 0.5, moved=0.3, avoided=0.1)
    61200.0
    """
    gone = amount("contacts", contacts) * np.asarray(share("avoided", avoided))
    moving = (contacts - gone) * np.asarray(share("moved", moved))
    return scalar(gone * amount("cost", cost) + moving * (np.asarray(cost) - amount("cheaper_cost", cheaper_cost)))


def answer_speed_value(
    contacts: Amount, abandoned: Amount, abandoned_after: Amount, *, order_share: Amount, margin: Amount, lost: Amount = 0.5
) -> Amount:
    """Margin saved in a year when fewer callers give up, in euros.

    Parameters
    ----------
    abandoned, abandoned_after : float
        Share of callers who hang up, now and with a faster answer.
    order_share : float
        Share of callers who want to order.
    margin : float
        Euros of contribution margin per order.
    lost : float
        Share of those who hang up who do not come back by any other way (an assumption).

    >>> round(answer_speed_value(100_000, 0.12, 0.05, order_share=0.4, margin=20, lost=0.5))
    28000
    """
    saved = np.subtract(share("abandoned", abandoned), share("abandoned_after", abandoned_after))
    orders = amount("contacts", contacts) * saved * np.asarray(share("order_share", order_share)) * share("lost", lost)
    return scalar(orders * amount("margin", margin))


# -- winning against keeping --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOrWin(Said):
    """One budget, two uses: customers kept or customers won, and the value each way."""

    kept: Amount
    won: Amount
    kept_value: Amount
    won_value: Amount
    even_factor: Amount
    """The factor at which both uses bring the same."""

    @property
    def advantage(self) -> Amount:
        """Value of keeping less value of winning, in euros."""
        return scalar(np.subtract(self.kept_value, self.won_value))

    def sentence(self, language: str | None = None) -> str:
        """Which use of the money brings more, and until which factor."""
        told = {"kept": self.kept, "won": self.won, "kept_value": self.kept_value, "won_value": self.won_value}
        return texts.KEEP.say(language, factor=self.even_factor, **told)


def keep_or_win(
    budget: Amount, keep_cost: Amount, *, factor: Amount = ACQUISITION_FACTOR, kept_value: Amount, won_value: Amount
) -> KeepOrWin:
    """Spend a budget on keeping customers or on winning new ones.

    Parameters
    ----------
    keep_cost : float
        Euros to keep one customer who would have left.
    factor : float
        Cost of winning one over cost of keeping one.
    kept_value, won_value : float
        Discounted margin of a customer kept and of a new one (they are seldom the same).

    >>> choice = keep_or_win(6_000, 20, kept_value=250, won_value=300)
    >>> choice.kept, choice.won, choice.advantage, choice.even_factor
    (300.0, 50.0, 60000.0, 1.2)
    """
    kept = over(amount("budget", budget), amount("keep_cost", keep_cost))
    won = over(kept, amount("factor", factor))
    return KeepOrWin(
        kept=kept,
        won=won,
        kept_value=scalar(kept * np.asarray(kept_value)),
        won_value=scalar(won * np.asarray(won_value)),
        even_factor=over(won_value, kept_value),
    )


# -- the cost of a CRM --------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmCost(Said):
    """What a CRM costs and brings, year 0 (now) and on; euros."""

    frame: pd.DataFrame
    discount_rate: float

    @property
    def total(self) -> float:
        """Total cost of ownership: all costs, not discounted."""
        return float(self.frame[["integration", "licences", "training", "support"]].to_numpy().sum())

    @property
    def npv(self) -> float:
        """What it is worth today."""
        return float(npv(self.discount_rate, self.frame["net"].to_numpy()))

    @property
    def cost_per_active_user(self) -> float:
        """Total cost over the years of real use: what unused licences cost."""
        return float(over(self.total, self.frame["active_users"].sum()))

    def sentence(self, language: str | None = None) -> str:
        """What it costs in all, and what it is worth with the adoption assumed."""
        return texts.CRM.say(
            language, total=self.total, years=len(self.frame) - 1, npv=self.npv, active=self.frame["active_users"].iloc[-1]
        )


def adoption_curve(years: int, *, half_year: float = 1.0, final: float = 0.9, slope: float = 2.0) -> NDArray[np.float64]:
    """Share of users who really use it, in years 1 to `years`: a logistic curve.

    Parameters
    ----------
    half_year : float
        When half of those who will ever use it do, in years.
    final : float
        Share who use it in the end.
    slope : float
        How steep: 2 takes about two years from 12 % to 88 % of `final`.

    >>> adoption_curve(4).round(2).tolist()
    [0.45, 0.79, 0.88, 0.9]
    """
    moments = np.arange(1, checks.whole("years", years, least=1) + 1)
    return np.asarray(share("final", final) / (1 + np.exp(-slope * (moments - half_year))))


def crm_cost(
    users: int,
    *,
    licence: float,
    integration: float,
    training_per_user: float,
    benefit_per_user: float,
    adoption: Sequence[float] | NDArray[np.float64],
    support_rate: float = 0.15,
    turnover_of_users: float = 0.10,
    discount_rate: float = 0.08,
) -> CrmCost:
    """Total cost of ownership of a CRM, and what its real use brings.

    Parameters
    ----------
    users : int
    licence : float
        Euros per user and year: due for all, used or not.
    integration : float
        Euros now: set-up, data, interfaces.
    training_per_user : float
        Euros: everyone now, newcomers every year.
    benefit_per_user : float
        Euros a year that one active user saves or brings.
    adoption : sequence of float
        Share of active users in year 1, 2, …; its length is the horizon.
    support_rate : float
        Yearly maintenance, as a share of the integration.
    turnover_of_users : float
        Share of users replaced each year, and trained anew.

    >>> tool = crm_cost(10, licence=600, integration=15_000, training_per_user=500, benefit_per_user=2_500,
    ...                 adoption=adoption_curve(4))
    >>> round(tool.total), round(tool.npv)
    (55000, 12463)
    """
    active = np.concatenate([[0.0], [share("adoption", part) for part in adoption]]) * checks.whole("users", users, least=1)
    years = np.arange(len(active))
    running = (years > 0).astype(float)
    frame = pd.DataFrame(
        {
            "active_users": active,
            "integration": amount("integration", integration) * (years == 0),
            "licences": amount("licence", licence) * users * running,
            "training": amount("training_per_user", training_per_user) * users * np.where(years == 0, 1.0, turnover_of_users),
            "support": integration * share("support_rate", support_rate) * running,
            "benefit": amount("benefit_per_user", benefit_per_user) * active,
        },
        index=pd.Index(years, name="year"),
    )
    frame["net"] = frame["benefit"] - frame[["integration", "licences", "training", "support"]].sum(axis=1)
    return CrmCost(frame=frame, discount_rate=rate("discount_rate", discount_rate))
