"""Yes, by Thursday; or this instead: what can the order desk say at the moment of the order?

The date is the first on which what is asked for is free, promises already made being kept. Where it would be late, a substitute at
once is offered if the customer is likelier than not to take it; that likelihood starts from what is known of all customers
and moves towards what this one has accepted and refused before.

An order never counts against itself: one that is already written among the promised orders is taken out of them first (`booked`).

Assumptions: receipts come as announced; an acceptance is a probability, so a substitute is a proposal and not a sale.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.language import Text

from . import texts
from .available import availability, free

__all__ = ["Promise", "acceptance", "kept", "promise", "promise_book"]

_KNOWN = ("product", "quantity", "wanted", "booked")
_WEIGHT = 4.0
"""How many answers of one customer weigh as much as what is known of all."""

Substitutes = Mapping[Any, Mapping[Any, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What the desk can say.

    Attributes
    ----------
    date : the period (a number or a date) by which it is delivered; ``None`` if nothing can be promised.
    product : what is delivered: the product that was asked for, or a substitute; ``None`` if nothing.
    reason : the sentence that says why.
    acceptance : chance that the customer takes it, 0–1; 1 for what he asked for.
    kind : ``"asked"``, ``"later"``, ``"substitute"`` or ``"none"``.
    """

    date: Any
    product: Any
    reason: str
    acceptance: float
    kind: str

    def sentence(self) -> str:
        """The reason, as a sentence."""
        return self.reason

    def _repr_markdown_(self) -> str:
        return self.reason


def promise(
    order: Any, availability: Any, *, substitutes: Substitutes | None = None, history: pd.DataFrame | None = None, likely: float = 0.5
) -> Promise:
    """The promise for one order: its date, its product, and why.

    Parameters
    ----------
    order : mapping, row or record
        ``product``, ``quantity`` and, if there are any, ``wanted`` (the period he wants it by; by default the first) and ``booked`` (the
        period in which this very order already stands among the promised ones).
    availability : DataFrame, or {product: DataFrame}
        As :func:`~crm_course.supply.availability` gives it; the frame of one item, or one for each product.
    substitutes : {product: {other: probability of acceptance}}, optional
        What may be offered instead.
    history : DataFrame, optional
        ``substitute, accepted`` (and ``product``): what this customer has answered before.
    likely : float
        Acceptance from which a substitute at once is offered rather than a wait, 0–1.

    Raises
    ------
    InvalidValue
        An order for an unknown item, without a quantity, or for a quantity that is not above 0.

    >>> stock = availability(50, [0, 0, 40, 0, 0, 40], [20, 10, 15, 5, 12, 8])
    >>> promise({"product": "lamp", "quantity": 25}, stock).date
    3
    """
    asked = _order(order)
    product, quantity = asked["product"], checks.positive("quantity", asked["quantity"])
    frames = _frames(availability, product)
    checks.share("likely", likely)
    wanted = asked.get("wanted")
    own = _date(frames[product], quantity, wanted, asked.get("booked"))
    by = _first(frames[product], wanted)
    if own is not None and own <= by:
        return Promise(date=own, product=product, reason=texts.PROMISED.say(**_said(product, own)), acceptance=1.0, kind="asked")
    offers = _offers(product, quantity, wanted, frames, acceptance(product, substitutes, history))
    best = max(offers, key=lambda offer: (offer[2], -offer[3]), default=None) if own is None else None
    at_once = [offer for offer in offers if offer[1] <= by and offer[2] >= likely]
    best = max(at_once, key=lambda offer: offer[2], default=best)
    if best is not None:
        other, date, chance, _ = best
        said = texts.SUBSTITUTED if own is None else texts.SUBSTITUTED_FOR_LATER
        reason = said.say(**_said(product, own), other=_called(other), at=_spoken(date), chance=chance)
        return Promise(date=date, product=other, reason=reason, acceptance=chance, kind="substitute")
    if own is not None:
        return Promise(date=own, product=product, reason=texts.PROMISED_LATER.say(**_said(product, own)), acceptance=1.0, kind="later")
    return Promise(date=None, product=None, reason=texts.NO_PROMISE.say(**_said(product, None)), acceptance=0.0, kind="none")


