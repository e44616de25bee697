"""Which level of service suits a brand, and which offer suits each segment?

Assumptions. *Level*: steering relations asks for two things at once, customers who are worth it and channels on which one
talks; the level is the lower of the two, on cuts that are said. *Offer*: satisfaction and perceived value add up over the
items, are points given by the reader, and are weighed by the customers of a segment (and by `weight` where given); one
level an item. A budget is spent where it brings most perceived value, exactly (integer programme).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue

from . import ledger, texts

__all__ = ["ITEMS", "LEVELS", "service_offer", "strategy"]

LEVELS = ("process_contacts", "manage_services", "steer_relationships")
"""The three levels of service strategy, 1 to 3."""

ITEMS = ("offers", "gifts", "delivery", "opening_hours", "answers")
"""What a service offer is made of: personal offers, gifts, delivery time, opening hours, answers to complaints."""

INTERACTIVE_CUTS = (0.3, 0.6)
"""Shares of contacts on interactive channels from which on levels 2 and 3 are within reach."""

VALUE_CUTS = (60.0, 150.0)
"""Euros of margin a year and customer from which on levels 2 and 3 are paid for."""


def strategy(
    brands: pd.DataFrame, *, interactive_cuts: tuple[float, float] = INTERACTIVE_CUTS, value_cuts: tuple[float, float] = VALUE_CUTS
) -> pd.DataFrame:
    """The level of service strategy that fits each brand, with the rule.

    Parameters
    ----------
    brands : DataFrame
        ``brand``, ``interactive_share`` (0–1, of contacts on channels where one answers the other: phone, chat, shop),
        ``customer_value`` (euros of margin a year and customer).
    interactive_cuts, value_cuts : (float, float)
        From where on levels 2 and 3 are within reach.

    Returns
    -------
    DataFrame
        The rows of `brands` with ``channel_level``, ``value_level``, ``level`` (1–3: the lower of the two), ``strategy`` (its
        name), ``held_by`` (``channels``, ``value``, ``both``: what keeps it there; ``nothing`` at level 3); ``.attrs`` has the cuts.

    >>> two = pd.DataFrame({"brand": ["A", "B"], "interactive_share": [0.7, 0.2], "customer_value": [200.0, 180.0]})
    >>> strategy(two)[["level", "held_by"]].values.tolist()
    [[3, 'nothing'], [1, 'channels']]
    """
    ledger.columns(texts.BRANDS, brands, "brand", "interactive_share", "customer_value")
    share = ledger.numbers(texts.INTERACTIVE, brands["interactive_share"], least=0)
    if share.max() > 1:
        line = int(np.argmax(share > 1))
        raise InvalidData(texts.INTERACTIVE, texts.RULE_SHARE, share[line], line=line + 2, hint=texts.WAY_MEANT, meant=share[line] / 100)
    worth = ledger.numbers(texts.CUSTOMER_VALUE, brands["customer_value"])
    channels, value = _level(share, interactive_cuts), _level(worth, value_cuts)
    level = np.minimum(channels, value)
    held = np.select([level == 3, channels < value, value < channels], ["nothing", "channels", "value"], default="both")
    named = np.array(LEVELS, dtype=object)[level - 1]
    found = brands.assign(channel_level=channels, value_level=value, level=level, strategy=named, held_by=held)
    found.attrs.update(interactive_share=tuple(interactive_cuts), customer_value=tuple(value_cuts))
    return found


def service_offer(segments: pd.DataFrame, offers: pd.DataFrame, *, budget: float | None = None) -> pd.DataFrame:
    """The best service offer of each segment: one line a segment, over the five items.

    Parameters
    ----------
    segments : DataFrame
        ``segment``, ``customers``; ``weight`` where a customer of one segment counts more than one of another.
    offers : DataFrame
        ``item`` (one of `ITEMS`), ``level`` (its name), ``cost`` (euros a customer and year), ``satisfaction`` and
        ``perceived_value`` (points); ``segment`` where these differ between segments. A level not taken is the first of its
        item: the least that is served.
    budget : float, optional
        Euros a year for all. Without, each gets the level of highest perceived value.

    Returns
    -------
    DataFrame
        ``segment``, the five items (the level served), ``satisfaction``, ``perceived_value`` (points a customer), ``cost``
        (euros a year for the segment). ``.attrs["cost"]`` is the whole, ``.attrs["budget"]`` the limit.

    Raises
    ------
    InvalidValue
        An unknown item, a negative cost, a budget below the least that can be served.

    >>> base = pd.DataFrame({"segment": ["S1"], "customers": [100]})
    >>> menu = pd.DataFrame({"item": ["gifts", "gifts"], "level": ["none", "birthday"], "cost": [0.0, 2.0], "satisfaction": [0, 3],
    ...                      "perceived_value": [0, 4]})
    >>> service_offer(base, menu, budget=150).loc[0, "gifts"]
    'none'
    """
    ledger.columns(texts.SEGMENTS, segments, "segment", "customers")
    ledger.columns(texts.OFFERS, offers, "item", "level", "cost", "satisfaction", "perceived_value")
    for item in offers["item"].unique():
        checks.choice(texts.ITEM, item, ITEMS)
    choices = _choices(segments, offers)
    limit = None if budget is None else checks.non_negative(texts.BUDGET, budget)
    taken = _best(choices, limit)
    return _lines(segments, choices[taken], limit)


# -- private ------------------------------------------------------------------------------


def _level(figure: NDArray[np.float64], cuts: Any) -> NDArray[np.int64]:
    low, high = (checks.finite("cuts", cut) for cut in cuts)
    if low > high:
        raise InvalidValue("cuts", texts.RULE_RISING, cuts)
    return 1 + (figure >= low).astype(np.int64) + (figure >= high)


def _choices(segments: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """One row per segment, item and level, with the cost and worth of serving the whole segment."""
    ledger.numbers(texts.COST, offers["cost"], least=0)
    for name in ("satisfaction", "perceived_value"):
        ledger.numbers(texts.POINTS, offers[name])
    columns = ["segment", "customers", *(["weight"] if "weight" in segments else [])]
    ledger.numbers(texts.CUSTOMERS, segments["customers"], least=0)
    if segments["segment"].duplicated().any():
        raise InvalidValue(texts.SEGMENTS, texts.RULE_ONCE, int(segments["segment"].duplicated().sum()))
    how: dict[str, Any] = {"on": "segment"} if "segment" in offers else {"how": "cross"}
    joined = segments[columns].merge(offers, **how)
    if "segment" in offers and set(segments["segment"]) - set(joined["segment"]):
        raise InvalidValue(
            texts.OFFERS, texts.RULE_EVERY_SEGMENT, ", ".join(map(str, sorted(set(segments["segment"]) - set(joined["segment"]))))
        )
    weight = joined.get("weight", 1.0)
    return joined.assign(spent=joined["customers"] * joined["cost"], worth=joined["customers"] * weight * joined["perceived_value"])


def _best(choices: pd.DataFrame, limit: float | None) -> NDArray[np.bool_]:
    """Which rows are served: one for each segment and item, of most worth within the limit; of equals, the cheapest."""
    from scipy import optimize, sparse

    groups = choices.groupby(["segment", "item"], sort=False).ngroup().to_numpy()
    worth, spent = choices["worth"].to_numpy(np.float64), choices["spent"].to_numpy(np.float64)
    least = float(choices["spent"].groupby(groups).min().sum())
    if limit is not None and limit < least - 1e-9:
        raise InvalidValue(texts.BUDGET, texts.RULE_BUDGET, limit, least=least)
    size = len(choices)
    one_each = sparse.csr_matrix((np.ones(size), (groups, np.arange(size))))
    rules = [optimize.LinearConstraint(one_each, 1, 1)]
    if limit is not None:
        rules.append(optimize.LinearConstraint(sparse.csr_matrix(spent[None, :]), -np.inf, limit + 1e-9))
    scale = max(float(np.abs(worth).max()), 1e-12)
    aim = -worth / scale + 1e-7 * spent / max(float(spent.max()), 1e-12)
    found = optimize.milp(
        aim, constraints=rules, integrality=np.ones(size, np.int64), bounds=optimize.Bounds(0, 1), options={"mip_rel_gap": 0.0}
    )
    return np.asarray(np.asarray(found.x) > 0.5)


def _lines(segments: pd.DataFrame, taken: pd.DataFrame, limit: float | None) -> pd.DataFrame:
    frame = taken.pivot_table(index="segment", columns="item", values="level", aggfunc="first").reindex(columns=list(ITEMS))
    sums = taken.groupby("segment")[["satisfaction", "perceived_value", "spent"]].sum().rename(columns={"spent": "cost"})
    frame = frame.join(sums).reindex(segments["segment"]).rename_axis(columns=None).reset_index()
    frame.attrs.update(cost=float(frame["cost"].sum()), budget=limit)
    return frame
