"""Which offer is worth most? Anchored scales, swing weights, knock-outs before scores.

A criterion says what the worst and the best acceptable offer would be, before any offer is
looked at; its swing says how much going from one to the other is worth beside the other
criteria. A value then never depends on who else was asked, so that striking out a loser
cannot change the winner.

Source: Edwards and Barron (1994), SMARTS; Keeney and Raiffa (1976), additive value.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidData, InvalidValue, UnknownName
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .naming import named

__all__ = ["Choice", "Criterion", "Must", "compare"]

Must: TypeAlias = "str | tuple[str, Any]"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion on an anchored scale.

    Parameters
    ----------
    name : str
        The column of the offers.
    worst, best : float
        The worst and the best acceptable figure, in the unit of the column; `best` below
        `worst` makes it a cost.
    swing : float
        What going from worst to best is worth beside the other criteria: any positive
        number, 100 for the most important by habit; only the proportions count.

    >>> Criterion("price", worst=30_000, best=10_000, swing=100).value(15_000)
    0.75
    """

    name: str
    worst: float
    best: float
    swing: float

    def __post_init__(self) -> None:
        worst, best = checks.finite(self._named("worst"), self.worst), checks.finite(self._named("best"), self.best)
        if worst == best:
            raise InvalidValue(self._named("best"), texts.RULE_APART, self.best, texts.WAY_APART)
        checks.positive(self._named("swing"), self.swing)

    def _named(self, part: str) -> Text:
        return Text.literal(f"{self.name}: {part}")

    def value(self, figure: Any) -> Any:
        """How good a figure is: 0 at the worst acceptable or beyond, 1 at the best or beyond."""
        share = np.clip((np.asarray(figure, dtype=float) - self.worst) / (self.best - self.worst), 0.0, 1.0)
        return float(share) if share.ndim == 0 else share

    def meets(self, figure: Any, limit: float) -> Any:
        """Whether a figure is no worse than `limit`."""
        return np.asarray(figure, dtype=float) <= limit if self.best < self.worst else np.asarray(figure, dtype=float) >= limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Said):
    """What a comparison says.

    Attributes
    ----------
    values : pandas.Series
        Worth of each offer that passed the knock-outs, 0–1, in the order given.
    order : list of str
        Vendors, the best first; equals in the order given.
    margin : float
        Worth of the first less that of the second; NaN with one offer.
    excluded : dict
        Vendors knocked out, with the reason.
    parts : pandas.DataFrame
        Value of each vendor on each criterion, 0–1, before weights.
    weights : pandas.Series
        Swings as shares of 1, by criterion.
    """

    values: pd.Series
    order: list[str]
    margin: float
    excluded: dict[str, Text]
    parts: pd.DataFrame = field(repr=False)
    weights: pd.Series = field(repr=False)

    def sentence(self) -> str:
        """The finding in one sentence, in the language in force."""
        if not self.order:
            return texts.NOBODY_LEFT.say(out=len(self.excluded))
        first = texts.FIRST if len(self.order) > 1 and self.margin > 0 else texts.TIED if len(self.order) > 1 else texts.ALONE
        said = first.say(vendor=self.order[0], value=100 * self.values[self.order[0]], second=self.order[min(1, len(self.order) - 1)],
                         margin=100 * self.margin if len(self.order) > 1 else 0.0)  # fmt: skip
        return " ".join([said, *(texts.OUT.say(vendor=vendor, reason=reason) for vendor, reason in self.excluded.items())])


