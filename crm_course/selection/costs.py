"""What does a system cost over the years? Total cost of ownership, line by line.

Licences are due for every user, used or not; newcomers are trained every year; what is
built once is kept up every year. What the system brings, and whether it pays, is the
appraisal's question: this file gives costs only, undiscounted, in euros.

Source: the layout of a total cost of ownership (Ellram 1995).
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName

from . import texts

__all__ = ["Offer", "ownership"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A vendor's offer, in euros before tax.

    Attributes
    ----------
    licence : float
        Per user and year.
    integration : float
        Now: set-up, interfaces, adaptation.
    migration : float
        Now: cleaning the data and bringing it over.
    training_per_user : float
        Everyone now, newcomers every year.
    support_rate : float
        Share of the integration that keeping it up costs every year, 0–1.
    turnover_of_users : float
        Share of users replaced every year, 0–1.
    hosting : float
        Per year, if in the house; included in the licence otherwise.
    yearly_rise : float
        Rise of licence and hosting from each year to the next, as a share.
    least_users : int
        Licences that are billed at least.
    """

    licence: float
    integration: float = 0.0
    migration: float = 0.0
    training_per_user: float = 0.0
    support_rate: float = 0.15
    turnover_of_users: float = 0.10
    hosting: float = 0.0
    yearly_rise: float = 0.0
    least_users: int = 1

    def __post_init__(self) -> None:
        for name in ("licence", "integration", "migration", "training_per_user", "hosting"):
            checks.non_negative(name, getattr(self, name))
        for name in ("support_rate", "turnover_of_users"):
            checks.share(name, getattr(self, name))
        if checks.finite("yearly_rise", self.yearly_rise) <= -1 or self.yearly_rise > 1:
            raise InvalidValue("yearly_rise", texts.RULE_RISE, self.yearly_rise)
        checks.whole("least_users", self.least_users, least=0)


def ownership(offer: Offer | Mapping[str, Any], users: int, years: int = 5) -> pd.DataFrame:
    """What an offer costs, year by year: one row per year from 0 (now), one column per cost line, euros.

    Parameters
    ----------
    offer : Offer or mapping
        A mapping (a row of a table of offers) has the fields of :class:`Offer`; other fields
        are left aside if they are not a misspelling of one.
    users : int
    years : int
        Years of use after the introduction; payments stand in the year they fall due.

    >>> costs = ownership(Offer(licence=600, integration=15_000, training_per_user=500), users=10, years=4)
    >>> costs.sum().sum().item()
    55000.0
    """
    terms = offer if isinstance(offer, Offer) else _read(offer)
    people, span = checks.whole("users", users, least=1), np.arange(checks.whole("years", years, least=1) + 1)
    now, running = (span == 0).astype(float), (span > 0).astype(float)
    price = running * (1 + terms.yearly_rise) ** np.maximum(span - 1, 0)
    return pd.DataFrame(
        {
            "licences": terms.licence * max(people, terms.least_users) * price,
            "integration": terms.integration * now,
            "migration": terms.migration * now,
            "training": terms.training_per_user * people * np.where(span == 0, 1.0, terms.turnover_of_users),
            "support": terms.integration * terms.support_rate * running,
            "hosting": terms.hosting * price,
        },
        index=pd.Index(span, name="year"),
    )


def _read(offer: Mapping[str, Any]) -> Offer:
    given, known = dict(offer), {field.name for field in fields(Offer)}
    for name in map(str, given):
        if name not in known and difflib.get_close_matches(name, known, n=1, cutoff=0.85):
            raise UnknownName(texts.OFFER, name, known)
    if "licence" not in given:
        raise UnknownName(texts.OFFER, "licence", map(str, given))
    return Offer(**{name: given[name] for name in known & set(given) if not _empty(given[name])})


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, float) and np.isnan(value))
