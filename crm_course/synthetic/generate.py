"""One call makes a company: tables for the learner, the truth for the teacher.

>>> made = world("sens-confort", customers=50, months=6, seed=7)
>>> len(made.tables["customers"]), made.tables["orders"].columns[0]
(50, 'order_id')

A student's world is keyed by the edition, the course's secret and his name, and gated: if
one of the effects that he is asked to find cannot be seen in his data, the next sub-seed is
taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from crm_course.foundations import checks
from crm_course.foundations.errors import InvalidValue
from crm_course.foundations.integers import as_counts
from crm_course.foundations.language import Text

from . import catalogue, company, firm, marketing
from .block import block
from .dataset import NO_ERRORS, Dataset
from .delivery import files
from .frames import frame, typed
from .names import names
from .parameters import World
from .plan import WORLD_TABLES, Columns, Plan
from .quality.errors import Dirt, inject_errors, levels
from .streams import Draws
from .summaries import Totals
from .texts import SUMMARY
from .worlds import find

if TYPE_CHECKING:
    from .prediction import Prediction

__all__ = ["Made", "stream", "world"]

HOLDOUT = 0.3
"""The share of the customers whose answer is kept back, unless another is asked for."""
_MOST_ATTEMPTS = 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Made(Dataset):
    """A company with its data and, for the teacher, its truth.

    Attributes
    ----------
    plan : Plan
        Parameters, size and key.
    tables : dict of DataFrame
        What the learner gets; columns as in the data dictionary.
    clean : dict of DataFrame
        The same before any dirt.
    errors : DataFrame
        The dirt, cell by cell: table, key, column, error, clean and dirty value.
    gate : DataFrame
        Which effects can be found in these tables.
    trap : int, optional
        The level of the exercise of prediction that goes with the data, if one does.
    holdout : float
        The share of the customers whose answer it keeps back.
    """

    trap: int | None = None
    holdout: float = HOLDOUT

    @cached_property
    def predicted(self) -> Prediction | None:
        """The exercise of prediction that goes with the data, if one was asked for."""
        if self.trap is None:
            return None
        from .prediction import prediction  # a copy of the course in which answers are marked does not have it

        return prediction(self, level=self.trap, holdout=self.holdout)

    @cached_property
    def truth(self) -> dict[str, Any]:
        """All that the teacher knows, and the learner does not."""
        from .truth.tables import truth  # a copy of the course in which answers are marked has no truth

        return truth(self, self._blocks, self.predicted)

    def save(self, folder: str | Path, formats: Iterable[str] = ("csv",), language: str | None = None) -> Path:
        """Write the learner's tables into a new or empty folder, with ``datapackage.json`` and the data dictionary."""
        asked = self.predicted
        more = {"train": asked.train, "holdout": asked.holdout} if asked else {}
        return files.save(self, files.folder_named(folder), (formats,) if isinstance(formats, str) else tuple(formats), language, more)

    def save_truth(self, folder: str | Path, language: str | None = None) -> Path:
        """Write the truth into a new or empty folder; keep it away from learners."""
        return files.save_truth(self, self.truth, files.folder_named(folder), language)

    def _repr_markdown_(self) -> str:
        return SUMMARY.say(title=self.plan.world.title, customers=self.plan.customers, months=self.plan.months,
                           rows=sum(map(len, self.tables.values())), tables=len(self.tables), errors=len(self.errors))  # fmt: skip


