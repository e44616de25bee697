"""Who should know what? Teams of several skills, by simulation.

There is no formula. Two answers enclose it: everyone knows everything (pooled), and each
skill has its own people (separate). Between them a simulation plays the calls one by one: a
call goes to the free agent with the fewest skills among those who know it, so that the
versatile stay free; an agent who becomes free takes the caller who has waited longest among
those he can serve.

Source: skill-based routing as in Gans, Koole and Mandelbaum (2003).
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.said import Said

from ..staffing import agents_needed
from . import texts
from .given import frame_of, numbers_of

__all__ = ["SkillMix", "skills"]

_WARM_UP = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillMix(Said):
    """What a team of several skills delivers.

    Attributes
    ----------
    service_level : pandas.Series
        Share of calls answered within the threshold, by skill, simulated.
    standard_error : pandas.Series
        Of these shares.
    pooled, separate : int
        Agents needed if everyone knew everything, and if each skill had its own people.
    agents : int
        Agents of the team.
    erlangs : float
        The load: no team below it can keep up.
    """

    service_level: pd.Series
    standard_error: pd.Series
    pooled: int
    separate: int
    agents: int
    erlangs: float
    mean_wait_seconds: pd.Series = field(repr=False)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        worst = str(self.service_level.idxmin())
        return texts.SKILLS.say(
            agents=self.agents, worst=worst, level=float(self.service_level[worst]), pooled=self.pooled, separate=self.separate
        )


def skills(
    demand: pd.DataFrame,
    teams: pd.DataFrame,
    *,
    rng: np.random.Generator | int,
    interval_seconds: float = 900,
    within_seconds: float = 20,
    service_level: float = 0.8,
    number_of_calls: int = 40_000,
) -> SkillMix:
    """Simulate teams that know several skills.

    Parameters
    ----------
    demand : DataFrame
        ``skill, calls, handle_seconds`` per interval.
    teams : DataFrame
        ``skills, agents``: the skills of a team as text with spaces (``"order returns"``) or a
        list, and how many people it has.
    rng : Generator or int
    interval_seconds, within_seconds, service_level
        As for :func:`agents_needed`.
    number_of_calls : int
        Drawn in all; the first tenth is not counted.

    Raises
    ------
    InvalidValue
        A team smaller than the load, or a skill that nobody has: the queue would never end.

    >>> demand = pd.DataFrame({"skill": ["order", "returns"], "calls": [50, 50], "handle_seconds": [180, 180]})
    >>> mix = skills(demand, pd.DataFrame({"skills": ["order", "returns", "order returns"], "agents": [10, 10, 5]}), rng=1)
    >>> mix.pooled, mix.separate, bool(mix.service_level.min() > 0.8)
    (24, 28, True)
    """
    names, calls, handle = _demand(demand)
    known, sizes = _teams(teams, names)
    load = calls * handle / checks.positive("interval_seconds", interval_seconds)
    _can_keep_up(names, load, known, sizes)
    if rng is None:
        raise InvalidValue("rng", texts.RULE_RNG, rng)
    source = np.random.default_rng(rng)
    arrival, skill, work = _drawn(source, calls, handle, interval_seconds, checks.whole("number_of_calls", number_of_calls, least=1_000))
    wait = _played(arrival, skill, work, known, sizes)
    counted = arrival > arrival[int(_WARM_UP * len(arrival))]
    in_time = wait <= checks.non_negative("within_seconds", within_seconds)
    level, error, mean = (np.array([measure(one) for one in range(len(names))]) for measure in _measures(in_time, wait, skill, counted))
    promise = {"interval_seconds": interval_seconds, "within_seconds": within_seconds, "service_level": service_level}
    pooled = agents_needed(float(calls.sum()), float((calls * handle).sum() / calls.sum()), **promise)
    index = pd.Index(names, name="skill")
    return SkillMix(
        service_level=pd.Series(level, index), standard_error=pd.Series(error, index), mean_wait_seconds=pd.Series(mean, index),
        pooled=int(pooled), separate=int(np.sum(agents_needed(calls, handle, **promise))), agents=int(sizes.sum()), erlangs=float(load.sum()),
    )  # fmt: skip


# -- private ------------------------------------------------------------------------------


def _demand(demand: pd.DataFrame) -> tuple[list[str], Any, Any]:
    demand = frame_of(demand, ("skill", "calls", "handle_seconds"), "demand")
    figures = np.column_stack([numbers_of(demand, name, texts.RULE_DEMAND) for name in ("calls", "handle_seconds")])
    for place, (skill, row) in enumerate(zip(demand["skill"], figures, strict=True), start=2):
        if not (np.isfinite(row).all() and (row > 0).all()):
            raise InvalidData("calls", texts.RULE_DEMAND, f"{skill}: {row[0]:g}, {row[1]:g} s", line=place)
    names = [str(name) for name in demand["skill"]]
    if len(set(names)) < len(names):
        raise InvalidValue("skill", texts.RULE_ONE_ROW, next(name for name in names if names.count(name) > 1), texts.WAY_ONE_ROW)
    return names, figures[:, 0], figures[:, 1]


def _teams(teams: pd.DataFrame, names: list[str]) -> tuple[list[tuple[int, ...]], Any]:
    teams = frame_of(teams, ("skills", "agents"), "teams")
    known = []
    for cell in teams["skills"]:
        listed = _listed(cell, names)
        for skill in listed:
            if skill not in names:
                raise UnknownName("skill", skill, names)
        known.append(tuple(sorted({names.index(skill) for skill in listed})))
    return known, np.array([checks.whole("agents", agents, least=0) for agents in teams["agents"]], dtype=np.int64)


def _listed(cell: Any, names: list[str]) -> list[str]:
    """The skills of a cell: a list, or text with commas, slashes or plus signs, with spaces where no skill has one."""
    if not isinstance(cell, str):
        return [str(skill) for skill in cell] if np.iterable(cell) else [str(cell)]
    parts = [part.strip() for part in re.split(r"[,;/+|]", cell) if part.strip()]
    return [word for part in parts for word in ([part] if part in names else part.split())]


def _can_keep_up(names: list[str], load: Any, known: list[tuple[int, ...]], sizes: Any) -> None:
    """Each set of skills must have more people who know one of them than it has erlangs."""
    for place, name in enumerate(names):
        people = sum(int(size) for size, skills_of in zip(sizes, known, strict=True) if place in skills_of)
        if people <= load[place]:
            raise InvalidValue(name, texts.RULE_KEEP_UP, people, texts.WAY_KEEP_UP, load=float(load[place]))
    if sizes.sum() <= load.sum():
        raise InvalidValue(texts.TEAM, texts.RULE_KEEP_UP, int(sizes.sum()), texts.WAY_KEEP_UP, load=float(load.sum()))
    for some in (set(group) for size in range(2, min(len(names), 12)) for group in combinations(range(len(names)), size)):
        people, work = sum(int(size) for size, of in zip(sizes, known, strict=True) if some & set(of)), float(load[list(some)].sum())
        if people <= work:
            raise InvalidValue(" + ".join(names[place] for place in sorted(some)), texts.RULE_KEEP_UP, people, texts.WAY_KEEP_UP, load=work)


def _drawn(source: np.random.Generator, calls: Any, handle: Any, interval: float, number: int) -> tuple[Any, Any, Any]:
    arrival = np.cumsum(source.exponential(interval / calls.sum(), number))
    skill = source.choice(len(calls), size=number, p=calls / calls.sum())
    return arrival, skill, source.exponential(handle[skill])


def _played(arrival: Any, skill: Any, work: Any, known: list[tuple[int, ...]], sizes: Any) -> Any:
    """Waits, call by call."""
    free = [int(size) for size in sizes]
    takers = [
        sorted((team for team, of in enumerate(known) if one in of), key=lambda team: len(known[team]))
        for one in range(int(skill.max()) + 1)
    ]
    waiting: list[deque[int]] = [deque() for _ in takers]
    ends: list[tuple[float, int]] = []
    start = np.empty(len(arrival))
    arrivals, kinds, works = arrival.tolist(), skill.tolist(), work.tolist()

    def release(until: float) -> None:
        while ends and ends[0][0] <= until:
            now, team = heappop(ends)
            oldest = min((waiting[one][0] for one in known[team] if one < len(waiting) and waiting[one]), default=None)
            if oldest is None:
                free[team] += 1
            else:
                waiting[kinds[oldest]].popleft()
                start[oldest] = now
                heappush(ends, (now + works[oldest], team))

    for call, now in enumerate(arrivals):
        release(now)
        team = next((team for team in takers[kinds[call]] if free[team]), None)
        if team is None:
            waiting[kinds[call]].append(call)
        else:
            free[team] -= 1
            start[call] = now
            heappush(ends, (now + works[call], team))
    release(np.inf)
    return start - arrival


def _measures(in_time: Any, wait: Any, skill: Any, counted: Any) -> tuple[Any, Any, Any]:
    """By skill: the level, its standard error by batches, the mean wait."""
    batch = np.array_split(np.flatnonzero(counted), 20)

    def level(one: int) -> float:
        mine = counted & (skill == one)
        return float(in_time[mine].mean()) if mine.any() else float("nan")

    def error(one: int) -> float:
        parts = [in_time[part][skill[part] == one] for part in batch]
        means = [part.mean() for part in parts if part.size]
        return float(np.std(means, ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("nan")

    def mean(one: int) -> float:
        mine = counted & (skill == one)
        return float(wait[mine].mean()) if mine.any() else float("nan")

    return level, error, mean