def acceptance(product: Any, substitutes: Substitutes | None = None, history: pd.DataFrame | None = None) -> dict[Any, float]:
    """How likely each substitute of `product` is to be accepted: what is known of all, moved by this customer's answers.

    >>> answers = pd.DataFrame({"product": ["red"] * 4, "substitute": ["blue"] * 4, "accepted": [1, 1, 1, 1]})
    >>> acceptance("red", {"red": {"blue": 0.5, "green": 0.2}}, answers)
    {'blue': 0.75, 'green': 0.2}
    """
    known = {other: checks.share("substitutes", chance) for other, chance in (substitutes or {}).get(product, {}).items()}
    if history is None:
        return known
    for name in ("substitute", "accepted"):
        if name not in history.columns:
            raise UnknownName("history", name, history.columns)
    about = history[history["product"] == product] if "product" in history.columns else history
    found = about.dropna(subset=["accepted"]).groupby("substitute")["accepted"].agg(["sum", "count"])
    return {
        other: float((_WEIGHT * chance + found["sum"].get(other, 0)) / (_WEIGHT + found["count"].get(other, 0)))
        for other, chance in known.items()
    }


def promise_book(
    orders: pd.DataFrame, on_hand: Mapping[Any, float], receipts: Mapping[Any, Any], *, substitutes: Substitutes | None = None
) -> pd.DataFrame:
    """Promise a list of orders one after the other, each knowing those before it.

    Parameters
    ----------
    orders : DataFrame
        ``order, product, quantity`` and, where known, ``wanted``; in the order in which they come.
    on_hand : {product: units}
        What is there today.
    receipts : {product: array of units per period}
        What will come in, as many periods for each product.
    substitutes
        As for :func:`promise`.

    Returns
    -------
    DataFrame
        ``order, asked, quantity, wanted, product, date, kind, acceptance``; a substitute is kept for him until he answers.

    >>> asked = pd.DataFrame({"order": [1, 2], "product": ["lamp", "lamp"], "quantity": [3, 3]})
    >>> promise_book(asked, {"lamp": 4}, {"lamp": [0, 5]})["date"].tolist()
    [1, 2]
    """
    frames = {product: availability(units, receipts[product], np.zeros(len(receipts[product]))) for product, units in on_hand.items()}
    rows = []
    for row in orders.to_dict("records"):
        asked = {name: row[name] for name in ("product", "quantity", "wanted") if name in row and not pd.isna(row[name])}
        made = promise(asked, frames, substitutes=substitutes)
        if made.product is not None:
            frames[made.product] = _booked(frames[made.product], made.date, row["quantity"])
        rows.append(
            (row["order"], row["product"], row["quantity"], asked.get("wanted"), made.product, made.date, made.kind, made.acceptance)
        )
    return pd.DataFrame(rows, columns=["order", "asked", "quantity", "wanted", "product", "date", "kind", "acceptance"])


def kept(book: pd.DataFrame, on_hand: Mapping[Any, float], receipts: Mapping[Any, Any]) -> pd.Series[bool]:
    """Whether each promise of a book is kept when the year is replayed, parcel by parcel: earlier dates first, then as promised.

    An independent check: it knows nothing of availability, only what lies on the shelf that day.

    >>> book = pd.DataFrame({"product": ["lamp", "lamp"], "quantity": [3, 3], "date": [1, 1]})
    >>> kept(book, {"lamp": 4}, {"lamp": [0, 5]}).tolist()
    [True, False]
    """
    shelf, met = {}, pd.Series(True, index=book.index)
    for product, units in on_hand.items():
        shelf[product] = np.concatenate([[units], np.asarray(receipts[product], dtype=float)])
    taken = dict.fromkeys(shelf, 0.0)
    for at in book.dropna(subset=["date"]).sort_values("date", kind="stable").index:
        product, quantity, date = book.loc[at, ["product", "quantity", "date"]]
        there = shelf[product][: int(date) + 1].sum() - taken[product]
        met.loc[at] = bool(quantity <= there + 1e-9)
        taken[product] += quantity if met.loc[at] else 0
    return met


