"""Two phone lines to practise on: what is known before anything is computed.

Both are invented for the course: the order line of a mail-order house, and the after-sales
line of a furniture shop.
"""

from __future__ import annotations

from dataclasses import dataclass

from crm_course.foundations import checks
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Line", "after_sales_line", "order_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Said):
    """A phone line in one interval, its promise and its people; times in seconds.

    `talk_seconds` is the conversation (in French DMC), `wrap_up_seconds` the work after it;
    together they are the handle time (DMT).
    """

    calls: float
    talk_seconds: float
    wrap_up_seconds: float = 0.0
    interval_seconds: float = 900
    within_seconds: float = 20
    service_level: float = 0.8
    patience_seconds: float = 120
    shrinkage: float = 0.3
    hourly_cost: float = 24
    """Euros per paid hour, charges included."""

    def __post_init__(self) -> None:
        for name in ("talk_seconds", "interval_seconds", "patience_seconds", "hourly_cost"):
            checks.positive(name, getattr(self, name))
        for name in ("calls", "wrap_up_seconds", "within_seconds"):
            checks.non_negative(name, getattr(self, name))
        for name in ("service_level", "shrinkage"):
            checks.share(name, getattr(self, name))

    @property
    def handle_seconds(self) -> float:
        """Talk and wrap-up."""
        return self.talk_seconds + self.wrap_up_seconds

    @property
    def load(self) -> float:
        """In erlangs: how many people the calls would keep busy all the time."""
        return self.calls * self.handle_seconds / self.interval_seconds

    def sentence(self) -> str:
        """What is known, in words."""
        return texts.LINE.say(
            calls=self.calls, minutes=self.interval_seconds / 60, talk=self.talk_seconds, wrap_up=self.wrap_up_seconds,
            level=self.service_level, within=self.within_seconds, shrinkage=self.shrinkage,
        )  # fmt: skip


def order_line() -> Line:
    """The order line of a mail-order house, in an ordinary quarter-hour.

    >>> order_line().load
    10.0
    """
    return Line(calls=50, talk_seconds=150, wrap_up_seconds=30)


def after_sales_line() -> Line:
    """The after-sales line of a furniture shop, counted by half-hours.

    >>> after_sales_line().load
    11.2
    """
    return Line(
        calls=84, talk_seconds=210, wrap_up_seconds=30, interval_seconds=1800, within_seconds=30, patience_seconds=45, hourly_cost=26
    )
