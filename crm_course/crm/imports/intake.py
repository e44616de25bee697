"""An import on its way in: where it writes, and what it has counted so far."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import pandas as pd
import sqlalchemy as sa

from .. import audit
from ..loading import append, next_number, typed
from ..schema import declared
from .told import Told

__all__ = ["COUNTED", "Intake"]

COUNTED = (
    "customers",
    "contact_points",
    "organisations",
    "consents",
    "products",
    "orders",
    "order_lines",
    "opportunities",
    "opportunity_history",
    "notes",
)
"""Tables whose rows get the next free numbers, so that those of an import are a range."""


@dataclass
class Intake:
    """What every step of an import needs: the transaction, the import's number, the counts."""

    connection: sa.Connection
    tool: str
    secret: str
    attested: str | None
    import_id: int
    source: str = ""
    """Whose numbers the numbers of the file are; the tool, or one of its shops."""
    moment: dt.datetime = field(default_factory=audit.now)
    subscribed: int = 0
    withdrawn: int = 0
    unattested: int = 0
    kept_out: int = 0
    sales: int = 0
    orders: int = 0
    order_lines: int = 0
    cents_in: int = 0
    cents_stored: int = 0
    cents_refused: int = 0
    refused: Told = field(default_factory=Told)
    """Lines that did not come in."""
    left_out: Told = field(default_factory=Told)
    """Cells that did not, of lines that did."""
    changed: set[int] = field(default_factory=set)
    """Known cards that the file changed."""

    def __post_init__(self) -> None:
        self.first = {name: next_number(self.connection, name) for name in COUNTED}
        """The number from which on the rows of a table are this import's."""
        self._next = dict(self.first)

    @property
    def made(self) -> dict[str, tuple[int, int]]:
        """The first and last number of the rows that were added, by table."""
        return {name: (first, self._next[name] - 1) for name, first in self.first.items() if self._next[name] > first}

    def numbers(self, name: str, count: int) -> pd.RangeIndex:
        """The next `count` numbers of a table."""
        start = self._next[name]
        self._next[name] = start + count
        return pd.RangeIndex(start, start + count)

    def up_to(self, name: str) -> None:
        """Count the rows that another hand added to a table."""
        self._next[name] = next_number(self.connection, name)

    def add(self, name: str, frame: pd.DataFrame) -> pd.DataFrame:
        """Add rows to a table, typed as it declares them."""
        ready, _ = typed(frame.reset_index(drop=True), declared(name))
        append(self.connection, name, ready)
        return ready

    def money(self, *, stored: int = 0, refused: int = 0) -> None:
        """Note cents of the file that are in the store, or are not."""
        self.cents_in += stored + refused
        self.cents_stored += stored
        self.cents_refused += refused
