"""Which shifts cover the day? The cheapest whole numbers of each, proven.

A shift type covers some intervals and costs those that are paid. Covering what is required
at the least cost is a set cover; HiGHS (inside scipy) solves a day of two hundred types in
a fraction of a second and proves it. A week is solved a day at a time, for days share no
shift. A break that may float makes one column of each of its positions: more columns, and
faster than an implicit formulation with fewer.

Days off couple the days: tours are solved implicitly (how many work, by day and shift; how
many have which two days off), to within the gap that is shown, which is never called proven.

Source: Dantzig (1954); breaks after Aykin (1996); implicit tours after Bailey (1985).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue, UnknownName
from crm_course.foundations.said import Said

from . import texts

__all__ = ["Break", "Schedule", "ShiftType", "Tours", "schedule", "tours"]

Floats = NDArray[np.float64]
_SAME = 1e-7
"""Two costs that differ by less than this share are one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftType:
    """A shift: `length` intervals from number `start` on; `cost` is its length unless said."""

    start: int
    length: int
    name: str = ""
    cost: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A break of `length` intervals that begins from `earliest` to `latest` intervals after the shift does."""

    length: int = 1
    earliest: int = 8
    latest: int = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule(Said):
    """Shifts for a day, or for several.

    Attributes
    ----------
    counts : array
        How many of each type (days × types for several days).
    coverage : array
        Agents at the phones per interval.
    cost, bound : float
        Of the whole, and the least that any schedule can cost.
    proven : bool
        Whether nothing cheaper exists.
    gap : float
        Share of the cost by which a cheaper one could still exist.
    missing : array
        Agents short per interval, where being short has a price.
    breaks : DataFrame or None
        ``day, type, break_at, agents``: where the breaks of each type lie.
    """

    counts: NDArray[np.int64]
    coverage: Floats
    cost: float
    bound: float
    proven: bool
    gap: float
    missing: Floats = field(repr=False)
    breaks: pd.DataFrame | None = field(repr=False, default=None)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        said = texts.SCHEDULE_PROVEN if self.proven else texts.SCHEDULE_BOUND
        return said.say(shifts=int(self.counts.sum()), cost=self.cost, gap=self.gap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tours:
    """Weekly tours: how many people, on which days off, in which shifts.

    `counts` is days × types, `people` the number of tours by length class and days off.
    `bound` is what no plan can go below; the gap is shown, and is not called proven.
    """

    counts: NDArray[np.int64]
    people: pd.DataFrame
    coverage: Floats
    cost: float
    bound: float
    gap: float


def schedule(
    required: Any,
    shifts: Any,
    *,
    understaffing_price: float | None = None,
    breaks: Break | tuple[int, int, int] | None = None,
    time_limit: float = 20,
) -> Schedule:
    """The cheapest shifts that put at least `required` agents at the phones in each interval.

    Parameters
    ----------
    required : array
        Agents per interval; days × intervals for several days, each solved by itself.
    shifts : array or sequence of ShiftType
        A 0/1 array, types × intervals: 1 where a shift is at the phones. Its cost is its
        number of ones. Records may be dictionaries or a frame: ``start, length[, name, cost]``.
    understaffing_price : float, optional
        What one agent short in one interval costs, in paid intervals; without it nobody may
        be short.
    breaks : Break or (length, earliest, latest), optional
        Each shift gets one break, which may float: paid, and away from the phones.
    time_limit : float
        Seconds for each day; beyond them the best found so far is given with its bound.

    Raises
    ------
    InvalidValue
        An interval needs agents and no shift reaches it, and being short has no price.

    >>> plan = schedule([1, 2, 2, 1], [[1, 1, 1, 0], [0, 1, 1, 1]])
    >>> plan.counts.tolist(), plan.cost, plan.proven
    ([1, 1], 6.0, True)
    """
    need = _need(required)
    rows, cost = _types(shifts, need.shape[-1])
    columns = _columns(rows, cost, breaks)
    if understaffing_price is None:
        _reached(need, columns.cover)
    else:
        checks.positive("understaffing_price", understaffing_price)
    days = [_solved(day, columns, understaffing_price, checks.positive("time_limit", time_limit)) for day in np.atleast_2d(need)]
    return _together(days, columns, need)


def tours(
    required: Any,
    shifts: Any,
    *,
    days_off: int = 2,
    understaffing_price: float = 2.0,
    time_limit: float = 20,
    gap: float = 1e-3,
) -> Tours:
    """Weekly tours with `days_off` days off in a row: 7 × intervals in, people by class and days off out.

    Everyone works shifts of one length; the start may differ from day to day.
    """
    need = np.atleast_2d(_need(required))
    if need.shape[0] != 7:
        raise InvalidValue("required", texts.RULE_SEVEN, need.shape[0])
    rows, cost = _types(shifts, need.shape[1])
    terms = (
        checks.whole("days_off", days_off, least=0), checks.positive("understaffing_price", understaffing_price),
        checks.positive("time_limit", time_limit), checks.share("gap", gap),
    )  # fmt: skip
    return _toured(need, rows, cost, rows.sum(axis=1).astype(int).tolist(), terms)


# -- inputs -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a day chooses from: cover (columns × intervals), cost, type and break of each column."""

    cover: Floats
    cost: Floats
    of_type: NDArray[np.int64]
    break_at: NDArray[np.int64]
    types: int


