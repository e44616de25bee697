"""At which rates is a project worth exactly nothing? All internal rates of return.

With x = 1/(1 + r), flows c₀, c₁, … are worth Σ cₜ xᵗ, and every rate above −1 is a positive
root. Descartes's rule says that there are at most as many as the flows change sign. Its
proof is the algorithm: after division by xᵏ, with k inside a change of sign, the derivative
has coefficients (t − k) cₜ and one change of sign less; its roots cut the positive axis into
pieces on each of which the value is monotone. So every root is bracketed, double roots
(where the value touches 0 without crossing) included, and nothing is guessed. The rule
holds for exponents that are not whole, hence for flows at any dates.

Roots are sought in u = log x, where a single change of sign makes the function
log Σ⁺ − log Σ⁻ nearly straight and Newton's method converges from anywhere.

>>> irr([-100, 230, -132]).round(6)
array([0.1, 0.2])
>>> irr([-100, 210, -110.25]).round(6)
array([0.05, 0.05])
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts

from . import texts

__all__ = ["irr", "irr_many", "merged"]

Floats = NDArray[np.float64]

ROWS = 8_192
"""Rows worked on at a time: a block stays in the processor's cache."""

STEPS = 200
TOUCH = 64 * np.finfo(float).eps
"""Value over the sum of its terms' sizes, below which it counts as 0."""


def irr(cash_flows: ArrayLike, times: ArrayLike | None = None) -> Floats:
    """Every internal rate of return above −1 (*taux de rentabilité interne*), ascending.

    Parameters
    ----------
    cash_flows : sequence of floats
        One per period, the first one now.
    times : sequence of floats, optional
        When the flows fall, in periods, ascending; 0, 1, 2, … by default.

    Returns
    -------
    array
        Empty where no rate exists (flows of one sign), or none that a number can hold; a
        double root stands there twice.

    >>> irr([-100, 39, 59, 55, 20]).round(5)
    array([0.28095])
    """
    flows = _checked(cash_flows, 1)[None, :]
    return _all_rates(flows, _exponents(flows, times))[0]


def irr_many(matrix: ArrayLike, times: ArrayLike | None = None) -> Floats:
    """One internal rate of return per row; NaN where a row has none, or several different ones.

    Rows whose flows change sign once, as almost all projects', have exactly one.
    """
    flows = _checked(matrix, 2)
    exponents = _exponents(flows, times)
    rates = np.full(len(flows), np.nan)
    for start in range(0, len(flows), ROWS):
        rates[start : start + ROWS] = _block(flows[start : start + ROWS], exponents)
    return rates


def merged(cash_flows: Floats, times: Floats) -> tuple[Floats, Floats]:
    """Flows by ascending time, those of one time added up."""
    moments, place = np.unique(times, return_inverse=True)
    return np.bincount(as_counts(place), cash_flows, minlength=len(moments)).astype(float), moments


# -- one change of sign: Newton -----------------------------------------------------------


def _block(flows: Floats, times: Floats) -> Floats:
    """One rate per row of a block; columns are copied so that each is contiguous."""
    columns = np.ascontiguousarray(flows.T)
    changes, first = _changes(columns)
    rates = np.full(len(flows), np.nan)
    single = np.flatnonzero(changes == 1)
    if len(single):
        chosen = columns if len(single) == len(flows) else columns[:, single]
        with np.errstate(over="ignore"):
            exact = np.expm1(-_newton(chosen, times, first[single]))
        rates[single] = np.where(np.isfinite(exact) & (exact > -1), exact, np.nan)
    several = np.flatnonzero(changes > 1)
    for row, found in zip(several, _all_rates(flows[several], times), strict=True):
        if len(found) and np.ptp(found) <= 1e-9:
            rates[row] = found[0]
    return rates


def _newton(columns: Floats, times: Floats, first: Floats) -> Floats:
    """The root of log Σ⁺ − log Σ⁻ in u, for rows that change sign once; `first` is their first sign."""
    early = columns * first > 0  # the early side's terms, column by column
    sizes = np.abs(columns)
    before, after = np.where(early, sizes, 0.0), np.where(early, 0.0, sizes)
    u = np.zeros(columns.shape[1])
    active = np.arange(columns.shape[1])
    for _ in range(12):
        step = _step(before, after, times, u[active])
        u[active] -= step
        moving = np.abs(step) > 1e-9
        if not moving.any():
            return u
        if moving.mean() < 0.5:
            active, before, after = active[moving], before[:, moving], after[:, moving]
    bad = active[~(np.abs(_step(before, after, times, u[active])) <= 1e-9)]
    u[bad] = _roots(columns[:, bad].T, times)[:, 0]
    return u


