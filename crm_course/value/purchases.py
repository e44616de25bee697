"""Who will come back, and how often? Three models of purchases without a contract, fitted to histories.

Assumptions: those of :mod:`bgnbd` and :mod:`paretonbd`: nobody says that he leaves; rates differ between customers and
do not change while they stay; no season. The default is the modified BG/NBD: the original one holds everyone who bought
once for alive with probability 1.

Standard errors come from the curvature at the summit; at a border they are not numbers, predictions go on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import bgnbd, history, paretonbd, texts
from .climbing import Summit, climb

__all__ = ["MODELS", "Purchases", "fit"]

Floats = NDArray[np.float64]
MODELS = ("mbg-nbd", "bg-nbd", "pareto-nbd")
"""Modified BG/NBD, BG/NBD, Pareto/NBD."""

_AT_LEAST = {"mbg-nbd": 2, "bg-nbd": 1, "pareto-nbd": 1}
"""Starts tried even if the first ends on a summit: the modified model has two now and then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchases(Said):
    """A fitted model of purchases.

    Attributes
    ----------
    parameters : dict
        ``r``, ``alpha``, ``a``, ``b`` (BG/NBD and modified) or ``r``, ``alpha``, ``s``, ``beta`` (Pareto/NBD); `alpha`
        and `beta` in units of time.
    standard_errors : dict
        Of the parameters; NaN where not converged.
    log_likelihood : float
        Of all customers; comparable between models fitted in one unit of time only.
    converged : bool
        Whether the gradient of the mean log-likelihood in log-parameters is below 1e-5 and the Hessian is definite.
    border : Text or None
        If not: the difference between customers that the data do not show.
    model, unit : str
        As fitted; times are in this unit.
    customers : int
    covariance : array
        Of the log-parameters, without the directions that the data do not show.
    """

    parameters: dict[str, float]
    standard_errors: dict[str, float]
    log_likelihood: float
    converged: bool
    border: Text | None
    model: str
    unit: str
    customers: int
    covariance: Floats = field(repr=False)
    names: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "mbg-nbd": ("r", "alpha", "a", "b"), "bg-nbd": ("r", "alpha", "a", "b"), "pareto-nbd": ("r", "alpha", "s", "beta"),
    }  # fmt: skip

    @property
    def theta(self) -> Floats:
        """The parameters in order."""
        return np.array(list(self.parameters.values()))

    def expected(self, t: float, summary: pd.DataFrame) -> pd.Series:
        """Purchase days expected of each customer in the next `t` units of time, on the index of `summary`."""
        x, recency, age = self._read(summary)
        return pd.Series(self.expected_at(checks.non_negative("t", t), x, recency, age), index=summary.index, name="expected")

    def alive(self, summary: pd.DataFrame) -> pd.Series:
        """The probability that each customer has not left, 0–1, on the index of `summary`."""
        return pd.Series(self.alive_at(*self._read(summary)), index=summary.index, name="alive")

    def expected_of_new(self, t: Any) -> Any:
        """Repeat purchase days expected of a new customer in his first `t` units of time (a number, or an array)."""
        times = np.asarray([checks.non_negative("t", one) for one in np.ravel(t)])
        found = np.array([self._new(one) for one in times])
        return found.reshape(np.shape(t))[()]

    def sentence(self) -> str:
        """How often a new customer comes back in a year, and how sure the fit is."""
        said = texts.FIT_CONVERGED if self.converged else texts.FIT_BORDER
        year = self.expected_of_new(history.PER_YEAR[self.unit])
        return said.say(model=texts.MODEL[self.model], customers=self.customers, year=year, border=self.border or "")

    # -- on arrays ------------------------------------------------------------------------

    def expected_at(self, t: float, x: Floats, recency: Floats, age: Floats) -> Floats:
        """As :meth:`expected`, on arrays."""
        if self.model == "pareto-nbd":
            return paretonbd.expected(self.theta, t, x, recency, age)
        return bgnbd.expected(self.theta, t, x, recency, age, _passed(self.model))

    def alive_at(self, x: Floats, recency: Floats, age: Floats) -> Floats:
        """As :meth:`alive`, on arrays."""
        if self.model == "pareto-nbd":
            return paretonbd.alive(self.theta, x, recency, age)
        return bgnbd.alive(self.theta, x, recency, age, _passed(self.model))

    def _new(self, t: float) -> float:
        if self.model == "pareto-nbd":
            return paretonbd.expected_of_new(self.theta, t)
        return bgnbd.expected_of_new(self.theta, t, _passed(self.model))

    def _read(self, summary: pd.DataFrame) -> tuple[Floats, Floats, Floats]:
        x, recency, age = history.histories(summary)
        history.unit_of(summary, self.unit)
        return x, recency, age


