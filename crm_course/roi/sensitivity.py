"""What must be true? Which figures decide, and by how much they may be wrong.

Every tool moves inputs of a :class:`~crm_course.roi.study.Study` by their names and reads
one of its outcomes; all values of an input are computed in one broadcast call.

>>> from crm_course.roi import Plan, Study
>>> before = Plan(turnover=1_200_000, variable_rates={"all": 0.685}, fixed_costs=180_000)
>>> after = Plan(turnover=1_640_000, variable_rates={"all": 0.740}, fixed_costs=220_000)
>>> study = Study(before=before, after=after)
>>> round(goal_seek(study, of="gain", equals=0, by="turnover"))
1607692
>>> round(goal_seek(study, of="gain", equals=0, by="all"), 5)
0.74512
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import optimize

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.shown import marked

from . import texts
from .columns import OUTCOMES as KNOWN
from .study import PROJECT_INPUTS, side_of

if TYPE_CHECKING:
    from .study import Study

__all__ = ["critical_values", "goal_seek", "goal_seek_all", "one_way", "scenarios", "switch_points", "tornado", "two_way"]

Floats = NDArray[np.float64]
Range = tuple[float, float]

OVER_YEARS = frozenset({"npv", "irr", "payback", "discounted_payback", "peak_need"})
"""Outcomes that the investment and its rates change."""

OF = "crm_course.of"
"""Where a frame notes the outcome that it holds."""

POINTS = 801
"""Values of an input tried between the ends of its range before roots are refined."""


def goal_seek(study: Study, *, of: str | None = None, equals: float = 0.0, by: str, between: Range | None = None) -> float:
    """The value of the input `by` at which the outcome `of` is `equals`: the nearest to its present value.

    Parameters
    ----------
    study : Study
    of : str, optional
        An outcome (``gain``, ``npv``, ``payback``…); by default the one that decides.
    equals : float
    by : str
        An input (``turnover``, ``purchases``, ``before.fixed_costs``…).
    between : (low, high), optional
        Where to look. By default from 0 to 20 times the present value (shares: to 1).

    Returns
    -------
    float
        NaN where no value in the range does it.
    """
    found = goal_seek_all(study, of=of, equals=equals, by=by, between=between)
    present = float(study.value(by))
    return float(found[np.argmin(np.abs(found - present))]) if len(found) else float("nan")


def goal_seek_all(study: Study, *, of: str | None = None, equals: float = 0.0, by: str, between: Range | None = None) -> Floats:
    """Every value of `by` in the range at which `of` is `equals`, ascending."""
    checks.finite("equals", equals)
    low, high = _range(study, by, between)
    present = float(study.value(by))
    tried = np.unique(np.concatenate([np.linspace(low, high, POINTS), [np.clip(present, low, high)]]))
    distance = _outcome(study, of, {by: tried}) - equals

    def off(value: float) -> float:
        return float(study.having({by: value}).outcome(of)) - equals

    exact = tried[distance == 0]
    crossing = _crossing(distance)
    roots = [optimize.brentq(off, tried[i], tried[i + 1], xtol=1e-12 * max(1.0, abs(high)), rtol=1e-14) for i in crossing]
    return np.sort(np.concatenate([exact, np.asarray(roots, dtype=float)]))


def critical_values(study: Study, *, of: str | None = None, equals: float = 0.0, by: Sequence[str] | None = None) -> pd.DataFrame:
    """How far each input may move, alone, before the outcome falls to `equals`.

    Returns
    -------
    DataFrame
        Index ``input``; columns ``present``, ``critical`` (NaN: no value in reach),
        ``change`` (in the input's unit) and ``relative_change`` (of the present value);
        the input with the least room first.
    """
    names = list(by) if by is not None else _movable(study, of)
    rows = [(name, float(study.value(name)), goal_seek(study, of=of, equals=equals, by=name)) for name in names]
    frame = pd.DataFrame(rows, columns=["input", "present", "critical"]).set_index("input")
    frame["change"] = frame["critical"] - frame["present"]
    frame["relative_change"] = frame["change"] / frame["present"].where(frame["present"] != 0)
    return marked(frame.sort_values("relative_change", key=np.abs), study.kinds)


def switch_points(study: Study, other: Study, *, of: str | None = None, by: str, between: Range | None = None) -> Floats:
    """The values of an input, the same in both studies, at which both lead to the same outcome."""
    low, high = _range(study, by, between)
    tried = np.linspace(low, high, POINTS)
    with np.errstate(invalid="ignore"):  # never reached in both: no gap to speak of
        gap = _outcome(study, of, {by: tried}) - _outcome(other, of, {by: tried})

    def off(value: float) -> float:
        return float(study.having({by: value}).outcome(of)) - float(other.having({by: value}).outcome(of))

    roots = [optimize.brentq(off, tried[i], tried[i + 1]) for i in _crossing(gap)]
    return np.sort(np.concatenate([tried[gap == 0], np.asarray(roots, dtype=float)]))


def one_way(study: Study, by: str, values: ArrayLike, *, of: str | Sequence[str] | None = None) -> pd.DataFrame:
    """Outcomes for several values of one input: a row per value, a column per outcome."""
    names = [of or study.decides_on] if of is None or isinstance(of, str) else list(of)
    tried = np.asarray(values, float)
    frame = pd.DataFrame({name: _outcome(study, name, {by: tried}) for name in names}, index=pd.Index(tried, name=by))
    return marked(frame, study.kinds)


def two_way(
    study: Study, rows: str, row_values: ArrayLike, columns: str, column_values: ArrayLike, *, of: str | None = None
) -> pd.DataFrame:
    """An outcome for all pairs of values of two inputs: one down, one across."""
    if rows == columns:
        raise InvalidValue("columns", texts.TWO_INPUTS_RULE, columns)
    down, across = np.asarray(row_values, float), np.asarray(column_values, float)
    grid, of = np.meshgrid(down, across, indexing="ij"), of or study.decides_on
    outcome = _outcome(study, of, {rows: grid[0], columns: grid[1]})
    frame = pd.DataFrame(outcome, index=pd.Index(down, name=rows), columns=pd.Index(across, name=columns))
    return _about(marked(frame, study.kinds, cells=KNOWN[of].kind), of)


def tornado(
    study: Study, by: Mapping[str, Range] | Sequence[str] | None = None, *, swing: float | None = None, of: str | None = None
) -> pd.DataFrame:
    """What each input, moved alone, does to the outcome; the strongest first.

    Parameters
    ----------
    by : mapping or sequence, optional
        Input to its (low, high) values; or inputs. By default the study's uncertain inputs,
        or all where it has none.
    swing : float, optional
        Relative, for each: 0.10 is ±10 %. By default each input moves in its own range: between the
        values that 1 case in 10 falls below and exceeds where the study knows its doubt, else
        ±10 % (a share by at least one point).

    Returns
    -------
    DataFrame
        Index ``input``; columns ``low``, ``high`` (values of the input), ``at_low``,
        ``at_high`` (outcomes), ``base`` and ``swing`` (the distance of the two).
    """
    of = of or study.decides_on
    ranges = by if isinstance(by, Mapping) else _swings(study, of, by, swing)
    base = float(study.outcome(of))
    rows = []
    for name, (low, high) in ranges.items():
        at_low, at_high = _outcome(study, of, {name: np.array([low, high], float)})
        rows.append((name, low, high, at_low, at_high, base, 0.0 if at_high == at_low else abs(at_high - at_low)))  # also where both are ∞
    frame = pd.DataFrame(rows, columns=["input", "low", "high", "at_low", "at_high", "base", "swing"]).set_index("input")
    return _about(marked(frame.sort_values("swing", ascending=False, kind="stable"), study.kinds, cells=KNOWN[of].kind), of)


def scenarios(study: Study, of: Sequence[str] = ("gain", "npv", "break_even_turnover", "required_turnover", "payback")) -> pd.DataFrame:
    """The named scenarios side by side: a row per outcome, the study as it is first.

    The first column is named ``""``: it is the study itself.
    """
    named: dict[str, Study] = {"": study, **{name: study.having(changes) for name, changes in study.scenarios.items()}}
    columns = {name: [float(version.outcome(outcome)) for outcome in of] for name, version in named.items()}
    return pd.DataFrame(columns, index=pd.Index(list(of), name="outcome"))


# -- helpers ------------------------------------------------------------------------------


def _outcome(study: Study, of: str | None, changes: Mapping[str, Floats]) -> Floats:
    shape = np.broadcast_shapes(*(np.shape(value) for value in changes.values()))
    return np.broadcast_to(np.asarray(study.having(changes).outcome(of), float), shape).copy()


def _crossing(gap: Floats) -> NDArray[np.intp]:
    """Where a finite gap changes its sign before the next value."""
    finite = np.isfinite(gap[:-1]) & np.isfinite(gap[1:])
    return np.flatnonzero(finite & (np.sign(gap[:-1]) * np.sign(gap[1:]) < 0))


def _range(study: Study, by: str, between: Range | None) -> Range:
    present = float(study.value(by))
    if between is not None:
        low, high = (checks.finite("between", end) for end in between)
        if low >= high:
            raise InvalidValue("between", texts.RANGE_RULE, between)
        return low, high
    return _domain(study, by, present)


def _domain(study: Study, by: str, present: float) -> Range:
    """Where an input makes sense: shares within 0–1, growth from −100 %, amounts from 0."""
    if by == "growth":
        return -1.0, max(10.0, 20 * abs(present))
    if study.kinds[by] == "share":
        return 0.0, 1.0
    scale = max(abs(present), float(study.after.turnover), float(study.before.turnover), 1.0)
    return 0.0, 20 * present if present > 0.05 * scale else scale


def _movable(study: Study, of: str | None) -> list[str]:
    """The inputs of the plan after and, for outcomes over the years, of the project."""
    invested = (of or study.decides_on) in OVER_YEARS and study.project.investment != 0
    names = [name for name in study.inputs if side_of(study, name)[0] != "before" and name != "growth"]
    return [name for name in names if name not in PROJECT_INPUTS or (invested and study.value(name) != 0)]


def own_range(study: Study, name: str) -> Range:
    """Between which values an input is believed to lie: 8 cases in 10 where its doubt is known, else ±10 %, a share at least ±1 point."""
    if name in study.uncertain:
        shape = study.uncertain[name]
        return float(shape.quantile(0.1)), float(shape.quantile(0.9))
    present = float(study.value(name))
    reach = max(abs(present) * 0.10, 0.01 if study.kinds[name] == "share" and present else 0.0)
    low = present - reach
    return (max(low, 0.0) if study.kinds[name] == "share" and name != "growth" else low), present + reach


def _swings(study: Study, of: str, by: Sequence[str] | None, swing: float | None) -> dict[str, Range]:
    names = list(by) if by is not None else list(study.uncertain) if study.uncertain and swing is None else _movable(study, of)
    if swing is None:
        return {name: own_range(study, name) for name in names}
    part = checks.non_negative("swing", swing)
    return {name: (float(study.value(name)) * (1 - part), float(study.value(name)) * (1 + part)) for name in names}


def deciding_inputs(study: Study) -> list[str]:
    """The figures of the plan with the project that an owner can do something about: sales, costs, volumes."""
    plan = study.after
    lines = [line.name for line in plan.lines if np.any(np.asarray(line.amount) != 0)]
    return ["turnover", "fixed_costs", *plan.variable_rates, *lines, *plan.volumes]


def _about(frame: pd.DataFrame, of: str) -> pd.DataFrame:
    frame.attrs[OF] = of
    return frame


def outcome_of(frame: pd.DataFrame, of: str | None = None) -> str:
    """The outcome that a frame of this file holds."""
    return of or str(frame.attrs.get(OF, "gain"))
