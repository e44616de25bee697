"""How do scattered files become one customer base? Preview, import, report.

The whole file is looked at before its first line is taken: how its dates are written, which
addresses many people share, whose numbers its numbers are. Then, part by part: what each line
says of consent is heard; lines that tell nobody, or whom was erased, are refused; each line
finds its card or makes one; cards, addresses, orders, sales and notes are written. The whole file
goes in, or nothing of it; importing it again adds nothing.

A preview is the same import in a transaction that is given up at its end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from crm_course.foundations import sheets

from .. import audit, keys, schema
from ..base import Base
from ..law import opposition
from ..loading import next_number
from ..rows import steadily
from .cells import Cells
from .consents import Words
from .fields import FIELDS
from .intake import Intake
from .mapping import PRESETS, Apart, check_identifies, check_questions, choose, identifies, questions
from .matching import Crowd, Matcher, Source, folded, source_of
from .names import full_names
from .orders import Orders
from .people import Cards
from .related import notes, refuse_sales, sales
from .reports import Preview, Report
from .spool import Spool
from .texts import AGAINST, FIELD_LABELS, LINE, REASONS, SHARED, THOUSANDS, check_source

__all__ = ["Preview", "Report", "import_file", "preview"]

_SAMPLE = 500
_TOTALS = {
    "order total",
    "order total amount",
    "total commande",
    "total de la commande",
    "montant de la commande",
    "montant commande",
    "order amount",
    "grand total",
}
"""Headers that say the amount of a whole order."""


def import_file(
    store: Base, path: str | Path, preset: str | None = None, *, mapping: Mapping[str, str] | None = None, attested: str | None = None,
    shop: str | None = None, sheet: str | None = None,
) -> Report:  # fmt: skip
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
    shop : str, optional
        Whose numbers the customers' numbers are, where two shops or tools number anew.
    sheet : str, optional
        Which sheet of a workbook, where several hold lines.

    Raises
    ------
    FileProblem, UnknownName
        If the file cannot be read, or its sheet must be said.
    InvalidValue
        If no column says who a line is about, or a column may hold refusals and is neither taken over nor left out knowingly.
    """
    with sheets.opened(path, sheet=sheet) as file:
        plan = _plan(store, file, preset, mapping)
        check_identifies(plan.mapping)
        check_questions(plan.questions)
        with steadily(), store.writing() as connection:
            report = _run(store, connection, file, plan, (attested or "").strip() or None, shop)
            _remember(connection, store.secret, file.header, plan.mapping)
    return report


def preview(
    store: Base, path: str | Path, preset: str | None = None, *, mapping: Mapping[str, str] | None = None, attested: str | None = None,
    shop: str | None = None, sheet: str | None = None,
) -> Preview:  # fmt: skip
    """What an import of this file would do, line by line; nothing is written."""
    report = None
    with sheets.opened(path, sheet=sheet) as file:
        plan = _plan(store, file, preset, mapping)
        plan.strict = False
        sample = {header: next((cell for cell in plan.sample[header] if cell.strip()), "") for header in file.header}
        head = _head(plan) if identifies(plan.mapping) else plan.first.head(8)
        if identifies(plan.mapping):
            report = _rehearsed(store, file, plan, (attested or "").strip() or None, shop)
            lines = report.lines
        else:
            lines = len(plan.first) + sum(map(len, plan.rest)) + len(file.refused)
    asked = tuple(dict.fromkeys((*plan.questions, *(report.asked if report else ()))))
    return Preview(source=plan.tool, mapping=plan.mapping, head=head, sample=sample, lines=lines, questions=asked, report=report)


def _head(plan: _Plan) -> pd.DataFrame:
    cells = Cells(mapping=plan.mapping)
    cells.read(plan.first)
    return cells.settled(cells.read(plan.first.head(8)))


# -- before the first line ----------------------------------------------------------------


@dataclass
class _Plan:
    """How a file will be read."""

    tool: str
    mapping: dict[str, str]
    questions: tuple[str, ...]
    said: frozenset[str]
    """The columns of which the reader said what they are."""
    sample: dict[str, list[str]]
    first: pd.DataFrame
    rest: Iterator[pd.DataFrame] = field(repr=False)
    strict: bool = True
    """Whether a question that only a later part raises stops the import."""


def _plan(store: Base, file: sheets.Reader, preset: str | None, corrected: Mapping[str, str] | None) -> _Plan:
    parts = file.parts()
    first = next(parts)
    sample = {header: first[header].head(_SAMPLE).tolist() for header in file.header}
    said = {**_remembered(store, file.header), **(corrected or {})}
    tool, mapped = choose(file.header, preset, said, sample)
    return _Plan(tool, mapped, questions(mapped, said, sample), frozenset(said), sample, first, parts)


def _header_print(secret: str, header: list[str]) -> str:
    return keys.print_of(secret, "header", *sorted(map(keys.fold, header)))