def fit(summary: pd.DataFrame, model: str = "mbg-nbd") -> Purchases:
    """Fit a model of purchases to customers' histories, by maximum likelihood.

    Parameters
    ----------
    summary : DataFrame
        As made by :func:`summary`: ``frequency``, ``recency``, ``T``.
    model : {"mbg-nbd", "bg-nbd", "pareto-nbd"}

    Raises
    ------
    InvalidValue
        Not a summary (orders, or counts of contracts); nobody bought twice; a history that cannot be.

    >>> few = pd.DataFrame({"frequency": [2, 1, 0, 0, 5, 0], "recency": [30.4, 1.7, 0, 0, 25, 0], "T": [38.9] * 6})
    >>> model = fit(few)
    >>> list(model.parameters), model.unit
    (['r', 'alpha', 'a', 'b'], 'week')
    """
    checks.choice("model", model, MODELS)
    x, recency, age = history.histories(summary)
    if not x.any():
        raise InvalidValue(texts.SUMMARY, texts.RULE_SOMEONE, 0, texts.WAY_SOMEONE)
    scale = float(age.max())  # times as shares of the longest, so that the start suits every unit
    summit = _highest(model, *_collapsed(x, recency / scale, age / scale))
    return _result(summit, model, scale, len(x), float(x.sum()), history.unit_of(summary, None))


# -- private ------------------------------------------------------------------------------


def _passed(model: str) -> int:
    return 1 if model == "mbg-nbd" else 0


def _collapsed(x: Floats, recency: Floats, age: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Equal histories as one row with its number."""
    codes, count = np.zeros(len(x), np.int64), 1
    for column in (x, recency, age):
        place, values = pd.factorize(column)
        codes, count = codes * len(values) + place, count * len(values)
    if count <= 4 * len(x) + 1_000:
        number = np.bincount(as_counts(codes), minlength=count)
        row = np.empty(count, np.int64)
        row[codes] = np.arange(len(x))
        row, number = row[number > 0], number[number > 0]
    else:
        place, kinds = pd.factorize(codes)
        number = np.bincount(as_counts(place))
        row = np.empty(len(kinds), np.int64)
        row[place] = np.arange(len(x))
    return x[row], recency[row], age[row], number.astype(np.float64)


def _highest(model: str, x: Floats, recency: Floats, age: Floats, weight: Floats) -> Summit:
    """The best summit from a few starts; a border is believed when none of them ends on a summit."""
    data = (x, recency, age, weight)
    surface = paretonbd.surface(*data) if model == "pareto-nbd" else bgnbd.surface(*data, _passed(model))
    often = max(float(weight @ x / (weight @ age)), 1e-3)
    starts = [(0.6, 0.6 / often, 0.8, 2.5), (0.6, 0.3 / often, 0.1, 0.3), (2.0, 2.0 / often, 2.0, 4.0), (5.0, 5.0 / often, 10.0, 30.0)]
    best: Summit | None = None
    for tried, start in enumerate(starts, 1):
        found = climb(surface, np.clip(np.log(start), -10, 10))
        if best is None or found.value > best.value + 1e-12:
            best = found
        if best.converged and tried >= _AT_LEAST[model]:
            break
    assert best is not None
    return best


def _result(summit: Summit, model: str, scale: float, customers: int, purchases: float, unit: str) -> Purchases:
    names = Purchases.names[model]
    stretched = np.array([1, scale, 1, scale if model == "pareto-nbd" else 1])
    theta = np.exp(summit.logs) * stretched
    bends, axes = np.linalg.eigh(-summit.hessian * customers)
    seen = bends > 1.0 / 9  # a direction known to within a factor of 20
    covariance = (axes[:, seen] / bends[seen]) @ axes[:, seen].T
    errors = theta * np.sqrt(np.diag(covariance)) if summit.converged else np.full(4, np.nan)
    return Purchases(
        parameters=dict(zip(names, map(float, theta), strict=True)),
        standard_errors=dict(zip(names, map(float, errors), strict=True)),
        log_likelihood=summit.value * customers - purchases * float(np.log(scale)),
        converged=summit.converged,
        border=None if summit.converged else _border(summit),
        model=model,
        unit=unit,
        customers=customers,
        covariance=covariance,
    )


def _border(summit: Summit) -> Text:
    """Which difference between customers the data do not show: in their rates, in their leaving, or none leaves."""
    rate, leaving = np.abs(summit.loose[:2]).max(), np.abs(summit.loose[2:]).max()
    if rate > leaving:
        return texts.BORDER_RATE
    few = summit.logs[2] - summit.logs[3] < -7  # leaving is a thousand times rarer than staying
    return texts.BORDER_NOBODY if few else texts.BORDER_LEAVING