def world(name: str | World, *, customers: int = 1000, months: int = 24, seed: int = 7, student: str | None = None, dirt: Dirt = "none",
          secret: str = "", workers: int = 1, locale: str = "fr_FR", edition: str | None = None,
          prediction: int | None = None, holdout: float = HOLDOUT) -> Made:  # fmt: skip
    """Make a company.

    Parameters
    ----------
    name : str or World
        A world of the course, or a record of your own (``dataclasses.replace``).
    customers, months : int
        Size and length: 1 to 1 000 000 customers, 3 to 120 months.
    seed : int
        The same seed, the same data, on every machine.
    student : str, optional
        Whose data: each student has a world of his own, gated.
    dirt : str or mapping
        ``"none"``, ``"light"``, ``"heavy"``, error types separated by commas, or shares by type.
    secret : str
        The course's secret: without it nobody can make a student's world again.
    workers : int
        Processes to share the blocks; the result does not depend on it.
    locale : str
        Another Faker locale for first and last names (not fixed by the edition).
    edition : str, optional
        An earlier edition of the worlds, whose data are those of its time: ``"2026.3"``; the newest without it.
    prediction : int, optional
        Level of difficulty (0 to 3) of an exercise that goes with the data: who buys again? With traps, and customers whose answer is kept back.
    holdout : float
        Their share.

    Raises
    ------
    UnknownName
        If there is no such world, error type or edition.
    InvalidValue
        If a size is out of range.
    """
    shares = levels(dirt)
    check_prediction(prediction, holdout)
    plan = planned(name, customers=customers, months=months, seed=seed, student=_whose(secret, student), locale=locale, edition=edition)
    made = _made(plan, workers)
    for attempt in range(1, _MOST_ATTEMPTS):
        if student is None or made.found == len(made.asked):
            break
        again = _made(replace(plan, attempt=attempt), workers)
        made = max(made, again, key=lambda one: one.found)
    made = replace(made, trap=prediction, holdout=holdout)
    if not shares:
        return made
    tables, errors = inject_errors(made.clean, shares, made.plan)
    return replace(made, tables=tables, errors=errors)


HARDEST = 3
"""The highest level of difficulty of an exercise of prediction."""


def check_prediction(level: int | None, holdout: float) -> None:
    """Refuse a level that no exercise has, and a share that is none."""
    if level is not None:
        checks.whole(Text(fr="niveau (--prediction)", en="prediction"), level, least=0)
        if level > HARDEST:
            raise InvalidValue(
                Text(fr="niveau (--prediction)", en="prediction"), Text(fr="un niveau de 0 à 3", en="a level from 0 to 3"), level
            )
    checks.share(Text(fr="part gardée (--holdout)", en="holdout"), holdout)


def planned(name: str | World, *, customers: int, months: int, seed: int, student: str = "", locale: str = "fr_FR",
            edition: str | None = None) -> Plan:  # fmt: skip
    """What is asked for, checked: there is such a world, of such a size, with such names."""
    record = find(name, edition)
    check_size(customers, months, seed)
    names(locale)
    return Plan(world=record, customers=int(customers), months=int(months), seed=int(seed), student=student, locale=locale)


_MOST_CUSTOMERS, _MOST_MONTHS = 1_000_000, 120
_CUSTOMERS, _MONTHS_NAME = Text(fr="nombre de clients (--customers)", en="customers"), Text(fr="nombre de mois (--months)", en="months")
_MOST = Text(fr="un nombre d’au plus {most:number0}", en="at most {most:number0}")
_PARTS = Text(fr="Fabriquez plusieurs entreprises, chacune avec sa graine.", en="Make several companies, each with a seed of its own.")


def check_size(customers: int, months: int, seed: int) -> None:
    """Refuse what no world can have."""
    checks.whole(_CUSTOMERS, customers, least=1)
    checks.whole(_MONTHS_NAME, months, least=3)
    checks.whole(Text(fr="graine (--seed)", en="seed"), seed)
    if customers > _MOST_CUSTOMERS:
        raise InvalidValue(_CUSTOMERS, _MOST, customers, _PARTS, most=_MOST_CUSTOMERS)
    if months > _MOST_MONTHS:
        raise InvalidValue(_MONTHS_NAME, _MOST, months, most=_MOST_MONTHS)


def _whose(secret: str, student: str | None) -> str:
    return "" if student is None else f"{secret}|{student}"


def _made(plan: Plan, workers: int) -> Made:
    *blocks, company = told(plan, workers)
    found = columns(plan, blocks) | columns(plan, [company])
    tables = {table: frame(table, found[table]) for table in WORLD_TABLES if table in found}
    return Made(plan=plan, tables=tables, clean=tables, errors=NO_ERRORS.copy(), _columns=found, _blocks=blocks)