def _remembered(store: Base, header: list[str]) -> dict[str, str]:
    """The choices made for the last file with this header."""
    table = schema.table("mappings").c
    secret = store.secret
    with store.reading() as connection:
        found = connection.scalar(sa.select(table.choices).where(table.header == _header_print(secret, header)))
    choices = json.loads(found) if found else {}
    return {column: name for column, name in choices.items() if column in header and (not name or name in FIELDS)}


def _remember(connection: sa.Connection, secret: str, header: list[str], mapped: Mapping[str, str]) -> None:
    table, name = schema.table("mappings"), _header_print(secret, header)
    connection.execute(table.delete().where(table.c.header == name))
    connection.execute(table.insert(), {"header": name, "choices": json.dumps(dict(mapped), ensure_ascii=False), "ts": audit.now()})


# -- the import ---------------------------------------------------------------------------


class _Rehearsed(Exception):
    pass


def _rehearsed(store: Base, file: sheets.Reader, plan: _Plan, attested: str | None, shop: str | None) -> Report:
    report: Report | None = None
    try:
        with steadily(), store.writing() as connection:
            report = _run(store, connection, file, plan, attested, shop)
            raise _Rehearsed
    except _Rehearsed:
        assert report is not None
        return report


def _run(store: Base, connection: sa.Connection, file: sheets.Reader, plan: _Plan, attested: str | None, shop: str | None) -> Report:
    number = next_number(connection, "imports")
    intake = Intake(connection, tool=plan.tool, secret=_secret(connection), attested=attested, import_id=number)
    row = {"import_id": number, "ts": intake.moment, "source": plan.tool, "attested": attested, "file": file.name}
    connection.execute(schema.table("imports").insert(), row)
    cells = Cells(mapping=plan.mapping, month_first=plan.tool in PRESETS and PRESETS[plan.tool].month_first, left_out=intake.left_out)
    spool, crowd, apart = Spool(), Crowd(), Apart(plan.mapping, plan.said)
    try:
        for part in chain([plan.first], plan.rest):
            apart.look(part)
            fields = folded(full_names(cells.read(part)))
            crowd.look(fields)
            spool.add(fields)
        if plan.strict:
            check_questions(apart.asked)
        matcher = Matcher(connection, plan.tool, intake.secret, intake.first["customers"], crowd.keys())
        source = _source(connection, intake, file, spool, matcher, shop)
        intake.source = matcher.source = source.name
        doorway = _Doorway(intake, matcher, Cards(intake), Words(intake), Orders(intake, totals=_totals(plan.mapping)))
        lines = sum(doorway.take(cells.settled(fields)) for fields in spool)
    finally:
        spool.close()
    for told, found in ((intake.refused, file.refused_frame()), (intake.left_out, file.spoilt_frame())):
        for (name, why), group in found.groupby(["field", "reason"], sort=False):
            told.add(group["line"], str(name), str(why))
    doorway.words.settle()
    doorway.orders.settle()
    report = _report(file, plan, doorway, lines + len(file.refused), source, apart, cells)
    table = schema.table("imports")
    counts = {
        "lines": report.lines,
        "added": report.added,
        "updated": report.updated,
        "rejected": report.refused,
        "made": json.dumps(intake.made),
    }
    connection.execute(table.update().where(table.c.import_id == number).values(counts))
    audit.write(connection, store.actor, "import", subject=plan.tool, rows=report.added + report.updated)
    return report


def _secret(connection: sa.Connection) -> str:
    settings = schema.table("settings").c
    return str(connection.scalar(sa.select(settings.value).where(settings.name == "secret")))


def _totals(mapping: Mapping[str, str]) -> bool:
    """Whether an order's amount stands on each of its lines."""
    total = next((header for header, name in mapping.items() if name == "order_amount"), "")
    return keys.fold(total) in _TOTALS or "line_amount" in mapping.values()


def _source(connection: sa.Connection, intake: Intake, file: sheets.Reader, spool: Spool, matcher: Matcher, shop: str | None) -> Source:
    """Whose numbers these are."""
    if shop:
        return Source(f"{intake.tool}:{keys.fold(shop)}")
    fields = spool.first[0]
    if "id" not in fields:
        return Source(intake.tool)
    stem = "".join(letter for letter in Path(file.name).stem if not letter.isdigit())
    found = source_of(connection, intake.tool, stem, fields["id"].tolist(), matcher.people_of(fields), intake.secret)
    check_source(found.asked)
    return found


