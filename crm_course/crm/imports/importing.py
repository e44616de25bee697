"""How do scattered files become one customer base? Preview, import, report.

A line is about a person who is known already if the number of the other tool, the e-mail
address, or the phone number together with the name is known; what has none of these is known
by name, company and postcode. Filled cells replace what was stored, empty ones change
nothing; a second line about the same person fills the gaps of the first. The whole file goes
in, or nothing of it; importing it again adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crm_course.foundations.files import write_whole

from .. import audit, schema
from ..base import Base
from ..loading import next_number
from .cells import read_cells
from .mapping import PRESETS, check_identifies, choose, identifies
from .sheets import Sheet, open_sheet
from .texts import (
    FIELD_LABELS,
    IMPORTED,
    KEPT_OUT,
    LEFT_OUT,
    PRESET_LABELS,
    SALES,
    SUBSCRIBED,
    UNATTESTED,
    WHO_FIRST,
    WITHDRAWN,
    WOULD,
)
from .upsert import Intake

__all__ = ["Preview", "Report", "import_file", "preview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did."""

    source: str
    lines: int
    """Lines read, broken ones included."""
    added: int
    updated: int
    unchanged: int
    rejected: pd.DataFrame
    """``line`` (in the file, the header is 1), ``field``, ``reason``; the values are not repeated."""
    subscribed: int
    """Consents written to the log."""
    withdrawn: int
    """Refusals written to the log."""
    unattested: int
    """Subscriptions left out for want of an attestation."""
    kept_out: int
    """Unsubscribed people whom the file wanted to subscribe again."""
    sales: int
    orders: int

    def sentence(self) -> str:
        """What happened, and what is left to do."""
        lines = self.rejected["line"].nunique()
        said = [IMPORTED.say(lines=self.lines, added=self.added, updated=self.updated, unchanged=self.unchanged, rejected=lines)]
        more = ((SUBSCRIBED, self.subscribed), (WITHDRAWN, self.withdrawn), (UNATTESTED, self.unattested), (KEPT_OUT, self.kept_out))
        said += [text.say(count=count) for text, count in more if count]
        if self.sales or self.orders:
            said.append(SALES.say(count=self.sales, orders=self.orders))
        return " ".join(said)

    def save_rejected(self, path: str | Path) -> None:
        """Write the refused lines as a CSV that a French spreadsheet opens: line, field, reason."""
        write_whole(Path(path), self.rejected.to_csv(index=False, sep=";").encode("utf-8-sig"))

    def _repr_markdown_(self) -> str:
        return self.sentence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do, and how its columns were understood."""

    source: str
    mapping: Mapping[str, str]
    """Header → field, empty where the column is left out; correct it and give it to the import."""
    head: pd.DataFrame
    """The first lines, as the fields they would become."""
    lines: int
    added: int
    updated: int
    unchanged: int
    rejected: pd.DataFrame

    @property
    def columns(self) -> pd.DataFrame:
        """How the columns of the file were understood, in words: frame ``header, field``."""
        fields = [FIELD_LABELS[field].say() if field else LEFT_OUT.say() for field in self.mapping.values()]
        return pd.DataFrame({"header": list(self.mapping), "field": fields})

    def sentence(self) -> str:
        """What would happen; where nothing says who a line is about, what to choose first."""
        if not identifies(self.mapping):
            return WHO_FIRST.say(lines=self.lines)
        return WOULD.say(
            source=PRESET_LABELS[self.source],
            lines=self.lines,
            added=self.added,
            updated=self.updated,
            rejected=self.rejected["line"].nunique(),
        )

    def _repr_markdown_(self) -> str:
        return self.sentence()


def import_file(
    store: Base, path: str | Path, preset: str | None = None, *, mapping: Mapping[str, str] | None = None, attested: str | None = None
) -> Report:
    """Import a CSV or XLSX of another tool, in one transaction; importing it again adds nothing.

    Parameters
    ----------
    path : path of a ``.csv`` or ``.xlsx``
    preset : str, optional
        ``"hubspot"``, ``"brevo"``, ``"mailchimp"``, ``"odoo"``, ``"salesforce"``; by default told from the headers.
    mapping : mapping, optional
        Header → field, over what is proposed; ``""`` leaves a column out.
    attested : str, optional
        Where the proof of consent is kept ("form on the site since March 2025"). Without it
        nobody is subscribed: a flag in a file proves nothing.
    """
    sheet = open_sheet(path)
    try:
        source, mapped = choose(sheet.header, preset, mapping)
        check_identifies(mapped)
        secret, proof = store.secret, (attested or "").strip() or None
        with store.writing() as connection:
            number = next_number(connection, "imports")
            intake = Intake(connection, source=source, secret=secret, attested=proof, import_id=number)
            connection.execute(
                schema.table("imports").insert(), {"import_id": number, "ts": audit.now(), "source": source, "attested": proof}
            )
            _take_all(sheet, mapped, source, intake)
            counts = {"lines": intake.lines, "added": intake.added, "updated": intake.updated, "rejected": len(intake.rejected)}
            table = schema.table("imports")
            connection.execute(table.update().where(table.c.import_id == number).values(counts))
            audit.write(connection, store.actor, "import", subject=source, rows=intake.added + intake.updated)
    finally:
        sheet.close()
    return Report(
        source=source, lines=intake.lines, added=intake.added, updated=intake.updated, unchanged=intake.unchanged,
        rejected=_rejected(intake), subscribed=intake.subscribed, withdrawn=intake.withdrawn, unattested=intake.unattested,
        kept_out=intake.kept_out, sales=intake.sales, orders=intake.orders,
    )  # fmt: skip


def preview(store: Base, path: str | Path, preset: str | None = None, *, mapping: Mapping[str, str] | None = None) -> Preview:
    """What an import of this file would do; nothing is written."""
    sheet = open_sheet(path)
    try:
        source, mapped = choose(sheet.header, preset, mapping)
        secret = store.secret
        with store.reading() as connection:
            intake = Intake(connection, source=source, secret=secret, attested=None, import_id=0, writes=False)
            head = _take_all(sheet, mapped, source, intake)
    finally:
        sheet.close()
    return Preview(
        source=source, mapping=mapped, head=head, lines=intake.lines, added=intake.added, updated=intake.updated,
        unchanged=intake.unchanged, rejected=_rejected(intake),
    )  # fmt: skip


def _take_all(sheet: Sheet, mapped: Mapping[str, str], source: str, intake: Intake) -> pd.DataFrame:
    """Hand every part of the file to the intake; returns the first lines as fields."""
    month_first = PRESETS[source].month_first if source in PRESETS else False
    head: pd.DataFrame | None = None
    for part in sheet.parts():
        fields, refused = read_cells(part, mapped, month_first)
        intake.lines += len(part)
        intake.rejected += refused
        intake.take(fields)
        head = fields.head(8) if head is None else head
    intake.lines += len(sheet.rejected)
    intake.rejected += sheet.rejected
    return head if head is not None else pd.DataFrame()


def _rejected(intake: Intake) -> pd.DataFrame:
    return pd.DataFrame(intake.rejected, columns=["line", "field", "reason"]).sort_values("line", kind="stable", ignore_index=True)