def _step(before: Floats, after: Floats, times: Floats, u: Floats) -> Floats:
    """Newton's step on log Σ after − log Σ before, whose slope is the gap of their mean times."""
    x, regular = np.exp(u), bool(np.array_equal(times, np.arange(len(times))))
    sums = [np.zeros_like(u) for _ in range(4)]
    with np.errstate(all="ignore"):
        for side, terms in enumerate((before, after)):
            value, slope = sums[2 * side], sums[2 * side + 1]
            if regular:
                for column in terms[::-1]:  # Horner: value and x · derivative together
                    slope *= x
                    slope += value
                    value *= x
                    value += column
                slope *= x
            else:
                for column, time in zip(terms, times, strict=True):
                    term = column * np.exp(time * u)
                    value += term
                    slope += time * term
        early, early_slope, late, late_slope = sums
        step: Floats = np.log(late / early) / (late_slope / late - early_slope / early)
    return step


# -- any number of changes: the chain of derivatives --------------------------------------


def _all_rates(flows: Floats, times: Floats) -> list[Floats]:
    """For each row, every rate above −1, ascending, each as often as its multiplicity."""
    found: list[Floats] = []
    for start in range(0, len(flows), ROWS):
        with np.errstate(over="ignore"):
            rates = np.expm1(-_roots(flows[start : start + ROWS], times)[:, ::-1])
        found += [
            row[np.isfinite(row) & (row > -1)] for row in rates
        ]  # a rate that rounds to −1 is none: nothing could be discounted at it
    return found


def _roots(flows: Floats, times: Floats) -> Floats:
    """Roots in u of each row, ascending, padded with NaN."""
    with np.errstate(divide="ignore"):
        return _chain(_Terms(np.sign(flows), np.log(np.abs(flows)), times))


class _Terms(NamedTuple):
    """Rows of terms ± e^(log + time · u): sizes as logarithms, since the chain multiplies many."""

    signs: Floats
    logs: Floats
    times: Floats

    def rows(self, chosen: NDArray[Any]) -> _Terms:
        return _Terms(self.signs[chosen], self.logs[chosen], self.times)

    def value(self, u: Floats) -> tuple[Floats, Floats, Floats]:
        """The sum, its derivative in u and the sum of sizes, all over the greatest term."""
        powers = self.logs + self.times * u[:, None]
        sizes = np.exp(powers - powers.max(axis=1, keepdims=True))
        terms = self.signs * sizes
        return terms.sum(axis=1), terms @ self.times, sizes.sum(axis=1)

    def derivative(self, middle: Floats) -> _Terms:
        """The terms of the derivative after division by e^(middle · u)."""
        weights = self.times - middle[:, None]
        return _Terms(self.signs * np.sign(weights), self.logs + np.log(np.abs(weights)), self.times)


def _chain(terms: _Terms) -> Floats:
    changes, _ = _changes(terms.signs.T)
    most = int(changes.max(initial=0))
    if most == 0:
        return np.full((len(changes), 1), np.nan)
    roots = np.full((len(changes), most), np.nan)
    living = np.flatnonzero(changes > 0)
    terms = terms.rows(living)
    low, high = _bounds(terms)
    turning = _chain(terms.derivative(_inside_a_change(terms)))
    cuts = np.clip(np.where(np.isnan(turning), high[:, None], turning), low[:, None], high[:, None])
    cuts = np.column_stack([low, np.sort(cuts, axis=1), high])
    signs = np.column_stack([_sign(*terms.value(cut)) for cut in cuts.T])
    touched = np.where((signs == 0) & (cuts > low[:, None]) & (cuts < high[:, None]), cuts, np.nan)
    found = np.column_stack([_crossings(terms, cuts, signs), touched, _one_more(touched)])
    width = min(most, found.shape[1])
    roots[living, :width] = np.sort(found, axis=1)[:, :width]
    return roots


