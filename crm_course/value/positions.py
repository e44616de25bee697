"""Who is loyal and worth it? Four names on the plane loyalty × value, and who moved between two dates.

Assumptions: the cuts are the reader's, and are said; a customer on a cut counts as high. Loyalty is any figure that
rises with it (the probability of being alive, a share of wallet, purchases a year); value is euros.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from . import texts

__all__ = ["POSITIONS", "matrix", "movement"]

POSITIONS = ("dream", "at_risk", "worries", "short_term")
"""Loyal and high value; disloyal and high value; loyal and low value; disloyal and low value."""

OUT = "absent"
"""Who is in one of two tables only."""


def matrix(loyalty: Any, value: Any, *, cuts: Any) -> Any:
    """The position of each customer.

    Parameters
    ----------
    loyalty, value : float, array or Series
        Series are matched by their index.
    cuts : (float, float) or {"loyalty": float, "value": float}
        From where on each counts as high.

    Returns
    -------
    str, array or Series of str
        ``dream`` (loyal, high value), ``at_risk`` (disloyal, high value), ``worries`` (loyal, low value) or
        ``short_term`` (disloyal, low value); None where a figure is missing.

    >>> matrix(0.9, 300, cuts=(0.5, 100)), matrix(0.2, 300, cuts=(0.5, 100))
    ('dream', 'at_risk')
    """
    limits = _cuts(cuts)
    index = None
    if isinstance(loyalty, pd.Series) and isinstance(value, pd.Series):
        if not loyalty.index.is_unique or set(loyalty.index) != set(value.index):
            raise InvalidValue("value", texts.RULE_SAME_CUSTOMERS, len(value))
        value = value.reindex(loyalty.index)
    index = next((one.index for one in (loyalty, value) if isinstance(one, pd.Series)), None)
    first, second = _figures("loyalty", loyalty), _figures("value", value)
    try:
        first, second = np.broadcast_arrays(first, second)
    except ValueError:
        raise InvalidValue("value", texts.RULE_SAME_LENGTH, second.size, size=first.size) from None
    loyal, high = first >= limits[0], second >= limits[1]
    names = np.select([loyal & high, ~loyal & high, loyal & ~high], POSITIONS[:3], default=POSITIONS[3]).astype(object)
    names[np.isnan(first) | np.isnan(second)] = None
    return pd.Series(names, index=index, name="position") if index is not None else names[()]


def movement(before: Any, after: Any) -> pd.DataFrame:
    """How many customers went from each position to each.

    Parameters
    ----------
    before, after : Series (by customer) or array of positions
        As made by :func:`matrix` at two dates. Series are matched by their index; arrays are of one length, in one order.

    Returns
    -------
    DataFrame
        Rows: position before; columns: position after; customers. ``absent`` holds those who are in one table only.

    >>> movement(["dream", "dream", "at_risk"], ["dream", "at_risk", "at_risk"]).loc["dream", "at_risk"]
    np.int64(1)
    """
    first, second = _named("before", before), _named("after", after)
    if not (isinstance(before, pd.Series) and isinstance(after, pd.Series)) and len(first) != len(second):
        raise InvalidValue("after", texts.RULE_SAME_LENGTH, len(second), size=len(first))
    both = pd.concat({"before": first, "after": second}, axis=1).fillna(OUT)
    known = [*POSITIONS, *([OUT] if (both == OUT).to_numpy().any() else [])]
    counted = pd.crosstab(both["before"], both["after"])
    return counted.reindex(index=known, columns=known, fill_value=0).astype(np.int64)


# -- private ------------------------------------------------------------------------------


def _cuts(cuts: Any) -> tuple[float, float]:
    try:
        given = (cuts["loyalty"], cuts["value"]) if isinstance(cuts, Mapping) else tuple(cuts)
        loyalty, value = given
    except (KeyError, TypeError, ValueError):
        raise InvalidValue("cuts", texts.RULE_CUTS, cuts) from None
    return checks.finite("cuts", loyalty), checks.finite("cuts", value)


def _figures(name: str, figures: Any) -> Any:
    try:
        return np.asarray(figures, np.float64)
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.RULE_NUMBER, figures) from None


def _named(name: str, positions: Any) -> pd.Series:
    given = pd.Series(positions).astype(object)
    if not given.index.is_unique:
        raise InvalidValue(name, texts.RULE_ONCE, int(given.index.duplicated().sum()))
    for one in pd.unique(given.dropna()):
        checks.choice(name, one, POSITIONS)
    return given