@dataclass
class _Doorway:
    """The steps that every part of a file goes through."""

    intake: Intake
    matcher: Matcher
    cards: Cards
    words: Words
    orders: Orders

    def __post_init__(self) -> None:
        self._erased = opposition.erased_prints(self.intake.connection)

    def take(self, fields: pd.DataFrame) -> int:
        """Put some lines into the store; returns how many there were."""
        words = self.words.hear(fields)
        inside = self._welcome(_with_their_order(fields))
        self._refused(fields[~inside])
        words = words[inside[words["place"].to_numpy(dtype=np.int64)]] if len(words) else words
        if inside.any():
            came = fields if inside.all() else _with_their_order(fields)[inside]
            came = _with_their_order(came)
            numbers, made = self.matcher.numbers(came)
            came = came.assign(customer_id=np.array(numbers, dtype=np.int64))
            whose = np.zeros(len(fields), dtype=np.int64)
            whose[inside] = numbers
            self.cards.take(came, made)
            self.words.take(came, words.assign(customer_id=whose[words["place"].to_numpy(dtype=np.int64)]) if len(words) else words)
            sales(self.intake, came)
            self.orders.take(came)
            notes(self.intake, came)
        return len(fields)

    def _refused(self, lines: pd.DataFrame) -> None:
        if len(lines):
            self.orders.refuse(lines)
            refuse_sales(self.intake, lines)

    def _welcome(self, fields: pd.DataFrame) -> np.ndarray[Any, Any]:
        """Which lines may come in: those that tell somebody, who was not erased on request."""
        told = np.zeros(len(fields), dtype=bool)
        for name in ("id", "emails", "phones", "last_name", "company"):
            if name in fields:
                told |= np.fromiter((bool(value) and value == value for value in fields[name].tolist()), dtype=bool, count=len(fields))
        self._refuse(fields.index[~told], "who")
        gone = np.zeros(len(fields), dtype=bool)
        if self._erased:
            for name in ("emails", "phones"):
                if name in fields:
                    gone |= np.array(
                        [
                            any(keys.print_of(self.intake.secret, one) in self._erased for one in found or ())
                            for found in fields[name].tolist()
                        ],
                        dtype=bool,
                    )
            self._refuse(fields.index[told & gone], "erased")
        return told & ~gone

    def _refuse(self, lines: pd.Index, reason: str) -> None:
        self.intake.refused.add(lines, LINE.say(), REASONS[reason].say())


_WHO_ELSE = ("id", "emails", "phones", "title", "first_name", "last_name", "company")


def _with_their_order(fields: pd.DataFrame) -> pd.DataFrame:
    """A further line of an order that leaves its customer out has that of its order."""
    if "order_ref" not in fields:
        return fields
    who = [name for name in _WHO_ELSE if name in fields]
    nobody = fields[who].isna().all(axis=1) & fields["order_ref"].notna()
    if not nobody.any():
        return fields
    first = fields[~fields[who].isna().all(axis=1)].drop_duplicates("order_ref").set_index("order_ref")[who]
    filled = first.reindex(fields.loc[nobody, "order_ref"])
    made = fields.copy()
    for name in who:
        made.loc[nobody, name] = pd.Series(filled[name].tolist(), index=made.index[nobody], dtype=object)
    return made.astype(object).where(made.notna(), None)


# -- the report ---------------------------------------------------------------------------


def _report(file: sheets.Reader, plan: _Plan, doorway: _Doorway, lines: int, source: Source, apart: Apart, cells: Cells) -> Report:
    intake, cards = doorway.intake, doorway.cards
    merges = np.concatenate(cards.merges) if cards.merges else np.empty((0, 2), dtype=np.int64)
    updated = len(intake.changed & cards.known_numbers)
    doubts = [
        (line, card, SHARED[kind].say(), FIELD_LABELS[name].say() if name else AGAINST.say())
        for line, card, kind, name in doorway.matcher.doubts
    ]
    return Report(
        file=file.name, source=plan.tool, import_id=intake.import_id, lines=lines, added=cards.added, updated=updated, unchanged=cards.known - updated,
        merged=cards.merged, refused=intake.refused.lines, rejected=intake.refused.frame(), left_out=intake.left_out.frame(),
        merges=pd.DataFrame(merges, columns=["line", "customer_id"]).sort_values("line", ignore_index=True),
        doubts=pd.DataFrame(doubts, columns=["line", "customer_id", "shared", "against"]), changes=_changes(intake),
        amount_in=intake.cents_in / 100, amount_stored=intake.cents_stored / 100, amount_refused=intake.cents_refused / 100,
        subscribed=intake.subscribed, withdrawn=intake.withdrawn, unattested=intake.unattested, kept_out=intake.kept_out,
        sales=intake.sales, orders=intake.orders, order_lines=intake.order_lines, others=source.name.partition(":")[2] if source.against else "",
        ignored=tuple(apart.filled), asked=tuple(apart.asked),
        notices=tuple(THOUSANDS.say(column=column, mark=mark) for column, mark in cells.assumed()),
    )  # fmt: skip


def _changes(intake: Intake) -> pd.DataFrame:
    """What was replaced, by field: how often, and the first that was not empty."""
    c = schema.table("import_changes").c
    rows = []
    for name, count in intake.connection.execute(
        sa.select(c.field, sa.func.count()).where(c.import_id == intake.import_id).group_by(c.field)
    ).all():
        example = (
            sa.select(c.before, c.after)
            .where(c.import_id == intake.import_id, c.field == name)
            .order_by(c.before.is_(None), c.customer_id)
            .limit(1)
        )
        before, after = intake.connection.execute(example).one()
        rows.append((FIELD_LABELS[name].say(), count, before or "", after or ""))
    return pd.DataFrame(rows, columns=["field", "count", "before", "after"]).sort_values(
        "count", ascending=False, kind="stable", ignore_index=True
    )
