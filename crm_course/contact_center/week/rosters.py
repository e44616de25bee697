"""Who works when? A named roster that keeps the law, or the rule that is in the way.

One yes-or-no per agent, day and shift; what is required is covered, nobody works while away,
hours stay within the contract, and each rule of the set is a row. Among all such rosters the
load is spread: the one who works most, measured by his contract, works as little as can be.

Where no roster exists, each rule in turn is allowed to give way at a price; the one that
has to give least is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text

from .. import law
from . import texts
from .roster_check import check_roster
from .roster_record import Roster, day_number, rules_of
from .shift_times import shift_times

__all__ = ["roster"]

_TOLERANCE = 1e-9
Row = tuple[dict[int, float], float]
"""A row of the model: coefficients by variable, and the most that they may sum to."""


def roster(
    required: pd.DataFrame,
    team: pd.DataFrame,
    *,
    rules: law.RuleSet | str = "general",
    shifts: Mapping[str, tuple[float, float]] | None = None,
    time_limit: float = 20,
) -> Roster:
    """A roster that covers what is required and breaks no rule.

    Parameters
    ----------
    required : DataFrame
        ``day, shift, agents``: how many in each shift of each day; days are dates or whole
        numbers from 0 (seven a week). Hours of a shift: columns ``start`` and ``end``, or
        `shifts`, or its name (``"08:00-15:00"``, ``early``, ``late`` …).
    team : DataFrame
        ``agent, weekly_hours, away``: `away` holds the days (a list, or text with spaces).
    rules : RuleSet or str
        ``law.RULES["general"]``, its name, or a set of one's own.
    shifts : mapping, optional
        ``{name: (begin, end)}`` in hours.
    time_limit : float
        Seconds; the best found by then is given with its bound.

    Raises
    ------
    InvalidValue
        No roster exists: the sentence names what is in the way.
    """
    problem = _Problem(required, team, rules_of(rules), shifts)
    found = problem.solved(checks.positive("time_limit", time_limit))
    if found is None:
        problem.explain(time_limit)
    assert found is not None
    works, load, bound = found
    return problem.roster(works, load, bound)


# -- the model ----------------------------------------------------------------------------


class _Problem:
    """Variables and rows of one roster."""

    def __init__(self, required: pd.DataFrame, team: pd.DataFrame, rules: law.RuleSet, shifts: Any) -> None:
        self.rules = rules
        self.need = _required(required)
        self.times = shift_times(self.need, shifts)
        self.team = _team(team)
        self.days = list(pd.unique(self.need.sort_values("day", kind="stable")["day"]))
        self.number = _numbers(self.days)
        self.asked = [(day, shift) for day, shift in zip(self.need["day"], self.need["shift"], strict=True)]
        self.of: dict[tuple[int, int], list[int]] = {}
        self.variables: list[tuple[int, int]] = []
        for agent in range(len(self.team)):
            for place, (day, _) in enumerate(self.asked):
                if self.number[day] not in self.team["off"].iloc[agent]:
                    self.of.setdefault((agent, self.number[day]), []).append(len(self.variables))
                    self.variables.append((agent, place))
        self.hours = np.array([self._length(place) for _, place in self.variables])

    def _length(self, place: int) -> float:
        begin, end = self.times[self.asked[place][1]]
        return end - begin

    def solved(self, limit: float, elastic: tuple[str, ...] = ()) -> tuple[Any, float, float] | None:
        """Days worked, greatest load and its bound; None where there is no roster. With `elastic`, how far those rules must give."""
        from scipy import optimize, sparse

        count, groups = len(self.variables), self._rows()
        soft = sum(len(groups.get(name, [])) for name in elastic)
        rows = [(row, name) for name, group in groups.items() for row in group]
        load, size, slack = count, count + 1 + soft, count + 1
        data: list[tuple[int, int, float]] = []
        upper, lower = [], []
        for place, ((coefficients, most), name) in enumerate(rows):
            data += [(place, column, value) for column, value in coefficients.items()]
            if name in elastic:
                data.append((place, slack, -1.0))
                slack += 1
            upper.append(most)
            lower.append(-np.inf)
        for agent, weekly in enumerate(self.team["weekly_hours"]):
            for week in self._weeks().values():
                mine = [column for day in week for column in self.of.get((agent, day), [])]
                data += [(len(upper), column, self.hours[column] / weekly) for column in mine] + [(len(upper), load, -1.0)]
                upper.append(0.0)
                lower.append(-np.inf)
        cells = np.array(data, dtype=float).reshape(-1, 3)
        matrix = sparse.csr_array((cells[:, 2], (cells[:, 0].astype(int), cells[:, 1].astype(int))), shape=(len(upper), size))
        cost = np.zeros(size)
        cost[load] = 0.0 if elastic else 1.0
        cost[count + 1 :] = 1.0
        top = np.concatenate([np.ones(count), [np.inf], np.full(soft, np.inf)])
        found = optimize.milp(
            cost, constraints=optimize.LinearConstraint(matrix, lower, upper), bounds=optimize.Bounds(0, top),
            integrality=np.concatenate([np.ones(count), np.zeros(1 + soft)]), options={"time_limit": limit, "mip_rel_gap": 0.01 if not elastic else 0.05},
        )  # fmt: skip
        if found.x is None:
            if found.status == 1:
                raise InvalidValue("time_limit", texts.RULE_ENOUGH_TIME, limit, texts.WAY_MORE_TIME)
            return None
        works = np.rint(found.x[:count]).astype(bool)
        softened = [name for _, name in rows if name in elastic]
        self.gave = {
            name: given
            for name in elastic
            if (given := sum(found.x[count + 1 + n] for n, one in enumerate(softened) if one == name)) > _TOLERANCE
        }
        return works, float(found.fun), float(found.mip_dual_bound if found.mip_dual_bound is not None else found.fun)

    def explain(self, limit: float) -> None:
        """Raise, with the rule that has to give least; several, where no single one is enough."""
        laws = [name for name in self._rows() if name in self.rules.rules or name == "contract"]
        give = {name: found[1] for name in laws if (found := self.solved(limit, elastic=(name,))) is not None}
        short = self.solved(limit, elastic=("coverage",))
        missing = short[1] if short else float("nan")
        if give:
            rules = [min(give, key=give.__getitem__)]
        else:
            together = self.solved(limit, elastic=tuple(laws))
            rules = sorted(self.gave, key=self.gave.__getitem__, reverse=True) if together else []
        if not rules:
            raise InvalidValue(texts.ROSTER_NAME, texts.RULE_POSSIBLE, len(self.team), texts.WAY_SHORT, missing=missing)
        said = [self._said(name) for name in rules]
        named = Text(fr=" ; ".join(text.fr for text in said), en="; ".join(text.en for text in said))
        raise InvalidValue(texts.ROSTER_NAME, texts.RULE_POSSIBLE, len(self.team), texts.WAY_RULE, barrier=named, missing=missing)

    def _said(self, name: str) -> Text:
        if name not in self.rules.rules:
            return texts.OTHER_RULES[name]
        rule = self.rules[name]
        return Text(
            fr=f"{rule.label.fr} {rule.limit:g} {rule.unit.fr} ({rule.article})",
            en=f"{rule.label.en} {rule.limit:g} {rule.unit.en} ({rule.article})",
        )

    def roster(self, works: Any, load: float, bound: float) -> Roster:
        rows = [(self.team["agent"].iloc[agent], *self.asked[place], *self.times[self.asked[place][1]])
                for (agent, place), on in zip(self.variables, works, strict=True) if on]  # fmt: skip
        frame = pd.DataFrame(rows, columns=["agent", "day", "shift", "start", "end"]).sort_values(["agent", "day"], ignore_index=True)
        team = self.team.drop(columns="off")
        made = Roster(frame=frame, broken=frame.head(0), bound=bound, load=load, team=team)
        return Roster(frame=frame, broken=check_roster(made, self.rules), bound=bound, load=load, team=team)

    # -- rows, by the rule they come from --------------------------------------------------

    def _weeks(self) -> dict[int, list[int]]:
        weeks: dict[int, list[int]] = {}
        for day in sorted(set(self.number.values())):
            weeks.setdefault(day // 7, []).append(day)
        return weeks

    def _rows(self) -> dict[str, list[Row]]:
        rows: dict[str, list[Row]] = {"coverage": self._coverage(), "one_shift": [], "contract": [], "day_hours": [], "span_hours": []}
        limits = {name: rule.limit for name, rule in self.rules.rules.items()}
        for agent in range(len(self.team)):
            for name, more in self._of_agent(agent, limits).items():
                rows.setdefault(name, []).extend(more)
        return {name: group for name, group in rows.items() if group}

    def _coverage(self) -> list[Row]:
        columns: dict[int, list[int]] = {}
        for column, (_, place) in enumerate(self.variables):
            columns.setdefault(place, []).append(column)
        return [(dict.fromkeys(columns.get(place, []), -1.0), -float(np.ceil(agents))) for place, agents in enumerate(self.need["agents"])]

    def _of_agent(self, agent: int, limits: Mapping[str, float]) -> dict[str, list[Row]]:
        days = {day: self.of.get((agent, day), []) for day in sorted(set(self.number.values()))}
        weekly = float(self.team["weekly_hours"].iloc[agent])
        rows: dict[str, list[Row]] = {"one_shift": [(dict.fromkeys(columns, 1.0), 1.0) for columns in days.values() if len(columns) > 1]}
        weeks = [[column for day in week for column in days[day]] for week in self._weeks().values()]
        hours = [{column: float(self.hours[column]) for column in week} for week in weeks]
        rows["contract"] = [(week, weekly) for week in hours]
        rows["week_hours"] = [(week, limits["week_hours"]) for week in hours] if limits.get("week_hours", np.inf) < weekly else []
        if "high_week_hours" in limits:
            rows["high_week_hours"] = [(week, limits["high_week_hours"]) for week in hours]
        if "twelve_week_hours" in limits and len(hours) >= 12:
            rows["twelve_week_hours"] = [({column: value for week in hours[first : first + 12] for column, value in week.items()},
                                          12 * limits["twelve_week_hours"]) for first in range(len(hours) - 11)]  # fmt: skip
        if "days_a_week" in limits:
            rows["days_a_week"] = [(dict.fromkeys(week, 1.0), limits["days_a_week"]) for week in weeks if len(week)]
        if "days_in_a_row" in limits:
            rows["days_in_a_row"] = self._in_a_row(days, int(limits["days_in_a_row"]))
        rows["day_hours"] = self._never(agent, "day_hours", limits)
        rows["span_hours"] = self._never(agent, "span_hours", limits)
        if "daily_rest_hours" in limits:
            rows["daily_rest_hours"] = self._rest(days, limits["daily_rest_hours"])
        if "weekly_rest_hours" in limits:
            rows["weekly_rest_hours"] = self._weekly_rest(days, limits["weekly_rest_hours"])
        return rows

    def _never(self, agent: int, name: str, limits: Mapping[str, float]) -> list[Row]:
        """A shift longer than a day may be is worked by nobody."""
        long = [column for column, (one, _) in enumerate(self.variables) if one == agent and self.hours[column] > limits.get(name, np.inf)]
        return [(dict.fromkeys(long, 1.0), 0.0)] if long else []

    def _in_a_row(self, days: dict[int, list[int]], most: int) -> list[Row]:
        last = max(days)
        windows = (range(first, first + most + 1) for first in days if first + most <= last)
        return [({column: 1.0 for day in window for column in days.get(day, [])}, float(most)) for window in windows
                if all(days.get(day) for day in window)]  # fmt: skip

    def _rest(self, days: dict[int, list[int]], least: float) -> list[Row]:
        rows: list[Row] = []
        for day, today in days.items():
            for one in today:
                close = {other for other in days.get(day + 1, []) if self._between(one, other) < least - _TOLERANCE}
                if close:
                    rows.append(({one: 1.0, **dict.fromkeys(close, 1.0)}, 1.0))
        return rows

    def _between(self, one: int, other: int) -> float:
        ended, begins = self.times[self.asked[self.variables[one][1]][1]][1], self.times[self.asked[self.variables[other][1]][1]][0]
        return 24 + begins - ended

    def _weekly_rest(self, days: dict[int, list[int]], least: float) -> list[Row]:
        """In every seven days in a row, one free day with enough hours around it: a pair of shifts around it that leaves too few is forbidden there."""
        rows: list[Row] = []
        whole = [week for week in self._weeks().values() if len(week) == 7]
        for week in whole:
            if all(days.get(day) for day in week):
                rows.append(({column: 1.0 for day in week for column in days[day]}, 6.0))
        for day in days:
            for one in days.get(day - 1, []):
                close = {other for other in days.get(day + 1, []) if 24 + self._between(one, other) < least - _TOLERANCE}
                middle = days.get(day, [])  # working the day between is the only way to have both
                if close:
                    rows.append(({one: 1.0, **dict.fromkeys(close, 1.0), **dict.fromkeys(middle, -1.0)}, 1.0))
        return rows


# -- inputs -------------------------------------------------------------------------------


def _required(required: pd.DataFrame) -> pd.DataFrame:
    for name in ("day", "shift", "agents"):
        if name not in required.columns:
            raise UnknownName(texts.COLUMN, name, map(str, required.columns))
    agents = pd.to_numeric(required["agents"], errors="coerce")
    wrong = np.flatnonzero(~np.isfinite(agents.to_numpy(dtype=float)) | (agents < 0).to_numpy())
    if wrong.size:
        raise InvalidData("agents", texts.RULE_AGENTS, required["agents"].iloc[wrong[0]], line=int(wrong[0]) + 2)
    return required.assign(agents=agents.astype(float)).reset_index(drop=True)


def _team(team: pd.DataFrame) -> pd.DataFrame:
    for name in ("agent", "weekly_hours"):
        if name not in team.columns:
            raise UnknownName(texts.COLUMN, name, map(str, team.columns))
    if team["agent"].duplicated().any():
        raise InvalidValue("agent", texts.RULE_ONE_ROW, str(team.loc[team["agent"].duplicated(), "agent"].iloc[0]), texts.WAY_HOMONYM)
    for hours in team["weekly_hours"]:
        checks.positive("weekly_hours", hours)
    away: list[Any] = team["away"].tolist() if "away" in team.columns else [None] * len(team)
    return team.assign(away=away).reset_index(drop=True).assign(off=pd.Series([_away(cell) for cell in away], dtype=object))


def _away(cell: Any) -> frozenset[int]:
    if cell is None or (isinstance(cell, float) and np.isnan(cell)) or (isinstance(cell, str) and not cell.strip()):
        return frozenset()
    days = cell.replace(",", " ").split() if isinstance(cell, str) else list(cell) if np.iterable(cell) else [cell]
    return frozenset(day_number(day) for day in days)


def _numbers(days: list[Any]) -> dict[Any, int]:
    return {day: day_number(day) for day in days}
