"""Does a roster keep the rules? An independent reading, person by person and day by day.

It knows nothing of how the roster was made: plain loops over hours worked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from crm_course.foundations.errors import UnknownName

from .. import law
from . import texts
from .roster_record import Roster, day_number, rules_of
from .shift_times import shift_times

__all__ = ["check_roster"]

Work = list[tuple[int, Any, float, float]]
"""Days worked in order: number, day as written, begin and end in hours since day 0."""


def check_roster(
    roster: Roster | pd.DataFrame, rules: law.RuleSet | str = "general", *, shifts: Mapping[str, tuple[float, float]] | None = None
) -> pd.DataFrame:
    """The rules that a roster breaks: frame ``agent, day, rule, value, limit, article``; empty if none.

    Parameters
    ----------
    roster : Roster or DataFrame
        ``agent, day, shift``, with ``start`` and ``end`` in hours or shifts that tell them.
    rules : RuleSet or str
    shifts : mapping, optional
        ``{name: (begin, end)}`` in hours.

    >>> late_then_early = pd.DataFrame({"agent": ["Ana", "Ana"], "day": [0, 1], "shift": ["14:00-22:00", "06:00-13:00"]})
    >>> check_roster(late_then_early)[["rule", "value", "limit"]].to_numpy().tolist()
    [['daily_rest_hours', 8.0, 11.0]]
    """
    frame = roster.frame if isinstance(roster, Roster) else roster
    for name in ("agent", "day", "shift"):
        if name not in frame.columns:
            raise UnknownName(texts.COLUMN, name, map(str, frame.columns))
    limits, times = rules_of(rules), shift_times(frame, shifts)
    team = roster.team.set_index("agent") if isinstance(roster, Roster) else None
    broken = []
    for agent, days in frame.groupby("agent", sort=False):
        work = sorted(
            (day_number(day), day, *_hours(day_number(day), times[shift])) for day, shift in zip(days["day"], days["shift"], strict=True)
        )
        found = [*_days(work, limits), *_weeks(work, limits)]
        if team is not None:
            found += _contract(work, team.loc[agent])
        broken += [(agent, day, name, value, limit, article) for day, name, value, limit, article in found]
    return pd.DataFrame(broken, columns=["agent", "day", "rule", "value", "limit", "article"])


Found = tuple[Any, str, float, float, str]


def _hours(number: int, times: tuple[float, float]) -> tuple[float, float]:
    return 24 * number + times[0], 24 * number + times[1]


def _over(rules: law.RuleSet, name: str, day: Any, value: float) -> Iterator[Found]:
    if name in rules.rules:
        rule = rules[name]
        if (value < rule.limit - 1e-9) if rule.least else (value > rule.limit + 1e-9):
            yield day, name, round(value, 6), rule.limit, rule.article


def _days(work: Work, rules: law.RuleSet) -> Iterator[Found]:
    for before, (number, day, begin, end) in zip([None, *work], work, strict=False):
        yield from _over(rules, "day_hours", day, end - begin)
        if before is None:
            continue
        if before[0] == number:
            yield day, "one_shift", 2.0, 1.0, "–"
        elif before[0] == number - 1:
            yield from _over(rules, "daily_rest_hours", day, begin - before[3])
    streak = 0
    for place, (number, day, *_) in enumerate(work):
        streak = streak + 1 if place and work[place - 1][0] == number - 1 else 1
        yield from _over(rules, "days_in_a_row", day, float(streak))


def _weeks(work: Work, rules: law.RuleSet) -> Iterator[Found]:
    weeks: dict[int, Work] = {}
    for one in work:
        weeks.setdefault(one[0] // 7, []).append(one)
    hours = {week: sum(end - begin for *_, begin, end in days) for week, days in weeks.items()}
    for week, days in weeks.items():
        for name in ("week_hours", "high_week_hours"):
            yield from _over(rules, name, days[-1][1], hours[week])
        yield from _over(rules, "days_a_week", days[-1][1], float(len({number for number, *_ in days})))
        if all(other in hours for other in range(week - 11, week + 1)):
            yield from _over(rules, "twelve_week_hours", days[-1][1], sum(hours[other] for other in range(week - 11, week + 1)) / 12)
        yield from _over(rules, "weekly_rest_hours", days[-1][1], _longest_rest(week, work))


def _longest_rest(week: int, work: Work) -> float:
    """The longest free stretch that has a whole day in the week; what lies before the first and after the last day is taken as free."""
    first, last = 24 * 7 * week, 24 * 7 * (week + 1)
    edges = [(-1e9, -1e9), *((begin, end) for *_, begin, end in work), (1e9, 1e9)]
    free = [(end, begin, min(begin, last) - max(end, first)) for (_, end), (begin, _) in pairwise(edges)]
    return max((begin - end for end, begin, inside in free if inside >= 24), default=max(inside for *_, inside in free))


def _contract(work: Work, person: Any) -> Iterator[Found]:
    weeks: dict[int, float] = {}
    for number, day, begin, end in work:
        weeks[number // 7] = weeks.get(number // 7, 0.0) + end - begin
        if weeks[number // 7] > person["weekly_hours"] + 1e-9:
            yield day, "contract", weeks[number // 7], float(person["weekly_hours"]), "–"
