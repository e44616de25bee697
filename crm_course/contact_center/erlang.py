"""Is a line free, and does a caller wait? Erlang's two formulas.

Assumptions: calls come at random (Poisson), at a steady rate, and find `agents` people who
each take one call at a time. In Erlang B a caller who finds nobody free is lost; in
Erlang C he waits, as long as it takes.

The load is what the calls weigh: calls × handle time ÷ length of the interval, in erlangs
(1 erlang keeps one person busy all the time).

Both formulas are continuous in the number of agents and keep twelve exact digits from 0.1
to 10 000 erlangs: Poisson's probability is taken by Loader's saddle point, never as a
difference of large logarithms.

Sources: A. K. Erlang (1917); D. L. Jagerman, "Some properties of the Erlang loss function"
(1974); C. Loader, "Fast and accurate computation of binomial probabilities" (2000).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.special import gammaincc, gammaln

from .rows import Floats, numbers, plain

__all__ = ["erlang_b", "erlang_c"]


def erlang_b(load: Any, agents: Any) -> Any:
    """Share of calls that find all lines busy and are lost.

    Parameters
    ----------
    load : float or array
        Offered load, in erlangs, at least 0.
    agents : float or array
        Lines or agents, at least 0; may be fractional.

    Returns
    -------
    float or array
        Between 0 and 1; NaN where an input is negative, infinite or missing.

    >>> round(erlang_b(8.108, 15), 4)
    0.01
    """
    a, n = numbers(load=load, agents=agents)
    known = _legal(a, n)
    with np.errstate(invalid="ignore"):
        return plain(np.where(known, blocking(np.where(known, a, 1.0), np.where(known, n, 1.0)), np.nan))


def erlang_c(load: Any, agents: Any) -> Any:
    """Share of calls that wait, when everyone is patient: Erlang's delay formula.

    Parameters
    ----------
    load : float or array
        Offered load, in erlangs, at least 0.
    agents : float or array
        At least 0; may be fractional.

    Returns
    -------
    float or array
        Between 0 and 1; 1 where the load reaches the agents (the queue never ends);
        NaN where an input is negative, infinite or missing.

    >>> round(erlang_c(10, 14), 6)
    0.174132
    """
    a, n = numbers(load=load, agents=agents)
    known = _legal(a, n)
    with np.errstate(invalid="ignore"):
        return plain(np.where(known, delay(np.where(known, a, 1.0), np.where(known, n, 2.0)), np.nan))


# -- the same on legal arrays ---------------------------------------------------------------


def blocking(load: Floats, agents: Floats) -> Floats:
    """Erlang B on legal arrays of one shape: Poisson's probability of `agents` over that of at most `agents`."""
    busy = np.maximum(load, 1e-300)
    overload = busy - agents > 5 * np.sqrt(busy)
    n = np.where(overload, 1.0, agents)
    a = np.where(overload, 1.0, busy)
    share: Floats = poisson(a, n) / gammaincc(n + 1, a)
    if overload.any():
        share = np.where(overload, _far_overload(np.where(overload, busy, 100.0), np.where(overload, agents, 1.0)), share)
    return np.where(agents == 0, 1.0, np.where(load == 0, 0.0, share))


def delay(load: Floats, agents: Floats) -> Floats:
    """Erlang C on legal arrays of one shape."""
    share = blocking(load, agents)
    spare = agents - load
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(spare > 0, agents * share / (spare + load * share), 1.0)


def poisson(mean: Floats, count: Floats) -> Floats:
    """Poisson's probability of `count` (may be fractional), twelve exact digits.

    Below 12 by the definition; above by the saddle point, whose exponent is a product of
    small factors and not a difference of large ones.
    """
    few = count < 12
    k = np.where(few, 12.0, count)
    saddle = np.exp(k * log_less(mean, k) - _stirling_rest(k)) / np.sqrt(2 * np.pi * k)
    if not few.any():
        return np.asarray(saddle)
    j = np.where(few, count, 1.0)
    return np.where(few, np.exp(j * np.log(mean) - mean - gammaln(j + 1)), saddle)


def log_less(mean: Floats, count: Floats) -> Floats:
    """``log(r) - (r - 1)`` for the ratio r of two positive arrays, without cancellation.

    >>> round(float(log_less(np.array(1 + 2**-30), np.array(1.0))) * 2**61, 9)
    -0.999999999
    """
    ratio, x = mean / count, (mean - count) / count
    near = np.abs(x) < 0.5
    r = np.where(near, x, 0.0) / (2 + np.where(near, x, 0.0))
    series = np.zeros_like(r)
    for coefficient in _ODD:
        series = series * (r * r) + coefficient
    return np.where(near, r * (2 * r * r * series - x), np.log(ratio) - x)


_ODD = [1 / (2 * k + 3) for k in range(16, -1, -1)]
_STIRLING = (1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12)


def _stirling_rest(count: Floats) -> Floats:
    """What Stirling's formula leaves out of ``log(count!)``; for counts of at least 12."""
    inverse_square = 1 / (count * count)
    rest = np.zeros_like(count)
    for coefficient in _STIRLING:
        rest = rest * inverse_square + coefficient
    return rest / count


def _far_overload(load: Floats, agents: Floats, terms: int = 26) -> Floats:
    """Erlang B more than five standard deviations above the agents: Legendre's continued fraction."""
    excess = load - agents
    fraction = excess + 2 * terms
    for k in range(terms, 0, -1):
        fraction = excess + 2 * (k - 1) + k * (agents - k + 1) / fraction
    return fraction / load


def _legal(load: Floats, agents: Floats) -> Any:
    return (load >= 0) & (agents >= 0) & np.isfinite(load) & np.isfinite(agents)