def _crossings(terms: _Terms, cuts: Floats, signs: Floats) -> Floats:
    """The root inside each piece whose ends differ in sign."""
    roots = np.full((len(cuts), cuts.shape[1] - 1), np.nan)
    row, piece = np.nonzero(signs[:, :-1] * signs[:, 1:] < 0)
    if len(row):
        roots[row, piece] = _solve(terms.rows(row), cuts[row, piece], cuts[row, piece + 1], signs[row, piece])
    return roots


def _solve(terms: _Terms, low: Floats, high: Floats, sign: Floats) -> Floats:
    """The only root between `low` and `high`: Newton, kept inside the bracket by bisection."""
    u, last = (low + high) / 2, high - low
    for _ in range(STEPS):
        value, slope, _ = terms.value(u)
        same = value * sign > 0
        low, high = np.where(same, u, low), np.where(same, high, u)
        with np.errstate(all="ignore"):
            guess = u - value / slope
        good = (guess > low) & (guess < high) & (np.abs(guess - u) <= np.abs(last) / 2)
        following = np.where(value == 0, u, np.where(good, guess, (low + high) / 2))
        u, last = following, following - u
        if np.all(np.abs(last) <= 1e-15 * np.maximum(1, np.abs(u))):
            break
    return u


def _sign(value: Floats, _: Floats, size: Floats) -> Floats:
    return np.where(np.abs(value) <= TOUCH * size, 0.0, np.sign(value))


def _one_more(touched: Floats) -> Floats:
    """Where the value is 0 at m turning points that coincide, the root is m + 1 fold: one more."""
    fresh = ~np.isnan(touched)
    fresh[:, 1:] &= ~(np.abs(touched[:, 1:] - touched[:, :-1]) <= 1e-9)
    return np.where(fresh, touched, np.nan)


def _changes(columns: Floats) -> tuple[NDArray[np.int64], Floats]:
    """How often each row changes sign, and its first sign; a row with NaN counts as without change."""
    count = np.zeros(columns.shape[1], dtype=np.int64)
    first, last = np.zeros(columns.shape[1]), np.zeros(columns.shape[1])
    for column in columns:
        sign = np.sign(column)
        count += sign * last < 0
        last = np.where(sign == 0, last, sign)
        first = np.where(first == 0, last, first)
    return np.where(np.isnan(columns).any(axis=0), 0, count), first


def _inside_a_change(terms: _Terms) -> Floats:
    """A moment between the two flows of each row's first change of sign."""
    signs, position = terms.signs, np.arange(len(terms.times))
    first = signs[np.arange(len(signs)), np.argmax(signs != 0, axis=1)]
    turn = np.argmax(signs * first[:, None] < 0, axis=1)
    before = np.where((signs != 0) & (position < turn[:, None]), position, -1).max(axis=1)
    middle: Floats = (terms.times[before] + terms.times[turn]) / 2
    return middle


def _bounds(terms: _Terms) -> tuple[Floats, Floats]:
    """Cauchy's bounds: no root of u lies outside."""
    rows, present = np.arange(len(terms.logs)), terms.signs != 0
    start = np.argmax(present, axis=1)
    end = present.shape[1] - 1 - np.argmax(present[:, ::-1], axis=1)
    total = np.logaddexp.reduce(terms.logs, axis=1)
    gap = np.diff(terms.times).min()
    reach = [(total - terms.logs[rows, side]) / gap + 1e-3 / gap for side in (start, end)]
    return -reach[0], reach[1]


# -- doors --------------------------------------------------------------------------------


def _checked(cash_flows: ArrayLike, dimensions: int) -> Floats:
    try:
        flows = np.asarray(cash_flows, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue("cash_flows", texts.FLOWS_RULE, cash_flows) from None
    if flows.ndim != dimensions or flows.shape[-1] == 0 or (dimensions == 1 and not np.isfinite(flows).all()):
        raise InvalidValue("cash_flows", texts.FLOWS_RULE if dimensions == 1 else texts.MATRIX_RULE, cash_flows)
    return np.where(np.isfinite(flows), flows, np.nan)


def _exponents(flows: Floats, times: ArrayLike | None) -> Floats:
    exponents = np.arange(flows.shape[-1], dtype=float) if times is None else np.asarray(times, dtype=float)
    if exponents.shape != (flows.shape[-1],) or np.any(np.diff(exponents) <= 0):
        raise InvalidValue("times", texts.TIMES_RULE, times, count=flows.shape[-1])
    return exponents
