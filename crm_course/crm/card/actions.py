"""What should we do next for this customer? Rules, one line each, most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from . import texts as words
from .texts import label

__all__ = ["next_actions"]

Facts = Sequence[tuple[Any, ...]]

_QUIET_DAYS = 14
_UNHAPPY = 6
"""A recommendation of at most 6 out of 10: a detractor."""


def next_actions(profile: Mapping[str, Any], facts: Facts, at: dt.datetime) -> pd.DataFrame:
    """``due`` (may be empty) and ``action`` in words, at a moment."""
    if profile.get("erased_on"):
        return pd.DataFrame(columns=["due", "action"])
    found = sorted(_found(facts, at), key=lambda row: (row[0], row[1] or at.isoformat()))
    rows = [(pd.to_datetime(due), action) for _, due, action in found]
    return pd.DataFrame(rows, columns=["due", "action"])


def _found(facts: Facts, at: dt.datetime) -> Iterator[tuple[int, Any, str]]:
    """(rank, due, action) of everything that is waiting."""
    last_met = max((fact[2] for fact in facts if fact[0] in ("activity", "ticket", "interaction")), default="")
    for part, number, ts, _, what, status, measure, said, until in facts:
        if part == "request" and not status:
            yield 0, until, words.ACT_REQUEST.say(what=label(what))
        elif part == "ticket" and status == "open":
            late = until is not None and until < at.isoformat(" ")
            yield 1 if late else 3, until, (words.ACT_TICKET_LATE if late else words.ACT_TICKET).say(number=number, what=label(what))
        elif part == "task" and not until:
            yield 2, ts, words.ACT_TASK.say(words=said or "–")
        elif part == "opportunity" and what in ("proposal", "negotiation") and last_met < _ago(at, _QUIET_DAYS):
            yield 4, None, words.ACT_QUOTE.say(number=number, what=label(what))
        elif part == "survey" and measure is not None and measure <= _UNHAPPY and ts >= max(last_met, _ago(at, 90)):
            yield 2, None, words.ACT_DETRACTOR.say(score=measure)
    if not any(fact[0] == "consent" and fact[4] == "marketing" for fact in facts):
        yield 9, None, words.ACT_CONSENT.say()


def _ago(at: dt.datetime, days: int) -> str:
    return (at - dt.timedelta(days=days)).isoformat(" ")
