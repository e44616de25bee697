"""A company's data, as they were made: tables, errors, and how surely what was planted can be found in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from .effects import Effect, effects, estimates
from .effects.estimators import Estimate
from .effects.messages import Sent
from .effects.view import View
from .fingerprints import fingerprint
from .marketing import member_uplift, sent_days
from .plan import Columns, Plan

__all__ = ["NO_ERRORS", "Dataset"]

_FOUND = 1.96
"""An effect is found when its estimate is that many standard errors from zero, on the right side."""
NO_ERRORS = pd.DataFrame({name: pd.Series(dtype="str") for name in ("table", "key", "column", "error", "clean", "dirty")}).assign(
    restorable=pd.Series(dtype=bool)
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Dataset:
    """A company's data and what follows from them: all but the truth and the files.

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
    """

    plan: Plan
    tables: dict[str, pd.DataFrame]
    clean: dict[str, pd.DataFrame]
    errors: pd.DataFrame
    _columns: dict[str, dict[str, Any]]
    _blocks: list[dict[str, Columns]]

    @property
    def name(self) -> str:
        """The name of the world."""
        return self.plan.world.name

    @property
    def sources(self) -> dict[str, str]:
        """Packages whose release plays a part: Faker, for names of another country."""
        return self.plan.sources

    @property
    def end(self) -> np.datetime64:
        """The day after the last."""
        return self.plan.calendar.start + self.plan.calendar.days

    @cached_property
    def planted(self) -> list[Effect]:
        """The effects of the story, with their sizes."""
        return effects(self.plan, self.sent)

    @cached_property
    def uplift(self) -> float:
        """True mean effect of the e-mail campaigns on their members, in orders per person."""
        return self.sent.uplift

    @cached_property
    def sent(self) -> Sent:
        """What is true of the campaigns: their effect on their members, and how many messages these had got lately."""
        written, quits = len(sent_days(self.plan)), self.plan.world.campaigns.scanner_quits
        parts: dict[str, list[Any]] = {"uplift": [], "posted": [], "recent": [], "tried": []}
        for part in self._blocks:
            member, up = part["campaign_members"], member_uplift(self.plan, part)
            mine = member["_campaign"] < written
            parts["uplift"].append(up[mine])
            parts["posted"].append(up[~mine])
            parts["recent"].append(member["_recent"][mine])
            parts["tried"].append((1 - quits) ** member["_before"][mine])  # filters have unsubscribed the others
        means = {name: np.concatenate(some) for name, some in parts.items()}
        return Sent(**{name: float(each.mean()) if len(each) else 0.0 for name, each in means.items()})

    @cached_property
    def view(self) -> View:
        """The clean tables as the estimates read them."""
        return View(self._columns, self.plan.world, self.end)

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """Each effect beside what the clean tables say of it."""
        return estimates(self.planted, self.view)

    @cached_property
    def asked(self) -> list[tuple[Effect, Estimate]]:
        """The effects that a learner is asked to find, with what the clean tables say of them."""
        return [(effect, effect.estimate(self.view)) for effect in self.planted if effect.gated]

    @property
    def found(self) -> int:
        """How many of them can be found: an estimate well away from zero, on the right side."""
        return sum(estimate.value / estimate.error * np.sign(effect.value) > _FOUND for effect, estimate in self.asked if estimate.error)

    @cached_property
    def gate(self) -> pd.DataFrame:
        """The effects that a learner is asked to find, and whether they can be found."""
        rows = [(effect.name, effect.value, estimate.value, estimate.error) for effect, estimate in self.asked]
        table = pd.DataFrame(rows, columns=["name", "value", "estimate", "error"])
        return table.assign(found=table["estimate"] / table["error"] * np.sign(table["value"]) > _FOUND)

    @cached_property
    def fingerprint(self) -> dict[str, str]:
        """SHA-256 of the canonical CSV of each table."""
        return {name: fingerprint(table) for name, table in self.tables.items()}
