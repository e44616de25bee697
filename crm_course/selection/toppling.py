"""What would topple the winner? One weight at a time, all weights at once, or one vendor struck out.

Source: weights on the simplex by the Dirichlet distribution; share of first places as in
stochastic multicriteria acceptability analysis (Lahdelma and Salminen 2001).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue

from . import texts
from .criteria import Choice

__all__ = ["reversals", "robustness", "switch_points"]

_EDGE = 1e-12
"""At the very ends of the scale a place can be shared, but nobody passes."""


def switch_points(choice: Choice) -> pd.DataFrame:
    """The weight of each criterion at which another vendor wins: frame ``criterion, weight, switch, change, winner``.

    One weight moves, the others keep their proportions among themselves. `switch` is the
    nearest weight, 0–1, where the first place is shared; beyond it `winner` is first. NaN
    and None where no weight of that criterion topples the winner.

    >>> from .criteria import Criterion, compare
    >>> offers = pd.DataFrame({"price": [50, 52], "quality": [60, 90]}, index=["Alto", "Brise"])
    >>> found = switch_points(compare(offers, [Criterion("price", 60, 50, 40), Criterion("quality", 50, 100, 60)]))
    >>> print(found.round(3).iloc[0].to_dict())
    {'criterion': 'price', 'weight': 0.4, 'switch': 0.75, 'change': 0.35, 'winner': 'Alto'}
    """
    _two(choice)
    rows = [_switch(choice, name) for name in choice.parts.columns]
    return pd.DataFrame(rows, columns=["criterion", "weight", "switch", "change", "winner"])


def robustness(choice: Choice, *, spread: float | None, rng: np.random.Generator | int, draws: int = 10_000) -> pd.Series:
    """Share of weightings under which each vendor is first, 0–1; equals share the place.

    Parameters
    ----------
    spread : float or None
        How unsure the weights are: drawn from a Dirichlet distribution around the stated
        ones, so that a weight w has the standard deviation √(w (1 − w) / (1 + 1 / spread²)):
        0.1 for a weight of ½ known to ± 10 points (95 %). None: any weights at all.
    rng : Generator or int
    draws : int

    >>> from .criteria import Criterion, compare
    >>> offers = pd.DataFrame({"price": [50, 52], "quality": [60, 90]}, index=["Alto", "Brise"])
    >>> robustness(compare(offers, [Criterion("price", 60, 50, 40), Criterion("quality", 50, 100, 60)]), spread=0.05, rng=1).tolist()
    [0.0, 1.0]
    """
    _two(choice, least=1)
    around = np.ones(len(choice.weights)) if spread is None else choice.weights.to_numpy() / checks.positive("spread", spread) ** 2
    weights = np.random.default_rng(rng).dirichlet(around, checks.whole("draws", draws, least=1))
    worth = weights @ choice.parts.to_numpy().T
    first = worth >= worth.max(axis=1, keepdims=True) - 1e-12
    return pd.Series((first / first.sum(axis=1, keepdims=True)).mean(axis=0), index=choice.parts.index, name="first")


def reversals(offers: pd.DataFrame, rank: Callable[[pd.DataFrame], pd.Series]) -> pd.DataFrame:
    """Drop a vendor and see: frame ``dropped, winner, winner_kept, order_kept``.

    Parameters
    ----------
    offers : DataFrame
        One row per vendor.
    rank : callable
        Offers in, one value per vendor out, the highest first.

    >>> offers = pd.DataFrame({"price": [50, 52, 90], "quality": [60, 90, 20]}, index=list("ABC"))
    >>> reversals(offers, lambda table: -table["price"])["order_kept"].all().item()
    True
    """
    order = _order(rank(offers))
    rows = []
    for vendor in offers.index:
        left = _order(rank(offers.drop(index=vendor)))
        expected = [name for name in order if name != vendor]
        rows.append((vendor, left[0], left[0] == expected[0], left == expected))
    return pd.DataFrame(rows, columns=["dropped", "winner", "winner_kept", "order_kept"])


# -- private ------------------------------------------------------------------------------


def _order(values: pd.Series) -> list[Any]:
    return list(values.sort_values(ascending=False, kind="stable").index)


def _two(choice: Choice, least: int = 2) -> None:
    if len(choice.order) < least:
        raise InvalidValue(texts.OFFERS_LEFT, texts.RULE_OFFERS, len(choice.order), texts.WAY_OFFERS, least=least)


def _switch(choice: Choice, name: str) -> tuple[Any, ...]:
    weight, part = float(choice.weights[name]), choice.parts[name].to_numpy()
    place = choice.parts.index.get_loc(choice.order[0])
    nothing = (name, weight, np.nan, np.nan, None)
    if weight >= 1:
        return nothing
    worth = choice.parts.to_numpy() @ choice.weights.to_numpy()
    rest = (worth - weight * part) / (1 - weight)
    ahead, lead = rest[place] - rest, part[place] - part
    with np.errstate(divide="ignore", invalid="ignore"):
        switch = ahead / (ahead - lead)
    # ahead + switch (lead - ahead) = 0: the other passes where the slope carries him over, on either side
    valid = np.isfinite(switch) & (switch > _EDGE) & (switch < 1 - _EDGE) & (np.abs(ahead - lead) > 1e-15)
    valid[place] = False
    if not valid.any():
        return nothing
    distance = np.where(valid, np.abs(switch - weight), np.inf)
    nearest = int(np.argmin(distance))
    return name, weight, float(switch[nearest]), float(switch[nearest] - weight), str(choice.parts.index[nearest])
