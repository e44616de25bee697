"""Does a roster keep the rules? An independent reading, person by person and day by day.

It knows nothing of how the roster was made: plain loops over hours worked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from crm_course.foundations.errors import InvalidValue

from .. import law
from . import texts
from .given import frame_of
from .roster_record import Roster, days_numbered, rules_of
from .shift_times import clock, shift_times

__all__ = ["breaks_of", "check_roster"]

Work = list[tuple[int, Any, float, float]]
"""Days worked in order: number, day as written, begin and end in hours since day 0."""


def check_roster(
    roster: Roster | pd.DataFrame, rules: law.RuleSet | str = "general", *, shifts: Mapping[str, tuple[float, float]] | None = None
) -> pd.DataFrame:
    """The rules that a roster breaks: frame ``agent, day, rule, value, limit, article``; empty if none.

    What a roster does not tell (notice, kinds of contract; breaks, without a column of them)
    cannot be read in it: ``.attrs["not_read"]`` names those rules.

    Parameters
    ----------
    roster : Roster or DataFrame
        ``agent, day, shift``, with ``start`` and ``end`` in hours or shifts that tell them; and
        ``breaks``, if any: ``[(12, 12.75)]`` or ``"12:00-12:45 15:30-15:40"``.
    rules : RuleSet or str
    shifts : mapping, optional
        ``{name: (begin, end)}`` in hours.

    >>> late_then_early = pd.DataFrame({"agent": ["Ana", "Ana"], "day": [0, 1], "shift": ["14:00-22:00", "06:00-13:00"]})
    >>> check_roster(late_then_early)[["rule", "value", "limit"]].to_numpy().tolist()
    [['daily_rest_hours', 8.0, 11.0]]
    """
    frame = frame_of(roster.frame if isinstance(roster, Roster) else roster, ("agent", "day", "shift"), "roster")
    number, times, limits = days_numbered(frame["day"]), shift_times(frame, shifts), rules_of(rules)
    team = roster.team.set_index("agent") if isinstance(roster, Roster) else None
    broken = []
    for agent, days in frame.groupby("agent", sort=False):
        work = sorted(
            ((number[day], day, *_hours(number[day], times[shift])) for day, shift in zip(days["day"], days["shift"], strict=True)),
            key=lambda one: (one[0], one[2]),
        )
        found = [*_days(work, limits), *_weeks(work, limits)]
        if "breaks" in days.columns:
            for day, shift, pauses in zip(days["day"], days["shift"], days["breaks"], strict=True):
                found += _pauses(day, times[shift], breaks_of(pauses, times[shift]), limits)
        if team is not None:
            found += _contract(work, team.loc[agent])
        broken += [(agent, day, name, value, limit, article) for day, name, value, limit, article in found]
    table = pd.DataFrame(broken, columns=["agent", "day", "rule", "value", "limit", "article"])
    read = _READ | (_OF_BREAKS if "breaks" in frame.columns else set())
    table.attrs["not_read"] = tuple(name for name in limits.rules if name not in read)
    return table


_READ = {"day_hours", "week_hours", "twelve_week_hours", "daily_rest_hours", "weekly_rest_hours", "span_hours", "days_in_a_row",
         "days_a_week", "high_week_hours"}  # fmt: skip
_OF_BREAKS = {"break_minutes", "stretch_hours", "lunch_minutes"}
_LUNCH = (11.0, 15.0)
Found = tuple[Any, str, float, float, str]


def _hours(number: int, times: tuple[float, float]) -> tuple[float, float]:
    return 24 * number + times[0], 24 * number + times[1]


def breaks_of(cell: Any, times: tuple[float, float]) -> list[tuple[float, float]]:
    """The breaks of a shift in order, in hours; after midnight they count on.

    >>> breaks_of("12:00-12:45", (8.0, 16.0)), breaks_of([(1, 1.5)], (22.0, 30.0))
    ([(12.0, 12.75)], [(25.0, 25.5)])
    """
    if cell is None or (isinstance(cell, float) and pd.isna(cell)):
        return []
    spans = (
        [span.replace("–", "-").split("-") for span in re.split(r"[\s,;]+", cell.strip()) if span] if isinstance(cell, str) else list(cell)
    )
    found = []
    for span in spans:
        if len(span) != 2:
            raise InvalidValue("breaks", texts.RULE_BREAKS, cell)
        begin, end = (clock(hour) for hour in span)
        begin, end = (hour + 24 if hour < times[0] else hour for hour in (begin, end))
        if not times[0] <= begin < end <= times[1]:
            raise InvalidValue("breaks", texts.RULE_BREAKS, cell)
        found.append((begin, end))
    return sorted(found)


def _pauses(day: Any, times: tuple[float, float], pauses: list[tuple[float, float]], rules: law.RuleSet) -> Iterator[Found]:
    """Breaks of one shift: minutes in all, the longest stretch without one, lunch where the shift spans it."""
    hours, minutes = times[1] - times[0], 60 * sum(end - begin for begin, end in pauses)
    edges = [times[0], *(hour for span in pauses for hour in span), times[1]]
    yield from _over(rules, "stretch_hours", day, max(edges[place + 1] - edges[place] for place in range(0, len(edges), 2)))
    if "break_minutes" in rules.rules:
        rule = rules["break_minutes"]
        owed = rule.limit * (hours // 2) if "stretch_hours" in rules.rules else rule.limit * (hours >= 6)
        if minutes < owed - 1e-6:
            yield day, "break_minutes", round(minutes, 6), owed, rule.article
    if times[0] <= _LUNCH[0] and times[1] >= _LUNCH[1]:
        longest = max((min(end, _LUNCH[1]) - max(begin, _LUNCH[0]) for begin, end in pauses), default=0.0)
        yield from _over(rules, "lunch_minutes", day, 60 * max(longest, 0.0))


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
            yield from _over(rules, "span_hours", day, end - min(one[2] for one in work if one[0] == number))
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
