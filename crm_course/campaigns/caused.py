"""What did the message cause? Orders of those written to, less what they would have ordered anyway.

"All who bought" would have bought in part without a word, and the last click crowns whoever
was already on the way. A group held out by lot says what would have happened.

Assumptions: people were drawn into the arms by lot; those held out cost nothing. Orders are
counted, not buyers: who would have bought once and bought twice was moved by the message too.
The interval is that of shares, right while few people order twice.

Source: the difference of two shares with Newcombe's interval (1998, method 10).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.intervals import share_difference
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Incrementality", "incrementality"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incrementality(Said):
    """What a mailing caused, beside what it is credited with.

    Attributes
    ----------
    caused, low, high : float
        Orders among those written to that would not have come otherwise, with a 95 % interval.
    roi, roi_low, roi_high : float
        (margin of the orders caused − cost) / cost: 2.2 is 2.20 € earned per euro spent.
    naive_roi : float
        The same if every buyer among those written to is credited to the message.
    last_click_roi : float
        The same if the buyers who clicked last are; NaN where their number was not given.
    spent : float
        Euros, of all messages.
    """

    caused: float
    low: float
    high: float
    roi: float
    roi_low: float
    roi_high: float
    naive_roi: float
    last_click_roi: float
    spent: float

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.CAUSED.say(caused=self.caused, low=self.low, high=self.high, roi=self.roi, naive=self.naive_roi)
        return said if self.low > 0 or self.high < 0 else f"{said} {texts.CAUSED_UNSURE.say()}"


def incrementality(
    mailed: tuple[int, int], held_out: tuple[int, int], *, margin: float, cost: float, clicked: int | None = None
) -> Incrementality:
    """What a mailing caused, from those written to and those held out.

    Parameters
    ----------
    mailed, held_out : (orders, people)
        Orders of the arm within the same days, and people in it.
    margin : float
        Euros per order, before the message is paid.
    cost : float
        Euros per message.
    clicked : int, optional
        Orders among the mailed that a last click is credited with.

    Raises
    ------
    InvalidValue
        An arm of fewer than two people, more orders than people, a cost below 0.

    >>> found = incrementality((500, 10_000), (420, 10_000), margin=20, cost=0.05, clicked=200)
    >>> [round(figure, 1) for figure in (found.caused, found.low, found.high, found.roi, found.naive_roi, found.last_click_roi)]
    [80.0, 21.9, 138.2, 2.2, 19.0, 7.0]
    """
    (orders, people), (others, held) = _arm("mailed", mailed), _arm("held_out", held_out)
    earned, spent = checks.finite("margin", margin), people * checks.non_negative("cost", cost)
    if clicked is not None and not 0 <= checks.finite("clicked", clicked) <= orders:
        raise InvalidValue("clicked", texts.RULE_CLICKED, clicked, orders=orders)
    low, high = (people * float(limit) for limit in share_difference(orders, people, others, held))
    caused = orders - people * others / held
    return Incrementality(
        caused=caused, low=low, high=high, spent=spent, roi=_roi(earned * caused, spent),
        roi_low=_roi(min(earned * low, earned * high), spent), roi_high=_roi(max(earned * low, earned * high), spent),
        naive_roi=_roi(earned * orders, spent), last_click_roi=float("nan") if clicked is None else _roi(earned * clicked, spent),
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _arm(name: str, arm: Any) -> tuple[int, int]:
    try:
        orders, people = arm
    except (TypeError, ValueError):
        raise InvalidValue(name, texts.RULE_PAIR, arm) from None
    orders, people = checks.whole(name, orders), checks.whole(name, people)
    if people < 2:
        raise InvalidValue(name, texts.RULE_TWO_PEOPLE, people)
    if orders > people:
        raise InvalidValue(name, texts.RULE_BUYERS, orders, texts.WAY_BUYERS, people=people)
    return orders, people


def _roi(earned: float, spent: float) -> float:
    if spent:
        return (earned - spent) / spent
    return float("nan") if not earned else float("inf") if earned > 0 else float("-inf")
