"""What a roster is: who works when, and how its days and rules are named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import dates
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.said import Said

from .. import law
from . import texts

__all__ = ["Roster", "day_number", "days_numbered", "rules_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Said):
    """A named roster.

    Attributes
    ----------
    frame : pandas.DataFrame
        ``agent, day, shift, start, end``: one row per day worked; hours of the day.
    broken : pandas.DataFrame
        Rules that it breaks, as an independent checker finds them; empty.
    bound : float
        The least that the greatest load can be, as a share of the contract.
    load : float
        What it is: hours of the one who works most, as a share of his contract.
    """

    frame: pd.DataFrame
    broken: pd.DataFrame
    bound: float
    load: float
    team: pd.DataFrame = field(repr=False)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        return texts.ROSTER.say(days=len(self.frame), agents=self.frame["agent"].nunique(), load=self.load, bound=self.bound)

    def table(self) -> pd.DataFrame:
        """Agents by days, as a roster hangs on a wall."""
        return self.frame.pivot_table(index="agent", columns="day", values="shift", aggfunc="first", observed=True).fillna("")


def rules_of(rules: law.RuleSet | str) -> law.RuleSet:
    """A set of rules, or the one of that name."""
    if isinstance(rules, law.RuleSet):
        return rules
    if not isinstance(rules, str):
        raise InvalidValue("rules", texts.RULE_RULES, type(rules).__name__)
    if rules not in law.RULES:
        raise UnknownName("rules", rules, law.RULES)
    return law.RULES[rules]


_WEEKDAYS = {name: place for names in (
    "lundi mardi mercredi jeudi vendredi samedi dimanche", "lun mar mer jeu ven sam dim",
    "monday tuesday wednesday thursday friday saturday sunday", "mon tue wed thu fri sat sun",
) for place, name in enumerate(names.split())}  # fmt: skip


def days_numbered(days: Iterable[Any]) -> dict[Any, int]:
    """Days by number, read as one column: ``02/03/2026`` beside ``13/03/2026`` is the second of March.

    A whole number is itself, a weekday's name counts from Monday, a date from a Monday, so that weeks are calendar weeks.

    >>> days_numbered(["lundi", "mardi"]), days_numbered(["02/03/2026", "13/03/2026"])
    ({'lundi': 0, 'mardi': 1}, {'02/03/2026': 20510, '13/03/2026': 20521})
    """
    known = list(dict.fromkeys(days))
    dated = [day for day in known if isinstance(day, str) and _plain(day) is None]
    numbers = {}
    if dated:
        read = dates.read(pd.Series(dated, dtype=object), zone=None)
        for day, moment in zip(dated, read.values, strict=True):
            if pd.isna(moment):
                raise InvalidValue(texts.DAY, texts.RULE_DAY, day)
            numbers[day] = _from_monday(moment)
    return {day: numbers[day] if day in numbers else day_number(day) for day in known}


def day_number(day: Any) -> int:
    """The number of one day, by :func:`days_numbered`."""
    if isinstance(day, str):
        plain = _plain(day)
        return days_numbered([day])[day] if plain is None else plain
    if isinstance(day, bool) or day is None or day is pd.NaT:
        raise InvalidValue(texts.DAY, texts.RULE_DAY, day)
    if isinstance(day, int | np.integer) or (isinstance(day, float) and day == int(day)):
        return int(day)
    try:
        return _from_monday(pd.Timestamp(day))
    except (ValueError, TypeError):
        raise InvalidValue(texts.DAY, texts.RULE_DAY, day) from None


def _plain(day: str) -> int | None:
    """The number of a day that is written as one, or as a weekday."""
    text = day.strip()
    return int(text) if text.lstrip("-").isdigit() and len(text) < 6 else _WEEKDAYS.get(text.casefold().rstrip("."))


def _from_monday(moment: pd.Timestamp) -> int:
    return int((moment.tz_localize(None).normalize() - pd.Timestamp("1970-01-05")).days)