_HIDDEN = {
    "_cancelled",
    "_irony",
    "_loaded",
    "_scanned",
    "_recent",
    "_before",
    "_own",
    "_second",
    "_segment",
    "_keen",
    "_fickle",
    "_left",
    "_customer",
    "_campaign",
    "_alive",
    "_order",
    "_product",
    "_line",
    "_theme",
    "_met",
    "_decided",
}


def kept(part: dict[str, Columns]) -> dict[str, Columns]:
    """The columns of a block that the tables and the truth need; the rest of the work goes."""
    return {table: {name: values for name, values in columns.items() if name[0] != "_" or name in _HIDDEN}
            for table, columns in part.items() if table != "_sales_calls"}  # fmt: skip


def stream(
    name: str | World, *, customers: int, months: int = 24, seed: int = 7, blocks: int = 4, workers: int = 1, edition: str | None = None
) -> Iterator[dict[str, pd.DataFrame]]:
    """The tables of a world that is too large to hold, some blocks of customers at a time.

    Yields the rows of so many `blocks` (of 4 096 customers), in the order of :func:`world`;
    the last frames are those of the company as a whole (price list, calls, stock, …). Put
    together they are the tables of ``world(...)``, whatever `blocks` and `workers`.
    """
    plan = planned(name, customers=customers, months=months, seed=seed, edition=edition)
    waiting: list[dict[str, Columns]] = []
    for part in told(plan, workers):
        if "customers" not in part:
            if waiting:
                yield frames(plan, waiting)
            yield frames(plan, [part])
        elif len(waiting := [*waiting, part]) == blocks:
            yield frames(plan, waiting)
            waiting = []


def told(plan: Plan, workers: int = 1) -> Iterator[dict[str, Columns]]:
    """The columns of a world, block after block, as the tables and the truth need them; then those of the company as a whole."""
    totals, sizes = Totals(plan), np.zeros(len(marketing.sent_days(plan)) + len(catalogue.mailed_days(plan)), np.int64)
    for part in _blocks(plan, workers):
        totals.add(part)
        sizes += np.bincount(as_counts(part["campaign_members"]["_campaign"]), minlength=len(sizes))
        yield kept(part)
    yield reference(plan, sizes, totals)


def frames(plan: Plan, blocks: list[dict[str, Columns]]) -> dict[str, pd.DataFrame]:
    """The frames of some blocks, in the order of the dictionary."""
    return {table: frame(table, found) for table, found in columns(plan, blocks).items()}


def columns(plan: Plan, blocks: list[dict[str, Columns]]) -> dict[str, dict[str, Any]]:
    """The typed columns of some blocks, in the order of the dictionary."""
    return {table: typed(plan, table, [part[table] for part in blocks]) for table in WORLD_TABLES if table in blocks[0]}


def _blocks(plan: Plan, workers: int) -> Iterator[dict[str, Columns]]:
    if workers <= 1 or plan.blocks == 1:
        yield from (block(plan, number) for number in range(plan.blocks))
        return
    with ProcessPoolExecutor(workers) as pool:
        for first in range(0, plan.blocks, 2 * workers):  # a few at a time, so that memory stays bounded
            numbers = range(first, min(first + 2 * workers, plan.blocks))
            yield from pool.map(block, [plan] * len(numbers), numbers)


def _all_campaigns(plan: Plan, sizes: NDArray[np.int64]) -> Columns:
    written = len(marketing.sent_days(plan))
    return catalogue.merged(marketing.campaigns(plan, sizes[:written]), catalogue.campaigns(plan, written, sizes[written:]))


def reference(plan: Plan, sizes: NDArray[np.int64], totals: Totals) -> dict[str, Columns]:
    """The tables that belong to the company as a whole; `sizes` counts the members of each campaign."""
    draws, stock = Draws(plan.key), totals.stock_table(Draws(plan.key))
    return {"products": company.products(plan), "shops": company.shops(plan), "agents": company.agents(plan, draws),
            "campaigns": _all_campaigns(plan, sizes), "calls": totals.call_table(), "stock": stock,
            "channel_costs": totals.cost_table(), **firm.reference(plan, draws, stock)}  # fmt: skip
