"""What did the owner drop on the page? An event table or a path table, told apart by their columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from crm_course.foundations.mapping import Brought, brought
from crm_course.foundations.sheets import Sheet

from . import brought_texts as said
from . import event_table, path_table
from .builder import build
from .events import coded
from .path_table import from_paths
from .paths import Journeys
from .spelling import key

__all__ = ["FIELDS", "Held", "read", "understood"]

_OWN = {field.name for field in event_table.FIELDS}
FIELDS = (*event_table.FIELDS, *(field for field in path_table.FIELDS if field.name not in _OWN))
"""What a column of either table can be."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Held:
    """What a file holds: a `log` to cut into journeys, or the `paths` of journeys that another tool cut."""

    log: pd.DataFrame | None = None
    paths: Journeys | None = None
    told: str = ""

    def journeys(self, **rules: Any) -> Journeys:
        """The journeys, by the rules of :func:`~crm_course.journeys.builder.build`; a path table has its own already."""
        if self.paths is not None:
            return self.paths
        assert self.log is not None
        return build(self.log, **rules)

    def there(self, channels: list[str]) -> list[str]:
        """Those of some channels that occur."""
        known = self.paths.channels if self.paths is not None else coded(self.log).channels if self.log is not None else ()
        return [channel for channel in channels if key(channel) in {key(name) for name in known}]

    @property
    def notice(self) -> str:
        """How it was read."""
        return f"{self.told} {said.NOT_RULED.say()}".strip() if self.paths is not None else self.told


def understood(value: pd.DataFrame | Sheet | Brought) -> Brought:
    """What each column is taken for: those of a path table where one holds paths."""
    if isinstance(value, Brought):
        return value
    paths = brought(value, path_table.FIELDS)
    cells = paths.cells("path")
    if cells is not None and cells.astype(str).str.contains(">").any():
        return paths
    return event_table.understood(value)


def read(value: pd.DataFrame | Sheet | Brought) -> Held:
    """What a file holds.

    Raises
    ------
    InvalidData
        Naming the column, line and cell that cannot be read.
    """
    file = understood(value)
    if file.column("path"):
        named = {column: name for column, name in file.mapping.items() if name}
        return Held(paths=from_paths(file.frame[list(named)].rename(columns=named)))
    found = event_table.read(file)
    return Held(log=found.log, told=found.sentence())
