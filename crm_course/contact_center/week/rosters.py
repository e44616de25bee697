"""Who works when? A named roster that keeps the law, or the rule that is in the way.

One yes-or-no per agent, day and shift; what is required is covered, nobody works while away,
hours stay within the contract, and each rule of the set is a row. Among all such rosters the
load is spread: the one who works most, measured by his contract, works as little as can be.

Where no roster exists, each rule in turn is allowed to give way at a price; the one that
has to give least is named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue
from crm_course.foundations.language import Text

from .. import law
from . import texts
from .given import frame_of, numbers_of
from .roster_check import check_roster
from .roster_record import Roster, days_numbered, rules_of
from .shift_times import shift_times

__all__ = ["roster"]

_TOLERANCE = 1e-9
_TRIED = 6
"""So many loads are tried: each is a problem of its own."""
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
    found = problem.fair(checks.positive("time_limit", time_limit))
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
        self.days = list(pd.unique(self.need["day"]))
        self.number = days_numbered(self.days)
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

    def fair(self, limit: float) -> tuple[Any, float, float] | None:
        """Days worked, the greatest load and its bound; None where there is no roster.

        Hours come in whole shifts, so that loads are few: from the least that could be, each is tried as everyone's limit.
        """
        works = self.solved(limit)
        if works is None:
            return None
        best, load = works, self._load(works)
        levels = self._levels()
        bound = load
        for level in levels:
            if level >= load - _TOLERANCE:
                break
            bound = min(bound, level)
            try:
                works = self.solved(limit / 4, most=level)
            except InvalidValue:  # undecided in time: the next, but the bound stays here
                continue
            if works is not None:
                best, load = works, self._load(works)
                break
            bound = load if bound == level else bound
        return best, load, min(bound, load)

    def _load(self, works: Any) -> float:
        """Hours of the busiest week of anyone, as a share of the contract."""
        weekly = self.team["weekly_hours"].to_numpy(dtype=float)
        hours: dict[tuple[int, int], float] = {}
        for (agent, place), length in zip(np.array(self.variables)[works], self.hours[works], strict=True):
            week = agent, self.number[self.asked[place][0]] // 7
            hours[week] = hours.get(week, 0.0) + length
        return float(max((worked / weekly[agent] for (agent, _), worked in hours.items()), default=0.0))

    def _levels(self) -> list[float]:
        """Loads that whole shifts can make, from the least that could cover what is asked."""
        weekly = self.team["weekly_hours"].to_numpy(dtype=float)
        asked: dict[int, float] = {}
        for (day, shift), agents in zip(self.asked, self.need["agents"], strict=True):
            begin, end = self.times[shift]
            asked[self.number[day] // 7] = asked.get(self.number[day] // 7, 0.0) + np.ceil(agents) * (end - begin)
        least = max(asked.values()) / max(weekly.sum(), _TOLERANCE)
        loads = {round(total / contract, 9) for contract in set(weekly.tolist()) for total in self._sums(contract)}
        return sorted(load for load in loads if load >= least - _TOLERANCE)[:_TRIED]

    def _sums(self, most: float) -> list[float]:
        """Hours of a week that whole shifts can make, up to `most`."""
        sums = {0.0}
        for _ in range(7):
            sums |= {
                round(total + length, 6) for total in sums for length in set(self.hours.tolist()) if total + length <= most + _TOLERANCE
            }
        return sorted(sums)

    def solved(self, limit: float, elastic: tuple[str, ...] = (), most: float = 1.0) -> Any:
        """Days worked with nobody above `most` of the contract; None where there is no roster. With `elastic`, how far those rules must give."""
        from scipy import optimize, sparse

        if not self.variables:
            self.gave, self.given = {}, float(np.ceil(self.need["agents"]).sum())
            return np.zeros(0, dtype=bool) if not self.given or "coverage" in elastic else None
        count, groups = len(self.variables), self._rows()
        if most < 1:
            groups["contract"] = [(row, self._sums(most * hours)[-1]) for row, hours in groups.get("contract", [])]
        rows = [(row, name) for name, group in groups.items() for row in group]
        softened = [name for _, name in rows if name in elastic]
        upper, lower, slack, data = [], [], count, []
        for place, ((coefficients, top), name) in enumerate(rows):
            data += [(place, column, value) for column, value in coefficients.items()]
            if name in elastic:
                data.append((place, slack, -1.0))
                slack += 1
            upper.append(top)
            lower.append(-np.inf)
        cells = np.array(data, dtype=float).reshape(-1, 3)
        places = cells[:, :2].astype(np.int64)
        matrix = sparse.csr_array((cells[:, 2], (places[:, 0], places[:, 1])), shape=(len(upper), slack))
        found = optimize.milp(
            np.concatenate([np.zeros(count), np.ones(len(softened))]), constraints=optimize.LinearConstraint(matrix, lower, upper),
            bounds=optimize.Bounds(0, np.concatenate([np.ones(count), np.full(len(softened), np.inf)])),
            integrality=np.concatenate([np.ones(count), np.zeros(len(softened))]), options={"time_limit": limit, "mip_rel_gap": 0.05},
        )  # fmt: skip
        if found.x is None:
            if found.status == 1:
                raise InvalidValue("time_limit", texts.RULE_ENOUGH_TIME, limit, texts.WAY_MORE_TIME)
            return None
        gave = found.x[count:]
        self.gave = {name: given for name in elastic
                     if (given := sum(one for one, kind in zip(gave, softened, strict=True) if kind == name)) > _TOLERANCE}  # fmt: skip
        self.given = float(gave.sum())
        return np.rint(found.x[:count]).astype(bool)

    def explain(self, limit: float) -> None:
        """Raise, with the rule that has to give least; several, where no single one is enough."""
        laws = [name for name in self._rows() if name in self.rules.rules or name == "contract"]
        give = {name: self.given for name in laws if self.solved(limit, elastic=(name,)) is not None}
        missing = float("nan") if self.solved(limit, elastic=("coverage",)) is None else self.given
        if give:
            rules = [min(give, key=give.__getitem__)]
        else:
            together = self.solved(limit, elastic=tuple(laws))
            rules = [] if together is None else sorted(self.gave, key=self.gave.__getitem__, reverse=True)
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
        frame = pd.DataFrame(rows, columns=["agent", "day", "shift", "start", "end"])
        frame = (
            frame.assign(number=frame["day"].map(self.number))
            .sort_values(["agent", "number", "start"], ignore_index=True)
            .drop(columns="number")
        )
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


def _required(required: Any) -> pd.DataFrame:
    table = frame_of(required, ("day", "shift", "agents"), "required").reset_index(drop=True)
    if table.empty:
        raise InvalidValue("required", texts.RULE_SOME_DAY, 0)
    return table.assign(agents=numbers_of(table, "agents", texts.RULE_AGENTS, empty=False))


def _team(team: Any) -> pd.DataFrame:
    table = frame_of(team, ("agent", "weekly_hours"), "team").reset_index(drop=True)
    unnamed = table["agent"].isna() | (table["agent"].astype(str).str.strip() == "")
    if unnamed.any():
        raise InvalidData("agent", texts.RULE_NAMED, table["agent"][unnamed].iloc[0], line=int(np.argmax(unnamed)) + 2)
    if table["agent"].duplicated().any():
        raise InvalidValue("agent", texts.RULE_ONE_ROW, str(table.loc[table["agent"].duplicated(), "agent"].iloc[0]), texts.WAY_HOMONYM)
    hours = numbers_of(table, "weekly_hours", texts.RULE_HOURS, empty=False)
    if (hours <= 0).any():
        raise InvalidData(
            "weekly_hours", texts.RULE_HOURS, table["weekly_hours"].iloc[int(np.argmin(hours))], line=int(np.argmin(hours)) + 2
        )
    away: list[Any] = table["away"].tolist() if "away" in table.columns else [None] * len(table)
    return table.assign(weekly_hours=hours, away=away, off=pd.Series([_away(cell) for cell in away], dtype=object))


def _away(cell: Any) -> frozenset[int]:
    if cell is None or cell is pd.NaT or (isinstance(cell, float) and np.isnan(cell)) or (isinstance(cell, str) and not cell.strip()):
        return frozenset()
    days = re.split(r"[\s,;]+", cell.strip()) if isinstance(cell, str) else list(cell) if np.iterable(cell) else [cell]
    return frozenset(days_numbered(day for day in days if day != "").values())