def compare(offers: pd.DataFrame, criteria: Sequence[Criterion], *, must: Iterable[Must] = ()) -> Choice:
    """The worth of each offer: knock-outs first, then the weighted sum of anchored values.

    Parameters
    ----------
    offers : DataFrame
        One row per vendor (its index, or a column ``vendor``), one column per criterion.
    criteria : sequence of Criterion
    must : iterable of str or (str, limit)
        What is not weighed against anything. A column of yes and no that must be yes; a
        criterion that must be no worse than its `worst`; or a pair: the column and its limit
        (no worse, in the sense of the criterion; at least, for another column of figures;
        one of several, for a set or a list).

    Raises
    ------
    InvalidData
        An offer that is not knocked out has no figure on a criterion: missing is missing, it
        is neither zero nor the middle.

    >>> offers = pd.DataFrame({"price": [20, 12], "in_europe": [True, False]}, index=["Alto", "Brise"])
    >>> compare(offers, [Criterion("price", 30, 10, 100)], must=["in_europe"]).order
    ['Alto']
    """
    scales = _scales(criteria)
    table = _table(offers, scales)
    excluded = _excluded(table, scales, must)
    parts = _parts(table.drop(index=list(excluded)), scales)
    weights = pd.Series({name: scale.swing for name, scale in scales.items()}, dtype=float)
    weights /= weights.sum()
    values = sum((parts[name] * weights[name] for name in scales), start=pd.Series(0.0, index=parts.index)).round(12).rename("value")
    order = [str(vendor) for vendor in values.sort_values(ascending=False, kind="stable").index]
    margin = float(values[order[0]] - values[order[1]]) if len(order) > 1 else float("nan")
    return Choice(values=values, order=order, margin=margin, excluded=excluded, parts=parts, weights=weights)


# -- private ------------------------------------------------------------------------------


def _scales(criteria: Sequence[Criterion]) -> dict[str, Criterion]:
    scales = {scale.name: scale for scale in criteria}
    if not scales:
        raise InvalidValue(texts.CRITERIA, texts.RULE_SOME, [])
    if len(scales) < len(criteria):
        names = [scale.name for scale in criteria]
        raise InvalidValue(texts.CRITERIA, texts.RULE_ONCE, next(name for name in names if names.count(name) > 1), texts.WAY_ONCE)
    return scales


def _table(offers: pd.DataFrame, scales: dict[str, Criterion]) -> pd.DataFrame:
    table = offers.set_index("vendor") if "vendor" in offers.columns else offers
    for name in scales:
        if name not in table.columns:
            raise UnknownName(texts.COLUMN, name, map(str, table.columns))
    if table.index.has_duplicates:
        raise InvalidValue(texts.VENDOR, texts.RULE_ONCE, str(table.index[table.index.duplicated()][0]), texts.WAY_ONE_ROW)
    return table.set_axis(table.index.map(str))


def _parts(table: pd.DataFrame, scales: dict[str, Criterion]) -> pd.DataFrame:
    figures = {name: _figures(table[name]) for name in scales}
    return pd.DataFrame({name: scales[name].value(figures[name]) for name in scales}, index=table.index, dtype=float)


def _figures(column: pd.Series) -> Any:
    figures = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)
    lost = np.flatnonzero(~np.isfinite(figures))
    if lost.size:
        named = Text.literal(f"{column.index[lost[0]]}: {column.name}")
        raise InvalidData(named, texts.RULE_FIGURE, column.iloc[lost[0]], hint=texts.WAY_MISSING)
    return figures


def _excluded(table: pd.DataFrame, scales: dict[str, Criterion], must: Iterable[Must]) -> dict[str, Text]:
    out: dict[str, Text] = {}
    for condition in [must] if isinstance(must, str) else must:
        name, limit = (condition, None) if isinstance(condition, str) else condition
        if name not in table.columns:
            raise UnknownName(texts.COLUMN, name, map(str, table.columns))
        failed = table.index[~_passes(table[name], scales.get(name), limit)]
        out |= {vendor: texts.knocked_out(named(name), table.loc[vendor, name], limit) for vendor in failed if vendor not in out}
    return out


def _passes(column: pd.Series, scale: Criterion | None, limit: Any) -> Any:
    if isinstance(limit, list | tuple | set | frozenset):
        return column.isin(list(limit)).to_numpy()
    if limit is None and scale is None:
        return np.array([texts.is_yes(cell) for cell in column])
    figures = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float)  # what is missing does not pass
    if scale is None:
        return figures >= checks.finite(str(column.name), limit)
    return scale.meets(figures, scale.worst if limit is None else checks.finite(scale.name, limit))