# -- private ------------------------------------------------------------------------------


def _order(order: Any) -> dict[str, Any]:
    """What the order says, whatever it is written on; a name that is nearly one of ours is a slip."""
    if isinstance(order, Mapping | pd.Series):
        found = {str(name): order[name] for name in order.keys()}  # noqa: SIM118 - a Series iterates over its values
    else:
        found = {name: getattr(order, name) for name in _KNOWN if hasattr(order, name)}
    for name in found:
        if name not in _KNOWN and difflib.get_close_matches(name, _KNOWN, n=1, cutoff=0.85):
            raise UnknownName("order", name, _KNOWN)
    for name in _KNOWN[:2]:
        if found.get(name) is None:
            raise InvalidValue("order", texts.RULE_ORDER, order, texts.WAY_ORDER, column=name)
    return {name: found[name] for name in _KNOWN if found.get(name) is not None}


def _frames(availability: Any, product: Any) -> dict[Any, pd.DataFrame]:
    if isinstance(availability, pd.DataFrame):
        column = next((name for name in ("product", "item") if name in availability.columns), None)
        found = dict(iter(availability.groupby(column))) if column else {product: availability}
    else:
        found = dict(availability)
    if product not in found:
        raise UnknownName("product", product, map(str, found))
    return found


def _first(frame: pd.DataFrame, wanted: Any) -> Any:
    """The period he wants it by, or the first one."""
    first = frame["period"].iloc[0]
    return first if wanted is None or wanted < first else wanted


def _date(frame: pd.DataFrame, quantity: float, wanted: Any, booked: Any = None) -> Any:
    """The first period from `wanted` on in which so much is free."""
    free_units = frame["available_to_promise"].to_numpy()
    if booked is not None:
        own = np.where((frame["period"] >= booked).to_numpy(), quantity, 0.0)
        free_units = free(frame["projected"].to_numpy() + own)
    fits = (free_units >= quantity - 1e-9) & (frame["period"] >= _first(frame, wanted)).to_numpy()
    if not fits.any():
        return None
    date = frame["period"].iloc[int(np.argmax(fits))]
    return int(date) if isinstance(date, np.integer) else date


def _offers(product: Any, quantity: float, wanted: Any, frames: Mapping[Any, pd.DataFrame], chances: Mapping[Any, float]) -> list[Any]:
    """The substitutes that can be delivered: which, when, how likely accepted, and how late in the list of dates."""
    offers = []
    for other, chance in chances.items():
        if other not in frames:
            raise UnknownName("substitutes", other, map(str, frames))
        date = _date(frames[other], quantity, wanted)
        if other != product and date is not None and chance > 0:
            offers.append((other, date, chance, int((frames[other]["period"] < date).sum())))
    return offers


def _booked(frame: pd.DataFrame, date: Any, quantity: float) -> pd.DataFrame:
    """The frame once so much more is promised for `date`."""
    at = (frame["period"] == date).to_numpy()
    projected = frame["projected"].to_numpy() - quantity * np.cumsum(at)
    promised = frame["promised"].to_numpy() + quantity * at
    return frame.assign(projected=projected, promised=promised, available_to_promise=free(projected))


def _said(product: Any, date: Any) -> dict[str, Any]:
    return {"product": _called(product), "date": _spoken(date) if date is not None else ""}


def _called(product: Any) -> str:
    return product.say() if isinstance(product, Text) else str(product)


def _spoken(date: Any) -> str:
    """A period as a sentence says it: its number, or its day."""
    if isinstance(date, int | np.integer):
        return texts.PERIOD.say(period=int(date))
    return texts.DAY.say(day=pd.Timestamp(date).date())