def _need(required: Any) -> Floats:
    if isinstance(required, pd.DataFrame):
        named = next((name for name in ("required", "agents") if name in required.columns), None)
        required = required[named] if named else required.squeeze(axis=1)
    try:
        need = np.asarray(required, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue("required", texts.RULE_AGENTS, required) from None
    if need.ndim not in (1, 2) or need.size == 0 or not np.isfinite(need).all() or (need < 0).any():
        raise InvalidValue("required", texts.RULE_AGENTS, required)
    return need


def _types(shifts: Any, intervals: int) -> tuple[Floats, Floats]:
    shifts = _listed(shifts)
    if len(shifts) and isinstance(shifts[0], ShiftType):
        rows = np.zeros((len(shifts), intervals))
        for place, shift in enumerate(shifts):
            if not 0 <= shift.start < shift.start + shift.length <= intervals:
                raise InvalidValue(texts.SHIFT, texts.RULE_INSIDE, shift.name or place, intervals=intervals)
            rows[place, shift.start : shift.start + shift.length] = 1
        return rows, np.array(
            [shift.length if shift.cost is None else checks.non_negative("cost", shift.cost) for shift in shifts], dtype=float
        )
    try:
        rows = np.asarray(shifts, dtype=float)
    except (TypeError, ValueError):
        raise InvalidValue(texts.SHIFTS, texts.RULE_ZERO_ONE, type(shifts[0]).__name__, intervals=intervals) from None
    if rows.ndim != 2 or not rows.size or rows.shape[1] != intervals or not np.isin(rows, (0, 1)).all():
        raise InvalidValue(texts.SHIFTS, texts.RULE_ZERO_ONE, rows.shape, intervals=intervals)
    return rows, rows.sum(axis=1)


def _listed(shifts: Any) -> Any:
    """An array, or a list of :class:`ShiftType`: records may also be dictionaries or the rows of a frame that has ``start, length``."""
    if isinstance(shifts, pd.DataFrame):
        shifts = shifts.to_dict("records") if {"start", "length"} <= set(shifts.columns) else shifts.to_numpy()
    elif isinstance(shifts, ShiftType | str) or not np.iterable(shifts):
        shifts = [shifts]
    elif not isinstance(shifts, np.ndarray):
        shifts = list(shifts)
    if len(shifts) and isinstance(shifts[0], Mapping):
        return [_of_record(record) for record in shifts]
    return shifts


def _of_record(record: Mapping[str, Any]) -> ShiftType:
    for name in record:
        checks.choice(texts.SHIFT, name, ("start", "length", "name", "cost"))
    if not {"start", "length"} <= set(record):
        raise UnknownName(texts.COLUMN, "start, length", map(str, record))
    whole = {name: checks.whole(name, record[name]) for name in ("start", "length")}
    cost = record.get("cost")
    return ShiftType(**whole, name=str(record.get("name", "")), cost=None if cost is None or pd.isna(cost) else float(cost))


def _break(breaks: Any) -> Break:
    if isinstance(breaks, Mapping) and set(breaks) <= {"length", "earliest", "latest"}:
        breaks = Break(**breaks)
    elif isinstance(breaks, tuple | list) and len(breaks) == 3:
        breaks = Break(length=breaks[0], earliest=breaks[1], latest=breaks[2])
    if not isinstance(breaks, Break):
        raise InvalidValue("breaks", texts.RULE_BREAK, breaks)
    for name in ("length", "earliest", "latest"):
        checks.whole(name, getattr(breaks, name), least=int(name == "length"))
    if breaks.earliest > breaks.latest:
        raise InvalidValue("breaks", texts.RULE_BREAK, breaks)
    return breaks


def _columns(rows: Floats, cost: Floats, breaks: Any) -> _Columns:
    if breaks is None:
        return _Columns(rows, cost, np.arange(len(rows), dtype=np.int64), np.full(len(rows), -1, dtype=np.int64), len(rows))
    rule = _break(breaks)
    cover, of_type, at = [], [], []
    for place, row in enumerate(rows):
        positions = _positions(row, rule)
        for begin in positions or [-1]:
            away = row.copy()
            if begin >= 0:
                away[begin : begin + rule.length] = 0
            cover.append(away)
            of_type.append(place)
            at.append(begin)
    return _Columns(np.array(cover), cost[of_type], np.array(of_type, dtype=np.int64), np.array(at, dtype=np.int64), len(rows))


def _positions(row: Floats, rule: Break) -> list[int]:
    """Where the break may begin; nowhere in a shift too short for one."""
    ones = np.flatnonzero(row)
    if not ones.size:
        return []
    latest = min(ones[0] + rule.latest, ones[-1] - rule.length)
    return list(range(int(ones[0] + rule.earliest), int(latest) + 1))


def _reached(need: Floats, cover: Floats) -> None:
    lost = np.flatnonzero((np.atleast_2d(need).max(axis=0) > 0) & (cover.sum(axis=0) == 0))
    if lost.size:
        raise InvalidValue(texts.INTERVAL, texts.RULE_REACHED, int(lost[0]), texts.WAY_REACHED)


# -- solving ------------------------------------------------------------------------------


def _solved(need: Floats, columns: _Columns, price: float | None, limit: float) -> tuple[NDArray[np.int64], Floats, float, float, bool]:
    """Columns chosen, agents short, cost, bound, proven.

    Two plans differ by a multiple of `step`, so none is cheaper than the relaxation rounded
    up to one. A plan at that cost is looked for first among the few columns that near-best
    relaxations use; only where there is none, among all.
    """
    from scipy import optimize, sparse

    size, intervals = columns.cover.shape
    cover = sparse.csr_array(columns.cover.T)
    cost = columns.cost if price is None else np.concatenate([columns.cost, np.full(intervals, float(price))])
    matrix = sparse.csr_array(cover if price is None else sparse.hstack([cover, sparse.eye_array(intervals)]))
    asked = np.ceil(need - 1e-9)
    relaxed: Any = optimize.linprog(cost, A_ub=-matrix, b_ub=-asked)  # type: ignore[call-overload]
    step, whole = _step(cost), np.ceil(relaxed.x - 1e-9)
    least = np.ceil((relaxed.fun - 1e-6) / step) * step if step else float(relaxed.fun)
    bound = least
    for kept in (_few(cost, matrix, asked, relaxed, least), np.arange(len(cost))):
        if cost @ whole - bound <= _SAME * max(cost @ whole, 1.0):
            break
        found = optimize.milp(
            cost[kept], constraints=optimize.LinearConstraint(matrix[:, kept], asked, np.inf), integrality=np.ones(len(kept), dtype=np.int64),
            bounds=optimize.Bounds(0, np.inf), options={"time_limit": limit, "mip_rel_gap": min(0.99 * step / max(cost @ whole, 1e-9), 1.0)},
        )  # fmt: skip
        if found.x is not None and cost[kept] @ np.rint(found.x) < cost @ whole:
            whole = np.zeros(len(cost))
            whole[kept] = np.rint(found.x)
        if len(kept) == len(cost) and found.mip_dual_bound is not None:
            proved = float(found.mip_dual_bound)
            bound = max(least, np.ceil((proved - 1e-6) / step) * step if step else proved)
    total = float(cost @ whole)
    proven = bool(total - bound <= _SAME * max(total, 1.0))
    short = np.zeros(intervals) if price is None else whole[size:]
    return whole[:size].astype(np.int64), short, total, total if proven else float(bound), proven


def _few(cost: Floats, matrix: Any, asked: Floats, relaxed: Any, least: float) -> NDArray[np.intp]:
    """Columns that a plan of cost `least` may hold and that some near-best relaxation uses: where reduced costs leave many, these are few."""
    from scipy import optimize

    reduced = cost + matrix.T @ relaxed.ineqlin.marginals
    allowed = np.flatnonzero(reduced <= least - relaxed.fun + 1e-6)
    used, rng = relaxed.x > 1e-9, np.random.default_rng(0)
    for _ in range(6 if allowed.size else 0):
        price: Any = cost[allowed] * (1 + 0.02 * rng.random(len(allowed)))
        shaken: Any = optimize.linprog(price, A_ub=-matrix[:, allowed], b_ub=-asked)
        if shaken.x is not None:
            used[allowed[shaken.x > 1e-9]] = True
    return np.flatnonzero(used)


def _step(cost: Floats) -> float:
    """The greatest amount of which every cost is a whole multiple, among thousandths; 0 where there is none."""
    thousandths = np.rint(cost * 1000)
    if not np.allclose(cost * 1000, thousandths, atol=1e-6) or not thousandths.any():
        return 0.0
    return float(np.gcd.reduce(thousandths.astype(np.int64))) / 1000


def _together(days: list[Any], columns: _Columns, need: Floats) -> Schedule:
    chosen = np.array([day[0] for day in days])
    counts = np.zeros((len(days), columns.types), dtype=np.int64)
    for column, kind in enumerate(columns.of_type):
        counts[:, kind] += chosen[:, column]
    coverage, missing = chosen @ columns.cover, np.array([day[1] for day in days])
    cost, bound = sum(day[2] for day in days), sum(day[3] for day in days)
    flat = need.ndim == 1
    return Schedule(
        counts=counts[0] if flat else counts, coverage=coverage[0] if flat else coverage, missing=missing[0] if flat else missing,
        cost=cost, bound=bound, proven=all(day[4] for day in days), gap=(cost - bound) / cost if cost else 0.0,
        breaks=_breaks(chosen, columns),
    )  # fmt: skip


def _breaks(chosen: NDArray[np.int64], columns: _Columns) -> pd.DataFrame | None:
    if (columns.break_at < 0).all():
        return None
    day, column = np.nonzero(chosen)
    frame = pd.DataFrame({"day": day, "type": columns.of_type[column], "break_at": columns.break_at[column], "agents": chosen[day, column]})
    return frame[frame["break_at"] >= 0].reset_index(drop=True)


def _toured(need: Floats, rows: Floats, cost: Floats, lengths: list[int], terms: tuple[int, float, float, float]) -> Tours:
    from scipy import optimize, sparse

    days_off, price, limit, gap = terms
    types, intervals = rows.shape
    classes = sorted(set(lengths))
    patterns = [{(first + step) % 7 for step in range(days_off)} for first in range(7)] if days_off else [set()]
    shift, tour = 7 * types, len(classes) * len(patterns)
    covering = sparse.hstack([sparse.block_diag([rows.T] * 7), sparse.csr_array((7 * intervals, tour)), sparse.eye_array(7 * intervals)])
    linked = sparse.lil_array((len(classes) * 7, shift + tour + 7 * intervals))
    for place, length in enumerate(classes):
        for day in range(7):
            linked[7 * place + day, [day * types + kind for kind in range(types) if lengths[kind] == length]] = 1
            linked[7 * place + day, [shift + place * len(patterns) + one for one, off in enumerate(patterns) if day not in off]] = -1
    weights = np.concatenate([np.tile(cost, 7), np.zeros(tour), np.full(7 * intervals, float(price))])
    found = optimize.milp(
        weights, integrality=np.ones(len(weights), dtype=np.int64), bounds=optimize.Bounds(0, np.inf),
        constraints=[optimize.LinearConstraint(covering, np.ceil(need).ravel(), np.inf), optimize.LinearConstraint(linked.tocsr(), 0, 0)],
        options={"time_limit": checks.positive("time_limit", limit), "mip_rel_gap": gap},
    )  # fmt: skip
    if found.x is None:
        raise InvalidValue("time_limit", texts.RULE_ENOUGH_TIME, limit, texts.WAY_MORE_TIME)
    whole = np.rint(found.x)
    counts = whole[:shift].reshape(7, types).astype(np.int64)
    people = pd.DataFrame([(length, *sorted(off), int(whole[shift + place * len(patterns) + one])) for place, length in enumerate(classes)
                           for one, off in enumerate(patterns)], columns=["length", *(f"off_{n + 1}" for n in range(days_off)), "people"])  # fmt: skip
    total, bound = float(weights @ whole), float(found.mip_dual_bound)
    return Tours(counts=counts, people=people[people["people"] > 0].reset_index(drop=True), coverage=counts @ rows, cost=total, bound=bound,
                 gap=(total - bound) / total if total else 0.0)  # fmt: skip
