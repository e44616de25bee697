"""What a roster is: who works when, and how its days and rules are named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations.errors import InvalidValue, UnknownName

from .. import law
from . import texts

__all__ = ["Roster", "day_number", "rules_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
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

    def _repr_markdown_(self) -> str:
        return self.sentence()


def rules_of(rules: law.RuleSet | str) -> law.RuleSet:
    """A set of rules, or the one of that name."""
    if isinstance(rules, law.RuleSet):
        return rules
    if rules not in law.RULES:
        raise UnknownName("rules", rules, law.RULES)
    return law.RULES[rules]


def day_number(day: Any) -> int:
    """Days by number: a whole number is itself, a date counts from a Monday, so that weeks are calendar weeks."""
    if isinstance(day, int | np.integer) or (isinstance(day, float) and day == int(day)):
        return int(day)
    text = str(day)
    if text.lstrip("-").isdigit():
        return int(text)
    try:
        return int((pd.Timestamp(day).normalize() - pd.Timestamp("1970-01-05")).days)
    except (ValueError, TypeError):
        raise InvalidValue(texts.DAY, texts.RULE_DAY, day) from None
