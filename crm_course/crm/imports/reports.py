"""What did an import do? Every line and every amount of the file accounted for.

lines = added + updated + unchanged + merged + refused, and amounts in = stored + refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from crm_course.foundations.errors import InvalidData
from crm_course.foundations.files import write_whole
from crm_course.foundations.language import Text
from crm_course.foundations.said import Said

from . import texts
from .mapping import identifies
from .texts import FIELD_LABELS, LEFT_OUT, PRESET_LABELS

__all__ = ["Preview", "Report", "Undone"]

_SHOWN = 8
"""Names of columns in a sentence, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Said):
    """What an import did. Counts are lines of the file, but where they say otherwise."""

    file: str
    """Its name."""
    source: str
    """The tool, or ``file``."""
    import_id: int
    """Its number, by which it can be undone."""
    lines: int
    """Lines read, refused ones included."""
    added: int
    """Lines that made a card."""
    updated: int
    """Lines about a known card that the file changed; the first of each."""
    unchanged: int
    """Lines about a known card that say nothing new; the first of each."""
    merged: int
    """Further lines about a card that an earlier line was about."""
    refused: int
    """Lines that did not come in: those of `rejected`."""
    rejected: pd.DataFrame
    """``line`` (in the file, the header is 1), ``field``, ``reason``; the values are not repeated."""
    left_out: pd.DataFrame
    """Cells that did not come in, of lines that did: as `rejected`."""
    merges: pd.DataFrame
    """``line`` and ``customer_id`` of the merged lines."""
    doubts: pd.DataFrame
    """Pairs that share an address or number and were not put together: ``line, customer_id, shared, against``."""
    changes: pd.DataFrame
    """What was replaced: ``field, count`` and an example, ``before`` and ``after``."""
    amount_in: float
    """Euros that the file holds."""
    amount_stored: float
    """Euros of it that are in the store, some perhaps since an earlier import."""
    amount_refused: float
    subscribed: int
    """Consents written to the log."""
    withdrawn: int
    """Refusals written to the log."""
    unattested: int
    """Subscriptions left out for want of an attestation."""
    kept_out: int
    """Unsubscribed people whom the file wanted to subscribe again."""
    sales: int
    """Sales that are new."""
    orders: int
    """Orders that are new."""
    order_lines: int
    """Lines of these orders, where the file names articles."""
    others: str = ""
    """Whose numbers these are, where they are not those of the customers known so far."""
    ignored: tuple[str, ...] = ()
    """Columns in which something stands, and that were left out."""
    asked: tuple[str, ...] = ()
    """Those of them that may hold refusals, and of which nobody said what they mean; an import has none."""
    notices: tuple[str, ...] = ()
    """What was assumed of the file, and should be looked at."""

    def __post_init__(self) -> None:
        if self.lines != self.added + self.updated + self.unchanged + self.merged + self.refused:
            raise InvalidData(self.file, texts.CONSERVATION_RULE, self.lines)

    def sentence(self) -> str:
        """What happened, and what is left to do."""
        said = [texts.IMPORTED.say(file=self.file, lines=self.lines, added=self.added, updated=self.updated, unchanged=self.unchanged,
                                   merged=self.merged, rejected=self.refused)]  # fmt: skip
        if self.amount_in:
            said.append(texts.AMOUNTS.say(found=self.amount_in, stored=self.amount_stored, refused=self.amount_refused))
        more = ((texts.SUBSCRIBED, self.subscribed), (texts.WITHDRAWN, self.withdrawn), (texts.UNATTESTED, self.unattested),
                (texts.KEPT_OUT, self.kept_out), (texts.CELLS_LEFT, len(self.left_out)), (texts.DOUBTS, self.doubts["line"].nunique()))  # fmt: skip
        said += [text.say(count=count) for text, count in more if count]
        if self.sales or self.orders:
            said.append(texts.SALES.say(count=self.sales, orders=self.orders))
        if self.others:
            said.append(texts.OTHER_NUMBERS.say(source=self.others))
        return " ".join([*said, *self._told()])

    def _told(self) -> list[str]:
        """What was assumed, and what was left out by column."""
        if not self.ignored:
            return list(self.notices)
        columns = ", ".join(f"« {column} »" for column in self.ignored[:_SHOWN]) + (" …" if len(self.ignored) > _SHOWN else "")
        return [*self.notices, texts.IGNORED.say(columns=columns)]

    def save_rejected(self, path: str | Path) -> None:
        """Write the refused lines as a CSV that a French spreadsheet opens: line, field, reason."""
        write_whole(Path(path), self.rejected.to_csv(index=False, sep=";").encode("utf-8-sig"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview(Said):
    """What an import would do, and how its columns were understood."""

    source: str
    mapping: Mapping[str, str]
    """Header → field, empty where the column is left out; correct it and give it to the import."""
    head: pd.DataFrame
    """The first lines, as the fields they would become."""
    sample: Mapping[str, str]
    """Header → the first cell that is filled."""
    lines: int
    questions: tuple[str, ...] = ()
    """Columns that may hold refusals and are not understood: the import waits until they are."""
    report: Report | None = field(repr=False)
    """What the import would do, line by line; None while nothing says who a line is about."""

    @property
    def columns(self) -> pd.DataFrame:
        """How the columns of the file were understood, in words: frame ``header, field``."""
        fields = [FIELD_LABELS[name].say() if name else LEFT_OUT.say() for name in self.mapping.values()]
        return pd.DataFrame({"header": list(self.mapping), "field": fields})

    @property
    def added(self) -> int:
        """Lines that would make a card."""
        return self.report.added if self.report else 0

    @property
    def updated(self) -> int:
        """Lines that would change one."""
        return self.report.updated if self.report else 0

    @property
    def unchanged(self) -> int:
        """Lines about a known card that say nothing new."""
        return self.report.unchanged if self.report else 0

    @property
    def merged(self) -> int:
        """Further lines about the same card."""
        return self.report.merged if self.report else 0

    @property
    def refused(self) -> int:
        """Lines that would not come in."""
        return self.report.refused if self.report else 0

    @property
    def rejected(self) -> pd.DataFrame:
        """The lines that would be refused: ``line, field, reason``."""
        return self.report.rejected if self.report else pd.DataFrame(columns=["line", "field", "reason"])

    @property
    def left_out(self) -> pd.DataFrame:
        """The cells that would be left out, of lines that come in: as `rejected`."""
        return self.report.left_out if self.report else pd.DataFrame(columns=["line", "field", "reason"])

    @property
    def changes(self) -> pd.DataFrame:
        """What would be replaced: ``field, count`` and an example, ``before`` and ``after``."""
        return self.report.changes if self.report else pd.DataFrame(columns=["field", "count", "before", "after"])

    def sentence(self) -> str:
        """What would happen; where nothing says who a line is about, what to choose first."""
        if self.report is None or not identifies(self.mapping):
            return texts.WHO_FIRST.say(lines=self.lines)
        said = texts.WOULD.say(source=PRESET_LABELS[self.source], lines=self.lines, added=self.added, updated=self.updated,
                               unchanged=self.unchanged, merged=self.merged, rejected=self.refused)  # fmt: skip
        if self.report.amount_in:
            said += " " + texts.AMOUNTS.say(
                found=self.report.amount_in, stored=self.report.amount_stored, refused=self.report.amount_refused
            )
        said = " ".join([said, *self.report._told()])
        if self.questions:
            said += " " + texts.ASKED.say(columns=", ".join(f"« {column} »" for column in self.questions))
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone(Said):
    """What undoing an import did."""

    import_id: int
    file: str
    removed: int
    """Cards that were taken away."""
    restored: int
    """Values that were put back."""
    orders: int
    """Orders that were taken away."""
    consents: int
    """Lines of the log of consents that were taken away."""
    refusals: int
    """Of these, refusals: they count no more."""
    kept: pd.DataFrame
    """What stays, because something later rests on it: ``customer_id, field``; the field is empty where the card itself stays."""

    def sentence(self) -> str:
        """What was taken back, and what stays."""
        said = [
            texts.UNDONE.say(
                file=self.file or Text.literal(str(self.import_id)), removed=self.removed, restored=self.restored, orders=self.orders
            )
        ]
        if self.refusals:
            said.append(texts.UNDONE_REFUSALS.say(count=self.refusals))
        if len(self.kept):
            said.append(texts.UNDONE_KEPT.say(count=self.kept["customer_id"].nunique()))
        return " ".join(said)
